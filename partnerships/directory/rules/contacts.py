"""Who notes and reads the contact history of an organisation. Both sides do: nothing stands there in secret."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Contact, Organisation, Partnership
from partnerships.shared.verdicts import Verdict, allowed_if


def _stands_for(by: Account, organisation: Organisation) -> bool:
    return by.access.stands_for(organisation.pk) is not None


def contact_partnerships(by: Account, organisation: Organisation) -> list[Partnership]:
    """In which partnerships `by` may note contacts with it: it is or was a partner there."""
    mine = (
        by.access.partnership_ids
        if _stands_for(by, organisation)
        else by.access.liaison_partnership_ids
    )
    rows = Partnership.objects.filter(pk__in=list(mine), partners__organisation=organisation)
    return list(rows.distinct().order_by("sort_key", "id"))


def can_read_contacts(
    by: Account, organisation: Organisation, partnerships: Iterable[int] | None = None
) -> Verdict:
    """Whoever stands for it, and liaison staff of a partnership it is or was in.

    `partnerships`: their numbers, where the caller has read them already.
    """
    if partnerships is None:
        reads = bool(contact_partnerships(by, organisation))
    else:
        reads = bool(by.access.liaison_partnership_ids & set(partnerships))
    return allowed_if(
        _stands_for(by, organisation) or reads,
        _("Only this organisation's representatives and liaison staff see the contacts."),
    )


def can_note_contact(by: Account, organisation: Organisation) -> Verdict:
    """The same people, where there is a partnership that the contact belongs to."""
    return allowed_if(
        bool(contact_partnerships(by, organisation)),
        _("Contacts are noted by representatives and liaison staff, within a partnership."),
    )


def can_correct_contact(by: Account, contact: Contact) -> Verdict:
    """Only who noted it: somebody else's words stay theirs."""
    return allowed_if(
        contact.noted_by_id == by.access.person_id,
        _("Only the person who noted this can change it."),
    )
