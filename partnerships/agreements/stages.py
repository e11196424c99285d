"""The life of an agreement. Source: DOMAIN section 3 (status); diagram in docs/stages/agreement.md."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.shared.stages import Lifecycle, Move


class Stage(models.TextChoices):
    """Where an agreement stands."""

    DRAFT = "draft", _("draft")
    CONSULTATION = "under_consultation", _("under consultation")
    READY = "ready_to_sign", _("ready to sign")
    PARTLY_SIGNED = "partly_signed", _("partly signed")
    IN_FORCE = "in_force", _("in force")
    IN_RENEWAL = "in_renewal", _("in renewal")
    EXPIRED = "expired", _("expired")
    TERMINATED = "terminated", _("terminated")
    SUPERSEDED = "superseded", _("superseded")
    DECLINED = "declined", _("declined")


EDITABLE = (Stage.DRAFT, Stage.CONSULTATION)
UNSIGNED = (*EDITABLE, Stage.READY)  # nobody has signed yet
SIGNING = (Stage.READY, Stage.PARTLY_SIGNED)
BINDING = (Stage.IN_FORCE, Stage.IN_RENEWAL)
TONES = {  # how a stage's label is coloured wherever it stands
    Stage.DRAFT: "neutral",
    Stage.CONSULTATION: "info",
    Stage.READY: "info",
    Stage.PARTLY_SIGNED: "warning",
    Stage.IN_FORCE: "success",
    Stage.IN_RENEWAL: "success",
    Stage.EXPIRED: "neutral",
    Stage.TERMINATED: "neutral",
    Stage.SUPERSEDED: "neutral",
    Stage.DECLINED: "danger",
}
OVER = (Stage.EXPIRED, Stage.TERMINATED, Stage.SUPERSEDED, Stage.DECLINED)

LIFE = Lifecycle(
    birth=Stage.DRAFT,
    moves=(
        Move("consult", (Stage.DRAFT,), Stage.CONSULTATION, _("Start the consultation")),
        Move("return_to_draft", (Stage.CONSULTATION,), Stage.DRAFT, _("Back to draft")),
        Move("make_ready", (Stage.CONSULTATION,), Stage.READY, _("Make ready to sign")),
        Move("recall", SIGNING, Stage.CONSULTATION, _("Recall from signing")),
        Move("sign_first", (Stage.READY,), Stage.PARTLY_SIGNED, _("First signature")),
        Move("record_on_paper", SIGNING, Stage.IN_FORCE, _("All have signed on paper")),
        Move("take_effect", SIGNING, Stage.IN_FORCE, _("Take effect")),
        Move("decline", (Stage.CONSULTATION, *SIGNING), Stage.DECLINED, _("Decline")),
        Move("begin_renewal", (Stage.IN_FORCE,), Stage.IN_RENEWAL, _("Begin the renewal")),
        Move("renew", (Stage.IN_RENEWAL,), Stage.IN_FORCE, _("Renew")),
        Move("expire", BINDING, Stage.EXPIRED, _("Expire")),
        Move("terminate", BINDING, Stage.TERMINATED, _("Terminate")),
        Move("supersede", BINDING, Stage.SUPERSEDED, _("Supersede")),
    ),
)
