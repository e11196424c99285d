"""Who enters and keeps an organisation, and who joins two entries or two bodies."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Grant, Organisation, Partner, Representation
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused

MOST_CONTACT_POINTS = 20


def can_enter_organisation(by: Account) -> Verdict:
    """Whoever may found partnerships may."""
    return allowed_if(
        by.is_administrator() or by.access.has("liaison"),
        _("Only liaison staff and administrators enter organisations."),
    )


def kept_among(by: Account, ids: Iterable[int]) -> set[int]:
    """Which of these organisations `by` keeps; one query for many.

    Its lead does, also while a witness is still to come. As long as it has no confirmed lead: who acts for the
    organisation in `kept_by`; where there is none, its own liaison staff and administrators. Nobody keeps a merged one.
    """
    leads, acts = by.access.leads, by.access.acts_for
    wanted = set(ids)
    if wanted <= leads or not (leads or acts or by.is_administrator()):
        return wanted & leads
    rows = Organisation.objects.present().filter(pk__in=wanted)
    kept_rows = rows.filter(Q(pk__in=list(leads)) | Q(pk__in=_kept_by(acts, by).values("pk")))
    return set(kept_rows.values_list("pk", flat=True))


def _kept_by(acts: Iterable[int], by: Account) -> QuerySet[Organisation]:
    """Without a confirmed lead, and kept by one of these, or by nobody where `by` then does."""
    mine = Q(kept_by__in=list(acts)) | Q(kept_by=None, pk__in=list(by.access.liaison_of))
    if by.is_administrator():
        mine |= Q(kept_by=None)
    leads = Representation.objects.current().filter(
        organisation=OuterRef("pk"),
        role="lead",
        is_provisional=False,
        person__account__is_active=True,
    )
    return Organisation.objects.present().filter(mine).exclude(Exists(leads))


def can_keep_organisation(by: Account, organisation: Organisation) -> Verdict:
    """Its lead representative without asking anybody; until it has one, the organisation that keeps the entry."""
    if organisation.merged_into_id is not None:
        return refused(_("This entry was merged into another one and stays as it is."))
    return allowed_if(
        organisation.pk in kept_among(by, [organisation.pk]),
        _(
            "Only the organisation's lead representative can do this, or who keeps it until there is one."
        ),
    )


def can_edit_organisation(by: Account, organisation: Organisation) -> Verdict:
    """Whoever keeps it: details, contact points."""
    return can_keep_organisation(by, organisation)


def can_rename_organisation(by: Account, organisation: Organisation) -> Verdict:
    """Whoever keeps it."""
    return can_keep_organisation(by, organisation)


def can_add_contact_point(by: Account, organisation: Organisation) -> Verdict:
    """Whoever keeps it, as long as the page stays readable."""
    few = organisation.contact_points.count() < MOST_CONTACT_POINTS
    keeper = can_keep_organisation(by, organisation)
    return keeper and allowed_if(
        few, _("There are 20 contact points. Remove one before you add another.")
    )


def can_read_history(by: Account, organisation: Organisation, keeps: bool | None = None) -> Verdict:
    """Whoever stands for it or keeps it; for a duplicate, whoever stands for or keeps the entry that goes on.

    `keeps`: the verdict of can_keep_organisation, where the page has asked for it already.
    """
    living = organisation.merged_into or organisation
    stands = by.access.stands_for(organisation.pk) or by.access.stands_for(living.pk)
    if stands or by.is_administrator():
        return ALLOWED
    known = keeps if organisation.merged_into_id is None else None
    return allowed_if(
        living.pk in kept_among(by, [living.pk]) if known is None else known,
        _("Only people who stand for the organisation or keep its entry read its history."),
    )


def can_look_for_duplicates(by: Account) -> Verdict:
    """Whoever enters organisations."""
    return allowed_if(
        by.is_administrator() or by.access.has("liaison"),
        _("Only liaison staff and administrators look for duplicates."),
    )


def joins_among(by: Account, ids: Iterable[int]) -> set[int]:
    """Which of these entries `by` may join to another one: administrators all, everybody else what they keep."""
    return set(ids) if by.is_administrator() else kept_among(by, ids)


def can_join_entry(by: Account, duplicate: Organisation) -> Verdict:
    """Begin a merge or a legal succession: whoever keeps the entry, and administrators. With which other one is asked by
    `can_merge_organisation` and `can_note_succession`.
    """
    if duplicate.merged_into_id is not None:
        return refused(_("This entry was merged into another one and stays as it is."))
    return allowed_if(
        duplicate.pk in joins_among(by, [duplicate.pk]),
        _("Only somebody who keeps the organisation, or an administrator, can do this."),
    )


def _keeps_both(by: Account, first: Organisation, second: Organisation) -> Verdict:
    both = kept_among(by, [first.pk, second.pk]) >= {first.pk, second.pk}
    return allowed_if(both, _("Only somebody who keeps both organisations can do this."))


def can_merge_organisation(by: Account, duplicate: Organisation, into: Organisation) -> Verdict:
    """Whoever keeps both, or an administrator where nobody stands for the duplicate; two different entries, neither
    merged already, neither above the other, and no place in a partnership gained by it.
    """
    if duplicate.pk == into.pk:
        return refused(_("An entry cannot be merged into itself."))
    if duplicate.merged_into_id or into.merged_into_id:
        return refused(_("One of the two was merged already. Look at both again."))
    keeps = ALLOWED if by.is_administrator() else _keeps_both(by, duplicate, into)
    return (
        keeps
        and _nobody_moves(duplicate, into, by)
        and _no_place_gained(by, duplicate, into)
        and _roles_allow(duplicate)
        and _no_unit(duplicate, into)
    )


def _nobody_moves(duplicate: Organisation, into: Organisation, by: Account) -> Verdict:
    """People with an account move with the entry: that is adding representatives, which is the lead's right."""
    stand = Representation.objects.not_over().filter(organisation=duplicate)
    people = stand.filter(person__account__isnull=False)
    return allowed_if(
        into.pk in by.access.vouches or not people.exists(),
        _(
            "People stand for the duplicate. They end that first, or the lead of the other entry merges it."
        ),
    )


