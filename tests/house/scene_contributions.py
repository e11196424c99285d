"""What lies in a case behind the doors: a draft of the police, one that they submitted and one that they took back, a draft of customs."""

from typing import Any

from analyses.actions import links, submitting, withdrawing
from analyses.models import Case, Contribution, Record, seen_by
from tests.factories import analyses as analyse
from tests.factories import analyses_imports as imports
from tests.factories import analyses_items as items


def contributions_of(crew: analyse.Crew, case: Case) -> dict[str, dict[str, Any]]:
    """Rows by kind and word."""
    purpose = "Gefahrenabwehr am Nordring"
    given = {
        "draft": items.begun(crew, case, purpose=purpose),
        "submitted": items.begun(crew, case, purpose=purpose),
        "customs": items.of_customs(crew, case, purpose=purpose),
    }
    records = {
        word: items.record(row, crew.second if word == "customs" else crew.lead)
        for word, row in given.items()
    }
    other = items.record(given["draft"], crew.lead, "Vehicle", properties={"type": ["Pkw"]})
    with seen_by(crew.lead):
        link = links.add_link(
            given["draft"],
            from_record=records["draft"],
            to_record=other,
            kind="uses",
            source_text="Akte",
            by=crew.lead,
        )
        given["submitted"] = submitting.submit(given["submitted"], by=crew.lead)
    run = imports.upload(given["draft"], crew.lead)
    for word, row in given.items():
        _remember(row, records[word])
    given["taken_back"] = _taken_back(crew, case)
    return {
        "contribution": given,
        "record": records,
        "link": {"draft": link},
        "record_import": {"checked": imports.check(run, crew.lead)},
    }


def _taken_back(crew: analyse.Crew, case: Case) -> Contribution:
    """The police gave it to customs by mistake."""
    given = items.given(crew, case, purpose="Irrtümlich gegeben")
    with seen_by(crew.lead):
        return withdrawing.withdraw(given, reason="Ein anderes Fahrzeug", by=crew.lead)


def _remember(row: Contribution, record: Record) -> None:
    """One of its records, for addresses that name both."""
    row.example = record.pk  # type: ignore[attr-defined]
