"""The signed and sealed PDF for everybody who stands for a party, as soon as it has been made."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.letters.readers import reader_of
from partnerships.agreements.models import Agreement, AgreementPrint, PrintKind
from partnerships.agreements.stages import BINDING
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.kinds import Attachment, LetterKind
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status

COPY = "agreements/copy"
LARGEST = 10 * 1024 * 1024  # bytes; many mail servers take no more


def _print(letter: Letter) -> AgreementPrint | None:
    """What was printed, as long as the recipient still sees the agreement."""
    reader = reader_of(letter)
    if reader is None:
        return None
    return (
        AgreementPrint.objects.filter(
            kind=PrintKind.FINAL,
            document=letter.facts["document"],
            document__status=Status.DONE,
            agreement__in=Agreement.objects.visible_to(reader),
        )
        .select_related("document", "agreement__partnership")
        .first()
    )


def _facts(letter: Letter) -> dict[str, Any]:
    found = _print(letter)
    if found is None or letter.recipient is None:
        return {}
    agreement = found.agreement
    return {
        "title": agreement.title_in(letter.language),
        "partnership": agreement.partnership.name_in(letter.language),
        "person": str(getattr(letter.recipient, "person", "")),
        "effective_on": agreement.effective_on,
        "enclosed": _fits(found.document),
        "link": f"{settings.SITE_URL}{reverse('agreements:detail', args=[agreement.pk])}",
    }


def _is_in_force(letter: Letter) -> bool:
    found = _print(letter)
    return found is not None and found.agreement.stage in BINDING


def _fits(document: Document) -> bool:
    return document.size <= LARGEST


def _attached(letter: Letter) -> Iterable[Attachment]:
    found = _print(letter)
    if found is None or not _fits(found.document):
        return
    document = found.document
    with document.file.open("rb") as file:
        yield f"{slugify(document.title) or 'agreement'}.pdf", file.read(), "application/pdf"


KINDS = (
    LetterKind(
        COPY,
        _("Copy of the signed agreement"),
        lambda letter: _print(letter) is not None,
        _facts,
        _attached,
        still_holds=_is_in_force,
    ),
)
