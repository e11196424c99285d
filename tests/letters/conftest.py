"""A mailbox, and a letter to put into it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from partnerships.directory.actions.invitations import invite
from partnerships.directory.models import Invitation
from partnerships.shared.letters.models import Letter
from partnerships.shared.letters.tasks import post_letter
from tests.factories import directory as make
from tests.letters.mailbox import mailbox

__all__ = ["mailbox"]


@pytest.fixture
def invited(cast) -> Callable[..., Invitation]:
    """North's association invites a person who is to represent it, and whose entry it keeps."""

    def _invited(language: str = "de", family_name: str = "Muster", **person) -> Invitation:
        invitee = make.PersonFactory(family_name=family_name, kept_by=cast.association, **person)
        make.RepresentationFactory(person=invitee, organisation=cast.association, role="deputy")
        address = f"{uuid4().hex}@example.org"
        return invite(invitee, by=cast.account("partner"), email=address, language=language)

    return _invited


@pytest.fixture
def work() -> Callable[[Letter], Letter]:
    """What the worker does with one message, here, once the letter's pause is over."""

    def _work(letter: Letter) -> Letter:
        past = timezone.now() - timedelta(seconds=1)
        Letter.objects.filter(pk=letter.pk).update(lease_until=past)
        post_letter.apply(args=(letter.pk,), task_id=uuid4().hex, throw=True)
        return Letter.objects.get(pk=letter.pk)

    return _work
