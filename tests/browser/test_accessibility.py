"""Every page with axe: wide and narrow, light and dark. Source: issue 2, must show 6; WCAG 2.2 AA."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.browser.chromium import prove_again, sign_in, visitor
from tests.browser.house import House
from tests.browser.walk import Walk
from tests.house.addresses import parameters_of
from tests.house.table import Row, Visit, table
from tests.services import ROOT

Links = dict[str, tuple[str, str]]

OURS = (
    *(
        "agreements",
        "analyses",
        "audit",
        "complaints",
        "directory",
        "documents",
        "letters",
        "lists",
        "meetings",
    ),
    *("operator", "sealing"),
)
STYLES = sorted((ROOT / "static").glob("*.css"))
WIDTH = re.compile(r"@media \((?:min|max)-width[^{]*(\{(?:[^{}]|\{[^{}]*\})*\})")
COLOURED = re.compile(r"[\w-]*(?:color|background)[\w-]*: [^;}]*(?<! )")
HREF = re.compile(r"<a\s[^>]*?href=\"([^\"]*)\"")
SETS_TO_WORK = "/before-ready/"  # its button sets the worker to work, which later pages would tell
EMPTY = """fields => fields.forEach(field => {
  if (field.type == "checkbox") field.checked = false;
  else if ("value" in field && !["radio", "file", "select-one", "select-multiple"].includes(field.type)) field.value = "";
  else return;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, {bubbles: true}));
})"""
LINKS: Links = {  # where the number of an example stands: page, then link
    "partnership": ("/partnerships/", r"/partnerships/(\d+)/"),
    "agreed": ("/partnerships/?q=Silberauen", r"/partnerships/(\d+)/"),
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
    "meeting": ("/meetings/?stage=invited", r"/meetings/(\d+)/$"),
    "planned": ("/meetings/?stage=planned&time=to_come&q=Blick", r"/meetings/(\d+)/$"),
    "noted": ("/meetings/?stage=planned&time=over", r"/meetings/(\d+)/$"),
    "attendee": ("/meetings/{planned}/", r"/people/(\d+)/remove/"),
    "series": ("/meetings/partnership/{partnership}/", r"/meetings/series/(\d+)/$"),
    "poll": ("/meetings/partnership/{partnership}/", r"/meetings/poll/(\d+)/$"),
    "day": ("/meetings/poll/{poll}/", r"/days/(\d+)/choose/"),
    "voter": ("/meetings/poll/{poll}/", r"/voters/(\d+)/remove/"),
    "item": ("/meetings/{meeting}/agenda/", r"/agenda/(\d+)/decide/"),
    "held": ("/meetings/?stage=held&q=Vorbereitung", r"/meetings/(\d+)/$"),
    "asked": ("/meetings/?stage=held&q=Herbst", r"/meetings/(\d+)/$"),
    "closed": ("/meetings/?stage=held&q=Sommer", r"/meetings/(\d+)/$"),
    "spoken": ("/meetings/{held}/minutes/", r"/minutes/(\d+)/$"),
    "fresh": ("/meetings/{held}/minutes/", r"/meetings/tasks/(\d+)/$"),
    "finished": ("/meetings/{closed}/minutes/", r"/meetings/tasks/(\d+)/$"),
    "annex": ("/agreements/{agreement}/", r"/clauses/(\d+)/files/add/"),
}
OF_ADMINISTRATORS: Links = {  # a role, one that waits for its yearly confirmation, and who holds a role
    "role": ("/roles/?role=liaison", r"/roles/(\d+)/"),
    "due": ("/roles/review/", r"/roles/(\d+)/"),
    "holder": ("/roles/?role=liaison", r"/people/(\d+)/access/"),
    "office": ("/complaints/offices/", r"/offices/(\d+)/note/"),
    "closure": ("/complaints/offices/{office}/times/", r"/closures/(\d+)/remove/"),
}

OF_LEADS: Links = {  # one's own organisation, somebody who stands for it, and the decision behind it
    "own": ("/home/", r"/organisations/(\d+)/"),
    "colleague": ("/organisations/{own}/", r"/representations/(\d+)/"),
    "appointment": ("/organisations/{own}/", r"/appointments/(\d+)/"),
    "meeting": ("/home/", r"/meetings/(\d+)/reply/"),
    "item": ("/meetings/{meeting}/agenda/", r"/agenda/(\d+)/withdraw/"),
    "asked": ("/home/", r"/meetings/(\d+)/minutes/$"),
    "partnership": ("/home/", r"/partnerships/(\d+)/$"),
    "poll": ("/meetings/partnership/{partnership}/", r"/meetings/poll/(\d+)/$"),
    "organisation": ("/complaints/for-people/", r"/for-people/code/(\d+)/$"),
    "kept": ("/complaints/for-people/?language=fr", r"/for-people/(\d+)/$"),
    "agreed": ("/complaints/for-people/?language=tr", r"/for-people/(\d+)/$"),
}
# one in Turkish with its first message, one that is new, one that is worked on, one with its answer, one with an open
# objection; somebody who wants to be called
OF_COMPLAINTS: Links = {
    "objected": ("/complaints/?language=ar&stage=received", r"/complaints/(\d+)/$"),
    "call": ("/complaints/calls/", r"/calls/([0-9a-f-]+)/done/"),
    "complaint": ("/complaints/?language=tr", r"/complaints/(\d+)/$"),
    "message": ("/complaints/{complaint}/", r"/messages/([0-9a-f-]+)/translate/"),
    "arrived": ("/complaints/?stage=received", r"/complaints/(\d+)/$"),
    "working": ("/complaints/?stage=acknowledged", r"/complaints/(\d+)/$"),
    "answered": ("/complaints/?stage=answered", r"/complaints/(\d+)/$"),
    "examined": ("/complaints/?stage=under_review", r"/complaints/(\d+)/$"),
    "rests": ("/complaints/?stage=suspended", r"/complaints/(\d+)/$"),
    "waited": ("/complaints/due/?kind=person&state=late", r"/complaints/(\d+)/$"),
    "withdrawn": ("/complaints/?stage=withdrawn", r"/complaints/(\d+)/$"),
    "stated": ("/complaints/due/?kind=statement", r"/complaints/(\d+)/$"),
    "due": ("/complaints/keeping/", r"/complaints/(\d+)/keeping/$"),  # the first can be deleted
    "lesson": ("/complaints/lessons/?state=open", r"/lessons/(\d+)/end/"),
    "to_offer": ("/complaints/keeping/", r"/keeping/offices/(\d+)/offer/$"),
}
CASE = r"/analyses/(\d+)/$"
IN_CASE = r"/analyses/(?P<case>\d+)"  # of what lies in a case, the case is remembered with it
OF_ANALYSTS: Links = {  # cases by stage; `hired`: the one with many records; `old`: with terms that end; `done`: partly deleted
    **{
        stage: (f"/analyses/?stage={stage}", CASE)
        for stage in ("collecting", "quality_check", "approved", "conference", "follow_up")
    },
    "hired": ("/analyses/?stage=analysing&sort=-delete_on", CASE),
    "old": ("/analyses/?stage=analysing&sort=delete_on", CASE),
    "done": ("/analyses/?stage=follow_up&sort=title", CASE),
    "contribution": ("/analyses/{hired}/", IN_CASE + r"/contributions/(?P<pk>\d+)/$"),
    "record": ("/analyses/{hired}/records/", IN_CASE + r"/records/(?P<pk>\d+)/$"),
    "draft": ("/analyses/{collecting}/", IN_CASE + r"/contributions/(?P<pk>\d+)/$"),
    "drafted": (
        "/analyses/{collecting}/contributions/{draft}/",
        IN_CASE + r"/records/(?P<pk>\d+)/$",
    ),
    "link": (
        "/analyses/{collecting}/records/{drafted}/",
        IN_CASE + r"/links/(?P<pk>\d+)/remove/$",
    ),
    "record_import": ("/analyses/contributions/{draft}/import/", r"/imports/(\d+)/$"),
    "ask": ("/analyses/{collecting}/asks/", IN_CASE + r"/asks/(?P<pk>\d+)/due/$"),
    "longer": ("/analyses/{collecting}/asks/", IN_CASE + r"/asks/(?P<pk>\d+)/longer/$"),
    "case_task": ("/analyses/{collecting}/asks/", IN_CASE + r"/tasks/(?P<pk>\d+)/done/$"),
    "case_note": ("/analyses/{collecting}/notes/", IN_CASE + r"/notes/(?P<pk>\d+)/$"),
    "participation": ("/analyses/{approved}/", IN_CASE + r"/people/(?P<pk>\d+)/end/$"),
    "correction_notice": ("/analyses/{old}/terms/", IN_CASE + r"/notices/(?P<pk>\d+)/$"),
    "case_search": ("/analyses/{conference}/terms/", IN_CASE + r"/searches/(?P<pk>\d+)/$"),
    "certificate": ("/analyses/{done}/terms/", IN_CASE + r"/certificates/(?P<pk>\d+)/$"),
    "log_sample": ("/home/", r"/samples/(\d+)/explain/$"),
    "enquiry": ("/analyses/enquiries/?outcome=open&persons=no", r"/enquiries/(\d+)/$"),
    "replied": ("/analyses/enquiries/?outcome=answered", r"/enquiries/(\d+)/$"),
}
# a request, one whose check is taken up, one whose legal basis for combining waits; a legal basis, a version of another one that
# nobody has reviewed
OF_LEGAL: Links = {
    "requested": ("/analyses/?stage=requested", CASE),
    "checking": ("/analyses/?stage=legality_check&sort=-title", CASE),
    "collecting": ("/analyses/?stage=collecting", CASE),
    "basis": ("/analyses/bases/", r"/bases/(\d+)/$"),
    "fresh": ("/analyses/bases/?holder=prison", r"/bases/(\d+)/$"),
    "version": ("/analyses/bases/{fresh}/", r"/versions/(\d+)/review/$"),
}
# what an authority is asked, and what of its own comes to the end of its term
OF_CUSTOMS: Links = {
    "checked": ("/analyses/?stage=legality_check&sort=title", CASE),
    "approved": ("/analyses/?stage=approved", CASE),
    "collecting": ("/analyses/?stage=collecting", CASE),
    "old": ("/analyses/?stage=analysing&sort=delete_on", CASE),
    "participation": ("/analyses/{approved}/", IN_CASE + r"/people/(?P<pk>\d+)/agree/$"),
    "ask": ("/analyses/{collecting}/asks/", IN_CASE + r"/asks/(?P<pk>\d+)/answer/$"),
    "due_contribution": ("/analyses/due/", IN_CASE + r"/terms/contributions/(?P<pk>\d+)/$"),
    "due_record": ("/analyses/due/", IN_CASE + r"/terms/records/(?P<pk>\d+)/$"),
    "extension": ("/analyses/{old}/terms/", IN_CASE + r"/extensions/(?P<pk>\d+)/$"),
}
OF_OFFICERS: Links = {
    "approved": ("/analyses/?stage=approved", CASE),
    "held": ("/analyses/?stage=conference", CASE),
    "log_sample": ("/analyses/log/samples/?sort=-month", r"/samples/(\d+)/$"),
    "ready": ("/analyses/rights/", r"/rights/(\d+)/$"),
    "person_request": ("/analyses/rights/", r"/rights/(?!{ready}/)(\d+)/$"),
    "authority": ("/analyses/authorities/", r"/authorities/(\d+)/confirm/$"),
    "correction": ("/corrections/", r"/corrections/(\d+)/"),
    "subject": ("/roles/?role=liaison", r"/people/(\d+)/access/"),
    "note": ("/complaints/offices/", r"/notes/(\d+)/confirm/"),
}


CHANGES = {
    "text": "document.querySelector('main p').style.color = 'rgb(125, 125, 125)'",
    "ground": "document.querySelector('main').style.background = 'rgb(125, 125, 125)'",
    "faded": "document.querySelector('main').style.opacity = '0.5'",
    # Beside the text as the document says, under it as it is seen.
    "heaped": """document.querySelector('main').style.cssText = 'position: relative; z-index: 2';
