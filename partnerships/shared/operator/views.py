"""Who runs this site, and what everybody has a right to know: no account is needed, and nothing about visitors is kept.

Sources: DDG § 5 (imprint); GDPR Art. 13 (privacy notice); BGG NRW §§ 10b, 10d with BITVNRW §§ 4, 5 and Implementing
Decision (EU) 2018/1523 (accessibility statement); BITV 2.0 § 4 (easy language, sign language).
"""

import re
from datetime import date
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from partnerships.shared.accounts import Account, Request
from partnerships.shared.errors import too_many
from partnerships.shared.limits import within
from partnerships.shared.marked import to_html
from partnerships.shared.operator import actions
from partnerships.shared.operator.details import Operator, linked, missing
from partnerships.shared.operator.files import sections
from partnerships.shared.operator.forms import BarrierForm
from partnerships.shared.operator.models import KEPT
from partnerships.shared.staff import is_administrator
from partnerships.shared.step.once import nameless_token
from partnerships.shared.step.views import Step, take

WRITTEN_ON = date(2026, 11, 27)  # the last change of one of our texts
WAIT_SECONDS = 60
RANGE = re.compile(r"bytes=(\d+)-(\d*)")
PIECE = 4 * 1024 * 1024  # bytes of a film in one answer to whoever asks for a part


@login_not_required
def show(request: HttpRequest, language: str, page: str) -> HttpResponse:
    """One of the pages, in the operator's words where there are some."""
    with override(language):
        context = _words(language)
        own = settings.OPERATOR_TEXTS.get((page, language))
        if own:
            parts = [(heading, to_html(text)) for heading, text in sections(own.text)]
            context |= {"own": parts, "written_on": own.written_on}
        if is_administrator(cast(Account, request.user)):
            context["unset"] = missing()
        return render(request, f"operator/{page.replace('-', '_')}.html", context)


def _words(language: str) -> dict[str, object]:
    """What our texts are made of: the operator and the settings as they are."""
    operator = Operator()
    return {
        "language": language,
        "called": operator.called,
        "contact": linked(operator.contact),
        "represented_by": operator.represented_by,
        "vat_id": operator.vat_id,
        "officer": linked(operator.officer),
        "authority": linked(operator.authority),
        "ombuds_office": linked(operator.ombuds_office),
        "written_on": WRITTEN_ON,
        "site": settings.SITE_URL,
        "can_report": bool(operator.email),
        "film": bool(settings.SIGN_LANGUAGE_VIDEO),
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
        "document_days": settings.DOCUMENT_KEEP_DAYS,
        "history_years": max(1, round(settings.HISTORY_RETENTION_DAYS / 365)),
        "report_days": KEPT.days,
    }


@login_not_required
@never_cache
def report(request: HttpRequest, language: str) -> HttpResponse:
    """A barrier is reported without an account; sent twice it is one. Raises: Http404 where nobody would read it."""
    if not settings.OPERATOR_EMAIL:
        raise Http404
    with override(language):
        if request.method == "POST" and not within(request, "report_barrier"):
            return too_many(request, WAIT_SECONDS)
        return _asked(request, language)


def _asked(request: HttpRequest, language: str) -> HttpResponse:
    statement = reverse("operator:accessibility", args=[language])
    step = Step(
        title=_("Report a barrier"),
        crumbs=[(_("Accessibility"), statement)],
        submit=_("Send the report"),
        lead=_(
            "Something does not work, or you cannot read it? Tell us. You need not say who you are."
        ),
        more={"language": language},
    )

    def act(form: BarrierForm) -> None:
        by = cast(Account, request.user) if request.user.is_authenticated else None
        actions.report_barrier(form.cleaned_data, token=nameless_token(request), by=by)

    return take(
        cast(Request, request),  # whoever is not signed in has no once-token of an account
        step,
        BarrierForm,
        act,
        done=_("Thank you. Your report is on its way to the operator."),
        way=statement,
    )


@login_not_required
def logo(request: HttpRequest, number: str) -> HttpResponse:
    """The operator's logo. Its address changes with it. Raises: Http404."""
    picture = settings.OPERATOR_LOGO
    if not picture:
        raise Http404
    response = HttpResponse(picture.data, content_type=picture.media_type)
    response["Cache-Control"] = "public, max-age=86400"
    return response


@login_not_required
def film(request: HttpRequest) -> HttpResponse | FileResponse:
    """The operator's film in sign language; parts of it, as players ask for them. Raises: Http404.

    Source: RFC 9110, 14.2 and 15.3.7.
    """
    path = settings.SIGN_LANGUAGE_VIDEO
    if not path:
        raise Http404
    size, kind = path.stat().st_size, "video/webm" if path.suffix == ".webm" else "video/mp4"
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or int(asked[1]) >= size:
        return FileResponse(path.open("rb"), content_type=kind, headers={"Accept-Ranges": "bytes"})
    first = int(asked[1])
    last = min(int(asked[2] or size - 1), size - 1, first + PIECE - 1)
    with path.open("rb") as file:
        file.seek(first)
        part = HttpResponse(file.read(max(last - first + 1, 0)), content_type=kind, status=206)
    part["Accept-Ranges"], part["Content-Range"] = "bytes", f"bytes {first}-{last}/{size}"
    return part
