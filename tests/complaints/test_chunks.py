"""A sealed file comes back byte for byte from any place, and not at all once somebody has changed it."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as generated
from hypothesis import strategies as st

from complaints.store.chunks import CHUNK, HEADER_BYTES, SEALED_CHUNK, Chunked, seal_chunks
from complaints.store.sealed import Unreadable, new_key, place_of, seal

PLACE = place_of("complaints_file", 7, "file")
KEY = bytes(range(32))
SIZES = [0, 1, 15, 16, 17, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 3 * CHUNK + 7]


def clear_of(size: int) -> bytes:
    """No two chunks alike."""
    return b"".join(number.to_bytes(4, "big") for number in range(-(-size // 4)))[:size]


def sealed_of(clear: bytes, key: bytes = KEY, place: bytes = PLACE) -> bytes:
    return b"".join(seal_chunks(key, place, io.BytesIO(clear).read))


def opened(sealed: bytes, key: bytes = KEY, place: bytes = PLACE) -> bytes:
    """All of it, as somebody downloads it."""
    chunked = Chunked(key, place, io.BytesIO(sealed))
    return b"".join(chunked.read_range(0, chunked.length))


def in_parts(sealed: bytes) -> tuple[bytes, list[bytes]]:
    body = sealed[HEADER_BYTES:]
    return sealed[:HEADER_BYTES], [
        body[start : start + SEALED_CHUNK] for start in range(0, len(body), SEALED_CHUNK)
    ]


@pytest.mark.parametrize("size", SIZES)
def test_it_comes_back_as_it_was(size: int) -> None:
    clear = clear_of(size)
    sealed = sealed_of(clear)
    chunks = max(1, -(-size // CHUNK))
    assert len(sealed) == HEADER_BYTES + size + 16 * chunks
    assert Chunked(KEY, PLACE, io.BytesIO(sealed)).length == size
    assert opened(sealed) == clear and sealed != sealed_of(clear)


@pytest.mark.parametrize("size", [1, 100, 4096, CHUNK - 1])
def test_a_network_that_gives_little_at_once_changes_nothing(size: int) -> None:
    clear = clear_of(2 * CHUNK + 5)
    coming = io.BytesIO(clear)
    pieces = list(seal_chunks(KEY, PLACE, lambda wanted: coming.read(min(size, wanted))))
    assert [len(piece) for piece in pieces] == [HEADER_BYTES, SEALED_CHUNK, SEALED_CHUNK, 5 + 16]
    assert opened(b"".join(pieces)) == clear


def test_the_first_end_is_the_end() -> None:
    """Of a file that grows while it is read: nothing behind a chunk that is not full."""
    coming = iter([b"first", b"", b"more", b""])
    sealed = b"".join(seal_chunks(KEY, PLACE, lambda _size: next(coming)))
    assert opened(sealed) == b"first"


@generated(max_examples=60)
@given(st.sampled_from(SIZES), st.data())
def test_any_range_is_what_a_slice_would_be(size: int, data: st.DataObject) -> None:
    clear = clear_of(size)
    chunked = Chunked(KEY, PLACE, io.BytesIO(sealed_of(clear)))
    places = st.integers(0, size + 5) | st.sampled_from([0, CHUNK - 1, CHUNK, CHUNK + 1, size])
    start, stop = sorted([data.draw(places), data.draw(places)])
    pieces = list(chunked.read_range(start, stop))
    assert b"".join(pieces) == clear[start:stop]
    assert all(0 < len(piece) <= CHUNK for piece in pieces)


@pytest.mark.parametrize(("start", "stop"), [(-1, 3), (5, 4), (-5, -1)])
def test_a_range_that_is_none_is_refused_before_it_is_read(start: int, stop: int) -> None:
    chunked = Chunked(KEY, PLACE, io.BytesIO(sealed_of(b"abcdef")))
    with pytest.raises(ValueError, match="range"):
        chunked.read_range(start, stop)


def test_a_range_reads_its_own_chunks_alone() -> None:
    sealed = bytearray(sealed_of(clear_of(3 * CHUNK)))
    sealed[HEADER_BYTES] ^= 1  # the first chunk is broken
    chunked = Chunked(KEY, PLACE, io.BytesIO(bytes(sealed)))
    assert b"".join(chunked.read_range(CHUNK, 3 * CHUNK)) == clear_of(3 * CHUNK)[CHUNK:]
    with pytest.raises(Unreadable):
        list(chunked.read_range(CHUNK - 1, CHUNK + 1))


CUTS: dict[str, Callable[[bytes, list[bytes]], bytes]] = {
    "without its last chunk": lambda head, parts: head + b"".join(parts[:-1]),
    "without its first chunk": lambda head, parts: head + b"".join(parts[1:]),
    "without one in the middle": lambda head, parts: head + b"".join(parts[:1] + parts[2:]),
    "two swapped": lambda head, parts: head + parts[1] + parts[0] + b"".join(parts[2:]),
    "last one first": lambda head, parts: head + parts[-1] + b"".join(parts[:-1]),
    "one repeated": lambda head, parts: head + parts[0] + parts[0] + b"".join(parts[2:]),
    "one more": lambda head, parts: head + b"".join(parts) + parts[0],
    "last one twice": lambda head, parts: head + b"".join(parts) + parts[-1],
    "another version": lambda head, parts: b"\x02" + head[1:] + b"".join(parts),
    "another salt": lambda head, parts: head[:-1] + bytes([head[-1] ^ 1]) + b"".join(parts),
    "no header": lambda _head, parts: b"".join(parts),
    "header alone": lambda head, _parts: head,
    "nothing": lambda _head, _parts: b"",
}


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("size", [3 * CHUNK, 3 * CHUNK + 100])
def test_cut_swapped_repeated_fails(cut: str, size: int) -> None:
    with pytest.raises(Unreadable):
        opened(CUTS[cut](*in_parts(sealed_of(clear_of(size)))))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_chunk_of_another_file_fails(at: int) -> None:
    """The same bytes, the same key, the same place: still another file."""
    head, parts = in_parts(sealed_of(clear_of(3 * CHUNK)))
    parts[at] = in_parts(sealed_of(clear_of(3 * CHUNK)))[1][at]
    with pytest.raises(Unreadable):
        opened(head + b"".join(parts))


@pytest.mark.parametrize("size", [0, 10, CHUNK, CHUNK + 10, 2 * CHUNK + 20])
def test_a_file_cut_anywhere_does_not_open_at_all(size: int) -> None:
    sealed = sealed_of(clear_of(size))
    ends = {*range(60), *range(len(sealed) - 40, len(sealed))}
    ends |= {HEADER_BYTES + SEALED_CHUNK + off for off in range(-20, 40)}
    for end in ends:
        if 0 <= end < len(sealed):
            with pytest.raises(Unreadable):
                Chunked(KEY, PLACE, io.BytesIO(sealed[:end]))


def test_bytes_behind_the_end_are_noticed() -> None:
    for size in (0, 10, CHUNK):
        for more in (b"\0", bytes(16), bytes(CHUNK), sealed_of(b"")):
            with pytest.raises(Unreadable):
                opened(sealed_of(clear_of(size)) + more)


def test_another_key_or_place_opens_nothing() -> None:
    sealed = sealed_of(clear_of(100))
    for key in (new_key(), b"", KEY[:16], KEY + b"\0"):
        with pytest.raises(Unreadable):
            Chunked(key, PLACE, io.BytesIO(sealed))
    for place in (b"", place_of("complaints_file", 8, "file")):
        with pytest.raises(Unreadable):
            Chunked(KEY, place, io.BytesIO(sealed))
    with pytest.raises(ValueError, match="32 bytes"):
        seal_chunks(KEY[:16], PLACE, io.BytesIO(b"").read)


def test_a_text_is_no_file() -> None:
    with pytest.raises(Unreadable):
        Chunked(KEY, PLACE, io.BytesIO(seal(KEY, b"text", PLACE)))


@given(st.binary(max_size=300))
def test_foreign_bytes_are_unreadable_and_no_fault(found: bytes) -> None:
    for sealed in (found, b"\x01" + found):
        with pytest.raises(Unreadable):
            Chunked(KEY, PLACE, io.BytesIO(sealed))


@generated(max_examples=60)
@given(st.sampled_from([1, 40, CHUNK, 2 * CHUNK + 40]), st.data())
def test_any_changed_bit_is_noticed(size: int, data: st.DataObject) -> None:
    sealed = bytearray(sealed_of(clear_of(size)))
    at = data.draw(st.integers(0, 8 * len(sealed) - 1))
    sealed[at // 8] ^= 1 << at % 8
    with pytest.raises(Unreadable):
        opened(bytes(sealed))


def test_a_file_that_is_cut_while_it_is_read_stops() -> None:
    file = io.BytesIO(sealed_of(clear_of(3 * CHUNK)))
    pieces = Chunked(KEY, PLACE, file).read_range(0, 3 * CHUNK)
    assert next(pieces)
    file.truncate(HEADER_BYTES + SEALED_CHUNK + 100)
    with pytest.raises(Unreadable):
        next(pieces)


def test_what_was_sealed_before_still_opens() -> None:
    kept = bytes.fromhex(
        "01b598a8704389729734469a973d9ccfc9bec09e017f0b7af0f39a8fd3d571173b99300286f90a16bf475ccd33464ceaef1387e7a7e7e3"
        "1f98"
    )  # fmt: skip
    assert opened(kept) == b"%PDF-1.7"


MEASURED = """
import os, sys, tempfile
import psutil
from complaints.store.chunks import Chunked, seal_chunks
SIZE = 25 * 1024 * 1024
me, piece = psutil.Process(), os.urandom(65536)
left = SIZE
def read(size):
    global left
    size = min(size, left, len(piece))
    left -= size
    return piece[:size]
def through(size):  # once small, so that what is loaded late counts to nobody
    global left
    left = size
    highest = me.memory_info().rss
    with tempfile.TemporaryFile() as file:
        for sealed in seal_chunks(bytes(32), b"place", read):
            file.write(sealed)
            highest = max(highest, me.memory_info().rss)
        chunked = Chunked(bytes(32), b"place", file)
        assert chunked.length == size
        for clear in chunked.read_range(0, size):
            highest = max(highest, me.memory_info().rss)
    return highest
before = through(70_000)
print(through(SIZE) - before)
"""


def test_25_megabytes_take_less_than_five_of_memory() -> None:
    root = Path(__file__).parents[2]
    measured = subprocess.run(
        [sys.executable, "-c", MEASURED], capture_output=True, text=True, check=True, cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert int(measured.stdout) < 5 * 1024 * 1024
