"""Two people act at the same second, each with a connection of their own."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from partnerships.agreements.actions import codes, rounds
from partnerships.agreements.actions import signing as actions
from partnerships.agreements.models import Means, Signature, SigningCode
from partnerships.agreements.stages import Stage
from tests.agreements.signing_scene import signing_scene
from tests.directory.together import both_at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db, cast):
    return signing_scene(cast)


def given(scene, name: str):
    """The act of signing, with everything read beforehand."""
    party, account = scene.party_of(name), scene.account(name)
    digest = scene.agreement.rounds.open().get().digest
    assert account.access.stands
    return lambda: actions.sign(party, by=account, means=Means.PASSWORD, digest=digest)


def test_of_two_deputies_one_gets_the_place(scene) -> None:
    scene.ready()
    results = both_at_once(given(scene, "deputy"), given(scene, "second_deputy"))
    assert sorted(type(each).__name__ for each in results) == ["PermissionDenied", "Signature"]
    [refusal] = [each for each in results if isinstance(each, PermissionDenied)]
    assert "Club Nord" in str(refusal) and "Deputy Muster" in str(refusal)
    assert Signature.objects.filter(party=scene.parties["club"]).count() == 1


def test_one_person_clicks_twice(scene) -> None:
    scene.ready()
    results = both_at_once(given(scene, "treasurer"), given(scene, "treasurer"))
    assert sorted(type(each).__name__ for each in results) == ["PermissionDenied", "Signature"]
    assert Signature.objects.count() == 1


def test_the_last_two_bring_it_into_force_once(scene) -> None:
    round = scene.ready()
    for name in ("mayor", "chairwoman"):
        scene.sign(name)
    results = both_at_once(given(scene, "treasurer"), given(scene, "deputy"))
    assert [type(each).__name__ for each in results] == ["Signature", "Signature"]
    scene.agreement.refresh_from_db()
    assert scene.agreement.stage == Stage.IN_FORCE
    assert round.prints.count() == 1


def test_a_recall_and_a_signature(scene) -> None:
    scene.ready()
    recall = lambda: rounds.recall(scene.agreement, by=scene.keeper, reason="Ein Wort.")  # noqa: E731
    both_at_once(given(scene, "deputy"), recall)
    scene.agreement.refresh_from_db()
    assert scene.agreement.stage == Stage.CONSULTATION
    assert not Signature.objects.valid().exists()


def test_a_right_that_ends_in_the_same_second(scene) -> None:
    scene.ready()
    stand = scene.stand("deputy")
    end = lambda: type(stand).objects.filter(pk=stand.pk).update(ended_at=timezone.now())  # noqa: E731
    signed, _ended = both_at_once(given(scene, "deputy"), end)
    assert isinstance(signed, PermissionDenied | Signature)
    assert Signature.objects.count() == (1 if isinstance(signed, Signature) else 0)


def test_tries_of_a_code_are_counted_one_by_one(scene) -> None:
    round, party, by = scene.ready(), scene.party_of("deputy"), scene.account("deputy")
    SigningCode.objects.create(
        round=round, party=party, account=by, code_hash="x", made_at=timezone.now(),
        expires_at=timezone.now() + codes.VALID,
    )  # fmt: skip
    guess = lambda: codes.use_code(party, round, "BBBB-BBBB", by=by)  # noqa: E731
    assert both_at_once(*[guess] * 4) == [False] * 4
    assert SigningCode.objects.get().tries == 4
