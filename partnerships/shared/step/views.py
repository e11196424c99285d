"""How a form or a question is asked: shown, sent, refused with reasons, or done once and led on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from partnerships.shared import versions
from partnerships.shared.accounts import Request
from partnerships.shared.audit.actions import note_read
from partnerships.shared.row_addresses import place_of
from partnerships.shared.step import once

Crumb = tuple[str, str]
Make = Callable[[Any], forms.Form]  # of the data that was sent, or of None
Filled = Any  # the valid form, of a class that the step and its act know; None where there is none
Made = Any  # what the act has made: `done` and `way` of the same step know what


@dataclass(frozen=True)
class Step:
    """`crumbs` lead to the page that cancelling goes back to; `question` makes it one with consequences.

    `rows` is for a form that edits: the rows in the order in which its action locks them, the edited one last. They are read
    anew under the lock, and the form carries a version. `check` is for a form that is read twice: it raises what the
    action would and gives the consequences in sentences, or None where there is nothing to read. `template` extends shared/step.html and gets `more` as well, read when the page is
    made. `reads` names the event and the row, where the page shows somebody else's protected data. `listed`: the page that
    one came from lists such rows (`row_addresses.place_of`), and one comes back to the one that was edited or made.
    `is_nameless`: nobody may find out who sent it, so no once-token is kept under the account; the act keeps `once.nameless_token`.
    """

    title: str
    crumbs: list[Crumb]
    submit: str = ""
    lead: str = ""
    question: str = ""
    about: str = ""  # behind the title in the browser's tab
    here: str = ""  # the last crumb, where it is not the title
    concerned: list[str] = field(default_factory=list)
    danger: bool = False
    rows: tuple[models.Model, ...] = ()
    check: Callable[[Filled], list[str] | None] | None = None
    template: str = "shared/step.html"
    more: Mapping[str, object] | Callable[[], Mapping[str, object]] = field(default_factory=dict)
    reads: tuple[str, models.Model] | None = None
    listed: bool = False
    is_nameless: bool = False

    @property
    def back(self) -> str:
        """The address that one came from: the last of the crumbs, there the row that is edited."""
        return self.back_to(None)

    def back_to(self, made: Made) -> str:
        """The same, at what was edited or made, where that page lists it."""
        row = self.rows[-1] if self.rows else made
        place = f"#{place_of(row)}" if self.listed and isinstance(row, models.Model) else ""
        return f"{self.crumbs[-1][1]}{place}"


class Again(Exception):
    """Raised by an act: the form is to be read once more before it counts. The page gets `more`; `submit` is what its button says."""

    def __init__(self, template: str = "", **more: object) -> None:
        super().__init__(template)
        self.template, self.more = template, more


def take(
    request: Request,
    step: Step,
    form: Make | None,
    act: Callable[[Filled], Made],
    *,
    done: str | Callable[[Made], str],
    way: str | Callable[[Made], str] = "",
) -> HttpResponse:
    """The page, or after the act the way on with a message. All of it happens or nothing, and once.

    `act` takes the valid form (None where there is none); `done` and `way` may be made of what it gave. What the act
    refuses with a ValidationError stands at its field, a Conflict beside what others wrote. Raises: PermissionDenied as
    the act does; Http404 when a row is gone.
    """
    taking = _Taking(request, step, form)
    if request.method != "POST" or "change" in request.POST:
        return taking.page()
    try:
        with transaction.atomic():
            claimed = None if step.is_nameless else once.claim(request)
            made = taking.run(act)
            address = _of(made, way) or step.back_to(made)
            once.note(claimed, address)
    except once.Already as already:
        return once.led_on(request, already.address)
    except ObjectDoesNotExist:
        raise Http404 from None
    except Again as again:
        return taking.page(again.template, again.more)
    except versions.Conflict as conflict:
        return taking.page(more=taking.conflict(conflict))
    except ValidationError as error:
        tell(taking.form, error, request)
        return taking.page()
    if message := _of(made, done):
        messages.success(request, message)
    return redirect(address)


def _of(made: Made, words: str | Callable[[Made], str]) -> str:
    return words(made) if callable(words) else words


class _Taking:
    """One request for a step; `form` is the one that was built last."""

    def __init__(self, request: Request, step: Step, make: Make | None) -> None:
        self.request, self.step, self.make = request, step, make
        self.form: forms.Form | None = None
        self.has_own_version = False

    def run(self, act: Callable[[Filled], Made]) -> Made:
        """What the act gives. Raises: Again, also for what was typed wrongly, and what the act raises."""
        form = self._built(self.request.POST)
        if self.step.rows and not self.has_own_version:
            self._lock()
            form = self._built(self.request.POST)  # as the rows stand now
        if form is not None and not form.is_valid():
            raise Again
        self._compare(form)
        if form is not None and self.step.check and "confirmed" not in self.request.POST:
            self._ask(self.step.check(form), form)
        return act(form)

    def _ask(self, consequences: list[str] | None, form: forms.Form) -> None:
        if consequences is not None:
            raise Again(
                "shared/step_check.html", consequences=consequences, typed=list(_hidden(form))
            )

    def _compare(self, form: forms.Form | None) -> None:
        if form is None or not self.step.rows or self.has_own_version:
            return
        if form.cleaned_data.pop(versions.NAME) != form.initial[versions.NAME]:
            raise versions.Conflict

    def _lock(self) -> None:
        for row in self.step.rows:
            rows = type(row)._base_manager.select_for_update(of=("self",), no_key=True)
            row.refresh_from_db(from_queryset=rows)

    def _built(self, data: QueryDict | None) -> forms.Form | None:
        self.form = form = self.make(data) if self.make else None
        if form is not None and self.step.rows:
            self.has_own_version = versions.NAME in form.fields
            versions.add_version(form)
        return form

    def conflict(self, conflict: versions.Conflict) -> dict[str, object]:
        """Both texts: what was typed in the form, what stands now beside it."""
        typed = self.form
        if typed is None or not self.step.rows:
            tell(typed, conflict, self.request)
            return {}
        try:
            self.step.rows[-1].refresh_from_db()
        except ObjectDoesNotExist:
            raise Http404 from None
        fresh = self._built(None)
        assert fresh is not None  # noqa: S101  the same builder as before
        self.form = typed
        theirs = versions.as_it_stands(fresh, typed)
        versions.tell_conflict(typed, fresh.initial[versions.NAME])
        return {"theirs": theirs}

    def page(self, template: str = "", more: Mapping[str, object] | None = None) -> HttpResponse:
        """The page with the form as it is now."""
        if self.form is None:
            self._built(self.request.POST if self.request.method == "POST" else None)
        step = self.step
        if step.reads and self.request.method == "GET":
            note_read(step.reads[0], by=self.request.user, target=step.reads[1])
        context = {
            "step": step,
            "form": self.form,
            "crumbs": [*step.crumbs, (step.here or step.title, "")],
            "once": once.token_for(self.request),
            **(step.more() if callable(step.more) else step.more),
            **(more or {}),
        }
        return render(self.request, template or step.template, context)


def _hidden(form: forms.Form) -> Iterator[tuple[str, object]]:
    """What was understood, as a form sends it."""
    for name, form_field in form.fields.items():
        known = form.cleaned_data.get(
            name, form.initial.get(name)
        )  # the version is compared and gone
        value = form_field.prepare_value(known)
        for each in value if isinstance(value, list | tuple) else [value]:
            if each is True:
                yield name, "on"
            elif each not in (None, "", False):
                yield name, str(each)


def tell(form: forms.Form | None, error: ValidationError, request: Request) -> None:
    """At the field where there is one, otherwise above the form."""
    if form is None:
        for message in error.messages:
            messages.error(request, message)
        return
    errors = error.error_dict if hasattr(error, "error_dict") else {"__all__": [error]}
    for name, problems in errors.items():
        for problem in problems:
            form.add_error(name if name in form.fields else None, problem.messages)


def to(name: str) -> Callable[[models.Model], str]:
    """A function from a row to its page."""
    return lambda row: reverse(name, args=[row.pk])
