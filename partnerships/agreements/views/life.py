"""Term and members of an agreement: what holds until when, who is bound, and what may be done about it."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.agreements import rules
from partnerships.agreements.life import members, term
from partnerships.agreements.models import (
    Accession,
    Agreement,
    Decision,
    Evaluation,
    Exit,
    RenewalRule,
)
from partnerships.agreements.stages import BINDING, Stage
from partnerships.agreements.views.frame import build_frame
from partnerships.agreements.views.timeline import timeline
from partnerships.directory.requests import Request
from partnerships.shared.parts.figures import day_text
from partnerships.shared.past_days import DayForm
from partnerships.shared.templatetags.parts import Column, period, when, words
from partnerships.shared.verdicts import Verdict

KEEP = {  # what keepers are offered; a reason stands beside what is not possible now
    "begin_renewal": gettext_lazy("Begin the renewal"),
    "renew": gettext_lazy("Record the decision to renew"),
    "terminate": gettext_lazy("Record notice of the whole agreement"),
    "withdraw_termination": gettext_lazy("Take back the notice of the whole agreement"),
    "amend": gettext_lazy("Make a new version"),
    "record_accession": gettext_lazy("Record an accession declared on paper"),
    "record_exit": gettext_lazy("Record a member's letter of notice"),
    "evaluate": gettext_lazy("Record an evaluation"),
}
OWN = {
    "accede": gettext_lazy("Declare that your organisation joins"),
    "exit": gettext_lazy("Give notice for your organisation"),
}
ONLY_IF = ("begin_renewal", "renew", "withdraw_termination")  # not worth a line when impossible
COLUMNS = (
    Column(gettext_lazy("Member")),
    Column(gettext_lazy("How")),
    Column(gettext_lazy("Bound")),
)
TONES: dict[str, str] = {Decision.WAITING: "warning", Decision.ADMITTED: "success"}
RELATED = ("parties", "accessions", "exits", "terminations", "successors")


def with_life(request: Request, pk: int) -> Agreement:
    """The agreement with everything that rules of its life ask; 404 for whoever may not see it."""
    agreements = Agreement.objects.visible_to(request.user).select_related(
        "partnership", "supersedes"
    )
    return get_object_or_404(agreements.prefetch_related(*RELATED), pk=pk)


def life(request: Request, pk: int) -> HttpResponse:
    """`?day=2026-03-05` shows whom it bound on a past day."""
    agreement, today = with_life(request, pk), timezone.localdate()
    form = DayForm({"day": request.GET.get("day") or today.isoformat()})
    day = form.cleaned_data["day"] if form.is_valid() else today
    spans = members.find(agreement)
    bound = [each for each in members.by_name(spans) if each.holds(day)]
    evaluations = list(agreement.evaluations.all())
    last_on = _last_on(agreement)
    context = {
        **build_frame(agreement, "agreements:life"),
        "today": today,
        "day_form": form,
        "columns": COLUMNS,
        "members": [_member(each) for each in bound],
        "members_caption": _caption(len(bound), day),
        "term": _term(agreement, evaluations, today),
        "timeline": timeline(agreement, last_on, today),
        "notice": rules.termination_of(agreement) if agreement.stage in BINDING else None,
        "too_few_from": _too_few(agreement, spans, today),
        "accessions": [_accession(request, each, agreement) for each in agreement.accessions.all()],
        "exits": [_exit(request, each, agreement) for each in agreement.exits.all()],
        "renewals": agreement.renewals.all(),
        "evaluations": evaluations[::-1],
        "successors": _seen_successors(agreement),
        "steps": _steps(request, agreement),
        "binding": rules.is_binding(agreement),
    }
    return render(request, "agreements/life.html", context)


def _last_on(agreement: Agreement) -> date | None:
    notice = rules.termination_of(agreement)
    return agreement.ended_on or (notice.last_on if notice else agreement.until_on)


def _caption(number: int, day: date) -> str:
    """Plain text: it names the table's region as well."""
    caption = ngettext("%(number)s member on %(day)s", "%(number)s members on %(day)s", number)
    return caption % {"number": number, "day": day_text(day)}


