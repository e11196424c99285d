"""Pages that show other people's protected data write one event. Source: decision 0035.

Which data those are is declared at the models (shared/privacy.py). Lists of names are none.
"""

from django.db.models import Model

from partnerships.directory import rules
from partnerships.directory.models import Account, AccountChange, Correction, Organisation, Person
from partnerships.directory.rules import contacts as contact_rules
from partnerships.directory.rules import data as data_rules
from partnerships.shared.audit.actions import note_read


def read_corrections(*, by: Account) -> None:
    """The register of what people say is wrong about them. Raises: PermissionDenied."""
    data_rules.can_see_corrections(by).enforce()
    note_read("directory.corrections_read", by=by)


def read_correction(correction: Correction, *, by: Account) -> None:
    """One of them with its words. Raises: PermissionDenied."""
    data_rules.can_see_corrections(by).enforce()
    note_read("directory.correction_read", by=by, target=correction)


def read_contacts(organisation: Organisation, *, by: Account) -> None:
    """The contact history of an organisation. Raises: PermissionDenied."""
    contact_rules.can_read_contacts(by, organisation).enforce()
    note_read("directory.contacts_read", by=by, target=organisation)


def look_up_audience(thing: Model, *, by: Account) -> None:
    """Who sees a partnership or an organisation, each with the reasons. The view has asked the rule of the two."""
    note_read("directory.audience_looked_up", by=by, target=thing)


def read_history(organisation: Organisation, *, by: Account) -> None:
    """Its changes with the words of contacts, as far as one sees them. Raises: PermissionDenied."""
    rules.can_read_history(by, organisation).enforce()
    note_read("directory.history_read", by=by, target=organisation)


def read_invitations(*, by: Account) -> None:
    """Open invitations with the addresses to which they went. The view narrows them to those one may see."""
    note_read("directory.invitations_read", by=by)


def read_account_change(change: AccountChange, *, by: Account) -> None:
    """Whose account, the address it has and the one it is to have. The view has found it among those one sees."""
    note_read("directory.account_change_read", by=by, target=change)


def person_reading(person: Person, *, by: Account) -> tuple[str, Person] | None:
    """For a step about a person whom one sees: the event of reading address and telephone. Oneself is none."""
    return None if person.account_id == by.pk else ("directory.person_read", person)


def read_person(person: Person, *, by: Account) -> None:
    """Somebody else's address and telephone; whom one sees one may read."""
    if reading := person_reading(person, by=by):
        note_read(reading[0], by=by, target=person)
