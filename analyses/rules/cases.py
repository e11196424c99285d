"""Who requests, checks, approves and works on a case. Seeing is `Case.objects.visible_to` and row-level security.

The requester gains sight of other authorities' data: a check from outside and two approvals stand between.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses.models import (
    Authority,
    Case,
    CaseRole,
    Participation,
    find_named,
    own_participation,
    scopes_of,
)
from analyses.stages import LIFE, OPEN, UNDECIDED, Stage
from partnerships.directory.models import Account, Grant, Organisation, Role
from partnerships.directory.models.openers import find_roots
from partnerships.directory.rules.grants import is_officer_over
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused

WORKERS = (Role.OFFICER, Role.ANALYST)


def sees_analyses(by: Account) -> bool:
    """Whoever holds a role here; everybody else learns of no case and no count."""
    return by.access.has(*WORKERS, Role.LEGAL, Role.DATA_PROTECTION)


def works_in_analyses(by: Account) -> bool:
    """Officer of a participating authority, or analyst."""
    return by.access.has(*WORKERS)


def can_read_cases(by: Account) -> Verdict:
    """The list: each sees their own."""
    return allowed_if(
        sees_analyses(by),
        _(
            "Only officers of participating authorities, analysts, legal service and data protection."
        ),
    )


def authorities_of(by: Account) -> QuerySet[Organisation]:
    """Those in whose name somebody requests: of confirmed kind, and whose officer or analyst they are."""
    rows = Organisation.objects.filter(authority__in=Authority.objects.confirmed())
    scopes = scopes_of(by, *WORKERS)
    if 0 not in scopes:
        return rows.filter(pk__in=scopes)
    return rows.filter(pk__in=scopes | {stand.organisation for stand in by.access.stands})


def eligible_officers() -> list[tuple[Account, Organisation]]:
    """Who may be named in a case, each for the authority: role in effect, kind of the authority confirmed."""
    confirmed = Organisation.objects.filter(authority__in=Authority.objects.confirmed())
    found: dict[tuple[int, int], tuple[Account, Organisation]] = {}
    for account, organisation in (*_granted(confirmed), *_analysts_of_offices(confirmed)):
        found.setdefault((account.pk, organisation.pk), (account, organisation))
    return list(found.values())


def _granted(confirmed: QuerySet[Organisation]) -> Iterable[tuple[Account, Organisation]]:
    """Officers and analysts of one authority."""
    grants = Grant.objects.in_effect().filter(role__in=WORKERS, organisation__in=confirmed)
    rows = grants.filter(person__account__is_active=True).select_related(
        "person__account", "organisation"
    )
    for grant in rows.order_by("organisation__sort_key", "person__sort_key", "pk"):
        if grant.person.account and grant.organisation:
            yield grant.person.account, grant.organisation


def _analysts_of_offices(
    confirmed: QuerySet[Organisation],
) -> Iterable[tuple[Account, Organisation]]:
    """Analysts of the installation or of a partnership stand for the authority that sent them."""
    grants = Grant.objects.in_effect().filter(role=Role.ANALYST, organisation__isnull=True)
    people = grants.filter(person__account__is_active=True).values("person")
    authorities = {organisation.pk: organisation for organisation in confirmed}
    accounts = Account.objects.filter(person__in=people).select_related("person")
    for account in accounts.order_by("pk"):
        for stand in account.access.stands:
            if stand.organisation in authorities:
                yield account, authorities[stand.organisation]


def can_request(by: Account) -> Verdict:
    """Officers and analysts of an authority whose kind is confirmed."""
    if not works_in_analyses(by):
        return refused(_("Only officers of authorities and analysts request an analysis."))
    return allowed_if(
        authorities_of(by).exists(),
        _("The kind of your authority is not confirmed yet. Ask the legal service."),
    )


def sees_contents(by: Account, case: Case) -> bool:
    """Named today in a role that works with contents."""
    own = own_participation(by, case)
    return own is not None and own.role != CaseRole.APPROVER


@dataclass(frozen=True)
class Known:
    """What is known already of an account and a case, so that the rules need not ask: whether it was ever named there, and who opened the
    accounts of those who decide (`find_roots`).
    """

    account: int
    is_named: bool
    roots: Mapping[int, int]


def independent(by: Account, others: Iterable[int | None], case: Case | None = None) -> bool:
    """Nobody of them opened the other's account alone. `case`: read with what is `Known`, perhaps."""
    numbers = [number for number in others if number]
    known = _known(by, case) if case else None
    roots = known.roots if known else find_roots([by.pk, *numbers])
    return roots[by.pk] not in {roots[number] for number in numbers}


