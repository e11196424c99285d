"""Data protection reads the log; nobody who works on cases does. No word of a case stands in it."""

from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from analyses.models import LogEntry, Operation, seen_by, seen_by_house
from analyses.stages import Stage
from analyses.tasks import check_log, seal_log
from partnerships.directory.models import Role
from tests.factories import analyses as make
from tests.factories.analyses_log import entries, reader, write

LOG = reverse("analyses:log")
PLANTED = ("Kranichfeder", "Zimtsternweg", "Nebelkrähe", "Bernsteinlicht")


def body(answer) -> str:
    parts = answer.streaming_content if answer.streaming else [answer.content]
    return b"".join(parts).decode()


def test_entries_stand_there_in_words(crew):
    case = make.request(crew)
    reader(crew.lead, case).get(reverse("analyses:detail", args=[case.pk]))
    page = body(reader(crew.guard).get(LOG))
    assert str(crew.lead.person) in page and "Polizei Ruhrtal" in page and case.number in page
    assert make.TITLE not in page


def test_nobody_who_works_on_cases_reads_it(crew):
    write(1)
    for account in (crew.lead, crew.second, crew.third, crew.legal):
        for name in ("log", "log_check", "samples"):
            assert reader(account).get(reverse(f"analyses:{name}")).status_code == 403
        page = body(reader(account).get(reverse("analyses:list")))
        assert LOG not in page
        with seen_by(account):
            assert not LogEntry.objects.visible_to(account).exists()
            assert not LogEntry.objects.exists()


def test_an_authoritys_officer_reads_its_own(crew):
    case = make.request(crew)
    own = make.officer(crew.customs, Role.DATA_PROTECTION)
    for account in (crew.lead, crew.second):
        reader(account, case).get(reverse("analyses:detail", args=[case.pk]))
    page = body(reader(own).get(LOG))
    assert str(crew.second.person) in page and str(crew.lead.person) not in page
    with seen_by(own):
        found = set(LogEntry.objects.values_list("authority_id", flat=True))
        assert found == {crew.customs.pk}
        assert set(LogEntry.objects.visible_to(own)) == set(LogEntry.objects.all())


def test_reading_and_exporting_it_is_in_it(crew):
    client = reader(crew.guard)
    client.get(LOG, {"q": "Muster", "operation": "consult"})
    body(client.get(LOG, {"export": "csv"}))
    first, second = entries(object_type="log_entry")
    assert (first.what, first.operation, first.fields) == (
        "log.read",
        "consult",
        ["q", "operation"],
    )
    assert len(first.search_hash) == 64
    assert (second.what, second.operation) == ("log.exported", "disclose")
    assert {first.reason_code, second.reason_code} == {"supervision"}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_has_the_same_rows(crew, kind):
    case = make.request(crew)
    reader(crew.lead, case).get(reverse("analyses:detail", args=[case.pk]))
    answer = reader(crew.guard).get(LOG, {"export": kind, "number": case.number})
    data = b"".join(answer.streaming_content)
    assert answer.status_code == 200 and data
    if kind == "csv":
        lines = data.decode("utf-8-sig").strip().splitlines()
        assert len(lines) == 1 + len(entries(case_id=case.pk))


def test_it_is_filtered(crew):
    case, other = make.request(crew), make.request(crew)
    reader(crew.lead, case).get(reverse("analyses:detail", args=[case.pk]))
    reader(crew.second, other, code="data_subject", text="Az. 1").get(
        reverse("analyses:detail", args=[other.pk])
    )
    client = reader(crew.guard)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    today = timezone.localdate().isoformat()

    def shown(**asked: object) -> set[str]:
        page = body(client.get(LOG, asked))
        table = page.split("<tbody")[1].split("</tbody")[0] if "<tbody" in page else ""
        return {number for number in (case.number, other.number) if number in table}

    both = {case.number, other.number}
    assert shown() == shown(since=today) == shown(until=today) == both
    assert shown(number=case.number) == {case.number}
    assert shown(q=crew.second.person.family_name) == {other.number}
    assert shown(authority="zoll ruhr") == {other.number}
    assert shown(reason="data_subject") == {other.number}
    assert shown(operation="consult") == both
    assert shown(since=tomorrow) == set()
    assert shown(number="'; --", authority="Xy", operation="x") == set()


def test_many_entries_ask_no_more(crew, django_assert_max_num_queries):
    """At most twelve questions, whoever reads: the authority's officer and the installation's."""
    case = make.request(crew)
    for account in (crew.lead, crew.second, crew.third):
        reader(account, case).get(reverse("analyses:detail", args=[case.pk]))
    with seen_by_house():
        write(300, by=crew.second, case=case)
    for account in (crew.guard, make.officer(crew.customs, Role.DATA_PROTECTION)):
        client = reader(account)
        client.get(LOG)
        with django_assert_max_num_queries(12):
            page = client.get(LOG)
        with django_assert_max_num_queries(12):
            assert client.get(LOG + page.context["listing"]["next"]).status_code == 200


def test_the_check_is_shown(crew):
    client = reader(crew.guard)
    address = reverse("analyses:log_check")
    assert client.get(address).status_code == 200
    write(2)
    seal_log()
    check_log()
    walk = client.get(address).context["walk"]
    assert walk.holds and walk.events >= 2


def test_no_word_of_a_case_stands_in_the_log(crew):
    """Words planted in every field of a case; everybody walks every page of it, with forms sent; the table is searched as text."""
    title, issue, purpose, necessity = PLANTED
    case = make.case_at(
        Stage.COLLECTING, crew, title=title, issue=issue, purpose=purpose, necessity=necessity
    )
    walked = 0
    for pattern in get_resolver("analyses.urls").url_patterns:
        if set(pattern.pattern.regex.groupindex) != {"pk"}:
            continue
        address = reverse(f"analyses:{pattern.name}", args=[case.pk])
        for account in (crew.lead, crew.second, crew.third, crew.legal, crew.guard):
            client = reader(account, case)
            walked += client.get(address).status_code == 200
            client.post(address, {"reason": title, "impact_reference": issue, "note": purpose})
    assert walked >= 5
    found = [str(vars(entry)) for entry in entries()]
    assert len(found) > 10
    assert not [word for word in PLANTED if any(word in text for text in found)]
    with seen_by_house():
        assert LogEntry.objects.filter(operation=Operation.CONSULT, case_id=case.pk).count() >= 5


def test_what_ends_takes_no_entry_along(crew):
    """Stopping a case, ending a participation: the log only grows."""
    case = make.case_at(Stage.COLLECTING, crew)
    before = [entry.pk for entry in entries()]
    part = reverse(
        "analyses:end_participation",
        args=[case.pk, _number_of(crew.second, case)],
    )
    reader(crew.lead, case).post(part, {"end_reason": "fertig"})
    reader(crew.lead, case).post(reverse("analyses:stop", args=[case.pk]), {"reason": "fertig"})
    after = [entry.pk for entry in entries()]
    assert after[: len(before)] == before and len(after) >= len(before) + 2


def _number_of(account, case) -> int:
    with seen_by_house():
        return case.participations.get(account=account).pk
