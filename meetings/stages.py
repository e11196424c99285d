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
