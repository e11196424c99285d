"""What an organisation wrote for people: its list, each of them, and what its helpers do with it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django import forms
from django.db.models import Count, Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from complaints import rules
from complaints.actions import forwarding
from complaints.actions import partners as actions
from complaints.forms.consent import YES
from complaints.forms.office import Sent
from complaints.forms.writing import (
    HelperMessageForm,
    LaterConsentForm,
    LaterNamedConsentForm,
    WriteForForm,
)
from complaints.languages import CHOICES, name_of
from complaints.models import Complaint, Forwarding, GivenBy, Holder, Office
from complaints.models.complaints import helps_for, space_number
from complaints.sealed_rows import Keys, open_for_partner, read_attachment, read_identity, read_told
from complaints.stages import OPEN, Stage
from complaints.store.sealed import Unreadable
from complaints.views import for_person, office, partner_code
from complaints.views.register import stage_badge
from complaints.views.sight import in_sight
from complaints.visiting import arrive
from partnerships.directory.models import Account, Organisation
from partnerships.directory.requests import Request
from partnerships.shared.audit.actions import note_read
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, choice_filter
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.step.views import Crumb, Step, take
from partnerships.shared.templatetags.parts import badge, code, link, when

WORKING_DAYS, ANSWER = 3, timedelta(weeks=6)  # what the office aims at; it says so to everybody
KEPT, ALONE = gettext_lazy("only with you"), gettext_lazy("goes on without you")


def next_day(stage: str, received_at: datetime) -> date | None:
    """When the office wants to have confirmed or answered what was forwarded; weekends do not count as working days."""
    day = timezone.localdate(received_at)
    if stage == Stage.RECEIVED:
        left = WORKING_DAYS
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < 5
        return day
    return day + ANSWER if stage in OPEN else None


class HelpedFilter(ListFilter):
    """What may be asked of the list."""

    language = choice_filter(CHOICES, label=gettext_lazy("Language"))


class HelpedLabels:
    """Addresses and the words for how it stands."""

    def __init__(self, account: Account, rows: Sequence[object]) -> None:
        self.address = addresses("complaints:helped")


def _say_state(row: object) -> str:
    if row.helper_ended_at:  # type: ignore[attr-defined]  # a named row
        return str(ALONE)
    if row.forwarded_at is None:  # type: ignore[attr-defined]
        return str(KEPT)
    return str(Stage(row.stage).label)  # type: ignore[attr-defined]


def _badge(row: object) -> SafeString:
    if row.helper_ended_at or row.forwarded_at is None:  # type: ignore[attr-defined]
        return badge(_say_state(row), "neutral")
    return stage_badge(row.stage)  # type: ignore[attr-defined]


def _next_day(row: object) -> date | None:
    if row.helper_ended_at or row.forwarded_at is None:  # type: ignore[attr-defined]
        return None
    return next_day(row.stage, row.received_at)  # type: ignore[attr-defined]


STATE = ("stage", "forwarded_at", "helper_ended_at")
HELPED = List(
    slug="complaints-for-people",
    caption=gettext_lazy("Complaints for people"),
    columns=(
        ListColumn(
            "number",
            gettext_lazy("Number"),
            ("id", "number"),
            value=lambda row, look: space_number(row.number),
            cell=lambda row, look: link(code(space_number(row.number)), look.address(row.id)),
            sort=("number",),
        ),
        ListColumn(
            "received_at",
            pgettext_lazy("a complaint", "Written or forwarded"),
            ("received_at",),
            value=lambda row, look: row.received_at,
            cell=lambda row, look: when(row.received_at),
            sort=("received_at",),
        ),
        ListColumn(
            "state",
            pgettext_lazy("a complaint", "Stage"),
            STATE,
            value=lambda row, look: _say_state(row),
            cell=lambda row, look: _badge(row),
        ),
        ListColumn(
            "next",
            pgettext_lazy("a complaint", "Next date"),
            (*STATE, "received_at"),
            value=lambda row, look: _next_day(row),
        ),
        ListColumn(
            "language",
            gettext_lazy("Language"),
            ("language",),
            value=lambda row, look: name_of(row.language),
        ),
    ),
    filters=HelpedFilter,
    order=("-received_at", "-id"),
    look=HelpedLabels,
    empty=gettext_lazy("Nothing has been written yet"),
    empty_text=gettext_lazy("What you write for people stands here."),
)


def _organisations(by: Account) -> list[Organisation]:
    return list(Organisation.objects.filter(pk__in=helps_for(by)).order_by("sort_key", "pk"))


@in_sight
def helping(request: Request) -> HttpResponseBase:
    """What one's organisations wrote, the latest first, with their own counts."""
    rules.can_see_help(request.user).enforce()
    rows = Complaint.objects.helped_by(request.user)
    goes_on = Q(helper_ended_at__isnull=True)
    forwarded = goes_on & Q(forwarded_at__isnull=False)
    counts = rows.aggregate(
        all=Count("pk"),
        kept=Count("pk", filter=Q(forwarded_at__isnull=True)),
        open=Count("pk", filter=forwarded & Q(stage__in=OPEN)),
        answered=Count("pk", filter=forwarded & Q(stage__in=[Stage.ANSWERED, Stage.CLOSED])),
    )
    context = {
        "counts": counts,
        "organisations": [
            {"row": each, "has_key": actions.key_of(each)} for each in _organisations(request.user)
        ],
    }
    return respond(request, HELPED, rows, template="complaints/helping.html", context=context)


