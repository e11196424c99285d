"""Who writes minutes, reads them, agrees to them, and keeps what was agreed to be done."""

from django.utils.translation import gettext as _

from meetings.models import ActionItem, Attendee, Meeting, Minutes, MinutesEntry, Presence
from meetings.rules.agenda import has_agenda
from meetings.stages import ACTION_LIFE, MinutesStage, Stage
from partnerships.directory.models import Account, Organisation
from partnerships.directory.rules import can_keep_partnership
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if

THERE = (Presence.PRESENT, Presence.SUBSTITUTE)


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The minutes, or None where nobody has begun them."""
    return getattr(meeting, "minutes", None)


def _stage_of(meeting: Meeting) -> str:
    minutes = minutes_of(meeting)
    return minutes.stage if minutes else MinutesStage.DRAFT


def can_write(by: Account, meeting: Meeting) -> Verdict:
    """Keepers, once it took place, until they lay the minutes before those who were there."""
    return (
        can_keep_partnership(by, meeting.partnership)
        and allowed_if(
            meeting.stage == Stage.HELD, _("Minutes are written once it is noted who was there.")
        )
        and allowed_if(
            _stage_of(meeting) == MinutesStage.DRAFT,
            _("These minutes are before those who were there, or closed. Take them back first."),
        )
    )


def can_read(by: Account, meeting: Meeting) -> Verdict:
    """A draft: keepers. Before those who were there: they as well. Closed: everybody in the partnership."""
    if can_keep_partnership(by, meeting.partnership) or _stage_of(meeting) == MinutesStage.CLOSED:
        return ALLOWED
    if _stage_of(meeting) == MinutesStage.SHARED:
        near = is_invited(by, meeting) or bool(speaks_for(by, meeting))
        return allowed_if(
            near, _("These minutes are not closed yet. Until then only those invited read them.")
        )
    return allowed_if(False, _("These minutes are still being written."))


def can_open(by: Account, meeting: Meeting) -> Verdict:
    """The page of the minutes: of a meeting that took place."""
    return allowed_if(
        meeting.stage == Stage.HELD, _("Minutes are written once it is noted who was there.")
    ) and can_read(by, meeting)


def is_invited(by: Account, meeting: Meeting) -> bool:
    """Stands on the list of the meeting, with an invitation or noted as having been there."""
    rows = meeting.attendees.invited().filter(person=by.access.person_id or 0)
    return rows.exists()


def reads_comments(by: Account, meeting: Meeting) -> bool:
    """Comments stay among those who were invited, and keepers; closed minutes are read by more."""
    return bool(can_keep_partnership(by, meeting.partnership)) or is_invited(by, meeting)


def organisations_asked(meeting: Meeting) -> list[Organisation]:
    """Those for which somebody was there: each is asked whether it agrees to the minutes."""
    there = Attendee.objects.invited().filter(meeting=meeting, presence__in=THERE)
    return list(
        Organisation.objects.filter(pk__in=there.values("organisation")).order_by("sort_key", "pk")
    )


def speaks_for(by: Account, meeting: Meeting) -> set[int]:
    """Numbers of organisations for which this person answers: was there for it, or acts in its name; partnership's people only."""
    if meeting.partnership_id not in by.access.partnership_ids:
        return set()
    there = meeting.attendees.invited().filter(presence__in=THERE, organisation__isnull=False)
    pairs = set(there.values_list("organisation_id", "person_id"))
    mine = {place for place, person in pairs if place and person and person == by.access.person_id}
    return mine | ({place for place, _person in pairs if place} & by.access.acts_for)


def can_share(by: Account, meeting: Meeting) -> Verdict:
    """Keepers, once something is written."""
    return can_write(by, meeting) and allowed_if(_has_words(meeting), _("Nothing is written yet."))


def _has_words(meeting: Meeting) -> bool:
    minutes = minutes_of(meeting)
    if minutes is None:
        return False
    entries = MinutesEntry.objects.filter(item__meeting=meeting)
    return bool(minutes.note) or entries.exclude(discussion="", decision="").exists()


