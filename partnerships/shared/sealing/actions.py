"""A code for a document that will be sealed, what it became, and what is said about it later."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from partnerships.shared.accounts import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.documents.models import Document
from partnerships.shared.sealing import codes
from partnerships.shared.sealing.listed import Listed
from partnerships.shared.sealing.models import Remark, SealedFile
from partnerships.shared.sealing.qr import svg_data_uri

if TYPE_CHECKING:
    from partnerships.shared.sealing.seal import Sealed


def allot(document: Document, listed: Listed) -> SealedFile:
    """The row and code of a document that was just asked for, in the same transaction."""
    return SealedFile.objects.create(
        document=document, code=codes.new_code(), listed=listed.as_json()
    )


def fill(document: Document, sealed: "Sealed") -> None:
    """What the seal made of it (`seal.Sealed`), in the transaction in which the document is done."""
    SealedFile.objects.filter(document=document).update(
        sha256=sealed.sha256,
        size=len(sealed.data),
        level=sealed.level,
        certificate=sealed.certificate,
        imprint=sealed.imprint,
        sealed_at=sealed.at,
    )


def paper_facts(sealed: SealedFile) -> dict[str, str]:
    """What the paper shows of its code: `code` in groups, `address` and `qr`, a picture of it."""
    address = sealed.address
    return {"code": str(sealed), "address": address, "qr": svg_data_uri(address)}


@transaction.atomic
def remark(document: Document, remark: Remark, *, since: date | None, by: Account | None) -> None:
    """What became of the subject since, for whoever verifies: ended, replaced, withdrawn, or nothing.

    `by` is None for the clock. The caller has asked its own rule.
    """
    row = SealedFile.objects.select_for_update().get(document=document)
    row.remark, row.remarked_on = remark, since if remark else None
    row.save(update_fields=["remark", "remarked_on"])
    record("sealing.remarked", by=by, target=row, facts={"remark": str(remark)})
