"""Begin a series, plan its next meetings, end it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import cadence, rules
from meetings.actions import agenda, inviting, planning
from meetings.models import ClosureDays, Meeting, Series
from meetings.people import seated
from partnerships.directory.models import Account, Partnership, Person
from partnerships.directory.rules import capacity
from partnerships.shared.audit.actions import record

MOST = 26  # meetings planned at once


@transaction.atomic
def begin(
    partnership: Partnership, *, by: Account, every: str, number: int, **values: object
) -> Series:
    """A series with its first meetings, each only planned. `every` is a code of `cadence.CHOICES`.

    Raises: PermissionDenied, ValidationError.
    """
    rules.can_plan(by, partnership).enforce()
    series = Series(partnership=partnership, begun_by=by, **values)
    series.rule = cadence.rule_of(every, series.first_day)
    series.full_clean()
    series.save()
    seat = capacity.in_partnership(by, partnership)
    facts = {"number": number}
    record("meetings.series_begun", by=by, target=series, capacity=seat, facts=facts)
    _plan(series, _days(series, number), by=by)
    return series


def _lock(series: Series) -> Series:
    rows = Series.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("partnership", "body", "format").get(pk=series.pk)


@transaction.atomic
def plan_more(series: Series, *, by: Account, number: int) -> list[Meeting]:
    """The next meetings after the last one. Raises: PermissionDenied, ValidationError, Series.DoesNotExist."""
    series = _lock(series)
    rules.can_continue(by, series).enforce()
    seat = capacity.in_partnership(by, series.partnership)
    facts = {"number": number}
    record("meetings.series_planned", by=by, target=series, capacity=seat, facts=facts)
    return _plan(series, _days(series, number), by=by)


def _days(series: Series, number: int) -> list[date]:
    if not 1 <= number <= MOST:
        raise ValidationError({"number": _("Plan between 1 and 26 meetings at once.")})
    return days_to_come(series, number)


def days_to_come(series: Series, number: int) -> list[date]:
    """The next days of a series, after its last meeting and not before today."""
    last = series.meetings.order_by("-first_day").first() if series.pk else None
    after = max(last.first_day, timezone.localdate()) if last else None
    return cadence.next_days(
        series.rule,
        series.first_day,
        number,
        after=after,
        on_holidays=series.on_holidays,
        closures=ClosureDays.objects.known(),
    )


def _plan(series: Series, days: list[date], *, by: Account) -> list[Meeting]:
    """Places take turns; the first of a format that begins with getting to know each other have no agenda."""
    before = series.meetings.count()
    model = series.meetings.order_by("-first_day").first()
    meetings = []
    for turn, day in enumerate(days, before):
        places = series.place_lines
        meeting = planning.plan(
            series.partnership,
            by=by,
            series=series,
            body=series.body,
            format=series.format,
            title=series.title,
            title_en=series.title_en,
            first_day=day,
            from_time=series.from_time,
            until_time=series.until_time,
            place=places[turn % len(places)] if places else "",
            has_meal=series.has_meal,
            relation_only=turn < series.format.relation_first,
        )
        _fill(meeting, series, model, by=by)
        meetings.append(meeting)
    return meetings


def _fill(meeting: Meeting, series: Series, model: Meeting | None, *, by: Account) -> None:
    """Whom the last meeting of the series had, or who sits in the body; and the points of every agenda."""
    if not meeting.relation_only:
        for line in series.point_lines:
            item = agenda.propose(series.partnership, by=by, meeting=meeting, title=line)
            agenda.decide(item, meeting, by=by, verb="accept")
    numbers = seated(meeting)
    guests: list[inviting.Guest] = []
    if model is not None:
        rows = list(model.attendees.invited())
        numbers = [row.person_id for row in rows if row.person_id]
        guests = [
            inviting.Guest(row.name, row.email, row.organisation_name)
            for row in rows
            if not row.person_id
        ]
    people = list(Person.objects.present().filter(pk__in=numbers).select_related("account"))
    if people or guests:
        inviting.add(meeting, by=by, people=people, guests=guests)


@transaction.atomic
def end(series: Series, *, by: Account) -> Series:
    """No more meetings are planned; those that are stay. Raises: PermissionDenied, Series.DoesNotExist."""
    series = _lock(series)
    rules.can_continue(by, series).enforce()
    series.ended_on = timezone.localdate()
    series.save()
    seat = capacity.in_partnership(by, series.partnership)
    record("meetings.series_ended", by=by, target=series, capacity=seat, facts={})
    return series
