"""The page behind an invitation's link. Looking opens nothing: mail scanners follow links."""

from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from partnerships.directory.actions import invitations
from partnerships.directory.letters.invitees import describe_invitation
from partnerships.directory.models import Invitation
from partnerships.directory.rules import invitations as rules
from partnerships.directory.sign_in.proof import note_proof


@never_cache
@login_not_required
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Says who is invited for what; the button opens the account and signs in.

    A link that is over answers with 410 and what to do, whatever the reason.
    """
    row = invitations.open_invitation(token)
    if row is None:
        return render(request, "directory/invitation_over.html", status=410)
    translation.activate(row.language)
    if request.method == "POST":
        return _accept(request, row, token)
    if request.user.is_authenticated and rules.can_join(request.user, row):
        return redirect("directory:join_invitation", token)
    return render(
        request,
        "directory/invitation.html",
        {"invitation": row, **describe_invitation(row)._asdict()},
    )


def _accept(request: HttpRequest, row: Invitation, token: str) -> HttpResponse:
    account = invitations.accept(row)
    if account is None:
        messages.info(request, _("There is an account with this address already. Sign in with it."))
        back = reverse("directory:join_invitation", args=[token])
        return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")
    messages.success(
        request,
        _(
            "Welcome. What waits for you stands below. Under your name you choose how you want to"
            " sign in next time: by code, password or passkey."
        ),
    )
    home = reverse("directory:home")  # where what waits stands first
    answer = perform_login(request, Login(user=account, email=account.email, redirect_url=home))
    note_proof(request, account, "invitation")  # whoever holds the letter holds the address
    return answer
