"""Letters to whoever begins or ends to stand for an organisation."""

import pytest
from django.utils import timezone

from partnerships.directory.actions.appointments import appoint_by_document
from partnerships.directory.actions.representations import end_representation
from partnerships.directory.models import Account
from partnerships.shared.letters.actions import compose
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status

pytestmark = pytest.mark.django_db
HOSTILE = "Umzug <b>\r\nBcc: opfer@example.org {{ link }}"


@pytest.fixture
def begun(cast):
    """The former partner stands for the association again; not by the own yes, so that a letter says it."""
    asked = appoint_by_document(
        cast.people["former"],
        cast.association,
        document="Protokoll 7/26",
        role="deputy",
        since=timezone.localdate(),
    )
    return asked.representation


def letter_of(what: str = "begun") -> Letter:
    return Letter.objects.get(kind=f"directory/representation_{what}")


def parts(letter: Letter) -> tuple[str, str, str]:
    message = compose(letter)
    return message.subject, message.body, message.alternatives[0][0]


@pytest.mark.parametrize("language", ["de", "en"])
def test_begun(cast, begun, language) -> None:
    Letter.objects.update(language=language)
    subject, text, html = parts(letter_of())
    for part in (subject, text, html):
        assert cast.association.name in part
    assert f"/organisations/{cast.association.pk}/" in text and f'lang="{language}"' in html


def test_nobody_is_told_where_the_demo_asks_for_it(cast) -> None:
    people = (cast.people["former"], cast.people["outsider"])
    for person, tells in zip(people, (False, True), strict=True):
        appoint_by_document(person, cast.association, document="Protokoll 7/26", tells=tells)
        assert Letter.objects.exists() == tells


def test_ended_with_a_reason(cast, begun) -> None:
    end_representation(begun, by=cast.account("partner"), reason=HOSTILE)
    letter = letter_of("ended")
    _subject, text, html = parts(letter)
    assert "Umzug <b>" in text and "<b>" not in html and "{{ link }}" in html
    assert set(letter.facts) == {"representation"}


@pytest.mark.parametrize("over", ["ended", "closed", "somebody else's"])
def test_the_right_is_asked_again_at_posting(cast, begun, work, mailbox, over) -> None:
    letter = letter_of()
    if over == "ended":
        end_representation(begun, by=cast.account("partner"))
    elif over == "closed":
        Account.objects.filter(pk=letter.recipient_id).update(is_active=False)
    else:
        begun.person = cast.people["chair"]
        begun.save()
    with mailbox.open() as arrived:
        assert work(letter).status == Status.CANCELLED
    assert arrived == []
