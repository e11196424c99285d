"""Pure checks of files: what holds, what does not, and why."""

import io
import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY

from partnerships.shared.documents.render import render
from partnerships.shared.sealing import test_authority
from partnerships.shared.sealing.checks.external import external_signatures
from partnerships.shared.sealing.checks.reading import Reader
from partnerships.shared.sealing.checks.report import read_report
from tests.clock import reckon
from tests.documents.test_render import page
from tests.sealing import forging
from tests.uploads import files


def in_days(days: int) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


@pytest.fixture(scope="module")
def authority():
    return test_authority.new_authority("Trust centre")


@pytest.fixture(scope="module")
def roots(authority):
    return [authority.certificate]


@pytest.fixture(scope="module")
def frozen() -> bytes:
    """A tagged paper that nobody has signed yet."""
    return render(page("<h1>Vertrag</h1><p>Wir arbeiten zusammen.</p>"))


@pytest.fixture(scope="module")
def people(authority):
    names = ("Erste Person", "Zweite Person", "Dritte Person")
    return [test_authority.issue(authority, name, organisation="Verein") for name in names]


@pytest.fixture(scope="module")
def thrice(frozen, people) -> bytes:
    """Signed by three people, one after another."""
    data = frozen
    for number, pair in enumerate(people):
        data = forging.signed(data, pair, field=f"S{number}")
    return data


def external(data, frozen, roots):
    return external_signatures(data, frozen, roots, at=in_days(0))


def test_signatures_one_after_another_all_hold(thrice, frozen, roots):
    found = external(thrice, frozen, roots)
    assert found.problem == ""
    assert [each.name for each in found.valid] == ["Erste Person", "Zweite Person", "Dritte Person"]
    assert {each.organisation for each in found.valid} == {"Verein"}
    assert all(each.at and not each.at_proven for each in found.valid)
    assert [each.covers for each in found.valid][-1] == len(thrice)


def test_another_file_does_not_count(thrice, frozen, roots):
    other = render(page("<h1>Vertrag</h1><p>Wir arbeiten gegeneinander.</p>"))
    assert external(thrice, other, roots).problem == "other_file"
    assert external(thrice, other, roots).valid == []


def test_the_frozen_file_alone_is_unsigned(frozen, roots):
    assert external(frozen, frozen, roots).problem == "unsigned"


def test_something_besides_signatures_does_not_count(frozen, roots, people):
    changed = forging.another_page_content(frozen)
    assert external(changed, frozen, roots).problem == "more_changed"
    found = external(forging.signed(changed, people[0]), frozen, roots)
    assert (found.problem, found.valid) == ("more_changed", [])
    after = forging.another_page_content(forging.signed(frozen, people[0]))
    assert external(after, frozen, roots).problem == "more_changed"


def test_a_forged_earlier_signature_shows_among_good_ones(frozen, roots, people):
    stranger = test_authority.new_authority("Trust centre")  # the same name, another key
    forged = test_authority.issue(stranger, "Erste Person", organisation="Verein")
    data = forging.signed(forging.signed(frozen, forged, field="A"), people[1], field="B")
    found = external(data, frozen, roots)
    assert [each.problem for each in found.signatures] == ["untrusted", ""]
    assert [each.name for each in found.valid] == ["Zweite Person"]


@pytest.mark.parametrize(
    ("how", "problem"),
    [
        (
            {"since": lambda: in_days(-9), "until": lambda: in_days(-1)},
            "certificate_expired",
        ),
        (
            {"since": lambda: in_days(1), "until": lambda: in_days(9)},
            "certificate_not_yet",
        ),
        ({"usage": ("key_agreement",)}, "certificate_purpose"),
        ({"purpose": ExtendedKeyUsageOID.SERVER_AUTH}, "certificate_purpose"),
    ],
)
def test_certificates_that_must_not_sign(frozen, roots, authority, how, problem):
    data = forging.signed(frozen, test_authority.issue(authority, "X", **reckon(how)))
    [found] = external(data, frozen, roots).signatures
    assert found.problem == problem


def test_a_changed_byte_breaks_every_signature_over_it(thrice, frozen, roots):
    report = read_report(forging.one_byte_changed(thrice), roots)
    assert [each.problem for each in report.signatures] == ["bytes_changed"] * 3
    assert not any(each.intact for each in report.signatures)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not_pdf"),
        (b"no PDF", "not_pdf"),
        (b"PK\x03\x04%PDF-1.7", "not_pdf"),
        (b"%PDF-1.7\nnothing", "broken"),
        (files.pdf()[:300], "broken"),
        (files.encrypted(user="secret"), "encrypted"),
        (files.encrypted(user=""), "encrypted"),
    ],
    ids=["empty", "text", "polyglot", "nothing", "cut", "locked", "protected"],
)
def test_what_cannot_be_read_is_told(data, reason, frozen, roots):
    assert read_report(data, roots).unreadable == reason
    assert external(data, frozen, roots).problem == reason


def test_what_was_appended_is_told(thrice, roots):
    added = lambda data: read_report(data, roots).signatures[-1].added  # noqa: E731
    assert added(thrice) == "nothing"
    assert added(forging.another_page_content(thrice)) == "content"
    assert added(forging.another_revision(thrice)) == "content"


def test_broken_signatures_are_no_fault(thrice, roots):
    for place in range(0, len(thrice), len(thrice) // 40):
        broken = thrice[:place] + b"\xff" * 7 + thrice[place + 7 :]
        report = read_report(broken, roots)
        last = report.signatures[-1:]
        assert report.unreadable or len(report.signatures) < 3 or last[0].problem, place


def test_the_quick_reader_reads_what_pyhanko_reads(thrice):
    """The one way of pyHanko's that we replace: it must be there, and read the same."""
    assert hasattr(PdfFileReader, "_get_object_from_stream")
    ours, theirs = Reader(thrice), PdfFileReader(io.BytesIO(thrice))
    numbers = range(1, int(theirs.trailer["/Size"]))
    same = [
        repr(ours.get_object(_ref(n, ours))) == repr(theirs.get_object(_ref(n, theirs)))
        for n in numbers
        if _there(theirs, n)
    ]
    assert len(same) > 20 and all(same)
    assert ours._lists  # it was used


def test_the_quick_reader_is_quick():
    rows = "".join(f"<tr><td>{n}</td><td>Zeile</td></tr>" for n in range(500))
    data = forging.another_revision(render(page(f"<table><tbody>{rows}</tbody></table>")))
    began = time.perf_counter()
    DEFAULT_DIFF_POLICY.review_file(Reader(data), 0)
    assert time.perf_counter() - began < 10  # without it: a minute


def _ref(number, reader):
    return Reference(number, 0, reader)


def _there(reader, number) -> bool:
    try:
        return reader.get_object(_ref(number, reader)) is not None
    except PdfError:
        return False
