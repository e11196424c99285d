"""When terms end, who extends them, who holds and who deletes. Source: DOMAIN 5.5, decision 0060.

Whoever asks for an extension never decides it; nothing under a hold is deleted.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses.kinds import Category
from analyses.models import (
    SEES_NO_CONTENTS,
    Case,
    CaseRole,
    Contribution,
    DeletionRule,
    Extension,
    Hold,
    Participation,
    Record,
    Term,
    own_participation,
)
from analyses.rules.cases import independent, is_outside
from analyses.stages import OPEN, OVER, WITH_CONTENTS, Stage
from partnerships.directory.models import Account, Role
from partnerships.shared.verdicts import Verdict, allowed_if, refused

SOON = timedelta(days=14)  # so long before its day something is on the list of what is due


def _days(name: str) -> timedelta:
    return timedelta(days=getattr(settings, f"ANALYSES_{name}_DAYS"))


def longest_day(case: Case) -> date:
    """No extension goes beyond: the longest term of a case since its request, of a result since its completion."""
    day = timezone.localdate(case.requested_at) + _days("LONGEST_CASE")
    if case.ended_at and case.stage in OVER:
        day = min(day, timezone.localdate(case.ended_at) + _days("RESULT"))
    return day


def deletion_day(case: Case) -> date:
    """When the clock deletes it: the day that was set, or earlier where a term after completion or rejection ends."""
    if case.ended_at is None or case.stage not in OVER:
        return case.delete_on
    ended = timezone.localdate(case.ended_at)
    term = "REJECTED" if case.stage == Stage.REJECTED else "RESULT"
    return min(case.delete_on, ended + _days(term))


def contributions_end(case: Case) -> date | None:
    """When the contributions of a completed case are deleted; None as long as it is worked on."""
    if case.ended_at is None or case.stage not in WITH_CONTENTS or case.stage in OPEN:
        return None
    return min(timezone.localdate(case.ended_at) + _days("CONTRIBUTION"), deletion_day(case))


def cases_to_erase(today: date) -> QuerySet[Case]:
    """Whose day of deletion has come, as `deletion_day`; also those under a hold."""
    result, rejected = _midnight(today - _days("RESULT")), _midnight(today - _days("REJECTED"))
    return Case.objects.exclude(stage=Stage.DELETED).filter(
        Q(delete_on__lte=today)
        | Q(stage__in=OVER, ended_at__lt=result)
        | Q(stage=Stage.REJECTED, ended_at__lt=rejected)
    )


def cases_to_empty(today: date) -> QuerySet[Case]:
    """Completed ones whose contributions have come to the end of their term, as `contributions_end`."""
    over = [stage for stage in WITH_CONTENTS if stage not in OPEN]
    rows = Case.objects.filter(
        stage__in=over, ended_at__lt=_midnight(today - _days("CONTRIBUTION"))
    )
    return rows.exclude(certificates__rule=DeletionRule.CONTRIBUTIONS)


def _midnight(day: date) -> datetime:
    """The end of this day, our time."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


TERMS_OF_RECORDS = {Category.UNDETERMINED: "UNDETERMINED", Category.CONTACT: "CONTACT"}


def record_term(record: Record) -> date | None:
    """When the term of a record ends by its category, without extensions; None where it has none of its own."""
    name = TERMS_OF_RECORDS.get(Category(record.category))
    return timezone.localdate(record.created_at) + _days(name) if name else None


def records_due(by: date) -> Q:
    """Records whose term has ended on this day, without extensions."""
    due = Q()
    for category, name in TERMS_OF_RECORDS.items():
        due |= Q(category=category, created_at__lt=_midnight(by - _days(name)))
    return due


def overdue(today: date) -> QuerySet[Case]:
    """What should be deleted since yesterday at the latest, and lies under no hold: a red light."""
    before = today - timedelta(days=1)
    late = Q(pk__in=cases_to_erase(before).values("pk"))
    late |= Q(pk__in=cases_to_empty(before).values("pk"))
    return Case.objects.filter(late).exclude(pk__in=Hold.objects.open().values("case"))


def held(case: Case) -> Verdict:
    """Refused as long as a hold lies on the case."""
    return _free(Hold.objects.open().filter(case=case).first())


