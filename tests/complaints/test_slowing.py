"""What comes very often waits, keeps what was typed, and is refused nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from redis import Redis

from complaints import slowing
from complaints.actions import filing
from complaints.actions.office import acknowledge, close
from complaints.models import Complaint, Message
from complaints.store.secret import in_groups
from complaints.visiting import COOKIE
from tests.complaints.test_nothing_in_clear import redis, variants
from tests.complaints.walking import STORY, MailboxWalker, Walker
from tests.factories.complaints import SETTLED, answer, delete_due
from tests.factories.complaints import complaint as make_complaint

WRONG = "Nummer und Code gehören nicht zusammen."
WAIT = "Sekunden zu warten:"
FREE = slowing.WRONG_CODES_OF_NUMBER.free


@pytest.fixture
def mine(office):
    mailbox = filing.new_mailbox()
    return make_complaint(office, mailbox=mailbox, language="de"), mailbox.secret


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as travelling:
        yield travelling


class Guesser(MailboxWalker):
    """Somebody at the closed mailbox."""

    def try_out(self, number: str, code: str, **typed: str) -> int:
        """The status of the answer; the page is kept."""
        answer = self.client.post(
            self.address, {**self.hidden, "go": "open", "number": number, "code": code, **typed}
        )
        self.page = answer.content.decode()
        self.retry_after = answer.headers.get("Retry-After")
        return answer.status_code


def unknown() -> str:
    return next(
        number
        for number in ("000000000", "000000001")
        if not Complaint.objects.filter(number=number).exists()
    )


def test_wrong_unknown_and_forgotten_get_the_same_answer_and_the_same_waiting(
    mine, office, cast
) -> None:
    """Byte for byte but for what is typed, the tokens and what fills the page up."""
    forgotten = make_complaint(office, mailbox=filing.new_mailbox(), language="de")
    officer = cast.account("complaints")
    acknowledge(forgotten, by=officer)
    answer(forgotten, by=officer, text="Nein.")
    close(forgotten, by=officer, **SETTLED)
    with time_machine.travel(timezone.now() + timedelta(days=4 * 366)):
        delete_due()
    assert not Complaint.objects.filter(number=forgotten.number).exists()
    code = filing.new_mailbox().secret
    seen = []
    for number in (mine[0].number, unknown(), forgotten.number):
        guesser = Guesser()
        answers = []
        for _ in range(FREE + 1):
            token = guesser.hidden["visit"]
            status = guesser.try_out(number, code)
            page = guesser.page.replace(number, "NUMBER").replace(token, "TOKEN")
            answers.append((status, page[: page.rindex("<!--")]))
        assert [status for status, _page in answers] == [200] * FREE + [429]
        assert WRONG in answers[0][1] and WAIT in answers[-1][1]
        seen.append(answers)
    assert seen[0] == seen[1] == seen[2]


def test_whoever_has_waited_goes_on_once_and_the_right_code_opens(mine, clock) -> None:
    complaint, code = mine
    other = filing.new_mailbox().secret
    guesser = Guesser()
    for _ in range(FREE):
        assert guesser.try_out(complaint.number, other) == 200
    assert guesser.try_out(complaint.number, code, text="Noch etwas.") == 429
    assert guesser.retry_after == "5" and f"<bdi>{guesser.retry_after}</bdi>" in guesser.page
    assert complaint.number in guesser.page and "Noch etwas.</textarea>" in guesser.page
    clock.shift(2)
    assert guesser.try_out(complaint.number, other) == 429 and guesser.retry_after == "3"
    clock.shift(4)
    assert guesser.try_out(complaint.number, other) == 200 and WRONG in guesser.page
    assert guesser.try_out(complaint.number, other) == 429 and guesser.retry_after == "10"
    clock.shift(11)
    assert guesser.try_out(complaint.number, code) == 302


def test_nobody_waits_longer_than_a_minute_however_much_others_guess(mine, clock) -> None:
    """Who knows a number cannot keep its owner out."""
    complaint, code = mine
    for _ in range(1000):
        slowing.count((slowing.WRONG_CODES_OF_NUMBER, complaint.number))
    owner = Guesser()
    assert owner.try_out(complaint.number, code) == 429
    assert owner.retry_after == str(slowing.LONGEST)
    for _ in range(100):
        slowing.count((slowing.WRONG_CODES_OF_NUMBER, complaint.number))
    clock.shift(slowing.LONGEST + 1)
    assert owner.try_out(complaint.number, code) == 302


def test_many_wrong_codes_on_the_site_make_everybody_wait_a_little(mine) -> None:
    pace = slowing.WRONG_CODES_OF_SITE
    for _ in range(pace.free + 10):
        slowing.count((pace, ""))
    assert Guesser().try_out(mine[0].number, mine[1]) == 429


def test_a_ticket_goes_on_once(db, clock) -> None:
    counted = slowing.SENDINGS_OF_VISIT, "visit"
    slowing.count(*[counted] * 4)
    wait = slowing.seconds_left("send", "visit", counted)
    assert wait == 20 and slowing.seconds_left("send", "another", counted) == 20
    clock.shift(wait + 1)
    assert slowing.seconds_left("send", "visit", counted) == 0
    assert slowing.seconds_left("send", "visit", counted) == 20


def test_who_sends_often_waits_and_loses_nothing(office, clock) -> None:
    walker = Walker()
    for _ in range(slowing.SENDINGS_OF_VISIT.free):
        _number, code = walker.send()
        walker.go("kept", last_group=in_groups(code)[-1])
        walker.get("write")
    walker.walk_to_summary()
    answer = walker.client.post(walker.address, {**walker.hidden, "go": "send"})
    assert answer.status_code == 429 and answer["Retry-After"] == "10"
    page = answer.content.decode()
    assert WAIT in page and STORY["story"] in page
    assert Complaint.objects.count() == slowing.SENDINGS_OF_VISIT.free
    clock.shift(11)
    walker.page = page
    assert walker.go("send").receipt()
    assert Complaint.objects.count() == slowing.SENDINGS_OF_VISIT.free + 1


def test_what_fills_the_field_that_nobody_sees_waits_and_is_sent_all_the_same(
    office, clock
) -> None:
    walker = Walker()
    assert 'class="com-unseen" aria-hidden="true"' in walker.page
    walker.go(kind="complaint", way="anonymous", homepage="https://example.org")
    walker.walk_to_summary()
    answer = walker.client.post(walker.address, {**walker.hidden, "go": "send"})
    assert answer.status_code == 429 and answer["Retry-After"] == str(slowing.LONGEST)
    clock.shift(slowing.LONGEST + 1)
    walker.page = answer.content.decode()
    assert walker.go("send", homepage="https://example.org").receipt()


def test_who_writes_much_in_a_mailbox_waits_with_the_text_on_the_page(mine, clock) -> None:
    complaint, code = mine
    walker = MailboxWalker().go("open", number=complaint.number, code=code)
    for number in range(slowing.WRITINGS_OF_VISIT.free):
        walker.go("write", text=f"Nachtrag {number}")
    sent = {**walker.hidden, "go": "write", "text": "Das Letzte."}
    answer = walker.client.post(walker.address, sent)
    assert answer.status_code == 429 and "Das Letzte.</textarea>" in answer.content.decode()
    clock.shift(11)
    assert walker.client.post(walker.address, sent).status_code == 302
    replies = Message.objects.filter(complaint=complaint, kind="reply").count()
    assert replies == slowing.WRITINGS_OF_VISIT.free + 1


def test_without_redis_nobody_waits(mine, settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    guesser = Guesser()
    for _ in range(FREE + 2):
        assert guesser.try_out(mine[0].number, filing.new_mailbox().secret) == 200
    assert guesser.try_out(*mine_of(mine)) == 302
    assert Walker().send()


def mine_of(mine) -> tuple[str, str]:
    return mine[0].number, mine[1]


def test_redis_holds_neither_number_nor_visit_nor_address(mine) -> None:
    complaint, _code = mine
    client = Client(REMOTE_ADDR="203.0.113.78", HTTP_X_FORWARDED_FOR="203.0.113.78")
    guesser = Guesser(client=client)
    for _ in range(FREE + 1):
        guesser.try_out(complaint.number, filing.new_mailbox().secret)
    cookie = client.cookies[COOKIE].value
    words = (complaint.number, cookie, guesser.hidden["visit"], "203.0.113.78")
    held = list(redis())
    assert len(held) >= 3  # two figures and a ticket
    for _name, content in held:
        assert not any(variant in content for word in words for variant in variants(word))
    store = Redis.from_url(django_settings.REDIS_URL)
    longest = slowing.WRONG_CODES_OF_NUMBER.within
    assert all(0 < store.ttl(key) <= longest for key in store.scan_iter("*slow:*"))


def test_its_keys_are_others_tomorrow() -> None:
    today = slowing._key("x", "123456789")
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert slowing._key("x", "123456789") != today
