"""Who gives, confirms, refuses, ends, extends and reviews roles. Seeing them is `Grant.objects.visible_to`."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from partnerships.directory.models import Grant, Organisation, Person
from partnerships.shared.verdicts import Verdict, allowed_if, refused


def can_see_roles(by: Any) -> Verdict:
    """Administrators, and data protection officers, who change nothing there."""
    return allowed_if(
        by.is_administrator() or by.access.has("data_protection"),
        _("Only administrators and data protection officers see who holds which role."),
    )


def can_give(by: Any, role: str = "", person: Person | None = None) -> Verdict:
    """Administrators give roles, never to themselves; protected ones take effect with a second person.

    Without a person: whether they may give any.
    """
    if not by.is_administrator():
        return refused(_("Only administrators give roles."))
    own = person is not None and person.account_id == by.pk
    return allowed_if(not own, _("Nobody gives a role to themselves."))


def is_second_person(by: Any, organisation: Organisation | int | None = None) -> bool:
    """An administrator, the installation's data protection officer, or that of this organisation."""
    scopes = [o for role, o, _p in by.access.grants if role == "data_protection"]
    own = getattr(organisation, "pk", organisation)
    return by.is_administrator() or None in scopes or (own is not None and own in scopes)


def can_confirm(by: Any, grant: Grant) -> Verdict:
    """The second person: an administrator or data protection officer who did not give it or get it."""
    if not is_second_person(by, grant.organisation_id) or not grant.is_protected:
        return refused(
            _(
                "Only a second administrator or the data protection officer confirms a protected role."
            )
        )
    if not grant.is_waiting:  # also the first ones, which nobody gave
        return refused(_("This role is confirmed already."))
    if grant.is_over:
        return refused(_("This role has ended already."))
    return allowed_if(
        by.pk not in (grant.given_by_id, grant.person.account_id),
        _("A protected role needs a second person."),
    )


def can_refuse(by: Any, grant: Grant) -> Verdict:
    """Whoever could confirm it may say no, as long as it waits; then it never begins."""
    return can_confirm(by, grant) and one_administrator_stays([grant.pk])


def can_end(by: Any, grant: Grant) -> Verdict:
    """Administrators, as long as one of them remains."""
    if not by.is_administrator():
        return refused(_("Only administrators end roles."))
    if grant.is_over:
        return refused(_("This role has ended already."))
    return one_administrator_stays([grant.pk])


def _why_one_stays() -> str:
    """Why the last administrator stays."""
    return _(
        "Without an administrator nobody could give roles any more. Give somebody else this role first, without an end."
    )


def one_administrator_stays(going: Iterable[int]) -> Verdict:
    """The guard under every end, refusal and leaving: an administrator who can act and whose role has no end remains.

    `going`: numbers of the grants that would be taken away, or get an end. Ask under
    `actions.grants.hold_administrators`, or two may go at the same moment.
    """
    lasting, gone = Grant.objects.lasting_administrators(), list(going)
    taken = lasting.filter(pk__in=gone).exists()
    return allowed_if(not taken or lasting.exclude(pk__in=gone).exists(), _why_one_stays())


def can_go(person: Person) -> Verdict:
    """Whether an account may be closed or its person leave: not that of the last administrator."""
    return one_administrator_stays(person.grants.values_list("pk", flat=True))


def can_extend(by: Any, grant: Grant) -> Verdict:
    """Administrators, for roles with an end; a protected one is given anew, so that two people agree."""
    allowed = can_give(by, grant.role, grant.person)
    if not allowed:
        return allowed
    if grant.is_over:
        return refused(_("This role has ended already."))
    if grant.until_on is None:
        return refused(_("This role has no end."))
    return allowed_if(
        not grant.is_protected,
        _("Give a protected role anew from the day after: a second person must agree."),
    )


def can_review(by: Any, grant: Grant) -> Verdict:
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


def can_look_up_access(by: Any, organisation: Organisation | int | None = None) -> Verdict:
    """What somebody else sees: administrators and data protection officers, a controller's for its own."""
    return allowed_if(
        is_second_person(by, organisation),
        _("Only administrators and data protection officers look up what somebody else sees."),
    )
