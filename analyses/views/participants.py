"""Who takes part: each as the case page shows them, named, agreed to by another authority, ended."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses import rules
from analyses.actions import taking_part as actions
from analyses.forms.cases import EndForm, ParticipantForm
from analyses.models import Case, CaseRole, Participation
from analyses.views.deeds import CaseDeed
from analyses.views.sight import find_case
from partnerships.directory.models import Account, Organisation
from partnerships.directory.requests import Request


def show_participant(by: Account, case: Case, participation: Participation) -> dict[str, object]:
    """One row of the case page, with what this person may do there."""
    participation.case = case
    return {
        "row": participation,
        "role": capfirst(CaseRole(participation.role).label),
        "waits": participation.agreed_at is None,
        "can_agree": rules.can_agree_participant(by, participation),
        "can_end": rules.can_end_participation(by, participation),
    }


def find_participation(request: Request, case_pk: int, pk: int) -> Participation:
    """Raises: Http404 for whoever may not see it."""
    case = find_case(request, case_pk)
    rows = case.participations.select_related("case", "authority", "account__person")
    return get_object_or_404(rows, pk=pk)


def _propose(case: Case, *, officer: tuple[Account, Organisation], **said: Any) -> Participation:
    account, authority = officer
    return actions.add_participant(case, account=account, authority=authority, **said)


ADD_PARTICIPANT = CaseDeed(
    title=_("Name somebody more"),
    rule=rules.can_add_participant,
    act=_propose,
    form=ParticipantForm,
    lead=_("This person sees the case once somebody of another authority has agreed."),
    submit=_("Propose"),
    done=_("Proposed. Somebody of another authority decides."),
)
AGREE_PARTICIPANT = CaseDeed(
    find=find_participation,
    title=_("Agree to somebody more"),
    rule=rules.can_agree_participant,
    act=actions.agree_participant,
    question=_("Shall this person take part?"),
    lead=lambda found: f"{found.account.person}, {found.authority}: {found.reason}",
    reads="participation.read",
    submit=_("Agree"),
    done=_("Agreed."),
)
END_PARTICIPATION = CaseDeed(
    find=find_participation,
    title=_("End a participation"),
    rule=rules.can_end_participation,
    act=lambda found, *, end_reason, by: actions.end_participation(found, reason=end_reason, by=by),
    form=EndForm,
    lead=lambda found: f"{found.account.person}, {found.authority}",
    submit=_("End it"),
    danger=True,
    done=pgettext_lazy("a participation", "Ended."),
)
