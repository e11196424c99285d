"""What may be typed while an agreement is drafted: details, clauses, parties and signatories."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models import Agreement, Clause, ClauseKind, Party, RenewalRule
from partnerships.agreements.models.limits import BODY_LIMIT, HEADING_LIMIT
from partnerships.directory.models import Organisation, Partner, Partnership, Representation
from partnerships.shared.fields import LineField, follow
from partnerships.shared.languages import ContentLanguage
from partnerships.shared.marked.typed import MarkedField, PrintedLineField
from partnerships.shared.on_paper import line_on_paper
from partnerships.shared.printed_name import PrintedNameField, only_where_needed
from partnerships.shared.versions import VersionedForm

LONGEST_TERM = 600  # months
NOTATION_HINT = _(
    "Everything stands as you type it. A blank line begins a paragraph; a line that begins with -, 1., (1), a) or § 1 "
    "is an item; **bold**, *italic*. {{term}}, {{notice}}, {{effective}} and {{end}} become what the terms say. At most "
    "20,000 characters."
)


class PartnerChoice(forms.ModelMultipleChoiceField):
    """Organisations as checkboxes, by name."""

    widget = forms.CheckboxSelectMultiple


class DraftForm(forms.Form):
    """A new agreement: title and parties."""

    title = follow(Agreement, "title", PrintedLineField, help_text=_("At most 200 characters."))
    title_en = follow(Agreement, "title_en", PrintedLineField, required=False)
    organisations = PartnerChoice(
        label=_("Parties"),
        queryset=Organisation.objects.none(),
        help_text=_("Partners of this partnership. You can add and remove parties later."),
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Partner.objects.current().filter(partnership=partnership)
        self.fields["organisations"].queryset = Organisation.objects.filter(
            pk__in=partners.values("organisation")
        ).order_by("sort_key")
        self.fields["organisations"].initial = list(partners.values_list("organisation", flat=True))


class DetailsForm(VersionedForm):
    """Title, governing terms: how long it holds, how it ends, how it is looked at."""

    title = follow(Agreement, "title", PrintedLineField)
    title_en = follow(Agreement, "title_en", PrintedLineField, required=False)
    term_months = follow(
        Agreement,
        "term_months",
        forms.IntegerField,
        min_value=1,
        max_value=LONGEST_TERM,
        required=False,
        help_text=_("Leave empty when no end is agreed."),
    )
    renewal = follow(
        Agreement, "renewal", forms.ChoiceField, choices=RenewalRule, widget=forms.RadioSelect
    )
    renewal_months = follow(
        Agreement, "renewal_months", forms.IntegerField, min_value=1, max_value=LONGEST_TERM
    )
    notice_months = follow(
        Agreement,
        "notice_months",
        forms.IntegerField,
        min_value=0,
        max_value=120,
        help_text=_("For one party and for the whole."),
    )
    evaluation_months = forms.IntegerField(
        label=_("Evaluation every … months"),
        min_value=0,
        max_value=120,
        help_text=_("0: none is agreed."),
    )

    @classmethod
    def of(cls, agreement: Agreement, data: Any = None) -> "DetailsForm":
        """The form as the agreement stands."""
        return cls(data, initial={name: getattr(agreement, name) for name in cls.base_fields})

    def clean(self) -> dict[str, Any]:
        """What has no end is not renewed."""
        cleaned = super().clean() or self.cleaned_data
        endless = "term_months" not in self.errors and not cleaned.get("term_months")
        if endless and cleaned.get("renewal", RenewalRule.ENDS) != RenewalRule.ENDS:
            self.add_error("term_months", _("Name a term, or choose that it ends."))
        return cleaned


class ClauseForm(VersionedForm):
    """A clause in both content languages; the governing one must have words."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = follow(Clause, "kind", forms.ChoiceField, choices=ClauseKind, widget=forms.RadioSelect)
    heading_de = PrintedLineField(label=_("Heading (German)"), max_length=HEADING_LIMIT)
    body_de = MarkedField(
        label=_("Text (German)"),
        max_length=BODY_LIMIT,
        help_text=NOTATION_HINT,
        widget=forms.Textarea(attrs={"rows": 12, "lang": "de"}),
    )
    heading_en = PrintedLineField(
        label=_("Heading (English)"), max_length=HEADING_LIMIT, required=False
    )
    body_en = MarkedField(
        label=_("Text (English)"),
        max_length=BODY_LIMIT,
        required=False,
        help_text=_("At most 20,000 characters in each language."),
        widget=forms.Textarea(attrs={"rows": 12, "lang": "en"}),
    )

    @classmethod
    def of(cls, clause: Clause | None, data: Any = None) -> "ClauseForm":
        """The form as the clause stands, or an empty one for a new clause."""
        initial: dict[str, Any] = {"kind": ClauseKind.CLAUSE, "version": 0}
        if clause:
            initial = {"kind": clause.kind, "version": clause.version}
            for text in clause.texts.all():
                initial[f"heading_{text.language}"] = text.heading
                initial[f"body_{text.language}"] = text.body
        form = cls(data, initial=initial)
        kind = clause.kind if clause else form["kind"].value()
        form.fields["body_de"].required = kind != ClauseKind.ANNEX
        if clause:
            del form.fields["kind"]
        return form

    def clean(self) -> dict[str, Any]:
        """A translation has both parts or none; an annex may be a heading with files."""
        cleaned = super().clean()
        if not self.errors and bool(cleaned["heading_en"]) != bool(cleaned["body_en"]):
            if cleaned["heading_en"] and not cleaned["body_de"]:
                return cleaned
            missing = "body_en" if cleaned["heading_en"] else "heading_en"
            self.add_error(missing, _("Write heading and text, or leave both empty."))
        return cleaned

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """Language to heading and body, as the actions take them."""
        return {
            language: {
                part: self.cleaned_data[f"{part}_{language}"] for part in ("heading", "body")
            }
            for language in ContentLanguage.values
        }


