"""What is asked of authorities, what they answer, what is to be done."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.kinds import Secrecy
from analyses.models import (
    Case,
    CaseQuestion,
    CaseTask,
    Contribution,
    PartAnswer,
    ProvisionVersion,
    QuestionPart,
)
from analyses.rules import authorities_at_work, workers_of
from partnerships.directory.models import Account, Organisation
from partnerships.shared.fields import DayField, LineField, ProseField, follow

ANSWERS = [
    (PartAnswer.CONTRIBUTED, _("We have contributed")),
    (PartAnswer.NOTHING, _("We hold nothing on it")),
    (PartAnswer.REFUSED, _("We may not share it, because …")),
    (PartAnswer.LONGER, _("We need more time")),
]
USUAL_DAYS = 14  # until an answer or a task is due, as a suggestion
REFUSING = ("refusal_basis", "refusal_secrecy")


def in_days(days: int, case: Case) -> date:
    """So many days from today, and no later than the case is there."""
    return min(timezone.localdate() + timedelta(days=days), case.delete_on)


class AuthoritiesChoice(forms.MultipleChoiceField):
    """Some of the authorities that are at work in a case."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, authorities: list[Organisation], **options: Any) -> None:
        self.known = {str(each.pk): each for each in authorities}
        choices = [(number, str(each)) for number, each in self.known.items()]
        super().__init__(choices=choices, **options)

    def clean(self, value: Any) -> list[Organisation]:
        """Raises: ValidationError for any other."""
        return [self.known[number] for number in super().clean(value)]


class WorkerChoice(forms.ChoiceField):
    """Somebody who works on a case; gives the account."""

    def __init__(self, case: Case, *, authority: int | None = None, **options: Any) -> None:
        people = [each for each in workers_of(case) if authority in (None, each.authority_id)]
        self.known = {str(each.account_id): each.account for each in people}
        choices = [
            (str(each.account_id), f"{each.account.person}, {each.authority}") for each in people
        ]
        empty = options.pop("empty_label", _("Please choose"))
        super().__init__(choices=[("", empty), *choices], **options)

    def clean(self, value: Any) -> Account | None:
        """Raises: ValidationError for anybody else."""
        return self.known.get(super().clean(value))


class QuestionForm(forms.Form):
    """What is needed, for which task, by when, from whom."""

    needed = follow(
        CaseQuestion,
        "needed",
        ProseField,
        help_text=_("As narrow as possible: which facts, of which period."),
    )
    task = follow(CaseQuestion, "task", ProseField)
    basis = forms.ModelChoiceField(
        ProvisionVersion.objects.none(),
        label=_("Suggested legal basis"),
        required=False,
        empty_label=_("no suggestion"),
        help_text=_("Each authority decides itself by which right it answers."),
    )
    due_on = follow(
        QuestionPart,
        "due_on",
        DayField,
        help_text=_("You can change the day for each authority afterwards."),
    )

    def __init__(self, data: Any = None, *, case: Case) -> None:
        super().__init__(data, initial={"due_on": in_days(USUAL_DAYS, case)})
        rows = ProvisionVersion.objects.selectable(timezone.localdate())
        self.fields["basis"].queryset = rows.select_related("provision")  # type: ignore[attr-defined]
        self.fields["authorities"] = AuthoritiesChoice(
            authorities_at_work(case), label=_("Who is asked")
        )


class ContributionChoice(forms.ModelChoiceField):
    """One of the contributions of an authority."""

    def label_from_instance(self, obj: Contribution) -> str:  # type: ignore[override]
        """When it was received, and by which right."""
        return describe(obj)


def describe(contribution: Contribution) -> str:
    """A contribution in a choice or a list: "Contribution 12, 27.11.2026, PolG NRW § 27"."""
    day = contribution.received_on.strftime("%d.%m.%Y")
    return f"{contribution}, {contribution.authority}, {day}, {contribution.basis.citation}"


