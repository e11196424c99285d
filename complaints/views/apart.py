"""Who stays away: an officer who is not free; the other place for complaints about the office itself."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import apart as actions
from complaints.forms.decisions import ElsewhereForm, RecuseForm
from complaints.forms.office import Sent
from complaints.views.office import crumbs_of, find
from complaints.views.sight import in_sight
from complaints.views.times import crumbs_of_times, find_office
from partnerships.directory.models import Organisation
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Step, take

MOST = 500


@in_sight
def recuse(request: Request, pk: int) -> HttpResponse:
    """From then on they see that it exists, and do nothing in it."""
    complaint = find(request, pk)
    rules.can_recuse(request.user, complaint).enforce()
    step = Step(
        title=_("I am not free"),
        crumbs=[*crumbs_of(complaint)[:1]],
        lead=_(
            "You then no longer read this complaint and do nothing in it. You cannot take it back."
            " If nobody else is left, administrators are told."
        ),
        submit=_("I am not free"),
        danger=True,
    )
    return take(
        request,
        step,
        RecuseForm,
        lambda form: actions.recuse(complaint, reason=form.cleaned_data["reason"], by=request.user),
        done=_("Noted. Another complaints officer works on it."),
    )


def name_elsewhere(request: Request, pk: int) -> HttpResponse:
    """To whom the office hands on what concerns itself."""
    office = find_office(request, pk)
    rules.can_set_times(request.user, office).enforce()
    rows = Organisation.objects.present().exclude(pk=office.authority_id)
    rows = rows.filter(kind__in=["police", "authority"]).order_by("sort_key", "pk")[:MOST]
    places = {each.pk: each for each in rows}
    step = Step(title=_("Name the other place"), about=str(office), crumbs=crumbs_of_times(office))

    def make(data: Sent) -> ElsewhereForm:
        names = {number: str(each) for number, each in places.items()}
        return ElsewhereForm(data, places=names, initial={"place": office.elsewhere_id})

    def act(form: ElsewhereForm) -> None:
        place = places.get(form.cleaned_data["place"])
        actions.name_elsewhere(office, place, by=request.user)

    return take(request, step, make, act, done=_("Saved."))
