"""How the seats of a body voted on a point of the agenda."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.agenda import AgendaItem
from meetings.models.minutes import OF_ITEM, ClosedStays, only_redacted
from partnerships.directory.models import Side
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.on_paper import check_lines
from partnerships.shared.privacy import fields


class Ballot(models.TextChoices):
    """What a seat said."""

    YES = "yes", pgettext_lazy("a vote", "yes")
    NO = "no", pgettext_lazy("a vote", "no")
    ABSTAINED = "abstained", pgettext_lazy("a vote", "abstained")
    ABSENT = "absent", pgettext_lazy("a vote", "not there")


@fields(harmless="item seat label organisation side ballot reason")
class SeatVote(Checked):
    """One seat on one point. Label, organisation and side are those of the day: the seat may become another's.

    Which person sat there is not kept: the list of who was there says it.
    """

    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        related_name="votes",
        verbose_name=_("point of the agenda"),
    )
    seat = models.ForeignKey(
        "directory.Seat",
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("one thing", "seat"),
    )
    label = Line(pgettext_lazy("one thing", "seat"), max_length=120)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    side = models.CharField(_("side"), max_length=10, choices=Side)
    ballot = models.CharField(_("vote"), max_length=10, choices=Ballot)
    reason = models.TextField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("vote of a seat")
        verbose_name_plural = _("votes of seats")
        ordering = ["item", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "seat"], name="seat_votes_once_a_point")
        ]
        triggers = [
            ClosedStays(closed=OF_ITEM, redacted=only_redacted("r.item_id = OLD.item_id", "reason"))
        ]

    def clean(self) -> None:
        """Raises: ValidationError for characters that paper cannot show, with their line."""
        check_lines(self, "reason")

    def __str__(self) -> str:
        return numbered(self)
