"""Between writing and posting the reader's account can be closed, or what a letter speaks of be deleted: nothing goes out.

The worker asks one question after the other, and others work at the same time: each question is answered for itself.
"""

import re
from copy import copy
from uuid import uuid4

import pytest
import time_machine

from partnerships.directory.models import Account
from partnerships.shared.letters.kinds import LetterKind, happened
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status
from partnerships.shared.registry import letter_kinds
from tests.letters.test_holds import SCENES, TODAY, posted

pytestmark = pytest.mark.django_db
NOWHERE = 2**31 - 1  # no row has this number
UUIDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# No row beside the account.
ABOUT_THE_READER = ("complaints/due", "directory/openid_linked", "directory/openid_unlinked")
# One makes its way in at the moment of posting and stops where it cannot; one leads to the page of help for everybody.
LINK_OF_ANOTHER_KIND = ("directory/invitation", "directory/way_in_changed")


def nowhere(fact: object) -> object:
    """In the place of the number of a row one that no row has; anything else as it is."""
    if isinstance(fact, int):
        return NOWHERE
    return str(uuid4()) if UUIDS.fullmatch(str(fact)) else fact


def about_nothing(letter: Letter) -> Letter:
    """The same letter; each row that it speaks of has been deleted."""
    other = copy(letter)
    other.facts = {name: nowhere(value) for name, value in letter.facts.items()}
    assert other.facts != letter.facts
    return other


def holds(kind: LetterKind, letter: Letter) -> bool:
    """What comes later does not change what has happened; all else is asked again."""
    return kind.still_holds is not happened and kind.still_holds(letter)


def leads_nowhere(kind: LetterKind, letter: Letter) -> bool:
    """Neither link nor attachment."""
    return not kind.facts(letter).get("link") and not list(kind.attachments(letter))


def assert_cancelled_when_gone(letter: Letter) -> None:
    kind, gone = letter_kinds.get(letter.kind), about_nothing(letter)
    assert not holds(kind, gone)
    assert kind.slug in LINK_OF_ANOTHER_KIND or leads_nowhere(kind, gone)
    gone.pk, gone._state.adding = None, True
    gone.save()
    assert posted(gone)[0] == Status.CANCELLED


def assert_cancelled_when_closed(letter: Letter) -> None:
    Account.objects.filter(pk=letter.recipient_id).update(is_active=False)
    assert posted(letter) == (Status.CANCELLED, "no_longer_allowed")


@pytest.mark.parametrize("name", SCENES)
def test_nothing_goes_out_about_what_is_gone_or_to_whose_account_is_closed(
    cast, name, mailoutbox
) -> None:
    with time_machine.travel(TODAY, tick=False):
        letter, _undo = SCENES[name](cast)
        if name not in ABOUT_THE_READER:
            assert_cancelled_when_gone(letter)
        if letter.recipient is not None:  # an address without account cannot be closed
            assert_cancelled_when_closed(letter)
    assert mailoutbox == []
