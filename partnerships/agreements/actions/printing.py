"""Have an agreement printed: for reading by whoever sees it, and once, signed and sealed, for good."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import override

from partnerships.agreements import rules
from partnerships.agreements.actions.moves import lock
from partnerships.agreements.document import facts, signed_document
from partnerships.agreements.document.trial import trial_of
from partnerships.agreements.letters import COPY
from partnerships.agreements.models import (
    HERE,
    Agreement,
    AgreementPrint,
    PrintKind,
    Signature,
    SigningRound,
)
from partnerships.agreements.signing import people
from partnerships.agreements.text import frozen_text
from partnerships.directory.models import Account
from partnerships.shared.documents import actions as documents
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.actions import write
from partnerships.shared.sealing import actions as sealing
from partnerships.shared.sealing.models import Remark

FINAL = "agreements.signed"  # the kind of document that is sealed
TRIAL = "agreements.trial"  # the kind that only keepers read


@transaction.atomic
def request_document(agreement: Agreement, *, by: Account, language: str) -> Document:
    """Freeze what the paper says and have it made in the background. Raises: PermissionDenied."""
    rules.can_request_document(by, agreement).enforce()
    document = documents.request(
        "agreements.agreement",
        title=agreement.title_in(language),
        language=language,
        facts=facts.collect(agreement, language),
        by=by,
    )
    AgreementPrint.objects.create(agreement=agreement, document=document)
    return document


@transaction.atomic
def request_trial(agreement: Agreement, *, by: Account) -> Document:
    """Have the paper of today's wording tried out, once a wording unless it failed. Raises: PermissionDenied."""
    agreement = lock(agreement)
    rules.can_request_trial(by, agreement).enforce()
    digest = frozen_text.digest_of(frozen_text.read(agreement))
    there = trial_of(agreement, digest)
    if there.document and (there.is_open or there.is_done):
        return there.document
    language = agreement.governing_language
    with override(language):
        words = facts.collect(agreement, language) | {
            "translation": signed_document.translation_of(agreement)
        }
    title = agreement.title_in(language)
    document = documents.request(TRIAL, title=title, language=language, facts=words, by=by)
    AgreementPrint.objects.create(
        agreement=agreement, kind=PrintKind.TRIAL, document=document, digest=digest
    )
    return document


@transaction.atomic
def request_final(round: SigningRound, *, by: Account) -> Document:
    """The signed agreement, when it takes effect. `by`: who gave the last signature. Once a round.

    Raises: WordingChanged when the tables no longer hold what was signed.
    """
    agreement = round.agreement
    there = round.prints.filter(kind=PrintKind.FINAL).select_related("document").first()
    if there:
        return there.document
    language = agreement.governing_language
    document = documents.request(
        FINAL,
        title=agreement.title_in(language),
        language=language,
        facts=signed_document.collect(round),
        by=by,
        listed=signed_document.list_publicly(round),
    )
    AgreementPrint.objects.create(
        agreement=agreement, round=round, kind=PrintKind.FINAL, document=document
    )
    return document


@transaction.atomic
def request_frozen(round: SigningRound, *, by: Account) -> Document:
    """The frozen text, which all may sign one after another outside; once a round. Raises: PermissionDenied."""
    agreement = round.agreement
    there = round.prints.filter(kind=PrintKind.FROZEN).select_related("document").first()
    if there:
        return there.document
    rules.can_print_frozen(by, agreement).enforce()
    language = agreement.governing_language
    document = documents.request(
        "agreements.agreement",
        title=agreement.title_in(language),
        language=language,
        facts={**facts.collect(agreement, language), "draft": False},
        by=by,
    )
    document.kept = True  # everybody who sees the agreement signs this very file
    document.save()
    AgreementPrint.objects.create(
        agreement=agreement, round=round, kind=PrintKind.FROZEN, document=document
    )
    return document


def send_copies(document: Document) -> None:
    """A letter with the sealed file to everybody who stands for a party or signed; when the worker files it."""
    agreement = Agreement.objects.get(prints__document=document)
    signers = Account.objects.filter(
        pk__in=Signature.objects.valid()
        .filter(round__agreement=agreement, means__in=HERE)
        .values("by")
    )
    everybody = people.representatives(agreement) | signers
    for account in everybody.distinct().order_by("pk"):
        write(COPY, to=account, facts={"document": document.pk})


def remark_sealed(agreement: Agreement, remark: Remark, *, by: Account | None) -> None:
    """Whoever verifies the sealed file later learns that the agreement has ended. `by` None: the clock."""
    since = agreement.ended_on and agreement.ended_on + timedelta(days=1)
    for printed in agreement.prints.filter(kind=PrintKind.FINAL).select_related("document"):
        sealing.remark(printed.document, remark, since=since, by=by)
