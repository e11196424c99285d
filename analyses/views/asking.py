"""Steps on requests for contributions and on tasks: ask, answer, more time, hand on; set a task and finish it."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from analyses import rules
from analyses.actions import questions as actions
from analyses.forms.questions import (
    AnswerForm,
    DoneForm,
    DueForm,
    HandOnForm,
    LongerForm,
    QuestionForm,
    TaskForm,
)
from analyses.models import CaseTask, QuestionPart
from analyses.views.asks import parts_of
from analyses.views.crumbs import crumbs_to_asks
from analyses.views.deeds import Deed, case_in, of_member
from analyses.views.sight import find_case
from partnerships.directory.requests import Request


def find_part(request: Request, case_pk: int, pk: int) -> QuestionPart:
    """Raises: Http404 where it is not in sight."""
    case = find_case(request, case_pk)
    rows = parts_of(request.user, case).select_related("question__basis__provision")
    part: QuestionPart = get_object_or_404(rows, pk=pk)
    part.case = case
    return part


def find_task(request: Request, case_pk: int, pk: int) -> CaseTask:
    """Raises: Http404 where it is not in sight."""
    case = find_case(request, case_pk)
    task = get_object_or_404(CaseTask.objects.visible_to(request.user).filter(case=case), pk=pk)
    task.case = case
    return task


AskDeed = partial(Deed, crumbs=lambda found: crumbs_to_asks(case_in(found)))
ASK = AskDeed(
    find=find_case,
    title=gettext_lazy("Ask for contributions"),
    rule=of_member(rules.can_ask),
    act=actions.ask,
    form=QuestionForm,
    knows=lambda _by, case: {"case": case},
    lead=gettext_lazy(
        "Each authority gets a part of its own, reads its own part alone, and answers for itself."
    ),
    submit=pgettext_lazy("for contributions", "Send the request"),
    done=gettext_lazy("Sent. Each authority finds it among what it has to do."),
)
PartDeed = partial(AskDeed, find=find_part, rows=lambda part: (part.case, part))
ANSWER = PartDeed(
    title=gettext_lazy("Answer a request for contributions"),
    reads="question.read",
    rule=of_member(rules.can_answer_part),
    act=actions.answer_part,
    form=AnswerForm,
    knows=lambda _by, part: {"part": part},
    lead=lambda part: (
        _(
            "You answer for %(authority)s. As long as the case collects or analyses, you can correct the answer."
        )
        % {"authority": part.authority}
    ),
    submit=gettext_lazy("Send the answer"),
    template="analyses/answer.html",
    more=lambda part: {"part": part, "question": part.question},
    done=gettext_lazy("Answered."),
)
CHANGE_DUE = PartDeed(
    title=gettext_lazy("Set another day"),
    reads="question.read",
    rule=of_member(rules.can_change_due),
    act=actions.change_due,
    form=DueForm,
    knows=lambda _by, part: {"part": part},
    lead=lambda part: _("For %(authority)s. It reads the reason.") % {"authority": part.authority},
    submit=gettext_lazy("Set the day"),
    done=gettext_lazy("The day is set."),
)
DECIDE_LONGER = PartDeed(
    title=gettext_lazy("Decide on more time"),
    reads="question.read",
    rule=of_member(rules.can_decide_longer),
    act=actions.decide_longer,
    form=LongerForm,
    template="analyses/answer.html",
    more=lambda part: {"part": part, "question": part.question},
    submit=gettext_lazy("Decide"),
    done=pgettext_lazy("more time", "Decided."),
)
HAND_ON = PartDeed(
    title=gettext_lazy("Hand it on in the authority"),
    rule=of_member(rules.can_hand_on),
    act=actions.hand_on,
    form=HandOnForm,
    knows=lambda _by, part: {"part": part},
    lead=gettext_lazy("Only officers of your authority who work in the case today can be chosen."),
    submit=gettext_lazy("Hand it on"),
    done=gettext_lazy("Handed on."),
)
SET_TASK = AskDeed(
    find=find_case,
    title=gettext_lazy("Set a task"),
    rule=of_member(rules.can_set_task),
    act=actions.set_task,
    form=TaskForm,
    knows=lambda _by, case: {"case": case},
    submit=gettext_lazy("Set the task"),
    done=gettext_lazy("The task is set."),
)
FINISH_TASK = AskDeed(
    find=find_task,
    title=gettext_lazy("Finish a task"),
    reads="task.read",
    rule=of_member(rules.can_finish_task),
    act=actions.finish_task,
    form=DoneForm,
    lead=lambda task: capfirst(task.what),
    submit=gettext_lazy("It is done"),
    done=gettext_lazy("Done."),
)
