"""What a production must not start with."""

from django.core.exceptions import ImproperlyConfigured


def refuse_unsafe(
    *, production: bool, debug: bool, secret_key: str, encryption_keys: list[str], hosts: list[str]
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
    if not encryption_keys:
        wrong.append("HANDSCHLAG_ENCRYPTION_KEYS is empty. Set one key of `manage.py new_key`.")
    if not hosts or "*" in hosts:
        wrong.append("ALLOWED_HOSTS must name the site's host names, without a star.")
    _stop(wrong)


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


def refuse_guessable_token(*, production: bool, token: str) -> None:
    """Whoever guesses it reads the figures. Raises: ImproperlyConfigured."""
    if production and token and (len(token) < 32 or len(set(token)) < 10):
        _stop(["FIGURES_TOKEN can be guessed. Set at least 32 random characters, or nothing."])


def _stop(wrong: list[str]) -> None:
    if wrong:
        raise ImproperlyConfigured("\n".join(["Handschlag does not start like this:", *wrong]))
