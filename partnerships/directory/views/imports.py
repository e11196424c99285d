"""Import organisations: choose a file, look at what it would change, import it or not."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from partnerships.directory import rules
from partnerships.directory.actions import imports
from partnerships.directory.forms.data import Data
from partnerships.directory.forms.imports import ImportForm
from partnerships.directory.forms.reread_import import RereadForm
from partnerships.directory.importing import sample
from partnerships.directory.importing.cells import Value
from partnerships.directory.importing.columns import BY_SLUG, COLUMNS
from partnerships.directory.importing.lines import Line
from partnerships.directory.importing.plan import Plan, plan
from partnerships.directory.importing.reading import LEAVE, open_questions, possible_questions
from partnerships.directory.models import Account, ImportRun, ImportState, Kind, Partnership
from partnerships.directory.requests import Request
from partnerships.directory.views.since import began
from partnerships.shared.parts.marks import missing
from partnerships.shared.row_addresses import addresses
from partnerships.shared.spoken import SPOKEN, spoken_name
from partnerships.shared.step.views import Step, take, to
from partnerships.shared.tables_in import UnreadableTable
from partnerships.shared.tables_in.encoding_names import name_of
from partnerships.shared.templatetags.parts import Column, link, number, words

MOST = 200  # rows of each table
MOST_NUMBERS = 50  # row numbers in one sentence
KINDS = {
    "xlsx": gettext_lazy("Excel workbook"),
    "xls": gettext_lazy("old Excel workbook"),
    "ods": gettext_lazy("OpenDocument table"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEPARATORS = {
    ";": gettext_lazy("semicolon"),
    ",": gettext_lazy("comma"),
    "\t": gettext_lazy("tab"),
}


def import_organisations(request: Request) -> HttpResponse:
    """Choose a file; its check is a page of its own."""
    rules.can_import(request.user).enforce()
    into = _partnerships(request.user)
    step = Step(
        title=_("Import organisations"),
        lead=_(
            "Choose a table. You then see what it would change; nothing is entered before you confirm."
        ),
        crumbs=[(_("Organisations"), reverse("directory:organisations"))],
        submit=_("Check the file"),
        template="directory/import_organisations.html",
        more=_explain(membership=bool(into)),
    )

    def form(data: Data) -> ImportForm:
        return ImportForm(data, request.FILES or None, partnerships=into)

    def act(filled: ImportForm) -> ImportRun:
        try:
            return _read(request, filled)
        except UnreadableTable as error:
            raise ValidationError({"file": str(error)}) from None

    return take(request, step, form, act, done="", way=to("directory:preview_import"))


def _partnerships(account: Account) -> list[Partnership]:
    """Partnerships into which the account may admit."""
    partnerships = Partnership.objects.visible_to(account)
    return [row for row in partnerships if rules.can_import(account, row)]


def _read(request: Request, form: ImportForm) -> ImportRun:
    file = form.cleaned_data["file"]
    return imports.read_import(
        file.read(),
        by=request.user,
        file_name=file.name or "",
        partnership=form.cleaned_data.get("partnership"),
        defaults=form.defaults,
    )


def _explain(*, membership: bool) -> dict[str, object]:
    """Columns that a file can have, for the page on which it is chosen."""
    return {
        "columns": [Column(_("Column")), Column(_("What stands in it")), Column(_("Example"))],
        "rows": [
            (str(column.label), str(column.hint), words(str(column.example)))
            for column in COLUMNS
            if membership or not column.membership
        ],
        "kinds": [capfirst(str(label)) for label in Kind.labels],
        "spoken": ", ".join(spoken_name(code) for code in SPOKEN),
    }


@require_safe
def import_sample(request: Request) -> HttpResponse:
    """All columns and one example, as CSV or XLSX."""
    rules.can_import(request.user).enforce()
    if request.GET.get("format") == "csv":
        return _file(sample.sample_csv(), "text/csv; charset=utf-8", f"{_('organisations')}.csv")
    return _file(sample.sample_xlsx(), XLSX, f"{_('organisations')}.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _run(request: Request, pk: int) -> ImportRun:
    rows = ImportRun.objects.visible_to(request.user).select_related("partnership").defer("file")
    return get_object_or_404(rows, pk=pk)


def reread_import(request: Request, pk: int) -> HttpResponse:
    """What only the person who chose the file can say: which sheet, which letters, what is hidden, which days."""
    run = _run(request, pk)
    rules.can_reread_import(request.user, run).enforce()
    if not possible_questions(run):
        return redirect("directory:preview_import", pk=pk)
    step = Step(
        title=_("How is this file to be read?"),
        lead=_(
            "The file can be read in more than one way. Please choose; then you see what it would change."
        ),
        about=run.file_name,
        crumbs=[
            (_("Organisations"), reverse("directory:organisations")),
            (_("Import organisations"), reverse("directory:import_organisations")),
        ],
        submit=_("Read the file so"),
        template="directory/reread_import.html",
        more={"run": run, "asked": possible_questions(run)},
    )

    def act(filled: RereadForm) -> ImportRun:
        try:
            return imports.reread_import(run, by=request.user, **filled.chosen)
        except UnreadableTable as error:
            raise ValidationError(str(error)) from None

    return take(
        request,
        step,
        lambda data: RereadForm(data, run=run),
        act,
        done="",
        way=to("directory:preview_import"),
    )


@require_safe
def preview_import(request: Request, pk: int) -> HttpResponse:
    """What the file would change today; afterwards, what it has changed."""
    run = _run(request, pk)
    rules.can_import(request.user, run.partnership).enforce()
    if run.state == ImportState.DONE:
        result = {"run": run, "left_out": _numbers(run.left_out)}
        return render(request, "directory/import_done.html", result)
    if open_questions(run):
        return redirect("directory:reread_import", pk=pk)
    changes = plan(run, request.user)
    context = {"run": run, "plan": changes, "read_as": _read_as(run), "unused": _unused(run)}
    context["todo"] = len(changes.new) + len(changes.changed)
    context |= {"may_reread": possible_questions(run), "stored": run.read_as.get("stored")}
    context["faulty_rows"] = _numbers(changes.faulty_rows)
    context["special"] = ", ".join(run.read_as.get("special") or [])
    return render(request, "directory/preview_import.html", context | _tables(changes))


def _numbers(rows: list[int]) -> str:
    first_numbers = ", ".join(map(str, rows[:MOST_NUMBERS]))
    return first_numbers if len(rows) <= MOST_NUMBERS else f"{first_numbers}, …"


def _read_as(run: ImportRun) -> str:
    """In words: whoever sees odd letters looks here first."""
    about = run.read_as
    if about.get("kind") in KINDS:
        return " · ".join([str(KINDS[about["kind"]]), *_sheet(about), *_left(run)])
    return _("CSV, separator %(separator)s, encoding %(encoding)s") % {
        "separator": SEPARATORS.get(about.get("separator"), "?"),
        "encoding": name_of(str(about.get("encoding", ""))),
    }


def _sheet(about: dict[str, Value]) -> list[str]:
    names = {number: name for number, name, _first in about["sheets"]}
    return [_("sheet “%(sheet)s”") % {"sheet": names.get(about["sheet"], "?")}]


def _left(run: ImportRun) -> list[str]:
    """What was decided about hidden rows and columns, in sentences."""
    if "hidden" not in run.chosen:
        return []
    left = run.chosen["hidden"] == LEAVE
    return [_("without what is hidden") if left else _("with what is hidden")]


def _unused(run: ImportRun) -> str:
    """Columns about membership count only where a partnership was chosen."""
    if run.partnership_id:
        return ""
    return ", ".join(
        str(BY_SLUG[slug].label) for slug in run.columns if slug and BY_SLUG[slug].membership
    )


def _tables(plan: Plan) -> dict[str, object]:
    changes = [row for line in plan.changed for row in _changes(line)]
    return {
        "fault_columns": [
            Column(_("Row")),
            Column(_("Column")),
            Column(_("Typed")),
            Column(_("What is wrong")),
        ],
        "fault_rows": [
            (
                number(f.row),
                f.column or missing(),
                words(f.typed) if f.typed else missing(),
                f.wrong,
            )
            for f in plan.faults[:MOST]
        ],
        "more_faults": max(0, len(plan.faults) - MOST),
        "change_columns": [
            Column(_("Organisation")),
            Column(_("Row")),
            Column(_("What")),
            Column(_("Before")),
            Column(_("After")),
        ],
        "change_rows": changes[:MOST],
        "more_changes": max(0, len(changes) - MOST),
        "new_columns": [
            Column(_("Name")),
            Column(_("Row")),
            Column(_("Kind")),
            Column(_("Place")),
            Column(_("Partner since")),
            *([Column(_("Contact person"))] if plan.named else []),
        ],
        "new_rows": [_new(line, plan.named) for line in plan.new[:MOST]],
        "more_new": max(0, len(plan.new) - MOST),
    }


def _new(line: Line, named: int) -> tuple[object, ...]:
    place = line.values.get("place")
    return (*_about(line, place), *([_people(line)] if named else []))


def _people(line: Line) -> SafeString:
    """Their names, as they will stand in the list of the organisation."""
    names = [f"{one.given_name} {one.family_name}".strip() for one in line.names]
    return words(", ".join(names)) if names else missing()


def _about(line: Line, place: str | None) -> tuple[object, ...]:
    return (
        words(line.values["name"]),
        number(line.number),
        capfirst(str(Kind(line.values["kind"]).label)),
        words(place) if place else missing(),
        _beginning(line),
    )


def _beginning(line: Line) -> SafeString:
    if not line.joins:
        return missing(_("not admitted"))
    return began(line.joins["since"], line.joins["attested_on"])


def _changes(line: Line) -> list[tuple[object, ...]]:
    assert line.target  # noqa: S101  a change has something that it changes
    address = addresses("directory:organisation")
    name = link(words(line.target.name), address(line.target.pk))
    rows: list[tuple[object, ...]] = [
        (
            name,
            number(line.number),
            str(BY_SLUG[slug].label),
            _in_words(slug, a),
            _in_words(slug, b),
        )
        for slug, (a, b) in line.changes.items()
    ]
    if line.joins:
        rows.append((name, number(line.number), _("Partner since"), missing(), _beginning(line)))
    if line.names:
        rows.append((name, number(line.number), _("Contact person"), missing(), _people(line)))
    return rows


def _in_words(slug: str, value: Value) -> str:
    if not value:
        return missing()
    if slug == "kind":
        return capfirst(str(Kind(value).label))
    if slug == "languages":
        return ", ".join(spoken_name(code) for code in value)
    return words(", ".join(value) if isinstance(value, list) else str(value))


@require_safe
def import_faults(request: Request, pk: int) -> HttpResponse:
    """The list of faults as CSV, to work through beside the file."""
    run = _run(request, pk)
    rules.can_confirm_import(request.user, run).enforce()
    faults = plan(run, request.user).faults
    return _file(sample.faults_csv(faults), "text/csv; charset=utf-8", f"{_('faults')}.csv")


@require_POST
def confirm_import(request: Request, pk: int) -> HttpResponse:
    """Import everything; a second click shows that it is done."""
    run = _run(request, pk)
    try:
        done = imports.confirm_import(
            run,
            by=request.user,
            digest=request.POST.get("digest", ""),
            without_faulty="without_faulty" in request.POST,
        )
    except imports.ChangedMeanwhile:
        messages.warning(
            request,
            _(
                "Nothing was imported: the directory has changed since you looked. Please look again."
            ),
        )
    else:
        messages.success(request, _say_imported(done))
    return redirect("directory:preview_import", pk=pk)


def _say_imported(run: ImportRun) -> str:
    total = run.created + run.changed
    return ngettext(
        "Imported: %(number)s organisation.", "Imported: %(number)s organisations.", total
    ) % {"number": number_format(total, force_grouping=True)}


@require_POST
def withdraw_import(request: Request, pk: int) -> HttpResponse:
    """Forgets the file at once, and leads back to where one is chosen."""
    imports.withdraw_import(_run(request, pk), by=request.user)
    messages.success(request, _("Nothing was imported, and the file is forgotten."))
    return redirect("directory:import_organisations")
