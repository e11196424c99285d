"""Bodies and seats: set up, edited, closed; filled, vacated, corrected, ended."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from partnerships.directory.actions import bodies
from partnerships.directory.models import Account, Body, Seat
from partnerships.shared.audit.models import AuditEvent
from tests.factories import directory as make
from tests.journeys.forms import NASTY, assert_plain, browser, opened, typed, words


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


@pytest.fixture
def body(cast) -> Body:
    """North's joint management, in which the chair sits."""
    return cast.north.bodies.get()


@pytest.fixture
def seat(body) -> Seat:
    """The chair's."""
    return body.seats.get()


class TestBody:
    """A committee, an office, a group."""

    VALUES = {
        "kind": "expert_working_group",
        "name": "Facharbeitsgruppe",
        "founded_on": "2023-01-01",
    }

    def test_set_up(self, cast) -> None:
        client = browser(cast, "chair")
        answer = client.post(f"/partnerships/{cast.north.pk}/bodies/set-up/", self.VALUES)
        made = Body.objects.get(name="Facharbeitsgruppe")
        assert answer["Location"] == f"/bodies/{made.pk}/"
        assert "Add a seat" in words(client.get(answer["Location"]).content)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("kind", "nonsense"),
            ("name", ""),
            ("name", "x" * 201),
            ("founded_on", ""),
            ("founded_on", "2190-01-01"),
            ("meetings_per_year", "0"),
            ("meetings_per_year", "9" * 30),
            ("meetings_per_year", "\x00"),
        ],
    )
    def test_refused(self, cast, field, value) -> None:
        path = f"/partnerships/{cast.north.pk}/bodies/set-up/"
        answer = browser(cast, "liaison").post(path, self.VALUES | {field: value})
        assert answer.status_code == 200 and field in answer.context["form"].errors

    def test_edit(self, cast, body) -> None:
        client, path = browser(cast, "liaison"), f"/bodies/{body.pk}/edit/"
        sent = typed(client, path, name=NASTY, founded_on="2022-09-07", meetings_per_year="4")
        answer = client.post(path, sent)
        assert answer.status_code == 302
        assert_plain(client.get(answer["Location"]).content)
        body.refresh_from_db()
        assert body.meetings_per_year == 4

    def test_close_ends_the_seats_and_their_access(self, cast, body) -> None:
        client = browser(cast, "liaison")
        assert "Chair Beispiel" in words(client.get(f"/bodies/{body.pk}/close/").content)
        sent = {"closed_on": yesterday().isoformat()}
        assert client.post(f"/bodies/{body.pk}/close/", sent).status_code == 302
        assert cast.account("chair").access.partnership_ids == frozenset()
        assert client.post(f"/bodies/{body.pk}/close/", sent).status_code == 403
        assert client.get(f"/bodies/{body.pk}/seats/add/").status_code == 403
        path = f"/bodies/{body.pk}/edit/"
        again = typed(client, path, closed_on="", founded_on="2022-09-07")
        assert client.post(path, again).status_code == 302
        body.refresh_from_db()
        assert body.closed_on is None

    def test_the_chair_closes_its_own_table(self, cast, body) -> None:
        sent = {"closed_on": yesterday().isoformat()}
        answer = browser(cast, "chair").post(f"/bodies/{body.pk}/close/", sent)
        assert answer["Location"] == "/partnerships/"


