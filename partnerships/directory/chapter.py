"""The directory's figures of a year: partners, bodies, projects. Each table is asked once for all periods."""

from collections.abc import Callable, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.directory.models import Body, Partner, Project, Side
from partnerships.shared.chapters import Chapter, Figure, Period, count_by_period
from partnerships.shared.dates import holds_on

SIDES = {
    Side.AUTHORITY: gettext_lazy("of them authorities"),
    Side.CIVIL: gettext_lazy("of them civil society"),
    Side.OTHER: gettext_lazy("of them others"),
}


def count_figures(partnership: int, periods: Sequence[Period]) -> list[Figure]:
    """What there is on the last day of each period, and what came and went in it."""
    return [
        *_partner_figures(partnership, periods),
        *_body_figures(partnership, periods),
        *_project_figures(partnership, periods),
    ]


CHAPTER = Chapter(gettext_lazy("Partners, bodies and projects"), count_figures)


def _partner_figures(partnership: int, periods: Sequence[Period]) -> list[Figure]:
    conditions: dict[str, Callable[[Period], Q]] = {
        "there": lambda period: holds_on(period.until),
        "undated": lambda period: holds_on(period.until) & Q(since=None),
        "came": lambda period: Q(since__range=(period.since, period.until)),
        "went": _went,
    }
    conditions |= {side: _of_side(side) for side in Side.values}
    counted = count_by_period(Partner.objects.filter(partnership=partnership), periods, conditions)
    of_sides = [Figure(label, counted[side]) for side, label in SIDES.items() if any(counted[side])]
    undated = _("It is not known since when they are partners: they are in no year's newcomers.")
    return [
        Figure(
            _("Partners on the last day"),
            counted["there"],
            href=reverse("directory:partners", args=[partnership]),
        ),
        *of_sides,
        *(
            [Figure(_("of them without a known first day"), counted["undated"], undated)]
            if any(counted["undated"])
            else []
        ),
        Figure(_("Partners who joined"), counted["came"]),
        Figure(_("Partners who left"), counted["went"]),
    ]


def _of_side(side: str) -> Callable[[Period], Q]:
    return lambda period: holds_on(period.until) & Q(side=side)


def _went(period: Period) -> Q:
    """Their last day lies in the period; a moment that ended it counts by its day."""
    days = (period.since, period.until)
    return Q(until_on__range=days) | Q(until_on=None, ended_at__date__range=days)


def _body_figures(partnership: int, periods: Sequence[Period]) -> list[Figure]:
    def is_there(period: Period) -> Q:
        began = Q(founded_on__lte=period.until) | Q(founded_on=None, attested_on__lte=period.until)
        return began & (Q(closed_on=None) | Q(closed_on__gt=period.until))

    rows = Body.objects.filter(partnership=partnership)
    href = reverse("directory:bodies", args=[partnership])
    counted = count_by_period(rows, periods, {"there": is_there})
    return [Figure(_("Bodies on the last day"), counted["there"], href=href)]


def _project_figures(partnership: int, periods: Sequence[Period]) -> list[Figure]:
    def runs(period: Period) -> Q:
        began = Q(since__lte=period.until) | Q(since=None, attested_on__lte=period.until)
        return began & (Q(until_on=None) | Q(until_on__gte=period.since))

    rows = Project.objects.filter(partnership=partnership)
    href = reverse("directory:projects", args=[partnership])
    counted = count_by_period(rows, periods, {"ran": runs})
    return [Figure(_("Projects that ran in this time"), counted["ran"], href=href)]
