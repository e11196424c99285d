"""How allauth treats accounts here: no sign-up, codes in the person's language, the same answer to all."""

import logging
from smtplib import SMTPException
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from allauth.core import context as here
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from partnerships.directory.actions.ways_in import note_way_changed
from partnerships.directory.letters.ways_in import WayChange
from partnerships.directory.models import Account
from partnerships.directory.sign_in.factors import note_second_step
from partnerships.directory.sign_in.proof import proven_lately
from partnerships.directory.sign_in.service import proves_second_step
from partnerships.shared.addresses import show_address, to_ascii
from partnerships.shared.operator.details import Operator

log = logging.getLogger(__name__)

NOBODY = "account/email/unknown_account"  # allauth's name for the letter to an unknown address
ASKED_BY_STRANGERS = {"account/email/login_code", "account/email/password_reset_key"}


# What the library calls its letters about changes of a way in.
CHANGES = {
    "account/email/email_changed": WayChange.ADDRESS,
    "account/email/email_deleted": WayChange.ADDRESS_KEPT,
    "account/email/password_set": WayChange.PASSWORD_SET,
    "account/email/password_changed": WayChange.PASSWORD_CHANGED,
    "account/email/password_reset": WayChange.PASSWORD_RESET,
    "mfa/email/totp_activated": WayChange.APP_ON,
    "mfa/email/totp_deactivated": WayChange.APP_OFF,
    "mfa/email/recovery_codes_generated": WayChange.RECOVERY_CODES,
    "mfa/email/webauthn_added": WayChange.PASSKEY_ADDED,
    "mfa/email/webauthn_removed": WayChange.PASSKEY_REMOVED,
}


class Site(NamedTuple):
    """What letters call us; the library would ask the request."""

    name: str
    domain: str


def _site() -> Site:
    return Site(settings.SITE_NAME, urlsplit(settings.SITE_URL).netloc)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; letters follow the account's language."""

    def clean_email(self, email: str) -> str:
        """As it is stored and mailed. Raises: ValidationError."""
        return to_ascii(email)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an invitation opens the account (actions.invitations.accept)."""
        return False

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse | None:
        """Every way in passes here: only the sign-in service can have asked for a second step."""
        arrival = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        note_second_step(request, user, done=proves_second_step(getattr(arrival, "claims", {})))
        return super().pre_login(request, user, **kwargs)

    def get_login_stages(self) -> list[str]:
        """With our own reading of when the second step is asked for."""
        ours = "partnerships.directory.sign_in.factors.AuthenticateStage"
        theirs = "allauth.mfa.stages.AuthenticateStage"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Codes let somebody in: they go out at once and stand in no row of ours.

        An unknown address gets no letter, but its request meets the same mail server. Raises, for both
        alike, what the connection raises; where the server takes no letter for a known address, the
        page says nothing of it. Source: DESIGN section 5, promise 3.
        """
        if template_prefix == NOBODY and not settings.EMAIL_HOST:
            return  # letters become files, and files do not fail
        with get_connection() as mail:
            if template_prefix != NOBODY:
                self._send(mail, template_prefix, email, context)

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Always, also of whom the library asks nothing: without password and second step.

        Raises: ReauthenticationRequired.
        """
        if not proven_lately(here.request):
            raise ReauthenticationRequired
        return False

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, object]]:
        """A code by letter where there is no second step, which is worth more."""
        ways = super().get_reauthentication_methods(user)
        if not user.is_authenticated or is_mfa_enabled(user):
            return ways
        by_code = {"id": "prove", "description": _("Use a code by e-mail")}
        return [*ways, by_code | {"url": reverse("directory:prove")}]

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Account,
        context: dict[str, object] | None = None,
        email: str | None = None,
    ) -> None:
        """The library says at this place that a way in was changed: we note it, and write our own letter.

        `email`: the former address, where it was that. Raises: KeyError for what we do not know.
        """
        note_way_changed(
            Account.objects.get(pk=user.pk), CHANGES[template_prefix], further=email or ""
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Like every link of a letter from our settings: what a request calls us anybody can write."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", quote(key))

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: EmailConfirmation
    ) -> str:
        """The link by which a new address is proven."""
        return settings.SITE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def _send(
        self, mail: BaseEmailBackend, template_prefix: str, email: str, context: dict[str, object]
    ) -> None:
        known = Account.objects.filter(email__iexact=email).values_list("language", flat=True)
        with override(known.first() or get_language()):
            facts = {
                "request": here.request,
                "email": show_address(email),
                "current_site": _site(),
                "operator": Operator(),
            } | context
            letter = self.render_mail(template_prefix, to_ascii(email), facts)
        letter.connection = mail
        try:
            letter.send()
        except (SMTPException, OSError):
            if template_prefix not in ASKED_BY_STRANGERS:
                raise
            log.exception("the mail server took no letter")

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Addresses in what is said on the next page are shown as people write them."""
        message_context = kwargs.get("message_context") or (args[1] if len(args) > 1 else None)
        for name in ("email", "recipient"):
            if message_context and isinstance(message_context.get(name), str):
                message_context[name] = show_address(message_context[name])
        super().add_message(request, level, *args, **kwargs)

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is, without the library's prefix in brackets."""
        return subject
