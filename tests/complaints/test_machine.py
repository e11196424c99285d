"""The machine that translates: a small real server that speaks LibreTranslate's interface, good, slow, broken and huge."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from complaints import translator
from complaints.actions import filing
from complaints.actions.office import acknowledge, say
from complaints.models import Complaint, Message, Translation, Translator
from complaints.translator import CannotTranslate, translate
from config import env
from partnerships.shared.audit.models import AuditEvent
from tests.complaints.walking import open_mailbox
from tests.factories.complaints import complaint as make_complaint
from tests.factories.complaints import keys_of

STORY = "Beni sebepsiz yere 17:30'da durdurdular."
GERMAN = "Man hat mich um 17:30 Uhr ohne Grund angehalten."


class Server(ThreadingHTTPServer):
    """`answer` writes what comes back; `asked` is what was sent."""

    daemon_threads = True
    answer: Callable[[BaseHTTPRequestHandler], None]
    asked: list[dict]


def says(
    body: bytes, status: int = 200, **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def gives(text: object) -> Callable[[BaseHTTPRequestHandler], None]:
    return says(json.dumps({"translatedText": text}).encode())


class Answer(BaseHTTPRequestHandler):
    """As the test wants it."""

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append({"path": self.path, **json.loads(sent)})
        try:
            self.server.answer(self)
        except OSError:
            return  # who asked does not wait any more

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def server(settings) -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Answer) as running:
        running.asked, running.answer = [], gives(GERMAN)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        settings.TRANSLATOR_URL = f"http://127.0.0.1:{running.server_port}/sub"
        settings.TRANSLATOR_KEY = "geheim"
        yield running
        running.shutdown()


def test_it_asks_as_libretranslate_is_asked(server) -> None:
    assert translate(STORY, source="tr", target="de") == GERMAN
    assert server.asked == [
        {
            "path": "/sub/translate",
            "q": STORY,
            "source": "tr",
            "target": "de",
            "format": "text",
            "api_key": "geheim",
        }
    ]


def drips(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then: no single wait is long."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def hangs(_handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


def floods(handler: BaseHTTPRequestHandler) -> None:
    """More than anybody would keep."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x" * 1_000_000)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (hangs, "slow"),
        (drips, "slow"),
        (floods, "broken"),
        (gives("x" * 40_001), "broken"),
        (gives(""), "broken"),
        (gives("‮\0"), "broken"),
        (gives(7), "broken"),
        (gives(None), "broken"),
        (says(b"{"), "broken"),
        (says(b"[" * 100_000), "broken"),
        (says(b"\xff\xfe"), "broken"),
        (says(b'["translatedText"]'), "broken"),
        (says(b'{"error": "tr is not supported"}', 400), "refused"),
        (says(b"", 500), "refused"),
        (says(b"", 302, Location="http://127.0.0.1:1/"), "refused"),
        (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n"), "silent"),
    ],
)
def test_what_goes_wrong_has_a_name_and_an_end(server, answer, why) -> None:
    server.answer = answer
    began = time.monotonic()
    with pytest.raises(CannotTranslate) as caught:
        translate(STORY, source="tr", target="de", seconds=1.0)
    assert caught.value.why == why and time.monotonic() - began < 2.5
    assert STORY not in str(caught.value) + repr(caught.value.__cause__)


def test_where_nobody_listens(settings) -> None:
    settings.TRANSLATOR_URL = "http://127.0.0.1:1"
    with pytest.raises(CannotTranslate, match="silent"):
        translate(STORY, source="tr", target="de")


@pytest.mark.parametrize("address", ["http://93.184.216.34", "https://[2606:2800:220:1::1]/"])
def test_nothing_goes_outside_ones_own_network(settings, address) -> None:
    settings.TRANSLATOR_URL = address
    with pytest.raises(CannotTranslate, match="not_ours"):
        translate(STORY, source="tr", target="de")


def test_two_at_once_and_the_third_hears_it_at_once(server) -> None:
    server.answer = hangs
    faults: list[str] = []

    def ask() -> None:
        try:
            translate(STORY, source="tr", target="de", seconds=1.0)
        except CannotTranslate as error:
            faults.append(error.why)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(faults) == ["busy", "slow", "slow"]
    deadline = time.monotonic() + 5
    while translator.AT_ONCE._value < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert translator.AT_ONCE._value == 2, "who hung up gives the place back"


@pytest.mark.parametrize("value", ["translate.intern", "ftp://x", "http://", "javascript:x"])
def test_an_address_that_is_none_stops_the_start(monkeypatch, value) -> None:
    monkeypatch.setenv("TRANSLATOR_URL", value)
    with pytest.raises(ImproperlyConfigured, match="TRANSLATOR_URL"):
        env.address("TRANSLATOR_URL")


@pytest.fixture
def arrived(cast, office) -> tuple[Complaint, str]:
    """In Turkish, with the code of its mailbox."""
    mailbox = filing.new_mailbox()
    return make_complaint(office, language="tr", story=STORY, mailbox=mailbox), mailbox.secret


def machine(message: Message) -> str:
    return f"/complaints/{message.complaint_id}/messages/{message.pk}/machine/"


