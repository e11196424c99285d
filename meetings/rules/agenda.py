"""Who may propose a point for an agenda, and who decides about it."""

from django.utils.translation import gettext as _

from meetings.models import AgendaFile, AgendaItem, Meeting
from meetings.stages import ITEM_LIFE, OPEN, UNDECIDED, ItemStage, MinutesStage, Stage
from partnerships.directory.models import Account, Partnership
from partnerships.directory.rules import can_keep_partnership
from partnerships.shared.verdicts import Verdict, allowed_if


def can_propose(by: Account, partnership: Partnership) -> Verdict:
    """Everybody in the partnership, both sides of the table."""
    inside = by.access.person_id is not None and partnership.pk in by.access.partnership_ids
    return allowed_if(inside, _("Only people of this partnership propose points for its meetings."))


def can_propose_for(by: Account, meeting: Meeting) -> Verdict:
    """For a meeting to come; a keeper also for one whose minutes are still being written."""
    inside = can_propose(by, meeting.partnership)
    return inside and has_agenda(meeting) and (can_arrange(by, meeting) or _to_come(meeting))


def has_agenda(meeting: Meeting) -> Verdict:
    """Whoever meets to get to know each other has none. Source: the rule of the Allies, DOMAIN section 4."""
    return allowed_if(
        not meeting.relation_only,
        _("This meeting is for getting to know each other: it has neither agenda nor tasks."),
    )


def _to_come(meeting: Meeting) -> Verdict:
    return allowed_if(
        meeting.stage == Stage.INVITED and not meeting.is_over,
        _("This meeting is over, was called off or moved."),
    )


def can_arrange(by: Account, meeting: Meeting) -> Verdict:
    """Decide about points, order them: keepers, until the minutes are laid before those who were there."""
    keeper = can_keep_partnership(by, meeting.partnership)
    return keeper and has_agenda(meeting) and _is_open(meeting)


def _is_written(meeting: Meeting) -> bool:
    minutes = getattr(meeting, "minutes", None)
    return minutes is not None and minutes.stage != MinutesStage.DRAFT


def can_print(by: Account, meeting: Meeting) -> Verdict:
    """Whoever reads the agenda has it as a PDF, with the points that they see."""
    return can_propose(by, meeting.partnership) and has_agenda(meeting)


def can_tell(by: Account, meeting: Meeting) -> Verdict:
    """Send the invited what stands on the agenda: keepers, before it begins, and anew only when it has changed."""
    return (
        can_arrange(by, meeting)
        and allowed_if(
            meeting.stage == Stage.INVITED and not meeting.has_begun,
            _(
                "Send the invitations first. Once the meeting has begun, the agenda is not sent any more."
            ),
        )
        and _has_news(meeting)
    )


def _has_news(meeting: Meeting) -> Verdict:
    points, told = state_of(meeting), list(meeting.agenda_notices.all())[-1:]
    return allowed_if(bool(points), _("Nothing is on the agenda yet.")) and allowed_if(
        not told or told[0].points != points, _("The invited have this agenda already.")
    )


def state_of(meeting: Meeting) -> list[list[object]]:
    """Number and digest of each point on the agenda, in their order (AgendaNotice.points)."""
    items = meeting.agenda_items.on_agenda().prefetch_related("files")
    return [[item.pk, item.digest] for item in items]


def can_edit_item(by: Account, item: AgendaItem) -> Verdict:
    """Whoever proposed it, until somebody decides; keepers, as long as the agenda is open."""
    if item.proposed_by_id == by.pk and item.stage in UNDECIDED:
        return can_propose(by, item.partnership)
    keeper = can_keep_partnership(by, item.partnership)
    return keeper and (item.meeting is None or can_arrange(by, item.meeting)) and _is_alive(item)


def can_reword_item(by: Account, item: AgendaItem) -> Verdict:
    """Its words, and who sees it: whoever proposed it, so that nobody is given words that are not theirs."""
    return can_edit_item(by, item) and allowed_if(
        item.proposed_by_id == by.pk,
        _(
            "Only the person who proposed this point changes its words; you may change how long it takes."
        ),
    )


def can_attach(by: Account, item: AgendaItem) -> Verdict:
    """Add a paper: whoever proposed the point, and keepers, as long as its agenda is open."""
    own = allowed_if(
        item.proposed_by_id == by.pk,
        _(
            "Only the person who proposed this point, and those who keep the partnership, add papers."
        ),
    ) and can_propose(by, item.partnership)
    keeper = can_keep_partnership(by, item.partnership)
    return (keeper or own) and (item.meeting is None or _is_open(item.meeting)) and _is_alive(item)


def _is_open(meeting: Meeting) -> Verdict:
    return allowed_if(
        meeting.stage in (*OPEN, Stage.HELD) and not _is_written(meeting),
        _(
            "This agenda stays as it is: the minutes are written, or the meeting does not take place."
        ),
    )


def can_remove_file(by: Account, file: AgendaFile) -> Verdict:
    """Whoever added it, and keepers, as long as papers can be added."""
    return can_attach(by, file.item) and allowed_if(
        file.uploaded_by_id == by.pk or bool(can_keep_partnership(by, file.item.partnership)),
        _("Only the person who added this paper, and those who keep the partnership, remove it."),
    )


def _is_alive(item: AgendaItem) -> Verdict:
    return allowed_if(
        item.stage in (*UNDECIDED, ItemStage.ACCEPTED),
        _("This point was declined or taken back."),
    )


def can_decide(by: Account, item: AgendaItem, meeting: Meeting) -> Verdict:
    """Accept it for this meeting, put it back, decline it: keepers; everybody reads the reason."""
    return can_arrange(by, meeting) and allowed_if(
        item.partnership_id == meeting.partnership_id
        and item.meeting_id in (None, meeting.pk)
        and item.stage != ItemStage.WITHDRAWN,
        _("This point was taken back, or belongs to another meeting."),
    )


def can_withdraw(by: Account, item: AgendaItem) -> Verdict:
    """Whoever proposed it, until it stands on an agenda."""
    own = allowed_if(
        item.proposed_by_id == by.pk, _("Only the person who proposed this point takes it back.")
    )
    return (
        own
        and can_propose(by, item.partnership)
        and allowed_if(
            ITEM_LIFE.possible("withdraw", item.stage),
            _("This point is on an agenda, was declined or taken back already."),
        )
    )
