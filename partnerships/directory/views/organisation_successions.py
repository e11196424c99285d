"""Note that one organisation took over from another."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions import successions as actions
from partnerships.directory.forms.organisations import SuccessionForm
from partnerships.directory.models import Organisation, Succession
from partnerships.directory.requests import Request
from partnerships.directory.views.organisation_edit import crumbs_of_organisation, get_organisation
from partnerships.directory.views.since import began
from partnerships.shared.step.views import Step, take

MOST = 50
Links = Callable[[int | None, str], SafeString]  # number and name to a link, or words


def note_succession(request: Request, pk: int) -> HttpResponse:
    """A form for a succession with another organisation that one sees."""
    organisation = get_organisation(request, pk)
    rules.can_join_entry(request.user, organisation).enforce()
    step = Step(
        title=_("Note a legal succession"),
        about=organisation.name,
        lead=_(
            "When one organisation took over from another. Both entries stay. Two entries for the same organisation are"
            " merged instead."
        ),
        crumbs=crumbs_of_organisation(organisation),
        submit=_("Note it"),
        template="directory/about_organisation.html",
        more={"key": _("Organisation"), "organisation": organisation},
    )
    return take(
        request,
        step,
        lambda data: SuccessionForm(data, by=request.user, of=organisation),
        lambda form: _note(form, organisation, request),
        done=_("Noted. It stands on the pages of both."),
    )


def _note(form: SuccessionForm, organisation: Organisation, request: Request) -> Succession:
    values = dict(form.cleaned_data)
    other, direction = values.pop("other"), values.pop("direction")
    before, after = (other, organisation) if direction == "after" else (organisation, other)
    verdict = rules.can_note_succession(request.user, before, after)
    if not verdict:
        raise ValidationError({"other": verdict.reason})
    return actions.note_succession(before, after, by=request.user, **values)


def withdraw_succession(request: Request, pk: int, succession_pk: int) -> HttpResponse:
    """Asks, then withdraws a succession that was noted by mistake."""
    organisation = get_organisation(request, pk)
    rows = Succession.objects.filter(Q(predecessor=organisation) | Q(successor=organisation))
    succession = get_object_or_404(
        rows.select_related("predecessor", "successor"), pk=succession_pk
    )
    rules.can_withdraw_succession(
        request.user, succession.predecessor, succession.successor
    ).enforce()
    step = Step(
        title=_("Please confirm"),
        question=_("Withdraw this legal succession?"),
        about=organisation.name,
        lead=_("It no longer stands on the pages of either. The history keeps it."),
        crumbs=crumbs_of_organisation(organisation),
        submit=_("Withdraw"),
        danger=True,
    )

    def act(_form: object) -> None:
        actions.withdraw_succession(succession, by=request.user)

    return take(request, step, None, act, done=_("Withdrawn."))


def successions_of(organisation: Organisation) -> list[Succession]:
    """Successions before and after an organisation, in the order of their days."""
    rows = Succession.objects.filter(Q(predecessor=organisation) | Q(successor=organisation))
    rows = rows.select_related("predecessor", "successor")
    return list(rows.order_by("on_day", "attested_on", "id")[:MOST])


def describe_succession(
    row: Succession, organisation: Organisation, linked: Links, kept: set[int]
) -> dict[str, object]:
    """Shape: text, other (a link where seen), kind, day, source, and pk where one may withdraw it."""
    follows = row.successor_id == organisation.pk
    other = row.predecessor if follows else row.successor
    withdraws = {row.predecessor_id, row.successor_id} <= kept
    return {
        "pk": row.pk if withdraws else None,
        "text": _("took over from") if follows else _("was taken over by"),
        "other": linked(other.pk, other.name),
        "kind": capfirst(row.get_kind_display()),
        "day": began(row.on_day, row.attested_on),
        "source": row.source_note,
    }
