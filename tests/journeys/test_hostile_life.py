"""Forms of an agreement in force: sent wrongly, with hostile words, for what is somebody else's."""

from datetime import UTC, datetime

import pytest
import time_machine

from partnerships.agreements.models import Accession, Agreement
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.journeys.forms import NASTY, VISIBLE, assert_plain, browser, typed, words

HUGE = "99999999999999999999"
DATES = ["2026-02-31", "0001-01-01", "9999-12-31", "31.02.2026", "yesterday", "2026-13-01", "\x00"]
FORMS = {  # address and a day of it, with what else it needs
    "term/renew/": ("decided_on", {}),
    "term/notice/": ("noticed_on", {}),
    "exits/record/": ("noticed_on", {"organisation": "association"}),
    "accessions/record/": ("declared_on", {"organisation": "third", "signed_name": "Erika"}),
    "evaluations/record/": ("held_on", {"findings": "Gut."}),
}


@pytest.fixture(autouse=True)
def clock():
    """Ten in the morning of 15 January 2027."""
    with time_machine.travel(datetime(2027, 1, 15, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def third(cast):
    return make.PartnerFactory(partnership=cast.north).organisation


@pytest.fixture
def agreement(cast, third) -> Agreement:
    """In renewal, of police and association, until 3 June 2027."""
    made = agree.AgreementFactory(
        partnership=cast.north,
        drafted_by=cast.account("liaison"),
        term_months=36,
        renewal="by_decision",
    )
    for organisation in (cast.police, cast.association):
        agree.PartyFactory(agreement=made, organisation=organisation)
    return agree.lead_on(agree.put_in_force(made, "2024-06-04"), "in_renewal")


@pytest.fixture
def accession(cast, agreement, third) -> Accession:
    return agreement.accessions.create(
        organisation=third,
        name=third.name,
        declared_on="2027-01-10",
        declared_by=cast.account("partner"),
        signed_name="Erika Beispiel",
    )


def filled(cast, third, form: str, **values) -> dict:
    """What a careful person sends."""
    day, more = FORMS[form]
    keys = {"association": cast.association.pk, "third": third.pk}
    return {day: "2027-01-12", **{name: keys.get(v, v) for name, v in more.items()}, **values}


def nothing_happened(agreement: Agreement) -> bool:
    there = Agreement.objects.get(pk=agreement.pk)
    rows = ("renewals", "terminations", "exits", "accessions", "evaluations")
    return there.stage == "in_renewal" and not any(getattr(there, r).exists() for r in rows)


@pytest.mark.parametrize("day", DATES)
@pytest.mark.parametrize("form", FORMS)
def test_no_day(cast, agreement, third, form, day) -> None:
    values = filled(cast, third, form) | {FORMS[form][0]: day}
    answer = browser(cast, "liaison").post(f"/agreements/{agreement.pk}/{form}", values)
    assert "Enter a valid date." in words(answer.content)
    assert nothing_happened(agreement)


@pytest.mark.parametrize("form", FORMS)
def test_a_day_to_come_and_nothing_at_all(cast, agreement, third, form) -> None:
    client, path = browser(cast, "liaison"), f"/agreements/{agreement.pk}/{form}"
    late = client.post(path, filled(cast, third, form) | {FORMS[form][0]: "2027-01-16"})
    assert "This day has not come yet." in words(late.content)
    assert client.post(path, {}).status_code == 200
    assert nothing_happened(agreement)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("term/renew/", "The agreement was not in force yet."),
        ("term/notice/", "The agreement was not in force yet."),
        ("exits/record/", "The agreement was not in force yet."),
        ("evaluations/record/", "The agreement was not in force yet."),
    ],
)
def test_a_day_before_the_beginning(cast, agreement, third, form, sentence) -> None:
    values = filled(cast, third, form) | {FORMS[form][0]: "2024-06-03"}
    answer = browser(cast, "liaison").post(f"/agreements/{agreement.pk}/{form}", values)
    assert sentence in words(answer.content) and "2024-06-03" in answer.content.decode()
    assert nothing_happened(agreement)


