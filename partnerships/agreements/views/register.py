"""The register: agreements as a list, all that one sees or those of one partnership."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.agreements import rules
from partnerships.agreements.life import term
from partnerships.agreements.models import Agreement, Party
from partnerships.agreements.stages import BINDING, SIGNING, Stage
from partnerships.agreements.views.frame import stage_badge
from partnerships.directory.models import Account, Partnership
from partnerships.directory.requests import Request
from partnerships.shared.fields import DayField
from partnerships.shared.languages import content_language
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, WordsFilter, choice_filter
from partnerships.shared.lists.ordering import by_label, german
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.templatetags.parts import link, missing, when, words


class PartyFilter(WordsFilter):
    """By the names of parties and of those who acceded."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Narrowed to agreements with a party that holds every word."""
        if not value:
            return qs
        own: dict[str, object] = {"agreement": OuterRef("pk")}
        party = super().filter(Party.objects.filter(**own), value)
        return qs.filter(Exists(party))


class BeforeFilter(django_filters.DateFilter):
    """A day of our time; rows before it."""

    field_class = DayField


class OneFilter(ListFilter):
    """Filters of the list under one partnership."""

    q = WordsFilter(field_name="title", also=("title_en",), label=_("Title"))
    stage = choice_filter(Stage.choices, label=_("Stage"))
    party = PartyFilter(field_name="name", label=_("Party"))
    ends_before = BeforeFilter(field_name="until_on", lookup_expr="lt", label=_("Ends before"))


class RegisterFilter(OneFilter):
    """Filters of the list of all agreements that one sees."""

    partnership = WordsFilter(
        field_name="partnership__name", also=("partnership__name_en",), label=_("Partnership")
    )


class NextDate(NamedTuple):
    """A day to come, and what falls on it."""

    day: date
    text: str


class ListedAgreement(Protocol):
    """A row of the list: an agreement with what `with_register_figures` adds."""

    stage: str
    deadline: date | None
    until_on: date | None
    effective_on: date | None
    evaluated: date | None
    paper_signed_on: date | None
    notice_months: int
    evaluation_months: int
    signed: int | None
    total: int | None


class RegisterLabels:
    """Labels and addresses, made once for many rows."""

    def __init__(self, account: Account, rows: Sequence[object]) -> None:
        self.today, self.english = timezone.localdate(), content_language() == "en"
        self.address = addresses("agreements:detail")
        self.partnership = addresses("directory:partnership")
        self.stages = {value: capfirst(str(label)) for value, label in Stage.choices}
        self.badges = {value: stage_badge(value) for value in Stage.values}

    def named(self, german: str, english: str) -> str:
        """In the reader's language, or as it was given."""
        return (self.english and english) or german


def next_date(row: ListedAgreement, today: date) -> NextDate | None:
    """The nearest day to come: deadline for signing; notice, end or evaluation of an agreement in force."""
    days: list[NextDate | None] = []
    if row.stage in SIGNING:
        days = [_on_day(row.deadline, gettext("sign until"))]
    if row.stage in BINDING:
        days = [_on_day(row.until_on, gettext("ends")), _evaluation(row)]
        if row.until_on:
            notice = term.latest_notice(row.until_on, row.notice_months)
            days.append(_on_day(notice, gettext("last day to give notice")))
    return min((d for d in days if d and d.day >= today), default=None)


def _on_day(day: date | None, text: str) -> NextDate | None:
    return NextDate(day, text) if day else None


def _evaluation(row: ListedAgreement) -> NextDate | None:
    due = term.next_evaluation(row.effective_on, row.evaluated, row.evaluation_months)
    return _on_day(due, gettext("evaluation due"))


def _next_cell(row: ListedAgreement, look: RegisterLabels) -> SafeString:
    next_day = next_date(row, look.today)
    return format_html("{}, {}", when(next_day.day), next_day.text) if next_day else missing()


def _next_value(row: ListedAgreement, look: RegisterLabels) -> date | None:
    next_day = next_date(row, look.today)
    return next_day.day if next_day else None


