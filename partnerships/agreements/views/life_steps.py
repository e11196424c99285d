"""What changes an agreement in force: each step says what it means, is read once more, then taken."""

from datetime import date
from typing import Unpack, cast

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import rules
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
from partnerships.agreements.life import members, term
from partnerships.agreements.models import Accession, Agreement, Exit
from partnerships.agreements.views.frame import QuestionWords, StepWords, crumbs_of
from partnerships.agreements.views.life import with_life
from partnerships.directory.models import Organisation
from partnerships.directory.requests import Request
from partnerships.shared.parts.figures import day_text
from partnerships.shared.step.views import Make, Step, take, to

LIFE = "agreements:life"


def begin_renewal(request: Request, pk: int) -> HttpResponse:
    """Begins the renewal earlier than the clock would."""
    agreement = with_life(request, pk)
    rules.can_begin_renewal(request.user, agreement).enforce()
    step = _question(
        agreement,
        question=_("Begin the renewal?"),
        lead=_("All members are told that it has to be decided what comes after the end."),
        submit=_("Begin the renewal"),
    )

    def act(_form: None) -> None:
        actions.begin_renewal(agreement, by=request.user)

    return take(
        request, step, None, act, done=_("The agreement is in renewal. All members are told.")
    )


def _question(agreement: Agreement, **words: Unpack[QuestionWords]) -> Step:
    return Step(title=_("Please confirm"), crumbs=crumbs_of(agreement, LIFE), **words)


def _step(agreement: Agreement, *, title: str, **words: Unpack[StepWords]) -> Step:
    return Step(
        title=title,
        about=str(agreement),
        crumbs=crumbs_of(agreement, LIFE),
        template="agreements/life_form.html",
        **words,
    )


def renew(request: Request, pk: int) -> HttpResponse:
    """Records that the parties decided to renew."""
    agreement = with_life(request, pk)
    rules.can_renew(request.user, agreement).enforce()
    first = cast(date, agreement.until_on) + term.ONE_DAY  # in renewal it has an end
    last = cast(date, term.last_day_of(first, agreement.renewal_months))  # at least one month
    days = {"first": day_text(first), "last": day_text(last)}
    step = _step(
        agreement,
        title=_("Record the decision to renew"),
        lead=_("The agreement goes on from %(first)s until %(last)s.") % days,
        submit=_("Renew"),
    )

    def act(form: RenewForm) -> None:
        actions.renew(agreement, by=request.user, **form.cleaned_data)

    return take(request, step, RenewForm, act, done=_("Renewed. All members are told."))


def terminate(request: Request, pk: int) -> HttpResponse:
    """Records notice of the whole agreement."""
    agreement = with_life(request, pk)
    rules.can_terminate(request.user, agreement).enforce()

    def check(form: TerminationForm) -> list[str]:
        actions.check_notice(agreement, **form.cleaned_data)
        return [
            _("The agreement ends for all members with %(day)s.")
            % {"day": day_text(form.cleaned_data["last_on"])},
            _("All members are told. Until that day the notice can be taken back."),
        ]

    step = _step(
        agreement,
        title=_("Notice of the whole agreement"),
        lead=_notice_lead(agreement),
        submit=_("Record the notice"),
        danger=True,
        check=check,
    )

    def act(form: TerminationForm) -> None:
        actions.terminate(agreement, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: TerminationForm(data, agreement=agreement),
        act,
        done=_("The notice is recorded. All members are told."),
    )


def _notice_lead(agreement: Agreement) -> str:
    return _("The agreed notice is %(months)d months.") % {"months": agreement.notice_months}


def withdraw_termination(request: Request, pk: int) -> HttpResponse:
    """Takes back the notice of the whole; the agreement stays in force."""
    agreement = with_life(request, pk)
    rules.can_withdraw_termination(request.user, agreement).enforce()
    step = _question(
        agreement,
        question=_("Take back the notice of the whole agreement?"),
        lead=_("The agreement stays in force, and all members are told."),
        submit=_("Take it back"),
    )

    def act(_form: None) -> None:
        actions.withdraw_termination(agreement, by=request.user)

    return take(request, step, None, act, done=_("The notice is taken back. All members are told."))


