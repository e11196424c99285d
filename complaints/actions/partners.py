"""What helpers of a partner do: a code for their organisation, and messages beside the person."""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from complaints import rules
from complaints.actions import timing
from complaints.actions.telling import tell_officers
from complaints.models import Complaint, Holder, Message, MessageKind, PartnerKey, Wrap
from complaints.sealed_rows import Keys, open_for_partner, seal_message, wraps_for
from complaints.stages import Stage
from partnerships.directory.models import Account, Organisation
from partnerships.shared.audit.actions import record


class NewKey(NamedTuple):
    """Made of a code that somebody has seen and kept."""

    salt: bytes
    public: bytes


def key_of(organisation: Organisation | int) -> PartnerKey | None:
    """The one that its code opens today."""
    rows = PartnerKey.objects.filter(organisation=organisation, retired_at__isnull=True)
    return rows.select_related("organisation").first()


@transaction.atomic
def set_key(
    organisation: Organisation, new: NewKey, *, before: bytes | None, by: Account
) -> PartnerKey:
    """Another code from now on. With the private key from `before`, all is wrapped anew; without it, what is there stays closed
    for the organisation: the mailboxes alone open it.

    Raises: PermissionDenied; Unreadable where `before` is not the key of today.
    """
    rules.can_write_for(by, organisation.pk).enforce()
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    former = key_of(organisation)
    if former and bytes(former.public) == new.public:
        return former
    if former:
        PartnerKey.objects.filter(pk=former.pk).update(retired_at=timezone.now())
    key = PartnerKey.objects.create(organisation=organisation, salt=new.salt, public=new.public)
    if former and before is not None:
        _wrap_anew(former, key, before)
    if former:
        former.wraps.all().delete()
    record("complaints.partner_key_made", by=by, target=organisation)
    return key


def _wrap_anew(former: PartnerKey, key: PartnerKey, private: bytes) -> None:
    ids = set(former.wraps.values_list("complaint", flat=True))
    for complaint in Complaint.objects.filter(pk__in=ids):
        keys = open_for_partner(complaint, private)
        public = bytes(key.public)
        Wrap.objects.bulk_create(
            wraps_for(complaint, keys, holder=Holder.PARTNER, public=public, partner_key=key)
        )


@transaction.atomic
def write_as_helper(complaint: Complaint, keys: Keys, *, text: str, by: Account) -> Message:
    """Beside the person, who reads it; the office too, once it is forwarded. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_write_as_helper(by, complaint).enforce()
    message = Message(
        complaint=complaint, kind=MessageKind.HELPER, language=complaint.language, by=by
    )
    seal_message(message, keys, text)
    message.save()
    complaint.heard_at = message.at
    if complaint.stage == Stage.AWAITING_PERSON:
        timing.move(complaint, "reply", at=message.at)
    complaint.save(update_fields=["heard_at", "stage"])
    record("complaints.helper_wrote", by=by, target=complaint)
    tell_officers(complaint)
    return message