@in_sight
def write_for(request: Request) -> HttpResponse:
    """Begin: whose language, in whose name. Then it is the form of everybody."""
    rules.can_see_help(request.user).enforce()
    offered = _organisations(request.user)
    without_code = [each for each in offered if actions.key_of(each) is None]
    if len(without_code) == len(offered):
        return redirect("complaints:partner_code", without_code[0].pk)
    visiting = arrive(request)
    form = WriteForForm(
        request.POST if request.method == "POST" else None,
        organisations=[each for each in offered if each not in without_code],
    )
    if form.is_valid():
        organisation = int(form.cleaned_data.get("organisation") or _only(offered, without_code))
        return for_person.begin(
            visiting, request.user, form.cleaned_data["language"], organisation=organisation
        )
    context = {
        "form": form,
        "crumbs": [_crumb_of_list(), (_("Write for a person"), "")],
        "has_draft": for_person.WRITER in visiting.state,
        "is_closed": not Office.objects.receiving().exists(),
    }
    return render(request, "complaints/write_for.html", context)


def _only(offered: list[Organisation], without_code: list[Organisation]) -> int:
    """The one organisation in whose name somebody can write."""
    return next(each.pk for each in offered if each not in without_code)


def _crumb_of_list() -> Crumb:
    return (_("Complaints for people"), reverse("complaints:helping"))


def _crumbs(complaint: Complaint) -> list[Crumb]:
    return [
        _crumb_of_list(),
        (complaint.spaced_number, reverse("complaints:helped", args=[complaint.pk])),
    ]


def _find(request: Request, pk: int) -> Complaint:
    """Raises: Http404 for whoever does not help there."""
    rows = Complaint.objects.helped_by(request.user)
    return get_object_or_404(rows.select_related("office__authority", "partner"), pk=pk)


def _keys(request: Request, complaint: Complaint) -> Keys | None:
    """With the code that somebody has typed in this browser; None without it, or where the code was lost since."""
    private = partner_code.private_of(arrive(request), request.user, complaint.partner_id)
    if private is None or not rules.can_read_as_helper(request.user, complaint):
        return None
    try:
        return open_for_partner(complaint, private)
    except Unreadable:
        return None


@in_sight
def helped(request: Request, pk: int) -> HttpResponse:
    """How it stands, what the person agreed to, who can open it; the words only with the organisation's code."""
    complaint = _find(request, pk)
    keys = _keys(request, complaint)
    is_wrapped = complaint.wraps.filter(holder=Holder.PARTNER).exists()
    context = {
        "complaint": complaint,
        "state": _badge(complaint),
        "language_name": name_of(complaint.language),
        "next_day": _next_day(complaint),
        "consent": complaint.consent,
        "reads_on": rules.can_read_as_helper(request.user, complaint),
        "was_lost": complaint.has_helper and not is_wrapped,
        "is_open": keys is not None,
        "can_note_consent": rules.can_note_consent(request.user, complaint)
        and not rules.can_withdraw_consent(request.user, complaint),
        "can_withdraw_consent": rules.can_withdraw_consent(request.user, complaint),
        "can_forward": keys is not None and rules.can_forward(request.user, complaint),
        "can_write": keys is not None and rules.can_write_as_helper(request.user, complaint),
    }
    if keys is not None:
        note_read("complaints.complaint_read", by=request.user, target=complaint)
        context |= {
            "turns": office.turns_of(request, complaint, keys),
            "told": office.in_words(read_told(complaint, keys)),
            "identity": office.in_words(read_identity(complaint, keys)),
            "files": [
                read_attachment(row, keys)
                for row in complaint.attachments.select_related("complaint")
            ],
        }
    return render(request, "complaints/helped.html", context)


