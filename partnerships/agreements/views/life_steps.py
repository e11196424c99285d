"""What changes an agreement in force: each step says what it means, is read once more, then taken."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import members, rules, term
from partnerships.agreements.actions import life as actions
from partnerships.agreements.forms import (
    AccedeForm,
    DecisionForm,
    EvaluationForm,
    ExitForm,
    RecordedAccessionForm,
    RecordedExitForm,
    RenewForm,
    TerminationForm,
)
from partnerships.agreements.models import Accession, Agreement, Exit
from partnerships.agreements.views.asking import confirmed, filled, read_twice
from partnerships.agreements.views.life import with_life
from partnerships.directory.models import Organisation
from partnerships.shared.parts.figures import day_text


def begin_renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """Earlier than the clock would."""
    agreement = with_life(request, pk)
    rules.can_begin_renewal(request.user, agreement).enforce()
    return confirmed(
        request,
        agreement,
        lambda: actions.begin_renewal(agreement, by=request.user),
        _("The agreement is in renewal. All members are told."),
        title=_("Begin the renewal?"),
        text=_("All members are told that it has to be decided what comes after the end."),
        submit=_("Begin the renewal"),
    )


def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """What the parties decided."""
    agreement = with_life(request, pk)
    rules.can_renew(request.user, agreement).enforce()
    first = agreement.until_on + term.ONE_DAY
    days = {
        "first": day_text(first),
        "last": day_text(term.last_day_of(first, agreement.renewal_months)),
    }
    return filled(
        request,
        agreement,
        RenewForm(request.POST or None),
        lambda typed: actions.renew(agreement, by=request.user, **typed),
        done=_("Renewed. All members are told."),
        title=_("Record the decision to renew"),
        lead=_("The agreement goes on from %(first)s until %(last)s.") % days,
        submit=_("Renew"),
    )


def terminate(request: HttpRequest, pk: int) -> HttpResponse:
    """Notice of the whole."""
    agreement = with_life(request, pk)
    rules.can_terminate(request.user, agreement).enforce()
    return read_twice(
        request,
        agreement,
        TerminationForm(request.POST or None, agreement=agreement),
        lambda typed: actions.terminate(agreement, by=request.user, **typed),
        check=lambda typed: actions.check_notice(agreement, **typed),
        consequences=lambda typed: [
            _("The agreement ends for all members with %(day)s.")
            % {"day": day_text(typed["last_on"])},
            _("All members are told. Until that day the notice can be taken back."),
        ],
        done=_("The notice is recorded. All members are told."),
        title=_("Notice of the whole agreement"),
        lead=_notice_lead(agreement),
        submit=_("Record the notice"),
        danger=True,
    )


def _notice_lead(agreement: Agreement) -> str:
    return _("The agreed notice is %(months)d months.") % {"months": agreement.notice_months}


def withdraw_termination(request: HttpRequest, pk: int) -> HttpResponse:
    """It stays in force."""
    agreement = with_life(request, pk)
    rules.can_withdraw_termination(request.user, agreement).enforce()
    return confirmed(
        request,
        agreement,
        lambda: actions.withdraw_termination(agreement, by=request.user),
        _("The notice is taken back. All members are told."),
        title=_("Take back the notice of the whole agreement?"),
        text=_("The agreement stays in force, and all members are told."),
        submit=_("Take it back"),
    )


def declaration_of(agreement: Agreement, name: str) -> str:
    """What is declared, word for word; this text is stored with the declaration."""
    return _(
        "%(name)s joins the agreement “%(title)s”, in force since %(day)s, with all its clauses and annexes as they "
        "stand today. %(name)s knows its rights and duties as a party and is bound by the agreement from the day "
        "that the decision on this accession names."
    ) % {"name": name, "title": agreement.title_in(), "day": day_text(agreement.effective_on)}


def _own_partners(request: HttpRequest, agreement: Agreement) -> Any:
    return rules.may_join(agreement).filter(pk__in=rules.signing_for(request.user))


def accede(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who may sign declares it; the text is shown in full."""
    agreement = with_life(request, pk)
    rules.can_accede(request.user, agreement).enforce()
    own = _own_partners(request, agreement)

    def act(typed: dict[str, Any]) -> None:
        organisation = typed["organisation"]
        text = declaration_of(agreement, organisation.name)
        actions.accede(agreement, organisation, by=request.user, declaration=text)

    return filled(
        request,
        agreement,
        AccedeForm(request.POST or None, organisations=own),
        act,
        done=_("Declared. The liaison staff and the joint management decide by %(day)s.")
        % {"day": day_text(term.decide_by(timezone.localdate()))},
        title=_("Join the agreement"),
        lead=_("Within six weeks it is decided whether your organisation is admitted."),
        declarations=[declaration_of(agreement, each.name) for each in own],
        submit=_("Declare the accession"),
    )


def record_accession(request: HttpRequest, pk: int) -> HttpResponse:
    """What was declared on paper."""
    agreement = with_life(request, pk)
    rules.can_record_accession(request.user, agreement).enforce()

    def act(typed: dict[str, Any]) -> None:
        values = {**typed}
        actions.record_accession(agreement, values.pop("organisation"), by=request.user, **values)

    return filled(
        request,
        agreement,
        RecordedAccessionForm(request.POST or None, organisations=rules.may_join(agreement)),
        act,
        done=_("Recorded. Now it has to be decided."),
        title=_("Record an accession declared on paper"),
        lead=_("The decision is due six weeks after the declaration."),
        submit=_("Record"),
    )


