"""May I share this? Asked without a case, answered from the catalogue; and the matrix of who may give to whom."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from analyses import rules
from analyses.forms.bases import SECRECIES
from analyses.forms.wizard import HOLDERS, NEEDERS, AskForm
from analyses.kinds import PARTIES, Category, Initiative, MayBegin, Secrecy, Task
from analyses.models import ProvisionVersion
from analyses.models.matrix import Counted, count_pairs
from analyses.sharing import Answer, Near, Outcome, Question, Row, judge
from partnerships.directory.models import Grant, Person, Role
from partnerships.directory.requests import Request

FIELDS = (
    *("pk", "provision__code", "number", "citation", "what", "conditions", "from_kinds"),
    *("to_kinds", "tasks", "may_begin", "is_duty", "is_mutual", "covers_secrecies"),
    *("not_for_categories", "blocked_because", "reviewed_by_id", "valid_until"),
)
MOST = 5  # entries that the page shows in full
MOST_PEOPLE = 10
TONES = {
    Outcome.ALLOWED: "success",
    Outcome.CONDITIONS: "info",
    Outcome.NO: "danger",
    Outcome.ASK: "warning",
}


def share(request: Request) -> HttpResponse:
    """The answer first, then the questions. An address with every answer in it can be kept."""
    rules.can_read_bases(request.user).enforce()
    asked = "task" in request.GET
    form = AskForm(request.GET) if asked else AskForm(initial=_begun(request))
    context: dict[str, object] = {"form": form, "back": _back(request)}
    if asked and form.is_valid():
        question = form.question(timezone.localdate())
        context |= _answer(question, context["back"])
    return render(request, "analyses/share.html", context)


def _begun(request: Request) -> dict[str, str]:
    """What the matrix has filled in."""
    return {name: request.GET[name] for name in ("holder", "needer") if name in request.GET}


def _back(request: Request) -> str:
    """The form of a contribution that one came from, an address of analyses; blank for any other."""
    back = request.GET.get("back", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if ours and back.startswith(reverse("analyses:list")) and "?" not in back else ""


def ask_first(back: str, holder: str) -> str:
    """The address of the questions, from the form of a contribution; `holder`: the kind of one's own authority."""
    return f"{reverse('analyses:share')}?{urlencode({'holder': holder, 'back': back})}"


def find_rows(question: Question) -> Iterable[Row]:
    """Entries of these two kinds, as light rows."""
    rows = ProvisionVersion.objects.current().between(question.holder, question.needer)
    values = rows.order_by("provision__code", "number").values_list(*FIELDS)
    return [Row._make((*each, False)) for each in values]


def _answer(question: Question, back: object) -> dict[str, object]:
    answer = judge(question, find_rows(question))
    fits, near = answer.fits[:MOST], answer.near[:MOST]
    names = _names({row.reviewer for row in fits if row.reviewer})
    return {
        "asked": _said(question),
        "day": question.day,
        "outcome": capfirst(Outcome(answer.outcome).label),
        "tone": TONES[answer.outcome],
        "may": answer.outcome in (Outcome.ALLOWED, Outcome.CONDITIONS),
        "reasons": [each.label for each in answer.reasons],
        "extras": [each.label for each in answer.extras],
        "fits": [_fit(row, names, question, str(back)) for row in fits],
        "near": [_near(each) for each in near],
        "more": len(answer.fits) + len(answer.near) - len(fits) - len(near),
        "all": f"{reverse('analyses:bases')}?"
        + urlencode({"holder": question.holder, "needer": question.needer}),
        "legal": _legal_service(answer),
    }


def _said(question: Question) -> list[tuple[str, str]]:
    """The question in words, for the sheet."""
    parties = dict(PARTIES)
    secrecies = [label for value, label in SECRECIES if value in question.all_secrecies]
    said = [
        (_("Who holds it"), parties[question.holder]),
        (_("Who needs it"), parties[question.needer]),
        (_("For which task"), Task(question.task).label),
        (_("Whom it is about"), Category(question.category).label),
        (_("Who begins"), Initiative(question.initiative).label),
        (_("Special secrecy"), ", ".join(map(str, secrecies)) or Secrecy.NONE.label),
    ]
    if Secrecy.CRIMINAL_FILE in question.secrecies:
        release = _("on record") if question.is_released else _("missing")
        said.append((_("Release by the prosecutor"), release))
    return [(str(label), str(capfirst(words))) for label, words in said]


