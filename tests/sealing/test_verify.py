"""The verification page: for everybody, without an account, and nothing is kept about who asks."""

import os
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from redis import Redis

from partnerships.shared import outbox
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.files import private_storage
from partnerships.shared.outbox import Status
from partnerships.shared.sealing import actions, certificates, checking, codes, test_authority
from partnerships.shared.sealing.models import Check, Remark
from partnerships.shared.sealing.seal import seal
from partnerships.shared.sealing.tasks import check_file, forget_checks
from partnerships.shared.uploads import MOST_BYTES
from tests.sealing import forging
from tests.sealing.scenes import LISTED, ask, bytes_of
from tests.uploads import files

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>\u202e' OR 1=1 --"


def verdict(answer) -> str:
    return re.findall(r'data-verdict="(\w+)"', answer.content.decode())[0]


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def send(data: bytes, client: Client | None = None, language: str = "de"):
    """Send a file as the form does."""
    file = SimpleUploadedFile("Vertrag von Frau Beispiel.pdf", data, "application/pdf")
    return (client or Client()).post(f"/{language}/verify/file/", {"file": file})


def checked(data: bytes, client: Client | None = None, language: str = "de"):
    """Send it, let the worker look at it, and read the answer."""
    client = client or Client()
    answer = send(data, client, language)
    assert answer.status_code == 302, text(answer)
    work(Check.objects.latest("id"))
    return client.get(answer["Location"])


def work(check: Check) -> None:
    check_file.apply(args=(check.pk,), task_id=uuid4().hex, throw=False)


# --- The code ------------------------------------------------------------------------------------


@pytest.mark.parametrize("spelling", [str, str.lower, lambda code: code.replace("-", " ")])
def test_a_code_alone_proves_only_that_there_is_a_document(sealed, spelling):
    code = spelling(codes.grouped(sealed.sealed_file.code))
    answer = Client().get("/de/verify/", {"code": code})
    assert (answer.status_code, verdict(answer)) == (200, "listed")
    page = text(answer)
    for party in LISTED.parties:
        assert party.organisation in page and party.functions[0] in page
    assert "20. November 2026" in page and LISTED.title["de"] in page
    assert "nur die Datei lässt sich prüfen" in page


def test_the_page_speaks_the_language_of_its_address(sealed):
    code = sealed.sealed_file.code
    page = text(Client().get("/en/verify/", {"code": code}))
    assert LISTED.title["en"] in page and "only the file can be checked" in page
    assert text(Client().get("/de/verify/")).count('lang="de"') >= 1


@pytest.mark.parametrize(("accepts", "language"), [("de-DE", "de"), ("en-US", "en"), ("fr", "de")])
def test_the_address_on_paper_leads_there_with_its_code(sealed, accepts, language):
    code = codes.grouped(sealed.sealed_file.code)
    path = sealed.sealed_file.address.partition("//")[2].partition("/")[2]
    answer = Client().get(f"/{path}", headers={"accept-language": accepts})
    assert answer["Location"] == f"/{language}/verify/?code={code}"
    assert verdict(Client().get(answer["Location"])) == "listed"
    assert Client().get("/verify/")["Location"] == "/de/verify/"


@pytest.mark.parametrize("typed", [codes.with_check(5), "0000-0000", HOSTILE, "x" * 200, "ß" * 30])
def test_an_unknown_code_gets_the_same_page(sealed, typed):
    answer = Client().get("/de/verify/", {"code": typed})
    assert (answer.status_code, verdict(answer)) == (200, "unknown")
    assert "<script>alert" not in answer.content.decode()
    assert LISTED.title["de"] not in text(answer)


def test_a_slip_is_told_from_an_unknown_code(sealed):
    code = sealed.sealed_file.code
    slip = ("1" if code[0] == "0" else "0") + code[1:]
    assert "Tippfehler" in text(Client().get("/de/verify/", {"code": slip}))
    assert "Tippfehler" not in text(Client().get("/de/verify/", {"code": codes.new_code()}))


@pytest.mark.parametrize("typed", ["", "   ", "x" * 201])
def test_no_code_and_too_long_a_code_are_errors_of_the_form(typed):
    answer = Client().get("/de/verify/", {"code": typed})
    assert answer.status_code == 200 and b"data-verdict" not in answer.content
    assert b"kern-form-input--error" in answer.content


def test_a_hostile_address_leads_to_the_page():
    answer = Client().get("/verify/%3Cscript%3E%26x%3D1/", follow=True)
    assert (answer.status_code, verdict(answer)) == (200, "unknown")
    assert b"<script>" not in re.sub(rb"<script src=", b"", answer.content)


def test_a_document_that_is_not_sealed_yet_is_not_listed(kind):
    code = ask(kind, None).sealed_file.code
    assert verdict(Client().get("/de/verify/", {"code": code})) == "unknown"


# --- The file ------------------------------------------------------------------------------------


