"""A document of a sealed kind: sealed in the worker, kept, and everybody's who may read it."""

import io
import re
import subprocess
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from partnerships.shared import outbox
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.documents import actions
from partnerships.shared.documents.models import Document
from partnerships.shared.documents.tasks import expire
from partnerships.shared.outbox import Status
from partnerships.shared.sealing import test_authority
from partnerships.shared.sealing.certificates import roots_of_seals, seal_key
from partnerships.shared.sealing.checks.report import read_report
from partnerships.shared.sealing.models import SealedFile
from partnerships.shared.sealing.system_check import check_seal
from tests.documents.pdfcheck import problems
from tests.documents.scenes import files_of
from tests.factories import directory as make
from tests.sealing.scenes import EVIDENCE, LISTED, ask, bytes_of, made

pytestmark = pytest.mark.django_db


def test_it_is_sealed_and_known(sealed):
    row, data = sealed.sealed_file, bytes_of(sealed)
    assert (row.sha256, row.size, row.level) == (sealed.sha256, len(data), "B-B")
    assert row.certificate == seal_key().fingerprint
    assert row.sealed_at and row.facts == LISTED
    assert SealedFile.objects.of_sha256(sealed.sha256) == row


def test_programs_of_others_call_the_seal_valid(sealed, tmp_path):
    file, data = tmp_path / "sealed.pdf", bytes_of(sealed)
    file.write_bytes(data)
    said = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in said and "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)
    report = read_report(data, roots_of_seals())
    [seal] = report.signatures
    assert seal.valid and seal.added == "nothing" and seal.imprint == sealed.sealed_file.imprint
    assert "TEST" in seal.name


def test_archive_tags_and_evidence_survive_the_seal(sealed):
    data = bytes_of(sealed)
    assert problems(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.attachments["evidence.json"].get_file().read_bytes() == EVIDENCE
        assert pdf.Root.Perms.DocMDP.Reference[0].TransformParams.P == 1  # nothing may change


def test_the_paper_shows_its_code_and_where_it_leads(sealed, tmp_path):
    (tmp_path / "x.pdf").write_bytes(bytes_of(sealed))
    command = ["pdftotext", tmp_path / "x.pdf", "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    code = str(sealed.sealed_file)
    assert re.fullmatch(r"([0-9A-Z]{4}-){6}[0-9A-Z]{4}", code)
    assert code in text
    assert read_report(bytes_of(sealed), roots_of_seals()).claims == [sealed.sealed_file.code]


def test_public_facts_belong_to_a_sealed_kind_alone(kind, cast):
    with pytest.raises(ValueError):
        actions.request(kind, title="x", language="de", facts={}, by=None)
    with pytest.raises(ValueError):
        actions.request(
            "agreements.agreement", title="x", language="de", facts={}, by=None, listed=LISTED
        )
    assert not Document.objects.exists()


def test_the_clock_may_ask(kind):
    document = made(ask(kind, None))
    assert (document.status, document.requested_by) == (Status.DONE, None)
    assert AuditEvent.objects.get(what="documents.requested").by is None


def test_every_code_differs(kind):
    assert len({ask(kind, None).sealed_file.code for _ in range(20)}) == 20


# --- Filing --------------------------------------------------------------------------------------


def test_a_late_twin_leaves_neither_file_nor_sum(kind, cast):
    document = ask(kind, None)
    first = outbox.claim(Document, document.pk, "first")
    Document.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    second = outbox.claim(Document, document.pk, "second")
    actions.make(second)
    before = SealedFile.objects.get().sha256
    with pytest.raises(actions.LeaseLost):
        actions.make(first)
    document.refresh_from_db()
    assert SealedFile.objects.get().sha256 == before == document.sha256
    assert files_of(document.pk) == [document.file.name]


@pytest.mark.parametrize(
    "change", [{"sha256": "0" * 64}, {"code": "0" * 28}, {"listed": {}}, {"sealed_at": None}]
)
def test_what_was_sealed_stays_known_as_it_was(sealed, change):
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        SealedFile.objects.update(**change)
    for sql in (
        "DELETE FROM sealing_sealedfile",
        "SET LOCAL pgtrigger.ignore = 'sealing.SealedFile'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            cursor.execute("UPDATE sealing_sealedfile SET size = 1")


# --- Kept ----------------------------------------------------------------------------------------


def test_time_does_not_delete_it(sealed):
    past = timezone.now() - timedelta(days=10 * 365)
    Document.objects.update(created_at=past)
    expire()
    assert Document.objects.filter(pk=sealed.pk).exists() and files_of(sealed.pk)


def test_the_end_of_an_account_takes_along_only_what_is_not_kept():
    account = make.AccountFactory()
    own, kept = (
        Document.objects.create(
            kind="x", title="x", language="de", facts={}, requested_by=account, kept=each
        )
        for each in (False, True)
    )
    account.delete()
    kept.refresh_from_db()
    assert kept.requested_by is None
    assert not Document.objects.filter(pk=own.pk).exists()


def test_it_cannot_be_stopped(kind, cast):
    document = ask(kind, cast.account("partner"))
    with pytest.raises(PermissionDenied):
        actions.cancel(document, by=cast.account("partner"))
    assert actions.cancel_unreadable(cast.account("partner"), by=None) == 0
    document.refresh_from_db()
    assert document.status == Status.QUEUED


def test_everybody_who_may_read_it_fetches_it_and_each_time_is_noted(sealed, cast):
    address = f"/documents/{sealed.pk}/file/"
    for name in ("partner", "chair"):
        answer = cast.client(name).get(address)
        assert b"".join(answer.streaming_content) == bytes_of(sealed)
    for name in ("liaison", "outsider", "admin", "dpo"):
        assert cast.client(name).get(address).status_code == 404
    assert AuditEvent.objects.filter(what="documents.downloaded").count() == 2


def test_the_own_list_holds_only_what_one_asked_for(sealed, cast):
    link = f'href="{sealed.pk}/"'
    assert link in cast.client("partner").get("/documents/").content.decode()
    assert link not in cast.client("chair").get("/documents/").content.decode()


# --- Certificates that must not seal -------------------------------------------------------------


@pytest.fixture
def use(settings, tmp_path):
    """Seal with this pair from now on."""
    settings.SEAL_TEST = False

    def _use(pair: test_authority.Pair, key=None, passphrase: str = "") -> None:
        locked = test_authority.key_pem((key or pair).key, passphrase.encode())
        for name, data in (("own.pem", test_authority.pem(pair.certificate)), ("own.key", locked)):
            (tmp_path / name).write_bytes(data)
        settings.SEAL_CERTIFICATE = str(tmp_path / "own.pem")
        settings.SEAL_KEY = str(tmp_path / "own.key")
        settings.SEAL_KEY_PASSPHRASE = passphrase
        seal_key.__globals__["_read"].cache_clear()
        seal_key.__globals__["_load"].cache_clear()

    return _use


@pytest.fixture(scope="module")
def authority():
    return test_authority.new_authority("TEST")


PAST, AHEAD = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"since": PAST, "until": PAST + timedelta(days=1)}, "seal_expired"),
        ({"since": AHEAD, "until": AHEAD + timedelta(days=1)}, "seal_not_yet"),
        ({"usage": ("key_agreement",)}, "seal_purpose"),
        ({"purpose": ExtendedKeyUsageOID.SERVER_AUTH}, "seal_purpose"),
    ],
)
def test_a_certificate_that_must_not_seal_is_refused(kind, use, authority, cast, how, code):
    use(test_authority.issue(authority, "TEST", **how))
    document = made(ask(kind, None))
    assert (document.status, document.error_code) == (Status.FAILED, code)
    assert files_of(document.pk) == [] and document.sealed_file.sealed_at is None
    page = cast.client("admin").get("/documents/failed/").content.decode()
    assert "Zertifikat" in page
    assert [warning.id for warning in check_seal()] == [f"sealing.{code}"]


