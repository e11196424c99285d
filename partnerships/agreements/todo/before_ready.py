"""What keepers should know before a text is frozen: what stands in the way, what needs their yes, what is told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from partnerships.agreements import originals, rules
from partnerships.agreements.document.trial import Trial, with_words
from partnerships.agreements.document.unprintable import unprintable_names
from partnerships.agreements.models import Agreement, Clause, ClauseKind, Format, Party, RenewalRule
from partnerships.agreements.signing import people
from partnerships.agreements.text.literals import (
    Literal,
    Wait,
    literals_in,
    speaks_of_terms,
    waits_in,
)
from partnerships.agreements.text.numbering import numbers
from partnerships.directory.models import Account, Person
from partnerships.directory.rules import can_invite
from partnerships.shared.documents.kinds import NO_GLYPH
from partnerships.shared.languages import ContentLanguage

TERMS_KEYS = ("term",)  # clauses of the originals that are about term or notice
FIELDS = {"term": "{{term}}", "notice": "{{notice}}"}  # what says a term in a clause
LANGUAGES = dict(ContentLanguage.choices)


class Weight(IntEnum):
    """How a finding counts: it stands in the way of freezing, needs an explicit yes, or is only told."""

    BLOCKS = 0
    NEEDS_YES = 1
    TOLD = 2


class Kind(StrEnum):
    """What a finding is about, in the order of the page."""

    INCOMPLETE = "incomplete"
    READ_ANEW = "read_anew"
    UNPRINTABLE = "unprintable"
    OUTDATED = "outdated"
    CONTRADICTION = "contradiction"
    LITERAL = "literal"
    NO_TERM = "no_term"
    UNTRANSLATED = "untranslated"
    PROPOSAL = "proposal"
    COMMENT = "comment"
    SIGNATORY = "signatory"


HEADINGS = {
    Kind.INCOMPLETE: gettext_lazy("Not complete yet"),
    Kind.READ_ANEW: gettext_lazy("To be read and saved once more"),
    Kind.UNPRINTABLE: gettext_lazy("Cannot be printed"),
    Kind.OUTDATED: gettext_lazy("Outdated translations"),
    Kind.CONTRADICTION: gettext_lazy("Text and terms contradict each other"),
    Kind.LITERAL: gettext_lazy("Numbers that stand twice"),
    Kind.NO_TERM: gettext_lazy("In the text, but not among the terms"),
    Kind.UNTRANSLATED: gettext_lazy("Not translated"),
    Kind.PROPOSAL: gettext_lazy("Proposals without an answer"),
    Kind.COMMENT: gettext_lazy("Comments that are not settled"),
    Kind.SIGNATORY: gettext_lazy("Cannot sign here today"),
}


@dataclass(frozen=True)
class Finding:
    """One thing in words, and the place where it can be dealt with. `label` says what one does there."""

    kind: Kind
    weight: Weight
    words: str
    href: str
    label: str


@dataclass(frozen=True)
class Group:
    """All findings of a kind."""

    kind: Kind
    findings: list[Finding]

    @property
    def heading(self) -> str:
        """In the reader's language."""
        return str(HEADINGS[self.kind])

    @property
    def weight(self) -> Weight:
        """The weight of its heaviest finding."""
        return min(finding.weight for finding in self.findings)

    @property
    def blocks(self) -> bool:
        """Whether one of its findings stands in the way of freezing."""
        return self.weight == Weight.BLOCKS

    @property
    def needs_yes(self) -> bool:
        """Whether one of its findings needs an explicit yes."""
        return self.weight == Weight.NEEDS_YES


def findings(agreement: Agreement, *, by: Account, trial: Trial) -> list[Finding]:
    """Everything that is still open. `by`: who reads it, as far as invitations go; `trial`: of today's wording."""
    texts = _Texts(agreement)
    open_points = [
        *_incomplete(agreement, texts),
        *_to_read_anew(texts),
        *_unprintable_names(agreement),
        *_unprintable(agreement, trial),
        *_outdated(texts),
        *_numbers(agreement, texts),
        *_waits(agreement, texts),
        *_untranslated(agreement, texts),
        *_proposals(agreement),
        *_comments(agreement, texts),
        *_signatories(agreement, by),
    ]
    return sorted(open_points, key=lambda each: each.weight)


def groups(open_points: Iterable[Finding]) -> list[Group]:
    """The findings grouped by kind, the heaviest group first."""
    of: dict[Kind, list[Finding]] = {}
    for finding in open_points:
        of.setdefault(finding.kind, []).append(finding)
    order = list(Kind)
    made = [Group(kind, each) for kind, each in of.items()]
    return sorted(made, key=lambda group: (group.weight, order.index(group.kind)))


