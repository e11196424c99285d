"""The register and the calendar: what stands in them, what may be asked, and what the home page says."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
import time_machine

from partnerships.agreements.actions.drafting import remove_party
from partnerships.agreements.actions.rounds import recall
from partnerships.agreements.models import Agreement, Ceremony
from partnerships.agreements.tasks import follow_terms
from partnerships.agreements.todo import items
from tests.cast import Cast
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.journeys.forms import browser, words
from tests.kept import kept


def at(day: str):
    """The clock stands at ten in the morning of this day."""
    return time_machine.travel(
        datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=UTC), tick=False
    )


@kept(after="cast")
def signed(cast: Cast) -> Agreement:
    """One of three has signed; until 1 March 2027 the others may."""
    made = agree.whole_agreement(
        partnership=cast.north, drafted_by=cast.account("liaison"), title="Zu unterschreiben"
    )
    first = made.parties.first()
    agree.PartyFactory(agreement=made, organisation=cast.association, name="Verein Nord e. V.")
    agree.signed_by(made, first, deadline_on=date(2027, 3, 1))
    return made


@pytest.fixture
def lasting(cast) -> Agreement:
    """From 4 June 2024 for 36 months, three months' notice, looked at every year."""
    made = agree.AgreementFactory(
        partnership=cast.north,
        drafted_by=cast.account("liaison"),
        title="Nordvertrag",
        title_en="Northern agreement",
        term_months=36,
        renewal="by_decision",
        evaluation_months=12,
    )
    for organisation in (cast.police, cast.association):
        agree.PartyFactory(agreement=made, organisation=organisation)
    return agree.put_in_force(made, "2024-06-04")


def rows(answer) -> list[dict[str, str]]:
    """The file as a spreadsheet reads it."""
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=","))


class TestRegister:
    """Columns, filters, order, files."""

    def test_what_stands_in_a_row(self, cast, signed, lasting) -> None:
        with at("2026-01-15"):
            told = rows(browser(cast, "liaison").get("/agreements/?export=csv&sort=title"))
        lasting_row, signed_row = sorted(told, key=lambda row: row["Title"])
        assert lasting_row == {
            "Title": "Northern agreement",
            "Partnership": "North",
            "Stage": "In force",
            "In force from": "2024-06-04",
            "In force until": "2027-06-03",
            "Parties": "2",
            "Signatures": "",
            "Next date": "2027-03-03",
        }
        assert signed_row["Signatures"] == "1 of 3 signed"
        assert signed_row["Next date"] == "2027-03-01"

    def test_who_left_the_draft_is_no_party(self, cast, signed) -> None:
        chair, left = cast.account("chair"), signed.parties.first()
        recall(signed, by=chair, reason="Ein Absatz fehlt.")
        remove_party(left, by=chair)
        [row] = rows(browser(cast, "liaison").get("/agreements/?export=csv"))
        assert (row["Parties"], row["Signatures"]) == ("2", "")
        with_it = browser(cast, "liaison").get(f"/agreements/?export=csv&party={left.name}")
        assert rows(with_it) == []

    @pytest.mark.parametrize(
        ("day", "next_day", "text"),
        [
            ("2025-01-15", "4 Jun 2025", "evaluation due"),
            ("2026-01-15", "3 Mar 2027", "last day to give notice"),
            ("2027-03-04", "3 Jun 2027", "ends"),
        ],
    )
    def test_the_next_date(self, cast, lasting, day, next_day, text) -> None:
        with at(day):
            shown = words(browser(cast, "liaison").get("/agreements/").content)
        assert f"{next_day} , {text}" in shown or f"{next_day}, {text}" in shown

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("q=northern", {"Northern agreement"}),
            ("q=nord vertrag", {"Northern agreement"}),
            ("stage=ready_to_sign", {"Zu unterschreiben"}),
            ("party=verein nord", {"Zu unterschreiben", "Northern agreement"}),
            ("party=polizei", {"Northern agreement"}),
            ("partnership=north", {"Zu unterschreiben", "Northern agreement"}),
            ("partnership=south", set()),
            ("ends_before=2027-06-04", {"Northern agreement"}),
            ("ends_before=2027-06-03", set()),
        ],
    )
    def test_filters(self, cast, signed, lasting, asked, found) -> None:
        for path in ("/agreements/", f"/agreements/of/{cast.north.pk}/"):
            if "partnership" in asked and "of" in path:
                continue
            told = rows(browser(cast, "liaison").get(f"{path}?{asked}&export=csv"))
            assert {row["Title"] for row in told} == found, path

    @pytest.mark.parametrize("sort", ["title", "stage", "effective_on", "until_on", "partnership"])
    def test_orders_on_page_and_in_files(self, cast, signed, lasting, sort) -> None:
        client = browser(cast, "liaison")
        for way in ("", "-"):
            told = rows(client.get(f"/agreements/?export=csv&sort={way}{sort}"))
            assert len(told) == 2
            assert client.get(f"/agreements/?sort={way}{sort}").status_code == 200

    def test_a_file_holds_what_one_sees(self, cast, signed) -> None:
        agree.whole_agreement(partnership=cast.south)
        for name, number in (("liaison", 1), ("partner", 1), ("outsider", 1), ("admin", 0)):
            answer = browser(cast, name).get("/agreements/?export=csv")
            assert len(rows(answer)) == number, name
        excel = browser(cast, "liaison").get(f"/agreements/of/{cast.north.pk}/?export=xlsx")
        assert b"".join(excel.streaming_content).startswith(b"PK")


