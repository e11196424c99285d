"""What happens to an agreement in force, action by action: what stands there afterwards, and what is refused."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile

from partnerships.agreements.actions import life
from partnerships.agreements.actions.life.amending import mark_title
from partnerships.agreements.life import members
from partnerships.agreements.life.due import due
from partnerships.agreements.models import Agreement, FileKind, Reminder
from partnerships.agreements.stages import Stage
from partnerships.agreements.tasks import follow_terms
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.actions import compose
from partnerships.shared.letters.models import Letter
from partnerships.shared.registry import letter_kinds
from tests.factories import agreements as agree
from tests.factories import directory as make

BEGIN = "2024-06-04"


def at(day: str):
    """The clock stands at ten in the morning of this day."""
    return time_machine.travel(
        datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=UTC), tick=False
    )


@pytest.fixture
def make_agreement(cast):
    """Of police and association, for 36 months from 4 June 2024; ends on 3 June 2027."""

    def _make(**values) -> Agreement:
        values = {
            "partnership": cast.north,
            "title": "Nordvertrag",
            "drafted_by": cast.account("liaison"),
            "term_months": 36,
            "renewal": "by_decision",
            "renewal_months": 12,
            "evaluation_months": 0,
        } | values
        made = agree.AgreementFactory(**values)
        agree.ClauseFactory(agreement=made, english=True)
        for position, organisation in enumerate((cast.police, cast.association)):
            agree.PartyFactory(agreement=made, organisation=organisation, position=position)
        return agree.put_in_force(made, BEGIN)

    return _make


@pytest.fixture
def agreement(make_agreement) -> Agreement:
    return make_agreement()


@pytest.fixture
def third(cast):
    """A partner that is not bound; the outsider may sign for it."""
    found = make.PartnerFactory(partnership=cast.north).organisation
    make.RepresentationFactory(
        person=cast.people["outsider"], organisation=found, may_sign=True, function="Vorsitz"
    )
    return found


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def told() -> list[tuple[str, str]]:
    """Who got a letter about what."""
    rows = Letter.objects.order_by("pk").values_list("recipient__email", "facts__what")
    return sorted((email.split("@")[0], what) for email, what in rows)


def events() -> list[str]:
    kept = AuditEvent.objects.order_by("id").values_list("what", flat=True)
    return [what.removeprefix("agreements.") for what in kept]


class TestTheClock:
    """Once, twice, late, and by each rule."""

    def test_without_renewal_it_expires(self, make_agreement) -> None:
        ending = make_agreement(renewal="ends")
        with at("2027-06-03"):
            assert follow_terms() == {"reminded": 1}
            assert fresh(ending).stage == Stage.IN_FORCE
        with at("2027-06-04"):
            assert follow_terms() == {"expire": 1, "reminded": 0}
            assert follow_terms() == {"reminded": 0}
        ending = fresh(ending)
        assert (ending.stage, ending.ended_on) == (Stage.EXPIRED, date(2027, 6, 3))
        assert [what for _who, what in told()] == ["expired", "reminder"] * 3

    def test_without_a_decision_it_expires(self, agreement) -> None:
        with at("2026-12-03"):
            follow_terms()
        with at("2027-06-04"):
            assert follow_terms() == {"expire": 1, "reminded": 0}
        assert fresh(agreement).ended_on == date(2027, 6, 3)

    def test_by_itself_also_after_three_days_without_clock(self, make_agreement) -> None:
        automatic = make_agreement(renewal="automatic")
        with at("2027-06-07"):
            assert follow_terms() == {"begin_renewal": 1, "renew": 1, "reminded": 0}
            assert follow_terms() == {"reminded": 0}
        renewal = fresh(automatic).renewals.get()
        assert (renewal.from_on, renewal.until_on) == (date(2027, 6, 4), date(2028, 6, 3))
        assert renewal.by_itself and renewal.decided_by is None
        assert renewal.decided_on == date(2027, 6, 4)
        assert (fresh(automatic).stage, fresh(automatic).until_on) == (
            Stage.IN_FORCE,
            date(2028, 6, 3),
        )

    def test_after_years_without_clock_it_catches_up(self, make_agreement) -> None:
        automatic = make_agreement(renewal="automatic")
        with at("2029-06-10"):
            follow_terms()
        ends = [r.until_on.year for r in automatic.renewals.order_by("from_on")]
        assert (ends, fresh(automatic).until_on) == ([2028, 2029, 2030], date(2030, 6, 3))

    def test_notice_of_the_whole_stops_the_renewal(self, cast, make_agreement) -> None:
        automatic, liaison = make_agreement(renewal="automatic"), cast.account("liaison")
        with at("2027-03-03"):
            life.terminate(
                automatic, by=liaison, noticed_on=date(2027, 3, 3), last_on=date(2027, 6, 3)
            )
        with at("2027-06-04"):
            assert follow_terms()["terminate"] == 1
        ended = fresh(automatic)
        assert (ended.stage, ended.ended_on) == (Stage.TERMINATED, date(2027, 6, 3))
        assert not ended.renewals.exists()

    def test_reminded_late_of_the_nearest_only(self, make_agreement) -> None:
        make_agreement(renewal="ends")
        with at("2027-05-20"):
            assert follow_terms() == {"reminded": 1}
        assert [r.occasion for r in Reminder.objects.all()] == ["three_months"]

    def test_without_an_end_nothing_is_due(self, make_agreement) -> None:
        make_agreement(term_months=None, renewal="ends")
        with at("2040-01-01"):
            assert follow_terms() == {"reminded": 0}

    def test_a_new_version_takes_its_place_on_its_day(self, cast, agreement) -> None:
        with at("2026-01-01"):
            new = life.amend(agreement, by=cast.account("chair"))
            agree.put_in_force(new, "2026-02-01")
            chair = cast.account("chair")
            assert not life.supersede(agreement, by=chair, successor=fresh(new))
        with at("2026-02-01"):
            assert follow_terms()["supersede"] == 1
            assert not life.supersede(agreement, by=None, successor=fresh(new))
        ended = fresh(agreement)
        assert (ended.stage, ended.ended_on) == (Stage.SUPERSEDED, date(2026, 1, 31))
        assert ("partner", "superseded") in told()

    def test_of_a_stranger_it_does_not(self, agreement, make_agreement) -> None:
        assert not life.supersede(agreement, by=None, successor=make_agreement())


class TestRenewal:
    """By decision."""

    def test_begun_by_hand_before_the_clock(self, cast, agreement) -> None:
        with at("2026-10-01"):
            life.begin_renewal(agreement, by=cast.account("chair"))
            with pytest.raises(PermissionDenied):
                life.begin_renewal(agreement, by=cast.account("liaison"))
        assert fresh(agreement).stage == Stage.IN_RENEWAL
        assert told() == [("liaison", "renewal_begun"), ("partner", "renewal_begun")]
        with at("2026-12-03"):
            assert follow_terms() == {"reminded": 1}
        assert ("partner", "reminder") in told()  # its own day is still told

    def test_two_decide_at_once(self, cast, agreement) -> None:
        day = date(2027, 1, 10)
        with at("2027-01-10"):
            follow_terms()
            life.renew(agreement, by=cast.account("chair"), decided_on=day)
            with pytest.raises(PermissionDenied, match="not possible at the stage"):
                life.renew(agreement, by=cast.account("liaison"), decided_on=day)
        assert fresh(agreement).renewals.count() == 1
        assert events()[-2:] == ["stage_changed", "renewed"]

    @pytest.mark.parametrize("day", ["2027-01-11", "2024-06-03"])
    def test_on_a_day_that_cannot_be(self, cast, agreement, day) -> None:
        with at("2027-01-10"):
            follow_terms()
            with pytest.raises(ValidationError):
                life.renew(agreement, by=cast.account("chair"), decided_on=date.fromisoformat(day))
        assert fresh(agreement).stage == Stage.IN_RENEWAL


class TestTermination:
    """Notice of the whole."""

    @pytest.mark.parametrize(
        ("noticed", "last", "cause", "reason", "field"),
        [
            ("2026-01-16", "2026-05-01", False, "", "noticed_on"),
            ("2024-06-03", "2026-05-01", False, "", "noticed_on"),
            ("2026-01-15", "2026-04-14", False, "", "last_on"),
            ("2026-01-15", "2026-01-14", True, "x", "last_on"),
            ("2026-01-15", "2026-01-15", True, " ", "reason"),
        ],
    )
    def test_days_that_cannot_be(
        self, cast, agreement, noticed, last, cause, reason, field
    ) -> None:
        noticed, last = date.fromisoformat(noticed), date.fromisoformat(last)
        with at("2026-01-15"), pytest.raises(ValidationError) as caught:
            life.terminate(
                agreement,
                by=cast.account("chair"),
                noticed_on=noticed,
                last_on=last,
                good_cause=cause,
                reason=reason,
            )
        assert set(caught.value.message_dict) == {field}
        assert not agreement.terminations.exists()

    def test_for_good_cause_and_taken_back(self, cast, agreement) -> None:
        chair, day = cast.account("chair"), date(2026, 1, 15)
        with at("2026-01-15"):
            life.terminate(
                agreement, by=chair, noticed_on=day, last_on=day, good_cause=True, reason="Grund"
            )
            life.withdraw_termination(agreement, by=chair)
            with pytest.raises(PermissionDenied):
                life.withdraw_termination(agreement, by=chair)
        with at("2026-01-16"):
            assert follow_terms() == {"reminded": 0}
        assert fresh(agreement).stage == Stage.IN_FORCE

    def test_recorded_late_it_ends_at_once(self, cast, agreement) -> None:
        with at("2026-06-01"):
            life.terminate(
                agreement,
                by=cast.account("chair"),
                noticed_on=date(2026, 1, 15),
                last_on=date(2026, 4, 15),
                reason="Brief vom Januar",
            )
        ended = fresh(agreement)
        assert (ended.stage, ended.ended_on) == (Stage.TERMINATED, date(2026, 4, 15))
        assert ended.ending_note == "Brief vom Januar"
        assert told() == [("liaison", "terminated"), ("partner", "terminated")]


class TestAccession:
    """Declared, decided."""

    def declare(self, cast, agreement, third):
        return life.accede(
            agreement, third, by=cast.account("outsider"), declaration="Wir treten bei."
        )

    def test_admitted_from_a_day(self, cast, agreement, third) -> None:
        with at("2026-01-15"):
            row = self.declare(cast, agreement, third)
        stands = cast.people["outsider"].representations.get(organisation=third)
        assert (row.capacity, row.signed_function) == (stands, "Vorsitz")
        assert told() == [("chair", "accession_declared"), ("liaison", "accession_declared")]
        with at("2026-01-20"):
            life.decide_accession(
                row,
                by=cast.account("chair"),
                admitted=True,
                decided_on=date(2026, 1, 18),
                effective_on=date(2026, 2, 1),
            )
        decided = {who for who, what in told() if what == "accession_decided"}
        assert decided == {"liaison", "partner", "outsider"}
        names = lambda day: [m.organisation for m in members.find_on(agreement, day)]  # noqa: E731
        assert third.pk not in names(date(2026, 1, 31))
        assert third.pk in names(date(2026, 2, 1))
        assert Agreement.objects.visible_to(cast.account("outsider")).filter(pk=agreement.pk)

    def test_twice_and_while_a_party(self, cast, agreement, third) -> None:
        with at("2026-01-15"):
            self.declare(cast, agreement, third)
            with pytest.raises(PermissionDenied):
                self.declare(cast, agreement, third)
            with pytest.raises(PermissionDenied):
                life.accede(
                    agreement, cast.association, by=cast.account("partner"), declaration="Noch mal."
                )

    def test_two_decide_at_once(self, cast, agreement, third) -> None:
        day = date(2026, 1, 15)
        with at("2026-01-15"):
            row = self.declare(cast, agreement, third)
            life.decide_accession(row, by=cast.account("chair"), admitted=True, decided_on=day)
            with pytest.raises(PermissionDenied, match="decided already"):
                life.decide_accession(
                    row, by=cast.account("liaison"), admitted=False, decided_on=day, note="Nein."
                )
        row.refresh_from_db()
        assert (row.decision, row.effective_on) == ("admitted", day)

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"admitted": False, "note": "  "}, "note"),
            ({"admitted": True, "decided_on": date(2026, 1, 21)}, "decided_on"),
            ({"admitted": True, "decided_on": date(2026, 1, 14)}, "decided_on"),
            ({"admitted": True, "effective_on": date(2026, 1, 14)}, "effective_on"),
            ({"admitted": True, "effective_on": date(2027, 6, 4)}, "effective_on"),
        ],
    )
    def test_what_cannot_be(self, cast, agreement, third, values, field) -> None:
        with at("2026-01-15"):
            row = self.declare(cast, agreement, third)
        values = {"decided_on": date(2026, 1, 18)} | values
        with at("2026-01-20"), pytest.raises(ValidationError) as caught:
            life.decide_accession(row, by=cast.account("chair"), **values)
        assert set(caught.value.message_dict) == {field}

    def test_refused_may_declare_again(self, cast, agreement, third) -> None:
        day = date(2026, 1, 15)
        with at("2026-01-15"):
            row = self.declare(cast, agreement, third)
            life.decide_accession(
                row, by=cast.account("chair"), admitted=False, decided_on=day, note="Zu früh."
            )
            letter = Letter.objects.get(
                facts__what="accession_decided", recipient__email__startswith="outsider"
            )
            assert "Zu früh." in compose(letter).body
            assert self.declare(cast, agreement, third).pk != row.pk

    def test_on_paper(self, cast, agreement, third) -> None:
        with at("2026-01-15"):
            row = life.record_accession(
                agreement,
                third,
                by=cast.account("liaison"),
                declared_on=date(2026, 1, 10),
                signed_name="Erika Beispiel",
            )
            with pytest.raises(ValidationError):
                life.record_accession(
                    agreement,
                    make.PartnerFactory(partnership=cast.north).organisation,
                    by=cast.account("liaison"),
                    declared_on=date(2026, 1, 16),
                    signed_name="Erika Beispiel",
                )
        assert (row.capacity, row.declared_by) == (None, cast.account("liaison"))


class TestExit:
    """One leaves."""

    def leave(self, cast, agreement, **values):
        values = {"last_on": date(2026, 4, 15)} | values
        return life.exit_agreement(
            agreement, cast.association, by=cast.account("partner"), **values
        )

    def test_twice_and_taken_back(self, cast, agreement) -> None:
        with at("2026-01-15"):
            notice = self.leave(cast, agreement)
            with pytest.raises(PermissionDenied):
                self.leave(cast, agreement)
            with pytest.raises(PermissionDenied):
                life.withdraw_exit(notice, by=cast.account("liaison"))
            life.withdraw_exit(notice, by=cast.account("partner"))
            with pytest.raises(PermissionDenied):
                life.withdraw_exit(notice, by=cast.account("partner"))
            self.leave(cast, agreement)
        assert [m.last_on for m in members.find(agreement)] == [None, date(2026, 4, 15)]

    def test_after_the_last_day_nothing_is_taken_back(self, cast, agreement) -> None:
        with at("2026-01-15"):
            notice = self.leave(cast, agreement)
        with at("2026-04-16"), pytest.raises(PermissionDenied, match="last day is over"):
            life.withdraw_exit(notice, by=cast.account("partner"))

    def test_for_good_cause_at_once(self, cast, agreement) -> None:
        with at("2026-01-15"):
            self.leave(
                cast, agreement, last_on=date(2026, 1, 15), good_cause=True, reason="Vertrauen weg"
            )
        assert len(members.find_on(agreement, date(2026, 1, 15))) == 2
        assert len(members.find_on(agreement, date(2026, 1, 16))) == 1

    def test_whoever_left_may_join_again(self, cast, agreement) -> None:
        with at("2026-01-15"):
            self.leave(cast, agreement)
        with at("2026-05-01"):
            row = life.accede(
                agreement, cast.association, by=cast.account("partner"), declaration="Wieder da."
            )
            life.decide_accession(
                row, by=cast.account("chair"), admitted=True, decided_on=date(2026, 5, 1)
            )
        bound = [
            day for day in (15, 16) if len(members.find_on(agreement, date(2026, 4, day))) == 2
        ]
        assert bound == [15]
        assert len(members.find_on(agreement, date(2026, 5, 1))) == 2


class TestAmendment:
    """A new version starts from the old one."""

    def test_text_terms_members_and_annexes(self, cast, agreement, third) -> None:
        new = life.amend(agreement, by=cast.account("chair"))
        assert life.amend(agreement, by=cast.account("chair")) == new
        assert (new.stage, new.supersedes, new.term_months) == (Stage.DRAFT, agreement, 36)
        assert new.title == "Nordvertrag (Fassung 2)"
        words = lambda a: list(a.clauses.values_list("texts__language", "texts__body"))  # noqa: E731
        assert words(new) == words(agreement) != []
        assert [p.name for p in new.parties.all()] == [p.name for p in agreement.parties.all()]
        assert fresh(agreement).stage == Stage.IN_FORCE

    def test_the_annex_is_a_copy(self, cast, tmp_path) -> None:
        draft = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
        annex = draft.clauses.get(kind="annex")
        file = draft.files.create(
            kind=FileKind.ANNEX,
            clause=annex,
            name="plan.pdf",
            file=ContentFile(b"%PDF-1.7 plan", name="plan.pdf"),
            sha256="0" * 64,
            size=13,
            media_type="application/pdf",
            uploaded_by=cast.account("liaison"),
        )
        agree.put_in_force(draft, BEGIN)
        copy = life.amend(draft, by=cast.account("chair")).files.get()
        assert copy.clause.kind == "annex" and copy.clause != annex
        assert copy.file.name != file.file.name
        with copy.file.open("rb") as content:
            assert content.read() == b"%PDF-1.7 plan"
        assert (copy.name, copy.sha256) == (file.name, file.sha256)

    def test_who_acceded_is_a_party_and_who_left_is_not(self, cast, agreement, third) -> None:
        with at("2026-01-15"):
            row = life.accede(agreement, third, by=cast.account("outsider"), declaration="Ja.")
            life.decide_accession(
                row, by=cast.account("chair"), admitted=True, decided_on=date(2026, 1, 15)
            )
            life.exit_agreement(
                agreement, cast.association, by=cast.account("partner"), last_on=date(2026, 4, 15)
            )
        with at("2026-04-16"):
            new = life.amend(agreement, by=cast.account("chair"))
        assert {p.organisation for p in new.parties.all()} == {cast.police, third}

    def test_a_third_version_and_who_is_named_to_sign(self, cast, agreement) -> None:
        """Whoever was named to sign is named again, and the number goes on."""
        second = life.amend(agreement, by=cast.account("chair"))
        party = second.parties.get(organisation=cast.association)
        party.signatories.create(name="Partner Beispiel", person=cast.people["partner"], position=0)
        agree.put_in_force(second, "2025-06-04")
        third = life.amend(second, by=cast.account("chair"))
        assert third.title == "Nordvertrag (Fassung 3)"
        named = third.parties.get(organisation=cast.association).signatories.get()
        assert (named.name, named.person) == ("Partner Beispiel", cast.people["partner"])
        party.refresh_from_db()
        assert party.signatories.count() == 1

    def test_the_title_carries_one_mark(self) -> None:
        assert mark_title("Vertrag (Fassung 2)", 3, "de") == "Vertrag (Fassung 3)"
        assert mark_title("x" * 200, 2, "en") == "x" * 188 + " (version 2)"


class TestEvaluationAndReminders:
    """Each once, and to the right people."""

    def test_recorded_twice_is_one(self, cast, agreement) -> None:
        with at("2026-01-15"):
            typed = {"held_on": date(2026, 1, 10), "findings": "Gut."}
            first = life.evaluate(agreement, by=cast.account("chair"), **typed)
            assert life.evaluate(agreement, by=cast.account("chair"), **typed) == first
            for day in (date(2026, 1, 16), date(2024, 6, 3)):
                with pytest.raises(ValidationError):
                    life.evaluate(agreement, by=cast.account("chair"), held_on=day, findings="x")

    def test_due_is_told_to_keepers_once_a_due_day(self, cast, make_agreement) -> None:
        agreement = make_agreement(evaluation_months=12)
        with at("2025-06-04"):
            assert [follow_terms()["reminded"] for _ in range(2)] == [1, 0]
        assert told() == [("chair", "reminder"), ("liaison", "reminder")]
        with at("2025-07-01"):
            life.evaluate(agreement, by=cast.account("chair"), held_on=date(2025, 7, 1))
            assert follow_terms()["reminded"] == 0
        with at("2026-07-01"):
            assert follow_terms()["reminded"] == 1

    def test_a_member_without_contact(self, cast, agreement) -> None:
        cast.people["partner"].representations.update(until_on=date(2026, 1, 31))
        with at("2026-01-31"):
            assert follow_terms()["reminded"] == 0
        with at("2026-02-01"):
            assert [follow_terms()["reminded"] for _ in range(2)] == [1, 0]
        row = Reminder.objects.get()
        assert (row.occasion, row.organisation, row.about_on) == (
            "no_contact",
            cast.association,
            date(2026, 1, 31),
        )
        assert told() == [("chair", "reminder"), ("liaison", "reminder")]

    def test_a_member_not_heard_of_is_told_to_those_who_read_contacts(
        self, cast, agreement
    ) -> None:
        make.ContactFactory(
            organisation=cast.association,
            partnership=cast.north,
            noted_by=cast.people["liaison"],
            on_day=date(2025, 1, 20),
        )
        with at("2026-01-19"):
            assert follow_terms()["reminded"] == 0
        with at("2026-01-20"):
            assert follow_terms()["reminded"] == 1
        assert told() == [("liaison", "reminder")]
        assert "reminded" not in events()

    def test_what_is_no_longer_so_is_not_posted(self, cast, make_agreement) -> None:
        agreement = make_agreement(renewal="ends")
        with at("2026-12-03"):
            follow_terms()
        letter = Letter.objects.filter(recipient=cast.account("partner")).get()
        kind = letter_kind(letter)
        with at("2026-12-04"):
            assert kind.still_holds(letter)
        Agreement.objects.filter(pk=agreement.pk).update(
            stage=Stage.TERMINATED, ended_on=date(2026, 12, 3)
        )
        assert not kind.still_holds(Letter.objects.get(pk=letter.pk))

    def test_due_says_what_without_writing(self, make_agreement) -> None:
        agreement = make_agreement(evaluation_months=12)
        with at("2027-05-01"):
            found = [each.occasion for each in due(agreement, date(2027, 5, 1))]
        assert found == ["three_months", "evaluation"]
        assert not Reminder.objects.exists()


def letter_kind(letter: Letter):
    return letter_kinds.get(letter.kind)


def test_sql_and_arithmetic_name_the_same_members(cast, agreement, third) -> None:
    with at("2026-01-15"):
        row = life.accede(agreement, third, by=cast.account("outsider"), declaration="Ja.")
        life.decide_accession(
            row, by=cast.account("chair"), admitted=True, decided_on=date(2026, 1, 15)
        )
        life.exit_agreement(
            agreement, cast.association, by=cast.account("partner"), last_on=date(2026, 4, 15)
        )
    with at("2026-05-01"):
        again = life.accede(
            agreement, cast.association, by=cast.account("partner"), declaration="Wieder."
        )
        life.decide_accession(
            again, by=cast.account("chair"), admitted=True, decided_on=date(2026, 5, 1)
        )
    Agreement.objects.filter(pk=agreement.pk).update(
        stage=Stage.TERMINATED, ended_on=date(2026, 6, 30)
    )
    agreement = fresh(agreement)
    for day in (
        "2024-06-03",
        "2024-06-04",
        "2026-01-14",
        "2026-01-15",
        "2026-04-15",
        "2026-04-16",
        "2026-04-30",
        "2026-05-01",
        "2026-06-30",
        "2026-07-01",
    ):
        day = date.fromisoformat(day)
        figured = {each.organisation for each in members.find_on(agreement, day)}
        asked = set(members.organisations_on(agreement, day).values_list("pk", flat=True))
        assert figured == asked, day