def needs_yes(agreement: Agreement) -> set[Kind]:
    """Kinds of which something needs an explicit yes: outdated translations, contradictions."""
    texts = _Texts(agreement)
    open_points = [*_outdated(texts), *_numbers(agreement, texts), *_waits(agreement, texts)]
    return {finding.kind for finding in open_points if finding.weight == Weight.NEEDS_YES}


class _Texts:
    """Clauses in their order with their texts and names, read once."""

    def __init__(self, agreement: Agreement) -> None:
        self.governing = agreement.governing_language
        self.clauses = list(agreement.clauses.prefetch_related("texts"))
        counted = numbers((clause.kind, clause.numbered) for clause in self.clauses)
        self.number_of = {c.pk: n for n, c in zip(counted, self.clauses, strict=True)}
        self.by_clause = {
            c.pk: {text.language: text for text in c.texts.all()} for c in self.clauses
        }

    def name_clause(self, clause: Clause) -> str:
        """Its number and heading, in the reader's language or the governing one."""
        texts, number = self.by_clause[clause.pk], self.number_of[clause.pk]
        text = texts.get(get_language() or "") or texts.get(self.governing)
        heading = text.heading if text else _("clause without a heading")
        if not number:
            return heading
        if clause.kind == ClauseKind.ANNEX:
            return f"{_('Annex')} {number} · {heading}"
        counted = f"§ {number}" if text and text.language == "de" else f"{number}."
        return f"{counted} {heading}"

    def is_about_terms(self, clause: Clause) -> bool:
        """By the original it came from, as long as it has its heading; otherwise by its heading."""
        if clause.key in TERMS_KEYS:
            return True
        headings = {text.heading for text in self.by_clause[clause.pk].values()}
        return any(speaks_of_terms(each) for each in headings - _original_headings(clause.key))


@cache
def _original_headings(key: str) -> frozenset[str]:
    return frozenset(
        passage.heading
        for language in originals.LANGUAGES
        for passage in originals.read(language)
        if passage.key == key
    )


def _edit(clause: Clause) -> str:
    return reverse("agreements:edit_clause", args=[clause.agreement_id, clause.pk])


def _incomplete(agreement: Agreement, texts: _Texts) -> Iterator[Finding]:
    """What the rule says is missing; each clause without a text in the governing language is a finding of its own."""
    empty = set(rules.without_text(agreement).values_list("pk", flat=True))
    for clause in texts.clauses:
        if clause.pk in empty:
            words = _("%(clause)s has no text in the governing language.")
            sentence = words % {"clause": texts.name_clause(clause)}
            yield Finding(Kind.INCOMPLETE, Weight.BLOCKS, sentence, _edit(clause), _("Write it"))
    verdict = rules.is_complete(agreement)
    if not verdict and not empty:
        lacking = agreement.parties.count() < rules.MINIMUM_PARTIES
        name, label = (
            ("parties", _("Change parties and signatories"))
            if lacking
            else ("add_clause", _("Add a clause or annex"))
        )
        href = reverse(f"agreements:{name}", args=[agreement.pk])
        yield Finding(Kind.INCOMPLETE, Weight.BLOCKS, str(verdict.reason), href, label)


def _to_read_anew(texts: _Texts) -> Iterator[Finding]:
    """Texts of the former notation whose words would change in the new one."""
    for clause in texts.clauses:
        for language, text in texts.by_clause[clause.pk].items():
            if text.format == Format.FORMER:
                words = _("%(clause)s (%(language)s): its words would change.")
                sentence = words % {
                    "clause": texts.name_clause(clause),
                    "language": LANGUAGES[language],
                }
                yield Finding(
                    Kind.READ_ANEW, Weight.BLOCKS, sentence, _edit(clause), _("Compare both")
                )


def _unprintable_names(agreement: Agreement) -> Iterator[Finding]:
    for name, href in unprintable_names(agreement):
        sentence = _("Paper cannot print “%(name)s” yet.") % {"name": name}
        yield Finding(Kind.UNPRINTABLE, Weight.BLOCKS, sentence, href, _("Give a printed form"))


