"""Every field is declared personal or harmless; a new one fails the test until somebody decides.

Source: GDPR Art. 5(1)(c) and Art. 30 (records of processing), decision 0006.
"""

from collections.abc import Callable

from django.db import models

PERSONAL: dict[str, frozenset[str]] = {}
HARMLESS: dict[str, frozenset[str]] = {}
LISTED: dict[str, frozenset[str]] = {}


def declare(label: str, *, personal: str = "", harmless: str = "", listed: str = "") -> None:
    """Note for the model `app.Model` which fields are about a person and which are not.

    `listed`: those of the personal ones that stand in lists or are said to whoever reads them (names, functions, what
    a party tells the others). Reading another person's data is an event but for these; a new field is not among them.
    """
    PERSONAL[label.lower()] = frozenset(personal.split())
    HARMLESS[label.lower()] = frozenset(harmless.split())
    LISTED[label.lower()] = frozenset(listed.split())


def fields(
    *, personal: str = "", harmless: str = "", listed: str = ""
) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: the declaration stands at the model."""

    def decorate(model: type[models.Model]) -> type[models.Model]:
        declare(model._meta.label, personal=personal, harmless=harmless, listed=listed)
        return model

    return decorate


def undeclared(model: type[models.Model]) -> list[str]:
    """Fields of the model that are neither, both, declared but gone, or listed and not personal. The key is exempt."""
    label = model._meta.label_lower
    personal, harmless = PERSONAL.get(label, frozenset()), HARMLESS.get(label, frozenset())
    there = {f.name for f in model._meta.local_fields}
    names = {f.name for f in model._meta.local_fields if not f.primary_key or f.is_relation}
    wrong = (names - personal - harmless) | (personal & harmless) | ((personal | harmless) - there)
    wrong |= LISTED.get(label, frozenset()) - personal
    return sorted(wrong)


def protected(model: type[models.Model]) -> list[models.Field]:
    """The fields of which each read by somebody else is an event. Keys are not: they show a name."""
    label = model._meta.label_lower
    names = PERSONAL.get(label, frozenset()) - LISTED.get(label, frozenset())
    return [f for f in model._meta.local_fields if f.name in names and not f.is_relation]


# Tables of the libraries, read on 2026-11-22 (django-allauth 65.21, Django 5.2).
declare("account.EmailAddress", personal="user email", harmless="verified primary")
declare("account.EmailConfirmation", personal="email_address", harmless="created sent key")
declare("mfa.Authenticator", personal="user data", harmless="type created_at last_used_at")
declare(
    "usersessions.UserSession",
    personal="user ip user_agent session_key data",
    harmless="created_at last_seen_at",
)
declare(
    "socialaccount.SocialAccount",
    personal="user uid extra_data",
    harmless="provider last_login date_joined",
)
# Both stay empty: the service comes from the environment, and its tokens are not kept.
declare(
    "socialaccount.SocialApp",
    harmless="provider provider_id name client_id secret key settings",
)
declare(
    "socialaccount.SocialToken", personal="account token token_secret", harmless="app expires_at"
)
declare("sessions.Session", personal="session_key session_data", harmless="expire_date")
declare(
    "admin.LogEntry",
    personal="user object_repr change_message",
    harmless="action_time content_type object_id action_flag",
)
declare("auth.Permission", harmless="name content_type codename")
declare("auth.Group", harmless="name")
declare("contenttypes.ContentType", harmless="app_label model")
