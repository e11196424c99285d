"""The tab of comments and proposals: what the parties say, clause by clause."""

from collections.abc import Iterable

from django.db.models import Count, Q, Value
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.agreements import rules
from partnerships.agreements.document import facts
from partnerships.agreements.models import Agreement, Answer, Comment, Proposal
from partnerships.agreements.views.drafting import find_agreement
from partnerships.agreements.views.frame import build_frame
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.templatetags.parts import badge
from partnerships.shared.verdicts import Verdict

OPEN, OVER, INSIDE, ALL = "open", "over", "inside", "all"
STATES = (
    (OPEN, gettext_lazy("open")),
    (OVER, gettext_lazy("answered or settled")),
    (INSIDE, gettext_lazy("inside my organisation")),
    (ALL, gettext_lazy("all")),
)
TONES = {
    Answer.OPEN: "info",
    Answer.ACCEPTED: "success",
    Answer.DECLINED: "danger",
    Answer.WITHDRAWN: "neutral",
}
MOST = 200  # of each sort on one page; the filter leads to the rest
WHOLE, NEW, REMOVED = "whole", "new", "removed"  # groups that are no clause


def consultation(request: Request, pk: int) -> HttpResponse:
    """Comments and proposals by clause, filtered by organisation and state."""
    agreement = find_agreement(request, pk)
    state, organisation = _asked(request)
    comments, proposals = _rows(request.user, agreement, state, organisation)
    can_comment = rules.can_comment(request.user, agreement)
    groups = _groups(request.user, agreement, [*comments, *proposals], can_comment)
    context = {
        **build_frame(agreement, "agreements:consultation"),
        "groups": groups,
        "shortened": MOST in (len(comments), len(proposals)),
        "most": MOST,
        "state": state,
        "states": STATES,
        "organisation": organisation,
        "organisations": list(agreement.parties.values_list("organisation_id", "name")),
        "filtered": state != OPEN or organisation is not None,
        "can_comment": can_comment,
    }
    return render(request, "agreements/consultation.html", context)


def _asked(request: Request) -> tuple[str, int | None]:
    state, organisation = request.GET.get("state", ""), request.GET.get("organisation", "")
    known = state if state in dict(STATES) else OPEN
    is_key = organisation.isascii() and organisation.isdigit() and len(organisation) < 19
    return known, int(organisation) if is_key else None


def _rows(
    account: Account, agreement: Agreement, state: str, organisation: int | None
) -> tuple[list[Comment], list[Proposal]]:
    comments = Comment.objects.visible_to(account).filter(agreement=agreement)
    proposals = Proposal.objects.visible_to(account).filter(agreement=agreement)
    if organisation is not None:
        comments = comments.filter(organisation=organisation)
        proposals = proposals.filter(organisation=organisation)
    comments, proposals = comments.filter(_comments(state)), proposals.filter(_proposals(state))
    related = ("organisation", "by__person")
    return list(comments.select_related(*related)[:MOST]), list(
        proposals.select_related(*related)[:MOST]
    )


def _comments(state: str) -> Q:
    return {
        OPEN: Q(done_at__isnull=True),
        OVER: Q(done_at__isnull=False),
        INSIDE: Q(released_at__isnull=True),
        ALL: Q(),
    }[state]


def _proposals(state: str) -> Q:
    return {
        OPEN: Q(answer=Answer.OPEN),
        OVER: ~Q(answer=Answer.OPEN),
        INSIDE: Q(pk__in=[]),
        ALL: Q(),
    }[state]


