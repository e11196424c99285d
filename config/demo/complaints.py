"""The complaints office of the police in the demo, and what came in: all of it is invented, as is the telephone number.

They come through the form's own actions; only their moments are set back afterwards.
"""

import re
from datetime import date, datetime, timedelta

from django.utils import timezone

from complaints import rules
from complaints.actions import (
    clocks,
    decisions,
    filing,
    keeping,
    offices,
    readiness,
    sorting,
    statements,
    timing,
)
from complaints.actions import mailbox as person
from complaints.actions import office as work
from complaints.actions.calls import ask_for_call
from complaints.actions.feedback import give_feedback
from complaints.actions.lessons import end_lesson, note_lesson
from complaints.actions.partners import NewKey, set_key
from complaints.actions.year_notes import write_year_note
from complaints.clocks import ClockKind, Times
from complaints.keeping import HoldReason, Item
from complaints.languages import FIRST
from complaints.lists import Cause, Sign, Sort, Subject
from complaints.models import (
    CallBack,
    Channel,
    Complaint,
    Forwarding,
    GivenBy,
    Lesson,
    LessonState,
    Message,
    MessageKind,
    Office,
    OfficeNote,
    PartnerKey,
    Proposal,
    Requirement,
    Result,
    StatementRequest,
)
from complaints.sealed_rows import Keys, open_for_office
from complaints.sealed_statements import Asked
from complaints.stages import Outcome, Reason, Settling, Stage
from complaints.store.derived import derive_private, new_salt
from complaints.store.wraps import public_of
from complaints.worktime import Unit
from config.demo.accounts import account
from config.demo.facts import Facts, read
from config.demo.photos import take_in_photos
from config.demo.registry import Loaded
from partnerships.directory.models import Account

OPENED_ON = date(2024, 1, 1)
HEAD_SAYS = (
    "Viele Menschen haben nicht die Kontrolle selbst beklagt, sondern den Ton und dass niemand den Grund genannt hat."
    " Seit dem Herbst üben die Dienstgruppen, den Anlass in einem Satz zu sagen."
)
# What was learned, what is done, in how many days somebody looks again; what came of it, where that is known.
LESSONS = (
    (
        "Wer angehalten wird, soll gleich hören, warum.",
        "Die Dienstgruppen üben, den Anlass in einem Satz zu sagen.",
        -3,
        "",
    ),
    (
        "Auf der Wache lag kein Blatt über das Beschweren in anderen Sprachen.",
        "Das Blatt liegt in elf Sprachen am Empfang und hängt im Wartebereich.",
        45,
        "",
    ),
    (
        "Am Telefon gab es niemanden, der Türkisch oder Arabisch spricht.",
        "Für Rückrufe wird ein Dolmetschdienst bezahlt.",
        -60,
        "In drei Monaten wurde er elfmal gebraucht. Niemand musste ein zweites Mal anrufen.",
    ),
)
PARTS = ("about", "checked", "reasons", "follows")  # of an answer, in the order of its text
RESULTS = {  # of answers that do not say that all was as the person wrote, by the days since it came
    **dict.fromkeys((100, 301, 362, 402, 524, 544, 564, 685), Result.PARTLY),
    322: Result.NOT_CLARIFIABLE,
}
WAITS = """You complain that a patrol stopped you at night and asked where your bicycle was from.
We read the report and spoke with both officers.
The check itself was allowed: a bicycle like yours had been reported stolen. Nobody told you so, and that was wrong.
Both officers have been told to give the reason in their first sentence. We apologise."""
UNSORTED_SINCE = 20  # days ago
SORTED = (
    ([Cause.BEHAVIOUR], [Subject.CHECK]),
    ([Cause.PROPORTIONALITY], [Subject.FORCE]),
    ([Cause.INACTION], [Subject.REFUSAL]),
    ([Cause.COMMUNICATION], [Subject.LANGUAGE]),
    ([Cause.LEGALITY], [Subject.CHECK, Subject.SEARCH]),
    ([Cause.EXPEDIENCY], [Subject.TRAFFIC]),
    ([Cause.BEHAVIOUR], [Subject.VICTIM]),
)
AREAS = ("Nordstadt", "Innenstadt", "", "Hörde", "Nordstadt")
FACTS = ("police", "place", "hour", "pass_on", "grounds", "wish", "witnesses", "prosecution")
IDENTITY = ("name", "email", "phone", "address")
WORKED_ON = (
    *(Stage.ACKNOWLEDGED, Stage.UNDER_REVIEW, Stage.AWAITING_PERSON, Stage.SUSPENDED),
    *(Stage.ANSWERED, Stage.CLOSED),
)
PAPERS = (
    (Requirement.IMPACT, "Dana Muster, Datenschutz", "DSFA 12/2023"),
    (Requirement.COUNCIL, "Ole Beispiel, Personalrat", "PR 31/2023"),
    (Requirement.PROCESSING, "Dana Muster, Datenschutz", "VVT 88"),
)
ANEW = (Requirement.IMPACT, "Dana Muster, Datenschutz", "DSFA 12/2023, zweite Fassung")
KEEPERS = ("Ines Muster, Direktion", "Toma Beispiel, Personalrat")
PARTNER = "multikulturelles_forum"
PARTNER_CODE = "123456789012345678901235"  # 1234 5678 9012 3456 7890 1235
RESTED = 20  # days after it came
# From which to which day after it came; all others from the first day to the answer.
CLOCKS = {
    ClockKind.ACKNOWLEDGEMENT: (0, 2),
    ClockKind.TRIAGE: (0, 4),
    ClockKind.PERSON: (9, 12),
    ClockKind.STATEMENT: (16, 26),
    ClockKind.SUSPENSION: (RESTED, 90),
}
DAYS = {"acknowledged_at": 2, "asked_at": 9, "heard_at": 12, "answered_at": 30, "ended_at": 60}


