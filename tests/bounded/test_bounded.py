"""A stranger's file in a child with limits: what comes back, and what happens when it does not."""

import io
import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from partnerships.shared import bounded

ACTS = "tests.bounded.acts"


def run(act, data=b"", **options):
    return bounded.run(f"{ACTS}:{act}", data, **options)


def test_bytes_and_arguments_come_back_as_they_went():
    data = os.urandom(1_000_000) + b"\n\n"
    said, back = run("echo", data, words=["ä", 1, None], deep={"a": 1})
    assert back == data
    assert said == {"words": ["ä", 1, None], "deep": {"a": 1}}


@pytest.mark.parametrize(
    ("act", "reason"),
    [("spin", "time"), ("hoard", "memory"), ("die", "died"), ("fail", "fault"), ("shout", "answer"),
     ("sleep", "time")],
)  # fmt: skip
def test_whatever_goes_wrong_has_a_name_and_an_end(act, reason):
    began = time.monotonic()
    with pytest.raises(bounded.TooMuch) as stopped:
        run(act, b"x" * 300_000, seconds=1)
    assert stopped.value.reason == reason
    assert time.monotonic() - began < 10


def test_a_large_file_passes_in_pieces():
    data = os.urandom(3_000_000)
    with bounded.answering(f"{ACTS}:echo", io.BytesIO(data), word=1) as answer:
        assert answer.said == {"word": 1}
        pieces = list(iter(lambda: answer.read(65536), b""))
    assert b"".join(pieces) == data and max(map(len, pieces)) == 65536


def test_what_is_not_read_on_ends_all_the_same():
    with bounded.answering(f"{ACTS}:echo", os.urandom(3_000_000)) as answer:
        answer.read(10)
    with pytest.raises(ZeroDivisionError), bounded.answering(f"{ACTS}:echo", b"x" * 300_000):
        raise ZeroDivisionError
    assert run("echo", b"afterwards")[1] == b"afterwards"


def test_the_child_knows_nothing_of_ours():
    said, _ = run("surroundings")
    assert said["environment"].keys() <= {"LC_CTYPE"}
    assert said["folder"] == "/"


def test_the_child_leaves_no_file_behind(tmp_path):
    with pytest.raises(bounded.TooMuch):
        run("write", path=str(tmp_path / "x"))
    assert not (tmp_path / "x").exists() or not (tmp_path / "x").read_bytes()


def test_a_few_wait_for_their_turn_and_more_are_told():
    def ask(n):
        try:
            return run("rest", seconds=2)[0]
        except bounded.TooMuch as stopped:
            return stopped.reason

    number = bounded.PLACES + bounded.WAITING
    with ThreadPoolExecutor(number + 3) as pool:
        found = list(pool.map(ask, range(number + 3)))
    assert sorted(found) == ["busy"] * 3 + ["done"] * number
    assert run("echo", b"afterwards")[1] == b"afterwards"
