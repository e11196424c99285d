"""The pages that everybody may read: whole in each language, from nobody else's host, in the operator's words where there are some."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from partnerships.shared.operator.details import NEEDED
from partnerships.shared.operator.files import PAGES, OwnText

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
# What a page loads by itself; links may lead elsewhere.
LOADS = re.compile(r"""<(?:img|script|video|source|iframe|link)\b[^>]*?\b(?:src|href)="([^"]*)\"""")
EMPTY = {name: [] if isinstance(getattr(settings, name), list) else "" for name in NEEDED}


def page_of(client, page: str, language: str = "de") -> str:
    answer = client.get(reverse(f"operator:{page.replace('-', '_')}", args=[language]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_it_is_whole_in_each_language_and_says_who_answers_for_it(client, page, language) -> None:
    text = page_of(client, page, language)
    assert f'<html lang="{language}"' in text
    assert "Polizeibehörde Musterstadt" in text.partition("<main")[2].partition("</main>")[0]
    assert 'class="app-written"' in text and "2026" in text
    assert [load for load in LOADS.findall(text) if not load.startswith("/")] == []


@pytest.mark.parametrize("page", PAGES)
def test_visitors_see_no_gap_where_nothing_is_set(client, settings, page) -> None:
    for name, value in (EMPTY | {"OPERATOR_LOGO": None}).items():
        setattr(settings, name, value)
    text = page_of(client, page)
    assert not re.search(r"TODO|None|OPERATOR_|not set|\[\]", text.partition("<main")[2])


def test_administrators_see_what_is_missing_and_others_do_not(cast, settings) -> None:
    settings.OPERATOR_PHONE = ""
    assert "OPERATOR_PHONE" in page_of(cast.client("admin"), "imprint")
    assert "OPERATOR_PHONE" not in page_of(cast.client("liaison"), "imprint")
    home = reverse("directory:home")
    address = reverse("operator:imprint", args=["de"])
    told = f'class="dir-tasks__link" href="{address}"'
    assert told in cast.client("admin").get(home).content.decode()
    assert told not in cast.client("liaison").get(home).content.decode()


def test_the_footer_leads_to_all_of_them_from_every_page(cast, client) -> None:
    stands_alone = [
        client.post("/de/accessibility/report/", {"words": "x"}) for _number in range(6)
    ][-1]
    assert stands_alone.status_code == 429
    at_home = cast.client("liaison").get(reverse("directory:home"))
    for page in (client.get("/de/"), client.get("/de/nothing/"), at_home, stands_alone):
        footer = page.content.decode().partition("<footer")[2]
        for name in PAGES:
            assert reverse(f"operator:{name.replace('-', '_')}", args=["de"]) in footer


def test_an_own_text_stands_in_place_of_ours_and_acts_as_text_alone(client, settings) -> None:
    words = "First.\n# Heading\n- one\n**two** <script>alert(1)</script>"
    settings.OPERATOR_TEXTS = {("imprint", "de"): OwnText(date(2026, 3, 31), words)}
    own, other = page_of(client, "imprint"), page_of(client, "imprint", "en")
    assert "<h2>Heading</h2>" in own and "<strong>two</strong>" in own and "31. März 2026" in own
    assert "<script>alert" not in own
    assert "Heading" not in other


def test_the_privacy_notice_says_what_the_settings_say(client, settings) -> None:
    settings.DOCUMENT_KEEP_DAYS, settings.SUPERVISORY_AUTHORITY = 77, ["Aufsicht", "a@b.example"]
    text = page_of(client, "privacy")
    assert "77 Tage" in text and '<a href="mailto:a@b.example">' in text
    for cookie in (settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME):
        assert cookie in text


def test_the_film_stands_on_its_page_and_comes_in_parts(client, settings, tmp_path) -> None:
    assert "<video" not in page_of(client, "sign-language")
    assert client.get(reverse("operator:film")).status_code == 404
    settings.SIGN_LANGUAGE_VIDEO = tmp_path / "film.mp4"
    settings.SIGN_LANGUAGE_VIDEO.write_bytes(bytes(range(200)))
    assert "<video" in page_of(client, "sign-language")
    whole = client.get(reverse("operator:film"))
    assert b"".join(whole.streaming_content) == bytes(range(200))
    part = client.get(reverse("operator:film"), headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, bytes(range(10, 20)))
    assert part["Content-Range"] == "bytes 10-19/200"
    beyond = client.get(reverse("operator:film"), headers={"Range": "bytes=900-"})
    assert b"".join(beyond.streaming_content) == bytes(range(200))


def test_the_logo_is_on_the_page_and_is_what_the_settings_hold(client, settings) -> None:
    address = re.search(r'class="app-logo" src="([^"]+)"', page_of(client, "imprint"))
    assert address
    answer = client.get(address[1])
    assert answer.content == settings.OPERATOR_LOGO.data
    assert (
        answer["Content-Type"] == "image/svg+xml" and "nosniff" in answer["X-Content-Type-Options"]
    )
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    settings.OPERATOR_LOGO = None
    assert client.get(address[1]).status_code == 404
    assert "app-logo" not in page_of(client, "imprint")
