"""The log for data protection officers: list, one event, check of the seals."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.vary import vary_on_headers

from partnerships.shared.accounts import Request
from partnerships.shared.audit import actions, rules
from partnerships.shared.audit.listing import LOG, in_words
from partnerships.shared.audit.models import AuditEvent, LogCheck
from partnerships.shared.audit.sentences import kind_of, sentence
from partnerships.shared.facts import in_words as in_words_of
from partnerships.shared.lists.pages import respond
from partnerships.shared.outbox import OPEN
from partnerships.shared.registry import log_scopes

READ_ON = "log_read_on"


def _note_reading(request: Request) -> None:
    """One event a session and day, not one a page."""
    today = timezone.localdate().isoformat()
    if request.session.get(READ_ON) != today:
        actions.note_reading(by=request.user)
        request.session[READ_ON] = today


def log(request: Request) -> HttpResponseBase:
    """Newest first, filtered; one's own controller's. Also as a file."""
    rules.can_read(request.user).enforce()
    _note_reading(request)
    events = AuditEvent.objects.visible_to(request.user)
    return respond(request, LOG, events, template="audit/log.html")


def event(request: Request, pk: int) -> HttpResponse:
    """One event with its facts and its seal."""
    rules.can_read(request.user).enforce()
    events = AuditEvent.objects.visible_to(request.user).select_related("by__person", "sealed")
    row = get_object_or_404(events, pk=pk)
    _note_reading(request)
    return render(request, "audit/event.html", _shown(row))


def _shown(event: AuditEvent) -> dict:
    person = getattr(event.by, "person", None) if event.by else None
    controller = f"controller:{event.controller_id}" if event.controller_id else ""
    return {
        "event": event,
        "text": sentence(event.what, event.facts),
        "person": str(person or event.by or ""),
        "capacity": in_words({event.capacity}).get(event.capacity, event.capacity),
        "controller": in_words({controller}).get(controller, ""),
        "about": f"{kind_of(event.target_label)} {event.target_id or ''}".strip(),
        "facts": in_words_of(event.facts, event.target_label).items(),
        "seal": getattr(event, "sealed", None),
    }


@vary_on_headers("HX-Request")
def verify(request: Request) -> HttpResponse:
    """What the last check found; the button begins one. 286 tells htmx to stop asking."""
    rules.can_verify(request.user).enforce()
    if request.method == "POST":
        actions.verify(by=request.user)
        return redirect("audit:verify")
    last = LogCheck.objects.order_by("-id").first()
    context = {
        "check": last,
        "running": last is not None and last.status in OPEN,
        "good": _last_good(),
        "reads_all": _reads_all(request.user),
    }
    if request.headers.get("HX-Request"):
        status = 200 if context["running"] else 286
        return render(request, "audit/check_state.html", context, status=status)
    return render(request, "audit/check.html", context)


def _last_good() -> LogCheck | None:
    """The newest check that found everything in its place."""
    done = LogCheck.objects.filter(status="done", wrong=[], broken_links=[])
    return done.order_by("-id").first()


def _reads_all(account: object) -> bool:
    return any(scope.reads_all(account) for scope in log_scopes)
