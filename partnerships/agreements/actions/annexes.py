"""Files of an annex: add one, take one away, fetch one."""

from functools import partial

from django.db import transaction

from partnerships.agreements import rules
from partnerships.agreements.actions import changing
from partnerships.agreements.models import AgreementFile, Clause, FileKind
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.files import private_storage
from partnerships.shared.uploads import Upload, keep


@transaction.atomic
def attach(clause: Clause, upload: Upload, *, by: Account, description: str = "") -> AgreementFile:
    """One more file of an annex; the same one sent twice is one. Raises: PermissionDenied, ValidationError."""
    rules.can_attach(by, clause).enforce()
    with changing(clause.agreement, by=by, cause="file_attached") as agreement:
        there = clause.files.annexes().filter(sha256=upload.sha256).first()
        if there:
            return there
        file = AgreementFile(
            agreement=agreement,
            clause=clause,
            kind=FileKind.ANNEX,
            name=upload.name,
            description=description,
            sha256=upload.sha256,
            size=len(upload.data),
            media_type=upload.content_type,
            uploaded_by=by,
        )
        file.full_clean(exclude=["file"])
        file.file = keep(upload, f"agreements/{agreement.pk}")
        file.save()
        facts = {"clause": clause.pk, "file": file.pk}
        record("agreements.file_attached", by=by, target=agreement, facts=facts)
    return file


@transaction.atomic
def remove_file(file: AgreementFile, *, by: Account) -> None:
    """Gone from the draft; name and fingerprint stay in the versions. Raises: PermissionDenied."""
    facts = {"clause": file.clause_id, "file": file.pk}
    with changing(file.agreement, by=by, cause="file_removed") as agreement:
        take_away(file)
        record("agreements.file_removed", by=by, target=agreement, facts=facts)


def take_away(file: AgreementFile) -> None:
    """Deletes the row of a file, and its bytes when the transaction is committed; inside `changing`."""
    path = str(file.file.name)
    file.delete()
    transaction.on_commit(partial(private_storage().delete, path))


def record_fetch(file: AgreementFile, *, by: Account) -> None:
    """Note who read it; the event is about the file, not among what happened to the agreement."""
    record("agreements.file_fetched", by=by, target=file, facts={"agreement": file.agreement_id})
