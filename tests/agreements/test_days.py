"""The days of agreements: the database finds exactly those with a day, reads no others, and what is too much is said."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from partnerships.agreements.days.finding import MOST, agreements_with_days, with_days
from partnerships.agreements.days.listing import days_between, list_days
from partnerships.agreements.models import Accession, Agreement, Ceremony, Evaluation
from partnerships.agreements.stages import Stage
from tests.cast import Cast
from tests.factories import agreements as agree
from tests.journeys.forms import browser, words

pytestmark = pytest.mark.django_db

YEAR_OF_FEBRUARY_29 = 2028


def binding(cast: Cast, rows: list[dict[str, object]]) -> list[Agreement]:
    """In force, so many at once; past the actions, along the legal way."""
    made = Agreement.objects.bulk_create(
        agree.AgreementFactory.build(
            partnership=cast.north, drafted_by=cast.account("liaison"), **row
        )
        for row in rows
    )
    ours = Agreement.objects.filter(pk__in=[each.pk for each in made])
    for stage in (Stage.CONSULTATION, Stage.READY, Stage.IN_FORCE):
        ours.update(stage=stage)
    return list(ours.order_by("pk"))


def terms() -> Iterator[dict[str, object]]:
    """Every end from Christmas until the middle of March of a leap year, with many notices and evaluations."""
    for number in range(80):
        for at, notice in enumerate((0, 1, 2, 3, 12)):
            end = date(YEAR_OF_FEBRUARY_29 - 1, 12, 25) + timedelta(days=number)
            yield {
                "effective_on": end - timedelta(days=365 + 7 * at),
                "until_on": end if number % 9 else None,
                "notice_months": notice,
                "evaluation_months": (0, 1, 6, 12)[(number + at) % 4],
            }


@pytest.fixture
def many(cast: Cast) -> list[Agreement]:
    """Beside the terms: evaluations, exits, notices valid and taken back, accessions, ceremonies around midnight, some over."""
    made = binding(cast, list(terms()))
    by = cast.account("partner")
    for each in made[::3]:
        for months in (2, 7):
            held_on = each.effective_on + timedelta(days=31 * months)
            Evaluation.objects.create(agreement=each, held_on=held_on, noted_by=by)
    begun = date(2027, 12, 1)
    taken_back = datetime(2027, 12, 2, tzinfo=UTC)
    for number, each in enumerate(made[::7]):
        notice = {
            "noticed_on": begun,
            "last_on": begun + timedelta(days=number * 2),
            "noticed_by": by,
            "withdrawn_at": taken_back if number % 2 else None,
        }
        each.exits.create(organisation=cast.association, name="Verein", **notice)
        if number % 3 == 0:
            each.terminations.create(**notice)
    for number, each in enumerate(made[::11]):
        Accession.objects.create(
            agreement=each,
            organisation=cast.association,
            name="Verein",
            declared_on=begun + timedelta(days=number),
            declared_by=by,
            signed_name="Jemand",
        )
    for number, each in enumerate(made[::13]):
        at = datetime(2028, 1, 1, 22, 59, tzinfo=UTC) + timedelta(days=number, minutes=number % 2)
        Ceremony.objects.create(agreement=each, at=at, place="Rathaus")
    for each in made[::17]:
        each.ended_on = each.effective_on + timedelta(days=300)
        agree.lead_on(each, Stage.TERMINATED)
    return made


def windows() -> Iterator[tuple[date, date]]:
    """Single days at the ends and beginnings of months, whole months, two years."""
    for number in range(18):  # from November 2026
        year, month = 2026 + (10 + number) // 12, (10 + number) % 12 + 1
        length = monthrange(year, month)[1]
        yield date(year, month, 1), date(year, month, length)
        for day in (1, 15, 27, 28, 29, 30, 31):
            if day <= length:
                yield date(year, month, day), date(year, month, day)
    yield date(2026, 12, 6), date(2028, 12, 5)


def test_those_with_a_day_and_no_others_are_found(cast: Cast, many: list[Agreement]) -> None:
    account = cast.account("liaison")
    every = days_between(with_days(Agreement.objects.all()), date.min, date.max)
    texts = {entry.text.split(" of ")[0] for entry in every}
    assert len(texts) == 9, "each kind of day is there"
    for first, last in windows():
        expected = [entry for entry in every if first <= entry.day <= last]
        found = agreements_with_days(account, first, last)
        assert {each.pk for each in found} == {entry.agreement.pk for entry in expected}, first
        assert days_between(found, first, last) == expected, (first, last)
    assert not agreements_with_days(cast.account("outsider"), date(2000, 1, 1), date(2100, 1, 1))


def rows_read(call) -> int:
    """Rows of the tables of agreements that the database looks at meanwhile, through an index or not."""

    def count() -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))"
                " FROM pg_stat_xact_user_tables WHERE relname LIKE 'agreements_%%'", []
            )  # fmt: skip
            return cursor.fetchone()[0]

    before = count()
    call()
    return count() - before


def test_two_thousand_without_a_day_cost_not_one_row(cast: Cast) -> None:
    plain = {"effective_on": date(2024, 6, 4), "until_on": date(2099, 6, 3)}
    account, week = cast.account("liaison"), (date(2026, 11, 2), date(2026, 11, 8))
    [one] = binding(cast, [plain | {"until_on": week[1]}])

    def ask() -> None:
        assert [day.title for day in list_days(account, *week).days] == [one.title]

    few = rows_read(ask)
    binding(cast, [plain] * 2_000)
    assert rows_read(ask) <= few


def test_what_is_too_much_is_said(cast: Cast) -> None:
    end = timezone.localdate() + timedelta(days=400)
    row = {"effective_on": date(2026, 6, 4), "until_on": end, "evaluation_months": 0}
    binding(cast, [row] * MOST)
    client = browser(cast, "liaison")
    pages = (
        f"/meetings/month/?month={end:%Y-%m}",
        f"/agreements/calendar/?year={end.year}",
        "/meetings/calendar/",
    )
    said = f"Only the {MOST} most recent agreements are shown"
    for page in pages:
        assert said not in words(client.get(page).content), page
    binding(cast, [row])
    for page in pages:
        assert said in words(client.get(page).content), page
    assert said not in words(client.get(f"/meetings/month/?month={end.year + 2}-05").content)
