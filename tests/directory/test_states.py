"""Rules x state of grants and invitations: every cell, for everybody."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from partnerships.directory import rules
from partnerships.directory.models import Grant, Invitation, Role
from partnerships.directory.rules import grants, invitations
from tests.cast import NAMES
from tests.clock import reckon
from tests.factories import directory as make

EVERYBODY = [name for name in NAMES if name != "anonymous"]
NOBODY = ""
DAY = timedelta(days=1)


def tomorrow() -> date:
    return timezone.localdate() + DAY


def long_ago() -> datetime:
    return timezone.now() - 400 * DAY


def soon() -> datetime:
    return timezone.now() + 2 * DAY


def past() -> datetime:
    return timezone.now() - 2 * DAY


# The role is the outsider's; `guarded` ones need an administrator or data protection as second person, `plain` ones the
# authority: here nobody leads it, so data protection.
GRANT_STATES = {
    "plain, waiting": {"role": Role.LIAISON, "given": True},
    "plain, waiting and past": {"role": Role.LIAISON, "given": True, "until_on": make.LONG_AGO},
    "plain, refused": {"role": Role.LIAISON, "given": True, "ended_at": long_ago},
    "plain, agreed": {"role": Role.LIAISON, "given": True, "agreed": True},
    "plain, before the rule": {"role": Role.LIAISON, "given": True, "before_rule": True},
    "plain, in effect": {"role": Role.LIAISON},
    "plain, in effect with an end": {"role": Role.LIAISON, "until_on": tomorrow},
    "plain, to come": {"role": Role.LIAISON, "since": tomorrow},
    "plain, last day past": {"role": Role.LIAISON, "until_on": make.LONG_AGO},
    "plain, ended": {"role": Role.LIAISON, "ended_at": long_ago},
    "guarded, waiting": {"role": Role.ANALYST, "given": True},
    "guarded, waiting with an end": {"role": Role.ANALYST, "given": True, "until_on": tomorrow},
    "guarded, waiting and past": {"role": Role.ANALYST, "given": True, "until_on": make.LONG_AGO},
    "guarded, in effect": {"role": Role.ANALYST, "given": True, "agreed": True},
    "guarded, in effect with an end": {
        "role": Role.ANALYST, "given": True, "agreed": True, "until_on": tomorrow,
    },
    "guarded, refused": {"role": Role.ANALYST, "given": True, "ended_at": long_ago},
    "guarded, ended": {"role": Role.ANALYST, "given": True, "agreed": True, "ended_at": long_ago},
}  # fmt: skip
GRANT_RULES = {
    "confirm": grants.can_confirm,
    "refuse": grants.can_refuse,
    "end": grants.can_end,
    "review": grants.can_review,
}
# Columns: confirm, refuse, end, review.
MAY_GRANT = {
    "plain, waiting": ("dpo", "dpo", "admin", NOBODY),
    "plain, waiting and past": (NOBODY, NOBODY, NOBODY, NOBODY),
    "plain, refused": (NOBODY, NOBODY, NOBODY, NOBODY),
    "plain, agreed": (NOBODY, NOBODY, "admin", "dpo admin"),
    "plain, before the rule": (NOBODY, NOBODY, "admin", "dpo admin"),
    "plain, in effect": (NOBODY, NOBODY, "admin", "dpo admin"),
    "plain, in effect with an end": (NOBODY, NOBODY, "admin", "dpo admin"),
    "plain, to come": (NOBODY, NOBODY, "admin", "dpo admin"),
    "plain, last day past": (NOBODY, NOBODY, NOBODY, NOBODY),
    "plain, ended": (NOBODY, NOBODY, NOBODY, NOBODY),
    "guarded, waiting": ("dpo admin", "dpo admin", "admin", NOBODY),
    "guarded, waiting with an end": ("dpo admin", "dpo admin", "admin", NOBODY),
    "guarded, waiting and past": (NOBODY, NOBODY, NOBODY, NOBODY),
    "guarded, in effect": (NOBODY, NOBODY, "admin", "dpo admin"),
    "guarded, in effect with an end": (NOBODY, NOBODY, "admin", "dpo admin"),
    "guarded, refused": (NOBODY, NOBODY, NOBODY, NOBODY),
    "guarded, ended": (NOBODY, NOBODY, NOBODY, NOBODY),
}

INVITATION_STATES = {
    "open": {"expires_at": soon},
    "run out": {"expires_at": past},
    "withdrawn": {"expires_at": soon, "withdrawn_at": past},
    "accepted": {"expires_at": soon, "accepted_at": past},
    "waiting": {"expires_at": soon, "needs_yes": True},
    "agreed": {"expires_at": soon, "needs_yes": True, "agreed_at": past},
    "refused": {"expires_at": soon, "needs_yes": True, "withdrawn_at": past},
}
KEEPER, TAKERS = "partner", "partner admin"
# The association keeps the entry; the administrator only takes the way in away.
# Columns: agree, withdraw, send again; and whether the link opens an account.
MAY_INVITATION = {
    "open": (NOBODY, TAKERS, KEEPER, True),
    "run out": (NOBODY, TAKERS, KEEPER, False),
    "withdrawn": (NOBODY, NOBODY, NOBODY, False),
    "accepted": (NOBODY, NOBODY, NOBODY, False),
    "waiting": ("outsider", TAKERS, NOBODY, False),
    "agreed": (NOBODY, TAKERS, KEEPER, True),
    "refused": (NOBODY, NOBODY, NOBODY, False),
}


def allowed(cast, rule, row) -> str:
    """Names of those to whom the rule says yes."""
    verdicts = {name: rule(cast.account(name), row) for name in EVERYBODY}
    return " ".join(name for name in EVERYBODY if verdicts[name])


def test_every_state_has_its_row() -> None:
    assert list(MAY_GRANT) == list(GRANT_STATES)
    assert list(MAY_INVITATION) == list(INVITATION_STATES)


@pytest.mark.parametrize("state", GRANT_STATES)
def test_grants(cast, state) -> None:
    values = reckon(GRANT_STATES[state])
    others = make.AccountFactory.create_batch(2)
    scope = {"partnership": cast.south} if values["role"] == Role.LIAISON else {}
    given, agreed = values.pop("given", False), values.pop("agreed", False)
    grant = make.GrantFactory(
        person=cast.people["outsider"],
        given_by=others[0] if given else None,
        confirmed_by=others[1] if agreed else None,
        **values,
        **scope,
    )
    found = Grant.objects.get(pk=grant.pk)
    got = tuple(allowed(cast, rule, found) for rule in GRANT_RULES.values())
    assert got == MAY_GRANT[state]


@pytest.mark.parametrize("state", INVITATION_STATES)
def test_invitations(cast, state) -> None:
    person = make.PersonFactory(kept_by=cast.association, email="neu@example.org")
    away = cast.south.partners.get().organisation  # its lead, the outsider, agrees
    for organisation in (cast.association, away):
        make.RepresentationFactory(organisation=organisation, person=person, role="deputy")
    row = Invitation.objects.create(
        person=person,
        email="neu@example.org",
        invited_by=cast.account("partner"),
        **reckon(INVITATION_STATES[state]),
    )
    agree, withdraw, again, opens = MAY_INVITATION[state]
    assert allowed(cast, invitations.can_agree_invitation, row) == agree
    assert allowed(cast, invitations.can_withdraw, row) == withdraw
    assert allowed(cast, invitations.can_resend, row) == again
    assert bool(rules.can_accept(Invitation.objects.open().filter(pk=row.pk).first())) is opens


@pytest.mark.parametrize("state", INVITATION_STATES)
def test_once_the_person_has_an_account_no_link_opens_another(cast, state) -> None:
    values = reckon(INVITATION_STATES[state])
    person = cast.people["partner"]
    row = Invitation.objects.create(person=person, email="neu@example.org", **values)
    assert allowed(cast, invitations.can_resend, row) == NOBODY
    assert not Invitation.objects.open().filter(pk=row.pk).exists()
