"""What an authority gives: by which right, to whom, until it is corrected or taken back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from analyses.actions import drafting, links, records, submitting, withdrawing
from analyses.kinds import AuthorityKind
from analyses.models import (
    Contribution,
    Link,
    LogEntry,
    Record,
    links_for,
    records_for,
    seen_by,
    seen_by_house,
)
from analyses.stages import Stage
from partnerships.shared.row_policies import EVERYTHING, sight
from tests.clock import reckon
from tests.factories import analyses as make
from tests.factories import analyses_items as items

WORD = "Zwergpinguin"


@pytest.fixture
def case(crew):
    return make.case_at(Stage.COLLECTING, crew)


def entries(what):
    with seen_by_house():
        return list(LogEntry.objects.filter(what=what).order_by("pk"))


def test_what_is_given_is_seen_by_its_recipients_once_it_is_submitted(crew, case):
    draft = items.begun(crew, case)
    record = items.record(draft, crew.lead)
    with seen_by(crew.lead):
        assert records_for(crew.lead, case).get() == record
    with seen_by(crew.second):
        assert not records_for(crew.second, case).exists()
        assert not Record.objects.exists() and not Contribution.objects.exists()
    with seen_by(crew.lead):
        submitting.submit(draft, by=crew.lead)
    with seen_by(crew.second):
        assert records_for(crew.second, case).get() == record
    with seen_by(crew.third):
        assert not Record.objects.exists() and not Contribution.objects.exists()
    entry = entries("contribution.submitted")[0]
    assert (entry.recipient_id, entry.basis_id, entry.rows) == (crew.customs.pk, crew.basis.pk, 1)


def test_at_other_stages_and_without_sight_of_contents_nobody_contributes(crew):
    case = make.case_at(Stage.APPROVED, crew)
    with pytest.raises(PermissionDenied, match="collects or analyses"):
        items.begun(crew, case)
    case = make.case_at(Stage.COLLECTING, crew)
    with pytest.raises(PermissionDenied, match="work on the contents"):
        items.begun(crew, case, by=crew.third)
    for stage in (Stage.QUALITY_CHECK, Stage.DELIVERED):
        with pytest.raises(PermissionDenied, match="collects or analyses"):
            items.begun(crew, make.case_at(stage, crew))


def test_a_basis_that_does_not_cover_a_recipient_says_which(crew, case):
    narrow = make.basis("LB02", to_kinds=[AuthorityKind.STATE_POLICE])
    with pytest.raises(ValidationError, match="does not cover Zoll Ruhrtal"):
        items.begun(crew, case, basis=narrow)
    with pytest.raises(ValidationError, match="only on request"):
        items.begun(crew, case, basis=make.basis("LB06", may_begin="request"))
    with pytest.raises(ValidationError, match="own initiative"):
        items.begun(crew, case, basis=make.basis("LB09", may_begin="own"), initiative="request")
    mutual = make.basis(
        "LB12",
        from_kinds=[AuthorityKind.CUSTOMS],
        to_kinds=[AuthorityKind.STATE_POLICE],
        is_mutual=True,
    )
    assert items.begun(crew, case, basis=mutual).pk


def test_nobody_outside_the_case_and_nobody_who_decides_only_receives(crew, case):
    for other in (crew.city, make.authority("Polizei Süd")):
        with pytest.raises(ValidationError, match="does not work on the contents"):
            items.begun(crew, case, released_to=[crew.customs, other])
    with pytest.raises(ValidationError, match="which authorities"):
        items.begun(crew, case, released_to=[])


def test_data_of_the_police_carry_their_marking(crew, case):
    with pytest.raises(ValidationError) as refused:
        items.begun(crew, case, marking={**items.MARKING, "protected_interest": "\u200b"})
    assert list(refused.value.message_dict) == ["protected_interest"]
    assert items.of_customs(crew, case).pk


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"handling": "H3"}, None),
        ({"secrecy": "criminal_file"}, None),
        ({"review_on": lambda: make.day(0)}, "review_on"),
        ({"review_on": lambda: make.day(400)}, "review_on"),
        ({"received_on": lambda: make.day(1)}, "received_on"),
        ({"purpose": ""}, "purpose"),
        ({"purpose": "x" * 5000}, "purpose"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_missing_or_wrong_is_refused(crew, case, values, field):
    with pytest.raises(ValidationError) as refused:
        items.begun(crew, case, **reckon(values))
    assert field is None or list(refused.value.message_dict) == [field]


def test_a_basis_that_expired_since_the_draft_is_refused_and_the_draft_stays(crew, case):
    draft = items.begun(crew, case, basis=make.last_day())
    items.record(draft, crew.lead)
    with (
        make.tomorrow(),
        seen_by(crew.lead),
        pytest.raises(ValidationError, match="has expired"),
    ):
        submitting.submit(draft, by=crew.lead)
    with seen_by(crew.lead):
        assert Contribution.objects.drafts().get() == draft
        assert Record.objects.count() == 1


def test_an_empty_draft_is_not_submitted(crew, case):
    draft = items.begun(crew, case)
    with seen_by(crew.lead), pytest.raises(PermissionDenied, match="at least one record"):
        submitting.submit(draft, by=crew.lead)


def test_a_colleague_of_another_authority_changes_nothing(crew, case):
    given = items.given(crew, case)
    with seen_by(crew.second):
        for act in (
            lambda: withdrawing.withdraw(given, reason="So", by=crew.second),
            lambda: drafting.correct(given, by=crew.second),
            lambda: items.record(given, crew.second),
        ):
            with pytest.raises(PermissionDenied, match="Only the authority that gave it"):
                act()


def test_records_keep_to_the_list_and_to_the_code_of_the_contribution(crew, case):
    draft = items.begun(crew, case, handling="H1")
    assert items.record(draft, crew.lead).handling == "H1"
    assert items.record(draft, crew.lead, category="undetermined", handling="H2").handling == "H2"
    for values, field in (
        ({"handling": "H0"}, "handling"),
        ({"handling": "H3"}, "handling_text"),
        ({"category": ""}, "category"),
        ({"category": "no_person"}, "category"),
        ({"category": "origin"}, "category"),
        ({"source": "D"}, "source"),
        ({"information": "5"}, "information"),
        ({"schema": "Vehicle", "is_minor": True, "properties": {"type": ["Pkw"]}}, "is_minor"),
        ({"schema": "Clan"}, "schema"),
        ({"properties": {"topics": ["x"]}}, "topics"),
    ):
        with pytest.raises(ValidationError) as refused:
            items.record(draft, crew.lead, **values)
        assert list(refused.value.message_dict) == [field]


def test_a_mark_is_unique_in_its_contribution_and_nowhere_else(crew, case):
    draft, other = items.begun(crew, case), items.begun(crew, case)
    items.record(draft, crew.lead, key="7")
    items.record(other, crew.lead, key="7")
    items.record(items.of_customs(crew, case), crew.second, key="7")
    with pytest.raises(ValidationError):
        items.record(draft, crew.lead, key="7")


def test_a_stricter_draft_asks_for_stricter_records(crew, case):
    draft = items.begun(crew, case)
    items.record(draft, crew.lead)
    values = items.values_of(crew, case, handling="H2")
    marking = values.pop("marking")
    with seen_by(crew.lead), pytest.raises(ValidationError, match="allow more"):
        drafting.change_draft(draft, by=crew.lead, **values, **marking)


def test_the_database_keeps_what_was_submitted(crew, case):
    given = items.given(crew, case)
    record = "SELECT contribution_id FROM analyses_record"
    for statement in (
        "UPDATE analyses_contribution SET purpose = 'anders'",
        "UPDATE analyses_contribution SET purpose = ''",
        "UPDATE analyses_contribution SET released_to = '{}'",
        "UPDATE analyses_contribution SET submitted_at = NULL",
        "UPDATE analyses_contribution SET withdrawn_at = now(), handling = 'H0', basis_id = basis_id + 1",
        "DELETE FROM analyses_contribution",
        "UPDATE analyses_record SET caption = 'anders'",
        "DELETE FROM analyses_record",
        f"UPDATE analyses_record SET contribution_id = ({record})",
    ):
        kept = pytest.raises(DatabaseError, match="submitted contribution")
        with seen_by(crew.lead), kept, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with seen_by(crew.lead):
        assert Contribution.objects.get().purpose == given.purpose
        copy = Record.objects.get()
        copy.pk = None
        with pytest.raises(DatabaseError, match="submitted contribution"), transaction.atomic():
            copy.save(force_insert=True)


def planted(crew, case):
    """A contribution that says WORD wherever words can stand; gives it and a record of customs linked with its own."""
    basis = items.customs_basis()
    theirs = items.of_customs(crew, case, basis=basis)
    other = items.record(
        theirs, crew.second, "Vehicle", properties={"registrationNumber": ["DO-AB 1"]}
    )
    with seen_by(crew.second):
        submitting.submit(theirs, by=crew.second)
    draft = items.begun(
        crew,
        case,
        purpose=WORD,
        handling="H3",
        handling_text=WORD,
        secrecy="criminal_file",
        release_note=WORD,
        marking=dict.fromkeys(items.MARKING, WORD),
        file_name=f"{WORD}.csv",
        file_sha256="ab" * 32,
    )
    record = items.record(
        draft, crew.lead, key=WORD, properties={"lastName": [WORD], "alias": [f"Der {WORD}"]}
    )
    with seen_by(crew.lead):
        links.add_link(
            draft, from_record=record, to_record=other, kind="uses", source_text=WORD, by=crew.lead
        )
        given = submitting.submit(draft, by=crew.lead)
    more = items.of_customs(crew, case, basis=basis)
    with seen_by(crew.second):
        links.add_link(
            more,
            from_record=record,
            to_record=other,
            kind="owns",
            source_text=WORD,
            by=crew.second,
        )
    return given, other


def tables_that_say(word):
    """Names of all tables in which a row says it, whatever row-level security hides from pages."""
    found = []
    with seen_by_house(), sight(EVERYTHING), connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text ILIKE %s", [f"%{word}%"])
            if cursor.fetchone()[0]:
                found.append(table.split(".")[1])
    return sorted(found)


def test_what_is_taken_back_leaves_nothing_but_who_when_by_which_right_and_why(crew):
    case = make.case_at(Stage.ANALYSING, crew)
    given, other = planted(crew, case)
    assert tables_that_say(WORD) == ["analyses_contribution", "analyses_link", "analyses_record"]
    with seen_by(crew.lead):
        withdrawing.withdraw(given, reason="Irrtum", by=crew.lead)
    assert tables_that_say(WORD) == []
    with seen_by_house():
        assert Record.objects.get() == other and not Link.objects.exists()
    with seen_by(crew.second):
        shell = Contribution.objects.get(pk=given.pk)
    assert (shell.by, shell.basis, shell.withdraw_reason) == (crew.lead, crew.basis, "Irrtum")
    assert entries("contribution.withdrawn")[0].recipient_id == crew.customs.pk
    with seen_by(crew.lead), pytest.raises(PermissionDenied, match="no longer in effect"):
        withdrawing.withdraw(given, reason="Noch einmal", by=crew.lead)


def test_a_correction_replaces_and_the_former_contents_go(crew):
    case = make.case_at(Stage.ANALYSING, crew)
    given, _other = planted(crew, case)
    with seen_by(crew.lead):
        draft = drafting.correct(given, by=crew.lead)
        with pytest.raises(PermissionDenied, match="begun already"):
            drafting.correct(given, by=crew.lead)
        copy = Record.objects.get(contribution=draft)
        assert Link.objects.get(contribution=draft).from_record == copy
        records.change_record(
            copy,
            schema="Person",
            properties={"lastName": ["Anders"]},
            category="witness",
            source="A",
            information="1",
            handling="H3",
            handling_text="nur hier",
            by=crew.lead,
        )
        new = submitting.submit(draft, by=crew.lead)
        former = Contribution.objects.get(pk=given.pk)
        assert (new.version, new.replaces, former.replaced_at) == (2, former, new.submitted_at)
        assert not Record.objects.filter(contribution=former).exists()
        assert Contribution.objects.submitted().filter(authority=crew.police).get() == new
        withdrawing.withdraw(new, reason="Irrtum", by=crew.lead)
    assert tables_that_say(WORD) == []


def test_taking_back_ends_a_correction_that_was_begun(crew, case):
    given = items.given(crew, case)
    with seen_by(crew.lead):
        drafting.correct(given, by=crew.lead)
        withdrawing.withdraw(given, reason="Irrtum", by=crew.lead)
        assert not Contribution.objects.drafts().exists()
        assert not Record.objects.exists()


def test_a_discarded_draft_is_gone(crew, case):
    draft = items.begun(crew, case)
    items.record(draft, crew.lead)
    with seen_by(crew.lead):
        drafting.discard_draft(draft, by=crew.lead)
    with seen_by_house():
        assert not Contribution.objects.exists() and not Record.objects.exists()


def test_links_between_contributions_need_the_basis_for_combining(crew, case):
    draft, other = items.begun(crew, case), items.begun(crew, case)
    one = items.record(draft, crew.lead)
    two = items.record(draft, crew.lead, "Vehicle", properties={"type": ["Pkw"]}, handling="H2")
    far = items.record(other, crew.lead, "Phone", properties={"number": ["0231 1234"]})

    def link(to, kind, **how):
        with seen_by(crew.lead):
            return links.add_link(
                draft,
                from_record=one,
                to_record=to,
                kind=kind,
                source_text="Akte",
                by=crew.lead,
                **how,
            )

    assert link(two, "uses").handling == "H2"
    with pytest.raises(PermissionDenied, match="confirmed legal basis"):
        link(far, "uses")
    with pytest.raises(ValidationError, match="do not hang together"):
        link(two, "directs")
    with pytest.raises(ValidationError):
        link(two, "uses")
    with pytest.raises(ValidationError, match="end must not"):
        link(two, "owns", since=timezone.localdate(), until_on=make.day(-1))


def test_a_link_is_seen_only_by_whoever_sees_both_records(crew):
    case = make.case_at(Stage.ANALYSING, crew)
    given, _other = planted(crew, case)
    for account, seen in ((crew.lead, 1), (crew.second, 2), (crew.third, 0)):
        with seen_by(account):
            assert Link.objects.count() == links_for(account, case).count() == seen
    with seen_by(crew.lead):
        withdrawing.withdraw(given, reason="Irrtum", by=crew.lead)


def test_the_querysets_say_what_row_level_security_says(crew):
    case = make.case_at(Stage.ANALYSING, crew)
    planted(crew, case)
    items.record(items.begun(crew, case), crew.lead)
    for account in (crew.lead, crew.second, crew.third, crew.legal, crew.guard):
        with seen_by(account):
            by_database = set(Record.objects.values_list("pk", flat=True))
            contributions = set(Contribution.objects.values_list("pk", flat=True))
        with seen_by_house():
            assert set(records_for(account, case).values_list("pk", flat=True)) == by_database
            seen = Contribution.objects.visible_to(account, case)
            assert set(seen.values_list("pk", flat=True)) == contributions
