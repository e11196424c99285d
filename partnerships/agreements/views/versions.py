"""The versions of a text, one of them, and two of them side by side."""

from itertools import groupby
from typing import cast

from django.contrib.admin.utils import label_for_field
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.agreements import diff
from partnerships.agreements.diff.marks import mark
from partnerships.agreements.models import Agreement, RenewalRule, Version
from partnerships.agreements.stages import LIFE
from partnerships.agreements.text import fields, formats
from partnerships.agreements.text.numbering import numbers
from partnerships.agreements.text.shapes import (
    KeptClause,
    KeptParty,
    KeptPassage,
    KeptSignatory,
    KeptTerms,
    KeptText,
)
from partnerships.agreements.views.drafting import find_agreement
from partnerships.agreements.views.frame import build_frame
from partnerships.agreements.views.reading import clause_html
from partnerships.directory.requests import Request
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


def versions(request: Request, pk: int) -> HttpResponse:
    """Newest first: who, when, why."""
    agreement = find_agreement(request, pk)
    rows = agreement.versions.defer("facts").select_related("by__person")
    listing = page(rows, by=["number"], descending=True, cursor=request.GET.get("cursor", ""))
    context = {
        **build_frame(agreement, "agreements:versions"),
        "columns": [Column(label) for label in (_("Version"), _("When"), _("Cause"), _("By"), _("What changed"))],
        "rows": [_row(agreement, version) for version in listing.rows],
        "page": listing,
        "choices": (offered := _choices(agreement)),
        "before": {"number": offered[1][0] if len(offered) > 1 else None},  # chosen beforehand: the last two
    }  # fmt: skip
    return render(request, "agreements/versions.html", context)


def _row(agreement: Agreement, version: Version) -> tuple[object, ...]:
    number, own = version.number, reverse("agreements:versions", args=[agreement.pk])
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


def _choices(agreement: Agreement) -> list[tuple[int, str]]:
    rows = agreement.versions.defer("facts")[:OFFERED]
    return [(version.number, f"{version.number} · {cause_of(version)}") for version in rows]


def version(request: Request, pk: int, number: int) -> HttpResponse:
    """The whole text as it stood then, in the languages in which it stood."""
    agreement = find_agreement(request, pk)
    version = get_object_or_404(agreement.versions.select_related("by__person"), number=number)
    facts = version.facts
    counted = numbers((clause["kind"], clause["numbered"]) for clause in facts["clauses"])
    context = {
        **build_frame(agreement, "agreements:versions"),
        "version": version,
        "cause": cause_of(version),
        "person": getattr(version.by, "person", ""),
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


def _texts(clause: KeptClause, governing: str, terms: KeptTerms) -> list[dict[str, object]]:
    languages = sorted(clause["texts"], key=lambda language: language != governing)
    return [
        {
            "lang": language,
            "heading": clause["texts"][language]["heading"],
            "body": _body(clause["texts"][language], fields.fill(terms, language)),
            "outdated": clause["texts"][language].get("outdated", False),
        }
        for language in languages
    ]


def _body(text: KeptPassage, words: fields.Fields) -> SafeString:
    return clause_html(text["body"], formats.read_format(text), tuple(words.items()))


def compare(request: Request, pk: int) -> HttpResponse:
    """object two versions, the earlier one first; without a choice the last two."""
    agreement = find_agreement(request, pk)
    before, after = _choose(agreement, request)
    context = {
        **build_frame(agreement, "agreements:versions"),
        "before": before,
        "after": after,
        "choices": _choices(agreement),
    }
    if before and after:
        context |= _compare(before.facts, after.facts)
    return render(request, "agreements/compare.html", context)


def _choose(agreement: Agreement, request: Request) -> tuple[Version | None, Version | None]:
    last = agreement.versions.values_list("number", flat=True).first() or 0
    numbers_asked = [_number(request.GET.get(name, ""), last) for name in ("from", "to")]
    one, other = numbers_asked[0] or max(last - 1, 1), numbers_asked[1] or last
    rows = {v.number: v for v in agreement.versions.filter(number__in=[one, other])}
    first, second = min(one, other), max(one, other)
    return rows.get(first), rows.get(second)


def _number(text: str, last: int) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    return number if 1 <= number <= last else None


def _compare(before: KeptText, after: KeptText) -> dict[str, object]:
    comparison = diff.compare(before, after)
    return {
        "same": comparison.same,
        "terms": [_term(change) for change in comparison.terms],
        "parties": [_party(change) for change in comparison.parties],
        "runs": [
            (untouched, [_clause(change) for change in group])
            for untouched, group in groupby(comparison.clauses, key=lambda change: change.untouched)
        ],
        "summary": _summary(comparison),
    }


def _summary(comparison: diff.Comparison) -> list[tuple[str, int]]:
    """How many clauses of each sort, for those who want to know what to expect."""
    counts = [
        (str(words), sum(clause.state == state for clause in comparison.clauses))
        for state, (words, _tone) in STATES.items()
    ]
    counts.append((_("moved"), sum(clause.moved for clause in comparison.clauses)))
    return [(words, number) for words, number in counts if number]


def _clause(change: diff.ClauseChange) -> dict[str, object]:
    words, tone = STATES[change.state]
    badges = [] if change.state == diff.SAME else [badge(words, tone)]
    if change.moved:
        badges.append(badge(_("moved"), "warning"))
    return {
        "label": _label(change),
        "badges": badges,
        "moved": _describe_move(change) if change.moved else "",
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


def _describe_move(change: diff.ClauseChange) -> str:
    places = {"before": change.number_before or "–", "after": change.number_after or "–"}
    return _("Before: number %(before)s; now: number %(after)s.") % places


def _text(text: diff.TextChange) -> dict[str, object]:
    return {
        "lang": text.language,
        "language": ContentLanguage(text.language).label,
        "heading": mark(text.heading) if _has_changes(text.heading) else "",
        "body": mark(text.body),
    }


def _has_changes(pieces: list[diff.Piece]) -> bool:
    return any(piece.kind != diff.SAME for piece in pieces)


def _term(change: diff.ValueChange[object]) -> tuple[str, str, str]:
    label = str(TERMS.get(change.key) or label_for_field(change.key, Agreement))
    before, after = _value(change.key, change.before), _value(change.key, change.after)
    return label[:1].upper() + label[1:], before, after


def _value(key: str, value: object) -> str:
    choices = {"renewal": RenewalRule, "governing_language": ContentLanguage}.get(key)
    if choices and value in choices.values:
        return str(choices(value).label)
    return "" if value in (None, "") else str(value)


def _party(change: diff.ValueChange[KeptParty]) -> tuple[str, str, str]:
    there = cast(KeptParty, change.after or change.before)  # it stands in one of them
    return there["name"], _signing(change.before, there), _signing(change.after, there)


def _signing(party: KeptParty | None, there: KeptParty) -> str:
    """Signatures needed and who gives them; the name too, where it is not the one above."""
    if party is None:
        return ""
    names = ", ".join(map(_name, party["signatories"])) or _("nobody named yet")
    needed = _("two signatures") if party["signatures_needed"] == 2 else _("one signature")
    named = "" if _name(party) == there["name"] else f"{_name(party)}: "
    return f"{named}{needed}, {names}"


def _name(facts: KeptParty | KeptSignatory) -> str:
    """The name as typed, and its printed form where it has one."""
    if not facts.get("printed_name"):
        return str(facts["name"])
    name = _("%(name)s (in print: %(printed)s)")
    return name % {"name": facts["name"], "printed": facts["printed_name"]}
