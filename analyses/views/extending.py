"""Extensions: something of a case is needed longer, and a second person decides."""

from datetime import date, timedelta
from functools import partial

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analyses import rules
from analyses.actions import terms as actions
from analyses.forms.terms import YES, DecisionForm, ExtensionForm
from analyses.models import Case, Contribution, Extension
from analyses.views.crumbs import crumbs_to_terms
from analyses.views.deeds import Deed, case_in
from analyses.views.erasing import find_due_record
from analyses.views.sight import find_case
from partnerships.directory.requests import Request


def find_given(request: Request, case_pk: int, pk: int) -> Contribution:
    """Raises: Http404 for whoever may not see it."""
    case = find_case(request, case_pk)
    return get_object_or_404(Contribution.objects.select_related("case"), pk=pk, case=case)


def find_extension(request: Request, case_pk: int, pk: int) -> Extension:
    """Raises: Http404 for whoever may not see it."""
    case = find_case(request, case_pk)
    return get_object_or_404(Extension.objects.select_related("case"), pk=pk, case=case)


def _need_until(case: Case) -> date:
    return min(timezone.localdate() + timedelta(days=settings.ANALYSES_REVIEW_DAYS), case.delete_on)


def _until(case: Case, days: int) -> date:
    return min(timezone.localdate() + timedelta(days=days), rules.deletion_day(case))


ExtensionDeed = partial(
    Deed,
    crumbs=lambda found: crumbs_to_terms(case_in(found)),
    form=ExtensionForm,
    submit=gettext_lazy("Ask for it"),
    done=gettext_lazy("Asked. Somebody of another authority decides."),
)
EXTEND_NEED = ExtensionDeed(
    find=find_case,
    title=gettext_lazy("The case is still needed"),
    rule=rules.can_ask_need,
    act=actions.ask_need,
    knows=lambda _by, case: {"latest": _need_until(case)},
    lead=gettext_lazy("If it is not needed any more, stop it instead."),
)
EXTEND_DELETION = ExtensionDeed(
    find=find_case,
    title=gettext_lazy("Delete the case later"),
    rule=rules.can_ask_deletion,
    act=actions.ask_deletion,
    knows=lambda _by, case: {"latest": rules.longest_day(case)},
    lead=gettext_lazy("It counts once somebody of another authority agrees."),
)
EXTEND_CONTRIBUTION = ExtensionDeed(
    find=find_given,
    title=gettext_lazy("The contribution is still needed"),
    rule=rules.can_ask_contribution,
    act=actions.ask_contribution,
    knows=lambda _by, found: {"latest": _until(found.case, settings.ANALYSES_REVIEW_DAYS)},
    lead=gettext_lazy("If it is not needed any more, take it back instead."),
)
EXTEND_RECORD = ExtensionDeed(
    find=find_due_record,
    reads="record.read",
    needs_reason=True,
    title=gettext_lazy("The contact person is still needed"),
    rule=rules.can_ask_record,
    act=actions.ask_record,
    knows=lambda _by, found: {"latest": _until(found.case, settings.ANALYSES_CONTACT_DAYS)},
    lead=lambda found: found.caption or _("It counts once somebody of another authority agrees."),
)
DECIDE_EXTENSION = Deed(
    find=find_extension,
    crumbs=lambda found: crumbs_to_terms(found.case),
    title=gettext_lazy("Decide on an extension"),
    reads="extension.read",
    rule=rules.can_decide_extension,
    act=lambda found, *, decision, by: actions.decide_extension(
        found, is_agreed=decision == YES, by=by
    ),
    form=DecisionForm,
    lead=lambda found: (
        _("%(what)s, until %(day)s: %(reason)s")
        % {
            "what": capfirst(found.get_term_display()),
            "day": found.until_on.strftime("%d.%m.%Y"),
            "reason": found.reason,
        }
    ),
    submit=gettext_lazy("Decide"),
    done=gettext_lazy("Decided."),
)
