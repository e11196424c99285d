"""One partnership with so many partners, people, roles, agreements, meetings and events, a small one beside it,
and those who look.
"""

from dataclasses import dataclass

from django.db import connection

from meetings.models import Meeting
from meetings.stages import Stage
from partnerships.agreements.actions.drafting import draft
from partnerships.agreements.models import Agreement
from partnerships.directory import models
from partnerships.shared.database_roles import as_owner
from tests.documents.agreement_facts import PARTIES
from tests.factories import directory as make
from tests.factories.meetings import AttendeeFactory, at_stage

# History and frozen texts matter to writers; here only reading is measured.
FILLED = (
    "directory_organisation", "directory_partner", "directory_person", "directory_representation",
    "directory_grant", "agreements_agreement", "agreements_party", "audit_auditevent",
    "meetings_meeting", "meetings_attendee", "meetings_actionitem",
)  # fmt: skip


SEEN_BY_FEW = 60  # more than a page
INVITED = 20  # people on the list of each meeting


@dataclass(frozen=True)
class Scene:
    """Who looks at what. `account` is the liaison officer's, who sees the large partnership; `accounts` are
    everybody's, by name; `small` is the controller whose officer reads few events.
    """

    account: models.Account
    partnership: models.Partnership
    agreement: Agreement
    meeting: Meeting
    accounts: dict[str, models.Account]
    small: models.Organisation


def scene() -> Scene:
    """A partnership of thirteen with an agreement drawn up by the police's liaison officer."""
    partnership = make.PartnershipFactory(name="Nord", name_en="North", population=600_000)
    person = _member("liaison", "Li")
    account = person.account
    organisations = [_partner(partnership, name, form) for name, form, _ in PARTIES]
    make.GrantFactory(person=person, role=models.Role.LIAISON, organisation=organisations[0])
    make.RepresentationFactory(person=person, organisation=organisations[0])
    body = make.BodyFactory(partnership=partnership)
    make.SeatFactory(body=body, person=person, organisation=organisations[0])
    agreement = draft(
        partnership,
        by=account,
        title="Kooperationsvereinbarung",
        title_en="Cooperation agreement",
        organisations=organisations,
    )
    small, accounts = _others()
    meeting = at_stage(
        Stage.INVITED, partnership=partnership, planned_by=account, title="Treffen 000000"
    )
    for number in range(INVITED):
        AttendeeFactory(meeting=meeting, name=f"Gast {number:02}")
    return Scene(account, partnership, agreement, meeting, {"liaison": account, **accounts}, small)


def _member(name: str, given_name: str) -> models.Person:
    account = make.AccountFactory(email=f"{name}@example.org")
    return make.PersonFactory(given_name=given_name, family_name="Beispiel", account=account)


def _others() -> tuple[models.Organisation, dict[str, models.Account]]:
    """Administrator and officers of the log, and a representative in a small partnership: sees few rows."""
    administrator, officer, own_officer, representative = (
        _member(name, given_name)
        for name, given_name in (("administrator", "Ad"), ("officer", "Da"), ("own_officer", "Do"),
                                 ("representative", "Re"))
    )  # fmt: skip
    small = _small_partnership(representative)
    role = models.Role.DATA_PROTECTION
    make.GrantFactory(person=administrator, role=models.Role.ADMINISTRATOR)
    make.GrantFactory(person=officer, role=role)
    make.GrantFactory(person=own_officer, role=role, organisation=small)
    people = (administrator, officer, own_officer, representative)
    return small, {each.account.email.split("@")[0]: each.account for each in people}


def _small_partnership(representative: models.Person) -> models.Organisation:
    """Of twelve, each with somebody who stands for it; the first of them is the representative's."""
    partnership = make.PartnershipFactory(name="Süd", name_en="South")
    organisations = [_partner(partnership, f"Zentrum {n:02} e. V.", "e. V.") for n in range(12)]
    for number, organisation in enumerate(organisations):
        person = make.PersonFactory(family_name=f"Zander {number:02}") if number else representative
        make.RepresentationFactory(person=person, organisation=organisation)
    return organisations[0]


