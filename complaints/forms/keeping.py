"""What keeping and deleting ask for: which proposals, until when and why, days, terms."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.office import Sent
from complaints.keeping import HoldReason, KeepReason, TermUnit
from complaints.models import EndOfCase, Evidence, KeepingMode, KeepingTerm
from partnerships.shared.fields import DayField, LineField, follow


class DeleteForm(forms.Form):
    """Which of those that nothing stops; all are chosen at first."""

    numbers = forms.TypedMultipleChoiceField(
        label=_("Delete"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Sent = None, *, offered: list[tuple[int, str]]) -> None:
        super().__init__(data, initial={"numbers": [pk for pk, _label in offered]})
        cast(forms.ChoiceField, self.fields["numbers"]).choices = offered


class TakenForm(forms.Form):
    """What the state archive has taken of what was offered, and on which day it said so."""

    answered_on = DayField(label=_("Day of the answer"))
    taken = forms.TypedMultipleChoiceField(
        label=_("The archive has taken"),
        help_text=_("None: it wants none of them."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Sent = None, *, offered: list[tuple[int, str]]) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["taken"]).choices = offered


class KeepForm(forms.Form):
    """A day, at most a year from today, and why."""

    until = DayField(label=_("Until"))
    reason = forms.ChoiceField(
        label=_("Reason"), choices=KeepReason.choices, widget=forms.RadioSelect
    )


class HoldForm(forms.Form):
    """Why nothing of it may be deleted."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=HoldReason.choices, widget=forms.RadioSelect
    )


class CaseEndForm(forms.Form):
    """A day."""

    ended_on = follow(EndOfCase, "ended_on", DayField)


class EvidenceForm(forms.Form):
    """A day."""

    handed_over_on = follow(Evidence, "handed_over_on", DayField)


class TermForm(forms.Form):
    """How long, by which law, and why it changes."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=120)
    unit = forms.ChoiceField(label=_("Counted in"), choices=TermUnit.choices)
    law = follow(KeepingTerm, "law", LineField)
    reason = follow(KeepingTerm, "reason", LineField)


class ModeForm(forms.Form):
    """Who deletes, after how many days, and whether the archive is asked."""

    is_by_person = forms.TypedChoiceField(
        label=_("Who deletes"),
        choices=[
            ("person", _("a complaints officer confirms each deletion")),
            ("clock", _("the clock, when nobody has objected")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "person",
    )
    wait_days = forms.IntegerField(
        label=_("Days until the clock deletes"), min_value=7, max_value=365
    )
    is_offered = forms.BooleanField(label=_("Offer it to the state archive first"), required=False)
    reason = follow(KeepingMode, "reason", LineField)

    def __init__(self, data: Sent = None, *, mode: KeepingMode) -> None:
        initial: dict[str, Any] = {
            "is_by_person": "person" if mode.is_by_person else "clock",
            "wait_days": mode.wait_days,
            "is_offered": mode.is_offered,
        }
        super().__init__(data, initial=initial)
