"""What an office aims at and what of it it reaches; days on which it is closed; the head who is told what takes long."""

from datetime import timedelta

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from complaints import rules
from complaints.actions import clocks as actions
from complaints.clocks import ClockKind, Times
from complaints.forms.office import Sent
from complaints.forms.times import ClosedForm, HeadForm, TargetForm
from complaints.models import Clock, Office, OfficeClosure, Target, seen_by_house
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take

YEAR = timedelta(days=365)
MOST = 50  # former targets on the page


def find_office(request: Request, pk: int) -> Office:
    """Raises: PermissionDenied; Http404 for whoever may not see it."""
    rules.can_see_readiness(request.user).enforce()
    rows = Office.objects.visible_to(request.user).select_related(
        "authority", "head__person", "elsewhere"
    )
    return get_object_or_404(rows, pk=pk)


def times(request: Request, pk: int) -> HttpResponse:
    """All that is set, with its history, and how many of the last year were in time."""
    office = find_office(request, pk)
    reached = _reached(office)
    targets = Target.objects.in_force(office)
    context = {
        "office": office,
        "can_set": rules.can_set_times(request.user, office),
        "lines": [_line(kind, targets[kind], *reached.get(kind, (0, 0))) for kind in ClockKind],
        "closures": office.closures.filter(last_day__gte=timezone.localdate() - YEAR),
        "history": [
            (f"{capfirst(str(ClockKind(each.kind).label))}: {say_target(each)}", each)
            for each in office.targets.select_related("set_by__person")[:MOST]
        ],
    }
    return render(request, "complaints/times.html", context)


def _reached(office: Office) -> dict[str, tuple[int, int]]:
    """Of each kind how many stopped within a year, and how many of them in time: counts alone, whoever looks."""
    ended = Clock.objects.filter(
        complaint__office=office, stopped_at__gte=timezone.now() - YEAR, due_on__isnull=False
    )
    in_time = Count("pk", filter=Q(ended_on__lte=F("due_on")))
    with seen_by_house():
        rows = ended.annotate(ended_on=TruncDate("stopped_at")).order_by()
        counts = rows.values("kind").annotate(ended=Count("pk"), kept=in_time)
        return {each["kind"]: (each["ended"], each["kept"]) for each in counts}


def _line(kind: ClockKind, aim: Times, number: int, kept: int) -> dict[str, object]:
    share = 100 * kept // number if number else None
    return {
        "kind": kind.value,
        "label": capfirst(str(kind.label)),
        "aim": say_times(aim),
        "share": aim.share,
        "number": number,
        "reached": share,
        "is_short": aim.share is not None and share is not None and share < aim.share,
    }


def say_times(aim: Times) -> str:
    """ "6 weeks"."""
    return say_length(aim.number, aim.unit)


def say_length(number: int, unit: str) -> str:
    """ "1 working day", "3 years"; the units are those of times and of terms."""
    words = {
        "working_days": ngettext("%(number)d working day", "%(number)d working days", number),
        "days": ngettext("%(number)d day", "%(number)d days", number),
        "weeks": ngettext("%(number)d week", "%(number)d weeks", number),
        "months": ngettext("%(number)d month", "%(number)d months", number),
        "years": ngettext("%(number)d year", "%(number)d years", number),
    }
    return words[unit] % {"number": number}


def say_target(target: Target) -> str:
    """ "6 weeks, 90 %: new order"."""
    share = f", {target.share} %" if target.share else ""
    return f"{say_times(target.times)}{share} ({target.reason})"


def crumbs_of_times(office: Office) -> list[Crumb]:
    """The way back to the office's times."""
    return [
        (_("Complaints offices"), reverse("complaints:readiness")),
        (
            _("Times: %(office)s") % {"office": office},
            reverse("complaints:times", args=[office.pk]),
        ),
    ]


def set_target(request: Request, pk: int, kind: str) -> HttpResponse:
    """From now on; what runs keeps its target."""
    if kind not in ClockKind.values:
        raise Http404
    office = find_office(request, pk)
    rules.can_set_times(request.user, office).enforce()
    aim = Target.objects.in_force(office)[kind]
    step = Step(
        title=_("Set a target: %(what)s") % {"what": ClockKind(kind).label},
        about=str(office),
        crumbs=crumbs_of_times(office),
        lead=_(
            "It holds for what begins from now on. What runs already keeps the target with which it began."
        ),
    )

    def make(data: Sent) -> TargetForm:
        return TargetForm(data, initial=aim._asdict())

    def act(form: TargetForm) -> Target:
        said = dict(form.cleaned_data)
        reason = said.pop("reason")
        return actions.set_target(office, kind, Times(**said), reason=reason, by=request.user)

    return take(request, step, make, act, done=_("Set."))


def close_days(request: Request, pk: int) -> HttpResponse:
    """Days that do not count."""
    office = find_office(request, pk)
    rules.can_set_times(request.user, office).enforce()
    step = Step(
        title=_("Enter days on which the office is closed"),
        about=str(office),
        crumbs=crumbs_of_times(office),
        lead=_(
            "They do not count as working days, also for what runs already: its last day moves, and everybody sees it."
        ),
    )

    def act(form: ClosedForm) -> OfficeClosure:
        return actions.enter_closure(office, by=request.user, **form.cleaned_data)

    return take(request, step, ClosedForm, act, done=_("Saved."))


def open_days(request: Request, pk: int) -> HttpResponse:
    """They count again."""
    rules.can_see_readiness(request.user).enforce()
    offices = Office.objects.visible_to(request.user)
    rows = OfficeClosure.objects.select_related("office__authority").filter(office__in=offices)
    closure = get_object_or_404(rows, pk=pk)
    rules.can_set_times(request.user, closure.office).enforce()
    step = Step(
        title=_("Remove the days"),
        question=_("Remove “%(name)s”?") % {"name": closure.name},
        lead=_("They count as working days again, also for what runs already."),
        crumbs=crumbs_of_times(closure.office),
        submit=_("Remove"),
        danger=True,
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.remove_closure(closure, by=request.user),
        done=_("Removed."),
    )


def name_head(request: Request, pk: int) -> HttpResponse:
    """Who is told that something takes long."""
    office = find_office(request, pk)
    rules.can_set_times(request.user, office).enforce()
    people = {each.pk: each for each in rules.heads_for(office)}
    step = Step(title=_("Name the head"), about=str(office), crumbs=crumbs_of_times(office))

    def make(data: Sent) -> HeadForm:
        return HeadForm(data, people=people.values(), initial={"head": office.head_id})

    def act(form: HeadForm) -> None:
        head = people.get(form.cleaned_data["head"])
        actions.name_head(office, head, by=request.user)

    return take(request, step, make, act, done=_("Saved."))
