"""An old dump is restored: what was deleted since is gone again before the site opens, and no former code opens a mailbox.

With pg_dump and pg_restore as docs/operations.md says it, into a database of its own.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from complaints import journal
from complaints.actions import filing
from complaints.actions.forgetting import repeat_deletions
from complaints.actions.mailbox import renew_code
from complaints.models import Attachment, Complaint, Message, Wrap, seen_by_house
from complaints.sealed_rows import open_for_office, open_for_person, read_message
from complaints.store.derived import derive_private
from complaints.store.sealed import Unreadable
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.files import list_folder, private_storage
from tests import databases
from tests.complaints import managing
from tests.factories.complaints import STORY, complaint, delete_due, keys_of, photo_of_a_visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("restore")]
RESTORED = "restored_complaints"


@contextmanager
def restored(dump) -> Iterator[None]:
    """All questions go to what the dump brings back."""
    own = connection.settings_dict["NAME"]
    databases._run("createdb", RESTORED)
    databases._run("pg_restore", "--exit-on-error", f"--dbname={RESTORED}", dump)
    connection.close()
    connection.settings_dict["NAME"] = RESTORED
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        databases._run("dropdb", "--force", RESTORED)


def entries() -> dict[str, str]:
    """The journal: names and what stands in them."""
    found = {}
    for folder in (journal.DELETED, journal.RENEWED):
        for name in list_folder(folder)[1]:
            with private_storage().open(f"{folder}/{name}") as file:
                found[name] = file.read().decode()
    return found


def close_long_ago(row: Complaint) -> None:
    Complaint.objects.filter(pk=row.pk).update(stage="withdrawn", ended_at="2020-06-01T10:00Z")


def test_what_was_deleted_since_is_gone_again_and_nothing_opens(office, tmp_path) -> None:
    photo, mailbox = photo_of_a_visit(), filing.new_mailbox()
    private = derive_private(mailbox.secret, mailbox.salt)
    deleted = complaint(office, files=[photo], mailbox=mailbox)
    stays = complaint(office, mailbox=mailbox)
    renewed = complaint(office, mailbox=mailbox)
    with private_storage().open(photo["file"]) as file:
        bytes_of_photo = file.read()
    dump = tmp_path / "old.dump"
    databases._run(
        "pg_dump",
        *databases.EVERY_ROW,
        "--format=custom",
        f"--file={dump}",
        connection.settings_dict["NAME"],
    )

    close_long_ago(deleted)
    assert delete_due(date(2026, 1, 1)) == 1
    new = filing.new_mailbox()
    renew_code(renewed, open_for_person(renewed, private), new)
    assert not private_storage().exists(photo["file"])

    with restored(dump), seen_by_house():
        private_storage().save(
            photo["file"], ContentFile(bytes_of_photo)
        )  # an old copy of the files
        assert read_message(Message.objects.get(complaint=deleted), keys_of(deleted)) == STORY
        old = Complaint.objects.get(pk=renewed.pk)
        assert open_for_person(old, private)  # the test would find both

        done = managing.run("repeat_deletions")
        assert done.returncode == 0, done.stderr
        assert "deleted again: 1;" in done.stdout and "renewed: 1" in done.stdout

        assert set(Complaint.objects.values_list("pk", flat=True)) == {stays.pk, renewed.pk}
        for table in (Wrap, Message, Attachment):
            assert not table.objects.filter(complaint=deleted.pk).exists()
        assert not private_storage().exists(photo["file"])
        assert AuditEvent.objects.filter(what="complaints.forgotten", target_id=deleted.pk).exists()
        for each in (private, derive_private(new.secret, new.salt)):
            with pytest.raises(Unreadable):
                open_for_person(old, each)
        assert open_for_office(old) and open_for_person(stays, private)

        assert "deleted again: 0;" in managing.run("repeat_deletions").stdout


def test_the_journal_says_which_and_when_and_nothing_else(office) -> None:
    private_before = set(entries())
    mailbox = filing.new_mailbox()
    row, renewed = complaint(office), complaint(office, mailbox=mailbox)
    close_long_ago(row)
    delete_due(date(2026, 1, 1))
    keys = open_for_person(renewed, derive_private(mailbox.secret, mailbox.salt))
    renew_code(renewed, keys, filing.new_mailbox())
    fresh = {name: text for name, text in entries().items() if name not in private_before}
    assert len(fresh) == 2
    for name, text in fresh.items():
        assert re.fullmatch(r"[0-9a-f-]{36}(-[0-9a-f]{16})?", name)
        assert re.fullmatch(r"20\d\d-\d\d-\d\dT[\d:.]+\+00:00", text)
    assert str(row.uid) in fresh and any(name.startswith(str(renewed.uid)) for name in fresh)


def test_of_a_code_renewed_twice_the_newest_alone_opens(office) -> None:
    mailbox = filing.new_mailbox()
    row = complaint(office, mailbox=mailbox)
    for _time in range(2):
        keys = open_for_person(row, derive_private(mailbox.secret, mailbox.salt))
        mailbox = filing.new_mailbox()
        renew_code(row, keys, mailbox)
        row.refresh_from_db()
    assert repeat_deletions().closed == 0
    assert open_for_person(row, derive_private(mailbox.secret, mailbox.salt))


def test_what_cannot_be_noted_is_not_deleted(office, settings, tmp_path) -> None:
    row = complaint(office)
    close_long_ago(row)
    blocked = tmp_path / "files"
    blocked.mkdir()
    (blocked / "complaints-journal").write_text("in the way")
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(blocked)},
        }
    }
    with pytest.raises(OSError):
        delete_due(date(2026, 1, 1))
    assert open_for_office(Complaint.objects.get(pk=row.pk))
