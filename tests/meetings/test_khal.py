"""What a person's calendar program makes of our letters: `khal` enters them one after the other."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from meetings.actions import planning, telling
from tests.meetings.test_feed import path_for

pytestmark = pytest.mark.django_db
KHAL = Path(sys.executable).with_name("khal")
CONFIG = """
[calendars]
[[mine]]
path = {folder}/mine
[sqlite]
path = {folder}/database
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
LINE = "{start} {end-time} {title} {status}"


class Calendar:
    """Somebody's calendar in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "mine").mkdir()
        self.config = folder / "config"
        self.config.write_text(CONFIG.format(folder=folder))

    def _run(self, *arguments: str) -> str:
        command = [str(KHAL), "-c", str(self.config), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        return done.stdout

    def enter(self, content: bytes) -> None:
        """As somebody does who clicks on the letter's event."""
        file = self.folder / "event.ics"
        file.write_bytes(content)
        self._run("import", "--batch", "-a", "mine", str(file))

    def shows(self) -> list[str]:
        """Every event of that spring, a line each."""
        lines = self._run("list", "--day-format", "", "--format", LINE, "2099-01-01", "180d")
        return [line.strip() for line in lines.splitlines() if line.strip()]


@pytest.fixture
def calendar(tmp_path: Path) -> Calendar:
    return Calendar(tmp_path)


def event_of(letter) -> bytes:
    (part,) = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    return part.get_payload(decode=True)


def test_invited_changed_called_off_it_is_one_event(cast, evening, delivered, calendar) -> None:
    meeting, keeper = evening(send=True), cast.account("liaison")
    calendar.enter(event_of(delivered()["gast@example.org"]))
    assert calendar.shows() == ["2099-03-05 18:00 20:00 Gesprächsabend CONFIRMED"]
    hours = {"from_time": time(19), "until_time": time(21)}
    planning.edit(meeting, by=keeper, first_day=meeting.first_day, **hours)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=2)):
        telling.tell_changes()
        calendar.enter(event_of(delivered()["gast@example.org"]))
    assert calendar.shows() == ["2099-03-05 19:00 21:00 Gesprächsabend CONFIRMED"]
    planning.cancel(meeting, by=keeper, reason="illness")
    calendar.enter(event_of(delivered()["gast@example.org"]))
    assert calendar.shows() == ["2099-03-05 19:00 21:00 Gesprächsabend CANCELLED"]


def test_moved_it_stands_on_the_other_day_alone(cast, evening, delivered, calendar) -> None:
    meeting = evening(send=True)
    calendar.enter(event_of(delivered()["gast@example.org"]))
    planning.move(
        meeting, by=cast.account("liaison"), reason="pandemic", first_day=date(2099, 4, 2),
        from_time=time(18), until_time=time(20),
    )  # fmt: skip
    calendar.enter(event_of(delivered()["gast@example.org"]))
    assert calendar.shows() == ["2099-04-02 18:00 20:00 Gesprächsabend CONFIRMED"]


def test_the_feed_is_read(cast, evening, calendar) -> None:
    path = path_for(cast, "partner")
    evening(send=True)
    evening(send=True, title="Zweiter Abend", first_day=date(2099, 3, 12))
    calendar.enter(Client().get(path).content)
    assert calendar.shows() == [
        "2099-03-05 18:00 20:00 Gesprächsabend CONFIRMED",
        "2099-03-12 18:00 20:00 Zweiter Abend CONFIRMED",
    ]
