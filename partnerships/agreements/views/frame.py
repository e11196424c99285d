"""The frame around the pages of one agreement: stage, way and tabs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import OVER, TONES, Stage
from partnerships.shared.step.views import Crumb
from partnerships.shared.templatetags.parts import badge

TABS = (
    (_("Text"), "agreements:detail"),
    (_("Consultation"), "agreements:consultation"),
    (_("Signatures"), "agreements:signatures"),
    (_("Term and members"), "agreements:life"),
    (_("Versions"), "agreements:versions"),
)

MORE = {
    "agreements:parties": _("Parties and signatories"),
    "agreements:ceremony": _("Signing ceremony"),
}


def framed(agreement: Agreement, here: str, **counts: int) -> dict[str, Any]:
    """What `agreements/frame.html` needs. `here` and the keys of `counts` are names of tabs' addresses."""
    return {
        "agreement": agreement,
        "badge": stage_badge(agreement.stage),
        "way": _way(agreement),
        "here": next(label for label, name in TABS if name == here),
        "agreement_tabs": [
            (label, reverse(name, args=[agreement.pk]), name == here, counts.get(name))
            for label, name in TABS
        ],
    }


def stage_badge(stage: str) -> str:
    """The stage as a label."""
    return badge(Stage(stage).label, TONES[Stage(stage)])


def _way(found: Agreement) -> list[tuple[str, str]]:
    """Label and state of the usual stages, for the stage display."""
    usual = [Stage.DRAFT, Stage.CONSULTATION, Stage.READY, Stage.IN_FORCE]
    if found.stage in OVER:
        declined = found.stage == Stage.DECLINED
        last = (Stage(found.stage).label, "stopped" if declined else "current")
        return [(s.label, "done") for s in (usual[:1] if declined else usual)] + [last]
    at = {Stage.PARTLY_SIGNED: 2, Stage.IN_RENEWAL: 3}.get(found.stage)
    at = usual.index(found.stage) if at is None else at
    return [
        (
            Stage(found.stage).label if i == at else s.label,
            "done" if i < at else "current" if i == at else "coming",
        )
        for i, s in enumerate(usual)
    ]


def crumbs_of(agreement: Agreement, *tabs: str) -> list[Crumb]:
    """The way to an agreement and to a tab of it; `tabs` are names of addresses."""
    labels = dict((name, label) for label, name in TABS) | MORE
    own = (agreement.title_in(), reverse("agreements:detail", args=[agreement.pk]))
    return [own, *((str(labels[name]), reverse(name, args=[agreement.pk])) for name in tabs)]
