"""Who takes words out of closed minutes: a keeper of one side proposes, an independent keeper of the other side decides.

Source: decisions 0021 and 0044. A side is what somebody stands for in truth, not what a partner's entry says.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.models import Meeting, Redaction
from meetings.rules.minutes import minutes_of
from meetings.stages import REDACTION_LIFE, MinutesStage
from partnerships.directory.models import (
    Account,
    Grant,
    Partner,
    Partnership,
    Representation,
    Role,
    Seat,
    Side,
)
from partnerships.directory.rules.independence import are_independent, authorities_among, tree_of
from partnerships.directory.rules.scopes import AUTHORITIES
from partnerships.directory.rules.witnesses import belongs_to
from partnerships.shared.verdicts import Verdict, allowed_if

MANAGING = ("joint_management", "steering_committee")


def side_of(by: Account, partnership: Partnership) -> Side | None:
    """For which side somebody keeps a partnership; administrators keep it for none."""
    if by.access.is_liaison_in(partnership.pk):
        return Side.AUTHORITY
    if not by.access.co_manages(partnership.pk):
        return None
    return _sides_of_seats(partnership, Q(person__account=by.pk)).get(by.pk)


def keepers_of(partnership: Partnership, side: Side) -> list[Account]:
    """Whoever keeps a partnership for one side and can sign in."""
    places = Partner.objects.current().filter(partnership=partnership).values("organisation")
    staff = Grant.objects.in_effect().filter(
        Q(partnership=partnership) | Q(organisation__in=places),
        role=Role.LIAISON,
        person__account__is_active=True,
    )
    sides = _sides_of_seats(partnership, Q(person__account__is_active=True))
    sides |= dict.fromkeys(staff.values_list("person__account_id", flat=True), Side.AUTHORITY)
    mine = [pk for pk, own in sides.items() if own == side]
    return list(Account.objects.filter(pk__in=mine).select_related("person").order_by("pk"))


def _sides_of_seats(partnership: Partnership, whose: Q) -> dict[int, Side]:
    """By number of the account. Whoever belongs to an authority anywhere keeps for no other side."""
    seats = Seat.objects.current().filter(
        whose,
        body__partnership=partnership,
        body__kind__in=MANAGING,
        voting=True,
        taken_at__isnull=False,
        organisation__isnull=False,
    )
    pairs = list(seats.values_list("person__account_id", "organisation_id"))
    authorities = authorities_among(organisation for _pk, organisation in pairs)
    bound = _accounts_of_authorities([pk for pk, _organisation in pairs])
    bound |= {pk for pk, organisation in pairs if organisation in authorities}
    return {pk: Side.AUTHORITY if pk in bound else Side.CIVIL for pk, _organisation in pairs if pk}


def _accounts_of_authorities(accounts: list[int]) -> set[int]:
    staff = Grant.objects.in_effect().filter(role__in=(Role.LIAISON, Role.OFFICER))
    stands = Representation.objects.not_over().filter(organisation__kind__in=AUTHORITIES)
    bound = Q(person__grants__in=staff) | Q(person__representations__in=stands)
    rows = Account.objects.filter(bound, pk__in=accounts)
    return set(rows.values_list("pk", flat=True))


def can_propose(by: Account, meeting: Meeting) -> Verdict:
    """Whoever keeps the partnership for one side, once the minutes are closed."""
    minutes = minutes_of(meeting)
    return allowed_if(
        minutes is not None and minutes.stage == MinutesStage.CLOSED,
        _("As long as minutes are not closed, take them back and change the words."),
    ) and _keeps_for_a_side(by, meeting)


def _keeps_for_a_side(by: Account, meeting: Meeting) -> Verdict:
    return allowed_if(
        side_of(by, meeting.partnership),
        _("Only the liaison staff and the joint management take words out, both sides together."),
    )


def can_decide(by: Account, redaction: Redaction) -> Verdict:
    """A keeper of the other side, independent of whoever proposed it."""
    meeting = redaction.minutes.meeting
    return (
        _is_open(redaction, "agree")
        and _keeps_for_a_side(by, meeting)
        and allowed_if(
            side_of(by, meeting.partnership) != redaction.proposed_side
            and are_independent(redaction.proposed_by_id, by.pk)
            and not tree_of(belongs_to(redaction.proposed_by_id)) & belongs_to(by.pk),
            _("The other side decides: nobody takes words out alone."),
        )
    )


def can_withdraw(by: Account, redaction: Redaction) -> Verdict:
    """Keepers of the side that proposed it."""
    meeting = redaction.minutes.meeting
    return _is_open(redaction, "withdraw") and allowed_if(
        side_of(by, meeting.partnership) == redaction.proposed_side,
        _("The side that proposed it takes it back."),
    )


def _is_open(redaction: Redaction, verb: str) -> Verdict:
    return allowed_if(
        REDACTION_LIFE.possible(verb, redaction.stage), _("This proposal is decided already.")
    )
