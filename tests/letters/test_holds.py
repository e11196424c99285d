"""What a letter says is asked again at posting: kind by kind, what makes it untrue, and that it is not sent then."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from complaints.actions import keeping, statements
from complaints.actions.calls import ask_for_call
from complaints.actions.mailbox import object_to_handler
from complaints.keeping import Term
from complaints.models import Objection, Office
from complaints.sealed_statements import Asked
from meetings.models import (
    ActionItem,
    Attendee,
    MailedReply,
    Meeting,
    Minutes,
    Poll,
    Redaction,
    Series,
    Signal,
)
from meetings.rules.agenda import state_of
from meetings.stages import Stage as MeetingStage
from partnerships.agreements import models as agreements
from partnerships.agreements.actions import paper
from partnerships.agreements.letters.life import STILL
from partnerships.agreements.stages import Stage
from partnerships.agreements.tasks import follow_terms
from partnerships.directory import models
from partnerships.directory.actions import (
    appointments,
    bodies,
    invitations,
    organisations,
    people,
    representations,
)
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.actions import write
from partnerships.shared.letters.models import Letter
from partnerships.shared.letters.tasks import post_letter
from partnerships.shared.operator.actions import report_barrier
from partnerships.shared.outbox import Status
from partnerships.shared.registry import letter_kinds
from tests.agreements.signing_scene import signing_scene
from tests.factories import agreements as agree
from tests.factories import complaints as complain
from tests.factories import directory as make
from tests.factories import meetings as meet

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
Undo = Callable[[], object]
Scene = Callable[..., tuple[Letter, Undo | None]]
SCENES: dict[str, Scene] = {}


def says(name: str) -> Callable[[Scene], Scene]:
    """A scene for a kind, or for `kind: what`."""

    def keep(scene: Scene) -> Scene:
        SCENES[name] = scene
        return scene

    return keep


def posted(letter: Letter) -> tuple[str, str]:
    """What the worker makes of it."""
    post_letter.apply(args=(letter.pk,), task_id=uuid4().hex, throw=True)
    letter.refresh_from_db()
    return letter.status, letter.error_code


def ends(rows) -> Undo:
    return lambda: rows.update(ended_at=timezone.now())


@says("directory/invitation")
def invited(cast):
    person = make.PersonFactory()
    asked = invitations.invite(person, by=cast.account("admin"), email="neu@example.org")
    return asked.letter, lambda: invitations.withdraw(asked, by=cast.account("admin"))


@says("directory/invitation_asked")
def invitation_asked(cast):
    person = make.PersonFactory()
    make.RepresentationFactory(person=person, organisation=cast.association)
    asked = invitations.invite(person, by=cast.account("admin"), email="neu@example.org")
    facts = {"invitation": asked.pk}
    letter = write("directory/invitation_asked", to=cast.account("partner"), facts=facts)
    return letter, lambda: invitations.withdraw(asked, by=cast.account("admin"))


def appointed(cast, name: str, what: str, to: str) -> tuple[Letter, models.Appointment]:
    """Somebody of South is asked to stand for the association."""
    asked = models.Appointment.objects.filter(
        organisation=cast.association, person=cast.people["outsider"]
    ).first() or representations.begin_representation(
        cast.people["outsider"],
        cast.association,
        by=cast.account("partner"),
        role="representative",
        since=timezone.localdate(),
    )
    facts = {"appointment": asked.pk, "what": what}
    return write(f"directory/{name}", to=cast.account(to), facts=facts), asked


@says("directory/appointment_asked")
def asked_to_stand(cast):
    letter, asked = appointed(cast, "appointment_asked", "asked", "outsider")
    return letter, lambda: appointments.withdraw_appointment(asked, by=cast.account("partner"))


@says("directory/appointment_second")
def second_asked(cast):
    small = make.OrganisationFactory(kept_by=cast.police)
    make.PartnerFactory(partnership=cast.north, organisation=small)
    asked = appointments.ask_appointment(
        cast.people["outsider"], small, by=cast.account("liaison"), role="lead"
    )
    appointments.agree_appointment(asked, by=cast.account("outsider"))
    facts = {"appointment": asked.pk, "what": "second"}
    letter = write("directory/appointment_second", to=cast.account("partner"), facts=facts)
    return letter, lambda: appointments.withdraw_appointment(asked, by=cast.account("liaison"))


@says("directory/appointment_told")
def told_of_standing(cast):
    _asked, asked = appointed(cast, "appointment_asked", "asked", "outsider")
    appointments.agree_appointment(asked, by=cast.account("outsider"))
    letter, asked = appointed(cast, "appointment_told", "completed", "outsider")
    return letter, ends(models.Representation.objects.filter(rests_on=asked))


@says("directory/seat_named")
def named_for_a_seat(cast):
    seat = bodies.add_seat(
        cast.north.bodies.get(), by=cast.account("liaison"), label="Beisitz",
        person=cast.people["partner"], since=timezone.localdate(),
    )  # fmt: skip
    letter = Letter.objects.get(kind="directory/seat_named")
    return letter, lambda: bodies.strike_from_seat(seat, by=cast.account("partner"))


@says("directory/entry_address_replaced")
def address_replaced(cast):
    person = make.PersonFactory(kept_by=cast.police, email="alt@example.org")
    people.edit_person(person, by=cast.account("liaison"), version=1, email="neu@example.org")
    letter = Letter.objects.get(kind="directory/entry_address_replaced")
    back = models.Person.objects.filter(pk=person.pk)
    return letter, lambda: back.update(email="alt@example.org")


@says("directory/organisation_changed")
def entry_changed(cast):
    """Police staff keep the entry of an association whose first lead still waits for a witness."""
    small = make.OrganisationFactory(kept_by=cast.police)
    make.RepresentationFactory(
        person=cast.people["partner"], organisation=small, is_provisional=True
    )
    organisations.edit_organisation(small, by=cast.account("liaison"), version=1, place="Nordstadt")
    letter = Letter.objects.get(kind="directory/organisation_changed")
    into = models.Organisation.objects.filter(pk=small.pk)
    return letter, lambda: into.update(merged_into=cast.association)


def change_of(cast, **values) -> models.AccountChange:
    account = cast.account("liaison")
    values = {"kind": "email", "email": account.email, "asked_by": cast.account("admin")} | values
    return models.AccountChange.objects.create(account=account, **values)


@says("directory/account_changed")
def address_changed(cast):
    made = change_of(cast, made_at=timezone.now(), decided_by=cast.account("dpo"))
    letter = write("directory/account_changed", email=made.email, facts={"change": made.pk})
    accounts = models.Account.objects.filter(pk=made.account_id)
    return letter, lambda: accounts.update(email="again@example.org")


@says("directory/account_change_told")
def change_told(cast):
    asked = change_of(cast)
    facts = {"change": asked.pk, "what": "asked"}
    letter = write("directory/account_change_told", to=cast.account("dpo"), facts=facts)
    rows = models.AccountChange.objects.filter(pk=asked.pk)
    return letter, lambda: rows.update(refused_at=timezone.now())


def correction_of(cast, **values) -> models.Correction:
    words = {"about": "Name", "wish": "Anders", "due_on": date(2027, 1, 4)}
    return models.Correction.objects.create(person=cast.people["partner"], **words, **values)


@says("directory/correction_asked")
def correction_asked(cast):
    asked = correction_of(cast)
    facts = {"correction": asked.pk}
    letter = write("directory/correction_asked", to=cast.account("dpo"), facts=facts)
    rows = models.Correction.objects.filter(pk=asked.pk)
    return letter, lambda: rows.update(answered_at=timezone.now(), made=True)


@says("directory/correction_answered")
def correction_answered(cast):
    done = correction_of(cast, answered_at=timezone.now(), made=True)
    facts = {"correction": done.pk}
    letter = write("directory/correction_answered", to=cast.account("partner"), facts=facts)
    rows = models.Correction.objects.filter(pk=done.pk)
    return letter, lambda: rows.update(answered_at=None, made=None)


@says("directory/somebody_left")
def somebody_left(cast):
    gone = cast.people["former"]
    facts = {"person": gone.pk}
    letter = write("directory/somebody_left", to=cast.account("partner"), facts=facts)
    return letter, lambda: make.RepresentationFactory(person=gone, organisation=cast.association)


@says("directory/way_in_changed")
def way_in_changed(cast):
    facts = {"account": cast.account("partner").pk, "change": "app_on"}
    return write("directory/way_in_changed", email="partner@example.org", facts=facts), None


@says("directory/openid_linked")
def linked(cast):
    account = cast.account("partner")
    link = SocialAccount.objects.create(user=account, provider="https://x.example", uid="1")
    return write("directory/openid_linked", to=account), link.delete


@says("directory/openid_unlinked")
def unlinked(cast):
    account = cast.account("partner")
    new = {"user": account, "provider": "https://x.example", "uid": "1"}
    letter = write("directory/openid_unlinked", to=account)
    return letter, lambda: SocialAccount.objects.create(**new)


@says("directory/representation_begun")
def begun(cast):
    row = cast.people["partner"].representations.get()
    facts = {"representation": row.pk}
    letter = write("directory/representation_begun", to=cast.account("partner"), facts=facts)
    return letter, ends(models.Representation.objects.filter(pk=row.pk))


@says("directory/representation_ended")
def ended(cast):
    row = cast.people["former"].representations.get()
    facts = {"representation": row.pk}
    letter = write("directory/representation_ended", to=cast.account("former"), facts=facts)
    again = {"person": row.person, "organisation": row.organisation}
    return letter, lambda: make.RepresentationFactory(**again)


def role_told(
    cast, what: str, kind: str = "protected_role", **values
) -> tuple[Letter, models.Grant]:
    values = {"given_by": cast.account("admin"), "role": "analyst"} | values
    grant = make.GrantFactory(person=cast.people["partner"], **values)
    reader = cast.account("admin" if kind == "role_review" else "dpo")
    letter = write(f"directory/{kind}", to=reader, facts={"grant": grant.pk, "what": what})
    return letter, models.Grant.objects.filter(pk=grant.pk)


@says("directory/protected_role: given")
def role_given(cast):
    letter, rows = role_told(cast, "given")
    return letter, lambda: rows.update(confirmed_by=cast.account("dpo"))


@says("directory/protected_role: confirmed")
def role_confirmed(cast):
    letter, rows = role_told(cast, "confirmed", confirmed_by=cast.account("dpo"))
    return letter, ends(rows)


@says("directory/protected_role: refused")
def role_refused(cast):
    letter, rows = role_told(cast, "refused", ended_at=timezone.now())
    return letter, lambda: rows.update(ended_at=None)


@says("directory/protected_role: ended")
def role_ended(cast):
    letter, rows = role_told(cast, "ended", confirmed_by=cast.account("dpo"), until_on="2027-02-01")
    return letter, lambda: rows.update(until_on=None)


@says("directory/role_review: review_called")
def review_called(cast):
    letter, rows = role_told(cast, "review_called", "role_review", role="liaison", given_by=None)
    return letter, lambda: rows.update(reviewed_on=date(2026, 12, 1))


@says("directory/role_review: review_missed")
def review_missed(cast):
    letter, rows = role_told(
        cast, "review_missed", "role_review", role="liaison", ended_at=timezone.now()
    )
    return letter, lambda: rows.update(ended_at=None)


@says("agreements/stage_reached")
def stage_reached(cast):
    scene = signing_scene(cast)
    facts = {"agreement": scene.agreement.pk, "stage": scene.agreement.stage}
    letter = write("agreements/stage_reached", to=scene.account("mayor"), facts=facts)
    return letter, scene.ready


def proposal_of(cast, **values) -> agreements.Proposal:
    scene = signing_scene(cast)
    clause = scene.agreement.clauses.first()
    words = {"language": "de", "heading": "Zweck", "body": "Anders.", "reason": "Klarer."}
    return scene.agreement.proposals.create(
        clause=clause,
        organisation=cast.association,
        by=cast.account("partner"),
        **words,
        **values,
    )


@says("agreements/proposed")
def proposed(cast):
    row = proposal_of(cast)
    facts = {"agreement": row.agreement_id, "proposal": row.pk}
    letter = write("agreements/proposed", to=cast.account("liaison"), facts=facts)
    rows = row.agreement.proposals
    new = {"answered_at": timezone.now(), "answered_by": cast.account("partner")}
    return letter, lambda: rows.update(answer="withdrawn", **new)


@says("agreements/proposal_answered")
def answered(cast):
    row = proposal_of(
        cast,
        answer="declined",
        answer_reason="Nein.",
        answered_at=timezone.now(),
        answered_by=cast.account("liaison"),
    )
    facts = {"agreement": row.agreement_id, "proposal": row.pk}
    letter = write("agreements/proposal_answered", to=cast.account("partner"), facts=facts)
    rows = row.agreement.proposals
    return letter, lambda: rows.update(answer="withdrawn")


@says("agreements/asked_to_sign")
def asked_to_sign(cast):
    scene = signing_scene(cast)
    round = scene.ready()
    facts = {"round": round.pk, "party": scene.parties["city"].pk}
    letter = write("agreements/asked_to_sign", to=scene.account("mayor"), facts=facts)
    return letter, lambda: scene.sign("mayor")


@says("agreements/signature_receipt")
def receipt(cast):
    scene = signing_scene(cast)
    scene.ready()
    scene.sign("mayor")
    return Letter.objects.get(kind="agreements/signature_receipt"), None


@says("agreements/party_refused")
def party_refused(cast):
    scene = signing_scene(cast)
    round = scene.ready()
    row = round.refusals.create(
        party=scene.parties["club"],
        person=scene.people["deputy"],
        by=scene.account("deputy"),
        reason="Nein.",
    )
    facts = {"refusal": row.pk}
    letter = write("agreements/party_refused", to=scene.account("mayor"), facts=facts)
    rows = agreements.Refusal.objects.filter(pk=row.pk)
    return letter, lambda: rows.update(withdrawn_at=timezone.now())


@says("agreements/paper_recorded")
def paper_recorded(cast):
    scene = signing_scene(cast)
    scene.ready()
    record = scene.on_paper()
    letter = Letter.objects.get(kind="agreements/paper_recorded", recipient=scene.account("mayor"))
    return letter, lambda: paper.withdraw_paper(record, by=scene.keeper)


@says("agreements/paper_answered: rejected")
def paper_rejected(cast):
    scene = signing_scene(cast)
    scene.ready()
    paper.reject_paper(scene.on_paper(), by=scene.account("mayor"), reason="Nein.")
    letter = Letter.objects.get(kind="agreements/paper_answered", recipient=scene.keeper)
    return letter, scene.on_paper


@says("agreements/paper_answered: confirmed")
def paper_confirmed(cast):
    scene = signing_scene(cast)
    scene.ready()
    agreement = scene.confirm(scene.on_paper())
    letter = Letter.objects.get(kind="agreements/paper_answered", recipient=scene.keeper)
    return letter, end_of(agreement)


@says("agreements/round_ended")
def round_ended(cast):
    scene = signing_scene(cast)
    round = scene.ready()
    facts = {"agreement": scene.agreement.pk, "round": round.pk, "stage": Stage.READY}
    letter = write("agreements/round_ended", to=scene.account("mayor"), facts=facts)
    return letter, lambda: agree.lead_on(scene.agreement, Stage.PARTLY_SIGNED)


def in_force(cast, **values) -> agreements.Agreement:
    """Of police and association until 3 June 2027; it renews itself."""
    values = {"renewal": "automatic", "renewal_months": 12, "evaluation_months": 0} | values
    made = agree.AgreementFactory(
        partnership=cast.north, drafted_by=cast.account("liaison"), term_months=36, **values
    )
    agree.ClauseFactory(agreement=made, english=True)
    for position, organisation in enumerate((cast.police, cast.association)):
        agree.PartyFactory(agreement=made, organisation=organisation, position=position)
    return agree.put_in_force(made, "2024-06-04")


def end_of(agreement: agreements.Agreement) -> Undo:
    """Notice of the whole has run out."""

    def undo() -> None:
        agreement.ended_on = date(2026, 12, 3)
        agree.lead_on(agreement, Stage.TERMINATED)

    return undo


@says("operator/barrier")
def barrier(cast):
    report = report_barrier({"words": "Neu."}, token=uuid4().hex, by=None)
    return Letter.objects.get(kind="operator/barrier"), report.delete


@says("agreements/copy")
def copy(cast):
    agreement = in_force(cast)
    document = Document.objects.create(
        kind="agreements/final",
        title="V",
        language="de",
        facts={},
        requested_by=cast.account("chair"),
    )
    Document.objects.filter(pk=document.pk).update(
        status=Status.DONE, size=1 << 30, file="documents/none.pdf", sha256="0" * 64
    )
    agreement.prints.create(kind="final", document=document)
    facts = {"document": document.pk}
    letter = write("agreements/copy", to=cast.account("partner"), facts=facts)
    return letter, end_of(agreement)


def news(agreement, what: str, to, **facts) -> Letter:
    facts = {"agreement": agreement.pk, "what": what, **facts}
    return write("agreements/life", to=to, facts=facts)


def notice(agreement, by, last_on=date(2027, 3, 3), **values) -> agreements.Termination:
    days = {"noticed_on": date(2026, 12, 3), "last_on": last_on}
    return agreement.terminations.create(noticed_by=by, **days, **values)


@says("agreements/life: renewal_begun")
def renewal_begun(cast):
    agreement = agree.lead_on(in_force(cast), Stage.IN_RENEWAL)
    letter = news(agreement, "renewal_begun", cast.account("partner"))
    return letter, lambda: notice(agreement, cast.account("liaison"))


@says("agreements/life: renewed")
def renewed(cast):
    agreement = in_force(cast)
    days = {"from_on": date(2024, 6, 4), "until_on": agreement.until_on}
    row = agreement.renewals.create(decided_on=date(2026, 12, 1), **days)
    letter = news(agreement, "renewed", cast.account("partner"), renewal=row.pk)
    return letter, lambda: notice(agreement, cast.account("liaison"))


def stays(stage: str, what: str) -> Scene:
    """The end of an agreement is its end: nothing can come later."""

    def scene(cast):
        agreement = in_force(cast)
        agreement.ended_on = date(2026, 12, 3)
        if stage == Stage.EXPIRED:
            agree.lead_on(agreement, Stage.IN_RENEWAL)
        agree.lead_on(agreement, stage)
        return news(agreement, what, cast.account("partner")), None

    return scene


for each in (Stage.EXPIRED, Stage.TERMINATED, Stage.SUPERSEDED):
    says(f"agreements/life: {each.value}")(stays(each, each.value))


@says("agreements/life: termination")
def termination(cast):
    agreement = in_force(cast)
    row = notice(agreement, cast.account("liaison"))
    letter = news(agreement, "termination", cast.account("partner"), termination=row.pk)
    return letter, lambda: agreement.terminations.update(withdrawn_at=timezone.now())


@says("agreements/life: termination_withdrawn")
def termination_withdrawn(cast):
    agreement = in_force(cast)
    row = notice(agreement, cast.account("liaison"), withdrawn_at=timezone.now())
    letter = news(agreement, "termination_withdrawn", cast.account("partner"), termination=row.pk)
    return letter, lambda: notice(agreement, cast.account("liaison"))


def accession_of(cast, **values) -> agreements.Accession:
    joiner = make.PartnerFactory(partnership=cast.north).organisation
    values = {"declared_on": date(2026, 12, 1), "signed_name": "Jemand"} | values
    return in_force(cast).accessions.create(
        organisation=joiner, name=joiner.name, declared_by=cast.account("liaison"), **values
    )


@says("agreements/life: accession_declared")
def accession_declared(cast):
    row = accession_of(cast)
    letter = news(row.agreement, "accession_declared", cast.account("chair"), accession=row.pk)
    rows = agreements.Accession.objects.filter(pk=row.pk)
    return letter, lambda: rows.update(decision="refused", decided_on=date(2026, 12, 4))


@says("agreements/life: accession_decided")
def accession_decided(cast):
    day = date(2026, 12, 3)
    row = accession_of(cast, decision="admitted", decided_on=day, effective_on=day)
    letter = news(row.agreement, "accession_decided", cast.account("partner"), accession=row.pk)
    return letter, end_of(row.agreement)


def exit_of(agreement, cast, **values) -> agreements.Exit:
    days = {"noticed_on": date(2026, 12, 3), "last_on": date(2027, 3, 3)}
    own = {"organisation": cast.association, "name": cast.association.name}
    return agreement.exits.create(noticed_by=cast.account("partner"), **own, **days, **values)


@says("agreements/life: exit")
def exit_given(cast):
    agreement = in_force(cast)
    row = exit_of(agreement, cast)
    letter = news(agreement, "exit", cast.account("partner"), exit=row.pk)
    return letter, lambda: agreement.exits.update(withdrawn_at=timezone.now())


@says("agreements/life: exit_withdrawn")
def exit_withdrawn(cast):
    agreement = in_force(cast)
    row = exit_of(agreement, cast, withdrawn_at=timezone.now())
    letter = news(agreement, "exit_withdrawn", cast.account("partner"), exit=row.pk)
    return letter, lambda: exit_of(agreement, cast)


@says("agreements/life: reminder")
def runs_on(cast):
    """The one that was found: it says that the agreement is renewed by itself."""
    agreement = in_force(cast)
    facts = {"occasion": "six_months", "about": "2026-12-03"}
    letter = news(agreement, "reminder", cast.account("partner"), **facts)
    return letter, lambda: notice(agreement, cast.account("liaison"))


@says("agreements/life: reminder: evaluation")
def evaluation(cast):
    agreement = in_force(cast, evaluation_months=12)
    facts = {"occasion": "evaluation", "about": "2025-06-04"}
    letter = news(agreement, "reminder", cast.account("chair"), **facts)
    held = {"held_on": date(2026, 12, 4), "noted_by": cast.account("chair")}
    return letter, lambda: agreement.evaluations.create(**held)


@says("agreements/life: reminder: no_contact")
def no_contact(cast):
    agreement = in_force(cast)
    cast.people["partner"].representations.update(until_on=date(2026, 11, 30))
    facts = {"occasion": "no_contact", "about": "2026-11-30", "organisation": cast.association.pk}
    letter = news(agreement, "reminder", cast.account("chair"), **facts)
    new = {"person": make.PersonFactory(), "organisation": cast.association}
    return letter, lambda: make.RepresentationFactory(**new)


@says("agreements/life: reminder: absent")
def absent(cast):
    agreement = in_force(cast)
    talk = {"organisation": cast.association, "partnership": cast.north}
    talk["noted_by"] = cast.people["liaison"]
    make.ContactFactory(on_day=date(2025, 12, 1), **talk)
    facts = {"occasion": "absent", "about": "2026-12-01", "organisation": cast.association.pk}
    letter = news(agreement, "reminder", cast.account("liaison"), **facts)
    return letter, lambda: make.ContactFactory(on_day=date(2026, 12, 4), **talk)


def listed(cast, stage=MeetingStage.INVITED, **values) -> Attendee:
    """The partner is on the list of a meeting."""
    meeting = meet.at_stage(stage, partnership=cast.north, **values)
    return meet.AttendeeFactory(meeting=meeting, person=cast.people["partner"])


def told(cast, kind: str, attendee: Attendee, **facts) -> Letter:
    facts = {"attendee": attendee.pk, **facts}
    return write(f"meetings/{kind}", to=cast.account("partner"), facts=facts)


def called_off(attendee: Attendee) -> Undo:
    rows = Meeting.objects.filter(pk=attendee.meeting_id)
    return lambda: rows.update(stage="cancelled", reason="illness")


@says("meetings/invitation")
def meeting_invitation(cast):
    attendee = listed(cast)
    return told(cast, "invitation", attendee), called_off(attendee)


@says("meetings/updated")
def meeting_updated(cast):
    attendee = listed(cast)
    before = attendee.meeting.as_told() | {"place": "Rathaus"}
    update = attendee.meeting.updates.create(before=before)
    return told(cast, "updated", attendee, update=update.pk), called_off(attendee)


@says("meetings/moved")
def meeting_moved(cast):
    former = meet.at_stage(MeetingStage.MOVED, partnership=cast.north)
    former.moved_to.stage = "invited"
    former.moved_to.save()
    attendee = meet.AttendeeFactory(meeting=former.moved_to, person=cast.people["partner"])
    return told(cast, "moved", attendee), called_off(attendee)


@says("meetings/cancelled")
def meeting_cancelled(cast):
    """Nothing undoes it: a meeting that was called off stays so."""
    return told(cast, "cancelled", listed(cast, MeetingStage.CANCELLED)), None


@says("meetings/withdrawn")
def meeting_withdrawn(cast):
    attendee = listed(cast)
    attendee.withdrawn_at = timezone.now()
    attendee.save()
    return told(cast, "withdrawn", attendee), called_off(attendee)


@says("meetings/reminder")
def meeting_reminder(cast):
    attendee = listed(cast)
    rows = Attendee.objects.filter(pk=attendee.pk)
    return told(cast, "reminder", attendee), lambda: rows.update(reply="coming")


def mailed(attendee: Attendee | None, meeting: Meeting, outcome: str) -> MailedReply:
    return MailedReply.objects.create(
        meeting=meeting,
        attendee=attendee,
        said="ACCEPTED",
        outcome=outcome,
        stamped_at=timezone.now(),
        digest="0" * 64,
    )


@says("meetings/mailed_reply")
def mailed_reply(cast):
    attendee = listed(cast)
    rows = Attendee.objects.filter(pk=attendee.pk)
    rows.update(reply="coming")
    row = mailed(attendee, attendee.meeting, "noted")
    letter = told(cast, "mailed_reply", attendee, mailedreply=row.pk)
    return letter, lambda: rows.update(reply="not_coming")


@says("meetings/stray_reply")
def stray_reply(cast):
    attendee = listed(cast)
    row = mailed(None, attendee.meeting, "unlisted")
    letter = write(
        "meetings/stray_reply", to=cast.account("liaison"), facts={"mailedreply": row.pk}
    )
    return letter, called_off(attendee)


@says("meetings/agenda")
def meeting_agenda(cast):
    attendee = listed(cast)
    meet.on_agenda(attendee.meeting, proposed_by=cast.account("chair"))
    notice = attendee.meeting.agenda_notices.create(points=state_of(attendee.meeting))
    return told(cast, "agenda", attendee, agendanotice=notice.pk), called_off(attendee)


def with_minutes(cast, stage: str) -> Meeting:
    """The partner was there; the minutes have come so far."""
    attendee = listed(cast, MeetingStage.HELD, first_day=date(2025, 3, 10))
    attendee.presence, attendee.organisation = "present", cast.association
    attendee.save()
    meet.minutes_at(attendee.meeting, stage, answer_until=date(2099, 1, 1))
    return attendee.meeting


def of_minutes(cast, kind: str, meeting: Meeting) -> Letter:
    return write(f"meetings/{kind}", to=cast.account("partner"), facts={"meeting": meeting.pk})


@says("meetings/minutes_shared")
def minutes_shared(cast):
    meeting = with_minutes(cast, "shared")
    rows = Minutes.objects.filter(meeting=meeting)
    return of_minutes(cast, "minutes_shared", meeting), lambda: rows.update(
        answer_until=date(2025, 4, 1)
    )


@says("meetings/minutes_closed")
def minutes_closed(cast):
    """Nothing undoes it: closed minutes stay closed."""
    return of_minutes(cast, "minutes_closed", with_minutes(cast, "closed")), None


@says("meetings/minutes_redacted")
def minutes_redacted(cast):
    """Nothing undoes it: what was taken out is gone."""
    return of_minutes(cast, "minutes_redacted", with_minutes(cast, "closed")), None


@says("meetings/redaction_proposed")
def redaction_proposed(cast):
    minutes = with_minutes(cast, "closed").minutes
    redaction = meet.redaction_of(minutes, cast.account("partner"), "civil")
    kind, facts = "meetings/redaction_proposed", {"redaction": redaction.pk}
    letter = write(kind, to=cast.account("liaison"), facts=facts)
    rows = Redaction.objects.filter(pk=redaction.pk)
    return letter, lambda: rows.update(stage="withdrawn")


@says("meetings/action_due")
def action_due(cast):
    action = meet.ActionFactory(meeting=with_minutes(cast, "draft"), person=cast.people["partner"])
    rows = ActionItem.objects.filter(pk=action.pk)
    letter = write(
        "meetings/action_due", to=cast.account("partner"), facts={"actionitem": action.pk}
    )
    return letter, lambda: rows.update(stage="done")


def asked(cast, kind: str) -> tuple[Letter, Undo]:
    """A date poll asks the partner."""
    poll = meet.poll_of(cast.north, cast.account("liaison"), cast.people["partner"])
    voter = poll.voters.get(person=cast.people["partner"])
    poll.voters.update(answered_at=None)
    letter = write(f"meetings/{kind}", to=cast.account("partner"), facts={"voter": voter.pk})
    return letter, lambda: Poll.objects.filter(pk=poll.pk).update(stage="dropped")


@says("meetings/poll")
def date_poll(cast):
    return asked(cast, "poll")


@says("meetings/poll_reminder")
def date_poll_reminder(cast):
    return asked(cast, "poll_reminder")


@says("meetings/feedback")
def how_it_was(cast):
    attendee = listed(cast, MeetingStage.HELD, first_day=date(2026, 12, 3))
    Attendee.objects.filter(pk=attendee.pk).update(presence="present")
    rows = Attendee.objects.filter(pk=attendee.pk)
    return told(cast, "feedback", attendee), lambda: rows.update(presence="absent")


@says("meetings/signal")
def signal(cast):
    made = Signal.objects.create(
        partnership=cast.north, kind="rumour", meant_for="both", text="Man redet.", token="t" * 22
    )
    facts = {"signal": made.pk, "partnership": cast.north.pk}
    letter = write("meetings/signal", to=cast.account("liaison"), facts=facts)
    return letter, made.delete


@says("complaints/arrived")
def something_for_the_office(cast):
    row = complain.complaint(complain.open_office(cast.police))
    Letter.objects.all().delete()
    facts = {"complaint": row.pk}
    letter = write("complaints/arrived", to=cast.account("complaints"), facts=facts)
    return letter, row.delete


@says("complaints/call")
def somebody_to_call(cast):
    told = {"phone": "0231 5550147", "language": "ti", "times": "", "name": ""}
    row = ask_for_call(told, office=complain.open_office(cast.police), token="t" * 22)
    Letter.objects.all().delete()
    letter = write("complaints/call", to=cast.account("complaints"), facts={"call": str(row.pk)})
    return letter, row.delete


@says("complaints/objected")
def somebody_objects(cast):
    row = complain.complaint(complain.open_office(cast.police))
    keys = complain.keys_of(row)
    object_to_handler(row, keys, text="Nicht er.", language="de", token="t" * 22)
    Letter.objects.all().delete()
    letter = write("complaints/objected", to=cast.account("dpo"), facts={"complaint": row.pk})
    return letter, Objection.objects.all().delete


@says("complaints/statement")
def a_unit_is_asked(cast):
    row = complain.led(
        complain.open_office(cast.police), "acknowledge", "review", by=cast.account("complaints")
    )
    complain.concern(row, unit=cast.association)
    asked = statements.request_statement(
        row,
        complain.keys_of(row),
        unit=cast.association.pk,
        asked=Asked("Eine Kontrolle.", "Warum?"),
        due_on=timezone.localdate() + timedelta(days=10),
        by=cast.account("complaints"),
    )
    letter = Letter.objects.get(kind="complaints/statement")
    return letter, asked.delete


@says("complaints/keeping")
def terms_are_set_anew(cast):
    office = complain.open_office(cast.police)
    Letter.objects.all().delete()
    said = {"reason": "Weisung", "law": "DSG NRW", "by": cast.account("admin")}
    row = keeping.set_term(office, "ordinary", Term(2, "years"), **said)
    letter = Letter.objects.get(kind="complaints/keeping", recipient=cast.account("dpo"))
    return letter, row.delete


@says("complaints/circle")
def a_colleague_is_concerned(cast):
    row = complain.complaint(complain.open_office(cast.police))
    Letter.objects.all().delete()
    letter = write("complaints/circle", to=cast.account("dpo"), facts={"complaint": row.pk})
    return letter, row.delete


def _long_ago(cast):
    """A complaint whose clocks are all over."""
    row = complain.complaint(complain.open_office(cast.police))
    row.clocks.update(due_on=date(2026, 1, 8))
    Letter.objects.all().delete()
    return row


@says("complaints/due")
def something_due_in_the_office(cast):
    row, today = _long_ago(cast), timezone.localdate().isoformat()
    letter = write("complaints/due", to=cast.account("complaints"), facts={"on": today})
    return letter, row.clocks.all().delete


@says("complaints/takes_long")
def something_takes_long_in_the_office(cast):
    row, head = _long_ago(cast), cast.account("chair")
    Office.objects.filter(pk=row.office_id).update(head=head)
    letter = write("complaints/takes_long", to=head, facts={"office": row.office_id})
    return letter, row.clocks.all().delete


@says("meetings/overdue")
def next_meeting_overdue(cast):
    meet.at_stage(MeetingStage.HELD, partnership=cast.north, first_day=date(2026, 1, 8))
    series = meet.SeriesFactory(partnership=cast.north, first_day=date(2026, 1, 8))
    letter = write(
        "meetings/overdue", to=cast.account("liaison"), facts={"partnership": cast.north.pk}
    )
    return letter, lambda: Series.objects.filter(pk=series.pk).update(ended_on=date(2026, 12, 4))


@pytest.mark.parametrize("name", SCENES)
def test_it_is_sent_while_it_holds(cast, name, mailoutbox) -> None:
    with time_machine.travel(TODAY, tick=False):
        letter, _undo = SCENES[name](cast)
        assert posted(letter) == (Status.DONE, "")
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("name", SCENES)
def test_it_is_cancelled_when_it_no_longer_holds(cast, name, mailoutbox) -> None:
    with time_machine.travel(TODAY, tick=False):
        letter, undo = SCENES[name](cast)
        if undo is None:
            return
        undo()
        assert posted(letter) == (Status.CANCELLED, "no_longer_true")
    assert mailoutbox == []


def test_every_kind_and_every_word_has_its_scene() -> None:
    assert {name.split(":")[0] for name in SCENES} == {kind.slug for kind in letter_kinds}
    news = {name.split(": ")[1] for name in SCENES if name.startswith("agreements/life")}
    assert news == set(STILL)


def test_after_notice_nobody_is_reminded_that_it_runs_on(cast) -> None:
    with time_machine.travel(TODAY, tick=False):
        agreement = in_force(cast, renewal="ends")
        notice(agreement, cast.account("liaison"))
        follow_terms()
    assert not Letter.objects.filter(facts__what="reminder").exists()
