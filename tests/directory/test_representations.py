"""Who stands for an organisation: begun, edited, replaced, ended, by itself and without the police."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from partnerships.directory.actions import representations as actions
from partnerships.directory.actions.appointments import agree_appointment, refuse_appointment
from partnerships.directory.models import Appointment, Invitation, Kind, Person, Representation
from partnerships.directory.rules import representations as rules
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from partnerships.shared.versions import Conflict
from tests.cast import NAMES
from tests.factories import directory as make
from tests.journeys.forms import NASTY, VISIBLE, assert_plain, browser, typed, words
from tests.verdicts import assert_as_written

EVERYBODY = [name for name in NAMES if name != "anonymous"]
TODAY = timezone.localdate
DAY = timedelta(days=1)
# Who may, of the association's lead representation and of a deputy's; `deputy` is one more of the cast. The police keep
# an organisation without a lead, and one in which the outsider leads provisionally: the witness is still to come.
REASONS = Path(__file__).with_name("representations_verdicts.txt")
TABLE = {
    "begin own": "partner",
    "begin police": "liaison admin",
    "begin away": "outsider",
    "begin kept by the police": "liaison",
    "begin where the lead is provisional": "liaison",
    "edit lead": "partner",
    "edit deputy": "partner",
    "edit provisional lead": "liaison",
    "replace lead": "partner",
    "end lead": "",
    "end deputy": "partner deputy",
    "end provisional lead": "liaison outsider",
    "end over": "",
    "handover own": "partner deputy",
}


@pytest.fixture
def deputy(cast) -> Representation:
    """With an account."""
    account = make.AccountFactory(email="deputy@example.org")
    person = make.PersonFactory(family_name="Vertretung", account=account)
    cast.people["deputy"] = person
    return make.RepresentationFactory(person=person, organisation=cast.association, role="deputy")


def lead_of(cast) -> Representation:
    return cast.people["partner"].representations.get()


def second_lead(cast, **values) -> Representation:
    """Somebody else who leads the association: `second` of the cast."""
    account = make.AccountFactory(email="second@example.org")
    cast.people["second"] = make.PersonFactory(family_name="Zweite", account=account)
    return make.RepresentationFactory(
        person=cast.people["second"], organisation=cast.association, **values
    )


class TestRules:
    """Every question x everybody."""

    @pytest.mark.parametrize("name", [*EVERYBODY, "deputy"])
    def test_who_may(self, cast, deputy, name) -> None:
        by, own, lead = cast.account(name), cast.association, lead_of(cast)
        over = cast.people["former"].representations.get()
        kept, begun = make.OrganisationFactory.create_batch(2, kept_by=cast.police)
        provisional = make.RepresentationFactory(
            organisation=begun, person=cast.people["outsider"], is_provisional=True
        )
        asked = {
            "begin own": rules.can_begin_representation(by, own),
            "begin police": rules.can_begin_representation(by, cast.police),
            "begin away": rules.can_begin_representation(
                by, cast.south.partners.get().organisation
            ),
            "begin kept by the police": rules.can_begin_representation(by, kept),
            "begin where the lead is provisional": rules.can_begin_representation(by, begun),
            "edit lead": rules.can_edit_representation(by, lead),
            "edit deputy": rules.can_edit_representation(by, deputy),
            "edit provisional lead": rules.can_edit_representation(by, provisional),
            "replace lead": rules.can_replace_representation(by, lead),
            "end lead": rules.can_end_representation(by, lead),
            "end deputy": rules.can_end_representation(by, deputy),
            "end provisional lead": rules.can_end_representation(by, provisional),
            "end over": rules.can_end_representation(by, over),
            "handover own": rules.can_read_handover(by, own),
        }
        assert list(asked) == list(TABLE)
        wrong = [q for q, verdict in asked.items() if bool(verdict) is not (name in TABLE[q])]
        assert wrong == []
        assert_as_written(REASONS, name, asked)

    def test_the_only_lead_names_another_first(self, cast) -> None:
        by, lead = cast.account("partner"), lead_of(cast)
        with pytest.raises(PermissionDenied, match="only lead|einzige"):
            actions.end_representation(lead, by=by)
        with pytest.raises(PermissionDenied):
            actions.edit_representation(lead, by=by, version=1, role="deputy")
        with pytest.raises(PermissionDenied):
            actions.end_representation(lead, by=by, last_day=TODAY() + 30 * DAY)
        make.RepresentationFactory(organisation=cast.association)  # a name without account
        second = second_lead(cast, since=TODAY() + 31 * DAY)
        with pytest.raises(PermissionDenied):
            actions.end_representation(lead, by=by)  # until then there would be nobody
        second.since = TODAY()
        second.save()
        actions.end_representation(lead, by=by)
        assert Representation.objects.get(pk=lead.pk).is_over


class TestBeginning:
    """Somebody new, or somebody entered already."""

    def test_the_lead_adds_a_new_deputy_on_a_page(self, cast) -> None:
        client = browser(cast, "partner")
        path = f"/organisations/{cast.association.pk}/representations/begin/"
        values = typed(client, path, given_name="Ada", family_name="Neu", email="ada@example.org")
        values |= {"role": "deputy", "function": "Kasse", "may_sign": "on"}
        assert client.post(path, values).status_code == 302
        made = Representation.objects.get(person__family_name="Neu")
        assert (made.role, made.function, made.may_sign, made.since) == (
            "deputy",
            "Kasse",
            False,  # until the person has an account, and agrees
            TODAY(),
        )
        asked = Appointment.objects.open().get()
        assert (asked.person, asked.may_sign, asked.is_open) == (made.person, True, True)
        event = AuditEvent.objects.get(what="directory.representation_begun")
        assert event.capacity == f"directory.Representation:{lead_of(cast).pk}"
        shown = client.get(f"/organisations/{cast.association.pk}/").content.decode()
        assert "Ada Neu" in shown and "Kasse" in shown

    def test_somebody_entered_already_by_name(self, cast) -> None:
        """With an account, the person is asked first."""
        client, former = browser(cast, "partner"), cast.people["former"]
        path = f"/organisations/{cast.association.pk}/representations/begin/"
        values = typed(client, path, person="Former Beispiel", role="deputy")
        assert client.post(path, values).status_code == 302
        assert former.representations.count() == 1
        assert not cast.account("former").access.stands
        agree_appointment(former.appointments.open().get(), by=cast.account("former"))
        assert former.representations.not_over().get().role == "deputy"
        assert cast.account("former").access.organisation_ids == {cast.association.pk}

    def test_a_letter_to_whoever_has_an_account(self, cast) -> None:
        values = {"by": cast.account("partner"), "role": "deputy", "since": TODAY()}
        asked = actions.begin_representation(cast.people["former"], cast.association, **values)
        letter = Letter.objects.get()
        assert (letter.kind, letter.recipient.person) == (
            "directory/appointment_asked",
            cast.people["former"],
        )
        agree_appointment(asked, by=cast.account("former"))
        told = Letter.objects.exclude(pk=letter.pk)
        assert {(row.kind, row.recipient) for row in told} == {
            ("directory/appointment_told", cast.account("partner")),
            ("directory/appointment_told", cast.account("former")),
        }
        before = Letter.objects.count()
        kept = make.PersonFactory(kept_by=cast.association)
        actions.begin_representation(kept, cast.association, **values)
        assert Letter.objects.count() == before

    @pytest.mark.parametrize("keeper", ["the police", "another association", "nobody"])
    def test_an_entry_of_others_is_asked_of_who_keeps_it(self, cast, keeper) -> None:
        """Nobody is put into an organisation by somebody who only sees the name."""
        away = cast.south.partners.get().organisation
        kept_by = {"the police": cast.police, "another association": away, "nobody": None}[keeper]
        person = make.PersonFactory(kept_by=kept_by)
        asked = actions.begin_representation(
            person, cast.association, by=cast.account("partner"), role="deputy", since=TODAY()
        )
        assert isinstance(asked, Appointment) and not person.representations.exists()
        says = {"the police": "liaison", "another association": "outsider", "nobody": "admin"}
        for name in set(cast.people) - {says[keeper]}:
            with pytest.raises(PermissionDenied):
                agree_appointment(asked, by=cast.account(name))
        agree_appointment(asked, by=cast.account(says[keeper]))
        assert person.representations.get().role == "deputy"

    @pytest.mark.parametrize("name", ["liaison", "admin", "chair", "former", "outsider"])
    def test_nobody_else_says_who_stands_for_it(self, cast, deputy, name) -> None:
        by, values = cast.account(name), {"role": "lead", "may_sign": True}
        person = make.PersonFactory(kept_by=cast.police)
        lead = lead_of(cast)
        for act in (
            lambda: actions.begin_representation(
                person, cast.association, by=by, since=TODAY(), **values
            ),
            lambda: actions.edit_representation(deputy, by=by, version=1, **values),
            lambda: actions.replace_representation(lead, person, by=by, since=TODAY(), **values),
            lambda: actions.end_representation(lead, by=by),
            lambda: actions.end_representation(deputy, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act()
        assert not Appointment.objects.open().exists()

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"family_name": "", "person": ""}, "Say who it is."),
            ({"person": "Partner Beispiel"}, "This person stands for the organisation already."),
            ({"person": "Outsider Beispiel"}, "No person you can see has this name."),
            ({"person": "Chair Beispiel", "family_name": "Neu"}, "Name one person"),
            ({"family_name": "Neu", "since": ""}, "Say since when"),
            ({"family_name": "Neu", "since": "0001-01-01"}, "Enter a valid date."),
            ({"family_name": "Neu", "signs_since": "2026-01-01"}, "May sign agreements"),
            ({"family_name": "Neu", "role": "emperor"}, "Select a valid choice"),
            ({"family_name": "Neu", "function": "x" * 121}, "at most 120 characters"),
            ({"family_name": "x" * 81}, "at most 80 characters"),
        ],
    )
    def test_what_does_not_fit(self, cast, values, sentence) -> None:
        client = browser(cast, "partner")
        path = f"/organisations/{cast.association.pk}/representations/begin/"
        before = Person.objects.count(), Representation.objects.count()
        answer = client.post(path, typed(client, path) | values)
        assert answer.status_code == 200 and sentence in words(answer.content)
        assert (Person.objects.count(), Representation.objects.count()) == before

    def test_an_address_that_somebody_has(self, cast) -> None:
        """Of somebody one sees it is said; of others nothing."""
        make.RepresentationFactory(
            organisation=cast.association,
            role="deputy",
            person=make.PersonFactory(family_name="Da", email="da@example.org"),
        )
        Person.objects.filter(pk=cast.people["outsider"].pk).update(email="weg@example.org")
        client = browser(cast, "partner")
        path = f"/organisations/{cast.association.pk}/representations/begin/"
        known = client.post(path, typed(client, path, family_name="X", email="DA@example.org"))
        assert "is entered already" in words(known.content)
        other = client.post(path, typed(client, path, family_name="Y", email="weg@example.org"))
        assert other.status_code == 302

    def test_hostile_words_stay_plain(self, cast) -> None:
        client = browser(cast, "partner")
        path = f"/organisations/{cast.association.pk}/representations/begin/"
        values = typed(client, path, family_name=NASTY[:80], function=NASTY[:120])
        assert client.post(path, values).status_code == 302
        shown = client.get(f"/organisations/{cast.association.pk}/")
        assert_plain(shown.content)
        assert VISIBLE[:30] in words(shown.content)

    def test_twice_on_the_same_days(self, cast, deputy) -> None:
        by = cast.account("partner")
        with pytest.raises(ValidationError):
            actions.begin_representation(
                deputy.person, cast.association, by=by, role="deputy", since=TODAY() - 400 * DAY
            )
        actions.end_representation(deputy, by=by)
        again = {"by": by, "role": "deputy", "since": TODAY()}
        asked = actions.begin_representation(deputy.person, cast.association, **again)
        agree_appointment(asked, by=cast.account("deputy"))
        assert deputy.person.representations.not_over().get() != deputy

    def test_attested_only(self, cast) -> None:
        made = actions.begin_representation(
            make.PersonFactory(kept_by=cast.association),
            cast.association,
            by=cast.account("partner"),
            role="deputy",
            attested_on=TODAY(),
        )
        assert made.since is None and not made.is_over


class TestEnding:
    """At once, or at the end of a day."""

    def test_at_once_the_open_tab_is_refused(self, cast, deputy) -> None:
        tab, path = cast.client("deputy"), f"/partnerships/{cast.north.pk}/"
        assert tab.get(path).status_code == 200
        client, end = browser(cast, "partner"), f"/representations/{deputy.pk}/end/"
        values = typed(client, end, reason="Umzug", handover_note="Schlüssel beim Hausmeister")
        assert client.post(end, values).status_code == 302
        assert tab.get(path)["Location"].startswith("/accounts/login/")  # nothing is left
        deputy.refresh_from_db()
        assert deputy.is_over and deputy.handover_note == "Schlüssel beim Hausmeister"
        letter = Letter.objects.get()
        assert letter.kind == "directory/representation_ended"
        assert "Umzug" not in str(letter.facts)

    def test_at_the_end_of_a_day(self, cast, deputy) -> None:
        client, end = browser(cast, "partner"), f"/representations/{deputy.pk}/end/"
        values = typed(client, end, when="day", last_day=str(TODAY() + DAY))
        assert client.post(end, values).status_code == 302
        deputy.refresh_from_db()
        assert deputy.until_on == TODAY() + DAY and not deputy.is_over
        assert cast.client("deputy").get(f"/partnerships/{cast.north.pk}/").status_code == 200

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"when": "day", "last_day": ""}, "Say which day is the last one."),
            ({"when": "day", "last_day": "2001-01-01"}, "must not be before the beginning"),
            ({"when": "day", "last_day": "2026-02-31"}, "Enter a valid date."),
            ({"when": "never"}, "Select a valid choice"),
            ({"reason": "x" * 251}, "at most 250 characters"),
            ({"handover_note": "x" * 4001}, "at most 4000 characters"),
            ({"version": "\x00"}, ""),
            ({"version": ""}, ""),
        ],
    )
    def test_what_does_not_fit(self, cast, deputy, values, sentence) -> None:
        client, end = browser(cast, "partner"), f"/representations/{deputy.pk}/end/"
        answer = client.post(end, typed(client, end) | values)
        assert answer.status_code == 200 and sentence in words(answer.content)
        assert not Representation.objects.get(pk=deputy.pk).is_over

    def test_ones_own(self, cast, deputy) -> None:
        client, end = browser(cast, "deputy"), f"/representations/{deputy.pk}/end/"
        assert client.get(f"/representations/{deputy.pk}/edit/").status_code == 403
        assert "reason" not in client.get(end).context["form"].fields
        assert client.post(end, typed(client, end)).status_code == 302
        assert not Letter.objects.exists()  # nobody writes to themselves

    def test_an_open_invitation_ends_with_the_last_tie(self, cast) -> None:
        stands = make.RepresentationFactory(organisation=cast.association, role="deputy")
        Invitation.objects.create(
            person=stands.person, email="x@example.org", expires_at=timezone.now() + DAY
        )
        actions.end_representation(stands, by=cast.account("partner"))
        assert not Invitation.objects.open().exists()

    def test_the_last_lead_ended_by_one_who_leaves_is_warned_of(self, cast) -> None:
        """Staff ends no lead any more."""
        path = f"/representations/{lead_of(cast).pk}/end/"
        for name in ("liaison", "admin"):
            assert cast.client(name).get(path).status_code == 403
        second_lead(cast, until_on=TODAY() + DAY)
        shown = browser(cast, "second").get(path)
        assert "The only lead representative" in words(shown.content)


class TestReplacing:
    """One goes, another comes."""

    def test_a_deputy_takes_over(self, cast, deputy) -> None:
        lead, client = lead_of(cast), browser(cast, "partner")
        path = f"/representations/{lead.pk}/replace/"
        values = typed(client, path, person="Test Vertretung", handover_note="Zweimal klingeln")
        assert client.post(path, values)["Location"] == "/home/"
        asked = deputy.person.appointments.open().get()
        assert (asked.role, asked.replaces, asked.second) == ("lead", lead, "nobody")
        assert cast.account("partner").access.vouches and not cast.account("deputy").access.leads
        agree_appointment(asked, by=cast.account("deputy"))
        new = Representation.objects.not_over().get(organisation=cast.association)
        assert (new.person, new.role, new.rests_on) == (deputy.person, "lead", asked)
        lead.refresh_from_db()
        assert (lead.until_on, lead.handover_note) == (TODAY() - DAY, "Zweimal klingeln")
        staff = browser(cast, "liaison").get(f"/organisations/{cast.association.pk}/")
        assert "Zweimal klingeln" not in words(staff.content)
        assert {(letter.kind, letter.recipient) for letter in Letter.objects.all()} == {
            ("directory/appointment_asked", cast.account("deputy")),
            ("directory/appointment_told", cast.account("partner")),
            ("directory/appointment_told", cast.account("deputy")),
        }

    def test_a_deputy_who_takes_over_reads_what_is_handed_over(self, cast, deputy) -> None:
        asked = actions.replace_representation(
            lead_of(cast), deputy.person, by=cast.account("partner"), role="lead", since=TODAY(),
            handover_note="Zweimal klingeln",
        )  # fmt: skip
        agree_appointment(asked, by=cast.account("deputy"))
        new = Representation.objects.not_over().get(organisation=cast.association)
        assert new.replaces == cast.people["partner"].representations.get()
        own = browser(cast, "deputy").get(f"/organisations/{cast.association.pk}/")
        assert "Zweimal klingeln" in words(own.content)

    def test_a_deputy_takes_over_from_a_later_day(self, cast, deputy) -> None:
        asked = actions.replace_representation(
            lead_of(cast), deputy.person, by=cast.account("partner"), role="lead",
            since=TODAY() + 10 * DAY, may_sign=True,
        )  # fmt: skip
        agree_appointment(asked, by=cast.account("deputy"))
        access = cast.account("deputy").access
        assert access.organisation_ids == {cast.association.pk}
        assert not (access.leads or access.signs)
        with time_machine.travel(timezone.now() + 10 * DAY):
            access = cast.account("deputy").access
            assert access.vouches == access.signs == {cast.association.pk}

    def test_no_answer_keeps_the_one_who_goes(self, cast, deputy) -> None:
        lead = lead_of(cast)
        asked = actions.replace_representation(
            lead, deputy.person, by=cast.account("partner"), role="lead", since=TODAY()
        )
        refuse_appointment(asked, by=cast.account("deputy"))
        lead.refresh_from_db()
        assert not lead.is_over and lead.until_on is None
        assert not cast.account("deputy").access.leads

    def test_the_only_lead_is_not_replaced_by_a_deputy(self, cast) -> None:
        with pytest.raises(PermissionDenied):
            actions.replace_representation(
                lead_of(cast),
                make.PersonFactory(),
                by=cast.account("partner"),
                role="deputy",
                since=TODAY(),
            )

    def test_by_oneself(self, cast) -> None:
        with pytest.raises(ValidationError):
            actions.replace_representation(
                lead_of(cast),
                cast.people["partner"],
                by=cast.account("partner"),
                role="lead",
                since=TODAY(),
            )

    def test_from_a_later_day(self, cast) -> None:
        lead, person = lead_of(cast), make.PersonFactory(account=make.AccountFactory())
        asked = actions.replace_representation(
            lead, person, by=cast.account("partner"), role="lead", since=TODAY() + 10 * DAY
        )
        agree_appointment(asked, by=person.account)
        lead.refresh_from_db()
        new = person.representations.get()
        assert lead.until_on == TODAY() + 9 * DAY and new.is_to_come and new.replaces == lead
        listed = browser(cast, "partner").get(f"/organisations/{cast.association.pk}/")
        assert str(person) in words(listed.content)


class TestWhoSees:
    """Standing for a religious body reveals belief."""

    def test_a_religious_body(self, cast) -> None:
        body = make.OrganisationFactory(kind=Kind.RELIGIOUS_UMBRELLA)
        stands = make.RepresentationFactory(organisation=body)
        seen = Representation.objects.filter(pk=stands.pk)
        assert not seen.visible_to(cast.account("admin")).exists()
        assert not seen.visible_to(cast.account("partner")).exists()
        make.PartnerFactory(partnership=cast.north, organisation=body)
        assert seen.visible_to(cast.account("partner")).exists()
        assert seen.visible_to(cast.account("liaison")).exists()
        assert not seen.visible_to(cast.account("admin")).exists()
        assert not seen.visible_to(cast.account("outsider")).exists()

    def test_former_and_to_come(self, cast) -> None:
        former = cast.people["former"].representations.get()
        coming = make.RepresentationFactory(organisation=cast.association, since=TODAY() + DAY)
        seen = {
            name: set(
                Representation.objects.visible_to(cast.account(name))
                .filter(pk__in=[former.pk, coming.pk])
                .values_list("pk", flat=True)
            )
            for name in ("partner", "liaison", "chair", "outsider")
        }
        assert seen == {
            "partner": {former.pk, coming.pk},
            "liaison": {coming.pk},
            "chair": set(),
            "outsider": set(),
        }


class TestTogether:
    """Two people at the same thing."""

    def test_ended_and_extended(self, cast, deputy) -> None:
        deputy.until_on = TODAY() + DAY
        deputy.save()
        second_lead(cast)
        other, partner = browser(cast, "second"), browser(cast, "partner")
        edit, end = (f"/representations/{deputy.pk}/{verb}/" for verb in ("edit", "end"))
        longer = typed(other, edit, until_on="")
        now = typed(partner, end)
        assert partner.post(end, now).status_code == 302
        refused = other.post(edit, longer)
        assert refused.status_code == 403 and "ended already" in words(refused.content)

    def test_extended_and_ended(self, cast, deputy) -> None:
        deputy.until_on = TODAY() + DAY
        deputy.save()
        second_lead(cast)
        other, partner = browser(cast, "second"), browser(cast, "partner")
        edit, end = (f"/representations/{deputy.pk}/{verb}/" for verb in ("edit", "end"))
        now = typed(partner, end)
        assert other.post(edit, typed(other, edit, until_on="")).status_code == 302
        told = partner.post(end, now)
        assert told.status_code == 200 and "Nothing was overwritten" in words(told.content)
        again = {b.name: b.value() or "" for b in told.context["form"]}
        assert partner.post(end, again).status_code == 302
        assert Representation.objects.get(pk=deputy.pk).is_over


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Two connections."""

    def _both(self, *acts) -> list[str]:
        """What became of each: done, or the kind of refusal."""
        found, start = [], threading.Barrier(len(acts))

        def run(act) -> None:
            try:
                start.wait(10)
                act()
                found.append("done")
            except (PermissionDenied, ValidationError) as error:
                found.append(type(error).__name__)
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        return sorted(found)

    def test_two_leads_end_each_other(self, cast) -> None:
        account = make.AccountFactory(email="zweite@example.org")
        second = make.RepresentationFactory(
            organisation=cast.association, person=make.PersonFactory(account=account)
        )
        first, mine = lead_of(cast), cast.account("partner")
        given = self._both(
            lambda: actions.end_representation(second, by=mine),
            lambda: actions.end_representation(first, by=account),
        )
        assert given == ["PermissionDenied", "done"]
        left = Representation.objects.not_over().filter(organisation=cast.association)
        assert left.count() == 1

    def test_end_and_extend(self, cast, deputy) -> None:
        deputy.until_on = TODAY() + DAY
        deputy.save()
        lead, other = cast.account("partner"), second_lead(cast).person.account
        given = self._both(
            lambda: actions.end_representation(deputy, by=lead, version=1),
            lambda: actions.edit_representation(deputy, by=other, version=1, until_on=None),
        )
        assert given in (["PermissionDenied", "done"], [Conflict.__name__, "done"])

    def test_the_same_person_begins_twice(self, cast) -> None:
        person, by = make.PersonFactory(kept_by=cast.association), cast.account("partner")
        begin = {"by": by, "role": "deputy", "since": TODAY()}
        given = self._both(
            *[lambda: actions.begin_representation(person, cast.association, **begin)] * 2
        )
        assert given == ["ValidationError", "done"]


