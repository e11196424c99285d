"""From no sequence of allowed actions does somebody come to keep, lead or sign for what nobody else agreed to.

DESIGN section 5, promise 12; decision 0021. HANDSCHLAG_TAKEOVERS=10000 tries as many sequences.
"""

import os
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck, settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from partnerships.directory import models
from partnerships.directory.actions import (
    account_changes,
    appointments,
    bodies,
    grants,
    invitations,
    joining,
    me,
    merging,
    organisations,
    partners,
    partnerships,
    people,
    representations,
)
from tests.directory.town import EVERYBODY, THEIRS, Attack, Town, pick

SEQUENCES = int(os.environ.get("HANDSCHLAG_TAKEOVERS", "300"))
STEPS = 12
NUMBER = strategies.integers(min_value=0, max_value=60)
ROLE = strategies.sampled_from(["lead", "representative", "deputy"])
YES = strategies.booleans()
counted = {"sequences": 0, "tried": 0, "done": 0, "accounts": 0}


class _Undo(Exception):
    """Takes a sequence back."""


class Takeover(RuleBasedStateMachine):
    """One attacker among honest people; every step is one action, through the rules that everybody meets."""

    place: Town  # founded once; every sequence is taken back

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self) -> None:
        if hasattr(self, "town"):
            counted["sequences"] += 1
            counted["tried"] += self.town.tried
            counted["done"] += self.town.done
            counted["accounts"] += len(self.town.controlled) - 1
        with suppress(_Undo):
            self.undone.__exit__(_Undo, _Undo(), None)

    @initialize(who=strategies.sampled_from(EVERYBODY))
    def found(self, who: str) -> None:
        self.town = Attack(self.place, who)

    @invariant()
    def nobody_took_over(self) -> None:
        if hasattr(self, "town"):
            self.town.check()

    # -- whom and what -----------------------------------------------------------------------------
    def person(self, n: int) -> models.Person:
        """Mostly somebody of the attacker's, or an entry without account."""
        rows = models.Person.objects.order_by("pk")
        near = rows.filter(Q(account__in=self.town.controlled) | Q(account=None))
        return pick(list(near if n % 3 else rows), n // 3)

    def organisation(self, n: int) -> models.Organisation:
        """Mostly one that the attacker acts for, or that is kept by it."""
        rows = models.Organisation.objects.order_by("pk")
        acts = self.town.may["acts_for"]
        near = rows.filter(Q(pk__in=acts) | Q(kept_by__in=acts))
        return pick(list(near if n % 3 and near else rows), n // 3)

    def standing(self, n: int) -> models.Representation | None:
        """Mostly one of the attacker's."""
        rows = models.Representation.objects.not_over().order_by("pk")
        near = rows.filter(person__account__in=self.town.controlled)
        return pick(list(near if n % 3 and near else rows), n // 3)

    def waiting(self, n: int) -> models.Appointment | None:
        return pick(list(models.Appointment.objects.open().order_by("pk")), n)

    # -- the attacker ------------------------------------------------------------------------------
    @rule(a=NUMBER, o=NUMBER)
    def enter_somebody(self, a: int, o: int) -> None:
        town = self.town
        town.attempt(
            lambda: people.enter_person(
                by=town.mine(a),
                family_name="Neu",
                email=town.address(a),
                kept_by=self.organisation(o),
            )
        )

    @rule(a=NUMBER, p=NUMBER, o=NUMBER, role=ROLE, sign=YES)
    def begin(self, a: int, p: int, o: int, role: str, sign: bool) -> None:
        town, today = self.town, timezone.localdate()
        town.attempt(
            lambda: representations.begin_representation(
                self.person(p),
                self.organisation(o),
                by=town.mine(a),
                role=role,
                may_sign=sign,
                since=today,
            )
        )

    @rule(a=NUMBER, r=NUMBER, role=ROLE, sign=YES, longer=YES)
    def edit(self, a: int, r: int, role: str, sign: bool, longer: bool) -> None:
        row = self.standing(r)
        values = {"role": role, "may_sign": sign, "signs_since": None}
        if longer:
            values["until_on"] = None
        self.town.attempt(
            lambda: representations.edit_representation(
                row, by=self.town.mine(a), version=row.version, **values
            )
        )

    @rule(a=NUMBER, r=NUMBER, p=NUMBER, role=ROLE, sign=YES)
    def replace(self, a: int, r: int, p: int, role: str, sign: bool) -> None:
        self.town.attempt(
            lambda: representations.replace_representation(
                self.standing(r), self.person(p), by=self.town.mine(a), role=role,
                since=timezone.localdate(), may_sign=sign,
            )
        )  # fmt: skip

    @rule(a=NUMBER, r=NUMBER)
    def end(self, a: int, r: int) -> None:
        self.town.attempt(
            lambda: representations.end_representation(self.standing(r), by=self.town.mine(a))
        )

    @rule(a=NUMBER)
    def ask_to_lead(self, a: int) -> None:
        by = self.town.mine(a)
        for stand in by.access.stands:
            where = models.Organisation.objects.get(pk=stand.organisation)
            self.town.attempt(lambda o=where: appointments.ask_to_lead(o, by=by))

    @rule(
        verb=strategies.sampled_from(["agree", "agree", "second", "second", "refuse", "withdraw"])
    )
    def answer_all(self, verb: str) -> None:
        """Every account of the attacker's tries to answer whatever waits."""
        act = getattr(appointments, f"{verb}_appointment")
        for asked in models.Appointment.objects.open().order_by("pk"):
            for pk in sorted(self.town.controlled):
                by = models.Account.objects.get(pk=pk)
                self.town.attempt(lambda asked=asked, by=by: act(asked, by=by))

    @rule(a=NUMBER, p=NUMBER)
    def invite(self, a: int, p: int) -> None:
        """At the address of the entry; where it has none, at one of the attacker's."""
        person = self.person(p)
        self.town.attempt(
            lambda: invitations.invite(
                person, by=self.town.mine(a), email=person.email or self.town.address(a)
            )
        )

    @rule(a=NUMBER, o=NUMBER, role=ROLE, sign=YES, first=YES)
    def bring_in_a_puppet(self, a: int, o: int, role: str, sign: bool, first: bool) -> None:
        """Enter somebody, let them stand for an organisation, open the account, agree to what is asked."""
        town, by, where = self.town, self.town.mine(a), self.organisation(o)
        person = town.attempt(
            lambda: people.enter_person(
                by=by, family_name="Neu", email=town.address(a), kept_by=where
            )
        )
        if person is None:
            return
        steps = [
            lambda: representations.begin_representation(
                person, where, by=by, role=role, may_sign=sign, since=timezone.localdate()
            ),
            lambda: invitations.invite(person, by=by, email=person.email),
        ]
        for step in steps if first else reversed(steps):
            town.attempt(step)
        self.accept_what_came()
        person.refresh_from_db()
        for asked in models.Appointment.objects.open().filter(person=person):
            if person.account_id in town.controlled:
                account = models.Account.objects.get(pk=person.account_id)
                town.attempt(
                    lambda asked=asked, by=account: appointments.agree_appointment(asked, by=by)
                )

    @rule(a=NUMBER, p=NUMBER)
    def change_the_address(self, a: int, p: int) -> None:
        person = self.person(p)
        self.town.attempt(
            lambda: people.edit_person(
                person, by=self.town.mine(a), version=person.version, email=self.town.address(a)
            )
        )

    @rule()
    def accept_what_came(self) -> None:
        """Every letter that reached an address of the attacker's."""
        rows = models.Invitation.objects.open().agreed().filter(email__endswith=THEIRS)
        for row in rows.order_by("pk"):
            account = self.town.attempt(lambda row=row: invitations.accept(row))
            if account is not None:
                self.town.controlled.add(account.pk)

    @rule(a=NUMBER)
    def join_what_came(self, a: int) -> None:
        rows = models.Invitation.objects.open().agreed().filter(email__endswith=THEIRS)
        if row := rows.order_by("pk").first():
            self.town.attempt(lambda: joining.join(row, by=self.town.mine(a)))

    @rule(a=NUMBER, i=NUMBER)
    def agree_to_an_invitation(self, a: int, i: int) -> None:
        if row := pick(list(models.Invitation.objects.open().order_by("pk")), i):
            self.town.attempt(lambda: invitations.agree_invitation(row, by=self.town.mine(a)))

    @rule(a=NUMBER, o=NUMBER, other=NUMBER)
    def change_an_organisation(self, a: int, o: int, other: int) -> None:
        row = self.organisation(o)
        values = {
            "name": f"{row.name} neu",
            "kind": models.Kind.OTHER,
            "parent": self.organisation(other),
        }
        self.town.attempt(
            lambda: organisations.edit_organisation(
                row, by=self.town.mine(a), version=row.version, **values
            )
        )

    @rule(a=NUMBER, kind=strategies.sampled_from([models.Kind.OTHER, models.Kind.POLICE]))
    def enter_an_organisation(self, a: int, kind: str) -> None:
        by = self.town.mine(a)
        self.town.entered(
            self.town.attempt(
                lambda: organisations.enter_organisation(by=by, name="Eigene", kind=kind)
            )
        )

    @rule(a=NUMBER, o=NUMBER, other=NUMBER)
    def merge(self, a: int, o: int, other: int) -> None:
        self.town.attempt(
            lambda: merging.merge_organisation(
                self.organisation(o), self.organisation(other), by=self.town.mine(a)
            )
        )

    @rule(a=NUMBER, o=NUMBER, other=NUMBER)
    def found_and_admit(self, a: int, o: int, other: int) -> None:
        place = self.town.attempt(
            lambda: partnerships.found_partnership(
                by=self.town.mine(a), name="Eigene", founder=self.organisation(o)
            )
        )
        if place:
            self.town.attempt(
                lambda: partners.admit_partner(
                    place, self.organisation(other), by=self.town.mine(a), side=models.Side.CIVIL,
                    entry=models.Entry.FOUNDING, since=timezone.localdate(),
                )
            )  # fmt: skip

    @rule(a=NUMBER, p=NUMBER, o=NUMBER, role=strategies.sampled_from(list(models.Role)))
    def give(self, a: int, p: int, o: int, role: str) -> None:
        scope = {"organisation": self.organisation(o)} if role in ("liaison", "officer") else {}
        self.town.attempt(
            lambda: grants.give_role(self.person(p), by=self.town.mine(a), role=role, **scope)
        )

    @rule(a=NUMBER, g=NUMBER, verb=strategies.sampled_from(["confirm", "refuse", "end", "dated"]))
    def decide_a_role(self, a: int, g: int, verb: str) -> None:
        row = pick(list(models.Grant.objects.not_over().order_by("pk")), g)
        by, later = self.town.mine(a), timezone.localdate() + timedelta(days=9)
        acts = {
            "confirm": lambda: grants.confirm_role(row, by=by),
            "refuse": lambda: grants.refuse_role(row, by=by),
            "end": lambda: grants.end_role(row, by=by),
            "dated": lambda: grants.end_role(row, by=by, until_on=later),
        }
        self.town.attempt(acts[verb])

    @rule(a=NUMBER, p=NUMBER, n=NUMBER)
    def move_an_account(self, a: int, p: int, n: int) -> None:
        account = pick(list(models.Account.objects.order_by("pk")), p)
        change = self.town.attempt(
            lambda: account_changes.ask_account_change(
                account, by=self.town.mine(a), kind="email", email=self.town.address(n)
            )
        )
        if change and change.is_open:
            change = self.town.attempt(
                lambda: account_changes.agree_account_change(change, by=self.town.mine(n))
            )
        if change and change.made_at:
            self.town.controlled.add(account.pk)

    @rule(a=NUMBER, p=NUMBER, o=NUMBER)
    def seat(self, a: int, p: int, o: int) -> None:
        body = models.Body.objects.first() or self.town.attempt(
            lambda: bodies.set_up_body(
                self.place.place, by=self.town.mine(a), kind="joint_management", name="Runde"
            )
        )
        if body:
            self.town.attempt(
                lambda: bodies.add_seat(
                    body, by=self.town.mine(a), label="Sitz", person=self.person(p),
                    organisation=self.organisation(o), since=timezone.localdate(),
                )
            )  # fmt: skip

    # -- honest people -----------------------------------------------------------------------------
    @rule(h=NUMBER, w=NUMBER)
    def an_honest_second_yes(self, h: int, w: int) -> None:
        """A colleague or witness who knows what they do: from then on it is agreed."""
        if (asked := self.waiting(w)) and (by := self.town.honest(h)):
            made = self.town.attempt(lambda: appointments.second_appointment(asked, by=by))
            if made:
                self.town.agreed(
                    made.organisation_id, leads=made.role == "lead", signs=made.may_sign
                )

    @rule(h=NUMBER, p=NUMBER, role=ROLE, sign=YES)
    def an_honest_lead_asks(self, h: int, p: int, role: str, sign: bool) -> None:
        by, person = self.town.honest(h), self.person(p)
        for organisation in models.Organisation.objects.filter(
            pk__in=by.access.vouches if by else []
        ):
            made = self.town.attempt(
                lambda o=organisation: appointments.ask_appointment(
                    person, o, by=by, role=role, may_sign=sign
                )
            )
            if made:
                self.town.agreed(organisation.pk, leads=role == "lead", signs=sign)

    @rule(h=NUMBER, w=NUMBER)
    def an_honest_person_agrees(self, h: int, w: int) -> None:
        """To what was asked of them; it makes them nobody's."""
        if (asked := self.waiting(w)) and (by := self.town.honest(h)):
            self.town.attempt(lambda: appointments.agree_appointment(asked, by=by))

    @rule(h=NUMBER, r=NUMBER)
    def an_honest_lead_ends_it(self, h: int, r: int) -> None:
        """What the attacker has had is taken away by somebody who may."""
        row, by = self.standing(r), self.town.honest(h)
        if row and by and row.person.account_id in self.town.controlled:
            ended = self.town.attempt(lambda: representations.end_representation(row, by=by))
            if ended:
                self.town.lost(row.organisation_id)

    @rule(h=NUMBER)
    def an_honest_person_leaves(self, h: int) -> None:
        if by := self.town.honest(h):
            self.town.attempt(lambda: me.leave(by=by))

    @rule(h=NUMBER, g=NUMBER)
    def an_honest_second_person_confirms(self, h: int, g: int) -> None:
        row, by = pick(list(models.Grant.objects.waiting().order_by("pk")), g), self.town.honest(h)
        if row and by:
            made = self.town.attempt(lambda: grants.confirm_role(row, by=by))
            if made and made.organisation_id:
                self.town.may["acts_for"].add(made.organisation_id)


@pytest.mark.django_db
def test_nobody_takes_over(capsys):
    Takeover.place, started = Town(), timezone.now()
    run_state_machine_as_test(
        Takeover,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    seconds = (timezone.now() - started).total_seconds()
    with capsys.disabled():
        print(f"\ntakeovers: {counted} in {seconds:.0f} s")  # noqa: T201
    assert counted["sequences"] >= min(SEQUENCES, 300)
    assert counted["done"] > counted["sequences"], "the steps do something"
    assert counted["accounts"] > 0, "the attacker opens accounts"
