"""A complaint comes in: sealed before it is written, with a number and a code that only the person gets."""

from collections.abc import Sequence
from datetime import date, datetime, time
from secrets import randbelow
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from complaints import rules
from complaints.actions.attaching import attach
from complaints.actions.forwarding import forward, note_consent
from complaints.actions.telling import tell_officers
from complaints.actions.timing import begin
from complaints.actions.wrapping import wrap_to_office
from complaints.models import (
    Complaint,
    Forwarding,
    Holder,
    Message,
    MessageKind,
    Office,
    PartnerKey,
    Wrap,
    seen_by_number,
)
from complaints.sealed_rows import Keys, new_keys, seal_message, seal_told, wraps_for
from complaints.store.derived import derive_private, new_salt
from complaints.store.secret import new_secret
from complaints.store.wraps import public_of
from complaints.visit_files import Kept
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.verdicts import Verdict

NUMBERS = 10**9


class Receipt(NamedTuple):
    """What the person keeps."""

    number: str
    secret: str


class Mailbox(NamedTuple):
    """A code and what is kept of it; making it takes memory and time, so it is made outside the transaction."""

    secret: str
    salt: bytes
    public: bytes


class Writer(NamedTuple):
    """Who writes for somebody else: a partner with its key and the consent, or an officer with the day when it came.

    `forwarding`, `is_named`, `given`: as in Consent.
    """

    by: Account
    channel: str
    came_on: date | None = None
    key: PartnerKey | None = None
    forwarding: str = ""
    is_named: bool = False
    given: str = ""


class Told(NamedTuple):
    """What somebody says: `facts` and `identity` as forms give them, plain JSON."""

    kind: str
    way: str
    language: str
    story: str
    facts: dict[str, Any]
    identity: dict[str, Any] | None


def new_mailbox() -> Mailbox:
    """Raises: store.derived.Busy where too many wait already."""
    secret, salt = new_secret(), new_salt()
    return Mailbox(secret, salt, public_of(derive_private(secret, salt)))


@transaction.atomic(savepoint=False)
def file(
    told: Told,
    *,
    office: Office,
    mailbox: Mailbox,
    files: Sequence[Kept] = (),
    writer: Writer | None = None,
) -> Complaint:
    """By whoever is there; nobody is asked who it is. The caller's transaction makes it once, and its `files` are there.

    What a partner writes is wrapped for the partner and the mailbox alone, and for the office when it is forwarded.
    Raises: ValueError where the office has no key to seal to; PermissionDenied for a writer who may not.
    """
    if writer:
        _may_write(writer, office).enforce()
    while True:
        number = f"{randbelow(NUMBERS):09d}"  # by chance: it does not tell how many there are
        with seen_by_number(number):
            if not Complaint.objects.filter(number=number).exists():
                return _write_down(number, told, office, mailbox, files, writer)


def _write_down(
    number: str,
    told: Told,
    office: Office,
    mailbox: Mailbox,
    files: Sequence[Kept],
    writer: Writer | None,
) -> Complaint:
    keys = new_keys(has_identity=told.identity is not None)
    complaint = Complaint(
        number=number,
        office=office,
        way=told.way,
        kind=told.kind,
        language=told.language,
        salt=mailbox.salt,
        mailbox_public=mailbox.public,
        **_note_writer(writer),
    )
    seal_told(complaint, keys, told.facts, told.identity)
    # Its values are ours; what must be unique and hold together the database itself refuses.
    complaint.full_clean(validate_unique=False, validate_constraints=False)
    complaint.save(force_insert=True)
    wraps = wraps_for(complaint, keys, holder=Holder.MAILBOX, public=mailbox.public)
    if partner_key := writer and writer.key:
        public = bytes(partner_key.public)
        wraps += wraps_for(
            complaint, keys, holder=Holder.PARTNER, public=public, partner_key=partner_key
        )
    else:
        wrap_to_office(complaint, keys)
    Wrap.objects.bulk_create(wraps)
    story = Message(complaint=complaint, kind=MessageKind.STORY, language=told.language)
    seal_message(story, keys, told.story)
    story.save()
    attach(complaint, keys, files)
    if not complaint.is_kept:
        begin(complaint)
    _note_filed(complaint, keys, writer)
    if writer:
        complaint.refresh_from_db()  # it may have been forwarded
    return complaint


def _may_write(writer: Writer, office: Office) -> Verdict:
    if writer.key:
        return rules.can_write_for(writer.by, writer.key.organisation_id)
    return rules.can_enter(writer.by, office)


def _note_writer(writer: Writer | None) -> dict[str, Any]:
    """Columns of the row. The day when it came counts from its noon, so that no time zone moves it."""
    if writer is None:
        return {}
    facts = {"channel": writer.channel, "entered_by": writer.by, "is_code_for_once": True}
    if writer.key:
        return {**facts, "partner": writer.key.organisation}
    assert writer.came_on is not None  # noqa: S101  the form asks for it
    noon = timezone.make_aware(datetime.combine(writer.came_on, time(12)))
    at = min(noon, timezone.now())
    return {**facts, "came_on": writer.came_on, "received_at": at, "heard_at": at}


def _note_filed(complaint: Complaint, keys: Keys, writer: Writer | None) -> None:
    if writer is None:
        record("complaints.received", by=None, target=complaint)
        tell_officers(complaint)
    elif writer.key is None:
        record("complaints.entered", by=writer.by, target=complaint)
        tell_officers(complaint)
    else:
        record("complaints.written_for", by=writer.by, target=complaint)
        note_consent(
            complaint,
            forwarding=writer.forwarding,
            is_named=writer.is_named,
            given=writer.given,
            by=writer.by,
        )
        if writer.forwarding == Forwarding.NOW:
            forward(complaint, keys, by=writer.by)
