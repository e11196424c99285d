"""The mailbox: opened by number and code, read and answered in the person's language."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints import rules, slowing
from complaints.actions import feedback, filing
from complaints.actions import mailbox as actions
from complaints.actions.nudging import forget_nudge, note_opened, want_nudge
from complaints.answers import Way
from complaints.clocks import ClockKind
from complaints.forms.digits import read_digits
from complaints.forms.files import FilesForm
from complaints.forms.mailbox import (
    FeedbackForm,
    NudgeForm,
    ObjectForm,
    OpenForm,
    WhyForm,
    WriteForm,
)
from complaints.languages import CODES
from complaints.models import (
    Complaint,
    FeedbackTicket,
    Message,
    MessageKind,
    Objection,
    Outcome,
    Translator,
    seen_by_number,
)
from complaints.models.complaints import FROM_PERSON, TO_OFFICE
from complaints.sealed_rows import (
    Keys,
    open_for_nobody,
    open_for_person,
    read_identity,
    read_message,
    read_told,
    read_translation,
)
from complaints.stages import Stage
from complaints.store.derived import SALT_BYTES, Busy, derive_private
from complaints.store.sealed import Unreadable
from complaints.store.secret import in_groups
from complaints.views import files, helpers, paper, parcel, taking_over
from complaints.views.frame import ask_to_wait, frame, public
from complaints.views.hashing import GATE
from complaints.views.kept_for_person import say_kept
from complaints.views.serving import files_of, list_files, serve
from complaints.visiting import Visiting, arrive
from partnerships.shared.step.once import nameless_token

ADDRESS = "complaints:mailbox"
TOLD_BY = (
    ClockKind.ACKNOWLEDGEMENT,
    ClockKind.INTERIM,
    ClockKind.ANSWER,
    ClockKind.SUSPENSION,
)  # what reaches the person
NOBODYS_SALT = bytes(SALT_BYTES)  # an unknown number takes the same time


class Open(NamedTuple):
    """An open mailbox."""

    complaint: Complaint
    keys: Keys


@public
def mailbox(request: HttpRequest, language: str) -> HttpResponseBase:
    """Closed: asks for number and code. Open: how it stands, all messages, and what can be done."""
    visiting = arrive(request)
    with seen_by_number(_number_told(request, visiting)):
        return _answer(request, language, visiting)


def _number_told(request: HttpRequest, visiting: Visiting) -> str:
    """Of the mailbox that is open, is taken over, or is asked for; empty where none is."""
    held = visiting.state.get("mailbox") or visiting.state.get(taking_over.BEGUN) or {}
    return str(held.get("number") or read_digits(request.POST.get("number", "")))


def _look(
    request: HttpRequest, language: str, visiting: Visiting, here: Open | None
) -> HttpResponse:
    """Nothing was sent: what is open, or the question for number and code."""
    if taking_over.is_begun(visiting):
        return taking_over.show(request, language, visiting)
    return _show(request, language, visiting, here) if here else _ask(request, language, visiting)


def _answer(request: HttpRequest, language: str, visiting: Visiting) -> HttpResponseBase:
    here = _find_open(visiting)
    if request.method != "POST":
        return _look(request, language, visiting, here)
    if not visiting.has_sent(request):
        return _ask(request, language, visiting, ended="text" in request.POST)
    verb, _colon, target = request.POST.get("go", "").partition(":")
    if verb == "language" and target in CODES:
        if here:
            _keep_text(request, visiting)
        return redirect(reverse(ADDRESS, args=[target]))
    if taking_over.is_begun(visiting):
        return taking_over.take_over(request, language, visiting)
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
    rows = Complaint.objects.select_related("office__authority", "partner")
    complaint = rows.filter(uid=UUID(held["uid"])).first()
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
    if complaint.is_code_for_once:
        taking_over.begin(visiting, complaint, keys)
        return redirect(reverse(ADDRESS, args=[language]))
    with visiting.changing() as state:
        files.drop(visiting, state.pop("mailbox", {}))
        state["mailbox"] = {
            "uid": str(complaint.uid),
            "number": complaint.number,
            "public": complaint.mailbox_public.hex(),
            "told": keys.told.hex(),
            "identity": keys.identity.hex() if keys.identity else "",
            "text": request.POST.get("text", ""),
        }
    note_opened(complaint)
    return redirect(reverse(ADDRESS, args=[language]))


def _follow(
    request: HttpRequest, language: str, visiting: Visiting, here: Open, verb: str
) -> HttpResponseBase:
    """What one of the buttons asks for."""
    answer = _decide if verb in helpers.VERBS else ANSWERS.get(verb)
    if answer:
        return answer(request, language, visiting, here)
    return redirect(reverse(ADDRESS, args=[language]))


def _withdraw(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponse:
    """Asked once more."""
    if rules.can_withdraw(here.complaint):
        if not request.POST.get("sure"):
            return _show(request, language, visiting, here, form=WhyForm(), asks="withdraw")
        form = WhyForm(request.POST)
        text = form.cleaned_data["why"] if form.is_valid() else ""
        actions.withdraw(
            here.complaint, here.keys, text=text, language=language, token=nameless_token(request)
        )
    return redirect(reverse(ADDRESS, args=[language]))


def _nudge(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponse:
    """An address for letters without content: the risk is read first."""
    _keep_text(request, visiting)
    form = NudgeForm(request.POST) if request.POST.get("sure") else NudgeForm()
    if not rules.can_be_nudged(here.complaint):
        return redirect(reverse(ADDRESS, args=[language]))
    if not form.is_valid():
        return _show(request, language, visiting, here, asks="nudge", nudge_form=form)
    want_nudge(here.complaint, address=form.cleaned_data["email"])
    return redirect(reverse(ADDRESS, args=[language]))


def _end_nudge(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponse:
    _keep_text(request, visiting)
    forget_nudge(here.complaint)
    return redirect(reverse(ADDRESS, args=[language]))


def _keep_text(request: HttpRequest, visiting: Visiting) -> None:
    """What is being written to the office stays while something else is done."""
    if "text" in request.POST:
        with visiting.changing() as state:
            state.get("mailbox", {})["text"] = request.POST["text"]


def _leave(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponse:
    with visiting.changing() as state:
        files.drop(visiting, state.pop("mailbox", {}))
    return redirect(reverse(ADDRESS, args=[language]))


def _decide(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponse:
    """About helpers and forwarding; what has consequences is asked first."""
    _keep_text(request, visiting)
    verb = request.POST.get("go", "").partition(":")[0]
    if asks := helpers.follow(request, here.complaint, here.keys, verb):
        return _show(request, language, visiting, here, asks=asks)
    return redirect(reverse(ADDRESS, args=[language]))


def _write(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponse:
    """With all files that are there; where one was not taken, the page names it first and nothing is sent."""
    held = visiting.state["mailbox"]
    taken = files.take_in(request, visiting, held.get("files", []))
    form, token = WriteForm(request.POST), nameless_token(request)
    may = form.is_valid() and bool(rules.can_write_to_office(here.complaint))
    written = _written_by(visiting)
    wait = slowing.seconds_left("write", visiting.id, *written) if may else 0
    with visiting.changing() as state:
        held = state.setdefault("mailbox", held)
        files.put_in(visiting, held, taken)
        is_whole = may and not wait and not held["not_taken"] and not files.have_gone(held)
        if is_whole:
            text, kept = form.cleaned_data["text"], held["files"]
            actions.write(
                here.complaint, here.keys, text=text, language=language, token=token, files=kept
            )
            files.drop(visiting, held)
            slowing.count(*written)
        held["text"] = "" if is_whole else request.POST.get("text", "")
    if not may or wait:
        return _show(request, language, visiting, here, form=form, wait=wait)
    return redirect(reverse(ADDRESS, args=[language]))


def _object(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponse:
    """Asked for on a page of its own; what stood in the field for messages is carried over."""
    is_sent = bool(request.POST.get("sure"))
    form = ObjectForm(request.POST if is_sent else None, initial=_begun(request))
    if is_sent and form.is_valid():
        text, token = form.cleaned_data["text"], nameless_token(request)
        with suppress(PermissionDenied):  # closed, or objected in another tab: the page says so
            actions.object_to_handler(
                here.complaint, here.keys, text=text, language=language, token=token
            )
        return redirect(reverse(ADDRESS, args=[language]))
    if not rules.can_object(here.complaint):
        return redirect(reverse(ADDRESS, args=[language]))
    return _show(request, language, visiting, here, form=form, asks="object")


def _disagree(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponse:
    """The answer is not enough; asked for on a page of its own, like an objection."""
    is_sent = bool(request.POST.get("sure"))
    form = WriteForm(request.POST if is_sent else None, initial=_begun(request))
    if is_sent and form.is_valid():
        text, token = form.cleaned_data["text"], nameless_token(request)
        with suppress(PermissionDenied):  # too late, or asked in another tab: the page says so
            actions.disagree(here.complaint, here.keys, text=text, language=language, token=token)
        return redirect(reverse(ADDRESS, args=[language]))
    if not rules.can_disagree(here.complaint):
        return redirect(reverse(ADDRESS, args=[language]))
    return _show(request, language, visiting, here, form=form, asks="disagree")


def _say_how_it_was(
    request: HttpRequest, language: str, visiting: Visiting, here: Open
) -> HttpResponse:
    """Three questions, once; the thanks come with this page, and nothing of it is kept in the visit."""
    is_sent = bool(request.POST.get("sure"))
    form = FeedbackForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        feedback.give_feedback(here.complaint, language=language, **form.cleaned_data)
        return _show(request, language, visiting, here, is_thanked=True)
    if not FeedbackTicket.objects.filter(complaint=here.complaint).exists():
        return redirect(reverse(ADDRESS, args=[language]))
    return _show(request, language, visiting, here, form=form, asks="feedback")


def _begun(request: HttpRequest) -> dict[str, str]:
    return {"text": request.POST.get("text", "")}


def _add(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponse:
    """Files to the message that is being written; what was typed stays."""
    taken = files.take_in(request, visiting, visiting.state["mailbox"].get("files", []))
    with visiting.changing() as state:
        held = state.get("mailbox", {})
        files.put_in(visiting, held, taken)
        held["text"] = request.POST.get("text", "")
    return redirect(reverse(ADDRESS, args=[language]) + "#reply")


def _remove(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponse:
    with visiting.changing() as state:
        held = state.get("mailbox", {})
        files.remove(visiting, held, _target(request))
        held["not_taken"] = []
        held["text"] = request.POST.get("text", "")
    return redirect(reverse(ADDRESS, args=[language]) + "#reply")


def _target(request: HttpRequest) -> str:
    """What a button names behind its verb."""
    return request.POST.get("go", "").partition(":")[2]


def _fetch(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponseBase:
    """A file of either side, as a download."""
    named = [each for each in list_files(*here) if str(each.row.pk) == _target(request)]
    if not named:
        return redirect(reverse(ADDRESS, args=[language]))
    return serve(named[0].row, here.keys, is_download=True)


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
    form: WriteForm | ObjectForm | FeedbackForm | WhyForm | None = None,
    wait: int = 0,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    complaint, keys = here
    objections = Objection.objects.filter(message__complaint=complaint)
    rulings = dict(objections.values_list("ruling", "outcome"))
    sent, held = list_files(complaint, keys), visiting.state.get("mailbox", {})
    messages = [
        {
            "text": read_message(message, keys),
            "language": message.language,
            "at": message.at,
            "is_mine": message.kind in FROM_PERSON,
            "heading": _head(message.kind, complaint),
            "files": files_of(message, sent),
            "outcome": _say_outcome(rulings.get(message.pk)),
            "translation": _translation(message, keys),
        }
        for message in _with_translations(complaint)
    ]
    state, step = say_stage(complaint)
    context = {
        **frame(language, ADDRESS, visiting),
        "complaint": complaint,
        "messages_of_it": messages,
        "file_form": FilesForm(),
        **files.context_of(held),
        "state": state,
        "next_step": step,
        "form": form or WriteForm(initial={"text": held.get("text", "")}),
        "can_write": rules.can_write_to_office(complaint),
        "can_withdraw": rules.can_withdraw(complaint),
        "can_object": rules.can_object(complaint),
        "can_disagree": rules.can_disagree(complaint),
        "disagree_until": complaint.answered_at and rules.reopens_until(complaint.answered_at),
        "is_objected": None in rulings,
        "can_say_how_it_was": FeedbackTicket.objects.filter(complaint=complaint).exists(),
        "has_files": bool(sent),
        "can_be_nudged": rules.can_be_nudged(complaint),
        "has_nudge": complaint.nudge is not None,
        "is_anonymous": complaint.way == Way.ANONYMOUS,
        "help": helpers.say_help(complaint),
        "is_answered": complaint.stage == Stage.ANSWERED,
        "kept": say_kept(complaint),
        "wait": wait,
        "in_form": True,
        **more,
    }
    response = render(request, "complaints/public/mailbox.html", context, status=status)
    visiting.give_cookie(response)
    return ask_to_wait(response, wait)


def _with_translations(complaint: Complaint) -> QuerySet[Message]:
    return complaint.messages.select_related("complaint").prefetch_related("translations")


def _translation(message: Message, keys: Keys) -> dict[str, object] | None:
    """Of what the office wrote, into the person's language; what a machine made is marked until somebody has checked it."""
    if message.kind in TO_OFFICE:
        return None
    language = message.complaint.language
    rows = [row for row in message.translations.all() if row.language == language]
    if not rows:
        return None
    is_unchecked = rows[0].translator == Translator.MACHINE
    mark = (
        _("translated by a machine, not checked yet") if is_unchecked else _("Translated for you")
    )
    return {"text": read_translation(rows[0], keys), "language": language, "mark": mark}


