"""Contribute by form, read, search, take away: what each sees, and what the log says of it."""

import csv
import io

import pytest
from django.urls import reverse

from analyses.actions import submitting
from analyses.models import (
    Contribution,
    Link,
    LogEntry,
    Record,
    records_for,
    seen_by,
    seen_by_house,
)
from analyses.stages import Stage
from analyses.views.searching import hash_search
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.lists.models import SavedView
from tests.factories import analyses as make
from tests.factories import analyses_items as items
from tests.factories.analyses_log import signed_in


@pytest.fixture
def case(crew):
    return make.case_at(Stage.COLLECTING, crew)


def log(what):
    with seen_by_house():
        return list(LogEntry.objects.filter(what=what).order_by("pk"))


def sent(crew, case, **values):
    """As the form of the police sends it."""
    return {
        "basis": crew.basis.pk,
        "purpose": "Gefahrenabwehr",
        "initiative": "own",
        "released_to": [crew.customs.pk],
        "handling": "H1",
        "secrecy": "none",
        "regime": "dsg_nrw_3",
        "received_on": make.day(0).isoformat(),
        "review_on": make.day(60).isoformat(),
        **items.MARKING,
        **values,
    }


PERSON = {
    "p_lastName": "Beispiel",
    "p_alias": "Adi\nBeisp",
    "p_birthDate": "24.12.1985",
    "category": "suspect",
    "nature": "fact",
    "source": "B",
    "information": "2",
    "handling": "H1",
}


def test_an_officer_contributes_by_form_and_another_authority_reads_it(crew, case):
    police, customs = signed_in(crew.lead), signed_in(crew.second)
    page = police.get(reverse("analyses:detail", args=[case.pk]))
    address = reverse("analyses:contribute", args=[case.pk])
    assert f'href="{address}"' in page.content.decode()
    form = police.get(address, {"basis": crew.basis.pk})
    assert f'value="{crew.basis.pk}" selected' in form.content.decode()
    answer = police.post(address, sent(crew, case))
    assert answer.status_code == 302, answer.content.decode()[-6000:]
    with seen_by(crew.lead):
        draft = Contribution.objects.get()
    args = [case.pk, draft.pk]
    assert police.get(answer["Location"]).status_code == 200
    assert customs.get(answer["Location"]).status_code == 404
    adding = reverse("analyses:add_record", args=[*args, "Person"])
    assert police.get(adding).status_code == 200
    answer = police.post(adding, PERSON)
    assert answer.status_code == 302, answer.content.decode()[-6000:]
    reads_and_submits(crew, case, draft)


def reads_and_submits(crew, case, draft):
    """The police change the record and submit; customs read it, the city does not."""
    police, customs, args = signed_in(crew.lead), signed_in(crew.second), [case.pk, draft.pk]
    with seen_by(crew.lead):
        record = Record.objects.get()
    assert record.properties == {
        "lastName": ["Beispiel"], "alias": ["Adi", "Beisp"], "birthDate": ["1985-12-24"],
    }  # fmt: skip
    change = reverse("analyses:change_record", args=[case.pk, record.pk])
    before = police.get(change)
    version = before.context["form"].initial["version"]
    answer = police.post(change, {**PERSON, "p_firstName": "Ada", "version": version})
    assert answer.status_code == 302, answer.content.decode()[-6000:]
    submit = reverse("analyses:submit_contribution", args=args)
    assert "Zoll Ruhrtal" in police.get(submit).content.decode()
    assert police.post(submit).status_code == 302
    nobody_else_reads(crew, case, draft, record)
    page = customs.get(reverse("analyses:record", args=[case.pk, record.pk])).content.decode()
    for words in ("Beispiel, Ada", "LB01: PolG NRW", "Befragung", "H1", "Gefahrenabwehr"):
        assert words in page
    assert customs.get(change).status_code == 403
    read = log("record.read")[-1]
    assert (read.account_id, read.basis_id, read.object_id) == (
        crew.second.pk, crew.basis.pk, record.pk,
    )  # fmt: skip


