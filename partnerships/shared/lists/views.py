"""Saved views: keep one, see one's own, delete one."""

from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from partnerships.shared.accounts import Request
from partnerships.shared.lists import actions, rules
from partnerships.shared.lists.description import List
from partnerships.shared.lists.forms import ViewForm
from partnerships.shared.lists.models import QUERY_LIMIT, SavedView
from partnerships.shared.registry import lists
from partnerships.shared.step.views import Step, take

LONGEST = 4 * QUERY_LIMIT  # more is not even looked at


def _list(slug: str) -> List:
    if slug not in lists:
        raise Http404
    return lists.get(slug)


def _back(request: Request) -> str:
    """The path of the page one came from; home, where it is not one of ours."""
    path = request.GET.get("back", "")
    ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, None)
    return path.split("?")[0] if ours else "/home/"


def _query(request: Request) -> str:
    """What stands behind the question mark, without the place in the list and the wish for a file."""
    query = QueryDict(request.GET.get("query", "")[:LONGEST], mutable=True)
    for name in ("cursor", "export"):
        query.pop(name, None)
    return query.urlencode()


def save_view(request: Request, slug: str) -> HttpResponse:
    """Keep a view under a name: GET asks for it, POST keeps it and leads back to the list."""
    description, query = _list(slug), _query(request)
    rules.can_save_view(request.user, slug, query).enforce()
    step = Step(
        title=_("Save this view"),
        about=str(description.caption),
        lead=_(
            "Filter, columns and order are kept under a name. The list itself stays up to date."
        ),
        crumbs=[(str(description.caption), f"{_back(request)}?{query}")],
        submit=_("Save"),
    )

    def act(form: ViewForm) -> None:
        try:
            actions.save_view(slug, by=request.user, name=form.cleaned_data["name"], query=query)
        except ValidationError as error:
            raise ValidationError({"name": error.messages}) from None

    return take(
        request, step, ViewForm, act, done=_("The view is saved. You find it above the list.")
    )


def views(request: Request, slug: str) -> HttpResponse:
    """One's own views of a list."""
    description, back = _list(slug), _back(request)
    return_to = urlencode({"back": back})
    saved = [
        (
            view,
            f"{back}?{view.query}",
            f"{reverse('lists:delete_view', args=[view.pk])}?{return_to}",
        )
        for view in SavedView.objects.of(request.user, slug)
    ]
    return render(request, "lists/views.html", {"shown": description, "saved": saved, "back": back})


def delete_view(request: Request, pk: int) -> HttpResponse:
    """Asks whether a view is to be dropped, and drops it."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    rules.can_delete_view(request.user, view).enforce()
    back = f"{reverse('lists:views', args=[view.list])}?{urlencode({'back': _back(request)})}"
    step = Step(
        title=view.name,
        here=_("Please confirm"),
        question=_("Delete this view?"),
        lead=_("Only the view goes. What stands in the list stays."),
        crumbs=[(_("My views"), back)],
        submit=_("Delete the view"),
        danger=True,
    )

    def act(_form: object) -> None:
        actions.delete_view(view, by=request.user)

    return take(request, step, None, act, done=_("The view is deleted."))
