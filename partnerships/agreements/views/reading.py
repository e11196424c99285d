"""The list of agreements and the page of one."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.agreements import facts, rules
from partnerships.agreements.forms import DocumentForm
from partnerships.agreements.history import history_of
from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import LIFE, OVER, TONES, Stage
from partnerships.directory.models import Partnership
from partnerships.shared.keyset import page
from partnerships.shared.languages import content_language
from partnerships.shared.templatetags.parts import Column, badge, link, when
from partnerships.shared.text import clean_text, to_html

LONGEST = 100  # of a search
ROW = (
    "pk",
    "title",
    "title_en",
    "stage",
    "effective_on",
    "partnership__name",
    "partnership__name_en",
    "partnership_id",
)


# Texts are read far more often than they change, and the originals' clauses stand in every agreement.
clause_html = lru_cache(maxsize=512)(to_html)


def stage_badge(stage: str) -> str:
    """The stage as a label."""
    return badge(Stage(stage).label, TONES[Stage(stage)])


def agreements(request: HttpRequest) -> HttpResponse:
    """Every agreement one may see, newest first."""
    return _list(request, Agreement.objects.visible_to(request.user), None)


def of_partnership(request: HttpRequest, pk: int) -> HttpResponse:
    """Those of one partnership, under its tabs."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    return _list(
        request,
        Agreement.objects.visible_to(request.user).filter(partnership=partnership),
        partnership,
    )


def _list(request: HttpRequest, rows, partnership: Partnership | None) -> HttpResponse:
    stage, wanted = request.GET.get("stage", ""), _asked(request)
    if stage in Stage.values:
        rows = rows.filter(stage=stage)
    if wanted:
        rows = rows.filter(title__icontains=wanted) | rows.filter(title_en__icontains=wanted)
    found = page(
        rows,
        by=["created_at", "id"],
        descending=True,
        cursor=request.GET.get("cursor", ""),
        values=ROW,
    )
    columns = [Column(_("Title")), Column(_("Stage")), Column(_("In force from"))]
    if partnership is None:
        columns.append(Column(_("Partnership")))
    context = {
        "partnership": partnership,
        "columns": columns,
        "rows": [_row(row, with_partnership=partnership is None) for row in found.rows],
        "page": found,
        "q": wanted,
        "stage": stage,
        "stages": Stage.choices,
        "filtered": bool(wanted or stage),
        "can_draft": rules.can_draft(request.user, partnership) if partnership else None,
    }
    return render(request, "agreements/list.html", context)


def _asked(request: HttpRequest) -> str:
    """Words of a title; what is invisible or too long for one is cut."""
    return clean_text(request.GET.get("q", "")).strip()[:LONGEST]


def _row(row: tuple, *, with_partnership: bool) -> tuple:
    pk, title, title_en, stage, effective_on, name, name_en, partnership = row
    english = content_language() == "en"
    cells = (
        link((english and title_en) or title, f"/agreements/{pk}/"),
        stage_badge(stage),
        when(effective_on),
    )
    if not with_partnership:
        return cells
    return (*cells, link((english and name_en) or name, f"/partnerships/{partnership}/"))


def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Text, parties, stage, what may be done, and what happened."""
    found = get_object_or_404(
        Agreement.objects.visible_to(request.user).select_related("partnership"), pk=pk
    )
    language = content_language(request.GET.get("language"))
    context = {
        "agreement": found,
        "badge": stage_badge(found.stage),
        "language": language,
        "clauses": _clauses(found, language),
        "parties": found.parties.prefetch_related("signatories"),
        "can_edit": rules.can_edit(request.user, found),
        "steps": [
            (
                LIFE.move(verb).label,
                reverse("agreements:step", args=[found.pk, verb]),
                rules.STEPS[verb](request.user, found),
            )
            for verb in rules.possible_steps(request.user, found)
        ],
        "document_form": DocumentForm(initial={"language": language}),
        "history": history_of(found),
        "way": _way(found),
    }
    return render(request, "agreements/detail.html", context)


def _clauses(found: Agreement, language: str) -> list[dict]:
    shown = []
    for number, clause in facts.numbered(list(found.clauses.prefetch_related("texts"))):
        text = facts.text_in(clause, language, found.governing_language)
        shown.append(
            {
                "clause": clause,
                "number": number,
                "anchor": f"clause-{clause.pk}",
                "heading": text.heading if text else "",
                "body": clause_html(text.body) if text else "",
                "lang": text.language if text else language,
                "outdated": bool(text and text.outdated),
                "missing": text is None or text.language != language,
            }
        )
    return shown


def _way(found: Agreement) -> list[tuple[str, str]]:
    """Label and state of the usual stages, for the stage display."""
    usual = [Stage.DRAFT, Stage.CONSULTATION, Stage.READY, Stage.IN_FORCE]
    if found.stage in OVER:
        before = usual if found.stage != Stage.DECLINED else usual[:1]
        return [(s.label, "done") for s in before] + [(Stage(found.stage).label, "stopped")]
    at = {Stage.PARTLY_SIGNED: 2, Stage.IN_RENEWAL: 3}.get(found.stage)
    at = usual.index(found.stage) if at is None else at
    return [
        (
            Stage(found.stage).label if i == at else s.label,
            "done" if i < at else "current" if i == at else "coming",
        )
        for i, s in enumerate(usual)
    ]
