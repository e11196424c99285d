"""Sorting complaints: by whom and when, what fits, whom it concerns, one after the other; never a word of what was said."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints import rules
from complaints.actions.sorting import sort_complaint
from complaints.models import Complaint, Office, Sorting
from complaints.todo import items_of_complaints
from partnerships.directory.models import Account, Role
from tests.factories import directory as make
from tests.factories.complaints import complaint, led, make_move

CODES = {
    "sort": "conduct",
    "causes": ["conduct.behaviour"],
    "subjects": ["custody_or_detention"],
    "area": "Nordstadt",
}


@pytest.fixture
def officer(office) -> Account:
    account = make.AccountFactory()
    make.GrantFactory(person__account=account, role=Role.COMPLAINTS, organisation=office.authority)
    return Account.objects.get(pk=account.pk)


@pytest.fixture
def row(office, officer) -> Complaint:
    return led(office, "acknowledge", by=officer)


def typed_on(page, **more: object) -> dict[str, object]:
    form = page.context["form"]
    return {**CODES, "version": form.initial["version"], "once": "s" * 22, **more}


def test_only_officers_of_the_office_sort_and_only_what_is_worked_on(cast, office, officer) -> None:
    new = complaint(office)
    assert "Confirm first" in str(rules.can_sort(officer, new).reason)
    praise = led(office, "acknowledge", by=officer, kind="praise")
    assert "Only complaints" in str(rules.can_sort(officer, praise).reason)
    done = led(office, "acknowledge", "answer", "close", by=officer)
    assert "not worked on" in str(rules.can_sort(officer, done).reason)
    make_move(new, "acknowledge", by=officer)
    new.refresh_from_db()
    assert rules.can_sort(officer, new)
    for name in set(cast.people) - {"complaints"}:
        assert not rules.can_sort(cast.account(name), new)
        with pytest.raises(PermissionDenied):
            sort_complaint(new, **CODES, by=cast.account(name))


@pytest.mark.parametrize(
    ("sort", "causes"),
    [("conduct", ["measure.legality"]), ("measure", ["conduct.behaviour"]), ("both", [])],
)
def test_causes_fit_the_kind(row, officer, sort: str, causes: list[str]) -> None:
    with pytest.raises(ValidationError, match="fit the kind"):
        sort_complaint(row, sort=sort, causes=causes, by=officer)
    assert not Sorting.objects.exists()


def test_units_and_people_are_of_the_authority(cast, row, officer) -> None:
    guard = make.OrganisationFactory(name="Wache Nord", parent=row.office.authority)
    patrol = make.OrganisationFactory(name="Streife", parent=guard)
    away = make.OrganisationFactory(name="Wache Süd")
    merged = make.OrganisationFactory(parent=guard, merged_into=guard)
    assert set(rules.units_of(row.office)) == {row.office.authority, guard, patrol}
    for wrong in (
        {"units": [away.pk]},
        {"units": [merged.pk]},
        {"officers": [cast.account("outsider").pk]},
    ):
        with pytest.raises(ValidationError, match="does not belong"):
            sort_complaint(row, **CODES, **wrong, by=officer)
    sort_complaint(
        row,
        **CODES,
        units=[guard.pk, patrol.pk],
        officers=[officer_like(row.office).pk],
        by=officer,
    )
    assert row.concerns.count() == 3
    sort_complaint(row, **CODES, units=[patrol.pk], by=officer)
    assert [each.unit for each in row.concerns.all()] == [patrol]


def officer_like(office: Office) -> Account:
    person = make.RepresentationFactory(
        organisation=office.authority, person__account=make.AccountFactory()
    ).person
    return Account.objects.get(pk=person.account_id)


def test_one_sorts_a_pile_without_a_mouse(cast, office, officer) -> None:
    first, second = (led(office, "acknowledge", by=officer) for _each in range(2))
    client: Client = cast.client("complaints")
    account = cast.account("complaints")
    assert "Sort 2 complaints" in [each.title for each in items_of_complaints(account)]
    page = client.get(reverse("complaints:sort_next"), follow=True)
    assert page.redirect_chain[-1][0] == f"/complaints/{first.pk}/sort/?pile=1"
    assert "2 Beschwerden sind einzuordnen" in page.text
    page = client.post(page.redirect_chain[-1][0], typed_on(page), follow=True)
    assert page.redirect_chain[-1][0] == f"/complaints/{second.pk}/sort/?pile=1"
    page = client.post(page.redirect_chain[-1][0], typed_on(page, once="t" * 22), follow=True)
    assert page.redirect_chain[-1][0] == "/complaints/"
    assert "Alle Beschwerden sind eingeordnet" in page.text
    assert items_of_complaints(account) == []


def test_what_was_typed_survives_and_nothing_is_sorted_twice(cast, row) -> None:
    client = cast.client("complaints")
    address = reverse("complaints:sort", args=[row.pk])
    page = client.get(address)
    wrong = typed_on(page, causes=["measure.legality"], area="<i>‮Nord</i>")
    page = client.post(address, wrong)
    assert "Passt nicht zur Art der Beschwerde: Rechtmäßigkeit" in page.text
    assert "&lt;i&gt;" in page.text and not Sorting.objects.exists()
    for _time in range(2):
        client.post(address, typed_on(client.get(address), area="<i>‮Nord</i>"))
    assert Sorting.objects.get().area == "<i>Nord</i>"


def test_of_two_who_sort_at_once_the_second_is_told(cast, row, officer) -> None:
    client = cast.client("complaints")
    address = reverse("complaints:sort", args=[row.pk])
    page = client.get(address)
    sort_complaint(row, **(CODES | {"area": "Hafen"}), by=officer)
    answer = client.post(address, typed_on(page))
    assert "hat jemand anderes diese Stelle geändert" in answer.text
    assert Sorting.objects.get().area == "Hafen"


def test_similar_ones_are_those_that_one_may_see(cast, office, officer, row) -> None:
    other = led(office, "acknowledge", by=officer)
    far = led(office, "acknowledge", by=officer)
    for each in (row, other):
        sort_complaint(each, **CODES, by=officer)
    sort_complaint(far, **(CODES | {"area": "Süd", "subjects": ["traffic"]}), by=officer)
    page = cast.client("complaints").get(reverse("complaints:sort", args=[row.pk]))
    assert other.spaced_number in page.text and far.spaced_number not in page.text


def test_the_page_of_a_complaint_says_it_in_words_in_few_questions(cast, row, officer) -> None:
    guard = make.OrganisationFactory(name="Wache Nord", parent=row.office.authority)
    sort_complaint(row, **CODES, units=[guard.pk], by=officer)
    client = cast.client("complaints")
    page = client.get(reverse("complaints:detail", args=[row.pk]))
    for words in ("Dienstaufsichtsbeschwerde", "Verhalten", "Gewahrsam", "Nordstadt", "Wache Nord"):
        assert words in page.text
    for name, most in (("complaints:detail", 12), ("complaints:sort", 15)):
        with CaptureQueriesContext(connection) as questions:
            client.get(reverse(name, args=[row.pk]))
        assert len(questions) <= most, name