def load(loaded: Loaded) -> None:
    """An office that receives, the bodies outside the police, and `[[complaints]]`, the oldest first."""
    office = offices.set_up_office(
        loaded.organisations["polizei_dortmund"], phone="0231 555 0110", opened_on=OPENED_ON
    )
    offices.make_key(office)
    offices.enter_first_rows()
    _let_it_receive(office)
    mailbox, by = filing.new_mailbox(), account("complaints")  # one code: its hash takes time
    rows = sorted(read("complaints")["complaints"], key=lambda facts: -facts["days_ago"])
    helper, key = account("partner"), _partner_key(loaded)
    for facts in rows:
        photos = take_in_photos(facts.get("photos", []))
        if "unit" in facts:
            facts["unit"] = loaded.organisations[facts["unit"]].pk
        complaint = filing.file(
            _told(facts),
            office=office,
            mailbox=mailbox,
            files=photos,
            writer=_writer(facts, helper, key) if "reported_by" in facts else None,
        )
        keys = open_for_office(complaint)
        if keys is not None:  # a partner keeps it
            _follow(complaint, keys, facts, by)
            _object(complaint, keys, facts)
        _set_back(complaint, facts["days_ago"])
    _say_beside(office)
    _set_times(office)
    _learn(office, by)
    _let_terms_end()


def _learn(office: Office, by: Account) -> None:
    """One lesson that is to be looked at, one that is under way, one that was carried out."""
    rows = Complaint.objects.filter(office=office, stage=Stage.CLOSED, kind="complaint")
    today = timezone.localdate()
    for complaint, (learned, measure, days, result) in zip(
        rows.order_by("-received_at"), LESSONS, strict=False
    ):
        lesson = note_lesson(
            complaint, learned=learned, measure=measure, look_on=today + timedelta(days=90), by=by
        )
        if result:
            end_lesson(lesson, state=LessonState.DONE, result=result, by=by)
        Lesson.objects.filter(pk=lesson.pk).update(look_on=today + timedelta(days=days))


