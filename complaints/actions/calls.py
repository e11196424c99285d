"""Somebody asks to be called; an officer has called, or nobody could be reached for 30 days: then it is gone."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from complaints import rules
from complaints.actions.telling import tell_of_call
from complaints.models import CallBack, Office
from complaints.models.calls import KEPT
from complaints.sealed_rows import seal_to_office
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


@transaction.atomic
def ask_for_call(told: Mapping[str, str], *, office: Office, token: str) -> CallBack:
    """By whoever is there. With the same token it is one. Raises: ValueError where the office has no key to seal to."""
    office = Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    if there := CallBack.objects.filter(token=token).first():
        return there
    key = office.newest_key()
    if key is None:
        raise ValueError("the office has no key")
    call = CallBack(office=office, token=token)
    seal_to_office(call, key, told)
    call.save()
    record("complaints.call_asked", by=None, target=office)
    tell_of_call(call)
    return call


@transaction.atomic
def finish_call(call: CallBack, *, by: Account) -> None:
    """They were called: number, language and name are gone. Raises: PermissionDenied."""
    rules.can_finish_call(by, call).enforce()
    record("complaints.call_done", by=by, target=call.office)
    call.delete()


def forget_calls() -> int:
    """By the clock: of whoever could not be reached for 30 days. Gives how many."""
    number, _by_model = CallBack.objects.filter(at__lte=timezone.now() - KEPT).delete()
    return number
