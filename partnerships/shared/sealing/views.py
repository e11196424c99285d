"""Is this document ours? For everybody, without an account; nothing is kept about who asks."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache

from partnerships.shared.errors import too_many
from partnerships.shared.limits import within
from partnerships.shared.sealing import checking, codes, results
from partnerships.shared.sealing.forms import CodeForm, FileForm
from partnerships.shared.sealing.models import Check
from partnerships.shared.sealing.results import Result
from partnerships.shared.uploads import MOST_BYTES

WAIT_SECONDS = 60


@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """From the bare address to the page in the visitor's language."""
    return _in_own_language()


@login_not_required
def code(request: HttpRequest, code: str) -> HttpResponse:
    """From the address on the paper; the code travels along."""
    return _in_own_language(code=code[: codes.LONGEST])


def _in_own_language(**query: str) -> HttpResponse:
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    address = reverse("sealing:verify", kwargs={"language": language})
    response = redirect(f"{address}?{urlencode(query)}" if query else address)
    response["Vary"] = "Accept-Language, Cookie"
    return response


@login_not_required
@never_cache
def verify(request: HttpRequest, language: str) -> HttpResponse:
    """The page, and the answer to a code."""
    with override(language):
        if "code" not in request.GET:
            return _page(request, language)
        form = CodeForm(request.GET)
        answer = results.of_code(form.cleaned_data["code"]) if form.is_valid() else None
        return _page(request, language, code_form=form, result=answer)


@login_not_required
@never_cache
def send_file(request: HttpRequest, language: str) -> HttpResponse:
    """Our own file is answered at once, any other goes to the worker."""
    with override(language):
        if request.method != "POST":
            return redirect("sealing:verify", language=language)
        if not within(request, "verify_file"):
            return too_many(request, WAIT_SECONDS)
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return _page(request, language, file_form=form)
        return _answer(request, language, form.cleaned_data["file"])


def _answer(request: HttpRequest, language: str, file: UploadedFile) -> HttpResponse:
    if (file.size or 0) > MOST_BYTES:
        return _page(request, language, result=results.unreadable("too_large"))
    data = file.read()
    if sealed := checking.known(data):
        return _page(request, language, result=results.valid(sealed))
    if not data.startswith(b"%PDF-"):
        reason = "not_pdf" if data else "empty"
        return _page(request, language, result=results.unreadable(reason))
    check = checking.submit(data)
    if check is None:
        return _busy(request, language)
    return redirect("sealing:check", language=language, token=check.token)


def _busy(request: HttpRequest, language: str) -> HttpResponse:
    response = _page(request, language, busy=True, status=503)
    response["Retry-After"] = str(WAIT_SECONDS)
    return response


@login_not_required
@never_cache
def check(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """How far the check of a file is, then its answer; 410 when it is forgotten."""
    with override(language):
        row = Check.objects.filter(token=token).first()
        if row is None:
            return _page(request, language, over=True, status=410)
        return _page(request, language, check=row, result=results.of_check(row))


@login_not_required
@never_cache
def progress(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """The part that htmx exchanges; 286 tells it to stop asking."""
    with override(language):
        row = Check.objects.filter(token=token).first()
        answer = results.of_check(row) if row else None
        context = {"language": language, "check": row, "result": answer, "over": not row}
        waiting = row and row.open
        return render(request, "sealing/outcome.html", context, status=200 if waiting else 286)


def _page(
    request: HttpRequest,
    language: str,
    *,
    result: Result | None = None,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    forms = {"code_form": CodeForm(), "file_form": FileForm()}
    context = {"language": language, "result": result, **forms, **context}
    return render(request, "sealing/verify.html", context, status=status)
