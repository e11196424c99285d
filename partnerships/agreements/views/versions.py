"""The versions of a text, one of them, and two of them side by side."""

from itertools import groupby
from typing import Any

from django.contrib.admin.utils import label_for_field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.agreements import diff
from partnerships.agreements.diff.marks import marked
from partnerships.agreements.models import Agreement, RenewalRule, Version
from partnerships.agreements.stages import LIFE
from partnerships.agreements.text import fields, formats
from partnerships.agreements.text.numbering import numbers
from partnerships.agreements.views.drafting import seen
from partnerships.agreements.views.frame import framed
from partnerships.agreements.views.reading import clause_html
from partnerships.shared.keyset import page
from partnerships.shared.languages import ContentLanguage
from partnerships.shared.templatetags.parts import Column, badge, link, when, words

CAUSES = {
    "drafted": gettext_lazy("Drafted"),
    "details_edited": gettext_lazy("Title or notice changed"),
    "clause_added": gettext_lazy("Clause added"),
    "clause_edited": gettext_lazy("Clause changed"),
    "clause_moved": gettext_lazy("Clause moved"),
    "clause_removed": gettext_lazy("Clause removed"),
    "proposal_accepted": gettext_lazy("Proposal accepted"),
    "party_added": gettext_lazy("Party added"),
    "party_edited": gettext_lazy("Signatories changed"),
    "party_removed": gettext_lazy("Party removed"),
    "file_attached": gettext_lazy("File added to an annex"),
    "file_removed": gettext_lazy("File of an annex removed"),
}
STATES = {
    diff.INSERTED: (gettext_lazy("added"), "success"),
    diff.DELETED: (gettext_lazy("removed"), "danger"),
    diff.CHANGED: (gettext_lazy("changed"), "info"),
    diff.SAME: (gettext_lazy("unchanged"), "neutral"),
}
TERMS = {"title_de": gettext_lazy("Title (German)"), "title_en": gettext_lazy("Title (English)")}
OFFERED = 500  # versions in the two lists of the form


def cause_of(version: Version) -> str:
    """Why there is this version, in words."""
    known = {move.verb: move.label for move in LIFE.moves} | CAUSES
    return str(known.get(version.cause, version.cause))


def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Newest first: who, when, why."""
    found = seen(request, pk)
    rows = found.versions.defer("facts").select_related("by__person")
    shown = page(rows, by=["number"], descending=True, cursor=request.GET.get("cursor", ""))
    context = {
        **framed(found, "agreements:versions"),
        "columns": [Column(label) for label in (_("Version"), _("When"), _("Cause"), _("By"), _("What changed"))],
        "rows": [_row(found, version) for version in shown.rows],
        "page": shown,
        "choices": (offered := _choices(found)),
        "before": {"number": offered[1][0] if len(offered) > 1 else None},  # chosen beforehand: the last two
    }  # fmt: skip
    return render(request, "agreements/versions.html", context)


def _row(found: Agreement, version: Version) -> tuple:
    number, own = version.number, reverse("agreements:versions", args=[found.pk])
    label = _("Version %(number)d") % {"number": number}
    compare = _("Compare with version %(number)d") % {"number": number - 1}
    href = f"{own}compare/?from={number - 1}&to={number}"
    return (
        link(label, f"{own}{number}/"),
        when(version.at),
        cause_of(version),
        words(str(getattr(version.by, "person", ""))),
        link(compare, href) if number > 1 else "",
    )


def _choices(found: Agreement) -> list[tuple[int, str]]:
    rows = found.versions.defer("facts")[:OFFERED]
    return [(version.number, f"{version.number} · {cause_of(version)}") for version in rows]


def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The whole text as it stood then, in the languages in which it stood."""
    found = seen(request, pk)
    shown = get_object_or_404(found.versions.select_related("by__person"), number=number)
    facts = shown.facts
    counted = numbers((clause["kind"], clause["numbered"]) for clause in facts["clauses"])
    context = {
        **framed(found, "agreements:versions"),
        "version": shown,
        "cause": cause_of(shown),
        "person": getattr(shown.by, "person", ""),
        "clauses": [
            {
                "number": place,
                "annex": clause["kind"] == "annex",
                "texts": _texts(clause, facts["governing_language"], facts["terms"]),
                "files": clause["files"],
            }
            for place, clause in zip(counted, facts["clauses"], strict=True)
        ],
    }
    return render(request, "agreements/version.html", context)


def _texts(clause: dict, governing: str, terms: dict) -> list[dict[str, Any]]:
    languages = sorted(clause["texts"], key=lambda language: language != governing)
    return [
        {
            "lang": language,
            "heading": clause["texts"][language]["heading"],
            "body": _body(clause["texts"][language], fields.of(terms, language)),
            "outdated": clause["texts"][language].get("outdated", False),
        }
        for language in languages
    ]


