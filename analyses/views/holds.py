"""Legal holds: nothing of a case is deleted, until a second person agrees to lift it."""

from functools import partial

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from analyses import rules
from analyses.actions import terms as actions
from analyses.forms.terms import HoldForm, LiftForm
from analyses.models import Hold
from analyses.views.crumbs import crumbs_to_terms
from analyses.views.deeds import Deed
from analyses.views.sight import find_case
from partnerships.directory.requests import Request


def find_hold(request: Request, pk: int) -> Hold:
    """The one that lies on the case. Raises: Http404 where none does, or for whoever may not see it."""
    case = find_case(request, pk)
    return get_object_or_404(Hold.objects.open().select_related("case"), case=case)


HOLD = Deed(
    find=find_case,
    crumbs=crumbs_to_terms,
    title=gettext_lazy("Set a legal hold"),
    rule=rules.can_hold,
    act=actions.set_hold,
    form=HoldForm,
    lead=lambda _case: (
        _("It holds at once. Without a second person who confirms it, it ends after %(days)s days.")
        % {"days": settings.ANALYSES_HOLD_DAYS}
    ),
    submit=gettext_lazy("Set the hold"),
    done=gettext_lazy("Set. A second person confirms it."),
)
HoldDeed = partial(Deed, find=find_hold, crumbs=lambda hold: crumbs_to_terms(hold.case))
CONFIRM_HOLD = HoldDeed(
    title=gettext_lazy("Confirm the legal hold"),
    reads="hold.read",
    rule=rules.can_confirm_hold,
    act=actions.confirm_hold,
    question=gettext_lazy("May nothing of this case be deleted for now?"),
    lead=lambda hold: hold.reason,
    submit=gettext_lazy("Confirm"),
    done=gettext_lazy("Confirmed."),
)
ASK_LIFTING = HoldDeed(
    title=gettext_lazy("Lift the legal hold"),
    reads="hold.read",
    rule=rules.can_ask_lifting,
    act=lambda hold, *, lift_reason, by: actions.ask_lifting(hold, reason=lift_reason, by=by),
    form=LiftForm,
    lead=gettext_lazy("It holds on until a second person agrees."),
    submit=gettext_lazy("Ask for it"),
    done=gettext_lazy("Asked. A second person decides."),
)
LIFT = HoldDeed(
    title=gettext_lazy("Agree to lift the legal hold"),
    reads="hold.read",
    rule=rules.can_lift,
    act=actions.lift,
    question=gettext_lazy("May the case be deleted again on its day?"),
    lead=lambda hold: hold.lift_reason,
    submit=gettext_lazy("Lift it"),
    danger=True,
    done=pgettext_lazy("a hold", "Lifted."),
)
