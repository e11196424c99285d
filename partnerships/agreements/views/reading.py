"""The page of one agreement: its text."""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.document import facts
from partnerships.agreements.forms import DocumentForm
from partnerships.agreements.life.history import history_of
from partnerships.agreements.models import (
    Agreement,
    AgreementPrint,
    Clause,
    ClauseKind,
    ClauseText,
    Party,
    PrintKind,
)
from partnerships.agreements.stages import LIFE, SIGNING
from partnerships.agreements.text import formats, frozen_text
from partnerships.agreements.todo.items import find_signatures_to_give
from partnerships.agreements.views.consultation import open_on_clauses
from partnerships.agreements.views.frame import build_frame
from partnerships.agreements.views.paper import OnPaper, on_paper
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.languages import ContentLanguage, content_language
from partnerships.shared.marked import has_fields
from partnerships.shared.verdicts import ALLOWED, Verdict

BOTH = "both"  # languages, side by side
Fields = tuple[tuple[str, str], ...]  # field and words
LANGUAGES = dict(ContentLanguage.choices)
Step = tuple[str | Promise, str, Verdict]  # label, address, whether it is allowed
FILE = ("pk", "clause_id", "name", "description", "size", "sha256")


# Texts are read far more often than they change, and the originals' clauses stand in every agreement.
@lru_cache(maxsize=512)
def clause_html(body: str, format: int, fields: Fields = ()) -> SafeString:
    """A clause in its notation, with the words of its fields."""
    return formats.to_html(body, format, dict(fields))


def agreement(request: Request, pk: int) -> HttpResponse:
    """Text, parties, stage, what may be done, and what happened."""
    agreement = get_object_or_404(
        Agreement.objects.visible_to(request.user)
        .select_related("partnership")
        .prefetch_related("parties__signatories"),
        pk=pk,
    )
    wanted = _choose_language(request)
    paper = on_paper(request, agreement) if agreement.stage in SIGNING else None
    can_edit, can_comment = (
        rule(request.user, agreement) for rule in (rules.can_edit, rules.can_comment)
    )
    steps = _steps(request.user, agreement, paper)
    context = {
        **build_frame(agreement, "agreements:detail"),
        **_next_action(request.user, agreement, steps, bool(can_comment)),
        "language": wanted,
        "readings": [*ContentLanguage.choices, (BOTH, _("Side by side"))],
        "clauses": _clauses(request.user, agreement, wanted, bool(can_comment)),
        "parties": agreement.parties.all(),
        "can_edit": can_edit,
        "can_comment": can_comment,
        "steps": steps,
        "on_paper": paper,
        "sealed": _find_sealed(agreement),
        "document_form": DocumentForm(initial={"language": content_language(wanted)}),
        "history": history_of(agreement),
    }
    return render(request, "agreements/detail.html", context)


def _next_action(
    account: Account, agreement: Agreement, steps: list[Step], can_comment: bool
) -> dict[str, object]:
    """The one that matters for this person: to sign, to lead the agreement on, or to say what is missing."""
    label: str | Promise = ""
    href = ""
    party = _find_party_to_sign(account, agreement)
    if party is not None:
        label = _("Sign for %(party)s") % {"party": party.name}
        href = reverse("agreements:sign", args=[agreement.pk, party.pk])
    elif allowed := [step for step in steps if step[2]]:
        label, href, _verdict = allowed[0]
    elif can_comment:
        label = _("Say what is missing")
        href = reverse("agreements:consultation", args=[agreement.pk])
    return {"frame_action": label, "frame_href": href}


def _find_party_to_sign(account: Account, agreement: Agreement) -> Party | None:
    if agreement.stage not in SIGNING or not account.access.signs:
        return None
    return find_signatures_to_give(account).filter(agreement=agreement).first()


def _steps(account: Account, agreement: Agreement, paper: OnPaper | None) -> list[Step]:
    """Label, address and verdict of what may follow; that all have signed on paper has an address of its own."""
    steps = [
        (
            LIFE.move(verb).label,
            reverse("agreements:step", args=[agreement.pk, verb]),
            rules.STEPS[verb](account, agreement),
        )
        for verb in rules.possible_steps(account, agreement)
    ]
    waits = paper is not None and paper.record.is_waiting
    if steps and agreement.stage in SIGNING and not waits:
        href = reverse("agreements:record_on_paper", args=[agreement.pk])
        steps.append((LIFE.move("record_on_paper").label, href, ALLOWED))
    return steps


