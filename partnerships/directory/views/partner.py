"""One partner: its story, and everything that happens to it."""

from datetime import date

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from partnerships.directory import rules
from partnerships.directory.actions import partners as actions
from partnerships.directory.forms.data import Data
from partnerships.directory.forms.partners import AdmitForm, CorrectForm, LeaveForm, StandingForm
from partnerships.directory.models import (
    Organisation,
    Partner,
    Representation,
    Seat,
    Standing,
    StandingChange,
)
from partnerships.directory.requests import Request
from partnerships.directory.views.links import organisation_links
from partnerships.directory.views.partnership_edit import get_partnership
from partnerships.directory.views.since import began
from partnerships.directory.views.steps import crumbs_of, take_within
from partnerships.shared.step.views import Crumb, Step, to
from partnerships.shared.templatetags.parts import badge, when

NAMED = 20  # people in a confirmation


def get_partner(request: Request, pk: int) -> Partner:
    """The row, or 404 for whoever may not see its partnership."""
    rows = Partner.objects.visible_to(request.user).select_related("partnership", "organisation")
    return get_object_or_404(rows, pk=pk)


def _crumbs(partner: Partner) -> list[Crumb]:
    partners = reverse("directory:partners", args=[partner.partnership_id])
    own = reverse("directory:partner", args=[partner.pk])
    return crumbs_of(
        partner.partnership, (_("Partners"), partners), (partner.organisation.name, own)
    )


def admit_partner(request: Request, pk: int) -> HttpResponse:
    """By name among those one sees; `?organisation=` fills it in."""
    partnership = get_partnership(request, pk)
    rules.can_keep_partnership(request.user, partnership).enforce()

    def form(data: Data) -> Form:
        return AdmitForm(
            data,
            account=request.user,
            partnership=partnership,
            initial={"organisation": _asked_for(request)},
        )

    step = Step(
        title=_("Admit a partner"),
        submit=_("Admit"),
        lead=_("Whoever stands for the organisation then sees this partnership."),
        crumbs=crumbs_of(partnership, (_("Partners"), reverse("directory:partners", args=[pk]))),
    )

    def act(filled: Form) -> Partner:
        return actions.admit_partner(partnership, by=request.user, **filled.cleaned_data)

    done = _("The organisation is a partner now.")
    return take_within(
        request, partnership, step, form, act, done=done, way=to("directory:partner")
    )


