"""What holds on a day is asked by querysets and by statements written by hand: both say the same."""

from datetime import date, datetime, timedelta
from itertools import product

from django.db import connection
from django.utils import timezone

from partnerships.directory import models
from partnerships.shared.dates import hold_on, hold_today
from tests.factories import directory as make

DAY = date(2024, 6, 15)
NEAR = [None, DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)]


def moment(day: date | None) -> datetime | None:
    """Half past midnight of our time, which is another day in UTC."""
    zone = timezone.get_current_timezone()
    return datetime(day.year, day.month, day.day, 0, 30, tzinfo=zone) if day else None


def spans() -> list[models.Partner]:
    """A partner for every way in which a row can begin and end around DAY, and today."""
    partnership = make.PartnershipFactory()
    ways = [
        (since, attested, until, ended)
        for since, attested, until, ended in product(NEAR, NEAR, NEAR, NEAR)
        if (since or attested) and not (since and until and until < since)
    ]
    rows = [
        models.Partner(
            partnership=partnership,
            organisation=make.OrganisationFactory(),
            since=since,
            attested_on=attested,
            until_on=until,
            ended_at=moment(ended),
            sort_key=str(number),
        )
        for number, (since, attested, until, ended) in enumerate(ways)
    ]
    return models.Partner.objects.bulk_create(rows)


def chosen(condition: str, **values: object) -> set[int]:
    """Numbers of the partners of whom the SQL says that they hold."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT p.id FROM directory_partner p WHERE {condition}", values)
        return {pk for (pk,) in cursor.fetchall()}


def test_sql_and_querysets_say_the_same_of_a_day(db) -> None:
    rows, zone = spans(), timezone.get_current_timezone_name()
    for day in (DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)):
        there = set(models.Partner.objects.on(day).values_list("pk", flat=True))
        assert 0 < len(there) < len(rows)
        assert chosen(hold_on("p."), day=day, zone=zone) == there


def test_sql_and_querysets_say_the_same_of_now(db, time_machine) -> None:
    time_machine.move_to(moment(DAY + timedelta(days=1)) + timedelta(hours=1))
    rows = spans()
    there = set(models.Partner.objects.current().values_list("pk", flat=True))
    assert 0 < len(there) < len(rows)
    assert chosen(hold_today("p."), today=timezone.localdate()) == there
