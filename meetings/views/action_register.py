"""What was agreed to be done, as a list: one's own, or that of a partnership."""

from collections.abc import Sequence

from django.db.models.functions import Coalesce
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import ActionItem
from meetings.models.action_items import ActionItemQuerySet
from meetings.stages import ACTION_TONES, ActionStage
from partnerships.directory.models import Account, Partnership
from partnerships.directory.requests import Request
from partnerships.shared.lists.description import List, ListColumn, Row
from partnerships.shared.lists.filters import ListFilter, WordsFilter, choice_filter
from partnerships.shared.lists.ordering import by_label, german
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.templatetags.parts import badge, link, when, words


class ActionFilter(ListFilter):
    """What may be asked of the list."""

    q = WordsFilter(
        field_name="title",
        also=("person__family_name", "organisation__name"),
        label=_("Task, person or organisation"),
    )
    stage = choice_filter(ActionStage.choices, label=_("Stage"))


class ActionLabels:
    """Labels and addresses, made once for many rows."""

    def __init__(self, account: Account, rows: Sequence[object]) -> None:
        self.address = addresses("meetings:action_item")
        self.meeting = addresses("meetings:detail")
        self.stages = {value: capfirst(str(label)) for value, label in ActionStage.choices}
        self.badges = {
            value: badge(label, ACTION_TONES[ActionStage(value)])
            for value, label in ActionStage.choices
        }
        self.today = timezone.localdate()

    def who(self, row: Row) -> str:
        """The person, with the organisation behind it."""
        name = f"{row.person__given_name or ''} {row.person__family_name or ''}".strip()
        return ", ".join(part for part in (name, row.organisation__name) if part)

    def due(self, row: Row) -> SafeString:
        """The last day; red once it is over."""
        if row.stage == ActionStage.OPEN and row.last < self.today:
            return format_html('<span class="mee-overdue">{}</span>', when(row.last))
        return when(row.last)


COLUMNS = (
    ListColumn(
        "title",
        _("Task"),
        ("id", "title"),
        value=lambda row, look: row.title,
        cell=lambda row, look: link(words(row.title), look.address(row.id)),
        sort=lambda: german("title"),
    ),
    ListColumn(
        "who",
        pgettext_lazy("a task", "Who"),
        ("person__given_name", "person__family_name", "organisation__name"),
        value=lambda row, look: look.who(row),
    ),
    ListColumn(
        "due",
        _("Until when"),
        ("last",),
        value=lambda row, look: row.last,
        cell=lambda row, look: look.due(row),
        sort=("last",),
    ),
    ListColumn(
        "meeting",
        pgettext_lazy("one thing", "Meeting"),
        ("meeting_id", "meeting__title"),
        value=lambda row, look: row.meeting__title,
        cell=lambda row, look: link(words(row.meeting__title), look.meeting(row.meeting_id)),
    ),
    ListColumn(
        "stage",
        _("Stage"),
        ("stage",),
        value=lambda row, look: look.stages[row.stage],
        cell=lambda row, look: look.badges[row.stage],
        sort=lambda: by_label("stage", ActionStage.choices),
    ),
)


def _lay_list(slug: str) -> List:
    return List(
        slug=slug,
        caption=_("Tasks"),
        columns=COLUMNS,
        filters=ActionFilter,
        order=("last", "id"),
        look=ActionLabels,
        empty=_("No task yet"),
        empty_text=_(
            "What a meeting agrees that somebody does stands here, with the day until when."
        ),
    )


OWN = _lay_list("action-items")
OF_ONE = _lay_list("action-items-of-partnership")


def own(request: Request) -> HttpResponseBase:
    """One's own, and those of the organisations in whose name one acts; due first."""
    rows = ActionItem.objects.visible_to(request.user).mine(request.user)
    return respond(request, OWN, _with_last_day(rows), template="meetings/action_items.html")


def _with_last_day(rows: ActionItemQuerySet) -> ActionItemQuerySet:
    return rows.annotate(last=Coalesce("postponed_to", "due_on"))


def of_partnership(request: Request, pk: int) -> HttpResponseBase:
    """Those of one partnership."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    rows = ActionItem.objects.visible_to(request.user).filter(meeting__partnership=partnership)
    return respond(
        request,
        OF_ONE,
        _with_last_day(rows),
        template="meetings/action_items.html",
        context={"partnership": partnership},
        facts={"partnership": pk},
    )
