"""Every list and every page asks a fixed, small number of questions, however many rows there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.directory.models import Goal, Project
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
    ("liaison", "directory:organisation", "north"),
    ("liaison", "agreements:list", "-"),
    ("liaison", "agreements:of_partnership", "north"),
    ("liaison", "agreements:detail", "draft"),
    ("liaison", "agreements:parties", "draft"),
    ("liaison", "agreements:edit_clause", "draft"),
    ("partner", "documents:list", "-"),
    ("partner", "documents:detail", "waiting"),
    ("admin", "directory:home", "-"),
    ("admin", "directory:organisations", "-"),
    ("admin", "documents:failed", "-"),
    ("admin", "letters:list", "-"),
    ("dpo", "directory:home", "-"),
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
        other = make.PartnershipFactory()
        make.PartnerFactory(partnership=other, organisation=cast.police)
        make.PartnerFactory(partnership=other, organisation=cast.association)
        Project.objects.create(
            partnership=cast.north, name=f"P{number}", lead=organisation, attested_on=make.LONG_AGO
        ).figures.create(label="Gäste", value=number)
        Goal.objects.create(organisation=organisation, kind="aim", title=f"Ziel {number}")
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
        for kind in ("document", "letter"):
            copy_rows(scene, kind)


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
