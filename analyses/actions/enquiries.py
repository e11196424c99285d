"""Enquiries of authorities: entered, answered, passed on, refused, deleted by the clock while their figures stay."""

from datetime import date
from functools import partial
from secrets import randbelow

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from analyses import paper, rules
from analyses.actions.logging import note
from analyses.models import (
    Case,
    Enquiry,
    EnquiryCount,
    EnquiryDays,
    Operation,
    Outcome,
    ProvisionVersion,
    Refusal,
    seen_by_house,
)
from partnerships.directory.models import Account, Partnership
from partnerships.shared.documents import actions as documents
from partnerships.shared.documents.models import Document

FIRST_YEAR = 2000  # of figures from before this register
FIELDS = (
    "received_on",
    "from_kind",
    "place",
    "authority",
    "topic",
    "is_person_related",
    "basis",
)


@transaction.atomic
def enter_enquiry(
    *,
    partnership: Partnership | None,
    received_on: date,
    from_kind: str,
    place: str,
    authority: str,
    topic: str,
    is_person_related: bool,
    basis: ProvisionVersion | None,
    has_no_basis: bool = False,
    by: Account,
) -> Enquiry:
    """Into the register. About persons and without a legal basis: refused at once. Raises: PermissionDenied, ValidationError."""
    rules.keeps_office(by, partnership.pk if partnership else None).enforce()
    enquiry = Enquiry(
        number=_free_number(),
        partnership=partnership,
        received_on=received_on,
        from_kind=from_kind,
        place=place,
        authority=authority,
        topic=topic,
        is_person_related=is_person_related,
        basis=basis if is_person_related else None,
        entered_by=by,
    )
    if is_person_related and has_no_basis:
        _decide(enquiry, Outcome.REFUSED, timezone.localdate(), by)
        enquiry.basis, enquiry.refused_because = None, Refusal.NO_BASIS
    _check(enquiry, is_new_basis=True)
    enquiry.save()
    _note(Operation.COLLECT, "enquiry.entered", enquiry, by)
    return enquiry


def _free_number() -> str:
    """By chance, so that a letter tells nothing of how many there are."""
    with seen_by_house():
        while True:
            number = f"E{timezone.localdate().year}-{randbelow(100_000):05d}"
            if not Enquiry.objects.filter(number=number).exists():
                return number


def _check(enquiry: Enquiry, *, is_new_basis: bool = False) -> None:
    """Raises: ValidationError at the field."""
    today = timezone.localdate()
    if enquiry.received_on > today:
        raise ValidationError({"received_on": _("This day is still to come.")})
    if enquiry.answered_on and enquiry.answered_on > today:
        raise ValidationError({"answered_on": _("This day is still to come.")})
    if enquiry.answered_on and enquiry.answered_on < enquiry.received_on:
        raise ValidationError({"answered_on": _("The answer cannot come before the enquiry.")})
    if enquiry.is_person_related and not enquiry.basis and not enquiry.refused_because:
        raise ValidationError(
            {
                "basis": _(
                    "An enquiry about persons needs its legal basis. Where there is none, it is refused."
                )
            }
        )
    if is_new_basis and enquiry.basis and not enquiry.basis.is_selectable(today):
        raise ValidationError({"basis": _("This legal basis cannot be chosen today.")})
    enquiry.full_clean()


def _note(operation: str, what: str, enquiry: Enquiry, by: Account | None, **more: object) -> None:
    note(
        operation,
        what,
        by=by,
        about=("enquiry", enquiry.pk),
        basis_id=enquiry.basis_id,
        **more,  # type: ignore[arg-type]  # as `note` takes them
    )


@transaction.atomic
def correct_enquiry(enquiry: Enquiry, *, by: Account, **values: object) -> Enquiry:
    """What was entered wrongly, above all words that say who somebody is. Raises: PermissionDenied, ValidationError."""
    enquiry = Enquiry.objects.lock(enquiry)
    rules.can_correct_enquiry(by, enquiry).enforce()
    before = {name: getattr(enquiry, name) for name in FIELDS}
    for name in FIELDS:
        setattr(enquiry, name, values[name])
    if not enquiry.is_person_related:
        enquiry.basis = None
    changed = [name for name in FIELDS if getattr(enquiry, name) != before[name]]
    _check(enquiry, is_new_basis="basis" in changed)
    enquiry.save(update_fields=FIELDS)
    _note(Operation.ALTER, "enquiry.corrected", enquiry, by, fields=changed)
    return enquiry


def _decide(enquiry: Enquiry, outcome: str, on: date, by: Account) -> None:
    enquiry.outcome, enquiry.answered_on, enquiry.answered_by = outcome, on, by


@transaction.atomic
def answer_enquiry(enquiry: Enquiry, *, answer: str, answered_on: date, by: Account) -> Enquiry:
    """By the office itself. Raises: PermissionDenied, ValidationError."""
    enquiry = Enquiry.objects.lock(enquiry)
    rules.can_answer_enquiry(by, enquiry).enforce()
    _decide(enquiry, Outcome.ANSWERED, answered_on, by)
    enquiry.answer = answer
    return _kept(enquiry, Operation.DISCLOSE, "enquiry.answered", by)


@transaction.atomic
def refer_enquiry(enquiry: Enquiry, *, referred_to: str, answered_on: date, by: Account) -> Enquiry:
    """To the authority whose task it is. Raises: PermissionDenied, ValidationError."""
    enquiry = Enquiry.objects.lock(enquiry)
    rules.can_refer(by, enquiry).enforce()
    if enquiry.basis and not enquiry.basis.is_selectable(timezone.localdate()):
        raise ValidationError(
            _("The legal basis has expired. Correct the enquiry and name one that holds.")
        )
    _decide(enquiry, Outcome.REFERRED, answered_on, by)
    enquiry.referred_to = referred_to
    return _kept(enquiry, Operation.DISCLOSE, "enquiry.referred", by)


