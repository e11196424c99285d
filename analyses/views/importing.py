"""Records from a file: choose it, say how it is read and what its columns mean."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions import importing as actions
from analyses.actions.logging import note
from analyses.forms.importing import FileForm, MappingForm, ReadingForm
from analyses.importing.headings import (
    MOST_HEADER_ROWS,
    guess_header_rows,
    headings_of,
    key_of,
)
from analyses.importing.reading import open_questions, possible_questions
from analyses.importing.targets import recognise
from analyses.models import (
    Case,
    Contribution,
    ImportMapping,
    ImportRun,
    ImportStage,
    Operation,
)
from analyses.views.crumbs import crumbs_of
from analyses.views.sight import in_sight, reason_of
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take, to
from partnerships.shared.tables_in import UnreadableTable


def _find_draft(request: Request, pk: int) -> Contribution:
    rows = Contribution.objects.select_related("case", "authority", "basis__provision")
    return get_object_or_404(rows, pk=pk, case__in=Case.objects.visible_to(request.user))


def find_run(request: Request, pk: int) -> ImportRun:
    """Raises: Http404 for whoever may not see it."""
    rows = ImportRun.objects.select_related("case", "contribution__case", "by__person")
    rows = rows.filter(case__in=Case.objects.visible_to(request.user))
    return get_object_or_404(rows.defer("file"), pk=pk)


def crumbs_of_run(run: ImportRun) -> list[Crumb]:
    """To the list, the case, its imports."""
    start = reverse("analyses:import_records", args=[run.contribution_id])
    return [*crumbs_of(run.case), (_("Import records"), start)]


@in_sight
def import_records(request: Request, pk: int) -> HttpResponse:
    """Choose a file for one's own draft; beside it, what is on its way and what was entered before."""
    contribution = _find_draft(request, pk)
    rules.can_import_records(request.user, contribution).enforce()
    step = Step(
        title=_("Import records"),
        lead=_(
            "Choose a table. You then say what its columns mean, and see what would come of it;"
            " nothing is entered before you confirm."
        ),
        about=contribution.case.number,
        crumbs=crumbs_of(contribution.case),
        submit=_("Read the file"),
        template="analyses/import_records.html",
        more=lambda: {"runs": _earlier(contribution.imports.all())},
    )

    def act(form: FileForm) -> ImportRun:
        file = form.cleaned_data["file"]
        try:
            return actions.read_file(
                contribution, data=file.read(), file_name=file.name or "", by=request.user
            )
        except UnreadableTable as error:
            raise ValidationError({"file": str(error)}) from None

    def form(data: Any) -> FileForm:
        return FileForm(data, request.FILES or None)

    return take(request, step, form, act, done="", way=next_step)


def _earlier(runs: QuerySet[ImportRun]) -> list[dict[str, object]]:
    rows = runs.select_related("by__person").defer("file", "head", "sample")
    return [
        {
            "run": run,
            "stage": capfirst(str(ImportStage(run.stage).label)),
            "href": reverse("analyses:import", args=[run.pk]),
        }
        for run in rows
    ]


def next_step(run: ImportRun) -> str:
    """Where the way goes on."""
    if run.stage != ImportStage.READING:
        return reverse("analyses:import", args=[run.pk])
    step = "import_reading" if open_questions(run) else "import_columns"
    return reverse(f"analyses:{step}", args=[run.pk])


@in_sight
def import_reading(request: Request, pk: int) -> HttpResponse:
    """What only the person who chose the file can say: which sheet, which letters, what is hidden."""
    run = find_run(request, pk)
    rules.can_map_import(request.user, run).enforce()
    if not possible_questions(run):
        return redirect("analyses:import_columns", pk=pk)
    step = Step(
        title=_("How is this file to be read?"),
        lead=_("The file can be read in more than one way. Please choose."),
        about=run.case.number,
        crumbs=crumbs_of_run(run),
        submit=_("Read the file so"),
    )

    def act(form: ReadingForm) -> ImportRun:
        try:
            return actions.read_again(run, chosen=form.cleaned_data, by=request.user)
        except UnreadableTable as error:
            raise ValidationError(str(error)) from None

    return take(request, step, lambda data: ReadingForm(data, run=run), act, done="", way=next_step)


@in_sight
def import_columns(request: Request, pk: int) -> HttpResponse:
    """What each column means; what was said for a file with the same headings is offered again."""
    run = find_run(request, pk)
    rules.can_map_import(request.user, run).enforce()
    if open_questions(run):
        return redirect("analyses:import_reading", pk=pk)
    if request.method == "GET":
        note_read(request, run)
    header_rows, mapping = _headings(request, run)
    columns, fixed = _proposal(run, header_rows, mapping)
    step = Step(
        title=_("What do the columns mean?"),
        lead=_(
            "Columns that you leave out are not taken. What they mean is kept for your authority's next file."
        ),
        about=run.case.number,
        crumbs=crumbs_of_run(run),
        submit=_("Check the file"),
        template="analyses/import_columns.html",
        more={
            "run": run,
            "header_rows": header_rows,
            "possible": range(1, min(MOST_HEADER_ROWS, len(run.head) - 1) + 1),
            "known": mapping is not None,
            "may_reread": possible_questions(run),
        },
    )

    def form(data: Any) -> MappingForm:
        return MappingForm(data, run=run, header_rows=header_rows, columns=columns, fixed=fixed)

    def act(filled: MappingForm) -> ImportRun:
        return actions.check_file(
            run,
            header_rows=header_rows,
            columns=filled.columns,
            fixed=filled.fixed,
            days=filled.cleaned_data.get("days", ""),
            by=request.user,
        )

    return take(request, step, form, act, done="", way=to("analyses:import"))


def _headings(request: Request, run: ImportRun) -> tuple[int, ImportMapping | None]:
    """How many lines hold headings: as asked, as said before, as known from a former file, or as it looks."""
    most = min(MOST_HEADER_ROWS, len(run.head) - 1)
    keys = {key_of(run.head, rows): rows for rows in range(1, most + 1)}
    known = ImportMapping.objects.filter(
        authority=run.contribution.authority_id, key__in=list(keys)
    ).order_by("-used_at")
    asked = request.GET.get("headings", "")
    if asked.isdecimal() and len(asked) < 3 and 1 <= int(asked) <= most:
        rows = int(asked)
        return rows, next((m for m in known if m.header_rows == rows), None)
    if run.columns:
        return run.header_rows, None
    first = next(iter(known), None)
    return (first.header_rows, first) if first else (guess_header_rows(run.head), None)


def _proposal(
    run: ImportRun, header_rows: int, mapping: ImportMapping | None
) -> tuple[list[str], dict[str, str]]:
    width = len(headings_of(run.head, header_rows))
    if run.columns and run.header_rows == header_rows and len(run.columns) == width:
        return run.columns, run.fixed
    if mapping and len(mapping.columns) == width:
        return mapping.columns, mapping.fixed
    return recognise(headings_of(run.head, header_rows)), {}


def note_read(request: Request, run: ImportRun) -> None:
    """Rows of the file were shown."""
    note(
        Operation.CONSULT,
        "import.read",
        by=request.user,
        case=run.case,
        about=("importrun", run.pk),
        reason=reason_of(request, run.case),
        rows=len(run.sample or run.head),
        regime=run.contribution.regime,
    )
