"""Consultations drawn by lot: data protection looks at each, asks where it must, and says what it finds."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from analyses import rules
from analyses.actions import samples as actions
from analyses.actions.logging import note
from analyses.forms.samples import AnswerForm, AskForm, ExplainForm
from analyses.models import Operation, ReasonCode, Sample, SampleAnswer
from analyses.views.columns import label_each, plain_column
from analyses.views.deeds import Deed
from analyses.views.log import SUPERVISION, names_of
from analyses.views.sight import in_sight
from partnerships.directory.models import Account, Organisation
from partnerships.directory.requests import Request
from partnerships.shared.lists.description import List, ListColumn, Row
from partnerships.shared.lists.filters import ListFilter, choice_filter
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.step.views import Crumb
from partnerships.shared.templatetags.parts import badge, link, when, words
from partnerships.shared.verdicts import Verdict

STATES = {
    "open": pgettext_lazy("a sample", "to be looked at"),
    "asked": pgettext_lazy("a sample", "waits for an explanation"),
    "explained": pgettext_lazy("a sample", "explained"),
    **{value: label for value, label in SampleAnswer.choices},
}
TONES = {"open": "warning", "asked": "info", "explained": "warning", "unlawful": "danger"}
CONDITIONS = {
    "open": Q(answered_at__isnull=True, asked_at__isnull=True),
    "asked": Q(answered_at__isnull=True, asked_at__isnull=False, explained_at__isnull=True),
    "explained": Q(answered_at__isnull=True, explained_at__isnull=False),
    **{value: Q(answer=value) for value in SampleAnswer.values},
}


def state_of(row: Any) -> str:
    """Where a sample stands: a key of STATES."""
    if row.answer:
        return str(row.answer)
    if row.explained_at:
        return "explained"
    return "asked" if row.asked_at else "open"


def state_badge(state: str) -> object:
    """In words, with its tone."""
    return badge(STATES[state], TONES.get(state, "success"))


class SampleFilter(ListFilter):
    """By state."""

    state = choice_filter(
        list(STATES.items()), label=pgettext_lazy("a sample", "State"), method="in_state"
    )

    def in_state(self, rows: QuerySet, _name: str, state: str) -> QuerySet:
        """What stands there."""
        return rows.filter(CONDITIONS[state])


class SampleWords:
    """Words for the samples of one page."""

    def __init__(self, account: Account, rows: Sequence[Row]) -> None:
        people = {row.account_id for row in rows} | {row.answered_by_id for row in rows}
        self.people = names_of(people - {None})
        self.address = addresses("analyses:sample")
        self.reasons = label_each(ReasonCode.choices)

    def person(self, number: int | None) -> str:
        """By the number of the account."""
        return self.people.get(number, "") if number else ""


SAMPLES = List(
    slug="analysis-samples",
    caption=gettext_lazy("Drawn by lot"),
    columns=(
        ListColumn(
            "at",
            gettext_lazy("When"),
            ("id", "at"),
            value=lambda row, look: row.at,
            cell=lambda row, look: link(when(row.at), look.address(row.id)),
            sort=("at",),
        ),
        ListColumn(
            "who",
            gettext_lazy("Who"),
            ("account_id",),
            value=lambda row, look: look.person(row.account_id),
            cell=lambda row, look: words(look.person(row.account_id)),
        ),
        plain_column(
            "case", pgettext_lazy("an analysis", "Case"), field="case_number", sorts=False
        ),
        ListColumn(
            "reason",
            gettext_lazy("Reason"),
            ("reason_code",),
            value=lambda row, look: look.reasons.get(row.reason_code, ""),
        ),
        ListColumn(
            "state",
            pgettext_lazy("a sample", "State"),
            ("asked_at", "explained_at", "answer"),
            value=lambda row, look: str(STATES[state_of(row)]),
            cell=lambda row, look: state_badge(state_of(row)),
        ),
        ListColumn(
            "answered_by",
            gettext_lazy("Answered by"),
            ("answered_by_id",),
            value=lambda row, look: look.person(row.answered_by_id),
            cell=lambda row, look: words(look.person(row.answered_by_id)),
        ),
        ListColumn(
            "answered_at",
            gettext_lazy("Answered"),
            ("answered_at",),
            value=lambda row, look: row.answered_at,
            cell=lambda row, look: when(row.answered_at) if row.answered_at else "",
        ),
    ),
    filters=SampleFilter,
    order=("-at", "-id"),
    look=SampleWords,
    empty=gettext_lazy("Nothing drawn yet"),
    empty_text=gettext_lazy(
        "At the beginning of each month some of last month's accesses are drawn by lot."
    ),
)


@in_sight
def samples(request: Request) -> HttpResponseBase:
    """Those that one may look at, the latest first."""
    rules.can_read_log(request.user).enforce()
    note(
        Operation.CONSULT,
        "sample.listed",
        by=request.user,
        about=("sample", 0),
        reason=SUPERVISION,
    )
    rows = Sample.objects.visible_to(request.user)
    return respond(request, SAMPLES, rows, template="analyses/samples.html")


def _find(request: Request, pk: int) -> Sample:
    rows = Sample.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("account__person", "answered_by__person"), pk=pk)


@in_sight
def sample(request: Request, pk: int) -> HttpResponse:
    """One of them: what the log says, what was asked and explained, what was found."""
    found = _find(request, pk)
    rules.can_read_log(request.user).enforce()
    note(
        Operation.CONSULT,
        "sample.read",
        by=request.user,
        about=("sample", found.pk),
        reason=SUPERVISION,
    )
    authority = Organisation.objects.filter(pk=found.authority_id or 0).first()
    context = {
        "sample": found,
        "state": state_badge(state_of(found)),
        "authority": authority,
        "reason": _reason(found),
        "can_answer": rules.can_answer_sample(request.user, found),
        "can_ask": rules.can_ask_about_sample(request.user, found),
    }
    return render(request, "analyses/sample.html", context)


def _reason(found: Sample) -> str:
    return capfirst(str(ReasonCode(found.reason_code).label)) if found.reason_code else ""


def _crumbs(found: Sample) -> list[Crumb]:
    return [
        (_("Log of analyses"), reverse("analyses:log")),
        (_("Drawn by lot"), reverse("analyses:samples")),
        (found.case_number, reverse("analyses:sample", args=[found.pk])),
    ]


def _for_readers(
    rule: Callable[[Account, Sample], Verdict],
) -> Callable[[Account, Sample], Verdict]:
    """A page of data protection: who may not read the log is told that first."""
    return lambda by, found: rules.can_read_log(by) and rule(by, found)


SampleDeed = partial(Deed, find=_find, crumbs=_crumbs, about=lambda found: found.case_number)
ASK_SAMPLE = SampleDeed(
    title=gettext_lazy("Ask the person"),
    rule=_for_readers(rules.can_ask_about_sample),
    act=actions.ask_about_sample,
    form=AskForm,
    lead=lambda found: (
        _("%(person)s gets your question as something to do, and answers in words.")
        % {"person": found.account.person}
    ),
    submit=gettext_lazy("Ask"),
    done=gettext_lazy("Asked."),
)
ANSWER_SAMPLE = SampleDeed(
    title=gettext_lazy("Say what you find"),
    rule=_for_readers(rules.can_answer_sample),
    act=lambda found, *, note, **said: actions.answer_sample(found, note_text=note, **said),
    form=AnswerForm,
    lead=gettext_lazy(
        "Your answer stays as it is. What follows from it is decided outside this program."
    ),
    submit=gettext_lazy("Keep the answer"),
    done=pgettext_lazy("a sample", "Answered."),
)
EXPLAIN_SAMPLE = SampleDeed(
    crumbs=lambda _found: [(_("Home"), reverse("directory:home"))],
    title=gettext_lazy("Explain why you read there"),
    rule=rules.can_explain_sample,
    act=actions.explain_sample,
    form=ExplainForm,
    lead=gettext_lazy(
        "Data protection checks some accesses by lot, and asks you about one of yours."
    ),
    submit=gettext_lazy("Send the explanation"),
    template="analyses/explain.html",
    more=lambda found: {"sample": found, "reason": _reason(found)},
    done=gettext_lazy("Sent. Data protection reads it."),
)
