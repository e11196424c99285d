"""What may stand in a property: checked by its form, hostile or not."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from analyses.kinds import Schema
from analyses.properties import LONGEST, MOST, PROPERTIES
from analyses.values import clean_properties, say_value

GOOD = [
    ("Person", "birthDate", "24.12.1985", "1985-12-24"),
    ("Person", "birthDate", "12.1985", "1985-12"),
    ("Person", "birthDate", "1985", "1985"),
    ("Person", "birthDate", "1985-12-24", "1985-12-24"),
    ("Person", "birthDate", "29.2.2024", "2024-02-29"),
    ("Person", "phone", "0231 / 12 34-56", "0231 / 12 34-56"),
    ("Person", "email", "ada@müller.example", "ada@xn--mller-kva.example"),
    ("Person", "lastName", "Bei\u200bspiel\n", "Beispiel"),
    ("BankAccount", "iban", "de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
    ("Vehicle", "registrationNumber", "do-ab  123", "DO-AB 123"),
    ("Vehicle", "vin", "wvw zzz 1jz xw 000 001", "WVWZZZ1JZXW000001"),
    ("Address", "country", "deutschland", "DE"),
    ("Address", "country", "nl", "NL"),
]
BAD = [
    ("Person", "birthDate", "31.02.2020"),
    ("Person", "birthDate", "44927"),
    ("Person", "birthDate", "1.1.0001"),
    ("Person", "birthDate", "gestern"),
    ("Person", "birthDate", "13.2020"),
    ("Person", "phone", "siehe Akte"),
    ("Person", "phone", "1" * 40),
    ("Person", "email", "ada(at)example"),
    ("Person", "lastName", "x" * (LONGEST + 1)),
    ("BankAccount", "iban", "DE89 3704 0044 0532 0130 01"),
    ("BankAccount", "iban", "DE00"),
    ("BankAccount", "iban", "ÄÖ12345678901234"),
    ("Vehicle", "registrationNumber", "<script>"),
    ("Vehicle", "vin", "WVWZZZ1JZXW00000O"),
    ("Address", "country", "Atlantis"),
    ("Address", "country", "ZZ"),
    ("Person", "religion", "egal"),
    ("Person", "ethnicity", "egal"),
    ("Company", "lastName", "egal"),
]


@pytest.mark.parametrize(("schema", "name", "typed", "stored"), GOOD)
def test_a_value_is_stored_in_one_form(schema, name, typed, stored):
    assert clean_properties(schema, {name: [typed]}) == {name: [stored]}


@pytest.mark.parametrize(
    ("stored", "said"), [("1985-03-07", "07.03.1985"), ("1985-03", "03.1985"), ("1985", "1985")]
)
def test_days_are_said_as_the_reader_writes_them(stored, said):
    birth = next(each for each in PROPERTIES[Schema.PERSON] if each.form == "date")
    with override("de"):
        assert say_value(birth, stored) == said


def test_what_is_no_day_is_said_as_it_is_stored():
    name = next(each for each in PROPERTIES[Schema.PERSON] if each.form == "line")
    assert say_value(name, "1985-03-07") == "1985-03-07"


@pytest.mark.parametrize(("schema", "name", "typed"), BAD)
def test_what_cannot_be_is_refused_by_its_name(schema, name, typed):
    with pytest.raises(ValidationError) as refused:
        clean_properties(schema, {name: [typed]})
    assert list(refused.value.message_dict) == [name]


def test_several_values_each_once_and_only_where_several_may_stand():
    assert clean_properties("Person", {"alias": ["A", " A ", "", "B"]}) == {"alias": ["A", "B"]}
    with pytest.raises(ValidationError):
        clean_properties("Person", {"alias": [str(n) for n in range(MOST + 1)]})
    with pytest.raises(ValidationError):
        clean_properties("Person", {"lastName": ["A", "B"]})


def test_something_must_be_known():
    with pytest.raises(ValidationError):
        clean_properties("Person", {"lastName": ["\u200b"], "alias": []})
