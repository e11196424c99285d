"""Deeds: what may be done to a case, to something in it, or to an enquiry. One value is a page with its words, its rule and its action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise

from analyses import rules
from analyses.models import Case, Contribution, Link, Participation, Record
from analyses.views.crumbs import crumbs_of
from analyses.views.sight import View, find_case, in_sight, note_shown, with_reason
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take
from partnerships.shared.verdicts import Verdict

Words = str | Promise
Found = Any  # what the deed is done to; its rule, its form and its action know what
Made = Any  # what the action gives


def case_in(found: Found) -> Case:
    """The case, or the one that it lies in."""
    return found if isinstance(found, Case) else found.case


def carrier_of(found: Found) -> Contribution | None:
    """The contribution whose legal basis the log names: the one shown, or the one a shown record or link belongs to. None for
    anything else: what merely points to a contribution may point to one that is not seen.
    """
    if isinstance(found, Record | Link):
        return found.contribution
    return found if isinstance(found, Contribution) else None


def number_of(found: Found) -> str:
    """Of the case."""
    return case_in(found).number


def of_member(
    rule: Callable[[Participation | None, Found], Verdict],
) -> Callable[[Account, Found], Verdict]:
    """A rule that asks for one's own participation in the case, as one that asks for the account."""
    return lambda by, found: rule(rules.works_on(by, case_in(found)), found)


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something that may be done: found, allowed, asked, done.

    `find` takes the request and the numbers of the address, and raises Http404. `act` takes what was found, `by`, and
    what was typed by the names of the fields. The form takes the data, and what it `knows` of who asks and what was found.
    `lead`, `concerned`, `rows` and `more` may be made of what was found, `way` of what the act gave; see `Step` and `take`.
    `reads`: the code of the entry in the log where the page shows contents, or what writes that entry; `needs_reason`: it first asks
    why one reads, see `with_reason`.
    """

    find: Callable[..., Found]
    crumbs: Callable[[Found], list[Crumb]]
    title: Words
    rule: Callable[[Account, Found], Verdict]
    act: Callable[..., Made]
    done: Words
    about: Callable[[Found], str] = number_of
    form: Callable[..., forms.Form] | None = None
    knows: Callable[[Account, Found], Mapping[str, object]] = lambda _by, _found: {}
    question: Words = ""
    lead: Words | Callable[[Found], str] = ""
    submit: Words = ""
    danger: bool = False
    concerned: Callable[[Found], list[str]] = lambda _found: []
    rows: Callable[[Found], tuple[Model, ...]] = lambda _found: ()
    template: str = "shared/step.html"
    more: Callable[[Found], Mapping[str, object]] = lambda _found: {}
    way: str | Callable[[Made], str] = ""
    reads: str | Callable[[Request, Found], None] = ""
    needs_reason: bool = False

    @property
    def view(self) -> View[...]:
        """For the table of addresses."""
        return in_sight(with_reason(self.ask) if self.needs_reason else self.ask)

    def ask(self, request: Request, **numbers: int) -> HttpResponse:
        """Found, allowed, asked, done. Raises: Http404, PermissionDenied."""
        found, by = self.find(request, **numbers), request.user
        self.rule(by, found).enforce()
        if callable(self.reads):
            self.reads(request, found)
        elif self.reads:
            about = (str(found._meta.model_name), found.pk)
            note_shown(request, self.reads, case_in(found), about, carrier_of(found))

        form = self.form

        def act(filled: forms.Form | None) -> Made:
            return self.act(found, by=by, **(filled.cleaned_data if filled else {}))

        return take(
            request,
            self._step(found),
            (lambda data: form(data, **self.knows(by, found))) if form else None,
            act,
            done=str(self.done),
            way=self.led_on(request, found),
        )

    def _step(self, found: Found) -> Step:
        return Step(
            title=str(self.title),
            about=self.about(found),
            crumbs=self.crumbs(found),
            question=str(self.question),
            lead=self.lead(found) if callable(self.lead) else str(self.lead),
            submit=str(self.submit),
            danger=self.danger,
            concerned=self.concerned(found),
            rows=self.rows(found),
            template=self.template,
            more=self.more(found),
        )

    def led_on(self, request: Request, found: Found) -> str | Callable[[Made], str]:
        """Where one goes on; empty for the last of the crumbs."""
        return self.way


@dataclass(frozen=True, kw_only=True)
class CaseDeed(Deed):
    """One goes on to the case, or to the list where one sees it no more."""

    find: Callable[..., Found] = find_case
    crumbs: Callable[[Found], list[Crumb]] = lambda found: crumbs_of(case_in(found))

    def led_on(self, request: Request, found: Found) -> Callable[[Made], str]:
        """Said after the act: it may have taken the case out of sight."""
        return lambda _made: case_or_list(request, case_in(found))


def case_or_list(request: Request, case: Case) -> str:
    """To the case as long as one sees it, otherwise to the list."""
    seen = Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
    return reverse("analyses:detail", args=[case.pk]) if seen else reverse("analyses:list")
