"""What is found of agreements: their titles, and the words of their clauses."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models import Agreement, ClauseText
from partnerships.agreements.models.agreements import SEARCHED_TITLES
from partnerships.agreements.models.clauses import SEARCHED_TEXT
from partnerships.directory.models import Account
from partnerships.shared.languages import content_language, text_in
from partnerships.shared.marked.shown import visible_words
from partnerships.shared.search.extracts import extract
from partnerships.shared.search.kinds import Hit, SearchKind
from partnerships.shared.search.matching import holds_all, holds_in_prose, resemble_each

TITLES, TEXT = SEARCHED_TITLES, SEARCHED_TEXT


def _agreements(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _visible(account).filter(holds_all(typed, *TITLES))


def _similar_agreements(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _visible(account).filter(*resemble_each(typed, *TITLES))


def _visible(account: Account) -> QuerySet:
    return Agreement.objects.visible_to(account).values_list("pk", flat=True)


def _draw_agreements(account: Account, ids: Sequence[int], _typed: str) -> list[Hit]:
    rows = Agreement.objects.visible_to(account).filter(pk__in=ids)
    return [
        Hit(
            text_in(row, "title"),
            reverse("agreements:detail", args=[row.pk]),
            f"{row.get_stage_display()}, {row.partnership.name_in()}",
            row.effective_on or timezone.localdate(row.created_at),
        )
        for row in rows.select_related("partnership")
    ]


def _clauses(account: Account, typed: str) -> Iterator[QuerySet]:
    """The newest agreements first."""
    rows = ClauseText.objects.filter(
        holds_in_prose(typed, *TEXT), clause__agreement__in=Agreement.objects.visible_to(account)
    )
    yield rows.order_by("-clause__agreement__created_at", "clause__position", "pk").values_list(
        "pk", flat=True
    )


def _draw_clauses(account: Account, ids: Sequence[int], typed: str) -> list[Hit]:
    """In the order of the numbers given; of a clause in two languages one, if it can be, the reader's."""
    rows = ClauseText.objects.filter(
        pk__in=ids, clause__agreement__in=Agreement.objects.visible_to(account)
    ).select_related("clause__agreement")
    place = {pk: at for at, pk in enumerate(ids)}
    best: dict[int, ClauseText] = {}
    for row in sorted(rows, key=lambda row: (row.language != content_language(), place[row.pk])):
        best.setdefault(row.clause_id, row)
    return [_clause_hit(row, typed) for row in sorted(best.values(), key=lambda row: place[row.pk])]


def _clause_hit(text: ClauseText, typed: str) -> Hit:
    agreement = text.clause.agreement
    return Hit(
        text.heading,
        f"{reverse('agreements:detail', args=[agreement.pk])}#clause-{text.clause_id}",
        text_in(agreement, "title"),
        agreement.effective_on or timezone.localdate(agreement.created_at),
        extract(visible_words(text.body), typed),
    )


KINDS = (
    SearchKind(
        "agreements", _("Agreements"), _agreements, _draw_agreements, near=_similar_agreements
    ),
    SearchKind("clauses", _("Clauses"), _clauses, _draw_clauses, sorts=False),
)
