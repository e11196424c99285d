"""Who may change what is in a partnership: every rule x every member of the cast."""

from pathlib import Path

import pytest

from partnerships.directory import rules
from partnerships.directory.models import Commitment, Goal, Project
from tests.cast import NAMES
from tests.factories import directory as make
from tests.verdicts import assert_as_written

EVERYBODY = [name for name in NAMES if name != "anonymous"]
REASONS = Path(__file__).with_name("partnership_rules_verdicts.txt")
TABLE = {
    "found_partnership for the police": "liaison admin",
    "found_partnership for the association": "admin",
    "change_standing": "liaison chair admin",
    "change_standing left": "",
    "leave_partnership": "liaison chair admin",
    "leave_partnership left": "",
    "close_body": "liaison chair admin",
    "close_body closed": "",
    "add_seat": "liaison chair admin",
    "add_seat closed": "",
    "fill_seat": "liaison chair admin",
    "fill_seat ended": "",
    "end_seat": "liaison chair admin",
    "take_seat of the association": "partner",
    "take_seat of the police": "liaison",
    "take_seat of nobody, the outsider named": "outsider",
    "take_seat taken": "",
    "take_seat empty": "",
    "take_seat ended": "",
    "strike_from_seat of the association, the outsider named": "partner outsider",
    "strike_from_seat taken by the outsider": "outsider",
    "strike_from_seat of nobody, the outsider named": "outsider",
    "strike_from_seat empty": "",
    "strike_from_seat ended": "",
    "keep_goal north": "liaison chair admin",
    "keep_goal own": "partner",
    "keep_goal police": "liaison admin",
    "keep_goal away": "outsider",
    "answer_commitment own": "liaison chair partner admin",
    "answer_commitment by name": "liaison chair admin",
    "answer_commitment south": "outsider admin",
}


def _seats(cast):
    """The outsider's name at a table of North, typed by whoever keeps it; taken where it says so."""
    body = make.BodyFactory(partnership=cast.north, kind="expert_working_group")
    outsider, not_yet = cast.people["outsider"], {"taken_at": None}
    return (
        make.SeatFactory(body=body, **values)
        for values in (
            {"person": outsider, "organisation": cast.association, **not_yet},
            {"person": outsider, "organisation": cast.police, **not_yet},
            {"person": outsider, **not_yet},
            {"person": outsider, "organisation": cast.association},
            {"organisation": cast.association},
            {"person": outsider, "until_on": make.LONG_AGO, **not_yet},
        )
    )


@pytest.fixture
def asked(cast):
    """Each question of the table, as a function of the account."""
    partner = cast.north.partners.get(organisation=cast.association)
    left = make.PartnerFactory(partnership=cast.north, until_on=make.LONG_AGO)
    body = cast.north.bodies.get()
    closed = make.BodyFactory(partnership=cast.north, closed_on=make.LONG_AGO)
    seat, ended = body.seats.get(), make.SeatFactory(body=body, until_on=make.LONG_AGO)
    named, police, alone, taken, empty, gone = _seats(cast)
    away = cast.south.partners.get().organisation
    north, south = (
        Project.objects.create(partnership=place, name="P") for place in (cast.north, cast.south)
    )
    return {
        "found_partnership for the police": lambda by: rules.can_found_partnership(by, cast.police),
        "found_partnership for the association": lambda by: rules.can_found_partnership(
            by, cast.association
        ),
        "change_standing": lambda by: rules.can_change_standing(by, partner),
        "change_standing left": lambda by: rules.can_change_standing(by, left),
        "leave_partnership": lambda by: rules.can_leave_partnership(by, partner),
        "leave_partnership left": lambda by: rules.can_leave_partnership(by, left),
        "close_body": lambda by: rules.can_close_body(by, body),
        "close_body closed": lambda by: rules.can_close_body(by, closed),
        "add_seat": lambda by: rules.can_add_seat(by, body),
        "add_seat closed": lambda by: rules.can_add_seat(by, closed),
        "fill_seat": lambda by: rules.can_fill_seat(by, seat),
        "fill_seat ended": lambda by: rules.can_fill_seat(by, ended),
        "end_seat": lambda by: rules.can_end_seat(by, seat),
        "take_seat of the association": lambda by: rules.can_take_seat(by, named),
        "take_seat of the police": lambda by: rules.can_take_seat(by, police),
        "take_seat of nobody, the outsider named": lambda by: rules.can_take_seat(by, alone),
        "take_seat taken": lambda by: rules.can_take_seat(by, taken),
        "take_seat empty": lambda by: rules.can_take_seat(by, empty),
        "take_seat ended": lambda by: rules.can_take_seat(by, gone),
        "strike_from_seat of the association, the outsider named": lambda by: (
            rules.can_strike_from_seat(by, named)
        ),
        "strike_from_seat taken by the outsider": lambda by: rules.can_strike_from_seat(by, taken),
        "strike_from_seat of nobody, the outsider named": lambda by: rules.can_strike_from_seat(
            by, alone
        ),
        "strike_from_seat empty": lambda by: rules.can_strike_from_seat(by, empty),
        "strike_from_seat ended": lambda by: rules.can_strike_from_seat(by, gone),
        "keep_goal north": lambda by: rules.can_keep_goal(by, Goal(partnership=cast.north)),
        "keep_goal own": lambda by: rules.can_keep_goal(by, Goal(organisation=cast.association)),
        "keep_goal police": lambda by: rules.can_keep_goal(by, Goal(organisation=cast.police)),
        "keep_goal away": lambda by: rules.can_keep_goal(by, Goal(organisation=away)),
        "answer_commitment own": lambda by: rules.can_answer_commitment(
            by, Commitment(project=north, organisation=cast.association)
        ),
        "answer_commitment by name": lambda by: rules.can_answer_commitment(
            by, Commitment(project=north, name="N")
        ),
        "answer_commitment south": lambda by: rules.can_answer_commitment(
            by, Commitment(project=south, organisation=away)
        ),
    }


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_may(cast, asked, name) -> None:
    account = cast.account(name)
    wrong = [
        q for q, rule in asked.items() if bool(rule(account)) is not (name in TABLE[q].split())
    ]
    assert wrong == []
    verdicts = {question: rule(account) for question, rule in asked.items()}
    assert_as_written(REASONS, name, verdicts)


def test_the_table_asks_everything(asked) -> None:
    assert list(TABLE) == list(asked)
