"""Every form of the house, found by the table of addresses: it goes through the shared step, and counts once."""

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.template import RequestContext
from django.test import Client
from django.utils import timezone

from analyses.models import LogEntry, seen_by_house
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.limits import most_bytes
from tests.cast import NAMES
from tests.house.addresses import path_of
from tests.house.table import table
from tests.uploads.files import pdf

# Pages with a form of another kind, and why a second post of it does nothing.
OUTSIDE = {
    **dict.fromkeys(
        (
            *("account_login", "account_logout", "account_request_login_code"),
            *("account_reset_password", "account_reset_password_from_key"),
        ),
        "signing in and out is the library's; a link or code works once",
    ),
    "directory:invitation": "accepting uses the link up",
    "complaints:write": "goes by the token of its visit: tests/complaints/test_intake.py",
    "complaints:mailbox": "the same: tests/complaints/test_mailbox.py",
    "complaints:call": "the same: tests/complaints/test_calls.py",
    "complaints:write_for": "begins a form anew: tests/complaints/test_partners.py",
    "complaints:enter": "begins a form anew: tests/complaints/test_entering.py",
    "complaints:partner_code": "a code is made once as long as it is shown: tests/complaints/test_partners.py",
    "meetings:answer": "an answer given twice is the same answer",
    "meetings:feed": "a new address ends the one before",
    "meetings:agenda": "the PDF is the button of a step that has no page; one place up or down",
    "meetings:poll": "its button makes a link that ends the one before",
    "meetings:vote": "an answer given twice is the same answer",
    "meetings:open_poll": "the same name with the same answer is the same answer: tests/meetings/test_polls.py",
    "meetings:feedback": "given once: the link is gone",
    "directory:me": "the choice of language",
    "directory:merge_organisation": "leads on to the question; nothing is merged by it",
    "gallery": "shows the parts, and takes nothing",
    "directory:prove": "asks for a code; each one works once",
    "directory:contact_points": "one place up or down",
    "directory:preview_import": "confirming or withdrawing closes the import",
    "directory:roles_to_review": "what was confirmed this year is not on the list any more",
    "agreements:signatures": "the button of a step that has no page; the frozen PDF is made once a round",
    "agreements:detail": "one clause up or down",
    "agreements:before_ready": "the button of a step that has no page; the paper is tried once a wording",
    "agreements:consultation": "settled, or open again",
    "agreements:sign": "a proof that works once; nobody signs twice for a party",
    "documents:detail": "made again only after it failed",
    "documents:failed": "made again only after it failed",
    "letters:list": "posted again only after it failed",
    "analyses:reason": "the same reason said twice is the same reason",
    "analyses:import": "confirming or cancelling closes the import",
    "audit:verify": "reads and writes nothing but that it was read",
    **dict.fromkeys(("sealing:verify", "sealing:check"), "a file is looked at and not kept"),
}
# Not posted here, and why.
LEFT_OUT = {
    "complaints:write": "sent twice in tests/complaints/test_intake.py",
    "complaints:mailbox": "sent twice in tests/complaints/test_mailbox.py",
    "complaints:call": "sent twice in tests/complaints/test_calls.py",
    "meetings:answer_poll": "its fields are the days of the poll: tests/meetings/test_polls.py",
    "meetings:note_votes": "its fields are the seats of the body: tests/meetings/test_votes.py",
    "analyses:correct": "only some cases have a contribution of one's own: tests/analyses/test_posted_twice.py",
    "analyses:name_kind": "the kind must fit the organisation: tests/analyses/test_posted_twice.py",
    "analyses:add_link": "its choices are the records of the case: tests/analyses/test_posted_twice.py",
    "analyses:import_columns": "its fields are the columns of the file: tests/analyses/test_posted_twice.py",
    "directory:leave": "afterwards nobody is signed in",
    "directory:strike_from_seat": "afterwards the chair is signed out: nothing is left to see",
    "agreements:upload_signed": "takes the frozen PDF alone, which the worker makes: tests/agreements/test_certificates.py",
}

