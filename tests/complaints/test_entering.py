"""An officer writes down a letter, a call, a visit: through the form of everybody, with a code for the person."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from complaints.models import Complaint
from partnerships.directory.models import Account
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from tests.complaints.walking import GROUP, Walker, open_mailbox
from tests.factories import directory as make
from tests.factories.complaints import keys_of, open_office

BEGUN = {"channel": "letter", "language": "pl"}


@pytest.fixture
def desk(office, cast) -> Client:
    """Of an officer of this office alone."""
    person = make.PersonFactory(account=make.AccountFactory(), family_name="Amtmann")
    make.GrantFactory(person=person, role="complaints", organisation=office.authority)
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def begin(desk: Client, **other: str) -> str:
    day = timezone.localdate() - timedelta(days=3)
    sent = {"came_on": day.isoformat(), **BEGUN, **other}
    return getattr(desk.post("/complaints/enter/", sent), "url", "")


def test_a_letter_is_written_down_and_the_person_gets_a_code(office, desk) -> None:
    assert begin(desk) == "/pl/complaint/write/"
    walker = Walker("pl", desk)
    number, code = walker.send()
    row = Complaint.objects.get(number=number)
    assert row.channel == "letter" and row.came_on == timezone.localdate() - timedelta(days=3)
    assert timezone.localdate(row.received_at) == row.came_on
    assert row.entered_by and row.is_code_for_once and keys_of(row)
    assert Letter.objects.filter(kind="complaints/arrived", recipient=row.entered_by).exists()
    event = AuditEvent.objects.get(what="complaints.entered")
    assert event.by_id == row.entered_by_id
    walker.go("kept", printed="on")
    assert "Amtmann" in walker.page, "the officer's page says who wrote it down"
    mailbox = open_mailbox(number, code, "pl")
    assert "ohne Grund" not in mailbox.page
    mailbox.go("kept", last_group="".join(GROUP.findall(mailbox.page))[-4:])
    assert "ohne Grund" in mailbox.page and "Amtmann" not in mailbox.page
    assert "ohne Grund" not in open_mailbox(number, code, "pl").page


@pytest.mark.parametrize(
    "wrong",
    [
        {"came_on": "2999-01-01"},
        {"came_on": ""},
        {"channel": "web_form"},
        {"channel": "partner_organisation"},
        {"language": "xx"},
    ],
)
def test_what_does_not_fit_is_asked_again(desk, wrong) -> None:
    assert begin(desk, **wrong) == ""


@pytest.mark.parametrize("name", ["liaison", "partner", "approver", "admin", "dpo"])
def test_only_officers_enter(office, cast, name) -> None:
    assert cast.client(name).get("/complaints/enter/").status_code == 403
    assert cast.client(name).post("/complaints/enter/", BEGUN).status_code == 403


def test_for_another_office_nobody_enters(office, desk) -> None:
    """The form offers one's own; whoever chooses another on the way is refused when it is sent."""
    away = open_office(make.OrganisationFactory(name="Polizei Fern", kind="police"))
    assert begin(desk, office=str(away.pk)) == "/pl/complaint/write/"
    walker = Walker("pl", desk)
    place = {"police": "state", "pass_on": "ask", "office": str(away.pk)}
    walker.walk_to_summary(place=place)
    answer = desk.post(walker.address, {**walker.hidden, "go": "send"})
    assert answer.status_code == 403 and not Complaint.objects.exists()


def test_sent_twice_it_is_one(desk) -> None:
    begin(desk)
    walker = Walker("pl", desk).walk_to_summary()
    sent = {**walker.hidden, "go": "send"}
    for _time in range(2):
        desk.post(walker.address, sent)
    assert Complaint.objects.count() == 1


def test_a_second_beginning_while_a_sheet_is_shown_loses_no_code(desk) -> None:
    begin(desk)
    walker = Walker("pl", desk)
    receipt = walker.send()
    begin(desk)
    walker.get("write")
    assert walker.receipt() == receipt
