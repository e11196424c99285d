"""Who may renew, end, join, leave, amend and evaluate an agreement in force."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements.life import members
from partnerships.agreements.models import (
    Accession,
    Agreement,
    Decision,
    Exit,
    RenewalRule,
    Termination,
)
from partnerships.agreements.rules.steps import can_keep, may_follow
from partnerships.agreements.stages import BINDING, OVER
from partnerships.directory.models import Account, Organisation, Partner
from partnerships.shared.verdicts import Verdict, allowed_if, refused

WAITING = Decision.WAITING


def is_binding(agreement: Agreement) -> Verdict:
    """Something that binds can be joined, left, renewed and ended."""
    return allowed_if(
        agreement.stage in BINDING,
        _("This is possible while the agreement is in force. It is “%(stage)s”.")
        % {"stage": agreement.get_stage_display()},
    )


def _keeps_binding(by: Account, agreement: Agreement) -> Verdict:
    return can_keep(by, agreement.partnership_id) and is_binding(agreement)


def _has_term(agreement: Agreement) -> Verdict:
    if agreement.until_on is None:
        return refused(_("No end is agreed, so there is nothing to renew."))
    return allowed_if(
        agreement.renewal != RenewalRule.ENDS,
        _("This agreement ends with its term. To go on, make a new version of it."),
    )


def can_begin_renewal(by: Account, agreement: Agreement) -> Verdict:
    """Keepers, before the clock does it, where the agreement can be renewed at all."""
    keeper = can_keep(by, agreement.partnership_id) and may_follow(agreement, "begin_renewal")
    return keeper and _has_term(agreement) and _not_ending(agreement)


def can_renew(by: Account, agreement: Agreement) -> Verdict:
    """Keepers record what the parties decided."""
    keeper = can_keep(by, agreement.partnership_id) and may_follow(agreement, "renew")
    return keeper and _has_term(agreement) and _not_ending(agreement)


def _not_ending(agreement: Agreement) -> Verdict:
    return allowed_if(
        termination_of(agreement) is None, _("Notice of the whole agreement was given.")
    )


def termination_of(agreement: Agreement) -> Termination | None:
    """Notice of the whole that was given and not taken back."""
    return next((t for t in agreement.terminations.all() if not t.withdrawn_at), None)


def can_terminate(by: Account, agreement: Agreement) -> Verdict:
    """Keepers record that notice of the whole was given."""
    return _keeps_binding(by, agreement) and _not_ending(agreement)


def can_withdraw_termination(by: Account, agreement: Agreement) -> Verdict:
    """Keepers, as long as it has not ended the agreement."""
    noticed = allowed_if(
        termination_of(agreement), _("No notice of the whole agreement was given.")
    )
    return _keeps_binding(by, agreement) and noticed


def signing_for(by: Account) -> set[int]:
    """Organisations for which `by` may sign today."""
    return set(by.access.signs)


def signs_through(by: Account, organisation: Organisation) -> int:
    """The representation through which `by` may sign for it today. Raises: LookupError for nobody."""
    stand = by.access.signs_for(organisation.pk)
    if stand is None:
        raise LookupError("signs for nobody there")
    return stand.pk


def may_join(agreement: Agreement) -> QuerySet[Organisation]:
    """Partners of today that the agreement does not bind and that wait for no decision or day."""
    today = timezone.localdate()
    partners = Partner.objects.current().filter(partnership=agreement.partnership_id)
    bound = {each.organisation for each in members.find(agreement) if _today_or_later(each, today)}
    waiting = {a.organisation_id for a in agreement.accessions.all() if a.decision == WAITING}
    return (
        Organisation.objects.filter(pk__in=partners.values("organisation"))
        .exclude(pk__in=bound | waiting)
        .order_by("sort_key")
    )


def _today_or_later(membership: members.Membership, today: date) -> bool:
    return membership.last_on is None or membership.last_on >= today


def can_accede(
    by: Account, agreement: Agreement, organisation: Organisation | None = None
) -> Verdict:
    """Whoever may sign for a partner that is not bound declares its accession."""
    own = signing_for(by) & ({organisation.pk} if organisation else signing_for(by))
    verdict = is_binding(agreement) and allowed_if(
        own, _("Only somebody who may sign for a partner of this partnership can declare this.")
    )
    return verdict and allowed_if(
        may_join(agreement).filter(pk__in=own).exists(), _already(organisation)
    )


def _already(organisation: Organisation | None) -> str:
    if organisation is None:
        return _(
            "Each organisation for which you may sign is bound by the agreement, has declared its accession, "
            "or is no partner."
        )
    return _(
        "%(name)s is bound by the agreement, has declared its accession, or is no partner."
    ) % {"name": organisation.name}


def can_record_accession(
    by: Account, agreement: Agreement, organisation: Organisation | None = None
) -> Verdict:
    """Keepers record what a partner declared on paper."""
    rows = may_join(agreement)
    if organisation:
        rows = rows.filter(pk=organisation.pk)
    return _keeps_binding(by, agreement) and allowed_if(
        rows.exists(),
        _already(organisation)
        if organisation
        else _("Every partner is bound by the agreement or waits for a decision."),
    )


def can_decide_accession(by: Account, accession: Accession) -> Verdict:
    """Keepers, once, and not about an organisation for which they stand."""
    stands = {stand.organisation for stand in by.access.stands}
    verdict = _keeps_binding(by, accession.agreement) and allowed_if(
        accession.decision == WAITING, _("This was decided already.")
    )
    return verdict and allowed_if(
        accession.organisation_id not in stands,
        _("You stand for this organisation. Somebody else decides about its accession."),
    )


def may_leave(agreement: Agreement) -> list[members.Membership]:
    """Members of today that have not given notice."""
    today = timezone.localdate()
    leaving = {
        each.organisation_id
        for each in agreement.exits.all()
        if not each.withdrawn_at and each.last_on >= today
    }
    return [m for m in members.find_on(agreement, today) if m.organisation not in leaving]


def can_exit(
    by: Account, agreement: Agreement, organisation: Organisation | None = None
) -> Verdict:
    """Whoever may sign for a member gives notice for it."""
    own = signing_for(by) & ({organisation.pk} if organisation else signing_for(by))
    bound = {each.organisation for each in members.find_on(agreement, timezone.localdate())}
    verdict = is_binding(agreement) and allowed_if(
        own & bound, _("Only somebody who may sign for a member of this agreement can do this.")
    )
    return verdict and _can_leave(agreement, own)


def can_record_exit(
    by: Account, agreement: Agreement, organisation: Organisation | None = None
) -> Verdict:
    """Keepers record a letter in which a member gave notice."""
    among = {organisation.pk} if organisation else None
    return _keeps_binding(by, agreement) and _can_leave(agreement, among)


def _can_leave(agreement: Agreement, among: set[int] | None) -> Verdict:
    free = {each.organisation for each in may_leave(agreement)}
    return allowed_if(
        free if among is None else free & among,
        _("Notice was given already, or the organisation is not bound by the agreement."),
    )


def can_withdraw_exit(by: Account, exit: Exit) -> Verdict:
    """Whoever gave it, until the last day is over."""
    if exit.withdrawn_at:
        return refused(_("This notice was taken back already."))
    if exit.noticed_by_id != by.pk:
        return refused(_("Only the person who gave or recorded this notice can take it back."))
    return is_binding(exit.agreement) and allowed_if(
        exit.last_on >= timezone.localdate(), _("The last day is over.")
    )


def can_amend(by: Account, agreement: Agreement) -> Verdict:
    """Keepers; one new version at a time."""
    return _keeps_binding(by, agreement) and allowed_if(
        all(each.stage in OVER for each in agreement.successors.all()),
        _("A new version of this agreement is being prepared already."),
    )


def can_evaluate(by: Account, agreement: Agreement) -> Verdict:
    """Keepers record what an evaluation found."""
    return _keeps_binding(by, agreement)


LIFE_STEPS = {
    "begin_renewal": can_begin_renewal,
    "renew": can_renew,
    "terminate": can_terminate,
    "withdraw_termination": can_withdraw_termination,
    "accede": can_accede,
    "record_accession": can_record_accession,
    "exit": can_exit,
    "record_exit": can_record_exit,
    "amend": can_amend,
    "evaluate": can_evaluate,
}
