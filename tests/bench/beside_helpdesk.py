"""django-helpdesk from its package, in an environment of its own that is gone afterwards: what its public form takes.

Never asserted, and skipped with a sentence where the package cannot be had. `python beside_helpdesk.py ROUNDS` is what
runs inside that environment: it knows nothing of the house.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "django-helpdesk==2.6.1"
INSTALL_SECONDS = 300


@dataclass(frozen=True)
class Found:
    """Milliseconds: its page with the form, and sending it. `said`: why there are no figures."""

    page: float = 0
    sent: float = 0
    said: str = ""


def measure(rounds: int) -> Found:
    """With SQLite in memory, which costs it less than PostgreSQL would; letters are thrown away."""
    with tempfile.TemporaryDirectory(prefix="handschlag-helpdesk-") as folder:
        python = Path(folder) / "bin" / "python"
        try:
            _run([sys.executable, "-m", "venv", folder])
            _run([str(python), "-m", "pip", "install", "--quiet", PACKAGE])
        except (subprocess.SubprocessError, OSError) as failed:
            return Found(said=f"{PACKAGE} could not be installed here: {type(failed).__name__}")
        said = _run([str(python), "-I", __file__, str(rounds)])
        return Found(**json.loads(said.splitlines()[-1]))


def _run(command: list[str]) -> str:
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=INSTALL_SECONDS
    )
    return done.stdout


def main() -> None:
    """Its own urls, applications and templates as its documentation names them; one queue that the public may write to."""
    import django
    from django.conf import settings

    settings.configure(
        DEBUG=False,
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="__main__",
        SITE_ID=1,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.sites",
            "django.contrib.messages",
            "django.contrib.humanize",
            "django.contrib.staticfiles",
            "django.contrib.admin",
            "rest_framework",
            "helpdesk",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        STATIC_URL="/static/",
        LOGIN_URL="/login/",
        HELPDESK_TEAMS_MODE_ENABLED=False,
        HELPDESK_REDIRECT_TO_LOGIN_BY_DEFAULT=False,
        HELPDESK_VIEW_A_TICKET_PUBLIC=True,
        HELPDESK_SUBMIT_A_TICKET_PUBLIC=True,
    )
    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.urls import include, path

    globals()["urlpatterns"] = [path("", include("helpdesk.urls", namespace="helpdesk"))]
    call_command("migrate", verbosity=0, interactive=False)
    from helpdesk.models import Queue, Ticket  # type: ignore[import-not-found]

    queue = Queue.objects.create(title="Q", slug="q", allow_public_submission=True)
    typed = {"queue": queue.pk, "title": "Nordmarkt", "priority": 3, "body": "Man hat mich ohne Grund kontrolliert.",
             "submitter_email": "a@example.org"}  # fmt: skip
    client = Client()
    taken: dict[str, list[float]] = {"page": [], "sent": []}
    for _ in range(int(sys.argv[1]) + 3):
        for name, call in (("page", client.get), ("sent", client.post)):
            began = time.perf_counter()
            answer = call("/tickets/submit/", *([typed] if name == "sent" else []))
            taken[name].append((time.perf_counter() - began) * 1000)
            assert answer.status_code == (302 if name == "sent" else 200), answer.content[:2000]
    assert Ticket.objects.count() == int(sys.argv[1]) + 3
    middle = {name: statistics.median(values[3:]) for name, values in taken.items()}
    sys.stdout.write(json.dumps(middle) + "\n")


if __name__ == "__main__":
    main()