document.querySelector('footer').style.cssText
  = 'position: absolute; inset: 0; z-index: 1; background: rgb(125, 125, 125)'""",
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
    walk.after(lambda page: page.locator("[name=password]").press("Enter"), "/accounts/login/")
    walk.after(_without_session, "/accounts/login/")
    assert walk.problems == []


def test_pages_of_liaison_staff(strolling: Page) -> None:
    walk = Walk(strolling)
    sign_in(strolling, "liaison")
    prove_again(strolling, "/accounts/2fa/totp/activate/")
    numbers = _numbers(strolling)
    forms = _paths("liaison", numbers, empty=True)
    for path in _paths("liaison", numbers):
        walk.visit(path)
        if path in forms and not path.endswith(SETS_TO_WORK):
            forms.remove(path)
            walk.after(_send_empty)
    for path in forms:
        walk.after(_send_empty, path)
    walk.after(_ask_for_pdf, f"/agreements/{numbers['agreement']}/")
    walk.after(_send_too_much, "/agreements/{agreement}/clauses/add/".format(**numbers))
    walk.visit("/letters/", status=403)
    walk.visit("/nothing-here/", status=404)
    assert walk.problems == []


@pytest.mark.parametrize(
    ("who", "links"),
    [
        ("partner", OF_LEADS),
        ("admin", OF_ADMINISTRATORS),
        ("dpo", OF_OFFICERS),
        ("complaints", OF_COMPLAINTS),
        ("analyst", OF_ANALYSTS),
        ("legal", OF_LEGAL),
        ("customs", OF_CUSTOMS),
    ],
)
def test_pages_of(strolling: Page, who: str, links: Links) -> None:
    walk = Walk(strolling)
    sign_in(strolling, who)
    for page, link in links.values():
        if link == CASE:
            _say_why(strolling, page)
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
    walkers = {"everybody", "liaison", "partner", "admin", "dpo", "complaints"}
    walkers |= {"analyst", "legal", "customs"}
    assert visitors == walkers, "somebody walks nowhere"


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_text_that_is_hard_to_read_is_found_where_all_texts_were_known(
    strolling: Page, change: str
) -> None:
    """Contrast is asked only of new combinations: whatever makes a text pale makes one."""
    walk = Walk(strolling)
    walk.visit("/en/verify/")
    walk.check()
    assert walk.problems == []
    assert walk.axe.fresh() == [], "the page was not known"
    strolling.evaluate(change)
    walk.check()
    first = [each for each in walk.problems if "desk: color-contrast: " in each]
    assert first
    walk.check()
    assert [each for each in walk.problems if each in first] == first * 2, "it was taken as known"


def test_no_style_asks_how_a_screen_is_held() -> None:
    """So that the rule on it need not read every style on every page. Source: WCAG 2.2, 1.3.4."""
    files = [
        Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list(None)
        if name.endswith(".css")
    ]  # fmt: skip
    assert {*STYLES} < {*files}, "the styles of libraries were not found"
    assert [file.name for file in files if "orientation" in file.read_text()] == []


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
        "kind": extra or "answer",
        "verb": extra,
        "case_pk": numbers.get(f"case of {word or row.kind}", ""),
        "from_pk": numbers.get("drafted", ""),
        "schema": extra or "Person",
    }
    means |= {
        f"{part}_pk": numbers.get(extra or part, "")
        for part in ("attendee", "clause", "day", "item", "message", "party", "voter")
    }
    kwargs = {name: means[name] for name in parameters_of(row.address)}
    return reverse(row.address, kwargs=kwargs) + (f"?{visit.query}" if visit.query else "")


def _numbers(page: Page, links: Links = LINKS) -> dict[str, str]:
    """An example of each kind of row, found as a person would: by its link."""
    numbers: dict[str, str] = {}
    for kind, (where, link) in links.items():
        answer = page.request.get(where.format(**numbers))
        _head, _tag, main = answer.text().partition("<main")
        hrefs = [urljoin(answer.url, href) for href in HREF.findall(main.partition("</main>")[0])]
        paths = [urlsplit(href).path for href in hrefs]
        for known, number in numbers.items():
            link = link.replace(f"{{{known}}}", number)
        found = next(filter(None, map(re.compile(link).search, paths)))
        numbers[kind], named = found[found.lastindex or 1], found.groupdict()
        if "case" in named:
            numbers[f"case of {kind}"] = named["case"]
    return numbers


def _say_why(page: Page, path: str) -> None:
    """Why one reads in the first case of a list: the usual reason, by one click."""
    page.goto(urljoin(page.url, path))
    found = re.search(r'href="(/analyses/\d+/)"', page.locator("main").inner_html())
    assert found, f"no case on {path}"
    page.goto(urljoin(page.url, found[1]))
    if page.locator("[name=reading_code]").count():
        page.locator("button[name=reading_code]").first.click()


def _send_empty(page: Page) -> None:
    """As somebody does who overlooked everything; the browser's own check is off in our forms."""
    page.locator("main form [name]:not([type=hidden])").evaluate_all(EMPTY)
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
