"""The answer to an enquiry on paper: what it says, and who may fetch it."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from analyses.models import Enquiry, Outcome, Refusal
from analyses.models.enquiries import READERS, offices_of
from partnerships.directory.models import Account
from partnerships.shared.on_paper import line_on_paper
from partnerships.shared.parts.figures import day_text

ANSWER = "analyses.enquiry_answer"


def letters_readable_by(account: Account) -> Q:
    """Letters of the offices whose enquiries the account reads today. A letter goes with its enquiry, so that no enquiry is asked for."""
    offices = offices_of(account, *READERS)
    return Q() if 0 in offices else Q(facts__partnership__in=sorted(offices))


def title_of_letter(enquiry: Enquiry) -> str:
    """Of the paper and in one's list of documents: the number alone."""
    return _("Answer to enquiry %(number)s") % {"number": enquiry.number}


def collect_letter(enquiry: Enquiry) -> dict[str, object]:
    """Everything as text, ready to print; nobody's name."""
    office = enquiry.partnership
    return {
        "language": get_language() or "de",
        "modified": timezone.now().replace(microsecond=0).isoformat(),
        "partnership": enquiry.partnership_id,
        "office": line_on_paper(office.name_in()) if office else _("Coordination office"),
        "number": enquiry.number,
        "authority": line_on_paper(enquiry.authority),
        "topic": line_on_paper(enquiry.topic),
        "received": day_text(enquiry.received_on),
        "answered": day_text(enquiry.answered_on or timezone.localdate()),
        "sentence": _sentence(enquiry),
        "answer": "\n".join(line_on_paper(line) if line else "" for line in _lines(enquiry)),
        "is_person_related": enquiry.is_person_related,
    }


def _lines(enquiry: Enquiry) -> list[str]:
    return enquiry.answer.split("\n") if enquiry.outcome == Outcome.ANSWERED else []


def _sentence(enquiry: Enquiry) -> str:
    if enquiry.outcome == Outcome.REFERRED:
        return _("It is the task of %(name)s; we have passed your enquiry on.") % {
            "name": line_on_paper(enquiry.referred_to)
        }
    if enquiry.outcome == Outcome.REFUSED:
        return _("We cannot answer your enquiry: %(reason)s.") % {"reason": _reason(enquiry)}
    return _("Our answer to your enquiry:")


def _reason(enquiry: Enquiry) -> str:
    if enquiry.refused_because == Refusal.OTHER:
        return line_on_paper(enquiry.refused_text).rstrip(".")
    return str(Refusal(enquiry.refused_because).label)
