"""Series of meetings: begun with a look at all their days, continued, ended."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import dateformat
from django.utils.translation import gettext as _

from meetings import cadence, rules
from meetings.actions import series as actions
from meetings.forms import MoreForm, SeriesForm
from meetings.models import ClosureDays, Meeting, Series
from meetings.views.frame import crumbs_to, stage_badge
from partnerships.directory.models import Partnership
from partnerships.directory.requests import Request
from partnerships.shared.parts.figures import day_text
from partnerships.shared.step.views import Crumb, Step, take, to

MOST_SHOWN = 100


def begin(request: Request, pk: int) -> HttpResponse:
    """Asked with all days in sight before anything is planned."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    rules.can_plan(request.user, partnership).enforce()
    step = Step(
        title=_("Plan a series"),
        lead=_(
            "Only those who keep this partnership see its meetings until you send the invitations."
        ),
        crumbs=crumbs_to(partnership),
        submit=_("Plan the meetings"),
        check=_consequences,
    )

    def act(form: SeriesForm) -> Series:
        return actions.begin(partnership, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: SeriesForm(data, partnership=partnership),
        act,
        done=_("The meetings are planned. Now look at whom you want to invite."),
        way=to("meetings:series"),
    )


def _consequences(form: SeriesForm) -> list[str]:
    """Each day in words; what is a holiday, and what was put off for one."""
    values = form.cleaned_data
    rule = cadence.rule_of(values["every"], values["first_day"])
    way = values["on_holidays"]
    closures = ClosureDays.objects.known()
    days = cadence.next_days(
        rule, values["first_day"], values["number"], on_holidays=way, closures=closures
    )
    usual = cadence.next_days(rule, values["first_day"], values["number"], on_holidays=cadence.KEEP)
    off = [day for day in usual if cadence.holiday_on(day, closures) and day not in days]
    return [_day_in_words(day, closures) for day in days] + [
        _("Not on %(day)s: %(holiday)s")
        % {"day": day_text(day), "holiday": cadence.holiday_on(day, closures)}
        for day in off
    ]


def _day_in_words(day: date, closures: Sequence[cadence.Closure]) -> str:
    words = f"{dateformat.format(day, 'l')}, {day_text(day)}"
    holiday = cadence.holiday_on(day, closures)
    return f"{words} ({holiday})" if holiday else words


def _find(request: Request, pk: int) -> Series:
    rows = Series.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("partnership", "body", "format"), pk=pk)


def _crumbs(series: Series) -> list[Crumb]:
    own = (series.title_in(), reverse("meetings:series", args=[series.pk]))
    return crumbs_to(series.partnership, own)


def series(request: Request, pk: int) -> HttpResponse:
    """How often it meets, and its meetings."""
    row = _find(request, pk)
    meetings = Meeting.objects.visible_to(request.user).filter(series=row)
    can_continue = rules.can_continue(request.user, row)
    context = {
        "series": row,
        "how_often": cadence.in_words(row.rule, row.from_time),
        "meetings": [
            (meeting, stage_badge(meeting.stage))
            for meeting in meetings.order_by("first_day", "pk")[:MOST_SHOWN]
        ],
        "can_continue": can_continue,
    }
    if can_continue:
        more = reverse("meetings:plan_more", args=[pk])
        context |= {"action": _("Plan more meetings"), "action_href": more}
    return render(request, "meetings/series.html", context)


def plan_more(request: Request, pk: int) -> HttpResponse:
    """The next meetings, with all days in sight."""
    row = _find(request, pk)
    rules.can_continue(request.user, row).enforce()
    step = Step(
        title=_("Plan more meetings"),
        about=row.title_in(),
        lead=cadence.in_words(row.rule, row.from_time),
        crumbs=_crumbs(row),
        submit=_("Plan the meetings"),
        check=lambda form: _next_in_words(row, form.cleaned_data["number"]),
    )

    def act(form: MoreForm) -> list[Meeting]:
        return actions.plan_more(row, by=request.user, **form.cleaned_data)

    return take(request, step, MoreForm, act, done=_("The meetings are planned."))


def _next_in_words(row: Series, number: int) -> list[str]:
    closures = ClosureDays.objects.known()
    return [_day_in_words(day, closures) for day in actions.days_to_come(row, number)]


def end(request: Request, pk: int) -> HttpResponse:
    """Asks, then ends the series."""
    row = _find(request, pk)
    rules.can_continue(request.user, row).enforce()
    step = Step(
        title=_("End the series"),
        question=_("End the series “%(title)s”?") % {"title": row.title_in()},
        lead=_("Its meetings stay. Nobody is reminded of a next date any more."),
        crumbs=_crumbs(row),
        submit=_("End the series"),
        danger=True,
    )

    def act(_form: None) -> None:
        actions.end(row, by=request.user)

    return take(request, step, None, act, done=_("The series has ended."))
