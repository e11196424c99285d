"""Notes in a case: written, followed by another version, taken back, and gone with the contribution they rest on."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.logging import note as log
from analyses.actions.questions import versions_up_to
from analyses.kinds import Handling, Secrecy
from analyses.models import (
    Case,
    CaseNote,
    Contribution,
    NoteBasis,
    Operation,
    Record,
    seen_by_house,
)
from analyses.models.notes import LONGEST_LIMITS
from analyses.strictness import Limits, strictest
from partnerships.directory.models import Account, Organisation

WORDS = ("text", "handling_text", "own_limits")


@transaction.atomic
def write_note(
    case: Case,
    *,
    text: str,
    is_assessment: bool,
    source: str = "",
    information: str = "",
    handling: str = Handling.H0,
    handling_text: str = "",
    review_on: date,
    is_for_all: bool = False,
    released_to: Sequence[Organisation] = (),
    rests_on: Sequence[Contribution] = (),
    replaces: CaseNote | None = None,
    by: Account,
) -> CaseNote:
    """A note, or the next version of `replaces`; with the strictest codes of what it rests on. Raises: PermissionDenied, ValidationError."""
    case = Case.objects.lock(case)
    own = rules.works_on(by, case)
    rules.can_write_note(own, case).enforce()
    assert own is not None  # noqa: S101  the rule has just found it
    if replaces is not None:
        replaces = _lock(replaces, case)
        if not replaces.is_current:
            raise ValidationError(
                _(
                    "Somebody changed this note or took it back while you were writing. Your words are in the form: compare."
                )
            )
        rules.can_change_note(own, replaces).enforce()
    _check_review(case, review_on)
    numbers = _check_rests_on(case, rests_on)
    recipients = _check_release(case, own.authority, is_for_all, released_to, numbers)
    written = CaseNote(
        case=case,
        authority=own.authority,
        by=by,
        text=text,
        is_assessment=is_assessment,
        source=source,
        information=information,
        own_handling=handling,
        own_limits=handling_text,
        review_on=review_on,
        is_for_all=is_for_all,
        released_to=recipients,
        replaces=replaces,
        version=replaces.version + 1 if replaces else 1,
    )
    _inherit(written, numbers)
    if handling == Handling.H3 and not handling_text:
        raise ValidationError({"handling_text": _("Say which other limits there are.")})
    written.full_clean()
    written.save()
    NoteBasis.objects.bulk_create(
        NoteBasis(note=written, contribution_id=number) for number in numbers
    )
    if replaces is not None:
        replaces.replaced_at = written.written_at
        replaces.save(update_fields=["replaced_at"])
    _log_written(written, by)
    return written


def _lock(note: CaseNote, case: Case) -> CaseNote:
    note = CaseNote.objects.select_for_update(of=("self",), no_key=True).get(pk=note.pk)
    note.case = case
    return note


def _check_review(case: Case, review_on: date) -> None:
    today = timezone.localdate()
    if review_on <= today:
        raise ValidationError({"review_on": _("This day must be still to come.")})
    latest = min(case.delete_on, today + timedelta(days=settings.ANALYSES_REVIEW_DAYS))
    if review_on > latest:
        raise ValidationError(
            {
                "review_on": _(
                    "The need is checked at the latest after six months, and before the case is deleted."
                )
            }
        )


def _check_rests_on(case: Case, rests_on: Sequence[Contribution]) -> list[int]:
    """Raises: ValidationError where one of them is not in effect any more, or not in sight."""
    asked = {each.pk for each in rests_on}
    rows = Contribution.objects.submitted().filter(case=case, pk__in=asked)
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    if set(found) != asked:
        raise ValidationError(
            {"rests_on": _("One of these contributions was taken back or replaced. Choose anew.")}
        )
    return found


def _check_release(
    case: Case,
    author: Organisation,
    is_for_all: bool,
    released_to: Sequence[Organisation],
    rests_on: Sequence[int],
) -> list[int]:
    """Nobody learns by a note what they may not see by itself. Raises: ValidationError."""
    if is_for_all and rests_on:
        raise ValidationError(
            {
                "is_for_all": _(
                    "A note that rests on contributions is released to single authorities: choose them."
                )
            }
        )
    recipients = {} if is_for_all else {each.pk: each for each in released_to}
    recipients.pop(author.pk, None)
    if not set(recipients) <= {each.pk for each in rules.authorities_at_work(case)}:
        raise ValidationError(
            {"released_to": _("Choose authorities that have somebody at work in the case today.")}
        )
    for contribution in Contribution.objects.filter(pk__in=rests_on):
        seeing = {contribution.authority_id, *contribution.released_to}
        for number, organisation in recipients.items():
            if number not in seeing:
                words = _(
                    "%(authority)s may not see %(contribution)s, so it may not read this note."
                )
                values = {"authority": organisation, "contribution": contribution}
                raise ValidationError({"released_to": words % values})
    return sorted(recipients)


def _inherit(note: CaseNote, rests_on: Sequence[int]) -> None:
    """The strictest handling code of all, every other limit, every secrecy. Raises: ValidationError where the limits do not fit."""
    given = Contribution.objects.filter(pk__in=rests_on)
    records = Record.objects.filter(contribution__in=rests_on)
    limits = [Limits(note.own_handling, note.own_limits)]
    for rows in (given, records):
        pairs = rows.order_by("handling", "handling_text").values_list("handling", "handling_text")
        limits += [Limits(*pair) for pair in pairs.distinct()]
    strict = strictest(limits)
    note.handling, note.handling_text = strict.code, strict.text
    if len(note.handling_text) > LONGEST_LIMITS:
        raise ValidationError(
            {
                "rests_on": _(
                    "These contributions have more limits than one note can carry. Write several notes."
                )
            }
        )
    marks = set(given.values_list("secrecy", flat=True)) - {Secrecy.NONE}
    note.secrecies = sorted(marks)


def _log_written(note: CaseNote, by: Account) -> None:
    about = ("casenote", note.pk)
    what = "note.changed" if note.replaces_id else "note.written"
    log(Operation.COLLECT, what, by=by, case=note.case, about=about)
    recipients: Iterable[int] = note.released_to
    if note.is_for_all:
        recipients = [each.pk for each in rules.authorities_at_work(note.case)]
    for number in recipients:
        if number != note.authority_id:
            log(
                Operation.DISCLOSE,
                "note.released",
                by=by,
                case=note.case,
                about=about,
                recipient_id=number,
            )


@transaction.atomic
def withdraw_note(note: CaseNote, *, withdraw_reason: str, by: Account) -> CaseNote:
    """Its words are gone, of every version; that it was there stays. Raises: PermissionDenied."""
    case = Case.objects.lock(note.case)
    note = _lock(note, case)
    rules.can_withdraw_note(rules.works_on(by, case), note).enforce()
    each: CaseNote | None = note
    while each is not None:
        before = each.replaces
        if each.withdrawn_at is None:
            _take_back(each, by, withdraw_reason, "note.withdrawn")
        each = before
    return note


def _take_back(note: CaseNote, by: Account | None, reason: str, what: str) -> None:
    note.text = note.handling_text = note.own_limits = ""
    note.withdrawn_by, note.withdrawn_at, note.withdraw_reason = by, timezone.now(), reason
    note.save(update_fields=[*WORDS, "withdrawn_by", "withdrawn_at", "withdraw_reason"])
    log(Operation.ERASE, what, by=by, case=note.case, about=("casenote", note.pk), fields=WORDS)


@transaction.atomic
def withdraw_resting_notes(contribution: Contribution, *, by: Account | None) -> int:
    """Every version of a note that rests on a contribution, or on a version before it, goes with it; the action that takes the contribution
    back calls this, under the lock of the case and behind its rule. Gives how many.
    """
    with seen_by_house():
        numbers = versions_up_to(contribution)
        resting = NoteBasis.objects.filter(contribution__in=numbers).values("note")
        notes = CaseNote.objects.filter(pk__in=resting, withdrawn_at__isnull=True)
        notes = notes.select_for_update(of=("self",), no_key=True).select_related("case")
        for each in notes:
            _take_back(each, by, "", "note.withdrawn_with_contribution")
        return len(notes)
