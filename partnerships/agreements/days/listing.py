"""What happens to agreements on which day, in words."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements.days.finding import MOST, WithDays, agreements_with_days
from partnerships.agreements.life import term
from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import BINDING
from partnerships.directory.models import Account
from partnerships.shared.calendar_days import CalendarDay, CalendarDays
from partnerships.shared.row_addresses import addresses


class Entry(NamedTuple):
    """A day of an agreement."""

    day: date
    text: str
    agreement: Agreement


def days_between(agreements: Iterable[Agreement], first: date, last: date) -> list[Entry]:
    """What happens on the days from first to last, in their order; of agreements as `finding.with_days` gives them."""
    entries = (
        Entry(day, text, agreement)
        for agreement in agreements
        for day, text in (
            *_of_ceremony(agreement),
            *_of_the_end(agreement),
            *_while_binding(agreement),  # type: ignore[arg-type]  # annotated and prefetched
        )
        if first <= day <= last
    )
    return sorted(entries, key=lambda entry: (entry.day, entry.agreement.pk, entry.text))


def say_left_out() -> str:
    """That there are more agreements than a calendar shows."""
    return _("Only the %(most)s most recent agreements are shown") % {"most": MOST}


def list_days(account: Account, first: date, last: date) -> CalendarDays:
    """For calendars that show more than agreements."""
    agreements = list(agreements_with_days(account, first, last)[: MOST + 1])
    address = addresses("agreements:life")
    days = [
        CalendarDay(entry.day, entry.text, entry.agreement.title_in(), address(entry.agreement.pk))
        for entry in days_between(agreements[:MOST], first, last)
    ]
    return CalendarDays(days, say_left_out() if len(agreements) > MOST else "")


def _of_ceremony(agreement: Agreement) -> Iterator[tuple[date, str]]:
    ceremony = getattr(agreement, "ceremony", None)
    if ceremony:
        yield timezone.localtime(ceremony.at).date(), _("Signing ceremony")


def _of_the_end(agreement: Agreement) -> Iterator[tuple[date, str]]:
    if agreement.ended_on:
        yield agreement.ended_on, _("Last day")


def _while_binding(agreement: WithDays) -> Iterator[tuple[date, str]]:
    if agreement.stage not in BINDING:
        return
    yield from _of_the_term(agreement)
    due = term.next_evaluation(
        agreement.effective_on, agreement.evaluated, agreement.evaluation_months
    )
    if due:
        yield due, _("Evaluation due")
    for notice in agreement.leaving:
        yield notice.last_on, _("Last day of %(name)s") % {"name": notice.name}
    for accession in agreement.acceding:
        decide_by = term.decide_by(accession.declared_on)
        yield decide_by, _("Decision on the accession of %(name)s") % {"name": accession.name}


def _of_the_term(agreement: WithDays) -> Iterator[tuple[date, str]]:
    for notice in agreement.noticed:
        yield notice.last_on, _("Ends by notice")
    end = agreement.until_on
    if end is None or agreement.noticed:
        return
    yield end, _("End of the term")
    yield term.latest_notice(end, agreement.notice_months), _("Last day to give notice")
    six, three = term.reminder_days(end).values()
    yield six, _("Reminder: six months before the end")
    yield three, _("Reminder: three months before the end")
