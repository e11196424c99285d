"""Person, representation and invitation on one page. All of it or nothing. Source: issue 3, must show 1."""

import pytest
from django.utils import timezone

from partnerships.directory.models import Invitation, Person, Representation
from partnerships.directory.rules.invitations import MOST_AN_HOUR
from partnerships.shared.audit.actions import record
from tests.factories import directory as make
from tests.journeys.forms import NASTY, browser

TODAY = timezone.localdate
NOBODY_NEW = {"given_name": "", "family_name": "", "email": ""}


@pytest.fixture
def deputy(cast) -> Representation:
    """With an account."""
    person = make.PersonFactory(family_name="Vertretung", account=make.AccountFactory())
    return make.RepresentationFactory(person=person, organisation=cast.association, role="deputy")


def new(**values) -> dict:
    return {"given_name": "Amira", "family_name": "Rosenbrock", "email": "Amira@example.org", "role": "deputy",
            "since": TODAY().isoformat(), "invite": "on", "language": "en"} | values  # fmt: skip


def send(cast, **values):
    path = f"/organisations/{cast.association.pk}/representations/begin/"
    return browser(cast, "partner").post(path, new(**values))


def test_somebody_new_stands_and_is_invited(cast) -> None:
    assert send(cast).status_code == 302
    person = Person.objects.get(family_name="Rosenbrock")
    assert person.representations.get().role == "deputy"
    invitation = Invitation.objects.get(person=person)
    assert (invitation.email, invitation.language) == ("amira@example.org", "en")
    assert invitation.letter.kind == "directory/invitation"


def test_without_the_wish_no_letter(cast) -> None:
    assert send(cast, invite="").status_code == 302
    assert not Invitation.objects.exists()


def test_a_letter_needs_an_address(cast) -> None:
    answer = send(cast, email="")
    assert answer.context["form"].errors["email"]
    assert not Person.objects.filter(family_name="Rosenbrock").exists()


def test_somebody_known_gets_it_at_the_address_that_is_there(cast) -> None:
    known = make.PersonFactory(
        given_name="Veit", family_name="Moser", email="veit@example.org",
        entered_by=cast.account("partner"), kept_by=cast.association,
    )  # fmt: skip
    assert send(cast, person="Veit Moser", **NOBODY_NEW).status_code == 302
    assert Invitation.objects.get(person=known).email == "veit@example.org"


def test_nobody_with_an_account_is_invited(cast, deputy) -> None:
    answer = send(cast, person=str(deputy.person), **NOBODY_NEW)
    assert answer.context["form"].errors["invite"]


def test_too_many_letters_take_everything_back_and_keep_what_was_typed(cast) -> None:
    for _number in range(MOST_AN_HOUR):
        record("directory.person_invited", by=cast.account("partner"), target=cast.association)
    answer = send(cast)
    assert answer.status_code == 200 and answer.context["form"].non_field_errors()
    assert 'value="Amira@example.org"' in answer.content.decode()
    assert not Person.objects.filter(family_name="Rosenbrock").exists()


def test_an_unknown_language_is_refused(cast) -> None:
    assert send(cast, language="xx").context["form"].errors["language"]


def test_whoever_follows_is_invited_too(cast) -> None:
    row = cast.people["partner"].representations.get()
    path = f"/representations/{row.pk}/replace/"
    sent = new(role="lead", version=row.version)
    assert browser(cast, "liaison").post(path, sent).status_code == 403
    assert not Invitation.objects.exists()
    assert browser(cast, "partner").post(path, sent).status_code == 302
    follows = Invitation.objects.get().person
    assert follows.appointments.get().replaces == row and not follows.representations.exists()
    row.refresh_from_db()
    assert not row.is_over  # until the one who follows has an account, and says yes


@pytest.mark.parametrize("nasty", [NASTY, "x" * 500, "=1+1", "@"])
def test_hostile_words_in_every_line(cast, nasty) -> None:
    """An error or an entry, never a broken page; without an address no letter."""
    answer = send(cast, given_name=nasty, family_name=nasty, email=nasty, function=nasty)
    assert answer.status_code in (200, 302)
    assert b"<script>alert" not in answer.content
    assert not Invitation.objects.exists()
