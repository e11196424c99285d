"""Who asks for contributions, who answers, who sets tasks. `own`: how somebody works on the case today (`works_on`), None for nobody.

What an authority answers is its own matter: the lead asks and may wait longer, but answers for nobody else.
"""

from django.utils.translation import gettext as _

from analyses.models import (
    ASKERS,
    SEES_NO_CONTENTS,
    Case,
    CaseTask,
    Participation,
    QuestionPart,
    own_participation,
)
from analyses.models.questions import PartAnswer
from analyses.stages import WORKED_ON, Stage
from partnerships.directory.models import Account, Organisation
from partnerships.shared.verdicts import Verdict, allowed_if, refused

ASKED_AT = (Stage.COLLECTING, Stage.ANALYSING)
FINISHED_AT = (*WORKED_ON, Stage.DELIVERED, Stage.FOLLOW_UP)
Own = Participation | None


def works_on(by: Account, case: Case) -> Own:
    """How somebody takes part today with sight of the contents."""
    own = own_participation(by, case)
    return None if own is None or own.role in SEES_NO_CONTENTS else own


def workers_of(case: Case) -> list[Participation]:
    """Everybody who works on the contents of a case today, by authority."""
    rows = Participation.objects.current().filter(case=case)
    rows = rows.exclude(role="approver").select_related("account__person", "authority")
    return list(rows.order_by("authority__sort_key", "account__person__sort_key", "pk"))


def authorities_at_work(case: Case) -> list[Organisation]:
    """Those that have somebody at work on the contents today."""
    return list({each.authority_id: each.authority for each in workers_of(case)}.values())


def can_see_asks(own: Own) -> Verdict:
    """Whoever works on the contents; whoever decides only, checks or guards sees none of it."""
    return allowed_if(own is not None, _("Only who works on the contents of the case."))


def _is_asked_now(case: Case) -> Verdict:
    return allowed_if(case.stage in ASKED_AT, _("Only as long as the case collects or analyses."))


def can_ask(own: Own, case: Case) -> Verdict:
    """The lead and the analysts."""
    return allowed_if(
        own is not None and own.role in ASKERS,
        _("The lead of the case and its analysts ask for contributions."),
    ) and _is_asked_now(case)


def can_answer_part(own: Own, part: QuestionPart) -> Verdict:
    """Officers of the authority that is asked; an answer can be corrected as long as the case collects or analyses."""
    return allowed_if(
        own is not None and own.authority_id == part.authority_id,
        _("The authority that is asked answers."),
    ) and _is_asked_now(part.case)


def can_hand_on(own: Own, part: QuestionPart) -> Verdict:
    """Whoever may answer, as long as there is no answer."""
    return can_answer_part(own, part) and allowed_if(part.is_open, _("It is answered already."))


def can_change_due(own: Own, part: QuestionPart) -> Verdict:
    """Whoever may ask, as long as there is no answer."""
    return can_ask(own, part.case) and allowed_if(part.is_open, _("It is answered already."))


def can_decide_longer(own: Own, part: QuestionPart) -> Verdict:
    """Whoever may ask; nobody grants themselves more time."""
    verdict = can_ask(own, part.case)
    if not verdict or own is None:
        return verdict
    if part.answer != PartAnswer.LONGER:
        return refused(_("Nobody asks for more time here."))
    return allowed_if(
        part.answered_by_id != own.account_id, _("Nobody grants themselves more time.")
    )


def can_set_task(own: Own, case: Case) -> Verdict:
    """Whoever works on the contents."""
    return allowed_if(
        own is not None, _("Only who works on the contents of the case.")
    ) and allowed_if(case.stage in WORKED_ON, _("That is not possible at this stage of the case."))


def can_finish_task(own: Own, task: CaseTask) -> Verdict:
    """Whoever is to do it, or the lead."""
    if task.done_at:
        return refused(_("It is done already."))
    if task.case.stage not in FINISHED_AT:
        return refused(_("That is not possible at this stage of the case."))
    return allowed_if(
        own is not None and (own.account_id == task.for_whom_id or own.role == "lead"),
        _("Whoever is to do it, or the lead of the case."),
    )
