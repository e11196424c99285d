"""What somebody has typed stays in their own hands: the key is in their cookie, the sealed row is here, for two hours.

There is no session of Django's in the form and the mailbox: nothing leads from a row to a browser, an account or a
complaint. A page's form carries a token made of the key; without it nothing is done, and the page comes again with
what was typed. So a foreign page cannot send the form, and an ended visit loses no words.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Broken
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from complaints import visit_files
from complaints.models import Visit
from complaints.models.visits import KEPT
from complaints.store.sealed import Unreadable, place_of
from complaints.store.texts import seal_facts, unseal_facts

COOKIE = "visit"
KEY_BYTES = 32
SENT_AS = "visit"  # the hidden field of each form


@dataclass
class Visiting:
    """`key` is the cookie's; `state` what the row holds, plain JSON. `is_known`: the browser brought the cookie."""

    key: bytes
    is_known: bool
    state: dict[str, Any] = field(default_factory=dict)
    ends_at: datetime | None = None

    @property
    def id(self) -> str:
        """The number of the row: nobody comes from it to the key."""
        return _made_of(self.key, b"row").hex()

    @property
    def form_token(self) -> str:
        """What a form of ours carries."""
        return _made_of(self.key, b"form").hex()

    def has_sent(self, request: HttpRequest) -> bool:
        """Whether the form that was sent is one of this visit."""
        sent = request.POST.get(SENT_AS, "")
        return self.is_known and hmac.compare_digest(sent.encode(), self.form_token.encode())

    def save(self) -> None:
        """Writes the state; two hours begin anew."""
        self.ends_at = until()
        sealed = seal_facts(_made_of(self.key, b"seal"), self.state, self._place)
        row = Visit(id=self.id, sealed=sealed, ends_at=self.ends_at)
        Visit.objects.bulk_create(  # one statement, there or not
            [row], update_conflicts=True, unique_fields=["id"], update_fields=["sealed", "ends_at"]
        )
        if self.state.get("files") or self.state.get("mailbox", {}).get("files"):
            visit_files.go_on(self.id, self.ends_at)

    def forget(self) -> None:
        """The row is gone, and what it held."""
        Visit.objects.filter(id=self.id).delete()
        visit_files.let_go(self.id)
        self.state, self.ends_at = {}, None

    @contextmanager
    def changing(self) -> Iterator[dict[str, Any]]:
        """The state as it stands now, locked and written at the end: what another tab typed meanwhile stays."""
        with transaction.atomic():
            self.read(lock=True)
            yield self.state
            if self.state:
                self.save()
            else:
                self.forget()

    def read(self, *, lock: bool = False) -> None:
        """The state as the row has it; nothing where it has ended. `lock` inside a transaction."""
        rows = Visit.objects.select_for_update() if lock else Visit.objects.all()
        row = rows.filter(id=self.id, ends_at__gt=timezone.now()).first()
        self.state, self.ends_at = {}, None
        if row is None:
            return
        try:
            self.state = unseal_facts(_made_of(self.key, b"seal"), bytes(row.sealed), self._place)
            self.ends_at = row.ends_at
        except Unreadable:
            row.delete()

    @property
    def _place(self) -> bytes:
        return place_of("complaints_visit", self.id, "sealed")

    def give_cookie(self, response: HttpResponse) -> None:
        """Until the browser is closed; no other site's request carries it."""
        response.set_cookie(
            COOKIE,
            urlsafe_b64encode(self.key).decode(),
            secure=settings.HTTPS,
            httponly=True,
            samesite="Strict",
        )


def arrive(request: HttpRequest) -> Visiting:
    """The visit of this browser, or a new one of which nothing is kept yet."""
    try:
        key = urlsafe_b64decode(request.COOKIES.get(COOKIE, "").encode())
    except (Broken, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        return Visiting(token_bytes(KEY_BYTES), is_known=False)
    visiting = Visiting(key, is_known=True)
    visiting.read()
    return visiting


def until() -> datetime:
    """When a visit ends that goes on now."""
    return timezone.now() + KEPT


def forget_ended() -> int:
    """By the clock: rows whose two hours are over, and the files that belong to them; the number of the rows."""
    visit_files.forget_ended()
    return Visit.objects.filter(ends_at__lte=timezone.now()).delete()[0]


def _made_of(key: bytes, purpose: bytes) -> bytes:
    return sha256(purpose + b"|" + key).digest()