DAY = {"since": "2024-05-06"}
TODAY, IN_A_MONTH, FIRST, LAST = "today", "in a month", "the first one", "the last one"
FILES = {"x.pdf": pdf(), "x.csv": b"Name;Art\nVerein Ganz Neu;Stadt\n"}
# Who sends it, where the first to whom it is shown may not do what is typed here.
BY = {"directory:note_succession": "admin"}
# What must be typed where a form does not stand ready; by address, and by what follows its last `:`.
TYPED: dict[str, dict[str, object]] = {
    **dict.fromkeys(
        ("complaints:ask", "complaints:tell", "complaints:answer"),
        {"text": "Um wie viel Uhr war das?", "language": "de"},
    ),
    "analyses:ask_sample": {"question": "Wozu?"},
    "analyses:explain_sample": {"explanation": "Vertretung."},
    "analyses:answer_sample": {"answer": "plausible"},
    "analyses:enter_enquiry": {
        "from_kind": "customs", "place": "SE", "authority": "Tullverket", "topic": "Kontrollen",
    },
    "analyses:enter_enquiry_count": {"year": "2020", "count": "30"},
    "analyses:answer_enquiry": {"answer": "Ja."},
    "analyses:refer_enquiry": {"referred_to": "Polizei Nord"},
    "analyses:refuse_enquiry": {"refused_because": "unclear"},
    "complaints:note_consent": {"given": "orally"},
    **dict.fromkeys(
        (
            *("complaints:resume", "complaints:hand_on", "complaints:dismiss"),
            *("complaints:reopen",),
        ),
        {"text": "Ein Satz.", "language": "de"},
    ),
    "complaints:suspend": {"reason": "criminal", "text": "Ein Satz.", "language": "de"},
    "complaints:pursue": {"reason": "crime", "text": "Ein Satz.", "language": "de"},
    "complaints:close": {"outcome": "founded", "settled_by": ["apology"], "is_no_crime": "on"},
    "complaints:hold": {"reason": "court"},
    "complaints:keep_longer": {"until": IN_A_MONTH, "reason": "claim"},
    "complaints:note_case_end": {"ended_on": "2026-01-05"},
    "complaints:note_evidence": {"handed_over_on": "2026-01-05"},
    "complaints:offer_answer": {"answered_on": TODAY, "taken": []},
    "complaints:set_term": {"number": "2", "unit": "years", "law": "DSG NRW", "reason": "Weisung"},
    "complaints:set_mode": {"is_by_person": "clock", "wait_days": "14", "reason": "Beschluss"},
    "complaints:set_target": {"number": "7", "unit": "weeks", "share": "80", "reason": "Umzug"},
    "complaints:draft": {"about": "Eine Kontrolle.", "language": "de"},
    "complaints:approve": {"decision": "return", "reason": "Bitte kürzer."},
    "complaints:recuse": {"reason": "kin"},
    "complaints:sort": {
        "sort": "conduct", "causes": ["conduct.behaviour"], "area": "Nordstadt",
        "subjects": [], "signs": [], "units": [], "officers": [],
    },
    "complaints:note_lesson": {
        "learned": "Den Grund nennen.", "measure": "Schulung.", "look_on": IN_A_MONTH, "unit": "",
    },
    "complaints:refer": {
        "referred_to": "prosecutor", "place": "Staatsanwaltschaft", "referred_on": TODAY,
    },
    "complaints:note_case_decision": {"decision": "dropped", "decided_on": TODAY},
    "complaints:request_statement": {
        "unit": FIRST, "about": "Eine Kontrolle.", "questions": "Warum?", "due_on": IN_A_MONTH,
    },
    "complaints:statement": {"text": "Das Rad war gemeldet."},
    "complaints:end_lesson": {"state": "done", "result": "Es half."},
    "complaints:write_year_note": {"text": "Mehr Schulung.", "breaks_method": "on"},
    "complaints:close_days": {"name": "Umzug", "first_day": "2027-02-01", "last_day": "2027-02-02"},
    "complaints:translate": {"text": "Man hat mich angehalten."},
    "complaints:decide_objection": {
        "outcome": "rejected", "text": "Nein.", "language": "de", "is_another": "on",
    },
    "complaints:note": {
        "requirement": "council", "person": "Kim Beispiel", "on_day": "2026-01-05", "reference": "PR 7/2026",
    },
    "analyses:make_analysis": {"case": FIRST},
    "analyses:request": {
        "title": "Neu", "issue": "Neu.", "purpose": "Neu.", "necessity": "Neu.", "requested_for": FIRST,
        "lead": FIRST, "contributors": LAST, "approvers": [], "recipients": FIRST,
    },
    "analyses:pass_check": {"speaks_of_conduct": "on"},
    "analyses:reject": {"reason": "Neu."},
    "analyses:stop": {"reason": "Neu."},
    "analyses:note_impact": {"impact_reference": "Neu"},
    "analyses:name_combination": {"basis": FIRST},
    "analyses:note_result": {"result": "none"},
    "analyses:add_participant": {"officer": LAST, "role": "contributor", "reason": "Neu"},
    "analyses:end_participation": {"end_reason": "Neu"},
    "analyses:new_basis": {
        "citation": "GewO § 14", "what": "Neu", "from_kinds": ["trade"], "to_kinds": ["tax"], "tasks": ["tax"],
        "may_begin": "own", "evidence": "found", "covers_secrecies": [], "not_for_categories": [],
    },
    "analyses:import_records": {"file": "x.csv"},
    "analyses:write_basis": {"what": "Neu", "tasks": ["crime"]},
    "analyses:review_basis": {"has_read": "on"},
    "analyses:block_basis": {"blocked_because": "Neu"},
    "analyses:contribute": {
        "basis": FIRST, "purpose": "Neu", "initiative": "own", "released_to": FIRST, "means_of_collection": "Befragung",
        "police_category": "Zeugen", "protected_interest": "Leben", "first_storing_body": "Polizei",
    },
    "analyses:withdraw_contribution": {"withdraw_reason": "Irrtum"},
    "analyses:add_record": {
        "p_lastName": "Neu", "category": "witness", "nature": "fact", "source": "A", "information": "1",
    },
    **dict.fromkeys(
        (
            *("analyses:extend_need", "analyses:extend_deletion", "analyses:extend_contribution"),
            *("analyses:extend_record", "analyses:hold"),
        ),
        {"reason": "Neu."},
    ),
    "analyses:decide_extension": {"decision": "yes"},
    "analyses:ask_lifting": {"lift_reason": "Neu."},
    "analyses:answer_search": {"finding": "nothing"},
    "analyses:enter_request": {"right": "access", "authority": FIRST, "file_reference": "DS 9/2026"},
    "analyses:ask": {"needed": "Neu.", "task": "Neu.", "authorities": FIRST},
    "analyses:answer_ask": {"answer": "nothing"},
    "analyses:change_due": {"due_reason": "Neu"},
    "analyses:decide_longer": {"is_granted": "yes"},
    "analyses:set_task": {"what": "Neu", "for_whom": LAST},
    "analyses:finish_task": {"done_note": "Neu."},
    "analyses:write_note": {"text": "Neu.", "is_assessment": "assessment", "handling": "H0", "rests_on": [], "released_to": []},
    "analyses:change_note": {"text": "Neu."},
    "analyses:withdraw_note": {"withdraw_reason": "Neu"},
    "directory:found_partnership": {"name": "Neu", "founder": "Polizei Nord"},
    "directory:set_up_body": {"kind": "coordination_office", "name": "Neu", "founded_on": "2024-05-06"},
    "directory:edit_body": {"founded_on": "2024-05-06"},
    "directory:close_body": {"closed_on": "2025-05-06"},
    "directory:add_seat": {"label": "Neu", **DAY},
    "directory:fill_seat": {"since": "2025-05-06", "person": "", "organisation": ""},
    "directory:end_seat": {"until_on": "2025-05-06"},
    "directory:correct_seat": DAY,
    "directory:admit_partner": {
        "organisation": "Verein Neu", "side": "civil", "entry": "joined", "standing": "full", **DAY,
    },
    "directory:change_standing": {"standing": "observer", "on_day": "2025-05-06"},
    "directory:leave_partnership": {"until_on": "2025-05-06"},
    "directory:set_goal": {"kind": "aim", "title": "Neu"},
    "directory:set_organisation_goal": {"kind": "aim", "title": "Neu"},
    "directory:begin_project": {"name": "Neu", **DAY},
    "directory:note_figure": {"label": "Neu", "value": "3"},
    "directory:ask_commitments": {"organisations": [], "names": "Gemeinde Neu"},
    "directory:note_contact": {"kind": "talk", "subject": "Neu", "on_day": "2025-05-06"},
    "directory:ask_correction": {"about": "Neu", "wish": "Neu"},
    "directory:correction": {"made": "no", "answer": "Neu"},
    "directory:add_contact_point": {"label": "Neu", "phone": "0231 1234"},
    "directory:rename_organisation": {"name": "Neu e. V.", "since": "2025-05-06"},
    "directory:note_succession": {
        "direction": "after", "other": "Verein Neu", "kind": "transfer", "on_day": "2025-05-06",
    },
    "directory:enter_organisation": {"name": "Ganz Anders", "kind": "city", "languages": []},
    "directory:enter_person": {"family_name": "Neu"},
    "directory:begin_representation": {"family_name": "Neu", "given_name": "Ada", **DAY},
    "directory:replace_representation": {"family_name": "Neu", "given_name": "Ada"},
    "directory:invite_many": {"people": [], "lines": "Ada Neu, ada@example.org", "send": "yes"},
    "directory:give_role": {"person": "Chair Beispiel", "role": "analyst"},
    "directory:ask_account_change": {"kind": "factors"},
    "lists:save_view": {"name": "Neu"},
    "meetings:plan": {
        "title": "Neu", "format": FIRST, "first_day": "2099-03-06", "from_time": "18:00", "until_time": "20:00",
    },
    "meetings:cancel": {"reason": "illness"},
    "meetings:move": {"first_day": "2099-03-06", "reason": "illness"},
    "meetings:people": {"people": [], "guests": "Gast Neu; neu@example.org; Nachbarn"},
    "meetings:reply": {"reply": "coming"},
    "meetings:make_poll": {
        "title": "Neu", "format": FIRST, "days": "6.3.2099", "from_time": "18:00", "until_time": "20:00",
        "answer_until": "2099-02-01",
    },
    "meetings:ask_poll": {"people": [], "guests": "Gast Neu; neu@example.org"},
    "meetings:propose": {"title": "Neu"},
    "meetings:begin_series": {
        "title": "Neu", "format": FIRST, "first_day": "2099-03-06", "from_time": "18:00", "until_time": "20:00",
        "confirmed": "yes",
    },
    "meetings:plan_more": {"number": "1", "confirmed": "yes"},
    "meetings:send_signal": {
        "kind": "rumour", "text": "Neu.", "meant_for": "both", "confirmed": "yes",
    },
    "meetings:enter_closure": {
        "name": "Neu", "first_day": "2099-07-19", "last_day": "2099-08-31",
    },
    "meetings:propose_later": {"title": "Neu"},
    "meetings:decide": {"verb": "defer", "reason": "Neu"},
    "meetings:share_minutes": {"answer_until": "2099-01-01"},
    "meetings:comment_minutes": {"text": "Neu."},
    "meetings:answer_minutes": {"agrees": "yes"},
    "meetings:add_to_minutes": {"text": "Neu."},
    "meetings:propose_redaction": {"item": "", "passage": "Gut", "why": "confidence"},
    "meetings:decide_redaction": {"agrees": "no"},
    "meetings:agree_action": {"title": "Neu", "person": FIRST, "due_on": "2099-01-01"},
    "meetings:drop_action": {"result": "Neu."},
    "meetings:postpone_action": {"postponed_to": "2100-01-01"},
    "agreements:draft": {"title": "Neu"},
    "agreements:accede": {"declared": "on"},
    "agreements:add_clause": {"kind": "clause", "heading_de": "Neu", "body_de": "Neu."},
    "agreements:comment": {"body": "Neu."},
    "agreements:comment_on_clause": {"body": "Neu."},
    "agreements:propose": {"reason": "Neu.", "body": "Ganz neu."},
    "agreements:propose_clause": {"heading": "Neu", "body": "Neu.", "reason": "Neu."},
    "agreements:decline_proposal": {"reason": "Neu."},
    "agreements:decide_accession": {"decision": "refused", "decided_on": "2026-01-06", "note": "Neu."},
    "agreements:evaluate": {"held_on": TODAY, "findings": "Neu."},
    "agreements:exit": {"good_cause": "on", "reason": "Neu.", "confirmed": "yes"},
    "agreements:record_exit": {"organisation": FIRST, "noticed_on": TODAY, "confirmed": "yes"},
    "agreements:record_accession": {
        "organisation": FIRST, "declared_on": TODAY, "signed_name": "Neu",
    },
    "agreements:plan_ceremony": {"day": "2099-01-06", "time": "10:00", "place": "Rathaus"},
    "agreements:refuse": {"reason": "Neu."},
    "agreements:renew": {"decided_on": "2026-01-06"},
    "agreements:terminate": {"noticed_on": TODAY, "confirmed": "yes"},
    "agreements:add_file": {"file": "x.pdf"},
    "meetings:add_paper": {"file": "x.pdf"},
    "agreements:upload_signed": {"file": "x.pdf"},
    "agreements:record_on_paper": {"signed_on": TODAY, "scan": "x.pdf", "all_signed": "on"},
    "agreements:confirm_paper": {"all_signed": "on"},
    "agreements:reject_paper": {"reason": "Neu."},
    "agreements:record_signature": {"name": "Neu", "signed_on": TODAY, "scan": "x.pdf"},
    "directory:import_organisations": {"file": "x.csv"},
    "operator:report": {"words": "Neu."},
    "agreements:parties": {"organisation": FIRST},
    "agreements:step": {"reason": "Neu.", "in_order": "on"},
}  # fmt: skip


