"""The life of a meeting as one table. Source: DOMAIN section 4 (planned, invited, held, cancelled, moved)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.shared.stages import Lifecycle, Move


class Stage(models.TextChoices):
    """Where a meeting stands. As long as it is planned only its keepers see it."""

    PLANNED = "planned", pgettext_lazy("a meeting", "planned")
    INVITED = "invited", pgettext_lazy("a meeting", "invitations sent")
    HELD = "held", pgettext_lazy("a meeting", "took place")
    CANCELLED = "cancelled", pgettext_lazy("a meeting", "called off")
    MOVED = "moved", pgettext_lazy("a meeting", "moved to another day")


OPEN = (Stage.PLANNED, Stage.INVITED)
TONES = {
    Stage.PLANNED: "neutral",
    Stage.INVITED: "info",
    Stage.HELD: "success",
    Stage.CANCELLED: "danger",
    Stage.MOVED: "warning",
}

LIFE = Lifecycle(
    birth=Stage.PLANNED,
    moves=(
        Move("invite", (Stage.PLANNED,), Stage.INVITED, _("send the invitations")),
        Move("hold", OPEN, Stage.HELD, _("note that it took place")),
        Move("cancel", OPEN, Stage.CANCELLED, _("call the meeting off")),
        Move("move", OPEN, Stage.MOVED, _("move the meeting to another day")),
    ),
)


class ItemStage(models.TextChoices):
    """Where a point of the agenda stands. Put back: it waits in the partnership's list for another meeting."""

    PROPOSED = "proposed", pgettext_lazy("a point of the agenda", "proposed")
    ACCEPTED = "accepted", pgettext_lazy("a point of the agenda", "on the agenda")
    DEFERRED = "deferred", pgettext_lazy("a point of the agenda", "put back")
    DECLINED = "declined", pgettext_lazy("a point of the agenda", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("a point of the agenda", "taken back")


UNDECIDED = (ItemStage.PROPOSED, ItemStage.DEFERRED)
ITEM_TONES = {
    ItemStage.PROPOSED: "info",
    ItemStage.ACCEPTED: "success",
    ItemStage.DEFERRED: "warning",
    ItemStage.DECLINED: "danger",
    ItemStage.WITHDRAWN: "neutral",
}
ITEM_LIFE = Lifecycle(
    birth=ItemStage.PROPOSED,
    moves=(
        Move(
            "accept", (*UNDECIDED, ItemStage.DECLINED), ItemStage.ACCEPTED, _("put on the agenda")
        ),
        Move(
            "defer",
            (ItemStage.PROPOSED, ItemStage.ACCEPTED),
            ItemStage.DEFERRED,
            _("put back for another meeting"),
        ),
        Move("decline", (*UNDECIDED, ItemStage.ACCEPTED), ItemStage.DECLINED, _("decline")),
        Move("withdraw", UNDECIDED, ItemStage.WITHDRAWN, _("take back")),
    ),
)


class MinutesStage(models.TextChoices):
    """Where minutes stand: being written, read by those who were there, closed for good."""

    DRAFT = "draft", pgettext_lazy("minutes", "being written")
    SHARED = "shared", pgettext_lazy("minutes", "laid before those who were there")
    CLOSED = "closed", pgettext_lazy("minutes", "closed")


MINUTES_TONES = {
    MinutesStage.DRAFT: "neutral",
    MinutesStage.SHARED: "info",
    MinutesStage.CLOSED: "success",
}
MINUTES_LIFE = Lifecycle(
    birth=MinutesStage.DRAFT,
    moves=(
        Move("share", (MinutesStage.DRAFT,), MinutesStage.SHARED, _("lay them before those there")),
        Move("revise", (MinutesStage.SHARED,), MinutesStage.DRAFT, _("take them back to write on")),
        Move("close", (MinutesStage.SHARED,), MinutesStage.CLOSED, _("close the minutes")),
    ),
)


class RedactionStage(models.TextChoices):
    """Where a redaction of closed minutes stands: one side proposes, the other one decides."""

    PROPOSED = "proposed", pgettext_lazy("a redaction", "proposed")
    AGREED = "agreed", pgettext_lazy("a redaction", "agreed")
    DECLINED = "declined", pgettext_lazy("a redaction", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("a redaction", "taken back")


REDACTION_LIFE = Lifecycle(
    birth=RedactionStage.PROPOSED,
    moves=(
        Move("agree", (RedactionStage.PROPOSED,), RedactionStage.AGREED, _("agree")),
        Move("decline", (RedactionStage.PROPOSED,), RedactionStage.DECLINED, _("decline")),
        Move("withdraw", (RedactionStage.PROPOSED,), RedactionStage.WITHDRAWN, _("take back")),
    ),
)


class ActionStage(models.TextChoices):
    """Whether what was agreed is done."""

    OPEN = "open", pgettext_lazy("an action item", "open")
    DONE = "done", pgettext_lazy("an action item", "done")
    DROPPED = "dropped", pgettext_lazy("an action item", "dropped")


ACTION_TONES = {
    ActionStage.OPEN: "info",
    ActionStage.DONE: "success",
    ActionStage.DROPPED: "neutral",
}
ACTION_LIFE = Lifecycle(
    birth=ActionStage.OPEN,
    moves=(
        Move("finish", (ActionStage.OPEN,), ActionStage.DONE, _("note as done")),
        Move("drop", (ActionStage.OPEN,), ActionStage.DROPPED, _("drop")),
        Move("reopen", (ActionStage.DONE, ActionStage.DROPPED), ActionStage.OPEN, _("open again")),
    ),
)


class PollStage(models.TextChoices):
    """Where a date poll stands."""

    OPEN = "open", pgettext_lazy("a date poll", "open")
    DECIDED = "decided", pgettext_lazy("a date poll", "a day is chosen")
    DROPPED = "dropped", pgettext_lazy("a date poll", "dropped")


POLL_TONES = {
    PollStage.OPEN: "info",
    PollStage.DECIDED: "success",
    PollStage.DROPPED: "neutral",
}
POLL_LIFE = Lifecycle(
    birth=PollStage.OPEN,
    moves=(
        Move("choose", (PollStage.OPEN,), PollStage.DECIDED, _("choose a day")),
        Move("drop", (PollStage.OPEN,), PollStage.DROPPED, _("drop")),
    ),
)