def can_revise(by: Account, meeting: Meeting) -> Verdict:
    """Keepers, as long as they are not closed; the answers so far fall away, because they were given to other words."""
    return can_keep_partnership(by, meeting.partnership) and _is_shared(meeting)


def _is_shared(meeting: Meeting) -> Verdict:
    return allowed_if(
        _stage_of(meeting) == MinutesStage.SHARED,
        _("These minutes are still being written, or closed."),
    )


def _in_time(meeting: Meeting) -> Verdict:
    minutes = minutes_of(meeting)
    return allowed_if(minutes and not minutes.is_over, _("The last day to answer is over."))


def can_comment(by: Account, meeting: Meeting) -> Verdict:
    """Whoever was invited, and whoever answers for an organisation that was there; keepers."""
    return can_read(by, meeting) and _is_shared(meeting) and _in_time(meeting)


def can_answer(by: Account, meeting: Meeting) -> Verdict:
    """For an organisation: whoever was there for it, or acts in its name."""
    return (
        _is_shared(meeting)
        and _in_time(meeting)
        and allowed_if(
            speaks_for(by, meeting),
            _("Only those answer who were there for their organisation, or who act in its name."),
        )
    )


def can_close(by: Account, meeting: Meeting) -> Verdict:
    """Keepers, once every organisation has answered; otherwise the clock does it, the day after the last one to answer."""
    minutes = minutes_of(meeting)
    return can_revise(by, meeting) and allowed_if(
        minutes and (minutes.is_over or not waits_for(minutes)),
        _(
            "Not every organisation has answered. The minutes close by themselves after the last day to answer."
        ),
    )


def waits_for(minutes: Minutes) -> list[Organisation]:
    """Organisations that have not answered."""
    answered = set(minutes.answers.values_list("organisation_id", flat=True))
    return [row for row in organisations_asked(minutes.meeting) if row.pk not in answered]


def can_add_to(by: Account, meeting: Meeting) -> Verdict:
    """An addendum: keepers, once the minutes are closed."""
    return can_keep_partnership(by, meeting.partnership) and allowed_if(
        _stage_of(meeting) == MinutesStage.CLOSED,
        _("Minutes that are not closed are changed themselves."),
    )


def can_agree_action(by: Account, meeting: Meeting) -> Verdict:
    """Note who does what: whoever writes the minutes."""
    return has_agenda(meeting) and can_write(by, meeting)


def can_change_action(by: Account, action: ActionItem) -> Verdict:
    """Its words, who and until when: as long as the minutes are written; afterwards they are postponed or finished."""
    return can_agree_action(by, action.meeting) and allowed_if(
        ACTION_LIFE.possible("finish", action.stage), _("This task is finished.")
    )


def can_finish(by: Account, action: ActionItem) -> Verdict:
    """Note it as done: whoever is to do it, whoever acts for the organisation, keepers."""
    return _is_near(by, action) and allowed_if(
        ACTION_LIFE.possible("finish", action.stage), _("This task is finished.")
    )


def _is_near(by: Account, action: ActionItem) -> Verdict:
    own = action.person_id is not None and action.person_id == by.access.person_id
    return (
        ALLOWED
        if own or action.organisation_id in by.access.acts_for
        else can_keep_partnership(by, action.meeting.partnership)
    )


def can_postpone(by: Account, action: ActionItem) -> Verdict:
    """Another day, or drop it: keepers, so that nobody excuses themselves alone."""
    return can_keep_partnership(by, action.meeting.partnership) and allowed_if(
        ACTION_LIFE.possible("drop", action.stage), _("This task is finished.")
    )


def can_reopen(by: Account, action: ActionItem) -> Verdict:
    """Keepers, and whoever is to do it."""
    return _is_near(by, action) and allowed_if(
        ACTION_LIFE.possible("reopen", action.stage), _("This task is still open.")
    )
