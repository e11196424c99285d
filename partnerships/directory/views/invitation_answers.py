"""The second yes for an invitation: the person stands for another organisation, too, or already has power there."""

from collections.abc import Callable
from typing import Unpack

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory.actions import invitations as actions
from partnerships.directory.models import Invitation
from partnerships.directory.requests import Request
from partnerships.directory.rules import invitations as rules
from partnerships.directory.rules.decisions import name_of_account
from partnerships.directory.views.steps import StepParts
from partnerships.shared.addresses import show_address
from partnerships.shared.step.views import Step, take


def _get_invitation(request: Request, pk: int) -> Invitation:
    rows = Invitation.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("person", "invited_by__person"), pk=pk)


def agree_invitation(request: Request, pk: int) -> HttpResponse:
    """Yes, this address is theirs: the letter goes."""
    invitation = _get_invitation(request, pk)
    return _question(
        request,
        invitation,
        actions.agree_invitation,
        question=_("Is this address theirs: %(email)s?")
        % {"email": show_address(invitation.email)},
        lead=_(
            "%(asker)s wants to open an account for %(person)s: whoever reads the mail at this address will act as this"
            " person. Say yes only if you know that it is theirs. Otherwise go back and say no."
        )
        % {"asker": name_of_account(invitation.invited_by), "person": invitation.person},
        submit=_("Yes, the address is right"),
        template="directory/agree_invitation.html",
        more={"refuse": reverse("directory:refuse_invitation", args=[pk])},
        done=_("Thank you. The letter is on its way."),
    )


def refuse_invitation(request: Request, pk: int) -> HttpResponse:
    """The second yes is refused: no letter goes."""
    return _question(
        request,
        _get_invitation(request, pk),
        actions.refuse_invitation,
        question=_("Do you say no to this invitation?"),
        lead=_("No letter goes. The person stays entered and can be invited again."),
        submit=_("Say no"),
        done=_("You said no."),
        danger=True,
    )


def _question(
    request: Request,
    invitation: Invitation,
    act: Callable[..., object],
    *,
    done: str,
    **words: Unpack[StepParts],
) -> HttpResponse:
    rules.can_agree_invitation(request.user, invitation).enforce()
    step = Step(
        title=_("Invitation of %(person)s") % {"person": invitation.person},
        crumbs=[(_("Home"), reverse("directory:home"))],
        concerned=[str(invitation.person)],
        **words,
    )
    return take(request, step, None, lambda _form: act(invitation, by=request.user), done=done)
