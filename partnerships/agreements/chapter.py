"""The agreements' figures of a year."""

from collections.abc import Callable, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.agreements.models import Accession, Agreement, Evaluation, Signature
from partnerships.shared.chapters import Chapter, Figure, Period, count_by_period


def count_figures(partnership: int, periods: Sequence[Period]) -> list[Figure]:
    """Agreements in force on the last day, and what happened with them."""
    agreements = Agreement.objects.filter(partnership=partnership)
    of_partnership = {"agreement__partnership": partnership}
    lived = count_by_period(agreements, periods, AGREEMENT)
    signed = count_by_period(
        Signature.objects.valid().filter(party__agreement__partnership=partnership),
        periods,
        {"given": lambda period: Q(given_at__date__range=_days(period))},
    )
    joined = count_by_period(
        Accession.objects.filter(decision="admitted", **of_partnership),
        periods,
        {"bound": lambda period: Q(effective_on__range=_days(period))},
    )
    evaluated = count_by_period(
        Evaluation.objects.filter(**of_partnership),
        periods,
        {"held": lambda period: Q(held_on__range=_days(period))},
    )
    href = reverse("agreements:of_partnership", args=[partnership])
    on_paper = _("Signatures on paper that nobody noted one by one are not among them.")
    return [
        Figure(_("Agreements in force on the last day"), lived["in_force"], href=href),
        Figure(_("Agreements that took effect"), lived["began"]),
        Figure(_("Agreements that ended"), lived["ended"]),
        Figure(_("Signatures given"), signed["given"], on_paper),
        Figure(_("Organisations that acceded"), joined["bound"]),
        Figure(_("Evaluations held"), evaluated["held"]),
    ]


CHAPTER = Chapter(gettext_lazy("Agreements"), count_figures)


def _days(period: Period) -> tuple:
    return period.since, period.until


def _in_force(period: Period) -> Q:
    """Took effect by the last day, and ended after it or not at all."""
    return Q(effective_on__lte=period.until) & (Q(ended_on=None) | Q(ended_on__gte=period.until))


AGREEMENT: dict[str, Callable[[Period], Q]] = {
    "in_force": _in_force,
    "began": lambda period: Q(effective_on__range=_days(period)),
    "ended": lambda period: Q(ended_on__range=_days(period)),
}
