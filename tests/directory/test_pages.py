"""The reading pages: everybody in the partnership sees them, nobody else, and they stay cheap."""

from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags

from partnerships.directory import models
from partnerships.directory.models.counting import LIMIT
from partnerships.directory.todo import administration, keeping
from partnerships.directory.views.counting import count_in_words
from partnerships.directory.views.partners import PartnerFilter
from partnerships.shared.documents.models import Document
from partnerships.shared.keyset import PAGE_ROWS
from partnerships.shared.outbox import Status
from tests.cast import Cast
from tests.factories import directory as make

QUERIES = 12  # with session, account and access
HOSTILE = "\x00\u202e'\"<script>alert(1)</script>%_\\"
ROOMS = ("", "partners/", "bodies/", "goals/", "projects/")


@pytest.fixture
def pages(cast: Cast) -> list[str]:
    """Addresses of everything in North, with a row of each kind."""
    body = cast.north.bodies.get()
    make.SeatFactory(body=body, person=None, label="Zweiter Sitz", voting=False)
    models.Goal.objects.create(partnership=cast.north, kind="pillar", number=1, title="Vernetzung")
    models.Goal.objects.create(organisation=cast.police, kind="strategic", number=4, title="Dialog")
    project = models.Project.objects.create(
        partnership=cast.north, name="Projekt", lead=cast.police, attested_on=date(2021, 12, 31)
    )
    models.ProjectFigure.objects.create(
        project=project, label="Teilnehmende", value=350, qualifier="more_than", unit="Personen"
    )
    return [
        *(f"/partnerships/{cast.north.pk}/{room}" for room in ROOMS),
        f"/bodies/{body.pk}/",
        f"/projects/{project.pk}/",
        f"/organisations/{cast.police.pk}/",
    ]


def browser(cast: Cast, name: str) -> Client:
    """Signed in, and past the first page, which writes the session once."""
    client = cast.client(name)
    client.get("/me/")
    return client


@pytest.mark.parametrize("name", ["liaison", "chair", "partner"])
def test_members_read_everything_with_few_queries(
    cast, pages, name, django_assert_max_num_queries
) -> None:
    client = browser(cast, name)
    for path in ["/home/", "/me/", "/partnerships/", "/organisations/", "/documents/", *pages]:
        with django_assert_max_num_queries(QUERIES, info=path):
            assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("name", ["outsider", "former", "admin", "dpo"])
def test_others_find_nothing(cast, pages, name) -> None:
    client = browser(cast, name)
    seen = {path for path in pages if client.get(path).status_code != 404}
    assert seen == ({pages[-1]} if name == "admin" else set())
    for path in ("/home/", "/me/", "/partnerships/", "/organisations/"):
        shown = client.get(path).content.decode()
        assert f"/partnerships/{cast.north.pk}/" not in shown
        assert name == "admin" or cast.police.name not in shown


def test_many_roles_in_one_person_ask_one_question_more_at_most(
    cast, django_assert_max_num_queries
) -> None:
    """Each role has to-dos of its own; three at once are nobody's daily work."""
    for role in ("administrator", "data_protection"):
        make.GrantFactory(person=cast.people["liaison"], role=role)
    client = browser(cast, "liaison")
    # data protection reads of analyses, which ask more: what each walled table shows is asked by itself
    with django_assert_max_num_queries(QUERIES + 4):
        assert client.get("/home/").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"q": HOSTILE},
        {"q": "x" * 5000},
        {"side": HOSTILE},
        {"cursor": HOSTILE},
        {"former": HOSTILE},
    ],
)
def test_hostile_questions_get_a_page(cast, query) -> None:
    client = browser(cast, "partner")
    for path in (f"/partnerships/{cast.north.pk}/partners/", "/organisations/", "/partnerships/"):
        answer = client.get(path, query)
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content


def test_typed_names_are_shown_as_text(cast) -> None:
    nasty = "<img src=x onerror=alert(1)>"
    organisation = make.OrganisationFactory(name=nasty, website="javascript:alert(1)")
    make.PartnerFactory(partnership=cast.north, organisation=organisation)
    client = browser(cast, "partner")
    for path in (f"/partnerships/{cast.north.pk}/partners/", f"/organisations/{organisation.pk}/"):
        shown = client.get(path).content.decode()
        assert "&lt;img src=x" in shown
        assert "<img src" not in shown
        assert 'href="javascript' not in shown


def test_search_is_german_and_pages_follow_each_other(cast) -> None:
    for name in ("Öffentlicher Verein", "Ofen e. V.", "Zebra"):
        make.PartnerFactory(
            partnership=cast.north, organisation=make.OrganisationFactory(name=name)
        )
    found = PartnerFilter({"q": "OEFFENT"}, cast.north.partners.all()).qs
    assert [partner.organisation.name for partner in found] == ["Öffentlicher Verein"]
    for number in range(PAGE_ROWS):
        make.PartnerFactory(
            partnership=cast.north, organisation=make.OrganisationFactory(name=f"Amt {number:03d}")
        )
    path, client = f"/partnerships/{cast.north.pk}/partners/", browser(cast, "partner")
    first = client.get(path).context["listing"]
    second = client.get(path + first["next"]).context["listing"]
    names = [strip_tags(str(row[0])) for row in [*first["rows"], *second["rows"]]]
    assert len(names) == len(set(names)) == PAGE_ROWS + 5
    assert names[0] == "Amt 000"
    assert names.index("Öffentlicher Verein") < names.index("Ofen e. V.")


def test_former_partners_stand_apart(cast) -> None:
    gone = make.PartnerFactory(partnership=cast.north, until_on=date(2023, 12, 31)).organisation
    path, client = f"/partnerships/{cast.north.pk}/partners/", browser(cast, "partner")
    assert gone.name not in client.get(path).content.decode()
    former = client.get(path, {"former": "1"}).content.decode()
    assert gone.name in former
    assert cast.association.name not in former


def test_home_says_what_is_yours_to_do(cast) -> None:
    make.SeatFactory(body=cast.north.bodies.get(), person=None)
    Document.objects.create(
        kind="x", title="Nicht meins", language="de", facts={}, status=Status.FAILED,
        requested_by=cast.account("partner"),
    )  # fmt: skip
    assert [task.title for task in keeping.tasks(cast.account("liaison"))] == [
        cast.north.bodies.get().name
    ]
    assert keeping.tasks(cast.account("partner")) == []
    assert [task.title for task in administration.account_tasks(cast.account("admin"))] == [
        "Roles to be confirmed this year",
        "Documents that were not made",
    ]


def test_language_is_kept_and_leads_back_only_to_us(cast) -> None:
    client = browser(cast, "partner")
    answer = client.post("/language/", {"language": "en", "next": "/de/"})
    assert answer["Location"] == "/en/"
    assert cast.account("partner").language == "en"
    for elsewhere in ("https://example.com/", "//example.com", "/\\example.com", "javascript:x"):
        answer = client.post("/language/", {"language": "xx", "next": elsewhere})
        assert answer["Location"] == "/"
    assert cast.account("partner").language == "en"
    assert Client().post("/language/", {"language": "en", "next": "/de/"}).status_code == 302


def test_counts_stop_at_the_limit() -> None:
    assert "1" in count_in_words(1)
    assert "1" in count_in_words(LIMIT + 1)
    assert str(count_in_words(LIMIT + 1)) != str(count_in_words(LIMIT))
