"""Who enters and edits people, and who sees a telephone number."""

from typing import Any

from django.utils.translation import gettext as _

from partnerships.directory.models import Person, ShownTo
from partnerships.directory.models.people import takes_part_in
from partnerships.shared.verdicts import Verdict, allowed_if, refused


def can_enter_person(by: Any) -> Verdict:
    """Liaison staff, administrators, and lead representatives for their own organisation."""
    return allowed_if(
        by.access.leads or by.is_administrator() or by.access.has("liaison"),
        _("Only liaison staff, lead representatives and administrators enter people."),
    )


def keeps_person(by: Any, person: Person) -> bool:
    """Lead of an organisation they stand for, liaison staff of a partnership they take part in, who entered
    them as long as they belong to nobody, administrators.
    """
    if by.is_administrator():
        return True
    stands = person.representations.not_over()
    if by.access.leads and stands.filter(organisation_id__in=list(by.access.leads)).exists():
        return True
    staff = by.access.liaison_partnership_ids
    if staff and Person.objects.filter(takes_part_in(staff), pk=person.pk).exists():
        return True
    mine = person.entered_by_id == by.pk and person.account_id is None
    return mine and not person.representations.current().exists()


def can_edit_person(by: Any, person: Person) -> Verdict:
    """Whoever keeps the person. One's own page is another one."""
    if person.merged_into_id is not None:
        return refused(_("This entry goes on as another one and stays as it is."))
    return allowed_if(
        keeps_person(by, person),
        _("Only the lead representative of their organisation or liaison staff can do this."),
    )


def phone_for(by: Any, person: Person) -> str:
    """The number as far as this account may know it, otherwise nothing. The same in SQL: views/glance.py."""
    shown = person.phone_shown_to
    if not person.phone or person.pk == by.access.person_id:
        return person.phone
    if shown == ShownTo.NOBODY:
        return ""
    own = list(by.access.organisation_ids)
    if own and person.representations.current().filter(organisation_id__in=own).exists():
        return person.phone
    if shown == ShownTo.ORGANISATION:
        return ""
    everybody = shown == ShownTo.PARTNERSHIP
    shared = by.access.partnership_ids if everybody else by.access.liaison_partnership_ids
    fellow = Person.objects.filter(takes_part_in(shared), pk=person.pk)
    return person.phone if fellow.exists() else ""


def phone_on_paper(person: Person) -> str:
    """For documents that all members of a partnership read."""
    return person.phone if person.phone_shown_to == ShownTo.PARTNERSHIP else ""