def nobody_else_reads(crew, case, draft, record):
    """Who decides only sees the case and nothing in it."""
    args = [case.pk, draft.pk]
    third = signed_in(crew.third)
    for name, numbers in (("record", [case.pk, record.pk]), ("contribution", args)):
        assert third.get(reverse(f"analyses:{name}", args=numbers)).status_code == 404
    assert third.get(reverse("analyses:records", args=[case.pk])).status_code == 403
    shell = third.get(reverse("analyses:detail", args=[case.pk])).content.decode()
    assert "Beispiel" not in shell and "LB01" not in shell


@pytest.mark.parametrize(
    "values",
    [
        {"p_birthDate": "31.02.1985"},
        {"p_lastName": "", "p_alias": "", "p_birthDate": ""},
        {"category": ""},
        {"category": "no_person"},
        {"source": ""},
        {"handling": "H0"},
        {"handling": "H3"},
        {"p_alias": "\n".join(str(n) for n in range(40))},
        {"p_lastName": "x" * 100_000},
        {"nature": "perhaps"},
    ],
    ids=lambda values: str(values)[:30],
)
def test_what_cannot_be_stands_at_its_field_and_nothing_is_kept(crew, case, values):
    draft = items.begun(crew, case, handling="H1")
    address = reverse("analyses:add_record", args=[case.pk, draft.pk, "Person"])
    answer = signed_in(crew.lead).post(address, {**PERSON, **values})
    assert answer.status_code == 200 and answer.context["form"].errors
    with seen_by(crew.lead):
        assert not Record.objects.exists()


def test_hostile_words_are_shown_as_words(crew, case):
    draft = items.begun(crew, case)
    words = "<script>alert(1)</script>"
    address = reverse("analyses:add_record", args=[case.pk, draft.pk, "Event"])
    typed = {
        "p_name": words, "nature": "assessment", "source": "X", "information": "4", "handling": "H0",
    }  # fmt: skip
    client = signed_in(crew.lead)
    assert client.post(address, typed).status_code == 302
    for name in ("contribution", "records"):
        numbers = [case.pk, draft.pk] if name == "contribution" else [case.pk]
        page = client.get(reverse(f"analyses:{name}", args=numbers)).content.decode()
        assert words not in page and "&lt;script&gt;alert(1)" in page


def test_a_basis_that_expired_since_the_draft_is_said_on_the_page(crew, case):
    short = make.last_day()
    draft = items.begun(crew, case, basis=short)
    items.record(draft, crew.lead)
    with make.tomorrow():
        client = signed_in(crew.lead)
        answer = client.post(reverse("analyses:submit_contribution", args=[case.pk, draft.pk]))
        assert answer.status_code == 200
        assert "abgelaufen" in answer.content.decode() or "has expired" in answer.content.decode()
        form = client.get(reverse("analyses:contribute", args=[case.pk])).content.decode()
        assert f'<option value="{short.pk}"' not in form
    with seen_by(crew.lead):
        assert Contribution.objects.drafts().get() == draft


def test_who_receives_is_told_of_what_was_taken_back(crew, case):
    given = items.given(crew, case)
    police, customs = signed_in(crew.lead), signed_in(crew.second)
    address = reverse("analyses:withdraw_contribution", args=[case.pk, given.pk])
    assert customs.get(address).status_code == 403
    assert police.post(address, {"withdraw_reason": ""}).status_code == 200
    assert police.post(address, {"withdraw_reason": "Verwechslung"}).status_code == 302
    assert "Verwechslung" in customs.get(case_page(case)).content.decode()
    assert "Verwechslung" not in signed_in(crew.third).get(case_page(case)).content.decode()
    page = customs.get(reverse("analyses:contribution", args=[case.pk, given.pk]))
    assert "Verwechslung" in page.content.decode()
    assert "Gefahrenabwehr" not in page.content.decode().split("app-cols")[1]


def case_page(case):
    return reverse("analyses:detail", args=[case.pk])


