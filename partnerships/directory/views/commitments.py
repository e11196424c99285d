"""The campaign of a project: who was asked, and what they answered."""

from django.db.models import Count, Q
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.directory import rules
from partnerships.directory.actions import commitments as actions
from partnerships.directory.forms.commitments import AnswerForm, AskForm
from partnerships.directory.forms.data import Data
from partnerships.directory.models import Answer, Commitment, Partnership, Project
from partnerships.directory.requests import Request
from partnerships.directory.views.links import organisation_links
from partnerships.directory.views.project_edit import crumbs_to, get_project
from partnerships.directory.views.steps import take_within
from partnerships.shared.keyset import page
from partnerships.shared.row_addresses import addresses, at_place
from partnerships.shared.step.views import Crumb, Step
from partnerships.shared.templatetags.parts import Column, badge, link, progress, when, words

COLUMNS = [
    Column(gettext_lazy("Organisation")),
    Column(gettext_lazy("Answer")),
    Column(gettext_lazy("Asked on")),
    Column(gettext_lazy("Answered on")),
    Column(gettext_lazy("Note")),
]
KINDS = {Answer.AGREED: "success", Answer.DECLINED: "warning", Answer.ASKED: "neutral"}


def sum_of(project: Project) -> dict[str, object]:
    """What stands of a campaign on the project's page: a sentence and a bar; empty without a campaign."""
    counts = project.commitments.aggregate(
        asked=Count("pk"),
        agreed=Count("pk", filter=Q(answer=Answer.AGREED)),
        declined=Count("pk", filter=Q(answer=Answer.DECLINED)),
    )
    if not counts["asked"]:
        return {}
    return {
        "told": _count_in_words(counts),
        "bar": progress(_("Agreed"), counts["agreed"], counts["asked"]),
        "href": reverse("directory:commitments", args=[project.pk]),
    }


def _count_in_words(counts: dict[str, int]) -> str:
    """Counts by answer: "60 agreed, 3 declined, 75 asked"."""
    agreed, declined, open_count = counts["agreed"], counts["declined"], counts["asked"]
    sentences = [
        ngettext("%(count)s agreed", "%(count)s agreed", agreed) % {"count": agreed},
        ngettext("%(count)s declined", "%(count)s declined", declined) % {"count": declined},
        ngettext("%(count)s asked", "%(count)s asked", open_count) % {"count": open_count},
    ]
    return ", ".join(sentences)


def _own_crumbs(project: Project) -> list[Crumb]:
    own = reverse("directory:commitments", args=[project.pk])
    return [*crumbs_to(project), (_("Commitments"), own)]


def commitments(request: Request, pk: int) -> HttpResponse:
    """Everybody who was asked, `?answer=` those with one answer."""
    project = get_project(request, pk)
    rows = project.commitments.visible_to(request.user).select_related("organisation")
    chosen = request.GET.get("answer", "")
    if chosen in Answer.values:
        rows = rows.filter(answer=chosen)
    listing = page(rows, by=["sort_key", "id"], cursor=request.GET.get("cursor", ""))
    keeps = rules.can_keep_partnership(request.user, project.partnership)
    crumbs = _own_crumbs(project)
    context = {
        "project": project,
        "name": project.name_in(),
        "crumbs": [*crumbs[:-1], (crumbs[-1][0], "")],
        "sum": sum_of(project),
        "page": listing,
        "chosen": chosen if chosen in Answer.values else "",
        "answers": [(value, capfirst(label)) for value, label in Answer.choices],
        "columns": [*COLUMNS, Column(_("Edit"))] if keeps else COLUMNS,
        "rows": _rows(request, project, listing.rows, bool(keeps)),
        "can_keep": keeps,
    }
    return render(request, "directory/commitments.html", context)


