"""The things behind the doors: one of each that an address can name."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from analyses.actions.enquiries import answer_enquiry
from analyses.models import Enquiry, seen_by
from complaints.actions import decisions, suspicions
from complaints.actions.calls import ask_for_call
from complaints.actions.lessons import end_lesson, note_lesson
from complaints.actions.mailbox import object_to_handler
from complaints.actions.office import acknowledge, ask_statement
from complaints.actions.readiness import note_requirement
from complaints.actions.statements import request_statement
from complaints.models import CallBack, Complaint, Lesson, Office, OfficeClosure
from complaints.sealed_statements import Asked
from meetings.actions.polls import open_link
from meetings.links import make_feedback_link, make_link, make_poll_link
from meetings.models import ActionItem, ClosureDays, Meeting, Minutes, Redaction
from meetings.stages import Stage as MeetingStage
from partnerships.agreements.actions.printing import request_document
from partnerships.agreements.models import Agreement, AgreementFile
from partnerships.agreements.stages import Stage
from partnerships.directory.actions.imports import read_import
from partnerships.directory.models import (
    Account,
    AccountChange,
    Appointment,
    Commitment,
    Correction,
    Goal,
    ImportRun,
    Invitation,
    Kind,
    Project,
)
from partnerships.directory.models.invitations import hash_token
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.models import Letter
from partnerships.shared.lists.models import SavedView
from partnerships.shared.outbox import Status
from partnerships.shared.sealing.models import Check
from tests.cast import Cast
from tests.factories import agreements as agree
from tests.factories import analyses_enquiries as ask
from tests.factories import complaints as complain
from tests.factories import directory as make
from tests.factories import meetings as meet
from tests.house.scene_analyses import analyses_of
from tests.house.scene_analyses_terms import terms_of
from tests.house.scene_keeping import keeping_of

STAGES = {
    "draft": Stage.DRAFT,
    "consulted": Stage.CONSULTATION,
    "ready": Stage.READY,
    "in_force": Stage.IN_FORCE,
}


@dataclass
class Scene:
    """Rows by the words of the table; South's things are foreign to all but the outsider."""

    cast: Cast
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, kind: str, word: str) -> Any:
        """The row that the table calls `word`."""
        return self.rows[kind][word]