class Forms(HTMLParser):
    """Names of the fields of every form inside `main` that posts. Shape: one set a form."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[set[str]] = []
        self.inside = self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "main":
            self.inside = True
        elif tag == "form" and self.inside and (given.get("method") or "").lower() == "post":
            self.open = True
            self.found.append(set())
        elif self.open and given.get("name"):
            self.found[-1].add(str(given["name"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.inside = False
        if tag == "form":
            self.open = False


def posting_forms(html: str) -> list[set[str]]:
    parser = Forms()
    parser.feed(html)
    return parser.found


def shown_to() -> dict[str, list[tuple[str, str]]]:
    """Address and what it names, under the first person to whom the table of addresses shows it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for door in table().doors():
        answers = door.answers["GET"]
        if "200" in answers:
            by = BY.get(door.address) or NAMES[answers.index("200")]
            found.setdefault(by, []).append((door.address, door.sample))
    return found


SHOWN = shown_to()


@pytest.mark.parametrize("name", SHOWN)
def test_every_form_goes_through_the_step_and_counts_once(scene, name) -> None:
    """Each page is opened once: its forms are read, then its step is sent twice."""
    client, wrong = scene.cast.client(name), []
    for address, what in SHOWN[name]:
        path = path_of(scene, address, what)
        with transaction.atomic():
            page = client.get(path)
            faults = _outside_the_step(page, address)
            if address not in LEFT_OUT:
                faults += _counts_twice(client, path, page, TYPED.get(address, {}))
            _close(page)
            transaction.set_rollback(True)
        wrong += [f"{address} {what}: {fault}" for fault in faults]
    assert not wrong, "\n".join(wrong)


