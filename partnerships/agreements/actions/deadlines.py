"""The clock looks at deadlines: who has not signed is reminded, and afterwards happens what was chosen."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from partnerships.agreements.actions.moves import lock
from partnerships.agreements.actions.rounds import end_after_deadline
from partnerships.agreements.letters import ASKED_TO_SIGN
from partnerships.agreements.models import AfterDeadline, Occasion, Party, Reminder, SigningRound
from partnerships.agreements.signing import people
from partnerships.agreements.signing.progress import read_progress
from partnerships.shared.letters.actions import write

BEFORE = (timedelta(days=7), timedelta(days=2))
AFTER = timedelta(days=1)


def follow_deadlines() -> dict[str, int]:
    """Once a day. Shape: how many parties were reminded, how many rounds ended."""
    today = timezone.localdate()
    rounds = SigningRound.objects.open().filter(
        deadline_on__isnull=False, deadline_on__lte=today + max(BEFORE)
    )
    done = {"reminded": 0, "ended": 0}
    for round in rounds.select_related("agreement").order_by("pk"):
        if end_after_deadline(round):
            done["ended"] += 1
        else:
            done["reminded"] += _remind(round, today)
    return done


def _due(round: SigningRound, today: date) -> date | None:
    """The newest day of a reminder that has come since the text was frozen; a clock that stood still catches up."""
    deadline = round.deadline_on or date(9999, 1, 1)
    days = [deadline - before for before in BEFORE]
    if round.after_deadline == AfterDeadline.WAIT:
        days.append(deadline + AFTER)
    frozen = timezone.localdate(round.frozen_at)
    return max((day for day in days if frozen < day <= today), default=None)


@transaction.atomic
def _remind(round: SigningRound, today: date) -> int:
    """Those whose turn it is and who have neither signed nor refused; once for each day."""
    due = _due(round, today)
    lock(round.agreement)
    if due is None or not SigningRound.objects.open().filter(pk=round.pk).exists():
        return 0
    waiting = [each.party for each in read_progress(round).parties if each.is_waiting]
    return sum(_remind_party(party, round, due, today) for party in waiting)


def _remind_party(party: Party, round: SigningRound, due: date, today: date) -> bool:
    _reminder, new = Reminder.objects.get_or_create(
        agreement=round.agreement,
        occasion=Occasion.UNSIGNED,
        about_on=due,
        organisation=party.organisation,
    )
    if not new:
        return False
    signed = set(round.signatures.valid().filter(party=party).values_list("person", flat=True))
    facts: dict[str, object] = {"round": round.pk, "party": party.pk, "reminder": True}
    facts["late"] = round.deadline_on is not None and today > round.deadline_on
    for account in people.signers(party).exclude(person__in=signed):
        write(ASKED_TO_SIGN, to=account, facts=facts)
    return True
