"""From the freeze to the day it takes effect: who signs, in which place, and what comes of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from partnerships.agreements.actions import drafting, paper, printing, rounds, stages
from partnerships.agreements.actions import signing as actions
from partnerships.agreements.life.term import last_day_of
from partnerships.agreements.models import Agreement, Ending, InForceRule, Means, Party, PrintKind
from partnerships.agreements.stages import Stage
from partnerships.agreements.text import frozen_text
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.actions import compose
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status
from tests.agreements.signing_scene import SCAN
from tests.factories.agreements import tried, whole_agreement
from tests.journeys.forms import typed

TODAY = timezone.localdate


def letters(kind: str) -> list[Letter]:
    """Of a kind, in the order in which they were written."""
    return list(Letter.objects.filter(kind=f"agreements/{kind}").order_by("pk"))


def test_the_wording_is_frozen_with_its_digest(signing) -> None:
    round = signing.ready()
    assert round.facts == frozen_text.read(signing.agreement)
    assert round.digest == frozen_text.digest_of(round.facts)
    assert (round.number, signing.agreement.stage) == (1, Stage.READY)


def test_everybody_signs_and_it_is_in_force(signing) -> None:
    type(signing.agreement).objects.filter(pk=signing.agreement.pk).update(term_months=36)
    round = signing.ready()
    signing.sign("mayor")
    assert signing.agreement.stage == Stage.PARTLY_SIGNED
    signing.sign("chairwoman")
    assert signing.standing().signed == 1  # the association needs two
    signing.sign("treasurer", Means.EMAIL_CODE)
    signing.sign("deputy", Means.PASSKEY)
    round.refresh_from_db()
    agreement = signing.agreement
    assert (agreement.stage, round.ending) == (Stage.IN_FORCE, Ending.IN_FORCE)
    assert agreement.effective_on == TODAY()
    assert agreement.until_on == last_day_of(TODAY(), 36)
    assert round.prints.get().kind == PrintKind.FINAL
    given = list(round.signatures.values_list("party", "place_no", "name", "function", "means"))
    association = signing.parties["association"].pk
    assert given[1:3] == [
        (association, 1, "Chairwoman Muster", "Head", "password"),
        (association, 2, "Treasurer Muster", "Head", "email_code"),
    ]
    assert (
        given[3][3] == "Function of deputy"
    )  # nobody is named: the function of the representation


@pytest.mark.parametrize(
    ("begins", "months", "ends"),
    [
        (date(2024, 6, 4), 36, date(2027, 6, 3)),
        (date(2024, 1, 1), 12, date(2024, 12, 31)),
        (date(2027, 3, 1), 12, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 6, 4), None, None),
    ],
)
def test_the_last_day_of_a_term(begins, months, ends) -> None:
    assert last_day_of(begins, months) == ends


def test_a_chosen_day_counts_whenever_the_last_one_signs(signing) -> None:
    later = TODAY() + timedelta(days=40)
    signing.ready(effective_on=later)
    for name in ("mayor", "chairwoman", "treasurer", "deputy"):
        signing.sign(name)
    assert (signing.agreement.stage, signing.agreement.effective_on) == (Stage.IN_FORCE, later)


def test_founders_and_one_more_are_enough(signing) -> None:
    club, association = signing.parties["club"], signing.parties["association"]
    Party.objects.filter(pk__in=[club.pk, association.pk]).update(founding=False)
    round = signing.ready(in_force_rule=InForceRule.FOUNDERS, others_needed=1)
    signing.sign("deputy")
    assert signing.agreement.stage == Stage.PARTLY_SIGNED
    signing.sign("mayor")
    assert signing.agreement.stage == Stage.IN_FORCE
    round.refresh_from_db()
    assert round.ended_at
    with pytest.raises(PermissionDenied, match="Nobody can sign at the stage “in force”"):
        actions.sign(
            association, by=signing.account("treasurer"), means=Means.PASSWORD, digest=round.digest
        )


def test_rules_that_cannot_be_fulfilled_are_refused(signing) -> None:
    yesterday = TODAY() - timedelta(days=1)
    for field, values in (
        ("deadline_on", {"deadline_on": yesterday}),
        ("effective_on", {"effective_on": yesterday}),
        ("others_needed", {"in_force_rule": InForceRule.FOUNDERS, "others_needed": 1}),
    ):
        with pytest.raises(ValidationError) as caught:
            signing.ready(**values)
        assert list(caught.value.message_dict) == [field]
    assert not signing.agreement.rounds.exists()


def test_the_order_is_held(signing) -> None:
    signing.ready(in_order=True)
    assert {letter.recipient.email for letter in letters("asked_to_sign")} == {"mayor@example.org"}
    with pytest.raises(PermissionDenied, match="the turn of: City Nord, Association Nord"):
        signing.sign("deputy")
    signing.sign("mayor")
    asked = {letter.recipient.email for letter in letters("asked_to_sign")}
    assert asked == {f"{name}@example.org" for name in ("mayor", "chairwoman", "treasurer")}
    signing.sign("treasurer")
    with pytest.raises(PermissionDenied, match="the turn of: Association Nord"):
        signing.sign("deputy")


def test_nobody_signs_twice(signing) -> None:
    signing.ready()
    signing.sign("treasurer")
    with pytest.raises(PermissionDenied, match="You have signed for Association Nord already"):
        signing.sign("treasurer")
    assert signing.standing().find(signing.parties["association"].pk).missing == 1


def test_the_place_of_another_is_taken_once(signing) -> None:
    signing.ready()
    signing.sign("deputy")
    with pytest.raises(PermissionDenied, match="Club Nord has signed already: Deputy Muster"):
        signing.sign("second_deputy")


def test_a_deputy_takes_the_place_of_whoever_cannot_sign_today(signing) -> None:
    from tests.factories import directory as make

    club = signing.parties["association"].organisation
    make.RepresentationFactory(
        organisation=club, person=signing.people["deputy"], role="deputy", may_sign=True
    )
    signing.stand("treasurer").__class__.objects.filter(pk=signing.stand("treasurer").pk).update(
        may_sign=False
    )
    round = signing.ready()
    given = actions.sign(
        signing.parties["association"],
        by=signing.account("deputy"),
        means=Means.PASSWORD,
        digest=round.digest,
    )
    assert given.place_no == 2
    assert signing.sign("chairwoman").place_no == 1


def test_whoever_may_not_sign_cannot(signing) -> None:
    round = signing.ready()
    club = signing.parties["club"]
    for account in (signing.account("member"), signing.account("mayor"), signing.keeper):
        with pytest.raises(PermissionDenied, match="You may not sign for Club Nord today"):
            actions.sign(club, by=account, means=Means.PASSWORD, digest=round.digest)


def test_a_right_that_begins_tomorrow_does_not_count(signing) -> None:
    signing.ready()
    stand = signing.stand("deputy")
    stand.signs_since = TODAY() + timedelta(days=1)
    stand.save()
    with pytest.raises(PermissionDenied, match="You may not sign"):
        signing.sign("deputy")


def test_a_right_that_ended_since_the_account_was_read(signing) -> None:
    round, deputy = signing.ready(), signing.account("deputy")
    assert deputy.access.stands  # read before
    signing.people["deputy"].representations.update(ended_at=timezone.now())
    with pytest.raises(PermissionDenied, match="You may not sign"):
        actions.sign(signing.parties["club"], by=deputy, means=Means.PASSWORD, digest=round.digest)


def test_another_text_is_not_signed(signing) -> None:
    old = signing.ready()
    rounds.recall(signing.agreement, by=signing.keeper, reason="Ein Wort fehlt.")
    signing.agreement.refresh_from_db()
    signing.agreement.clauses.first().texts.filter(language="de").update(body="Etwas anderes.")
    new = signing.ready()
    assert (new.number, old.digest != new.digest) == (2, True)
    with pytest.raises(PermissionDenied, match="frozen anew"):
        actions.sign(
            signing.parties["city"],
            by=signing.account("mayor"),
            means=Means.PASSWORD,
            digest=old.digest,
        )


def test_refusing_is_told_and_signing_withdraws_it(signing) -> None:
    signing.ready()
    party = signing.parties["club"]
    refusal = actions.refuse(party, by=signing.account("deputy"), reason="Nicht <b>so</b>.")
    told = {letter.recipient.email for letter in letters("party_refused")}
    assert told >= {"liaison@example.org", "chair@example.org", "mayor@example.org"}
    assert "deputy@example.org" not in told and "partner@example.org" not in told
    message = compose(letters("party_refused")[0])
    assert "Nicht <b>so</b>." in message.body
    assert "&lt;b&gt;so&lt;/b&gt;" in message.alternatives[0].content
    with pytest.raises(PermissionDenied, match="Club Nord has refused already"):
        actions.refuse(party, by=signing.account("second_deputy"), reason="Auch nicht.")
    signing.sign("second_deputy")
    refusal.refresh_from_db()
    assert refusal.withdrawn_at


def test_the_receipt_says_everything(signing) -> None:
    round = signing.ready()
    signature = signing.sign("mayor", Means.EMAIL_CODE)
    [letter] = letters("signature_receipt")
    body = compose(letter).body
    for word in ("Mayor Muster", "Head", "City Nord", round.digest, "code by e-mail", "25 (1)"):
        assert word in body
    assert letter.recipient == signature.by and "simple electronic signature" in body


def test_recall_makes_signatures_void_and_tells_why(signing) -> None:
    round = signing.ready()
    signing.sign("mayor")
    with pytest.raises(ValidationError, match="Say why"):
        rounds.recall(signing.agreement, by=signing.keeper, reason=" ")
    rounds.recall(signing.agreement, by=signing.keeper, reason="Ein Absatz fehlt.")
    round.refresh_from_db()
    assert (round.ending, round.ending_note) == (Ending.RECALLED, "Ein Absatz fehlt.")
    assert not round.signatures.valid().exists()
    told = {letter.recipient.email for letter in letters("round_ended")}
    assert told == {f"{name}@example.org" for name in signing.people}
    body = compose(letters("round_ended")[0]).body
    assert "Ein Absatz fehlt." in body and "signatures given so far are void" in body


def test_a_party_that_refused_can_be_left_out_afterwards(signing) -> None:
    signing.ready()
    club = signing.parties["club"]
    actions.refuse(club, by=signing.account("deputy"), reason="Nein.")
    rounds.recall(signing.agreement, by=signing.keeper, reason="Ohne den Verein.")
    drafting.remove_party(Party.objects.get(pk=club.pk), by=signing.keeper)
    signing.agreement.refresh_from_db()
    round = signing.ready()
    assert [each["name"] for each in round.facts["parties"]] == ["City Nord", "Association Nord"]
    assert signing.agreement.rounds.first().refusals.get().party.name == "Club Nord"
    added = drafting.add_party  # the same organisation may come back after another recall
    rounds.recall(signing.agreement, by=signing.keeper, reason="Doch mit ihm.")
    assert added(signing.agreement, club.organisation, by=signing.keeper).pk != club.pk


def test_declining_ends_the_round(signing) -> None:
    round = signing.ready()
    signing.sign("mayor")
    rounds.decline(signing.agreement, by=signing.keeper, reason="Es ist gescheitert.")
    round.refresh_from_db()
    signing.agreement.refresh_from_db()
    assert (round.ending, signing.agreement.stage) == (Ending.DECLINED, Stage.DECLINED)
    assert signing.agreement.ending_note == "Es ist gescheitert."
    assert "Es ist gescheitert." in compose(letters("round_ended")[0]).body


def test_letters_ask_for_the_right_again(signing, mailoutbox) -> None:
    from partnerships.shared.letters.actions import post

    signing.ready()
    asked = {letter.recipient.email: letter for letter in letters("asked_to_sign")}
    signing.people["deputy"].representations.update(ended_at=timezone.now())
    signing.sign("mayor")
    for name in ("deputy", "mayor"):  # one may not sign any more, the other has
        letter = asked[f"{name}@example.org"]
        Letter.objects.filter(pk=letter.pk).update(status=Status.RUNNING, attempts=1)
        post(Letter.objects.get(pk=letter.pk))
        letter.refresh_from_db()
        assert letter.status == Status.CANCELLED, name
    assert mailoutbox == []


def test_events_hold_ids_and_codes_only(signing) -> None:
    signing.ready()
    actions.refuse(signing.parties["club"], by=signing.account("deputy"), reason="Geheim.")
    signing.sign("mayor")
    rounds.recall(signing.agreement, by=signing.keeper, reason="Geheim.")
    told = str(list(AuditEvent.objects.values_list("facts", flat=True)))
    assert not [word for word in ("Geheim", "Muster", "Nord", "@") if word in told]
    signed = AuditEvent.objects.get(what="agreements.signed")
    assert signed.capacity == f"directory.Representation:{signing.stand('mayor').pk}"


def test_founding_parties_are_the_founding_partners_unless_said_otherwise(signing) -> None:
    from tests.factories import directory as make

    late = make.PartnerFactory(partnership=signing.agreement.partnership, entry="joined")
    added = drafting.add_party(signing.agreement, late.organisation, by=signing.keeper)
    assert not added.founding
    path = f"/agreements/{signing.agreement.pk}/parties/{signing.parties['club'].pk}/"
    client = signing.client("liaison")
    values = typed(client, path)
    assert values["founding"] is True
    values.pop("founding")  # as a browser sends an empty box
    assert client.post(path, values).status_code == 302
    assert not Party.objects.get(pk=signing.parties["club"].pk).founding


def test_an_agreement_without_founding_parties_has_no_rule_about_them(signing) -> None:
    signing.agreement.parties.update(founding=False)
    with pytest.raises(ValidationError) as caught:
        signing.ready(in_force_rule=InForceRule.FOUNDERS)
    assert list(caught.value.message_dict) == ["in_force_rule"]


def test_nobody_refuses_without_saying_why(signing) -> None:
    round = signing.ready()
    with pytest.raises(ValidationError) as caught:
        actions.refuse(signing.party_of("deputy"), by=signing.account("deputy"), reason="  ")
    assert list(caught.value.message_dict) == ["reason"]
    assert not round.refusals.exists()


def test_a_party_that_was_taken_out_meanwhile_does_not_sign(signing) -> None:
    """Somebody has the page of signing open, the agreement goes back and the club is left out."""
    digest = signing.ready().digest
    open_page = signing.party_of("deputy")
    rounds.recall(signing.agreement, by=signing.keeper, reason="Ohne den Verein.")
    drafting.remove_party(Party.objects.get(pk=open_page.pk), by=signing.keeper)
    with pytest.raises(PermissionDenied, match="no longer a party"):
        actions.sign(open_page, by=signing.account("deputy"), means=Means.PASSWORD, digest=digest)


def test_the_signed_paper_is_asked_for_once_a_round(signing) -> None:
    round = signing.ready()
    for name in ("mayor", "chairwoman", "treasurer", "deputy"):
        signing.sign(name)
    asked = round.prints.get(kind="final").document
    assert printing.request_final(round, by=signing.keeper) == asked
    assert round.prints.filter(kind="final").count() == 1


def test_on_paper_the_end_comes_after_the_beginning_and_a_no_says_why(signing) -> None:
    signing.ready()
    with pytest.raises(ValidationError) as caught:
        signing.on_paper(until_on=TODAY() - timedelta(days=1))
    assert list(caught.value.message_dict) == ["until_on"]
    record = signing.on_paper()
    with pytest.raises(ValidationError) as caught:
        paper.reject_paper(record, by=signing.account("mayor"), reason=" ")
    assert list(caught.value.message_dict) == ["reason"]
    record.refresh_from_db()
    assert record.is_waiting


def test_recorded_by_a_seat_it_stands_in_the_name_of_the_seats_organisation(signing) -> None:
    signing.ready()
    record = paper.record_on_paper(
        signing.agreement,
        by=signing.cast.account("chair"),
        digest=signing.agreement.rounds.open().get().digest,
        signed_on=TODAY(),
        scan=SCAN,
    )
    assert record.recorded_for == signing.cast.police


@pytest.mark.parametrize("way", ["here", "on paper"])
def test_a_new_version_takes_the_place_of_the_former_when_it_is_in_force(signing, way) -> None:
    former = whole_agreement(
        Stage.IN_FORCE, partnership=signing.cast.north, drafted_by=signing.keeper
    )
    Agreement.objects.filter(pk=signing.agreement.pk).update(supersedes=former)
    signing.agreement.refresh_from_db()
    signing.ready()
    if way == "here":
        for name in ("mayor", "chairwoman", "treasurer", "deputy"):
            signing.sign(name)
    else:
        signing.confirm(signing.on_paper())
    former.refresh_from_db()
    assert (signing.agreement.stage, former.stage) == (Stage.IN_FORCE, Stage.SUPERSEDED)


def test_ready_by_one_step_with_the_usual_rules(signing) -> None:
    tried(signing.agreement)
    taken = stages.take_step(signing.agreement, "make_ready", by=signing.keeper)
    round = taken.rounds.open().get()
    assert (taken.stage, round.in_force_rule) == (Stage.READY, InForceRule.ALL)