def _partner(partnership: models.Partnership, name: str, form: str) -> models.Organisation:
    authority = name.startswith("Polizei")
    kind = models.Kind.POLICE if authority else models.Kind.MIGRANT_ORGANISATION
    made = make.OrganisationFactory(name=name, legal_form=form, kind=kind)
    side = models.Side.AUTHORITY if authority else models.Side.CIVIL
    make.PartnerFactory(partnership=partnership, organisation=made, side=side)
    return made


def fill(there: Scene, number: int) -> None:
    """So many more organisations, each a partner with a representative, who holds a role, and an agreement;
    as many events, and SEEN_BY_FEW old ones of the small controller.

    Names have the same length at every number, so that pages of few and of many rows weigh the same.
    """
    values = {
        "number": number,
        "partnership": there.partnership.pk,
        "account": there.account.pk,
        "small": there.small.pk,
        "old": SEEN_BY_FEW,
        "format": there.meeting.format_id,
        "invited": INVITED,
        "person": there.account.person.pk,
    }
    with as_owner(), connection.cursor() as cursor:
        for table in FILLED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in STATEMENTS:
            cursor.execute(statement, values)
        for table in FILLED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM (ANALYZE)")


STATEMENTS = (
    """
    INSERT INTO directory_organisation
        (name, sort_key, match_key, kind, legal_form, place, areas, languages, email, phone, website,
         created_at, version, printed_name)
    SELECT 'Verein ' || lpad(n::text, 6, '0') || ' e. V.', 'verein ' || lpad(n::text, 6, '0') || ' e v',
        lpad(n::text, 6, '0') || ' verein',
        (ARRAY['migrant_organisation', 'neighbourhood_ngo', 'youth_organisation', 'city'])[1 + n %% 4],
        'e. V.', 'Musterstadt', '{}', '{}', '', '', '', now(), 1, ''
    FROM generate_series(1, %(number)s) n
    """,
    """
    INSERT INTO directory_partner
        (partnership_id, organisation_id, side, entry, standing, sort_key, decision, leaving_decision,
         since)
    SELECT %(partnership)s, id, CASE kind WHEN 'city' THEN 'authority' ELSE 'civil' END,
        (ARRAY['founding', 'joined'])[1 + id %% 2], (ARRAY['full', 'full', 'advisory'])[1 + id %% 3],
        sort_key, '', '', date '2022-09-07'
    FROM directory_organisation WHERE sort_key LIKE 'verein ______ e v'
    """,
    """
    INSERT INTO directory_person
        (given_name, family_name, email, phone, phone_shown_to, languages, sort_key, is_invented,
         created_at, version, printed_name)
    SELECT 'Test', 'Person ' || lpad(n::text, 6, '0'), '', '', 'organisation', '{}',
        'person ' || lpad(n::text, 6, '0') || ' test', true, now(), 1, ''
    FROM generate_series(1, %(number)s) n
    """,
    """
    INSERT INTO directory_representation
        (person_id, organisation_id, role, function, may_sign, handover_note, ending_reason, version, since,
         is_provisional)
    SELECT p.id, o.id, 'lead', '', true, '', '', 1, date '2022-09-07', false
    FROM directory_person p
    JOIN directory_organisation o ON o.sort_key = 'verein ' || substr(p.sort_key, 8, 6) || ' e v'
    WHERE p.sort_key LIKE 'person ______ test'
    """,
    """
    INSERT INTO directory_grant
        (person_id, role, organisation_id, given_by_id, confirmed_by_id, created_at, since, before_rule)
    SELECT r.person_id, (ARRAY['officer', 'complaints', 'approver', 'analyst'])[1 + n %% 4],
        CASE WHEN n %% 4 < 3 THEN r.organisation_id END, CASE WHEN n %% 4 < 2 THEN %(account)s END,
        NULL, now() - n * interval '1 minute', date '2022-09-07', false
    FROM (SELECT r.*, substr(p.sort_key, 8, 6)::int AS n FROM directory_representation r
          JOIN directory_person p ON p.id = r.person_id WHERE p.sort_key LIKE 'person ______ test') r
    """,
    """
    INSERT INTO agreements_agreement
        (partnership_id, title, title_en, stage, governing_language, notice_months, paper_place,
         drafted_by_id, created_at, changed_at, version, effective_on, until_on, term_months, renewal,
         renewal_months, evaluation_months, ending_note)
    SELECT %(partnership)s, 'Vereinbarung ' || lpad(n::text, 6, '0'), '',
        (ARRAY['draft', 'under_consultation', 'ready_to_sign', 'in_force'])[1 + n %% 4], 'de', 3, '',
        %(account)s, now() - n * interval '1 minute', now() - n * interval '1 minute', 1,
        date '2024-06-04', date '2099-06-03', 900, 'by_decision', 12, 12, ''
    FROM generate_series(1, %(number)s) n
    """,
    """
    INSERT INTO agreements_party
        (agreement_id, organisation_id, name, side, founding, signatures_needed, position)
    SELECT a.id, o.id, o.name, 'civil', true, 1, 0
    FROM agreements_agreement a
    JOIN directory_organisation o ON o.sort_key = 'verein ' || right(a.title, 6) || ' e v'
    WHERE a.title LIKE 'Vereinbarung ______'
    """,
    """
    INSERT INTO meetings_meeting
        (partnership_id, format_id, title, title_en, first_day, from_time, last_day, until_time, only_period, zone,
         starts_at, ends_at, place, directions, online_url, has_meal, relation_only, after_incident, note, stage,
         reason, reason_text, uid, sequence, changed_at, planned_by_id)
    SELECT %(partnership)s, %(format)s, 'Treffen ' || lpad(n::text, 6, '0'), '', day, time '18:00', day, time '20:00',
        false, 'Europe/Berlin', day + interval '17 hours', day + interval '19 hours', 'Bürgerhaus', '', '', false,
        false, false, '', 'held', '', '', gen_random_uuid(), 0, now(), %(account)s
    FROM (SELECT n, current_date - 90 - n %% 3000 AS day FROM generate_series(1, %(number)s) n) days
    """,
    """
    INSERT INTO meetings_attendee
        (meeting_id, name, email, organisation_name, side, language, reply, substitute, diet, interpreter,
         access_needs, travel, presence, invited_at)
    SELECT m.id, 'Gast ' || lpad(n::text, 2, '0'), '', '', 'civil', 'de', 'coming', '', '', '', '', '', 'present', now()
    FROM meetings_meeting m, generate_series(1, %(invited)s) n WHERE m.stage = 'held'
    """,
    """
    INSERT INTO meetings_actionitem (meeting_id, title, person_id, due_on, stage, result)
    SELECT id, 'Aufgabe ' || right(title, 6), %(person)s, current_date + 30 + (id %% 300)::int, 'done', ''
    FROM meetings_meeting WHERE stage = 'held'
    """,
    """
    INSERT INTO audit_auditevent (what, at, by_id, capacity, target_label, target_id, facts)
    SELECT (ARRAY['agreements.drafted', 'directory.role_given', 'lists.exported', 'agreements.drafted'])[1 + id %% 4],
        created_at, drafted_by_id, '', 'agreements.Agreement', id, jsonb_build_object('parties', 1 + id %% 7)
    FROM agreements_agreement WHERE title LIKE 'Vereinbarung ______'
    """,
    """
    INSERT INTO audit_auditevent (what, at, by_id, capacity, target_label, target_id, facts, controller_id)
    SELECT 'directory.role_given', now() - interval '2 years' - n * interval '1 minute', %(account)s, '',
        'directory.Organisation', %(small)s, '{}', %(small)s
    FROM generate_series(1, %(old)s) n
    """,
)
