"""Every page with axe: wide and narrow, light and dark. Source: issue 2, must show 6; WCAG 2.2 AA."""

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.browser.chromium import prove_again, sign_in, visitor
from tests.browser.house import House
from tests.browser.walk import Walk
from tests.house.addresses import parameters_of
from tests.house.table import Row, Visit, table
from tests.services import ROOT

Links = dict[str, tuple[str, str]]

OURS = ("agreements", "audit", "directory", "documents", "letters", "lists", "sealing")
STYLES = sorted((ROOT / "static").glob("*.css"))
WIDTH = re.compile(r"@media \((?:min|max)-width[^{]*(\{(?:[^{}]|\{[^{}]*\})*\})")
COLOURED = re.compile(r"[\w-]*(?:color|background)[\w-]*: [^;}]*(?<! )")
LINKS: Links = {  # where the number of an example stands: page, then link
    "partnership": ("/partnerships/", r"/partnerships/(\d+)/"),
    "body": ("/partnerships/{partnership}/bodies/", r"/bodies/(\d+)/"),
    "project": ("/partnerships/{partnership}/projects/", r"/projects/(\d+)/"),
    "organisation": ("/organisations/", r"/organisations/(\d+)/"),
    "partner": ("/partnerships/{partnership}/on/", r"/partners/(\d+)/$"),
    "committee": ("/partnerships/{partnership}/on/", r"/bodies/(\d+)/"),
    "seat": ("/bodies/{committee}/", r"/seats/(\d+)/"),
    "goal": ("/partnerships/{partnership}/goals/", r"/goals/(\d+)/"),
    "person": ("/people/", r"/people/(\d+)/"),
    "representation": ("/organisations/{organisation}/", r"/representations/(\d+)/"),
    "visited": ("/organisations/?q=Planerladen", r"/organisations/(\d+)/$"),
    "contact": ("/organisations/{visited}/contacts/", r"/contacts/(\d+)/"),
    "agreement": ("/agreements/?stage=draft", r"/agreements/(\d+)/"),
    "in_force": ("/agreements/?stage=in_force", r"/agreements/(\d+)/$"),
    "renewing": ("/agreements/?stage=in_renewal", r"/agreements/(\d+)/$"),
    "party": ("/agreements/{agreement}/parties/", r"/parties/(\d+)/"),
    "clause": ("/agreements/{agreement}/", r"/clauses/(\d+)/"),
    "annex": ("/agreements/{agreement}/", r"/clauses/(\d+)/files/add/"),
}
OF_ADMINISTRATORS: Links = {  # a role, one that waits for its yearly confirmation, and who holds a role
    "role": ("/roles/?role=liaison", r"/roles/(\d+)/"),
    "due": ("/roles/review/", r"/roles/(\d+)/"),
    "holder": ("/roles/?role=liaison", r"/people/(\d+)/access/"),
}

OF_LEADS: Links = {  # one's own organisation, somebody who stands for it, and the decision behind it
    "own": ("/home/", r"/organisations/(\d+)/"),
    "colleague": ("/organisations/{own}/", r"/representations/(\d+)/"),
    "appointment": ("/organisations/{own}/", r"/appointments/(\d+)/"),
}
OF_OFFICERS: Links = {
    "correction": ("/corrections/", r"/corrections/(\d+)/"),
    "subject": ("/roles/?role=liaison", r"/people/(\d+)/access/"),
}


@pytest.fixture
def strolling(browser: Browser, house: House) -> Iterator[Page]:
    with visitor(browser, house) as page:
        yield page


def test_pages_for_everybody(strolling: Page) -> None:
    walk = Walk(strolling)
    for path in _paths("everybody", {}):
        walk.visit(path)
    walk.visit("/invitations/unknown/", status=410)
    walk.visit("/accounts/nothing-here/", status=404)
    walk.after("/accounts/login/", lambda page: page.locator("[name=password]").press("Enter"))
    walk.after("/accounts/login/", _without_session)
    assert walk.problems == []


def test_pages_of_liaison_staff(strolling: Page) -> None:
    walk = Walk(strolling)
    sign_in(strolling, "liaison")
    prove_again(strolling, "/accounts/2fa/totp/activate/")
    numbers = _numbers(strolling)
    for path in _paths("liaison", numbers):
        walk.visit(path)
    for path in _paths("liaison", numbers, empty=True):
        walk.after(path, _send_empty)
    walk.after(f"/agreements/{numbers['agreement']}/", _ask_for_pdf)
    walk.after("/agreements/{agreement}/clauses/add/".format(**numbers), _send_too_much)
    walk.visit("/letters/", status=403)
    walk.visit("/nothing-here/", status=404)
    assert walk.problems == []


