"""Letters to the office: that something is there, never what, nor of whom."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, seen_by, seen_by_house
from complaints.rules import is_officer
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


def _may_receive(letter: Letter) -> bool:
    """As long as they are complaints officers of that office; of what is gone, complaints officers at all."""
    account = letter.recipient
    if account is None or not is_officer(account):
        return False
    if not _is_there(letter):
        return True
    with seen_by(account):
        rows = Complaint.objects.visible_to(account)
        return rows.filter(pk=letter.facts["complaint"]).exists()


def _is_there(letter: Letter) -> bool:
    with seen_by_house():
        return Complaint.objects.filter(pk=letter.facts["complaint"]).exists()


def _facts(letter: Letter) -> dict[str, object]:
    if not _is_there(letter):
        return {}
    return {"link": f"{settings.SITE_URL}{reverse('complaints:list')}"}


KINDS = (
    LetterKind(
        "complaints/arrived",
        _("Something new for the complaints office"),
        _may_receive,
        _facts,
        still_holds=_is_there,
    ),
)
