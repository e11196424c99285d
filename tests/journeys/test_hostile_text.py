"""Whatever somebody types stays text: in the page, in the document, after an error.

No form takes a file yet; what comes as one is ignored.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.agreements.actions.printing import request_document
from partnerships.agreements.models import Agreement, Clause, PaperRecord
from partnerships.shared.documents.actions import html_of
from partnerships.shared.lines import clean_line
from tests.cast import Cast
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.journeys.forms import (
    NASTY,
    NASTY_CLAUSE,
    UNSEEN,
    VISIBLE,
    VISIBLE_CLAUSE,
    assert_plain,
    browser,
    typed,
    words,
)
from tests.kept import kept
from tests.uploads.files import pdf

WORDS = {
    "arabic": "اتفاقية تعاون بين الشرطة والمجتمع",
    "persian joiner": "می\u200cخواهیم",
    "signs": "☎ → ✓ 𝐀",
    "long word": "Donaudampfschifffahrt" * 9,
    "quotes": "„Ü\"'`´“ & <b> %s {0}",
    "markdown": "[x](javascript:alert(1)) ![i](https://evil.example/x.png)",
}


@kept(after="cast")
def agreement(cast: Cast) -> Agreement:
    """A draft of North with its police as a party."""
    made = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    agree.PartyFactory(agreement=made, organisation=cast.police)
    return made


def pages(agreement: Agreement) -> list[str]:
    """Where its words stand."""
    own = f"/agreements/{agreement.pk}/"
    clause, party = agreement.clauses.first().pk, agreement.parties.last().pk
    rest = ("", "?language=en", "details/", "parties/", f"parties/{party}/", f"clauses/{clause}/")
    steps = ("steps/consult/", "steps/decline/", f"clauses/{clause}/remove/")
    return ["/agreements/", "/home/", *(own + page for page in (*rest, *steps))]


def write_everywhere(client, agreement: Agreement, text: str, body: str) -> None:
    """The same words into every text field of an agreement, through its forms."""
    own = f"/agreements/{agreement.pk}/"
    details = {"title": text, "title_en": text}
    clause = {f"{part}_{la}": text for part in ("heading",) for la in ("de", "en")}
    clause |= {"body_de": body, "body_en": body}
    party = {"name_1": text[:160], "function_1": text[:120]}
    for path, values in (
        (f"{own}details/", details),
        (f"{own}clauses/{agreement.clauses.first().pk}/", clause),
        (f"{own}clauses/add/", clause | {"kind": "annex"}),
        (f"{own}parties/{agreement.parties.last().pk}/", party),
    ):
        answer = client.post(path, typed(client, path, **values))
        assert answer.status_code == 302, (path, answer.context["form"].errors)


def assert_text_everywhere(client, agreement: Agreement, seen: str) -> None:
    for path in pages(agreement):
        content = client.get(path).content
        assert_plain(content)
    for language in ("de", "en"):
        shown = client.get(f"/agreements/{agreement.pk}/?language={language}").content
        assert words(shown).count(seen) >= 3  # title, heading, signatory


def test_markup_and_unseen_characters_in_every_field(cast, agreement) -> None:
    client = browser(cast, "liaison")
    write_everywhere(client, agreement, NASTY, NASTY_CLAUSE)
    agreement.refresh_from_db()
    assert agreement.title == VISIBLE
    assert_text_everywhere(client, agreement, VISIBLE)


def test_the_paper_shows_it_as_text(cast, agreement) -> None:
    write_everywhere(browser(cast, "liaison"), agreement, NASTY, NASTY_CLAUSE)
    agreement.refresh_from_db()
    for language in ("de", "en"):
        document = request_document(agreement, by=cast.account("liaison"), language=language)
        html = html_of(document)
        assert_plain(html)
        assert words(html).count(VISIBLE) >= 3  # title, heading, signatory
        assert VISIBLE_CLAUSE in words(html)
        shown = browser(cast, "liaison").get(f"/documents/{document.pk}/").content
        assert_plain(shown)


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
def test_words_of_all_kinds_stay(cast, agreement, text) -> None:
    client = browser(cast, "liaison")
    text = text[:160]
    write_everywhere(client, agreement, text, text)
    clause = agreement.clauses.first().texts.get(language="de")
    assert (clause.heading, clause.body) == (clean_line(text), text)
    shown = client.get(f"/agreements/{agreement.pk}/").content.decode()
    assert 'href="javascript' not in shown and shown.count("<img") == shown.count(
        '<img class="app-logo"'
    )
    assert " ".join(text.split()) in words(shown) and clean_line(text) in words(shown)


def test_a_new_draft_and_a_paper_record(cast) -> None:
    client, path = browser(cast, "liaison"), f"/agreements/of/{cast.north.pk}/draft/"
    answer = client.post(path, typed(client, path, title=NASTY, title_en=NASTY))
    assert_plain(client.get(answer["Location"]).content)
    ready = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("chair"))
    agree.PartyFactory(agreement=ready, organisation=cast.association, position=9)
    agree.lead_to(ready, "ready_to_sign")
    step = f"/agreements/{ready.pk}/paper/"
    scan = SimpleUploadedFile("scan.pdf", pdf())
    values = {"signed_on": "2026-03-05", "place": NASTY, "scan": scan, "text_from_paper": "on"}
    client.post(step, typed(client, step) | values | {"all_signed": "on"})
    record = PaperRecord.objects.get()
    for page in ("", "signatures/", f"paper/{record.pk}/confirm/"):
        shown = browser(cast, "partner").get(f"/agreements/{ready.pk}/{page}").content
        assert_plain(shown)
        assert VISIBLE in words(shown)


@pytest.mark.parametrize("empty", ["", "   ", "\u202e\u2066", "\x00", "\n\t\r\n"])
def test_what_shows_nothing_is_no_title(cast, agreement, empty) -> None:
    client, path = browser(cast, "liaison"), f"/agreements/{agreement.pk}/details/"
    answer = client.post(path, typed(client, path, title=empty))
    assert "This field is required." in words(answer.content)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("field", "limit"), [("heading_de", 200), ("body_de", 20_000), ("heading_en", 200)]
)
def test_over_the_limit(cast, agreement, field, limit, language) -> None:
    client = browser(cast, "liaison", language)
    path = f"/agreements/{agreement.pk}/clauses/{agreement.clauses.first().pk}/"
    text = "ü" * (limit + 1)
    answer = client.post(path, typed(client, path, **{field: text}))
    said = words(answer.content)
    mark = {"en": f"at most {limit} characters", "de": f"maximal {limit} Zeichen"}[language]
    assert mark in said.replace("höchstens", "maximal")
    assert text in answer.content.decode()  # in full
    assert not agreement.clauses.filter(texts__heading=text).exists()


def test_at_the_limit(cast, agreement) -> None:
    client = browser(cast, "liaison")
    write_everywhere(client, agreement, "ß" * 200, "𝐀" * 20_000)
    assert agreement.clauses.first().texts.first().body == "𝐀" * 20_000


def test_what_paper_cannot_print_is_refused_and_survives(cast, agreement) -> None:
    client = browser(cast, "liaison")
    own = f"/agreements/{agreement.pk}/"
    for path, field in (
        (f"{own}details/", "title"),
        (f"{own}clauses/{agreement.clauses.first().pk}/", "body_de"),
    ):
        answer = client.post(path, typed(client, path, **{field: "Hand 🤝 drauf"}))
        assert answer.status_code == 200
        assert "cannot be printed: 🤝" in words(answer.content)
        assert "Hand 🤝 drauf" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "larger than we can take"), ("de", "größer, als wir")]
)
def test_a_form_over_two_megabytes(cast, agreement, language, sentence) -> None:
    client = browser(cast, "liaison", language)
    path = f"/agreements/{agreement.pk}/clauses/add/"
    answer = client.post(path, typed(client, path, body_de="x" * (2 * 1024 * 1024)))
    assert answer.status_code == 413
    assert sentence in words(answer.content)
    stranger = cast.client("anonymous").post(path, {"x": "x" * (2 * 1024 * 1024)})
    assert stranger.status_code == 413
    assert client.post(path, data=b"x=1", content_type="text/plain").status_code == 200


def test_too_many_fields(cast, agreement) -> None:
    client = browser(cast, "liaison")
    path = f"/agreements/{agreement.pk}/clauses/add/"
    answer = client.post(path, {f"field{number}": "x" for number in range(2100)})
    assert answer.status_code == 413


def test_files_are_ignored(cast, agreement) -> None:
    client, path = browser(cast, "liaison"), f"/agreements/{agreement.pk}/details/"
    file = SimpleUploadedFile("a.exe", b"MZ%PDF-1.7", content_type="application/pdf")
    answer = client.post(path, typed(client, path, notice_months=5) | {"title_file": file})
    assert answer.status_code == 302
    as_title = typed(client, path) | {"title": file}
    assert client.post(path, as_title).status_code == 200  # no text came
    agreement.refresh_from_db()
    assert agreement.notice_months == 5


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "latin-1", "nonsense"])
def test_bytes_in_another_alphabet(cast, agreement, charset) -> None:
    """+2AA- is half a character in UTF-7."""
    client, path = browser(cast, "liaison"), f"/agreements/{agreement.pk}/details/"
    body = "".join(
        f'--xx\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in typed(client, path, title="A+2AA-\xff\ud83d").items()
    )
    data = (body + "--xx--\r\n").encode("utf-8", "surrogatepass")
    sort = f"multipart/form-data; boundary=xx; charset={charset}"
    assert client.generic("POST", path, data, sort).status_code in (200, 302, 400)
    agreement.refresh_from_db()
    assert not set(agreement.title) & set(UNSEEN)


ANY = st.text(st.characters(exclude_categories=()), max_size=220)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(text=ANY)
def test_anything_at_all(cast, agreement, text) -> None:
    client, path = browser(cast, "liaison"), f"/agreements/{agreement.pk}/clauses/add/"
    sent = text.encode("utf-8", "replace").decode()
    values = {"heading_de": sent, "body_de": sent, "heading_en": sent, "body_en": sent}
    assert client.post(path, typed(client, path, **values)).status_code in (200, 302)
    assert client.get("/agreements/", {"q": sent}).status_code == 200
    assert client.get("/organisations/", {"q": sent}).status_code == 200
    shown = client.get(f"/agreements/{agreement.pk}/").content.decode()
    assert not set(shown) & set(UNSEEN)
    for row in Clause.objects.filter(agreement=agreement).prefetch_related("texts"):
        assert not {char for t in row.texts.all() for char in t.heading + t.body} & set(UNSEEN)


def test_a_name_longer_than_a_signature_line(cast, agreement) -> None:
    """Two names of eighty letters and a blank: it can be typed shorter."""
    person = make.PersonFactory(given_name="a" * 80, family_name="b" * 80)
    stands = make.RepresentationFactory(person=person, organisation=cast.police, may_sign=True)
    client, party = browser(cast, "liaison"), agreement.parties.get(organisation=cast.police)
    path = f"/agreements/{agreement.pk}/parties/{party.pk}/"
    answer = client.post(path, typed(client, path, person_1=stands.pk))
    assert "at most 160 characters" in words(answer.content)
    assert not party.signatories.exists()
