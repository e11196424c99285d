"""What lies in a contribution: its records, their links, and whatever is derived of them. Copied into a new version, or gone."""

from analyses.actions.giving import note_contribution
from analyses.models import Contribution, Link, Operation, Record, seen_by_house
from analyses.models.kept import EMPTIED
from partnerships.directory.models import Account

COPIED = 1000  # rows that a new version copies at once


def copy_contents(former: Contribution, draft: Contribution) -> int:
    """Records, and the links that the former version carries."""
    anew: dict[int, Record] = {}
    for record in Record.objects.filter(contribution=former).order_by("pk").iterator(COPIED):
        number, record.pk = record.pk, None
        record._state.adding = True
        record.contribution = draft
        anew[number] = record
    Record.objects.bulk_create(anew.values(), batch_size=COPIED)
    links = []
    for link in Link.objects.filter(contribution=former).order_by("pk"):
        link.pk = None
        link._state.adding = True
        link.contribution = draft
        for end in ("from_record", "to_record"):
            if copy := anew.get(getattr(link, f"{end}_id")):
                setattr(link, end, copy)
        links.append(link)
    Link.objects.bulk_create(links, batch_size=COPIED)
    return len(anew)


def erase_contents(contribution: Contribution) -> int:
    """Records and whatever is derived from them, whoever carries it. Gives the number of records. What else comes to rest on records goes here."""
    with seen_by_house():  # links of others that one does not see rest on these records as well
        records = Record.objects.filter(contribution=contribution)
        Link.objects.filter(contribution=contribution).delete()
        Link.objects.filter(from_record__in=records).delete()
        Link.objects.filter(to_record__in=records).delete()
        return records._raw_delete(records.db)


def discard(draft: Contribution) -> None:
    """A draft with everything in it."""
    erase_contents(draft)
    draft.delete()


def end_contribution(contribution: Contribution, changed: list[str]) -> int:
    """The end as it is written, the texts emptied, everything that rests on it gone. Gives the number of records."""
    for name in EMPTIED:
        setattr(contribution, name, "")
    contribution.save(update_fields=[*changed, *EMPTIED])
    return erase_contents(contribution)


def note_end(
    what: str, contribution: Contribution, rows: int, *, by: Account, number: int | None = None
) -> None:
    """One entry for each authority that sees it no more; `number`: of the version that a new one replaces."""
    for recipient in contribution.released_to:
        note_contribution(
            Operation.ERASE,
            what,
            contribution,
            by=by,
            number=number,
            recipient_id=recipient,
            rows=rows,
        )
