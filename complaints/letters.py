"""Letters to the office: that something is there, never what, nor of whom."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.models import CallBack, Complaint, Objection, Outcome, seen_by, seen_by_house
from complaints.rules import independent_of, is_officer
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


def _may_receive_call(letter: Letter) -> bool:
    """As long as they are complaints officers of the office that was asked."""
    account = letter.recipient
    if account is None or not is_officer(account):
        return False
    rows = CallBack.objects.filter(pk=letter.facts["call"])
    return not rows.exists() or rows.visible_to(account).exists()


def _still_waits(letter: Letter) -> bool:
    return CallBack.objects.filter(pk=letter.facts["call"]).exists()


def _link_to_calls(letter: Letter) -> dict[str, object]:
    """Where they stand; nothing once it is done."""
    if not _still_waits(letter):
        return {}
    return {"link": f"{settings.SITE_URL}{reverse('complaints:calls')}"}


def _may_hear_of_objection(letter: Letter) -> bool:
    """As long as they hold the role for which they were told; of what is gone, nobody needs to hear."""
    with seen_by_house():
        rows = Complaint.objects.filter(pk=letter.facts["complaint"]).select_related("office")
        complaint = rows.first()
    account = letter.recipient
    if complaint is None or account is None:
        return account is not None
    return independent_of(complaint.office).filter(pk=account.pk).exists()


def _is_objected(letter: Letter) -> bool:
    with seen_by_house():
        rows = Objection.objects.filter(message__complaint=letter.facts["complaint"])
        return rows.filter(outcome=Outcome.OPEN).exists()


KINDS = (
    LetterKind(
        "complaints/objected",
        _("Somebody objects to a handler of a complaint"),
        _may_hear_of_objection,
        still_holds=_is_objected,
    ),
    LetterKind(
        "complaints/call",
        _("Something new for the complaints office"),
        _may_receive_call,
        _link_to_calls,
        still_holds=_still_waits,
    ),
    LetterKind(
        "complaints/arrived",
        _("Something new for the complaints office"),
        _may_receive,
        _facts,
        still_holds=_is_there,
    ),
)
