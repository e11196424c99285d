"""The copy of a person's data; corrections asked and answered."""

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import Account, Correction, Grant, Person
from partnerships.directory.rules import data as rules
from partnerships.shared.about import Section, sections
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write

ANSWER_WITHIN = relativedelta(months=1)  # Source: GDPR Art. 12(3)


@transaction.atomic
def take_copy(person: Person, *, by: Account) -> list[Section]:
    """Everything about the person. One event: reading somebody's data leaves a trace. Raises: PermissionDenied."""
    rules.can_take_copy(by, person).enforce()
    targets = [person, *Account.objects.filter(person=person)]
    tables = list(sections(targets))
    record("directory.copy_taken", by=by, target=person)
    return tables


@transaction.atomic
def ask_correction(*, by: Account, about: str, wish: str) -> Correction:
    """Something about oneself is wrong; the data protection officers are told. Raises: PermissionDenied."""
    rules.can_ask_correction(by).enforce()
    correction = Correction(
        person_id=by.access.own_person_id,
        about=about,
        wish=wish,
        due_on=timezone.localdate() + ANSWER_WITHIN,
    )
    correction.full_clean()
    correction.save()
    record("directory.correction_asked", by=by, target=correction)
    for officer in _officers(correction):
        write(
            "directory/correction_asked",
            to=officer,
            facts={"correction": correction.pk},
        )
    return correction


def _officers(correction: Correction) -> list[Account]:
    """Data protection officers who may answer the person today."""
    grants = Grant.objects.in_effect().filter(role="data_protection", person__account__isnull=False)
    accounts = Account.objects.filter(person__grants__in=grants, is_active=True).distinct()
    return [one for one in accounts if rules.can_answer_correction(one, correction)]


@transaction.atomic
def answer_correction(
    correction: Correction, *, by: Account, made: bool, answer: str
) -> Correction:
    """Corrected, or refused with a reason; the person is told. Raises: PermissionDenied, ValidationError."""
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    rules.can_answer_correction(by, correction).enforce()
    correction.made, correction.answer = made, answer
    correction.answered_at, correction.answered_by = timezone.now(), by
    correction.full_clean()
    correction.save()
    record("directory.correction_answered", by=by, target=correction, facts={"made": made})
    account = Account.objects.filter(person=correction.person_id, is_active=True).first()
    if account:
        write("directory/correction_answered", to=account, facts={"correction": correction.pk})
    return correction
