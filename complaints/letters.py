"""Letters to the office: that something is there, never what, nor of whom."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.clocks import ClockKind
from complaints.keeping import NOTICE
from complaints.models import (
    CallBack,
    Clock,
    Complaint,
    KeepingMode,
    KeepingTerm,
    Objection,
    Office,
    Outcome,
    StatementRequest,
    seen_by,
    seen_by_house,
)
from complaints.models.clocks import has_pressing
from complaints.officehours import in_office_hours
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


def _is_officer(letter: Letter) -> bool:
    return letter.recipient is not None and is_officer(letter.recipient)


def _is_pressing(letter: Letter) -> bool:
    """On its day, in office hours, as long as something is due: what is posted late is not posted at all."""
    now = timezone.now()
    is_today = letter.facts["on"] == timezone.localdate(now).isoformat()
    return (
        is_today
        and in_office_hours(now)
        and bool(letter.recipient and has_pressing(letter.recipient))
    )


def _link_to_due(letter: Letter) -> dict[str, object]:
    return {"link": f"{settings.SITE_URL}{reverse('complaints:due')}"}


def _is_head(letter: Letter) -> bool:
    rows = Office.objects.filter(pk=letter.facts["office"], head__is_active=True)
    return letter.recipient is not None and rows.filter(head=letter.recipient).exists()


def _takes_long(letter: Letter) -> bool:
    with seen_by_house():
        late = Clock.objects.overdue(timezone.localdate()).filter(kind=ClockKind.ESCALATION)
        return late.filter(complaint__office=letter.facts["office"]).exists()


def _name_office(letter: Letter) -> dict[str, object]:
    offices = Office.objects.select_related("authority")
    return {"office": offices.filter(pk=letter.facts["office"]).first()}


def _name_office_of_complaint(letter: Letter) -> dict[str, object]:
    with seen_by_house():
        rows = Office.objects.filter(complaints=letter.facts["complaint"])
        return {"office": rows.select_related("authority").first()}


def _may_hear_of_keeping(letter: Letter) -> bool:
    office = Office.objects.filter(pk=letter.facts["office"]).first()
    account = letter.recipient
    if office is None or account is None:
        return account is not None
    return independent_of(office).filter(pk=account.pk).exists()


def _is_set_anew(letter: Letter) -> bool:
    office = letter.facts["office"]
    terms = KeepingTerm.objects.filter(office=office)
    return terms.exists() or KeepingMode.objects.filter(office=office).exists()


def _link_to_terms(letter: Letter) -> dict[str, object]:
    office = Office.objects.select_related("authority").filter(pk=letter.facts["office"]).first()
    if office is None:
        return {}
    page = reverse("complaints:terms", args=[office.pk])
    return {"office": office, "link": f"{settings.SITE_URL}{page}", "days": NOTICE.days}


def _may_receive_request(letter: Letter) -> bool:
    """As long as they lead the unit; of what is gone, nobody needs to hear."""
    account = letter.recipient
    if account is None:
        return False
    with seen_by_house():
        rows = StatementRequest.objects.filter(pk=letter.facts["request"])
        return not rows.exists() or rows.put_to(account).exists()


def _is_asked(letter: Letter) -> bool:
    with seen_by_house():
        return StatementRequest.objects.open().filter(pk=letter.facts["request"]).exists()


def _link_to_request(letter: Letter) -> dict[str, object]:
    """Where it is answered, until when; nothing once it is answered or taken back."""
    with seen_by_house():
        rows = StatementRequest.objects.open().filter(pk=letter.facts["request"])
        row = rows.select_related("unit").first()
    if row is None:
        return {}
    page = reverse("complaints:statement", args=[row.pk])
    return {"link": f"{settings.SITE_URL}{page}", "unit": row.unit, "due_on": row.due_on}


KINDS = (
    LetterKind(
        "complaints/keeping",
        _("How long complaints are kept is set anew"),
        _may_hear_of_keeping,
        _link_to_terms,
        still_holds=_is_set_anew,
    ),
    LetterKind(
        "complaints/statement",
        _("A statement of your unit is wanted"),
        _may_receive_request,
        _link_to_request,
        still_holds=_is_asked,
    ),
    LetterKind(
        "complaints/due",
        _("Something is due in the complaints office"),
        _is_officer,
        _link_to_due,
        still_holds=_is_pressing,
    ),
    LetterKind(
        "complaints/takes_long",
        _("Something takes long in the complaints office"),
        _is_head,
        _name_office,
        still_holds=_takes_long,
    ),
    LetterKind(
        "complaints/objected",
        _("Somebody objects to a handler of a complaint"),
        _may_hear_of_objection,
        still_holds=_is_objected,
    ),
    LetterKind(
        "complaints/circle",
        _("Who may work on a complaint has changed"),
        _may_hear_of_objection,
        _name_office_of_complaint,
        still_holds=_is_there,
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
