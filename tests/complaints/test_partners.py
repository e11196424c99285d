"""A partner writes for somebody: nobody else reads it until the person agrees, and then the office does."""

from base64 import b64decode
from datetime import date
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.utils.translation import override

from complaints import rules, words
from complaints.actions import forwarding, partners
from complaints.actions import mailbox as person
from complaints.actions.filing import Mailbox
from complaints.actions.forgetting import forget_never_sent
from complaints.models import Complaint, Consent, Holder, Office, OfficeKey, Wrap
from complaints.models.complaints import helps_for
from complaints.sealed_rows import (
    Keys,
    open_for_office,
    open_for_partner,
    open_for_person,
    read_identity,
    read_told,
)
from complaints.store.derived import derive_private, new_salt
from complaints.store.sealed import Unreadable
from complaints.store.secret import new_secret
from complaints.store.wraps import new_pair, public_of
from complaints.todo import items_of_complaints
from partnerships.directory.actions.grants import give_role
from partnerships.directory.models import Account, Organisation
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from tests.complaints.walking import GROUP, MailboxWalker, Walker, open_mailbox
from tests.factories import directory as make
from tests.factories.complaints import (
    helper_of,
    partner_key,
    quick_mailbox,
    written_for,
)

FORMAL = {"way": "formal", "identity": {"name": "Deniz Örnek", "phone": "0231 5550123"}}


class Partner:
    """An organisation with a helper and a code."""

    def __init__(self) -> None:
        self.organisation: Organisation = make.OrganisationFactory(name="Beratung Nord e. V.")
        self.helper: Account = helper_of(self.organisation)
        self.key, self.private = partner_key(self.organisation)
        self.client = Client()
        self.client.force_login(self.helper)

    def keys(self, row: Complaint) -> Keys:
        return open_for_partner(row, self.private)


@pytest.fixture
def partner(db) -> Partner:
    return Partner()


@pytest.fixture
def kept(office: Office, partner: Partner, cast) -> Complaint:
    return written_for(office, partner.helper, partner.key, **FORMAL)


def officer_of(office: Office) -> Account:
    person = make.PersonFactory(account=make.AccountFactory())
    make.GrantFactory(person=person, role="complaints", organisation=office.authority)
    return Account.objects.get(pk=person.account_id)


# What is not forwarded


def test_no_key_of_any_office_opens_it(office, kept, settings) -> None:
    """Nor does whoever has the whole machine: every wrap that is there is tried with every key of the offices."""
    assert open_for_office(kept) is None
    assert set(kept.wraps.values_list("holder", flat=True)) == {Holder.MAILBOX, Holder.PARTNER}
    files = list(settings.COMPLAINTS_KEYS.glob("*.key"))
    assert len(files) == OfficeKey.objects.count() > 0
    for file in files:
        private = b64decode(file.read_text().strip())
        for opened in (open_for_person, open_for_partner):
            with pytest.raises(Unreadable):
                opened(kept, private)


def test_the_private_key_of_the_partner_lies_nowhere(kept, partner) -> None:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
            said = "\n".join(row[0] for row in cursor.fetchall())
            assert partner.private.hex() not in said, table


def test_partner_and_mailbox_open_it(office, partner) -> None:
    private, public = new_pair()
    mailbox = Mailbox(new_secret(), new_salt(), public)
    row = written_for(office, partner.helper, partner.key, mailbox=mailbox, **FORMAL)
    assert read_told(row, partner.keys(row)) == read_told(row, open_for_person(row, private))
    assert read_identity(row, partner.keys(row))["name"] == "Deniz Örnek"


@pytest.mark.parametrize("scope", ["authority", "installation"])
def test_officers_see_nothing_of_it_anywhere(office, kept, scope) -> None:
    officer = officer_of(office)
    if scope == "installation":
        holder = make.PersonFactory(account=make.AccountFactory())
        make.GrantFactory(person=holder, role="complaints")
        officer = Account.objects.get(pk=holder.account_id)
    client = Client()
    client.force_login(officer)
    assert list(Complaint.objects.visible_to(officer)) == []
    assert items_of_complaints(officer) == []
    assert not Letter.objects.filter(kind="complaints/arrived").exists()
    assert client.get(f"/complaints/{kept.pk}/").status_code == 404
    assert client.post(f"/complaints/{kept.pk}/acknowledge/").status_code == 404
    assert kept.spaced_number not in client.get("/complaints/").content.decode()
    for export in ("csv", "xlsx"):
        answer = client.get("/complaints/", {"export": export})
        assert kept.number not in str(getattr(answer, "content", b""))
    found = client.get("/search/", {"q": kept.number}).content.decode()
    assert f"/complaints/{kept.pk}/" not in found
    assert not rules.can_move(officer, kept, "acknowledge")


