"""Note, correct and remove contacts with an organisation."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partnerships.directory.actions.events import Particulars
from partnerships.directory.models import Account, Contact, Organisation, Partnership
from partnerships.directory.rules import capacity
from partnerships.directory.rules import contacts as rules
from partnerships.shared.audit.actions import record


@transaction.atomic
def note_contact(
    organisation: Organisation, *, by: Account, partnership: Partnership, **values: object
) -> Contact:
    """A talk, visit or call that took place. Raises: PermissionDenied, ValidationError."""
    rules.can_note_contact(by, organisation).enforce()
    if partnership not in rules.contact_partnerships(by, organisation):
        raise ValidationError({"partnership": _("Choose one of your partnerships.")})
    contact = Contact(
        organisation=organisation,
        partnership=partnership,
        noted_by_id=by.access.own_person_id,
        **values,
    )
    contact.full_clean()
    contact.save()
    record("directory.contact_noted", **_about(contact, by))
    return contact


@transaction.atomic
def correct_contact(contact: Contact, *, by: Account, **values: object) -> Contact:
    """Other words, day or kind; the history keeps what stood there. Raises: PermissionDenied."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    rules.can_correct_contact(by, contact).enforce()
    for name, value in values.items():
        setattr(contact, name, value)
    contact.full_clean()
    contact.save(update_fields=list(values))
    record("directory.contact_corrected", **_about(contact, by))
    return contact


@transaction.atomic
def remove_contact(contact: Contact, *, by: Account) -> None:
    """The entry goes. Raises: PermissionDenied."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    rules.can_correct_contact(by, contact).enforce()
    record("directory.contact_removed", **_about(contact, by))
    contact.delete()


def _about(contact: Contact, by: Account) -> Particulars:
    return {
        "by": by,
        "target": contact,
        "capacity": capacity.for_organisation(by, contact.organisation),
        "facts": {"organisation": contact.organisation_id, "partnership": contact.partnership_id},
    }
