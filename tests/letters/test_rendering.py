"""The HTML of a letter follows from its text: the same words, no markup and no link that somebody typed."""

from django.conf import settings

from partnerships.shared.letters.rendering import render_html

PAGE = f"{settings.SITE_URL}/agreements/3/"


def html_of(text: str) -> str:
    return render_html(text, "de")


def test_paragraphs_and_lines_stay() -> None:
    html = html_of("Guten Tag,\n\nSitz: Beisitz\nGremium: Runde\n")
    assert "<p>Guten Tag,</p>\n<p>Sitz: Beisitz<br>Gremium: Runde</p>" in html
    assert html.startswith('<!doctype html>\n<html lang="de"><body>')


def test_our_address_is_a_link() -> None:
    assert f'<p>Hier:<br><a href="{PAGE}">{PAGE}</a></p>' in html_of(f"Hier:\n{PAGE}\n")


def test_what_people_typed_is_no_markup_and_no_link() -> None:
    foreign = "https://example.org/"
    html = html_of(f"Grund: <b>nein</b>\n{foreign}\n{settings.SITE_URL}.example.org/\nund {PAGE}\n")
    assert "&lt;b&gt;nein&lt;/b&gt;" in html and foreign in html
    assert "<a" not in html and "<b>" not in html


def test_quotes_do_not_leave_the_link() -> None:
    assert "onclick=" not in html_of(f'{PAGE}"onclick="x\n').replace("&quot;onclick=", "")
