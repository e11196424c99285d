"""What happens to an agreement in force, told to its members and keepers: one kind of letter, `what` says of what.

Shape of the facts: agreement, what, and the key of the row it is about (exit, accession, termination, renewal),
or for a reminder occasion, about (a day) and organisation.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.agreements import rules
from partnerships.agreements.letters.readers import reader_of
from partnerships.agreements.life import members, term
from partnerships.agreements.life.due import Due, due
from partnerships.agreements.models import (
    Accession,
    Agreement,
    Decision,
    Exit,
    Occasion,
    Renewal,
    Termination,
)
from partnerships.agreements.stages import BINDING, Stage
from partnerships.directory.models import Account, Organisation, Representation
from partnerships.directory.models.managing import keepers_of
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter

LIFE = "agreements/life"
ROWS: dict[str, type[Any]] = {
    "accession": Accession,
    "exit": Exit,
    "termination": Termination,
    "renewal": Renewal,
}
TERM = (Occasion.SIX_MONTHS, Occasion.THREE_MONTHS)


def find_concerned(agreement: Agreement, *also: int) -> QuerySet[Account]:
    """Whoever stands for a member of today (or for an organisation named beside them), and the keepers."""
    bound = members.organisations_on(agreement, timezone.localdate()).values("pk")
    stand = Representation.objects.current().filter(
        Q(organisation__in=bound) | Q(organisation__in=also)
    )
    people_concerned = Q(person__in=stand.values("person"))
    people_concerned |= Q(pk__in=keepers_of(agreement.partnership_id).values("pk"))
    return Account.objects.filter(people_concerned, is_active=True).order_by("pk")


def _row(letter: Letter, kind: str) -> Any:
    return ROWS[kind].objects.filter(pk=letter.facts.get(kind)).first()


def _in_stage(*stages: str) -> Callable[[Letter, Agreement], bool]:
    return lambda _letter, agreement: agreement.stage in stages


def _binds(agreement: Agreement) -> bool:
    return agreement.stage in BINDING


def _runs_on(agreement: Agreement) -> bool:
    """In force, and nobody gave notice of the whole."""
    return _binds(agreement) and not agreement.terminations.valid().exists()


def _to_be_renewed(_letter: Letter, agreement: Agreement) -> bool:
    return agreement.stage == Stage.IN_RENEWAL and _runs_on(agreement)


def _goes_on(letter: Letter, agreement: Agreement) -> bool:
    """Whether the agreement runs until the end that this renewal gave it."""
    row = _row(letter, "renewal")
    return row is not None and agreement.until_on == row.until_on and _runs_on(agreement)


def _noticed(kind: str) -> Callable[[Letter, Agreement], bool]:
    def holds(letter: Letter, agreement: Agreement) -> bool:
        row = _row(letter, kind)
        return row is not None and row.withdrawn_at is None and _binds(agreement)

    return holds


def _whole_taken_back(letter: Letter, agreement: Agreement) -> bool:
    row = _row(letter, "termination")
    return row is not None and row.withdrawn_at is not None and _runs_on(agreement)


def _exit_taken_back(letter: Letter, agreement: Agreement) -> bool:
    row = _row(letter, "exit")
    if row is None or row.withdrawn_at is None or not _binds(agreement):
        return False
    return not agreement.exits.valid().filter(organisation=row.organisation_id).exists()


def _to_decide(letter: Letter, agreement: Agreement) -> bool:
    row = _row(letter, "accession")
    return row is not None and row.decision == Decision.WAITING and _binds(agreement)


def _decided(letter: Letter, agreement: Agreement) -> bool:
    row = _row(letter, "accession")
    if row is None or row.decision == Decision.WAITING:
        return False
    return row.decision == Decision.REFUSED or _binds(agreement)


def _is_due(letter: Letter, agreement: Agreement) -> bool:
    """As the clock would find it today."""
    about = date.fromisoformat(letter.facts["about"])
    reminder = Due(letter.facts["occasion"], about, letter.facts.get("organisation"))
    return _binds(agreement) and reminder in due(agreement, timezone.localdate())


# What each letter says, and when it is no longer so.
STILL: dict[str, Callable[[Letter, Agreement], bool]] = {
    "renewal_begun": _to_be_renewed,
    "renewed": _goes_on,
    "expired": _in_stage(Stage.EXPIRED),
    "terminated": _in_stage(Stage.TERMINATED),
    "superseded": _in_stage(Stage.SUPERSEDED),
    "termination": _noticed("termination"),
    "termination_withdrawn": _whole_taken_back,
    "accession_declared": _to_decide,
    "accession_decided": _decided,
    "exit": _noticed("exit"),
    "exit_withdrawn": _exit_taken_back,
    "reminder": _is_due,
}


def _agreement(letter: Letter) -> Agreement | None:
    """The agreement, if the recipient sees it."""
    reader = reader_of(letter)
    if reader is None:
        return None
    agreements = Agreement.objects.visible_to(reader).select_related("partnership")
    return agreements.filter(pk=letter.facts["agreement"]).first()


def _may_receive(letter: Letter) -> bool:
    """Sees the agreement; what keepers are asked to do reaches keepers alone."""
    agreement, reader, what = _agreement(letter), reader_of(letter), letter.facts["what"]
    if agreement is None or reader is None:
        return False
    occasion = letter.facts.get("occasion")
    if occasion == Occasion.ABSENT:
        return reader.access.is_liaison_in(agreement.partnership_id)
    if what == "accession_declared" or (what == "reminder" and occasion not in TERM):
        return bool(rules.can_keep(reader, agreement.partnership_id))
    return True


def _still_holds(letter: Letter) -> bool:
    agreement = _agreement(letter)
    return agreement is not None and STILL[letter.facts["what"]](letter, agreement)


def _facts(letter: Letter) -> dict[str, object]:
    agreement = _agreement(letter)
    if agreement is None or letter.recipient is None:
        return {}
    what, rows = letter.facts["what"], [kind for kind in ROWS if kind in letter.facts]
    return {
        "title": agreement.title_in(letter.language),
        "partnership": agreement.partnership.name_in(letter.language),
        "person": str(getattr(letter.recipient, "person", "")),
        "agreement": agreement,
        "row": _row(letter, rows[0]) if rows else None,
        "words": f"agreements/news/words/{what}.txt",
        "subject": f"agreements/news/subjects/{what}.txt",
        "link": f"{settings.SITE_URL}{reverse('agreements:life', args=[agreement.pk])}",
        **_dates(letter, agreement),
    }


def _dates(letter: Letter, agreement: Agreement) -> dict[str, object]:
    dates: dict[str, object] = {}
    if agreement.until_on:
        dates["notice_until"] = term.latest_notice(agreement.until_on, agreement.notice_months)
    if "about" in letter.facts:
        dates["about"] = date.fromisoformat(letter.facts["about"])
        dates["organisation"] = Organisation.objects.filter(
            pk=letter.facts.get("organisation")
        ).first()
    if letter.facts["what"] == "accession_declared":
        row = _row(letter, "accession")
        dates["decide_by"] = term.decide_by(row.declared_on)
    if letter.facts["what"] == "superseded":
        dates["successor"] = agreement.successors.exclude(effective_on=None).first()
    return dates


KINDS = (
    LetterKind(
        LIFE,
        _("News of an agreement in force"),
        _may_receive,
        _facts,
        still_holds=_still_holds,
    ),
)


def among(accounts: Iterable[Account], by: Account | None) -> list[Account]:
    """The accounts without the one who acted."""
    return [account for account in accounts if by is None or account.pk != by.pk]
