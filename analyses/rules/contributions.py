"""Who gives into a case, changes a draft, submits, corrects, takes back. Seeing is `Contribution.objects.visible_to`, `records_for`, `links_for`.

One gives what one's own authority holds: nobody gains by their own yes. What others gain is bound by the legal basis, see `find_gaps`.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses.kinds import AuthorityKind, Initiative
from analyses.models import (
    SEES_NO_CONTENTS,
    Authority,
    Case,
    Contribution,
    MayBegin,
    Participation,
    ProvisionVersion,
    WithdrawalNoted,
    own_participation,
)
from analyses.stages import WITH_CONTENTS, Stage
from partnerships.directory.models import Account, Organisation
from partnerships.shared.verdicts import Verdict, allowed_if, refused

GIVING = (Stage.COLLECTING, Stage.ANALYSING)
POLICE = (AuthorityKind.STATE_POLICE, AuthorityKind.FEDERAL_POLICE)


def kind_for(own: Participation) -> str:
    """The confirmed kind of the authority for which somebody takes part; empty where nobody confirmed one."""
    authority = getattr(own.authority, "authority", None)
    return authority.kind if authority and authority.confirmed_at else ""


def kind_of(authority_id: int) -> str:
    """As `kind_for`, of an authority by its number."""
    rows = Authority.objects.confirmed().filter(organisation=authority_id)
    return rows.values_list("kind", flat=True).first() or ""


def giver_in(by: Account, case: Case) -> Participation | None:
    """How somebody takes part today, if with sight of contents."""
    own = own_participation(by, case)
    return None if own is None or own.role in SEES_NO_CONTENTS else own


def _at_work(case: Case) -> Verdict:
    return allowed_if(
        case.stage in GIVING,
        _("Contributions are given while the case collects or analyses, not at this stage."),
    )


def can_contribute(by: Account, case: Case) -> Verdict:
    """Whoever works in the case with sight of contents, for their own authority, while it collects or analyses."""
    own = giver_in(by, case)
    if own is None:
        return refused(_("Only officers who work on the contents of this case contribute."))
    return _at_work(case) and allowed_if(
        kind_for(own),
        _("The kind of your authority is not confirmed. Ask the legal service."),
    )


def can_read_records(by: Account, case: Case) -> Verdict:
    """Whoever works on the contents; who decides only, checks or guards data sees the shell alone."""
    return allowed_if(
        giver_in(by, case),
        _("Only officers who work on the contents of this case see its records."),
    )


def _own(by: Account, contribution: Contribution) -> Verdict:
    own = giver_in(by, contribution.case)
    return allowed_if(
        own is not None and own.authority_id == contribution.authority_id,
        _("Only the authority that gave it does that."),
    )


def can_discard_draft(by: Account, contribution: Contribution) -> Verdict:
    """The own authority, at any stage."""
    return _own(by, contribution) and allowed_if(
        contribution.submitted_at is None,
        _("It is submitted and stays as it is. Correct it by a new version, or take it back."),
    )


def can_change_draft(by: Account, contribution: Contribution) -> Verdict:
    """The own authority, until it is submitted; records and links of it as well."""
    return can_discard_draft(by, contribution) and _at_work(contribution.case)


def can_submit(by: Account, contribution: Contribution) -> Verdict:
    """As soon as something stands in it."""
    return can_change_draft(by, contribution) and allowed_if(
        holds_something(contribution), _("Add at least one record first.")
    )


def holds_something(contribution: Contribution) -> bool:
    """A record or a link; asked of the database unless it came with the contribution as `is_filled`."""
    if "is_filled" in vars(contribution):
        return bool(vars(contribution)["is_filled"])
    return contribution.records.exists() or contribution.links.exists()


def _in_effect(contribution: Contribution) -> Verdict:
    if contribution.submitted_at is None:
        return refused(_("It is not submitted yet."))
    ended = contribution.withdrawn_at or contribution.replaced_at
    return allowed_if(not ended, _("It is no longer in effect."))


def can_correct(by: Account, contribution: Contribution) -> Verdict:
    """A new version, begun as a draft; one at a time."""
    verdict = _own(by, contribution) and _in_effect(contribution) and _at_work(contribution.case)
    if not verdict:
        return verdict
    begun = Contribution.objects.drafts().filter(replaces=contribution)
    return allowed_if(not begun.exists(), _("A new version is begun already."))


def can_withdraw(by: Account, contribution: Contribution) -> Verdict:
    """The own authority, as long as there is anything to take back."""
    return (
        _own(by, contribution)
        and _in_effect(contribution)
        and allowed_if(
            contribution.case.stage in WITH_CONTENTS, _("The contents of the case are deleted.")
        )
    )


def can_combine(by: Account, contribution: Contribution) -> Verdict:
    """Links between what different contributions hold: while the case analyses, on the confirmed basis for combining."""
    case = contribution.case
    basis = case.combination
    return can_change_draft(by, contribution) and allowed_if(
        case.stage == Stage.ANALYSING
        and basis is not None
        and case.combination_confirmed_at is not None
        and basis.is_selectable(timezone.localdate()),
        _(
            "Records of different contributions are linked only while the case analyses, on a confirmed legal basis."
        ),
    )


def bases_for(kind: str, day: date) -> QuerySet[ProvisionVersion]:
    """Legal bases that an authority of this kind may choose on this day."""
    gives = Q(from_kinds__contains=[kind]) | Q(is_mutual=True, to_kinds__contains=[kind])
    rows = ProvisionVersion.objects.selectable(day).filter(gives)
    return rows.select_related("provision").order_by("provision__code")


def recipients_for(case: Case, authority_id: int) -> QuerySet[Organisation]:
    """The other authorities that work on the contents of the case today."""
    working = Participation.objects.current().filter(case=case)
    working = working.exclude(role__in=SEES_NO_CONTENTS).exclude(authority=authority_id)
    return Organisation.objects.filter(pk__in=working.values("authority")).order_by("sort_key")


def covers(basis: ProvisionVersion, giver: str, receiver: str) -> bool:
    """Does the provision lead from the one kind to the other?"""
    there = giver in basis.from_kinds and receiver in basis.to_kinds
    back = basis.is_mutual and giver in basis.to_kinds and receiver in basis.from_kinds
    return there or back


def find_gaps(
    basis: ProvisionVersion,
    *,
    authority: Organisation,
    recipients: Iterable[Organisation],
    initiative: str,
    day: date,
) -> list[str]:
    """What the legal basis does not carry, each as a sentence; none: it carries the contribution on this day."""
    basis = ProvisionVersion.objects.select_related("provision").get(pk=basis.pk)
    if not basis.is_selectable(day):
        return [_said_of_expired(basis, day)]
    recipients = list(recipients)
    rows = Authority.objects.confirmed().filter(organisation__in=[authority, *recipients])
    kinds = dict(rows.values_list("organisation", "kind"))
    giver = kinds.get(authority.pk, "")
    gaps = [
        _("%(basis)s does not cover %(recipient)s (%(kind)s).")
        % {"basis": basis, "recipient": each, "kind": _named(kinds.get(each.pk, ""))}
        for each in recipients
        if not covers(basis, giver, kinds.get(each.pk, ""))
    ]
    if basis.may_begin == MayBegin.REQUEST and initiative != Initiative.REQUEST:
        gaps.append(_("%(basis)s holds only on request.") % {"basis": basis})
    if basis.may_begin == MayBegin.OWN and initiative != Initiative.OWN:
        gaps.append(
            _("%(basis)s holds only for what is given on one's own initiative.") % {"basis": basis}
        )
    return gaps


def _said_of_expired(basis: ProvisionVersion, day: date) -> str:
    if basis.valid_until and basis.valid_until < day:
        return _(
            "The confirmation of %(basis)s has expired. Choose another legal basis, or ask the legal service."
        ) % {"basis": basis}
    return _(
        "%(basis)s can no longer be chosen. Choose another legal basis, or ask the legal service."
    ) % {"basis": basis}


def _named(kind: str) -> str:
    return str(AuthorityKind(kind).label) if kind else _("kind not confirmed")


def can_note_withdrawal(by: Account, contribution: Contribution) -> Verdict:
    """Whoever works on the contents for an authority that had received it, once."""
    if contribution.withdrawn_at is None:
        return refused(_("It was not taken back."))
    own = giver_in(by, contribution.case)
    if own is None or own.authority_id == contribution.authority_id:
        return refused(_("Only those who had received it."))
    if own.authority_id not in contribution.released_to:
        return refused(_("Only those who had received it."))
    noted = WithdrawalNoted.objects.filter(contribution=contribution, by=by)
    return allowed_if(not noted.exists(), _("You have noted that already."))
