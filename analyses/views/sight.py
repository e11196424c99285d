"""What the database shows while a page of analyses is made, and why somebody reads."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode
from uuid import uuid4

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from analyses.actions.logging import Origin, Reason, coming_from, note
from analyses.forms.reading import AGAIN, OWN, ReadingForm
from analyses.models import Case, Contribution, Operation, seen_by
from analyses.rules.reading import NEED_WORDS, possible_reasons, usual_reason
from partnerships.directory.models import Account
from partnerships.directory.requests import Request

Parts = ParamSpec("Parts")
View = Callable[Concatenate[Request, Parts], HttpResponseBase]
REASONS = "analyses_reasons"  # in the session: number of the case -> [code, words]


def in_sight(view: View[Parts]) -> View[Parts]:
    """What this account may see and nothing else, whatever the page asks for; also while a long list is still being sent."""

    @wraps(view)
    def shown(request: Request, /, *args: Parts.args, **parts: Parts.kwargs) -> HttpResponseBase:
        with seen_by(request.user), coming_from(_origin_of(request)):
            try:
                response = view(request, *args, **parts)
            except ObjectDoesNotExist:
                raise Http404 from None
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            pieces: Iterable[bytes] = response.streaming_content  # type: ignore[assignment]  # not async
            response.streaming_content = _sent_in_sight(request.user, pieces)
        return response

    return shown


def _origin_of(request: Request) -> Origin:
    said = request.session.get(REASONS, {})
    return Origin(
        request_id=uuid4().hex,
        ip=get_adapter().get_client_ip(request) if settings.ANALYSES_LOG_ADDRESSES else None,
        reasons={int(pk): Reason(*code_and_words) for pk, code_and_words in said.items()},
    )


def _sent_in_sight(account: Account, pieces: Iterable[bytes]) -> Iterator[bytes]:
    with seen_by(account):
        yield from pieces


def find_case(request: Request, pk: int) -> Case:
    """Raises: Http404 for whoever may not see it."""
    rows = Case.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("requested_for", "combination__provision"), pk=pk)


def reason_of(request: Request, case: Case) -> Reason:
    """Why this session reads in the case; the usual reason, as long as nothing else was said."""
    said = request.session.get(REASONS, {}).get(str(case.pk))
    return Reason(*said) if said else Reason(usual_reason(request.user, case))


def note_shown(
    request: Request,
    what: str,
    case: Case | None,
    about: tuple[str, int],
    given: Contribution | None = None,
) -> None:
    """A form shows contents, as a page does: that it was opened is in the log. What is sent is noted by the action. `given`: what it is of."""
    if request.method == "POST":
        return
    note(
        Operation.CONSULT,
        what,
        by=request.user,
        case=case,
        about=about,
        reason=reason_of(request, case) if case else None,
        basis_id=given.basis_id if given else None,
        regime=given.regime if given else "",
    )


def keep_reason(request: Request, case: Case, reason: Reason) -> None:
    """For this case, as long as the session lasts."""
    said = {**request.session.get(REASONS, {}), str(case.pk): [reason.code, reason.text]}
    request.session[REASONS] = said


def with_reason(view: View[Parts]) -> View[Parts]:
    """Inside `in_sight`, for pages with contents of the case that `case_pk` or `pk` names: without a reason said in this session the page
    asks for one first, at the same address, and leads on. What was sent goes along; only files would not, so they pass.
    """

    @wraps(view)
    def asked(request: Request, /, *args: Parts.args, **parts: Parts.kwargs) -> HttpResponseBase:
        pk = int(str(parts.get("case_pk") or parts["pk"]))
        if str(pk) in request.session.get(REASONS, {}) or request.FILES:
            return view(request, *args, **parts)
        return ask_reason(request, find_case(request, pk), request.get_full_path())

    return asked


def ask_reason(
    request: Request, case: Case, wanted: str, form: ReadingForm | None = None
) -> HttpResponse:
    """The page that asks why; `wanted` is where one goes on. Nothing of the case stands on it but its number."""
    sent = request.POST.lists() if request.method == "POST" and form is None else []
    if form is not None:
        sent = [(name, request.POST.getlist(name)) for name in request.POST if name not in OWN]
    usual = usual_reason(request.user, case)
    quick = [
        (code, label)
        for code, label in possible_reasons(request.user, case)
        if code not in NEED_WORDS
    ]
    context = {
        "case": case,
        "send_to": f"{reverse('analyses:reason', args=[case.pk])}?{urlencode({'next': wanted})}",
        "quick": sorted(quick, key=lambda each: each[0] != usual),
        "form": form or ReadingForm(by=request.user, case=case),
        "sent": [(name, each) for name, values in sent if name not in OWN for each in values],
        "goes_again": request.method == "POST" and (form is None or AGAIN in request.POST),
    }
    return render(request, "analyses/reason.html", context)
