"""Files of an annex: add, download, remove."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from partnerships.agreements import rules
from partnerships.agreements.actions import annexes
from partnerships.agreements.forms import FileForm
from partnerships.agreements.models import AgreementFile
from partnerships.agreements.views.comments import clause_of, heading_of
from partnerships.agreements.views.drafting import seen


def _back(pk: int, clause_pk: int | None) -> HttpResponse:
    return redirect(f"{reverse('agreements:detail', args=[pk])}#clause-{clause_pk}")


def add(request: HttpRequest, pk: int, clause_pk: int) -> HttpResponse:
    """One file, looked into and made harmless before it is kept."""
    agreement = seen(request, pk)
    rules.can_edit(request.user, agreement).enforce()
    clause = clause_of(agreement, clause_pk)
    rules.can_attach(request.user, clause).enforce()
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            annexes.attach(
                clause,
                form.cleaned_data["file"],
                by=request.user,
                description=form.cleaned_data["description"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The file belongs to the annex now."))
            return _back(pk, clause_pk)
    context = {"form": form, "agreement": agreement, "on": heading_of(clause)}
    return render(request, "agreements/file.html", context)


def _file(request: HttpRequest, pk: int, file_pk: int) -> AgreementFile:
    rows = AgreementFile.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("agreement__partnership"), pk=file_pk, agreement=pk
    )


@never_cache
def download(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """The file, always as a download, logged; no copy stays in a shared browser's cache."""
    file = _file(request, pk, file_pk)
    annexes.fetched(file, by=request.user)
    return FileResponse(
        file.file.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type=file.media_type,
    )


def remove(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Asks once, then takes it out of the draft."""
    file = _file(request, pk, file_pk)
    rules.can_edit(request.user, file.agreement).enforce()
    if request.method == "POST":
        clause_pk = file.clause_id
        annexes.remove_file(file, by=request.user)
        messages.success(request, _("The file is removed."))
        return _back(pk, clause_pk)
    context = {
        "agreement": file.agreement,
        "title": _("Remove “%(name)s” from the annex?") % {"name": file.name},
        "text": _("The file is deleted. Its name and fingerprint stay in the versions."),
        "submit": _("Remove"),
        "cancel": reverse("agreements:detail", args=[pk]),
        "danger": True,
    }
    return render(request, "agreements/confirm.html", context)