class TestSeat:
    """A chair at the table."""

    def test_add_with_and_without_a_holder(self, cast, body) -> None:
        client, path = browser(cast, "liaison"), f"/bodies/{body.pk}/seats/add/"
        values = {"label": "Beisitz", "voting": "no", "since": "2023-01-01"}
        assert client.post(path, values).status_code == 302
        named = {
            "label": "Vorsitz",
            "person": "Beispiel Partner",
            "organisation": "Verein Nord e. V.",
        }
        assert client.post(path, values | named).status_code == 302
        vacant, held = body.seats.order_by("position")[1:]
        assert (vacant.person, vacant.voting, vacant.position) == (None, False, 1)
        assert (held.person, held.organisation) == (cast.people["partner"], cast.association)

    @pytest.mark.parametrize("person", ["Outsider Beispiel", "Beispiel", "Niemand", "%", "\x00 x"])
    def test_only_people_one_sees(self, cast, body, person) -> None:
        values = {"label": "x", "voting": "yes", "since": "2023-01-01", "person": person}
        answer = browser(cast, "liaison").post(f"/bodies/{body.pk}/seats/add/", values)
        assert answer.status_code == 200 and "person" in answer.context["form"].errors
        assert "Outsider" not in str(answer.context["form"].errors)

    def test_fill_keeps_the_former_holder_until_the_day_before(self, cast, seat) -> None:
        sent = {"person": "Partner Beispiel", "since": "2024-03-01"}
        client, path = browser(cast, "liaison"), f"/seats/{seat.pk}/fill/"
        answer = client.post(path, opened(client, path) | sent)
        assert answer.status_code == 302
        seat.refresh_from_db()
        new = seat.body.seats.exclude(pk=seat.pk).get()
        assert (str(seat.until_on), str(new.since)) == ("2024-02-29", "2024-03-01")
        assert (new.label, new.voting, new.position) == (seat.label, True, seat.position)
        assert cast.account("chair").access.partnership_ids == frozenset()
        assert AuditEvent.objects.get(what="directory.seat_filled").facts["former"] == seat.pk
        assert not cast.account("partner").access.co_manages(cast.north.pk)
        bodies.take_seat(new, by=cast.account("partner"))
        assert cast.account("partner").access.co_manages(cast.north.pk)

    def test_a_name_at_the_table_neither_sees_nor_votes(self, cast, body) -> None:
        """Whoever keeps the partnership types it; only the organisation, or the person, says that it is so."""
        away = cast.south.partners.get().organisation
        stranger = make.PersonFactory(account=make.AccountFactory())
        by, values = cast.account("liaison"), {"label": "Beisitz", "since": make.LONG_AGO}
        seat = bodies.add_seat(body, by=by, person=stranger, organisation=away, **values)
        assert seat.taken_at is None
        assert not stranger.account.access.seats and not stranger.account.access.partnership_ids
        for name in set(cast.people) - {"outsider"}:
            with pytest.raises(PermissionDenied):
                bodies.take_seat(seat, by=cast.account(name))
        bodies.take_seat(seat, by=cast.account("outsider"))
        assert Account.objects.get(pk=stranger.account_id).access.co_manages(cast.north.pk)
        with pytest.raises(PermissionDenied):
            bodies.take_seat(seat, by=cast.account("outsider"))

    @pytest.mark.parametrize("name", ["partner", "liaison"])
    def test_taken_at_once_by_whom_the_organisation_named_before(self, cast, body, name) -> None:
        """The partner stands for the association; the liaison staff act for their own authority."""
        organisation = cast.association if name == "partner" else cast.police
        person = cast.people["partner"] if name == "partner" else make.PersonFactory()
        seat = bodies.add_seat(
            body, by=cast.account("liaison"), person=person, organisation=organisation, label="Sitz",
            since=make.LONG_AGO,
        )  # fmt: skip
        assert seat.taken_at and seat.taken_by == cast.account("liaison")

    def test_struck_by_oneself(self, cast, seat) -> None:
        for name in set(cast.people) - {"chair"}:
            with pytest.raises(PermissionDenied):
                bodies.strike_from_seat(seat, by=cast.account(name))
        bodies.strike_from_seat(seat, by=cast.account("chair"))
        assert cast.account("chair").access.partnership_ids == frozenset()
        left = seat.body.seats.current().get()
        assert (left.person, left.organisation, left.label) == (None, cast.police, seat.label)

    def test_vacate(self, cast, seat) -> None:
        by = cast.account("liaison")
        new = bodies.fill_seat(seat, by=by, since=date(2024, 3, 1), organisation=cast.police)
        assert (new.person, new.organisation) == (None, cast.police)
        assert AuditEvent.objects.filter(what="directory.seat_vacated").count() == 1

    @pytest.mark.parametrize(
        "values",
        [
            {"since": make.LONG_AGO},  # the former holder would have no day
            {"since": date(2190, 1, 1)},
        ],
    )
    def test_days_that_do_not_fit(self, cast, seat, values) -> None:
        with pytest.raises(ValidationError):
            bodies.fill_seat(seat, by=cast.account("liaison"), **values)

    def test_nothing_new(self, cast, seat) -> None:
        same = {"person": seat.person, "organisation": seat.organisation}
        with pytest.raises(ValidationError):
            bodies.fill_seat(seat, by=cast.account("liaison"), since=date(2024, 1, 1), **same)

    def test_correct(self, cast, seat) -> None:
        client, path = browser(cast, "liaison"), f"/seats/{seat.pk}/correct/"
        sent = typed(client, path, label="Ko-Vorsitz Polizei", voting="no")
        assert client.post(path, sent).status_code == 302
        seat.refresh_from_db()
        assert (seat.label, seat.voting) == ("Ko-Vorsitz Polizei", False)
        assert not cast.account("chair").access.co_manages(cast.north.pk)

    def test_end(self, cast, seat) -> None:
        client, path = browser(cast, "liaison"), f"/seats/{seat.pk}/end/"
        assert "Chair Beispiel" in words(client.get(path).content)
        for last, done in (
            ("2022-09-06", 200),
            (yesterday().isoformat(), 302),
            ("2024-01-01", 403),
        ):
            assert client.post(path, {"until_on": last}).status_code == done
        assert cast.account("chair").access.partnership_ids == frozenset()

    def test_others_may_not(self, cast, body, seat) -> None:
        for name in ("partner", "outsider", "dpo"):
            by = cast.account(name)
            for act in (
                lambda by=by: bodies.add_seat(body, by=by, label="x", since=date(2024, 1, 1)),
                lambda by=by: bodies.fill_seat(seat, by=by, since=date(2024, 1, 1)),
                lambda by=by: bodies.end_seat(seat, by=by, until_on=yesterday()),
                lambda by=by: bodies.close_body(body, by=by, closed_on=yesterday()),
            ):
                with pytest.raises(PermissionDenied):
                    act()