def set_up(cast: Cast, *, talked: bool = True) -> Scene:
    """North has everything once, agreements at each stage that matters; South has a draft."""
    scene = Scene(cast)
    keeper = cast.account("liaison")
    agreements = {
        word: _agreement(
            cast.north, cast.association, stage, drafted_by=keeper, title=f"Nordvertrag {word}"
        )
        for word, stage in STAGES.items()
    }
    agree.tried(agreements["consulted"])
    agreements["signable"] = _signable(cast)
    _signed_file(agreements["signable"])
    agreements["on_paper"] = _on_paper(cast)
    agreements["strangers"] = agree.whole_agreement(
        Stage.IN_FORCE, partnership=cast.north, drafted_by=keeper, title="Nordvertrag der Nachbarn"
    )
    agreements |= {word: _lived(cast, word) for word in ("renewing", "noticed")}
    away = cast.south.partners.get().organisation
    if talked:  # kept for good: who wants South's agreement gone asks for one that nobody spoke of
        agreements["south"] = _agreement(cast.south, away, Stage.DRAFT, drafted_by=keeper)
        _signed_file(agreements["south"])
    else:
        agreements["south"] = agree.whole_agreement(partnership=cast.south, drafted_by=keeper)
    places = {"north": cast.north, "south": cast.south}
    newcomer = make.RepresentationFactory(
        organisation=cast.association,
        role="deputy",
        person__kept_by=cast.association,
        person__email="neu@example.org",
    ).person
    cast.people["outsider"].representations.update(rests_on=None)  # from before the rule
    projects = {word: _project(place) for word, place in places.items()}
    _reach(cast)
    meetings = _meetings(cast)
    asked = {
        "open": meet.poll_of(cast.north, keeper, cast.people["partner"]),
        "dropped": meet.poll_of(cast.north, keeper, cast.people["partner"], stage="dropped"),
        "south": meet.poll_of(cast.south, keeper, cast.people["outsider"]),
    }
    complaints = _complaints(cast)
    due, offers = keeping_of(cast)
    Letter.objects.filter(kind__startswith="complaints/").delete()  # told in tests/complaints
    scene.rows = {
        "complaint": complaints | due,
        "archive_offer": offers,
        "lesson": _lessons(cast, complaints["answered"]),
        "statement": {"open": complaints["requested"].statement_requests.get()},
        "call": _calls(cast),
        "enquiry": _enquiries(cast),
        **_complaints_offices(cast),
        **analyses_of(cast),
        **terms_of(cast),
        "meeting": meetings,
        "answer_link": {
            "open": make_link(meetings["invited"].attendees.get(name="Gast Beispiel")),
            "over": "x" * 32,
        },
        "task": _tasks(cast, meetings),
        "redaction": _redactions(cast, meetings),
        "series": {
            "going": meet.SeriesFactory(partnership=cast.north, begun_by=keeper),
            "ended": meet.SeriesFactory(
                partnership=cast.north, begun_by=keeper, ended_on=date(2025, 1, 1)
            ),
            "south": meet.SeriesFactory(partnership=cast.south, begun_by=keeper),
        },
        "poll": asked,
        "poll_link": {
            "open": make_poll_link(asked["open"].voters.get(name="Gast Beispiel")),
            "over": "x" * 32,
        },
        "feedback_link": {"open": _asked_how_it_was(cast), "over": "x" * 32},
        "closure": {
            "holidays": ClosureDays.objects.create(
                name="Osterferien", first_day=date(2099, 3, 22), last_day=date(2099, 4, 3)
            )
        },
        "open_link": {"open": open_link(asked["open"], by=keeper), "over": "x" * 32},
        "agreement": agreements,
        "partnership": places,
        "body": {word: _body(place) for word, place in places.items()},
        "project": projects,
        "partner": {word: place.partners.last() for word, place in places.items()},
        "seat": {word: _seat(place) for word, place in places.items()}
        | {"named": _named_seat(cast)},
        "appointment": _appointments(cast),
        "goal": _goals(cast),
        "figure": {w: project.figures.first() for w, project in projects.items()},
        "commitment": _commitments(cast, projects),
        "organisation": {
            "police": cast.police,
            "north": cast.association,
            "south": cast.south.partners.get().organisation,
        },
        "person": cast.people | {"newcomer": newcomer},
        "representation": {
            "north": cast.people["partner"].representations.get(),
            "over": cast.people["former"].representations.get(),
            "south": cast.people["outsider"].representations.get(),
        },
        "invitation": {
            "newcomer": _invitation(newcomer, "newcomer"),
            "elsewhere": _invitation_elsewhere(cast),
        },
        "correction": {
            "partner": Correction.objects.create(
                person=cast.people["partner"],
                about="Funktion",
                wish="Vorsitz",
                due_on=date(2026, 1, 31),
            )
        },
        "contact": {
            "own": make.ContactFactory(
                organisation=cast.association,
                partnership=cast.north,
                noted_by=cast.people["liaison"],
            )
        },
        "import": {"waiting": _import(cast)},
        "grant": _grants(cast, newcomer),
        "account_change": {
            "waiting": _account_change(cast, "analyst", by="admin"),
            "own": _account_change(cast, "complaints", by="complaints"),
        },
        "document": _documents(cast, agreements["draft"]),
        "letter": {"failed": _letter(Status.FAILED), "sent": _letter(Status.DONE)},
        "check": _checks(),
        "event": {"first": AuditEvent.objects.earliest("id")},
        "token": _invitations(cast),
        "saved_view": {
            "partner": SavedView.objects.create(
                account=cast.account("partner"),
                list="organisations",
                name="Städte",
                query="kind=city",
            )
        },
    }
    return scene