def _find_sealed(agreement: Agreement) -> AgreementPrint | None:
    """The signed agreement, as soon as somebody may wait for it."""
    if agreement.is_draft:
        return None
    rows = agreement.prints.filter(kind=PrintKind.FINAL).select_related("document__sealed_file")
    return rows.defer("document__facts").first()


def _choose_language(request: Request) -> str:
    """The language in which the page is asked for, or BOTH."""
    language = request.GET.get("language")
    return BOTH if language == BOTH else content_language(language)


def _clauses(
    account: Account, agreement: Agreement, wanted: str, can_comment: bool
) -> list[dict[str, object]]:
    texts_of, files = _texts_of(agreement), _files(agreement)
    fields = _fields_of(agreement, texts_of)
    open_ones, own = open_on_clauses(account, agreement), f"/agreements/{agreement.pk}/"
    clauses = []
    for number, clause in facts.number_clauses(list(agreement.clauses.all())):
        texts = _texts(texts_of[clause.pk], wanted, agreement.governing_language, fields)
        place = f"{own}clauses/{clause.pk}/"
        clauses.append(
            {
                "clause": clause,
                "number": number,
                "anchor": f"clause-{clause.pk}",
                "heading": texts[0]["heading"],
                "spoken": f"{number} {texts[0]['heading']}".strip(),
                "title": _title(clause, number, texts[0]),
                "lang": texts[0]["lang"],
                "texts": texts,
                "files": files[clause.pk],
                "open": open_ones.get(clause.pk, ""),
                "comment": f"{place}comment/" if can_comment else "",
                "propose": f"{place}propose/?language={texts[0]['lang']}" if can_comment else "",
            }
        )
    return clauses


class Text(NamedTuple):
    """What the page needs of a ClauseText: dozens are read, and rows without a model take half as long."""

    language: str
    heading: str
    body: str
    format: int
    outdated: bool


def _texts_of(agreement: Agreement) -> dict[int, dict[str, Text]]:
    """Texts by the number of the clause and by language."""
    texts: dict[int, dict[str, Text]] = defaultdict(dict)
    rows = ClauseText.objects.filter(clause__agreement=agreement)
    for clause, *words in rows.values_list("clause_id", *Text._fields):
        text = Text(*words)
        texts[clause][text.language] = text
    return texts


def _fields_of(agreement: Agreement, texts: dict[int, dict[str, Text]]) -> dict[str, Fields]:
    """Words of the fields by language; empty where no text has a field."""
    bodies = (text.body for by_language in texts.values() for text in by_language.values())
    if not any(has_fields(body) for body in bodies):
        return {}
    return {key: tuple(words.items()) for key, words in frozen_text.fields_of(agreement).items()}


def _files(agreement: Agreement) -> dict[int, list[dict[str, object]]]:
    """Files by the number of their annex."""
    by_clause: dict[int, list[dict[str, object]]] = defaultdict(list)
    for file in agreement.files.annexes().values(*FILE):
        by_clause[file["clause_id"]].append(file)
    return by_clause


def _title(clause: Clause, number: str, text: dict[str, object]) -> SafeString:
    """The heading with its number, as each language writes it."""
    if clause.kind == ClauseKind.ANNEX:
        return format_html("{} {} · {}", _("Annex"), number, text["heading"])
    if not number:
        return format_html("{}", text["heading"])
    counted = f"§ {number}" if text["lang"] == "de" else f"{number}."
    return format_html('<bdi dir="ltr">{}</bdi> {}', counted, text["heading"])


def _texts(
    texts: dict[str, Text], wanted: str, governing: str, fields: dict[str, Fields]
) -> list[dict[str, object]]:
    """In one language (or the governing text in its stead), or in all of them, the governing one first."""
    if wanted != BOTH:
        return [_text(facts.choose_text(texts, wanted, governing), wanted, fields)]
    languages = sorted(ContentLanguage.values, key=lambda language: language != governing)
    return [_text(texts.get(language), language, fields) for language in languages]


def _text(text: Text | None, wanted: str, fields: dict[str, Fields]) -> dict[str, object]:
    return {
        "lang": text.language if text else wanted,
        "heading": text.heading if text else "",
        "body": clause_html(text.body, text.format, fields.get(text.language, ())) if text else "",
        "outdated": bool(text and text.outdated),
        "missing": text is None or text.language != wanted,
        "name": LANGUAGES[wanted],
    }
