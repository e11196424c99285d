"""The frame around the pages of one agreement: stage, way and tabs."""

from collections.abc import Callable, Sequence
from typing import Any, TypedDict

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import OVER, TONES, Stage
from partnerships.shared.step.views import Crumb
from partnerships.shared.templatetags.parts import badge


class QuestionWords(TypedDict, total=False):
    """What a view says of a question about an agreement, beside title and way: fields of `Step`."""

    submit: str
    lead: str
    question: str
    danger: bool
    rows: tuple[models.Model, ...]


class StepWords(QuestionWords, total=False):
    """What a view says of a form about an agreement."""

    check: Callable[[Any], list[str]]
    more: dict[str, Any] | Callable[[], dict[str, Any]]


class PageWords(StepWords, total=False):
    """What a view says of a form with a template of its own."""

    template: str


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


def build_frame(agreement: Agreement, here: str, **counts: int) -> dict[str, object]:
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


def _way(agreement: Agreement) -> Sequence[tuple[str | Promise, str]]:
    """Label and state of the usual stages, for the stage display."""
    usual = [Stage.DRAFT, Stage.CONSULTATION, Stage.READY, Stage.IN_FORCE]
    stage = Stage(agreement.stage)
    if stage in OVER:
        declined = stage == Stage.DECLINED
        last = (stage.label, "stopped" if declined else "current")
        return [(s.label, "done") for s in (usual[:1] if declined else usual)] + [last]
    at = {Stage.PARTLY_SIGNED: 2, Stage.IN_RENEWAL: 3}.get(stage)
    at = usual.index(stage) if at is None else at
    return [
        (
            stage.label if i == at else s.label,
            "done" if i < at else "current" if i == at else "coming",
        )
        for i, s in enumerate(usual)
    ]


def crumbs_of(agreement: Agreement, *tabs: str) -> list[Crumb]:
    """The way to an agreement and to a tab of it; `tabs` are names of addresses."""
    labels = dict((name, label) for label, name in TABS) | MORE
    own = (agreement.title_in(), reverse("agreements:detail", args=[agreement.pk]))
    return [own, *((str(labels[name]), reverse(name, args=[agreement.pk])) for name in tabs)]
