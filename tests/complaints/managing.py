"""Commands of `manage.py` as processes of their own, on this test's database and folders: the test commits what it writes."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def environment(**more: str) -> dict[str, str]:
    """Of a process that works with what the test wrote."""
    site = os.environ["DATABASE_URL"].rpartition("/")[0]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"{site}/{connection.settings_dict['NAME']}",
        "COMPLAINTS_KEYS": str(settings.COMPLAINTS_KEYS),
        **more,
    }


def start(*words: object, **more: str) -> "subprocess.Popen[str]":
    """A command that runs on beside the test; what it says comes line by line."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=ROOT,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(*words: object, typed: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
    """A command to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=ROOT,
        env=environment(**more),
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
