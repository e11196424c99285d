"""Papers of a point of the agenda: add, download, remove."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from meetings.actions import agenda_files
from meetings.forms import PaperForm
from meetings.models import AgendaFile, AgendaItem, Meeting
from meetings.rules import agenda as rules
from meetings.views.agenda import crumbs_of_agenda, find_item
from meetings.views.frame import find_meeting
from partnerships.directory.requests import Request
from partnerships.shared.row_addresses import place_of
from partnerships.shared.step.views import Step, take


def _place(meeting: Meeting, item: AgendaItem) -> str:
    return f"{reverse('meetings:agenda', args=[meeting.pk])}#{place_of(item)}"


def add(request: Request, pk: int, item_pk: int) -> HttpResponse:
    """Adds a paper; it is looked into and made harmless before it is kept."""
    meeting, item = find_item(request, pk, item_pk)
    rules.can_attach(request.user, item).enforce()
    step = Step(
        title=_("Add a paper"),
        about=item.title,
        lead=_("To the point “%(title)s”. Whoever sees the point can read it.")
        % {"title": item.title},
        crumbs=crumbs_of_agenda(meeting),
        submit=_("Add"),
    )

    def act(form: PaperForm) -> None:
        agenda_files.attach(item, form.cleaned_data["file"], by=request.user)

    return take(
        request,
        step,
        lambda data: PaperForm(data, request.FILES or None),
        act,
        done=_("The paper belongs to the point now."),
        way=_place(meeting, item),
    )


def _file(request: Request, pk: int, paper_pk: int) -> tuple[Meeting, AgendaFile]:
    """A paper of a point of this meeting, or of one that waits for any."""
    meeting = find_meeting(request, pk)
    rows = AgendaFile.objects.visible_to(request.user).select_related("item")
    file = get_object_or_404(rows, pk=paper_pk)
    _meeting, file.item = find_item(request, pk, file.item_id)
    return meeting, file


@never_cache
def download(request: Request, pk: int, paper_pk: int) -> FileResponse:
    """The file, always as a download, logged; no copy stays in a shared browser's cache."""
    _meeting, file = _file(request, pk, paper_pk)
    agenda_files.record_fetch(file, by=request.user)
    return FileResponse(
        file.file.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )


def remove(request: Request, pk: int, paper_pk: int) -> HttpResponse:
    """Asks, then removes a paper."""
    meeting, file = _file(request, pk, paper_pk)
    rules.can_remove_file(request.user, file).enforce()
    step = Step(
        title=_("Remove the paper"),
        question=_("Remove “%(name)s”?") % {"name": file.name},
        lead=_("The file is deleted."),
        crumbs=crumbs_of_agenda(meeting),
        submit=_("Remove"),
        danger=True,
    )

    def act(_form: None) -> None:
        agenda_files.remove(file, by=request.user)

    done, way = _("The paper is removed."), _place(meeting, file.item)
    return take(request, step, None, act, done=done, way=way)
