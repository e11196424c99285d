"""The one sign-in service of this installation (OpenID Connect), named in the environment.

Stricter than the library: the issuer is pinned, every token's signature, nonce and expiry is checked, no
more is asked for than address and subject, and nothing of the answer is kept. Source: OpenID Connect Core
1.0, 3.1.3.7 and 5.3.2; decision 0014.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from secrets import compare_digest, token_urlsafe
from typing import Any

import jwt
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from jwt.algorithms import AllowedPublicKeys

from partnerships.shared.addresses import to_ascii

WELL_KNOWN = "/.well-known/openid-configuration"
# Keys that the service alone holds: one shared with us could be used by whoever reads our environment.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class NotUnderstood(OAuth2Error):
    """What the service said cannot be relied on; the message holds nothing about a person."""


@contextmanager
def refusing_other_shapes() -> Iterator[None]:
    """An answer of another shape than the standard's is refused, whatever it breaks."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, ImproperlyConfigured) as error:
        raise NotUnderstood(f"an answer of another shape: {type(error).__name__}") from error


def proves_second_step(claims: dict[str, object]) -> bool:
    """The token names an `acr` or `amr` that the operator accepts; with none configured never."""
    methods = claims.get("amr")
    methods = methods if isinstance(methods, list) else []
    return claims.get("acr") in settings.OIDC_SECOND_FACTOR_ACR or any(
        method in settings.OIDC_SECOND_FACTOR_AMR for method in methods
    )


def proven_address(claims: dict[str, object]) -> str:
    """The address that the service has verified, or blank."""
    address = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(address, str):
        return ""
    with suppress(ValidationError):
        return to_ascii(address)
    return ""


class Exchange(OpenIDConnectOAuth2Adapter):
    """The talk with the service behind the browser's back. `nonce` is what the browser left with."""

    nonce = ""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, settings.OIDC_ISSUER)

    @cached_property
    def openid_config(self) -> dict[str, object]:
        """The discovery document. Raises: NotUnderstood, RequestException."""
        with refusing_other_shapes(), get_adapter().get_requests_session() as session:
            answer = session.get(settings.OIDC_ISSUER.rstrip("/") + WELL_KNOWN)
            answer.raise_for_status()
            config = answer.json()
            if config["issuer"] != settings.OIDC_ISSUER:
                raise NotUnderstood("the service names another issuer")
            scheme = settings.OIDC_ISSUER.partition(":")[0] + "://"
            if not all(config[name].startswith(scheme) for name in ENDPOINTS):
                raise NotUnderstood("an address of the service is not protected")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return settings.SITE_URL + reverse("directory:openid_callback")

    def get_access_token_data(self, *args: object, **kwargs: object) -> dict[str, object]:
        with refusing_other_shapes():
            return super().get_access_token_data(*args, **kwargs)

    def parse_token(self, data: dict[str, object]) -> SocialToken:
        """The token of the answer; it is used for one question and never kept."""
        return SocialToken(token=data["access_token"])

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Who has come, by the token alone. Raises: OAuth2Error, RequestException."""
        with refusing_other_shapes():
            claims = self._decode_id_token(app, kwargs["response"]["id_token"])
            self._check(claims, app.client_id)
            if "email" not in claims and "userinfo_endpoint" in self.openid_config:
                claims = self._with_address(claims, token)
            return self.get_provider().sociallogin_from_response(request, claims)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, object]:
        """The library checks no signature here, trusting the connection; we check it."""
        try:
            return jwt.decode(
                id_token,
                key=self._key_of(id_token),
                algorithms=ALGORITHMS,
                issuer=settings.OIDC_ISSUER,
                audience=app.client_id,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise NotUnderstood(f"the token does not hold: {type(error).__name__}") from error

    def _key_of(self, id_token: str) -> AllowedPublicKeys:
        """The one key that the token names; without a name there must be only one."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        name = jwt.get_unverified_header(id_token).get("kid")
        keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        (key,) = [key for key in keys if name in (None, key.key_id)]
        return key.key

    def _check(self, claims: dict[str, object], client_id: str) -> None:
        """What the library leaves open: whom the token was made for, and for which sign-in."""
        if claims.get("azp", client_id) != client_id:
            raise NotUnderstood("the token was made for somebody else")
        if not self.nonce or not compare_digest(str(claims["nonce"]), self.nonce):
            raise NotUnderstood("the token belongs to another sign-in")

    def _with_address(self, claims: dict[str, object], token: SocialToken) -> dict[str, object]:
        """Some services tell the address only on request."""
        answer = self._fetch_user_info(token.token)
        if answer["sub"] != claims["sub"]:
            raise NotUnderstood("the address belongs to somebody else")
        return claims | {key: answer[key] for key in ("email", "email_verified") if key in answer}


class SignInService(OpenIDConnectProvider):
    """Its issuer is part of what links an account: another service's subjects mean nothing here."""

    oauth2_adapter_class = Exchange  # type: ignore[assignment]  # ours is narrower

    @property
    def sub_id(self) -> str:
        return settings.OIDC_ISSUER

    def get_oauth2_adapter(self, request: HttpRequest) -> Exchange:
        return Exchange(request)

    def get_scope(self) -> list[str]:
        """No profile: who the person is stands in our own directory."""
        return ["openid", "email"]

    def get_pkce_params(self) -> dict[str, object]:
        return generate_code_challenge()

    def leave(self, request: HttpRequest, process: str) -> HttpResponse:
        """The way to the service, for `login` or `connect`. Raises: OAuth2Error, RequestException."""
        nonce = token_urlsafe(24)
        parameters = {"nonce": nonce}
        if settings.OIDC_SECOND_FACTOR_ACR:
            parameters["acr_values"] = " ".join(settings.OIDC_SECOND_FACTOR_ACR)
        return self.redirect(
            request,
            process,
            next_url=get_next_redirect_url(request),
            data={"nonce": nonce, "account": request.user.pk},
            auth_params=parameters,
        )

    def sociallogin_from_response(
        self, request: HttpRequest, claims: dict[str, object]
    ) -> SocialLogin:
        """The claims stay on the object for this request and go into no row."""
        arrival = super().sociallogin_from_response(request, claims)
        arrival.claims = claims
        return arrival

    def extract_extra_data(self, data: dict[str, object]) -> dict[str, object]:
        return {}

    def extract_common_fields(self, data: dict[str, object]) -> dict[str, object]:
        return {}

    def extract_email_addresses(self, data: dict[str, object]) -> list:
        return []
