"""The page of a past day: who was in it, under which name, with which standing, at which tables."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from config.demo.accounts import account
from partnerships.directory.actions import bodies, partners
from partnerships.directory.models import OrganisationName, Partnership, past
from partnerships.directory.models.past_bodies import read_bodies
from partnerships.directory.views.years import at_the_end, years
from tests.factories import directory as make
from tests.journeys.forms import browser, words

DORTMUND, SIKO = "Dialog und Vertrauen in Dortmund", "Sicherheitskooperation Ruhr"

pytestmark = pytest.mark.xdist_group(
    "demo"
)  # its load is long: one process makes it for both files


def page_of(client, name: str, day: str):
    partnership = Partnership.objects.get(name=name)
    return client.get(f"/partnerships/{partnership.pk}/on/", {"day": day})


class TestDemo:
    """Source: annual report of SiKo Ruhr 2020/2021; the police on the signing of 4 June 2024."""

    @pytest.fixture
    def liaison(self, demo, client):
        found = account("liaison")
        found.language = "en"
        found.save()
        client.force_login(found)
        return client

    def test_siko_on_31_december_2021(self, liaison) -> None:
        answer = page_of(liaison, SIKO, "2021-12-31")
        shown = words(answer.content)
        assert "22 partners" in shown
        assert "6 founding partners, 16 joined later" in shown
        assert "8 seats" in shown and "7 working groups" in shown
        assert len(answer.context["rows"]) == 22
        committee = [body for body in answer.context["bodies"] if body["seats"]]
        assert [len(body["seats"]) for body in committee] == [8]

    def test_the_day_before_only_the_founders(self, liaison) -> None:
        shown = words(page_of(liaison, SIKO, "2021-12-30").content)
        assert "6 founding partners" in shown and "joined later, " not in shown
        assert "6 partners" in shown

    def test_dortmund_twelve_and_the_police(self, liaison) -> None:
        answer = page_of(liaison, DORTMUND, "2024-06-04")
        assert "12 organisations and the police" in words(answer.content)
        assert len(answer.context["rows"]) == 13

    def test_few_questions(self, liaison, django_assert_max_num_queries) -> None:
        page_of(liaison, SIKO, "2021-12-31")
        with django_assert_max_num_queries(13):  # one of them is this test's
            page_of(liaison, SIKO, "2021-12-31")


class TestThen:
    """Names, standings and spans as they were."""

    def rows(self, cast, day: date) -> dict:
        found = past.partners_on(cast.north, day)
        return {row.organisation_id: (row.name_then, row.standing_then) for row in found}

    def test_the_name_of_that_day(self, cast) -> None:
        for name, since, until in (
            ("Erster", None, date(2022, 12, 31)),
            ("Zweiter", date(2023, 1, 1), date(2023, 12, 31)),
        ):
            OrganisationName.objects.create(
                organisation=cast.association,
                name=name,
                since=since,
                attested_on=date(2022, 12, 31),
                until_on=until,
            )
        told = [
            self.rows(cast, day)[cast.association.pk][0]
            for day in (date(2022, 12, 31), date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 1))
        ]
        assert told == ["Erster", "Zweiter", "Zweiter", "Verein Nord e. V."]

    def test_the_standing_of_that_day(self, cast) -> None:
        row, by = cast.north.partners.get(organisation=cast.association), cast.account("liaison")
        partners.change_standing(row, by=by, standing="observer", on_day=date(2023, 6, 1))
        partners.change_standing(row, by=by, standing="advisory", attested_on=date(2024, 6, 1))
        told = [
            self.rows(cast, day)[cast.association.pk][1]
            for day in (date(2023, 5, 31), date(2023, 6, 1), date(2024, 5, 31), date(2024, 6, 1))
        ]
        assert told == ["full", "observer", "observer", "advisory"]
        assert row.standing_changes.count() == 2

    def test_who_left_stays_until_the_last_day(self, cast) -> None:
        row = cast.north.partners.get(organisation=cast.association)
        by = cast.account("liaison")
        partners.leave_partnership(row, by=by, until_on=date(2023, 12, 31))
        assert len(self.rows(cast, date(2023, 12, 31))) == 2
        assert len(self.rows(cast, date(2024, 1, 1))) == 1

    def test_a_seat_filled_anew_is_right_on_both_days(self, cast) -> None:
        by, body = cast.account("liaison"), cast.north.bodies.get()
        bodies.fill_seat(
            body.seats.get(), by=by, person=cast.people["partner"], since=date(2024, 1, 1)
        )
        told = [
            [seat.person_id for found in read_bodies(cast.north, day) for seat in found.seats]
            for day in (date(2023, 12, 31), date(2024, 1, 1))
        ]
        assert told == [[cast.people["chair"].pk], [cast.people["partner"].pk]]

    def test_bodies_open_and_closed(self, cast) -> None:
        body = make.BodyFactory(partnership=cast.north, founded_on=date(2023, 1, 1))
        bodies.close_body(body, by=cast.account("liaison"), closed_on=date(2023, 12, 31))
        open_on = [
            body.pk in [found.id for found in read_bodies(cast.north, day)]
            for day in (date(2022, 12, 31), date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 1))
        ]
        assert open_on == [False, True, True, False]

    def test_telling_days(self, cast) -> None:
        row = cast.north.partners.get(organisation=cast.association)
        by = cast.account("liaison")
        partners.change_standing(row, by=by, standing="observer", on_day=date(2023, 6, 1))
        partners.leave_partnership(row, by=by, until_on=date(2023, 12, 31))
        course = past.read_course(cast.north, make.LONG_AGO, timezone.localdate())
        assert course.days == [date(2024, 1, 1), date(2023, 6, 1), make.LONG_AGO]
        assert at_the_end(course) == [(2022, 2, 0, 2), (2023, 0, 0, 2), (2024, 0, 1, 1)]
        shown = browser(cast, "liaison").get(f"/partnerships/{cast.north.pk}/on/")
        assert (
            "Partners at the end of each year: 2022: 2, 2023: 2, 2024: 1" in shown.content.decode()
        )

    def test_more_partners_than_are_counted(self, cast, monkeypatch) -> None:
        monkeypatch.setattr(past, "LIMIT", 1)
        course = past.read_course(cast.north, make.LONG_AGO, timezone.localdate())
        assert course.years == [] and years(course) is None
        assert course.now == course.there.all == 2 and course.there.police == 0


class TestPage:
    """Kind to every question."""

    @pytest.mark.parametrize("day", ["2190-01-01", "31.02.2020", "0001-01-01", "\x00", "x" * 5000])
    def test_no_day_to_show(self, cast, day) -> None:
        answer = browser(cast, "partner").get(f"/partnerships/{cast.north.pk}/on/", {"day": day})
        assert answer.status_code == 200 and answer.context["form"].errors
        assert "rows" not in answer.context

    def test_a_day_to_come_is_told_so(self, cast) -> None:
        tomorrow = timezone.localdate() + timedelta(days=1)
        answer = browser(cast, "partner").get(
            f"/partnerships/{cast.north.pk}/on/", {"day": tomorrow.isoformat()}
        )
        assert "This day has not come yet." in words(answer.content)

    def test_before_the_founding(self, cast) -> None:
        answer = browser(cast, "partner").get(
            f"/partnerships/{cast.north.pk}/on/", {"day": "2001-01-01"}
        )
        assert "had not been founded yet" in words(answer.content)

    def test_today_and_long_lists(self, cast) -> None:
        for _number in range(60):
            make.PartnerFactory(partnership=cast.north)
        client, path = browser(cast, "partner"), f"/partnerships/{cast.north.pk}/on/"
        first = client.get(path, {"day": "2023-01-01"})
        assert len(first.context["rows"]) == 50 and "62 partners" in words(first.content)
        cursor = first.context["page"].following
        second = client.get(path, {"day": "2023-01-01", "cursor": cursor})
        assert len(second.context["rows"]) == 12
        assert client.get(path).status_code == 200

    def test_others_see_nothing(self, cast) -> None:
        for name in ("outsider", "former", "admin"):
            assert browser(cast, name).get(f"/partnerships/{cast.north.pk}/on/").status_code == 404
