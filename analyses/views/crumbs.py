"""The way up from pages of a case."""

from django.urls import reverse
from django.utils.translation import gettext as _

from analyses.models import Case
from partnerships.shared.step.views import Crumb


def crumbs_of(case: Case | None = None) -> list[Crumb]:
    """To the list, or to the case."""
    crumbs: list[Crumb] = [(_("360° analyses"), reverse("analyses:list"))]
    if case:
        crumbs.append((case.number, reverse("analyses:detail", args=[case.pk])))
    return crumbs