def _fit(row: Row, names: dict[int, str], question: Question, back: str) -> dict[str, object]:
    """An entry on which it rests, and where its record for a contribution leads."""
    values: dict[str, object] = {"basis": row.version, "initiative": question.initiative}
    if len(question.all_secrecies) == 1:
        values["secrecy"] = next(iter(question.all_secrecies))
    return {
        "row": row,
        "number": str(row.number),
        "begins": capfirst(MayBegin(row.may_begin).label),
        "reviewer": names.get(row.reviewer or 0, ""),
        "record": f"{back}?{urlencode(values)}" if back else "",
    }


def _near(each: Near) -> dict[str, object]:
    return {"row": each.row, "obstacles": [one.label for one in each.obstacles]}


def _names(numbers: set[int]) -> dict[int, str]:
    """Who answers for the entries by name."""
    if not numbers:
        return {}
    rows = Person.objects.filter(account__in=numbers)
    return {person.account_id: str(person) for person in rows if person.account_id}


def _legal_service(answer: Answer) -> list[str]:
    """Whom to ask, where somebody must be asked."""
    if answer.outcome == Outcome.ALLOWED:
        return []
    grants = Grant.objects.in_effect().filter(role=Role.LEGAL, person__account__is_active=True)
    rows = grants.select_related("person", "organisation").order_by("person__sort_key", "pk")
    return [
        f"{grant.person}, {grant.organisation}" if grant.organisation else str(grant.person)
        for grant in rows[:MOST_PEOPLE]
    ]


def matrix(request: Request) -> HttpResponse:
    """Every kind that holds by every kind that receives; a chosen row as a list, for small screens and readers."""
    rules.can_read_bases(request.user).enforce()
    counted = count_pairs(timezone.localdate())
    chosen = request.GET.get("holder", "")
    chosen = chosen if chosen in dict(HOLDERS) else ""
    cells = _Cells(counted)
    context = {
        "columns": [(value, capfirst(str(label))) for value, label in NEEDERS],
        "rows": [cells.row(*each) for each in HOLDERS],
        "chosen": chosen,
        "only": cells.row(chosen, dict(HOLDERS)[chosen]) if chosen else None,
        "holders": [(value, capfirst(str(label))) for value, label in HOLDERS],
    }
    return render(request, "analyses/matrix.html", context)


class _Cells:
    """Words and addresses of cells; the words are looked up once, not 700 times."""

    def __init__(self, counted: dict[tuple[str, str], Counted]) -> None:
        self.counted = counted
        self.ask = reverse("analyses:share")
        self.needers = [(value, str(label)) for value, label in NEEDERS]
        self.usable, self.waiting = _("%(n)s usable"), _("%(n)s not reviewed or expired")
        self.blocked, self.silent = _("%(n)s blocked"), _("nothing known")

    def row(self, holder: str, label: object) -> dict[str, object]:
        """All cells of one that holds."""
        return {
            "label": capfirst(str(label)),
            "cells": [self._cell(holder, needer, name) for needer, name in self.needers],
        }

    def _cell(self, holder: str, needer: str, name: str) -> dict[str, object]:
        found = self.counted.get((holder, needer))
        return {
            "name": capfirst(name),
            "words": self._words(found),
            "href": f"{self.ask}?holder={holder}&needer={needer}",
            "mark": "yes" if found and found.holds else "no" if found else "silent",
        }

    def _words(self, found: Counted | None) -> str:
        if found is None:
            return self.silent
        parts = ((self.usable, found.holds), (self.waiting, found.waits))
        words = [text % {"n": number} for text, number in parts if number]
        return ", ".join(
            [*words, *([self.blocked % {"n": found.blocked}] if found.blocked else [])]
        )