def test_administrators_see_no_row_of_it(cast, kept) -> None:
    client = cast.client("admin")
    page = client.get("/admin/complaints/complaint/").content.decode()
    assert kept.number not in page
    assert client.get(f"/admin/complaints/complaint/{kept.pk}/change/").status_code == 302
    assert kept.number not in client.get("/admin/complaints/office/").content.decode()


def test_what_is_written_later_tells_no_officer(office, kept, partner) -> None:
    officer_of(office)
    partners.write_as_helper(kept, partner.keys(kept), text="Noch etwas.", by=partner.helper)
    person.write(kept, partner.keys(kept), text="Ja.", language="de", token="a" * 22)
    assert not Letter.objects.filter(kind="complaints/arrived").exists()


def test_without_consent_nobody_forwards_it(kept, partner) -> None:
    with pytest.raises(PermissionDenied):
        forwarding.forward(kept, partner.keys(kept), by=partner.helper)
    assert not kept.wraps.filter(holder=Holder.OFFICE).exists()


# Who may


def test_the_right_needs_the_role_and_standing_for_the_organisation(partner) -> None:
    assert helps_for(partner.helper) == {partner.organisation.pk}
    alone = make.PersonFactory(account=make.AccountFactory())
    make.GrantFactory(person=alone, role="helper", organisation=partner.organisation)
    assert not helps_for(Account.objects.get(pk=alone.account_id))
    stands = make.RepresentationFactory(
        organisation=partner.organisation, person__account=make.AccountFactory()
    ).person
    assert not helps_for(Account.objects.get(pk=stands.account_id))


def test_helpers_of_another_organisation_see_nothing(kept) -> None:
    other = Partner()
    assert other.client.get(f"/complaints/for-people/{kept.pk}/").status_code == 404
    assert list(Complaint.objects.helped_by(other.helper)) == []
    with pytest.raises(Unreadable):
        open_for_partner(kept, other.private)


def test_the_role_is_never_given_for_the_police(cast) -> None:
    with pytest.raises(ValidationError):
        give_role(
            cast.people["partner"],
            by=cast.account("admin"),
            role="helper",
            organisation=cast.police,
        )


# Forwarding


def test_forwarded_after_consent_the_office_reads_it(office, partner) -> None:
    officer = officer_of(office)
    row = written_for(office, partner.helper, partner.key, forwarding="later", **FORMAL)
    assert not Letter.objects.exists()
    before = row.received_at
    forwarding.forward(row, partner.keys(row), by=partner.helper)
    row.refresh_from_db()
    assert row.forwarded_at == row.received_at > before
    assert list(Complaint.objects.visible_to(officer)) == [row]
    keys = open_for_office(row)
    assert keys and read_told(row, keys)["place"] == "Nordmarkt"
    assert Letter.objects.filter(kind="complaints/arrived", recipient=officer).count() == 1
    with pytest.raises(PermissionDenied):
        forwarding.forward(row, partner.keys(row), by=partner.helper)


@pytest.mark.parametrize("is_named", [True, False])
def test_the_name_goes_along_only_where_the_person_said_so(office, partner, is_named) -> None:
    row = written_for(
        office, partner.helper, partner.key, forwarding="now", is_named=is_named, **FORMAL
    )
    keys = open_for_office(row)
    assert keys is not None
    assert bool(read_identity(row, keys)) is is_named


def test_consent_is_taken_back_until_it_is_forwarded(office, partner) -> None:
    row = written_for(office, partner.helper, partner.key, forwarding="later")
    forwarding.withdraw_consent(row, given="mailbox", by=None)
    with pytest.raises(PermissionDenied):
        forwarding.forward(row, partner.keys(row), by=partner.helper)
    forwarding.note_consent(
        row, forwarding="later", is_named=False, given="in_writing", by=partner.helper
    )
    forwarding.forward(row, partner.keys(row), by=partner.helper)
    row.refresh_from_db()
    with pytest.raises(PermissionDenied):
        forwarding.withdraw_consent(row, given="mailbox", by=None)
    said = list(Consent.objects.values_list("forwarding", "given", "version", "language"))
    assert said == [
        ("later", "orally", "2026-11", "de"),
        ("no", "mailbox", "2026-11", "de"),
        ("later", "in_writing", "2026-11", "de"),
    ]


