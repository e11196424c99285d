"""Easy German: every text of locale/de_Simple keeps the rules that a machine can measure.

The rules are those commonly taught for Leichte Sprache; the bounds (14 words, 16 letters, two commas) are ours. A machine
sees form only, and some of it by guess (passive, genitive): whether somebody understands a text, readers with learning
difficulties say.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).resolve().parents[2] / "locale/de_Simple/LC_MESSAGES/django.po"

MOST_WORDS = 14
MOST_COMMAS = 2  # "schwul, lesbisch oder bisexuell": a list of three, not clauses in each other
MOST_LETTERS = 16  # between two hyphens

MARKUP = re.compile(r"<[^>]*>")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
# Easy German writes "Das heißt: Jemand hilft." The colon ends a thought, as the full stop does.
SENTENCE_END = re.compile(r"(?<=[.!?:])[“‘]?\s+|\n+")
WORD = re.compile(r"\w[\w-]*")

# Long, and without a hyphen all the same, each with its reason. None so far.
LONG_BUT_KNOWN: dict[str, str] = {}
# Capitals that are the name of a body; the text with it says what the body does.
NAMES_IN_CAPITALS = {"LDI", "NRW"}


def plain(text: str) -> str:
    """What a reader sees: no markup, and a word for each placeholder."""
    return PLACEHOLDER.sub("X", MARKUP.sub("", text))


def sentences(text: str) -> list[str]:
    """The sentences of a text; a label without a full stop is one."""
    return [part for part in SENTENCE_END.split(plain(text)) if part.strip()]


def sentences_with(pattern: str, text: str, flags: int = re.IGNORECASE) -> list[str]:
    """Those in which the pattern stands."""
    return [each for each in sentences(text) if re.search(pattern, each, flags)]


def words(sentence: str) -> list[str]:
    """Words and numbers, with their hyphens."""
    return WORD.findall(sentence)


def one_of(*them: str) -> str:
    """A pattern for whole words."""
    return rf"\b(?:{'|'.join(them)})\b"


# The rules: each gives what it objects to in a text, nothing where the text is easy.


def long_sentence(text: str) -> list[str]:
    """A sentence holds one thought, in at most 14 words."""
    return [each for each in sentences(text) if len(words(each)) > MOST_WORDS]


def many_commas(text: str) -> list[str]:
    """At most two commas, which is a list of three; semicolons and dashes join what should be two sentences."""
    return [
        each
        for each in sentences(text)
        if each.count(",") > MOST_COMMAS or re.search(r";| [–—-] ", each)
    ]


HARD_CONJUNCTIONS = one_of(
    *("obwohl", "obgleich", "damit (?=du|er|sie|es|wir|ihr|die|der|das|man)", "sodass", "so dass"),
    *("nachdem", "während", "indem", "falls", "sofern", "sobald", "solange", "soweit", "ehe"),
    *("bevor", "seitdem", "zumal", "wobei", "wodurch", "sondern", "sowie", "sowohl", "jedoch"),
)


def hard_conjunction(text: str) -> list[str]:
    """Conjunctions that make a reader keep one half of the sentence in mind. Two sentences say it too."""
    return sentences_with(HARD_CONJUNCTIONS, text)


def nested_clause(text: str) -> list[str]:
    """ "wenn" or "dass" at most once a sentence; "weil" only where it begins an answer to "Warum?"."""
    return [
        each
        for each in sentences(text)
        if len(re.findall(one_of("wenn", "dass"), each, re.IGNORECASE)) > 1
        or re.search(r"\bweil\b", each)
        or re.search(r"^Weil\b.*,.*,", each)
    ]


# After two words or more: "Wer, wann und wo?" and "Nein, die Nachricht bleibt" are lists.
RELATIVE = r"\S+\s+\S+,\s+(?:(?:in|mit|von|an|aus|bei|zu|auf|für|über|durch|nach|um)\s+)?" + one_of(
    *("der", "die", "das", "den", "dem", "denen", "was", "wer", "wen", "wem", "wo", "woher"),
    *("wohin", "wie", "warum", "wann", r"welche\w*", "ob", "als"),
)


def relative_clause(text: str) -> list[str]:
    """No clause that hangs on a comma: "die Frage, die …", "wir wissen, wer …". Ask the question itself instead."""
    return sentences_with(RELATIVE, text)


# "zu lesen", "weiterzugeben"; not "zu den Ämtern".
INFINITIVE = (
    r"\bzu (?!den\b|einen\b|ihnen\b|ihren\b|allen\b|beiden\b|vielen\b)[a-zäöüß]+n\b"
    r"|\b(?:ab|an|auf|aus|ein|mit|nach|vor|weiter|zurück)zu[a-zäöüß]+n\b"
)


def infinitive_clause(text: str) -> list[str]:
    """No "um … zu", "ohne … zu", "versuchen zu …": a sentence has a verb that somebody does."""
    return sentences_with(INFINITIVE, text, flags=0)


BECOMES = one_of("wird", "werden", "werde", "wurde", "wurden", "worden")
SPLIT_OFF = "ab|an|auf|aus|bei|ein|fest|hin|los|mit|nach|vor|weg|weiter|zu|zurück|zusammen"
PARTICIPLE = re.compile(
    rf"\b(?!(?:gegen|gern|genug|gestern|verschieden)\b)(?:(?:{SPLIT_OFF})?ge[a-zäöüß]+(?:t|en)"
    rf"|[a-zäöüß]+iert|(?:{SPLIT_OFF})?(?:be|ver|er|ent|zer|miss)[a-zäöüß]+(?:t|en)|übersetzt|getan)\b"
)


def passive(text: str) -> list[str]:
    """Somebody does it, and the sentence says who. The future ("werden … bekommen") is met too: the present says it."""
    return [
        each
        for each in sentences(text)
        if re.search(BECOMES, each, re.IGNORECASE) and PARTICIPLE.search(each)
    ]


SUBJUNCTIVE = one_of(
    *(r"würde\w*", r"könnte\w*", r"hätte\w*", r"wäre\w*", r"sollte\w*", r"müsste\w*", r"dürfte\w*"),
    *(r"bräuchte\w*", r"wüsste\w*", r"käme\w*", r"gäbe\w*", r"ginge\w*", r"ließe\w*", "sei"),
)


def subjunctive(text: str) -> list[str]:
    """What is, not what might be. "möchte" is allowed: everybody says it."""
    return sentences_with(SUBJUNCTIVE, text)


OWNED = one_of("des", "eines", "keines", "meines", "seines", "ihres", "unseres", "deren", "dessen")
ASKS_GENITIVE = one_of(
    *("trotz", "aufgrund", "anhand", "mittels", "bezüglich", "hinsichtlich", "infolge", "seitens"),
    r"(?:wegen|innerhalb|außerhalb|statt|anstatt) (?:des|eines|der [A-ZÄÖÜ]\w+en)",
    r"(?:innerhalb|außerhalb) (?:der|einer|ihrer|unserer)",
)
# "die Antwort der Stelle"; not "In der Stadt", which begins a sentence.
NOUN_OF_NOUN = re.compile(
    r"(?<=\S )(?!Sie\b|Ihnen\b)[A-ZÄÖÜ][\w-]+ (?:der|einer|meiner|Ihrer|unserer) [A-ZÄÖÜ]"
)


def genitive(text: str) -> list[str]:
    """ "von" instead: "das Haus von dem Lehrer"."""
    return [
        each
        for each in sentences(text)
        if re.search(f"{OWNED}|{ASKS_GENITIVE}", each, re.IGNORECASE) or NOUN_OF_NOUN.search(each)
    ]


def long_word(text: str) -> list[str]:
    """A word of more than 16 letters is cut by a hyphen, and so are its parts."""
    return [
        word
        for word in words(plain(text))
        if word not in LONG_BUT_KNOWN and any(len(part) > MOST_LETTERS for part in word.split("-"))
    ]


SHORTENED = (
    r"\b[A-Za-z]\.\s?[A-Za-z]\."  # z. B., d. h.
    r"|\b(?:usw|etc|bzw|ca|inkl|ggf|evtl|Art|Abs|Nr|Str|Tel|Std|Min|Bsp|vgl|gem|Buchst|St)\."
    r"|\b(?:DSGVO|StGB|StPO|PDF|SMS|PIN|ID|IP)\b"
)


def abbreviation(text: str) -> list[str]:
    """Words in full; capitals only in the name of a body that the text explains."""
    capitals = {each for each in re.findall(r"\b[A-ZÄÖÜ]{2,}\b", plain(text))}
    found = re.findall(SHORTENED, plain(text))
    return [*found, *sorted(capitals - NAMES_IN_CAPITALS - set(found))]


ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
SPELLED = one_of(
    *("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    *(r"\w*zwanzig", r"\w*dreißig", r"\w*hundert", r"\w*tausend", r"Prozent\w*"),
)


def hard_number(text: str) -> list[str]:
    """Digits, neither words nor Roman numerals, and nothing in percent."""
    return [
        *(word for word in words(plain(text)) if len(word) > 1 and ROMAN.fullmatch(word)),
        *re.findall(SPELLED, plain(text), re.IGNORECASE),
        *re.findall(r"%", plain(text)),
    ]


def bracket_or_sign(text: str) -> list[str]:
    """What stands in brackets gets a sentence; signs get a word."""
    return re.findall(r"[()\[\]{}§&/…*+=]", plain(text))


# Words that school or offices use, and what people say.
OFFICIAL = {
    r"anonym\w*": "ohne Namen",
    r"diskriminier\w*": "schlechter behandeln",
    r"formal\w*|formell\w*": "nach festen Regeln",
    r"account\w*|login\w*|einloggen": "anmelden",
    r"website\w*|homepage\w*": "Internet-Seite",
    r"smartphone\w*": "Handy",
    r"button\w*": "Knopf",
    r"mailbox\w*": "Post-Fach",
    r"feedback|support|online|app|download\w*|upload\w*|link\w*|tool\w*|event\w*": "ein deutsches Wort",
    r"diskret|vertraulich\w*": "nicht weitersagen",
    r"authentifizier\w*|identifizier\w*|autorisier\w*|kontaktier\w*|informier\w*": "ein kurzes Verb",
    r"kompetenz\w*|institution\w*|instanz\w*|verfahren\w*|delikt\w*": "Amt, Stelle, Straf-Tat",
    r"gewährleist\w*|beantrag\w*|erteil\w*|vornehm\w*|zuständig\w*|hinsichtlich|gegebenenfalls": "ein kurzes Wort",
}


def official_word(text: str) -> list[str]:
    """Foreign words, and those of offices, for which there is an easy one."""
    return [
        match
        for pattern in OFFICIAL
        for match in re.findall(rf"\b(?:{pattern})\b", plain(text), re.IGNORECASE)
    ]


# Words that the thing cannot do without: explained wherever they stand.
EXPLAINED = (
    *("Code", "Browser", "Cookie", "Rassismus", "Antisemitismus", "queer", "nicht-binär"),
    *(
        "Straf-Antrag",
        "Straf-Befehl",
        "Bußgeld-Bescheid",
        "Frist",
        "Arbeits-Tage",
        "Welt-Anschauung",
    ),
    *("Einspruch", "Widerspruch", "verschlüsselt", "förmlich", "Staats-Anwaltschaft", "Impressum"),
    "Daten-Schutz-Grund-Verordnung",
)
# "Ein Cookie ist …", "Rassismus heißt …", "Das nennt man …", "Ein anderes Wort für … ist"
EXPLAINS = r"\b(?:ist|sind|heißt)\b"
ALSO_EXPLAINS = r"\b(?:Das heißt|Das sind|Das ist|Das nennt man|Dieses Gesetz|Wer macht)\b"


def unexplained_word(text: str) -> list[str]:
    """A word that the thing cannot do without is explained in the same text."""
    said = plain(text)
    return [
        word
        for word in EXPLAINED
        if re.search(rf"\b{word}", said)
        and not re.search(
            rf"(?i:\b{word})\w*\s+{EXPLAINS}|{ALSO_EXPLAINS}|{EXPLAINS}: {word}", said
        )
    ]


NO = one_of("nicht", r"kein\w*", "nie", "niemals", r"niemand\w*", "nichts", "weder", "ohne")


def two_negations(text: str) -> list[str]:
    """ "nicht ohne" is a riddle. One negation a sentence; "kein" is easily read over, "nicht" is not."""
    return [
        each
        for each in sentences(text)
        if len(re.findall(NO, each, re.IGNORECASE)) > 1 or re.search(r"\bkein", each, re.IGNORECASE)
    ]


def familiar_address(text: str) -> list[str]:
    """ "Sie", as an office says it to adults."""
    return sentences_with(one_of("du", "dich", "dir", r"dein\w*", "euch", r"eure\w*"), text)


class Rule(NamedTuple):
    """A rule, with what it must see and what it must let through."""

    objects_to: Callable[[str], list[str]]
    bad: tuple[str, ...]
    good: tuple[str, ...]


RULES = (
    Rule(
        long_sentence,
        (
            "Sie können uns in jeder Sprache schreiben und bekommen dann in 6 Wochen hier unsere Antwort.",
        ),
        ("Sie können in jeder Sprache schreiben. Sie bekommen in 6 Wochen hier unsere Antwort.",),
    ),
    Rule(
        many_commas,
        (
            "Wir speichern Tag, Sprache, Namen, Ort.",
            "Der Text ist weg; wir bedauern das.",
            "Der Text – leider – fehlt.",
        ),
        ("Ich bin schwul, lesbisch oder bisexuell.", "Die Seite ist in Nordrhein-Westfalen."),
    ),
    Rule(
        hard_conjunction,
        (
            "Obwohl wir lesen, antworten wir spät.",
            "Warten Sie nicht, damit wir helfen können.",
            "Schreiben Sie, bevor die Zeit um ist.",
        ),
        ("Wir lesen alles. Aber wir antworten spät.", "Damit lesen Sie unsere Antwort."),
    ),
    Rule(
        nested_clause,
        (
            "Wenn Sie wissen, dass jemand hilft, rufen Sie an.",
            "Rufen Sie an, weil wir helfen.",
            "Weil ich arm bin, alt bin, und allein.",
        ),
        ("Wir kennen ihn nur, wenn Sie ihn schreiben.", "Weil ich arm bin oder ohne Wohnung lebe"),
    ),
    Rule(
        relative_clause,
        (
            "Das ist die Stelle, die Ihre Nachricht liest.",
            "Das ist der Tag, an dem es war.",
            "Schreiben Sie, was wir wissen sollen.",
        ),
        (
            "Nein, die Nachricht bleibt",
            "Wer, wann und wo?",
            "Sie entscheiden: Was sollen wir wissen?",
            "Sie lesen die Antwort hier, in Ihrer Sprache.",
        ),
    ),
    Rule(
        infinitive_clause,
        (
            "Schreiben Sie uns, um eine Antwort zu bekommen.",
            "Wir bitten Sie, die Zahl einzutippen und weiterzugeben.",
        ),
        ("Das sind zu viele Ziffern.", "Weil ich zu den Sinti oder Roma gehöre"),
    ),
    Rule(
        passive,
        (
            "Ihr Text wird gelöscht.",
            "Die Videos werden nach 3 Tagen von der Polizei weggeworfen.",
            "Ihr Name wurde notiert.",
            "Ihre Daten werden verschlüsselt.",
            "Das ist von uns geprüft worden.",
        ),
        ("Der Computer löscht Ihren Text.", "Sie werden krank.", "Es wird gegen 17 Uhr dunkel."),
    ),
    Rule(
        subjunctive,
        ("Wir könnten helfen.", "Das wäre gut.", "Sie sollten anrufen.", "Wir hätten Zeit."),
        ("Wir können helfen.", "Möchten Sie eine neue Geheim-Zahl?", "Sie sollen es wissen."),
    ),
    Rule(
        genitive,
        (
            "Die Ziffern des Codes sind falsch.",
            "Der Name Ihres Browsers fehlt.",
            "Wegen eines Fehlers",
            "Das ist die Antwort der Stelle.",
            "Das sind Stellen außerhalb der Polizei.",
        ),
        (
            "Die Ziffern von der Geheim-Zahl sind falsch.",
            "Wegen meiner Haut-Farbe",
            "In der Adresse ist ein Fehler.",
            "Das sind Stellen außerhalb von der Polizei.",
        ),
    ),
    Rule(
        long_word,
        ("Das ist der Datenschutzbeauftragte.", "Die Landes-Datenschutzaufsicht-Stelle"),
        (
            "Die Polizistinnen lesen.",
            "Die Daten-Schutz-Grund-Verordnung gilt in Nordrhein-Westfalen.",
        ),
    ),
    Rule(
        abbreviation,
        (
            "Schreiben Sie z. B. einen Brief.",
            "Das heißt d.h. nichts.",
            "Straßen, Plätze usw. sind das.",
            "Das steht in Art. 6.",
            "Die DSGVO gilt.",
            "Das GG gilt.",
        ),
        (
            "Schreiben Sie zum Beispiel einen Brief.",
            "Der kurze Name ist: LDI NRW.",
            "Buchstabe e. Das gilt.",
        ),
    ),
    Rule(
        hard_number,
        ("Das dauert drei Monate.", "Heinrich IV war da.", "Das sind 50 %.", "Das sind 5 Prozent."),
        (
            "Das dauert 3 Monate.",
            "Schritt %(place)s von %(places)s",
            "Der kurze Name ist: LDI NRW.",
        ),
    ),
    Rule(
        bracket_or_sign,
        ("Die Nummer (9 Ziffern) fehlt.", "Das steht in § 6.", "Name und/oder Adresse"),
        ("Die Nummer fehlt. Sie hat 9 Ziffern.", 'Anruf: <a href="tel:110">110</a>.'),
    ),
    Rule(
        official_word,
        ("Bleiben Sie anonym.", "Benutzen Sie unsere Website.", "Wer ist zuständig?"),
        ("Schreiben Sie ohne Ihren Namen.", "Benutzen Sie unsere Internet-Seite."),
    ),
    Rule(
        unexplained_word,
        (
            "Erlauben Sie Cookies.",
            "Sie können einen Straf-Antrag stellen.",
            "Jede Stelle hat eine Frist.",
        ),
        (
            "Erlauben Sie Cookies. Ein Cookie ist eine kleine Datei.",
            "Sie haben 2 Wochen Zeit. Das nennt man: Frist.",
            "Ein anderes Wort für Geheim-Zahl ist: Code.",
        ),
    ),
    Rule(
        two_negations,
        ("Ohne Namen geht es nicht.", "Niemand hat nichts gesagt.", "Wir haben keine Zeit."),
        ("Manches geht nur mit Namen.", "Noch hat es niemand geprüft.", "Auch ohne Namen."),
    ),
    Rule(
        familiar_address,
        ("Schreib uns deine Nachricht.", "Wir helfen dir."),
        ("Schreiben Sie uns Ihre Nachricht.",),
    ),
)


def texts() -> Iterator[str]:
    """Every text of the catalogue, plurals one by one."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="de")
    for message in catalogue:
        if message.id:
            strings = message.string
            yield from strings if isinstance(strings, list | tuple) else (strings,)


