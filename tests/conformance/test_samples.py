"""No kind of document escapes the measuring, and what is measured is what people get."""

from itertools import islice

from django.db.models import Q

from partnerships.shared.documents.kinds import DocumentKind
from partnerships.shared.registry import document_kinds
from tests.conformance import samples
from tests.documents.pdfcheck import problems


def test_every_kind_on_the_shelf_has_papers():
    assert samples.without_facts() == []


def test_a_new_kind_without_papers_is_told():
    kind = DocumentKind("test.new", "New", "new.html", lambda account: Q())
    document_kinds.add("test.new", kind)
    try:
        assert samples.without_facts() == ["test.new"]
    finally:
        document_kinds._entries.pop("test.new")


def test_sealed_kinds_are_signed_and_others_are_not():
    facts = samples.FACTS["agreements/documents/agreement.html"]
    assert all("signed" in each for each in facts(True).values())
    assert not any("signed" in each for each in facts(False).values())


def test_confirmations_are_measured_in_every_language(db):
    """They are no kind on the shelf. Drawn are two of them here, the second with hostile text."""
    drawn = list(islice(samples._confirmations(), 2))
    assert [name for name, _data in drawn] == [
        "complaints.confirmation-short-de",
        "complaints.confirmation-whole-de",
    ]
    assert [problems(data) for _name, data in drawn] == [[], []]