def test_an_authority_must_not_seal(kind, use, authority):
    use(authority)
    assert made(ask(kind, None)).error_code == "seal_purpose"


def test_a_key_of_another_certificate_is_refused(kind, use, authority):
    use(test_authority.issue(authority, "A"), key=test_authority.issue(authority, "B"))
    assert made(ask(kind, None)).error_code == "seal_not_a_pair"


def test_without_a_certificate_it_fails_and_can_be_made_later(kind, use, authority, settings, cast):
    settings.SEAL_TEST = False
    document = made(ask(kind, cast.account("partner")))
    assert (document.status, document.error_code) == (Status.FAILED, "seal_missing")
    assert [warning.id for warning in check_seal()] == ["sealing.seal_missing"]
    use(test_authority.issue(authority, "TEST"), passphrase="a secret")
    actions.retry(document, by=cast.account("chair"))  # whoever may read it
    assert made(document).status == Status.DONE


def test_an_rsa_key_seals_as_well(kind, use, authority, settings, tmp_path):
    key = rsa.generate_private_key(65537, 2048)
    use(test_authority.issue(authority, "TEST", key=key))
    document = made(ask(kind, None))
    assert document.status == Status.DONE
    [seal] = read_report(bytes_of(document), [authority.certificate]).signatures
    assert seal.valid and document.sealed_file.certificate == seal.certificate


def test_a_wrong_passphrase_is_told(kind, use, authority, settings):
    use(test_authority.issue(authority, "TEST"), passphrase="a secret")
    settings.SEAL_KEY_PASSPHRASE = "another"
    assert made(ask(kind, None)).error_code == "seal_unreadable"


def test_the_test_certificate_is_for_its_owner_alone(sealed, settings):
    folder = settings.VAR / "test-seal"
    modes = {path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert modes == {0o600} and folder.stat().st_mode & 0o777 == 0o700
    assert check_seal() == []