def cut(every: list[str]) -> set[str]:
    """The words that are written with a hyphen somewhere, as they would be without."""
    found = {word for text in every for word in words(plain(text)) if "-" in word}
    return {word.replace("-", "").lower() for word in found}


def uncut(text: str, without_hyphen: set[str]) -> list[str]:
    """Those that stand in this text without their hyphen."""
    return [word for word in words(plain(text)) if word.lower() in without_hyphen]


def report(found: dict[str, list[str]]) -> str:
    """Every text with what is wrong in it, to mend them all at once."""
    return "\n".join(f"{text}\n    → {' | '.join(wrong)}" for text, wrong in found.items())


by_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.objects_to.__name__)


@by_rule
def test_every_text_keeps_the_rule(rule: Rule) -> None:
    found = {text: wrong for text in texts() if (wrong := rule.objects_to(text))}
    assert not found, f"{rule.objects_to.__doc__}\n{report(found)}"


@by_rule
def test_the_rule_sees_what_is_hard_and_lets_through_what_is_easy(rule: Rule) -> None:
    assert [text for text in rule.bad if not rule.objects_to(text)] == [], "seen by nobody"
    assert {text: rule.objects_to(text) for text in rule.good if rule.objects_to(text)} == {}


def test_nothing_is_left_in_english() -> None:
    every = list(texts())
    assert len(every) > 200, "the catalogue was read"
    assert all(every), "a text is missing"


def test_a_word_is_cut_by_its_hyphen_everywhere() -> None:
    without = cut(list(texts()))
    found = {text: wrong for text in texts() if (wrong := uncut(text, without))}
    assert not found, report(found)
    assert uncut("Die Geheimzahl fehlt.", cut(["Ihre Geheim-Zahl"])) == ["Geheimzahl"]
    assert uncut("Die Geheim-Zahl fehlt.", cut(["Ihre Geheim-Zahl"])) == []
