"""How long what is kept of a complaint, and from when it is to be deleted. Days and codes; no rows, no clock.

Source: DOMAIN 2.5 (proposals; the authority sets its own terms, with their law).
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

HOLD_DAYS = 14  # within which a second person confirms that nothing is deleted
LONGEST_KEPT = relativedelta(years=1)  # beyond the term, at a time
DAY = timedelta(days=1)
NOTICE = timedelta(days=30)  # after which a shorter term, or a laxer way of deleting, holds


class TermKind(models.TextChoices):
    """Each term that an office can set."""

    ORDINARY = "ordinary", _("complaint, from the end of the year in which it was closed")
    PROCEEDINGS = "proceedings", _("complaint with proceedings, from the end of the proceedings")
    ANONYMOUS = "anonymous", _("without a name and nothing followed, from the day it was closed")
    NAMES = "names", _("name of who praised, from the day it was closed")
    FILES = "files", _("photos and documents, from the decision")


class Stop(models.TextChoices):
    """What stops every deletion of a complaint, whatever day it is."""

    HELD = "held", _("A hold stops it: nothing of it may be deleted.")
    OPEN = "open", _("It is not closed.")
    PROCEEDINGS = "proceedings", _("Proceedings elsewhere: their end is not noted yet.")
    CRIME = "crime", _("A crime is suspected: the mark is not lifted yet.")


class TermUnit(models.TextChoices):
    """In what a term is counted."""

    MONTHS = "months", pgettext_lazy("a term in", "months")
    YEARS = "years", pgettext_lazy("a term in", "years")


class Term(NamedTuple):
    """So many months or years."""

    number: int
    unit: str

    @property
    def months(self) -> int:
        """Its length."""
        return self.number * (12 if self.unit == TermUnit.YEARS else 1)


Setting = TypeVar("Setting")


def choose(
    first: Setting,
    later: Sequence[tuple[Setting, datetime]],
    now: datetime,
    protects_less: Callable[[Setting, Setting], bool],
) -> Setting:
    """The one that holds now. `later`: what was set instead and when, the oldest first.

    What protects as much as before holds at once; what protects less once NOTICE is over, and never if something else was
    set before that day.
    """
    here = first
    replaced_at = [set_at for _setting, set_at in later[1:]]
    for (setting, set_at), until in zip(later, [*replaced_at, now], strict=False):
        if not protects_less(setting, here) or set_at + NOTICE <= until:
            here = setting
    return here


def choose_term(first: Term, later: Sequence[tuple[Term, datetime]], now: datetime) -> Term:
    """The one that holds now; a shorter one protects less."""
    return choose(first, later, now, lambda one, other: one.months < other.months)


FIRST_TERMS = {
    TermKind.ORDINARY: Term(3, TermUnit.YEARS),
    TermKind.PROCEEDINGS: Term(5, TermUnit.YEARS),
    TermKind.ANONYMOUS: Term(1, TermUnit.YEARS),
    TermKind.NAMES: Term(1, TermUnit.YEARS),
    TermKind.FILES: Term(6, TermUnit.MONTHS),
}  # DOMAIN 2.5


class Item(models.TextChoices):
    """What is deleted."""

    COMPLAINT = "complaint", pgettext_lazy("is deleted", "everything")
    NAMES = "names", pgettext_lazy("is deleted", "the name")
    FILES = "files", pgettext_lazy("is deleted", "photos and documents")


OFFERED = (Item.COMPLAINT, Item.FILES)  # to the state archive; a name alone is no record


class Facts(NamedTuple):
    """What the days hang on. `proceedings_ended_on`: where there were any and their end is noted."""

    ended_on: date | None
    answered_on: date | None
    is_praise: bool
    is_anonymous: bool
    was_followed: bool
    has_proceedings: bool
    proceedings_ended_on: date | None
    has_name: bool
    has_files: bool
    was_handed_over: bool


def end_of(start: date, term: Term) -> date:
    """The first day after the term. The day of the start is not counted (BGB § 187 (1), § 188 (2))."""
    return start + relativedelta(**{str(term.unit): term.number}) + DAY


def end_of_year(start: date, term: Term) -> date:
    """As `end_of`, from the last day of its year."""
    return end_of(date(start.year, 12, 31), term)


def due_days(facts: Facts, terms: dict[str, Term]) -> dict[Item, date]:
    """From which day on each may be deleted; nothing as long as it is open, or the end of proceedings is not known."""
    if facts.ended_on is None or (facts.has_proceedings and facts.proceedings_ended_on is None):
        return {}
    days = {Item.COMPLAINT: _complaint(facts, facts.ended_on, terms)}
    if facts.is_praise and facts.has_name:
        days[Item.NAMES] = end_of(facts.ended_on, terms[TermKind.NAMES])
    if facts.has_files and not facts.was_handed_over:
        decided = facts.answered_on or facts.ended_on
        days[Item.FILES] = end_of(decided, terms[TermKind.FILES])
    return {item: day for item, day in days.items() if day <= days[Item.COMPLAINT]}


def _complaint(facts: Facts, ended_on: date, terms: dict[str, Term]) -> date:
    if facts.proceedings_ended_on:
        later = end_of(facts.proceedings_ended_on, terms[TermKind.PROCEEDINGS])
        return max(later, end_of_year(ended_on, terms[TermKind.ORDINARY]))
    if facts.is_anonymous and not facts.was_followed:
        return end_of(ended_on, terms[TermKind.ANONYMOUS])
    return end_of_year(ended_on, terms[TermKind.ORDINARY])


class HoldReason(models.TextChoices):
    """Why nothing may be deleted. A code: what stands behind it lies in the file of the authority."""

    COURT = "court", _("a court case runs or is to be expected")
    PROSECUTOR = "prosecutor", _("the prosecutor needs it")
    SUPERVISION = "supervision", _("parliament, supervision or an ombudsperson has asked for it")
    PERSON = "person", _("the person needs it for a claim of their own")  # GDPR Art. 18 (1) c


class KeepReason(models.TextChoices):
    """Why one complaint is kept beyond its term."""

    CLAIM = "claim", _("a claim can still be raised")
    REVIEW = "review", _("a review of similar cases needs it")
    ARCHIVE = "archive", _("the state archive has not fetched it yet")


class Decision(models.TextChoices):
    """What became of a proposal to delete."""

    OPEN = "open", pgettext_lazy("a proposal to delete", "open")
    DELETED = "deleted", pgettext_lazy("a proposal to delete", "deleted")
    KEPT = "kept", pgettext_lazy("a proposal to delete", "kept longer")


class Taken(models.TextChoices):
    """What the state archive said."""

    WAITING = "waiting", pgettext_lazy("the archive", "has not answered")
    TAKEN = "taken", pgettext_lazy("the archive", "has taken it")
    REFUSED = "refused", pgettext_lazy("the archive", "does not want it")
