"""Enter and edit people; choose a language."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from partnerships.directory import rules
from partnerships.directory.letters.naming import tell_the_old_address
from partnerships.directory.models import Account, Invitation, Organisation, Person
from partnerships.directory.rules.people import can_edit_person
from partnerships.shared.audit.actions import record
from partnerships.shared.versions import Conflict


@transaction.atomic
def enter_person(
    *, by: Account, family_name: str, kept_by: Organisation | None = None, **values: object
) -> Person:
    """A person, without an account; `kept_by` is the organisation for which `by` acts, the first one where several.

    Raises: PermissionDenied, ValidationError.
    """
    rules.can_enter_person(by).enforce()
    person = Person(
        family_name=family_name,
        entered_by=by,
        kept_by_id=rules.keeping_organisation(by, kept_by),
        **{"is_invented": settings.DEMO} | values,
    )
    person.full_clean(exclude=["sort_key"])
    person.save()
    record("directory.person_entered", by=by, target=person)
    return person


@transaction.atomic
def edit_person(person: Person, *, by: Account, version: int, **values: object) -> Person:
    """Name, address, telephone, languages of an entry; whoever has an account changes their own.

    An invitation to the former address ends: it may have been a stranger's.
    Raises: PermissionDenied, ValidationError, Conflict when `version` is not the present one.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    can_edit_person(by, locked).enforce()
    if locked.version != version:
        raise Conflict("stale")
    before = locked.email
    for name, value in values.items():
        setattr(locked, name, value)
    locked.full_clean(exclude=["sort_key"])
    locked.version += 1
    locked.save()
    record("directory.person_edited", by=by, target=locked, facts={"fields": sorted(values)})
    if locked.email != before:
        _end_invitations_to(before, locked, by=by)
        tell_the_old_address(locked, before, by=by)
    return locked


def _end_invitations_to(address: str, person: Person, *, by: Account) -> None:
    rows = Invitation.objects.open().filter(person=person, email__iexact=address)
    for invitation in rows.select_for_update(of=("self",)):
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        record("directory.invitation_withdrawn", by=by, target=invitation)


def choose_language(account: Account, language: str) -> None:
    """Kept on the account; letters and documents follow it. Only offered languages are taken."""
    if language in dict(settings.LANGUAGES) and account.language != language:
        account.language = language
        account.save(update_fields=["language"])
