"""Who keeps the register of enquiries. Seeing is `Enquiry.objects.visible_to` and row-level security. Source: decision 0061."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from analyses.models import Case, Enquiry, Outcome, offices_of
from partnerships.directory.models import Account, Partnership, Role
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused


def reads_enquiries(by: Account) -> bool:
    """Analysts of a coordination office, and its data protection."""
    return bool(offices_of(by, Role.ANALYST, Role.DATA_PROTECTION))


def can_read_enquiries(by: Account) -> Verdict:
    """The register and its figures."""
    return allowed_if(
        reads_enquiries(by),
        _("Only analysts of the coordination office and data protection read enquiries."),
    )


def can_enter(by: Account) -> Verdict:
    """Analysts of a coordination office; not those of a single authority."""
    return allowed_if(
        offices_of(by, Role.ANALYST),
        _("Only analysts of the coordination office keep the register of enquiries."),
    )


def offices_to_enter_for(by: Account) -> QuerySet[Partnership]:
    """Partnerships whose office somebody may enter for."""
    offices = offices_of(by, Role.ANALYST)
    return Partnership.objects.all() if 0 in offices else Partnership.objects.filter(pk__in=offices)


def keeps_installation(by: Account) -> bool:
    """May enter for the office of the whole installation."""
    return 0 in offices_of(by, Role.ANALYST)


def keeps_office(by: Account, partnership_id: int | None) -> Verdict:
    """Analyst of this office."""
    offices = offices_of(by, Role.ANALYST)
    return allowed_if(
        offices & {0, partnership_id},
        _("Only analysts of the coordination office keep the register of enquiries."),
    )


def can_correct_enquiry(by: Account, enquiry: Enquiry) -> Verdict:
    """Analysts of its office, as long as it is there."""
    return keeps_office(by, enquiry.partnership_id)


def _is_open(by: Account, enquiry: Enquiry) -> Verdict:
    return keeps_office(by, enquiry.partnership_id) and allowed_if(
        enquiry.outcome == Outcome.OPEN, _("It is decided already. Take the decision back first.")
    )


def can_answer_enquiry(by: Account, enquiry: Enquiry) -> Verdict:
    """Never about persons: those are passed on."""
    return _is_open(by, enquiry) and _about_no_person(enquiry)


def _about_no_person(enquiry: Enquiry) -> Verdict:
    return allowed_if(
        not enquiry.is_person_related,
        _("An enquiry about persons is passed on or refused, never answered here."),
    )


def can_refer(by: Account, enquiry: Enquiry) -> Verdict:
    """To the authority whose task it is."""
    return _is_open(by, enquiry)


def can_refuse(by: Account, enquiry: Enquiry) -> Verdict:
    """With its reason."""
    return _is_open(by, enquiry)


def can_make_analysis(by: Account, enquiry: Enquiry) -> Verdict:
    """A case that one sees oneself; never out of an enquiry about persons."""
    return _is_open(by, enquiry) and _about_no_person(enquiry)


def can_link(by: Account, case: Case) -> Verdict:
    """Only a case that one sees."""
    return allowed_if(
        Case.objects.visible_to(by).filter(pk=case.pk).exists(), _("Choose a case that you see.")
    )


def can_take_back(by: Account, enquiry: Enquiry) -> Verdict:
    """A decision that was noted by mistake; the log keeps both."""
    return keeps_office(by, enquiry.partnership_id) and allowed_if(
        enquiry.outcome != Outcome.OPEN, _("It is open.")
    )


def can_write_letter(by: Account, enquiry: Enquiry) -> Verdict:
    """Of every decision but one: that a case exists, only those who are named in it learn."""
    verdict = keeps_office(by, enquiry.partnership_id)
    if not verdict:
        return verdict
    if enquiry.outcome == Outcome.OPEN:
        return refused(_("First the answer, then the letter."))
    if enquiry.outcome == Outcome.ANALYSIS:
        return refused(_("That an analysis exists, only those learn who are named in it."))
    return ALLOWED
