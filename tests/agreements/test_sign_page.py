"""The page on which one signs: everything is shown, and the proof is fresh and for this signature alone."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from partnerships.agreements.actions import rounds
from partnerships.agreements.models import Signature, SigningCode
from tests.agreements.signing_scene import PASSWORD
from tests.factories.agreements import tried
from tests.journeys.forms import NASTY, VISIBLE, assert_plain, words

CODE = re.compile(r"^([A-Z]{4}-?[A-Z]{4}|[A-Z]{3}-?[A-Z]{3})$", re.MULTILINE)


def code_of(mailoutbox) -> str:
    """The newest one."""
    return CODE.search(mailoutbox[-1].body)[1]


def sent(signing, name: str, **values) -> dict:
    """What the page would send."""
    return {"digest": signing.agreement.rounds.open().get().digest, **values}


def test_everything_that_is_signed_is_shown(signing) -> None:
    round = signing.ready()
    page = signing.client("mayor").get(signing.path("mayor"))
    said = words(page.content)
    for word in (
        "Sign for City Nord", "Agreement North", "Vereinbarung Nord", "Wir arbeiten zusammen.",
        "We work together.", "German: this text governs.", "English: a translation.",
        "Association Nord", "Chairwoman Muster", "two signatures", round.digest,
        "simple electronic signature", "3 months",
    ):  # fmt: skip
        assert word in said, word
    assert said.index("Wir arbeiten zusammen.") < said.index("We work together.")
    assert 'lang="de"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_with_the_password(signing) -> None:
    signing.ready()
    client, path = signing.client("mayor"), signing.path("mayor")
    wrong = client.post(path, sent(signing, "mayor", means="password", password="nonsense"))
    assert wrong.status_code == 200 and "You have not signed yet" in words(wrong.content)
    done = client.post(path, sent(signing, "mayor", means="password", password=PASSWORD))
    assert done["Location"] == f"/agreements/{signing.agreement.pk}/signatures/"
    signature = Signature.objects.get()
    assert (signature.means, signature.by) == ("password", signing.account("mayor"))
    again = client.get(path, follow=True)
    assert "You have signed for City Nord already" in words(again.content)
    assert client.post(path, sent(signing, "mayor", means="password")).status_code == 403


def test_passwords_are_not_tried_without_end(signing) -> None:
    signing.ready()
    client, path = signing.client("mayor"), signing.path("mayor")
    for _ in range(8):
        client.post(path, sent(signing, "mayor", means="password", password="nonsense"))
    late = client.post(path, sent(signing, "mayor", means="password", password=PASSWORD))
    assert late.status_code in (200, 429) and not Signature.objects.exists()


def test_with_a_code_by_mail(signing, mailoutbox) -> None:
    signing.ready()
    client, path = signing.client("deputy"), signing.path("deputy")
    assert "Sign with the code" not in words(client.get(path).content)
    asked = client.post(f"{path}code/")
    assert asked["Location"] == f"{path}#sign"
    assert "Sign with the code" in words(client.get(path).content)
    assert mailoutbox[-1].to == ["deputy@example.org"]
    assert "Club Nord" in mailoutbox[-1].body
    code = code_of(mailoutbox)
    done = client.post(path, sent(signing, "deputy", means="email_code", code=code.lower()))
    assert done.status_code == 302
    assert Signature.objects.get().means == "email_code"
    assert not SigningCode.objects.exists()  # used up


def test_a_code_is_for_one_person_party_and_round(signing, mailoutbox) -> None:
    signing.ready()
    deputy, path = signing.client("deputy"), signing.path("deputy")
    deputy.post(f"{path}code/")
    code = code_of(mailoutbox)
    assert code not in str(SigningCode.objects.values())
    typed = sent(signing, "deputy", means="email_code", code=code)
    assert signing.client("second_deputy").post(path, typed).status_code == 200
    rounds.recall(signing.agreement, by=signing.keeper, reason="Ein Wort.")
    signing.agreement.refresh_from_db()
    signing.ready()
    typed = sent(signing, "deputy", means="email_code", code=code)
    assert deputy.post(path, typed).status_code == 200
    assert not Signature.objects.exists()


def test_five_tries_and_ten_minutes(signing, mailoutbox) -> None:
    signing.ready()
    client, path = signing.client("deputy"), signing.path("deputy")
    client.post(f"{path}code/")
    code = code_of(mailoutbox)
    for _ in range(5):
        wrong = client.post(path, sent(signing, "deputy", means="email_code", code="BBBB-BBBB"))
        assert "wrong or no longer valid" in words(wrong.content)
    right = sent(signing, "deputy", means="email_code", code=code)
    assert client.post(path, right).status_code == 200
    client.post(f"{path}code/")
    right = sent(signing, "deputy", means="email_code", code=code_of(mailoutbox))
    SigningCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(path, right).status_code == 200
    assert not Signature.objects.exists()


def test_codes_are_not_mailed_without_end(signing, mailoutbox) -> None:
    signing.ready()
    client, path = signing.client("deputy"), signing.path("deputy")
    given = [client.post(f"{path}code/").status_code for _ in range(4)]
    assert given == [302, 302, 302, 429] and len(mailoutbox) == 3


@pytest.mark.parametrize(
    "credential", ["", "x", "{}", "[]", "null", '{"id": 1}', '{"response": 7}']
)
def test_an_answer_that_is_no_passkey(signing, credential) -> None:
    signing.ready()
    client, path = signing.client("mayor"), signing.path("mayor", end="passkey/")
    options = json.loads(client.get(path).content)
    assert options["request_options"]["publicKey"]["challenge"]
    answer = client.post(path, sent(signing, "mayor", credential=credential))
    assert answer.status_code == 200 and "You have not signed yet" in words(answer.content)
    assert not Signature.objects.exists()


def test_a_challenge_of_another_signature_is_none(signing) -> None:
    signing.ready()
    client = signing.client("mayor")
    answer = client.post(
        signing.path("mayor", end="passkey/"), sent(signing, "mayor", credential="{}")
    )
    assert "asked for something else" in words(answer.content)


def test_a_text_frozen_anew_meanwhile_is_refused(signing) -> None:
    signing.ready()
    client, path = signing.client("mayor"), signing.path("mayor")
    typed = sent(signing, "mayor", means="password", password=PASSWORD)
    rounds.recall(signing.agreement, by=signing.keeper, reason="Ein Wort.")
    signing.agreement.refresh_from_db()
    assert client.post(path, typed).status_code == 403
    signing.agreement.clauses.first().texts.filter(language="de").update(body="Anders.")
    signing.ready()
    answer = client.post(path, typed)
    assert answer.status_code == 403 and "frozen anew" in words(answer.content)
    for digest in ("", "x", "0" * 64):
        assert client.post(path, typed | {"digest": digest}).status_code in (200, 403)
    assert not Signature.objects.exists()


def test_a_right_lost_between_opening_and_signing(signing) -> None:
    signing.ready()
    client, path = signing.client("deputy"), signing.path("deputy")
    assert client.get(path).status_code == 200
    signing.people["deputy"].representations.update(may_sign=False)
    answer = client.post(path, sent(signing, "deputy", means="password", password=PASSWORD))
    assert answer.status_code == 403
    assert "You may not sign for Club Nord today." in words(answer.content)
    assert not Signature.objects.exists()


def test_outsiders_learn_nothing(signing) -> None:
    signing.ready()
    own = f"/agreements/{signing.agreement.pk}"
    for name in ("outsider", "former", "admin", "dpo"):
        for path in (signing.path("mayor"), f"{own}/signatures/", f"{own}/ceremony/screen/"):
            assert signing.client(name).get(path).status_code == 404


def test_the_tab_shows_all_parties_who_signed_how(signing) -> None:
    signing.ready()
    signing.sign("mayor")
    signing.sign("treasurer")
    page = signing.client("deputy").get(f"/agreements/{signing.agreement.pk}/signatures/")
    said = words(page.content)
    for word in (
        "1 of 3 signed", "Mayor Muster, Head", "signed here, confirmed with the password",
        "one of two signed", "still to come: Chairwoman Muster, Head", "You may sign for Club Nord",
    ):  # fmt: skip
        assert word in said, word
    assert "Record a signature on paper" not in said
    assert "data:image/svg+xml" in page.content.decode()


def test_home_tells_the_last_day_to_sign(signing) -> None:
    last = timezone.localdate() + timedelta(days=12)
    signing.ready(deadline_on=last)
    [first, *_] = signing.client("chairwoman").get("/home/").context["tasks"]
    assert (first.due, "/sign/" in first.href) == (last, True)


def test_one_of_two_who_has_signed_is_not_asked_to_refuse(signing) -> None:
    signing.ready()
    path = f"/agreements/{signing.agreement.pk}/signatures/"
    assert "You may sign for" in words(signing.client("chairwoman").get(path).content)
    signing.sign("chairwoman")
    shown = words(signing.client("chairwoman").get(path).content)
    assert "Your signature for" in shown and "You have signed for" in shown
    assert "You may sign for" not in shown and "Refuse to sign" not in shown


def test_hostile_reasons_stay_words(signing) -> None:
    signing.ready()
    client = signing.client("deputy")
    for wrong in ({}, {"reason": " "}, {"reason": "x" * 4001}):
        assert client.post(signing.path("deputy", "refuse"), wrong).status_code == 200
    done = client.post(signing.path("deputy", "refuse"), {"reason": NASTY})
    assert done.status_code == 302
    page = signing.client("mayor").get(done["Location"])
    assert VISIBLE in words(page.content)
    assert_plain(page.content)


def test_hostile_reason_of_a_recall(signing) -> None:
    signing.ready()
    signing.sign("mayor")
    step = f"/agreements/{signing.agreement.pk}/steps/recall/"
    client = signing.client("liaison")
    for wrong in ({}, {"reason": " "}, {"reason": "x" * 4001}):
        assert client.post(step, wrong).status_code == 200
    assert client.post(step, {"reason": NASTY}).status_code == 302
    page = signing.client("mayor").get(f"/agreements/{signing.agreement.pk}/signatures/")
    assert VISIBLE in words(page.content) and "these signatures are void" in words(page.content)
    assert_plain(page.content)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("deadline_on", "2001-01-01"),
        ("deadline_on", "nonsense"),
        ("after_deadline", "x"),
        ("in_force_rule", ""),
        ("others_needed", "-1"),
        ("others_needed", "1e3"),
        ("effective_on", "2001-01-01"),
        ("effective_on", "9999-12-31"),
    ],
)
def test_rules_that_make_no_sense(signing, field, value) -> None:
    typed = {"after_deadline": "wait", "in_force_rule": "all", "others_needed": "0"}
    tried(signing.agreement)
    step = f"/agreements/{signing.agreement.pk}/steps/make_ready/"
    answer = signing.client("liaison").post(step, typed | {field: value})
    assert answer.status_code == 200 and answer.context["form"].errors[field]
    assert not signing.agreement.rounds.exists()


def test_the_freeze_warns_where_nobody_may_sign(signing) -> None:
    signing.people["mayor"].representations.update(may_sign=False)
    client = signing.client("liaison")
    step = f"/agreements/{signing.agreement.pk}/steps/make_ready/"
    tried(signing.agreement)
    page = words(client.get(step).content)
    assert "Mayor Muster may not sign for City Nord today." in page
    assert "Too few" not in page  # the name says it
    done = client.post(step, {"after_deadline": "wait", "in_force_rule": "all"})
    assert done.status_code == 302 and signing.agreement.rounds.count() == 1
