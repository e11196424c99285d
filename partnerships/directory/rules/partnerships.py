"""Who founds and keeps a partnership: partners, bodies, seats, goals, projects, commitments."""

from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory.models import (
    Account,
    Body,
    Commitment,
    Goal,
    Organisation,
    Partner,
    Partnership,
    Person,
    Seat,
)
from partnerships.directory.rules.organisations import can_keep_organisation
from partnerships.shared.dates import Span
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused


def can_found_partnership(by: Account, founder: Organisation | None = None) -> Verdict:
    """Liaison staff for their own authority, so that they see what they founded; administrators for any."""
    if by.is_administrator():
        return ALLOWED
    own = by.access.liaison_of
    if not own:
        return refused(
            _("Only the liaison staff of an authority and administrators found partnerships.")
        )
    return allowed_if(
        founder is None or founder.pk in own,
        _("Liaison staff found partnerships for their own authority only."),
    )


def can_keep_partnership(by: Account, partnership: Partnership) -> Verdict:
    """Partners, bodies, seats, goals, projects: liaison staff, joint management, administrators."""
    keeper = (
        by.is_administrator()
        or by.access.is_liaison_in(partnership.pk)
        or by.access.co_manages(partnership.pk)
    )
    return allowed_if(
        keeper, _("Only liaison staff and the joint management of this partnership can do this.")
    )


def _is_over(row: Span) -> bool:
    """Ended by a moment, or its last day has passed."""
    last = row.until_on
    return row.ended_at is not None or (last is not None and last < timezone.localdate())


def _goes_on(by: Account, partner: Partner) -> Verdict:
    keeper = can_keep_partnership(by, partner.partnership)
    return keeper and allowed_if(
        not _is_over(partner), _("This organisation is no longer a partner.")
    )


def can_change_standing(by: Account, partner: Partner) -> Verdict:
    """Keepers, as long as it is a partner."""
    return _goes_on(by, partner)


def can_leave_partnership(by: Account, partner: Partner) -> Verdict:
    """Keepers note that a partner leaves; it has not left already."""
    return _goes_on(by, partner)


def can_close_body(by: Account, body: Body) -> Verdict:
    """Keepers, as long as it is open."""
    keeper = can_keep_partnership(by, body.partnership)
    return keeper and allowed_if(body.closed_on is None, _("This body is closed."))


def can_add_seat(by: Account, body: Body) -> Verdict:
    """Keepers may, as long as the body is open."""
    return can_close_body(by, body)


def can_fill_seat(by: Account, seat: Seat) -> Verdict:
    """Fill, vacate, replace: a seat of today at an open table."""
    keeper = can_close_body(by, seat.body)
    return keeper and allowed_if(not _is_over(seat), _("This seat has ended."))


def is_taken_at_once(by: Account, organisation: Organisation | None, person: Person | None) -> bool:
    """Who is named stands for the seat's organisation, or `by` acts for it: then it has said yes already."""
    if organisation is None or person is None:
        return False
    if organisation.pk in by.access.acts_for:
        return True
    stands = person.representations.current().filter(organisation=organisation)
    return stands.filter(is_provisional=False).exists()


def can_take_seat(by: Account, seat: Seat) -> Verdict:
    """The organisation whose seat it is says that this person sits there for it; where it is nobody's, the person."""
    if seat.person_id is None or seat.taken_at is not None or _is_over(seat):
        return refused(_("Nothing waits for an answer at this seat."))
    if seat.organisation_id is None:
        return allowed_if(
            seat.person_id == by.access.person_id,
            _("Only the person who was named for this seat can agree."),
        )
    return allowed_if(
        seat.organisation_id in by.access.acts_for,
        _("Only the organisation whose seat this is can agree."),
    )


def can_strike_from_seat(by: Account, seat: Seat) -> Verdict:
    """Whoever is named at a table may have their own name taken away; the organisation, a name it did not agree to."""
    if seat.person_id is None or _is_over(seat):
        return refused(_("Nobody is named for this seat."))
    own = seat.person_id == by.access.person_id
    theirs = seat.taken_at is None and bool(can_take_seat(by, seat))
    return allowed_if(own or theirs, _("Only the person who is named there can do this."))


def can_end_seat(by: Account, seat: Seat) -> Verdict:
    """Whoever may fill the seat may end it."""
    return can_fill_seat(by, seat)


def can_keep_goal(by: Account, goal: Goal) -> Verdict:
    """Whoever keeps its owner: a partnership, or an organisation."""
    if goal.partnership is not None:
        return can_keep_partnership(by, goal.partnership)
    assert goal.organisation is not None  # noqa: S101  a goal has one owner
    return can_keep_organisation(by, goal.organisation)


def can_answer_commitment(by: Account, commitment: Commitment) -> Verdict:
    """Keepers note answers; an organisation's lead representative gives its own."""
    if can_answer_for(by, commitment.organisation_id):
        return ALLOWED
    return can_keep_partnership(by, commitment.project.partnership)


def can_answer_for(by: Account, organisation_id: int | None) -> Verdict:
    """An organisation's lead representative gives its own answer."""
    return allowed_if(
        organisation_id in by.access.leads,
        _("Only the lead representative answers for an organisation."),
    )
