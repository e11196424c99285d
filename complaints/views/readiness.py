"""What each office still needs before it receives; who has noted and confirmed it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import readiness as actions
from complaints.forms.readiness import NoteForm
from complaints.models import Office, OfficeKey, OfficeNote, Requirement
from complaints.models.offices import GRACE
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take

PEOPLE = ("noted_by__person", "confirmed_by__person")


def _visible(request: Request) -> QuerySet[Office]:
    return Office.objects.visible_to(request.user).select_related("authority")


def readiness(request: Request) -> HttpResponse:
    """Each office with its requirements."""
    rules.can_see_readiness(request.user).enforce()
    notes = OfficeNote.objects.open().select_related("office", "key", *PEOPLE)
    keys = OfficeKey.objects.filter(retired_at__isnull=True)
    offices = _visible(request).prefetch_related(Prefetch("notes", notes), Prefetch("keys", keys))
    receiving = set(Office.objects.receiving().values_list("pk", flat=True))
    context = {
        "offices": [
            {
                "office": office,
                "receives": office.pk in receiving,
                "can_note": rules.can_note(request.user, office),
                "lines": [_line(request, office, each) for each in Requirement],
            }
            for office in offices
        ]
    }
    return render(request, "complaints/readiness.html", context)


def _line(request: Request, office: Office, requirement: Requirement) -> dict[str, object]:
    """What is noted of one requirement: the note in effect, and one that waits to take its place."""
    notes = [each for each in office.notes.all() if each.requirement == requirement]
    key = next(iter(office.keys.all()), None)
    return {
        "requirement": requirement,
        "label": capfirst(str(requirement.label)),
        "is_machine": requirement == Requirement.RECOVERY,
        "until": _until(notes, key) if requirement == Requirement.RECOVERY else None,
        "notes": [_shown(request, each, office) for each in notes if _counts(each, key)],
    }


def _counts(note: OfficeNote, key: OfficeKey | None) -> bool:
    """A recovery only of the newest key."""
    return note.key_id is None or (key is not None and note.key_id == key.pk)


def _until(notes: Iterable[OfficeNote], key: OfficeKey | None) -> datetime | None:
    """Until when a new key may go without a tried recovery; None where there is no grace."""
    tried = [note.key_id for note in notes if note.confirmed_at]
    return key.made_at + GRACE if key and tried and key.pk not in tried else None


def _shown(request: Request, note: OfficeNote, office: Office) -> dict[str, object]:
    note.office = office
    return {
        "note": note,
        "can_confirm": note.is_waiting and rules.can_confirm_note(request.user, note),
        "can_end": rules.can_end_note(request.user, note),
    }


def _crumbs() -> list[Crumb]:
    return [(_("Complaints offices"), reverse("complaints:readiness"))]


def note(request: Request, pk: int) -> HttpResponse:
    """One of the papers is there."""
    office = get_object_or_404(_visible(request), pk=pk)
    rules.can_note(request.user, office).enforce()
    step = Step(
        title=_("Note what is there"),
        about=str(office),
        crumbs=_crumbs(),
        lead=_("It counts once the data protection officer has confirmed it."),
        submit=_("Note it"),
    )

    def act(form: NoteForm) -> OfficeNote:
        return actions.note_requirement(office, by=request.user, **form.cleaned_data)

    return take(
        request, step, NoteForm, act, done=_("Noted. The data protection officer confirms it.")
    )


def _find(request: Request, pk: int) -> OfficeNote:
    rows = OfficeNote.objects.filter(office__in=_visible(request))
    return get_object_or_404(rows.select_related("office__authority", *PEOPLE), pk=pk)


def confirm_note(request: Request, pk: int) -> HttpResponse:
    """The data protection officer has seen it."""
    found = _find(request, pk)
    rules.can_confirm_note(request.user, found).enforce()
    step = Step(
        title=_("Confirm what is noted"),
        about=str(found.office),
        crumbs=_crumbs(),
        question=_("Have you seen this yourself?"),
        lead=_say(found),
        submit=_("Confirm"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.confirm_note(found, by=request.user),
        done=_("Confirmed."),
    )


def end_note(request: Request, pk: int) -> HttpResponse:
    """It does not hold."""
    found = _find(request, pk)
    rules.can_end_note(request.user, found).enforce()
    step = Step(
        title=_("Take back what is noted"),
        about=str(found.office),
        crumbs=_crumbs(),
        question=_("Take this back?"),
        lead=_say(found),
        concerned=[_("Until another note is confirmed, the office receives nothing.")]
        if found.confirmed_at
        else [],
        submit=_("Take back"),
        danger=True,
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.end_note(found, by=request.user),
        done=_("Taken back."),
    )


def _say(found: OfficeNote) -> str:
    people = " · ".join(name for name in (found.person, found.second_person) if name)
    what = capfirst(str(Requirement(found.requirement).label))
    return f"{found.office}: {what} · {people} · {found.reference}"
