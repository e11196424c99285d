"""What is sealed opens with its key at its place, and nowhere else; its length tells little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.store.sealed import STEP, Unreadable, new_key, place_of, seal, unseal
from complaints.store.texts import seal_facts, seal_text, unseal_facts, unseal_text

PLACE = place_of("complaints_entry", 7, "text")
KEY = bytes(range(32))
# Written by version 1; a later version still reads it.
KEPT = bytes.fromhex(
    "011df9432e9fb80a88f262ef5d707c2c7b4069ee123241f8f9d3e76aed042f315a00717d1ec293d4ace63f29606049bee7dd28294ae1cdb789ca3792"
    "519351fbc7cf218f5241a153ba3c9545bcb0687bb9c8917db8f124ad43c8980f0ddc0149b31447e1cf331b5ea2ca28e5cba78b1ee5129bc0eafe8abc"
    "3436e9683c6873c1dea53edc08a954d72789b8373a9047dbcb3ff8d9b0753fee01bbc8d49b34f7a99a5e195451d12a8c24a84996f7a56a58f9c450ac"
    "423205b528983a072558563705dacfa7197b6b165fd26b4bfdd97cb06f2e6e296c73d08ce8df3113467927623931c1bc583a3ad5f19c54e59a2754f0"
    "a1703a0e25e83c4d8c8312746df3bea9dae29e4e0f0dd3d426f075d55ae0e1c2632fa1ebe8943c07fefcf5b6fb1c3cd9a52c261f8941e54ac60f94b6"
    "032dd3740013d3a690aebaecf291cb37b24a3efa4a4806d5c44c35ef212b543a6583ff8f6de0e4c43f124aba82292a22f6baf7a6c219f7075d3e4397"
    "54340294a8c9965eec49a98184cd3c2123126a9eae38add10395045fa447e642ef41cdd992f06928cf42d36467ec847dda3fa04416d0320bf7607709"
    "5c97a0eb862cc86fb4d433498dcf91f84e7630de9ffffdc8d6d6c9192d9eb26525c28bebfe05363225cd52cb7b1a5edee6b36acaae08e91b95b50212"
    "21d0ee3cd6cc9761b6d19b64c2e6fa869e6b50c70ec644ac13e68a622b389ca0a79b50e973a20a9225f26f02ea43a3f8dae3ba321f7734a8a5c2d8eb"
    "bb"
)  # fmt: skip


@given(st.binary(max_size=3 * STEP))
def test_it_comes_back_as_it_was(clear: bytes) -> None:
    key = new_key()
    assert unseal(key, seal(key, clear, PLACE), PLACE) == clear


def test_what_was_sealed_before_still_opens() -> None:
    assert unseal(KEY, KEPT, PLACE) == "Grüße".encode()


def test_the_same_is_never_sealed_the_same() -> None:
    assert seal(KEY, b"one", PLACE) != seal(KEY, b"one", PLACE)
    assert new_key() != new_key() and len(new_key()) == 32


@pytest.mark.parametrize(
    ("length", "steps"),
    [(0, 1), (1, 1), (STEP - 1, 1), (STEP, 2), (2 * STEP - 1, 2), (2 * STEP, 3)],
)
def test_the_length_tells_steps_of_512_bytes_alone(length: int, steps: int) -> None:
    assert len(seal(KEY, b"x" * length, PLACE)) == 1 + 12 + steps * STEP + 16


def test_bytes_that_look_like_filling_come_back() -> None:
    for clear in (b"\x80", b"\x80\0\0", b"\0" * 40, b"end\x80\0", b"\x80" * STEP):
        assert unseal(KEY, seal(KEY, clear, PLACE), PLACE) == clear


@pytest.mark.parametrize(
    "other",
    [
        place_of("complaints_entry", 8, "text"),
        place_of("complaints_entry", 7, "answer"),
        place_of("complaints_note", 7, "text"),
        b"",
    ],
)
def test_moved_to_another_place_it_does_not_open(other: bytes) -> None:
    with pytest.raises(Unreadable):
        unseal(KEY, seal(KEY, b"one", PLACE), other)


@pytest.mark.parametrize("key", [bytes(range(1, 33)), bytes(32), b"", KEY[:16], KEY + b"\0"])
def test_another_key_does_not_open_it(key: bytes) -> None:
    with pytest.raises(Unreadable):
        unseal(key, seal(KEY, b"one", PLACE), PLACE)


def test_every_changed_bit_is_noticed() -> None:
    sealed = seal(KEY, b"one", PLACE)
    for at in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(Unreadable):
            unseal(KEY, bytes(changed), PLACE)


def test_every_shorter_or_longer_one_is_noticed() -> None:
    sealed = seal(KEY, b"x" * 600, PLACE)
    for size in range(len(sealed)):
        with pytest.raises(Unreadable):
            unseal(KEY, sealed[:size], PLACE)
    for more in (b"\0", bytes(STEP), sealed):
        with pytest.raises(Unreadable):
            unseal(KEY, sealed + more, PLACE)


@given(st.binary(max_size=700))
def test_foreign_bytes_are_unreadable_and_no_fault(sealed: bytes) -> None:
    for found in (sealed, b"\x01" + sealed):
        with pytest.raises(Unreadable):
            unseal(KEY, found, PLACE)


def test_what_is_said_of_it_holds_no_word_of_it() -> None:
    with pytest.raises(Unreadable) as refused:
        unseal(KEY, seal(KEY, b"Nachbar", PLACE), b"elsewhere")
    assert "Nachbar" not in repr(refused.value) and refused.value.__cause__ is None


@given(st.tuples(*[st.text(min_size=1)] * 3), st.tuples(*[st.text(min_size=1)] * 3))
def test_no_two_places_are_written_alike(one: tuple[str, ...], two: tuple[str, ...]) -> None:
    assert (place_of(*one) == place_of(*two)) is (one == two)
    assert place_of("ab", "c", "d") != place_of("a", "bc", "d")


@pytest.mark.parametrize("row", [None, ""])
def test_a_row_without_number_is_no_place(row: object) -> None:
    with pytest.raises(ValueError, match="without number"):
        place_of("complaints_entry", row, "text")


@pytest.mark.parametrize("key", [b"", bytes(16), bytes(24), bytes(33)])
def test_nothing_is_sealed_with_half_a_key(key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seal(key, b"one", PLACE)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_texts_come_back_sign_by_sign(text: str) -> None:
    assert unseal_text(KEY, seal_text(KEY, text, PLACE), PLACE) == text


def test_half_a_sign_loses_nobody_their_text() -> None:
    typed = "vorher \ud83d nachher \ud83d\ude00"
    assert unseal_text(KEY, seal_text(KEY, typed, PLACE), PLACE) == "vorher \ufffd nachher 😀"


WORDS = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)


@given(st.dictionaries(WORDS, st.recursive(PLAIN | WORDS, st.lists, max_leaves=5)))
def test_facts_come_back(facts: dict[str, object]) -> None:
    assert unseal_facts(KEY, seal_facts(KEY, facts, PLACE), PLACE) == facts


def test_facts_stand_in_the_order_of_their_names() -> None:
    written = unseal_text(KEY, seal_facts(KEY, {"b": 1, "a": {"d": "ü", "c": None}}, PLACE), PLACE)
    assert written == '{"a":{"c":null,"d":"ü"},"b":1}'


def test_facts_are_what_json_carries() -> None:
    with pytest.raises(ValueError, match="JSON"):
        seal_facts(KEY, {"share": float("nan")}, PLACE)
    with pytest.raises(TypeError):
        seal_facts(KEY, {"day": object()}, PLACE)


@pytest.mark.parametrize("text", ["", "no facts", "[1]", "7", '{"half":'])
def test_a_text_is_not_read_as_facts(text: str) -> None:
    with pytest.raises(Unreadable):
        unseal_facts(KEY, seal_text(KEY, text, PLACE), PLACE)


def test_bytes_that_are_no_text_are_unreadable() -> None:
    with pytest.raises(Unreadable):
        unseal_text(KEY, seal(KEY, b"\xff\xfe", PLACE), PLACE)
