"""Row-level security: what the database shows, whatever a query asks for. Source: decision 0054."""

from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from complaints.actions import keeping
from complaints.actions import office as work
from complaints.letters import KINDS
from complaints.models import (
    Attachment,
    Complaint,
    Consent,
    Message,
    Office,
    Proposal,
    Translation,
    Wrap,
    seen_by,
    seen_by_house,
    seen_by_nobody,
    seen_by_number,
)
from complaints.tasks import forget_closed as forget_by_the_clock
from complaints.todo import items_of_complaints
from partnerships.directory.models import Account, Kind, Role
from partnerships.shared.about import sections
from partnerships.shared.letters.models import Letter
from tests.clock import reckon
from tests.directory.together import both_at_once
from tests.factories import directory as make
from tests.factories.complaints import (
    complaint,
    helper_of,
    keys_of,
    open_office,
    partner_key,
    photo_of_a_visit,
    quick_mailbox,
    written_for,
)

TABLES = (Complaint, Wrap, Message, Translation, Attachment)


def officer_of(office: Office | None) -> Account:
    """Complaints officer of one authority, or of the installation."""
    account = make.AccountFactory()
    organisation = office.authority if office else None
    make.GrantFactory(person__account=account, role=Role.COMPLAINTS, organisation=organisation)
    return Account.objects.get(pk=account.pk)


@pytest.fixture
def other_office(office: Office) -> Office:
    return open_office(make.OrganisationFactory(name="Polizei Süd", kind=Kind.POLICE))


def whole(office: Office) -> Complaint:
    """With a row in each table."""
    row = complaint(office, files=[photo_of_a_visit()])
    by = officer_of(office)
    story = row.messages.select_related("complaint").get()
    work.translate(story, keys_of(row), text="Text", language="de", by=by)
    return row


def counts() -> list[int]:
    """Of all tables, as a query finds them that asks for no account."""
    return [model.objects.count() for model in TABLES]


def test_each_sees_what_the_rule_says_and_no_row_more(office, other_office):
    mine, theirs = whole(office), whole(other_office)
    with seen_by_nobody():
        assert counts() == [0, 0, 0, 0, 0]
    for by, seen in (
        (officer_of(office), [mine]),
        (officer_of(other_office), [theirs]),
        (officer_of(None), [mine, theirs]),
        (make.AccountFactory(), []),
    ):
        by = Account.objects.get(pk=by.pk)
        with seen_by(by):
            assert set(Complaint.objects.all()) == set(seen)
            assert set(Complaint.objects.visible_to(by)) == set(seen)
            assert counts() == [len(seen), 2 * len(seen), len(seen), len(seen), len(seen)]
    with seen_by_number(mine.number):
        assert counts() == [1, 2, 1, 1, 1]
        assert Complaint.objects.get() == mine
    with seen_by_house():
        assert counts() == [2, 4, 2, 2, 2]


def test_what_a_partner_keeps_is_seen_by_its_helpers_alone(office):
    partner = make.OrganisationFactory(name="Verein Nord")
    helper, other = helper_of(partner), helper_of(make.OrganisationFactory(name="Verein Süd"))
    key, _private = partner_key(partner)
    kept = written_for(office, helper, key)
    forwarded = written_for(office, helper, key, forwarding="now")
    for by, seen in (
        (helper, {kept, forwarded}),
        (other, set()),
        (officer_of(office), {forwarded}),
        (officer_of(None), {forwarded}),
    ):
        with seen_by(by):
            assert set(Complaint.objects.all()) == seen
            rows = Complaint.objects.helped_by(by) | Complaint.objects.visible_to(by)
            assert set(rows) == seen
            assert Consent.objects.count() == len(seen)


@pytest.mark.parametrize(
    "change",
    [
        {"until_on": lambda: timezone.localdate() - timezone.timedelta(days=1)},
        {"since": lambda: timezone.localdate() + timezone.timedelta(days=1)},
        {"ended_at": timezone.now},
        {"role": Role.LIAISON},
        {"given_by": True},
    ],
    ids=["over", "to come", "ended", "another role", "without its second yes"],
)
def test_a_role_that_does_not_hold_shows_nothing(office, change):
    complaint(office)
    by = officer_of(office)
    grant = by.person.grants.get()
    if "given_by" in change:
        change = {"given_by": make.AccountFactory(), "confirmed_by": None}
    type(grant).objects.filter(pk=grant.pk).update(**reckon(change))
    by = Account.objects.get(pk=by.pk)
    with seen_by(by):
        assert not Complaint.objects.exists()
    assert not Complaint.objects.visible_to(by).exists()


