"""Plan a meeting, change it, call it off, move it, note who was there."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings import rules
from meetings.actions import planning
from meetings.forms import CancelForm, HoldForm, MeetingForm, MoveForm, ShortNoticeForm
from meetings.forms.planning import Sent
from meetings.in_words import moment_in_words
from meetings.models import Meeting, Signal
from meetings.short_notice import agreed_by
from meetings.stages import Stage
from meetings.views.frame import crumbs_of, crumbs_to, find_meeting
from partnerships.directory.models import Partnership
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Step, take, to


def plan(request: Request, pk: int) -> HttpResponse:
    """A new meeting of a partnership; nobody is told of it yet. `?incident`: called because of one, unless unticked.

    Where an agreement says how soon, the page says until when, and asks before it is planned for later.
    """
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    rules.can_plan(request.user, partnership).enforce()
    at_short_notice = "incident" in request.GET
    agreed = agreed_by(request.user, partnership.pk) if at_short_notice else None
    step = Step(
        title=_("Plan a meeting"),
        lead=_("Only those who keep this partnership see it until you send the invitations."),
        crumbs=crumbs_to(partnership),
        submit=_("Plan the meeting"),
        check=_lateness if agreed else None,
        template="meetings/plan_at_short_notice.html" if agreed else "shared/step.html",
    )

    def make(data: Sent) -> MeetingForm:
        form = MeetingForm(data, partnership=partnership)
        if agreed:
            incident = Signal.objects.latest_incident(request.user, partnership, agreed.hours)
            form = ShortNoticeForm(data, partnership=partnership, agreed=agreed, incident=incident)
        form.initial["after_incident"] = at_short_notice
        return form

    def act(form: MeetingForm) -> Meeting:
        return planning.plan(partnership, by=request.user, **form.details)

    return take(
        request,
        step,
        make,
        act,
        done=_("The meeting is planned. Now choose whom you want to invite."),
        way=to("meetings:people"),
    )


def _lateness(form: ShortNoticeForm) -> list[str] | None:
    """A warning where it begins after the agreed hours; it is no refusal."""
    if not form.is_late:
        return None
    agreed = ngettext(
        "In “%(title)s” it is agreed to meet within %(hours)d hour after an incident.",
        "In “%(title)s” it is agreed to meet within %(hours)d hours after an incident.",
        form.agreed.hours,
    )
    late = _("That would be by %(latest)s. The meeting begins later.")
    return [
        agreed % {"title": form.agreed.title, "hours": form.agreed.hours},
        late % {"latest": form.latest_in_words},
    ]


def edit(request: Request, pk: int) -> HttpResponse:
    """Change what was planned."""
    meeting = find_meeting(request, pk)
    rules.can_edit(request.user, meeting).enforce()
    invited = meeting.stage == Stage.INVITED
    step = Step(
        title=_("Change the meeting"),
        about=meeting.title_in(),
        lead=_("All who are invited get one letter that says what changed.") if invited else "",
        crumbs=crumbs_of(meeting),
        rows=(meeting,),
    )

    def act(form: MeetingForm) -> None:
        planning.edit(meeting, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: MeetingForm(data, partnership=meeting.partnership, meeting=meeting),
        act,
        done=_("Saved."),
    )


def discard(request: Request, pk: int) -> HttpResponse:
    """Asks, then discards a plan that nobody was told of."""
    meeting = find_meeting(request, pk)
    rules.can_discard(request.user, meeting).enforce()
    step = Step(
        title=_("Discard the plan"),
        question=_("Discard “%(title)s”?") % {"title": meeting.title_in()},
        lead=_("Nobody was invited yet, and nobody is told."),
        crumbs=crumbs_of(meeting),
        submit=_("Discard the plan"),
        danger=True,
    )

    def act(_form: None) -> None:
        planning.discard(meeting, by=request.user)

    way = reverse("meetings:of_partnership", args=[meeting.partnership_id])
    return take(request, step, None, act, done=_("The plan is discarded."), way=way)


def cancel(request: Request, pk: int) -> HttpResponse:
    """Asks why, then calls the meeting off."""
    meeting = find_meeting(request, pk)
    rules.can_cancel(request.user, meeting).enforce()
    step = Step(
        title=_("Call the meeting off"),
        about=meeting.title_in(),
        lead=_("%(when)s. All who are invited are told why.") % {"when": moment_in_words(meeting)},
        crumbs=crumbs_of(meeting),
        submit=_("Call the meeting off"),
        danger=True,
    )

    def act(form: CancelForm) -> None:
        planning.cancel(meeting, by=request.user, **form.cleaned_data)

    return take(request, step, CancelForm, act, done=_("The meeting is called off."))


def move(request: Request, pk: int) -> HttpResponse:
    """Another day for the same people."""
    meeting = find_meeting(request, pk)
    rules.can_move(request.user, meeting).enforce()
    step = Step(
        title=_("Move the meeting"),
        about=meeting.title_in(),
        lead=_("So far: %(when)s. All who are invited are told why and asked again.")
        % {"when": moment_in_words(meeting)},
        crumbs=crumbs_of(meeting),
        submit=_("Move the meeting"),
    )

    def act(form: MoveForm) -> Meeting:
        return planning.move(meeting, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: MoveForm(data, meeting=meeting),
        act,
        done=_("The meeting is moved."),
        way=to("meetings:detail"),
    )


def hold(request: Request, pk: int) -> HttpResponse:
    """Who was there; what people answered stands ready."""
    meeting = find_meeting(request, pk)
    rules.can_hold(request.user, meeting).enforce()
    attendees = list(
        meeting.attendees.invited().select_related("person", "organisation").order_by("pk")
    )
    step = Step(
        title=_("Note who was there"),
        about=meeting.title_in(),
        lead=_(
            "What people answered stands ready. With this you note that the meeting took place."
        ),
        crumbs=crumbs_of(meeting),
        rows=(meeting,),
    )

    def act(form: HoldForm) -> None:
        planning.hold(meeting, by=request.user, presences=form.presences)

    return take(
        request, step, lambda data: HoldForm(data, attendees=attendees), act, done=_("Noted.")
    )
