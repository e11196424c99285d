"""Passwords are hashed slowly on a site, and quickly in tests alone."""

import subprocess
import sys

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from tests.services import ROOT

WORDS = "a long password of somebody"
LEAST_ROUNDS = 600_000  # OWASP Password Storage Cheat Sheet for PBKDF2 with SHA-256
MADE = f"""
import django
django.setup()
from django.contrib.auth.hashers import make_password
print(make_password({WORDS!r}))
"""


def test_what_the_house_itself_makes_is_slow_to_guess() -> None:
    """In a process of its own, with the settings that a site starts with."""
    made = subprocess.run(
        [sys.executable, "-c", MADE], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    algorithm, rounds, *_salt_and_hash = made.split("$")
    assert algorithm == "pbkdf2_sha256" and int(rounds) >= LEAST_ROUNDS
    assert check_password(WORDS, made) and not check_password(f"{WORDS}x", made)


def test_tests_use_the_same_algorithm_in_one_round() -> None:
    assert settings.PASSWORD_HASHERS == ["tests.passwords.Quick"]
    assert make_password(WORDS).startswith("pbkdf2_sha256$1$")