def _meetings(cast: Cast) -> dict[str, Meeting]:
    """One at each stage, one that is over and of which nobody has noted who was there, one of South."""
    places = {
        "planned": (MeetingStage.PLANNED, {}),
        "invited": (MeetingStage.INVITED, {}),
        "past": (MeetingStage.INVITED, {"first_day": date(2025, 4, 10)}),
        "held": (MeetingStage.HELD, {"first_day": date(2025, 3, 10)}),
        "cancelled": (MeetingStage.CANCELLED, {}),
        "asked": (MeetingStage.HELD, {"first_day": date(2025, 2, 10)}),
        "answered": (MeetingStage.HELD, {"first_day": date(2025, 2, 20)}),
        "closed": (MeetingStage.HELD, {"first_day": date(2025, 1, 10)}),
        "relation": (MeetingStage.HELD, {"first_day": date(2025, 5, 10), "relation_only": True}),
    }
    ours = {"partnership": cast.north, "planned_by": cast.account("liaison")}
    made = {
        word: meet.at_stage(stage, **values, title=f"Treffen {word}", **ours)
        for word, (stage, values) in places.items()
    }
    made["south"] = meet.at_stage(MeetingStage.INVITED, **ours | {"partnership": cast.south})
    for meeting in made.values():
        meet.AttendeeFactory(meeting=meeting)
        people = ("outsider",) if meeting is made["south"] else ("chair", "partner")
        for name in people:
            meet.AttendeeFactory(meeting=meeting, person=cast.people[name])
    _spoken_about(cast, made)
    return made


def _spoken_about(cast: Cast, made: dict[str, Meeting]) -> None:
    """A proposal of the partner for the one to come; points on the others, with minutes at each stage."""
    partner = cast.account("partner")
    meet.ItemFactory(meeting=made["invited"], proposed_by=partner, organisation=cast.association)
    for word in ("planned", "invited", "past", "held", "asked", "answered", "closed", "south"):
        by = cast.account("liaison" if word != "south" else "outsider")
        item = meet.on_agenda(made[word], proposed_by=by)
        if word in ("planned", "invited", "closed", "south"):
            meet.paper_of(item, by=by)
    made["held"].body = cast.north.bodies.first()  # in which the chair votes
    made["held"].save()
    meet.minutes_at(made["held"], "draft")
    for word in ("asked", "answered"):
        there = made[word].attendees.filter(person=cast.people["partner"])
        there.update(organisation=cast.association, presence="present", side="civil")
        meet.minutes_at(made[word], "shared", answer_until=date(2099, 1, 1))
    made["answered"].minutes.answers.create(organisation=cast.association, agrees=True, by=partner)
    meet.minutes_at(made["closed"], "closed", answer_until=date(2025, 2, 1))


def _asked_how_it_was(cast: Cast) -> str:
    """The link of a guest who was at a meeting of yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    meeting = meet.at_stage(
        MeetingStage.HELD,
        title="Treffen gestern",
        first_day=yesterday,
        partnership=cast.north,
        planned_by=cast.account("liaison"),
    )
    return make_feedback_link(meet.AttendeeFactory(meeting=meeting, presence="present"))


def _redactions(cast: Cast, meetings: dict[str, Meeting]) -> dict[str, Redaction]:
    """Of the closed minutes: one that the authority's side proposed, one of the other side, one that was declined; one of South."""
    closed, partner = meetings["closed"].minutes, cast.account("partner")
    south = Minutes.objects.create(meeting=meetings["south"], note="Gut besucht.")
    made = {
        "ours": meet.redaction_of(closed, cast.account("liaison"), "authority"),
        "theirs": meet.redaction_of(closed, partner, "civil"),
        "declined": meet.redaction_of(closed, partner, "civil"),
        "south": meet.redaction_of(south, cast.account("outsider"), "civil"),
    }
    made["declined"].stage = "declined"
    made["declined"].save()
    return made


# What was done with a complaint after it was confirmed.
LIVES = {
    "examined": ("review",),
    "rests": ("review", "suspend"),
    "waited": ("ask",),
    "withdrawn": ("withdraw",),
    "stated": ("review",),
    "requested": ("review",),
    "suspected": ("review",),
    "referred": ("review",),
    "decided": ("review",),
}


