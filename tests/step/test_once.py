"""A form counts once: double clicks, the back button, two posts at the same moment, crafted tokens."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.celery import app
from partnerships.directory.models import Goal, Invitation
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.step.models import Done
from partnerships.shared.step.tasks import forget_done
from tests.directory.together import both_at_once
from tests.factories import directory as make
from tests.journeys.forms import browser, opened, words

ALREADY = "This was done already"


def goal(**changes: str) -> dict[str, str]:
    return {"kind": "aim", "title": "Ein Ziel"} | changes


@pytest.fixture
def path(cast) -> str:
    return f"/partnerships/{cast.north.pk}/goals/set/"


class TestToken:
    """The row is written with the act and goes with it."""

    def test_the_second_post_shows_what_the_first_made(self, cast, path) -> None:
        client = browser(cast, "liaison")
        sent = opened(client, path) | goal()
        first, second = client.post(path, sent), client.post(path, sent)
        assert first["Location"] == second["Location"]
        assert Goal.objects.count() == 1
        assert ALREADY in words(client.get(second["Location"]).content)

    def test_each_page_has_a_token_of_its_own(self, cast, path) -> None:
        client = browser(cast, "liaison")
        for number in ("1", "2"):
            client.post(path, opened(client, path) | goal(number=number))
        assert Goal.objects.count() == 2

    def test_without_a_token_it_is_a_post_of_its_own(self, cast, path) -> None:
        client = browser(cast, "liaison")
        for _time in range(2):
            assert client.post(path, goal()).status_code == 302
        assert Goal.objects.count() == 2
        assert not Done.objects.exists()

    @pytest.mark.parametrize("token", ["", "x", "\x00" * 20, "a" * 65, "ä" * 20, "a b" * 9])
    def test_what_is_no_token_counts_as_none(self, cast, path, token) -> None:
        assert browser(cast, "liaison").post(path, goal(once=token)).status_code == 302
        assert Goal.objects.count() == 1 and not Done.objects.exists()

    def test_a_faulty_form_does_not_use_it_up(self, cast, path) -> None:
        client = browser(cast, "liaison")
        sent = opened(client, path)
        faulty = client.post(path, sent | goal(title=""))
        assert faulty.status_code == 200 and faulty.context["once"] == sent["once"]
        assert client.post(path, sent | goal()).status_code == 302
        assert Goal.objects.count() == 1

    def test_what_an_act_refuses_does_not_use_it_up(self, cast) -> None:
        client, path = browser(cast, "liaison"), f"/partnerships/{cast.north.pk}/partners/admit/"
        sent = opened(client, path) | {
            "organisation": cast.association.name,
            "side": "civil",
            "entry": "joined",
            "standing": "full",
            "since": "2024-01-01",
        }
        assert "a partner already on these days" in words(client.post(path, sent).content)
        assert not Done.objects.exists()

    def test_a_refused_post_does_not_use_it_up(self, cast, path) -> None:
        client = browser(cast, "liaison")
        sent = opened(client, path) | goal()
        grant = cast.people["liaison"].grants.get()
        grant.ended_at = timezone.now()
        grant.save()
        assert client.post(path, sent).status_code == 404
        assert not Done.objects.exists()

    def test_it_belongs_to_an_account(self, cast, path) -> None:
        sent = opened(browser(cast, "liaison"), path) | goal()
        for name in ("liaison", "chair"):
            browser(cast, name).post(path, sent)
        assert Goal.objects.count() == 2

    def test_a_question_that_cannot_be_asked_twice_leads_on(self, cast) -> None:
        make.RepresentationFactory(organisation=cast.association, role="deputy")
        row = Invitation.objects.create(
            person=make.PersonFactory(entered_by=cast.account("liaison")),
            email="neu@example.org",
            invited_by=cast.account("liaison"),
            expires_at=timezone.now() + timedelta(days=3),
        )
        client, path = browser(cast, "liaison"), f"/invitations/{row.pk}/withdraw/"
        sent = opened(client, path)
        first, second = client.post(path, sent), client.post(path, sent)
        assert (first.status_code, second.status_code) == (302, 302)
        assert first["Location"] == second["Location"]
        assert AuditEvent.objects.filter(what="directory.invitation_withdrawn").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_make_one(cast, path) -> None:
    clients = [browser(cast, "liaison") for _ in range(2)]
    sent = opened(clients[0], path) | goal()
    answers = both_at_once(*(lambda c=client: c.post(path, sent) for client in clients))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len({answer["Location"] for answer in answers}) == 1
    assert Goal.objects.count() == 1 and Done.objects.count() == 1


def test_it_is_called_by_where_it_led(cast, path) -> None:
    client = browser(cast, "liaison")
    answer = client.post(path, opened(client, path) | goal())
    assert str(Done.objects.get()) == answer["Location"]


def test_it_is_forgotten_after_a_day(cast) -> None:
    for number, hours in enumerate((23, 25)):
        row = Done.objects.create(account=cast.account("liaison"), token=f"{number}" * 20)
        Done.objects.filter(pk=row.pk).update(done_at=timezone.now() - timedelta(hours=hours))
    assert forget_done() == 1
    assert Done.objects.get().token == "0" * 20
    assert "step.forget_done" in app.conf.beat_schedule
