"""What a production must not start with."""

import base64
import binascii
import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

HOST = re.compile(
    r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
KEY_BYTES, FEWEST_KINDS = 32, 10  # of a Fernet key, and how many different bytes a random one has


def refuse_tests(*, testing: bool, database_host: str) -> None:
    """Tests have a database of their own behind a socket; `none` is for programs that only read the settings.

    Raises: ImproperlyConfigured.
    """
    if testing and database_host != "none" and not database_host.startswith("/"):
        _stop(["HANDSCHLAG_TESTING is set: it switches off what protects a site. Take it away."])


def refuse_unsafe(
    *,
    production: bool,
    debug: bool,
    secret_key: str,
    encryption_keys: list[str],
    hosts: list[str],
    site_url: str,
    origins: list[str],
) -> None:
    """Stop with one sentence for each thing that is wrong.

    Raises: ImproperlyConfigured.
    """
    if not production:
        return
    wrong = []
    if debug:
        wrong.append("DEBUG is on: it shows passwords and addresses to visitors. Set DEBUG=0.")
    if len(secret_key) < 50 or len(set(secret_key)) < 10 or "insecure" in secret_key:
        wrong.append("SECRET_KEY is short or a default. Set at least 50 random characters.")
    _stop([*wrong, *_wrong_keys(encryption_keys), *_wrong_names(hosts, site_url, origins)])


def _wrong_keys(keys: list[str]) -> list[str]:
    if not keys:
        return ["HANDSCHLAG_ENCRYPTION_KEYS is empty. Set one key of `manage.py new_key`."]
    if not all(map(_is_key, keys)):
        return ["HANDSCHLAG_ENCRYPTION_KEYS has an entry that is no key of `manage.py new_key`."]
    return []


def _wrong_names(hosts: list[str], site_url: str, origins: list[str]) -> list[str]:
    """What the site may be called, and what it calls itself."""
    wrong, site = [], urlsplit(site_url)
    if not hosts or not all(HOST.fullmatch(host) for host in hosts):
        wrong.append("ALLOWED_HOSTS must name host names in full: no star, dot in front or port.")
    if site.scheme != "https" or site.hostname not in [host.lower() for host in hosts]:
        wrong.append("SITE_URL must begin with https:// and name one of ALLOWED_HOSTS.")
    if not all(map(_is_origin, origins)):
        wrong.append("CSRF_TRUSTED_ORIGINS must name each origin in full, with https://.")
    return wrong


def _is_key(text: str) -> bool:
    try:
        key = base64.b64decode(text, altchars=b"-_", validate=True)
    except binascii.Error:
        return False
    return len(key) == KEY_BYTES and len(set(key)) >= FEWEST_KINDS


def _is_origin(text: str) -> bool:
    origin = urlsplit(text)
    return origin.scheme == "https" and bool(HOST.fullmatch(origin.hostname or ""))


def refuse_half_service(*, production: bool, issuer: str, client_id: str, name: str) -> None:
    """A sign-in service is named in full, and reached by https.

    Raises: ImproperlyConfigured.
    """
    if not issuer:
        return
    wrong = []
    if not issuer.startswith("https://" if production else ("https://", "http://")):
        wrong.append("OIDC_ISSUER must begin with https://.")
    if len(issuer) > 200:
        wrong.append("OIDC_ISSUER is longer than 200 characters.")
    if not client_id or not name:
        wrong.append("Beside OIDC_ISSUER set OIDC_CLIENT_ID and OIDC_NAME.")
    _stop(wrong)


def refuse_half_mailbox(*, url: str, address: str) -> None:
    """The mailbox for answers is named in full, and its password travels encrypted. Nothing of it is shown.

    Raises: ImproperlyConfigured.
    """
    if not url and not address:
        return
    wrong, parts = [], urlsplit(url)
    if parts.scheme not in ("imaps", "imap") or not (
        parts.hostname and parts.username and parts.password
    ):
        wrong.append("REPLIES_URL must be like imaps://user:password@host/folder (imap: STARTTLS).")
    if not ADDRESS.fullmatch(address):
        wrong.append("Beside REPLIES_URL set REPLIES_ADDRESS, the e-mail address of that mailbox.")
    _stop(wrong)


def refuse_wrong_operator(*, email: str) -> None:
    """Reports of barriers go there: better no address than one that takes no letter. Raises: ImproperlyConfigured."""
    if email and not ADDRESS.fullmatch(email):
        _stop(["OPERATOR_EMAIL is no e-mail address. Set one, or nothing."])


def refuse_guessable_token(*, production: bool, token: str) -> None:
    """Whoever guesses it reads the figures. Raises: ImproperlyConfigured."""
    if production and token and (len(token) < 32 or len(set(token)) < 10):
        _stop(["FIGURES_TOKEN can be guessed. Set at least 32 random characters, or nothing."])


def _stop(wrong: list[str]) -> None:
    if wrong:
        raise ImproperlyConfigured("\n".join(["Handschlag does not start like this:", *wrong]))
