"""What is due, the terms of a case, and each step on them: extend, decide, hold, delete, certify."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.db.models import Exists, Model, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from analyses import rules
from analyses.actions import erasing
from analyses.actions import terms as actions
from analyses.actions.logging import note
from analyses.due import lines_of, with_flags, work_of
from analyses.forms.terms import YES, DecisionForm, ExtensionForm, HoldForm, LiftForm
from analyses.models import (
    Case,
    CaseSearch,
    Certificate,
    Contribution,
    CorrectionNotice,
    Extension,
    Hold,
    Operation,
    Participation,
    Record,
)
from analyses.rules import Stand
from analyses.views.crumbs import crumbs_of
from analyses.views.sight import find_case, in_sight, reason_of, with_reason
from analyses.views.stages import stage_badge
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take
from partnerships.shared.verdicts import Verdict

Act = Callable[[Any], object]


@in_sight
def due(request: Request) -> HttpResponse:
    """The list that must be worked. Records stand on it by name, so that it was read is in the log."""
    rules.can_read_cases(request.user).enforce()
    work = work_of(request.user)
    if work.records:
        note(Operation.CONSULT, "records.due", by=request.user, rows=len(work.records))
    context = {"work": work, "today": timezone.localdate()}
    return render(request, "analyses/due.html", context)


# Lists on the page of terms that are read only where there is something.
LISTED: dict[str, type[Model]] = {
    "extensions": Extension,
    "certificates": Certificate,
    "searches": CaseSearch,
    "notices": CorrectionNotice,
}


def find_flagged(request: Request, pk: int) -> Case:
    """With what waits in it. Raises: Http404 for whoever may not see it."""
    seen = Case.objects.visible_to(request.user)
    own = Participation.objects.held_by(request.user).filter(case=pk)
    rows = with_flags(seen, request.user, own.values("authority"))
    here = OuterRef("pk")
    there = {
        f"has_{name}": Exists(model._base_manager.filter(case=here))
        for name, model in LISTED.items()
    }
    return get_object_or_404(rows.annotate(**there), pk=pk)


@in_sight
def terms(request: Request, pk: int) -> HttpResponse:
    """The days of a case, what was extended, what holds it, what was deleted."""
    case = find_flagged(request, pk)
    by = request.user
    stand = Stand(
        rules.own_participation(by, case),
        tuple(case.extensions.all()) if case.has_extensions else (),  # type: ignore[attr-defined]
        Hold.objects.open().filter(case=case).first() if case.is_held else None,  # type: ignore[attr-defined]
    )
    reason = reason_of(request, case)
    note(Operation.CONSULT, "terms.read", by=by, case=case, reason=reason)
    context = {
        "case": case,
        "badge": stage_badge(case.stage),
        "lines": list(lines_of(case, by, stand.own)),
        "deletion_day": rules.deletion_day(case),
        "contributions_end": None if case.is_emptied else rules.contributions_end(case),  # type: ignore[attr-defined]
        "last_on": case.last_on,  # type: ignore[attr-defined]
        "extensions": [_extension(by, each, case, stand) for each in stand.extensions],
        "hold": stand.hold,
        "certificates": list(case.certificates.all()) if case.has_certificates else [],  # type: ignore[attr-defined]
        "searches": [
            {"row": each, "can_answer": rules.can_answer_search(by, each)}
            for each in _with_case(case.searches.select_related("request"), case, "searches")
        ],
        "notices": [
            {"row": each, "can_acknowledge": rules.can_acknowledge(by, each)}
            for each in _with_case(case.notices.select_related("authority"), case, "notices")
        ],
        "can_need": rules.can_ask_need(by, case, stand),
        "can_deletion": rules.can_ask_deletion(by, case, stand),
        "can_erase": rules.can_erase(by, case, stand),
        "can_hold": rules.can_hold(by, case, stand),
        "can_correct": rules.can_note_correction(by, case, stand),
        **_about_hold(by, stand.hold, case),
    }
    return render(request, "analyses/terms.html", context)


def _with_case(rows: Any, case: Case, name: str) -> list[Any]:
    """Each knows the case that is read already; nothing is asked where there is none."""
    found = list(rows) if getattr(case, f"has_{name}") else []
    for each in found:
        each.case = case
    return found


def _extension(by: Account, each: Extension, case: Case, stand: Stand) -> dict[str, object]:
    each.case = case
    waits = each.decided_at is None
    return {"row": each, "can_decide": waits and rules.can_decide_extension(by, each, stand)}


def _about_hold(by: Account, hold: Hold | None, case: Case) -> dict[str, object]:
    if hold is None:
        return {}
    hold.case = case
    return {
        "can_confirm": rules.can_confirm_hold(by, hold),
        "can_ask_lifting": rules.can_ask_lifting(by, hold),
        "can_lift": rules.can_lift(by, hold),
    }


def crumbs_to_terms(case: Case) -> list[Crumb]:
    """To the list, the case, its terms."""
    return [
        *crumbs_of(case),
        (_("Terms and deletion"), reverse("analyses:terms", args=[case.pk])),
    ]


def _take(
    request: Request,
    case: Case,
    make: Callable[..., forms.Form] | None,
    act: Act,
    *,
    done: str,
    way: str = "",
    **words: Any,
) -> HttpResponse:
    step = Step(about=case.number, crumbs=crumbs_to_terms(case), **words)
    return take(request, step, make, act, done=done, way=way)


def _ask(
    request: Request, case: Case, latest: date, act: Act, *, title: str, lead: str = ""
) -> HttpResponse:
    return _take(
        request,
        case,
        lambda data: ExtensionForm(data, latest=latest),
        act,
        title=title,
        lead=lead or _("It counts once somebody of another authority agrees."),
        submit=_("Ask for it"),
        done=_("Asked. Somebody of another authority decides."),
    )


@in_sight
def extend_need(request: Request, pk: int) -> HttpResponse:
    """Why the case is still needed."""
    case = find_case(request, pk)
    rules.can_ask_need(request.user, case).enforce()
    latest = timezone.localdate() + timedelta(days=settings.ANALYSES_REVIEW_DAYS)
    return _ask(
        request,
        case,
        min(latest, case.delete_on),
        lambda form: actions.ask_need(case, by=request.user, **form.cleaned_data),
        title=_("The case is still needed"),
        lead=_("If it is not needed any more, stop it instead."),
    )


@in_sight
def extend_deletion(request: Request, pk: int) -> HttpResponse:
    """Delete later."""
    case = find_case(request, pk)
    rules.can_ask_deletion(request.user, case).enforce()
    return _ask(
        request,
        case,
        rules.longest_day(case),
        lambda form: actions.ask_deletion(case, by=request.user, **form.cleaned_data),
        title=_("Delete the case later"),
    )


def _latest(case: Case, days: int) -> date:
    return min(timezone.localdate() + timedelta(days=days), rules.deletion_day(case))


@in_sight
def extend_contribution(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """What one's authority gave is still needed."""
    case = find_case(request, case_pk)
    found = get_object_or_404(Contribution.objects.select_related("case"), pk=pk, case=case)
    rules.can_ask_contribution(request.user, found).enforce()
    return _ask(
        request,
        case,
        _latest(case, settings.ANALYSES_REVIEW_DAYS),
        lambda form: actions.ask_contribution(found, by=request.user, **form.cleaned_data),
        title=_("The contribution is still needed"),
        lead=_("If it is not needed any more, take it back instead."),
    )


