"""Own documents, their progress and the file; the staff's list of failed ones."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from partnerships.shared.accounts import Request
from partnerships.shared.documents import actions, rules
from partnerships.shared.documents.models import Document
from partnerships.shared.file_names import file_name
from partnerships.shared.keyset import page


def documents(request: Request) -> HttpResponse:
    """One's own, newest first."""
    rows = Document.objects.own(request.user).defer("facts")
    one_page = page(
        rows, by=["created_at", "id"], descending=True, cursor=request.GET.get("cursor", "")
    )
    return render(request, "documents/list.html", {"page": one_page})


def _own(request: Request, pk: int) -> Document:
    return get_object_or_404(Document.objects.visible_to(request.user).defer("facts"), pk=pk)


def document(request: Request, pk: int) -> HttpResponse:
    """How far it is; htmx refreshes the part, a link does it without JavaScript."""
    return render(request, "documents/detail.html", _shown(request, pk))


def progress(request: Request, pk: int) -> HttpResponse:
    """The part that htmx exchanges; 286 tells it to stop asking."""
    context = _shown(request, pk)
    status = 200 if context["document"].open else 286
    return render(request, "documents/progress.html", context, status=status)


def _shown(request: Request, pk: int) -> dict:
    document = _own(request, pk)
    return {
        "document": document,
        "can_cancel": rules.can_cancel(request.user, document),
        "can_retry": rules.can_retry(request.user, document),
        "can_download": rules.can_download(request.user, document),
    }


@never_cache
def download(request: Request, pk: int) -> FileResponse:
    """The file, as a download, logged; no copy stays in a shared browser's cache."""
    document = _own(request, pk)
    rules.can_download(request.user, document).enforce()
    actions.fetched(document, by=request.user)
    name = file_name(document.title, "pdf", document.language)
    return FileResponse(
        document.file.open("rb"), as_attachment=True, filename=name, content_type="application/pdf"
    )


@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    """Stops a document that was asked for and is not ready."""
    document = _own(request, pk)
    actions.cancel(document, by=request.user)
    messages.success(request, _("We stopped making this document."))
    return redirect("documents:detail", pk=pk)


@require_POST
def retry(request: Request, pk: int) -> HttpResponse:
    """Once more; administrators come from the list of failed ones."""
    document = get_object_or_404(Document.objects.to_retry_by(request.user), pk=pk)
    actions.retry(document, by=request.user)
    messages.success(request, _("We are making this document again."))
    if Document.objects.visible_to(request.user).filter(pk=pk).exists():
        return redirect("documents:detail", pk=pk)
    return redirect("documents:failed")


def failed(request: Request) -> HttpResponse:
    """For administrators: number, kind, time and reason; never the text."""
    actions.read_failed(by=request.user)
    rows = Document.objects.failed().defer("facts", "title").select_related("requested_by")
    one_page = page(
        rows, by=["created_at", "id"], descending=True, cursor=request.GET.get("cursor", "")
    )
    return render(request, "documents/failed.html", {"page": one_page})