def _unprintable(agreement: Agreement, trial: Trial) -> Iterator[Finding]:
    """Where the words around it stand in one of the clauses, the link leads there."""
    for flaw in trial.flaws:
        words = _("“%(words)s” stands outside the sheet.")
        if flaw["kind"] == NO_GLYPH:
            words = _("The character “%(words)s” is in none of our fonts.")
        sentence = words % {"words": flaw["words"]}
        if flaw.get("near"):
            sentence += " " + _("It stands here: “%(near)s”.") % {"near": flaw["near"]}
        clause = with_words(agreement, flaw["words"]).first()
        href = _edit(clause) if clause else reverse("agreements:detail", args=[agreement.pk])
        label = _("Edit") if clause else _("To the text")
        yield Finding(Kind.UNPRINTABLE, Weight.BLOCKS, sentence, href, label)


def _outdated(texts: _Texts) -> Iterator[Finding]:
    for clause in texts.clauses:
        for language, text in texts.by_clause[clause.pk].items():
            if text.outdated and language != texts.governing:
                words = _(
                    "%(clause)s: the governing text changed, the translation (%(language)s) did not."
                )
                sentence = words % {
                    "clause": texts.name_clause(clause),
                    "language": LANGUAGES[language],
                }
                yield Finding(
                    Kind.OUTDATED, Weight.NEEDS_YES, sentence, _edit(clause), _("Correct it")
                )


def _untranslated(agreement: Agreement, texts: _Texts) -> Iterator[Finding]:
    """Of languages in which something is written: the signed paper then carries no translation."""
    for language, label in LANGUAGES.items():
        there = [clause for clause in texts.clauses if language in texts.by_clause[clause.pk]]
        missing = [clause for clause in texts.clauses if language not in texts.by_clause[clause.pk]]
        if language == texts.governing or not there or not missing:
            continue
        words = _(
            "Without text in %(language)s: %(clauses)s. The signed paper then carries no translation."
        )
        named = ", ".join(texts.name_clause(clause) for clause in missing)
        sentence = words % {"language": label, "clauses": named}
        href = reverse("agreements:detail", args=[agreement.pk]) + "?language=both"
        yield Finding(Kind.UNTRANSLATED, Weight.TOLD, sentence, href, _("To the text"))


def _numbers(agreement: Agreement, texts: _Texts) -> Iterator[Finding]:
    """Literal numbers of months, years, weeks, days in clauses about term or notice, in every language."""
    terms = _terms(agreement)
    for clause in texts.clauses:
        if not texts.is_about_terms(clause):
            continue
        for language, text in texts.by_clause[clause.pk].items():
            for literal in literals_in(text.body):
                place = _place(texts.name_clause(clause), language, literal.line)
                yield _number(literal, place, terms, _edit(clause))


def _place(clause: str, language: str, line: int) -> str:
    words = _("%(clause)s (%(language)s), line %(line)d")
    return words % {"clause": clause, "language": LANGUAGES[language], "line": line}


def _number(literal: Literal, place: str, terms: dict[str, int | None], href: str) -> Finding:
    meant = {literal.about: terms[literal.about]} if literal.about else terms
    agrees = literal.months is not None and literal.months in meant.values()
    sentences = [_("%(place)s: “%(words)s”.") % {"place": place, "words": literal.words}]
    if not agrees:
        sentences.append(_("The terms say: %(terms)s.") % {"terms": _in_words(meant)})
    if literal.about in FIELDS:
        field = {"field": FIELDS[literal.about]}
        sentences.append(_("Write %(field)s instead, then the number stands once.") % field)
    kind, weight = Kind.CONTRADICTION, Weight.NEEDS_YES
    if agrees:
        kind, weight = Kind.LITERAL, Weight.TOLD
    return Finding(kind, weight, " ".join(sentences), href, _("Edit"))


def _waits(agreement: Agreement, texts: _Texts) -> Iterator[Finding]:
    """Literal hours or days until one meets after an incident, in every clause and language.

    What agrees is not told, since no field could stand there. Where the terms say nothing it is only told, and once: the
    term came later than many texts.
    """
    hours, href = agreement.incident_hours, reverse("agreements:details", args=[agreement.pk])
    label = _("Change title and terms")
    found = [
        (wait, _place(texts.name_clause(clause), language, wait.line))
        for clause in texts.clauses
        for language, text in texts.by_clause[clause.pk].items()
        for wait in waits_in(text.body)
        if wait.hours != hours
    ]
    if hours is not None:
        for wait, place in found:
            sentence = f"{_quote(wait, place)} {_agreed(hours)}"
            yield Finding(Kind.CONTRADICTION, Weight.NEEDS_YES, sentence, href, label)
    elif found:
        sentences = [_quote(wait, place) for wait, place in found]
        sentences.append(
            _("Name the hours among the terms, then whoever plans such a meeting reads until when.")
        )
        yield Finding(Kind.NO_TERM, Weight.TOLD, " ".join(sentences), href, label)


