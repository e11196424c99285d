"""Letters about who is to stand, lead or sign for an organisation: to the person, to who gives the second yes, to all
whom it concerns when it is done. Source: decision 0021, "who is told".
"""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import (
    Account,
    Appointment,
    Organisation,
    Partner,
    Representation,
    Role,
    Second,
)
from partnerships.directory.rules.appointments import is_still_asked, second_capacity
from partnerships.directory.rules.decisions import name_of_account, what_is_asked
from partnerships.directory.rules.people import keeps_person
from partnerships.directory.rules.witnesses import confirmed_leads
from partnerships.shared.letters.actions import write
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter

ASKED = "directory/appointment_asked"
SECOND = "directory/appointment_second"
TOLD = "directory/appointment_told"
MOST_TOLD = 200


def tell(appointment: Appointment, what: str, *, but: Account | None = None) -> None:
    """`what`: asked, second, completed, refused or withdrawn; `but` did it and is not told."""
    kind = {"asked": ASKED, "second": SECOND}.get(what, TOLD)
    facts = {"appointment": appointment.pk, "what": what}
    for account in _whom(appointment, what).exclude(pk=getattr(but, "pk", None) or 0)[:MOST_TOLD]:
        write(kind, to=account, facts=facts)


def _whom(appointment: Appointment, what: str) -> QuerySet[Account]:
    person, asker = Q(person=appointment.person_id), Q(pk=appointment.asked_by_id)
    if what == "asked":
        recipients = person if appointment.person.account_id else _keepers(appointment)
        return _active(recipients & ~asker)
    if what == "second":
        return _active(Q(pk__in=appointment.asked_accounts))
    if what != "completed":
        return _active(person | asker)
    return _active((person & ~asker) | (asker & ~person) | _people_concerned(appointment)).exclude(
        pk__in=[appointment.seconded_by_id or 0]
    )


def _active(condition: Q) -> QuerySet[Account]:
    return Account.objects.filter(condition, is_active=True).distinct().order_by("pk")


def _keepers(appointment: Appointment) -> Q:
    """Who acts for the organisation that keeps the entry."""
    keeper = appointment.person.kept_by_id
    if keeper is None:
        return Q(pk__in=[])
    leads = confirmed_leads([keeper]).values("person__account")
    staff = Q(person__grants__role=Role.LIAISON, person__grants__organisation=keeper)
    return Q(pk__in=leads) | staff


def _people_concerned(appointment: Appointment) -> Q:
    """A first or lost lead: all leads of its partnerships; other power: the whole organisation; a name: its leads and
    those of the person's other organisations.
    """
    if appointment.second == Second.WITNESS or appointment.document:
        places = Partner.objects.current().filter(organisation=appointment.organisation_id)
        others = Partner.objects.current().filter(partnership__in=places.values("partnership"))
        return _leading(others.values_list("organisation_id", flat=True))
    if appointment.gives_power or appointment.role == "deputy":
        stand = Representation.objects.current().filter(organisation=appointment.organisation_id)
        return Q(person__in=stand.values("person"))
    own = Representation.objects.current().filter(person=appointment.person_id)
    return _leading({*own.values_list("organisation_id", flat=True), appointment.organisation_id})


def _leading(organisations: Iterable[int]) -> Q:
    return Q(pk__in=confirmed_leads(organisations).values("person__account"))


def _appointment(letter: Letter) -> Appointment | None:
    rows = Appointment.objects.select_related(
        "person",
        "organisation",
        "asked_by__person",
        "asked_for",
        "seconded_by__person",
        "seconded_for",
    )
    return rows.filter(pk=letter.facts["appointment"]).first()


def _is_asked(letter: Letter) -> bool:
    """Whose yes it is: the person or who keeps the entry, or who may give the second one."""
    appointment, to = _appointment(letter), letter.recipient
    if appointment is None or to is None or not to.is_active:
        return False
    if letter.kind == SECOND:
        return second_capacity(to, appointment) is not None
    own = appointment.person.account_id == to.pk
    return own or (appointment.person.account_id is None and keeps_person(to, appointment.person))


def _still_asked(letter: Letter) -> bool:
    """The appointment still waits for the recipient's yes, and who asked may still ask."""
    appointment = _appointment(letter)
    if appointment is None or not appointment.is_open:
        return False
    waits = (
        appointment.agreed_at is None if letter.kind == ASKED else appointment.seconded_at is None
    )
    return waits and bool(is_still_asked(appointment))


def _is_concerned(letter: Letter) -> bool:
    """Can still sign in, and was among those who are told."""
    appointment, to = _appointment(letter), letter.recipient
    if appointment is None or to is None or not to.is_active:
        return False
    return _whom(appointment, letter.facts["what"]).filter(pk=to.pk).exists()


def _still_so(letter: Letter) -> bool:
    """What the letter says became of the appointment is still so."""
    appointment = _appointment(letter)
    if appointment is None:
        return False
    if letter.facts["what"] == "completed":
        row = appointment.representation
        return appointment.completed_at is not None and row is not None and not row.is_over
    return appointment.refused_at is not None or appointment.withdrawn_at is not None


def _facts(letter: Letter) -> dict[str, object]:
    appointment, to = _appointment(letter), letter.recipient
    if appointment is None or to is None:
        return {}
    return {
        "what": letter.facts["what"],
        "reader": str(getattr(to, "person", "")),
        "own": appointment.person.account_id == to.pk,
        "person": str(appointment.person),
        "organisation": appointment.organisation.name,
        "role": what_is_asked(appointment),
        "asked_by": name_of_account(appointment.asked_by),
        "asked_for": appointment.asked_for.name if appointment.asked_for else "",
        "second": name_of_account(appointment.seconded_by),
        "second_for": appointment.seconded_for.name if appointment.seconded_for else "",
        "document": appointment.document,
        "partnerships": partnerships_of(appointment.organisation),
        "link": f"{settings.SITE_URL}{reverse('directory:appointment', args=[appointment.pk])}",
    }


def partnerships_of(organisation: Organisation) -> list[str]:
    """Names of the partnerships in which it is a partner today."""
    rows = Partner.objects.current().filter(organisation=organisation).select_related("partnership")
    return [row.partnership.name_in() for row in rows.order_by("partnership__sort_key", "pk")]


KINDS = (
    LetterKind(
        ASKED,
        _("You are asked to stand for an organisation"),
        _is_asked,
        _facts,
        still_holds=_still_asked,
    ),
    LetterKind(SECOND, _("A second yes is asked for"), _is_asked, _facts, still_holds=_still_asked),
    LetterKind(
        TOLD, _("Who stands for an organisation"), _is_concerned, _facts, still_holds=_still_so
    ),
)
