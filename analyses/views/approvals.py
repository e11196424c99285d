"""Whether a request becomes a case: the legality check, approvals, a no."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses import rules
from analyses.actions import cases as actions
from analyses.forms.cases import ApprovalForm, CheckForm, ReasonForm
from analyses.views.deeds import CaseDeed

TAKE_CHECK = CaseDeed(
    title=_("Take up the legality check"),
    rule=rules.can_take_check,
    act=actions.take_check,
    question=_("Do you check this request?"),
    lead=_("You must stand outside the case: neither requesting nor named in it."),
    submit=_("Take it up"),
    done=_("You check this request."),
)
PASS_CHECK = CaseDeed(
    title=_("Finish the legality check"),
    rule=rules.can_finish_check,
    act=lambda case, *, check_note, **said: actions.pass_check(case, note_text=check_note, **said),
    form=CheckForm,
    lead=_("If it is not lawful, reject it with reasons instead."),
    submit=_("It is lawful"),
    done=_("Checked. Two people of different authorities decide now."),
)
APPROVE = CaseDeed(
    title=_("Approve the request"),
    rule=rules.can_approve,
    act=lambda case, *, note, by: actions.approve(case, note_text=note, by=by),
    form=ApprovalForm,
    lead=_("A case begins once two people of different authorities have approved it."),
    submit=_("Approve"),
    done=_("Approved."),
)
REJECT = CaseDeed(
    title=_("Reject the request"),
    rule=rules.can_reject,
    act=actions.reject,
    form=ReasonForm,
    lead=_("Those who are named in the request read your reasons."),
    submit=pgettext_lazy("a request", "Reject"),
    danger=True,
    done=_("Rejected."),
)
