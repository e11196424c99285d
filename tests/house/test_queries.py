"""Every list and every page asks a fixed, small number of questions, however many rows there are."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.directory.models import AccountChange, Goal, Project
from partnerships.shared.audit.actions import record
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.house.addresses import path_of
from tests.house.table import table


def asked(client, path: str) -> int:
    """Questions to the database, savepoints left out. What looking leaves behind is undone."""
    cookies = client.cookies.copy()
    with transaction.atomic(), CaptureQueriesContext(connection) as context:
        assert client.get(path).status_code == 200, path
        transaction.set_rollback(True)
    client.cookies = cookies
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


def _end_today(scene) -> None:
    """One agreement of the scene has a day in this month: what is asked of the first is no growth."""
    scene.of("agreement", "noticed").evaluations.create(
        held_on=timezone.localdate() - timedelta(days=365),
        findings="Gut.",
        noted_by=scene.of("agreement", "noticed").drafted_by,
    )


def copy_rows(scene, kind: str) -> None:
    """One more of each row of a kind, with what hangs on a document."""
    for row in scene.rows[kind].values():
        subject = getattr(row, "agreement_print", None)
        row.pk, row._state.adding, row.created_at = None, True, timezone.now()
        row.save()
        if subject:
            subject.pk, subject.document, subject._state.adding = None, row, True
            subject.save()


@dataclass(frozen=True)
class Page:
    """An address whose questions are counted, who opens it, and how many it may ask."""

    address: str
    who: str
    sample: str
    most: int


def counted() -> list[Page]:
    """From the table of addresses; without a word of its own a visit is to the first sample."""
    return [
        Page(row.address, visit.who, visit.sample or row.first, row.most)
        for row in table().rows
        for visit in row.queries
    ]


def test_pages_are_counted() -> None:
    """Otherwise the test below proves nothing."""
    assert len(counted()) > 80


def test_questions_do_not_grow(scene, cast) -> None:
    """One scene for all: each page is counted in it before and after it grew."""
    wrong = []
    _end_today(scene)
    visits = [(page, path_of(scene, page.address, page.sample)) for page in counted()]
    clients = {page.who: cast.client(page.who) for page, _path in visits}
    for page, path in visits:
        clients[page.who].get(path)  # content types and the like are read once per process
    few = {page: asked(clients[page.who], path) for page, path in visits}
    grow(scene)
    for page, path in visits:
        many = asked(clients[page.who], path)
        wrong += [f"{page}: {few[page]}, then {many}"] if many != few[page] else []
        wrong += [f"{page}: {few[page]} questions"] if few[page] > page.most else []
    assert wrong == [], "\n".join(wrong)
