"""Who comes back from the sign-in service: a linked account, somebody invited, or nobody."""

import logging

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess, Provider
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from partnerships.directory.actions import openid
from partnerships.directory.models import Account
from partnerships.directory.sign_in.service import NotUnderstood, SignInService, proven_address

log = logging.getLogger(__name__)


class ServiceAdapter(DefaultSocialAccountAdapter):
    """No sign-up, no taking over of accounts, and one service, which the environment names."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an invitation opens the account."""
        return False

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Never from the table: whoever can write there could name a service of their own."""
        if not settings.OIDC_ISSUER or provider not in (None, settings.OIDC_ISSUER):
            return []
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=settings.OIDC_ISSUER,
                name=settings.OIDC_NAME,
                client_id=settings.OIDC_CLIENT_ID,
                secret=settings.OIDC_CLIENT_SECRET,
            )
        ]

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> SignInService:
        """Raises: SocialApp.DoesNotExist."""
        return SignInService(request, app=self.get_app(request, provider, client_id))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Ends here with a page, or leaves an active account to sign in."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(_link(request, sociallogin))
        account = sociallogin.user if sociallogin.is_existing else _invited(request, sociallogin)
        if account is None or not account.is_active:
            raise ImmediateHttpResponse(refused(request))
        sociallogin.user = account

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Provider,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, object] | None = None,
    ) -> None:
        """Always ends here, with a page that says what to do."""
        if error == AuthError.CANCELLED:
            messages.info(request, _("You stopped signing in at the service."))
            raise ImmediateHttpResponse(redirect(_start(request)))
        raise ImmediateHttpResponse(failed(request, exception))


def _start(request: HttpRequest) -> str:
    return reverse("directory:openid" if request.user.is_authenticated else "account_login")


def _invited(request: HttpRequest, arrival: SocialLogin) -> Account | None:
    account = openid.enter_by_openid(
        issuer=arrival.account.provider,
        subject=arrival.account.uid,
        address=proven_address(arrival.claims),
    )
    if account is not None:
        messages.success(request, _("Welcome. You can sign in the same way next time."))
        arrival.state["next"] = reverse("directory:home")
    return account


def _link(request: HttpRequest, arrival: SocialLogin) -> HttpResponse:
    """Only for the account that asked, which must still be signed in."""
    asked_by = (arrival.state.get("data") or {}).get("account")
    if not request.user.is_authenticated or request.user.pk != asked_by:
        return failed(request, NotUnderstood("another account is signed in by now"))
    try:
        openid.link_openid(
            by=request.user, issuer=arrival.account.provider, subject=arrival.account.uid
        )
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("From now on you can sign in with this service."))
    return redirect("directory:openid")


def refused(request: HttpRequest) -> HttpResponse:
    """The same page whatever the reason. Source: DESIGN section 5, promise 3."""
    return render(request, "directory/openid_refused.html", status=403)


def failed(request: HttpRequest, exception: Exception | None) -> HttpResponse:
    """The service does not answer (503), or its answer does not hold (400)."""
    down = isinstance(exception, RequestException)
    reason = "nothing that this browser waits for"
    if exception:
        reason = (
            str(exception) if isinstance(exception, NotUnderstood) else type(exception).__name__
        )
    log.warning("sign-in service: %s", reason)
    return render(
        request,
        "directory/openid_failed.html",
        {"down": down, "start": _start(request)},
        status=503 if down else 400,
    )
