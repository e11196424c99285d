"""Cases: the list of those that one sees, and the request for a new one."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from analyses import rules
from analyses.actions import cases as actions
from analyses.actions.cases import Named
from analyses.forms.cases import RequestForm
from analyses.models import Case, CaseRole
from analyses.stages import Stage
from analyses.views.columns import (
    choice_column,
    day_column,
    label_each,
    number_column,
    plain_column,
)
from analyses.views.crumbs import crumbs_of
from analyses.views.deeds import case_or_list
from analyses.views.sight import in_sight
from analyses.views.stages import stage_badge
from partnerships.directory.models import Account, Organisation
from partnerships.directory.requests import Request
from partnerships.shared.lists.description import List
from partnerships.shared.lists.filters import ListFilter, choice_filter
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.step.views import Step, take


class CaseFilter(ListFilter):
    """What may be asked of the list."""

    stage = choice_filter(Stage.choices, label=pgettext_lazy("a case", "Stage"))


class CaseLabels:
    """Labels and addresses, made once for many rows."""

    def __init__(self, account: Account, rows: object) -> None:
        self.address = addresses("analyses:detail")
        self.stages = label_each(Stage.choices)
        self.badges = {value: stage_badge(value) for value in Stage.values}


CASES = List(
    slug="analysis-cases",
    caption=gettext_lazy("360° analyses"),
    columns=(
        number_column(),
        plain_column("title", pgettext_lazy("a case", "Title")),
        choice_column(
            "stage", pgettext_lazy("a case", "Stage"), Stage.choices, "stages", badges="badges"
        ),
        day_column("review_on", gettext_lazy("Need is checked by")),
        day_column("delete_on", gettext_lazy("Is deleted on")),
    ),
    filters=CaseFilter,
    order=("-requested_at", "-id"),
    look=CaseLabels,
    empty=gettext_lazy("You are named in no case"),
    empty_text=gettext_lazy(
        "A case appears here as soon as you are named in it, or have something to decide on."
    ),
)


@in_sight
def cases(request: Request) -> HttpResponseBase:
    """Those that one sees, the latest first."""
    rules.can_read_cases(request.user).enforce()
    rows = Case.objects.visible_to(request.user)
    context = {
        "can_request": rules.can_request(request.user),
        "reads_enquiries": rules.reads_enquiries(request.user),
        "can_read_log": rules.can_read_log(request.user),
        "red": rules.overdue(timezone.localdate()).count(),
        "can_see_requests": rules.can_see_requests(request.user),
    }
    return respond(request, CASES, rows, template="analyses/list.html", context=context)


@in_sight
def request_case(request: Request) -> HttpResponse:
    """Ask for an analysis."""
    rules.can_request(request.user).enforce()
    step = Step(
        title=_("Request an analysis"),
        crumbs=crumbs_of(),
        lead=_(
            "Only those whom you name here learn of it. The legal service checks the request from outside;"
            " then two people of different authorities decide."
        ),
        submit=_("Send the request"),
    )

    def act(form: RequestForm) -> Case:
        values = dict(form.cleaned_data)
        lead, others, deciding = (
            values.pop("lead"),
            values.pop("contributors"),
            values.pop("approvers"),
        )
        people = [
            *_named([lead], CaseRole.LEAD),
            *_named(others, CaseRole.CONTRIBUTOR),
            *_named(deciding, CaseRole.APPROVER),
        ]
        return actions.request_case(people=people, by=request.user, **values)

    return take(
        request,
        step,
        lambda data: RequestForm(data, by=request.user),
        act,
        done=_("Sent. The legal service checks it."),
        way=lambda case: case_or_list(request, case),
    )


def _named(pairs: Iterable[tuple[Account, Organisation]], role: str) -> list[Named]:
    return [Named(account, authority, role) for account, authority in pairs]
