"""The mailbox to which calendar programs answer (IMAP), as far as we need it: look, fetch, put away.

What waits stands in the folder of the setting; what was looked at is moved out of it, so that a message is never lost and
never found again. Both folders are made where they are missing. Source: RFC 9051, RFC 6851 (MOVE).
"""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import unquote, urlsplit

from django.conf import settings
from imapclient import IMAPClient

NOTED, TO_READ = "Handschlag-noted", "Handschlag-to-read"
MOST_AT_ONCE = 100  # messages; the others come a minute later
MOST_BYTES = 1024 * 1024  # of a message; a larger one is left for people
READ_AT = "meetings/replies_read"  # in the cache: when the mailbox was read last, for /metrics/
SECONDS = 20  # without an answer of the server
FAULTS = (IMAPClient.Error, OSError)


class Mailbox:
    """An open connection."""

    def __init__(self, client: IMAPClient) -> None:
        self.client = client

    def list_waiting(self) -> list[int]:
        """Numbers of the messages that nobody looked at, the oldest first."""
        return sorted(self.client.search("ALL"))[:MOST_AT_ONCE]

    def fetch(self, number: int) -> bytes | None:
        """The message as it came; None for one that is too large, of which no more is fetched, or that is gone."""
        found = self.client.fetch([number], [f"BODY.PEEK[]<0.{MOST_BYTES + 1}>"]).get(number, {})
        data = next((value for key, value in found.items() if key.startswith(b"BODY[")), None)
        return data if isinstance(data, bytes) and len(data) <= MOST_BYTES else None

    def put_away(self, number: int, folder: str) -> None:
        """Out of the folder in which messages wait."""
        self.client.move([number], folder)


@contextmanager
def open_mailbox() -> Iterator[Mailbox]:
    """The mailbox of the settings. Raises: FAULTS."""
    url = urlsplit(settings.REPLIES_URL)
    trusted = ssl.create_default_context()
    encrypted = url.scheme == "imaps"
    client = IMAPClient(
        url.hostname or "",
        port=url.port or (993 if encrypted else 143),
        ssl=encrypted,
        ssl_context=trusted if encrypted else None,
        timeout=SECONDS,
    )
    try:
        if not encrypted:
            client.starttls(trusted)
        client.login(unquote(url.username or ""), unquote(url.password or ""))
        for folder in (NOTED, TO_READ):
            if not client.folder_exists(folder):
                client.create_folder(folder)
        client.select_folder(unquote(url.path.strip("/")) or "INBOX")
        yield Mailbox(client)
    finally:
        with suppress(*FAULTS):
            client.logout()
