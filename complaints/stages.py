"""The life of a complaint as one table. Source: DOMAIN 2.7; review, referral and mediation come with the office."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.shared.stages import Lifecycle, Move


class Stage(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", pgettext_lazy("a complaint", "received")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("a complaint", "being worked on")
    AWAITING_PERSON = "awaiting_person", pgettext_lazy("a complaint", "waits for the person")
    ANSWERED = "answered", pgettext_lazy("a complaint", "answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("a complaint", "taken back")
    CLOSED = "closed", pgettext_lazy("a complaint", "closed")


WORKED_ON = (Stage.ACKNOWLEDGED, Stage.AWAITING_PERSON)
OPEN = (Stage.RECEIVED, *WORKED_ON)
TONES = {
    Stage.RECEIVED: "warning",
    Stage.ACKNOWLEDGED: "info",
    Stage.AWAITING_PERSON: "info",
    Stage.ANSWERED: "success",
    Stage.WITHDRAWN: "neutral",
    Stage.CLOSED: "neutral",
}

LIFE = Lifecycle(
    birth=Stage.RECEIVED,
    moves=(
        Move("acknowledge", (Stage.RECEIVED,), Stage.ACKNOWLEDGED, _("confirm that it arrived")),
        Move("ask", WORKED_ON, Stage.AWAITING_PERSON, _("ask the person")),
        Move("reply", (Stage.AWAITING_PERSON,), Stage.ACKNOWLEDGED, _("the person replies")),
        Move("answer", WORKED_ON, Stage.ANSWERED, _("give the answer")),
        Move("withdraw", OPEN, Stage.WITHDRAWN, _("the person takes it back")),
        Move("close", (Stage.ANSWERED, Stage.WITHDRAWN), Stage.CLOSED, _("close")),
    ),
)
