"""Papers of every kind on the shelf, made as the worker makes them, for a validator to measure.

A new template needs its facts in FACTS; a new kind with a known template is measured without more.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import override

from complaints.actions.offices import enter_first_rows
from complaints.languages import CODES
from complaints.models import Complaint, Office
from complaints.views import paper
from complaints.views.mailbox import say_stage
from partnerships.directory.models import Organisation
from partnerships.shared.documents.actions import html_of
from partnerships.shared.documents.kinds import DocumentKind
from partnerships.shared.documents.models import Document
from partnerships.shared.registry import document_kinds
from partnerships.shared.sealing import actions as sealing
from partnerships.shared.sealing.listed import Listed, ListedParty
from tests.documents.agenda_facts import agenda_facts, bare_agenda, hard_agenda
from tests.documents.agreement_facts import agreement_facts, on_paper
from tests.documents.enquiry_facts import enquiry_facts, hard_enquiry, passed_on
from tests.documents.hard import NAME, hard_facts, hard_signed, signed
from tests.documents.minutes_facts import hard_minutes, minutes_facts
from tests.factories.agreements import attach, whole_agreement

Facts = dict[str, Any]
LISTED = Listed(
    title={"de": "Vereinbarung"}, parties=[ListedParty(NAME, [])], day=date(2026, 11, 20)
)


def papers() -> Iterator[tuple[str, bytes]]:
    """A name and the file of each sample. Needs a database. Raises: KeyError for a kind without facts."""
    file = attach(whole_agreement().clauses.last(), by=whole_agreement().drafted_by)
    enclosed = {"file": file.pk, "name": "01-Karte.pdf", "description": NAME, "sha256": file.sha256}
    for kind in document_kinds:
        for name, facts in FACTS[kind.template](kind.sealed).items():
            more = {"enclosed": [enclosed]} if "enclosed" in facts else {}
            yield f"{kind.slug}-{name}", _made(kind, facts | more)
    yield from _confirmations()


def _confirmations() -> Iterator[tuple[str, bytes]]:
    """No kind on the shelf: what somebody takes along who complains, drawn on request and never kept."""
    from partnerships.shared.documents.render import render

    enter_first_rows()
    office = Office(authority=Organisation(name="Polizei Nord"))
    typed = paper.make_printable(f"{NAME} <b>{{{{ 7 }}}}</b> שלום مرحبا Ж \U0001f600\n\nZeile")
    for language in CODES:
        row = Complaint(pk=1, office=office, number="012345678", kind="complaint", way="formal")
        turns = [paper.Turn("Antwort", "1. 1.", each, typed) for each in ("de", "ar", "de-simple")]
        everything = paper.Everything(paper.put_answers({"story": typed}), turns, [typed])
        with override(language):
            for name, more in (("short", None), ("whole", everything)):
                page = paper.write(row, language, say_stage(row), more)
                yield f"complaints.confirmation-{name}-{language}", render(page)


def without_facts() -> list[str]:
    """The kinds of which no paper can be made here."""
    return [kind.slug for kind in document_kinds if kind.template not in FACTS]


def _made(kind: DocumentKind, facts: Facts) -> bytes:
    from partnerships.shared.documents.render import render
    from partnerships.shared.sealing.seal import seal

    document = Document.objects.create(
        kind=kind.slug, title="x", language=facts["language"], facts=facts, kept=kind.sealed
    )
    if kind.sealed:
        sealing.allot(document, LISTED)
    enclosures = kind.enclosures(document) if kind.enclosures else ()
    data = render(html_of(document), attachments=enclosures)
    return seal(data).data if kind.sealed else data


def _agreements(sealed: bool) -> dict[str, Facts]:
    if sealed:
        return {
            "german": signed(agreement_facts("de")),
            "english": signed(agreement_facts("en"), _translated()),
            "hard-german": hard_signed("de"),
            "hard-english": hard_signed("en"),
        }
    return {
        "german": agreement_facts("de"),
        "english": agreement_facts("en"),
        "on-paper": on_paper(agreement_facts("de")),
        "without-parties": agreement_facts("de", parties=0) | {"contacts": []},
        "hard-german": hard_facts("de"),
        "hard-english": hard_facts("en"),
    }


def _translated() -> Facts:
    facts = agreement_facts("de")
    return {key: facts[key] for key in ("title", "clauses", "annexes")}


def _minutes(_sealed: bool) -> dict[str, Facts]:
    return {"usual": minutes_facts(), "hard": hard_minutes()}


def _agendas(_sealed: bool) -> dict[str, Facts]:
    return {
        "usual": agenda_facts(),
        "english": agenda_facts("en"),
        "hard": hard_agenda(),
        "bare": bare_agenda(),
    }


def _enquiry_answers(_sealed: bool) -> dict[str, Facts]:
    return {
        "usual": enquiry_facts(),
        "english": enquiry_facts("en"),
        "hard": hard_enquiry(),
        "passed-on": passed_on(),
    }


FACTS: dict[str, Callable[[bool], dict[str, Facts]]] = {
    "analyses/documents/enquiry_answer.html": _enquiry_answers,
    "agreements/documents/agreement.html": _agreements,
    "meetings/documents/agenda.html": _agendas,
    "meetings/documents/minutes.html": _minutes,
}
