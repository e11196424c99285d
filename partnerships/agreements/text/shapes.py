"""The shape of a text that is kept: of a version, and of what is signed. Plain JSON; read with text/frozen_text.py."""

from typing import NotRequired, TypedDict

Fields = dict[str, str]  # a field of a text to its words in one language


class KeptPassage(TypedDict):
    """A clause in one language. Without `format` it is of the former notation, without `outdated` it is not."""

    heading: str
    body: str
    format: NotRequired[int]
    outdated: NotRequired[bool]


class KeptFile(TypedDict):
    """A file of an annex by its number; `size` in bytes, `sha256` in hex."""

    file: int
    name: str
    description: str
    sha256: str
    size: int
    media_type: str


class KeptClause(TypedDict):
    """A clause or annex by its number; `texts` by language, `key` as in the original it came from."""

    clause: int
    kind: str
    key: str
    numbered: bool
    texts: dict[str, KeptPassage]
    files: list[KeptFile]


class KeptSignatory(TypedDict):
    """`person` None: a typed name. `printed_name` where paper cannot print the name."""

    person: int | None
    name: str
    function: str
    printed_name: NotRequired[str]


class KeptParty(TypedDict):
    """A party by its number; texts from before legal forms were kept have none."""

    party: int
    organisation: int
    name: str
    legal_form: NotRequired[str]
    side: str
    founding: bool
    signatures_needed: int
    signatories: list[KeptSignatory]
    printed_name: NotRequired[str]


class KeptTerms(TypedDict):
    """Units: months. `term_months` None: no end is agreed. Without `incident_hours` (hours) no meeting after an incident is."""

    term_months: int | None
    notice_months: int
    renewal: str
    renewal_months: int
    evaluation_months: int
    incident_hours: NotRequired[int]


class KeptText(TypedDict):
    """`title` by language; `fields` (language to field to words) where a frozen text has fields."""

    title: dict[str, str]
    governing_language: str
    terms: KeptTerms
    clauses: list[KeptClause]
    parties: list[KeptParty]
    fields: NotRequired[dict[str, Fields]]
