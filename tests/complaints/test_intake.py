"""The form: step by step, back without loss, sent once, and nothing that was typed is lost."""

from contextlib import ExitStack
from datetime import timedelta
from threading import Timer

import pytest
import time_machine
from django.test import Client, RequestFactory
from django.utils import timezone

from complaints.models import Complaint, Message, Office, Visit
from complaints.sealed_rows import open_for_office, read_identity, read_message, read_told
from complaints.views.frame import PADDED_TO
from complaints.views.hashing import GATE
from complaints.visiting import arrive, forget_ended
from partnerships.directory.models import Kind
from partnerships.shared.audit.models import AuditEvent
from tests.complaints.walking import CONTACT, PLACE, STORY, WAY, MailboxWalker, Walker
from tests.factories import directory as make
from tests.factories.complaints import open_office

FORMAL = {"kind": "complaint", "way": "formal"}
HOSTILE = "<script>alert(1)</script> =1+1 \u202eمرحبا\u202c \x00\x07 \U0001f600 {{ 7*7 }} %s"


def test_somebody_writes_without_a_name_and_the_office_reads_every_word(office) -> None:
    number, code = Walker().send()
    complaint = Complaint.objects.get(number=number)
    keys = open_for_office(complaint)
    assert keys and (complaint.way, complaint.kind, complaint.language) == (
        "anonymous",
        "complaint",
        "de",
    )
    assert read_message(complaint.messages.get(), keys) == STORY["story"]
    told = read_told(complaint, keys)
    assert told["place"] == "Nordmarkt" and told["day"] == "2026-11-02"
    assert told["grounds"] == ["skin_colour"] and told["wish"] == "Eine Erklärung."
    assert complaint.identity is None and len(code) == 24


def test_a_name_is_asked_only_of_who_gives_it_and_has_a_key_of_its_own(office) -> None:
    number, _code = Walker().send(way=FORMAL)
    complaint = Complaint.objects.get(number=number)
    keys = open_for_office(complaint)
    assert keys and keys.identity and keys.identity != keys.told
    assert read_identity(complaint, keys) == {
        "name": CONTACT["name"],
        "email": "",
        "phone": CONTACT["phone"],
        "address": "",
    }
    assert "name" not in read_told(complaint, keys)


def test_who_says_thank_you_is_not_asked_about_discrimination(office) -> None:
    walker = Walker().go(kind="praise", way="anonymous").go(**PLACE).go(**STORY).go()
    assert walker.step == "check"


def test_back_loses_nothing_and_checks_nothing(office) -> None:
    walker = Walker().go(**WAY).go(**PLACE).go("back", story="Halb ge", wish="")
    assert walker.step == "place" and 'value="Nordmarkt"' in walker.page
    assert "Halb ge" in walker.go(**PLACE).page


def test_change_leads_back_to_the_summary(office) -> None:
    walker = Walker().walk_to_summary().go("to:place")
    assert walker.step == "place"
    walker.go(**{**PLACE, "place": "Hafen"})
    assert walker.step == "check" and "Hafen" in walker.page


def test_changing_to_a_name_asks_for_it_before_the_summary(office) -> None:
    walker = Walker().walk_to_summary().go("to:way").go(**FORMAL)
    assert walker.step == "contact"


def test_the_summary_says_of_each_field_who_will_see_it(office) -> None:
    page = Walker().walk_to_summary(way=FORMAL).page
    assert page.count('class="com-seen"') == page.count("<dt>")


def test_another_language_in_the_middle_loses_nothing(office) -> None:
    walker = Walker().go(**WAY).go(**PLACE)
    walker.go("language:ar", story="Halb ge", wish="")
    walker.language = "ar"
    assert 'dir="rtl"' in walker.page and "Halb ge" in walker.page


def test_sent_twice_is_one_and_the_receipt_comes_again(office) -> None:
    walker = Walker().walk_to_summary()
    summary = walker.page
    walker.go("send")
    first = walker.receipt()
    walker.page = summary
    walker.go("send")
    assert walker.receipt() == first and Complaint.objects.count() == 1


def test_the_code_is_shown_until_it_is_kept_and_then_nowhere(office) -> None:
    walker = Walker()
    _number, code = walker.send()
    assert code[-4:] in walker.go("kept", last_group="0000" if code[-4:] != "0000" else "1").page
    walker.go("kept", last_group=code[-4:].translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))
    assert "com-code" not in walker.page and Visit.objects.count() == 0
    assert walker.get("write") and walker.step == "way"