def _rows(
    request: Request, project: Project, commitments: list[Commitment], keeps: bool
) -> list[tuple]:
    linked = organisation_links(request.user, [row.organisation_id for row in commitments])
    answer, remove = (
        addresses("directory:answer_commitment"),
        addresses("directory:remove_commitment"),
    )
    labels = {value: badge(label, KINDS[Answer(value)]) for value, label in Answer.choices}
    rows = []
    for row in commitments:
        name = row.organisation.name if row.organisation else row.name
        own = rules.can_answer_for(request.user, row.organisation_id)
        cells: tuple = (
            at_place(row, linked(row.organisation_id, name) if row.organisation else words(name)),
            _mine(labels[row.answer], answer(row.pk)) if own and not keeps else labels[row.answer],
            when(row.asked_on),
            when(row.answered_on),
            words(row.note),
        )
        if keeps:
            cells += (_tools(name, answer(row.pk), remove(row.pk)),)
        rows.append(cells)
    return rows


def _mine(label: SafeString, href: str) -> SafeString:
    return format_html("{} {}", label, link(_("Answer"), href))


def _tools(name: str, answer: str, remove: str) -> SafeString:
    whose = format_html('<span class="kern-sr-only">: {}</span>', name)
    return format_html(
        "{} {}",
        link(format_html("{}{}", _("Answer"), whose), answer),
        link(format_html("{}{}", _("Remove"), whose), remove),
    )


def ask_commitments(request: Request, pk: int) -> HttpResponse:
    """A form in which several organisations are asked at once."""
    project = get_project(request, pk)
    rules.can_keep_partnership(request.user, project.partnership).enforce()

    def form(data: Data) -> Form:
        return AskForm(data, account=request.user, project=project)

    step = Step(
        title=_("Note whom you asked"),
        lead=_("Nobody gets a message. You note here whom you asked, and later what they said."),
        crumbs=_own_crumbs(project),
    )

    def act(filled: Form) -> list[Commitment]:
        return actions.ask_commitments(project, by=request.user, **filled.cleaned_data)

    return take_within(request, project.partnership, step, form, act, done=_("Noted."))


def _get_commitment(request: Request, pk: int) -> Commitment:
    rows = Commitment.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("project__partnership", "project__lead", "organisation"), pk=pk
    )


def _name(commitment: Commitment) -> str:
    return commitment.organisation.name if commitment.organisation else commitment.name


def _keeping(request: Request, commitment: Commitment) -> Partnership | None:
    """A lead answers for the own organisation, whatever seats they hold."""
    own = rules.can_answer_for(request.user, commitment.organisation_id)
    return None if own else commitment.project.partnership


def answer_commitment(request: Request, pk: int) -> HttpResponse:
    """A form for the answer of an organisation."""
    commitment = _get_commitment(request, pk)
    rules.can_answer_commitment(request.user, commitment).enforce()

    def form(data: Data) -> Form:
        return AnswerForm.prefill(commitment, data)

    step = Step(
        title=_("Answer of %(name)s") % {"name": _name(commitment)},
        crumbs=_own_crumbs(commitment.project),
        rows=(commitment,),
        listed=True,
    )

    def act(filled: Form) -> Commitment:
        return actions.answer_commitment(commitment, by=request.user, **filled.cleaned_data)

    return take_within(request, _keeping(request, commitment), step, form, act, done=_("Noted."))


def remove_commitment(request: Request, pk: int) -> HttpResponse:
    """Asks, then removes the commitment."""
    commitment = _get_commitment(request, pk)
    rules.can_keep_partnership(request.user, commitment.project.partnership).enforce()
    step = Step(
        title=_("Remove from the campaign"),
        question=_("Remove “%(title)s”?") % {"title": _name(commitment)},
        lead=_("As if it had never been asked. The history keeps it."),
        submit=_("Remove"),
        crumbs=_own_crumbs(commitment.project),
        danger=True,
    )

    def act(_form: object) -> None:
        actions.remove_commitment(commitment, by=request.user)

    return take_within(request, commitment.project.partnership, step, None, act, done=_("Removed."))
