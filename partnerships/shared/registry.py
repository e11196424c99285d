"""Shelves: each app lays its contribution down in `AppConfig.ready`; the ground floor only reads."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from partnerships.shared.calendar_days import CalendarSource
from partnerships.shared.chapters import Chapter
from partnerships.shared.handover import HandoverSource
from partnerships.shared.panels import Panel
from partnerships.shared.short_notice import ShortNoticeSource

T = TypeVar("T")


class Shelf(Generic[T]):
    """Named contributions in a fixed order. A slug can be taken once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, tuple[int, T]] = {}

    def add(self, slug: str, entry: T, *, order: int = 0) -> None:
        """Raises: ValueError when the slug is taken."""
        if slug in self._entries:
            raise ValueError(f"{self.name}: {slug!r} is already on the shelf")
        self._entries[slug] = (order, entry)

    def get(self, slug: str) -> T:
        """Raises: KeyError when nobody laid it down."""
        return self._entries[slug][1]

    def __contains__(self, slug: str) -> bool:
        return slug in self._entries

    def __iter__(self) -> Iterator[T]:
        return (
            entry for _, (_, entry) in sorted(self._entries.items(), key=lambda e: (e[1][0], e[0]))
        )


home_cards: Shelf = Shelf("home cards")  # callable(account) -> list of Task, see directory.todo
navigation: Shelf = Shelf("navigation")  # callable(account) -> Place or None, see chrome
log_scopes: Shelf = Shelf("log scopes")  # audit.kinds.LogScope: who reads which events
log_words: Shelf = Shelf("words of the log")  # callable(facts) -> facts for the sentences of an app
fact_words: Shelf = Shelf("words of codes")  # by the name of a fact: code -> words
document_kinds: Shelf = Shelf("document kinds")  # documents.kinds.DocumentKind
letter_kinds: Shelf = Shelf("letter kinds")  # letters.kinds.LetterKind
lists: Shelf = Shelf("lists")  # lists.description.List: a list lays itself down when it is declared
search_kinds: Shelf = Shelf("kinds of things that are searched")  # search.kinds.SearchKind
partnership_panels: Shelf[Panel] = Shelf(
    "panels of a partnership"
)  # its overview shows them in their order
report_chapters: Shelf[Chapter] = Shelf(
    "chapters of a year"
)  # what each app counts of a partnership
calendar_days: Shelf[CalendarSource] = Shelf(
    "days in calendars"
)  # shown beside meetings, in the month and in one's own calendar
short_notices: Shelf[ShortNoticeSource] = Shelf(
    "hours to the meeting after an incident"
)  # what was agreed in a partnership; whoever plans such a meeting reads it
handover_parts: Shelf[HandoverSource] = Shelf(
    "what is handed over"
)  # shown to whoever newly stands for an organisation