@pytest.mark.parametrize("form", ["term/notice/", "exits/record/"])
def test_within_the_notice_or_without_a_reason(cast, agreement, third, form) -> None:
    client, path = browser(cast, "liaison"), f"/agreements/{agreement.pk}/{form}"
    early = client.post(path, filled(cast, third, form, last_on="2027-04-11"))
    assert "The notice runs until 12 April 2027." in words(early.content)
    cause = client.post(path, filled(cast, third, form, good_cause="on", reason=" \u200b"))
    assert "Good cause needs a reason." in words(cause.content)
    forced = client.post(path, filled(cast, third, form, last_on="2027-04-11", confirmed="1"))
    assert "The notice runs until" in words(forced.content)
    assert nothing_happened(agreement)


@pytest.mark.parametrize("form", ["exits/record/", "accessions/record/"])
def test_organisations_that_are_not_offered(cast, agreement, third, form) -> None:
    foreign = cast.south.partners.get().organisation_id
    wrong = {"exits/record/": third.pk, "accessions/record/": cast.association.pk}[form]
    client = browser(cast, "liaison")
    for organisation in (wrong, foreign, HUGE, "x", "-1", "\x00", ""):
        values = filled(cast, third, form, organisation=organisation, confirmed="1")
        answer = client.post(f"/agreements/{agreement.pk}/{form}", values)
        assert answer.status_code == 200 and "organisation" in answer.context["form"].errors
    assert nothing_happened(agreement)


def test_hostile_words_stay_words(cast, agreement, third) -> None:
    client, own = browser(cast, "liaison"), f"/agreements/{agreement.pk}/"
    asked = client.post(f"{own}exits/record/", filled(cast, third, "exits/record/", reason=NASTY))
    assert_plain(asked.content)
    sent = dict(asked.context["typed"]) | {"confirmed": "1"}
    assert client.post(f"{own}exits/record/", sent).status_code == 302
    for form, field in (
        ("term/notice/", "reason"),
        ("accessions/record/", "signed_name"),
        ("accessions/record/", "declaration"),
        ("evaluations/record/", "findings"),
        ("term/renew/", "note"),
    ):
        values = filled(cast, third, form) | {field: NASTY, "confirmed": "1"}
        answer = client.post(own + form, values)
        assert answer.status_code in (200, 302, 403)
    shown = client.get(f"{own}term/")
    assert_plain(shown.content)
    assert VISIBLE in words(shown.content) or VISIBLE in agreement.exits.get().reason


def test_too_long_is_told_and_kept(cast, agreement, third) -> None:
    values = filled(cast, third, "term/notice/", reason="x" * 4001)
    answer = browser(cast, "liaison").post(f"/agreements/{agreement.pk}/term/notice/", values)
    assert "at most 4000 characters" in words(answer.content).replace(",", "")
    assert "x" * 4001 in answer.content.decode()


def test_change_what_was_typed(cast, agreement, third) -> None:
    client, path = browser(cast, "liaison"), f"/agreements/{agreement.pk}/exits/record/"
    asked = client.post(path, filled(cast, third, "exits/record/", reason="Erster Wortlaut"))
    sent = dict(asked.context["typed"]) | {"change": "1"}
    back = client.post(path, sent)
    assert "Erster Wortlaut" in back.content.decode() and nothing_happened(agreement)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"decision": "refused"}, "Say why it was refused."),
        ({"decision": "admitted", "decided_on": "2027-01-16"}, "This day has not come yet."),
        ({"decision": "admitted", "decided_on": "2027-01-09"}, "before the declaration"),
        ({"decision": "admitted", "effective_on": "2027-01-09"}, "before the declaration"),
        ({"decision": "admitted", "effective_on": "2027-06-04"}, "ends before this day"),
        ({"decision": "waiting"}, "Select a valid choice."),
        ({"decision": "\x00"}, "choice"),
    ],
)
def test_decisions_that_cannot_be(cast, agreement, accession, values, sentence) -> None:
    path = f"/agreements/{agreement.pk}/accessions/{accession.pk}/"
    sent = {"decided_on": "2027-01-12"} | values
    answer = browser(cast, "liaison").post(path, sent)
    assert answer.status_code == 200 and sentence in words(answer.content)
    accession.refresh_from_db()
    assert accession.decision == "waiting"


