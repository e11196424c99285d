"""The mailbox secret is read however somebody types it; a slip is noticed before anything is computed."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.store.secret import Mistyped, check_digits, in_groups, new_secret, read_secret

SECRET = "4839201755661203948172" + check_digits("4839201755661203948172")
SCRIPTS = {
    "Arabic-Indic": "٠١٢٣٤٥٦٧٨٩",
    "Persian": "۰۱۲۳۴۵۶۷۸۹",
    "Devanagari": "०१२३४५६७८९",
    "Bengali": "০১২৩৪৫৬৭৮৯",
    "Tamil": "௦௧௨௩௪௫௬௭௮௯",
    "full width": "０１２３４５６７８９",
}
BETWEEN = {
    "nothing": "", "space": " ", "no-break space": "\u00a0", "narrow no-break space": "\u202f",
    "thin space": "\u2009", "ideographic space": "\u3000", "hyphen": "-", "no-break hyphen": "\u2011",
    "dash": " – ", "minus": "\u2212", "soft hyphen": "\u00ad", "line break": "\r\n", "tab": "\t",
    "left-to-right mark": "\u200e", "right-to-left mark": "\u200f", "Arabic letter mark": "\u061c",
    "embedding": "\u202b", "isolate": "\u2067", "zero width": "\u200b", "byte order mark": "\ufeff",
    "line separator": "\u2028", "dictated comma": ", ", "Arabic comma": "، ", "full stop": ". ", "slash": "/",
}  # fmt: skip


def why(typed: str) -> str:
    with pytest.raises(Mistyped) as refused:
        read_secret(typed)
    return refused.value.why


@pytest.mark.parametrize(
    ("digits", "check"),
    [("794", "44"), ("32142829123456987654321611", "82"), ("2105017000123456781314", "68")],
)
def test_check_digits_are_those_of_iso_7064(digits: str, check: str) -> None:
    """The standard's own example, and two of IBAN as numbers."""
    assert check_digits(digits) == check and int(digits + check) % 97 == 1


def test_ibans_check_by_the_same_rule() -> None:
    """ISO 13616 uses MOD 97-10: examples of its register, letters as numbers, country and check digits behind."""
    for iban in ("DE89370400440532013000", "GB82WEST12345698765432", "FR1420041010050500013M02606"):
        turned = "".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])
        assert check_digits(turned[:-2]) == turned[-2:]


def test_a_new_one_has_24_digits_and_checks() -> None:
    made = {new_secret() for _ in range(500)}
    assert len(made) == 500
    for secret in made:
        assert len(secret) == 24 and secret.isascii() and secret.isdecimal()
        assert int(secret) % 97 == 1 and read_secret(secret) == secret


def test_it_is_read_in_six_groups_of_four() -> None:
    groups = in_groups(SECRET)
    assert [len(group) for group in groups] == [4] * 6 and "".join(groups) == SECRET


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("between", BETWEEN)
def test_it_is_read_in_every_script_with_anything_between(script: str, between: str) -> None:
    own = (
        BETWEEN[between]
        .join(in_groups(SECRET))
        .translate({ord(digit): SCRIPTS[script][int(digit)] for digit in "0123456789"})
    )
    assert read_secret(own) == SECRET
    assert read_secret(f"\u202b {own} \u202c\n") == SECRET


def test_scripts_may_be_mixed() -> None:
    mixed = "".join(
        list(SCRIPTS.values())[at % len(SCRIPTS)][int(digit)] for at, digit in enumerate(SECRET)
    )
    assert read_secret(mixed) == SECRET


def test_every_single_wrong_digit_is_noticed() -> None:
    for secret in (
        SECRET,
        new_secret(),
        "0" * 22 + check_digits("0"),
        "9" * 22 + check_digits("9" * 22),
    ):
        for at, digit in enumerate(secret):
            for wrong in set("0123456789") - {digit}:
                assert why(secret[:at] + wrong + secret[at + 1 :]) == "checksum"


def test_every_swap_of_neighbours_is_noticed() -> None:
    for secret in [SECRET, *(new_secret() for _ in range(50))]:
        for at in range(23):
            one, two = secret[at : at + 2]
            if one != two:
                assert why(secret[:at] + two + one + secret[at + 2 :]) == "checksum"


@pytest.mark.parametrize("at", range(5))
def test_swapped_groups_are_noticed(at: int) -> None:
    groups = in_groups(SECRET)
    groups[at], groups[at + 1] = groups[at + 1], groups[at]
    assert why(" ".join(groups)) == "checksum"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "too_short"), ("   ", "too_short"), (SECRET[:-1], "too_short"), (SECRET + "1", "too_long"),
        (SECRET * 2, "too_long"), ("1" * 100_000, "too_long"), ("x" * 1_000_000, "too_long"),
        ("O" + SECRET[1:], "not_digits"), (f"Code: {SECRET}", "not_digits"), (SECRET[:-1] + "²", "not_digits"),
        (SECRET[:-1] + "五", "not_digits"), (SECRET + "\ud83d", "not_digits"), ("<script>", "not_digits"),
        ("=1+1", "not_digits"),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong(typed: str, code: str) -> None:
    assert why(typed) == code


def test_a_nul_between_digits_does_no_harm() -> None:
    assert read_secret("\0".join(in_groups(SECRET))) == SECRET


@given(st.text(max_size=40))
def test_anything_typed_is_a_secret_or_mistyped(typed: str) -> None:
    assert why(typed) in {"too_short", "not_digits", "too_long", "checksum"}


def test_every_decimal_digit_of_unicode_counts() -> None:
    signs = [chr(code) for code in range(sys.maxunicode) if chr(code).isdecimal()]
    assert len(signs) > 600
    for sign in signs:
        own = SECRET.replace(str(unicodedata.decimal(sign)), sign)
        assert read_secret(own) == SECRET


def test_what_is_said_of_a_slip_does_not_repeat_it() -> None:
    with pytest.raises(Mistyped) as refused:
        read_secret(SECRET[:-1])
    assert str(refused.value) == "too_short" and refused.value.__cause__ is None
