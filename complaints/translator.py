"""A machine of one's own house that translates: LibreTranslate's interface. Source: https://docs.libretranslate.com, POST /translate.

Texts go to an address inside one's own network and nowhere else; nothing of them stands in an error or a log.
"""

import json
import socket
import ssl
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import ip_address
from threading import BoundedSemaphore, Event, Thread
from urllib.parse import urlsplit

from django.conf import settings

from partnerships.shared.text import clean_text

SECONDS = 20.0  # for all of it: name, connection, answer
MOST_BYTES = (
    512 * 1024
)  # of the answer: 20,000 characters, each written as an escape, four times as long
MOST_CHARACTERS = 40_000  # of the translation
AT_ONCE = BoundedSemaphore(2)  # in one process: each holds a thread of the web server


class CannotTranslate(Exception):
    """`why`: not_ours, silent, slow, busy, refused or broken. It carries nothing of the text."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def is_there() -> bool:
    """Whether one is configured."""
    return bool(settings.TRANSLATOR_URL)


def translate(text: str, *, source: str, target: str, seconds: float = SECONDS) -> str:
    """The text in another language, unchecked; languages as two letters (ISO 639-1). Raises: CannotTranslate."""
    asked = {"q": text, "source": source, "target": target, "format": "text"}
    if settings.TRANSLATOR_KEY:
        asked["api_key"] = settings.TRANSLATOR_KEY
    exchange = _Exchange(asked, seconds)
    return _understand(exchange.run())


class _Exchange:
    """One question and its answer, in a thread of its own: whoever waits goes on when the time is over, whatever hangs."""

    def __init__(self, asked: Mapping[str, str], seconds: float) -> None:
        self.body, self.seconds = json.dumps(asked).encode(), seconds
        self.done, self.answer, self.why = Event(), b"", ""
        self.socket: socket.socket | None = None

    def run(self) -> bytes:
        """The body of the answer. Raises: CannotTranslate."""
        if not AT_ONCE.acquire(blocking=False):
            raise CannotTranslate("busy")
        Thread(target=self._try, daemon=True).start()
        if not self.done.wait(self.seconds):
            self._hang_up()
            raise CannotTranslate("slow")
        if self.why:
            raise CannotTranslate(self.why)
        return self.answer

    def _hang_up(self) -> None:
        """Ends the thread, which sees its connection closed."""
        if self.socket:
            try:
                self.socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # closed by the other side

    def _try(self) -> None:
        try:
            self.answer = self._ask()
        except CannotTranslate as error:
            self.why = error.why
        except TimeoutError:
            self.why = "slow"
        except (OSError, HTTPException, ValueError):
            self.why = "silent"
        finally:
            AT_ONCE.release()
            self.done.set()

    def _ask(self) -> bytes:
        parts = urlsplit(settings.TRANSLATOR_URL)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        self.socket = socket.create_connection((_own(host, port), port), timeout=self.seconds)
        with self.socket:
            if parts.scheme == "https":
                context = ssl.create_default_context()
                self.socket = context.wrap_socket(self.socket, server_hostname=host)
            connection = HTTPConnection(host, port)
            connection.sock = self.socket
            path = f"{parts.path.rstrip('/')}/translate"
            connection.request("POST", path, self.body, {"Content-Type": "application/json"})
            return _read(connection.getresponse())


def _own(host: str, port: int) -> str:
    """An address of one's own network. Raises: CannotTranslate where the name leads outside, also with one of its addresses."""
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(ip_address(each.partition("%")[0]).is_private for each in found):
        raise CannotTranslate("not_ours")
    return found[0]


def _read(response: HTTPResponse) -> bytes:
    """At most MOST_BYTES; no redirect is followed. Raises: CannotTranslate."""
    if response.status != 200:
        raise CannotTranslate("refused")
    body = response.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise CannotTranslate("broken")
    return body


def _understand(body: bytes) -> str:
    """Raises: CannotTranslate for anything but a translation that can be shown."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise CannotTranslate("broken") from None
    text = answer.get("translatedText") if isinstance(answer, dict) else None
    if not isinstance(text, str) or len(text) > MOST_CHARACTERS:
        raise CannotTranslate("broken")
    shown = clean_text(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
    if not shown.strip():
        raise CannotTranslate("broken")
    return shown