def test_the_second_decision_is_refused(cast, agreement, accession) -> None:
    path = f"/agreements/{agreement.pk}/accessions/{accession.pk}/"
    sent = {"decided_on": "2027-01-12", "decision": "admitted"}
    first, second = (browser(cast, name).post(path, sent) for name in ("liaison", "chair"))
    assert (first.status_code, second.status_code) == (302, 403)
    assert "This was decided already." in words(second.content)


def test_without_the_tick_nothing_is_declared(cast, agreement, third) -> None:
    make.RepresentationFactory(
        person=cast.people["partner"], organisation=third, may_sign=True, role="deputy"
    )
    client, path = browser(cast, "partner"), f"/agreements/{agreement.pk}/accessions/declare/"
    shown = words(client.get(path).content)
    assert f"{third.name} joins the agreement" in shown
    refused = client.post(path, {"organisation": third.pk})
    assert "Without this tick nothing is declared." in words(refused.content)
    sent = {"organisation": third.pk, "declared": "on"}
    assert [client.post(path, sent).status_code for _ in range(2)] == [302, 403]
    kept = agreement.accessions.get()
    assert kept.declaration in shown and kept.capacity.organisation == third


@pytest.mark.parametrize("number", ["0", HUGE, "9" * 5000, "-1", "1a"])
def test_numbers(cast, agreement, number) -> None:
    client = browser(cast, "liaison")
    for path in (
        f"/agreements/{number}/term/",
        f"/agreements/{number}/amend/",
        f"/agreements/{agreement.pk}/accessions/{number}/",
        f"/agreements/{agreement.pk}/exits/{number}/take-back/",
    ):
        assert client.get(path).status_code == client.post(path).status_code == 404


@pytest.mark.parametrize("day", ["2027-01-16", "x", "\x00", "9999-12-31", "", "31.02.2026"])
def test_members_of_a_day_that_cannot_be(cast, agreement, day) -> None:
    answer = browser(cast, "partner").get(f"/agreements/{agreement.pk}/term/", {"day": day})
    assert answer.status_code == 200
    assert "2 members on 15 January 2027" in words(answer.content)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"term_months": "0"}, "term_months"),
        ({"term_months": "601"}, "term_months"),
        ({"term_months": "", "renewal": "automatic"}, "term_months"),
        ({"renewal": "never"}, "renewal"),
        ({"renewal_months": "0"}, "renewal_months"),
        ({"renewal_months": HUGE}, "renewal_months"),
        ({"evaluation_months": "-1"}, "evaluation_months"),
        ({"evaluation_months": "\x00"}, "evaluation_months"),
    ],
)
def test_terms_that_cannot_be(cast, values, field) -> None:
    draft = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    client, path = browser(cast, "liaison"), f"/agreements/{draft.pk}/details/"
    answer = client.post(path, typed(client, path) | values)
    assert field in answer.context["form"].errors


def test_terms_are_kept_and_frozen(cast) -> None:
    draft = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    client, path = browser(cast, "liaison"), f"/agreements/{draft.pk}/details/"
    terms = {"term_months": 36, "renewal": "automatic", "renewal_months": 24}
    terms |= {"evaluation_months": 6, "notice_months": 2}
    assert client.post(path, typed(client, path) | terms).status_code == 302
    draft.refresh_from_db()
    assert {name: getattr(draft, name) for name in terms} == terms
    agree.lead_to(draft, "ready_to_sign")
    assert client.post(path, terms).status_code == 403
