"""One partnership with so many partners, people, agreements and events, and its liaison officer."""

from dataclasses import dataclass

from django.db import connection

from partnerships.agreements.actions.drafting import draft
from partnerships.agreements.models import Agreement
from partnerships.directory import models
from partnerships.shared.database_roles import as_owner
from tests.documents.agreement_facts import PARTIES
from tests.factories import directory as make

# History and frozen texts matter to writers; here only reading is measured.
FILLED = (
    "directory_organisation", "directory_partner", "directory_person", "directory_representation",
    "agreements_agreement", "agreements_party", "audit_auditevent",
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """Who looks at what."""

    account: models.Account
    partnership: models.Partnership
    agreement: Agreement


def scene() -> Scene:
    """A partnership of thirteen with an agreement drawn up by the police's liaison officer."""
    partnership = make.PartnershipFactory(name="Nord", name_en="North", population=600_000)
    account = make.AccountFactory(email="liaison@example.org")
    person = make.PersonFactory(given_name="Li", family_name="Beispiel", account=account)
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
    return Scene(account, partnership, agreement)


def _partner(partnership: models.Partnership, name: str, form: str) -> models.Organisation:
    authority = name.startswith("Polizei")
    kind = models.Kind.POLICE if authority else models.Kind.MIGRANT_ORGANISATION
    made = make.OrganisationFactory(name=name, legal_form=form, kind=kind)
    side = models.Side.AUTHORITY if authority else models.Side.CIVIL
    make.PartnerFactory(partnership=partnership, organisation=made, side=side)
    return made


def fill(there: Scene, number: int) -> None:
    """So many more organisations, each a partner with a representative, an agreement and its event.

    Names have the same length at every number, so that pages of few and of many rows weigh the same.
    """
    values = {
        "number": number,
        "partnership": there.partnership.pk,
        "account": there.account.pk,
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
        (name, sort_key, kind, legal_form, place, email, phone, website, created_at, version)
    SELECT 'Verein ' || lpad(n::text, 6, '0') || ' e. V.', 'verein ' || lpad(n::text, 6, '0') || ' e v',
        (ARRAY['migrant_organisation', 'neighbourhood_ngo', 'youth_organisation', 'city'])[1 + n %% 4],
        'e. V.', 'Musterstadt', '', '', '', now(), 1
    FROM generate_series(1, %(number)s) n
    """,
    """
    INSERT INTO directory_partner
        (partnership_id, organisation_id, side, entry, standing, sort_key, since)
    SELECT %(partnership)s, id, CASE kind WHEN 'city' THEN 'authority' ELSE 'civil' END,
        (ARRAY['founding', 'joined'])[1 + id %% 2], (ARRAY['full', 'full', 'advisory'])[1 + id %% 3],
        sort_key, date '2022-09-07'
    FROM directory_organisation WHERE sort_key LIKE 'verein ______ e v'
    """,
    """
    INSERT INTO directory_person
        (given_name, family_name, email, phone, languages, sort_key, is_invented, created_at)
    SELECT 'Test', 'Person ' || lpad(n::text, 6, '0'), '', '', '{}',
        'person ' || lpad(n::text, 6, '0') || ' test', true, now()
    FROM generate_series(1, %(number)s) n
    """,
    """
    INSERT INTO directory_representation
        (person_id, organisation_id, role, function, may_sign, since)
    SELECT p.id, o.id, 'lead', '', true, date '2022-09-07'
    FROM directory_person p
    JOIN directory_organisation o ON o.sort_key = 'verein ' || substr(p.sort_key, 8, 6) || ' e v'
    WHERE p.sort_key LIKE 'person ______ test'
    """,
    """
    INSERT INTO agreements_agreement
        (partnership_id, title, title_en, stage, governing_language, notice_months, paper_place,
         drafted_by_id, created_at, changed_at, version, effective_on)
    SELECT %(partnership)s, 'Vereinbarung ' || lpad(n::text, 6, '0'), '',
        (ARRAY['draft', 'under_consultation', 'ready_to_sign', 'in_force'])[1 + n %% 4], 'de', 3, '',
        %(account)s, now() - n * interval '1 minute', now() - n * interval '1 minute', 1,
        date '2024-06-04'
    FROM generate_series(1, %(number)s) n
    """,
    """
    INSERT INTO agreements_party
        (agreement_id, organisation_id, name, side, signatures_needed, position)
    SELECT a.id, o.id, o.name, 'civil', 1, 0
    FROM agreements_agreement a
    JOIN directory_organisation o ON o.sort_key = 'verein ' || right(a.title, 6) || ' e v'
    WHERE a.title LIKE 'Vereinbarung ______'
    """,
    """
    INSERT INTO audit_auditevent (what, at, by_id, capacity, target_label, target_id, facts)
    SELECT 'agreements.drafted', created_at, drafted_by_id, '', 'agreements.Agreement', id, '{"parties": 1}'
    FROM agreements_agreement WHERE title LIKE 'Vereinbarung ______'
    """,
)
