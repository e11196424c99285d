"""Who am I here: for whom I stand, what I see and why, how I sign in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from partnerships.directory.models import Person, Representation
from partnerships.directory.views import reasons
from partnerships.directory.views.links import addresses
from partnerships.directory.views.since import began
from partnerships.shared.templatetags.parts import link, words


def me(request: HttpRequest) -> HttpResponse:
    """Only about oneself."""
    account = request.user
    return render(
        request,
        "directory/me.html",
        {
            "person": Person.objects.filter(account=account).first(),
            "stands": [_stand(row) for row in reasons.representations(account)],
            "roles": reasons.roles(account),
            "partnerships": reasons.partnerships(account),
            "language_name": dict(settings.LANGUAGES).get(account.language, account.language),
        },
    )


def _stand(row: Representation) -> dict:
    address = addresses("directory:organisation")
    return {
        "organisation": link(words(row.organisation.name), address(row.organisation_id)),
        "role": capfirst(row.get_role_display()),
        "function": row.function,
        "since": began(row.since, row.attested_on),
        "may_sign": row.may_sign,
    }
