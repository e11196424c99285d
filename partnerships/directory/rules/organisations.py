"""Who enters and keeps an organisation, and who joins two entries or two bodies."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from partnerships.directory.access import PROTECTED_ROLES
from partnerships.directory.models import Grant, Organisation
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused

MOST_CONTACT_POINTS = 20


def can_enter_organisation(by: Any) -> Verdict:
    """The same people who found partnerships."""
    return allowed_if(
        by.is_administrator() or by.access.has("liaison"),
        _("Only liaison staff and administrators enter organisations."),
    )


def kept_among(by: Any, ids: Iterable[int]) -> set[int]:
    """Which of these organisations `by` keeps; one query for many, none for whoever only leads some.

    Nobody stands for a merged one any more, and nobody else keeps it.
    """
    leads = {own for _i, own, role, _s in by.access.stands if role == "lead"}
    theirs, wanted = by.access.liaison_partnership_ids, set(ids)
    liaison, admin = by.access.has("liaison"), by.is_administrator()
    if not (admin or liaison or theirs):
        return wanted & leads
    rows = Organisation.objects.present().filter(pk__in=wanted)
    if not admin:
        mine = Q(pk__in=leads) | Q(partners__partnership_id__in=list(theirs))
        rows = rows.filter(mine | Q(partners__isnull=True) if liaison else mine)
    return set(rows.values_list("pk", flat=True))


def can_keep_organisation(by: Any, organisation: Organisation) -> Verdict:
    """Its lead representative without asking anybody, liaison staff of a partnership it is in, administrators."""
    if organisation.merged_into_id is not None:
        return refused(_("This entry was merged into another one and stays as it is."))
    return allowed_if(
        organisation.pk in kept_among(by, [organisation.pk]),
        _("Only the organisation's lead representative or liaison staff can do this."),
    )


def can_edit_organisation(by: Any, organisation: Organisation) -> Verdict:
    """Whoever keeps it: details, contact points."""
    return can_keep_organisation(by, organisation)


def can_rename_organisation(by: Any, organisation: Organisation) -> Verdict:
    """Whoever keeps it."""
    return can_keep_organisation(by, organisation)


def can_add_contact_point(by: Any, organisation: Organisation) -> Verdict:
    """Whoever keeps it, as long as the page stays readable."""
    few = organisation.contact_points.count() < MOST_CONTACT_POINTS
    keeper = can_keep_organisation(by, organisation)
    return keeper and allowed_if(
        few, _("There are 20 contact points. Remove one before you add another.")
    )


def can_read_history(by: Any, organisation: Organisation) -> Verdict:
    """Whoever stands for it or keeps it; for a duplicate, whoever stands for or keeps the entry that goes on."""
    living = organisation.merged_into or organisation
    stands = any(own in (organisation.pk, living.pk) for _i, own, _r, _s in by.access.stands)
    if stands or by.is_administrator():
        return ALLOWED
    return allowed_if(
        living.pk in kept_among(by, [living.pk]),
        _("Only people who stand for the organisation and liaison staff read its history."),
    )


def can_look_for_duplicates(by: Any) -> Verdict:
    """Whoever enters organisations."""
    return allowed_if(
        by.is_administrator() or by.access.has("liaison"),
        _("Only liaison staff and administrators look for duplicates."),
    )


def _keeps_both(by: Any, first: Organisation, second: Organisation) -> Verdict:
    both = kept_among(by, [first.pk, second.pk]) >= {first.pk, second.pk}
    return allowed_if(both, _("Only somebody who keeps both organisations can do this."))


def can_merge_organisation(by: Any, duplicate: Organisation, into: Organisation) -> Verdict:
    """Whoever keeps both; two different entries, neither merged already, neither above the other."""
    if duplicate.pk == into.pk:
        return refused(_("An entry cannot be merged into itself."))
    if duplicate.merged_into_id or into.merged_into_id:
        return refused(_("One of the two was merged already. Look at both again."))
    keeps = _keeps_both(by, duplicate, into)
    return keeps and _roles_allow(by, duplicate) and _no_unit(duplicate, into)


def _roles_allow(by: Any, duplicate: Organisation) -> Verdict:
    """Roles move with the entry: that is giving roles. Source: rules.grants."""
    held = Grant.objects.not_over().filter(organisation=duplicate)
    if not held.exists():
        return ALLOWED
    if held.filter(role__in=PROTECTED_ROLES).exists():
        return refused(_("Protected roles are held for this organisation. End them first."))
    if not by.is_administrator():
        return refused(_("Roles are held for this organisation: only administrators merge it."))
    if held.filter(person__account=by.pk).exists():
        return refused(_("You hold a role for this organisation: another administrator merges it."))
    return ALLOWED


def _no_unit(duplicate: Organisation, into: Organisation) -> Verdict:
    below = into.is_below(duplicate, "parent") or into.is_below(duplicate, "hosted_by")
    return allowed_if(
        not below,
        _(
            "The one that goes on belongs to the other. Take it out there first, or merge the other way round."
        ),
    )


def can_note_succession(by: Any, predecessor: Organisation, successor: Organisation) -> Verdict:
    """Whoever keeps both: it stands on the pages of both."""
    if predecessor.pk == successor.pk:
        return refused(_("An organisation does not succeed itself."))
    return _keeps_both(by, predecessor, successor)


def can_withdraw_succession(by: Any, predecessor: Organisation, successor: Organisation) -> Verdict:
    """The same people, when it was noted by mistake."""
    return _keeps_both(by, predecessor, successor)
