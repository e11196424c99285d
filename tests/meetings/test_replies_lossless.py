"""Whoever reads the mailbox is killed in the middle, twice: every answer is noted once and confirmed once."""

import os
import signal
import subprocess
import sys
from collections import Counter

import pytest
from django.db import connection

from meetings.actions import inviting
from meetings.models import MailedReply, Reply
from partnerships.shared.letters.models import Letter
from tests.meetings import imap
from tests.meetings.mailed import ADDRESS, mailed
from tests.worker import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("worker")]
READ = "import django; django.setup(); from meetings.tasks import read_replies; read_replies()"
NUMBER = 40


def reader(post: imap.Post) -> "subprocess.Popen[bytes]":
    """A process that reads the mailbox once, on the database of this test."""
    site = os.environ["DATABASE_URL"].rpartition("/")[0]
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"{site}/{connection.settings_dict['NAME']}",
        "REPLIES_URL": f"imap://answers:p%40ss%2Fword@localhost:{post.port}",
        "REPLIES_ADDRESS": ADDRESS,
        "SSL_CERT_FILE": str(post.certificate),
    }
    return subprocess.Popen([sys.executable, "-c", READ], env={**os.environ, **own})


def test_every_answer_counts_once(cast, evening, post) -> None:
    meeting = evening(send=True)
    addresses = [f"gast{n}@example.org" for n in range(NUMBER)]
    guests = [inviting.Guest(f"Gast {n}", address) for n, address in enumerate(addresses)]
    inviting.add(meeting, by=cast.account("liaison"), guests=guests)
    post.put(*(mailed("outlook_accept", meeting, attendee=address) for address in addresses))
    for enough in (NUMBER // 4, NUMBER // 2):
        process = reader(post)
        wait_until(
            lambda enough=enough: MailedReply.objects.count() >= enough, "some are noted", 60
        )
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert post.count()[0] > 0, "killed too late to show anything"
    assert reader(post).wait(60) == 0
    assert post.count() == (0, NUMBER, 0)
    answered = meeting.attendees.filter(email__in=addresses, reply=Reply.COMING)
    assert answered.count() == MailedReply.objects.filter(outcome="noted").count() == NUMBER
    letters = Counter(Letter.objects.filter(kind="meetings/mailed_reply").values_list("email"))
    assert len(letters) == NUMBER and set(letters.values()) == {1}
