"""No hyphen is drawn into an address, an account number or a checksum."""

import pytest

from partnerships.shared.documents.render import render
from tests.documents.test_render import page
from tests.documents.words import difference, letters, pieces

SPELLED = [
    "https://portal.example.org/Verantwortlichkeit/Zusammenarbeit/Vereinbarung",
    "oeffentlichkeitsarbeit@kooperationsvereinbarung.example.org",
    "9f86d081884c7d659afeaa0c55ad015aabf4f1b2b0b822cd15d6c15b0f00a08",
    "Verwaltungsgemeinschaft_Zusammenarbeit_2026.pdf",
    "www.zusammenarbeit-verantwortung.example",
]


@pytest.mark.parametrize("word", SPELLED)
@pytest.mark.parametrize(
    "around", ["<p>{}</p>", "<ul><li>x <b>{}</b></li></ul>", "<p>a <i>b</i> {}</p>"]
)
def test_it_is_divided_without_a_hyphen(word, around):
    text = f"Wort {word} Ende " * 9
    data = render(page(f'<div style="width: 37mm">{around.format(text)}</div>'))
    assert [each.text for each in pieces(data) if each.text.endswith("\xad")] == []
    assert letters(data).count(word) == 9


def test_plain_words_are_hyphenated_beside_it():
    text = f"{SPELLED[0]} Verantwortlichkeitsübertragungsvereinbarung "
    data = render(page(f'<p style="width: 37mm">{text * 4}</p>'))
    assert [each.text for each in pieces(data) if each.text.endswith("\xad")]
    assert difference(data, ["Überschrift", *(text * 4).split()]) == ""


def test_nothing_else_changes():
    body = "<p>vor a@example.org<b> mitten 12345678</b> nach\n<i>x</i>87654321, Ende</p>"
    said = letters(render(page(body)))
    assert said == "Überschriftvora@example.orgmitten12345678nachx87654321,Ende"