def _complaints(cast: Cast) -> dict[str, Complaint]:
    """At each stage that matters; `south`: of another authority. What partners wrote: `kept`, `agreed`, `forwarded`; another one's."""
    office = complain.open_office(cast.police)
    officer = cast.account("complaints")
    rows = {word: complain.complaint(office) for word in ("worked_on", "answered")}
    rows["new"] = complain.complaint(office, language="tr", files=[complain.photo_of_a_visit()])
    for word in ("worked_on", "answered"):
        acknowledge(rows[word], by=officer)
    keys = complain.keys_of(rows["answered"])
    complain.answer(rows["answered"], by=officer)
    rows["thanked"] = complain.led(office, "acknowledge", by=officer, kind="praise")
    for word in ("drafted", "submitted"):
        rows[word] = complain.led(office, "acknowledge", by=officer)
    decisions.keep_draft(
        rows["drafted"],
        complain.keys_of(rows["drafted"]),
        complain.parts_of(rows["drafted"]),
        language="de",
        by=officer,
    )
    complain.submitted(rows["submitted"], by=complain.second_officer(office))
    for word, verbs in LIVES.items():
        rows[word] = complain.led(office, "acknowledge", *verbs, by=officer)
    over = timezone.localdate() - timedelta(days=1)
    rows["waited"].clocks.filter(kind="person").update(due_on=over)
    ask_statement(rows["stated"], by=officer)
    complain.concern(rows["examined"], unit=cast.association)
    _request_statement(cast, rows["requested"], officer)
    _suspect(rows, officer)
    away = make.OrganisationFactory(name="Polizei Fern", kind=Kind.POLICE)
    rows["south"] = complain.complaint(
        complain.open_office(away), files=[complain.photo_of_a_visit()]
    )
    rows["objected"] = complain.complaint(office)
    keys = complain.keys_of(rows["objected"])
    object_to_handler(rows["objected"], keys, text="Nicht er.", language="de", token="o" * 22)
    helper = complain.helper_of(cast.association, cast.people["partner"])
    key, _private = complain.partner_key(cast.association)
    for word, forwarding in (("kept", "no"), ("agreed", "later"), ("forwarded", "now")):
        rows[word] = complain.written_for(office, helper, key, forwarding=forwarding)
    other = complain.helper_of(cast.south.partners.get().organisation, cast.people["outsider"])
    key, _private = complain.partner_key(cast.south.partners.get().organisation)
    rows["south_kept"] = complain.written_for(office, other, key)
    return {word: Complaint.objects.get(pk=row.pk) for word, row in rows.items()}


def _calls(cast: Cast) -> dict[str, CallBack]:
    """Who wants to be called by North's office, and by another; the complaints have opened both."""
    told = {"phone": "0231 5550147", "language": "ti", "times": "", "name": ""}
    offices = Office.objects.order_by("pk")
    rows = {
        word: ask_for_call(told, office=office, token=word * 8)
        for word, office in zip(("north", "south"), offices, strict=True)
    }
    Letter.objects.filter(kind="complaints/call").delete()
    return rows


def _enquiries(cast: Cast) -> dict[str, Enquiry]:
    """Of the whole installation's office: one that waits, one that is answered."""
    by = cast.account("analyst")
    rows = {word: ask.enquiry(by) for word in ("open", "answered")}
    with seen_by(by):
        rows["answered"] = answer_enquiry(
            rows["answered"], answer="Ja.", answered_on=timezone.localdate(), by=by
        )
    return rows


def _suspect(rows: dict[str, Complaint], by: Account) -> None:
    """A crime: noted; given to the prosecutor; decided there, as another officer noted."""
    today = timezone.localdate()
    for word in ("suspected", "referred", "decided"):
        suspicions.suspect(rows[word], by=by)
    for word in ("referred", "decided"):
        said = {"referred_to": "prosecutor", "place": "Staatsanwaltschaft", "referred_on": today}
        suspicions.refer(rows[word], **said, by=by)
    other = complain.second_officer(rows["decided"].office)
    suspicions.note_case_decision(rows["decided"], decision="dropped", decided_on=today, by=other)


