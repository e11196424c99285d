"""Passwords of tests: hashed as on a site, in one round instead of a million."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class Quick(PBKDF2PasswordHasher):
    """The same algorithm: what it makes, a site's hasher checks too."""

    iterations = 1
