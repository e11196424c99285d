"""What hangs on a right ends with it: sessions, invitations, documents, letters."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from partnerships.agreements.actions.printing import request_document
from partnerships.directory.actions import grants, invitations
from partnerships.directory.actions.endings import end_sessions, end_what_hangs_on
from partnerships.directory.letters.invitees import mint_link
from partnerships.directory.models import Invitation, Role
from partnerships.directory.tasks import follow_ends
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.actions import post, write
from partnerships.shared.outbox import Status
from tests.factories import agreements as agree
from tests.factories import directory as make


def end_now(cast, name: str) -> None:
    """The row, and what the action calls in the same transaction."""
    person = cast.people[name]
    for rows in (person.grants, person.representations, person.seats):
        rows.update(ended_at=timezone.now())
    end_what_hangs_on(person, by=cast.account("admin"))


class TestSessions:
    """An open tab leads to the sign-in, when nothing is left."""

    @pytest.mark.parametrize("name", ["liaison", "chair", "partner", "analyst", "admin"])
    def test_all_end(self, cast, name) -> None:
        tabs = [cast.client(name), cast.client(name)]
        other = cast.client("outsider")
        end_now(cast, name)
        for client in tabs:
            assert client.get("/home/")["Location"].startswith("/accounts/login/")
        assert other.get("/home/").status_code == 200

    def test_also_those_that_no_list_of_devices_knows(self, cast) -> None:
        known, unknown = cast.client("partner"), cast.client("partner")
        UserSession.objects.create(
            user=cast.account("partner"), ip="127.0.0.1", session_key=known.session.session_key
        )
        assert end_sessions(cast.account("partner")) == 2
        assert not UserSession.objects.filter(user=cast.account("partner")).exists()
        for client in (known, unknown):
            assert client.get("/me/").status_code == 302

    def test_a_session_that_was_tampered_with_stops_nothing(self, cast) -> None:
        Session.objects.create(
            session_key="broken", session_data="?", expire_date=timezone.now() + timedelta(hours=1)
        )
        client = cast.client("partner")
        end_now(cast, "partner")
        assert client.get("/home/").status_code == 302

    def test_what_remains_keeps_them_and_is_computed_anew(self, cast) -> None:
        client = cast.client("partner")
        make.RepresentationFactory(
            person=cast.people["partner"], organisation=cast.south.partners.get().organisation
        )
        assert client.get(f"/partnerships/{cast.north.pk}/").status_code == 200
        own = cast.people["partner"].representations.filter(organisation=cast.association)
        own.update(ended_at=timezone.now())
        end_what_hangs_on(cast.people["partner"], by=None)
        assert client.get(f"/partnerships/{cast.north.pk}/").status_code == 404
        assert client.get(f"/partnerships/{cast.south.pk}/").status_code == 200


class TestInvitations:
    """A link that was withdrawn opens nothing."""

    def _invited(self, cast, **when) -> tuple[Invitation, str]:
        person = make.PersonFactory(kept_by=cast.association)
        make.RepresentationFactory(
            person=person, organisation=cast.association, role="deputy", **when
        )
        found = invitations.invite(person, by=cast.account("partner"), email="neu@example.org")
        return found, mint_link(found).removeprefix("http://localhost:8000")

    def test_it_is_withdrawn(self, cast) -> None:
        invitation, link = self._invited(cast)
        assert Client().get(self._path(link)).status_code == 200
        invitation.person.representations.update(ended_at=timezone.now())
        end_what_hangs_on(invitation.person, by=cast.account("admin"))
        for method in ("get", "post"):
            assert getattr(Client(), method)(self._path(link)).status_code == 410
        assert AuditEvent.objects.filter(what="directory.invitation_withdrawn").count() == 1

    def test_not_where_something_is_to_come(self, cast) -> None:
        later = timezone.localdate() + timedelta(days=30)
        invitation, link = self._invited(cast, since=later)
        end_what_hangs_on(invitation.person, by=None)
        assert Client().get(self._path(link)).status_code == 200

    @staticmethod
    def _path(link: str) -> str:
        return "/invitations/" + link.split("/invitations/")[1]


class TestDocuments:
    """What one may no longer read is neither made nor handed out."""

    def _asked(self, cast) -> Document:
        agreement = agree.whole_agreement(
            partnership=cast.north, drafted_by=cast.account("liaison")
        )
        return request_document(agreement, by=cast.account("partner"), language="de")

    def test_waiting_ones_are_cancelled(self, cast) -> None:
        document = self._asked(cast)
        end_now(cast, "partner")
        document.refresh_from_db()
        assert document.status == Status.CANCELLED
        event = AuditEvent.objects.get(what="documents.cancelled")
        assert (event.by, event.target_id) == (cast.account("admin"), document.pk)

    def test_those_one_may_still_read_go_on(self, cast) -> None:
        document = self._asked(cast)
        make.SeatFactory(body=cast.north.bodies.get(), person=cast.people["partner"], voting=False)
        cast.people["partner"].representations.update(ended_at=timezone.now())
        end_what_hangs_on(cast.people["partner"], by=None)
        document.refresh_from_db()
        assert document.status == Status.QUEUED

    def test_a_finished_one_is_no_longer_handed_out(self, cast) -> None:
        document = self._asked(cast)
        Document.objects.filter(pk=document.pk).update(
            status=Status.DONE, file="documents/x.pdf", sha256="0" * 64
        )
        client = cast.client("partner")
        make.RepresentationFactory(  # the session goes on
            person=cast.people["partner"], organisation=cast.south.partners.get().organisation
        )
        cast.people["partner"].representations.filter(organisation=cast.association).update(
            ended_at=timezone.now()
        )
        for path in (f"/documents/{document.pk}/", f"/documents/{document.pk}/file/"):
            assert client.get(path).status_code == 404


def test_a_pending_letter_is_not_posted(cast) -> None:
    agreement = agree.whole_agreement(
        "under_consultation", partnership=cast.north, drafted_by=cast.account("liaison")
    )
    facts = {"agreement": agreement.pk, "stage": "under_consultation"}
    letter = write("agreements/stage_reached", to=cast.account("partner"), facts=facts)
    end_now(cast, "partner")
    letter.refresh_from_db()
    letter.status, letter.attempts, letter.holder = Status.RUNNING, 1, "x"
    letter.save()
    post(letter)
    letter.refresh_from_db()
    assert (letter.status, letter.error_code) == (Status.CANCELLED, "no_longer_allowed")


def test_a_right_whose_last_day_is_past(cast) -> None:
    """The right ended at midnight; the clock follows with what hung on it."""
    client = cast.client("partner")
    yesterday = timezone.localdate() - timedelta(days=1)
    cast.people["partner"].representations.update(until_on=yesterday)
    assert client.get(f"/partnerships/{cast.north.pk}/").status_code == 404
    assert client.get("/home/").status_code == 200
    assert follow_ends() == 1
    assert client.get("/home/").status_code == 302
    assert follow_ends() == 1  # again, nothing more to do


def test_ending_a_role_ends_it(cast) -> None:
    client = cast.client("analyst")
    grants.end_role(cast.people["analyst"].grants.get(), by=cast.account("admin"))
    assert client.get("/home/").status_code == 302
    assert not cast.account("analyst").access.has(Role.ANALYST)