def declaration_of(agreement: Agreement, name: str) -> str:
    """What is declared, word for word; this text is stored with the declaration."""
    since = cast(date, agreement.effective_on)  # in force
    return _(
        "%(name)s joins the agreement “%(title)s”, in force since %(day)s, with all its clauses and annexes as they "
        "stand today. %(name)s knows its rights and duties as a party and is bound by the agreement from the day "
        "that the decision on this accession names."
    ) % {"name": name, "title": agreement.title_in(), "day": day_text(since)}


def _own_partners(request: Request, agreement: Agreement) -> QuerySet[Organisation]:
    return rules.may_join(agreement).filter(pk__in=rules.signing_for(request.user))


def accede(request: Request, pk: int) -> HttpResponse:
    """Somebody who may sign declares it; the text is shown in full."""
    agreement = with_life(request, pk)
    rules.can_accede(request.user, agreement).enforce()
    own = _own_partners(request, agreement)
    step = _step(
        agreement,
        title=_("Join the agreement"),
        lead=_("Within six weeks it is decided whether your organisation is admitted."),
        submit=_("Declare the accession"),
        more={"declarations": [declaration_of(agreement, each.name) for each in own]},
    )

    def act(form: AccedeForm) -> None:
        organisation = form.cleaned_data["organisation"]
        text = declaration_of(agreement, organisation.name)
        actions.accede(agreement, organisation, by=request.user, declaration=text)

    return take(
        request,
        step,
        lambda data: AccedeForm(data, organisations=own),
        act,
        done=_("Declared. The liaison staff and the joint management decide by %(day)s.")
        % {"day": day_text(term.decide_by(timezone.localdate()))},
    )


def record_accession(request: Request, pk: int) -> HttpResponse:
    """Records an accession that was declared on paper."""
    agreement = with_life(request, pk)
    rules.can_record_accession(request.user, agreement).enforce()
    step = _step(
        agreement,
        title=_("Record an accession declared on paper"),
        lead=_("The decision is due six weeks after the declaration."),
        submit=_("Record"),
    )

    def act(form: RecordedAccessionForm) -> None:
        actions.record_accession(agreement, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: RecordedAccessionForm(data, organisations=rules.may_join(agreement)),
        act,
        done=_("Recorded. Now it has to be decided."),
    )


def decide_accession(request: Request, pk: int, accession_pk: int) -> HttpResponse:
    """Records whether an accession is admitted or refused."""
    agreement = with_life(request, pk)
    accession = get_object_or_404(Accession, pk=accession_pk, agreement=agreement)
    accession.agreement = agreement
    rules.can_decide_accession(request.user, accession).enforce()
    step = _step(
        agreement,
        title=_("Accession of %(name)s") % {"name": accession.name},
        lead=_("Declared on %(day)s; to be decided by %(by)s.")
        % {
            "day": day_text(accession.declared_on),
            "by": day_text(term.decide_by(accession.declared_on)),
        },
        submit=_("Record the decision"),
        more={"declarations": [accession.declaration] if accession.declaration else []},
    )

    def act(form: DecisionForm) -> None:
        actions.decide_accession(accession, by=request.user, **form.values)

    done = _("Decided. All members and %(name)s are told.") % {"name": accession.name}
    return take(request, step, DecisionForm, act, done=done)


def _left_with(agreement: Agreement, organisation: Organisation, last_on: date) -> list[str]:
    """What an exit means, in sentences."""
    after = last_on + term.ONE_DAY
    spans = [m for m in members.find(agreement) if m.organisation != organisation.pk]
    left = len({each.organisation for each in spans if each.holds(after)})
    sentences = [
        _("%(name)s is bound until %(day)s and from then on no longer.")
        % {"name": organisation.name, "day": day_text(last_on)}
    ]
    if left < rules.MINIMUM_PARTIES:
        return sentences + [
            _(
                "Fewer than two members remain after that day: the agreement itself must be terminated."
            )
        ]
    return sentences + [_("The agreement stays in force among the others.")]


