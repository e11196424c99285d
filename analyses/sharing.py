"""May I share this? The judgement over rows of the catalogue, without a database. Source: DOMAIN 5.4, decision 0056.

What is not written in a reviewed entry that holds today is never allowed: silence, doubt and secrecy lead to the legal service.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from analyses.kinds import AuthorityKind, Beyond, Category, Initiative, MayBegin, Secrecy

POLICE = frozenset({AuthorityKind.STATE_POLICE.value, AuthorityKind.FEDERAL_POLICE.value})
# What these hold is under the secrecy even where nobody says so: AO § 30; SGB I § 35 with SGB X § 67; SGB VIII § 61.
INHERENT: dict[str, str] = {
    AuthorityKind.TAX: Secrecy.TAX,
    AuthorityKind.JOB_CENTRE: Secrecy.SOCIAL,
    AuthorityKind.SOCIAL: Secrecy.SOCIAL,
    AuthorityKind.YOUTH_WELFARE: Secrecy.YOUTH,
}
# Only a provision of the secrecy's own law opens it.
OWN_LAW: dict[str, re.Pattern[str]] = {
    Secrecy.TAX: re.compile(r"\bAO\b"),
    Secrecy.SOCIAL: re.compile(r"\bSGB X\b"),
}
# Open at most by the word of the legal service in the single case.
ALWAYS_ASKED = frozenset({Secrecy.YOUTH.value, Secrecy.MEDICAL.value, Secrecy.TELECOM.value})
ABSOLUTE = frozenset({Secrecy.MEDICAL.value, Secrecy.TELECOM.value})


class Outcome(models.TextChoices):
    """What the wizard says."""

    ALLOWED = "allowed", _("allowed")
    CONDITIONS = "conditions", _("allowed with conditions")
    NO = "no", _("not allowed")
    ASK = "ask", _("ask the legal service")


class Obstacle(models.TextChoices):
    """Why an entry of the catalogue does not carry what is asked."""

    BLOCKED = "blocked", _("It is blocked.")
    UNREVIEWED = "unreviewed", _("Nobody has reviewed it yet.")
    EXPIRED = "expired", _("Its review has expired.")
    REPLACED = "replaced", _("A newer version has replaced it.")
    INITIATIVE = "initiative", _("It does not fit who begins.")
    TASK = "task", _("It does not name this task.")
    CATEGORY = "category", _("It does not hold for this category of person.")
    CATEGORY_OPEN = (
        "category_open",
        _("It does not hold for every category, and the category is not determined yet."),
    )
    SECRECY = "secrecy", _("It was not made for this secrecy.")


class Reason(models.TextChoices):
    """Why the answer is as it is."""

    FITS = "fits", _("The catalogue holds a reviewed provision for this.")
    SILENT = (
        "silent",
        _("The catalogue knows nothing about this. That is no permission: do not share it."),
    )
    WAITS = (
        "waits",
        _("There is an entry, but nobody may rely on it as long as it is not reviewed and valid."),
    )
    TASK = (
        "task",
        _("The provisions that are known do not name this task. Do not share until it is settled."),
    )
    NOT_CARRIED = "not_carried", _("The provisions that are known do not permit this.")
    BLOCKED = "blocked", _("The only entry that fits is blocked.")
    PRIVATE = "private", _("Nothing goes to private bodies by this way, whatever a provision says.")
    CONTACT = (
        "contact",
        _(
            "The police give data on contacts and companions to the police alone (PolG NRW § 26(1))."
        ),
    )
    CONTACT_OPEN = (
        "contact_open",
        _(
            "The category is not determined yet. If this is a contact or companion, only the police may receive it"
            " (PolG NRW § 26(1))."
        ),
    )
    CATEGORY_OPEN = (
        "category_open",
        _(
            "The category is not determined yet, and what is known does not hold for every category."
        ),
    )
    RELEASE = (
        "release",
        _("Data from a criminal file need the recorded release of the public prosecutor first."),
    )
    ABSOLUTE = (
        "absolute",
        _("This secrecy forbids it. The catalogue knows no provision made for it."),
    )
    YOUTH = (
        "youth",
        _(
            "Youth welfare data: the legal service decides in the single case, also whether help would be at risk."
        ),
    )
    SINGLE_CASE = "single_case", _("This secrecy opens in the single case alone.")


class Extra(models.TextChoices):
    """Conditions that hold beside those of the entry."""

    MARKING = "marking", _("The marking of PolG NRW § 22b goes with the data and stays.")
    RELEASE = (
        "release",
        _("Record who of the public prosecutor released it, when, and the file number."),
    )
    SECRECY = "secrecy", _("The secrecy goes with the data: the recipient is bound as you are.")


class Row(NamedTuple):
    """One version of the catalogue. `covers`: secrecies it was made for; `not_for`: categories of person it does not hold for."""

    version: int
    code: str
    number: int
    citation: str
    what: str
    conditions: str
    from_kinds: list[str]
    to_kinds: list[str]
    tasks: list[str]
    may_begin: str
    is_duty: bool
    is_mutual: bool
    covers: list[str]
    not_for: list[str]
    blocked_because: str
    reviewer: int | None
    valid_until: date | None
    is_replaced: bool


@dataclass(frozen=True)
class Question:
    """`holder` and `needer`: codes of `PARTIES`. `is_released`: the prosecutor's release of a criminal file is on record."""

    holder: str
    needer: str
    task: str
    category: str
    secrecies: frozenset[str]
    initiative: str
    is_released: bool
    day: date

    @cached_property
    def all_secrecies(self) -> frozenset[str]:
        """Those named, and the one that the holder's data always have."""
        own = INHERENT.get(self.holder)
        return (self.secrecies | ({own} if own else set())) - {Secrecy.NONE}

    @property
    def leaves_police(self) -> bool:
        """From the police to somebody else."""
        return self.holder in POLICE and self.needer not in POLICE