def _request_statement(cast: Cast, row: Complaint, by: Account) -> None:
    """Of the association, whose lead is in the cast: whom the complaint concerns is asked, be it a unit or not."""
    complain.concern(row, unit=cast.association)
    request_statement(
        row,
        complain.keys_of(row),
        unit=cast.association.pk,
        asked=Asked("Eine Kontrolle.", "Warum?"),
        due_on=timezone.localdate() + timedelta(days=10),
        by=by,
    )


def _lessons(cast: Cast, answered: Complaint) -> dict[str, Lesson]:
    """One that is under way, one that was carried out."""
    by, day = cast.account("complaints"), timezone.localdate() + timedelta(days=90)
    learned = {"learned": "Den Grund nennen.", "measure": "Schulung.", "look_on": day}
    rows = {word: note_lesson(answered, **learned, by=by) for word in ("open", "done")}
    rows["done"] = end_lesson(rows["done"], state="done", result="Es half.", by=by)
    return rows


def _complaints_offices(cast: Cast) -> dict[str, dict[str, object]]:
    """With a paper that waits for data protection, and one that it has confirmed; South's is confirmed too."""
    offices = {
        "north": Office.objects.get(authority=cast.police),
        "south": Office.objects.exclude(authority=cast.police).get(),
    }
    waiting = note_requirement(
        offices["north"],
        requirement="council",
        person="Kim Beispiel",
        on_day=date(2026, 1, 5),
        reference="PR 7/2026",
        by=cast.account("complaints"),
    )
    confirmed = {
        word: office.notes.get(requirement="impact", confirmed_at__isnull=False)
        for word, office in offices.items()
    }
    notes = {"waiting": waiting, "confirmed": confirmed["north"], "south": confirmed["south"]}
    closures = {
        word: OfficeClosure.objects.create(
            office=office, name="Umzug", first_day=date(2027, 1, 4), last_day=date(2027, 1, 5)
        )
        for word, office in offices.items()
    }
    return {"complaints_office": offices, "office_note": notes, "office_closure": closures}


def _tasks(cast: Cast, meetings: dict[str, Meeting]) -> dict[str, ActionItem]:
    """Of the partner: while the minutes are written, after they are closed, and one that is done; one of South."""
    partner = cast.people["partner"]
    return {
        "written": meet.ActionFactory(meeting=meetings["held"], person=partner),
        "agreed": meet.ActionFactory(meeting=meetings["closed"], person=partner),
        "done": meet.action_at("done", meeting=meetings["closed"], person=partner),
        "south": meet.ActionFactory(meeting=meetings["south"], person=cast.people["outsider"]),
    }


def _signable(cast: Cast) -> Agreement:
    """Ready to sign, with the association as its first party."""
    made = agree.whole_agreement(
        partnership=cast.north, drafted_by=cast.account("liaison"), title="Nordvertrag signable"
    )
    made.parties.filter(position=0).update(organisation=cast.association)
    return agree.lead_to(made, Stage.READY)


def _on_paper(cast: Cast) -> Agreement:
    """All have signed on paper, as the liaison officer has recorded; the association's lead may confirm it."""
    made = agree.whole_agreement(
        partnership=cast.north, drafted_by=cast.account("liaison"), title="Nordvertrag on paper"
    )
    made.parties.filter(position=0).update(organisation=cast.association)
    agree.lead_to(made, Stage.READY)
    agree.recorded_on_paper(made, by=cast.account("liaison"), recorded_for=cast.police)
    return made


def _signed_file(agreement: Agreement) -> None:
    made = AgreementFile(
        agreement=agreement, kind="signed", name="signed.pdf", sha256="0" * 64, size=14,
        media_type="application/pdf", uploaded_by=agreement.drafted_by,
    )  # fmt: skip
    made.file.save("signed.pdf", ContentFile(b"%PDF-1.7 scene"))


