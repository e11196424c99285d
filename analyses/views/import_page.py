"""One import: how far it is, what would come of it with each fault, entered or cancelled."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from analyses import rules
from analyses.actions import importing as actions
from analyses.actions.logging import note
from analyses.kinds import Category, Schema
from analyses.models import (
    ImportRun,
    ImportStage,
    Operation,
)
from analyses.properties import PROPERTIES
from analyses.values import say_value
from analyses.views.importing import crumbs_of_run, find_run, next_step, note_read
from analyses.views.sight import in_sight, reason_of
from partnerships.directory.requests import Request
from partnerships.shared.lists import csv_file
from partnerships.shared.outbox import Status
from partnerships.shared.parts.marks import missing
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


@in_sight
def show_import(request: Request, pk: int) -> HttpResponse:
    """How far it is, what would come of it, or what came of it; htmx refreshes it while the worker is busy."""
    run = find_run(request, pk)
    if run.stage == ImportStage.READING:
        return redirect(next_step(run))
    if run.stage == ImportStage.CHECKED:
        note_read(request, run)
    return render(request, "analyses/import.html", _shown(request, run))


@in_sight
def import_progress(request: Request, pk: int) -> HttpResponse:
    """The part that htmx exchanges; 286 tells it to stop asking."""
    run = find_run(request, pk)
    if not run.is_worked_on and run.stage == ImportStage.CHECKED:
        note_read(request, run)
    status = 200 if run.is_worked_on else 286
    return render(request, "analyses/import_progress.html", _shown(request, run), status=status)


def _shown(request: Request, run: ImportRun) -> dict[str, object]:
    by = request.user
    context: dict[str, object] = {
        "run": run,
        "failed": run.status == Status.FAILED,
        "crumbs": [*crumbs_of_run(run), (_say_title(run), "")],
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
    names = {each.name: each for each in PROPERTIES[row["schema"]]}
    known = "; ".join(
        f"{names[name].label}: {', '.join(say_value(names[name], value) for value in values)}"
        for name, values in row["properties"].items()
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
    run = find_run(request, pk)
    rules.can_cancel_import(request.user, run).enforce()
    note(
        Operation.CONSULT,
        "import.faults_exported",
        by=request.user,
        case=run.case,
        about=("importrun", run.pk),
        reason=reason_of(request, run.case),
        rows=run.left_out,
        regime=run.contribution.regime,
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
    run = find_run(request, pk)
    try:
        actions.confirm_import(run, digest=request.POST.get("digest", ""), by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect("analyses:import", pk=pk)


@in_sight
@require_POST
def cancel_import(request: Request, pk: int) -> HttpResponse:
    """Nothing is entered, the file goes at once."""
    run = find_run(request, pk)
    actions.cancel_import(run, by=request.user)
    messages.success(request, _("Nothing was entered, and the file is forgotten."))
    if rules.can_import_records(request.user, run.contribution):
        return redirect("analyses:import_records", pk=run.contribution_id)
    return redirect("analyses:detail", pk=run.case_id)
