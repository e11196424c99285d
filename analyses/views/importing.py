"""Records from a file: choose it, say how it is read and what its columns mean, look at what would come of it, enter it or not."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

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
from analyses.kinds import Category, Schema
from analyses.models import (
    Case,
    Contribution,
    ImportMapping,
    ImportRun,
    ImportStage,
    Operation,
)
from analyses.properties import PROPERTIES
from analyses.views.crumbs import crumbs_of
from analyses.views.sight import in_sight, reason_of
from partnerships.directory.requests import Request
from partnerships.shared.lists import csv_file
from partnerships.shared.outbox import Status
from partnerships.shared.parts.marks import missing
from partnerships.shared.step.views import Crumb, Step, take, to
from partnerships.shared.tables_in import UnreadableTable
from partnerships.shared.templatetags.parts import Column, number, words

MOST = 200  # faults on the page; the file holds them all
WHY = {
    "right": gettext_lazy(
        "The person who imported no longer works in this case, or their role has ended."
    ),
    "submitted": gettext_lazy("The contribution was submitted or taken back meanwhile."),
    "stage": gettext_lazy("The case no longer collects or analyses."),
    "too_many": gettext_lazy(
        "The contribution would hold more records than one may. Divide the file among several contributions."
    ),
    "changed": gettext_lazy(
        "The contribution has changed since the file was checked. Choose the file once more."
    ),
    "unreadable": gettext_lazy("The file could not be read again. Choose it once more."),
    "too_long": gettext_lazy("It took too long. Divide the file."),
}


def _draft(request: Request, pk: int) -> Contribution:
    rows = Contribution.objects.select_related("case", "authority", "basis__provision")
    return get_object_or_404(rows, pk=pk, case__in=Case.objects.visible_to(request.user))


def _run(request: Request, pk: int) -> ImportRun:
    rows = ImportRun.objects.select_related("case", "contribution__case", "by__person")
    rows = rows.filter(case__in=Case.objects.visible_to(request.user))
    return get_object_or_404(rows.defer("file"), pk=pk)


def _crumbs(run: ImportRun) -> list[Crumb]:
    start = reverse("analyses:import_records", args=[run.contribution_id])
    return [*crumbs_of(run.case), (_("Import records"), start)]


@in_sight
def import_records(request: Request, pk: int) -> HttpResponse:
    """Choose a file for one's own draft; beside it, what is on its way and what was entered before."""
    contribution = _draft(request, pk)
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

    return take(request, step, form, act, done="", way=_next)


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


def _next(run: ImportRun) -> str:
    """Where the way goes on."""
    if run.stage != ImportStage.READING:
        return reverse("analyses:import", args=[run.pk])
    step = "import_reading" if open_questions(run) else "import_columns"
    return reverse(f"analyses:{step}", args=[run.pk])


@in_sight
def import_reading(request: Request, pk: int) -> HttpResponse:
    """What only the person who chose the file can say: which sheet, which letters, what is hidden."""
    run = _run(request, pk)
    rules.can_map_import(request.user, run).enforce()
    if not possible_questions(run):
        return redirect("analyses:import_columns", pk=pk)
    step = Step(
        title=_("How is this file to be read?"),
        lead=_("The file can be read in more than one way. Please choose."),
        about=run.case.number,
        crumbs=_crumbs(run),
        submit=_("Read the file so"),
    )

    def act(form: ReadingForm) -> ImportRun:
        try:
            return actions.read_again(run, chosen=form.cleaned_data, by=request.user)
        except UnreadableTable as error:
            raise ValidationError(str(error)) from None

    return take(request, step, lambda data: ReadingForm(data, run=run), act, done="", way=_next)