@pytest.mark.django_db(transaction=True)
def test_two_fill_the_same_seat_at_once(cast) -> None:
    """One sits there; the other is told that the seat has ended."""
    seat, start, results = cast.north.bodies.get().seats.get(), Barrier(2), []

    def run(name: str) -> None:
        try:
            by = cast.account("liaison")
            start.wait(5)
            person = cast.people[name]
            bodies.fill_seat(seat, by=by, person=person, since=timezone.localdate())
            results.append("sits")
        except PermissionDenied:
            results.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=run, args=(name,)) for name in ("partner", "former")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(results) == ["refused", "sits"]
    assert Seat.objects.current().count() == 1


class TestDaysOfABody:
    """A table ends on a day that has come, with its empty chairs."""

    def test_never_on_a_day_to_come(self, cast, body) -> None:
        tomorrow = timezone.localdate() + timedelta(days=1)
        with pytest.raises(ValidationError):
            bodies.close_body(body, by=cast.account("liaison"), closed_on=tomorrow)
        body.refresh_from_db()
        assert body.closed_on is None

    def test_closed_today_with_an_empty_chair_everybody_keeps_the_day(self, cast, body) -> None:
        make.SeatFactory(body=body, label="Leer")
        today = timezone.localdate()
        bodies.close_body(body, by=cast.account("liaison"), closed_on=today)
        assert set(body.seats.values_list("until_on", flat=True)) == {today}
        assert cast.account("chair").access.partnership_ids

    def test_a_chair_at_a_place_of_its_own(self, cast, body) -> None:
        by = cast.account("liaison")
        first = bodies.add_seat(body, by=by, label="Vorsitz", since=make.LONG_AGO, position=7)
        assert bodies.add_seat(body, by=by, label="Beisitz", since=make.LONG_AGO).position == 8
        assert first.position == 7