def test_printed_is_enough(office) -> None:
    walker = Walker()
    walker.send()
    assert "com-code" not in walker.go("kept", printed="on").page


def test_an_ended_visit_keeps_the_words_on_the_page(office) -> None:
    walker = Walker().go(**WAY).go(**PLACE)
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        forget_ended()
        assert Visit.objects.count() == 0
        walker.client.cookies.clear()
        walker.go(**STORY)
        assert walker.step == "story" and STORY["story"] in walker.page
        assert "com-tongues" in walker.page and "kern-alert--warning" in walker.page
        walker.go(**STORY)
    assert walker.step == "way"  # what was asked before is asked again; the words wait
    assert STORY["story"] in walker.go(**WAY).go(**PLACE).page


def test_two_hours_later_the_page_says_that_earlier_ones_are_gone(office) -> None:
    """The cookie is still there; the row is not."""
    walker = Walker().go(**WAY).go(**PLACE)
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        forget_ended()
        walker.go(**STORY)
        assert walker.step == "story" and "kern-alert--warning" in walker.page
        assert STORY["story"] in walker.page


def test_two_hours_later_sending_says_so_too(office) -> None:
    walker = Walker().walk_to_summary()
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        walker.go("send")
        assert walker.step == "way" and "kern-alert--warning" in walker.page
    assert Complaint.objects.count() == 0


def test_nobody_makes_us_compute_a_code_for_what_cannot_be_sent(office) -> None:
    """The gate is shut meanwhile: who needed a place there would wait."""
    walker = Walker().go(**WAY)
    with ExitStack() as shut:
        for _place in range(GATE.at_once):
            shut.enter_context(GATE.patient())
        late = Timer(30, shut.close)
        late.start()
        walker.go("send", step="way")
        waited = not late.is_alive()
        late.cancel()
        assert not waited and walker.step == "place"


def test_where_several_offices_receive_the_person_says_which(office) -> None:
    away = open_office(make.OrganisationFactory(name="Polizei Fern", kind=Kind.POLICE))
    walker = Walker().go(**WAY).go(**PLACE)
    assert walker.step == "place" and "Polizei Fern" in walker.page
    assert walker.go(**PLACE, office="999999").step == "place"
    number, _code = walker.send(place={**PLACE, "office": str(away.pk)})
    assert Complaint.objects.get(number=number).office == away


def test_what_another_tab_typed_meanwhile_stays(office) -> None:
    walker = Walker().go(**WAY)
    request = RequestFactory().get("/")
    request.COOKIES = {"visit": walker.client.cookies["visit"].value}
    slow = arrive(request)
    walker.go(**PLACE)
    with slow.changing() as state:
        state["mailbox"] = {"uid": "x"}
    walker.get("write")
    assert walker.step == "story"


def test_a_foreign_page_makes_nobody_forget(office) -> None:
    client = Client(headers={"Sec-Fetch-Site": "cross-site"})
    answer = client.get("/de/complaint/leave/")
    assert answer.status_code == 302 and "Clear-Site-Data" not in answer and not answer.cookies


def test_a_draft_and_an_open_mailbox_do_not_end_each_other(office) -> None:
    walker = Walker()
    number, code = walker.send()
    walker.go("kept", printed="on")
    draft = Walker(client=walker.client).go(**WAY).go(**PLACE)
    mailbox = MailboxWalker(client=walker.client).go("open", number=number, code=code)
    assert "com-talk" in mailbox.page
    draft.get("write")
    assert draft.step == "story"
    mailbox.go("leave")
    assert "com-talk" not in mailbox.get("mailbox")
    draft.get("write")
    assert draft.step == "story"


def test_without_cookies_nothing_is_sent_and_the_page_says_why(office) -> None:
    walker = Walker()
    for _again in range(2):
        walker.client.cookies.clear()
        walker.go(**WAY)
        assert walker.step == "way" and "kern-alert--warning" in walker.page
        assert 'value="complaint" ' in walker.page and "checked" in walker.page


def test_a_foreign_page_cannot_send_for_somebody(office) -> None:
    walker = Walker().walk_to_summary()
    walker.client.post(walker.address, {"step": "check", "go": "send", "visit": "0" * 64})
    assert Complaint.objects.count() == 0


def test_a_skipped_step_is_asked_before_sending(office) -> None:
    walker = Walker().go(**WAY).go("to:check")
    assert walker.step == "place"
    walker.client.post(walker.address, {**walker.hidden, "go": "send"})
    assert Complaint.objects.count() == 0