@in_sight
def import_columns(request: Request, pk: int) -> HttpResponse:
    """What each column means; what was said for a file with the same headings is offered again."""
    run = _run(request, pk)
    rules.can_map_import(request.user, run).enforce()
    if open_questions(run):
        return redirect("analyses:import_reading", pk=pk)
    if request.method == "GET":
        _note_read(request, run)
    header_rows, mapping = _headings(request, run)
    columns, fixed = _proposal(run, header_rows, mapping)
    step = Step(
        title=_("What do the columns mean?"),
        lead=_(
            "Columns that you leave out are not taken. What they mean is kept for your authority's next file."
        ),
        about=run.case.number,
        crumbs=_crumbs(run),
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


@in_sight
def show_import(request: Request, pk: int) -> HttpResponse:
    """How far it is, what would come of it, or what came of it; htmx refreshes it while the worker is busy."""
    run = _run(request, pk)
    if run.stage == ImportStage.READING:
        return redirect(_next(run))
    if run.stage == ImportStage.CHECKED:
        _note_read(request, run)
    return render(request, "analyses/import.html", _shown(request, run))


@in_sight
def import_progress(request: Request, pk: int) -> HttpResponse:
    """The part that htmx exchanges; 286 tells it to stop asking."""
    run = _run(request, pk)
    if not run.is_worked_on and run.stage == ImportStage.CHECKED:
        _note_read(request, run)
    status = 200 if run.is_worked_on else 286
    return render(request, "analyses/import_progress.html", _shown(request, run), status=status)


def _note_read(request: Request, run: ImportRun) -> None:
    note(
        Operation.CONSULT,
        "import.read",
        by=request.user,
        case=run.case,
        about=("importrun", run.pk),
        reason=reason_of(request, run.case),
        rows=len(run.sample or run.head),
    )


def _shown(request: Request, run: ImportRun) -> dict[str, object]:
    by = request.user
    context: dict[str, object] = {
        "run": run,
        "failed": run.status == Status.FAILED,
        "crumbs": [*_crumbs(run), (_say_title(run), "")],
        "title": _say_title(run),
        "why": WHY.get(run.ended_because, ""),
        "counts": [
            (capfirst(str(Schema(schema).label)), count) for schema, count in run.counts.items()
        ],
        "can_confirm": rules.can_confirm_import(by, run),
        "can_map": rules.can_map_import(by, run),
        "can_cancel": rules.can_cancel_import(by, run),
    }
    if run.stage == ImportStage.CHECKED:
        context |= _tables(run)
    return context


def _say_title(run: ImportRun) -> str:
    titles = {
        ImportStage.CHECKING: _("The file is being checked"),
        ImportStage.CHECKED: _("Check the import"),
        ImportStage.ENTERING: _("The records are being entered"),
        ImportStage.DONE: _("The records are entered"),
        ImportStage.ENDED: _("Nothing was entered"),
    }
    return str(titles.get(ImportStage(run.stage), ""))


def _tables(run: ImportRun) -> dict[str, object]:
    faults = list(run.faults.all()[: MOST + 1]) if run.left_out else []
    return {
        "fault_columns": [
            Column(_("Row")),
            Column(_("Column")),
            Column(_("Typed")),
            Column(_("What is wrong")),
        ],
        "fault_rows": [
            (number(f.line), words(f.column), words(f.typed) if f.typed else missing(), f.wrong)
            for f in faults[:MOST]
        ],
        "has_more": len(faults) > MOST,
        "sample_columns": [
            Column(_("What it is")),
            Column(_("What is known")),
            Column(_("Category")),
            Column(_("Codes")),
        ],
        "sample_rows": [_sample(row) for row in run.sample],
    }


def _sample(row: dict) -> tuple[object, ...]:
    labels = {each.name: str(each.label) for each in PROPERTIES[row["schema"]]}
    known = "; ".join(
        f"{labels[name]}: {', '.join(values)}" for name, values in row["properties"].items()
    )
    is_person = row["schema"] == Schema.PERSON
    kind = _("assessment") if row["is_assessment"] else _("Fact")
    flags = [
        *([_("minor")] if row["is_minor"] else []),
        *([_("needs special protection")] if row["needs_protection"] else []),
    ]
    codes = f"{capfirst(kind)} · {row['source']}{row['information']} · {row['handling']}"
    if row["handling_text"]:
        codes += f" ({row['handling_text']})"
    category = capfirst(str(Category(row["category"]).label)) if is_person else ""
    return (
        capfirst(str(Schema(row["schema"]).label)),
        words(known),
        ", ".join([category, *flags]) if category else missing(),
        words(codes),
    )


@in_sight
@require_safe
def import_faults(request: Request, pk: int) -> HttpResponseBase:
    """Every fault as CSV, to work through beside the file."""
    run = _run(request, pk)
    rules.can_cancel_import(request.user, run).enforce()
    note(
        Operation.CONSULT,
        "import.faults_exported",
        by=request.user,
        case=run.case,
        about=("importrun", run.pk),
        reason=reason_of(request, run.case),
        rows=run.left_out,
    )
    language = (get_language() or "de").split("-")[0]
    heads = [_("Row"), _("Column"), _("Typed"), _("What is wrong")]
    answer = StreamingHttpResponse(
        csv_file.csv_of(heads, _chunks(run), language),
        content_type=csv_file.CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{_("faults")}.csv"'},
    )
    add_never_cache_headers(answer)
    return answer


def _chunks(run: ImportRun, size: int = 1000) -> Iterator[list[list[object]]]:
    rows, last = run.faults.order_by("pk"), 0
    while chunk := list(rows.filter(pk__gt=last)[:size]):
        last = chunk[-1].pk
        yield [[f.line, f.column, f.typed, f.wrong] for f in chunk]


@in_sight
@require_POST
def confirm_import(request: Request, pk: int) -> HttpResponse:
    """Enter what was shown; a second click shows how far it is."""
    run = _run(request, pk)
    try:
        actions.confirm_import(run, digest=request.POST.get("digest", ""), by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect("analyses:import", pk=pk)


@in_sight
@require_POST
def cancel_import(request: Request, pk: int) -> HttpResponse:
    """Nothing is entered, the file goes at once."""
    run = _run(request, pk)
    actions.cancel_import(run, by=request.user)
    messages.success(request, _("Nothing was entered, and the file is forgotten."))
    if rules.can_import_records(request.user, run.contribution):
        return redirect("analyses:import_records", pk=run.contribution_id)
    return redirect("analyses:detail", pk=run.case_id)
