"""The answer of an invited person: nothing is chosen beforehand, so that no mail scanner answers for anybody."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.planning import Sent
from meetings.models import Attendee, Reply
from meetings.models.attendees import NEEDS
from partnerships.shared.fields import LineField, follow
from partnerships.shared.pieces import Fold
from partnerships.shared.spoken import spoken_choices

ANSWERS = [
    (Reply.COMING, _("Yes, I come")),
    (Reply.NOT_COMING, _("No, I do not come")),
    (Reply.SUBSTITUTE, _("Somebody else comes instead of me")),
]
EATS = [
    ("", _("I do not know yet")),
    ("yes", _("I eat with you")),
    ("no", _("I do not eat with you")),
]


class AnswerForm(forms.Form):
    """Whether one comes, and what one needs to take part."""

    pieces = (
        Fold(
            ("eats", "diet", "interpreter", "access_needs", "travel"),
            _("What I need: meal, interpreter, access"),
        ),
    )

    reply = forms.ChoiceField(label=_("Do you come?"), choices=ANSWERS, widget=forms.RadioSelect)
    substitute = follow(
        Attendee,
        "substitute",
        LineField,
        required=False,
        help_text=_("Only if somebody else comes instead of you."),
    )
    eats = forms.TypedChoiceField(
        label=_("Meal"),
        choices=EATS,
        required=False,
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    diet = follow(Attendee, "diet", LineField, required=False)
    interpreter = forms.ChoiceField(label=_("I need an interpreter for"), required=False)
    access_needs = follow(
        Attendee,
        "access_needs",
        LineField,
        required=False,
        help_text=_("For example: step-free way, sign language, large print, a quiet room."),
    )
    travel = follow(Attendee, "travel", LineField, required=False)

    def __init__(self, data: Sent = None, *, attendee: Attendee) -> None:
        super().__init__(data)
        languages = cast(forms.ChoiceField, self.fields["interpreter"])
        languages.choices = [
            ("", _("no language")),
            *spoken_choices([attendee.interpreter] if attendee.interpreter else []),
        ]
        self.initial = {name: getattr(attendee, name) for name in ("substitute", *NEEDS)}
        self.initial["eats"] = {True: "yes", False: "no", None: ""}[attendee.eats]
        if attendee.reply != Reply.OPEN:
            self.initial["reply"] = attendee.reply
        if not attendee.meeting.has_meal:
            del self.fields["eats"], self.fields["diet"]

    @property
    def values(self) -> dict[str, object]:
        """As the action takes them."""
        nothing: dict[str, object] = {"eats": None, "diet": ""}
        return nothing | self.cleaned_data