class AddPartyForm(forms.Form):
    """One more partner as a party."""

    organisation = follow(
        Party,
        "organisation",
        forms.ModelChoiceField,
        queryset=Organisation.objects.none(),
        empty_label=_("Please choose"),
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Partner.objects.current().filter(partnership=agreement.partnership_id)
        self.fields["organisation"].queryset = (
            Organisation.objects.filter(pk__in=partners.values("organisation"))
            .exclude(pk__in=agreement.parties.values("organisation"))
            .order_by("sort_key")
        )


class PartyForm(VersionedForm):
    """Who signs for a party: people who may sign, or typed names."""

    signatures_needed = follow(
        Party,
        "signatures_needed",
        forms.TypedChoiceField,
        coerce=int,
        choices=[(1, _("one")), (2, _("two"))],
        widget=forms.RadioSelect,
    )
    person_1 = forms.ModelChoiceField(
        label=_("First signatory"), queryset=Representation.objects.none(), required=False
    )
    name_1 = LineField(label=_("or name"), max_length=160, required=False)
    printed_name_1 = PrintedNameField()
    function_1 = PrintedLineField(label=_("Function"), max_length=120, required=False)
    person_2 = forms.ModelChoiceField(
        label=_("Second signatory"), queryset=Representation.objects.none(), required=False
    )
    name_2 = LineField(label=_("or name"), max_length=160, required=False)
    printed_name_2 = PrintedNameField()
    function_2 = PrintedLineField(label=_("Function"), max_length=120, required=False)
    founding = forms.BooleanField(
        label=_("Founding party"),
        required=False,
        help_text=_(
            "Counts where an agreement takes effect as soon as all founding parties and some others have signed."
        ),
    )

    def __init__(self, data: Any = None, *, party: Party) -> None:
        names = ("signatures_needed", "founding", "version")
        super().__init__(data, initial={name: getattr(party, name) for name in names})
        signers = (
            Representation.objects.current()
            .filter(organisation=party.organisation, may_sign=True)
            .select_related("person")
        )
        for number, signatory in enumerate([*party.signatories.all(), None, None][:2], start=1):
            field = self.fields[f"person_{number}"]
            field.queryset, field.empty_label = signers, _("nobody from the directory")
            field.label_from_instance = lambda r: (
                f"{r.person}, {r.function or r.get_role_display()}"
            )
            if signatory is None:
                continue
            if signatory.person_id:
                field.initial = next(
                    (r.pk for r in signers if r.person_id == signatory.person_id), None
                )
            else:
                self.initial |= {
                    f"name_{number}": signatory.name,
                    f"printed_name_{number}": signatory.printed_name,
                    f"function_{number}": signatory.function,
                }
        for number in (1, 2):
            only_where_needed(self, f"name_{number}", field=f"printed_name_{number}")

    def clean(self) -> dict[str, Any]:
        """Not more signatories than signatures, and nobody twice."""
        cleaned = super().clean()
        signatories = self.signatories
        if len(signatories) > cleaned.get("signatures_needed", 2):
            self.add_error(
                "signatures_needed",
                _("You named two signatories: choose two signatures, or name one."),
            )
        if len(signatories) == 2 and signatories[0]["name"] == signatories[1]["name"]:
            self.add_error("name_2", _("The same person cannot sign twice."))
        return cleaned

    @property
    def signatories(self) -> list[dict[str, Any]]:
        """As the actions take them; empty rows are left out."""
        found = []
        for number in (1, 2):
            chosen = self.cleaned_data.get(f"person_{number}")
            typed = {part: self.cleaned_data.get(f"{part}_{number}", "") for part in TYPED}
            if chosen:
                found.append(_chosen(chosen))
            elif typed["name"]:
                found.append({"person": None, **typed})
        return found


TYPED = ("name", "printed_name", "function")


def _chosen(row: Representation) -> dict[str, Any]:
    """A function that cannot be printed gives way to the role."""
    function = line_on_paper(row.function, str(row.get_role_display()))
    return {"person": row.person, "name": str(row.person), "function": function}
