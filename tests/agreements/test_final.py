"""The signed agreement: what the sealed PDF says and carries, who gets a copy, and what stops it."""

import io
import json

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override

from partnerships.agreements.document import signed_document
from partnerships.agreements.models import AgreementPrint, Means, PrintKind
from partnerships.agreements.text import frozen_text
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.actions import compose
from partnerships.shared.letters.models import Letter
from tests.documents.pdfcheck import problems
from tests.documents.test_render import text_of
from tests.sealing import scenes

pytestmark = pytest.mark.django_db

EVERYBODY = ("mayor", "chairwoman", "treasurer", "deputy")


@pytest.fixture
def annexed(signing):
    """The annex has a file."""
    annex = signing.agreement.clauses.get(kind="annex")
    annex.files.create(
        agreement=signing.agreement,
        kind="annex",
        name="plan.pdf",
        file=ContentFile(b"%PDF-1.7 the plan", "plan.pdf"),
        sha256=frozen_text.sha256(b"%PDF-1.7 the plan"),
        size=17,
        media_type="application/pdf",
        uploaded_by=signing.keeper,
    )
    return signing


@pytest.fixture
def signed(annexed) -> Document:
    """Everybody has signed; the document waits for the worker."""
    annexed.ready()
    for name in EVERYBODY:
        annexed.sign(name, Means.EMAIL_CODE)
    return AgreementPrint.objects.get(kind=PrintKind.FINAL).document


def made(document: Document) -> bytes:
    scenes.made(document)
    assert document.status == "done", document.error_code
    return scenes.bytes_of(document)


def test_the_file_says_who_signed_for_whom_and_carries_the_proof(signed, signing, tmp_path) -> None:
    data = made(signed)
    assert problems(data) == []
    text = " ".join(text_of(data, tmp_path).split())
    for name in EVERYBODY:
        assert str(signing.people[name]) in text
    assert str(signed.sealed_file) in text
    assert signing.agreement.rounds.get().digest in text.replace(" ", "")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert sorted(pdf.attachments) == ["01-plan.pdf", "evidence.json"]
        evidence = json.loads(pdf.attachments["evidence.json"].get_file().read_bytes())
        assert pdf.attachments["01-plan.pdf"].get_file().read_bytes() == b"%PDF-1.7 the plan"
    assert frozen_text.digest_of(evidence["wording"]) == evidence["digest"]["value"]
    assert [s["means"] for s in evidence["signatures"]] == ["email_code"] * 4
    assert "@" not in json.dumps(evidence["signatures"])


def test_the_code_tells_organisations_and_functions_and_no_name(signed, signing) -> None:
    said = json.dumps(signed.sealed_file.listed, ensure_ascii=False)
    assert "City Nord" in said and "Function of deputy" in said
    assert [str(p) for p in signing.people.values() if str(p) in said] == []


def test_everybody_who_stands_for_a_party_gets_the_file(signed, signing) -> None:
    data = made(signed)
    letters = Letter.objects.filter(kind="agreements/copy")
    assert {letter.recipient_id for letter in letters} == {
        person.account_id for person in signing.people.values()
    }
    message = compose(letters.first())
    assert [name for name, _data, _kind in message.attachments] == ["vereinbarung-nord.pdf"]
    assert message.attachments[0][1] == data


def test_whoever_left_meanwhile_gets_none(signed, signing) -> None:
    from partnerships.shared.registry import letter_kinds

    made(signed)
    letter = Letter.objects.get(
        kind="agreements/copy", recipient=signing.people["mayor"].account_id
    )
    signing.people["mayor"].representations.update(until_on="2020-01-01", since="2019-01-01")
    assert not letter_kinds.get(letter.kind).may_receive(letter)


def test_everybody_who_sees_the_agreement_fetches_it_and_nobody_else(signed, signing) -> None:
    made(signed)
    path = f"/documents/{signed.pk}/file/"
    for name in ("partner", "member"):
        answer = signing.client(name).get(path)
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert signing.client("outsider").get(path).status_code == 404
    assert AuditEvent.objects.filter(what="documents.downloaded").count() == 2


def test_a_file_that_was_exchanged_stops_it(signed, signing) -> None:
    file = signing.agreement.files.get()
    with file.file.storage.open(file.file.name, "wb") as stored:
        stored.write(b"%PDF-1.7 another plan")
    scenes.made(signed)
    assert (signed.status, signed.error_code) == ("failed", "cannot_be_drawn")


def test_wording_that_is_not_the_frozen_one_is_not_printed(annexed) -> None:
    round = annexed.ready()
    round.agreement.refresh_from_db()
    round.digest = "f" * 64
    with pytest.raises(signed_document.WordingChanged):
        signed_document.collect(round)


def test_both_languages_are_in_it_if_both_were_signed(signed) -> None:
    with override("de"):
        assert signed.facts["translation"]["language"] == "en"
        assert "We work together." in json.dumps(signed.facts["translation"])
