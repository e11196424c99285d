"""Contributions with records in a case, and requests of people concerned, for tests of terms."""

from datetime import date, datetime, time

from django.utils import timezone

from analyses.kinds import Category, Initiative, Regime, Schema
from analyses.models import Case, Contribution, Record, seen_by_house
from partnerships.directory.models import Account, Organisation
from tests.factories.analyses import Crew


def contribution(
    case: Case,
    crew: Crew,
    *,
    authority: Organisation | None = None,
    by: Account | None = None,
    **values: object,
) -> Contribution:
    """As customs submits it, released to the police."""
    standard = {
        "purpose": "Abgleich der Mieter",
        "initiative": Initiative.REQUEST,
        "regime": Regime.AO,
        "released_to": [crew.police.pk],
        "review_on": timezone.localdate(),
        "submitted_at": timezone.now(),
        "basis": crew.basis,
    }
    with seen_by_house():
        return Contribution.objects.create(
            case=case,
            authority=authority or crew.customs,
            by=by or crew.second,
            **(standard | values),
        )


def record(given: Contribution, caption: str = "Muster, Kim", **values: object) -> Record:
    """A person, not determined yet."""
    standard = {
        "schema": Schema.PERSON,
        "category": Category.UNDETERMINED,
        "properties": {"lastName": [caption]},
        "source": "B",
        "information": "3",
        "handling": "H0",
    }
    with seen_by_house():
        return Record.objects.create(
            case_id=given.case_id,
            contribution=given,
            caption=caption,
            **(standard | values),
        )


def aged(row: Contribution | Record, day: date) -> None:
    """As if it had been entered on this day."""
    with seen_by_house():
        type(row).objects.filter(pk=row.pk).update(
            created_at=timezone.make_aware(datetime.combine(day, time(12)))
        )
