"""All complaints come under a new key of the office while people file, open their mailboxes and officers read."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from complaints.actions import filing, offices
from complaints.actions.calls import ask_for_call
from complaints.actions.feedback import give_feedback
from complaints.actions.mailbox import write
from complaints.actions.nudging import want_nudge
from complaints.actions.rotating import rotate
from complaints.models import Complaint, Feedback, FeedbackTicket, Wrap, seen_by_house
from complaints.sealed_rows import (
    open_for_office,
    open_for_person,
    path_of,
    read_as_office,
    read_message,
    read_nudge,
)
from complaints.store.derived import derive_private
from partnerships.shared.audit.models import AuditEvent
from tests.complaints import managing
from tests.factories.complaints import STORY, complaint, keys_of, quick_mailbox

THERE, KILLS = 400, 2
NAMED = {"way": "formal", "identity": {"name": "Deniz Örnek"}}


class Load:
    """Threads that file, open and read until they are told to stop; what went wrong, and how long a filing took."""

    def __init__(self, office) -> None:
        self.office = office
        self.mailbox = filing.new_mailbox()
        self.private = derive_private(self.mailbox.secret, self.mailbox.salt)
        self.there = [
            complaint(office, mailbox=self.mailbox, **(NAMED if n % 2 else {})).pk
            for n in range(THERE)
        ]
        self.filed: list[int] = []
        self.waits: list[float] = []
        self.opened = self.written = 0
        self.faults: list[BaseException] = []
        self.is_over = threading.Event()

    def file(self) -> None:
        began = time.monotonic()
        row = complaint(self.office, mailbox=self.mailbox, **NAMED)
        self.waits.append(time.monotonic() - began)
        self.filed.append(row.pk)

    def read(self) -> None:
        row = Complaint.objects.get(pk=random.choice(self.there + self.filed))  # noqa: S311
        assert read_message(row.messages.order_by("at")[0], keys_of(row)) == STORY
        self.opened += 1

    def write(self) -> None:
        row = Complaint.objects.get(pk=random.choice(self.there))  # noqa: S311
        keys = open_for_person(row, self.private)
        write(row, keys, text="Noch etwas.", language="de", token=f"{time.monotonic_ns():022d}")
        self.written += 1

    @contextmanager
    def running(self) -> Iterator[None]:
        threads = [
            threading.Thread(target=self._again, args=[act])
            for act in (self.file, self.file, self.read, self.read, self.write)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.is_over.set()
            for thread in threads:
                thread.join(30)

    def _again(self, act: Callable[[], None]) -> None:
        try:
            with seen_by_house():
                while not self.is_over.is_set():
                    act()
                    time.sleep(0.03)
        except BaseException as fault:
            self.faults.append(fault)
        finally:
            connection.close()


def _rotate_and_kill(office, lines: int) -> int:
    """Starts the command and kills it after so many lines; gives how many complaints were left then."""
    process = managing.start("rotate_complaints_key", office.authority_id)
    assert process.stdout
    for _line in range(lines):
        assert process.stdout.readline().endswith("complaints left\n")
    process.kill()
    assert process.wait() == -9
    process.stdout.close()
    return Wrap.objects.of_former_keys(office).count_complaints()


@pytest.mark.django_db(transaction=True)
def test_rotated_under_load_killed_and_continued(office) -> None:
    load, former = Load(office), office.newest_key()
    with load.running():
        while len(load.filed) < 5:
            time.sleep(0.01)
        offices.make_key(office)
        left = [_rotate_and_kill(office, lines) for lines in range(1, KILLS + 1)]
        assert THERE > left[0] > left[1] > 0
        began = time.monotonic()
        done = managing.run("rotate_complaints_key", office.authority_id)
        took = time.monotonic() - began
    assert load.faults == []
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing is left" in done.stdout and str(path_of(former)) in done.stdout
    path_of(former).unlink()
    assert not Wrap.objects.filter(office_key=former).exists()
    for row in Complaint.objects.all():
        assert open_for_office(row) == open_for_person(row, load.private)
    assert Complaint.objects.count() == THERE + len(load.filed)
    began = time.monotonic()
    newest = offices.make_key(office)
    assert newest and not rotate(office, tell=lambda left: None).left
    alone = time.monotonic() - began
    print(  # noqa: T201  (figures of decision 0050)
        f"\n{left[-1]} complaints wrapped anew in {took:.1f} s with the start of the program, under load; "
        f"alone {Complaint.objects.count() / alone:.0f} a second. Meanwhile {len(load.filed)} filed, "
        f"the longest waited {max(load.waits):.2f} s; {load.opened} read, {load.written} written."
    )


@pytest.mark.django_db(transaction=True)
def test_what_is_filed_to_a_key_that_is_retired_meanwhile_is_wrapped_to_the_next(office) -> None:
    """Many new keys while people file: at the end none is left under a former one."""
    load = Load.__new__(Load)
    load.office, load.mailbox = office, quick_mailbox()
    load.filed, load.waits, load.faults, load.is_over = [], [], [], threading.Event()
    load.there, load.opened, load.written = [complaint(office).pk], 0, 0
    load.write = load.read  # type: ignore[method-assign]  # their code opens nothing
    with load.running():
        for _time in range(8):
            offices.make_key(office)
            assert rotate(office, tell=lambda left: None).left == 0
            time.sleep(0.02)
    assert load.faults == [] and len(load.filed) > 8
    rotate(office, tell=lambda left: None)
    for key in office.keys.filter(retired_at__isnull=False):
        path_of(key).unlink()
    assert all(open_for_office(row) for row in Complaint.objects.all())


def test_without_the_former_key_it_says_what_is_missing_and_changes_nothing(office) -> None:
    row, former = complaint(office, **NAMED), office.newest_key()
    offices.make_key(office)
    private = path_of(former).read_text()
    path_of(former).unlink()
    rotated = rotate(office, tell=lambda left: None)
    assert (rotated.wrapped, rotated.left, rotated.missing) == (0, 1, [former])
    assert not AuditEvent.objects.filter(what="complaints.keys_rotated").exists()
    path_of(former).write_text(private)
    rotated = rotate(office, tell=lambda left: None)
    assert (rotated.wrapped, rotated.left, rotated.emptied) == (2, 0, [former])
    assert AuditEvent.objects.get(what="complaints.keys_rotated").target_id == office.pk
    assert keys_of(row)


def test_what_does_not_open_is_counted_and_holds_up_nothing_else(office) -> None:
    rows = [complaint(office) for _n in range(3)]
    Wrap.objects.filter(complaint=rows[0], holder="office").update(sealed=b"\x01" + bytes(80))
    offices.make_key(office)
    rotated = rotate(office, tell=lambda left: None)
    assert (rotated.wrapped, rotated.left, rotated.missing) == (2, 1, [])
    assert Wrap.objects.filter(complaint=rows[2], office_key=office.newest_key()).exists()


def test_requests_to_be_called_and_feedback_come_under_the_new_key_too(office) -> None:
    call = ask_for_call({"phone": "0231 5550147"}, office=office, token="c" * 22)
    row = complaint(office, **NAMED)
    FeedbackTicket.objects.create(complaint=row)
    give_feedback(row, understood=1, taken_seriously=1, again="yes", text="Gut.", language="de")
    want_nudge(row, address="amara@example.org")
    former = office.newest_key()
    offices.make_key(office)
    rotated = rotate(office, tell=lambda left: None)
    assert (rotated.left, rotated.emptied) == (0, [former])
    path_of(former).unlink()
    call.refresh_from_db()
    row.refresh_from_db()
    assert read_as_office(call) == {"phone": "0231 5550147"}
    told = read_as_office(Feedback.objects.get())
    assert told and told["text"] == "Gut."
    assert read_nudge(row) == "amara@example.org"
