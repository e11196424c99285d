"""Signatures with own certificates, made outside on the frozen PDF: checked, kept, and given to their parties."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.agreements import rules
from partnerships.agreements.actions.moves import lock
from partnerships.agreements.actions.outside import keep_file, printed_form, same_name
from partnerships.agreements.actions.rounds import after_a_signature
from partnerships.agreements.actions.signing import event_of, withdraw_refusal
from partnerships.agreements.models import (
    Agreement,
    AgreementFile,
    FileKind,
    Means,
    PrintKind,
    Signature,
    SigningRound,
)
from partnerships.agreements.signing.progress import RoundProgress, read_progress, round_now
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.outbox import Status
from partnerships.shared.sealing.certificates import roots_of_signatures
from partnerships.shared.sealing.words import PROBLEMS
from partnerships.shared.uploads import Upload

if TYPE_CHECKING:
    # pyHanko behind it takes its time to load.
    from partnerships.shared.sealing.checks.findings import Signature as OutsideSignature

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
    agreement = lock(agreement)
    rules.can_record(by, agreement).enforce()
    check_signatures(round_now(agreement), upload.data)
    file = keep_file(agreement, FileKind.SIGNED, upload, by=by)
    record("agreements.signed_pdf_uploaded", by=by, target=agreement, facts={"file": file.pk})
    return file


def check_signatures(round: SigningRound, data: bytes) -> list["OutsideSignature"]:
    """Signatures (sealing.checks.Signature) of a file, all valid. Raises: ValidationError with the reason."""
    # pyHanko takes its time to load; only this needs it.
    from partnerships.shared.sealing.checks.external import external_signatures

    checked = external_signatures(
        data, frozen_bytes(round), roots_of_signatures(), at=timezone.now()
    )
    if checked.problem:
        raise ValidationError({"file": FILE_PROBLEMS.get(checked.problem, DAMAGED)})
    wrong = [each for each in checked.signatures if not each.valid]
    if wrong:
        sentence = _("The signature of %(name)s is not valid: %(reason)s.")
        raise ValidationError(
            {
                "file": [
                    sentence % {"name": each.name or "?", "reason": PROBLEMS.get(each.problem, "")}
                    for each in wrong
                ]
            }
        )
    return checked.signatures


def frozen_bytes(round: SigningRound) -> bytes:
    """The bytes of the round's frozen PDF. Raises: ValidationError when it was not made yet."""
    frozen_print = round.prints.filter(kind=PrintKind.FROZEN).select_related("document").first()
    if frozen_print is None or frozen_print.document.status != Status.DONE:
        raise ValidationError({"file": _("Have the frozen PDF made first, and sign that file.")})
    with frozen_print.document.file.open("rb") as file:
        return file.read()


def find_new(round: SigningRound, file: AgreementFile) -> list["OutsideSignature"]:
    """Signatures of a kept file that are not recorded yet. Raises: ValidationError."""
    with file.file.open("rb") as opened:
        signatures = check_signatures(round, opened.read())
    known = set(
        round.signatures.valid()
        .filter(means=Means.CERTIFICATE)
        .values_list("certificate__imprint", flat=True)
    )
    return [each for each in signatures if each.imprint not in known]


def suggest_place(progress: RoundProgress, name: str) -> Place | None:
    """The free place whose signatory has this name."""
    for each in progress.parties:
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
    agreement = lock(file.agreement)
    rules.can_record(by, agreement).enforce()
    progress = read_progress(round_now(agreement))
    in_file = {each.imprint: each for each in find_new(progress.round, file)}
    recorded = [
        _write(
            progress, file, in_file[imprint], place, (printed_names or {}).get(imprint, ""), by=by
        )
        for imprint, place in sorted(places.items(), key=lambda item: item[1])
        if imprint in in_file
    ]
    if recorded:
        facts = {"file": file.pk, "signatures": len(recorded)}
        record("agreements.outside_signatures_recorded", by=by, target=agreement, facts=facts)
        after_a_signature(agreement, progress, by=by, party=recorded[-1].party)
    return recorded


def _write(
    progress: RoundProgress,
    file: AgreementFile,
    outside: "OutsideSignature",
    place: Place,
    printed_name: str,
    *,
    by: Account,
) -> Signature:
    party_pk, place_no = place
    round = progress.round
    own = next((each for each in progress.parties if each.party.pk == party_pk), None)
    if own is None or place_no not in own.free_places() or own.before:
        raise PermissionDenied(
            _("This place is taken, or it is not the party's turn. Open the page again.")
        )
    named = dict(enumerate(own.party.signatories.all(), start=1)).get(place_no)
    signatory = named if named and same_name(named.name, outside.name) else None
    name = (outside.name or outside.organisation)[:160]
    signature = Signature.objects.create(
        round=round,
        party=own.party,
        place_no=place_no,
        person=signatory.person if signatory else None,
        name=name,
        printed_name=printed_form(round, own.party, signatory, name, printed_name),
        function=signatory.function if signatory else "",
        means=Means.CERTIFICATE,
        digest=round.digest,
        signed_on=_day(round, outside.at),
        by=by,
        file=file,
        certificate={
            "subject": outside.name,
            "organisation": outside.organisation,
            "issuer": outside.issuer,
            "fingerprint": outside.certificate,
            "imprint": outside.imprint,
            "at": outside.at,
            "at_proven": outside.at_proven,
        },
    )
    signature.party.agreement = round.agreement
    record("agreements.certificate_signature_recorded", **event_of(signature))
    withdraw_refusal(round, own.party)
    progress.add(signature)
    return signature


def _day(round: SigningRound, at: str) -> date:
    """The day the signature names, if it can be; otherwise the day of the upload."""
    today = timezone.localdate()
    try:
        day = timezone.localdate(datetime.fromisoformat(at))
    except ValueError:
        return today
    return day if timezone.localdate(round.frozen_at) <= day <= today else today
