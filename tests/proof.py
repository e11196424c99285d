"""A browser that has just shown once more who sits before it."""

from django.test import Client
from django.utils import timezone


def proven(client: Client) -> Client:
    """As after the page that asks for a password, a second step or a code."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "code", "at": timezone.now().timestamp(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return client