def keep_known(case: Case, known: Known) -> None:
    """For this reading of the case."""
    case.__dict__["_known"] = known


def _known(by: Account, case: Case) -> Known | None:
    known: Known | None = case.__dict__.get("_known")
    return known if known and known.account == by.pk else None


def _possible(verb: str, case: Case) -> Verdict:
    return allowed_if(
        LIFE.possible(verb, case.stage), _("That is not possible at this stage of the case.")
    )


def is_outside(by: Account, case: Case) -> bool:
    """Neither requester nor ever named in the case, nor dependent on the requester."""
    known = _known(by, case)
    if known:
        is_named = known.is_named
    else:
        is_named = Participation.objects.filter(case=case, account=by).exists()
    return not is_named and independent(by, [case.requested_by_id], case)


def can_take_check(by: Account, case: Case) -> Verdict:
    """The legal service, from outside the case."""
    if not by.access.has(Role.LEGAL):
        return refused(_("Only the legal service checks whether a request is lawful."))
    return _possible("take_check", case) and allowed_if(
        is_outside(by, case), _("Whoever checks must stand outside the case.")
    )


def can_finish_check(by: Account, case: Case) -> Verdict:
    """Whoever took it up, once; as long as they still stand outside."""
    if case.checked_by_id != by.pk or not by.access.has(Role.LEGAL):
        return refused(_("Whoever took up the check finishes it."))
    if case.stage != Stage.LEGALITY_CHECK or case.checked_at:
        return refused(_("The check is finished already."))
    return allowed_if(is_outside(by, case), _("Whoever checks must stand outside the case."))


def can_approve(by: Account, case: Case) -> Verdict:
    """Two people of different authorities, neither requester, lead nor checker."""
    own = own_participation(by, case)
    if own is None:
        return refused(_("Only officers who are named in the request decide on it."))
    if case.stage != Stage.LEGALITY_CHECK or not case.checked_at:
        return refused(_("First the legality check, then the approval."))
    if own.role == CaseRole.LEAD or by.pk in (case.requested_by_id, case.checked_by_id):
        return refused(_("Whoever requests, leads or checks does not approve."))
    approvals = list(case.approvals.all())
    if by.pk in {approval.by_id for approval in approvals}:
        return refused(_("You have approved already."))
    if own.authority_id in {approval.authority_id for approval in approvals}:
        return refused(
            _("Your authority has approved already. The second yes comes from another one.")
        )
    others = [case.requested_by_id, case.checked_by_id]
    others += [approval.by_id for approval in approvals]
    return allowed_if(
        independent(by, others, case),
        _("The second person must be independent: one of you opened the other's account alone."),
    )


def can_reject(by: Account, case: Case) -> Verdict:
    """The checker, or somebody who could approve; with reasons."""
    if not _possible("reject", case):
        return _possible("reject", case)
    checks = case.checked_by_id == by.pk and not case.checked_at
    return ALLOWED if checks else can_approve(by, case)


def leads(by: Account, case: Case) -> Verdict:
    """The lead of the case."""
    own = own_participation(by, case)
    return allowed_if(
        own is not None and own.role == CaseRole.LEAD, _("Only the lead of the case does that.")
    )


def can_move(by: Account, case: Case, verb: str) -> Verdict:
    """The lead, as far as the gates let it: impact assessment before collecting, basis for combining before analysing."""
    verdict = leads(by, case) and _possible(verb, case)
    if not verdict:
        return verdict
    if verb == "collect" and not case.impact_confirmed_at:
        return refused(
            _("First the impact assessment must be noted, and confirmed by data protection.")
        )
    if verb == "analyse":
        return _combination_holds(case)
    return verdict


