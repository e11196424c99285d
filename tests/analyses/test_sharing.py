"""May I share this? Never "allowed" where no reviewed entry of the catalogue carries it: examples, and whatever hypothesis thinks of."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyses.kinds import PARTIES, Category, Initiative, MayBegin, Secrecy, Task
from analyses.sharing import Extra, Obstacle, Outcome, Question, Reason, Row, judge

DAY = date(2026, 11, 27)
POLICE = {"state_police", "federal_police"}
SHARED = {Outcome.ALLOWED, Outcome.CONDITIONS}


def row(**values: object) -> Row:
    standard = {
        "version": 1,
        "code": "LB01",
        "number": 1,
        "citation": "SchwarzArbG § 6",
        "what": "Ergebnisse",
        "conditions": "",
        "from_kinds": ["customs"],
        "to_kinds": ["trade"],
        "tasks": ["work"],
        "may_begin": "either",
        "is_duty": False,
        "is_mutual": False,
        "covers": [],
        "not_for": [],
        "blocked_because": "",
        "reviewer": 7,
        "valid_until": DAY,
        "is_replaced": False,
    }
    return Row(**(standard | values))  # type: ignore[arg-type]  # as the test says


def question(**values: object) -> Question:
    standard = {
        "holder": "customs",
        "needer": "trade",
        "task": "work",
        "category": "suspect",
        "secrecies": frozenset(),
        "initiative": "request",
        "is_released": False,
        "day": DAY,
    }
    return Question(**(standard | values))  # type: ignore[arg-type]  # as the test says


def outcome(asked: Question, *rows: Row) -> str:
    return judge(asked, rows).outcome


def test_a_reviewed_provision_without_conditions_allows():
    answer = judge(question(), [row()])
    assert answer.outcome == Outcome.ALLOWED
    assert answer.fits == (row(),)


def test_its_conditions_are_said():
    assert outcome(question(), row(conditions="Nur im Einzelfall.")) == Outcome.CONDITIONS


def test_silence_is_said_and_is_no_permission():
    answer = judge(question(), [])
    assert (answer.outcome, answer.reasons) == (Outcome.ASK, (Reason.SILENT,))
    other = judge(question(needer="tax"), [row()])
    assert (other.outcome, other.reasons) == (Outcome.ASK, (Reason.SILENT,))


@pytest.mark.parametrize(
    ("values", "expected", "reason"),
    [
        ({"reviewer": None, "valid_until": None}, Outcome.ASK, Reason.WAITS),
        ({"valid_until": DAY - timedelta(days=1)}, Outcome.ASK, Reason.WAITS),
        ({"blocked_because": "Gesperrt"}, Outcome.NO, Reason.BLOCKED),
        ({"is_replaced": True}, Outcome.ASK, Reason.SILENT),
        ({"may_begin": "own"}, Outcome.NO, Reason.NOT_CARRIED),
        ({"may_begin": "regular"}, Outcome.NO, Reason.NOT_CARRIED),
        ({"tasks": ["trade"]}, Outcome.ASK, Reason.TASK),
        ({"tasks": []}, Outcome.ASK, Reason.TASK),
        ({"not_for": ["suspect"]}, Outcome.NO, Reason.NOT_CARRIED),
    ],
)
def test_an_entry_that_does_not_hold_allows_nothing(values, expected, reason):
    answer = judge(question(), [row(**values)])
    assert (answer.outcome, answer.reasons) == (expected, (reason,))
    assert not answer.fits


def test_own_initiative_does_not_rest_on_a_provision_for_requests():
    assert outcome(question(initiative="own"), row(may_begin="request")) == Outcome.NO
    assert outcome(question(initiative="own"), row(may_begin="regular")) == Outcome.ALLOWED


def test_both_directions_only_where_the_law_says_so():
    back = question(holder="trade", needer="customs")
    assert judge(back, [row()]).reasons == (Reason.SILENT,)
    assert outcome(back, row(is_mutual=True)) == Outcome.ALLOWED


def test_tax_secrecy_opens_by_the_tax_code_alone():
    asked = question(holder="tax")
    other = row(from_kinds=["tax"], covers=["tax"])
    assert outcome(asked, other) == Outcome.NO
    assert outcome(asked, other._replace(citation="AO § 31a", covers=[])) == Outcome.NO
    answer = judge(asked, [other._replace(citation="AO § 31a")])
    assert answer.outcome == Outcome.CONDITIONS
    assert Extra.SECRECY in answer.extras


def test_what_a_tax_office_holds_is_under_tax_secrecy_even_where_nobody_says_so():
    asked = question(holder="tax", secrecies=frozenset({"none"}))
    assert outcome(asked, row(from_kinds=["tax"], citation="GewO § 14")) == Outcome.NO


@pytest.mark.parametrize("holder", ["job_centre", "social"])
def test_social_secrecy_opens_by_sgb_x_alone(holder):
    asked = question(holder=holder)
    entry = row(from_kinds=[holder], covers=["social"])
    assert outcome(asked, entry._replace(citation="SGB XII § 3")) == Outcome.NO
    assert outcome(asked, entry._replace(citation="SGB X § 69")) == Outcome.CONDITIONS


def test_youth_welfare_asks_always():
    asked = question(holder="youth_welfare")
    entry = row(from_kinds=["youth_welfare"], covers=["youth"], citation="SGB VIII § 64")
    assert judge(asked, [entry]).reasons == (Reason.YOUTH,)
    assert outcome(asked, entry) == Outcome.ASK
    assert outcome(asked, entry._replace(covers=[])) == Outcome.ASK


@pytest.mark.parametrize("secrecy", ["medical", "telecom"])
def test_medical_and_telecommunication_ask_or_no(secrecy):
    asked = question(secrecies=frozenset({secrecy}))
    assert outcome(asked, row()) == Outcome.NO
    assert outcome(asked) == Outcome.NO
    assert outcome(asked, row(covers=[secrecy])) == Outcome.ASK


def test_a_criminal_file_needs_its_release():
    asked = question(holder="prosecution", secrecies=frozenset({"criminal_file"}))
    entry = row(from_kinds=["prosecution"], covers=["criminal_file"], citation="StPO § 481")
    assert judge(asked, [entry]).reasons == (Reason.RELEASE,)
    released = question(
        holder="prosecution", secrecies=frozenset({"criminal_file"}), is_released=True
    )
    answer = judge(released, [entry])
    assert answer.outcome == Outcome.CONDITIONS
    assert Extra.RELEASE in answer.extras
    assert outcome(released, entry._replace(covers=[])) == Outcome.NO


def test_contacts_of_the_police_go_to_the_police_alone():
    entry = row(from_kinds=["state_police"], to_kinds=["customs", "federal_police"])
    asked = question(holder="state_police", category="contact_or_associate")
    to_customs = question(holder="state_police", needer="customs", category="contact_or_associate")
    assert judge(to_customs, [entry]).reasons == (Reason.CONTACT,)
    assert judge(asked, []).outcome == Outcome.NO
    to_police = question(
        holder="state_police", needer="federal_police", category="contact_or_associate"
    )
    assert outcome(to_police, entry) == Outcome.CONDITIONS
    undetermined = question(holder="state_police", needer="customs", category="undetermined")
    assert judge(undetermined, [entry]).reasons == (Reason.CONTACT_OPEN,)


def test_who_is_not_determined_yet_may_be_one_of_those_left_out():
    answer = judge(question(category="undetermined"), [row(not_for=["witness"])])
    assert (answer.outcome, answer.reasons) == (Outcome.ASK, (Reason.CATEGORY_OPEN,))


def test_private_bodies_get_nothing_whatever_an_entry_says():
    assert outcome(question(needer="private"), row(to_kinds=["private"])) == Outcome.NO


def test_the_police_marking_goes_along():
    entry = row(from_kinds=["state_police"], to_kinds=["customs"])
    answer = judge(question(holder="state_police", needer="customs"), [entry])
    assert answer.extras == (Extra.MARKING,)
    assert answer.outcome == Outcome.CONDITIONS


def test_one_entry_that_holds_is_enough_and_the_others_are_shown_with_what_stands_in_the_way():
    blocked = row(version=2, blocked_because="Gesperrt", may_begin="own")
    answer = judge(question(), [blocked, row()])
    assert answer.outcome == Outcome.ALLOWED
    assert answer.near[0].obstacles == (Obstacle.BLOCKED, Obstacle.INITIATIVE)


few = st.sampled_from([code for code, _label in PARTIES][:8] + ["prosecution", "social", "private"])
secrecies = st.sets(st.sampled_from(Secrecy.values), max_size=2)
rows_ = st.builds(
    row,
    citation=st.sampled_from(["AO § 31a", "SGB X § 69", "SGB XII § 1", "StPO § 474", "GAO § 1"]),
    conditions=st.sampled_from(["", "Im Einzelfall."]),
    from_kinds=st.lists(few, min_size=1, max_size=3),
    to_kinds=st.lists(few, min_size=1, max_size=3),
    tasks=st.lists(st.sampled_from(Task.values), max_size=4),
    may_begin=st.sampled_from(MayBegin.values),
    is_mutual=st.booleans(),
    covers=secrecies.map(list),
    not_for=st.lists(st.sampled_from(Category.values), max_size=2),
    blocked_because=st.sampled_from(["", "", "Gesperrt"]),
    reviewer=st.sampled_from([None, 7, 7]),
    valid_until=st.sampled_from([None, DAY - timedelta(days=1), DAY, DAY + timedelta(days=90)]),
    is_replaced=st.sampled_from([False, False, True]),
)
questions = st.builds(
    question,
    holder=few,
    needer=few,
    task=st.sampled_from(Task.values[:4]),
    category=st.sampled_from(Category.values),
    secrecies=secrecies.map(frozenset),
    initiative=st.sampled_from(Initiative.values),
    is_released=st.booleans(),
)


def carries(one: Row, asked: Question) -> bool:
    """Said once more in other words than the judgement uses."""
    pairs = {(a, b) for a in one.from_kinds for b in one.to_kinds}
    if one.is_mutual:
        pairs |= {(b, a) for a, b in pairs}
    begins = {"either": "request own", "request": "request", "own": "own", "regular": "own"}
    holds = one.reviewer and one.valid_until and one.valid_until >= DAY
    return bool(
        (asked.holder, asked.needer) in pairs
        and holds
        and not (one.blocked_because or one.is_replaced)
        and asked.initiative in begins[one.may_begin].split()
        and asked.task in one.tasks
        and asked.category not in one.not_for
    )


@settings(max_examples=1500, deadline=None)
@given(questions, st.lists(rows_, max_size=6))
def test_nothing_is_allowed_that_no_reviewed_entry_carries(asked, rows):
    answer = judge(asked, rows)
    assert answer.reasons
    if answer.outcome not in SHARED:
        return
    assert answer.fits
    kept = set(asked.secrecies) - {"none"}
    kept |= {"tax"} if asked.holder == "tax" else set()
    kept |= {"social"} if asked.holder in ("job_centre", "social") else set()
    for one in answer.fits:
        assert carries(one, asked)
        assert kept <= set(one.covers)
        assert "tax" not in kept or re.match(r"AO ", one.citation)
        assert "social" not in kept or one.citation.startswith("SGB X ")
    assert not kept & {"youth", "medical", "telecom"}
    assert asked.holder != "youth_welfare"
    assert "criminal_file" not in kept or asked.is_released
    assert "private" not in (asked.holder, asked.needer)
    if asked.holder in POLICE and asked.category in ("contact_or_associate", "undetermined"):
        assert asked.needer in POLICE
    if answer.outcome == Outcome.ALLOWED:
        assert not kept
        assert any(not one.conditions for one in answer.fits)


@settings(max_examples=500, deadline=None)
@given(questions, rows_)
def test_an_entry_that_carries_it_is_never_lost(asked, one):
    """Where one plain entry carries it and nothing forbids it, the answer is not silence."""
    if carries(one, asked) and not asked.all_secrecies and asked.category == "suspect":
        expected = {Outcome.NO} if "private" in (asked.holder, asked.needer) else SHARED
        assert judge(asked, [one]).outcome in expected


@settings(max_examples=500, deadline=None)
@given(questions, st.lists(rows_, max_size=5), st.randoms())
def test_the_order_of_the_catalogue_changes_nothing(asked, rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert judge(asked, rows).outcome == judge(asked, shuffled).outcome
