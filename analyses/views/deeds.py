"""Deeds: what may be done to a case or to something in it, as a table. One row is a page with its words, its rule and its action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise

from analyses.models import Case
from analyses.views.crumbs import crumbs_of
from analyses.views.sight import View, find_case, in_sight
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take
from partnerships.shared.verdicts import Verdict

Words = str | Promise
Found = Any  # a case, or a row with a case


@dataclass(frozen=True, kw_only=True)
class Deed:
    """`find` takes the request and the numbers of the address, and raises Http404. `act` takes what was found, `by`, and
    what was typed by the names of the fields. `lead` may be made of what was found, `way` of what the act gave; without
    it one goes on to the case.
    """

    title: Words
    rule: Callable[[Account, Found], Verdict]
    act: Callable[..., object]
    done: Words
    form: Callable[[Any], forms.Form] | None = None
    question: Words = ""
    lead: Words | Callable[[Found], str] = ""
    submit: Words = ""
    danger: bool = False
    find: Callable[..., Found] = find_case
    crumbs: Callable[[Found], list[Crumb]] = lambda found: crumbs_of(case_in(found))
    way: Callable[[Any], str] | None = None

    @property
    def view(self) -> View[...]:
        """For the table of addresses."""
        return in_sight(self.ask)

    def ask(self, request: Request, **numbers: int) -> HttpResponse:
        """Found, allowed, asked, done. Raises: Http404, PermissionDenied."""
        found = self.find(request, **numbers)
        self.rule(request.user, found).enforce()
        case = case_in(found)
        step = Step(
            title=str(self.title),
            about=case.number,
            crumbs=self.crumbs(found),
            question=str(self.question),
            lead=self.lead(found) if callable(self.lead) else str(self.lead),
            submit=str(self.submit),
            danger=self.danger,
        )

        def act(filled: forms.Form | None) -> object:
            return self.act(found, by=request.user, **(filled.cleaned_data if filled else {}))

        return take(
            request,
            step,
            self.form,
            act,
            done=str(self.done),
            way=self.way or (lambda _made: case_or_list(request, case)),
        )


def case_in(found: Found) -> Case:
    """The case, or the one that it lies in."""
    return found if isinstance(found, Case) else found.case


def case_or_list(request: Request, case: Case) -> str:
    """Where one goes on: to the case as long as one sees it, otherwise to the list."""
    seen = Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
    return reverse("analyses:detail", args=[case.pk]) if seen else reverse("analyses:list")
