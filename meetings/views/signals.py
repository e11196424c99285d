"""Signals to the chairs of a partnership: sent, and read by them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from meetings import rules
from meetings.actions import signals as actions
from meetings.forms import SignalForm
from meetings.forms.planning import Sent
from meetings.models import Signal
from meetings.rules.signals import own_side, readers_of
from meetings.views.frame import crumbs_to
from partnerships.directory.models import Partnership, Person
from partnerships.directory.requests import Request
from partnerships.shared.errors import too_many
from partnerships.shared.limits import within
from partnerships.shared.step.once import nameless_token
from partnerships.shared.step.views import Step, take

WAIT_SECONDS = 60
MOST_SHOWN = 100


def send(request: Request, pk: int) -> HttpResponse:
    """Said before anything is typed: no names, what police have to do, and that this is no emergency call."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    rules.signals.can_send_signal(request.user, partnership).enforce()
    if request.method == "POST" and not within(request, "send_signal"):
        return too_many(request, WAIT_SECONDS)
    side = own_side(request.user, partnership)

    def make(data: Sent) -> SignalForm:
        return SignalForm(data, has_own_chair=bool(side))

    def consequences(form: SignalForm) -> list[str]:
        readers = readers_of(partnership, form.cleaned_data["meant_for"], side)
        numbers = [account.pk for account in readers]
        names = Person.objects.filter(account__in=numbers).order_by("sort_key", "pk")
        return [
            _("This is read by: %(names)s") % {"names": ", ".join(map(str, names))},
            _("They get a letter that says that there is a signal, but not what it says."),
            _("After 30 days it is deleted."),
        ]

    step = Step(
        title=_("Send a signal to the chairs"),
        crumbs=crumbs_to(partnership),
        submit=_("Send the signal"),
        check=consequences,
        template="meetings/send_signal.html",
        is_nameless=True,
    )

    def act(form: SignalForm) -> Signal:
        token = nameless_token(request)
        return actions.send(partnership, by=request.user, token=token, **form.cleaned_data)

    return take(request, step, make, act, done=_("The signal is sent. Thank you."))


def signals(request: Request, pk: int) -> HttpResponse:
    """Those of the last 30 days that this reader is meant to read."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    rules.can_plan(request.user, partnership).enforce()
    rows = Signal.objects.visible_to(request.user).filter(partnership=partnership)
    context = {
        "partnership": partnership,
        "signals": rows.select_related("by__person")[:MOST_SHOWN],
    }
    return render(request, "meetings/signals.html", context)