def test_a_draft_is_changed_discarded_and_a_version_corrected(crew, case):
    given = items.given(crew, case)
    client = signed_in(crew.lead)
    assert (
        client.post(reverse("analyses:correct_contribution", args=[case.pk, given.pk])).status_code
        == 302
    )
    with seen_by(crew.lead):
        draft = Contribution.objects.drafts().get()
        record = Record.objects.get(contribution=draft)
    change = reverse("analyses:change_contribution", args=[case.pk, draft.pk])
    version = client.get(change).context["form"].initial["version"]
    answer = client.post(change, sent(crew, case, purpose="Anders", handling="H0", version=version))
    assert answer.status_code == 302, answer.content.decode()[-5000:]
    remove = reverse("analyses:remove_record", args=[case.pk, record.pk])
    assert client.post(remove).status_code == 302
    discard = reverse("analyses:discard_contribution", args=[case.pk, draft.pk])
    assert client.post(discard).status_code == 302
    with seen_by(crew.lead):
        assert Contribution.objects.get() == given and Record.objects.count() == 1


def several(crew, case):
    """Records of two authorities, and a draft of one of them."""
    given = items.begun(crew, case)
    for name in ("Anders", "Beispiel", "Müller"):
        items.record(given, crew.lead, properties={"lastName": [name]})
    items.record(given, crew.lead, "Vehicle", properties={"type": ["Pkw"]}, handling="H2")
    theirs = items.of_customs(crew, case, handling="H3", handling_text="nur hier")
    items.record(theirs, crew.second, properties={"lastName": ["Beispiel"]}, category="witness")
    with seen_by(crew.lead):
        submitting.submit(given, by=crew.lead)
    with seen_by(crew.second):
        submitting.submit(theirs, by=crew.second)
    items.record(items.begun(crew, case), crew.lead, properties={"lastName": ["Entwurf"]})


def exported(client, case, **asked):
    answer = client.get(reverse("analyses:records", args=[case.pk]), {**asked, "export": "csv"})
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    separator = ";" if ";" in text.splitlines()[0] else ","
    return list(csv.DictReader(io.StringIO(text), delimiter=separator))


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"words": "beispiel"},
        {"words": "gibt es nicht"},
        {"schema": "Vehicle"},
        {"category": "witness"},
        {"handling": "H0"},
        {"sort": "-schema"},
    ],
    ids=str,
)
def test_page_count_file_and_database_hold_the_same_records(crew, case, asked):
    several(crew, case)
    address = reverse("analyses:records", args=[case.pk])
    for account in (crew.lead, crew.second):
        client = signed_in(account)
        page = client.get(address, asked)
        shown = sorted(
            str(row[0]).split("/records/")[1].split("/")[0]
            for row in page.context["listing"]["rows"]
        )
        numbers = exported(client, case, **asked, columns="number")
        with seen_by(account):
            seen = {str(pk) for pk in Record.objects.values_list("pk", flat=True)}
            mine = {str(pk) for pk in records_for(account, case).values_list("pk", flat=True)}
        in_file = sorted(
            next(v for k, v in row.items() if k in ("Number", "Nummer")) for row in numbers
        )
        assert shown == in_file
        assert set(shown) <= seen == mine
        if not asked or "sort" in asked:
            assert set(shown) == seen


def test_a_file_carries_with_each_row_what_makes_it_lawful(crew, case):
    several(crew, case)
    rows = exported(signed_in(crew.second), case, columns="caption")
    text = [" ".join(row.values()) for row in rows]
    police = next(each for each in text if "Anders" in each)
    for words in ("Polizei Ruhrtal", "LB01: PolG NRW", "H0", "Befragung", "Eigentum"):
        assert words in police
    customs = next(each for each in text if "Zoll Ruhrtal" in each)
    assert "H3" in customs and "nur hier" in customs and "SchwarzArbG" in customs
    found = {(entry.basis_id, entry.rows, entry.recipient_id) for entry in log("records.exported")}
    assert {(count, recipient) for _basis, count, recipient in found} == {
        (4, crew.customs.pk), (1, crew.customs.pk),
    }  # fmt: skip
    assert not AuditEvent.objects.filter(what="lists.exported").exists()