# The helper goes


def test_the_person_goes_on_alone(office, partner, cast) -> None:
    row = written_for(office, partner.helper, partner.key, forwarding="now")
    keys = partner.keys(row)
    person.go_on_alone(row)
    person.go_on_alone(row)
    row.refresh_from_db()
    with pytest.raises(Unreadable):
        open_for_partner(row, partner.private)
    with pytest.raises(PermissionDenied):
        partners.write_as_helper(row, keys, text="x", by=partner.helper)
    page = partner.client.get(f"/complaints/for-people/{row.pk}/").content.decode()
    assert "ohne Ihre Organisation" in page or "without your organisation" in page
    assert AuditEvent.objects.filter(what="complaints.helper_ended").count() == 1


# The code of the organisation


def code_page(partner: Partner) -> str:
    return f"/complaints/for-people/code/{partner.organisation.pk}/"


def shown_code(page: bytes) -> str:
    return "".join(GROUP.findall(page.decode()))


def make_code(partner: Partner, verb: str = "make") -> str:
    page = partner.client.post(code_page(partner), {"go": verb, "sure": "yes"}, follow=True)
    code = shown_code(page.content)
    assert len(code) == 24
    again = partner.client.post(code_page(partner), {"go": verb, "sure": "yes"}, follow=True)
    assert shown_code(again.content) == code, "made twice"
    wrong = partner.client.post(code_page(partner), {"go": "kept", "last_group": "0000x"})
    assert wrong.status_code == 200
    partner.client.post(code_page(partner), {"go": "kept", "last_group": code[-4:]})
    partner.client.post(code_page(partner), {"go": "kept", "last_group": code[-4:]})
    assert not shown_code(partner.client.get(code_page(partner)).content)
    return code


def test_the_code_is_made_typed_renewed_and_lost(office, cast) -> None:
    partner = Partner()
    partner.key.delete()
    assert partner.client.get("/complaints/for-people/write/").status_code == 302
    first = make_code(partner)
    key = partners.key_of(partner.organisation)
    assert key and public_of(derive_private(first, bytes(key.salt))) == bytes(key.public)
    row = written_for(office, partner.helper, key)
    path = f"/complaints/for-people/{row.pk}/"
    assert "ohne Grund" in partner.client.get(path).content.decode()
    second = make_code(partner)
    assert "ohne Grund" in partner.client.get(path).content.decode()
    partner.client.post(code_page(partner), {"go": "close"})
    assert "ohne Grund" not in partner.client.get(path).content.decode()
    partner.client.post(code_page(partner), {"go": "open", "code": first})
    assert "ohne Grund" not in partner.client.get(path).content.decode()
    partner.client.post(f"{code_page(partner)}?complaint={row.pk}", {"go": "open", "code": second})
    assert "ohne Grund" in partner.client.get(path).content.decode()
    partner.client.post(code_page(partner), {"go": "close"})
    make_code(partner, "lost")
    assert "ohne Grund" not in partner.client.get(path).content.decode()
    assert not Wrap.objects.filter(holder=Holder.PARTNER).exists()
    assert open_for_office(row) is None


def test_reading_with_the_code_is_an_event(office, partner, kept) -> None:
    partner.client.get(f"/complaints/for-people/{kept.pk}/")
    assert not AuditEvent.objects.filter(what="complaints.complaint_read").exists()


def test_somebody_else_at_the_same_browser_reads_nothing(office, cast) -> None:
    partner = Partner()
    partner.key.delete()
    make_code(partner)
    key = partners.key_of(partner.organisation)
    assert key is not None
    row = written_for(office, partner.helper, key)
    path = f"/complaints/for-people/{row.pk}/"
    assert "ohne Grund" in partner.client.get(path).content.decode()
    partner.client.force_login(helper_of(partner.organisation))
    assert "ohne Grund" not in partner.client.get(path).content.decode()


# The form, the sheet, the mailbox


CONSENT = {"forwarding": "no", "named": "no", "given": "orally"}


