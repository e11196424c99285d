"""Letters about a name in a list, and about an entry that somebody else keeps. Source: decision 0021, "who is told"."""

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account, Organisation, Person, Representation, Seat
from partnerships.directory.rules.decisions import name_of_account
from partnerships.shared.letters.actions import write
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter

SEAT = "directory/seat_named"
CHANGED = "directory/organisation_changed"
REPLACED = "directory/entry_address_replaced"
MOST_TOLD = 50


def tell_who_was_named(seat: Seat, *, by: Account) -> None:
    """The person, where they have an account and did not name themselves: they may take their name away again."""
    account = seat.person.account if seat.person else None
    if account is not None and account.is_active and account.pk != by.pk:
        write(SEAT, to=account, facts={"seat": seat.pk, "by": by.pk})


def tell_the_leads(organisation: Organisation, *, by: Account) -> None:
    """Its leads, also one for whom a witness is still to come, that somebody changed their organisation's entry."""
    rows = _leads(organisation.pk).exclude(person__account=by.pk)
    for row in rows.select_related("person__account").order_by("pk")[:MOST_TOLD]:
        write(CHANGED, to=row.person.account, facts={"organisation": organisation.pk, "by": by.pk})


def tell_the_old_address(person: Person, old: str, *, by: Account) -> None:
    """Of an entry without account: whoever types its address opens the account there."""
    if old and person.account_id is None:
        write(REPLACED, email=old, facts={"person": person.pk, "by": by.pk})


def _leads(organisation: int) -> QuerySet[Representation]:
    return Representation.objects.current().filter(
        organisation=organisation, role="lead", person__account__is_active=True
    )


def _seat(letter: Letter) -> Seat | None:
    rows = Seat.objects.select_related("body__partnership", "organisation", "person")
    return rows.filter(pk=letter.facts["seat"]).first()


def _is_named(letter: Letter) -> bool:
    """The recipient can sign in, and theirs is the name in the seat."""
    seat, to = _seat(letter), letter.recipient
    if seat is None or seat.person is None or to is None:
        return False
    return to.is_active and seat.person.account_id == to.pk


def _still_named(letter: Letter) -> bool:
    """The name stands at the seat today."""
    seat = _seat(letter)
    return seat is not None and Seat.objects.current().filter(pk=seat.pk).exists()


def _seat_facts(letter: Letter) -> dict[str, object]:
    seat = _seat(letter)
    if seat is None:
        return {}
    return {
        "person": str(seat.person),
        "asked_by": name_of_account(Account.objects.filter(pk=letter.facts["by"]).first()),
        "seat": seat.label_in(),
        "body": seat.body.name_in(),
        "partnership": seat.body.partnership.name_in(),
        "organisation": seat.organisation.name if seat.organisation else "",
        "taken": seat.taken_at is not None,
        "link": f"{settings.SITE_URL}{reverse('directory:strike_from_seat', args=[seat.pk])}",
    }


def _organisation(letter: Letter) -> Organisation | None:
    return Organisation.objects.filter(pk=letter.facts["organisation"]).first()


def _leads_it(letter: Letter) -> bool:
    """The recipient still leads the organisation."""
    rows = _leads(letter.facts["organisation"])
    return letter.recipient is not None and rows.filter(person__account=letter.recipient).exists()


def _still_there(letter: Letter) -> bool:
    """The entry was not merged into another one."""
    organisation = _organisation(letter)
    return organisation is not None and organisation.merged_into_id is None


def _organisation_facts(letter: Letter) -> dict[str, object]:
    organisation = _organisation(letter)
    if organisation is None:
        return {}
    page = reverse("directory:organisation_history", args=[organisation.pk])
    return {
        "reader": str(getattr(letter.recipient, "person", "")),
        "organisation": organisation.name,
        "changed_by": name_of_account(Account.objects.filter(pk=letter.facts["by"]).first()),
        "link": f"{settings.SITE_URL}{page}",
    }


def _get_person(letter: Letter) -> Person | None:
    return Person.objects.filter(pk=letter.facts["person"]).first()


def _was_its_address(letter: Letter) -> bool:
    """The letter goes to the former address of an entry that is still there."""
    return _get_person(letter) is not None


def _still_replaced(letter: Letter) -> bool:
    """The former address was not put back."""
    person = _get_person(letter)
    return person is not None and person.email != letter.email


def _replaced_facts(letter: Letter) -> dict[str, object]:
    person = _get_person(letter)
    changed_by = name_of_account(Account.objects.filter(pk=letter.facts["by"]).first())
    return {"person": str(person or ""), "changed_by": changed_by}


KINDS = (
    LetterKind(
        REPLACED,
        _("The address of an entry was changed"),
        _was_its_address,
        _replaced_facts,
        still_holds=_still_replaced,
    ),
    LetterKind(
        SEAT,
        _("You were named for a seat"),
        _is_named,
        _seat_facts,
        still_holds=_still_named,
    ),
    LetterKind(
        CHANGED,
        _("Your organisation's entry was changed"),
        _leads_it,
        _organisation_facts,
        still_holds=_still_there,
    ),
)