@dataclass(frozen=True)
class Near:
    """An entry for the same two kinds that does not carry this, and why."""

    row: Row
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class Answer:
    """`fits`: entries that carry it, or on which the legal service may decide; `near`: those that do not."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    extras: tuple[Extra, ...] = ()
    fits: tuple[Row, ...] = ()
    near: tuple[Near, ...] = ()


def judge(question: Question, rows: Iterable[Row]) -> Answer:
    """The answer. `rows`: any of the catalogue, also those of other kinds; nothing but a row makes it "allowed"."""
    looked_at = [Near(row, obstacles_of(question, row)) for row in rows if joins(row, question)]
    fits = tuple(each.row for each in looked_at if not each.obstacles)
    near = tuple(each for each in looked_at if each.obstacles)
    if forbidden := _forbidden(question, fits, near):
        return Answer(Outcome.NO, forbidden, near=near)
    if not fits:
        return _without(question, near)
    if doubts := _doubts(question):
        return Answer(Outcome.ASK, doubts, _extras(question), fits, near)
    extras = _extras(question)
    plain = not extras and any(not row.conditions.strip() for row in fits)
    outcome = Outcome.ALLOWED if plain else Outcome.CONDITIONS
    return Answer(outcome, (Reason.FITS,), extras, fits, near)


def joins(row: Row, question: Question) -> bool:
    """It speaks of these two, in this direction or, where it is mutual, in the other."""
    there = question.holder in row.from_kinds and question.needer in row.to_kinds
    back = row.is_mutual and question.holder in row.to_kinds and question.needer in row.from_kinds
    return there or back


def obstacles_of(question: Question, row: Row) -> tuple[Obstacle, ...]:
    """What stands in the way of this entry, the state of the entry first."""
    met = (
        (Obstacle.BLOCKED, bool(row.blocked_because)),
        (Obstacle.REPLACED, row.is_replaced),
        (Obstacle.UNREVIEWED, row.reviewer is None or row.valid_until is None),
        (Obstacle.EXPIRED, row.valid_until is not None and row.valid_until < question.day),
        (Obstacle.INITIATIVE, question.initiative not in _begins(row.may_begin)),
        (Obstacle.TASK, question.task not in row.tasks),
        (Obstacle.CATEGORY, question.category in row.not_for),
        (Obstacle.CATEGORY_OPEN, question.category == Category.UNDETERMINED and bool(row.not_for)),
        (Obstacle.SECRECY, not all(opens(row, each) for each in question.all_secrecies)),
    )
    return tuple(obstacle for obstacle, is_met in met if is_met)


def _begins(may_begin: str) -> tuple[str, ...]:
    """Who may begin; what a law orders regularly goes without a request."""
    if may_begin == MayBegin.EITHER:
        return (Initiative.REQUEST, Initiative.OWN)
    return (Initiative.REQUEST,) if may_begin == MayBegin.REQUEST else (Initiative.OWN,)


def opens(row: Row, secrecy: str) -> bool:
    """It was made for this secrecy, and stands in the law that may open it."""
    law = OWN_LAW.get(secrecy)
    return secrecy in row.covers and (law is None or bool(law.search(row.citation)))


def _forbidden(
    question: Question, fits: tuple[Row, ...], near: tuple[Near, ...]
) -> tuple[Reason, ...]:
    """What no entry and no legal service opens here."""
    found = []
    if Beyond.PRIVATE in (question.holder, question.needer):
        found.append(Reason.PRIVATE)
    if question.leaves_police and question.category == Category.CONTACT:
        found.append(Reason.CONTACT)
    secrecies = question.all_secrecies
    if Secrecy.CRIMINAL_FILE in secrecies and not question.is_released:
        found.append(Reason.RELEASE)
    known = [*fits, *(each.row for each in near)]
    if any(not any(opens(row, each) for row in known) for each in secrecies & ABSOLUTE):
        found.append(Reason.ABSOLUTE)
    return tuple(found)


STATE = frozenset({Obstacle.UNREVIEWED, Obstacle.EXPIRED})
GONE = frozenset({Obstacle.BLOCKED, Obstacle.REPLACED})


def _without(question: Question, near: tuple[Near, ...]) -> Answer:
    """No entry carries it: what the legal service can still settle is asked, the rest is no."""
    kept = [each for each in near if not GONE & set(each.obstacles)]
    if any(set(each.obstacles) <= STATE for each in kept):
        return Answer(Outcome.ASK, (Reason.WAITS,), near=near)
    if any(set(each.obstacles) <= STATE | {Obstacle.CATEGORY_OPEN} for each in kept):
        return Answer(Outcome.ASK, (Reason.CATEGORY_OPEN,), near=near)
    if any(set(each.obstacles) <= STATE | {Obstacle.TASK} for each in kept):
        return Answer(Outcome.ASK, (Reason.TASK,), near=near)
    if Secrecy.YOUTH in question.all_secrecies:
        return Answer(Outcome.ASK, (Reason.YOUTH,), near=near)
    if kept:
        return Answer(Outcome.NO, (Reason.NOT_CARRIED,), near=near)
    if any(Obstacle.BLOCKED in each.obstacles for each in near):
        return Answer(Outcome.NO, (Reason.BLOCKED,), near=near)
    return Answer(Outcome.ASK, (Reason.SILENT,), near=near)


def _doubts(question: Question) -> tuple[Reason, ...]:
    """What the legal service decides although an entry fits."""
    found = []
    if Secrecy.YOUTH in question.all_secrecies:
        found.append(Reason.YOUTH)
    if question.all_secrecies & ABSOLUTE:
        found.append(Reason.SINGLE_CASE)
    if question.leaves_police and question.category == Category.UNDETERMINED:
        found.append(Reason.CONTACT_OPEN)
    return tuple(found)


def _extras(question: Question) -> tuple[Extra, ...]:
    found = []
    if question.holder == AuthorityKind.STATE_POLICE:
        found.append(Extra.MARKING)
    if Secrecy.CRIMINAL_FILE in question.all_secrecies:
        found.append(Extra.RELEASE)
    if question.all_secrecies:
        found.append(Extra.SECRECY)
    return tuple(found)