def test_a_search_is_logged_also_without_a_hit_and_never_in_words(crew, case):
    several(crew, case)
    client, address = signed_in(crew.second), reverse("analyses:records", args=[case.pk])
    for words in ("Müller", "Nirgends"):
        client.get(address, {"words": words})
    entries = log("records.searched")
    assert [(e.operation, e.rows) for e in entries] == [("search", 1), ("search", 0)]
    assert entries[0].search_hash == hash_search("müller") != entries[1].search_hash
    assert "ller" not in str([e.__dict__ for e in entries])


def test_no_view_of_records_is_kept_elsewhere(crew, case):
    several(crew, case)
    client = signed_in(crew.lead)
    page = client.get(reverse("analyses:records", args=[case.pk]), {"words": "Müller"})
    assert "save" not in page.context["listing"]["views"]
    address = reverse("lists:save_view", args=["analysis-records"])
    asked = {"name": "Meine", "query": "words=Müller"}
    assert client.post(address, asked).status_code == 404
    assert not SavedView.objects.exists()


def test_a_record_is_linked_with_another_one(crew):
    case = make.case_at(Stage.ANALYSING, crew)
    several(crew, case)
    client = signed_in(crew.lead)
    with seen_by(crew.lead):
        draft = Contribution.objects.drafts().get()
        person = Record.objects.get(caption="Anders")
        car = Record.objects.get(schema="Vehicle")
    page = client.get(reverse("analyses:record", args=[case.pk, person.pk]))
    address = page.context["link_href"]
    assert address == reverse("analyses:add_link", args=[case.pk, draft.pk, person.pk])
    found = client.get(f"{address}?q=pkw").content.decode()
    assert "Pkw" in found and "Müller" not in found
    typed = {"other": car.pk, "kind": "uses", "direction": "onward", "source_text": "Akte 7"}
    answer = client.post(f"{address}?q=pkw", typed)
    assert answer.status_code == 302, answer.content.decode()[-5000:]
    with seen_by(crew.lead):
        link = Link.objects.get()
    ends = (link.from_record_id, link.to_record_id)
    assert (ends, link.handling) == ((person.pk, car.pk), "H2")
    assert log("link.added")[0].operation == "combine"
    assert (
        "Akte 7" in client.get(reverse("analyses:record", args=[case.pk, car.pk])).content.decode()
    )
    seen = signed_in(crew.second).get(reverse("analyses:record", args=[case.pk, car.pk]))
    assert "Akte 7" not in seen.content.decode()
    assert client.post(f"{address}?q=nirgends", typed).status_code == 200
    wrong = {**typed, "kind": "directs"}
    assert client.post(f"{address}?q=pkw", wrong).status_code == 200
    removed = client.post(reverse("analyses:remove_link", args=[case.pk, link.pk]))
    assert removed.status_code == 302
    with seen_by(crew.lead):
        assert not Link.objects.exists()


def test_addresses_of_another_case_and_nonsense_find_nothing(crew, case):
    given = items.given(crew, case)
    other = make.case_at(Stage.COLLECTING, crew)
    with seen_by(crew.lead):
        record = Record.objects.get()
    client = signed_in(crew.lead)
    for name, numbers in (
        ("contribution", [other.pk, given.pk]),
        ("record", [other.pk, record.pk]),
        ("record", [case.pk, 0]),
        ("withdraw_contribution", [other.pk, given.pk]),
        ("remove_link", [case.pk, 1]),
    ):
        assert client.get(reverse(f"analyses:{name}", args=numbers)).status_code == 404
    draft = items.begun(crew, case)
    address = reverse("analyses:add_link", args=[case.pk, draft.pk, 0])
    assert client.get(address).status_code == 404
    address = reverse("analyses:add_record", args=[case.pk, draft.pk, "Clan"])
    assert client.get(address).status_code == 404
    for asked in ("x", "9" * 40, "-1"):
        form = client.get(reverse("analyses:contribute", args=[case.pk]), {"basis": asked})
        assert form.status_code == 200
    for asked in ({"schema": "Clan"}, {"contribution": "x"}, {"authority": "9" * 40}):
        page = client.get(reverse("analyses:records", args=[case.pk]), asked)
        assert page.status_code == 200
