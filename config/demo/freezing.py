"""Making an agreement ready to sign while the demo is loaded: nobody waits for a worker there."""

from config.demo.facts import Value
from partnerships.agreements.actions import rounds
from partnerships.agreements.actions.printing import TRIAL
from partnerships.agreements.models import Agreement, PrintKind
from partnerships.agreements.text import frozen_text
from partnerships.directory.models import Account
from partnerships.shared.documents.models import Document
from partnerships.shared.outbox import Status


def make_ready(agreement: Agreement, *, by: Account, **rule: Value) -> Agreement:
    """Frozen as through the page. The row of the trial stands only as long as the action asks for it: drawing
    every paper would take the start some seconds each, and these texts are printed in the tests.
    """
    document = Document.objects.create(
        kind=TRIAL,
        title=agreement.title,
        language=agreement.governing_language,
        facts={},
        requested_by=by,
        status=Status.DONE,
        file="none.pdf",
        sha256="0" * 64,
    )
    digest = frozen_text.digest_of(frozen_text.read(agreement))
    agreement.prints.create(document=document, kind=PrintKind.TRIAL, digest=digest)
    rounds.make_ready(agreement, by=by, **rule)
    document.delete()
    agreement.refresh_from_db()
    return agreement
