"""Who enters and edits people, and who sees a telephone number."""

from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Organisation, Person, ShownTo
from partnerships.directory.models.people import takes_part_in
from partnerships.shared.verdicts import Verdict, allowed_if, refused


def can_enter_person(by: Account) -> Verdict:
    """Liaison staff, administrators, and confirmed lead representatives: the entry is kept by their organisation."""
    return allowed_if(
        by.access.vouches or by.is_administrator() or by.access.has("liaison"),
        _("Only liaison staff, lead representatives and administrators enter people."),
    )


def keeping_organisation(by: Account, wanted: Organisation | None = None) -> int | None:
    """Number of the organisation that will keep what `by` enters: the wanted one where `by` acts for it, else the
    authority whose liaison staff they are, else the one they lead; None for whoever acts for nobody.
    """
    if wanted is not None and wanted.pk in by.access.acts_for:
        return wanted.pk
    return min(by.access.liaison_of or by.access.vouches, default=None)


def keeps_person(by: Account, person: Person) -> bool:
    """Who acts for the organisation that keeps the entry, as long as it has no account: then everybody keeps their
    own. What no organisation keeps is kept by who entered it, and by administrators. Source: decision 0021.
    """
    if person.account_id is not None or person.merged_into_id is not None:
        return False
    if person.kept_by_id is not None:
        return person.kept_by_id in by.access.acts_for
    return by.is_administrator() or (
        person.entered_by_id is not None and person.entered_by_id == by.pk
    )


def can_edit_person(by: Account, person: Person) -> Verdict:
    """Whoever keeps the entry. One's own page is another one."""
    if person.merged_into_id is not None:
        return refused(_("This entry goes on as another one and stays as it is."))
    if person.account_id is not None:
        return refused(_("This person has an account and changes their entry themselves."))
    return allowed_if(
        keeps_person(by, person), _("Only the organisation that entered this person can do this.")
    )


def phone_for(by: Account, person: Person) -> str:
    """The number as far as this account may know it, otherwise nothing. The same in SQL: models/glance.py."""
    audience = person.phone_shown_to
    if not person.phone or person.pk == by.access.person_id:
        return person.phone
    if audience == ShownTo.NOBODY:
        return ""
    own = list(by.access.organisation_ids)
    if own and person.representations.current().filter(organisation_id__in=own).exists():
        return person.phone
    if audience == ShownTo.ORGANISATION:
        return ""
    everybody = audience == ShownTo.PARTNERSHIP
    shared = by.access.partnership_ids if everybody else by.access.liaison_partnership_ids
    fellow = Person.objects.filter(takes_part_in(shared), pk=person.pk)
    return person.phone if fellow.exists() else ""


def phone_on_paper(person: Person) -> str:
    """For documents that all members of a partnership read."""
    return person.phone if person.phone_shown_to == ShownTo.PARTNERSHIP else ""
