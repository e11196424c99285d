"""What rules say to each of a cast, held against a written table: yes, or which reason somebody is told.

A table is a text file beside its test: a question at the margin, and below it each answer with whom it is given to.
"""

from collections.abc import Mapping
from pathlib import Path

from django.utils import translation

from partnerships.shared.verdicts import Verdict

YES = "yes"
Answers = dict[str, dict[str, str]]  # by question: what each is told, by name


def written(table: Path) -> Answers:
    """What the table says."""
    answers: Answers = {}
    question = ""
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            question = line
            answers[question] = {}
            continue
        answer, _, names = line.strip().rpartition(" | ")
        answers[question] |= dict.fromkeys(names.split(), answer)
    return answers


def said(verdicts: Mapping[str, Verdict]) -> dict[str, str]:
    """By question, in English."""
    with translation.override("en"):
        return {question: str(each.reason) or YES for question, each in verdicts.items()}


def assert_as_written(table: Path, name: str, verdicts: Mapping[str, Verdict]) -> None:
    """Every question is in the table, and the answer to this one is the one that stands there."""
    expected = {question: told.get(name, "") for question, told in written(table).items()}
    given = said(verdicts)
    wrong = {q: (given[q], expected.get(q)) for q in given if given[q] != expected.get(q)}
    assert wrong == {}
    assert list(given) == list(expected)