def test_a_machine_translation_is_marked_until_somebody_has_checked_it(
    cast, server, arrived, caplog
) -> None:
    row, _code = arrived
    caplog.set_level(logging.DEBUG)
    message, client = row.messages.get(), cast.client("complaints")
    start = f"/complaints/{row.pk}/"
    assert machine(message) in client.get(start).content.decode()
    assert client.post(machine(message)).status_code == 302
    page = client.get(start).content.decode()
    assert GERMAN in page and "Maschine, ungeprüft" in page
    made = Translation.objects.get()
    assert made.translator == Translator.MACHINE and GERMAN.encode() not in bytes(made.sealed)
    assert GERMAN not in caplog.text and "durdurdular" not in caplog.text
    event = AuditEvent.objects.get(what="complaints.machine_translated")
    assert event.by_id == cast.account("complaints").pk and event.facts == {}
    client.post(machine(message).replace("machine", "translate"), {"text": GERMAN})
    made.refresh_from_db()
    assert made.translator == Translator.CHECKED
    page = client.get(start).content.decode()
    assert "Maschine, ungeprüft" not in page and machine(message) not in page
    assert client.post(machine(message)).status_code == 403, "it takes no person's place"


def test_doubts_stand_beside_it(cast, server, arrived) -> None:
    row, _code = arrived
    server.answer = gives("Um 18:30 Uhr nein nein nein nein nein.")
    message, client = row.messages.get(), cast.client("complaints")
    client.post(machine(message))
    for path in (f"/complaints/{row.pk}/", machine(message).replace("machine", "translate")):
        page = client.get(path).content.decode()
        assert "mehrmals hintereinander" in page and "Zahlen" in page


def test_a_fault_is_said_and_nothing_is_kept(cast, server, arrived) -> None:
    row, _code = arrived
    server.answer = says(b"", 500)
    answer = cast.client("complaints").post(machine(row.messages.get()))
    assert answer.status_code == 200 and "nimmt diesen Text" in answer.content.decode()
    assert not Translation.objects.exists()


def test_a_word_alone_is_not_sent(cast, server, office) -> None:
    row = make_complaint(office, language="tr", story="Rezalet!")
    client, message = cast.client("complaints"), row.messages.get()
    assert machine(message) not in client.get(f"/complaints/{row.pk}/").content.decode()
    assert client.post(machine(message)).status_code == 200
    assert server.asked == [] and not Translation.objects.exists()


def test_the_wrong_language_was_chosen(cast, server, office) -> None:
    row = make_complaint(office, language="de", story=STORY)
    cast.client("complaints").post(machine(row.messages.get()))
    assert server.asked[0]["source"] == "auto"


def test_the_person_reads_the_answer_in_their_language_marked(cast, server, arrived) -> None:
    row, code = arrived
    officer, client = cast.account("complaints"), cast.client("complaints")
    acknowledge(row, by=officer)
    text = "Es tut uns sehr leid."
    said = say(row, keys_of(row), kind="notice", text=text, language="de", by=officer)
    server.answer = gives("Çok özür dileriz.<script>alert(1)</script>")
    assert client.post(machine(said)).status_code == 302
    assert server.asked[0] | {"source": "de", "target": "tr"} == server.asked[0]
    page = open_mailbox(row.number, code, "tr").page
    assert "Es tut uns sehr leid." in page and "Çok özür dileriz." in page
    assert "makine çevirisi, henüz kontrol edilmedi" in page and "<script>alert" not in page
    client.post(machine(said).replace("machine", "translate"), {"text": "Özür dileriz."})
    walker = open_mailbox(row.number, code, "tr")
    assert "Özür dileriz." in walker.page and "henüz kontrol edilmedi" not in walker.page
    file = walker.client.post(walker.address, {**walker.hidden, "go": "file"}).content.decode()
    assert "[Sizin için çevrildi]" in file and "Özür dileriz." in file


def test_an_answer_warns_where_it_rests_on_nothing_checked(cast, server, arrived) -> None:
    row, _code = arrived
    acknowledge(row, by=cast.account("complaints"))
    client, message = cast.client("complaints"), row.messages.get()
    path, warning = f"/complaints/{row.pk}/draft/", "hat eine geprüfte Übersetzung"
    assert warning in client.get(path).content.decode()
    client.post(machine(message))
    assert warning in client.get(path).content.decode(), "a machine's counts as unchecked"
    client.post(machine(message).replace("machine", "translate"), {"text": GERMAN})
    assert warning not in client.get(path).content.decode()


def test_without_a_server_nothing_offers_it(cast, arrived) -> None:
    row, _code = arrived
    message, client = row.messages.get(), cast.client("complaints")
    assert "/machine/" not in client.get(f"/complaints/{row.pk}/").content.decode()
    assert client.post(machine(message)).status_code == 404


@pytest.mark.parametrize("name", ["liaison", "approver", "dpo", "admin", "partner"])
def test_nobody_else_sends_anything_to_it(cast, server, arrived, name) -> None:
    row, _code = arrived
    assert cast.client(name).post(machine(row.messages.get())).status_code == 404
    assert server.asked == []
