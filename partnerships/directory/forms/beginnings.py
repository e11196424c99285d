"""Beginnings that are known, or only attested on a day. Source: decision 0005, point 6."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.shared.past_days import PastDayField
from partnerships.shared.pieces import EitherDay, Piece


class BeginningForm(forms.Form):
    """`since`, or the day on which it is attested; one of them is needed."""

    either_day = EitherDay("since")
    pieces: tuple[Piece, ...] = (either_day,)
    since = PastDayField(label=_("Since"), required=False)
    attested_on = PastDayField(
        label=_("Attested on"),
        required=False,
        help_text=_("If you do not know since when: a day on which it was certainly so."),
    )

    def clean(self) -> dict[str, object]:
        """A known beginning needs no attested day."""
        super().clean()
        self.either_day.settle(self)
        return self.cleaned_data