def _find_record(
    request: Request, case: Case, pk: int, rule: Callable[[Account, Record], Verdict]
) -> Record:
    """One that this person may do something about; that it is read is noted. Raises: Http404, PermissionDenied."""
    rows = Record.objects.select_related("case", "contribution")
    found = get_object_or_404(rows, pk=pk, case=case)
    rule(request.user, found).enforce()
    note(
        Operation.CONSULT,
        "record.read",
        by=request.user,
        case=case,
        about=("record", found.pk),
        reason=reason_of(request, case),
    )
    return found


@in_sight
@with_reason
def extend_record(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """A contact person is still needed."""
    case = find_case(request, case_pk)
    found = _find_record(request, case, pk, rules.can_ask_record)
    return _ask(
        request,
        case,
        _latest(case, settings.ANALYSES_CONTACT_DAYS),
        lambda form: actions.ask_record(found, by=request.user, **form.cleaned_data),
        title=_("The contact person is still needed"),
        lead=found.caption,
    )


@in_sight
@with_reason
def delete_record(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """One record whose term ends."""
    case = find_case(request, case_pk)
    found = _find_record(request, case, pk, rules.can_delete_record)
    return _take(
        request,
        case,
        None,
        lambda _form: erasing.delete_record(found, by=request.user),
        title=_("Delete a record"),
        question=_("Delete this record with its links for good?"),
        lead=found.caption,
        submit=_("Delete for good"),
        danger=True,
        done=_("Deleted. The certificate stands in the terms of the case."),
        way=reverse("analyses:due"),
    )


@in_sight
def decide_extension(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """The second person's yes or no."""
    case = find_case(request, case_pk)
    found = get_object_or_404(Extension.objects.select_related("case"), pk=pk, case=case)
    rules.can_decide_extension(request.user, found).enforce()
    return _take(
        request,
        case,
        DecisionForm,
        lambda form: actions.decide_extension(
            found, is_agreed=form.cleaned_data["decision"] == YES, by=request.user
        ),
        title=_("Decide on an extension"),
        lead=_("%(what)s, until %(day)s: %(reason)s")
        % {
            "what": capfirst(found.get_term_display()),
            "day": found.until_on.strftime("%d.%m.%Y"),
            "reason": found.reason,
        },
        submit=_("Decide"),
        done=_("Decided."),
    )


@in_sight
def erase(request: Request, pk: int) -> HttpResponse:
    """Before its day, by the lead."""
    case = find_case(request, pk)
    rules.can_erase(request.user, case).enforce()
    return _take(
        request,
        case,
        None,
        lambda _form: erasing.erase_early(case, by=request.user),
        title=_("Delete the case now"),
        question=_("Delete all contents of this case for good?"),
        lead=_(
            "Number, days, result and who took part stay. Contributions, records, texts and notes cannot be brought back."
        ),
        submit=_("Delete for good"),
        danger=True,
        done=_("Deleted. The certificate stands below."),
    )


@in_sight
def certificate(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """What was deleted, to be printed."""
    case = find_case(request, case_pk)
    found = get_object_or_404(Certificate.objects.select_related("by__person"), pk=pk, case=case)
    rules.can_see_terms(request.user, case).enforce()
    counts = [(label_of(label), number) for label, number in found.counts]
    context = {
        "case": case,
        "certificate": found,
        "counts": counts,
        "total": sum(number for _label, number in counts),
        "made_of": f"{case.number} · {found.rule} · {found.at.isoformat()}",
    }
    return render(request, "analyses/certificate.html", context)


def label_of(label: str) -> str:
    """How a table is called; its code where it is there no more."""
    try:
        return capfirst(str(apps.get_model(label)._meta.verbose_name_plural))
    except LookupError:
        return label


@in_sight
def hold(request: Request, pk: int) -> HttpResponse:
    """Nothing of the case is deleted from now on."""
    case = find_case(request, pk)
    rules.can_hold(request.user, case).enforce()
    return _take(
        request,
        case,
        HoldForm,
        lambda form: actions.set_hold(case, by=request.user, **form.cleaned_data),
        title=_("Set a legal hold"),
        lead=_(
            "It holds at once. Without a second person who confirms it, it ends after %(days)s days."
        )
        % {"days": settings.ANALYSES_HOLD_DAYS},
        submit=_("Set the hold"),
        done=_("Set. A second person confirms it."),
    )


def _find_hold(case: Case) -> Hold:
    return get_object_or_404(Hold.objects.open().select_related("case"), case=case)


def _hold_step(
    request: Request, pk: int, rule: Callable[[Account, Hold], Any], **words: Any
) -> HttpResponse:
    case = find_case(request, pk)
    found = _find_hold(case)
    rule(request.user, found).enforce()
    act, reads = words.pop("act"), words.pop("reads", "reason")
    lead = words.pop("lead", "") or getattr(found, reads)
    return _take(request, case, act=lambda form: act(found, form), lead=lead, **words)


@in_sight
def confirm_hold(request: Request, pk: int) -> HttpResponse:
    """By a second person."""
    return _hold_step(
        request,
        pk,
        rules.can_confirm_hold,
        make=None,
        act=lambda found, _form: actions.confirm_hold(found, by=request.user),
        title=_("Confirm the legal hold"),
        question=_("May nothing of this case be deleted for now?"),
        submit=_("Confirm"),
        done=_("Confirmed."),
    )


@in_sight
def ask_lifting(request: Request, pk: int) -> HttpResponse:
    """With reasons; it holds until a second person agrees."""
    return _hold_step(
        request,
        pk,
        rules.can_ask_lifting,
        make=LiftForm,
        act=lambda found, form: actions.ask_lifting(
            found, reason=form.cleaned_data["lift_reason"], by=request.user
        ),
        title=_("Lift the legal hold"),
        lead=_("It holds on until a second person agrees."),
        submit=_("Ask for it"),
        done=_("Asked. A second person decides."),
    )


@in_sight
def lift(request: Request, pk: int) -> HttpResponse:
    """The second person agrees; the clock goes on."""
    return _hold_step(
        request,
        pk,
        rules.can_lift,
        reads="lift_reason",
        make=None,
        act=lambda found, _form: actions.lift(found, by=request.user),
        title=_("Agree to lift the legal hold"),
        question=_("May the case be deleted again on its day?"),
        submit=_("Lift it"),
        danger=True,
        done=pgettext("a hold", "Lifted."),
    )