def _as_file(
    request: HttpRequest, language: str, visiting: Visiting, here: Open
) -> HttpResponseBase:
    """All messages as plain text; the file's name says nothing."""
    response = HttpResponse(_write_down(*here), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{here.complaint.number}.txt"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _as_parcel(
    request: HttpRequest, language: str, visiting: Visiting, here: Open
) -> HttpResponseBase:
    """The same text and all files of both sides."""
    return parcel.hand_out(here.complaint, here.keys, _write_down(*here))


def _write_down(complaint: Complaint, keys: Keys) -> str:
    parts = [f"{_('Your number')}: {complaint.spaced_number}"]
    for message in _with_translations(complaint):
        day = date_format(timezone.localtime(message.at), "DATE_FORMAT")
        parts.append(f"{_head(message.kind, complaint)} – {day}\n\n{read_message(message, keys)}")
        if translation := _translation(message, keys):
            parts.append(f"[{translation['mark']}]\n\n{translation['text']}")
    if sent := list_files(complaint, keys):
        names = [each.facts.name for each in sent]
        parts.append("\n".join([pgettext("of a mailbox", "Files"), "", *names]))
    return "\n\n\n".join(parts) + "\n"


def _as_paper(request: HttpRequest, language: str, visiting: Visiting, here: Open) -> HttpResponse:
    """The confirmation as a PDF."""
    return _draw(request, language, visiting, here, None)


