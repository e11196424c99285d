"""Enquiries in figures: how many a year, a picture and a table of the same; the sorts of one year."""

from collections import Counter
from collections.abc import Callable, Iterable

from django.db.models import Count, F, IntegerField
from django.db.models.expressions import Func
from django.db.models.functions import ExtractYear
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions import enquiries as actions
from analyses.actions.logging import note
from analyses.figures import Counted, Year, count_by_year
from analyses.forms.enquiries import CountForm, the_office
from analyses.kinds import AuthorityKind
from analyses.models import Enquiry, EnquiryCount, EnquiryDays, Operation, Outcome
from analyses.places import name_place
from analyses.views.enquiries import crumbs_of
from analyses.views.sight import in_sight
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.calendar_years import MOST_YEARS
from partnerships.shared.parts.tables import Column
from partnerships.shared.step.views import Step, take
from partnerships.shared.templatetags.parts import number

SHOWN = 12  # years in the picture
STEP, WIDTH, HEIGHT, FOOT, HEAD = 48, 32, 100, 20, 18  # units of the drawing


@in_sight
def figures(request: Request) -> HttpResponse:
    """`?year=2021`: the sorts of that year; without, of the latest. Reading them is in the log."""
    rules.can_read_enquiries(request.user).enforce()
    note(Operation.CONSULT, "enquiries.figures_shown", by=request.user)
    years = _count(request.user)
    chosen = _choose(years, request.GET.get("year", ""))
    context = {
        "years": years,
        "picture": _picture(years[-SHOWN:]) if len(years) > 1 else "",
        "columns": _columns(),
        "rows": [_row(each) for each in reversed(years)],
        "chosen": chosen,
        "is_running": chosen is not None and chosen.year == timezone.localdate().year,
        "until": timezone.localdate(),
        "tabs": [
            (each.year, f"{reverse('analyses:enquiry_figures')}?year={each.year}", each is chosen)
            for each in reversed(years[-MOST_YEARS:])
        ],
        "sorts": _sorts(chosen) if chosen else [],
        "can_enter": rules.can_enter(request.user),
    }
    return render(request, "analyses/enquiry_figures.html", context)


def _count(by: Account) -> list[Year]:
    """Of the rows that are there, and of what is kept of those that are gone."""
    took = Func(
        F("answered_on"),
        F("received_on"),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )
    names = ("year", "from_kind", "place", "outcome", "is_person_related", "count")
    there = (
        Enquiry.objects.visible_to(by)
        .order_by()
        .annotate(year=ExtractYear("received_on"), took=took)
        .values("year", "from_kind", "place", "outcome", "is_person_related", "took")
        .annotate(count=Count("pk"))
        .values_list(*names, "took")
    )
    kept = EnquiryCount.objects.visible_to(by).values_list(*names)
    kept_days = EnquiryDays.objects.visible_to(by).values_list("year", "days", "count")
    return count_by_year(
        [*(Counted(*row) for row in there), *(Counted(*row) for row in kept)], kept_days
    )


def _choose(years: list[Year], typed: str) -> Year | None:
    """The one that was asked for, otherwise the latest."""
    asked = [each for each in years if str(each.year) == typed]
    return next(iter(asked or years[-1:]), None)


def _columns() -> list[Column]:
    outcomes = [Column(capfirst(str(outcome.label)), numeric=True) for outcome in Outcome]
    return [
        Column(_("Year")),
        Column(_("Enquiries"), numeric=True),
        *outcomes,
        Column(_("Not known"), numeric=True),
        Column(_("About persons"), numeric=True),
        Column(_("Days, median"), numeric=True),
    ]


def _row(year: Year) -> tuple[object, ...]:
    return (
        str(year.year),
        number(year.total),
        *(number(year.outcomes[outcome]) for outcome in Outcome),
        number(year.outcomes[""]),
        number(year.about_persons),
        number(year.median_days),
    )


def _sorts(year: Year) -> list[tuple[str, list[Column], list[tuple[object, ...]]]]:
    """Tables of the chosen year: kinds of authorities, states and countries."""
    return [
        _sort(_("Kind of authority"), year.kinds, _name_kind),
        _sort(_("State or country"), year.places, _name_place),
    ]


def _sort(
    title: str, counted: Counter[str], name: Callable[[str], str]
) -> tuple[str, list[Column], list[tuple[object, ...]]]:
    columns = [Column(title), Column(_("Enquiries"), numeric=True)]
    rows: Iterable[tuple[object, ...]] = (
        (name(each), number(count)) for each, count in counted.most_common()
    )
    return title, columns, list(rows)


def _name_kind(kind: str) -> str:
    return capfirst(str(AuthorityKind(kind).label)) if kind else _("Not known")


def _name_place(place: str) -> str:
    return name_place(place) if place else _("Not known")


def _picture(years: list[Year]) -> SafeString:
    """A bar a year; the same in words for whoever hears it, and in the table below."""
    most = max(max(each.total for each in years), 1)
    bars = format_html_join("", "{}", ((_bar(i, each, most),) for i, each in enumerate(years)))
    sentence = ", ".join(f"{each.year}: {each.total}" for each in years)
    return format_html(
        '<svg class="ana-years" role="img" viewBox="0 0 {} {}" aria-label="{}: {}">{}</svg>',
        STEP * len(years),
        HEAD + HEIGHT + FOOT,
        _("Enquiries by year"),
        sentence,
        bars,
    )


def _bar(place: int, year: Year, most: int) -> SafeString:
    tall = round(HEIGHT * year.total / most)
    middle = place * STEP + STEP // 2
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}"></rect>'
        '<text x="{}" y="{}">{}</text><text x="{}" y="{}">{}</text>',
        middle - WIDTH // 2,
        HEAD + HEIGHT - tall,
        WIDTH,
        tall,
        middle,
        HEAD + HEIGHT - tall - 5,
        year.total,
        middle,
        HEAD + HEIGHT + FOOT - 4,
        year.year,
    )


@in_sight
def enter_count(request: Request) -> HttpResponse:
    """The number of a year before this register."""
    rules.can_enter(request.user).enforce()
    step = Step(
        title=_("Enter the number of an earlier year"),
        crumbs=[*crumbs_of(), (_("Enquiries in figures"), reverse("analyses:enquiry_figures"))],
        lead=_(
            "For enquiries that do not stand in this register, for example from an annual report. A number that was entered before is replaced."
        ),
        submit=_("Enter"),
    )

    def act(form: CountForm) -> object:
        office = the_office(form, request.user)
        return actions.enter_count(partnership=office, by=request.user, **form.cleaned_data)

    return take(
        request, step, lambda data: CountForm(data, by=request.user), act, done=_("Entered.")
    )