@pytest.mark.parametrize(
    "text", [HOSTILE.replace("\x00", "").replace("\x07", ""), "=cmd|'/c calc'!A1"]
)
def test_hostile_text_arrives_as_it_was_typed(office, text) -> None:
    number, _code = Walker().send(story={"story": text, "wish": ""})
    complaint = Complaint.objects.get(number=number)
    keys = open_for_office(complaint)
    assert keys
    visible = text.replace("\u202e", "").replace("\u202c", "")
    assert (
        read_message(complaint.messages.get(), keys).replace("\u202e", "").replace("\u202c", "")
        == visible
    )


def test_a_megabyte_is_refused_with_its_length_and_comes_back(office) -> None:
    walker = Walker().go(**WAY).go(**PLACE)
    walker.go(story="ä" * 500_000, wish="")
    assert walker.step == "story" and "20000" in walker.page.replace(".", "")
    assert "ä" * 500_000 in walker.page


@pytest.mark.parametrize("sent", ["\x00", "\ud800".encode("utf-8", "surrogatepass"), "\x07\x1b"])
def test_signs_that_nobody_sees_do_no_harm(office, sent) -> None:
    walker = Walker().go(**WAY).go(**PLACE)
    walker.go(story=sent, wish="")
    assert walker.step in ("story", "files")


def test_a_day_to_come_is_refused(office) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    walker = Walker().go(**WAY).go(**{**PLACE, "day": tomorrow.isoformat()})
    assert walker.step == "place" and "kern-error" in walker.page


def test_two_tabs_share_one_draft(office) -> None:
    one = Walker()
    two = Walker(client=one.client)
    one.go(**WAY)
    two.go(**WAY).go(**PLACE)
    one.go(**PLACE)
    assert one.step == "story" and Visit.objects.count() == 1


def test_nothing_typed_stands_in_clear_in_a_draft(office) -> None:
    Walker().go(**WAY).go(**PLACE).go(**STORY)
    sealed = bytes(Visit.objects.get().sealed)
    assert b"Nordmarkt" not in sealed and "Erklärung".encode() not in sealed


def test_without_an_office_the_form_says_so(db) -> None:
    page = Client().get("/de/complaint/write/").content.decode()
    assert 'name="step"' not in page and "tel:" in page
    assert Client().post("/de/complaint/write/", WAY).status_code == 200
    assert Complaint.objects.count() == 0


def test_an_office_without_a_key_takes_nothing(office) -> None:
    office.keys.update(retired_at=timezone.now())
    assert 'name="step"' not in Client().get("/de/complaint/write/").content.decode()
    assert not Office.objects.receiving().exists()


@pytest.mark.parametrize("name", ["", "write/", "mailbox/", "others/", "privacy/", "languages/"])
def test_pages_tell_nobody_who_watches_the_line(office, name) -> None:
    answer = Client().get(f"/de/complaint/{name}")
    assert len(answer.content) % PADDED_TO == 0
    assert answer["Referrer-Policy"] == "no-referrer" and "no-store" in answer["Cache-Control"]
    assert set(answer.cookies) <= {"visit"}


def test_the_cookie_is_for_this_site_alone(office) -> None:
    cookie = Client().get("/de/complaint/write/").cookies["visit"]
    assert cookie["httponly"] and cookie["samesite"] == "Strict" and not cookie["max-age"]


def test_the_way_out_forgets_and_leads_away(office, settings) -> None:
    walker = Walker().go(**WAY)
    answer = walker.client.get("/de/complaint/leave/")
    assert answer["Location"] == settings.QUICK_EXIT_URL
    assert answer["Clear-Site-Data"] == '"cookies", "storage"'
    assert answer.cookies["visit"]["max-age"] == 0


def test_the_first_language_of_the_browser_is_guessed(db) -> None:
    def led_to(languages: str) -> str:
        return Client(headers={"Accept-Language": languages}).get("/complaint/")["Location"]

    assert led_to("ar-SY,ar;q=0.9,de;q=0.5") == "/ar/complaint/"
    assert led_to("xx,uk;q=0.3") == "/uk/complaint/"
    assert led_to("") == led_to("ja") == "/de/complaint/"


def test_whoever_is_signed_in_is_nobody_here(cast, office) -> None:
    """Neither row nor event says which account has sent it."""
    walker = Walker(client=cast.client("partner"))
    number, _code = walker.send()
    event = AuditEvent.objects.get(what="complaints.received")
    assert event.by_id is None and event.facts == {}
    assert Message.objects.get(complaint__number=number).by is None
