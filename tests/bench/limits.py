"""What must hold. Source: the task, "Speed and memory"."""

from dataclasses import dataclass

PAGE_RATIO = 2.0  # a page from the database against the same page from memory
HOME_RATIO = 10.0  # against an empty page: home asks every room, and draws a few lines of each
PAGE_GROWTH = 1.3  # with many rows against with few
PAGE_QUERIES = 12
SEARCH_RATIO = 10.0  # a search that finds what was typed, against an empty page
SEARCH_NEAR_RATIO = 30.0  # one that looks for similar words as well
FEED_RATIO = 1.3  # one's calendar of 500 meetings, against bare icalendar for the same events
PDF_RATIO = 1.25  # our whole way against the bare WeasyPrint call
SEAL_SHARE = 0.35  # of what drawing takes
VERIFY_RATIO = 3.0  # our own file sent to the verification page, against the page for its code
VISITORS_RATIO = 2.0  # a page while connections hang, against the quiet server
LAST_STEP_RATIO = 4.0  # sending a complaint without its hash, against an empty public page
WIZARD_RATIO = 4.0  # may I share this?, with 1,000 legal bases, against an empty page
WALL_RATIO = 1.5  # a question to walled tables with its sight, against the same without the wall
SIGN_IN_RATIO = 2.0  # a page while twenty sign in to a mailbox, against the quiet server
GUESS_SHARE = (
    0.75  # of pairs in which the one takes longer: a wrong code, an unknown number; 0.5 is chance
)
UPLOAD_MEGABYTES = 30  # by which a web process may grow while it takes in a file of 25 MB
WORKER_MEGABYTES = 250
EXPORT_MEGABYTES = 200  # of the whole process while it writes a spreadsheet of 100,000 rows


@dataclass(frozen=True)
class Limit:
    """One promise and what was measured."""

    what: str
    value: float
    most: float

    @property
    def kept(self) -> bool:
        """Was it?"""
        return self.value <= self.most

    def __str__(self) -> str:
        return f"{self.what}: {self.value:.2f}, allowed {self.most:g}"