def _member(each: members.Membership) -> tuple[object, ...]:
    how = _("acceded") if each.acceded else _("party from the beginning")
    return words(each.name), how, period(each.from_on, each.last_on)


def _term(agreement: Agreement, evaluations: list[Evaluation], today: date) -> dict[str, object]:
    evaluated = max((each.held_on for each in evaluations), default=None)
    due = None
    if agreement.effective_on:
        due = term.next_evaluation(agreement.effective_on, evaluated, agreement.evaluation_months)
    end, binding = agreement.until_on, agreement.stage in BINDING
    notice = term.latest_notice(end, agreement.notice_months) if end and binding else None
    return {
        "notice_until": notice,
        "notice_over": notice is not None and notice < today,
        "evaluation_due": due if binding else None,
        "evaluation_late": due is not None and due < today,
        "to_decide": _to_decide(agreement, notice),
    }


def _to_decide(agreement: Agreement, notice: date | None) -> str:
    """What has to be decided while it is in renewal."""
    if agreement.stage != Stage.IN_RENEWAL or rules.termination_of(agreement):
        return ""
    days: dict[str, object] = {
        "end": when(agreement.until_on, "long"),
        "notice": when(notice, "long"),
    }
    days["months"] = agreement.renewal_months
    if agreement.renewal == RenewalRule.AUTOMATIC:
        text = _(
            "It is renewed by itself for {months} months on the day after {end}, unless notice of the whole is "
            "given. Notice for this end can be given until {notice}."
        )
    else:
        text = _(
            "The parties decide whether it goes on for {months} months. Without a decision it expires with {end}."
        )
    return format_html(text, **days)


def _too_few(agreement: Agreement, spans: list[members.Membership], today: date) -> date | None:
    """From when on fewer than two members are bound."""
    if agreement.stage not in BINDING or rules.termination_of(agreement):
        return None
    days = {each.last_on + term.ONE_DAY for each in spans if each.last_on} | {today}
    for day in sorted(day for day in days if day >= today):
        if len({each.organisation for each in spans if each.holds(day)}) < rules.MINIMUM_PARTIES:
            return day
    return None


def _accession(request: Request, row: Accession, agreement: Agreement) -> dict[str, object]:
    row.agreement = agreement
    waiting = row.decision == Decision.WAITING
    return {
        "row": row,
        "tone": TONES.get(row.decision, "neutral"),
        "decide_by": term.decide_by(row.declared_on) if waiting else None,
        "href": reverse("agreements:decide_accession", args=[agreement.pk, row.pk])
        if waiting and rules.can_decide_accession(request.user, row)
        else "",
    }


def _exit(request: Request, row: Exit, agreement: Agreement) -> dict[str, object]:
    row.agreement = agreement
    return {
        "row": row,
        "href": reverse("agreements:withdraw_exit", args=[agreement.pk, row.pk])
        if rules.can_withdraw_exit(request.user, row)
        else "",
    }


def _seen_successors(agreement: Agreement) -> list[Agreement]:
    """Of the same partnership, so whoever keeps it sees them; a party from outside may not."""
    return [each for each in agreement.successors.all() if each.stage != Stage.DECLINED]


def _steps(request: Request, agreement: Agreement) -> list[tuple[str | Promise, str, Verdict]]:
    """Label, address, verdict."""
    if not rules.is_binding(agreement):
        return []
    keeper = rules.can_keep(request.user, agreement.partnership_id)
    signer = rules.signing_for(request.user)
    steps = []
    for verb, label in [*(OWN.items() if signer else ()), *(KEEP.items() if keeper else ())]:
        verdict = rules.LIFE_STEPS[verb](request.user, agreement)
        if verdict or (verb not in ONLY_IF and verb not in OWN):
            steps.append((label, reverse(f"agreements:{verb}", args=[agreement.pk]), verdict))
    return steps
