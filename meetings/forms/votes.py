"""How each seat voted."""

from collections.abc import Iterable

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from meetings.forms.planning import Sent
from meetings.models import SeatVote
from meetings.models.votes import Ballot
from partnerships.directory.models import Seat
from partnerships.shared.fields import ProseField, follow


class SeatVotesForm(forms.Form):
    """A choice and a reason for each seat; nothing is chosen beforehand."""

    def __init__(
        self, data: Sent = None, *, seats: Iterable[Seat], votes: Iterable[SeatVote]
    ) -> None:
        super().__init__(data)
        known = {vote.seat_id: vote for vote in votes}
        ballots = [("", _("not noted")), *((each.value, capfirst(each.label)) for each in Ballot)]
        for seat in seats:
            place, vote = seat.organisation, known.get(seat.pk)
            label = f"{seat} ({place.name})" if place else str(seat)
            self.fields[f"seat_{seat.pk}"] = forms.ChoiceField(
                label=label,
                choices=ballots,
                required=False,
                initial=vote.ballot if vote else "",
            )
            self.fields[f"reason_{seat.pk}"] = follow(
                SeatVote,
                "reason",
                ProseField,
                required=False,
                label=_("Reason of %(seat)s") % {"seat": label},
                widget=forms.Textarea({"rows": 2}),
                initial=vote.reason if vote else "",
            )

    @property
    def votes(self) -> dict[int, tuple[str, str]]:
        """By number of the seat: what it said, and why."""
        said = self.cleaned_data
        numbers = [name.removeprefix("seat_") for name in said if name.startswith("seat_")]
        return {int(pk): (said[f"seat_{pk}"], said[f"reason_{pk}"]) for pk in numbers}