def _ask_for_code(complaint: Complaint) -> HttpResponse:
    """What needs the words begins with the code."""
    return redirect(reverse("complaints:helped", args=[complaint.pk]))


@in_sight
def write_as_helper(request: Request, pk: int) -> HttpResponse:
    """A message beside the person."""
    complaint = _find(request, pk)
    rules.can_write_as_helper(request.user, complaint).enforce()
    keys = _keys(request, complaint)
    if keys is None:
        return _ask_for_code(complaint)
    step = Step(
        title=_("Write as helper"),
        crumbs=_crumbs(complaint),
        submit=_("Send"),
        lead=_("The person reads it in the mailbox; the office too, once it is forwarded."),
    )

    def act(form: HelperMessageForm) -> object:
        text = form.cleaned_data["text"]
        return actions.write_as_helper(complaint, keys, text=text, by=request.user)

    return take(request, step, HelperMessageForm, act, done=_("Sent."))


@in_sight
def note_consent(request: Request, pk: int) -> HttpResponse:
    """The person has agreed since it was written."""
    complaint = _find(request, pk)
    rules.can_note_consent(request.user, complaint).enforce()
    step = Step(
        title=_("The person agrees"),
        crumbs=_crumbs(complaint),
        submit=_("Note it"),
        lead=_(
            "The person agrees that the complaints office gets it. Until you forward it, they can take that back."
        ),
    )
    has_name = complaint.identity is not None

    def make(data: Sent) -> forms.Form:
        return LaterNamedConsentForm(data) if has_name else LaterConsentForm(data)

    def act(form: forms.Form) -> object:
        return forwarding.note_consent(
            complaint,
            forwarding=Forwarding.LATER,
            is_named=form.cleaned_data.get("named") == YES,
            given=form.cleaned_data["given"],
            by=request.user,
        )

    return take(request, step, make, act, done=_("Noted. It can be forwarded now."))


@in_sight
def withdraw_consent(request: Request, pk: int) -> HttpResponse:
    """The person says no."""
    complaint = _find(request, pk)
    rules.can_withdraw_consent(request.user, complaint).enforce()
    step = Step(
        title=_("The person takes the consent back"),
        crumbs=_crumbs(complaint),
        question=_("Does the person take the consent back?"),
        lead=_("Then it stays with you and is not forwarded."),
        submit=_("Yes, it stays here"),
    )

    def act(_form: None) -> object:
        return forwarding.withdraw_consent(complaint, given=GivenBy.WORD, by=request.user)

    return take(request, step, None, act, done=_("It stays with you."))


@in_sight
def forward(request: Request, pk: int) -> HttpResponse:
    """To the office, as the person has agreed."""
    complaint = _find(request, pk)
    rules.can_forward(request.user, complaint).enforce()
    keys = _keys(request, complaint)
    if keys is None:
        return _ask_for_code(complaint)
    consent = complaint.consent
    if complaint.identity is None:
        lead = _("The office then reads all of it. It cannot be taken back.")
    elif consent is not None and consent.is_named:
        lead = _("The office then reads all of it, with the name. It cannot be taken back.")
    else:
        lead = _("The office then reads all of it but the name. It cannot be taken back.")
    step = Step(
        title=_("Forward"),
        crumbs=_crumbs(complaint),
        question=_("Forward to: %(office)s?") % {"office": complaint.office},
        lead=lead,
        submit=_("Forward"),
    )

    def act(_form: None) -> object:
        return forwarding.forward(complaint, keys, by=request.user)

    return take(request, step, None, act, done=_("Forwarded. The office has been told."))