def _body(text: dict, words: fields.Fields) -> SafeString:
    return clause_html(text["body"], formats.of(text), tuple(words.items()))


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Any two versions, the earlier one first; without a choice the last two."""
    found = seen(request, pk)
    before, after = _chosen(found, request)
    context = {
        **framed(found, "agreements:versions"),
        "before": before,
        "after": after,
        "choices": _choices(found),
    }
    if before and after:
        context |= _compared(before.facts, after.facts)
    return render(request, "agreements/compare.html", context)


def _chosen(found: Agreement, request: HttpRequest) -> tuple[Version | None, Version | None]:
    last = found.versions.values_list("number", flat=True).first() or 0
    asked = [_number(request.GET.get(name, ""), last) for name in ("from", "to")]
    one, other = asked[0] or max(last - 1, 1), asked[1] or last
    rows = {v.number: v for v in found.versions.filter(number__in=[one, other])}
    first, second = min(one, other), max(one, other)
    return rows.get(first), rows.get(second)


def _number(text: str, last: int) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    return number if 1 <= number <= last else None


def _compared(before: dict, after: dict) -> dict[str, Any]:
    found = diff.compare(before, after)
    return {
        "same": found.same,
        "terms": [_term(change) for change in found.terms],
        "parties": [_party(change) for change in found.parties],
        "runs": [
            (untouched, [_clause(change) for change in group])
            for untouched, group in groupby(found.clauses, key=lambda change: change.untouched)
        ],
        "summary": _summary(found),
    }


def _summary(found: diff.Comparison) -> list[tuple[str, int]]:
    """How many clauses of each sort, for those who want to know what to expect."""
    counts = [
        (str(words), sum(clause.state == state for clause in found.clauses))
        for state, (words, _tone) in STATES.items()
    ]
    counts.append((_("moved"), sum(clause.moved for clause in found.clauses)))
    return [(words, number) for words, number in counts if number]


def _clause(change: diff.ClauseChange) -> dict[str, Any]:
    words, tone = STATES[change.state]
    badges = [] if change.state == diff.SAME else [badge(words, tone)]
    if change.moved:
        badges.append(badge(_("moved"), "warning"))
    return {
        "label": _label(change),
        "badges": badges,
        "moved": _moved(change) if change.moved else "",
        "texts": [_text(text) for text in change.texts if text.changed or change.untouched],
        "files": [
            (STATES[file.state][0], file.name, file.sha256)
            for file in change.files
            if change.untouched or file.state != diff.SAME
        ],
    }


def _label(change: diff.ClauseChange) -> str:
    number = change.number_after or change.number_before
    if change.kind == "annex":
        return _("Annex %(number)s · %(heading)s") % {"number": number, "heading": change.heading}
    return f"{number}. {change.heading}" if number else change.heading


def _moved(change: diff.ClauseChange) -> str:
    places = {"before": change.number_before or "–", "after": change.number_after or "–"}
    return _("Before: number %(before)s; now: number %(after)s.") % places


def _text(text: diff.TextChange) -> dict[str, Any]:
    return {
        "lang": text.language,
        "language": ContentLanguage(text.language).label,
        "heading": marked(text.heading) if _differs(text.heading) else "",
        "body": marked(text.body),
    }


def _differs(found: list[diff.Piece]) -> bool:
    return any(piece.kind != diff.SAME for piece in found)


def _term(change: diff.ValueChange) -> tuple[str, str, str]:
    label = str(TERMS.get(change.key) or label_for_field(change.key, Agreement))
    return label[:1].upper() + label[1:], *(_value(change.key, v) for v in (change.before, change.after))  # fmt: skip


def _value(key: str, value: Any) -> str:
    choices = {"renewal": RenewalRule, "governing_language": ContentLanguage}.get(key)
    if choices and value in choices.values:
        return str(choices(value).label)
    return "" if value in (None, "") else str(value)


def _party(change: diff.ValueChange) -> tuple[str, str, str]:
    there = change.after or change.before
    return there["name"], _signing(change.before, there), _signing(change.after, there)


def _signing(party: dict | None, there: dict) -> str:
    """Signatures needed and who gives them; the name too, where it is not the one above."""
    if party is None:
        return ""
    names = ", ".join(map(_called, party["signatories"])) or _("nobody named yet")
    needed = _("two signatures") if party["signatures_needed"] == 2 else _("one signature")
    named = "" if _called(party) == there["name"] else f"{_called(party)}: "
    return f"{named}{needed}, {names}"


def _called(facts: dict) -> str:
    """The name as typed, and its printed form where it has one."""
    if not facts.get("printed_name"):
        return str(facts["name"])
    said = _("%(name)s (in print: %(printed)s)")
    return said % {"name": facts["name"], "printed": facts["printed_name"]}
