"""Changes of somebody else's account: ask, look, agree, refuse, withdraw."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions import account_changes as actions
from partnerships.directory.actions.reading import person_reading, read_account_change
from partnerships.directory.forms.grants import AccountChangeForm
from partnerships.directory.models import Account, AccountChange, Person
from partnerships.directory.requests import Request
from partnerships.directory.views.steps import StepWords
from partnerships.shared.addresses import show_address
from partnerships.shared.keyset import page
from partnerships.shared.step.views import Step, take, to


def account_changes(request: Request) -> HttpResponse:
    """Those that wait first; all of them, newest first."""
    rules.can_see_account_changes(request.user).enforce()
    rows = AccountChange.objects.visible_to(request.user).select_related(*PEOPLE)
    if request.GET.get("all") != "1":
        rows = rows.open()
    listing = page(
        rows, by=["asked_at", "id"], descending=True, cursor=request.GET.get("cursor", "")
    )
    context = {"page": listing, "all": request.GET.get("all") == "1"}
    return render(request, "directory/account_changes.html", context)


PEOPLE = ("account__person", "asked_by__person", "decided_by__person")


def ask_account_change(request: Request, pk: int) -> HttpResponse:
    """Another address, or a new start after a lost telephone."""
    rules.can_see_account_changes(request.user).enforce()
    person = get_object_or_404(Person.objects.filter(account__isnull=False), pk=pk)
    account = Account.objects.get(person=person)
    rules.can_ask_account_change(request.user, account).enforce()
    step = Step(
        title=_("Change the account"),
        about=str(person),
        lead=_("%(person)s signs in as %(email)s.")
        % {"person": person, "email": show_address(account.email)},
        crumbs=[
            (_("Roles"), reverse("directory:roles")),
            (str(person), reverse("directory:access", args=[pk])),
        ],
        submit=_("Change the account"),
        template="directory/account_change_ask.html",
        more={"second": rules.needs_second_person(account)},
        reads=person_reading(person, by=request.user),
    )

    def act(form: AccountChangeForm) -> AccountChange:
        return actions.ask_account_change(account, by=request.user, **form.cleaned_data)

    way = to("directory:account_change")
    return take(request, step, AccountChangeForm, act, done=_say_asked, way=way)


def _say_asked(change: AccountChange) -> str:
    if change.is_open:
        return _("The change waits for a second person. Data protection was told.")
    return _("The account is changed. The person was told and must sign in anew.")


def _get_change(request: Request, pk: int) -> AccountChange:
    rows = AccountChange.objects.visible_to(request.user).select_related(*PEOPLE)
    return get_object_or_404(rows, pk=pk)


def account_change(request: Request, pk: int) -> HttpResponse:
    """What was asked by whom, and what became of it."""
    change = _get_change(request, pk)
    read_account_change(change, by=request.user)
    context = {
        "change": change,
        "can_agree": rules.can_agree_account_change(request.user, change),
        "can_refuse": rules.can_refuse_account_change(request.user, change),
        "can_withdraw": rules.can_withdraw_account_change(request.user, change),
    }
    return render(request, "directory/account_change.html", context)


def agree_account_change(request: Request, pk: int) -> HttpResponse:
    """The second person agrees; then it is made."""
    words: StepWords = {
        "question": _("Agree to this change?"),
        "submit": _("Agree"),
        "lead": _(
            "Make sure that the person wants it. It is made at once, and all their sessions end."
        ),
    }
    ask = rules.can_agree_account_change, actions.agree_account_change, _("The account is changed.")
    return _question(request, pk, ask, words)


def refuse_account_change(request: Request, pk: int) -> HttpResponse:
    """The second person says no."""
    words: StepWords = {
        "question": _("Refuse this change?"),
        "submit": _("Refuse"),
        "lead": _("Nothing is changed. Tell the person who asked why."),
        "danger": True,
    }
    ask = rules.can_refuse_account_change, actions.refuse_account_change, _("You refused.")
    return _question(request, pk, ask, words)


def withdraw_account_change(request: Request, pk: int) -> HttpResponse:
    """Whoever asked takes it back."""
    words: StepWords = {
        "question": _("Withdraw this change?"),
        "submit": _("Withdraw"),
        "lead": _("Nothing is changed. You can ask again."),
    }
    ask = rules.can_withdraw_account_change, actions.withdraw_account_change, _("Withdrawn.")
    return _question(request, pk, ask, words)


def _question(request: Request, pk: int, ask: tuple, words: StepWords) -> HttpResponse:
    rule, action, done = ask
    change = _get_change(request, pk)
    rule(request.user, change).enforce()
    own = reverse("directory:account_change", args=[pk])
    step = Step(
        title=_("Please confirm"),
        crumbs=[(_("Change of an account"), own)],
        template="directory/account_change_confirm.html",
        more={"change": change},
        reads=("directory.account_change_read", change),
        **words,
    )

    def act(_form: object) -> None:
        action(change, by=request.user)

    return take(request, step, None, act, done=done)
