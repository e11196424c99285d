"""From no sequence of allowed actions does somebody come to keep, lead or sign for what nobody else agreed to.

DESIGN section 5, promise 12; decision 0021. HANDSCHLAG_TAKEOVERS=10000 tries as many sequences.
"""

import os
from contextlib import suppress
from copy import copy
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q, QuerySet
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
from partnerships.directory.rules import representations as rules
from tests.directory.town import EVERYBODY, THEIRS, Attack, Town, pick

SEQUENCES = int(os.environ.get("HANDSCHLAG_TAKEOVERS", "300"))
STEPS = 12
NUMBER = strategies.integers(min_value=0, max_value=60)
ROLE = strategies.sampled_from(["lead", "lead", "representative", "deputy"])
YES = strategies.booleans()
ORDER = strategies.sampled_from(
    ["begin invite accept", "invite begin accept", "invite accept begin"]
)
CHANGE = strategies.sampled_from(["edit", "prolong", "replace", "end"])
ORGANISATIONS = strategies.sampled_from(["enter", "edit", "merge", "found and admit"])
HONEST = strategies.sampled_from(["second", "agree", "asks", "leaves", "confirms roles"])
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
        self.town, self.checked = Attack(self.place, who), -1

    @invariant()
    def nobody_took_over(self) -> None:
        if hasattr(self, "town") and self.town.done != self.checked:
            self.town.check()
            self.checked = self.town.done

    # -- whom and what -----------------------------------------------------------------------------
    def person(self, n: int) -> models.Person:
        """Mostly somebody of the attacker's, or an entry without account."""
        near = Q(account__in=self.town.controlled) | Q(account=None)
        return self._pick(n, models.Person.objects.all(), near)

    def organisation(self, n: int) -> models.Organisation:
        """Mostly one that the attacker acts for, or that is kept by it."""
        acts = self.town.may["acts_for"]
        return self._pick(
            n, models.Organisation.objects.all(), Q(pk__in=acts) | Q(kept_by__in=acts)
        )

    def standing(self, n: int) -> models.Representation | None:
        """Mostly one of the attacker's."""
        rows = models.Representation.objects.not_over().select_related("organisation", "person")
        return self._pick(n, rows, Q(person__account__in=self.town.controlled))

    def _pick(self, n: int, rows: QuerySet, near: Q) -> Any:
        """A copy: what a refused action writes into it nobody else reads."""
        whose = (frozenset(self.town.controlled), frozenset(self.town.may["acts_for"]))
        found = self.town.read((rows.model, *whose), rows.filter(near)) if n % 3 else []
        return copy(pick(found or self.town.read(rows.model, rows), n // 3))

    # -- the attacker ------------------------------------------------------------------------------
    @rule(a=NUMBER, o=NUMBER, role=ROLE, sign=YES, order=ORDER, two=YES, answered=YES)
    def bring_in_puppets(
        self, a: int, o: int, role: str, sign: bool, order: str, two: bool, answered: bool
    ) -> None:
        """Enter somebody, open the account at an address of the attacker's, let them stand for an organisation."""
        by, where = self.town.mine(a), self.organisation(o)
        for _one in range(1 + two):
            self._bring_in(by, where, role, sign, order)
        if answered:
            self.answer_everything()

    def _bring_in(
        self, by: models.Account, where: models.Organisation, role: str, sign: bool, order: str
    ) -> None:
        town = self.town
        person = town.attempt(
            people.enter_person, by=by, family_name="Neu", email=town.address(by.pk), kept_by=where
        )
        if person is None:
            return
        begin, today = representations.begin_representation, timezone.localdate()
        for step in order.split():
            person.refresh_from_db()
            if step == "accept":
                self._accept()
            elif step == "invite":
                town.attempt(invitations.invite, person, by=by, email=person.email)
            else:
                town.attempt(begin, person, where, by=by, role=role, may_sign=sign, since=today)

    def answer_everything(self) -> None:
        """Every account of the attacker's says yes to whatever waits, then is the second person of whatever waits."""
        for act in (appointments.agree_appointment, appointments.second_appointment):
            for asked in self._asked():
                for by in self.town.accounts():
                    self.town.attempt(act, asked, by=by)

    def _asked(self) -> list[models.Appointment]:
        """What waits."""
        rows = models.Appointment.objects.open().select_related("organisation")
        return self.town.read(models.Appointment, rows)

    @rule(verb=strategies.sampled_from(["yes", "yes", "refuse", "withdraw"]))
    def answer(self, verb: str) -> None:
        if verb == "yes":
            self.answer_everything()
            return
        act = getattr(appointments, f"{verb}_appointment")
        for asked in self._asked():
            for by in self.town.accounts():
                self.town.attempt(act, asked, by=by)

    @rule(a=NUMBER, p=NUMBER, o=NUMBER, role=ROLE, sign=YES, later=YES)
    def begin(self, a: int, p: int, o: int, role: str, sign: bool, later: bool) -> None:
        town, since = self.town, timezone.localdate() + timedelta(days=9 * later)
        person, where = self.person(p), self.organisation(o)
        town.attempt(
            representations.begin_representation,
            person,
            where,
            by=town.mine(a),
            role=role,
            may_sign=sign,
            since=since,
        )

    @rule(a=NUMBER, r=NUMBER, p=NUMBER, role=ROLE, sign=YES, verb=CHANGE)
    def change_a_standing(self, a: int, r: int, p: int, role: str, sign: bool, verb: str) -> None:
        row, person, by = self.standing(r), self.person(p), self.town.mine(a)
        asked = {"by": by, "role": role, "may_sign": sign}
        edited = {**asked, "version": row.version, "signs_since": None}
        if verb == "edit":
            self.town.attempt(representations.edit_representation, row, **edited)
        elif verb == "prolong":
            self.town.attempt(representations.edit_representation, row, until_on=None, **edited)
        elif verb == "replace":
            replace, today = representations.replace_representation, timezone.localdate()
            self.town.attempt(replace, row, person, since=today, **asked)
        else:
            self.town.attempt(representations.end_representation, row, by=by)

    @rule(a=NUMBER)
    def ask_to_lead(self, a: int) -> None:
        by = self.town.mine(a)
        for stand in by.access.stands:
            where = models.Organisation.objects.get(pk=stand.organisation)
            self.town.attempt(appointments.ask_to_lead, where, by=by)

    @rule(a=NUMBER, p=NUMBER, verb=strategies.sampled_from(["invite", "change the address"]))
    def open_an_account(self, a: int, p: int, verb: str) -> None:
        """At the address of the entry; where it has none, or after it was changed, at one of the attacker's."""
        town, person, by = self.town, self.person(p), self.town.mine(a)
        if verb == "change the address":
            town.attempt(
                people.edit_person, person, by=by, version=person.version, email=town.address(a)
            )
            person.refresh_from_db()
        email = person.email or town.address(a)
        town.attempt(invitations.invite, person, by=by, email=email)

    @rule(a=NUMBER, verb=strategies.sampled_from(["accept", "join", "agree"]))
    def use_invitations(self, a: int, verb: str) -> None:
        """What reached an address of the attacker's; or what waits for a yes."""
        by = self.town.mine(a)
        if verb == "accept":
            self._accept()
        elif verb == "agree":
            for row in models.Invitation.objects.open().order_by("pk"):
                self.town.attempt(invitations.agree_invitation, row, by=by)
        elif row := self._arrived().first():
            self.town.attempt(joining.join, row, by=by)

    def _arrived(self) -> QuerySet[models.Invitation]:
        rows = models.Invitation.objects.open().agreed().filter(email__endswith=THEIRS)
        return rows.order_by("pk")

    def _accept(self) -> None:
        for row in self._arrived():
            account = self.town.attempt(invitations.accept, row)
            if account is not None:
                self.town.controlled.add(account.pk)

    @rule(a=NUMBER, o=NUMBER, other=NUMBER, verb=ORGANISATIONS)
    def change_organisations(self, a: int, o: int, other: int, verb: str) -> None:
        town, by = self.town, self.town.mine(a)
        row, second = self.organisation(o), self.organisation(other)
        if verb == "enter":
            kind = (models.Kind.OTHER, models.Kind.POLICE)[other % 2]
            enter = organisations.enter_organisation
            town.entered(town.attempt(enter, by=by, name="Eigene", kind=kind))
        elif verb == "edit":
            town.attempt(organisations.edit_organisation, row, by=by, version=row.version, name=f"{row.name} neu",
                    kind=models.Kind.OTHER, parent=second)  # fmt: skip
        elif verb == "merge":
            town.attempt(merging.merge_organisation, row, second, by=by)
        else:
            self._found_and_admit(by, row, second)

    def _found_and_admit(
        self, by: models.Account, founder: models.Organisation, other: models.Organisation
    ) -> None:
        place = self.town.attempt(
            partnerships.found_partnership, by=by, name="Eigene", founder=founder
        )
        if place:
            self.town.attempt(partners.admit_partner, place, other, by=by, side=models.Side.CIVIL, entry=models.Entry.FOUNDING,
                    since=timezone.localdate())  # fmt: skip

    @rule(a=NUMBER, p=NUMBER, o=NUMBER, role=strategies.sampled_from(list(models.Role)))
    def give_a_role(self, a: int, p: int, o: int, role: str) -> None:
        scope = {"organisation": self.organisation(o)} if role in ("liaison", "officer") else {}
        person, by = self.person(p), self.town.mine(a)
        self.town.attempt(grants.give_role, person, by=by, role=role, **scope)

    @rule(verb=strategies.sampled_from(["confirm", "confirm", "refuse", "end", "dated"]))
    def decide_roles(self, verb: str) -> None:
        """Every account of the attacker's tries it with every role."""
        act, values = {
            "confirm": (grants.confirm_role, {}),
            "refuse": (grants.refuse_role, {}),
            "end": (grants.end_role, {}),
            "dated": (grants.end_role, {"until_on": timezone.localdate() + timedelta(days=9)}),
        }[verb]
        for row in self.town.read(models.Grant, models.Grant.objects.not_over()):
            for by in self.town.accounts():
                self.town.attempt(act, row, by=by, **values)

    @rule(a=NUMBER, p=NUMBER, n=NUMBER)
    def move_an_account(self, a: int, p: int, n: int) -> None:
        account = pick(list(models.Account.objects.order_by("pk")), p)
        change = self.town.attempt(
            account_changes.ask_account_change,
            account,
            by=self.town.mine(a),
            kind="email",
            email=self.town.address(n),
        )
        for by in self.town.accounts():
            if change and change.is_open:
                agree = account_changes.agree_account_change
                change = self.town.attempt(agree, change, by=by) or change
        if change and change.made_at:
            self.town.controlled.add(account.pk)

    @rule(a=NUMBER, p=NUMBER, o=NUMBER)
    def seat(self, a: int, p: int, o: int) -> None:
        town, by, person, where = (
            self.town,
            self.town.mine(a),
            self.person(p),
            self.organisation(o),
        )
        body = models.Body.objects.first() or town.attempt(
            bodies.set_up_body, self.place.place, by=by, kind="joint_management", name="Runde"
        )
        if body:
            made = town.attempt(bodies.add_seat, body, by=by, label="Sitz", person=person, organisation=where,
                    since=timezone.localdate())  # fmt: skip
            for account in town.accounts() if made else ():
                town.attempt(bodies.take_seat, made, by=account)

    # -- honest people -----------------------------------------------------------------------------
    @rule(h=NUMBER, p=NUMBER, role=ROLE, sign=YES, verb=HONEST)
    def somebody_honest(self, h: int, p: int, role: str, sign: bool, verb: str) -> None:
        """Whatever they say yes to is agreed from then on."""
        by = self.town.honest(h)
        if by is None:
            return
        if verb == "asks":
            self._honest_ask(by, self.person(p), role, sign)
        elif verb == "leaves":
            self.town.attempt(me.leave, by=by)
        elif verb == "confirms roles":
            self._honest_confirm(by)
        else:
            for asked in self._asked():
                act = getattr(appointments, f"{verb}_appointment")
                made = self.town.attempt(act, asked, by=by)
                if made and verb == "second":
                    self.town.agreed(
                        made.organisation_id, leads=made.role == "lead", signs=made.may_sign
                    )

    def _honest_ask(self, by: models.Account, person: models.Person, role: str, sign: bool) -> None:
        for where in models.Organisation.objects.filter(pk__in=by.access.vouches):
            made = self.town.attempt(
                appointments.ask_appointment, person, where, by=by, role=role, may_sign=sign
            )
            if made:
                self.town.agreed(where.pk, leads=role == "lead", signs=sign)

    def _honest_confirm(self, by: models.Account) -> None:
        for row in models.Grant.objects.waiting().order_by("pk"):
            made = self.town.attempt(grants.confirm_role, row, by=by)
            if made and made.organisation_id:
                self.town.may["acts_for"].add(made.organisation_id)

    @rule(r=NUMBER)
    def an_honest_lead_ends_it(self, r: int) -> None:
        """What the attacker has is taken away by somebody who may; then the attacker tries what still waits."""
        row = self.standing(r)
        if row is None or row.person.account_id not in self.town.controlled:
            return
        who_may = (
            by
            for by in self.town.honest_accounts()
            if rules.can_end_representation(by, row)
            and self.town.attempt(representations.end_representation, row, by=by)
        )
        if next(who_may, None):
            self.town.lost(row.organisation_id)
        self.answer_everything()


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