def _quote(wait: Wait, place: str) -> str:
    return _("%(place)s: “%(words)s”.") % {"place": place, "words": wait.words}


def _agreed(hours: int) -> str:
    words = ngettext(
        "The terms say: meeting after an incident within %(number)d hour.",
        "The terms say: meeting after an incident within %(number)d hours.",
        hours,
    )
    return words % {"number": hours}


def _terms(agreement: Agreement) -> dict[str, int | None]:
    """In months; None for what is not agreed."""
    renewed = agreement.term_months and agreement.renewal != RenewalRule.ENDS
    return {
        "term": agreement.term_months,
        "notice": agreement.notice_months,
        "renewal": agreement.renewal_months if renewed else None,
        "evaluation": agreement.evaluation_months or None,
    }


def _in_words(terms: dict[str, int | None]) -> str:
    labels = {
        "term": _("Term"),
        "notice": _("Notice"),
        "renewal": _("Renewal"),
        "evaluation": _("Evaluation"),
    }
    return ", ".join(f"{labels[name]} {_months(number)}" for name, number in terms.items())


def _months(number: int | None) -> str:
    if number is None:
        return _("not agreed")
    return ngettext("%(number)d month", "%(number)d months", number) % {"number": number}


def _proposals(agreement: Agreement) -> Iterator[Finding]:
    for proposal in agreement.proposals.open().select_related("organisation"):
        words = _(
            "%(organisation)s proposes other words: “%(heading)s”. The frozen text stands without them."
        )
        sentence = words % {"organisation": proposal.organisation.name, "heading": proposal.heading}
        href = reverse("agreements:proposal", args=[agreement.pk, proposal.pk])
        yield Finding(Kind.PROPOSAL, Weight.TOLD, sentence, href, _("Answer it"))


def _comments(agreement: Agreement, texts: _Texts) -> Iterator[Finding]:
    """Released ones, counted by clause; what is still inside an organisation is nobody's business."""
    open_ones = agreement.comments.filter(released_at__isnull=False, done_at__isnull=True)
    on: dict[int | None, int] = {}
    for clause in open_ones.values_list("clause", flat=True):
        on[clause] = on.get(clause, 0) + 1
    named = {clause.pk: texts.name_clause(clause) for clause in texts.clauses}
    for pk, number in sorted(on.items(), key=lambda each: (each[0] is None, each[0] or 0)):
        words = ngettext(
            "%(clause)s: %(number)d comment is not settled.",
            "%(clause)s: %(number)d comments are not settled.",
            number,
        )
        sentence = words % {"clause": named[pk] if pk else _("The whole text"), "number": number}
        href = reverse("agreements:consultation", args=[agreement.pk])
        yield Finding(
            Kind.COMMENT, Weight.TOLD, sentence, f"{href}#on-{pk}" if pk else href, _("Read them")
        )


def _signatories(agreement: Agreement, by: Account) -> Iterator[Finding]:
    """Named people who cannot sign here today, and parties for which too few people can."""
    parties = list(agreement.parties.prefetch_related("signatories__person"))
    able = people.able_to_sign(parties)
    for party in parties:
        may = able[party.organisation_id]
        named = [(each.name, each.person) for each in party.signatories.all()]
        unable = [(name, who) for name, who in named if who is None or who.pk not in may]
        yield from (_signatory(party, name, who, by) for name, who in unable)
        if len(may) < party.signatures_needed and not unable:
            words = _("For %(party)s too few people may sign here today. Paper is always possible.")
            yield _at_party(party, words % {"party": party.name})


def _signatory(party: Party, name: str, person: Person | None, by: Account) -> Finding:
    """Why this person cannot sign here today, and what helps."""
    names = {"name": name, "party": party.name}
    if person is None:
        words = _("%(name)s (%(party)s) stands here as a name alone. Choose the person.")
        return _at_party(party, words % names)
    if person.account_id is None:
        words = _("%(name)s (%(party)s) has no account yet.") % names
        if not can_invite(by, person):
            return _at_party(party, words)
        href = reverse("directory:invite", args=[person.pk])
        return Finding(Kind.SIGNATORY, Weight.TOLD, words, href, _("Invite"))
    return _at_party(party, _("%(name)s may not sign for %(party)s today.") % names)


def _at_party(party: Party, words: str) -> Finding:
    href = reverse("agreements:party", args=[party.agreement_id, party.pk])
    return Finding(Kind.SIGNATORY, Weight.TOLD, words, href, _("Signatories"))
