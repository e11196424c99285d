"""The log for data protection officers: whose events they read, and that nobody else does."""

import hashlib
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from partnerships.directory import models
from partnerships.directory.access.controllers import controller_of
from partnerships.shared.audit import actions, tasks
from partnerships.shared.audit.actions import record
from partnerships.shared.audit.figures import digest_of
from partnerships.shared.audit.models import AuditEvent, LogCheck
from partnerships.shared.audit.sentences import known, label_of, labels, sentence
from partnerships.shared.outbox import Status
from tests.cast import NAMES
from tests.factories import directory as make

OFFICERS = {"dpo"}


@pytest.fixture
def officer(cast):
    """Data protection officer of the police alone."""
    person = make.PersonFactory(account=make.AccountFactory(email="dsb@example.org"))
    make.GrantFactory(person=person, role=models.Role.DATA_PROTECTION, organisation=cast.police)
    cast.people["officer"] = person
    return person


def did(by, target, capacity=None) -> AuditEvent:
    return record("directory.organisation_entered", by=by, target=target, capacity=capacity)


def test_who_answers_for_what_is_noted(cast) -> None:
    elsewhere = make.OrganisationFactory()
    unit = make.OrganisationFactory(parent=make.OrganisationFactory(parent=cast.police))
    stands = cast.people["partner"].representations.get()
    seat = cast.people["chair"].seats.get()
    found = {
        "liaison": did(cast.account("liaison"), elsewhere),
        "seat": did(cast.account("chair"), elsewhere, seat),
        "lead": did(cast.account("partner"), elsewhere, stands),
        "lead without capacity": did(cast.account("partner"), elsewhere),
        "administrator": did(cast.account("admin"), unit),
        "clock": did(None, unit),
        "administrator elsewhere": did(cast.account("admin"), cast.north),
    }
    police, association = cast.police.pk, cast.association.pk
    assert {word: event.controller_id for word, event in found.items()} == {
        "liaison": police,
        "seat": police,
        "lead": association,
        "lead without capacity": association,
        "administrator": police,
        "clock": police,
        "administrator elsewhere": None,
    }


def test_who_stands_for_several_acts_for_the_one_it_is_about(cast) -> None:
    other = make.OrganisationFactory()
    make.RepresentationFactory(person=cast.people["partner"], organisation=other)
    account = cast.account("partner")
    assert controller_of(account, None, other) == other.pk
    assert controller_of(account, None, cast.association) == cast.association.pk
    assert controller_of(account, None, cast.police) is None


def test_a_circle_of_parents_ends(cast) -> None:
    below = make.OrganisationFactory(parent=cast.police)
    models.Organisation.objects.filter(pk=cast.police.pk).update(parent=below)
    assert controller_of(None, None, cast.police) in {below.pk, cast.police.pk}


def test_an_officer_reads_their_own_controllers_events(cast, officer) -> None:
    own = did(cast.account("liaison"), cast.association)
    foreign = did(cast.account("partner"), cast.police)
    nobodys = did(None, cast.north)
    assert set(AuditEvent.objects.visible_to(cast.account("officer"))) == {own}
    assert set(AuditEvent.objects.visible_to(cast.account("dpo"))) == {own, foreign, nobodys}


def test_an_officer_reads_what_was_noted_for_a_merged_duplicate(cast, officer) -> None:
    twin = make.OrganisationFactory(name="Polizei Nord", merged_into=cast.police)
    event = did(None, twin)
    assert list(AuditEvent.objects.visible_to(cast.account("officer"))) == [event]


@pytest.mark.parametrize("name", [n for n in NAMES if n not in OFFICERS and n != "anonymous"])
def test_nobody_else_reads_it(cast, name) -> None:
    event = did(cast.account("liaison"), cast.police)
    assert not AuditEvent.objects.visible_to(cast.account(name)).exists()
    for path in ("/log/", f"/log/{event.pk}/", "/log/check/", "/log/999999999/"):
        answer = cast.client(name).get(path)
        assert answer.status_code == 403


