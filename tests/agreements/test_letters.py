"""Whoever stands for a party is told when the agreement reaches a stage that concerns them."""

import pytest
from django.utils import timezone

from partnerships.agreements.actions import drafting, stages
from partnerships.directory.models import Representation
from partnerships.shared.letters.actions import compose, post
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status


@pytest.fixture
def letter(cast):
    """The letter that the consultation brings to the partner."""
    liaison = cast.account("liaison")
    agreement = drafting.draft(
        cast.north,
        by=liaison,
        title="Vereinbarung <b>Nord</b>",
        organisations=[cast.police, cast.association],
    )
    stages.take_step(agreement, "consult", by=liaison)
    return Letter.objects.get()


def test_only_representatives_of_today_are_told(cast, letter):
    assert letter.recipient == cast.account("partner")  # not the former one, not the actor


def test_the_link_leads_to_the_agreement_and_needs_a_sign_in(cast, letter, settings):
    text = compose(letter).body
    link = next(word for word in text.split() if word.startswith(settings.SITE_URL))
    path = link.removeprefix(settings.SITE_URL)
    assert cast.client("partner").get(path).status_code == 200
    answer = cast.client("anonymous").get(path)
    assert answer.status_code == 302 and answer["Location"].endswith(f"?next={path}")


def test_a_title_stays_plain_text(letter):
    message = compose(letter)
    assert "<b>Nord</b>" in message.body
    assert "&lt;b&gt;Nord&lt;/b&gt;" in message.alternatives[0].content


def test_whoever_no_longer_stands_for_a_party_gets_nothing(cast, letter, mailoutbox):
    Representation.objects.filter(person=cast.people["partner"]).update(ended_at=timezone.now())
    Letter.objects.filter(pk=letter.pk).update(status=Status.RUNNING, attempts=1)
    letter = Letter.objects.get(pk=letter.pk)
    post(letter)
    letter.refresh_from_db()
    assert (letter.status, letter.error_code, mailoutbox) == (
        Status.CANCELLED,
        "no_longer_allowed",
        [],
    )