def _lived(cast: Cast, word: str) -> Agreement:
    """Of police and association: in renewal, or with notice of one and of the whole; once everything of a life."""
    partner, never = cast.account("partner"), date(2099, 12, 31)
    made = agree.AgreementFactory(
        partnership=cast.north,
        drafted_by=cast.account("liaison"),
        title=f"Nordvertrag {word}",
        term_months=900,
        renewal="by_decision",
    )
    for position, organisation in enumerate((cast.police, cast.association)):
        agree.PartyFactory(agreement=made, organisation=organisation, position=position)
    agree.put_in_force(made, "2024-06-04")
    if word == "renewing":
        return agree.lead_on(made, Stage.IN_RENEWAL)
    joining = make.OrganisationFactory(name="Verein Beitritt e. V.")
    notice = {"noticed_on": date(2026, 1, 5), "last_on": never, "noticed_by": partner}
    made.exits.create(organisation=cast.association, name=cast.association.name, **notice)
    made.terminations.create(**notice)
    made.accessions.create(
        organisation=joining,
        name=joining.name,
        declared_on=date(2026, 1, 5),
        declared_by=partner,
        signed_name="Jemand",
    )
    days = {"from_on": date(2024, 6, 4), "until_on": never, "decided_on": date(2024, 6, 4)}
    made.renewals.create(**days)
    made.evaluations.create(held_on=date(2025, 6, 4), findings="Gut.", noted_by=partner)
    made.reminders.create(occasion="evaluation", about_on=date(2025, 6, 4))
    return made


def _agreement(partnership, organisation, stage: str, **values) -> Agreement:
    """With this organisation as a party that has said something of the first clause; the annex has a file."""
    made = agree.whole_agreement(partnership=partnership, **values)
    agree.PartyFactory(agreement=made, organisation=organisation, position=9)
    representation = organisation.representations.current().select_related("person").first()
    agree.talk_over(made, organisation, by=representation.person.account)
    return agree.lead_to(made, stage)


def _body(partnership):
    there = partnership.bodies.first()
    return there or make.BodyFactory(partnership=partnership, name="Südrunde")


def _reach(cast: Cast) -> None:
    """Each organisation has a contact point; the association took over from the police."""
    for organisation in (cast.police, cast.association, cast.south.partners.get().organisation):
        organisation.contact_points.create(label="Presse", phone="0231 1234")
    cast.association.predecessors.create(
        predecessor=cast.police, kind="transfer", attested_on=make.LONG_AGO
    )


def _grants(cast: Cast, person):
    """One that waits for a second person, one with an end, one that is over; nobody of the cast holds them."""
    admin = cast.account("admin")
    return {
        "waiting": make.GrantFactory(person=person, role="analyst", given_by=admin),
        "dated": make.GrantFactory(
            person=person, role="officer", organisation=cast.police, until_on=date(2099, 12, 31)
        ),
        "over": make.GrantFactory(
            person=person, role="officer", partnership=cast.south, until_on=make.LONG_AGO
        ),
    }


def _account_change(cast: Cast, name: str, *, by: str) -> AccountChange:
    return AccountChange.objects.create(
        account=cast.account(name),
        kind="email",
        email=f"neu-{name}@example.org",
        asked_by=cast.account(by),
    )


def _seat(partnership):
    body = _body(partnership)
    return body.seats.first() or make.SeatFactory(body=body)


def _named_seat(cast: Cast):
    """For the association; the partner's name was typed, and nobody has said yes."""
    return make.SeatFactory(
        body=_body(cast.north),
        label="Beisitz",
        organisation=cast.association,
        person=cast.people["partner"],
        taken_at=None,
    )


def _appointments(cast: Cast) -> dict[str, Appointment]:
    """One waits for the chair's yes, one for the partner's as witness, one of South for the outsider's colleague."""
    fresh = make.OrganisationFactory(name="Hilfe Nord e. V.", kept_by=cast.police)
    make.PartnerFactory(partnership=cast.north, organisation=fresh)
    away, ask = cast.south.partners.get().organisation, Appointment.objects.create
    waiting = ask(
        person=cast.people["chair"],
        organisation=cast.association,
        role="representative",
        second="nobody",
        asked_by=cast.account("partner"),
        asked_for=cast.association,
    )
    agreed = ask(
        person=cast.people["former"],
        organisation=fresh,
        role="lead",
        may_sign=True,
        second="witness",
        asked_by=cast.account("liaison"),
        asked_for=cast.police,
        agreed_by=cast.account("former"),
        agreed_at=timezone.now(),
        asked_accounts=[cast.account("partner").pk],
    )
    south = ask(
        person=make.PersonFactory(account=make.AccountFactory()),
        organisation=away,
        role="deputy",
        second="nobody",
        asked_by=cast.account("outsider"),
        asked_for=away,
    )
    return {"waiting": waiting, "agreed": agreed, "south": south}


