"""What may be typed about an agreement in force: renewal, notice, accession, decision, evaluation."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.forms.base import Cleaned, Sent, row_choice
from partnerships.agreements.life import term
from partnerships.agreements.models import Accession, Agreement, Decision, Evaluation, Exit, Renewal
from partnerships.agreements.models.limits import NOTE_LIMIT
from partnerships.directory.models import Organisation
from partnerships.shared.fields import DayField, LineField, ProseField, follow
from partnerships.shared.parts.figures import day_text
from partnerships.shared.past_days import PastDayField

FINDINGS_LIMIT = 20_000


class OrganisationField(forms.ModelChoiceField):
    """One of the organisations that the view names."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Organisation"),
            queryset=Organisation.objects.none(),
            empty_label=_("Please choose"),
        )


def offer(form: forms.BaseForm, organisations: QuerySet[Organisation]) -> None:
    """Only these may be chosen as `organisation`; a single one is chosen already."""
    field = row_choice(form, "organisation")
    field.queryset = organisations
    if len(organisations) == 1:
        field.initial = organisations[0].pk


class RenewForm(forms.Form):
    """When it was decided that the agreement goes on."""

    decided_on = follow(Renewal, "decided_on", PastDayField)
    note = follow(
        Renewal,
        "note",
        ProseField,
        required=False,
        help_text=_("Who decided, and where it is written down. All members read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class NoticeForm(forms.Form):
    """Last day and reason; the day itself is the action's to judge, so that its sentence is one."""

    last_on = follow(Exit, "last_on", DayField, required=False)
    good_cause = forms.BooleanField(
        label=_("For good cause, without keeping the notice"), required=False
    )
    reason = ProseField(
        label=_("Reason"),
        max_length=NOTE_LIMIT,
        required=False,
        help_text=_("Needed for good cause. All members read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Sent = None, *, agreement: Agreement) -> None:
        super().__init__(data)
        self.agreement = agreement
        self.fields["last_on"].help_text = self.hint()

    def hint(self) -> str:
        """The help text of the last day: which day counts when none is typed."""
        if "noticed_on" in self.fields:
            return gettext(
                "Leave empty for the earliest day: %(months)d months after the notice."
            ) % {"months": self.agreement.notice_months}
        return gettext("Notice given today ends on %(day)s; leave empty for that day.") % {
            "day": day_text(self.earliest(timezone.localdate()))
        }

    def earliest(self, noticed_on: date) -> date:
        """The earliest last day after a notice given on this day."""
        return term.months_after(noticed_on, self.agreement.notice_months)

    def clean(self) -> Cleaned:
        """An empty last day is the earliest one."""
        cleaned = super().clean() or self.cleaned_data
        noticed_on = cleaned.get("noticed_on") or timezone.localdate()
        if not cleaned.get("last_on") and "last_on" not in self.errors:
            for_cause = cleaned.get("good_cause")
            cleaned["last_on"] = noticed_on if for_cause else self.earliest(noticed_on)
        return cleaned


class TerminationForm(NoticeForm):
    """Notice of the whole, as it was given."""

    noticed_on = follow(Exit, "noticed_on", PastDayField)
    field_order = ("noticed_on", "last_on", "good_cause", "reason")


class ExitForm(NoticeForm):
    """A signer's own notice, given today."""

    organisation = OrganisationField()
    field_order: tuple[str, ...] = ("organisation", "last_on", "good_cause", "reason")

    def __init__(
        self, data: Sent = None, *, agreement: Agreement, organisations: QuerySet[Organisation]
    ) -> None:
        super().__init__(data, agreement=agreement)
        offer(self, organisations)


class RecordedExitForm(ExitForm):
    """A letter in which a member gave notice."""

    noticed_on = follow(Exit, "noticed_on", PastDayField)
    field_order = ("organisation", "noticed_on", "last_on", "good_cause", "reason")


class AccedeForm(forms.Form):
    """For which organisation somebody accedes, and the tick that stands for the declaration."""

    organisation = OrganisationField()
    declared = forms.BooleanField(
        label=_("I have read the agreement and declare this for the organisation"),
        error_messages={"required": _("Without this tick nothing is declared.")},
    )

    def __init__(self, data: Sent = None, *, organisations: QuerySet[Organisation]) -> None:
        super().__init__(data)
        offer(self, organisations)


class RecordedAccessionForm(forms.Form):
    """What a partner declared on paper."""

    organisation = OrganisationField()
    declared_on = follow(Accession, "declared_on", PastDayField)
    signed_name = LineField(label=_("Who signed"), max_length=160)
    signed_function = follow(Accession, "signed_function", LineField, required=False)
    declaration = ProseField(
        label=_("Wording of the declaration"),
        max_length=NOTE_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Sent = None, *, organisations: QuerySet[Organisation]) -> None:
        super().__init__(data)
        offer(self, organisations)


class DecisionForm(forms.Form):
    """Admitted from a day, or refused with a reason."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (Decision.ADMITTED, Decision.ADMITTED.label),
            (Decision.REFUSED, Decision.REFUSED.label),
        ],
        widget=forms.RadioSelect,
    )
    decided_on = follow(Accession, "decided_on", PastDayField)
    effective_on = follow(
        Accession,
        "effective_on",
        DayField,
        required=False,
        help_text=_("Only when admitted. Leave empty for the day of the decision."),
    )
    note = ProseField(
        label=_("Reason"),
        max_length=NOTE_LIMIT,
        required=False,
        help_text=_("Needed for a refusal. All members read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def values(self) -> Cleaned:
        """As the action takes them."""
        typed = dict(self.cleaned_data)
        return {"admitted": typed.pop("decision") == Decision.ADMITTED, **typed}


class EvaluationForm(forms.Form):
    """When the parties looked at what came of it, and what they found."""

    held_on = follow(Evaluation, "held_on", PastDayField)
    findings = follow(
        Evaluation,
        "findings",
        ProseField,
        help_text=_("At most 20,000 characters. Everybody who sees the agreement reads them."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class YearForm(forms.Form):
    """The year that the calendar shows."""

    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2199, required=False)