def _let_terms_end() -> None:
    """What is older than its term is proposed to be deleted; one of them is held, and waits for a second person."""
    keeping.propose()
    due = Proposal.objects.open().filter(item=Item.COMPLAINT).select_related("complaint__office")
    if newest := due.last():
        keeping.hold(newest.complaint, reason=HoldReason.SUPERVISION, by=account("approver"))


def _set_times(office: Office) -> None:
    """A target that the administrators changed, a day on which the office is closed, and its head."""
    by, officer = account("admin"), account("complaints")
    clocks.set_target(
        office,
        ClockKind.TRIAGE,
        Times(4, Unit.WORKING_DAYS, 90),
        reason="Neue Dienstanweisung",
        by=by,
    )
    first = timezone.localdate() + timedelta(days=20)
    clocks.enter_closure(office, name="Umzug", first_day=first, last_day=first, by=by)
    if head := rules.heads_for(office).exclude(pk=officer.pk).order_by("pk").first():
        clocks.name_head(office, head, by=by)
        year = timezone.localdate().year - 1
        write_year_note(office, year, text=HEAD_SAYS, breaks_method=False, by=head)


def _say_beside(office: Office) -> None:
    """Who wants to be called, and how it was for those who were answered: `voices.toml`."""
    voices = read("voices")
    for number, told in enumerate(voices["calls"]):
        call = ask_for_call(told, office=office, token=f"demo-call-{number:02d}-of-voices")
        CallBack.objects.filter(pk=call.pk).update(at=timezone.now() - timedelta(days=number + 1))
    answered = Complaint.objects.filter(feedback_ticket__isnull=False).order_by("pk")
    for complaint, said in zip(answered, voices["feedback"], strict=False):
        give_feedback(complaint, **said)


def _let_it_receive(office: Office) -> None:
    """Noted by the complaints officer, confirmed by data protection, as in real life."""
    noted = [_note(office, *paper, OPENED_ON) for paper in PAPERS]
    key = office.newest_key()
    assert key is not None  # noqa: S101  just made
    noted.append(readiness.note_recovery(key, keepers=KEEPERS, reference="BSt 4/2023"))
    for note in noted:
        readiness.confirm_note(note, by=account("dpo"))
    _note(office, *ANEW, timezone.localdate() - timedelta(days=3))  # waits to be confirmed


def _note(
    office: Office, requirement: str, person: str, reference: str, on_day: date
) -> OfficeNote:
    return readiness.note_requirement(
        office,
        requirement=requirement,
        person=person,
        on_day=on_day,
        reference=reference,
        by=account("complaints"),
    )


def _partner_key(loaded: Loaded) -> PartnerKey:
    """Of a code that is no secret: whoever looks at the demo opens with it what the partner wrote."""
    salt = new_salt()
    public = public_of(derive_private(PARTNER_CODE, salt))
    organisation = loaded.organisations[PARTNER]
    return set_key(organisation, NewKey(salt, public), before=None, by=account("partner"))


def _writer(facts: Facts, helper: Account, key: PartnerKey) -> filing.Writer:
    return filing.Writer(
        helper,
        Channel.PARTNER,
        key=key,
        forwarding=facts.get("forwarding", Forwarding.NOW),
        is_named=facts["way"] == "formal",
        given=GivenBy.WORD,
    )


def _told(facts: Facts) -> filing.Told:
    happened = timezone.localdate() - timedelta(days=facts["days_ago"] + facts.get("day_before", 0))
    said = {name: facts[name] for name in FACTS if name in facts}
    is_named = facts["way"] == "formal"
    return filing.Told(
        kind=facts["kind"],
        way=facts["way"],
        language=facts["language"],
        story=facts["story"].strip(),
        facts=said | ({"day": happened.isoformat()} if "day_before" in facts else {}),
        identity={name: facts.get(name, "") for name in IDENTITY} if is_named else None,
    )