def _signed(row: ListedAgreement, look: RegisterLabels) -> str:
    """ "9 of 13 signed"; signed on paper as a whole has no count."""
    if row.stage in SIGNING or row.signed:
        return gettext("%(signed)d of %(total)d signed") % {
            "signed": row.signed or 0,
            "total": row.total or 0,
        }
    return gettext("on paper") if row.paper_signed_on else ""


COLUMNS = (
    ListColumn(
        "title",
        _("Title"),
        ("id", "title", "title_en"),
        value=lambda row, look: look.named(row.title, row.title_en),
        cell=lambda row, look: link(
            words(look.named(row.title, row.title_en)), look.address(row.id)
        ),
        sort=lambda: german("title"),
    ),
    ListColumn(
        "stage",
        _("Stage"),
        ("stage",),
        value=lambda row, look: look.stages[row.stage],
        cell=lambda row, look: look.badges[row.stage],
        sort=lambda: by_label("stage", Stage.choices),
    ),
    ListColumn(
        "effective_on",
        _("In force from"),
        ("effective_on",),
        value=lambda row, look: row.effective_on,
        sort=("effective_on",),
    ),
    ListColumn(
        "until_on",
        _("In force until"),
        ("until_on",),
        value=lambda row, look: row.until_on,
        sort=("until_on",),
    ),
    ListColumn(
        "parties",
        _("Parties"),
        ("total",),
        value=lambda row, look: row.total or 0,
        numeric=True,
    ),
    ListColumn(
        "signed",
        _("Signatures"),
        ("stage", "signed", "total", "paper_signed_on"),
        value=_signed,
    ),
    ListColumn(
        "next",
        _("Next date"),
        (
            "stage",
            "effective_on",
            "until_on",
            "notice_months",
            "evaluation_months",
            "evaluated",
            "deadline",
        ),
        value=_next_value,
        cell=_next_cell,
    ),
    ListColumn(
        "drafted",
        _("Drafted"),
        ("created_at",),
        value=lambda row, look: row.created_at,
        sort=("created_at",),
        shown=False,
    ),
)
PARTNERSHIP = ListColumn(
    "partnership",
    _("Partnership"),
    ("partnership_id", "partnership__name", "partnership__name_en"),
    value=lambda row, look: look.named(row.partnership__name, row.partnership__name_en),
    cell=lambda row, look: link(
        words(look.named(row.partnership__name, row.partnership__name_en)),
        look.partnership(row.partnership_id),
    ),
    sort=("partnership__sort_key",),
)


def _lay_list(slug: str, columns: tuple[ListColumn, ...], filters: type[ListFilter]) -> List:
    return List(
        slug=slug,
        caption=_("Agreements"),
        columns=columns,
        filters=filters,
        order=("-created_at", "-id"),
        look=RegisterLabels,
        empty=_("No agreement yet"),
        empty_text=_(
            "An agreement says what the partners want to do together, who their contacts are and how they settle "
            "disagreement."
        ),
    )


REGISTER = _lay_list("agreements", (COLUMNS[0], PARTNERSHIP, *COLUMNS[1:]), RegisterFilter)
OF_ONE = _lay_list("agreements-of-partnership", COLUMNS, OneFilter)


def agreements(request: Request) -> HttpResponseBase:
    """Every agreement one may see, newest first."""
    rows = Agreement.objects.visible_to(request.user).with_register_figures()
    return respond(request, REGISTER, rows, template="agreements/list.html")


def of_partnership(request: Request, pk: int) -> HttpResponseBase:
    """Those of one partnership, under its tabs."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    rows = Agreement.objects.visible_to(request.user).filter(partnership=partnership)
    context = {
        "partnership": partnership,
        "can_draft": rules.can_draft(request.user, partnership),
    }
    return respond(
        request,
        OF_ONE,
        rows.with_register_figures(),
        template="agreements/list.html",
        context=context,
        facts={"partnership": pk},
    )
