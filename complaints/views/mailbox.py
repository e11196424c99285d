"""The mailbox: opened by number and code, read and answered in the person's language."""

from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints import rules, slowing
from complaints.actions import filing
from complaints.actions import mailbox as actions
from complaints.forms.mailbox import OpenForm, WriteForm, read_digits
from complaints.languages import CODES
from complaints.models import Complaint, MessageKind, seen_by_number
from complaints.models.complaints import FROM_PERSON
from complaints.sealed_rows import (
    FileFacts,
    Keys,
    open_for_nobody,
    open_for_person,
    read_attachment,
    read_message,
)
from complaints.stages import Stage
from complaints.store.derived import SALT_BYTES, Busy, derive_private
from complaints.store.sealed import Unreadable
from complaints.store.secret import in_groups
from complaints.views.frame import ask_to_wait, frame, public
from complaints.views.hashing import GATE
from complaints.visiting import Visiting, arrive
from partnerships.shared.step.once import nameless_token

ADDRESS = "complaints:mailbox"
NOBODYS_SALT = bytes(SALT_BYTES)  # an unknown number takes the same time


class Open(NamedTuple):
    """An open mailbox."""

    complaint: Complaint
    keys: Keys


@public
def mailbox(request: HttpRequest, language: str) -> HttpResponse:
    """Closed: asks for number and code. Open: how it stands, all messages, and what can be done."""
    visiting = arrive(request)
    with seen_by_number(_number_told(request, visiting)):
        return _answer(request, language, visiting)


def _number_told(request: HttpRequest, visiting: Visiting) -> str:
    """Of the mailbox that is open, or that is asked for; empty where none is."""
    held = visiting.state.get("mailbox", {})
    return str(held.get("number") or read_digits(request.POST.get("number", "")))


def _answer(request: HttpRequest, language: str, visiting: Visiting) -> HttpResponse:
    here = _find_open(visiting)
    if request.method != "POST":
        return (
            _show(request, language, visiting, here) if here else _ask(request, language, visiting)
        )
    if not visiting.has_sent(request):
        return _ask(request, language, visiting, ended="text" in request.POST)
    verb, _colon, target = request.POST.get("go", "").partition(":")
    if verb == "language" and target in CODES:
        return redirect(reverse(ADDRESS, args=[target]))
    if here is None and "number" not in request.POST:
        return _ask(request, language, visiting, ended="text" in request.POST)
    if here is None:
        return _open(request, language, visiting)
    return _follow(request, language, visiting, here, verb)


def _find_open(visiting: Visiting) -> Open | None:
    """What the visit holds open; nothing where the complaint is gone or got another code since."""
    held = visiting.state.get("mailbox")
    if not held:
        return None
    complaint = Complaint.objects.filter(uid=UUID(held["uid"])).first()
    if complaint is None or complaint.mailbox_public.hex() != held["public"]:
        return None
    identity = held["identity"]
    return Open(
        complaint, Keys(bytes.fromhex(held["told"]), bytes.fromhex(identity) if identity else None)
    )


def _ask(
    request: HttpRequest,
    language: str,
    visiting: Visiting,
    form: OpenForm | None = None,
    status: int = 200,
    ended: bool = False,
    wait: int = 0,
) -> HttpResponse:
    """Number and code; a text whose mailbox closed while it was typed is kept on the page. `wait`: seconds."""
    context = {
        **frame(language, ADDRESS, visiting),
        "form": form or OpenForm(),
        "kept_text": request.POST.get("text", ""),
        "ended": ended,
        "wait": wait,
        "in_form": True,
    }
    response = render(request, "complaints/public/open.html", context, status=status)
    visiting.give_cookie(response)
    return ask_to_wait(response, wait)


def _open(request: HttpRequest, language: str, visiting: Visiting) -> HttpResponse:
    """The same words, the same time and the same waiting for a wrong code and an unknown number."""
    form = OpenForm(request.POST)
    if not form.is_valid():
        return _ask(request, language, visiting, form)
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    wrong = (slowing.WRONG_CODES_OF_NUMBER, number), (slowing.WRONG_CODES_OF_SITE, "")
    if wait := slowing.seconds_left("mailbox", visiting.id, *wrong):
        return _ask(request, language, visiting, form, wait=wait)
    complaint = Complaint.objects.filter(number=number).first()
    try:
        with GATE:
            private = derive_private(code, bytes(complaint.salt) if complaint else NOBODYS_SALT)
    except Busy:
        form.add_error(
            None, _("Many people are reading at the moment. Please try again in a minute.")
        )
        return _ask(request, language, visiting, form, status=503)
    try:
        if complaint is None:
            open_for_nobody(private)
        keys = open_for_person(complaint, private)
    except Unreadable:
        slowing.count(*wrong)
        form.add_error(None, _("Number and code do not belong together. Please compare both."))
        return _ask(request, language, visiting, form)
    with visiting.changing() as state:
        state["mailbox"] = {
            "uid": str(complaint.uid),
            "number": complaint.number,
            "public": complaint.mailbox_public.hex(),
            "told": keys.told.hex(),
            "identity": keys.identity.hex() if keys.identity else "",
            "text": request.POST.get("text", ""),
        }
    return redirect(reverse(ADDRESS, args=[language]))


