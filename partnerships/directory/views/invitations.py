"""Invite one or many, look after what is open, join with an account that is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Unpack

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from partnerships.directory.actions import invitations as actions
from partnerships.directory.actions.joining import join
from partnerships.directory.actions.reading import person_reading, read_invitations
from partnerships.directory.forms.data import Data
from partnerships.directory.forms.invitations import InviteForm, InviteManyForm
from partnerships.directory.models import Account, Invitation, Organisation, Person
from partnerships.directory.requests import Request
from partnerships.directory.rules import invitations as rules
from partnerships.directory.views.organisation_edit import crumbs_of_organisation
from partnerships.directory.views.person import get_person
from partnerships.directory.views.printed_names import hint_at_people
from partnerships.directory.views.steps import StepParts
from partnerships.shared.addresses import show_address
from partnerships.shared.keyset import page
from partnerships.shared.row_addresses import addresses
from partnerships.shared.step.views import Again, Step, take
from partnerships.shared.templatetags.parts import Column, badge, link, when, words

COLUMNS = [
    Column(gettext_lazy("Person")),
    Column(gettext_lazy("E-mail address")),
    Column(gettext_lazy("Valid until")),
    Column(gettext_lazy("Invited at")),
    Column(gettext_lazy("Steps")),
]


def invitations(request: Request) -> HttpResponse:
    """Those that nobody has accepted yet, the ones that end first above."""
    rows = (
        Invitation.objects.visible_to(request.user)
        .filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
        .filter(person__account__isnull=True, person__merged_into__isnull=True)
        .select_related("person")
    )
    read_invitations(by=request.user)
    listing = page(rows, by=["expires_at", "id"], cursor=request.GET.get("cursor", ""))
    person = addresses("directory:person")
    context = {
        "page": listing,
        "columns": COLUMNS,
        "rows": [
            (
                link(words(row.person), person(row.person_id)),
                words(show_address(row.email)),
                _until(row),
                when(row.created_at),
                _steps(request.user, row),
            )
            for row in listing.rows
        ],
    }
    return render(request, "directory/invitations.html", context)


def _until(row: Invitation) -> SafeString:
    if row.is_waiting:
        return badge(_("waits for a yes"), "warning")
    over = row.expires_at <= timezone.now()
    return badge(_("run out"), "warning") if over else when(row.expires_at)


def _steps(account: Account, row: Invitation) -> SafeString:
    """Links to what the rules let the account do with an invitation."""
    offers = (
        (_("Send again"), "resend_invitation", rules.can_resend),
        (_("Withdraw"), "withdraw_invitation", rules.can_withdraw),
    )
    links = [
        (link(text, reverse(f"directory:{name}", args=[row.pk])),)
        for text, name, rule in offers
        if rule(account, row)
    ]
    return format_html_join(" · ", "{}", links)


def invite(request: Request, pk: int) -> HttpResponse:
    """Ask one person to open an account."""
    person = get_person(request, pk)
    rules.can_invite(request.user, person).enforce()
    step = Step(
        title=_("Invite %(name)s") % {"name": person},
        here=_("Invite"),
        lead=_("The letter carries a link that opens an account. It works once and for 14 days."),
        crumbs=[
            (_("People"), reverse("directory:people")),
            (str(person), reverse("directory:person", args=[pk])),
        ],
        submit=_("Send the invitation"),
        reads=person_reading(person, by=request.user),
    )

    def act(form: InviteForm) -> Invitation:
        with refusals_in_form():
            return actions.invite(person, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: InviteForm.prefill(person, data),
        act,
        done=say_posted,
    )


def say_posted(invitation: Invitation) -> str:
    """One letter, or that it waits for somebody's yes."""
    if invitation.is_waiting:
        return _(
            "The invitation waits: this person stands elsewhere, too, or has rights already. It goes when somebody else"
            " has agreed."
        )
    return _say_posted(1)


def _say_posted(number: int) -> str:
    """The same, whoever else knows the address. Source: DESIGN section 5, promise 3."""
    if number == 1:
        return _("The letter is on its way. The link in it is valid for 14 days.")
    return _("%(number)d letters are on their way. Each link is valid for 14 days.") % {
        "number": number
    }


@contextmanager
def refusals_in_form() -> Iterator[None]:
    """What the rule refuses of an address stands in the form, and what was typed stays."""
    try:
        yield
    except PermissionDenied as refusal:
        raise ValidationError(str(refusal)) from None


