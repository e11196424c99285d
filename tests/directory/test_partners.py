"""Found and edit a partnership; partners come, change their standing, leave, and are corrected."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from partnerships.directory.actions import partners, partnerships
from partnerships.directory.models import (
    Account,
    Entry,
    Organisation,
    Partner,
    Partnership,
    Side,
    Standing,
)
from partnerships.shared.audit.models import AuditEvent
from tests.factories import directory as make
from tests.journeys.forms import HTML, browser, typed, words

VALUES = {"side": "civil", "entry": "joined", "standing": "full"}
TODAY = timezone.localdate


def admit(cast, organisation, by="liaison", **values) -> Partner:
    values = {"side": Side.CIVIL, "entry": Entry.JOINED, "since": date(2023, 1, 1)} | values
    return partners.admit_partner(cast.north, organisation, by=cast.account(by), **values)


@pytest.fixture
def member(cast) -> Partner:
    """The association in North, since 7 September 2022."""
    return cast.north.partners.get(organisation=cast.association)


def events(what: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(what=f"directory.{what}"))


class TestFound:
    """Whoever founds a partnership sees it at once."""

    def test_liaison_staff_found_it_for_their_authority(self, cast) -> None:
        client = browser(cast, "liaison")
        values = typed(client, "/partnerships/found/", name="Neu", founded_on="2024-01-01")
        assert values["founder"] == "Polizei Nord"  # their only one stands there
        answer = client.post("/partnerships/found/", values)
        made = Partnership.objects.get(name="Neu")
        assert answer["Location"] == f"/partnerships/{made.pk}/"
        assert client.get(answer["Location"]).status_code == 200
        first = made.partners.get()
        assert (first.organisation, first.entry, first.side, str(first.since)) == (
            cast.police, "founding", "authority", "2024-01-01",
        )  # fmt: skip
        assert len(events("partnership_founded")) == len(events("partner_admitted")) == 1

    def test_where_the_day_is_unknown_today_attests_it(self, cast) -> None:
        by = cast.account("liaison")
        made = partnerships.found_partnership(by=by, name="Neu", founder=cast.police)
        assert made.partners.get().attested_on == TODAY()
        assert made.pk in cast.account("liaison").access.partnership_ids

    def test_administrators_found_for_any_organisation_and_see_it_not(self, cast) -> None:
        client = browser(cast, "admin")
        values = {"name": "Neu", "founder": "verein nord e.v."}
        answer = client.post("/partnerships/found/", values)
        assert answer["Location"] == f"/organisations/{cast.association.pk}/"

    @pytest.mark.parametrize(
        "founder", ["", "Verein Nord e. V.", "Niemand", HTML, "\x00", "[999999]"]
    )
    def test_for_others_it_is_refused(self, cast, founder) -> None:
        client = browser(cast, "liaison")
        answer = client.post("/partnerships/found/", {"name": "Neu", "founder": founder})
        assert answer.status_code == 200 and "founder" in answer.context["form"].errors
        assert not Partnership.objects.filter(name="Neu").exists()

    def test_the_action_looks_too(self, cast) -> None:
        for founder, error in ((cast.association, PermissionDenied), (None, ValidationError)):
            with pytest.raises(error):
                partnerships.found_partnership(
                    by=cast.account("liaison"), name="Neu", founder=founder
                )

    def test_edit(self, cast) -> None:
        client, path = browser(cast, "chair"), f"/partnerships/{cast.north.pk}/edit/"
        assert client.post(path, typed(client, path, region="Ruhr")).status_code == 302
        cast.north.refresh_from_db()
        assert cast.north.region == "Ruhr"
        event = events("partnership_edited")[0]
        assert event.facts == {"fields": ["region"]} and event.capacity.startswith("directory.Seat")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", ""),
            ("name", "x" * 201),
            ("founded_on", "2199-01-01"),
            ("founded_on", "0001-01-01"),
            ("population", "-1"),
            ("population", "9" * 30),
            ("purpose", "x" * 2001),
        ],
    )
    def test_what_is_refused_stays_in_the_form(self, cast, field, value) -> None:
        client, path = browser(cast, "liaison"), f"/partnerships/{cast.north.pk}/edit/"
        answer = client.post(path, typed(client, path, **{field: value}))
        assert answer.status_code == 200 and field in answer.context["form"].errors
        assert value in answer.content.decode()


class TestAdmit:
    """By name, among the organisations that one sees."""

    @pytest.fixture
    def fresh(self, cast) -> Organisation:
        return make.OrganisationFactory(
            name="Neuer Verein", entered_by=cast.people["liaison"].account
        )

    def test_by_name(self, cast, fresh) -> None:
        client, path = browser(cast, "liaison"), f"/partnerships/{cast.north.pk}/partners/admit/"
        values = VALUES | {"organisation": "neuer VEREIN", "since": "2023-01-01"}
        answer = client.post(path, values | {"decision": "Beschluss 3", "decided_on": "2022-12-01"})
        made = Partner.objects.get(organisation=fresh)
        assert answer["Location"] == f"/partners/{made.pk}/"
        shown = words(client.get(answer["Location"]).content)
        assert "Neuer Verein" in shown and "Beschluss 3" in shown and "Joined later" in shown

    def test_a_link_fills_the_name_in(self, cast, fresh) -> None:
        path = f"/partnerships/{cast.north.pk}/partners/admit/"
        client = browser(cast, "liaison")
        assert (
            'value="Neuer Verein"' in client.get(f"{path}?organisation={fresh.pk}").content.decode()
        )
        foreign = cast.south.partners.get().organisation
        for asked in (foreign.pk, "x", "9" * 30, "\x00", "²"):
            shown = client.get(path, {"organisation": asked}).content.decode()
            assert foreign.name not in shown

    def test_a_hidden_name_is_as_unknown_as_none(self, cast) -> None:
        hidden = cast.south.partners.get().organisation.name
        client, path = browser(cast, "liaison"), f"/partnerships/{cast.north.pk}/partners/admit/"
        said = [
            client.post(path, VALUES | {"organisation": name, "since": "2023-01-01"})
            .context["form"].errors["organisation"]
            for name in (hidden, "Gibt es nicht", f"x [{cast.south.partners.get().organisation_id}]")
        ]  # fmt: skip
        assert len({str(each) for each in said}) == 1

    def test_near_and_equal_names_are_offered(self, cast, fresh) -> None:
        client, path = browser(cast, "liaison"), f"/partnerships/{cast.north.pk}/partners/admit/"
        values = VALUES | {"since": "2023-01-01"}
        assert "Neuer Verein" in words(
            client.post(path, values | {"organisation": "Neuer"}).content
        )
        twin = make.OrganisationFactory(name="Neuer Verein", entered_by=fresh.entered_by)
        answer = client.post(path, values | {"organisation": "Neuer Verein"})
        assert f"Neuer Verein [{twin.pk}]" in words(answer.content)
        chosen = values | {"organisation": f"Neuer Verein [{twin.pk}]"}
        assert client.post(path, chosen).status_code == 302
        assert Partner.objects.filter(organisation=twin).exists()

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"since": ""}, "since"),
            ({"since": "2199-01-01"}, "since"),
            ({"since": "31.02.2026"}, "since"),
            ({"side": "nowhere"}, "side"),
            ({"entry": "\x00"}, "entry"),
            ({"decision": "x" * 251}, "decision"),
        ],
    )
    def test_refused_with_a_reason_at_the_field(self, cast, fresh, values, field) -> None:
        client, path = browser(cast, "liaison"), f"/partnerships/{cast.north.pk}/partners/admit/"
        sent = VALUES | {"organisation": "Neuer Verein", "since": "2023-01-01"} | values
        answer = client.post(path, sent)
        assert answer.status_code == 200 and field in answer.context["form"].errors

    def test_unknown_beginning(self, cast, fresh) -> None:
        made = admit(cast, fresh, since=None, attested_on=date(2023, 5, 1))
        assert made.since is None

    @pytest.mark.parametrize(
        ("since", "until", "fits"),
        [
            (date(2023, 1, 1), None, False),
            (date(2021, 1, 1), date(2022, 9, 7), False),  # the last day is the first one there
            (date(2021, 1, 1), date(2022, 9, 6), True),
        ],
    )
    def test_nobody_is_a_partner_twice_on_one_day(self, cast, since, until, fits) -> None:
        if fits:
            assert admit(cast, cast.association, since=since, until_on=until)
        else:
            with pytest.raises(ValidationError, match="already|bereits"):
                admit(cast, cast.association, since=since, until_on=until)

    def test_who_left_comes_back(self, cast, member) -> None:
        by = cast.account("liaison")
        partners.leave_partnership(member, by=by, until_on=date(2023, 12, 31))
        assert admit(cast, cast.association, since=date(2024, 1, 1))
        with pytest.raises(ValidationError):
            partners.correct_partner(member, by=by, until_on=date(2024, 1, 1))

    def test_a_merged_duplicate_is_not_admitted(self, cast, fresh) -> None:
        fresh.merged_into = cast.association
        fresh.save()
        with pytest.raises(ValidationError):
            admit(cast, fresh)

    @pytest.mark.parametrize("name", ["partner", "outsider", "dpo", "former"])
    def test_others_may_not(self, cast, fresh, name) -> None:
        with pytest.raises(PermissionDenied):
            admit(cast, fresh, by=name)


@pytest.mark.django_db(transaction=True)
def test_two_admit_the_same_at_once(cast) -> None:
    """One comes in, the other is told so."""
    organisation = make.OrganisationFactory()
    start, results = Barrier(2), []

    def run(name: str) -> None:
        try:
            by = cast.account(name)
            start.wait(5)
            admit_as(by)
            results.append("in")
        except ValidationError as error:
            results.append(error.code)
        finally:
            connection.close()

    def admit_as(by: Account) -> None:
        values = {"side": Side.CIVIL, "entry": Entry.JOINED, "since": date(2023, 1, 1)}
        partners.admit_partner(cast.north, organisation, by=by, **values)

    threads = [Thread(target=run, args=(name,)) for name in ("liaison", "chair")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(results) == ["in", "twice"]
    assert Partner.objects.filter(organisation=organisation).count() == 1


class TestStanding:
    """Full, advisory, observer: from a day on, or attested on one."""

    def test_the_change_keeps_what_was(self, cast, member) -> None:
        client, path = browser(cast, "liaison"), f"/partners/{member.pk}/standing/"
        answer = client.post(path, typed(client, path, standing="observer", on_day="2024-05-01"))
        assert answer["Location"] == f"/partners/{member.pk}/"
        member.refresh_from_db()
        change = member.standing_changes.get()
        assert (change.before, change.after, member.standing) == ("full", "observer", "observer")
        assert "From now on observer" in words(client.get(answer["Location"]).content)

    @pytest.mark.parametrize(
        "values",
        [
            {"standing": "full", "on_day": date(2024, 1, 1)},
            {"standing": "observer"},
            {"standing": "observer", "on_day": date(2022, 1, 1)},
            {"standing": "observer", "on_day": date(2190, 1, 1)},
            {"standing": "nonsense", "on_day": date(2024, 1, 1)},
        ],
    )
    def test_refused(self, cast, member, values) -> None:
        with pytest.raises(ValidationError):
            partners.change_standing(member, by=cast.account("liaison"), **values)

    def test_not_before_the_change_before(self, cast, member) -> None:
        by = cast.account("liaison")
        partners.change_standing(member, by=by, standing="advisory", on_day=date(2024, 1, 1))
        with pytest.raises(ValidationError):
            partners.change_standing(member, by=by, standing="full", on_day=date(2023, 12, 31))
        partners.change_standing(member, by=by, standing="full", attested_on=date(2024, 1, 1))
        assert member.standing_changes.count() == 2

    def test_not_after_leaving(self, cast, member) -> None:
        by = cast.account("liaison")
        partners.leave_partnership(member, by=by, until_on=date(2023, 12, 31))
        with pytest.raises(PermissionDenied):
            partners.change_standing(member, by=by, standing="observer", on_day=TODAY())


class TestLeave:
    """The last day, and what ends with it."""

    def test_the_confirmation_names_whom_it_concerns(self, cast, member) -> None:
        body = cast.north.bodies.get()
        make.SeatFactory(body=body, organisation=cast.association, label="Zweiter Vorsitz")
        shown = words(browser(cast, "liaison").get(f"/partners/{member.pk}/leave/").content)
        assert "Partner Beispiel" in shown and "Zweiter Vorsitz" in shown

    def test_access_ends_on_the_next_request(self, cast, member) -> None:
        open_tab = browser(cast, "partner")
        assert open_tab.get(f"/partnerships/{cast.north.pk}/").status_code == 200
        yesterday = TODAY() - timedelta(days=1)
        values = {"until_on": yesterday.isoformat(), "leaving_decision": "Eigener Wunsch"}
        answer = browser(cast, "liaison").post(f"/partners/{member.pk}/leave/", values)
        assert answer.status_code == 302
        assert open_tab.get(f"/partnerships/{cast.north.pk}/").status_code == 404
        member.refresh_from_db()
        assert member.leaving_decision == "Eigener Wunsch"

    def test_until_its_last_day_nothing_changes(self, cast, member) -> None:
        partners.leave_partnership(member, by=cast.account("liaison"), until_on=TODAY())
        assert cast.north.pk in cast.account("partner").access.partnership_ids

    @pytest.mark.parametrize(("stay", "left"), [(False, 0), (True, 1)])
    def test_seats(self, cast, member, stay, left) -> None:
        make.SeatFactory(body=cast.north.bodies.get(), organisation=cast.association)
        by = cast.account("liaison")
        last = TODAY() - timedelta(days=1)
        partners.leave_partnership(member, by=by, until_on=last, end_seats=not stay)
        assert partners.seats_of(member).count() == left

    def test_twice_and_before_it_came(self, cast, member) -> None:
        by = cast.account("liaison")
        with pytest.raises(ValidationError):
            partners.leave_partnership(member, by=by, until_on=date(2022, 9, 6))
        partners.leave_partnership(member, by=by, until_on=date(2023, 1, 1))
        with pytest.raises(PermissionDenied):
            partners.leave_partnership(member, by=by, until_on=date(2023, 1, 2))

    def test_the_own_authority_leaves(self, cast) -> None:
        own = cast.north.partners.get(organisation=cast.police)
        values = {"until_on": (TODAY() - timedelta(days=1)).isoformat()}
        answer = browser(cast, "liaison").post(f"/partners/{own.pk}/leave/", values)
        assert answer["Location"] == "/partnerships/"


class TestCorrect:
    """Slips of the pen."""

    def test_dates_and_side(self, cast, member) -> None:
        client, path = browser(cast, "liaison"), f"/partners/{member.pk}/correct/"
        sent = typed(client, path, side="other", since="", attested_on="2022-10-01")
        assert client.post(path, sent).status_code == 302
        member.refresh_from_db()
        assert (member.side, member.since, str(member.attested_on)) == ("other", None, "2022-10-01")
        assert events("partner_corrected")[0].facts["fields"] == ["attested_on", "side", "since"]

    def test_a_mistaken_leaving_is_taken_back(self, cast, member) -> None:
        by = cast.account("liaison")
        partners.leave_partnership(member, by=by, until_on=date(2023, 12, 31))
        client, path = browser(cast, "liaison"), f"/partners/{member.pk}/correct/"
        assert client.post(path, typed(client, path, until_on="")).status_code == 302
        assert cast.north.pk in cast.account("partner").access.partnership_ids

    def test_the_standing_only_before_it_changed(self, cast, member) -> None:
        client, path = browser(cast, "liaison"), f"/partners/{member.pk}/correct/"
        assert "standing" in client.get(path).context["form"].fields
        by = cast.account("liaison")
        partners.change_standing(member, by=by, standing=Standing.ADVISORY, on_day=TODAY())
        assert "standing" not in client.get(path).context["form"].fields

    def test_the_end_before_the_beginning(self, cast, member) -> None:
        client, path = browser(cast, "liaison"), f"/partners/{member.pk}/correct/"
        answer = client.post(path, typed(client, path, until_on="2022-01-01"))
        assert "The end must not be before the beginning." in words(answer.content)


def test_the_page_of_a_partner(cast, member) -> None:
    path = f"/partners/{member.pk}/"
    assert "It leaves" in words(browser(cast, "liaison").get(path).content)
    assert "It leaves" not in words(browser(cast, "partner").get(path).content)
    assert browser(cast, "outsider").get(path).status_code == 404


def test_who_left_at_once_can_come_again_the_same_day(cast) -> None:
    there = Partner.objects.get(partnership=cast.north, organisation=cast.association)
    Partner.objects.filter(pk=there.pk).update(ended_at=timezone.now())
    again = partners.admit_partner(
        cast.north, cast.association, by=cast.account("liaison"), since=TODAY(), **VALUES
    )
    assert Partner.objects.current().get(organisation=cast.association) == again


def test_an_administrator_founds_one_whose_founder_is_not_known_yet(cast) -> None:
    made = partnerships.found_partnership(by=cast.account("admin"), name="Bündnis Ost")
    assert not made.partners.exists()
