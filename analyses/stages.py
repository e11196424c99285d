"""The life of a case as one table. Source: DOMAIN 5.5, case states; decision 0055."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.shared.stages import Lifecycle, Move


class Stage(models.TextChoices):
    """Where a case stands."""

    REQUESTED = "requested", pgettext_lazy("a case", "requested")
    LEGALITY_CHECK = "legality_check", pgettext_lazy("a case", "legality check")
    APPROVED = "approved", pgettext_lazy("a case", "approved")
    COLLECTING = "collecting", pgettext_lazy("a case", "collecting")
    ANALYSING = "analysing", pgettext_lazy("a case", "analysing")
    QUALITY_CHECK = "quality_check", pgettext_lazy("a case", "quality check")
    CONFERENCE = "conference", pgettext_lazy("a case", "case conference")
    DELIVERED = "delivered", pgettext_lazy("a case", "delivered")
    FOLLOW_UP = "follow_up", pgettext_lazy("a case", "follow-up")
    REJECTED = "rejected", pgettext_lazy("a case", "rejected")
    STOPPED = "stopped", pgettext_lazy("a case", "stopped")
    DELETED = "deleted", pgettext_lazy("a case", "deleted")


UNDECIDED = (Stage.REQUESTED, Stage.LEGALITY_CHECK)
WORKED_ON = (Stage.COLLECTING, Stage.ANALYSING, Stage.QUALITY_CHECK, Stage.CONFERENCE)
OPEN = (*UNDECIDED, Stage.APPROVED, *WORKED_ON)
OVER = (Stage.DELIVERED, Stage.FOLLOW_UP, Stage.REJECTED, Stage.STOPPED)
# Stages at which contents may lie in a case at all; before, there is nothing but the request.
WITH_CONTENTS = (*WORKED_ON, Stage.DELIVERED, Stage.FOLLOW_UP, Stage.STOPPED)

TONES = {
    Stage.REQUESTED: "warning",
    Stage.LEGALITY_CHECK: "warning",
    Stage.APPROVED: "info",
    Stage.COLLECTING: "info",
    Stage.ANALYSING: "info",
    Stage.QUALITY_CHECK: "info",
    Stage.CONFERENCE: "info",
    Stage.DELIVERED: "success",
    Stage.FOLLOW_UP: "success",
    Stage.REJECTED: "danger",
    Stage.STOPPED: "danger",
    Stage.DELETED: "neutral",
}

LIFE = Lifecycle(
    birth=Stage.REQUESTED,
    moves=(
        Move(
            "take_check", (Stage.REQUESTED,), Stage.LEGALITY_CHECK, _("take up the legality check")
        ),
        Move("reject", UNDECIDED, Stage.REJECTED, _("reject the request")),
        Move("approve", (Stage.LEGALITY_CHECK,), Stage.APPROVED, _("approve as second person")),
        Move(
            "collect",
            (Stage.APPROVED, Stage.ANALYSING),
            Stage.COLLECTING,
            _("collect contributions"),
        ),
        Move("analyse", (Stage.COLLECTING, Stage.QUALITY_CHECK), Stage.ANALYSING, _("analyse")),
        Move("check_quality", (Stage.ANALYSING,), Stage.QUALITY_CHECK, _("check the quality")),
        Move("confer", (Stage.QUALITY_CHECK,), Stage.CONFERENCE, _("hold a case conference")),
        Move(
            "deliver",
            (Stage.QUALITY_CHECK, Stage.CONFERENCE),
            Stage.DELIVERED,
            _("deliver the result"),
        ),
        Move("follow_up", (Stage.DELIVERED,), Stage.FOLLOW_UP, _("note what came of it")),
        Move("stop", OPEN, Stage.STOPPED, _("stop the case")),
        Move("delete", OVER, Stage.DELETED, _("delete the contents")),
    ),
)
