"""Targets of an office, days on which it is closed, its head."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.office import Sent
from complaints.models import OfficeClosure, Target
from complaints.worktime import Unit
from partnerships.directory.models import Account
from partnerships.shared.fields import DayField, LineField, follow


class TargetForm(forms.Form):
    """How long, in how many of a hundred complaints, and why it changes."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=400)
    unit = forms.ChoiceField(label=_("Counted in"), choices=Unit.choices)
    share = forms.IntegerField(
        label=_("Share in percent"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_(
            "Of the complaints in which it is to be kept. Empty where no share is aimed at."
        ),
    )
    reason = follow(Target, "reason", LineField)


class ClosedForm(forms.Form):
    """A name, and the first and the last of the days."""

    name = follow(OfficeClosure, "name", LineField)
    first_day = follow(OfficeClosure, "first_day", DayField)
    last_day = follow(OfficeClosure, "last_day", DayField)


class HeadForm(forms.Form):
    """One of those who belong to the authority, or nobody."""

    head = forms.TypedChoiceField(
        label=_("Head"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_(
            "Gets a letter when something takes long: that it does, never which complaint."
        ),
    )

    def __init__(
        self, data: Sent = None, *, people: Iterable[Account], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        field = cast(forms.ChoiceField, self.fields["head"])
        field.choices = [("", _("nobody")), *((each.pk, str(each.person)) for each in people)]