def _no_place_gained(by: Account, duplicate: Organisation, into: Organisation) -> Verdict:
    """Where only the duplicate is a partner, its keepers admit the one that goes on."""
    there = Partner.objects.current().filter(organisation=into).values("partnership")
    gained = Partner.objects.current().filter(organisation=duplicate).exclude(partnership__in=there)
    places = set(gained.values_list("partnership_id", flat=True))
    keeps = all(by.access.is_liaison_in(pk) or by.access.co_manages(pk) for pk in places)
    return allowed_if(
        keeps or by.is_administrator(),
        _(
            "The duplicate is a partner where the other is not: only who keeps that partnership merges it."
        ),
    )


def _roles_allow(duplicate: Organisation) -> Verdict:
    """Roles would move with the entry: that is giving roles, which needs a second person. Source: rules.grants."""
    grants = Grant.objects.not_over().filter(organisation=duplicate)
    return allowed_if(
        not grants.exists(), _("Roles are held for this organisation. They must be ended first.")
    )


def _no_unit(duplicate: Organisation, into: Organisation) -> Verdict:
    below = into.is_below(duplicate, "parent") or into.is_below(duplicate, "hosted_by")
    return allowed_if(
        not below,
        _(
            "The one that goes on belongs to the other. Take it out there first, or merge the other way round."
        ),
    )


def can_note_succession(by: Account, predecessor: Organisation, successor: Organisation) -> Verdict:
    """Whoever keeps both, and administrators: it stands on the pages of both, and gives nobody a right."""
    if predecessor.pk == successor.pk:
        return refused(_("An organisation does not succeed itself."))
    return ALLOWED if by.is_administrator() else _keeps_both(by, predecessor, successor)


def can_withdraw_succession(
    by: Account, predecessor: Organisation, successor: Organisation
) -> Verdict:
    """Whoever may note one may withdraw it."""
    return ALLOWED if by.is_administrator() else _keeps_both(by, predecessor, successor)
