"""Write a letter; post it; post it again."""

from collections.abc import Iterable
from smtplib import SMTPException
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils.translation import override

from partnerships.shared import outbox
from partnerships.shared.accounts import Account
from partnerships.shared.addresses import to_ascii
from partnerships.shared.audit.actions import note_read, record
from partnerships.shared.letters import rules
from partnerships.shared.letters.models import Letter
from partnerships.shared.letters.rendering import render_html, render_subject, render_text
from partnerships.shared.operator.details import Operator
from partnerships.shared.outbox import Status
from partnerships.shared.registry import letter_kinds

TASK = "letters.post"  # the worker's name for `tasks.post_letter`
WRITTEN_AT_ONCE = 500  # letters of one statement


def write(
    kind: str, *, to: object = None, email: str = "", language: str = "", facts: dict | None = None
) -> Letter:
    """A letter to an account (`to`) or to an address, posted after commit.

    Raises: KeyError for a kind that nobody laid on the shelf.
    """
    letter_kinds.get(kind)
    letter = Letter.objects.create(
        kind=kind,
        recipient=to,
        email=email,
        language=language or getattr(to, "language", "") or settings.LANGUAGE_CODE,
        facts=facts or {},
    )
    outbox.kick(letter, TASK)
    return letter


class Addressee(NamedTuple):
    """Whom one of many letters goes to: an account, or an address with its language."""

    to: Account | None
    email: str
    language: str
    facts: dict[str, object]


def write_many(kind: str, addressees: Iterable[Addressee]) -> list[Letter]:
    """A letter of this kind to each, by one statement for many. Raises: KeyError as `write`."""
    letter_kinds.get(kind)
    letters = Letter.objects.bulk_create(
        [
            Letter(
                kind=kind,
                recipient_id=each.to.pk if each.to else None,
                email=each.email,
                language=each.language or settings.LANGUAGE_CODE,
                facts=each.facts,
            )
            for each in addressees
        ],
        batch_size=WRITTEN_AT_ONCE,
    )
    outbox.kick_all(letters, TASK)
    return letters


def post(letter: Letter) -> None:
    """Send a claimed letter; at least once. What it says, and to whom, is asked again at this moment.

    Raises: whatever the mail server's connection raises; the caller gives the letter back.
    """
    kind = letter_kinds.get(letter.kind)
    if not kind.may_receive(letter):
        outbox.finish(letter, Status.CANCELLED, error_code="no_longer_allowed")
        return
    if not kind.still_holds(letter):
        outbox.finish(letter, Status.CANCELLED, error_code="no_longer_true")
        return
    try:
        to_ascii(letter.address)
    except ValidationError:  # entered before addresses were checked; no server would take it
        outbox.finish(letter, Status.FAILED, error_code="no_address")
        return
    compose(letter).send()
    outbox.finish(letter, Status.DONE, error_code="")


def compose(letter: Letter) -> EmailMultiAlternatives:
    """The message in the recipient's language: text, and the HTML made of it."""
    kind = letter_kinds.get(letter.kind)
    with override(letter.language):
        context = {
            **letter.facts,
            **kind.facts(letter),
            "site_url": settings.SITE_URL,
            "operator": Operator(),
            "letter": letter,
        }
        subject = render_subject(kind.template, context)
        text = render_text(kind.template, context)
    message = EmailMultiAlternatives(subject, text, to=[to_ascii(letter.address)])
    message.attach_alternative(render_html(text, letter.language), "text/html")
    if event := kind.calendar(letter):
        # One of the alternatives, not a file: mail programs then offer to enter it.
        message.attach_alternative(event.content, f"text/calendar; method={event.method}")
    for name, data, media_type in kind.attachments(letter):
        message.attach(name, data, media_type)
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    return message


POSTING_FAULTS = (SMTPException, OSError)


@transaction.atomic
def retry(letter: Letter, *, by: Account) -> None:
    """Post a failed letter once more. Raises: PermissionDenied."""
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    rules.can_retry(by, locked).enforce()
    outbox.reopen(locked, TASK)
    record("letters.retried", by=by, target=locked)


def read_letters(*, by: Account) -> None:
    """The list shows the addresses to which letters went. Raises: PermissionDenied."""
    rules.can_look_after(by).enforce()
    note_read("letters.list_read", by=by)
