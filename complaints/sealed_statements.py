"""What a unit is asked and what it says, sealed under the key of what was told."""

from typing import NamedTuple

from complaints.models import StatementRequest
from complaints.sealed_rows import Keys
from complaints.store.sealed import place_of
from complaints.store.texts import seal_facts, seal_text, unseal_facts, unseal_text


class Asked(NamedTuple):
    """What happened, as the unit needs to know it, and what it is asked."""

    about: str
    questions: str


def _place(row: StatementRequest, column: str) -> bytes:
    return place_of("complaints_statementrequest", f"{row.complaint.uid}/{row.pk}", column)


def seal_asked(row: StatementRequest, keys: Keys, asked: Asked) -> None:
    """Into its row."""
    row.asked = seal_facts(keys.told, asked._asdict(), _place(row, "asked"))


def read_asked(row: StatementRequest, keys: Keys) -> Asked:
    """Raises: Unreadable."""
    facts = unseal_facts(keys.told, bytes(row.asked), _place(row, "asked"))
    return Asked(str(facts["about"]), str(facts["questions"]))


def seal_reply(row: StatementRequest, keys: Keys, text: str) -> None:
    """Into its row."""
    row.reply = seal_text(keys.told, text, _place(row, "reply"))


def read_reply(row: StatementRequest, keys: Keys) -> str:
    """Blank where there is none. Raises: Unreadable."""
    if row.reply is None:
        return ""
    return unseal_text(keys.told, bytes(row.reply), _place(row, "reply"))
