"""A real agreement of thirteen parties, documents asked for through the real action, and their files."""

import hashlib
from collections.abc import Iterable

from partnerships.agreements.actions.drafting import draft
from partnerships.agreements.actions.printing import request_document
from partnerships.agreements.models import Agreement
from partnerships.shared.documents.models import Document, private_storage
from partnerships.shared.outbox import Status
from tests.cast import Cast
from tests.documents.agreement_facts import PARTIES
from tests.factories import directory as make
from tests.worker import wait_until


def agreement_of_thirteen(cast: Cast) -> Agreement:
    """Drafted by the chair from the original template; police, association and eleven more."""
    more = [make.OrganisationFactory(name=name, legal_form=form) for name, form, _ in PARTIES[2:]]
    for organisation in more:
        make.PartnerFactory(partnership=cast.north, organisation=organisation)
    return draft(
        cast.north,
        by=cast.account("chair"),
        title="Kooperationsvereinbarung",
        title_en="Cooperation agreement",
        organisations=[cast.police, cast.association, *more],
    )


def shortened(agreement: Agreement) -> Agreement:
    """With its first two clauses alone: the paper of all parties, drawn in a third of the time."""
    first = agreement.clauses.order_by("position").values_list("pk", flat=True)[:2]
    agreement.clauses.exclude(pk__in=list(first)).delete()
    return agreement


def requested(agreement: Agreement, number: int, *, by: object) -> list[int]:
    """The numbers of so many documents, German and English in turn."""
    return [
        request_document(agreement, by=by, language=("de", "en")[i % 2]).pk for i in range(number)
    ]


def all_ready(pks: Iterable[int], seconds: float = 240) -> float:
    """Wait until each is ready; the seconds it took."""
    open_ones = Document.objects.filter(pk__in=list(pks)).exclude(status=Status.DONE)
    return wait_until(lambda: not open_ones.exists(), "every document is ready", seconds)


def files_of(pk: int) -> list[str]:
    """Every file in the private storage that was made for this document."""
    storage, folder = private_storage(), f"documents/{pk % 100:02d}"
    names = storage.listdir(folder)[1] if storage.exists(folder) else []
    return [f"{folder}/{name}" for name in names if name.split("-")[0] == str(pk)]


def assert_whole(pks: Iterable[int]) -> None:
    """Each is there once, as a PDF that ends, with the sum that its row gives."""
    for document in Document.objects.filter(pk__in=list(pks)):
        assert files_of(document.pk) == [document.file.name]
        with document.file.open("rb") as file:
            data = file.read()
        assert data.startswith(b"%PDF-1.7") and data.rstrip().endswith(b"%%EOF")
        assert hashlib.sha256(data).hexdigest() == document.sha256
        assert len(data) == document.size
        assert (document.progress, document.error_code) == (100, "")