def _as_whole_paper(
    request: HttpRequest, language: str, visiting: Visiting, here: Open
) -> HttpResponse:
    """The same, with everything that was told and written; nowhere else but here."""
    return _draw(request, language, visiting, here, _gather(*here))


def _draw(
    request: HttpRequest,
    language: str,
    visiting: Visiting,
    here: Open,
    everything: paper.Everything | None,
) -> HttpResponse:
    standing = say_stage(here.complaint)
    try:
        return paper.hand_out(here.complaint, language, standing=standing, everything=everything)
    except paper.Unavailable:
        form = WriteForm(initial={"text": request.POST.get("text", "")})
        return _show(request, language, visiting, here, form=form, status=503, paper_failed=True)


def _gather(complaint: Complaint, keys: Keys) -> paper.Everything:
    told = read_told(complaint, keys) | read_identity(complaint, keys)
    turns = [
        paper.Turn(
            _head(message.kind, complaint),
            date_format(timezone.localtime(message.at), "DATE_FORMAT"),
            message.language,
            paper.make_printable(read_message(message, keys)),
        )
        for message in complaint.messages.select_related("complaint")
    ]
    names = [paper.make_printable(each.facts.name) for each in list_files(complaint, keys)]
    return paper.Everything(paper.put_answers(told), turns, names)