def _groups(
    account: Account, agreement: Agreement, rows: Iterable[Comment | Proposal], can_comment: Verdict
) -> list[dict[str, object]]:
    by_place: dict[int | str, list[dict[str, object]]] = {}
    for each in sorted(rows, key=lambda row: (row.made_at, row.pk)):
        each.agreement = agreement
        by_place.setdefault(_place(each), []).append(_entry(account, each))
    text = reverse("agreements:detail", args=[agreement.pk])
    places: list[tuple[int | str, str, str]] = [(WHOLE, _("The whole text"), "")]
    for number, clause in facts.number_clauses(list(agreement.clauses.prefetch_related("texts"))):
        words = facts.text_in(clause, agreement.governing_language, agreement.governing_language)
        label = _label(clause.kind, number, words.heading if words else str(clause))
        places.append((clause.pk, label, f"{text}#clause-{clause.pk}"))
    places += [(NEW, _("New clauses"), ""), (REMOVED, _("Clauses that have been removed"), "")]
    return [
        {
            "anchor": f"on-{place}",
            "label": label,
            "href": href,
            "entries": by_place[place],
            "say": f"{text}clauses/{place}/" if can_comment and href else "",
        }
        for place, label, href in places
        if place in by_place
    ]


def _place(row: Comment | Proposal) -> int | str:
    if row.clause_removed:
        return REMOVED
    if row.clause_id and row.about:
        return row.clause_id
    return NEW if isinstance(row, Proposal) else WHOLE


def _label(kind: str, number: str, heading: str) -> str:
    if kind == "annex":
        return _("Annex %(number)s · %(heading)s") % {"number": number, "heading": heading}
    return f"{number}. {heading}" if number else heading


def _entry(account: Account, row: Comment | Proposal) -> dict[str, object]:
    """One comment or proposal; who wrote it is named to their own organisation only."""
    own = row.organisation_id in account.access.organisation_ids
    entry = {
        "pk": row.pk,
        "organisation": row.organisation.name,
        "person": str(getattr(row.by, "person", "")) if own else "",
        "at": row.made_at,
        "about": row.about if row.clause_removed else "",
    }
    if isinstance(row, Proposal):
        return entry | _proposal(row)
    return entry | _comment(account, row)


def _proposal(proposal: Proposal) -> dict[str, object]:
    new = not proposal.about
    return {
        "kind": _("New clause") if new else _("Proposal"),
        "badge": badge(proposal.get_answer_display(), TONES[Answer(proposal.answer)]),
        "heading": proposal.heading,
        "words": proposal.reason,
        "href": reverse("agreements:proposal", args=[proposal.agreement_id, proposal.pk]),
        "language": proposal.get_language_display(),
        "lang": proposal.language,
    }


def _comment(account: Account, comment: Comment) -> dict[str, object]:
    if comment.released_at is None:
        state = badge(_("only for your organisation"), "warning")
    else:
        state = badge(_("settled"), "success") if comment.done_at else badge(_("open"), "info")
    tools = (
        ("release_comment", _("Release"), rules.can_release_comment),
        ("edit_comment", _("Edit"), rules.can_edit_comment),
        ("remove_comment", _("Remove"), rules.can_remove_comment),
    )
    return {
        "kind": _("Comment"),
        "badge": state,
        "words": comment.body,
        "tools": [
            (label, reverse(f"agreements:{name}", args=[comment.agreement_id, comment.pk]))
            for name, label, rule in tools
            if rule(account, comment)
        ],
        "settle": reverse("agreements:settle_comment", args=[comment.agreement_id, comment.pk])
        if rules.can_settle_comment(account, comment)
        else "",
        "settled": bool(comment.done_at),
    }


def open_on_clauses(account: Account, agreement: Agreement) -> dict[int, str]:
    """For each clause with something open on it: "1 proposal · 2 comments", of an agreement that this account sees."""
    proposals = agreement.proposals.open()
    comments = agreement.comments.told_to(account).filter(done_at__isnull=True)
    counted = [
        rows.filter(clause__isnull=False)
        .order_by()
        .values_list("clause", Value(sort))
        .annotate(number=Count("pk"))
        for sort, rows in enumerate((proposals, comments))
    ]
    counts_on: dict[int, list[str]] = {}
    for clause, sort, number in sorted(counted[0].union(counted[1], all=True)):
        counts_on.setdefault(clause, []).append(_count(sort, number))
    return {clause: " · ".join(words) for clause, words in counts_on.items()}


def _count(sort: int, number: int) -> str:
    if sort == 0:
        words = ngettext("%(number)d open proposal", "%(number)d open proposals", number)
    else:
        words = ngettext("%(number)d open comment", "%(number)d open comments", number)
    return words % {"number": number}