def _asked_for(request: Request) -> Organisation | None:
    wanted = request.GET.get("organisation", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        return None
    return Organisation.objects.visible_to(request.user).present().filter(pk=int(wanted)).first()


def partner(request: Request, pk: int) -> HttpResponse:
    """The dated story of an organisation in a partnership."""
    row = get_partner(request, pk)
    linked = organisation_links(request.user, [row.organisation_id])
    crumbs = _crumbs(row)
    context = {
        "partner": row,
        "crumbs": [*crumbs[:-1], (crumbs[-1][0], "")],
        "name": row.organisation.name,
        "partnership": row.partnership.name_in(),
        "state": _state(row),
        "about": linked(row.organisation_id, _("About this organisation")),
        "side": capfirst(row.get_side_display()),
        "entry": capfirst(row.get_entry_display()),
        "standing": capfirst(row.get_standing_display()),
        "began": began(row.since, row.attested_on),
        "story": _story(row),
        "can_keep": rules.can_keep_partnership(request.user, row.partnership),
        "can_leave": rules.can_leave_partnership(request.user, row),
    }
    return render(request, "directory/partner.html", context)


def _state(partner: Partner) -> SafeString:
    today, last = timezone.localdate(), _last(partner)
    if last is None:
        return badge(pgettext("one thing", "partner"), "success")
    return badge(_("leaves"), "warning") if last >= today else badge(_("has left"))


def _last(partner: Partner) -> date | None:
    return partner.until_on or (timezone.localdate(partner.ended_at) if partner.ended_at else None)


def _story(partner: Partner) -> list[tuple[date | None, str, SafeString | str]]:
    """Day, what happened, and who decided it; the latest first."""
    entry = capfirst(partner.get_entry_display())
    changes = list(partner.standing_changes.order_by("id"))
    first = changes[0].get_before_display() if changes else partner.get_standing_display()
    events = [
        (
            partner.since,
            f"{entry}, {first}",
            _describe_decision(partner.decision, partner.decided_on),
        )
    ]
    if not partner.since:
        events = [
            (partner.attested_on, _("Attested: %(what)s") % {"what": events[0][1]}, events[0][2])
        ]
    for change in changes:
        what = _("From now on %(standing)s") % {"standing": change.get_after_display()}
        if not change.on_day:
            what = _("Attested: %(what)s") % {"what": change.get_after_display()}
        decided = _describe_decision(change.decision, change.decided_on)
        events.append((change.on_day or change.attested_on, what, decided))
    if last := _last(partner):
        decided = _describe_decision(partner.leaving_decision, partner.leaving_decided_on)
        events.append((last, _("Last day as a partner"), decided))
    return sorted(events, key=lambda each: each[0] or date.min, reverse=True)


def _describe_decision(decision: str, day: date | None) -> SafeString | str:
    if decision and day:
        return format_html("{}, {}", decision, when(day))
    return format_html(_("decided on {}"), when(day)) if day else decision


def correct_partner(request: Request, pk: int) -> HttpResponse:
    """A mistaken entry is set right; the history keeps what stood there."""
    partner = get_partner(request, pk)
    rules.can_keep_partnership(request.user, partner.partnership).enforce()

    def form(data: Data) -> Form:
        return CorrectForm.prefill(partner, data)

    step = Step(
        title=_("Correct the entry"),
        lead=_(
            "For slips of the pen. If something really changed, note a new standing or that it leaves."
        ),
        crumbs=_crumbs(partner),
        rows=(partner.partnership, partner),
    )

    def act(filled: Form) -> Partner:
        return actions.correct_partner(partner, by=request.user, **filled.cleaned_data)

    return take_within(
        request,
        partner.partnership,
        step,
        form,
        act,
        done=_("Corrected. The history keeps what was there."),
    )


def change_standing(request: Request, pk: int) -> HttpResponse:
    """A form for another standing (full, advisory, observer) from a day on."""
    partner = get_partner(request, pk)
    rules.can_change_standing(request.user, partner).enforce()

    def form(data: Data) -> Form:
        return StandingForm(data, partner=partner)

    standing = dict(Standing.choices)[partner.standing]
    step = Step(
        title=_("Change the standing"),
        lead=_("Today: %(standing)s.") % {"standing": standing},
        crumbs=_crumbs(partner),
        rows=(partner.partnership, partner),
    )

    def act(filled: Form) -> StandingChange:
        return actions.change_standing(partner, by=request.user, **filled.cleaned_data)

    return take_within(
        request, partner.partnership, step, form, act, done=_("The standing has changed.")
    )


def leave_partnership(request: Request, pk: int) -> HttpResponse:
    """Says whom it concerns, asks once, and ends it."""
    partner = get_partner(request, pk)
    rules.can_leave_partnership(request.user, partner).enforce()
    seats = list(actions.seats_of(partner).select_related("body", "person")[:NAMED])

    def form(data: Data) -> Form:
        return LeaveForm(data, has_seats=bool(seats))

    name = partner.organisation.name
    step = Step(
        title=_("%(name)s leaves the partnership") % {"name": name},
        question=_("Note that %(name)s leaves?") % {"name": name},
        lead=_(
            "After its last day, whoever stands for it no longer sees this partnership. Its story stays."
        ),
        submit=_("It leaves"),
        concerned=[*_people(request, partner), *map(_seat, seats)],
        crumbs=_crumbs(partner),
        danger=True,
    )

    def act(filled: Form) -> Partner:
        return actions.leave_partnership(partner, by=request.user, **filled.cleaned_data)

    def way(left: Partner) -> str:
        if left.partnership_id in request.user.read_access().partnership_ids:
            return reverse("directory:partner", args=[left.pk])
        return reverse("directory:partnerships")

    return take_within(request, partner.partnership, step, form, act, done=_("Noted."), way=way)


def _people(request: Request, partner: Partner) -> list[str]:
    """Who loses sight of it, as far as one may see them."""
    representations = Representation.objects.visible_to(request.user).current()
    rows = representations.filter(organisation=partner.organisation_id).select_related("person")
    number = rows.count()
    names = [str(row.person) for row in rows.order_by("person__sort_key", "id")[:NAMED]]
    if number > NAMED:
        more = number - NAMED
        names.append(ngettext("%(count)s more", "%(count)s more", more) % {"count": more})
    return names


def _seat(seat: Seat) -> str:
    chair = f"{seat.body.name_in()}: {seat.label_in()}"
    return f"{chair} ({seat.person})" if seat.person else chair