def test_our_own_file_is_answered_at_once(sealed, django_assert_max_num_queries):
    client = Client()
    client.get("/de/verify/")
    data = bytes_of(sealed)
    with django_assert_max_num_queries(4):
        answer = send(data, client)
    assert (answer.status_code, verdict(answer)) == (200, "valid")
    page = text(answer)
    assert "Polizeipräsident" in page and LISTED.number in page
    assert not Check.objects.exists()


@pytest.mark.parametrize(
    ("remark", "says"), [(Remark.ENDED, "beendet"), (Remark.SUPERSEDED, "neuere Fassung")]
)
def test_what_became_of_it_since_is_told(sealed, remark, says):
    since = timezone.localdate()
    actions.remark(sealed, remark, since=since, by=None)
    answer = send(bytes_of(sealed))
    assert verdict(answer) == "valid" and says in text(answer)
    assert says in text(Client().get("/de/verify/", {"code": sealed.sealed_file.code}))
    assert AuditEvent.objects.get(what="sealing.remarked").facts == {"remark": remark}
    actions.remark(sealed, Remark.NONE, since=None, by=None)
    assert says not in text(send(bytes_of(sealed)))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (forging.one_byte_changed, "nachdem wir sie versiegelt haben"),
        (forging.another_revision, "neue Fassung angefügt"),
        (forging.another_page_content, "neue Fassung angefügt"),
        (lambda data: data + b"\n% more", "Hinter unser Siegel"),
        (lambda data: data + b"PK\x03\x04 an archive", "Hinter unser Siegel"),
        (forging.without_seal, "Siegel wurde"),
    ],
)
def test_an_altered_one_says_what_is_wrong(sealed, change, says):
    answer = checked(change(bytes_of(sealed)))
    assert verdict(answer) == "altered"
    assert says in text(answer)
    assert LISTED.title["de"] in text(answer)  # what we sealed


@pytest.fixture(scope="module")
def stranger():
    """Somebody else's certificate with our name."""
    authority = test_authority.new_authority(test_authority.AUTHORITY)
    return test_authority.issue(authority, test_authority.SEAL)


def test_a_self_made_seal_with_our_name_is_no_seal(sealed, stranger):
    forged = forging.signed(forging.without_seal(bytes_of(sealed)), stranger, certify=True)
    answer = checked(forged)
    assert verdict(answer) == "altered"
    assert "niemand, dem wir vertrauen" in text(answer)


def test_a_signature_after_the_seal_is_no_part_of_it(sealed, stranger):
    signed = forging.signed(forging.freed(bytes_of(sealed)), stranger)
    answer = checked(signed)
    assert verdict(answer) == "altered"
    assert test_authority.AUTHORITY in text(answer)  # who issued what was added


def test_strangers_files_are_unknown(sealed, stranger):
    assert verdict(checked(files.pdf())) == "unknown"
    answer = checked(forging.signed(files.pdf(), stranger))
    assert verdict(answer) == "unknown" and "nicht unser Siegel" in text(answer)


def test_our_seal_without_a_record_is_told(sealed):
    answer = checked(seal(files.pdf()).data)
    assert verdict(answer) == "unknown" and "mit unserem Zertifikat" in text(answer)


@pytest.mark.parametrize("how", ["expired", "purpose"])
def test_a_seal_that_should_never_have_been_put_on_is_told(sealed, settings, how):
    authority = _test_pair(settings)
    past = timezone.now() - timedelta(days=400)
    options = {
        "expired": {"since": past - timedelta(days=9), "until": past},
        "purpose": {"usage": ("key_agreement",)},
    }[how]
    data = forging.signed(files.pdf(), test_authority.issue(authority, "X", **options))
    says = {"expired": "abgelaufen", "purpose": "nicht zum Unterschreiben"}[how]
    assert says in text(checked(data))


def _test_pair(settings) -> test_authority.Pair:
    """An authority that we trust, beside the test one."""
    pair = test_authority.new_authority("Trust centre")
    path = settings.VAR / "roots.pem"
    path.write_bytes(test_authority.pem(pair.certificate))
    settings.SIGNATURE_TRUST_ROOTS = str(path)
    certificates._load.cache_clear()
    return pair


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "leer"),
        (b"no PDF at all", "kein PDF"),
        (b"GIF89a%PDF-1.7", "kein PDF"),
    ],
)
def test_what_is_no_pdf_is_told_at_once(data, says):
    answer = send(data)
    assert (answer.status_code, verdict(answer)) == (200, "unreadable")
    assert says in text(answer)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 nothing more", "beschädigt"),
        (files.encrypted(user="geheim"), "Passwort"),
        (files.encrypted(user=""), "Passwort"),
    ],
    ids=["broken", "locked", "protected"],
)
def test_what_cannot_be_opened_is_told(data, says):
    answer = checked(data)
    assert verdict(answer) == "unreadable" and says in text(answer)


def test_the_limit_is_exact():
    fills = b"no PDF" + b"0" * (MOST_BYTES - 6)
    assert "kein PDF" in text(send(fills))
    answer = send(fills + b"0")
    assert (answer.status_code, verdict(answer)) == (200, "unreadable")
    assert "25" in text(answer)
    assert send(b"0" * (27 * 1024 * 1024)).status_code == 413


