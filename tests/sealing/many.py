"""Many sealed agreements of thirteen parties, asked for and looked at."""

import hashlib
from collections.abc import Iterable
from typing import Any

from partnerships.shared.documents import actions
from partnerships.shared.documents.models import Document
from partnerships.shared.sealing.certificates import roots_of_seals
from partnerships.shared.sealing.checks.report import read_report
from tests.documents.agreement_facts import agreement_facts
from tests.documents.scenes import files_of
from tests.sealing.house import SLUG, lay_down
from tests.sealing.scenes import LISTED, bytes_of


def requested(number: int) -> list[int]:
    """So many, German and English in turn, asked for by the clock."""
    lay_down()
    facts = {code: _short(agreement_facts(code, draft=False)) for code in ("de", "en")}
    return [
        actions.request(
            SLUG, title="x", language=code, facts=facts[code], by=None, listed=LISTED
        ).pk
        for code in (("de", "en")[n % 2] for n in range(number))
    ]


def _short(facts: dict[str, Any]) -> dict[str, Any]:
    """With its first two clauses alone: drawn in a third of the time, signed and sealed all the same."""
    return facts | {"clauses": facts["clauses"][:2]}


def assert_sealed(pks: Iterable[int], *, looked_at: int = 3) -> None:
    """Each is there once with the sum that its rows give; some are checked in full."""
    roots = roots_of_seals()
    rows = Document.objects.filter(pk__in=list(pks)).select_related("sealed_file")
    for place, document in enumerate(rows):
        data = bytes_of(document)
        assert files_of(document.pk) == [document.file.name]
        assert hashlib.sha256(data).hexdigest() == document.sha256 == document.sealed_file.sha256
        if place < looked_at:
            [seal] = read_report(data, roots).signatures
            assert seal.valid and seal.imprint == document.sealed_file.imprint