def _free(hold: Hold | None) -> Verdict:
    return allowed_if(
        hold is None,
        _("A legal hold lies on this case. Nothing of it is deleted until two people lift it."),
    )


@dataclass(frozen=True)
class Stand:
    """How somebody stands to a case and its terms, read once for all rules of a page."""

    own: Participation | None
    extensions: tuple[Extension, ...]
    hold: Hold | None

    @property
    def leads(self) -> bool:
        """The lead of the case."""
        return self.own is not None and self.own.role == CaseRole.LEAD

    def is_inside(self, authority_id: int) -> bool:
        """Works with contents, for this authority."""
        own = self.own
        return (
            own is not None
            and own.role not in SEES_NO_CONTENTS
            and own.authority_id == authority_id
        )


def stand_of(by: Account, case: Case) -> Stand:
    """Asks the database three times."""
    return Stand(
        own_participation(by, case),
        tuple(case.extensions.all()),
        Hold.objects.open().filter(case=case).first(),
    )


def _led(stand: Stand) -> Verdict:
    return allowed_if(stand.leads, _("Only the lead of the case does that."))


def _counts_left(
    stand: Stand, term: str, contribution: int | None = None, record: int | None = None
) -> Verdict:
    rows = [
        each
        for each in stand.extensions
        if (each.term, each.contribution_id, each.record_id) == (term, contribution, record)
    ]
    if any(each.decided_at is None for each in rows):
        return refused(_("An extension waits for its decision already."))
    return allowed_if(
        sum(bool(each.is_agreed) for each in rows) < settings.ANALYSES_MOST_EXTENSIONS,
        _("This term has been extended as often as it may be."),
    )


def can_ask_need(by: Account, case: Case, stand: Stand | None = None) -> Verdict:
    """The lead says why the case is still needed; a second person decides."""
    stand = stand or stand_of(by, case)
    return (
        _led(stand)
        and allowed_if(case.stage in OPEN, _("The case has ended."))
        and allowed_if(
            case.review_on < case.delete_on,
            _("The need is checked until the day of deletion already. Extend that day first."),
        )
        and _counts_left(stand, Term.NEED)
    )


def can_ask_deletion(by: Account, case: Case, stand: Stand | None = None) -> Verdict:
    """The lead asks to delete later, never beyond the longest term."""
    stand = stand or stand_of(by, case)
    return (
        _led(stand)
        and allowed_if(case.stage in OPEN or case.stage in WITH_CONTENTS, _("The case has ended."))
        and allowed_if(
            case.delete_on < longest_day(case), _("The case has reached its longest term.")
        )
        and _counts_left(stand, Term.DELETION)
    )


def _of_own_authority(stand: Stand, case: Case, authority_id: int) -> Verdict:
    return allowed_if(
        stand.is_inside(authority_id), _("Only the authority that gave it.")
    ) and allowed_if(case.stage != Stage.DELETED, _("The contents of this case are deleted."))


def can_ask_contribution(
    by: Account, contribution: Contribution, stand: Stand | None = None
) -> Verdict:
    """Whoever works on the case for the authority that gave it."""
    stand = stand or stand_of(by, contribution.case)
    return _of_own_authority(stand, contribution.case, contribution.authority_id) and _counts_left(
        stand, Term.CONTRIBUTION, contribution=contribution.pk
    )


def can_ask_record(by: Account, record: Record, stand: Stand | None = None) -> Verdict:
    """Of contact persons alone: what is not determined in its term is deleted, or determined in a new version."""
    stand = stand or stand_of(by, record.case)
    return (
        _of_own_authority(stand, record.case, record.contribution.authority_id)
        and allowed_if(
            record.category == Category.CONTACT,
            _("Only the term of contact persons can be extended."),
        )
        and _counts_left(stand, Term.RECORD, record=record.pk)
    )


def can_delete_record(by: Account, record: Record) -> Verdict:
    """The authority that gave it, once its term has ended or nearly; not under a hold."""
    stand = stand_of(by, record.case)
    term = record_term(record)
    return (
        _of_own_authority(stand, record.case, record.contribution.authority_id)
        and allowed_if(
            term is not None and term <= timezone.localdate() + SOON,
            _("Only records whose term ends are deleted one by one. Take the contribution back."),
        )
        and _free(stand.hold)
    )