def _invitation_elsewhere(cast: Cast) -> Invitation:
    """The police want to open the account of somebody who stands for the association, too."""
    person = make.RepresentationFactory(
        organisation=cast.association,
        role="deputy",
        person__kept_by=cast.police,
        person__email="anderswo@example.org",
    ).person
    made = _invitation(person, "elsewhere", "anderswo@example.org")
    made.invited_by, made.needs_yes = cast.account("liaison"), True
    made.asked_accounts = [cast.account("partner").pk]
    made.save()
    return made


def _project(partnership):
    project = Project.objects.create(
        partnership=partnership,
        name=f"Vorhaben {partnership.name}",
        attested_on=make.LONG_AGO,
        lead=partnership.partners.first().organisation,
    )
    project.figures.create(label="Gäste", value=80)
    return project


def _goals(cast: Cast) -> dict[str, Goal]:
    """One of each partnership, and one of the association itself."""
    make_goal = Goal.objects.create
    return {
        "north": make_goal(partnership=cast.north, kind="aim", title="Ziel"),
        "south": make_goal(partnership=cast.south, kind="aim", title="Ziel"),
        "own": make_goal(organisation=cast.association, kind="aim", title="Eigenes Ziel"),
    }


def _commitments(cast: Cast, projects: dict[str, Project]) -> dict[str, Commitment]:
    """Of the association, of somebody known by name only, and of South's partner."""
    north, ask = projects["north"], Commitment.objects.create
    away = cast.south.partners.get().organisation
    return {
        "north": ask(project=north, organisation=cast.association),
        "other": ask(project=north, name="Gemeinde Irgendwo"),
        "south": ask(project=projects["south"], organisation=away),
    }


def _documents(cast: Cast, agreement: Agreement) -> dict[str, Document]:
    """Three that the partner asked for."""
    found = {}
    for word, status in (("waiting", Status.QUEUED), ("done", Status.DONE), ("bad", Status.FAILED)):
        document = request_document(agreement, by=cast.account("partner"), language="de")
        if status == Status.DONE:
            document.sha256, document.progress = "0" * 64, 100
            document.file.save("scene.pdf", ContentFile(b"%PDF-1.7 scene"), save=False)
        document.status = status
        document.save()
        found[word] = document
    return found


def _import(cast: Cast) -> ImportRun:
    """The liaison officer's file of three rows: new, there already, and without a name."""
    return read_import(
        b"Name;Art;Ort\nVerein Neu;Stadt;K\xf6ln\nVerein Nord e. V.;\n;Stadt\n",
        by=cast.account("liaison"),
        file_name="vereine.csv",
        partnership=cast.north,
        defaults={"attested_on": "2024-01-01"},
    )


def _letter(status: Status) -> Letter:
    return Letter.objects.create(
        kind="directory/invitation",
        email="jemand@example.org",
        language="de",
        status=status,
        facts={"invitation": 0},
    )


def _checks() -> dict[str, str]:
    """Tokens: a file that waits for its check, one that has its answer, one that nobody knows."""
    answer = {"verdict": "unknown", "reasons": ["no_trace"]}
    done = Check.objects.create(status=Status.DONE, result=answer)
    return {"waiting": Check.objects.create().token, "done": done.token, "over": "x" * 32}


def _invitations(cast: Cast) -> dict[str, str]:
    """Secrets of links: one open, one to somebody with an account, one that nobody knows."""
    _invitation(make.PersonFactory(), "open", "eingeladen@example.org")
    _invitation(make.PersonFactory(), "partner", "partner@example.org")
    return {"open": "open-secret", "partner": "partner-secret", "over": "nobody-knows-this"}


def _invitation(person, word: str, email: str = "neu@example.org") -> Invitation:
    return Invitation.objects.create(
        person=person,
        email=email,
        token_hash=hash_token(f"{word}-secret"),
        expires_at=timezone.now() + timedelta(days=1),
    )
