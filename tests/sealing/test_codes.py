"""The code on the paper: read aloud, typed with one thumb, misread, and still the same."""

import re
from base64 import b64decode
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from partnerships.shared.sealing import codes, qr

NUMBERS = st.integers(0, 2**128 - 1)


@given(NUMBERS)
def test_however_it_is_typed_it_is_the_same(number):
    code = codes.with_check(number)
    assert codes.plausible(code) and len(code) == 28
    for typed in (
        codes.grouped(code),
        codes.grouped(code).lower().replace("-", " "),
        code.replace("0", "o").replace("1", "l"),
        code.replace("0", "O").replace("1", "I"),
        f"  {code[:9]}\u2011{code[9:]}.\n",
    ):
        assert codes.normal(typed) == code


@given(NUMBERS, st.integers(0, 27), st.sampled_from(codes.SIGNS))
def test_one_wrong_sign_shows(number, place, sign):
    code = codes.with_check(number)
    wrong = code[:place] + sign + code[place + 1 :]
    assert wrong == code or not codes.plausible(wrong)


@given(NUMBERS, st.integers(0, 24))
def test_exchanged_neighbours_show(number, place):
    code = codes.with_check(number)
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert wrong == code or not codes.plausible(wrong)


@given(st.text(max_size=500))
def test_whatever_is_typed_is_no_fault(text):
    codes.plausible(codes.normal(text))
    assert len(codes.normal(text)) <= 2 * codes.LONGEST


def test_codes_are_random():
    drawn = {codes.new_code() for _ in range(1000)}
    assert len(drawn) == 1000
    for place in range(1, 26):
        assert len({code[place] for code in drawn}) == 32


def test_a_qr_code_is_a_picture_that_loads_nothing():
    uri = qr.svg_data_uri("https://handschlag.example/verify/0000-AAAA/")
    head, _, data = uri.partition(",")
    assert head == "data:image/svg+xml;base64"
    svg = ElementTree.fromstring(b64decode(unquote(data)))  # noqa: S314  (our own)
    assert {each.tag.rpartition("}")[2] for each in svg.iter()} == {"svg", "path"}
    assert not re.search(rb"href|url\(", b64decode(data))


def test_the_qr_code_holds_what_the_library_says():
    """Drawn from runs of dark squares: each dark square once, none besides."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=qr.QUIET)
    code.add_data("Handschlag")
    code.make(fit=True)
    dark = {(x, y) for y, row in enumerate(code.get_matrix()) for x, here in enumerate(row) if here}
    drawn = [
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h", qr._svg("Handschlag"))
        for step in range(int(length))
    ]
    assert len(drawn) == len(set(drawn)) and set(drawn) == dark
    assert all(a != b for a, b in pairwise(sorted(drawn)))
