"""The invitation letter: its link stands nowhere but in the letter, and its words are the person's."""

import hashlib
import re

import pytest
from django.db import connection
from django.utils import timezone

from partnerships.directory.actions.invitations import (
    agree_invitation,
    invite,
    invite_first,
    withdraw,
)
from partnerships.directory.models import Invitation
from partnerships.shared.lines import clean_line
from partnerships.shared.outbox import Status
from tests.factories import directory as make

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
    assert text.replace("\r\n", "\n").count(seen) >= 2  # the person and the organisation
    for tag in ("<script", "<img", "<b>"):
        assert tag not in html
    assert not re.search(r"\{[{%]\s*\w+\s*[%}]\}", text.replace(name, ""))


class TestWhoAsks:
    """Nobody follows a link of somebody unnamed: letter and page say who asks, for whom, and what it is for."""

    def asked(self, cast, by: str):
        """Kept by whom `by` acts for; administrators act for nobody. The association has agreed where it must."""
        keeper = {"partner": cast.association, "liaison": cast.police}.get(by)
        new = make.PersonFactory(
            given_name="Neu", family_name="Muster", email="neu@example.org", kept_by=keeper
        )
        make.RepresentationFactory(person=new, organisation=cast.association, role="deputy")
        asked = invite(new, by=cast.account(by), email="neu@example.org", language="en")
        if asked.is_waiting:
            agree_invitation(asked, by=cast.account("partner"))
        return Invitation.objects.get(pk=asked.pk)

    @pytest.mark.parametrize(
        ("by", "speaks_for"),
        [
            ("partner", "Verein Nord e. V."),  # of the same association
            ("liaison", "Polizei Nord"),  # by the role for an authority
            ("admin", "the people who look after Handschlag"),
        ],
    )
    def test_letter_and_page(self, cast, mailbox, work, by, speaks_for) -> None:
        asked = self.asked(cast, by)
        text, html = parts(posted(asked.letter, mailbox, work))
        page = cast.client("anonymous").get(f"/invitations/{token_in(text)}/").content.decode()
        name = str(cast.people[by])
        for told in (text, html, page):
            for word in (name, speaks_for, cast.association.name, "North"):
                assert word in told, (by, word)
        assert f"{name} ({speaks_for}) invites you to Handschlag." in text

    def test_a_former_organisation_and_another_partnership_are_not_named(
        self, cast, mailbox, work
    ) -> None:
        asked = self.asked(cast, "partner")
        gone = make.OrganisationFactory(name="Frueherer Verein")
        make.RepresentationFactory(
            person=asked.person, organisation=gone, until_on=make.LONG_AGO, since=make.LONG_AGO
        )
        text, _html = parts(posted(asked.letter, mailbox, work))
        assert "Frueherer" not in text and "South" not in text

    def test_the_first_people_are_invited_by_nobody(self, db, mailbox, work) -> None:
        first = invite_first("administrator", email="a@example.org", family_name="Erste")
        text, html = parts(posted(first.letter, mailbox, work))
        for told in (text, html):
            assert "None" not in told and "lädt Sie" not in told
            assert "Sie sind eingeladen" in told