def _follow(
    request: HttpRequest, language: str, visiting: Visiting, here: Open, verb: str
) -> HttpResponse:
    """What one of the buttons asks for."""
    if verb == "write":
        return _write(request, language, visiting, here)
    if verb == "withdraw":
        if not request.POST.get("sure") and rules.can_withdraw(here.complaint):
            return _show(request, language, visiting, here, asks="withdraw")
        if rules.can_withdraw(here.complaint):
            actions.withdraw(here.complaint)
    elif verb == "renew":
        return _renew(request, language, visiting, here)
    elif verb == "file":
        return _as_file(language, here)
    elif verb == "leave":
        with visiting.changing() as state:
            state.pop("mailbox", None)
    return redirect(reverse(ADDRESS, args=[language]))


def _write(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponse:
    form = WriteForm(request.POST)
    if not form.is_valid() or not rules.can_write_to_office(here.complaint):
        return _show(request, language, visiting, here, form=form)
    written = _written_by(visiting)
    if wait := slowing.seconds_left("write", visiting.id, *written):
        return _show(request, language, visiting, here, form=form, wait=wait)
    text, token = form.cleaned_data["text"], nameless_token(request)
    actions.write(here.complaint, here.keys, text=text, language=language, token=token)
    slowing.count(*written)
    with visiting.changing() as state:
        state.get("mailbox", {})["text"] = ""
    return redirect(reverse(ADDRESS, args=[language]))


def _renew(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponse:
    """Asked once more; then the new code is shown on this page, and only now."""
    if not request.POST.get("sure"):
        return _show(request, language, visiting, here, asks="renew")
    written = _written_by(visiting)
    if wait := slowing.seconds_left("write", visiting.id, *written):
        return _show(request, language, visiting, here, asks="renew", wait=wait)
    with GATE.patient():
        made = filing.new_mailbox()
    slowing.count(*written)
    with visiting.changing() as state:
        actions.renew_code(here.complaint, here.keys, made)
        state.get("mailbox", {})["public"] = made.public.hex()
    fresh = Open(Complaint.objects.get(pk=here.complaint.pk), here.keys)
    return _show(request, language, visiting, fresh, new_code=in_groups(made.secret))


def _written_by(visiting: Visiting) -> tuple[slowing.Counted, ...]:
    return (slowing.WRITINGS_OF_VISIT, visiting.id), (slowing.WRITINGS_OF_SITE, "")


def _show(
    request: HttpRequest,
    language: str,
    visiting: Visiting,
    here: Open,
    form: WriteForm | None = None,
    wait: int = 0,
    **more: object,
) -> HttpResponse:
    complaint, keys = here
    messages = [
        {
            "text": read_message(message, keys),
            "language": message.language,
            "at": message.at,
            "is_mine": message.kind in FROM_PERSON,
            "heading": _head(message.kind),
        }
        for message in complaint.messages.select_related("complaint")
    ]
    state, step = _say_stage(complaint)
    context = {
        **frame(language, ADDRESS, visiting),
        "complaint": complaint,
        "messages_of_it": messages,
        "files": _list_files(complaint, keys),
        "state": state,
        "next_step": step,
        "form": form
        or WriteForm(initial={"text": visiting.state.get("mailbox", {}).get("text", "")}),
        "can_write": rules.can_write_to_office(complaint),
        "can_withdraw": rules.can_withdraw(complaint),
        "is_answered": complaint.stage == Stage.ANSWERED,
        "wait": wait,
        "in_form": True,
        **more,
    }
    response = render(request, "complaints/public/mailbox.html", context)
    visiting.give_cookie(response)
    return ask_to_wait(response, wait)


def _list_files(complaint: Complaint, keys: Keys) -> list[FileFacts]:
    rows = complaint.attachments.select_related("complaint")
    return [read_attachment(row, keys) for row in rows]


def _as_file(language: str, here: Open) -> HttpResponse:
    """All messages as plain text; the file's name says nothing."""
    complaint, keys = here
    parts = [f"{_('Your number')}: {complaint.spaced_number}"]
    for message in complaint.messages.select_related("complaint"):
        day = date_format(timezone.localtime(message.at), "DATE_FORMAT")
        parts.append(f"{_head(message.kind)} – {day}\n\n{read_message(message, keys)}")
    if files := _list_files(complaint, keys):
        parts.append("\n".join([_("Your files"), "", *(each.name for each in files)]))
    response = HttpResponse("\n\n\n".join(parts) + "\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{complaint.number}.txt"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _head(kind: str) -> str:
    return {
        MessageKind.STORY.value: _("You wrote first"),
        MessageKind.REPLY.value: _("You wrote"),
        MessageKind.NOTICE.value: _("The office writes"),
        MessageKind.QUESTION.value: _("The office asks you"),
        MessageKind.ANSWER.value: _("The answer of the office"),
    }[kind]


def _say_stage(complaint: Complaint) -> tuple[str, str]:
    """State and next step in plain words."""
    received = date_format(timezone.localtime(complaint.received_at), "DATE_FORMAT")
    said = {
        Stage.RECEIVED: (
            _("We have received your message."),
            _("Next: somebody reads it and tells you so here. We aim at three working days."),
        ),
        Stage.ACKNOWLEDGED: (
            _("Somebody is working on it."),
            _("Next: you get an answer or a question here. We aim at six weeks from %(day)s.")
            % {"day": received},
        ),
        Stage.AWAITING_PERSON: (
            _("We have a question for you."),
            _("Next: please answer below. Without an answer we go on with what we know."),
        ),
        Stage.ANSWERED: (
            _("The answer is here."),
            _("You do not agree? Write to us below, or turn to a body outside the police."),
        ),
        Stage.WITHDRAWN: (
            _("You have taken it back."),
            _("Nothing more happens, unless police have to pursue a crime."),
        ),
        Stage.CLOSED: (
            pgettext("a mailbox", "It is closed."),
            _("You can still read everything here."),
        ),
    }
    return said[Stage(complaint.stage)]