def test_no_file_is_an_error_of_the_form():
    answer = Client().post("/de/verify/file/", {})
    assert answer.status_code == 200 and b"kern-form-input--error" in answer.content
    assert Client().get("/de/verify/file/")["Location"] == "/de/verify/"


# --- The lane ------------------------------------------------------------------------------------


def test_without_javascript_a_link_leads_on():
    client = Client()
    answer = client.get(send(files.pdf(), client)["Location"])
    path = f"/de/verify/file/{Check.objects.get().token}/"
    assert f'href="{path}"' in answer.content.decode()
    assert client.get(f"{path}progress/").status_code == 200
    work(Check.objects.get())
    assert verdict(client.get(f"{path}progress/")) == "unknown"
    assert client.get(f"{path}progress/").status_code == 286


def test_one_check_runs_at_a_time_and_the_next_follows(django_capture_on_commit_callbacks):
    for _ in range(3):
        send(files.pdf())
    first, second, _third = Check.objects.order_by("id")
    assert checking.claim(first.pk, "one") is not None
    assert checking.claim(second.pk, "two") is None
    assert checking.claim(first.pk, "one").attempts == 2  # its worker died
    first.refresh_from_db()
    with django_capture_on_commit_callbacks() as hints:
        checking.give_up(first, "too_complex")
    assert len(hints) == 1
    assert checking.claim(second.pk, "two") is not None


def test_beyond_the_limit_people_are_asked_to_come_back():
    for _ in range(checking.MOST_OPEN):
        assert send(files.pdf()).status_code == 302
    answer = send(files.pdf())
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "in einer Minute" in text(answer)
    assert Check.objects.count() == checking.MOST_OPEN
    assert Client().get("/de/verify/").status_code == 200


def test_our_own_file_is_answered_also_then(sealed):
    for _ in range(checking.MOST_OPEN):
        send(files.pdf())
    assert verdict(send(bytes_of(sealed))) == "valid"


def test_a_file_that_takes_workers_down_is_given_up():
    client = Client()
    path = send(files.pdf(), client)["Location"]
    check = Check.objects.get()
    for _ in range(checking.MOST_ATTEMPTS):
        assert outbox.claim(Check, check.pk, "message")
    check_file.apply(args=(check.pk,), task_id="message", throw=False)
    assert verdict(client.get(path)) == "unreadable"


def test_a_fault_of_ours_is_told_and_leaves_no_file():
    client = Client()
    path = send(files.pdf(), client)["Location"]
    check = Check.objects.get()
    check.file.storage.delete(check.file.name)
    work(check)
    check.refresh_from_db()
    assert (check.status, check.error_code) == (Status.FAILED, "fault")
    assert "Fehler liegt bei uns" in text(client.get(path))


def test_somebody_who_asks_too_often_waits():
    for _ in range(20):
        assert send(b"no PDF").status_code == 200
    answer = send(b"no PDF")
    assert answer.status_code == 429 and answer["Retry-After"] == "60"


# --- Nothing is kept -----------------------------------------------------------------------------


def test_the_file_goes_with_the_check_and_the_answer_after_an_hour():
    client = Client()
    path = send(files.pdf(), client)["Location"]
    check = Check.objects.get()
    name = check.file.name
    assert private_storage().exists(name) and "Beispiel" not in name
    work(check)
    assert not private_storage().exists(name)
    assert client.get(path).status_code == 200
    Check.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    assert forget_checks() == 1
    answer = client.get(path)
    assert answer.status_code == 410 and "noch einmal" in text(answer)


def test_files_whose_check_is_gone_go_too():
    send(files.pdf())
    name = Check.objects.get().file.name
    Check.objects.all().delete()
    assert forget_checks() == 0 and private_storage().exists(name)  # it is young
    os.utime(private_storage().path(name), (0, 0))
    assert forget_checks() == 1 and not private_storage().exists(name)


def test_nothing_about_who_asks_is_kept(sealed, caplog):
    client = Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Nosy/1.0")
    checked(forging.one_byte_changed(bytes_of(sealed)), client)
    client.get("/de/verify/", {"code": sealed.sealed_file.code})
    kept = " ".join(str(row) for row in Check.objects.values_list())
    events = " ".join(str(row) for row in AuditEvent.objects.values_list())
    for trace in ("203.0.113", "Nosy", "Vertrag von"):
        assert trace not in kept + events + caplog.text
    assert _redis_keys() and not any("203.0.113" in key for key in _redis_keys())


def _redis_keys() -> list[str]:
    with Redis.from_url(settings.REDIS_URL) as redis:
        return [key.decode() for key in redis.keys("*verify*")]


def test_the_token_of_another_check_is_of_no_use():
    assert Client().get(f"/de/verify/file/{'x' * 32}/").status_code == 410
    assert Client().get("/de/verify/file/short/").status_code == 404
