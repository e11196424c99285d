"""The office: complaints of a year in figures, a picture and tables, with what the head says to them."""

from contextlib import nullcontext
from typing import NamedTuple

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import year_notes as actions
from complaints.figures import Figures, What, count_year
from complaints.forms.figures import YearNoteForm
from complaints.forms.office import Sent
from complaints.models import Office, YearNote, seen_by_house
from complaints.views.sight import in_sight
from complaints.year_tables import Chapter, Month, flatten, make_chapters, make_months
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.calendar_years import choose_year, years_since
from partnerships.shared.lists.csv_file import CONTENT_TYPE, csv_of
from partnerships.shared.parts.tables import Column
from partnerships.shared.step.views import Step, take
from partnerships.shared.templatetags.parts import number

STEP, WIDTH, HEIGHT, FOOT, HEAD = 48, 15, 110, 20, 18  # units of the drawing


class Asked(NamedTuple):
    """An office and a year, counted."""

    office: Office
    year: int
    figures: Figures


def _offices(account: Account) -> list[Office]:
    worked_on = Office.objects.worked_on_by(account)
    rows = Office.objects.filter(Q(pk__in=worked_on) | Q(head=account))
    return list(rows.select_related("authority"))


def _count(request: Request, offices: list[Office]) -> Asked:
    """`?office=&year=`; an officer counts what they see, a head who is none has numbers alone and gets them all. Raises: Http404."""
    typed = request.GET.get("office", "")
    found = [each for each in offices if not typed or str(each.pk) == typed]
    if not found:
        raise Http404
    office, year = found[0], choose_year(request.GET.get("year", ""), timezone.localdate())
    sees = rules.can_enter(request.user, office)
    with nullcontext() if sees else seen_by_house():
        return Asked(office, year, count_year(office, year))


@in_sight
def figures(request: Request) -> HttpResponse:
    """One year of one office, beside the year before."""
    rules.can_read_figures(request.user).enforce()
    offices = _offices(request.user)
    if not offices:
        return render(request, "complaints/figures.html", {"office": None})
    office, year, counted = _count(request, offices)
    today = timezone.localdate()
    address = reverse("complaints:figures")
    here = f"{address}?office={office.pk}"
    note = YearNote.objects.filter(office=office, year=year).select_related("by__person").first()
    months = make_months(counted)
    context = {
        "office": office,
        "offices": [
            (each, f"{address}?office={each.pk}&year={year}", each == office) for each in offices
        ],
        "year": year,
        "years": [
            (each, f"{here}&year={each}", each == year)
            for each, _href, _now in years_since(office.opened_on, address, year, today)
        ],
        "is_running": year == today.year,
        "until": today,
        "total": counted.get(What.TOTAL),
        "before": counted.get(What.TOTAL, year=year - 1),
        "causes": sum(counted.get(What.CAUSES, code) for code in counted.codes(What.CAUSES)),
        "sorted": counted.get(What.SORTED),
        "picture": draw_months(months, year),
        "legend": (str(year), str(year - 1)),
        "months": [(each.name, number(each.number), number(each.before)) for each in months],
        "month_columns": [Column(_("Month")), *_of_years(year)],
        "chapters": [_show(each, year) for each in make_chapters(counted)],
        "note": note,
        "can_write": rules.can_write_year_note(request.user, office),
        "file": f"{reverse('complaints:figures_file')}?office={office.pk}&year={year}",
    }
    return render(request, "complaints/figures.html", context)


