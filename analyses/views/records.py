"""Records of a case: the list with search and export."""

from functools import cached_property

from django.db.models import Count, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import render

from analyses import rules
from analyses.actions.logging import kept_longest, note
from analyses.models import Case, Contribution, Operation, records_for
from analyses.views.given import COUNTED
from analyses.views.record_list import COLUMNS, TRAVELS, list_of
from analyses.views.searching import hash_search, note_search
from analyses.views.sight import find_case, in_sight, reason_of, with_reason
from partnerships.directory.requests import Request
from partnerships.shared.lists.context import ListContext
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.export import FORMATS, stream_file
from partnerships.shared.lists.pages import listing

MOST_CHOICES = 200  # contributions in the filter


class FileContext(ListContext):
    """A file carries, whatever one looks at, what makes each row lawful."""

    @cached_property
    def columns(self) -> tuple[ListColumn, ...]:
        """Those chosen, and those that travel with every row."""
        chosen = {column.slug for column in ListContext(self.list, self.given, self._rows).columns}
        if "columns" not in self.given:
            chosen.add("known")
        return tuple(each for each in COLUMNS if each.slug in chosen | TRAVELS)

    def __init__(self, description: List, given: object, rows: QuerySet) -> None:
        self._rows = rows
        super().__init__(description, given, rows)  # type: ignore[arg-type]  # as ListContext


@in_sight
@with_reason
def case_records(request: Request, pk: int) -> HttpResponseBase:
    """All that one sees in this case. That it was listed, searched or taken away is in the log."""
    case = find_case(request, pk)
    rules.can_read_records(request.user, case).enforce()
    rows = records_for(request.user, case)
    given = Contribution.objects.visible_to(request.user, case)
    given = given.filter(withdrawn_at__isnull=True, replaced_at__isnull=True)
    choices = list(given.select_related("authority").order_by("-created_at")[:MOST_CHOICES])
    description = list_of(choices)
    wanted = request.GET.get("export", "")
    if wanted in FORMATS and request.method == "GET":
        context = FileContext(description, request.GET, rows)
        _note_export(request, case, context)
        return stream_file(context, wanted, by=request.user)
    shown = ListContext(description, request.GET, rows)
    _note_list(request, case, shown, kept_longest(each.regime for each in choices))
    page = {"case": case, "listing": listing(request, shown)}
    return render(request, "analyses/records.html", page)


def _note_list(request: Request, case: Case, shown: ListContext, regime: str) -> None:
    """Listed, or searched with hits counted up to COUNTED."""
    by, fields = request.user, sorted(shown.filter.conditions)
    if words := str(shown.filter.conditions.get("words", "")):
        hits = shown.filter.qs.order_by().values("pk")[: COUNTED + 1].count()
        note_search(request, case, words, hits=hits, fields=fields, regime=regime)
        return
    note(
        Operation.CONSULT,
        "records.listed",
        by=by,
        case=case,
        reason=reason_of(request, case),
        fields=fields,
        regime=regime,
    )


def _note_export(request: Request, case: Case, context: FileContext) -> None:
    """An entry for each legal basis that carries what is taken away, and each law that rules it."""
    given = context.filter.qs.order_by()
    by_basis = given.values_list("contribution__basis", "contribution__regime")
    counts = list(by_basis.annotate(Count("pk"))) or [(None, "", 0)]
    own = rules.giver_in(request.user, case)
    for basis, regime, number in counts:
        note(
            Operation.DISCLOSE,
            "records.exported",
            by=request.user,
            case=case,
            reason=reason_of(request, case),
            recipient_id=own.authority_id if own else None,
            basis_id=basis,
            fields=[column.slug for column in context.columns],
            rows=number,
            regime=regime,
            search_hash=hash_search(str(context.filter.conditions.get("words", ""))),
        )