def test_what_is_not_seen_is_neither_changed_nor_entered(office, other_office):
    row = whole(other_office)
    with seen_by(officer_of(office)):
        assert Complaint.objects.update(stage="closed") == 0
        assert Message.objects.all().delete()[0] == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Wrap.objects.create(complaint_id=row.pk, opens="told", holder="mailbox", sealed=b"x")
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM complaints_complaint")
            assert cursor.fetchone() == (0,)
    with seen_by_house():
        assert counts() == [1, 2, 1, 1, 1]


def test_the_site_can_not_lift_it(office):
    complaint(office)
    with seen_by_nobody():
        for attempt in (
            "SET row_security = off; SELECT * FROM complaints_complaint",
            "ALTER TABLE complaints_complaint DISABLE ROW LEVEL SECURITY",
            "DROP POLICY complaint_in_sight ON complaints_complaint",
            "CREATE POLICY mine ON complaints_complaint USING (true)",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(attempt)


def test_behind_a_block_is_seen_what_was_before_also_after_an_error(office):
    row = complaint(office)
    with seen_by_nobody():
        with pytest.raises(DatabaseError), transaction.atomic(), seen_by_number(row.number):
            assert Complaint.objects.exists()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")
        assert not Complaint.objects.exists()
        with pytest.raises(KeyError), seen_by_house():
            raise KeyError
        assert not Complaint.objects.exists()
        with transaction.atomic(), seen_by_house():
            assert Complaint.objects.exists()
        assert not Complaint.objects.exists()


@pytest.mark.without_sight
def test_what_no_page_asks_for_sets_its_own_sight(office):
    """To-dos, letters, the clock: each begins as a process of the site does."""
    row = complaint(office)
    by = officer_of(office)
    assert not Complaint.objects.exists()
    assert len(items_of_complaints(by)) == 1
    assert items_of_complaints(officer_of(None))
    letter = Letter(recipient=by, facts={"complaint": row.pk})
    kind = next(kind for kind in KINDS if kind.slug == "complaints/arrived")
    assert kind.may_receive(letter) and kind.still_holds(letter) and kind.facts(letter)
    letter.recipient = officer_of(
        open_office(make.OrganisationFactory(name="Polizei Süd", kind=Kind.POLICE))
    )
    assert not kind.may_receive(letter)
    with seen_by_house():
        long_ago = timezone.now() - timezone.timedelta(days=5 * 366)
        Complaint.objects.update(stage="acknowledged")
        Complaint.objects.update(stage="answered", ended_at=long_ago)
        Complaint.objects.update(stage="closed")
    assert keeping.propose() == 0
    forget_by_the_clock()
    with seen_by_house():
        assert Proposal.objects.count() == Complaint.objects.count() == 1


@pytest.mark.without_sight
def test_a_copy_of_ones_data_holds_what_one_wrote(office):
    row = complaint(office)
    by = officer_of(office)
    with seen_by_house():
        work.acknowledge(row, by=by)
        work.say(row, keys_of(row), kind="question", text="Wann?", language="de", by=by)
    assert "complaints.message" in [section.label for section in sections([by])]


TURNS = 12


def read_pages(officer: Account, own: str, foreign: str) -> list[str]:
    """What was wrong when an officer asked for the list again and again."""
    client, wrong = Client(), []
    client.force_login(officer)
    for _turn in range(TURNS):
        page = client.get("/complaints/").content.decode().replace("\xa0", " ")
        if own not in page or foreign in page:
            wrong.append("another office's complaint")
        if Complaint.objects.exists():
            wrong.append("something is left in sight")
    return wrong


def file_and_look(office: Office) -> list[str]:
    """What was wrong when somebody filed again and again, and asked by number."""
    wrong = []
    for _turn in range(TURNS):
        made = complaint(office, mailbox=quick_mailbox())
        with seen_by_number(made.number):
            if list(Complaint.objects.all()) != [made]:
                wrong.append("not the one that was asked for")
        if Complaint.objects.exists():
            wrong.append("something is left in sight")
    return wrong


@pytest.mark.django_db(transaction=True)
@pytest.mark.without_sight
def test_many_at_once_never_see_what_belongs_to_another(settings, tmp_path):
    """Lists of two offices, filing and looking by number, in eight threads at once."""
    settings.COMPLAINTS_KEYS, settings.DEMO = tmp_path / "keys", True
    offices = [
        open_office(make.OrganisationFactory(name=name, kind=Kind.POLICE))
        for name in ("Polizei Nord", "Polizei Süd")
    ]
    numbers = [complaint(office).spaced_number for office in offices]
    officers = [officer_of(office) for office in offices]
    acts = [
        partial(read_pages, officers[one], numbers[one], numbers[1 - one]) for one in (0, 1, 0, 1)
    ]
    acts += [partial(file_and_look, offices[one]) for one in (0, 1, 0, 1)]
    assert both_at_once(*acts) == [[]] * len(acts)
    with seen_by_house():
        assert Complaint.objects.count() == 2 + 4 * TURNS