def exit(request: Request, pk: int) -> HttpResponse:
    """A member's notice, given here by somebody who may sign for it."""
    agreement = with_life(request, pk)
    rules.can_exit(request.user, agreement).enforce()
    own = rules.signing_for(request.user) & {m.organisation for m in rules.may_leave(agreement)}
    return _exit(
        request,
        agreement,
        lambda data: ExitForm(data, agreement=agreement, organisations=_organisations(own)),
        title=_("Give notice for your organisation"),
        submit=_("Give notice"),
        done=_("Notice is given. All members are told."),
    )


def record_exit(request: Request, pk: int) -> HttpResponse:
    """Records a member's notice that came as a letter."""
    agreement = with_life(request, pk)
    rules.can_record_exit(request.user, agreement).enforce()
    free = _organisations({m.organisation for m in rules.may_leave(agreement)})
    return _exit(
        request,
        agreement,
        lambda data: RecordedExitForm(data, agreement=agreement, organisations=free),
        title=_("Record a member's letter of notice"),
        submit=_("Record the notice"),
        done=_("The notice is recorded. All members are told."),
    )


def _organisations(keys: set[int]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=keys).order_by("sort_key", "pk")


def _exit(
    request: Request, agreement: Agreement, make: Make, *, title: str, submit: str, done: str
) -> HttpResponse:
    def check(form: ExitForm) -> list[str]:
        days = {"noticed_on": timezone.localdate(), **form.cleaned_data}
        organisation = days.pop("organisation")
        actions.check_notice(agreement, **days)
        return [
            *_left_with(agreement, organisation, days["last_on"]),
            _("All members are told. Until that day the notice can be taken back."),
        ]

    def act(form: ExitForm) -> None:
        actions.exit_agreement(agreement, by=request.user, **form.cleaned_data)

    step = _step(
        agreement,
        title=title,
        lead=_notice_lead(agreement),
        submit=submit,
        danger=True,
        check=check,
    )
    return take(request, step, make, act, done=done)


def withdraw_exit(request: Request, pk: int, exit_pk: int) -> HttpResponse:
    """Takes back a member's notice; it stays bound."""
    agreement = with_life(request, pk)
    notice = get_object_or_404(Exit, pk=exit_pk, agreement=agreement)
    notice.agreement = agreement
    rules.can_withdraw_exit(request.user, notice).enforce()
    step = _question(
        agreement,
        question=_("Take back the notice of %(name)s?") % {"name": notice.name},
        lead=_("The organisation stays bound by the agreement, and all members are told."),
        submit=_("Take it back"),
    )

    def act(_form: None) -> None:
        actions.withdraw_exit(notice, by=request.user)

    return take(request, step, None, act, done=_("The notice is taken back. All members are told."))


def amend(request: Request, pk: int) -> HttpResponse:
    """Makes a new version: a draft that starts from the agreement in force."""
    agreement = with_life(request, pk)
    rules.can_amend(request.user, agreement).enforce()
    step = _question(
        agreement,
        question=_("Make a new version?"),
        lead=_(
            "Text, annexes, terms and today's members become a new draft. The agreement stays in force until the new "
            "version takes effect and takes its place."
        ),
        submit=_("Make a new version"),
    )

    def act(_form: None) -> Agreement:
        return actions.amend(agreement, by=request.user)

    done = _("The new version is a draft. The agreement stays in force meanwhile.")
    return take(request, step, None, act, done=done, way=to("agreements:detail"))


def evaluate(request: Request, pk: int) -> HttpResponse:
    """Records an evaluation: its day and what was found."""
    agreement = with_life(request, pk)
    rules.can_evaluate(request.user, agreement).enforce()
    step = _step(
        agreement,
        title=_("Record an evaluation"),
        lead=_("What did the members find when they looked at what came of the agreement?"),
        submit=_("Record"),
    )

    def act(form: EvaluationForm) -> None:
        actions.evaluate(agreement, by=request.user, **form.cleaned_data)

    return take(request, step, EvaluationForm, act, done=_("The evaluation is recorded."))