def walk_for(partner: Partner, language: str = "de", **other: dict[str, object]) -> Walker:
    """A helper at the form, up to the sheet."""
    begun = partner.client.post("/complaints/for-people/write/", {"language": language})
    assert begun.url == f"/{language}/complaint/write/"
    walker = Walker(language, partner.client)
    assert "Beratung Nord" in walker.page
    walker.walk_to_summary(**{"consent": CONSENT, **other}).go("send")
    return walker


def test_a_helper_writes_and_the_person_takes_over(office, partner, cast) -> None:
    officer_of(office)
    walker = walk_for(partner, "de-simple")
    number, code = walker.receipt()
    row = Complaint.objects.get(number=number)
    assert (
        row.is_kept and row.entered_by == partner.helper and row.channel == "partner_organisation"
    )
    assert not Letter.objects.exists()
    walker.go("kept", last_group=code[-4:])
    assert number[:3] in walker.page and "/complaints/for-people/" in walker.page

    mailbox = open_mailbox(number, code, "de-simple")
    assert "ohne Grund" not in mailbox.page, "shown before there is a code of one's own"
    own = "".join(GROUP.findall(mailbox.page))
    assert len(own) == 24 and own != code
    again = open_mailbox(number, code, "de-simple")
    assert "ohne Grund" not in again.page
    mailbox.go("kept", last_group=own[-4:])
    assert "ohne Grund" in mailbox.page and "Beratung Nord" in mailbox.page
    again.go("kept", last_group="".join(GROUP.findall(again.page))[-4:])
    assert "ohne Grund" not in again.page, "the code for once was used twice"
    assert "ohne Grund" not in open_mailbox(number, code, "de-simple").page
    assert "ohne Grund" in open_mailbox(number, own, "de-simple").page


def taken_over(number: str, code: str, language: str = "de") -> MailboxWalker:
    mailbox = open_mailbox(number, code, language)
    own = "".join(GROUP.findall(mailbox.page))
    mailbox.go("kept", last_group=own[-4:])
    return mailbox


def test_the_person_forwards_it_in_the_mailbox(office, partner, cast) -> None:
    officer = officer_of(office)
    number, code = walk_for(partner, way={"kind": "complaint", "way": "formal"}).receipt()
    mailbox = taken_over(number, code)
    mailbox.go("pass")
    row = Complaint.objects.get(number=number)
    assert row.is_kept, "done without being asked"
    mailbox.go("pass", sure="yes")
    row.refresh_from_db()
    assert not row.is_kept and row.consent and row.consent.given == "mailbox"
    mailbox.go("pass_named", sure="yes")
    keys = open_for_office(row)
    assert keys and not read_identity(row, keys)
    assert list(Complaint.objects.visible_to(officer)) == [row]
    assert row.wraps.filter(holder=Holder.OFFICE).count() == 1
    assert "Beratung Nord" in mailbox.page


def test_the_person_says_no_and_goes_on_alone_in_the_mailbox(office, partner, cast) -> None:
    later = {**CONSENT, "forwarding": "later"}
    number, code = walk_for(partner, consent=later).receipt()
    mailbox = taken_over(number, code)
    row = Complaint.objects.get(number=number)
    assert rules.can_forward(partner.helper, row)
    mailbox.go("unconsent").go("unconsent")
    assert not rules.can_forward(partner.helper, row)
    mailbox.go("alone")
    assert row.wraps.filter(holder=Holder.PARTNER).exists(), "done without being asked"
    mailbox.go("alone", sure="yes").go("alone", sure="yes")
    assert not row.wraps.filter(holder=Holder.PARTNER).exists()
    assert "ohne Grund" in mailbox.page


def test_sent_twice_it_is_one(office, partner, cast) -> None:
    partner.client.post("/complaints/for-people/write/", {"language": "de"})
    walker = Walker("de", partner.client).walk_to_summary(consent=CONSENT)
    sent = {**walker.hidden, "go": "send"}
    for _time in range(2):
        partner.client.post(walker.address, sent)
    assert Complaint.objects.count() == 1 and Consent.objects.count() == 1


