"""Meetings on the overview of their partnership."""

from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from meetings.models import Meeting
from meetings.models.latest import COUNT, LATEST
from meetings.views.frame import stage_badge
from partnerships.shared.panels import Panel, PanelRow, Values
from partnerships.shared.templatetags.parts import link, when, words


def _describe(values: Values) -> PanelRow:
    """From number, title, English title, stage and day (ISO)."""
    pk, title, title_en, stage, day = values
    meeting = Meeting(pk=pk, title=str(title), title_en=str(title_en or ""))
    return PanelRow(
        title=link(words(meeting.title_in()), reverse("meetings:detail", args=[pk])),
        state=stage_badge(str(stage)),
        more=format_html(' <span class="app-muted">{}</span>', when(date.fromisoformat(str(day)))),
    )


PANEL = Panel(
    count=COUNT,
    latest=LATEST,
    word=lambda count: ngettext("meeting", "meetings", count),
    row=_describe,
    url_name="meetings:of_partnership",
    about=_("When the partners talk"),
    title=_("Latest meetings"),
    empty=_("Nobody was invited to a meeting yet."),
    all=_("All meetings"),
)
