"""The copy of a person's data; what should be corrected, and the register of it."""

from datetime import date, datetime

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from partnerships.directory.actions import data as actions
from partnerships.directory.actions.reading import read_correction, read_corrections
from partnerships.directory.forms.me import AnswerForm, CorrectionForm
from partnerships.directory.models import Correction, Person
from partnerships.directory.requests import Request
from partnerships.directory.rules import data as rules
from partnerships.shared.about import Section
from partnerships.shared.keyset import page
from partnerships.shared.labels import code_label
from partnerships.shared.row_addresses import addresses
from partnerships.shared.step.views import Step, take
from partnerships.shared.templatetags.parts import Column, badge, link, when, words

SHOWN = 20  # rows of one table on the page; the file holds all
TITLES = {"usersessions.usersession": gettext_lazy("Devices on which one is signed in")}
COLUMNS = [
    Column(gettext_lazy("What is wrong")),
    Column(gettext_lazy("Person")),
    Column(gettext_lazy("Asked on")),
    Column(gettext_lazy("Answer due on")),
    Column(gettext_lazy("State")),
]


@never_cache
def my_data(request: Request) -> HttpResponse:
    """All that is kept about oneself, and what one asked to be corrected."""
    person = get_object_or_404(Person, account=request.user)
    return _copy(request, person, corrections=_own_corrections(person))


@never_cache
def person_data(request: Request, pk: int) -> HttpResponse:
    """The same about somebody else, for the data protection officer who answers a request."""
    return _copy(request, _person(request, pk))


def _person(request: Request, pk: int) -> Person:
    """Fellow members, and whoever may take the copy; for everybody else there is nobody at this address."""
    person = get_object_or_404(Person, pk=pk)
    if rules.is_officer_for(request.user, person):
        return person
    return get_object_or_404(Person.objects.visible_to(request.user), pk=pk)


def _copy(request: Request, person: Person, **more: object) -> HttpResponse:
    tables = actions.take_copy(person, by=request.user)
    if request.GET.get("format") == "json":
        return _file(person, tables)
    ordered = sorted(
        tables, key=lambda section: section.label.startswith("audit.")
    )  # the longest last
    context = {"person": person, "sections": [_section(section) for section in ordered]} | more
    return render(request, "directory/my_data.html", context)


def _file(person: Person, tables: list[Section]) -> JsonResponse:
    """The copy as JSON. Source: GDPR Art. 20."""
    content = {
        "person": str(person),
        "made_at": timezone.now(),
        "tables": [{"name": s.title, "table": s.label, "rows": s.rows} for s in tables],
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="handschlag-data-{person.pk}.json"'
    return response


def _section(section: Section) -> dict[str, object]:
    rows = [
        [(label, _in_words(value)) for label, value in row.items()] for row in section.rows[:SHOWN]
    ]
    return {
        "title": TITLES.get(section.label, section.title),
        "rows": rows,
        "more": max(0, len(section.rows) - SHOWN),
    }


def _in_words(value: object) -> object:
    if isinstance(value, datetime | date):
        return when(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return words(", ".join(f"{code_label(key)}: {one}" for key, one in value.items()))
    return words(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _own_corrections(person: Person) -> list[Correction]:
    return list(person.corrections.order_by("-asked_at")[:SHOWN])


def ask_correction(request: Request) -> HttpResponse:
    """A form to ask for the correction of one's own entry."""
    rules.can_ask_correction(request.user).enforce()
    step = Step(
        title=_("Something is wrong"),
        lead=_(
            "Your name, telephone and languages you change yourself. For everything else write here; the data protection"
            " officer answers within a month."
        ),
        crumbs=[
            (_("My account"), reverse("directory:me")),
            (_("Data about me"), reverse("directory:my_data")),
        ],
        submit=_("Send"),
    )

    def act(form: CorrectionForm) -> Correction:
        return actions.ask_correction(by=request.user, **form.cleaned_data)

    return take(request, step, CorrectionForm, act, done=_say_when)


def _say_when(correction: Correction) -> str:
    day = when(correction.due_on, "long")
    return _("Thank you. You get an answer by %(day)s.") % {"day": day}


def corrections(request: Request) -> HttpResponse:
    """The register: what waits comes first, by the day it is due."""
    read_corrections(by=request.user)
    done = bool(request.GET.get("answered"))
    rows = Correction.objects.visible_to(request.user).select_related("person")
    rows = rows.filter(answered_at__isnull=not done)
    listing = page(rows, by=["due_on", "id"], descending=done, cursor=request.GET.get("cursor", ""))
    context = {"page": listing, "columns": COLUMNS, "rows": _rows(listing.rows), "answered": done}
    return render(request, "directory/corrections.html", context)


def _rows(corrections: list[Correction]) -> list[tuple]:
    address, today = addresses("directory:correction"), timezone.localdate()
    return [
        (
            link(words(row.about), address(row.pk)),
            words(str(row.person)),
            when(row.asked_at),
            when(row.due_on),
            _state(row, today),
        )
        for row in corrections
    ]


def _state(row: Correction, today: date) -> SafeString:
    if row.answered_at:
        return badge(_("corrected"), "success") if row.made else badge(_("not corrected"))
    return badge(_("overdue"), "danger") if row.due_on < today else badge(_("waiting"), "info")


def correction(request: Request, pk: int) -> HttpResponse:
    """One request: read it, answer it."""
    rules.can_see_corrections(request.user).enforce()
    rows = Correction.objects.visible_to(request.user).select_related("person", "answered_by")
    row = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        read_correction(row, by=request.user)
    may = rules.can_answer_correction(request.user, row)
    more = {"correction": row, "state": _state(row, timezone.localdate())}
    if not may and request.method == "POST":
        may.enforce()
    if not may:
        return render(request, "directory/correction.html", more)
    step = Step(
        title=row.about,
        crumbs=[(_("Corrections"), reverse("directory:corrections"))],
        submit=_("Send the answer"),
        template="directory/correction.html",
        more=more,
    )

    def act(form: AnswerForm) -> None:
        actions.answer_correction(row, by=request.user, **form.cleaned_data)

    return take(request, step, AnswerForm, act, done=_("Answered. The person is told."))
