"""What somebody can see, and why; who can see a partnership or an organisation, and why."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst

from partnerships.directory import rules
from partnerships.directory.access import audience
from partnerships.directory.actions.access_lookups import look_up_access
from partnerships.directory.actions.reading import look_up_audience
from partnerships.directory.models import Account, Person, Representation
from partnerships.directory.requests import Request
from partnerships.directory.views import reasons
from partnerships.directory.views.since import began
from partnerships.shared.keyset import page
from partnerships.shared.templatetags.parts import link, words


def access(request: Request, pk: int) -> HttpResponse:
    """For administrators and data protection officers; noted in the log."""
    rules.can_look_up_access(request.user).enforce()
    person = get_object_or_404(Person, pk=pk)
    look_up_access(person, by=request.user)
    account = Account.objects.filter(person=person).first()
    context: dict[str, object] = {
        "person": person,
        "account": account,
        "closed": account and not account.is_active,
    }
    if account:
        context |= _describe_access(account)
        context["can_change"] = rules.can_ask_account_change(request.user, account)
    context["can_give"] = rules.can_give(request.user, person=person)
    return render(request, "directory/access.html", context)


def _describe_access(account: Account) -> dict[str, object]:
    return {
        "stands": [_stand(row) for row in reasons.representations(account)],
        "roles": reasons.roles(account, own=False),
        "partnerships": reasons.partnerships(account, own=False),
    }


def _stand(row: Representation) -> dict[str, object]:
    return {
        "organisation": row.organisation.name,
        "role": capfirst(row.get_role_display()),
        "since": began(row.since, row.attested_on),
    }


def partnership_audience(request: Request, pk: int) -> HttpResponse:
    """People who take part, each with every reason."""
    partnership = get_object_or_404(audience.partnerships_to_look_up(request.user), pk=pk)
    rules.can_see_audience_of_partnership(request.user, partnership).enforce()
    look_up_audience(partnership, by=request.user)
    people = audience.who_sees_partnership(partnership)
    listing = page(people, by=["sort_key", "id"], cursor=request.GET.get("cursor", ""))
    why = audience.why_partnership(partnership, [person.pk for person in listing.rows])
    context = {
        "name": partnership.name_in(),
        "up": reverse("directory:partnership", args=[pk]),
        "page": listing,
        "people": _rows(request, listing.rows, why),
    }
    return render(request, "directory/access_audience.html", context)


def organisation_audience(request: Request, pk: int) -> HttpResponse:
    """People who find it, each with every reason."""
    organisation = get_object_or_404(audience.organisations_to_look_up(request.user), pk=pk)
    rules.can_see_audience_of_organisation(request.user, organisation).enforce()
    look_up_audience(organisation, by=request.user)
    people = audience.who_sees_organisation(organisation, request.user)
    listing = page(people, by=["sort_key", "id"], cursor=request.GET.get("cursor", ""))
    why = audience.why_organisation(organisation, [person.pk for person in listing.rows])
    context = {
        "name": organisation.name,
        "up": reverse("directory:organisation", args=[pk]),
        "page": listing,
        "people": _rows(request, listing.rows, why),
        "others": audience.others_see_organisation(request.user),
    }
    return render(request, "directory/access_audience.html", context)


def _rows(request: Request, people: list[Person], why: audience.Reasons) -> list[tuple]:
    """Name and reasons; names lead on for those who may look up what somebody sees."""
    linked = bool(rules.can_look_up_access(request.user))
    return [
        (
            link(
                words(str(person)), reverse("directory:access", args=[person.pk]) if linked else ""
            ),
            why[person.pk],
        )
        for person in people
    ]
