"""What may be typed while an agreement is drafted: details, clauses, parties and signatories."""

from typing import cast

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.forms.base import Cleaned, Sent, row_choice
from partnerships.agreements.models import Agreement, Clause, ClauseKind, Party, RenewalRule
from partnerships.agreements.models.limits import BODY_LIMIT, HEADING_LIMIT, LONGEST_WAIT
from partnerships.agreements.text.shapes import KeptPassage
from partnerships.directory.models import Organisation, Partner, Partnership, Representation
from partnerships.shared.fields import LineField, follow
from partnerships.shared.languages import ContentLanguage
from partnerships.shared.marked.typed import MarkedField, PrintedLineField
from partnerships.shared.on_paper import line_on_paper
from partnerships.shared.pieces import in_english
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

    pieces = (in_english("title_en"),)

    title = follow(Agreement, "title", PrintedLineField, help_text=_("At most 200 characters."))
    title_en = follow(Agreement, "title_en", PrintedLineField, required=False)
    organisations = PartnerChoice(
        label=_("Parties"),
        queryset=Organisation.objects.none(),
        help_text=_("Partners of this partnership. You can add and remove parties later."),
    )

    def __init__(self, data: Sent = None, *, partnership: Partnership) -> None:
        super().__init__(data)
        partners = Partner.objects.current().filter(partnership=partnership)
        row_choice(self, "organisations").queryset = Organisation.objects.filter(
            pk__in=partners.values("organisation")
        ).order_by("sort_key")
        self.fields["organisations"].initial = list(partners.values_list("organisation", flat=True))


class DetailsForm(VersionedForm):
    """Title, governing terms: how long it holds, how it ends, how it is looked at, how soon one meets."""

    pieces = (in_english("title_en"),)

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
    incident_hours = follow(
        Agreement,
        "incident_hours",
        forms.IntegerField,
        min_value=1,
        max_value=LONGEST_WAIT,
        required=False,
        help_text=_(
            "Leave empty when no such meeting is agreed. At most 720 hours, which are 30 days."
        ),
    )

    @classmethod
    def fill(cls, agreement: Agreement, data: Sent = None) -> "DetailsForm":
        """The form as the agreement stands."""
        return cls(data, initial={name: getattr(agreement, name) for name in cls.base_fields})

    def clean(self) -> Cleaned:
        """What has no end is not renewed."""
        cleaned = super().clean() or self.cleaned_data
        endless = "term_months" not in self.errors and not cleaned.get("term_months")
        if endless and cleaned.get("renewal", RenewalRule.ENDS) != RenewalRule.ENDS:
            self.add_error("term_months", _("Name a term, or choose that it ends."))
        return cleaned


class ClauseForm(VersionedForm):
    """A clause in both content languages; the governing one must have words."""

    pieces = (in_english("heading_en", "body_en"),)

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
    def fill(cls, clause: Clause | None, data: Sent = None) -> "ClauseForm":
        """The form as the clause stands, or an empty one for a new clause."""
        initial: dict[str, object] = {"kind": ClauseKind.CLAUSE, "version": 0}
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

    def clean(self) -> Cleaned:
        """A translation has both parts or none; an annex may be a heading with files."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned["heading_en"]) != bool(cleaned["body_en"]):
            if cleaned["heading_en"] and not cleaned["body_de"]:
                return cleaned
            missing = "body_en" if cleaned["heading_en"] else "heading_en"
            self.add_error(missing, _("Write heading and text, or leave both empty."))
        return cleaned

    @property
    def texts(self) -> dict[str, KeptPassage]:
        """Language to heading and body, as the actions take them."""
        return {
            language: {
                "heading": self.cleaned_data[f"heading_{language}"],
                "body": self.cleaned_data[f"body_{language}"],
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

    def __init__(self, data: Sent = None, *, agreement: Agreement) -> None:
        super().__init__(data)
        partners = Partner.objects.current().filter(partnership=agreement.partnership_id)
        row_choice(self, "organisation").queryset = (
            Organisation.objects.filter(pk__in=partners.values("organisation"))
            .exclude(pk__in=agreement.parties.values("organisation"))
            .order_by("sort_key")
        )


class SignerChoice(forms.ModelChoiceField):
    """One of the people who may sign, by name and function."""

    def label_from_instance(self, obj: models.Model) -> str:
        """As it stands in the choice; `obj` is a representation."""
        stand = cast(Representation, obj)
        return f"{stand.person}, {stand.function or stand.get_role_display()}"


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
    person_1 = SignerChoice(
        label=_("First signatory"), queryset=Representation.objects.none(), required=False
    )
    name_1 = LineField(label=_("or name"), max_length=160, required=False)
    printed_name_1 = PrintedNameField()
    function_1 = PrintedLineField(label=_("Function"), max_length=120, required=False)
    person_2 = SignerChoice(
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

    def __init__(self, data: Sent = None, *, party: Party) -> None:
        names = ("signatures_needed", "founding", "version")
        super().__init__(data, initial={name: getattr(party, name) for name in names})
        signers = (
            Representation.objects.current()
            .filter(organisation=party.organisation, may_sign=True)
            .select_related("person")
        )
        for number, signatory in enumerate([*party.signatories.all(), None, None][:2], start=1):
            field = row_choice(self, f"person_{number}")
            field.queryset, field.empty_label = signers, _("nobody from the directory")
            if signatory is None:
                continue
            if signatory.person_id:
                field.initial = next(
                    (r.pk for r in signers if r.person_id == signatory.person_id), None
                )
            else:
                self.initial = {
                    **self.initial,
                    f"name_{number}": signatory.name,
                    f"printed_name_{number}": signatory.printed_name,
                    f"function_{number}": signatory.function,
                }
        for number in (1, 2):
            only_where_needed(self, f"name_{number}", field=f"printed_name_{number}")

    def clean(self) -> Cleaned:
        """Not more signatories than signatures, and nobody twice."""
        cleaned = super().clean() or self.cleaned_data
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
    def signatories(self) -> list[dict[str, object]]:
        """As the actions take them; empty rows are left out."""
        signatories = []
        for number in (1, 2):
            chosen = self.cleaned_data.get(f"person_{number}")
            typed = {part: self.cleaned_data.get(f"{part}_{number}", "") for part in TYPED}
            if chosen:
                signatories.append(_take_from_directory(chosen))
            elif typed["name"]:
                signatories.append({"person": None, **typed})
        return signatories


TYPED = ("name", "printed_name", "function")


def _take_from_directory(row: Representation) -> dict[str, object]:
    """A function that cannot be printed gives way to the role."""
    function = line_on_paper(row.function, str(row.get_role_display()))
    return {"person": row.person, "name": str(row.person), "function": function}
