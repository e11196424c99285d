"""The way up from pages of a case."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

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


def crumbs_to_terms(case: Case) -> list[Crumb]:
    """To the terms of the case."""
    return [
        *crumbs_of(case),
        (_("Terms and deletion"), reverse("analyses:terms", args=[case.pk])),
    ]


def crumbs_to_asks(case: Case) -> list[Crumb]:
    """To its requests and tasks."""
    return [*crumbs_of(case), (_("Requests and tasks"), reverse("analyses:asks", args=[case.pk]))]


def crumbs_to_notes(case: Case) -> list[Crumb]:
    """To its notes."""
    label = pgettext("of a case", "Notes")
    return [*crumbs_of(case), (label, reverse("analyses:notes", args=[case.pk]))]
