"""Files of an annex: add, download, remove."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from partnerships.agreements import rules
from partnerships.agreements.actions import annexes
from partnerships.agreements.forms import FileForm
from partnerships.agreements.models import AgreementFile
from partnerships.agreements.views.comments import clause_of, heading_of
from partnerships.agreements.views.drafting import find_agreement
from partnerships.agreements.views.frame import crumbs_of
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Step, take


def _place(pk: int, clause_pk: int | None) -> str:
    return f"{reverse('agreements:detail', args=[pk])}#clause-{clause_pk}"


def add(request: Request, pk: int, clause_pk: int) -> HttpResponse:
    """Adds a file to an annex; it is looked into and made harmless before it is kept."""
    agreement = find_agreement(request, pk)
    rules.can_edit(request.user, agreement).enforce()
    clause = clause_of(agreement, clause_pk)
    rules.can_attach(request.user, clause).enforce()
    step = Step(
        title=_("Add a file"),
        about=str(agreement),
        lead=_(
            "To the annex “%(on)s”. The file is signed with the text: its fingerprint stands in the agreement."
        )
        % {"on": heading_of(clause)},
        crumbs=crumbs_of(agreement),
        submit=_("Add"),
    )

    def act(form: FileForm) -> None:
        file, description = (form.cleaned_data[name] for name in ("file", "description"))
        annexes.attach(clause, file, by=request.user, description=description)

    return take(
        request,
        step,
        lambda data: FileForm(data, request.FILES or None),
        act,
        done=_("The file belongs to the annex now."),
        way=_place(pk, clause_pk),
    )


def _file(request: Request, pk: int, file_pk: int) -> AgreementFile:
    rows = AgreementFile.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("agreement__partnership"), pk=file_pk, agreement=pk
    )


@never_cache
def download(request: Request, pk: int, file_pk: int) -> FileResponse:
    """The file, always as a download, logged; no copy stays in a shared browser's cache."""
    file = _file(request, pk, file_pk)
    annexes.record_fetch(file, by=request.user)
    return FileResponse(
        file.file.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type=file.media_type,
    )


def remove(request: Request, pk: int, file_pk: int) -> HttpResponse:
    """Asks once, then takes the file out of the draft."""
    file = _file(request, pk, file_pk)
    rules.can_edit(request.user, file.agreement).enforce()
    step = Step(
        title=_("Please confirm"),
        question=_("Remove “%(name)s” from the annex?") % {"name": file.name},
        lead=_("The file is deleted. Its name and fingerprint stay in the versions."),
        crumbs=crumbs_of(file.agreement),
        submit=_("Remove"),
        danger=True,
    )

    def act(_form: None) -> str:
        place = _place(pk, file.clause_id)
        annexes.remove_file(file, by=request.user)
        return place

    return take(request, step, None, act, done=_("The file is removed."), way=str)
