"""What is found of agreements: their titles, and the words of their clauses."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Protocol

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models import Agreement, ClauseText
from partnerships.agreements.models.agreements import SEARCHED_TITLES
from partnerships.agreements.models.clauses import SEARCHED_TEXT
from partnerships.agreements.stages import Stage
from partnerships.directory.models import Account
from partnerships.shared.languages import content_language, text_in
from partnerships.shared.marked.grammar import FIELD
from partnerships.shared.marked.shown import visible_words
from partnerships.shared.search.kinds import Hit, Row, SearchKind, ask_once
from partnerships.shared.search.matching import holds_all, holds_in_prose, resemble_each

TITLES, TEXT = SEARCHED_TITLES, SEARCHED_TEXT


class AgreementRow(Row, Protocol):
    """An agreement's titles, where it stands and since when."""

    title: str
    title_en: str
    stage: str
    effective_on: date | None
    created_at: datetime
    partnership__name: str
    partnership__name_en: str


class ClauseRow(Row, Protocol):
    """The words of a clause in one language, and the titles of its agreement."""

    language: str
    heading: str
    body: str
    clause_id: int
    agreement: int
    title: str
    title_en: str
    day: date


def _agreements(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _named(account).filter(holds_all(typed, *TITLES))


def _similar_agreements(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _named(account).filter(*resemble_each(typed, *TITLES))


def _visible(account: Account) -> QuerySet[Agreement]:
    """Looked up by their numbers where they are few; asked once for all ways of one page."""
    rows = Agreement.objects.visible_to(account)
    near = ask_once(account, "agreements", lambda: Agreement.objects.near_ids(account))
    if near is None:
        return rows
    of_partnerships = Q(partnership_id__in=list(account.access.partnership_ids))
    return rows.filter(of_partnerships | Q(pk__in=near))


def _named(account: Account) -> QuerySet:
    return _visible(account).values_list(
        *("pk", "title", "title_en", "stage", "effective_on", "created_at"),
        *("partnership__name", "partnership__name_en"),
        named=True,
    )


def _draw_agreements(_account: Account, rows: Sequence[AgreementRow]) -> list[Hit]:
    return [
        Hit(
            text_in(row, "title"),
            reverse("agreements:detail", args=[row.pk]),
            f"{Stage(row.stage).label}, {text_in(row, 'partnership__name')}",
            row.effective_on or timezone.localdate(row.created_at),
        )
        for row in rows
    ]


def _clauses(account: Account, typed: str) -> Iterator[QuerySet]:
    seen = _visible(account).values("pk")
    rows = ClauseText.objects.filter(holds_in_prose(typed, *TEXT), clause__agreement__in=seen)
    yield rows.annotate(
        agreement=F("clause__agreement_id"),
        title=F("clause__agreement__title"),
        title_en=F("clause__agreement__title_en"),
        day=Coalesce("clause__agreement__effective_on", TruncDate("clause__agreement__created_at")),
    ).values_list(
        *(
            "pk",
            "language",
            "heading",
            "body",
            "clause_id",
            "agreement",
            "title",
            "title_en",
            "day",
        ),
        named=True,
    )


def _draw_clauses(_account: Account, rows: Sequence[ClauseRow]) -> list[Hit]:
    """Of a clause in two languages one, if it can be, the reader's."""
    best: dict[int, ClauseRow] = {}
    for row in sorted(rows, key=lambda row: row.language != content_language()):
        best.setdefault(row.clause_id, row)
    return [_clause_hit(row) for row in best.values()]


def _clause_hit(row: ClauseRow) -> Hit:
    return Hit(
        row.heading,
        f"{reverse('agreements:detail', args=[row.agreement])}#clause-{row.clause_id}",
        text_in(row, "title"),
        row.day,
        partial(_words_of, row.body),
    )


def _words_of(body: str) -> str:
    """As somebody reads them; fields, which the agreement's own page fills, leave a gap."""
    return visible_words(FIELD.sub("…", body))


KINDS: tuple[SearchKind, ...] = (
    SearchKind(
        "agreements", _("Agreements"), _agreements, _draw_agreements, near=_similar_agreements
    ),
    SearchKind("clauses", _("Clauses"), _clauses, _draw_clauses, newest=True),
)
