"""Who may send a signal, and who reads it. Seeing is `Signal.objects.visible_to`."""

from django.utils.translation import gettext as _

from meetings.models import Signal, SignalFor
from meetings.models.sides import belongs_on, keepers_on
from partnerships.directory.models import Account, Partnership, Side
from partnerships.directory.models.managing import keepers_of
from partnerships.shared.verdicts import Verdict, allowed_if


def can_send_signal(by: Account, partnership: Partnership) -> Verdict:
    """Everybody in the partnership, both sides of the table; it must reach somebody."""
    inside = by.access.person_id is not None and partnership.pk in by.access.partnership_ids
    return allowed_if(
        inside, _("Only people of this partnership send signals to its chairs.")
    ) and allowed_if(
        keepers_of(partnership.pk).exists(), _("Nobody keeps this partnership at the moment.")
    )


def own_side(by: Account, partnership: Partnership) -> str:
    """The side whose chair alone can be told; nothing where that side has nobody who keeps it."""
    side = belongs_on(by, partnership)
    return side if keepers_on(partnership, side) else ""


def may_read(account: Account, signal: Signal) -> bool:
    """Whoever is told of a signal, as long as they keep the partnership."""
    return Signal.objects.visible_to(account).filter(pk=signal.pk).exists()


def readers_of(partnership: Partnership, meant_for: str, side: str) -> list[Account]:
    """Whoever is told: the keepers of one side, or all."""
    if meant_for == SignalFor.OWN:
        return keepers_on(partnership, Side(side))
    return list(keepers_of(partnership.pk))