def _follow(complaint: Complaint, keys: Keys, facts: Facts, by: Account) -> None:
    """As far as the facts say, by the actions of the office and of the mailbox."""
    stage, language = facts["stage"], facts["language"]
    if text := facts.get("translation"):
        story = complaint.messages.select_related("complaint").get()
        work.translate(story, keys, text=text.strip(), language=FIRST, by=by)
    if stage in WORKED_ON or "question" in facts:
        work.acknowledge(complaint, by=by)
    if text := facts.get("question"):
        kind = MessageKind.QUESTION
        work.say(complaint, keys, kind=kind, text=text.strip(), language=language, by=by)
    if text := facts.get("reply"):
        token = f"demo-{complaint.number}"
        said = person.write(complaint, keys, text=text.strip(), language=language, token=token)
        if text := facts.get("reply_translation"):
            work.translate(said, keys, text=text.strip(), language=FIRST, by=by)
    _sort(complaint, facts, by)
    _examine(complaint, keys, facts, by)
    _answer(complaint, keys, facts, by)
    if stage == Stage.WITHDRAWN:
        person.withdraw(complaint, keys)
    if stage == Stage.CLOSED:
        _close(complaint, facts, by)


def _answer(complaint: Complaint, keys: Keys, facts: Facts, by: Account) -> None:
    """Of a complaint by two, one of which still waits for the second; praise and ideas are answered at once."""
    stage, language = facts["stage"], facts["language"]
    waits = stage == Stage.UNDER_REVIEW and language == "en"
    if not waits and stage not in (Stage.ANSWERED, Stage.CLOSED):
        return
    text = WAITS if waits else facts["answer"].strip()
    complaint = Complaint.objects.get(pk=complaint.pk)
    if not rules.needs_two(complaint):
        work.say(complaint, keys, kind=MessageKind.ANSWER, text=text, language=language, by=by)
        return
    result = RESULTS.get(facts["days_ago"], Result.FOUNDED)
    draft = decisions.keep_draft(
        complaint, keys, _parts(complaint, text, result), language=language, by=by
    )
    decisions.submit_draft(draft, keys, by=by)
    if not waits:
        decisions.approve(draft, keys, by=account("approver"))


