"""What waits for somebody's yes: to stand or lead, as second person, for an invitation, a role, a seat.

A line stands here only where the rule lets this person answer.
"""

from collections.abc import Callable, Iterable, Iterator

from django.db.models import Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory.models import (
    Account,
    AccountChange,
    Appointment,
    Grant,
    Invitation,
    Representation,
    Seat,
)
from partnerships.directory.rules import can_confirm, can_take_seat
from partnerships.directory.rules.appointments import can_agree, can_ask_to_lead, can_second
from partnerships.directory.rules.invitations import can_agree_invitation
from partnerships.shared.todo import TodoItem

MOST = 5


def answer_tasks(account: Account) -> list[TodoItem]:
    """For the shelf `home_cards`; at most MOST of each, and one question where nothing waits."""
    if account.access.person_id is None:
        return []
    numbers = _find_waiting({name: rows(account) for name, (rows, _say) in SOURCES.items()})
    return [task for name, ids in numbers.items() for task in SOURCES[name][1](account, ids)]


def _find_waiting(sources: dict[str, QuerySet]) -> dict[str, list[int]]:
    """Numbers of rows by source, in one question."""
    parts = [
        rows.order_by("pk").annotate(what=Value(name)).values_list("what", "pk")[: 4 * MOST]
        for name, rows in sources.items()
    ]
    numbers: dict[str, list[int]] = {name: [] for name in sources}
    for name, pk in parts[0].union(*parts[1:], all=True):
        numbers[name].append(pk)
    return {name: sorted(ids) for name, ids in numbers.items() if ids}


def _appointments_for(account: Account) -> QuerySet[Appointment]:
    """Appointments that may wait for this account."""
    access = account.access
    mine = Q(person__account=account, agreed_at=None)
    mine |= Q(asked_accounts__contains=[account.pk], seconded_at=None, agreed_at__isnull=False)
    if access.acts_for:
        mine |= Q(person__account=None, person__kept_by__in=list(access.acts_for), agreed_at=None)
    return Appointment.objects.open().filter(mine)


def waiting_for(account: Account, ids: Iterable[int] | None = None) -> list[Appointment]:
    """Those to which this account can say yes now, the oldest first."""
    rows = (
        _appointments_for(account) if ids is None else Appointment.objects.filter(pk__in=list(ids))
    )
    rows = rows.select_related("person", "organisation", "asked_by").order_by("asked_at", "pk")
    return [row for row in rows[: 4 * MOST] if can_agree(account, row) or can_second(account, row)][
        :MOST
    ]


def _appointments(account: Account, ids: list[int]) -> Iterator[TodoItem]:
    for row in waiting_for(account, ids):
        own = row.person.account_id == account.pk
        text = (
            _("You are asked: do you agree?") if own else _("Your yes is asked for: is this right?")
        )
        title = _("%(person)s for %(organisation)s") % {
            "person": row.person,
            "organisation": row.organisation.name,
        }
        yield TodoItem(title, reverse("directory:appointment", args=[row.pk]), text)


def _invitations_for(account: Account) -> QuerySet[Invitation]:
    return Invitation.objects.open().filter(
        needs_yes=True, agreed_at=None, asked_accounts__contains=[account.pk]
    )


def _invitations(account: Account, ids: list[int]) -> Iterator[TodoItem]:
    rows = Invitation.objects.filter(pk__in=ids).select_related("person", "invited_by")
    for row in rows.order_by("pk"):
        if can_agree_invitation(account, row):
            text = _("Somebody wants to open an account for this person. Is the address right?")
            yield TodoItem(
                str(row.person), reverse("directory:agree_invitation", args=[row.pk]), text
            )


def _grants_for(account: Account) -> QuerySet[Grant]:
    """For the lead of an authority; administrators and data protection officers have a list of their own."""
    if account.access.has("administrator", "data_protection"):
        return Grant.objects.none()
    return Grant.objects.waiting().filter(organisation__in=list(account.access.vouches))


def _roles(account: Account, ids: list[int]) -> Iterator[TodoItem]:
    for row in Grant.objects.filter(pk__in=ids).select_related("person").order_by("pk"):
        if can_confirm(account, row):
            title = _("%(person)s as %(role)s") % {
                "person": row.person,
                "role": row.get_role_display(),
            }
            text = _("This role begins when you agree for your organisation.")
            yield TodoItem(title, reverse("directory:role", args=[row.pk]), text)


def _seats_for(account: Account) -> QuerySet[Seat]:
    access = account.access
    whose = Q(organisation__in=list(access.acts_for)) | Q(
        organisation=None, person=access.person_id
    )
    return Seat.objects.current().filter(whose, person__isnull=False, taken_at=None)


def _seats(account: Account, ids: list[int]) -> Iterator[TodoItem]:
    for row in Seat.objects.filter(pk__in=ids).select_related("body", "person").order_by("pk"):
        if can_take_seat(account, row):
            text = _("%(person)s was named for this seat. Do you agree?") % {"person": row.person}
            yield TodoItem(row.label_in(), reverse("directory:take_seat", args=[row.pk]), text)


def _from_before(account: Account) -> QuerySet[Representation]:
    """One's own as lead from before the rule, where no witness is asked yet."""
    waiting = Appointment.objects.open().filter(person=account.access.person_id)
    leads = [stand.pk for stand in account.access.stands if stand.role == "lead"]
    rows = Representation.objects.filter(pk__in=leads, rests_on=None, may_sign=True)
    return rows.exclude(organisation__in=waiting.values("organisation"))


def _leads(account: Account, ids: list[int]) -> Iterator[TodoItem]:
    """Confirmed by a witness before the next signature."""
    rows = Representation.objects.filter(pk__in=ids).select_related("organisation")
    for row in rows.order_by("pk"):
        if can_ask_to_lead(account, row.organisation):
            text = _(
                "Before you sign next time, a witness confirms that you lead this organisation."
            )
            page = reverse("directory:ask_to_lead", args=[row.organisation_id])
            yield TodoItem(row.organisation.name, page, text)


def _own_changes(account: Account) -> QuerySet[AccountChange]:
    """Of holders of protected roles, who alone wait for a second person."""
    if not account.access.needs_second_factor:
        return AccountChange.objects.none()
    return AccountChange.objects.open().filter(account=account, asked_by=account)


def _new_addresses(account: Account, ids: list[int]) -> Iterator[TodoItem]:
    text = _("A second person must agree. Until then the present address stays.")
    for pk in ids[:1]:
        yield TodoItem(_("Your new address"), reverse("directory:account_change", args=[pk]), text)


Source = tuple[Callable[[Account], QuerySet], Callable[[Account, list[int]], Iterator[TodoItem]]]
SOURCES: dict[str, Source] = {
    "appointments": (_appointments_for, _appointments),
    "invitations": (_invitations_for, _invitations),
    "roles": (_grants_for, _roles),
    "seats": (_seats_for, _seats),
    "leads": (_from_before, _leads),
    "changes": (_own_changes, _new_addresses),
}
