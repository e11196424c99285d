"""Signals to those who keep a partnership: sent, and forgotten after 30 days."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from meetings.models import Signal, SignalFor
from meetings.models.signals import KEPT
from meetings.rules import signals as rules
from partnerships.directory.models import Account, Partnership
from partnerships.shared.letters.actions import write

SIGNAL = "meetings/signal"


@transaction.atomic
def send(
    partnership: Partnership,
    *,
    by: Account,
    token: str,
    meant_for: str,
    with_name: bool,
    **values: object,
) -> Signal:
    """A letter that says nothing of what it is about goes to those who read it. Without `with_name` nobody keeps who sent it:
    neither rows nor events do. Sent twice with the same token it is one. Raises: PermissionDenied, ValidationError.
    """
    rules.can_send_signal(by, partnership).enforce()
    side = rules.own_side(by, partnership)
    if meant_for == SignalFor.OWN and not side:
        raise PermissionDenied
    signal = Signal(
        partnership=partnership,
        meant_for=meant_for,
        side=side if meant_for == SignalFor.OWN else "",
        by=by if with_name else None,
        token=token,
        **values,
    )
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    if there := Signal.objects.filter(token=token).first():
        return there
    signal.full_clean()
    signal.save()
    for keeper in rules.readers_of(partnership, meant_for, signal.side):
        write(SIGNAL, to=keeper, facts={"signal": signal.pk, "partnership": partnership.pk})
    return signal


def forget() -> int:
    """By the clock, once a night: those older than 30 days; the number of them."""
    number, _by_model = Signal.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
    return number
