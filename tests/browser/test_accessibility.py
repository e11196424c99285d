"""Every page with axe: wide and narrow, light and dark. Source: issue 2, must show 6; WCAG 2.2 AA."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver, resolve
from playwright.sync_api import Browser, Page

from tests.browser.chromium import prove_again, sign_in, visitor
from tests.browser.house import House
from tests.browser.walk import Walk

VISITORS = ("everybody", "liaison", "partner", "admin", "dpo")
PAGES = Path(__file__).with_name("pages.txt")
NOT_WALKED = {
    "root": "leads on to the front page",
    "healthz": "for machines",
    "readyz": "for machines",
    "figures": "for machines",
    "directory:language": "takes a form, shows nothing",
    "directory:invitation": "walked as an invitation that is over",
    "directory:invite": "two fields, for people without an account only",
    "directory:join_invitation": "stands behind a link that only a letter carries",
    "directory:resend_invitation": "drawn as withdraw_invitation, with other words",
    "directory:withdraw_invitation": "a question like others; the demo has no open invitation",
    "directory:agree_appointment": "asks as the other pages that ask; seen in test_rights",
    "directory:second_appointment": "asks as the other pages that ask; seen in test_rights",
    "directory:refuse_appointment": "asks as the other pages that ask",
    "directory:withdraw_appointment": "asks as the other pages that ask",
    "directory:ask_to_lead": "asks as the other pages that ask",
    "directory:agree_invitation": "asks as the other pages that ask; seen in test_representation",
    "directory:refuse_invitation": "asks as the other pages that ask",
    "directory:take_seat": "asks as the other pages that ask",
    "directory:strike_from_seat": "asks as the other pages that ask",
    "directory:confirm_role": "a question like the end of a role; in the demo no role waits",
    "directory:refuse_role": "a question like the end of a role; in the demo no role waits",
    "directory:account_change": "the demo asks for no change of a protected account",
    "directory:agree_account_change": "a question; the demo asks for no such change",
    "directory:refuse_account_change": "a question; the demo asks for no such change",
    "directory:withdraw_account_change": "a question; the demo asks for no such change",
    "directory:move_contact_point": "takes a form, shows nothing",
    "directory:edit_contact_point": "the form of the page where one is added",
    "directory:remove_contact_point": "asks as the other pages that ask",
    "directory:withdraw_succession": "asks as the other pages that ask",
    "directory:merge_into": "needs two that may be merged",
    "directory:edit_figure": "the form of the page where one is noted",
    "directory:remove_figure": "asks as the other pages that ask",
    "directory:answer_commitment": "three fields as on other pages; the demo asks nobody",
    "directory:remove_commitment": "asks as the other pages that ask",
    "directory:import_sample": "a download",
    "directory:preview_import": "walked in test_import, after a file was chosen",
    "directory:import_faults": "a download",
    "directory:reread_import": "walked in test_import, after a file was chosen",
    "directory:confirm_import": "takes a form, shows nothing",
    "directory:withdraw_import": "takes a form, shows nothing",
    "directory:openid": "nothing is there without a sign-in service, and the demo has none",
    "directory:enter_by_openid": "takes a form, shows nothing",
    "directory:openid_callback": "leads on to the own page",
    "directory:link_openid": "takes a form, shows nothing",
    "directory:unlink_openid": "a question; nothing is there without a sign-in service",
    "agreements:move_clause": "takes a form, shows nothing",
    "agreements:document": "takes a form, shows nothing",
    "agreements:request_trial": "takes a form, shows nothing",
    "agreements:signatures": "walked in test_signing, while a round is open",
    "agreements:sign": "walked in test_signing",
    "agreements:refuse": "walked in test_signing",
    "agreements:record_signature": "walked in test_signing",
    "agreements:record_on_paper": "walked in test_all_on_paper",
    "agreements:confirm_paper": "walked in test_all_on_paper",
    "agreements:reject_paper": "a question like the refusal to sign, walked in test_signing",
    "agreements:withdraw_paper": "asks as the other pages that ask",
    "agreements:upload_signed": "walked in test_signing",
    "agreements:ceremony": "walked in test_signing",
    "agreements:plan_ceremony": "walked in test_signing",
    "agreements:ceremony_screen": "walked in test_signing",
    "agreements:ceremony_state": "part of the big screen",
    "agreements:assign_signed": "choices as on other pages; no certificate is trusted in the demo",
    "agreements:send_signing_code": "takes a form, shows nothing",
    "agreements:sign_with_passkey": "for the page's script",
    "agreements:request_frozen": "takes a form, shows nothing",
    "agreements:frozen_pdf": "a download",
    "agreements:edit_comment": "the form of the page where one is written",
    "agreements:release_comment": "asks as the pages walked in test_consultation",
    "agreements:remove_comment": "asks as the pages walked in test_consultation",
    "agreements:settle_comment": "takes a form, shows nothing",
    "agreements:proposal": "walked in test_consultation, after one was made",
    "agreements:accept_proposal": "walked in test_consultation",
    "agreements:decline_proposal": "walked in test_consultation",
    "agreements:withdraw_proposal": "asks as the pages walked in test_consultation",
    "agreements:file": "a download",
    "agreements:remove_file": "asks as the other pages that ask",
    "agreements:begin_renewal": "a question like others; in the demo the clock has begun it",
    "agreements:withdraw_termination": "a question like others; the demo gives no notice",
    "agreements:accede": "a choice and a tick; liaison staff sign for nobody",
    "agreements:record_accession": "fields as on other pages; in the demo every partner is bound",
    "agreements:exit": "the form of the recorded exit; liaison staff sign for nobody",
    "agreements:decide_accession": "four fields as on other pages; nobody joins in the demo",
    "agreements:withdraw_exit": "a question like others; nobody leaves in the demo",
    "documents:detail": "walked after a PDF was asked for",
    "documents:progress": "part of the document's page",
    "documents:file": "a download",
    "documents:cancel": "takes a form, shows nothing",
    "documents:retry": "takes a form, shows nothing",
    "sealing:choose_language": "leads on to the page in the visitor's language",
    "sealing:code": "leads on to the page with the code",
    "sealing:send_file": "walked in test_verify, with answers of every kind",
    "sealing:check": "walked in test_verify, with answers of every kind",
    "sealing:progress": "part of the page of a check",
    "letters:retry": "takes a form, shows nothing",
}
OURS = ("agreements:", "audit:", "directory:", "documents:", "letters:", "sealing:")
LINKS = {  # where the number of an example stands: page, then link
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
OF_ADMINISTRATORS = {  # a role, one that waits for its yearly confirmation, and who holds a role
    "role": ("/roles/?role=liaison", r"/roles/(\d+)/"),
    "due": ("/roles/review/", r"/roles/(\d+)/"),
    "holder": ("/roles/?role=liaison", r"/people/(\d+)/access/"),
}

OF_LEADS = {  # one's own organisation, somebody who stands for it, and the decision behind it
    "own": ("/home/", r"/organisations/(\d+)/"),
    "colleague": ("/organisations/{own}/", r"/representations/(\d+)/"),
    "appointment": ("/organisations/{own}/", r"/appointments/(\d+)/"),
}
OF_OFFICERS = {
    "correction": ("/corrections/", r"/corrections/(\d+)/"),
    "subject": ("/roles/?role=liaison", r"/people/(\d+)/access/"),
}


@pytest.fixture
def strolling(browser: Browser, house: House) -> Iterator[Page]:
    with visitor(browser, house) as page:
        yield page


def test_pages_for_everybody(strolling: Page) -> None:
    walk = Walk(strolling)
    for path in _pages("everybody"):
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
    for path in _pages("liaison"):
        walk.visit(path.format(**numbers))
    for path in _pages("liaison sends empty"):
        walk.after(path.format(**numbers), _send_empty)
    walk.after(f"/agreements/{numbers['agreement']}/", _ask_for_pdf)
    walk.after("/agreements/{agreement}/clauses/add/".format(**numbers), _send_too_much)
    walk.visit("/letters/", status=403)
    walk.visit("/nothing-here/", status=404)
    assert walk.problems == []


def test_pages_of_leads(strolling: Page) -> None:
    walk = Walk(strolling)
    sign_in(strolling, "partner")
    numbers = _numbers(strolling, OF_LEADS)
    for path in _pages("partner"):
        walk.visit(path.format(**numbers))
    assert walk.problems == []


def test_pages_of_administrators(strolling: Page) -> None:
    walk = Walk(strolling)
    sign_in(strolling, "admin")
    numbers = _numbers(strolling, OF_ADMINISTRATORS)
    for path in _pages("admin"):
        walk.visit(path.format(**numbers))
    assert walk.problems == []


def test_pages_of_data_protection_officers(strolling: Page) -> None:
    walk = Walk(strolling)
    sign_in(strolling, "dpo")
    numbers = _numbers(strolling, OF_OFFICERS)
    for path in _pages("dpo"):
        walk.visit(path.format(**numbers))
    assert walk.problems == []


def test_no_page_of_ours_was_left_out() -> None:
    """A new address belongs into pages.txt, or says here why it is not walked."""
    example = dict.fromkeys([*LINKS, *OF_LEADS, *OF_ADMINISTRATORS, *OF_OFFICERS], "1")
    walked = {resolve(_path(line, example)).view_name for who in VISITORS for line in _pages(who)}
    assert _names() - walked == set(NOT_WALKED)


def _pages(who: str) -> list[str]:
    """The paths under a heading of pages.txt."""
    _before, _heading, rest = PAGES.read_text().partition(f"[{who}]\n")
    return rest.partition("\n[")[0].split()


def _path(line: str, numbers: dict[str, str]) -> str:
    """The bare path of a line, without a question."""
    return line.format(**numbers).partition("?")[0]


def _names(patterns: list | None = None, space: str = "") -> set[str]:
    """The addresses of our own rooms and of the house itself."""
    found: set[str] = set()
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLPattern):
            found |= {f"{space}{each.name}"}
        elif each.namespace and f"{each.namespace}:" in OURS:
            found |= _names(each.url_patterns, f"{each.namespace}:")
    return found


def _numbers(page: Page, links: dict[str, tuple[str, str]] = LINKS) -> dict[str, str]:
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