def test_an_officer_does_not_open_anothers_event(cast, officer) -> None:
    own = did(cast.account("liaison"), cast.association)
    foreign = did(cast.account("partner"), cast.police)
    client = cast.client("officer")
    assert client.get(f"/log/{own.pk}/").status_code == 200
    assert client.get(f"/log/{foreign.pk}/").status_code == 404


def test_reading_is_noted_once_a_session_and_day(cast) -> None:
    client = cast.client("dpo")
    for _ in range(3):
        client.get("/log/")
    noted = AuditEvent.objects.filter(what="audit.log_read")
    assert [event.by_id for event in noted] == [cast.people["dpo"].account_id]
    cast.client("dpo").get("/log/")
    assert noted.all().count() == 2


def test_an_event_shows_who_for_whom_and_what(cast) -> None:
    stands = cast.people["partner"].representations.get()
    event = record(
        "directory.role_given",
        by=cast.account("partner"),
        target=cast.people["partner"],
        capacity=stands,
        facts={"person": 12, "role": "<b>liaison</b>"},
    )
    page = cast.client("dpo").get(f"/log/{event.pk}/").content.decode()
    assert "Partner Beispiel" in page and "Verein Nord e. V." in page
    assert "&lt;b&gt;liaison&lt;/b&gt;" in page


def test_every_sentence_has_a_label(db) -> None:
    assert "directory.role_given" in known() and "audit.log_read" in known()
    assert [what for what, label in labels().items() if label in ("", what)] == []
    assert label_of("nobody.wrote_this") == "nobody.wrote_this"


def test_an_event_without_a_sentence_shows_its_code(db) -> None:
    assert sentence("nobody.wrote_this", {}) == "nobody.wrote_this"
    assert "5" in sentence("agreements.drafted", {"parties": 5})


# The list.


def shown(client, **asked) -> list[str]:
    """The first cells of the page."""
    return [row[0] for row in client.get("/log/", asked).context["listing"]["rows"]]


def test_the_list_is_newest_first_and_says_who_when_and_for_whom(cast) -> None:
    stands = cast.people["partner"].representations.get()
    did(cast.account("partner"), cast.association, stands)
    client = cast.client("dpo")
    newest, first = client.get("/log/").context["listing"]["rows"]
    assert "/log/" in newest[0]
    assert [word in str(first) for word in ("Partner Beispiel", "Verein Nord")] == [True, True]


def test_the_filters(cast) -> None:
    did(cast.account("liaison"), cast.police)
    role = record("directory.role_given", by=cast.account("admin"), target=cast.people["partner"])
    client = cast.client("dpo")
    client.get("/log/")
    today = timezone.localdate()
    asked = {
        "q=liaison": 1,
        "q=nobody": 0,
        "what=directory.role_given": 1,
        "what=nobody.did_this": 3,  # nonsense narrows nothing
        f"since={today}": 3,
        f"until={today}": 3,
        f"since={today + timedelta(days=1)}": 0,
        f"until={today - timedelta(days=1)}": 0,
        "since=yesterday": 3,
        "kind=directory.Person": 1,
        f"kind=directory.Person&number={role.target_id}": 1,
        "number=99999999999999999999999": 3,
        "number=1.5": 0,
        "number=-1": 3,
        "sort=at": 3,
        "cursor=nonsense": 3,
    }
    found = {q: len(client.get(f"/log/?{q}").context["listing"]["rows"]) for q in asked}
    assert found == asked


def test_a_filter_finds_nothing_of_others(cast, officer) -> None:
    did(cast.account("partner"), cast.association)
    client = cast.client("officer")
    client.get("/log/")
    assert shown(client, q="partner") == []
    assert shown(client, kind="directory.Organisation") == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_holds_the_same_and_is_noted(cast, officer, kind) -> None:
    did(cast.account("liaison"), cast.association)
    did(cast.account("partner"), cast.police)
    answer = cast.client("officer").get("/log/", {"export": kind})
    text = b"".join(answer.streaming_content)
    if kind == "csv":
        assert "Liaison Beispiel" in text.decode("utf-8-sig")
        assert "Partner Beispiel" not in text.decode("utf-8-sig")
    assert AuditEvent.objects.filter(what="lists.exported").get().facts["list"] == "log"


