"""The life of a complaint as one table: from, to, who, what is needed, whether the person is told. Source: DOMAIN 2.7.

Mediation is not here yet. The draft of an answer (models.decisions) and a suspected crime (models.suspicions) stand beside the table.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.shared.stages import Lifecycle, Move


class Stage(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", pgettext_lazy("a complaint", "received")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("a complaint", "confirmed")
    UNDER_REVIEW = "under_review", pgettext_lazy("a complaint", "is being examined")
    AWAITING_PERSON = "awaiting_person", pgettext_lazy("a complaint", "waits for the person")
    SUSPENDED = "suspended", pgettext_lazy("a complaint", "rests")
    HANDED_ON = "forwarded_external", pgettext_lazy("a complaint", "handed to another body")
    NOT_ADMISSIBLE = "not_admissible", pgettext_lazy("a complaint", "not admissible")
    ANSWERED = "answered", pgettext_lazy("a complaint", "answered")
    REOPENED = "reopened", pgettext_lazy("a complaint", "opened again")
    WITHDRAWN = "withdrawn", pgettext_lazy("a complaint", "taken back")
    CLOSED = "closed", pgettext_lazy("a complaint", "closed")


BEGUN = (Stage.ACKNOWLEDGED, Stage.UNDER_REVIEW)
WORKED_ON = (*BEGUN, Stage.AWAITING_PERSON)
PAUSED = (Stage.AWAITING_PERSON, Stage.SUSPENDED)  # the only stages in which the time stands still
OPEN = (Stage.RECEIVED, *WORKED_ON, Stage.SUSPENDED, Stage.REOPENED)
TOLD = (Stage.ANSWERED, Stage.HANDED_ON, Stage.NOT_ADMISSIBLE)  # the person has the last word
TONES = {
    Stage.RECEIVED: "warning",
    Stage.ACKNOWLEDGED: "info",
    Stage.UNDER_REVIEW: "info",
    Stage.AWAITING_PERSON: "info",
    Stage.SUSPENDED: "neutral",
    Stage.HANDED_ON: "success",
    Stage.NOT_ADMISSIBLE: "neutral",
    Stage.ANSWERED: "success",
    Stage.REOPENED: "warning",
    Stage.WITHDRAWN: "neutral",
    Stage.CLOSED: "neutral",
}


class Who(models.TextChoices):
    """Who makes a move."""

    OFFICE = "office", _("complaints officer")
    PERSON = "person", _("the person, in the mailbox")


class Need(models.TextChoices):
    """What a move asks for."""

    TEXT = "text", _("a text that the person reads")
    REASON = "reason", _("a reason")
    OUTCOME = "outcome", _("what came of it")
    NO_CRIME = "no_crime", _("that it tells of no crime")
    OVER = "over", _("that the time for the person is over")
    IN_TIME = "in_time", _("that the answer came less than three months ago")


@dataclass(frozen=True)
class Step(Move):
    """A move with who makes it and what it needs. `tells`: the person reads of it in the mailbox."""

    who: Who = Who.OFFICE
    needs: tuple[Need, ...] = ()
    tells: bool = True

    @property
    def has_text(self) -> bool:
        """Officers write to the person with it."""
        return self.who == Who.OFFICE and Need.TEXT in self.needs


LIFE = Lifecycle(
    birth=Stage.RECEIVED,
    moves=(
        Step("acknowledge", (Stage.RECEIVED,), Stage.ACKNOWLEDGED, _("confirm that it arrived")),
        Step(
            "review",
            (Stage.ACKNOWLEDGED, Stage.REOPENED),
            Stage.UNDER_REVIEW,
            _("begin to examine it"),
        ),
        Step("ask", WORKED_ON, Stage.AWAITING_PERSON, _("ask the person"), needs=(Need.TEXT,)),
        Step(
            "reply",
            (Stage.AWAITING_PERSON,),
            Stage.UNDER_REVIEW,
            _("the person replies"),
            Who.PERSON,
            (Need.TEXT,),
        ),
        Step(
            "go_on",
            (Stage.AWAITING_PERSON,),
            Stage.UNDER_REVIEW,
            _("go on without an answer"),
            needs=(Need.OVER,),
        ),
        Step(
            "suspend",
            (Stage.UNDER_REVIEW,),
            Stage.SUSPENDED,
            _("let it rest"),
            needs=(Need.REASON, Need.TEXT),
        ),
        Step(
            "resume",
            (Stage.SUSPENDED,),
            Stage.UNDER_REVIEW,
            _("go on with it"),
            needs=(Need.TEXT,),
        ),
        Step("hand_on", BEGUN, Stage.HANDED_ON, _("hand it on"), needs=(Need.TEXT,)),
        Step("dismiss", BEGUN, Stage.NOT_ADMISSIBLE, _("not admissible"), needs=(Need.TEXT,)),
        Step("answer", WORKED_ON, Stage.ANSWERED, _("give the answer"), needs=(Need.TEXT,)),
        Step("withdraw", OPEN, Stage.WITHDRAWN, _("the person takes it back"), Who.PERSON),
        Step(
            "pursue",
            (Stage.WITHDRAWN,),
            Stage.UNDER_REVIEW,
            _("go on although it was taken back"),
            needs=(Need.REASON, Need.TEXT),
        ),
        Step(
            "disagree",
            (Stage.ANSWERED, Stage.CLOSED),
            Stage.REOPENED,
            _("the person asks to look at it again"),
            Who.PERSON,
            (Need.IN_TIME, Need.TEXT),
        ),
        Step(
            "reopen",
            (Stage.ANSWERED, Stage.CLOSED),
            Stage.REOPENED,
            _("open it again"),
            needs=(Need.IN_TIME, Need.TEXT),
        ),
        Step(
            "close",
            (*TOLD, Stage.WITHDRAWN),
            Stage.CLOSED,
            _("close"),
            needs=(Need.OUTCOME, Need.NO_CRIME),
        ),
    ),
)


def step_of(verb: str) -> Step:
    """The row of the table. Raises: KeyError where it has none."""
    found = LIFE.move(verb)
    assert isinstance(found, Step)  # noqa: S101  all of the table are
    return found


class Outcome(models.TextChoices):
    """What came of a complaint. Source: DOMAIN 2.7; what is given to the prosecutor comes with referral."""

    FOUNDED = "founded", pgettext_lazy("a complaint", "founded")
    PARTLY = "partly_founded", pgettext_lazy("a complaint", "partly founded")
    UNFOUNDED = "unfounded", pgettext_lazy("a complaint", "unfounded")
    NOT_CLARIFIABLE = "not_clarifiable", pgettext_lazy("a complaint", "cannot be cleared up")
    BY_TALK = "settled_by_talk", pgettext_lazy("a complaint", "settled by a talk")
    WITHDRAWN = "withdrawn", pgettext_lazy("a complaint", "taken back")
    NOT_COMPETENT = "not_competent_forwarded", pgettext_lazy("a complaint", "handed on")
    INADMISSIBLE = "inadmissible", pgettext_lazy("a complaint", "inadmissible")


OF_STAGE = {
    Stage.WITHDRAWN: Outcome.WITHDRAWN,
    Stage.HANDED_ON: Outcome.NOT_COMPETENT,
    Stage.NOT_ADMISSIBLE: Outcome.INADMISSIBLE,
}  # follows from where it stands; after an answer somebody chooses
CHOSEN = tuple(outcome for outcome in Outcome if outcome not in OF_STAGE.values())


class Settling(models.TextChoices):
    """How it was settled; several. Source: DOMAIN 2.7."""

    WRITTEN = "written_answer", _("written answer")
    TALK = "conversation", pgettext_lazy("settled by", "talk")
    MEDIATION = "mediation", _("mediation")
    APOLOGY = "apology", _("apology")
    CORRECTION = "correction_of_measure", _("measure corrected")
    TRAINING = "training_or_debrief", _("training or debriefing")
    CHANGED = "rule_or_process_changed", _("rule or procedure changed")
    DISCIPLINARY = "disciplinary_step", _("disciplinary step")
    CRIMINAL = "criminal_proceedings", _("criminal proceedings")
    COMPENSATION = "compensation_passed_on", _("compensation passed on")


class Reason(models.TextChoices):
    """Why the time stands still, or why it goes on although it was taken back."""

    QUESTION = "question", _("a question to the person")
    CRIMINAL = "criminal", _("criminal proceedings elsewhere")
    DISCIPLINARY = "disciplinary", _("disciplinary proceedings elsewhere")
    CRIME = "crime", _("it tells of a crime")
    PATTERN = "pattern", _("it shows a pattern")


REASONS = {
    "suspend": (Reason.CRIMINAL, Reason.DISCIPLINARY),
    "pursue": (Reason.CRIME, Reason.PATTERN),
}
