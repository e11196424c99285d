"""What the directory hands over: the partnerships of an organisation and its seats in their bodies."""

from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Partner, Seat
from partnerships.shared.handover import HandoverPart, HandoverRow
from partnerships.shared.parts.figures import day_text

MOST = 50  # rows of one part


def list_partnerships(account: Account, organisation: int) -> HandoverPart:
    """In which it is a partner today, and in which standing."""
    rows = Partner.objects.visible_to(account).current().filter(organisation=organisation)
    return HandoverPart(
        _("Partnerships"),
        [
            HandoverRow(
                row.partnership.name_in(),
                reverse("directory:partner", args=[row.pk]),
                _since(row),
            )
            for row in rows.select_related("partnership").order_by("partnership__sort_key", "pk")[
                :MOST
            ]
        ],
    )


def _since(row: Partner) -> str:
    standing = row.get_standing_display()
    return f"{standing}, {_('since')} {day_text(row.since, 'short')}" if row.since else standing


def list_seats(account: Account, organisation: int) -> HandoverPart:
    """With the person who takes it, or that nobody does."""
    rows = Seat.objects.visible_to(account).current().filter(organisation=organisation)
    rows = rows.filter(body__closed_on=None).select_related("body", "person")
    return HandoverPart(
        _("Seats in bodies"),
        [
            HandoverRow(
                row.body.name_in(),
                reverse("directory:body", args=[row.body_id]),
                str(row.person) if row.person else _("Nobody sits there yet"),
            )
            for row in rows.order_by("body__name", "pk")[:MOST]
        ],
    )
