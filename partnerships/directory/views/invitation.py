"""The page behind an invitation's link. Looking opens nothing: mail scanners follow links."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from partnerships.directory.actions import invitations


@never_cache
@login_not_required
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Says who is invited for what; the button opens the account and signs in.

    A link that is over answers with 410 and what to do, whatever the reason.
    """
    found = invitations.open_invitation(token)
    if found is None:
        return render(request, "directory/invitation_over.html", status=410)
    translation.activate(found.language)
    if request.method == "POST":
        return _accepted(request, found)
    represents = found.person.representations.current().select_related("organisation")
    return render(
        request, "directory/invitation.html", {"invitation": found, "represents": represents}
    )


def _accepted(request: HttpRequest, found) -> HttpResponse:
    account = invitations.accept(found)
    if account is None:
        messages.info(request, _("There is an account with this address already. Sign in with it."))
        return redirect("account_login")
    messages.success(
        request,
        _("Welcome. Choose how you want to sign in next time: by code, password or passkey."),
    )
    return perform_login(request, Login(user=account, email=account.email, redirect_url="/me/"))
