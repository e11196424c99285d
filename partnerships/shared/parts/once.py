"""The hidden field that makes a form count once; shared.step.once reads it."""

import secrets
from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString

NAME = "once"


def new_token() -> str:
    """Nobody guesses it, and no two forms have the same."""
    return secrets.token_urlsafe(16)


def once(context: Mapping[str, object]) -> SafeString:
    """With the token of the page's step, which is still unused after a fault, or with a new one."""
    token = context.get(NAME) or new_token()
    return format_html('<input type="hidden" name="{}" value="{}">', NAME, token)
