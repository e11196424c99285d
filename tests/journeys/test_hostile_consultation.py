"""Comments, proposals, answers and files: whatever is typed stays text, whatever is sent wrongly is said."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerships.agreements.models import Agreement, AgreementFile, Comment, Proposal
from partnerships.shared.letters.actions import compose
from partnerships.shared.letters.models import Letter
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.journeys.forms import (
    HTML,
    NASTY,
    NASTY_CLAUSE,
    VISIBLE,
    VISIBLE_CLAUSE,
    assert_plain,
    browser,
    typed,
    words,
)
from tests.uploads.files import pdf

HUGE = "99999999999999999999"


@pytest.fixture
def draft(cast) -> Agreement:
    """A draft of North of which the association is a party."""
    made = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    agree.PartyFactory(agreement=made, organisation=cast.association)
    return made


def speak(client, draft: Agreement, text: str, body: str = "") -> str:
    """A comment and a proposal of the first clause; gives its own address."""
    body = body or text
    own, clause = f"/agreements/{draft.pk}/", draft.clauses.first().pk
    assert client.post(f"{own}clauses/{clause}/comment/", {"body": text}).status_code == 302
    path = f"{own}clauses/{clause}/propose/?language=de"
    said = typed(client, path, heading=text, body=body, reason=text)
    assert client.post(path, said).status_code == 302
    new = typed(client, f"{own}proposals/add/", heading=text, body=body, reason=text)
    assert client.post(f"{own}proposals/add/", new).status_code == 302
    return own


def test_markup_and_unseen_characters_stay_text(cast, draft) -> None:
    partner, liaison = browser(cast, "partner"), browser(cast, "liaison")
    own = speak(partner, draft, NASTY, NASTY_CLAUSE)
    comment, proposal = Comment.objects.get(), Proposal.objects.first()
    assert comment.body == proposal.reason == VISIBLE
    assert proposal.body == VISIBLE_CLAUSE
    there = f"{own}proposals/{proposal.pk}/"
    for path in (
        "consultation/",
        f"comments/{comment.pk}/edit/",
        f"comments/{comment.pk}/release/",
    ):
        shown = partner.get(own + path)
        assert_plain(shown.content)
        assert VISIBLE in words(shown.content) or "edit" in path
    for path in ("", "accept/", "decline/"):
        assert_plain(liaison.get(there + path).content)
    assert liaison.post(f"{there}decline/", {"reason": NASTY}).status_code == 302
    assert_plain(liaison.get(there).content)
    for letter in Letter.objects.all():
        message = compose(letter)
        assert_plain(message.alternatives[0].content)
        assert "\u202e" not in message.body
    new = Proposal.objects.last()
    assert liaison.post(f"{own}proposals/{new.pk}/accept/", {"version": 0}).status_code == 302
    for path in ("", "?language=both", "versions/", "versions/1/", "versions/compare/"):
        assert_plain(liaison.get(own + path).content)


def test_at_the_limit_and_beyond(cast, draft) -> None:
    client, own = browser(cast, "partner"), f"/agreements/{draft.pk}/"
    path = f"{own}clauses/{draft.clauses.first().pk}/propose/?language=de"
    long = {"heading": "x" * 201, "body": "y" * 20_001, "reason": "z" * 4_001}
    answer = client.post(path, typed(client, path, **long))
    assert set(long) <= set(answer.context["form"].errors)
    for value in long.values():
        assert value in answer.content.decode()
    most = {"heading": "x" * 200, "body": "y" * 20_000, "reason": "z" * 4_000}
    assert client.post(path, typed(client, path, **most)).status_code == 302
    shown = client.get(f"{own}proposals/{Proposal.objects.get().pk}/")
    assert shown.status_code == 200 and "y" * 20_000 in shown.content.decode()
    assert client.post(f"{own}comments/add/", {"body": "x" * 4_001}).status_code == 200
    for nothing in ("", "   ", "\x00\u202e", "\n\n"):
        answer = client.post(f"{own}comments/add/", {"body": nothing})
        assert "body" in answer.context["form"].errors
    assert not Comment.objects.exists()


@pytest.mark.parametrize("version", ["", "-1", HUGE, "x", "\x00"])
def test_a_version_that_never_was(cast, draft, version) -> None:
    partner, liaison = browser(cast, "partner"), browser(cast, "liaison")
    own = speak(partner, draft, "Mein Text.")
    path = f"{own}clauses/{draft.clauses.first().pk}/propose/?language=de"
    said = typed(partner, path, body="Noch einer.") | {"version": version, "reason": "Darum."}
    answer = partner.post(path, said)
    assert answer.status_code == 200 and "Noch einer." in answer.content.decode()
    comment, proposal = Comment.objects.get(), Proposal.objects.first()
    for client, place in (
        (partner, f"comments/{comment.pk}/release/"),
        (partner, f"comments/{comment.pk}/edit/"),
        (liaison, f"proposals/{proposal.pk}/accept/"),
    ):
        assert client.post(own + place, {"version": version, "body": "x"}).status_code == 200
    assert Comment.objects.get().released_at is None
    assert Proposal.objects.filter(answer="open").count() == 2


@pytest.mark.parametrize("wrong", [HUGE, "0", "x", "\x00", "-1"])
def test_in_the_name_of_nobody(cast, draft, wrong) -> None:
    second = agree.PartyFactory(agreement=draft).organisation
    make.RepresentationFactory(organisation=second, person=cast.people["partner"])
    client = browser(cast, "partner")
    answer = client.post(
        f"/agreements/{draft.pk}/comments/add/", {"body": "x", "organisation": wrong}
    )
    assert "organisation" in answer.context["form"].errors


@pytest.mark.parametrize("name", ["state", "organisation", "language", "from", "to", "cursor"])
@pytest.mark.parametrize("value", ["\x00", "'\"--;%_\\", HUGE, "x" * 9000, "-1", "²"])
def test_questions(cast, draft, name, value) -> None:
    client, own = browser(cast, "partner"), f"/agreements/{draft.pk}/"
    clause = draft.clauses.first().pk
    for path in (
        "",
        "consultation/",
        "versions/",
        "versions/compare/",
        f"clauses/{clause}/propose/",
    ):
        assert client.get(own + path, {name: value}).status_code == 200, path


def test_file_names_and_descriptions(cast, draft) -> None:
    annex = draft.clauses.get(kind="annex")
    client, own = browser(cast, "liaison"), f"/agreements/{draft.pk}/"
    for name in (f"{HTML}.pdf", "../../etc/passwd.pdf", "x" * 300 + ".pdf", "karte\u202efdp.exe"):
        file = SimpleUploadedFile(name, pdf(min_version=f"1.{len(name) % 5 + 3}"))
        path = f"{own}clauses/{annex.pk}/files/add/"
        client.post(path, {"file": file, "description": NASTY})
    kept = AgreementFile.objects.all()
    assert kept
    for file in kept:
        assert file.name.endswith(".pdf") and len(file.name) <= 124
        assert "/" not in file.name and "\u202e" not in file.name
        fetched = client.get(f"{own}files/{file.pk}/")
        assert b"".join(fetched.streaming_content).startswith(b"%PDF-")
    assert_plain(client.get(own).content)


def test_without_the_page_that_carried_it(cast, draft) -> None:
    speak(browser(cast, "partner"), draft, "Mein Text.")
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.account("liaison"))
    own, proposal = f"/agreements/{draft.pk}/", Proposal.objects.first()
    for path in (f"proposals/{proposal.pk}/accept/", "comments/1/settle/"):
        assert client.post(own + path, {"version": 1}).status_code == 403
    proposal.refresh_from_db()
    assert proposal.answer == "open"
