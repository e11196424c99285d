"""What meetings lay on the shelves."""

from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account
from partnerships.shared.chrome import Place
from partnerships.shared.documents.kinds import DocumentKind
from partnerships.shared.registry import (
    document_kinds,
    handover_parts,
    home_cards,
    letter_kinds,
    navigation,
    partnership_panels,
    report_chapters,
    search_kinds,
)

MEETINGS = Place(_("Meetings"), "meetings:list")


def _offer(account: Account) -> Place | None:
    return MEETINGS if account.access.partnership_ids else None


def lay_down() -> None:
    """Navigation, to-dos, letters, minutes and agendas on paper, the panel of a partnership, the chapter of a year."""
    from meetings import paper, search
    from meetings.actions.minutes import tell_filed
    from meetings.chapter import CHAPTER
    from meetings.handover import list_meetings, list_tasks
    from meetings.letters import KINDS
    from meetings.todo import items_of_meetings
    from meetings.views.panel import PANEL

    navigation.add("meetings", _offer, order=25)
    for kind in KINDS:
        letter_kinds.add(kind.slug, kind)
    for place, found in enumerate(search.KINDS):
        search_kinds.add(found.slug, found, order=45 + place)
    home_cards.add("meetings", items_of_meetings, order=8)
    document_kinds.add(
        paper.KIND,
        DocumentKind(
            paper.KIND,
            _("Minutes of a meeting"),
            "meetings/documents/minutes.html",
            paper.readable_by,
            sealed=True,
            finished=tell_filed,
        ),
    )
    document_kinds.add(
        paper.AGENDA,
        DocumentKind(
            paper.AGENDA,
            _("Agenda of a meeting"),
            "meetings/documents/agenda.html",
            paper.agendas_readable_by,
        ),
    )
    partnership_panels.add("meetings", PANEL, order=-1)
    handover_parts.add("meetings", list_meetings, order=20)
    handover_parts.add("action_items", list_tasks, order=21)
    report_chapters.add("meetings", CHAPTER, order=5)