class TestCalendar:
    """Every day of a year, in its order."""

    def told(self, cast, year: str, name: str = "liaison") -> str:
        return words(browser(cast, name).get("/agreements/calendar/", {"year": year}).content)

    def test_the_days_of_the_last_year(self, cast, lasting) -> None:
        with at("2026-12-01"):
            shown = self.told(cast, "2027")
        assert "March 2027" in shown and "June 2027" in shown
        for text in ("End of the term", "Last day to give notice", "three months before the end"):
            assert text in shown
        with at("2026-12-01"):
            shown = self.told(cast, "2026")
        assert "six months before the end" in shown and "End of the term" not in shown

    def test_exits_accessions_and_ceremonies(self, cast, lasting, signed) -> None:
        day = date(2027, 2, 1)
        by = cast.account("partner")
        lasting.exits.create(
            organisation=cast.association,
            name="Verein Nord",
            noticed_on=date(2027, 1, 4),
            last_on=date(2027, 4, 4),
            noticed_by=by,
        )
        lasting.accessions.create(
            organisation=make.OrganisationFactory(),
            name="Verein Neu",
            declared_on=day,
            declared_by=by,
            signed_name="Jemand",
        )
        moment = datetime(2027, 3, 1, 17, tzinfo=UTC)
        Ceremony.objects.create(agreement=signed, at=moment, place="Rathaus")
        with at("2027-01-10"):
            shown = self.told(cast, "2027")
        assert "Last day of Verein Nord" in shown
        assert "Decision on the accession of Verein Neu" in shown
        assert "Signing ceremony" in shown

    @pytest.mark.parametrize("year", ["", "0", "99999", "x", "\x00", "-1", "2199", "1990"])
    def test_years_that_make_no_sense(self, cast, lasting, year) -> None:
        answer = browser(cast, "liaison").get("/agreements/calendar/", {"year": year})
        assert answer.status_code == 200

    def test_others_see_nothing(self, cast, lasting) -> None:
        with at("2026-12-01"):
            assert "Nordvertrag" not in self.told(cast, "2027", "outsider")
            assert "Northern agreement" in self.told(cast, "2027", "partner")


class TestHome:
    """What waits, and for whom."""

    def said(self, cast, name: str) -> list[str]:
        return [str(task.text) for task in items.items_in_force(cast.account(name))]

    def test_near_the_end_everybody_is_asked(self, cast, lasting) -> None:
        with at("2027-01-15"):
            follow_terms()
            for name in ("liaison", "chair", "partner"):
                assert "In renewal: it has to be decided" in self.said(cast, name)
            assert self.said(cast, "outsider") == []

    def test_keepers_evaluate_decide_and_look_for_contacts(self, cast, lasting) -> None:
        cast.people["partner"].representations.update(until_on=date(2025, 6, 1))
        lasting.accessions.create(
            organisation=make.OrganisationFactory(),
            name="Verein Neu",
            declared_on=date(2025, 6, 2),
            declared_by=cast.account("partner"),
            signed_name="Jemand",
        )
        with at("2025-06-04"):
            follow_terms()
            wanted = {
                "Decide on the accession of Verein Neu",
                "Evaluate how the agreement works",
                "Verein Nord e. V. has no contact person",
            }
            assert set(self.said(cast, "chair")) == wanted
            lasting.evaluations.create(
                held_on=date(2025, 6, 4), findings="x", noted_by=cast.account("chair")
            )
            make.RepresentationFactory(organisation=cast.association)
            assert self.said(cast, "chair") == ["Decide on the accession of Verein Neu"]
