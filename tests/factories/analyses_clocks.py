"""Contributions with records in a case, for tests of terms."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from analyses.kinds import Category, Initiative, Regime, Schema
from analyses.models import Case, Contribution, Record, seen_by_house
from partnerships.directory.models import Account, Organisation
from tests.factories.analyses import Crew

Known = tuple[str, str, int]  # name, category, days since it was entered


def unknown(caption: str = "Unbestimmt, Uli", days: int = 40) -> Known:
    """A person who is not determined yet."""
    return caption, Category.UNDETERMINED, days


def contact(caption: str = "Kontakt, Kim", days: int = 360) -> Known:
    """A contact person."""
    return caption, Category.CONTACT, days


def contribution(
    case: Case,
    crew: Crew,
    records: Iterable[Known] = (),
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
        "basis": crew.basis,
    }
    with seen_by_house():
        given = Contribution.objects.create(
            case=case,
            authority=authority or crew.customs,
            by=by or crew.second,
            **(standard | values),
        )
        for known in records:
            _record(given, *known)
        given.submitted_at = timezone.now()
        given.save(update_fields=["submitted_at"])
    return given


def _record(given: Contribution, caption: str, category: str, days: int) -> None:
    Record.objects.create(
        case_id=given.case_id,
        contribution=given,
        caption=caption,
        schema=Schema.PERSON,
        category=category,
        properties={"lastName": [caption]},
        source="B",
        information="3",
        handling="H0",
        created_at=timezone.now() - timedelta(days=days),
    )


def called(caption: str) -> Record:
    """Whoever may see it."""
    with seen_by_house():
        return Record.objects.select_related("case", "contribution").get(caption=caption)
