"""The register: agreements as a list, all that one sees or those of one partnership."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

import django_filters
from django.db.models import DateField, Exists, IntegerField, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
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
from partnerships.directory.models.conditions import Condition
from partnerships.shared.fields import DayField
from partnerships.shared.languages import content_language
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import MOST_WORDS, ListFilter, SearchFilter, choice_filter
from partnerships.shared.lists.ordering import by_label, german
from partnerships.shared.lists.pages import respond
from partnerships.shared.templatetags.parts import link, missing, when, words


class WordsFilter(SearchFilter):
    """All words, as they are written, in one of the fields."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Narrowed to rows that hold every word."""
        for word in (value or "").split()[:MOST_WORDS]:
            found = Q()
            for name in (self.field_name, *self.also):
                found |= Q(**{f"{name}__icontains": word})
            qs = qs.filter(found)
        return qs


class PartyFilter(WordsFilter):
    """By the names of parties and of those who acceded."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Narrowed to agreements with a party that holds every word."""
        if not value:
            return qs
        own: dict[str, Any] = {"agreement": OuterRef("pk")}
        party = super().filter(Party.objects.filter(**own), value)
        return qs.filter(Exists(party))


class BeforeFilter(django_filters.DateFilter):
    """A day of our time; rows before it."""

    field_class = DayField


class OneFilter(ListFilter):
    """Of one partnership."""

    q = WordsFilter(field_name="title", also=("title_en",), label=_("Title"))
    stage = choice_filter(Stage.choices, label=_("Stage"))
    party = PartyFilter(field_name="name", label=_("Party"))
    ends_before = BeforeFilter(field_name="until_on", lookup_expr="lt", label=_("Ends before"))


class RegisterFilter(OneFilter):
    """Of all that one sees."""

    partnership = WordsFilter(
        field_name="partnership__name", also=("partnership__name_en",), label=_("Partnership")
    )


class NextDate(NamedTuple):
    """A day to come, and of what."""

    day: date
    text: str


class Look:
    """Labels and addresses, made once for many rows."""

    def __init__(self, account: Account, rows: Sequence[Any]) -> None:
        self.today, self.english = timezone.localdate(), content_language() == "en"
        self.address = _addresses("agreements:detail")
        self.partnership = _addresses("directory:partnership")
        self.stages = {value: capfirst(str(label)) for value, label in Stage.choices}
        self.badges = {value: stage_badge(value) for value in Stage.values}

    def named(self, german: str, english: str) -> str:
        """In the reader's language, or as it was given."""
        return (self.english and english) or german


def _addresses(name: str) -> Callable[[int], str]:
    before, after = reverse(name, args=[0]).rsplit("0", 1)
    return lambda pk: f"{before}{pk}{after}"


def next_date(row: Any, today: date) -> NextDate | None:
    """The nearest day to come: deadline for signing; notice, end or evaluation of an agreement in force."""
    days: list[NextDate | None] = []
    if row.stage in SIGNING:
        days = [_dated(row.deadline, gettext("sign until"))]
    if row.stage in BINDING:
        days = [_dated(row.until_on, gettext("ends")), _evaluation(row)]
        if row.until_on:
            notice = term.latest_notice(row.until_on, row.notice_months)
            days.append(_dated(notice, gettext("last day to give notice")))
    return min((d for d in days if d and d.day >= today), default=None)


def _dated(day: date | None, text: str) -> NextDate | None:
    return NextDate(day, text) if day else None


def _evaluation(row: Any) -> NextDate | None:
    due = term.next_evaluation(row.effective_on, row.evaluated, row.evaluation_months)
    return _dated(due, gettext("evaluation due"))


def _next_cell(row: Any, look: Look) -> SafeString:
    found = next_date(row, look.today)
    return format_html("{}, {}", when(found.day), found.text) if found else missing()


def _next_value(row: Any, look: Look) -> date | None:
    found = next_date(row, look.today)
    return found.day if found else None


def _signed(row: Any, look: Look) -> str:
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
EMPTY = {
    "order": ("-created_at", "-id"),
    "look": Look,
    "empty": _("No agreement yet"),
    "empty_text": _(
        "An agreement says what the partners want to do together, who their contacts are and how they settle "
        "disagreement."
    ),
}
REGISTER = List(
    slug="agreements",
    caption=_("Agreements"),
    columns=(COLUMNS[0], PARTNERSHIP, *COLUMNS[1:]),
    filters=RegisterFilter,
    **EMPTY,
)
OF_ONE = List(
    slug="agreements-of-partnership",
    caption=_("Agreements"),
    columns=COLUMNS,
    filters=OneFilter,
    **EMPTY,
)


class Number(Condition):
    """A number that other tables hold about the row; for `annotate`."""

    output_field: Any = IntegerField()


class Day(Condition):
    """A day that other tables hold about the row; for `annotate`."""

    output_field: Any = DateField()


# The database answers these for the rows of a page only, and asks no second time.
OTHER_TABLES = {
    "total": (
        Number,
        """SELECT count(*) FROM agreements_party p
        WHERE p.agreement_id = outer_id AND p.removed_at IS NULL""",
    ),
    "signed": (
        Number,
        """SELECT count(*) FROM agreements_party p
        WHERE p.agreement_id = outer_id AND p.removed_at IS NULL AND p.signatures_needed <=
        (SELECT count(*) FROM agreements_signature s WHERE s.party_id = p.id AND s.voided_at IS NULL)""",
    ),
    "evaluated": (
        Day,
        "SELECT max(e.held_on) FROM agreements_evaluation e WHERE e.agreement_id = outer_id",
    ),
    "deadline": (
        Day,
        """SELECT r.deadline_on FROM agreements_signinground r
        WHERE r.agreement_id = outer_id AND r.ended_at IS NULL""",
    ),
}


def registered(rows: QuerySet) -> QuerySet:
    """With what columns ask of other tables."""
    return rows.annotate(**{name: kind(text) for name, (kind, text) in OTHER_TABLES.items()})


def agreements(request: HttpRequest) -> HttpResponseBase:
    """Every agreement one may see, newest first."""
    rows = registered(Agreement.objects.visible_to(request.user))
    return respond(request, REGISTER, rows, template="agreements/list.html")


def of_partnership(request: HttpRequest, pk: int) -> HttpResponseBase:
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
        registered(rows),
        template="agreements/list.html",
        context=context,
        facts={"partnership": pk},
    )