def can_decide_extension(by: Account, extension: Extension, stand: Stand | None = None) -> Verdict:
    """Somebody in the case, of another authority than who asks, and independent of them."""
    stand = stand or stand_of(by, extension.case)
    if extension.decided_at:
        return refused(_("That is decided already."))
    if extension.case.stage == Stage.DELETED:
        return refused(_("The contents of this case are deleted."))
    if stand.own is None:
        return refused(_("Only who is named in the case decides on it."))
    return allowed_if(
        stand.own.authority_id != extension.asked_for_id
        and by.pk != extension.asked_by_id
        and independent(by, [extension.asked_by_id]),
        _("Somebody of another authority decides, independent of who asks."),
    )


def can_erase(by: Account, case: Case, stand: Stand | None = None) -> Verdict:
    """The lead of a case that is over; not under a hold."""
    stand = stand or stand_of(by, case)
    return (
        _led(stand)
        and allowed_if(
            case.stage in OVER, _("Only a case that is over is deleted early. Stop it first.")
        )
        and _free(stand.hold)
    )


def can_note_correction(by: Account, case: Case, stand: Stand | None = None) -> Verdict:
    """Whoever works with contents; of which contribution is asked then."""
    stand = stand or stand_of(by, case)
    inside = stand.own is not None and stand.own.role not in SEES_NO_CONTENTS
    return allowed_if(inside, _("Only the authority that gave it.")) and allowed_if(
        case.stage != Stage.DELETED, _("The contents of this case are deleted.")
    )


def guards(by: Account) -> bool:
    """Data protection or legal service."""
    return by.access.has(Role.DATA_PROTECTION, Role.LEGAL)


def can_hold(by: Account, case: Case, stand: Stand | None = None) -> Verdict:
    """Data protection or the legal service, from outside the case."""
    stand = stand or stand_of(by, case)
    if not guards(by):
        return refused(_("Only data protection and the legal service set a hold."))
    if case.stage == Stage.DELETED:
        return refused(_("The contents of this case are deleted."))
    return allowed_if(stand.hold is None, _("A hold lies on this case already.")) and allowed_if(
        is_outside(by, case), _("Whoever sets a hold must stand outside the case.")
    )


def _is_second(by: Account, case: Case, first: int | None) -> Verdict:
    """Data protection, legal service, or somebody named in the case; independent of the first."""
    if not guards(by) and own_participation(by, case) is None:
        return refused(_("Only data protection, the legal service, or who is named in the case."))
    return allowed_if(
        by.pk != first and independent(by, [first]),
        _("The second person must be independent: one of you opened the other's account alone."),
    )


def can_confirm_hold(by: Account, hold: Hold) -> Verdict:
    """A second person."""
    if hold.ended_at or hold.confirmed_at:
        return refused(_("There is nothing to confirm."))
    return _is_second(by, hold.case, hold.set_by_id)


def can_ask_lifting(by: Account, hold: Hold) -> Verdict:
    """Data protection or the legal service, with reasons."""
    if not guards(by):
        return refused(_("Only data protection and the legal service lift a hold."))
    return allowed_if(
        not hold.ended_at and not hold.lift_asked_at, _("Somebody has asked to lift it already.")
    )


def can_lift(by: Account, hold: Hold) -> Verdict:
    """A second person; then the clock goes on."""
    if hold.ended_at or not hold.lift_asked_at:
        return refused(_("There is nothing to confirm."))
    return _is_second(by, hold.case, hold.lift_asked_by_id)


def can_see_terms(by: Account, case: Case) -> Verdict:
    """Whoever sees the case: named, data protection, legal service as long as it has something to decide."""
    named = Participation.objects.filter(case=case, account=by, ended_at__isnull=True)
    return allowed_if(guards(by) or named.exists(), _("Only who is named in the case."))


def quiet_since(case: Case, last_on: date | None, today: date) -> str:
    """Gives "warn" or "close" for an open case without activity for so long; empty otherwise."""
    if case.stage not in OPEN or last_on is None:
        return ""
    if last_on <= today - _days("CLOSE"):
        return "close"
    return "warn" if last_on <= today - _days("QUIET") else ""