def _parts(complaint: Complaint, text: str, result: Result) -> dict[str, object]:
    """A text in its lines, or where these are few in its sentences: what it was about, what was checked, reasons, what follows."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < len(PARTS):
        lines = re.split(r"(?<=[.!?])\s+", " ".join(lines))
    size = len(lines) / len(PARTS)
    parts = {
        name: "\n".join(lines[round(size * place) : round(size * (place + 1))])
        for place, name in enumerate(PARTS)
    }
    found = {"result": result.value, "reasons": parts.pop("reasons")}
    return parts | {"findings": dict.fromkeys(rules.causes_of(complaint), found)}


def _sort(complaint: Complaint, facts: Facts, by: Account) -> None:
    """With invented codes, but for the youngest: they wait."""
    days = facts["days_ago"]
    complaint.refresh_from_db()
    if days < UNSORTED_SINCE or not rules.can_sort(by, complaint):
        return
    causes, subjects = SORTED[days % len(SORTED)]
    if "grounds" in facts:
        subjects = [*subjects, Subject.DISCRIMINATION]
    sorting.sort_complaint(
        complaint,
        sort=Sort.BOTH,
        causes=causes,
        subjects=subjects,
        signs=[Sign.PERCEPTION] if "grounds" in facts else [],
        area=AREAS[days % len(AREAS)],
        units=[facts["unit"]] if "unit" in facts else [],
        by=by,
    )


def _examine(complaint: Complaint, keys: Keys, facts: Facts, by: Account) -> None:
    """Begun; waiting for the unit; at rest."""
    stage, language = facts["stage"], facts["language"]
    if stage in (Stage.UNDER_REVIEW, Stage.SUSPENDED) and "question" not in facts:
        work.take_step(complaint, "review", by=by)
    if facts.get("statement"):
        work.ask_statement(complaint, by=by)
    if "unit" in facts:
        _ask_unit(complaint, keys, facts, by)
    if text := facts.get("rests"):
        said = {"text": text.strip(), "language": language, "reason": Reason.DISCIPLINARY}
        work.take_step(complaint, "suspend", by=by, keys=keys, **said)


def _ask_unit(complaint: Complaint, keys: Keys, facts: Facts, by: Account) -> None:
    """Some days ago; its lead has some days left."""
    now = timezone.now()
    row = statements.request_statement(
        Complaint.objects.get(pk=complaint.pk),
        keys,
        unit=facts["unit"],
        asked=Asked(facts["about"], facts["questions"]),
        due_on=timezone.localdate(now) + timedelta(days=4),
        by=by,
    )
    StatementRequest.objects.filter(pk=row.pk).update(asked_at=now - timedelta(days=10))


def _close(complaint: Complaint, facts: Facts, by: Account) -> None:
    """With what the answer found; praise and ideas need none."""
    outcome = rules.outcome_of(complaint) or Outcome.FOUNDED
    settled_by = (
        [Settling.WRITTEN, Settling.APOLOGY] if outcome == Outcome.FOUNDED else [Settling.WRITTEN]
    )
    work.close(complaint, by=by, outcome=outcome, settled_by=settled_by)


def _set_clocks_back(row: Complaint, received: datetime) -> None:
    """To the same days, and their last days with them."""
    now = timezone.now()
    for pause in row.pauses.all():
        begun = DAYS["asked_at"] if pause.stage == Stage.AWAITING_PERSON else RESTED
        pause.started_at = received + timedelta(days=begun)
        pause.ended_at = pause.ended_at and received + timedelta(days=DAYS["heard_at"])
        pause.save()
    for clock in row.clocks.order_by("pk"):
        begun, ended = CLOCKS.get(ClockKind(clock.kind), (0, DAYS["answered_at"]))
        clock.started_at = min(received + timedelta(days=begun), now)
        clock.stopped_at = clock.stopped_at and min(received + timedelta(days=ended), now)
        clock.save()
    timing.reckon(row, has_stopped=True)


def _object(complaint: Complaint, keys: Keys, facts: Facts) -> None:
    """Where the person does not want that somebody handles it."""
    if text := facts.get("objection"):
        language, token = facts["language"], f"demo-objection-{complaint.number}"
        person.object_to_handler(complaint, keys, text=text, language=language, token=token)


def _set_back(complaint: Complaint, days: int) -> None:
    """Each moment to its day, none of them past the day of the load."""
    row = Complaint.objects.get(pk=complaint.pk)
    received = timezone.now() - timedelta(days=days)
    moments = {
        name: min(received + timedelta(days=later), timezone.now())
        for name, later in DAYS.items()
        if getattr(row, name)
    }
    heard = (
        moments["heard_at"] if row.messages.filter(kind=MessageKind.REPLY).exists() else received
    )
    forwarded = {"forwarded_at": received} if row.forwarded_at else {}
    Complaint.objects.filter(pk=row.pk).update(
        **(moments | forwarded | {"heard_at": heard, "received_at": received})
    )
    row.consents.update(at=received)
    _set_clocks_back(row, received)
    later = {
        MessageKind.STORY: 0,
        MessageKind.QUESTION: 9,
        MessageKind.REPLY: 12,
        MessageKind.ANSWER: 30,
    }
    for kind, after in later.items():
        at = min(received + timedelta(days=after), timezone.now())
        Message.objects.filter(complaint=row, kind=kind).update(at=at)