def _combination_holds(case: Case) -> Verdict:
    if case.combination is None or not case.combination_confirmed_at:
        return refused(
            _(
                "First the legal basis for combining must be named, and confirmed by the legal service."
            )
        )
    return allowed_if(
        case.combination.is_selectable(timezone.localdate()),
        _("The legal basis for combining has expired. Name one that holds."),
    )


def can_note_impact(by: Account, case: Case) -> Verdict:
    """The lead, as long as the case has not ended and nobody has confirmed it."""
    return (
        leads(by, case)
        and allowed_if(case.stage in OPEN, _("The case has ended."))
        and allowed_if(not case.impact_confirmed_at, _("It is confirmed already."))
    )


def can_confirm_impact(by: Account, case: Case) -> Verdict:
    """Data protection of the authority in whose name it was requested, or of the installation; nobody who is named."""
    if not is_officer_over(by, case.requested_for_id):
        return refused(_("The data protection officer confirms it."))
    if not case.impact_noted_at or case.impact_confirmed_at or case.stage not in OPEN:
        return refused(_("There is nothing to confirm."))
    return allowed_if(
        is_outside(by, case) and independent(by, [case.impact_noted_by_id], case),
        _("Whoever confirms must stand outside the case."),
    )


def can_name_combination(by: Account, case: Case) -> Verdict:
    """The lead, before anything is analysed; a new one must be confirmed anew."""
    if not leads(by, case):
        return leads(by, case)
    if case.stage not in OPEN:
        return refused(_("The case has ended."))
    return allowed_if(
        case.stage in (*UNDECIDED, Stage.APPROVED, Stage.COLLECTING),
        _("Back to collecting first: the analysis rests on the former basis."),
    )


def can_confirm_combination(by: Account, case: Case) -> Verdict:
    """The legal service, from outside the case."""
    if not by.access.has(Role.LEGAL):
        return refused(_("The legal service confirms it."))
    if case.combination_id is None or case.combination_confirmed_at or case.stage not in OPEN:
        return refused(_("There is nothing to confirm."))
    return allowed_if(
        is_outside(by, case) and independent(by, [case.combination_noted_by_id], case),
        _("Whoever confirms must stand outside the case."),
    )


def can_stop(by: Account, case: Case) -> Verdict:
    """The lead, or the requester as long as nobody has decided."""
    verdict = _possible("stop", case)
    if verdict and case.requested_by_id == by.pk and case.stage in UNDECIDED:
        return ALLOWED
    return verdict and leads(by, case)


def can_follow_up(by: Account, case: Case) -> Verdict:
    """The lead notes what came of it."""
    return leads(by, case) and allowed_if(
        case.stage in (Stage.DELIVERED, Stage.FOLLOW_UP), _("Only once the result was delivered.")
    )


def can_add_participant(by: Account, case: Case) -> Verdict:
    """The lead proposes; somebody of another authority agrees."""
    return leads(by, case) and allowed_if(case.stage in OPEN, _("The case has ended."))


def can_agree_participant(by: Account, participation: Participation) -> Verdict:
    """Somebody in the case, of another authority than who proposed and than who comes."""
    own = own_participation(by, participation.case)
    if participation.case.stage == Stage.DELETED:
        return refused(_("The contents of this case are deleted."))
    if participation.agreed_at or participation.ended_at:
        return refused(_("That is decided already."))
    if own is None:
        return refused(_("Only who is named in the case agrees to somebody more."))
    proposer = find_named(participation.case, participation.added_by_id)
    others = {participation.authority_id, getattr(proposer, "authority_id", None)}
    return allowed_if(
        own.authority_id not in others
        and by.pk not in (participation.added_by_id, participation.account_id)
        and independent(by, [participation.added_by_id, participation.account_id]),
        _("Somebody of another authority agrees."),
    )


def can_end_participation(by: Account, participation: Participation) -> Verdict:
    """The lead, or oneself; the lead of a case that is still open stays until somebody else leads."""
    if participation.case.stage == Stage.DELETED:
        return refused(_("The contents of this case are deleted."))
    if participation.ended_at:
        return refused(_("That is decided already."))
    if participation.role == CaseRole.LEAD and participation.case.stage in OPEN:
        return refused(_("A case that is still open needs its lead. Stop the case first."))
    if participation.account_id == by.pk:
        return ALLOWED
    return leads(by, participation.case)