def test_nobody_else_takes_it_away(cast) -> None:
    assert cast.client("admin").get("/log/", {"export": "csv"}).status_code == 403
    assert not AuditEvent.objects.filter(what="lists.exported").exists()


@pytest.mark.parametrize(("name", "there"), [("dpo", True), ("admin", False), ("liaison", False)])
def test_the_way_to_it_is_shown_to_officers(cast, name, there) -> None:
    assert ('href="/log/"' in cast.client(name).get("/me/").content.decode()) is there


# The check.


def test_a_check_is_begun_once_and_noted(cast) -> None:
    client = cast.client("dpo")
    for _ in range(2):
        assert client.post("/log/check/").status_code == 302
    assert LogCheck.objects.count() == 1
    assert AuditEvent.objects.filter(what="audit.verified").count() == 1
    page = client.get("/log/check/").content.decode()
    assert 'hx-trigger="every 1s"' in page


@pytest.mark.parametrize("name", ["admin", "liaison", "partner"])
def test_nobody_else_begins_a_check(cast, name) -> None:
    assert cast.client(name).post("/log/check/").status_code == 403
    assert not LogCheck.objects.exists()


def test_the_check_says_what_it_found(cast, officer) -> None:
    did(None, cast.north)
    actions.seal()
    did(None, cast.north)
    cast.client("dpo").post("/log/check/")
    tasks.check.apply([LogCheck.objects.get().pk])
    found = LogCheck.objects.get()
    assert (found.status, found.progress, found.holds) == (Status.DONE, 100, True)
    assert (found.seals, found.events, found.unsealed) == (1, 1, 2)
    page = cast.client("dpo").get("/log/check/", headers={"HX-Request": "true"})
    assert page.status_code == 286
    assert "unverändert" in page.content.decode() or "unchanged" in page.content.decode()
    assert cast.client("dpo").get("/log/check/").context["reads_all"] is True
    assert cast.client("officer").get("/log/check/").context["reads_all"] is False


def test_a_log_that_does_not_hold_is_said_plainly(cast) -> None:
    LogCheck.objects.create(status=Status.DONE, wrong=[3], broken_links=[4, 5], progress=100)
    page = cast.client("dpo").get("/log/check/")
    assert page.status_code == 200
    assert "kern-alert--danger" in page.content.decode()
    assert page.context["good"] is None


def test_the_clock_checks_each_night(db) -> None:
    first = tasks.check_nightly()
    assert tasks.check_nightly() == first
    assert LogCheck.objects.get().asked_by is None


# Seals over events with a controller, and over those from before there was one.


def test_a_controller_is_sealed_too(cast) -> None:
    event = did(cast.account("liaison"), cast.police)
    before = digest_of("", [event])
    event.controller_id = None
    without = digest_of("", [event])
    event.controller_id = cast.association.pk
    assert len({before, without, digest_of("", [event])}) == 3


def test_an_event_from_before_there_were_controllers_has_the_line_it_had() -> None:
    event = SimpleNamespace(
        id=1,
        what="directory.role_given",
        at=datetime(2026, 1, 2, tzinfo=UTC),
        by_id=2,
        capacity="",
        target_label="directory.Grant",
        target_id=3,
        facts={"role": "liaison"},
        controller_id=None,
    )
    line = (
        b'\n[1,"directory.role_given","2026-01-02T00:00:00+00:00",2,"","directory.Grant",3,'
        b'{"role":"liaison"}]'
    )
    assert digest_of("x", [event]) == hashlib.sha256(b"x" + line).hexdigest()