class TestWhatDoesNotFit:
    """Refused with a sentence, and nothing is changed."""

    def edit(self, cast, row, by="partner", **values):
        row.refresh_from_db()
        return actions.edit_representation(row, by=cast.account(by), version=row.version, **values)

    def test_whose_witness_is_asked_is_not_changed_meanwhile(self, cast, deputy) -> None:
        Representation.objects.filter(pk=deputy.pk).update(role="lead", is_provisional=True)
        with pytest.raises(ValidationError, match="witness|Zeug"):
            self.edit(cast, deputy, role="representative")

    def test_a_last_day_that_has_passed(self, cast, deputy) -> None:
        with pytest.raises(ValidationError) as refused:
            self.edit(cast, deputy, until_on=TODAY() - DAY)
        assert set(refused.value.message_dict) == {"until_on"}

    def test_the_only_lead_gets_no_last_day(self, cast) -> None:
        with pytest.raises(PermissionDenied):
            self.edit(cast, lead_of(cast), until_on=TODAY() + DAY)

    def test_one_of_two_leads_gets_a_last_day(self, cast) -> None:
        second = second_lead(cast)
        self.edit(cast, second, until_on=TODAY() + DAY)
        second.refresh_from_db()
        assert second.until_on == TODAY() + DAY

    def test_asked_again_the_former_question_is_taken_back(self, cast, deputy) -> None:
        self.edit(cast, deputy, may_sign=True)
        self.edit(cast, deputy, role="lead", may_sign=True)
        asked = Appointment.objects.filter(person=deputy.person, completed_at=None)
        assert [bool(row.withdrawn_at) for row in asked.order_by("pk")] == [True, False]

    @pytest.mark.parametrize("keeper", ["association", "police"])
    def test_an_entry_that_goes_on_as_another(self, cast, keeper) -> None:
        """Whether it would stand there at once or its keeper would be asked."""
        entry = make.PersonFactory(
            kept_by=getattr(cast, keeper), merged_into=cast.people["former"], email="a@example.org"
        )
        with pytest.raises(ValidationError):
            actions.begin_representation(
                entry, cast.association, by=cast.account("partner"), role="deputy", since=TODAY()
            )
        assert not entry.representations.exists() and not entry.appointments.exists()

    def test_days_before_those_of_another_row(self, cast) -> None:
        """A year that has ended is entered beside the present one; not one that reaches into it."""
        person = make.PersonFactory(kept_by=cast.association)
        make.RepresentationFactory(
            person=person, organisation=cast.association, role="deputy", since=TODAY() - 10 * DAY,
            until_on=TODAY() - 5 * DAY,
        )  # fmt: skip
        begun = actions.begin_representation(
            person, cast.association, by=cast.account("partner"), role="deputy", since=TODAY(),
            until_on=TODAY() + DAY,
        )  # fmt: skip
        with pytest.raises(ValidationError):
            self.edit(cast, begun, since=TODAY() - 7 * DAY)


class TestReplacedMeanwhile:
    """Somebody is to be replaced and leaves before the answer comes."""

    def test_their_own_last_day_stays(self, cast, deputy) -> None:
        second = second_lead(cast)
        asked = actions.replace_representation(
            second, deputy.person, by=cast.account("partner"), role="lead", since=TODAY()
        )
        actions.end_representation(second, by=cast.account("partner"), last_day=TODAY() - 3 * DAY)
        agree_appointment(asked, by=cast.account("deputy"))
        second.refresh_from_db()
        assert second.until_on == TODAY() - 3 * DAY

    def test_by_a_name_whose_entry_they_keep_at_once(self, cast, deputy) -> None:
        """Who stands there already by that name, ends and begins anew."""
        name = make.PersonFactory(kept_by=cast.association)
        there = make.RepresentationFactory(
            person=name, organisation=cast.association, role="representative"
        )
        new = actions.replace_representation(
            deputy, name, by=cast.account("partner"), role="deputy", since=TODAY()
        )
        for row in (there, deputy):
            row.refresh_from_db()
            assert row.until_on == TODAY() - DAY
        assert (new.person, new.role, new.replaces) == (name, "deputy", deputy)
