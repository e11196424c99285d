"""The invitation letter: its link stands nowhere but in the letter, and its words are the person's."""

import hashlib
import re

import pytest
from django.db import connection
from django.utils import timezone

from partnerships.directory.actions.invitations import withdraw
from partnerships.directory.models import Invitation
from partnerships.shared.lines import clean_line
from partnerships.shared.outbox import Status

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ link }}{% debug %}",
    "A\r\nBcc: opfer@example.org",
    "Ünal & Söhne <b>",
    "\u202egro.elpmaxe",
]


def parts(message) -> tuple[str, str]:
    """Text and HTML."""
    return (
        message.get_body(("plain",)).get_content(),
        message.get_body(("html",)).get_content(),
    )


def posted(letter, mailbox, work):
    """The one message that arrives."""
    with mailbox.open() as arrived:
        work(letter)
    (message,) = arrived
    return message


def token_in(text: str) -> str:
    return re.search(r"/invitations/([\w-]{20,})/", text)[1]


def everything() -> str:
    """Each row of each table, history included."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += map(repr, cursor.fetchall())
    return "\n".join(found)


def test_the_link_is_made_at_posting_and_stands_in_no_row(cast, invited, mailbox, work):
    invitation = invited()
    assert Invitation.objects.get(pk=invitation.pk).token_hash == ""
    text, html = parts(posted(invitation.letter, mailbox, work))
    token = token_in(text)
    assert token_in(html) == token
    dump = everything()
    assert token not in dump
    assert hashlib.sha256(token.encode()).hexdigest() in dump  # the search reads the right rows
    assert cast.client("anonymous").get(f"/invitations/{token}/").status_code == 200


def test_a_link_that_was_posted_again_is_another_one(cast, invited, mailbox, work):
    letter = invited().letter
    first = token_in(parts(posted(letter, mailbox, work))[0])
    type(letter).objects.filter(pk=letter.pk).update(status=Status.QUEUED)
    second = token_in(parts(posted(letter, mailbox, work))[0])
    answers = [
        cast.client("anonymous").get(f"/invitations/{t}/").status_code for t in (first, second)
    ]
    assert answers == [410, 200]


@pytest.mark.parametrize("over", ["withdrawn", "expired", "accepted", "other address"])
def test_the_right_is_asked_again_at_posting(over, cast, invited, mailbox, work):
    invitation, now = invited(), timezone.now()
    if over == "withdrawn":
        withdraw(invitation, by=cast.account("admin"))
    else:
        change = {
            "expired": {"expires_at": now},
            "accepted": {"accepted_at": now},
            "other address": {"email": "anders@example.org"},
        }
        Invitation.objects.filter(pk=invitation.pk).update(**change[over])
    with mailbox.open() as arrived:
        letter = work(invitation.letter)
    assert (letter.status, letter.error_code) == (
        Status.CANCELLED,
        "no_longer_allowed" if over == "other address" else "no_longer_true",
    )
    assert arrived == []
    assert Invitation.objects.get(pk=invitation.pk).token_hash == ""


@pytest.mark.parametrize("language", ["de", "en"])
def test_it_is_in_the_language_of_the_invited(language, invited, mailbox, work):
    message = posted(invited(language=language).letter, mailbox, work)
    assert f'<html lang="{language}">' in parts(message)[1]
    english = "invitation" in message["Subject"]
    assert english or language == "de"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_plain(name, cast, invited, mailbox, work):
    cast.association.name = name
    cast.association.save()
    letter = invited(family_name=name).letter
    message = posted(letter, mailbox, work)
    text, html = parts(message)
    assert message["Bcc"] is None and message["To"] == letter.email
    seen = clean_line(name)
    assert text.replace("\r\n", "\n").count(seen) == 2  # the person and the organisation
    for tag in ("<script", "<img", "<b>"):
        assert tag not in html
    assert not re.search(r"\{[{%]\s*\w+\s*[%}]\}", text.replace(name, ""))
