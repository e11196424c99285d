"""Who gets the copy of a person's data, and who answers what should be corrected.

Source: GDPR Art. 15, 16, 39; decision 0005, point 3: a data protection officer for their own controller's people.
"""

from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Correction, Person
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused


def is_officer_for(by: Account, person: Person) -> bool:
    """Data protection officer of the installation, or of an organisation the person stands or stood for."""
    return Person.objects.answered_for_by(by).filter(pk=person.pk).exists()


def can_take_copy(by: Account, person: Person) -> Verdict:
    """The person, and the data protection officer of their controller."""
    if person.pk == by.access.person_id:
        return ALLOWED
    return allowed_if(
        is_officer_for(by, person),
        _("Only the person and the data protection officer get a copy of these data."),
    )


def can_ask_correction(by: Account) -> Verdict:
    """Everybody may, about themselves."""
    return allowed_if(by.access.person_id is not None, _("This account belongs to no person yet."))


def can_answer_correction(by: Account, correction: Correction) -> Verdict:
    """The data protection officer, once, and never about themselves."""
    if correction.answered_at is not None:
        return refused(_("This is answered already."))
    if correction.person_id == by.access.person_id:
        return refused(_("Somebody else answers what you asked yourself."))
    return allowed_if(
        is_officer_for(by, correction.person),
        _("Only the data protection officer answers this."),
    )


def can_see_corrections(by: Account) -> Verdict:
    """Data protection officers may: they answer the requests."""
    return allowed_if(
        by.access.has("data_protection"),
        _("Only the data protection officer keeps this register."),
    )
