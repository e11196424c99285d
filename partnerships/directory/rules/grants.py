"""Who gives, confirms, refuses, ends, extends and reviews roles. Seeing them is `Grant.objects.visible_to`."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Grant, Organisation, Person
from partnerships.directory.models.openers import find_roots
from partnerships.directory.rules.witnesses import confirmed_leads
from partnerships.shared.verdicts import Verdict, allowed_if, refused


def can_see_roles(by: Account) -> Verdict:
    """Administrators, and data protection officers, who change nothing there."""
    return allowed_if(
        by.is_administrator() or by.access.has("data_protection"),
        _("Only administrators and data protection officers see who holds which role."),
    )


def can_give(by: Account, role: str = "", person: Person | None = None) -> Verdict:
    """Administrators give roles, never to themselves; each takes effect with a second person.

    Without a person: whether they may give any.
    """
    if not by.is_administrator():
        return refused(_("Only administrators give roles."))
    own = person is not None and person.account_id == by.pk
    return allowed_if(not own, _("Nobody gives a role to themselves."))


def is_second_person(by: Account, organisation: Organisation | int | None = None) -> bool:
    """An administrator, the installation's data protection officer, or that of this organisation."""
    scopes = [o for role, o, _p in by.access.grants if role == "data_protection"]
    own = getattr(organisation, "pk", organisation)
    return by.is_administrator() or None in scopes or (own is not None and own in scopes)


def can_confirm(by: Account, grant: Grant) -> Verdict:
    """The second person for what waits: neither who gave it nor who gets it, nor a puppet of either.

    For protected roles an administrator or data protection officer; for liaison staff and officers the confirmed lead
    of the authority, and where it has none the data protection officer.
    """
    if not _is_second_for(by, grant):
        return refused(_who_confirms(grant))
    if not grant.is_waiting:
        return refused(_("This role is decided already."))
    if grant.is_over:
        return refused(_("This role has ended already."))
    gains = (grant.given_by_id, grant.person.account_id)
    if by.pk in gains:
        return refused(_("A role needs a second person."))
    return allowed_if(
        _independent_of_those_who_gain({by.pk}, grant),
        _("The second person must be independent: one of you opened the other's account alone."),
    )


def _is_second_for(by: Account, grant: Grant) -> bool:
    if grant.is_protected:
        return is_second_person(by, grant.organisation_id)
    leads = _leads_of_the_authority(grant)
    if by.pk in leads:
        return True
    officer = by.access.has("data_protection") and is_officer_over(by, grant.organisation_id)
    return officer and not _independent_of_those_who_gain(leads, grant)


def _independent_of_those_who_gain(accounts: set[int], grant: Grant) -> set[int]:
    """Without who gave the role, who gets it, and whoever opened the account of one of them or was opened by them."""
    gain = {pk for pk in (grant.given_by_id, grant.person.account_id) if pk}
    roots = find_roots([*accounts, *gain])
    return {pk for pk in accounts if roots[pk] not in {roots[other] for other in gain}}


def _leads_of_the_authority(grant: Grant) -> set[int]:
    """Accounts of its confirmed leads; for a role in a partnership nobody's: the data protection officer decides."""
    if grant.organisation_id is None:
        return set()
    rows = confirmed_leads([grant.organisation_id])
    return set(rows.values_list("person__account_id", flat=True))


def is_officer_over(by: Account, organisation_id: int | None) -> bool:
    """Data protection officer of the installation, or of this organisation."""
    scopes = {grant.organisation for grant in by.access.grants if grant.role == "data_protection"}
    return None in scopes or (organisation_id is not None and organisation_id in scopes)


def _who_confirms(grant: Grant) -> str:
    if grant.is_protected:
        return _(
            "Only a second administrator or the data protection officer confirms a protected role."
        )
    return _(
        "Only the lead representative of the authority confirms this role; where there is none, the data protection"
        " officer."
    )


def can_refuse(by: Account, grant: Grant) -> Verdict:
    """Whoever could confirm it may say no, as long as it waits; then it never begins."""
    return can_confirm(by, grant) and one_administrator_stays([grant.pk])


def can_end(by: Account, grant: Grant) -> Verdict:
    """Administrators, as long as one of them remains."""
    if not by.is_administrator():
        return refused(_("Only administrators end roles."))
    if grant.is_over:
        return refused(_("This role has ended already."))
    return one_administrator_stays([grant.pk])


def one_administrator_stays(going: Iterable[int]) -> Verdict:
    """The guard under every end, refusal and leaving: an administrator who can act and whose role has no end remains.

    `going`: numbers of the grants that would be taken away, or get an end. Ask under
    `actions.grants.hold_administrators`, or two may go at the same moment.
    """
    lasting, gone = Grant.objects.lasting_administrators(), list(going)
    taken = lasting.filter(pk__in=gone).exists()
    return allowed_if(
        not taken or lasting.exclude(pk__in=gone).exists(),
        _(
            "Without an administrator nobody could give roles any more. Give somebody else this role first, without an end."
        ),
    )


def can_go(person: Person) -> Verdict:
    """Whether an account may be closed or its person leave: not that of the last administrator."""
    return one_administrator_stays(person.grants.values_list("pk", flat=True))


def can_review(by: Account, grant: Grant) -> Verdict:
    """Administrators and data protection officers say once a year that it is still needed; not of their own."""
    if not is_second_person(by, grant.organisation_id):
        return refused(
            _("Only administrators and data protection officers confirm that a role is needed.")
        )
    if grant.is_over or grant.is_waiting:
        return refused(_("This role is not in effect."))
    return allowed_if(
        grant.person.account_id != by.pk, _("Somebody else must say that you still need it.")
    )


def can_look_up_access(by: Account, organisation: Organisation | int | None = None) -> Verdict:
    """What somebody else sees: administrators and data protection officers, a controller's for its own."""
    return allowed_if(
        is_second_person(by, organisation),
        _("Only administrators and data protection officers look up what somebody else sees."),
    )
