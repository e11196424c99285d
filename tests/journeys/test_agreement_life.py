"""A renewal and an exit, played through on a frozen clock, with every letter as it arrives at a mail server.

The agreement of three members runs from 4 June 2024 for 36 months and is renewed by a decision.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from partnerships.agreements.models import Agreement, Reminder
from partnerships.agreements.stages import Stage
from partnerships.agreements.tasks import follow_terms
from partnerships.shared.letters.models import Letter
from partnerships.shared.letters.tasks import post_letter
from partnerships.shared.outbox import Status
from tests.cast import Cast
from tests.clock import travel
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.journeys.forms import browser, words
from tests.kept import kept
from tests.letters.mailbox import mailbox

__all__ = ["mailbox"]
KEEPERS = {"liaison@example.org", "chair@example.org"}
EVERYBODY = KEEPERS | {"partner@example.org", "third@example.org"}


@kept(after="cast")
def agreement(cast: Cast) -> Agreement:
    """Police, association and a third partner; whoever stands for the third may sign, too."""
    third = make.PartnerFactory(partnership=cast.north).organisation
    account = make.AccountFactory(email="third@example.org")
    make.RepresentationFactory(
        organisation=third, may_sign=True, person=make.PersonFactory(account=account)
    )
    made = agree.AgreementFactory(
        partnership=cast.north,
        title="Nordvertrag",
        drafted_by=cast.account("liaison"),
        term_months=36,
        renewal="by_decision",
        renewal_months=24,
        evaluation_months=0,
    )
    for position, organisation in enumerate((cast.police, cast.association, third)):
        agree.PartyFactory(agreement=made, organisation=organisation, position=position)
    return agree.put_in_force(made, "2024-06-04")


@pytest.fixture
def at() -> Callable:
    """The clock of the house, at a moment of a day in Europe/Berlin."""

    def _at(day: str):
        moment = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=UTC)
        return travel(moment, tick=False)

    return _at


@pytest.fixture
def delivered(mailbox) -> Callable:
    """Post what waits, as the worker does; who got which subject and text."""

    def _delivered() -> dict[str, tuple[str, str]]:
        waiting = Letter.objects.filter(status=Status.QUEUED)
        waiting.update(lease_until=timezone.now() - timedelta(seconds=1))
        with mailbox.open() as arrived:
            for pk in waiting.order_by("pk").values_list("pk", flat=True):
                post_letter.apply(args=(pk,), task_id=uuid4().hex, throw=True)
        found = {m["To"]: (m["Subject"], m.get_body(("plain",)).get_content()) for m in arrived}
        assert len(found) == len(arrived), "somebody got two letters"
        return found

    return _delivered


def only(letters: dict[str, tuple[str, str]], *, said: str) -> set[str]:
    """The recipients; each text says this."""
    for address, (_subject, text) in letters.items():
        assert said in text, (address, text)
    return set(letters)


def renewed_by_the_chair(cast, agreement) -> None:
    """The page says from when until when; the form keeps day and note."""
    path, chair = f"/agreements/{agreement.pk}/term/renew/", browser(cast, "chair", "de")
    assert "4. Juni 2027 bis 3. Juni 2029" in words(chair.get(path).content)
    answer = chair.post(path, {"decided_on": "2027-05-05", "note": "Lenkungskreis, Punkt 3"})
    assert answer.status_code == 302


def test_a_renewal(cast, agreement, at, delivered) -> None:
    with at("2026-12-02"):
        assert (follow_terms(), delivered()) == ({"reminded": 0}, {})
    with at("2026-12-03"):
        assert follow_terms() == {"begin_renewal": 1, "reminded": 1}
        letters = delivered()
        assert only(letters, said="3. Juni 2027") == EVERYBODY
        subject = "Zu entscheiden: die Verlängerung von Nordvertrag"
        assert letters["partner@example.org"][0] == subject
        assert (follow_terms(), delivered()) == ({"reminded": 0}, {})
    with at("2027-03-03"):
        assert follow_terms() == {"reminded": 1}
        assert only(delivered(), said="3. Juni 2027") == EVERYBODY
        page = browser(cast, "partner", "de").get(f"/agreements/{agreement.pk}/term/")
        assert "entscheiden, ob sie um 24 Monate weiterläuft" in words(page.content)
    with at("2027-05-10"):
        renewed_by_the_chair(cast, agreement)
        letters = delivered()
        told = only(letters, said="vom 4. Juni 2027 bis 3. Juni 2029")
        assert told == EVERYBODY - {"chair@example.org"}
        assert "Lenkungskreis, Punkt 3" in letters["third@example.org"][1]
    agreement.refresh_from_db()
    assert (agreement.stage, agreement.until_on.isoformat()) == (Stage.IN_FORCE, "2029-06-03")
    with at("2027-06-04"):
        assert (follow_terms(), delivered()) == ({"reminded": 0}, {})
    kept = Reminder.objects.order_by("about_on").values_list("occasion", "about_on")
    assert [(o, d.isoformat()) for o, d in kept] == [
        ("six_months", "2026-12-03"),
        ("three_months", "2027-03-03"),
    ]


def given_by_the_partner(cast, agreement) -> None:
    """Too early is told; what it means is read once more; a second time is refused."""
    give, partner = f"/agreements/{agreement.pk}/exits/give/", browser(cast, "partner", "de")
    assert "15. April 2026" in words(partner.get(give).content)
    typed = {"organisation": cast.association.pk, "reason": "Wir lösen uns auf."}
    early = partner.post(give, typed | {"last_on": "2026-04-14"})
    assert "Die Kündigungsfrist läuft bis zum 15. April 2026." in words(early.content)
    asked = partner.post(give, typed)
    said = words(asked.content)
    assert "bis zum 15. April 2026 gebunden" in said
    assert "bleibt unter den anderen in Kraft" in said
    assert not agreement.exits.exists() and not Letter.objects.exists()
    sent = dict(asked.context["typed"]) | {"confirmed": "1"}
    assert [partner.post(give, sent).status_code for _ in range(2)] == [302, 403]


def test_an_exit_leaves_the_rest_in_force(cast, agreement, at, delivered) -> None:
    page = f"/agreements/{agreement.pk}/term/"
    with at("2026-01-15"):
        given_by_the_partner(cast, agreement)
        letters = delivered()
        assert only(letters, said="15. April 2026") == EVERYBODY - {"partner@example.org"}
        assert "Wir lösen uns auf." in letters["third@example.org"][1]
    with at("2026-04-15"):
        chair = browser(cast, "chair")
        assert "3 members on 15 April 2026" in words(chair.get(page).content)
    with at("2026-04-16"):
        assert (follow_terms(), delivered()) == ({"reminded": 0}, {})
        chair = browser(cast, "chair")  # yesterday's session is over
        shown = words(chair.get(page).content)
        assert "2 members on 16 April 2026" in shown and "must be terminated" not in shown
        then = words(chair.get(page, {"day": "2026-04-15"}).content)
        assert "3 members on 15 April 2026" in then
    agreement.refresh_from_db()
    assert agreement.stage == Stage.IN_FORCE


def test_the_last_but_one_leaves(cast, agreement, at, delivered) -> None:
    with at("2026-01-15"):
        given_by_the_partner(cast, agreement)
        delivered()
    with at("2026-05-01"):
        chair, letter = browser(cast, "chair"), f"/agreements/{agreement.pk}/exits/record/"
        third = agreement.parties.last().organisation_id
        asked = chair.post(letter, {"organisation": third, "noticed_on": "2026-04-30"})
        assert "the agreement itself must be terminated" in words(asked.content)
        sent = dict(asked.context["typed"]) | {"confirmed": "1"}
        assert chair.post(letter, sent).status_code == 302
        assert set(delivered()) == {"liaison@example.org", "third@example.org"}
        shown = words(chair.get(f"/agreements/{agreement.pk}/term/").content)
        assert "The agreement itself must be terminated" in shown and "31 July 2026" in shown