@pytest.mark.parametrize(
    ("who", "links"), [("partner", OF_LEADS), ("admin", OF_ADMINISTRATORS), ("dpo", OF_OFFICERS)]
)
def test_pages_of(strolling: Page, who: str, links: Links) -> None:
    walk = Walk(strolling)
    sign_in(strolling, who)
    for path in _paths(who, _numbers(strolling, links)):
        walk.visit(path)
    assert walk.problems == []


def test_every_page_of_ours_is_walked_or_says_why_not() -> None:
    rows = [row for row in table().rows if _is_ours(row.address)]
    walked = {row.address for row in rows if row.axe}
    said = {row.address for row in rows if row.not_walked}
    assert {row.address for row in rows} - walked - said == set()
    assert walked & said == set(), "walked, and says why not"
    visitors = {visit.who for row in table().rows for visit in [*row.axe, *row.empty]}
    assert visitors == {"everybody", "liaison", "partner", "admin", "dpo"}, "somebody walks nowhere"


def test_no_colour_depends_on_the_width() -> None:
    """So that light colours on a desk and dark ones on a phone say enough of light ones on a phone."""
    narrow = [block for file in STYLES for block in WIDTH.findall(file.read_text())]
    assert len(narrow) > 10, "the blocks for widths were not found"
    coloured = [each for block in narrow for each in COLOURED.findall(block)]
    assert set(coloured) <= {"color: var(--app-quiet)", "background: none"}, (
        "it stands on the page's own ground"
    )


def _is_ours(name: str) -> bool:
    """Of our own rooms or of the house itself; a library's names begin with its own."""
    space, colon, _name = name.partition(":")
    return space in OURS if colon else not name.startswith(("account_", "mfa_", "usersessions_"))


def _paths(who: str, numbers: dict[str, str], *, empty: bool = False) -> list[str]:
    """Where the table sends this person; the library's pages first, while the password just given still counts."""
    visits = [
        (row, visit) for row in table().rows for visit in (row.empty if empty else row.axe)
        if visit.who == who
    ]  # fmt: skip
    visits.sort(key=lambda pair: _is_ours(pair[0].address))
    return [_path(row, visit, numbers) for row, visit in visits]


def _path(row: Row, visit: Visit, numbers: dict[str, str]) -> str:
    """The path of an example of the demo; one that is named as its kind, where the table says no other."""
    word, _slash, extra = visit.sample.partition("/")
    means = {
        "language": word,
        "number": extra or "1",
        "pk": numbers.get(word or row.kind, word),
        "slug": word,
        "verb": extra,
    }
    means |= {f"{part}_pk": numbers.get(extra or part, "") for part in ("clause", "party")}
    kwargs = {name: means[name] for name in parameters_of(row.address)}
    return reverse(row.address, kwargs=kwargs) + (f"?{visit.query}" if visit.query else "")


def _numbers(page: Page, links: Links = LINKS) -> dict[str, str]:
    """An example of each kind of row, found as a person would: by its link."""
    numbers: dict[str, str] = {}
    for kind, (where, link) in links.items():
        page.goto(where.format(**numbers))
        hrefs = page.locator("main a[href]").evaluate_all(
            "all => all.map(link => new URL(link.href).pathname)"
        )
        numbers[kind] = next(found[1] for found in map(re.compile(link).search, hrefs) if found)
    return numbers


def _send_empty(page: Page) -> None:
    """As somebody does who overlooked everything; the browser's own check is off in our forms."""
    for field in page.locator("main form [name]:not([type=hidden])").all():
        kind = field.get_attribute("type")
        if kind == "checkbox":
            field.uncheck()
        elif kind not in ("radio", "file") and field.evaluate(
            "each => 'value' in each && each.tagName != 'SELECT'"
        ):
            field.fill("")
    _send(page)


def _send_too_much(page: Page) -> None:
    """More than a request may carry. Source: DATA_UPLOAD_MAX_MEMORY_SIZE."""
    # In a hidden field: nobody has to set three million letters on lines.
    page.locator("main form[method=post] [name=version]").evaluate(
        "field => field.value = 'a'.repeat(3000000)"
    )
    _send(page)


def _send(page: Page) -> None:
    page.locator("main form[method=post] button[type=submit]").last.click()


def _ask_for_pdf(page: Page) -> None:
    page.locator("form[action$='/document/'] button").click()


def _without_session(page: Page) -> None:
    """The form's token is worth nothing without the session it was given in."""
    page.context.clear_cookies()
    page.locator("[name=password]").press("Enter")