def decide_accession(request: HttpRequest, pk: int, accession_pk: int) -> HttpResponse:
    """Admit or refuse."""
    agreement = with_life(request, pk)
    accession = get_object_or_404(Accession, pk=accession_pk, agreement=agreement)
    accession.agreement = agreement
    rules.can_decide_accession(request.user, accession).enforce()
    form = DecisionForm(request.POST or None)
    return filled(
        request,
        agreement,
        form,
        lambda _typed: actions.decide_accession(accession, by=request.user, **form.values),
        done=_("Decided. All members and %(name)s are told.") % {"name": accession.name},
        title=_("Accession of %(name)s") % {"name": accession.name},
        lead=_("Declared on %(day)s; to be decided by %(by)s.")
        % {
            "day": day_text(accession.declared_on),
            "by": day_text(term.decide_by(accession.declared_on)),
        },
        declarations=[accession.declaration] if accession.declaration else [],
        submit=_("Record the decision"),
    )


def _left_with(agreement: Agreement, organisation: Organisation, last_on: Any) -> list[str]:
    """What an exit means, in sentences."""
    after = last_on + term.ONE_DAY
    spans = [m for m in members.of(agreement) if m.organisation != organisation.pk]
    left = len({each.organisation for each in spans if each.holds(after)})
    found = [
        _("%(name)s is bound until %(day)s and from then on no longer.")
        % {"name": organisation.name, "day": day_text(last_on)}
    ]
    if left < rules.MINIMUM_PARTIES:
        return found + [
            _(
                "Fewer than two members remain after that day: the agreement itself must be terminated."
            )
        ]
    return found + [_("The agreement stays in force among the others.")]


def exit(request: HttpRequest, pk: int) -> HttpResponse:
    """A signer's own notice."""
    agreement = with_life(request, pk)
    rules.can_exit(request.user, agreement).enforce()
    own = rules.signing_for(request.user) & {m.organisation for m in rules.may_leave(agreement)}
    return _exit(
        request,
        agreement,
        ExitForm(request.POST or None, agreement=agreement, organisations=_organisations(own)),
        title=_("Give notice for your organisation"),
        submit=_("Give notice"),
        done=_("Notice is given. All members are told."),
    )


def record_exit(request: HttpRequest, pk: int) -> HttpResponse:
    """A member's letter."""
    agreement = with_life(request, pk)
    rules.can_record_exit(request.user, agreement).enforce()
    free = {m.organisation for m in rules.may_leave(agreement)}
    return _exit(
        request,
        agreement,
        RecordedExitForm(
            request.POST or None, agreement=agreement, organisations=_organisations(free)
        ),
        title=_("Record a member's letter of notice"),
        submit=_("Record the notice"),
        done=_("The notice is recorded. All members are told."),
    )


def _organisations(keys: set[int]) -> Any:
    return Organisation.objects.filter(pk__in=keys).order_by("sort_key", "pk")


def _exit(request: HttpRequest, agreement: Agreement, form: ExitForm, **page: Any) -> HttpResponse:
    def act(typed: dict[str, Any]) -> None:
        values = {**typed}
        actions.exit_agreement(agreement, values.pop("organisation"), by=request.user, **values)

    def check(typed: dict[str, Any]) -> None:
        days = {"noticed_on": timezone.localdate(), **typed}
        days.pop("organisation")
        actions.check_notice(agreement, **days)

    return read_twice(
        request,
        agreement,
        form,
        act,
        check=check,
        consequences=lambda typed: [
            *_left_with(agreement, typed["organisation"], typed["last_on"]),
            _("All members are told. Until that day the notice can be taken back."),
        ],
        lead=_notice_lead(agreement),
        danger=True,
        **page,
    )


def withdraw_exit(request: HttpRequest, pk: int, exit_pk: int) -> HttpResponse:
    """The member stays."""
    agreement = with_life(request, pk)
    notice = get_object_or_404(Exit, pk=exit_pk, agreement=agreement)
    notice.agreement = agreement
    rules.can_withdraw_exit(request.user, notice).enforce()
    return confirmed(
        request,
        agreement,
        lambda: actions.withdraw_exit(notice, by=request.user),
        _("The notice is taken back. All members are told."),
        title=_("Take back the notice of %(name)s?") % {"name": notice.name},
        text=_("The organisation stays bound by the agreement, and all members are told."),
        submit=_("Take it back"),
    )


def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft that starts from the agreement in force."""
    agreement = with_life(request, pk)
    rules.can_amend(request.user, agreement).enforce()
    if request.method == "POST":
        made = actions.amend(agreement, by=request.user)
        messages.success(
            request, _("The new version is a draft. The agreement stays in force meanwhile.")
        )
        return redirect("agreements:detail", pk=made.pk)
    return confirmed(
        request,
        agreement,
        lambda: None,
        "",
        title=_("Make a new version?"),
        text=_(
            "Text, annexes, terms and today's members become a new draft. The agreement stays in force until the new "
            "version takes effect and takes its place."
        ),
        submit=_("Make a new version"),
    )


def evaluate(request: HttpRequest, pk: int) -> HttpResponse:
    """Day and findings."""
    agreement = with_life(request, pk)
    rules.can_evaluate(request.user, agreement).enforce()
    return filled(
        request,
        agreement,
        EvaluationForm(request.POST or None),
        lambda typed: actions.evaluate(agreement, by=request.user, **typed),
        done=_("The evaluation is recorded."),
        title=_("Record an evaluation"),
        lead=_("What did the members find when they looked at what came of the agreement?"),
        submit=_("Record"),
    )
