"""The office key comes back from two halves, which stand in no list of processes; a trial writes nothing but that it succeeded."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from complaints.actions import offices
from complaints.models import OfficeNote
from complaints.sealed_rows import path_of
from partnerships.shared.audit.models import AuditEvent
from tests.complaints import managing
from tests.factories.complaints import complaint, keys_of

KEEPERS = ("--keepers", "Kim Beispiel", "Mika Muster", "--reference", "BSt 4/2026")


@pytest.fixture
def halves(office, tmp_path) -> list[Path]:
    """Files with the halves of the newest key, as two people typed them."""
    paths = [tmp_path / "one", tmp_path / "two"]
    for path, half in zip(paths, offices.make_key(office), strict=True):
        path.write_text(half.lower().replace(" ", "-") + "\n")
    return paths


def call(name: str, *words: object) -> str:
    out = StringIO()
    call_command(name, *map(str, words), stdout=out)
    return out.getvalue()


def test_both_halves_bring_the_lost_file_back(office, halves) -> None:
    row, path = complaint(office), path_of(office.newest_key())
    kept = path.read_text()
    path.unlink()
    said = call("recover_complaints_key", office.authority_id, "--files", *halves)
    assert str(path) in said and kept.strip() not in said
    assert path.read_text() == kept and path.stat().st_mode & 0o777 == 0o600
    assert keys_of(row)
    assert AuditEvent.objects.get(what="complaints.key_recovered").target_id == office.pk
    assert "there already" in call(
        "recover_complaints_key", office.authority_id, "--files", *halves
    )


def test_another_file_in_its_place_stays(office, halves) -> None:
    path = path_of(office.newest_key())
    path.write_text("c29tZXRoaW5nIGVsc2U=\n")
    with pytest.raises(CommandError, match="something else"):
        call("recover_complaints_key", office.authority_id, "--files", *halves)
    assert path.read_text() == "c29tZXRoaW5nIGVsc2U=\n"


def test_a_trial_writes_nothing_but_the_note(office, halves) -> None:
    path = path_of(office.newest_key())
    path.unlink()
    OfficeNote.objects.all().delete()
    said = call("try_complaints_recovery", office.authority_id, "--files", *halves, *KEEPERS)
    assert "noted" in said and not path.exists()
    note = OfficeNote.objects.get()
    assert (note.person, note.second_person) == ("Kim Beispiel", "Mika Muster")
    assert note.is_waiting and note.key == office.newest_key()
    event = AuditEvent.objects.get(what="complaints.recovery_tried")
    assert event.target_id == note.pk and event.by_id is None


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda one, two: (one, one), "one half twice"),
        (lambda one, two: (one, two[:-2] + "00"), "Half 2"),
        (lambda one, two: ("", two), "Half 1"),
    ],
)
def test_what_does_not_fit_is_said_and_noted_nowhere(office, halves, spoil, says) -> None:
    one, two = (path.read_text().strip() for path in halves)
    for path, text in zip(halves, spoil(one, two), strict=True):
        path.write_text(text)
    OfficeNote.objects.all().delete()
    for command in (("recover_complaints_key",), ("try_complaints_recovery", *KEEPERS)):
        with pytest.raises(CommandError, match=says):
            call(command[0], office.authority_id, "--files", *halves, *command[1:])
    assert not OfficeNote.objects.exists()


def test_halves_of_a_former_key_are_no_trial_of_the_newest(office, halves) -> None:
    offices.make_key(office)
    with pytest.raises(CommandError, match="former key"):
        call("try_complaints_recovery", office.authority_id, "--files", *halves, *KEEPERS)


def test_a_missing_file_is_named(office, tmp_path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call(
            "recover_complaints_key",
            office.authority_id,
            "--files",
            tmp_path / "nowhere",
            tmp_path / "x",
        )


@pytest.mark.django_db(transaction=True)
def test_from_standard_input_nothing_of_it_is_said_again(office, halves) -> None:
    one, two = (path.read_text().strip() for path in halves)
    path = path_of(office.newest_key())
    path.unlink()
    done = managing.run("recover_complaints_key", office.authority_id, typed=f"{one}\n\n{two}\n")
    assert done.returncode == 0, done.stderr
    assert path.is_file() and not {one, two} & set((done.stdout + done.stderr).split())
    again = managing.run("recover_complaints_key", office.authority_id, typed=f"{one}\n")
    assert again.returncode == 1 and "a line each" in again.stderr