def test_signed_out_on_the_way_nothing_is_sent_and_nothing_lost(office, partner, cast) -> None:
    partner.client.post("/complaints/for-people/write/", {"language": "de"})
    walker = Walker("de", partner.client).walk_to_summary(consent=CONSENT)
    sent = {**walker.hidden, "go": "send"}
    session = partner.client.cookies.pop("sessionid")
    answer = partner.client.post(walker.address, sent)
    assert answer.status_code == 302 and "/accounts/login/" in answer.url
    assert not Complaint.objects.exists()
    partner.client.cookies["sessionid"] = session
    assert "ohne Grund" in walker.get("write")
    walker.go("send")
    assert Complaint.objects.get().partner == partner.organisation


def test_who_lost_the_role_on_the_way_sends_nothing(office, partner, cast) -> None:
    partner.client.post("/complaints/for-people/write/", {"language": "de"})
    walker = Walker("de", partner.client).walk_to_summary(consent=CONSENT)
    partner.helper.person.grants.all().delete()
    answer = partner.client.post(walker.address, {**walker.hidden, "go": "send"})
    assert answer.status_code == 403 and not Complaint.objects.exists()


def test_a_draft_is_given_up(office, partner, cast) -> None:
    partner.client.post("/complaints/for-people/write/", {"language": "de"})
    walker = Walker("de", partner.client).walk_to_summary(consent=CONSENT)
    walker.go("stop")
    assert "/complaints/for-people/" in walker.page
    assert "Beratung Nord" not in walker.get("write") and walker.step == "way"


HOSTILE = "<script>alert(1)</script>\u202e=1+1 ‏" + "ü" * 3000


def test_hostile_words_of_a_helper_stay_words(office, partner, cast) -> None:
    row = written_for(office, partner.helper, partner.key, forwarding="later", story=HOSTILE)
    partners.write_as_helper(row, partner.keys(row), text=HOSTILE, by=partner.helper)
    forwarding.forward(row, partner.keys(row), by=partner.helper)
    client = Client()
    client.force_login(officer_of(office))
    page = client.get(f"/complaints/{row.pk}/").content.decode()
    assert "<script>alert" not in page and "Beratung Nord" in page
    for code in ("1" * 1_000_000, "\x00", HOSTILE, "١٢٣"):
        answer = partner.client.post(code_page(partner), {"go": "open", "code": code})
        assert answer.status_code == 200
    for number in ("x", "9" * 400, "-1", "²"):
        answer = partner.client.post(
            f"{code_page(partner)}?complaint={number}", {"go": "close", "code": ""}
        )
        assert answer.status_code == 302


def test_the_helper_writes_and_the_person_and_the_office_read_it(office, partner, cast) -> None:
    private, public = new_pair()
    mailbox = Mailbox(new_secret(), new_salt(), public)
    row = written_for(office, partner.helper, partner.key, mailbox=mailbox, forwarding="now")
    partners.write_as_helper(row, partner.keys(row), text="Ich war dabei.", by=partner.helper)
    client = Client()
    client.force_login(officer_of(office))
    page = client.get(f"/complaints/{row.pk}/").content.decode()
    assert "Ich war dabei." in page and str(partner.helper.person) not in page
    assert open_for_person(row, private)


def test_the_list_counts_its_own(office, partner, cast) -> None:
    written_for(office, partner.helper, partner.key)
    written_for(office, partner.helper, partner.key, forwarding="now", mailbox=quick_mailbox())
    page = partner.client.get("/complaints/for-people/").content.decode()
    assert ": 2</li>" in page and page.count(": 1</li>") == 2


def test_what_nobody_forwarded_is_forgotten_in_time(office, partner) -> None:
    row = written_for(office, partner.helper, partner.key)
    gone = written_for(office, partner.helper, partner.key, mailbox=quick_mailbox())
    Complaint.objects.filter(pk=gone.pk).update(received_at="2023-06-01T10:00Z")
    assert forget_never_sent(date(2026, 12, 31)) == 0
    assert forget_never_sent(date(2027, 1, 1)) == 1
    assert list(Complaint.objects.all()) == [row]


def test_the_texts_of_consent_belong_to_their_version() -> None:
    """Whoever changes one gives it another version, or old consents name a text that nobody read."""
    with override("en"):
        said = "\n".join(
            str(each)
            for each in (words.HELPERS_KEEP, words.FORWARDED, words.CRIMES, words.UNTIL_THEN)
        )
    assert words.CONSENT_VERSION == "2026-11"
    assert sha256(said.encode()).hexdigest()[:16] == "756e9cc9aff687cf"
