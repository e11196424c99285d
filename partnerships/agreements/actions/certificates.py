"""Signatures with own certificates, made outside on the frozen PDF: checked, kept, and given to their parties."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.agreements import rules
from partnerships.agreements.actions.moves import locked
from partnerships.agreements.actions.outside import keep_file, printed_form, same_name
from partnerships.agreements.actions.rounds import after_a_signature
from partnerships.agreements.actions.signing import told_of, withdraw_refusal
from partnerships.agreements.models import (
    Agreement,
    AgreementFile,
    FileKind,
    Means,
    PrintKind,
    Signature,
    SigningRound,
)
from partnerships.agreements.signing.progress import RoundStanding, round_now, standing_of
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.outbox import Status
from partnerships.shared.sealing.certificates import roots_of_signatures
from partnerships.shared.sealing.words import PROBLEMS
from partnerships.shared.uploads import Upload

Place = tuple[int, int]  # a party's number and the place among its signatures

FILE_PROBLEMS = {
    "other_file": gettext_lazy(
        "This is not the frozen PDF of this round: it does not begin with the same bytes. Sign the file that you download here, and do not save it anew with another program."
    ),
    "unsigned": gettext_lazy("This is the frozen PDF without any signature."),
    "more_changed": gettext_lazy(
        "Something other than signatures was changed or added in this file. Sign the frozen PDF once more."
    ),
    "encrypted": gettext_lazy("This PDF is protected by a password."),
    "too_complex": gettext_lazy("This PDF is built in such a way that we cannot look into it."),
}
DAMAGED = gettext_lazy("This PDF is damaged.")


@transaction.atomic
def upload_signed(agreement: Agreement, upload: Upload, *, by: Account) -> AgreementFile:
    """Keep a file whose signatures are all valid and on the frozen PDF.

    Raises: PermissionDenied, ValidationError with the reason.
    """
    held = locked(agreement)
    rules.can_record(by, held).enforce()
    found_in(round_now(held), upload.data)
    file = keep_file(held, FileKind.SIGNED, upload, by=by)
    record("agreements.signed_pdf_uploaded", by=by, target=held, facts={"file": file.pk})
    return file


def found_in(round: SigningRound, data: bytes) -> list[Any]:
    """Signatures (sealing.checks.Signature) of a file, all valid. Raises: ValidationError with the reason."""
    # pyHanko takes its time to load; only this needs it.
    from partnerships.shared.sealing.checks.external import external_signatures

    found = external_signatures(data, frozen_bytes(round), roots_of_signatures(), at=timezone.now())
    if found.problem:
        raise ValidationError({"file": FILE_PROBLEMS.get(found.problem, DAMAGED)})
    wrong = [each for each in found.signatures if not each.valid]
    if wrong:
        said = _("The signature of %(name)s is not valid: %(reason)s.")
        raise ValidationError(
            {
                "file": [
                    said % {"name": each.name or "?", "reason": PROBLEMS.get(each.problem, "")}
                    for each in wrong
                ]
            }
        )
    return found.signatures


def frozen_bytes(round: SigningRound) -> bytes:
    """Of the frozen PDF. Raises: ValidationError when it is not there yet."""
    found = round.prints.filter(kind=PrintKind.FROZEN).select_related("document").first()
    if found is None or found.document.status != Status.DONE:
        raise ValidationError({"file": _("Have the frozen PDF made first, and sign that file.")})
    with found.document.file.open("rb") as file:
        return file.read()


def new_in(round: SigningRound, file: AgreementFile) -> list[Any]:
    """Signatures of a kept file that are not recorded yet. Raises: ValidationError."""
    with file.file.open("rb") as opened:
        found = found_in(round, opened.read())
    known = set(
        round.signatures.valid()
        .filter(means=Means.CERTIFICATE)
        .values_list("certificate__imprint", flat=True)
    )
    return [each for each in found if each.imprint not in known]


def suggested(standing: RoundStanding, name: str) -> Place | None:
    """The free place whose signatory has this name."""
    for each in standing.parties:
        free = each.free_places()
        for place, signatory in enumerate(each.party.signatories.all(), start=1):
            if place in free and same_name(signatory.name, name):
                return each.party.pk, place
    return None


@transaction.atomic
def assign(
    file: AgreementFile,
    places: dict[str, Place],
    *,
    by: Account,
    printed_names: dict[str, str] | None = None,
) -> list[Signature]:
    """Record signatures of a kept file; `places` by their imprint, each place once; so are the printed forms of names.

    Raises: PermissionDenied, ValidationError.
    """
    agreement = locked(file.agreement)
    rules.can_record(by, agreement).enforce()
    round = round_now(agreement)
    found = {each.imprint: each for each in new_in(round, file)}
    given = [
        _write(round, file, found[imprint], place, (printed_names or {}).get(imprint, ""), by=by)
        for imprint, place in sorted(places.items(), key=lambda item: item[1])
        if imprint in found
    ]
    if given:
        facts = {"file": file.pk, "signatures": len(given)}
        record("agreements.outside_signatures_recorded", by=by, target=agreement, facts=facts)
        after_a_signature(agreement, standing_of(round), by=by, party=given[-1].party)
    return given


def _write(
    round: SigningRound,
    file: AgreementFile,
    found: Any,
    place: Place,
    printed_name: str,
    *,
    by: Account,
) -> Signature:
    party_pk, place_no = place
    standing = next((s for s in standing_of(round).parties if s.party.pk == party_pk), None)
    if standing is None or place_no not in standing.free_places() or standing.before:
        raise PermissionDenied(
            _("This place is taken, or it is not the party's turn. Open the page again.")
        )
    named = dict(enumerate(standing.party.signatories.all(), start=1)).get(place_no)
    own = named if named and same_name(named.name, found.name) else None
    name = (found.name or found.organisation)[:160]
    signature = Signature.objects.create(
        round=round,
        party=standing.party,
        place_no=place_no,
        person=own.person if own else None,
        name=name,
        printed_name=printed_form(round, standing.party, own, name, printed_name),
        function=own.function if own else "",
        means=Means.CERTIFICATE,
        digest=round.digest,
        signed_on=_day(round, found.at),
        by=by,
        file=file,
        certificate={
            "subject": found.name,
            "organisation": found.organisation,
            "issuer": found.issuer,
            "fingerprint": found.certificate,
            "imprint": found.imprint,
            "at": found.at,
            "at_proven": found.at_proven,
        },
    )
    signature.party.agreement = round.agreement
    record("agreements.certificate_signature_recorded", **told_of(signature))
    withdraw_refusal(round, standing.party)
    return signature


def _day(round: SigningRound, at: str) -> Any:
    """The day the signature names, if it can be; otherwise the day of the upload."""
    today = timezone.localdate()
    try:
        day = timezone.localdate(datetime.fromisoformat(at))
    except ValueError:
        return today
    return day if timezone.localdate(round.frozen_at) <= day <= today else today
