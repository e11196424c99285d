"""Whoever had received a contribution is told that it was taken back, until they say that they know, or the days are over."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from analyses.actions import withdrawing
from analyses.models import TOLD_DAYS, WithdrawalNoted, seen_by, seen_by_house
from analyses.stages import Stage
from analyses.todo import items_of_analyses
from partnerships.directory.models import Account
from tests.factories import analyses as make
from tests.factories import analyses_items as items
from tests.factories.analyses_log import entries, signed_in


@pytest.fixture
def case(crew):
    return make.case_at(Stage.COLLECTING, crew)


@pytest.fixture
def taken_back(crew, case):
    given = items.given(crew, case)
    with seen_by(crew.lead):
        return withdrawing.withdraw(given, reason="Ein anderes Fahrzeug", by=crew.lead)


def told(account: Account) -> list[str]:
    """Addresses of the to-dos about it."""
    found = [item.href for item in items_of_analyses(Account.objects.get(pk=account.pk))]
    return [href for href in found if "taken-back" in href]


def address(given) -> str:
    return reverse("analyses:note_withdrawal", args=[given.case_id, given.pk])


def test_a_recipient_is_told_until_they_took_note(crew, taken_back):
    assert told(crew.second) == [address(taken_back)]
    client = signed_in(crew.second)
    assert "Ein anderes Fahrzeug" in client.get(address(taken_back)).content.decode()
    page = reverse("analyses:contribution", args=[taken_back.case_id, taken_back.pk])
    assert address(taken_back) in client.get(page).content.decode()
    for _time in range(2):
        client.post(address(taken_back))
    assert told(crew.second) == []
    assert address(taken_back) not in client.get(page).content.decode()
    with seen_by_house():
        assert WithdrawalNoted.objects.get().by == crew.second
    [entry] = entries(what="contribution.withdrawal_noted")
    assert (entry.account_id, entry.regime) == (crew.second.pk, taken_back.regime)


def test_after_the_days_nobody_is_reminded(crew, taken_back):
    with time_machine.travel(timezone.now() + timedelta(days=TOLD_DAYS - 1)):
        assert told(crew.second)
    with time_machine.travel(timezone.now() + timedelta(days=TOLD_DAYS + 1)):
        assert not told(crew.second)


def test_only_those_who_had_received_it(crew, taken_back):
    assert not told(crew.lead) and not told(crew.third) and not told(crew.guard)
    with seen_by(crew.lead), pytest.raises(PermissionDenied, match="had received"):
        withdrawing.take_note(taken_back, by=crew.lead)
    with seen_by(crew.second):
        withdrawing.take_note(taken_back, by=crew.second)
        assert WithdrawalNoted.objects.exists()
        with pytest.raises(PermissionDenied, match="already"):
            withdrawing.take_note(taken_back, by=crew.second)
    with seen_by(crew.third):
        assert not WithdrawalNoted.objects.exists()
    for by, status in ((crew.lead, 403), (crew.third, 404), (crew.guard, 404)):
        assert signed_in(by).get(address(taken_back)).status_code == status


def test_what_was_replaced_or_never_released_tells_nobody(crew, case):
    given = items.given(crew, case)
    assert not told(crew.second)
    assert signed_in(crew.second).get(address(given)).status_code == 403
    draft = items.begun(crew, case)
    assert signed_in(crew.second).get(address(draft)).status_code == 404


def test_each_person_is_told_for_themselves(crew, case):
    """A colleague of the same authority who came later never saw it."""
    given = items.given(crew, case)
    colleague = make.officer(crew.customs)
    with seen_by(crew.lead):
        withdrawing.withdraw(given, reason="Irrtum", by=crew.lead)
    assert told(crew.second) and not told(colleague)
