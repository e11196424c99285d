"""The signed and sealed PDF for everybody who stands for a party, as soon as it has been made."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.letters.readers import reader_of
from partnerships.agreements.models import Agreement, AgreementPrint, PrintKind
from partnerships.agreements.stages import BINDING
from partnerships.shared.documents.models import Document
from partnerships.shared.file_names import file_name
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


def _facts(letter: Letter) -> dict[str, object]:
    agreement_print = _print(letter)
    if agreement_print is None or letter.recipient is None:
        return {}
    agreement = agreement_print.agreement
    return {
        "title": agreement.title_in(letter.language),
        "partnership": agreement.partnership.name_in(letter.language),
        "person": str(getattr(letter.recipient, "person", "")),
        "effective_on": agreement.effective_on,
        "enclosed": _fits(agreement_print.document),
        "link": f"{settings.SITE_URL}{reverse('agreements:detail', args=[agreement.pk])}",
    }


def _is_in_force(letter: Letter) -> bool:
    agreement_print = _print(letter)
    return agreement_print is not None and agreement_print.agreement.stage in BINDING


def _fits(document: Document) -> bool:
    return document.size <= LARGEST


def _attached(letter: Letter) -> Iterable[Attachment]:
    agreement_print = _print(letter)
    if agreement_print is None or not _fits(agreement_print.document):
        return
    document = agreement_print.document
    with document.file.open("rb") as file:
        yield file_name(document.title, "pdf"), file.read(), "application/pdf"


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
