"""Signing in with the sign-in service, and linking one's account with it. Without configuration: 404."""

from collections.abc import Callable
from functools import wraps

from allauth.account.decorators import reauthentication_required
from allauth.core.ratelimit import consume_or_429
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess, Provider
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from partnerships.directory import rules
from partnerships.directory.actions import openid as actions
from partnerships.directory.requests import Request
from partnerships.directory.sign_in.arrival import failed
from partnerships.directory.sign_in.factors import note_second_step
from partnerships.directory.sign_in.service import Exchange
from partnerships.shared.step.views import Step, take

View = Callable[..., HttpResponse]


def where_configured(view: View) -> View:
    """Nothing is here in an installation without a sign-in service."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.OIDC_ISSUER:
            raise Http404
        return never_cache(view)(request, *args, **kwargs)

    return guarded


def _link_of(request: Request) -> SocialAccount | None:
    mine = SocialAccount.objects.filter(user=request.user, provider=settings.OIDC_ISSUER)
    return mine.first()


@where_configured
def openid(request: Request) -> HttpResponse:
    """Whether one's own account is linked."""
    return render(request, "directory/openid.html", {"link": _link_of(request)})


@login_not_required
@where_configured
@require_POST
def enter_by_openid(request: HttpRequest) -> HttpResponse:
    """Leads a stranger on to the sign-in service."""
    return _leave(request, AuthProcess.LOGIN)


@where_configured
@require_POST
@reauthentication_required
def link_openid(request: Request) -> HttpResponse:
    """Leads somebody who is signed in to the service, to come back linked."""
    rules.can_link_openid(request.user, settings.OIDC_ISSUER).enforce()
    return _leave(request, AuthProcess.CONNECT)


def _leave(request: HttpRequest, process: str) -> HttpResponse:
    """A page that leads on by itself: our policy lets no form end at another host."""
    if too_many := consume_or_429(request, action="login"):
        return too_many
    try:
        answer = get_adapter().get_provider(request, settings.OIDC_ISSUER).leave(request, process)
    except (OAuth2Error, RequestException) as error:
        return failed(request, error)
    if answer.status_code != 302:
        return answer
    return render(request, "directory/openid_leave.html", {"address": answer["Location"]})


class Return(OAuth2CallbackView):
    """The view to which the service leads back."""

    def _get_state(
        self, request: HttpRequest, provider: Provider
    ) -> tuple[dict[str, object] | None, HttpResponse | None]:
        """The nonce with which this browser left; its state is good for one return."""
        state, answer = super()._get_state(request, provider)
        if state:
            self.adapter.nonce = state["data"]["nonce"]
        return state, answer


@login_not_required
@where_configured
@require_GET
def openid_callback(request: HttpRequest) -> HttpResponse:
    """Signs in or links whoever comes back from the service, or says why not."""
    try:
        return Return.adapter_view(Exchange)(request)
    except (OAuth2Error, RequestException) as error:
        return failed(request, error)


@where_configured
@reauthentication_required
def unlink_openid(request: Request) -> HttpResponse:
    """Asks, then ends the link."""
    link = _link_of(request)
    rules.can_unlink_openid(request.user, link).enforce()
    step = Step(
        title=_("End the link with %(name)s?") % {"name": settings.OIDC_NAME},
        question=_("What follows"),
        lead=_(
            "You can no longer sign in with this service. Code, password and passkey go on working. If your role needs a"
            " second step, set one up here."
        ),
        crumbs=[(_("Sign-in service"), reverse("directory:openid"))],
        submit=_("End the link"),
        danger=True,
    )

    def act(_form: object) -> None:
        actions.unlink_openid(link, by=request.user)
        note_second_step(request, request.user, done=False)

    done = _("The link is ended. Sign in by code, password or passkey.")
    return take(request, step, None, act, done=done)
