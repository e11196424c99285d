"""Files of an annex: looked into, kept privately, listed with their hash, frozen with the text."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from partnerships.agreements import rules
from partnerships.agreements.actions import annexes, clauses
from partnerships.agreements.models import Agreement, AgreementFile, Clause
from partnerships.agreements.stages import EDITABLE, Stage
from partnerships.agreements.text import frozen_text
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.files import private_storage
from partnerships.shared.limits import most_bytes
from partnerships.shared.uploads import MOST_BYTES, Kind, Upload
from tests.cast import Cast
from tests.factories.agreements import attach, lead_to, whole_agreement
from tests.journeys.forms import browser, words
from tests.kept import kept
from tests.uploads.files import CASES, encrypted, many_objects, pdf, picture
from tests.uploads.mutations import mutated

FROZEN = [stage for stage in Stage.values if stage not in EDITABLE]


@kept(after="cast")
def agreement(cast: Cast) -> Agreement:
    """A draft of North."""
    return whole_agreement(partnership=cast.north, drafted_by=cast.account("chair"))


@pytest.fixture
def annex(agreement) -> Clause:
    return agreement.clauses.get(kind="annex")


def address(annex: Clause) -> str:
    return f"/agreements/{annex.agreement_id}/clauses/{annex.pk}/files/add/"


def sent(cast, annex: Clause, data: bytes, name: str = "Karte.pdf", **typed):
    file = SimpleUploadedFile(name, data)
    return browser(cast, "liaison").post(address(annex), {"file": file, **typed})


@pytest.mark.parametrize(
    ("data", "media_type", "name"),
    [
        (pdf(), "application/pdf", "Karte.pdf"),
        (picture("PNG"), "image/png", "Karte.png"),
        (picture("JPEG"), "image/jpeg", "Karte.jpg"),
    ],
    ids=["pdf", "png", "jpeg"],
)
def test_kept_listed_and_downloaded(cast, annex, data, media_type, name) -> None:
    """The ending is that of the content, whatever the file was called."""
    answer = sent(cast, annex, data, description="Stand <b>Mai</b>")
    assert answer.status_code == 302
    file = annex.files.get()
    with private_storage().open(file.file.name) as stored:
        kept = stored.read()
    assert (file.name, file.media_type) == (name, media_type)
    assert (file.sha256, file.size) == (hashlib.sha256(kept).hexdigest(), len(kept))
    page = browser(cast, "partner").get(f"/agreements/{annex.agreement_id}/").content.decode()
    for there in (name, file.sha256, "Stand &lt;b&gt;Mai"):
        assert there in page
    got = browser(cast, "partner").get(f"/agreements/{annex.agreement_id}/files/{file.pk}/")
    assert b"".join(got.streaming_content) == kept
    assert got["Content-Type"] == media_type
    assert got["Content-Disposition"].startswith("attachment")
    event = AuditEvent.objects.get(what="agreements.file_fetched")
    assert (event.by, event.target_id) == (cast.account("partner"), file.pk)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty."),
        (b"MZ\x00program", "Choose one of these kinds: PDF, PNG, JPEG."),
        (b"%PDF-1.7 nonsense", "damaged"),
        (encrypted(user="secret"), "protected by a password"),
        (b"%PDF-" + b"0" * MOST_BYTES, "larger than 25"),
        ((CASES / "latin1name.pdf").read_bytes(), "damaged"),
        (many_objects(340_000), "too much time or memory"),
    ],
    ids=["empty", "program", "broken", "encrypted", "large", "latin1", "objects"],
)
def test_what_is_not_taken_is_said(cast, annex, data, sentence) -> None:
    answer = sent(cast, annex, data, description="bleibt stehen")
    assert answer.status_code == 200
    assert sentence in words(answer.content).replace("\xa0", " ")
    assert "bleibt stehen" in answer.content.decode()
    assert not AgreementFile.objects.exists()


@pytest.mark.parametrize("letters", [120, 250])
def test_a_long_name_is_kept_whole(cast, annex, letters) -> None:
    name = "ä" * letters + ".pdf"
    assert sent(cast, annex, pdf(), name).status_code == 302
    assert annex.files.get().name == name


def test_a_longer_name_is_refused_and_not_cut(cast, annex) -> None:
    answer = sent(cast, annex, pdf(), "ä" * 251 + ".pdf")
    assert "longer than 250 characters" in words(answer.content)


@pytest.mark.parametrize("seed", range(0, 60, 5))
def test_a_fault_in_a_file_is_never_ours(cast, annex, seed) -> None:
    assert sent(cast, annex, mutated(seed)).status_code in (200, 302)


def test_a_larger_request_is_refused_before_it_is_read(cast, annex) -> None:
    assert most_bytes(address(annex)) > MOST_BYTES
    assert most_bytes(f"/agreements/{annex.agreement_id}/") < MOST_BYTES
    answer = browser(cast, "liaison").post(
        address(annex), b"", content_type="text/plain", CONTENT_LENGTH=str(40 * 1024 * 1024)
    )
    assert answer.status_code == 413


def test_without_a_file_the_form_says_so(cast, annex) -> None:
    answer = browser(cast, "liaison").post(address(annex), {"description": "x" * 251})
    assert {"file", "description"} == set(answer.context["form"].errors)


@pytest.mark.parametrize("data", [pdf(), picture()], ids=["pdf", "png"])
def test_sent_twice_is_one(cast, annex, data) -> None:
    for _ in range(2):
        assert sent(cast, annex, data).status_code == 302
    assert annex.files.count() == 1


def test_only_an_annex_has_files(cast, agreement) -> None:
    clause = agreement.clauses.filter(kind="clause").first()
    assert browser(cast, "liaison").get(address(clause)).status_code == 403
    with pytest.raises(PermissionDenied):
        upload = Upload(Kind.PDF, "Karte.pdf", pdf())
        annexes.attach(clause, upload, by=cast.account("liaison"))


def test_removed_after_a_question_and_gone_from_the_storage(
    cast, annex, django_capture_on_commit_callbacks
) -> None:
    file = attach(annex, by=cast.account("chair"))
    path, client = file.file.name, browser(cast, "liaison")
    own = f"/agreements/{annex.agreement_id}/files/{file.pk}/remove/"
    assert "Remove “Karte.pdf”" in words(client.get(own).content)
    assert annex.files.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(own).status_code == 302
    assert not annex.files.exists() and not private_storage().exists(path)
    versions = annex.agreement.versions.order_by("number")
    assert versions[0].facts["clauses"][-1]["files"][0]["sha256"] == file.sha256


def test_an_annex_goes_with_its_files(cast, annex, django_capture_on_commit_callbacks) -> None:
    path = attach(annex, by=cast.account("chair")).file.name
    client = browser(cast, "liaison")
    own = f"/agreements/{annex.agreement_id}/clauses/{annex.pk}/remove/"
    assert "Its file is deleted as well." in words(client.get(own).content)
    with django_capture_on_commit_callbacks(execute=True):
        clauses.remove_clause(annex, by=cast.account("chair"))
    assert not AgreementFile.objects.exists() and not private_storage().exists(path)


def test_a_refused_removal_keeps_the_bytes(cast, annex) -> None:
    file = attach(annex, by=cast.account("chair"))
    lead_to(annex.agreement, Stage.READY)
    for act in (
        lambda: annexes.remove_file(file, by=cast.account("chair")),
        lambda: clauses.remove_clause(annex, by=cast.account("chair")),
        lambda: annexes.attach(
            annex, Upload(Kind.PNG, "b.png", picture()), by=cast.account("chair")
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert private_storage().exists(file.file.name)


@pytest.mark.parametrize("switch", [False, True], ids=["plain", "after a switch"])
@pytest.mark.parametrize("stage", FROZEN)
def test_frozen_with_the_text_also_for_sql(cast, annex, stage, switch) -> None:
    file = attach(annex, by=cast.account("chair"))
    before = frozen_text.digest_of(frozen_text.read(annex.agreement))
    other = whole_agreement(partnership=cast.north)
    lead_to(annex.agreement, stage)
    if switch:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true)"
                " FROM pg_trigger WHERE NOT tgisinternal"
            )
    rows = AgreementFile.objects.filter(pk=file.pk)
    for change in (
        lambda: rows.update(sha256="0" * 64),
        lambda: rows.update(name="Andere.pdf"),
        lambda: rows.update(file="agreements/other.pdf"),
        lambda: rows.update(kind="scan"),
        lambda: rows.update(agreement=other),
        lambda: rows.delete(),
        lambda: attach(annex, by=cast.account("chair"), data=b"%PDF-1.7 more"),
    ):
        with pytest.raises(IntegrityError, match="The text is frozen"), transaction.atomic():
            change()
    assert frozen_text.digest_of(frozen_text.read(annex.agreement)) == before


def test_an_annex_of_files_alone_is_complete(cast) -> None:
    agreement = whole_agreement(partnership=cast.north, drafted_by=cast.account("chair"))
    annex = agreement.clauses.get(kind="annex")
    own = f"/agreements/{agreement.pk}/clauses/{annex.pk}/"
    typed = {"heading_de": "Karte", "body_de": "", "heading_en": "", "body_en": "", "version": 1}
    assert browser(cast, "liaison").post(own, typed).status_code == 302
    agreement.stage = Stage.CONSULTATION
    chair = cast.account("chair")
    assert not rules.can_make_ready(chair, agreement)
    attach(annex, by=chair)
    assert rules.can_make_ready(chair, agreement)


def test_a_clause_needs_words(cast, agreement) -> None:
    own = f"/agreements/{agreement.pk}/clauses/add/"
    client = browser(cast, "liaison")
    typed = {"heading_de": "Leer", "body_de": ""}
    assert client.post(own, typed | {"kind": "clause"}).context["form"].errors.keys() == {"body_de"}
    assert client.post(own, typed | {"kind": "annex"}).status_code == 302
