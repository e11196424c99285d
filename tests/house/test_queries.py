"""Every list and every page asks a fixed, small number of questions, however many rows there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.directory.models import AccountChange, Goal, Project
from partnerships.shared.audit.actions import record
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.house.addresses import path_of
from tests.house.scene import set_up

MOST = 12
PAGES = [
    ("liaison", "directory:home", "-"),
    ("liaison", "directory:me", "-"),
    ("liaison", "directory:partnerships", "-"),
    ("liaison", "directory:organisations", "-"),
    ("liaison", "directory:partnership", "north"),
    ("liaison", "directory:partners", "north"),
    ("liaison", "directory:bodies", "north"),
    ("liaison", "directory:goals", "north"),
    ("liaison", "directory:projects", "north"),
    ("liaison", "directory:body", "north"),
    ("liaison", "directory:project", "north"),
    ("liaison", "directory:partner", "north"),
    ("liaison", "directory:as_of", "north"),
    ("liaison", "directory:commitments", "north"),
    ("liaison", "directory:admit_partner", "north"),
    ("liaison", "directory:leave_partnership", "north"),
    ("liaison", "directory:add_seat", "north"),
    ("liaison", "directory:ask_commitments", "north"),
    ("liaison", "directory:organisation", "north"),
    ("partner", "directory:organisation_history", "north"),
    ("partner", "directory:contact_points", "north"),
    ("liaison", "directory:duplicates", "-"),
    ("admin", "directory:organisation", "north"),
    ("liaison", "directory:import_organisations", "-"),
    ("liaison", "directory:preview_import", "waiting"),
    ("liaison", "directory:people", "-"),
    ("liaison", "directory:person", "partner"),
    ("liaison", "directory:invitations", "-"),
    ("partner", "directory:people", "-"),
    ("partner", "directory:organisation", "north"),
    ("partner", "directory:person", "newcomer"),
    ("partner", "directory:invitations", "-"),
    ("admin", "directory:people", "-"),
    ("admin", "directory:person", "newcomer"),
    ("liaison", "agreements:list", "-"),
    ("liaison", "agreements:of_partnership", "north"),
    ("liaison", "agreements:detail", "draft"),
    ("liaison", "agreements:parties", "draft"),
    ("liaison", "agreements:calendar", "-"),
    ("liaison", "agreements:life", "noticed"),
    ("partner", "agreements:life", "renewing"),
    ("partner", "agreements:accede", "strangers"),
    ("partner", "agreements:exit", "renewing"),
    ("liaison", "agreements:record_exit", "renewing"),
    ("liaison", "agreements:decide_accession", "noticed"),
    ("liaison", "agreements:consultation", "draft"),
    ("liaison", "agreements:proposal", "draft"),
    ("liaison", "agreements:accept_proposal", "draft"),
    ("liaison", "agreements:versions", "draft"),
    ("liaison", "agreements:version", "draft"),
    ("liaison", "agreements:compare", "draft"),
    ("partner", "agreements:detail", "draft"),
    ("partner", "agreements:consultation", "draft"),
    ("partner", "agreements:propose", "draft"),
    ("liaison", "agreements:edit_clause", "draft"),
    ("liaison", "agreements:signatures", "signable"),
    ("partner", "agreements:signatures", "signable"),
    ("partner", "agreements:sign", "signable"),
    ("liaison", "agreements:detail", "ready"),
    ("partner", "agreements:ceremony_screen", "signable"),
    ("partner", "documents:list", "-"),
    ("partner", "documents:detail", "waiting"),
    ("anonymous", "sealing:verify", "de"),
    ("anonymous", "sealing:check", "de/done"),
    ("admin", "directory:home", "-"),
    ("admin", "directory:roles", "-"),
    ("dpo", "directory:roles", "-"),
    ("admin", "directory:roles_to_review", "-"),
    ("admin", "directory:role", "dated"),
    ("admin", "directory:give_role", "-"),
    ("admin", "directory:access", "liaison"),
    ("admin", "directory:account_changes", "-"),
    ("dpo", "directory:account_change", "waiting"),
    ("liaison", "directory:partnership_audience", "north"),
    ("partner", "directory:contacts", "north"),
    ("dpo", "directory:corrections", "-"),
    ("dpo", "directory:correction", "partner"),
    ("dpo", "directory:people_data", "-"),
    ("partner", "directory:organisation_audience", "north"),
    ("admin", "directory:organisation_audience", "north"),
    ("admin", "directory:organisations", "-"),
    ("admin", "documents:failed", "-"),
    ("admin", "letters:list", "-"),
    ("dpo", "directory:home", "-"),
    ("dpo", "audit:log", "-"),
    ("dpo", "audit:event", "first"),
    ("dpo", "audit:verify", "-"),
]


def asked(client, path: str) -> int:
    """Questions to the database, savepoints left out."""
    with CaptureQueriesContext(connection) as context:
        assert client.get(path).status_code == 200
    return len([q for q in context if "SAVEPOINT" not in q["sql"]])


def grow(scene) -> None:
    """A dozen more of everything that lists show."""
    cast, draft = scene.cast, scene.of("agreement", "draft")
    body = scene.of("body", "north")
    for number in range(12):
        organisation = make.OrganisationFactory(parent=cast.association)
        make.PartnerFactory(partnership=cast.north, organisation=organisation)
        make.RepresentationFactory(organisation=organisation)
        make.RepresentationFactory(organisation=cast.association, person=make.PersonFactory())
        make.SeatFactory(body=body, organisation=organisation, person=make.PersonFactory())
        make.BodyFactory(partnership=cast.north)
        member = make.PersonFactory(account=make.AccountFactory())
        make.GrantFactory(person=member, role="liaison", organisation=cast.police)
        make.GrantFactory(person=member, role="analyst", given_by=make.AccountFactory())
        AccountChange.objects.create(
            account=member.account, kind="factors", asked_by=cast.account("admin")
        )
        other = make.PartnershipFactory()
        make.PartnerFactory(partnership=other, organisation=cast.police)
        make.PartnerFactory(partnership=other, organisation=cast.association)
        Project.objects.create(
            partnership=cast.north, name=f"P{number}", lead=organisation, attested_on=make.LONG_AGO
        ).figures.create(label="Gäste", value=number)
        Goal.objects.create(organisation=organisation, kind="aim", title=f"Ziel {number}")
        scene.of("project", "north").commitments.create(organisation=organisation)
        make.SeatFactory(body=body, organisation=cast.association, person=make.PersonFactory())
        partner = scene.of("partner", "north")
        partner.standing_changes.create(before="full", after="observer", on_day=make.LONG_AGO)
        agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
        agree.ClauseFactory(agreement=draft, english=True)
        party = agree.PartyFactory(agreement=draft, organisation=organisation)
        party.signatories.create(name="Jemand", function="Vorsitz")
        record(
            "agreements.clause_moved",
            by=make.AccountFactory(),
            target=draft,
            facts={"clause": 1, "up": True},
        )
        grow_life(scene, organisation)
        for kind in ("document", "letter"):
            copy_rows(scene, kind)
        agree.talk_over(draft, cast.association, by=cast.account("partner"), number=number)


def grow_life(scene, organisation) -> None:
    """One more member who joined, one who leaves, a renewal, an evaluation, an agreement that ends."""
    agreement, day = scene.of("agreement", "noticed"), timezone.localdate()
    by = agreement.drafted_by
    own = {"organisation": organisation, "name": organisation.name}
    said = {"declared_on": day, "declared_by": by, "signed_name": "Jemand"}
    decided = {"decision": "admitted", "decided_on": day, "effective_on": day}
    agreement.accessions.create(**own, **said, **decided)
    agreement.accessions.create(organisation=make.OrganisationFactory(), name="Noch einer", **said)
    agreement.exits.create(**own, noticed_on=day, last_on=day, noticed_by=by)
    agreement.evaluations.create(held_on=day, findings="Gut.", noted_by=by)
    first = make.LONG_AGO + timedelta(days=agreement.renewals.count())
    agreement.renewals.create(from_on=first, until_on=day, decided_on=first)
    more = agree.AgreementFactory(
        partnership=agreement.partnership, drafted_by=by, term_months=36, renewal="by_decision"
    )
    agree.PartyFactory(agreement=more, organisation=scene.cast.association)
    agree.put_in_force(more, day.isoformat())
    more.exits.create(**own, noticed_on=day, last_on=day, noticed_by=by)


def copy_rows(scene, kind: str) -> None:
    """One more of each row of a kind, with what hangs on a document."""
    for row in scene.rows[kind].values():
        subject = getattr(row, "agreement_print", None)
        row.pk, row._state.adding, row.created_at = None, True, timezone.now()
        row.save()
        if subject:
            subject.pk, subject.document, subject._state.adding = None, row, True
            subject.save()


@pytest.mark.parametrize(("name", "address", "what"), PAGES)
def test_questions_do_not_grow(cast, name, address, what) -> None:
    scene = set_up(cast)
    path, client = path_of(scene, address, what), cast.client(name)
    asked(client, path)  # content types and the like are read once per process
    few = asked(client, path)
    grow(scene)
    many = asked(client, path)
    assert many == few
    assert few <= MOST