@transaction.atomic
def refuse_enquiry(
    enquiry: Enquiry, *, refused_because: str, refused_text: str, answered_on: date, by: Account
) -> Enquiry:
    """With its reason. Raises: PermissionDenied, ValidationError."""
    enquiry = Enquiry.objects.lock(enquiry)
    rules.can_refuse(by, enquiry).enforce()
    _decide(enquiry, Outcome.REFUSED, answered_on, by)
    enquiry.refused_because, enquiry.refused_text = refused_because, refused_text
    return _kept(enquiry, Operation.ALTER, "enquiry.refused", by)


@transaction.atomic
def make_analysis(enquiry: Enquiry, *, case: Case, answered_on: date, by: Account) -> Enquiry:
    """It became a case that one sees. Raises: PermissionDenied, ValidationError."""
    enquiry = Enquiry.objects.lock(enquiry)
    rules.can_make_analysis(by, enquiry).enforce()
    rules.can_link(by, case).enforce()
    _decide(enquiry, Outcome.ANALYSIS, answered_on, by)
    enquiry.case = case
    return _kept(enquiry, Operation.ALTER, "enquiry.became_analysis", by)


@transaction.atomic
def take_back(enquiry: Enquiry, *, by: Account) -> Enquiry:
    """Open again; what was written goes. Raises: PermissionDenied, ValidationError."""
    enquiry = Enquiry.objects.lock(enquiry)
    rules.can_take_back(by, enquiry).enforce()
    enquiry.outcome, enquiry.answered_on, enquiry.answered_by = Outcome.OPEN, None, None
    enquiry.answer = enquiry.referred_to = enquiry.refused_because = enquiry.refused_text = ""
    enquiry.case = None
    if enquiry.is_person_related and not enquiry.basis:
        raise ValidationError(
            _("It is about persons and has no legal basis: correct it first, and name one.")
        )
    return _kept(enquiry, Operation.ALTER, "enquiry.taken_back", by)


def _kept(enquiry: Enquiry, operation: str, what: str, by: Account) -> Enquiry:
    _check(enquiry)
    enquiry.save()
    _note(operation, what, enquiry, by)
    return enquiry


@transaction.atomic
def request_letter(enquiry: Enquiry, *, by: Account) -> Document:
    """The answer as a PDF, made in the background for who asks. Raises: PermissionDenied."""
    enquiry = Enquiry.objects.lock(enquiry)
    rules.can_write_letter(by, enquiry).enforce()
    document = documents.request(
        paper.ANSWER,
        title=paper.title_of_letter(enquiry),
        language=get_language() or "de",
        facts=paper.collect_letter(enquiry),
        by=by,
    )
    enquiry.letters = [*enquiry.letters, document.pk]
    enquiry.save(update_fields=["letters"])
    _note(Operation.DISCLOSE, "enquiry.letter", enquiry, by)
    return document


@transaction.atomic
def enter_count(
    *, partnership: Partnership | None, year: int, count: int, by: Account
) -> EnquiryCount:
    """How many there were in a year before this register; replaces what was entered before. Raises: PermissionDenied, ValidationError."""
    rules.keeps_office(by, partnership.pk if partnership else None).enforce()
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise ValidationError({"year": _("Enter a year from 2000 to this one.")})
    row, _made = EnquiryCount.objects.update_or_create(
        partnership=partnership,
        year=year,
        from_kind="",
        place="",
        outcome="",
        is_person_related=None,
        defaults={"count": count},
    )
    note(Operation.COLLECT, "enquiries.count_entered", by=by, about=("enquiry_count", row.pk))
    return row


@transaction.atomic
def forget_enquiries() -> int:
    """By the clock: decided longer ago than ANALYSES_ENQUIRY_MONTHS; their figures stay. The number of enquiries. In the house's sight."""
    limit = timezone.localdate() - relativedelta(months=settings.ANALYSES_ENQUIRY_MONTHS)
    rows = Enquiry.objects.select_for_update(of=("self",)).filter(answered_on__lt=limit)
    number = 0
    for enquiry in rows.order_by("pk"):
        _keep_figures(enquiry)
        _forget_letters(enquiry)
        _note(Operation.ERASE, "enquiry.deleted", enquiry, None)
        enquiry.delete()
        number += 1
    return number


def _keep_figures(enquiry: Enquiry) -> None:
    """Its sort in one table, its days in another, so that no row tells of one enquiry."""
    year = {"partnership": enquiry.partnership, "year": enquiry.received_on.year}
    sort, made = EnquiryCount.objects.get_or_create(
        **year,
        from_kind=enquiry.from_kind,
        place=enquiry.place,
        outcome=enquiry.outcome,
        is_person_related=enquiry.is_person_related,
        defaults={"count": 1},
    )
    if not made:
        EnquiryCount.objects.filter(pk=sort.pk).update(count=F("count") + 1)
    days, made = EnquiryDays.objects.get_or_create(
        **year, days=enquiry.days or 0, defaults={"count": 1}
    )
    if not made:
        EnquiryDays.objects.filter(pk=days.pk).update(count=F("count") + 1)


def _forget_letters(enquiry: Enquiry) -> None:
    """Rows and files; a file that is left over goes as a stray."""
    letters = list(Document.objects.filter(pk__in=enquiry.letters, kind=paper.ANSWER))
    Document.objects.filter(pk__in=[each.pk for each in letters]).delete()
    for each in letters:
        if each.file:
            transaction.on_commit(partial(each.file.delete, save=False))
