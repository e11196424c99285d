"""The office key on two sheets: together they give it back, typed as people type; a slip says on which sheet."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.store import halves
from complaints.store.halves import NotJoined, join, split
from complaints.store.wraps import new_pair, public_of

PRIVATE = bytes(range(32))
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def fault(one: str, two: str) -> tuple[str, int | None]:
    with pytest.raises(NotJoined) as refused:
        join(one, two)
    return refused.value.why, refused.value.half


@given(st.binary(min_size=32, max_size=32))
def test_both_give_the_key_back_in_either_order(private: bytes) -> None:
    one, two = split(private)
    assert join(one, two) == join(two, one) == private


def test_a_half_is_17_groups_of_four_and_says_which_it_is() -> None:
    one, two = split(PRIVATE)
    for half, label in ((one, "1OF2"), (two, "2OF2")):
        groups = half.split(" ")
        assert groups[0] == label and [len(group) for group in groups] == [4] * 17
        assert set("".join(groups[1:])) <= set(SIGNS)


def test_another_printing_looks_different_and_does_not_fit() -> None:
    one, two = split(PRIVATE)
    again_one, again_two = split(PRIVATE)
    assert one != again_one and two != again_two
    assert fault(one, again_two) == ("foreign", None) and fault(again_one, two) == ("foreign", None)


def test_as_people_type_it() -> None:
    one, two = split(PRIVATE)
    for typed in (
        one.lower(), one.replace(" ", ""), one.replace(" ", "-"), one.replace(" ", "\n"),
        f"\t {one}\u00a0.", one.replace("0", "O"), one.replace("0", "o"), one.replace("1", "I"),
        one.replace("1", "l"), one.replace("1OF2", "1 of 2"), one.replace("1OF2", "10f2"),
        one.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}), f"\u200e{one}\u200f",
    ):  # fmt: skip
        assert join(typed, two) == PRIVATE


def test_every_single_wrong_sign_is_noticed_with_its_half() -> None:
    one, two = split(PRIVATE)
    for at, sign in enumerate(one):
        if sign == " ":
            continue
        for wrong in (SIGNS[(SIGNS.find(sign) + 1) % 32], "U", "É", "=", "?", ""):
            changed = one[:at] + wrong + one[at + 1 :]
            if wrong == "0" and sign == "O":
                continue  # they are read alike
            assert fault(changed, two) == ("mistyped", 1)
    assert fault(one, two[:-1] + ("0" if two[-1] != "0" else "1")) == ("mistyped", 2)


def test_swapped_groups_are_noticed() -> None:
    one, two = split(PRIVATE)
    groups = two.split()
    for at in range(16):
        swapped = [*groups]
        swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
        if swapped != groups:
            assert fault(one, " ".join(swapped)) == ("mistyped", 2)


def test_the_label_cannot_be_changed() -> None:
    one, two = split(PRIVATE)
    assert fault(one.replace("1OF2", "2OF2"), two) == ("mistyped", 1)
    assert fault(one[5:], two) == ("mistyped", 1)


@given(st.text())
def test_anything_typed_is_mistyped_and_no_fault(typed: str) -> None:
    one, two = split(PRIVATE)
    assert fault(typed, two) == ("mistyped", 1)
    assert fault(one, typed) == ("mistyped", 2)
    assert fault(typed, typed) == ("mistyped", 1)


def test_a_megabyte_is_mistyped() -> None:
    one, _two = split(PRIVATE)
    assert fault(one, "A" * 1_000_000) == ("mistyped", 2)
    assert fault(one, "\ufdfa" * 1_000_000) == ("mistyped", 2)  # one sign that stands for eighteen


def test_the_same_half_twice() -> None:
    for half in split(PRIVATE):
        assert fault(half, half.lower()) == ("same", None)


def test_halves_of_two_keys() -> None:
    one, two = split(PRIVATE)
    other_one, other_two = split(new_pair()[0])
    for pair in ((one, other_two), (other_one, two), (one, other_one), (two, other_two)):
        assert fault(*pair) == ("foreign", None)


def test_either_half_alone_is_chance() -> None:
    """Of many printings of one key each bit of either half is as often 0 as 1: 400 coins, six deviations."""
    shares = [
        [half.split(" ", 1)[1].replace(" ", "") for half in split(PRIVATE)] for _ in range(400)
    ]
    for half in (0, 1):
        for at in range(8, 59):  # behind version and fingerprint, before the checksum
            low = sum(SIGNS.index(printing[half][at]) & 1 for printing in shares)
            assert abs(low - 200) <= 60


def test_a_printing_of_before_still_opens() -> None:
    assert (
        join(
            "1OF2 05AH RHGZ N924 XE1A 7S4V SMH0 69YT 4EC6 K3HC 1YXQ 5RDE EX1E VJ94 841K SVQ4 4D61",
            "2OF2 05AH RHGZ N92M SESE 7D7V QPH9 71VA WD48 JZSD 3TD4 787Z 2RSP RP45 Y31E T3RQ QZRR",
        )
        == PRIVATE
    )


def test_a_half_of_a_later_version_is_not_read_wrongly() -> None:
    one, two = split(PRIVATE)
    _half, mark, share = halves._read(two, 2)
    body = b"\x02" + mark + share
    written = base64.b32encode(body + halves._checksum(2, body)).decode()
    assert fault(one, "2OF2" + written.translate(halves.TO_SIGNS)) == ("mistyped", 2)


def test_only_a_key_is_split() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        split(b"short")
    assert public_of(join(*split(PRIVATE))) == public_of(PRIVATE)


def test_what_is_said_of_a_slip_does_not_repeat_it() -> None:
    one, two = split(PRIVATE)
    with pytest.raises(NotJoined) as refused:
        join(one[:-2], two)
    assert str(refused.value) == "mistyped 1"
