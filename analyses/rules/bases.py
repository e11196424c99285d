"""Who names the kinds of authorities, who writes and confirms legal bases. Whoever writes never confirms alone.

Reading the catalogue and asking the wizard: everybody who has a role in analyses, with or without a case.
"""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from analyses.kinds import AuthorityKind
from analyses.models import Authority, ProvisionVersion
from analyses.rules.cases import sees_analyses
from partnerships.directory.models import Account, Kind, Organisation, Role
from partnerships.directory.models.openers import find_roots
from partnerships.directory.rules.grants import is_officer_over
from partnerships.directory.rules.scopes import AUTHORITIES, POLICE
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused

# What an authority of the police or customs can be for the law; others can be anything but these.
OF_POLICE: dict[str, frozenset[str]] = {
    Kind.POLICE: frozenset({AuthorityKind.STATE_POLICE, AuthorityKind.COORDINATION}),
    Kind.FEDERAL_POLICE: frozenset({AuthorityKind.FEDERAL_POLICE}),
    Kind.CUSTOMS: frozenset({AuthorityKind.CUSTOMS, AuthorityKind.FIU}),
}
KEPT_FOR_POLICE = frozenset(
    {AuthorityKind.STATE_POLICE, AuthorityKind.FEDERAL_POLICE, AuthorityKind.CUSTOMS}
)


def is_of_legal_service(by: Account) -> bool:
    """Holds the role of the legal service today."""
    return by.access.has(Role.LEGAL)


def sees_authorities(by: Account) -> bool:
    """Administrators, and everybody with a role in analyses."""
    return by.is_administrator() or sees_analyses(by)


def can_read_authorities(by: Account) -> Verdict:
    """Which organisation is which kind of authority."""
    return allowed_if(
        sees_authorities(by),
        _("Only administrators and those who have a role in analyses."),
    )


def names_kinds(by: Account) -> bool:
    """Administrators and the legal service."""
    return by.is_administrator() or is_of_legal_service(by)


def can_name_kind(by: Account) -> Verdict:
    """Say which kind of authority an organisation is."""
    return allowed_if(
        names_kinds(by), _("Administrators and the legal service name the kind of an authority.")
    )


def nameable() -> QuerySet[Organisation]:
    """Public bodies. An association is never an authority."""
    return Organisation.objects.filter(kind__in=AUTHORITIES, merged_into__isnull=True)


def kinds_for(organisation: Organisation) -> frozenset[str]:
    """What this organisation can be."""
    if organisation.kind not in AUTHORITIES:
        return frozenset()
    if organisation.kind in POLICE:
        return OF_POLICE[organisation.kind]
    return frozenset(AuthorityKind.values) - KEPT_FOR_POLICE


def confirmable(
    by: Account, authorities: Iterable[Authority], roots: Mapping[int, int] | None = None
) -> set[int]:
    """Numbers of those that this person may confirm; as `can_confirm_kind`, in one question for a whole page.

    `roots`: of `find_roots`, where they are known.
    """
    legal = is_of_legal_service(by)
    waiting = [
        each
        for each in authorities
        if not each.confirmed_at and (legal or is_officer_over(by, each.organisation_id))
    ]
    if roots is None and waiting:
        roots = find_roots([by.pk, *(each.named_by_id for each in waiting)])
    roots = roots or {}
    return {each.pk for each in waiting if roots[each.named_by_id] != roots[by.pk]}


def can_confirm_kind(by: Account, authority: Authority) -> Verdict:
    """The legal service or data protection, independent of whoever named it."""
    if not is_of_legal_service(by) and not is_officer_over(by, authority.organisation_id):
        return refused(_("The legal service or the data protection officer confirms it."))
    if authority.confirmed_at:
        return refused(_("It is confirmed already."))
    return _independent(by, authority.named_by_id)


def _independent(by: Account, other: int | None) -> Verdict:
    if other is None:
        return ALLOWED
    if by.pk == other:
        return refused(_("Another person confirms it."))
    roots = find_roots([by.pk, other])
    return allowed_if(
        roots[by.pk] != roots[other],
        _("The second person must be independent: one of you opened the other's account alone."),
    )


def can_read_bases(by: Account) -> Verdict:
    """The catalogue, the matrix, the wizard."""
    return allowed_if(
        sees_analyses(by),
        _(
            "Only officers of participating authorities, analysts, legal service and data protection."
        ),
    )


def can_write_basis(by: Account) -> Verdict:
    """A new entry, or a new version of one."""
    return allowed_if(is_of_legal_service(by), _("Only the legal service writes legal bases."))


def can_review_basis(by: Account, version: ProvisionVersion) -> Verdict:
    """Another person of the legal service than who wrote it. Starter entries have no writer: one person answers for them by name."""
    if not is_of_legal_service(by):
        return refused(_("Only the legal service confirms legal bases."))
    if version.replaced_at:
        return refused(_("A newer version has replaced it."))
    if version.blocked_because:
        return refused(_("It is blocked. Write a new version first."))
    if version.reviewed_at:
        return refused(_("It is confirmed already. To prolong it, write a new version."))
    if not version.tasks:
        return refused(_("It names no task. Write a new version first."))
    return _independent(by, version.written_by_id)


def can_block_basis(by: Account, version: ProvisionVersion) -> Verdict:
    """The legal service, at once and alone: whoever blocks gains nothing by it."""
    if not is_of_legal_service(by):
        return refused(_("Only the legal service blocks legal bases."))
    if version.replaced_at or version.blocked_because:
        return refused(_("It is replaced or blocked already."))
    return ALLOWED