@in_sight
def figures_file(request: Request) -> HttpResponse:
    """The same as a table for other programs."""
    rules.can_read_figures(request.user).enforce()
    office, year, counted = _count(request, _offices(request.user))
    heads = [_("Table"), _("Line"), str(year), _("Share in percent"), str(year - 1)]
    rows = list(flatten(make_chapters(counted), make_months(counted)))
    pieces = csv_of(heads, [rows], (get_language() or "de").split("-")[0])
    response = HttpResponse(b"".join(pieces), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="complaints-{office.pk}-{year}.csv"'
    return response


def _of_years(year: int) -> list[Column]:
    return [Column(str(year), numeric=True), Column(str(year - 1), numeric=True)]


def _show(chapter: Chapter, year: int) -> dict[str, object]:
    columns = [Column(pgettext("figures", "What")), Column(str(year), numeric=True)]
    has_shares = any(line.share is not None for line in chapter.lines)
    if has_shares:
        columns.append(Column(_("Share"), numeric=True))
    columns.append(Column(str(year - 1), numeric=True))
    rows = [
        (
            line.label,
            number(line.number),
            *([f"{line.share} %" if line.share is not None else "–"] if has_shares else []),
            number(line.before),
        )
        for line in chapter.lines
    ]
    return {"title": chapter.title, "base": chapter.base, "columns": columns, "rows": rows}


def draw_months(months: list[Month], year: int) -> SafeString:
    """Two bars a month; the same in words for whoever hears it, and in the table below."""
    most = max(max(each.number, each.before) for each in months) or 1
    bars = format_html_join(
        "", "{}", ((_draw_month(i, each, most),) for i, each in enumerate(months))
    )
    sentence = ", ".join(f"{each.name}: {localize(each.number)}" for each in months)
    return format_html(
        '<svg class="com-months" role="img" viewBox="0 0 {} {}" aria-label="{} {}: {}">{}</svg>',
        STEP * len(months),
        HEAD + HEIGHT + FOOT,
        _("Complaints by month"),
        year,
        sentence,
        bars,
    )


def _draw_month(place: int, month: Month, most: int) -> SafeString:
    middle, floor = place * STEP + STEP // 2, HEAD + HEIGHT
    tall, was = round(HEIGHT * month.number / most), round(HEIGHT * month.before / most)
    return format_html(
        '<rect class="com-months__before" x="{}" y="{}" width="{}" height="{}"></rect>'
        '<rect x="{}" y="{}" width="{}" height="{}"></rect>'
        '<text x="{}" y="{}">{}</text><text x="{}" y="{}">{}</text>',
        middle - WIDTH,
        floor - was,
        WIDTH,
        was,
        middle,
        floor - tall,
        WIDTH,
        tall,
        middle + WIDTH // 2,
        floor - tall - 5,
        month.number or "",
        middle,
        floor + FOOT - 4,
        month.name[:3],
    )


@in_sight
def write_note(request: Request, pk: int, year: int) -> HttpResponse:
    """What the head says to a year; whoever reads the figures reads it."""
    rules.can_read_figures(request.user).enforce()
    office = get_object_or_404(
        Office.objects.filter(pk__in=[each.pk for each in _offices(request.user)]), pk=pk
    )
    if choose_year(str(year), timezone.localdate()) != year:
        raise Http404
    rules.can_write_year_note(request.user, office).enforce()
    there = office.year_notes.filter(year=year).first()
    back = f"{reverse('complaints:figures')}?office={office.pk}&year={year}"
    step = Step(
        title=_("To the figures of %(year)s") % {"year": year},
        crumbs=[
            (_("Complaints"), reverse("complaints:list")),
            (_("Complaints in figures"), back),
        ],
        submit=_("Save"),
        lead=_(
            "Say what stands behind the numbers: what was learned, what changed. No names, no single complaint."
        ),
        rows=(there,) if there else (),
    )

    def make(data: Sent) -> YearNoteForm:
        row = office.year_notes.filter(year=year).first()
        said = {"text": row.text, "breaks_method": row.breaks_method} if row else None
        return YearNoteForm(data, initial=said)

    def act(form: YearNoteForm) -> YearNote:
        return actions.write_year_note(office, year, **form.cleaned_data, by=request.user)

    return take(request, step, make, act, done=_("Saved."))
