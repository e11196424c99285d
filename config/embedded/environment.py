"""The variables of each process: the site never learns the owner's password."""

import os
import sys
from collections.abc import Mapping

from config.embedded import redis, roles
from config.embedded.places import Places

NOT_INHERITED = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_ARCHIVIST_URL", "REDIS_URL")


def for_site(places: Places, secrets: Mapping[str, str]) -> dict[str, str]:
    """The variables of the web server, the worker and the clock."""
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    demo = os.environ.get("HANDSCHLAG_DEMO") or "1"
    return {
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        **_libraries(),
        **inherited,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
        "HANDSCHLAG_DEMO": demo,
        **services(places, secrets),
    }


def for_owner(places: Places, secrets: Mapping[str, str]) -> dict[str, str]:
    """For migrations and the demo's load."""
    return for_site(places, secrets) | owner(places, secrets)


def services(places: Places, secrets: Mapping[str, str]) -> dict[str, str]:
    """What reaches the two services as the site."""
    return {
        "HANDSCHLAG_VAR": str(places.var),
        "SECRET_KEY": secrets["SECRET_KEY"],
        "HANDSCHLAG_ENCRYPTION_KEYS": secrets["HANDSCHLAG_ENCRYPTION_KEYS"],
        "DATABASE_URL": roles.url(places, "handschlag_site", secrets["handschlag_site"]),
        "REDIS_URL": redis.url(places),
    }


def owner(places: Places, secrets: Mapping[str, str]) -> dict[str, str]:
    """What reaches the database as its owner and as the archivist."""
    return {
        "DATABASE_OWNER_URL": roles.url(places, "handschlag_owner", secrets["handschlag_owner"]),
        "DATABASE_ARCHIVIST_URL": roles.url(
            places, "handschlag_archivist", secrets["handschlag_archivist"]
        ),
    }


def _libraries() -> dict[str, str]:
    # Homebrew's folder is not searched by itself on Apple silicon; WeasyPrint needs its pango.
    return (
        {"DYLD_FALLBACK_LIBRARY_PATH": "/opt/homebrew/lib:/usr/local/lib"}
        if sys.platform == "darwin"
        else {}
    )
