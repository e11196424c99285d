"""The way up from pages of a case."""

from django.urls import reverse
from django.utils.translation import gettext as _

from analyses.models import Case, Contribution
from partnerships.shared.step.views import Crumb


def crumbs_of(case: Case | None = None, contribution: Contribution | None = None) -> list[Crumb]:
    """To the list, to the case, or to a contribution of it."""
    crumbs: list[Crumb] = [(_("360° analyses"), reverse("analyses:list"))]
    if case:
        crumbs.append((case.number, reverse("analyses:detail", args=[case.pk])))
    if contribution:
        crumbs.append((str(contribution.authority), address_of(contribution)))
    return crumbs


def address_of(contribution: Contribution) -> str:
    """Its page."""
    return reverse("analyses:contribution", args=[contribution.case_id, contribution.pk])