def _head(kind: str, complaint: Complaint) -> str:
    return {
        MessageKind.STORY.value: helpers.say_who_wrote(complaint),
        MessageKind.HELPER.value: _("Your helpers write"),
        MessageKind.REPLY.value: _("You wrote"),
        MessageKind.NOTICE.value: _("The office writes"),
        MessageKind.QUESTION.value: _("The office asks you"),
        MessageKind.ANSWER.value: _("The answer of the office"),
        MessageKind.OBJECTION.value: _("You do not want that somebody works on it"),
        MessageKind.RULING.value: _("The answer to your objection"),
    }[kind]


def _say_outcome(outcome: str | None) -> str:
    """Of an objection, above the reasons; nothing for any other message."""
    said = {
        Outcome.UPHELD.value: _("You are right: somebody else works on it now."),
        Outcome.REJECTED.value: _("We do not follow your objection."),
    }
    return said.get(outcome or "", "")


def say_stage(complaint: Complaint) -> tuple[str, str]:
    """State and next step in plain words, with the day by which they hear or are asked to answer."""
    if complaint.is_kept:
        return helpers.say_kept()
    due = {each.kind: each.due_on for each in complaint.clocks.ticking() if each.due_on}
    by_then = _say_by(due)
    said = {
        Stage.RECEIVED: (
            _("We have received your message."),
            _say(_("Next: somebody reads it and tells you so here."), by_then),
        ),
        Stage.ACKNOWLEDGED: _working(by_then),
        Stage.UNDER_REVIEW: _working(by_then),
        Stage.AWAITING_PERSON: (_("We have a question for you."), _say_reply(due)),
        Stage.SUSPENDED: (
            _("It rests now."),
            _say(_("Other proceedings must end first. Until then our time stands still."), by_then),
        ),
        Stage.REOPENED: (_("We look at it again."), _say(_("Somebody else does it now."), by_then)),
        Stage.HANDED_ON: (
            _("We have handed it on."),
            _("You read below to whom. Write to us here if you have a question."),
        ),
        Stage.NOT_ADMISSIBLE: (
            _("We cannot work on it."),
            _("You read below why, and who can help you."),
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


def _working(by_then: str) -> tuple[str, str]:
    next_step = _("Next: you get an answer or a question here.")
    return _("Somebody is working on it."), _say(next_step, by_then)


def _say(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _say_by(due: Mapping[str, date]) -> str:
    """By when the person hears: the next of what the office has to tell them."""
    days = [due[kind] for kind in TOLD_BY if kind in due]
    if not days:
        return ""
    day = date_format(min(days), "DATE_FORMAT")
    if min(days) < timezone.localdate():
        return _("You should have heard from us by %(day)s. We are late, and sorry.") % {"day": day}
    return _("You hear from us by %(day)s.") % {"day": day}


def _say_reply(due: Mapping[str, date]) -> str:
    go_on = _("Without an answer we go on with what we know.")
    if ClockKind.PERSON not in due:
        return _say(_("Next: please answer below."), go_on)
    day = date_format(due[ClockKind.PERSON], "DATE_FORMAT")
    until = _("Next: please answer below, by %(day)s. Until then our time stands still.")
    return _say(until % {"day": day}, go_on)


ANSWERS: dict[str, Callable[[HttpRequest, str, Visiting, Open], HttpResponseBase]] = {
    "write": _write,
    "add": _add,
    "remove": _remove,
    "fetch": _fetch,
    "withdraw": _withdraw,
    "object": _object,
    "disagree": _disagree,
    "feedback": _say_how_it_was,
    "renew": _renew,
    "file": _as_file,
    "parcel": _as_parcel,
    "paper": _as_paper,
    "everything": _as_whole_paper,
    "nudge": _nudge,
    "no_nudge": _end_nudge,
    "leave": _leave,
}
