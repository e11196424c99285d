"""Signatures given outside: on paper, with a scan, recorded by keepers party by party."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions.rounds import after_a_signature
from partnerships.agreements.actions.signing import (
    enforce_with_progress,
    event_of,
    lock_party,
    withdraw_refusal,
)
from partnerships.agreements.models import (
    Agreement,
    AgreementFile,
    FileKind,
    Means,
    Party,
    Signatory,
    Signature,
    SigningRound,
)
from partnerships.agreements.signing.progress import PartyProgress
from partnerships.agreements.text import frozen_text
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.on_paper import lacks_printed_name, needed
from partnerships.shared.uploads import Upload, keep


@transaction.atomic
def record_paper(
    party: Party,
    *,
    by: Account,
    name: str,
    printed_name: str = "",
    function: str = "",
    signed_on: date,
    place: str = "",
    scan: Upload,
) -> Signature:
    """One signature on paper; mixed with those given here. A name that cannot be printed needs its printed form.

    Raises: PermissionDenied, ValidationError.
    """
    agreement, party = lock_party(party)
    progress, own = enforce_with_progress(rules.can_record_for, by, party)
    round = progress.round
    must_fit(round, signed_on)
    place_no, named = _whose(own, name)
    signature = Signature.objects.create(
        round=round,
        party=party,
        place_no=place_no,
        person=named.person if named else None,
        name=name,
        printed_name=printed_form(round, party, named, name, printed_name),
        function=function,
        means=Means.PAPER,
        digest=round.digest,
        signed_on=signed_on,
        place=place,
        by=by,
        file=keep_file(agreement, FileKind.SCAN, scan, by=by),
    )
    record("agreements.paper_signature_recorded", **event_of(signature))
    withdraw_refusal(round, party)
    progress.add(signature)
    after_a_signature(agreement, progress, by=by, party=party)
    return signature


def must_fit(round: SigningRound, day: date, *, text_from_paper: bool = False) -> None:
    """What was signed before the text was frozen was another text, unless it was copied from that paper.

    Raises: ValidationError.
    """
    if day > timezone.localdate():
        raise ValidationError({"signed_on": _("The day of signing has not come yet.")})
    frozen = timezone.localdate(round.frozen_at)
    if day < frozen and not text_from_paper:
        sentence = _("The text was frozen on %(day)s. What was signed earlier was another text.")
        raise ValidationError({"signed_on": sentence % {"day": date_format(frozen, "DATE_FORMAT")}})


def _whose(progress: PartyProgress, name: str) -> tuple[int, Signatory | None]:
    """The place, and the named signatory of this name. Raises: ValidationError for the same twice."""
    if any(same_name(signature.name, name) for signature in progress.signatures):
        raise ValidationError({"name": _("The same person cannot sign twice.")})
    free = progress.free_places()
    for place_no, signatory in enumerate(progress.party.signatories.all(), start=1):
        if same_name(signatory.name, name):
            return (place_no if place_no in free else free[0]), signatory
    return free[0], None


def printed_form(
    round: SigningRound, party: Party, named: Signatory | None, name: str, typed: str = ""
) -> str:
    """The printed form for a signature: as given, or as the named signatory has it. Raises: ValidationError without one."""
    known = _known(round, party, named) if named else ""
    form = needed(name, typed or known)
    if lacks_printed_name(name, form):
        sentence = _("Paper cannot print this name: also write it in letters that it can.")
        raise ValidationError({"printed_name": sentence})
    return form


def _known(round: SigningRound, party: Party, named: Signatory) -> str:
    """The printed name of a signatory as it was frozen, or as the directory has it today; '' without one."""
    place = list(party.signatories.all()).index(named)
    return (
        frozen_text.printed_names(round.facts["parties"]).get((party.pk, place))
        or named.name_in_print
    )


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in nothing but case and blanks."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def keep_file(
    agreement: Agreement, kind: FileKind, upload: Upload, *, by: Account
) -> AgreementFile:
    """Stores an uploaded file as a private file of the agreement."""
    return AgreementFile.objects.create(
        agreement=agreement,
        kind=kind,
        name=upload.name[:120],
        file=keep(upload, f"agreements/{agreement.pk}"),
        sha256=upload.sha256,
        size=len(upload.data),
        media_type=upload.content_type,
        uploaded_by=by,
    )