def _own(page: Any) -> Any:
    """What the page was drawn from; a sentence of the log that is drawn on the way answers to every name."""
    drawn = () if page.streaming else page.context or ()
    return next((context for context in drawn if isinstance(context, RequestContext)), {})


def _outside_the_step(page: Any, address: str) -> list[str]:
    """Forms that should be a step's and are not, or that do not take what they ask for."""
    if page.streaming or "html" not in page["Content-Type"]:
        return []
    wrong, is_step = [], "step" in _own(page)
    if is_step and b'type="file"' in page.content and not _takes_files(page):
        wrong.append("a file is refused before it is read")
    for fields in posting_forms(page.content.decode()):
        if not (is_step and "once" in fields) and address not in OUTSIDE:
            wrong.append(str(sorted(fields)))
    return wrong


def _meant(values: dict[str, object], form: object) -> dict[str, object]:
    """With today's day or one in a month, a fresh file, the first that a list offers."""
    meant = dict(values)
    for name, value in values.items():
        if value in (TODAY, IN_A_MONTH):
            days = timedelta(days=30 if value == IN_A_MONTH else 0)
            meant[name] = (timezone.localdate() + days).isoformat()
        elif isinstance(value, str) and value in FILES:
            meant[name] = SimpleUploadedFile(str(value), FILES[str(value)])
        elif value in (FIRST, LAST):
            meant[name] = (_offered(form.fields[name]) or [""])[0 if value == FIRST else -1]
    return meant


