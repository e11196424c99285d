"""The cooperation agreement as a document: thirteen parties, both languages, draft and in force."""

import io
import json
import subprocess
from pathlib import Path

import pikepdf
import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from partnerships.shared.documents.render import render
from partnerships.shared.marked import to_html
from tests.documents.agreement_facts import agreement_facts, on_paper
from tests.documents.pdfcheck import problems, tagged
from tests.documents.test_render import text_of

TEMPLATE = "agreements/documents/agreement.html"
HOSTILE = (
    "<script>alert(1)</script> <img src=http://evil.example/x.png onerror=alert(1)> "
    "[click](javascript:alert(1)) ![pixel](http://evil.example/p.png) "
    '<a rel="attachment" href="file:///etc/passwd">x</a> </div></section> '
    "{{ facts.title }} {% now %}"
)


def compose(facts: dict) -> str:
    with translation.override(facts["language"]):
        return render_to_string(TEMPLATE, {"facts": facts})


def make(facts: dict) -> bytes:
    return render(compose(facts))


def short(language: str) -> dict:
    """Facts of a small draft: what reads a file's structure aloud is slow on long ones."""
    facts = agreement_facts(language, parties=1)
    return facts | {"clauses": facts["clauses"][:2], "annexes": facts["annexes"][:1]}


def aloud(data: bytes, folder: Path) -> str:
    """What a screen reader finds: the text that hangs on the tags."""
    file = folder / "aloud.pdf"
    file.write_bytes(data)
    command = ["pdfinfo", "-struct-text", file]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def word(language: str, msgid: str) -> str:
    with translation.override(language):
        return gettext(msgid)


@pytest.fixture(scope="module", params=["de", "en"])
def language(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def draft(language) -> bytes:
    return make(agreement_facts(language))


def test_facts_are_plain_json(language):
    facts = agreement_facts(language)
    assert compose(json.loads(json.dumps(facts))) == compose(facts)


def test_file_is_sound_tagged_and_titled(draft, language, tmp_path):
    file = tmp_path / "agreement.pdf"
    file.write_bytes(draft)
    assert problems(draft) == []
    subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)
    info = subprocess.run(["pdfinfo", file], check=True, capture_output=True, text=True).stdout
    assert "Tagged:          yes" in info
    assert agreement_facts(language)["title"] in info


def test_same_facts_same_bytes(draft, language):
    assert make(agreement_facts(language)) == draft


def test_every_party_clause_and_annex_is_in_it(draft, language, tmp_path):
    text = " ".join(text_of(draft, tmp_path).replace("\xad", "").split())
    facts = agreement_facts(language)
    for passage in facts["clauses"] + facts["annexes"]:
        assert passage["heading"] in text
    for party in facts["parties"]:
        assert party["represented_by"] in text


def test_clauses_are_counted_in_the_manner_of_the_language(draft, language, tmp_path):
    sign = {"de": "§ 16", "en": "16."}[language]
    assert sign in text_of(draft, tmp_path).replace("\xa0", " ")


def test_watermark_stands_on_every_page_of_a_draft(draft, language, tmp_path):
    pages = text_of(draft, tmp_path, "-raw").split("\f")[:-1]
    assert len(pages) > 10
    assert all(word(language, "DRAFT") in "".join(each.split()) for each in pages)


def test_no_watermark_once_it_is_no_draft(language, tmp_path):
    text = text_of(make(agreement_facts(language, draft=False, parties=2)), tmp_path, "-raw")
    assert word(language, "DRAFT") not in "".join(text.split())


def test_watermark_and_running_words_are_not_read_aloud(language, tmp_path):
    heard = aloud(make(short(language)), tmp_path)
    assert word(language, "DRAFT") not in "".join(heard.split())
    assert heard.count("KV-2026-007") == 1
    assert word(language, "not signed yet") in heard


def test_signed_on_paper_is_said_with_the_day(tmp_path):
    text = " ".join(text_of(make(on_paper(agreement_facts("de"))), tmp_path).split())
    assert "4. Juni 2024" in text
    assert word("de", "not signed yet") not in text


def test_hostile_text_is_plain_text(tmp_path):
    facts = agreement_facts("en", parties=2)
    facts["title"] = facts["partnership"] = facts["number"] = HOSTILE
    facts["parties"][0] |= {"name": HOSTILE, "legal_form": HOSTILE, "represented_by": HOSTILE}
    facts["contacts"][0] |= {"email": HOSTILE, "person": HOSTILE}
    facts["clauses"][0] |= {"heading": HOSTILE, "body_html": to_html(HOSTILE)}
    data = make(facts)
    assert problems(data) == []
    assert "<script>alert(1)</script>" in text_of(data, tmp_path)


def test_a_passage_in_the_other_language_is_marked():
    facts = agreement_facts("en", parties=1)
    facts["clauses"][1]["lang"] = "de"
    with pikepdf.open(io.BytesIO(make(facts))) as pdf:
        languages = [str(each.Lang) for each in tagged(pdf) if "/Lang" in each]
    assert languages == ["de"]


@pytest.mark.parametrize("parties", [0, 1, 40])
def test_any_number_of_parties(parties):
    facts = agreement_facts("de", parties=0)
    facts["parties"] = (agreement_facts("de")["parties"] * 4)[:parties]
    facts["number"] = ""
    assert problems(make(facts)) == []