def invite_many(request: Request, pk: int) -> HttpResponse:
    """People of an organisation; shows what would be sent before it is."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    rules.can_invite_many(request.user, organisation).enforce()
    step = Step(
        title=_("Invite several"),
        about=organisation.name,
        lead=_(
            "%(name)s: each letter carries a link that opens an account; it works once and for 14 days."
        )
        % {"name": organisation.name},
        crumbs=crumbs_of_organisation(organisation),
        submit=_("Look at the letters"),
    )

    def form(data: Data) -> InviteManyForm:
        return InviteManyForm(
            data,
            people=_uninvited(request, organisation),
            seen=Person.objects.visible_to(request.user).present(),
        )

    def act(filled: InviteManyForm) -> str:
        chosen = list(filled.cleaned_data.get("people") or ())
        entries = filled.cleaned_data["lines"]
        if "send" not in request.POST:
            raise Again("directory/invite_many.html", chosen=chosen, entries=entries, preview=True)
        sent = _send(filled, organisation, request)
        return hint_at_people(_say_posted(len(sent)), [each.person for each in sent], request)

    return take(request, step, form, act, done=str, way=reverse("directory:invitations"))


def _uninvited(request: Request, organisation: Organisation) -> QuerySet[Person]:
    """With an address, without account, and without an invitation that is open."""
    stands = organisation.representations.visible_to(request.user).not_over()
    rows = Person.objects.present().filter(pk__in=stands.values("person_id"), account__isnull=True)
    waiting = Invitation.objects.open().values("person_id")
    return rows.exclude(email="").exclude(pk__in=waiting).order_by("sort_key", "id")


def _send(form: InviteManyForm, organisation: Organisation, request: Request) -> list[Invitation]:
    values = {
        "people": form.cleaned_data.get("people") or (),
        "entries": form.cleaned_data["lines"],
        "role": form.cleaned_data["role"],
        "language": form.cleaned_data["language"],
    }
    with refusals_in_form():
        return actions.invite_many(organisation, by=request.user, **values)


def _get_invitation(request: Request, pk: int) -> Invitation:
    rows = Invitation.objects.visible_to(request.user).select_related("person")
    return get_object_or_404(rows, pk=pk)


def resend_invitation(request: Request, pk: int) -> HttpResponse:
    """A new letter; the link sent before ends."""
    invitation = _get_invitation(request, pk)
    rules.can_resend(request.user, invitation).enforce()
    step = _asked_about(
        question=_("Send the invitation to %(name)s again?") % {"name": invitation.person},
        lead=_("A new letter goes to %(email)s. The link in the former letter ends at once.")
        % {"email": show_address(invitation.email)},
        submit=_("Send again"),
    )

    def act(_form: object) -> None:
        actions.resend(invitation, by=request.user)

    return take(request, step, None, act, done=_say_posted(1))


def withdraw_invitation(request: Request, pk: int) -> HttpResponse:
    """Asks, then ends the invitation and its link."""
    invitation = _get_invitation(request, pk)
    rules.can_withdraw(request.user, invitation).enforce()
    step = _asked_about(
        question=_("Withdraw the invitation to %(name)s?") % {"name": invitation.person},
        lead=_(
            "The link in the letter ends at once. The person stays entered and can be invited again."
        ),
        submit=_("Withdraw"),
        danger=True,
    )

    def act(_form: object) -> None:
        actions.withdraw(invitation, by=request.user)

    return take(request, step, None, act, done=_("Withdrawn. The link is over."))


def _asked_about(**words: Unpack[StepParts]) -> Step:
    crumbs = [(_("Invitations"), reverse("directory:invitations"))]
    return Step(title=_("Please confirm"), crumbs=crumbs, **words)


@never_cache
def join_invitation(request: Request, token: str) -> HttpResponse:
    """What was entered for somebody who has an account already goes on with it."""
    invitation = actions.open_invitation(token)
    if invitation is None:
        return render(request, "directory/invitation_over.html", status=410)
    rules.can_join(request.user, invitation).enforce()
    step = Step(
        title=_("This invitation is for you"),
        lead=_("You have an account with %(email)s already: join with it.")
        % {"email": invitation.email},
        crumbs=[(_("Home"), reverse("directory:home"))],
        submit=_("Join with my account"),
        template="directory/invitation_join.html",
        more={
            "represents": invitation.person.representations.not_over().select_related(
                "organisation"
            )
        },
    )

    def act(_form: object) -> None:
        join(invitation, by=request.user)

    done = _("Joined. You see what is new in “My account”.")
    return take(request, step, None, act, done=done, way=reverse("directory:me"))
