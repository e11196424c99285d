"""Who asks that somebody stands, leads or signs for an organisation, and whose yes it needs. Source: decision 0021."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from partnerships.directory.models import (
    Account,
    Appointment,
    Organisation,
    Person,
    Representation,
    RepresentationRole,
    Second,
)
from partnerships.directory.models.openers import find_roots
from partnerships.directory.rules.independence import are_independent
from partnerships.directory.rules.people import keeps_person
from partnerships.directory.rules.witnesses import (
    has_confirmed_lead,
    matter_of,
    witnesses_for,
)
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused

LEAD = RepresentationRole.LEAD
MOST_ASKED = 20


def vouches_for(by: Account, organisation: Organisation) -> Verdict:
    """Its confirmed lead says who stands and signs for it."""
    if organisation.merged_into_id is not None:
        return refused(_("This entry was merged into another one and stays as it is."))
    if organisation.pk in by.access.vouches:
        return ALLOWED
    if organisation.pk in by.access.leads:
        return refused(
            _(
                "This begins when a witness has confirmed you as lead representative. It is asked for."
            )
        )
    return refused(_("Only the organisation's lead representative can do this."))


def can_appoint(by: Account, organisation: Organisation) -> Verdict:
    """Its confirmed lead; as long as there is none, who acts for the organisation that keeps the entry."""
    vouches = vouches_for(by, organisation)
    if vouches or organisation.merged_into_id is not None:
        return vouches
    first = _keeps_without_lead(by, organisation) and not has_confirmed_lead(organisation)
    return ALLOWED if first else vouches


def appoints_among(by: Account, kept: Iterable[int]) -> set[int]:
    """Of organisations that `by` keeps those where they say who stands: not where a witness for them is still to come."""
    return {pk for pk in kept if pk in by.access.vouches or pk not in by.access.leads}


def _keeps_without_lead(by: Account, organisation: Organisation) -> bool:
    if organisation.kept_by_id is None:
        return by.is_administrator() or organisation.pk in by.access.liaison_of
    return organisation.kept_by_id in by.access.acts_for


def can_ask_to_lead(by: Account, organisation: Organisation) -> Verdict:
    """Who stands for an organisation without a confirmed lead asks to be it; a lead from before the rule, too."""
    if organisation.merged_into_id is not None:
        return refused(_("This entry was merged into another one and stays as it is."))
    stand = by.access.stands_for(organisation.pk)
    if stand is None:
        return refused(_("Only somebody who stands for the organisation asks to lead it."))
    own = Representation.objects.get(pk=stand.pk)
    if own.waits_for_witness:
        return ALLOWED
    return allowed_if(
        not has_confirmed_lead(organisation),
        _("The organisation has a lead representative: that person names others."),
    )


def second_for(
    by: Account, person: Person, organisation: Organisation, *, role: str, may_sign: bool
) -> str:
    """Whose yes is needed beside the person's own; one of `Second`.

    The first or lost lead needs a witness. A right to sign needs a colleague or witness where the asker would gain
    it: for oneself, or for an account that the asker alone opened, unless the asker signs there already.
    """
    if not has_confirmed_lead(organisation) or _confirms_old(person, organisation):
        power = may_sign or role == LEAD
        return Second.WITNESS if power else Second.NOBODY
    gains = may_sign and not by.access.signs_for(organisation.pk) and _is_own(by, person)
    return Second.COLLEAGUE if gains else Second.NOBODY


def _is_own(by: Account, person: Person) -> bool:
    """Oneself, an entry that oneself can still open, or an account that one opened alone."""
    if person.account_id is None:
        return keeps_person(by, person)
    return not are_independent(by.pk, person.account_id)


def _confirms_old(person: Person, organisation: Organisation) -> bool:
    """The person's power there dates from before the rule; whoever leads it alone cannot confirm themselves."""
    rows = Representation.objects.current().filter(person=person, organisation=organisation)
    return any(row.waits_for_witness and row.role == LEAD for row in rows)


def second_now(appointment: Appointment) -> str:
    """The same, asked again when the person agrees: only now it may be known whose account it is."""
    asker = appointment.asked_by
    if asker is None or appointment.second == Second.WITNESS:
        return appointment.second
    now = second_for(
        asker,
        appointment.person,
        appointment.organisation,
        role=appointment.role,
        may_sign=appointment.may_sign,
    )
    return appointment.second if now == Second.NOBODY else now


def seconds_of(appointment: Appointment) -> list[int]:
    """Accounts that may give the second yes, the first MOST_ASKED of them."""
    accounts = set(witnesses_for(matter_of(appointment)))
    if appointment.second == Second.COLLEAGUE:
        accounts |= set(colleagues_for(appointment))
    return sorted(accounts)[:MOST_ASKED]


def is_still_asked(appointment: Appointment) -> Verdict:
    """Who asked could ask it today: a yes to somebody who has lost their own right gives nothing."""
    asker, organisation = appointment.asked_by, appointment.organisation
    if asker is None or not asker.is_active:
        return refused(_("Who asked for this is no longer here."))
    own = asker.pk == appointment.person.account_id and asker.access.stands_for(organisation.pk)
    return allowed_if(
        own or can_appoint(asker, organisation),
        _("Who asked for this may no longer ask for it. Let it be asked anew."),
    )