def _offered(field: Any) -> list[object]:
    """What may be chosen there; the page has asked already what its reader may see."""
    if hasattr(field, "queryset"):
        with seen_by_house():
            return [row.pk for row in field.queryset]
    return [value for value, _label in field.choices if value]


def _takes_files(page: Any) -> bool:
    """Larger bodies than those of other forms: settings.LARGER_BODIES names the address."""
    return most_bytes(page.request["PATH_INFO"]) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def _close(page: Any) -> None:
    """A file that was sent is read to its end, which closes it."""
    if page.streaming:
        b"".join(page.streaming_content)


def _carried(context: Any) -> dict[str, Any]:
    """What the form of the opened page sends as it stands there: its fields, its version, its once-token."""
    form = context.get("form") or ()
    values = {bound.name: bound.value() for bound in form}
    sent = {name: "" if value is None else value for name, value in values.items()}
    return {**sent, "once": context["once"]}


def _counts_twice(client: Client, path: str, page: Any, values: dict[str, object]) -> list[str]:
    """What is wrong with the form of this page; nothing where it counts once, or where there is none."""
    context = _own(page)
    if "step" not in context:
        return []
    sent = _carried(context)
    first = client.post(path, sent | _meant(values, context.get("form")))
    if first.status_code != 302:
        faults = first.context["form"].errors if first.context and first.context.get("form") else ""
        return [f"{first.status_code} {faults}"]
    after = _entries()
    second = client.post(path, sent | _meant(values, context.get("form")))
    if second.status_code != 302 or second["Location"] != first["Location"]:
        return [f"the second leads elsewhere: {second.status_code}"]
    return ["twice"] if _entries() != after else []


def _entries() -> tuple[int, int]:
    """Of both logs: analyses write what is done into one of their own."""
    with seen_by_house():
        return AuditEvent.objects.count(), LogEntry.objects.count()