class AnswerForm(forms.Form):
    """What an authority answers; what does not belong to the answer is not kept."""

    answer = forms.ChoiceField(label=_("Answer"), choices=ANSWERS, widget=forms.RadioSelect)
    contribution = ContributionChoice(
        Contribution.objects.none(),
        label=_("Contribution"),
        required=False,
        empty_label=_("Please choose"),
        help_text=_("Only where you have contributed: one that your authority has submitted."),
    )
    refusal_basis = follow(
        QuestionPart,
        "refusal_basis",
        forms.ModelChoiceField,
        queryset=ProvisionVersion.objects.none(),
        required=False,
        empty_label=_("none"),
        help_text=_("Only where you may not share it."),
    )
    refusal_secrecy = follow(
        QuestionPart,
        "refusal_secrecy",
        forms.ChoiceField,
        choices=Secrecy.choices,
        required=False,
        help_text=_("Only where you may not share it."),
    )
    wanted_on = follow(
        QuestionPart,
        "wanted_on",
        DayField,
        required=False,
        help_text=_("Only where you need more time. The lead agrees, or not."),
    )
    words = follow(
        QuestionPart,
        "words",
        ProseField,
        required=False,
        help_text=_(
            "The lead and the analysts of the case read this. No other authority does. Give no personal data that you may not share."
        ),
    )

    def __init__(self, data: Any = None, *, part: QuestionPart) -> None:
        names = ("contribution", "refusal_basis", "refusal_secrecy", "wanted_on", "words")
        initial = {name: getattr(part, name) for name in names}
        if part.answer != PartAnswer.OPEN:
            initial["answer"] = part.answer
        super().__init__(data, initial=initial)
        own = Contribution.objects.submitted().filter(case=part.case, authority=part.authority_id)
        self._offer("contribution", own.select_related("authority", "basis"))
        self._offer("refusal_basis", ProvisionVersion.objects.current().select_related("provision"))

    def _offer(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Nothing is refused here: a field of another answer is left out."""
        values = super().clean() or {}
        answer = values.get("answer")
        if answer != PartAnswer.CONTRIBUTED:
            values["contribution"] = None
        if answer != PartAnswer.LONGER:
            values["wanted_on"] = None
        if answer != PartAnswer.REFUSED:
            values.update(dict.fromkeys(REFUSING))
        values["refusal_secrecy"] = values.get("refusal_secrecy") or Secrecy.NONE
        return values


class DueForm(forms.Form):
    """Another day for one authority."""

    due_on = follow(QuestionPart, "due_on", DayField)
    due_reason = follow(QuestionPart, "due_reason", LineField, required=True)

    def __init__(self, data: Any = None, *, part: QuestionPart) -> None:
        super().__init__(data, initial={"due_on": part.due_on, "due_reason": part.due_reason})


class LongerForm(forms.Form):
    """More time, or not."""

    is_granted = forms.TypedChoiceField(
        label=_("Do you agree?"),
        choices=[("yes", _("Yes, this day is now set")), ("no", _("No, the day stays as it is"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    longer_reason = follow(
        QuestionPart,
        "longer_reason",
        LineField,
        required=False,
        help_text=_("Only where you do not agree."),
    )


class HandOnForm(forms.Form):
    """Who of the authority answers."""

    to = forms.ChoiceField()

    def __init__(self, data: Any = None, *, part: QuestionPart) -> None:
        super().__init__(data, initial={"to": str(part.handed_to_id or "")})
        self.fields["to"] = WorkerChoice(
            part.case,
            authority=part.authority_id,
            label=_("Who answers"),
            required=False,
            empty_label=_("all of my authority in the case"),
        )


class TaskForm(forms.Form):
    """Something to do."""

    what = follow(
        CaseTask,
        "what",
        LineField,
        help_text=_("Everybody who works on the contents of the case reads it."),
    )
    for_whom = forms.ChoiceField()
    due_on = follow(CaseTask, "due_on", DayField)

    def __init__(self, data: Any = None, *, case: Case) -> None:
        super().__init__(data, initial={"due_on": in_days(USUAL_DAYS, case)})
        self.fields["for_whom"] = WorkerChoice(case, label=_("Who does it"))


class DoneForm(forms.Form):
    """What came of a task."""

    done_note = follow(
        CaseTask, "done_note", ProseField, label=pgettext_lazy("a task", "What came of it")
    )