def can_agree(by: Account, appointment: Appointment) -> Verdict:
    """The person; for an entry without account whoever keeps it, as long as nothing but a name comes of it."""
    if not appointment.is_open or appointment.agreed_at is not None:
        return refused(_("This is decided already."))
    still_asked, person = is_still_asked(appointment), appointment.person
    if not still_asked:
        return still_asked
    if person.account_id is not None:
        return allowed_if(
            person.account_id == by.pk, _("Only the person who was asked can agree to this.")
        )
    if appointment.gives_power:
        return refused(_("The person agrees when they have an account."))
    return allowed_if(
        keeps_person(by, person), _("Only whoever keeps the person's entry can agree to this.")
    )


def can_second(by: Account, appointment: Appointment) -> Verdict:
    """The second yes, once the person has agreed: only then it is known who signs in."""
    if not appointment.is_open or appointment.seconded_at is not None:
        return refused(_("This is decided already."))
    if appointment.second == Second.NOBODY:
        return refused(_("Nobody else needs to agree to this."))
    still_asked = is_still_asked(appointment)
    if not still_asked:
        return still_asked
    if appointment.agreed_at is None:
        return refused(_("The person themselves agrees first."))
    if by.pk in (appointment.asked_by_id, appointment.agreed_by_id):
        return refused(_("Somebody else must agree to this: nobody decides alone what they gain."))
    seconds = second_capacity(by, appointment)
    return allowed_if(seconds, _why_no_witness(appointment))


def _why_no_witness(appointment: Appointment) -> str:
    if appointment.second == Second.COLLEAGUE:
        return _("Only an independent colleague or a witness from another organisation can agree.")
    return _(
        "Only a confirmed lead representative of another organisation can be the witness, who belongs neither to"
        " those who ask nor to the person, and whose account none of them opened."
    )


def second_capacity(by: Account, appointment: Appointment) -> int | None:
    """Number of the organisation for which `by` gives the second yes; None where they cannot."""
    if appointment.second == Second.COLLEAGUE and _is_colleague(by, appointment):
        return appointment.organisation_id
    return witnesses_for(matter_of(appointment)).get(by.pk)


def _is_colleague(by: Account, appointment: Appointment) -> bool:
    """Stands for the organisation, confirmed where they lead it, and independent of asker and person."""
    stand = by.access.stands_for(appointment.organisation_id)
    if stand is None or stand.provisional:
        return False
    theirs = [appointment.asked_by_id, appointment.person.account_id]
    return all(are_independent(by.pk, other) for other in theirs)


def colleagues_for(appointment: Appointment) -> list[int]:
    """Accounts that may agree as colleagues."""
    rows = Representation.objects.current().filter(
        organisation=appointment.organisation_id,
        is_provisional=False,
        person__account__is_active=True,
    )
    theirs = {pk for pk in (appointment.asked_by_id, appointment.person.account_id) if pk}
    accounts = set(rows.values_list("person__account_id", flat=True)) - theirs
    roots = find_roots([*accounts, *theirs])
    taken = {roots[pk] for pk in theirs}
    return sorted(pk for pk in accounts if roots[pk] not in taken)


def can_refuse_appointment(by: Account, appointment: Appointment) -> Verdict:
    """Whoever is asked may say no, as long as it waits; the person also to what they agreed to."""
    if not appointment.is_open:
        return refused(_("This is decided already."))
    if appointment.person.account_id == by.pk:
        return ALLOWED
    if appointment.agreed_at is None:
        return can_agree(by, appointment)
    return can_second(by, appointment)


def can_withdraw_appointment(by: Account, appointment: Appointment) -> Verdict:
    """Whoever asked, or who could have asked it in the same name, as long as it waits."""
    if not appointment.is_open:
        return refused(_("This is decided already."))
    same = appointment.asked_for_id in by.access.acts_for
    return allowed_if(
        appointment.asked_by_id == by.pk or same,
        _("Only whoever asked for this takes it back."),
    )


def works_at_once(appointment: Appointment) -> bool:
    """The first lead of an organisation for which nobody ever stood works while the witness is still to come; not who
    asked it for themselves.

    Whoever stood there before left comments, notes and answers that a stranger must not read meanwhile.
    """
    if appointment.asked_by_id == appointment.person.account_id:
        return False
    stood = Representation.objects.filter(
        organisation=appointment.organisation_id, person__account__isnull=False
    )
    return not stood.exclude(person=appointment.person_id).exists()


def asks_in_the_name_of(by: Account, organisation: Organisation) -> int | None:
    """Number of the organisation in whose name `by` asks: its own, or the one that keeps the entry."""
    if organisation.pk in by.access.vouches:
        return organisation.pk
    if organisation.kept_by_id in by.access.acts_for:
        return organisation.kept_by_id
    if organisation.pk in by.access.liaison_of:
        return organisation.pk
    return None


def stands_elsewhere(person: Person, own: frozenset[int]) -> frozenset[int]:
    """Organisations outside `own` for which an entry without account stands, sits or holds a role.

    0 stands for a role that belongs to no organisation.
    """
    stands = set(person.representations.not_over().values_list("organisation_id", flat=True))
    seats = person.seats.filter(ended_at=None, taken_at__isnull=False)
    seats_of = set(seats.values_list("organisation_id", flat=True))
    roles = set(person.grants.not_over().values_list("organisation_id", flat=True))
    return frozenset(pk or 0 for pk in stands | seats_of | roles) - own
