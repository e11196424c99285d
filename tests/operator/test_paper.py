"""The operator's name and logo on the first page of a paper and name and contact below every letter."""

from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse

from partnerships.shared.documents.actions import html_of
from partnerships.shared.documents.models import Document
from partnerships.shared.documents.render import render
from partnerships.shared.letters.actions import compose, write
from partnerships.shared.operator.files import read_logo
from tests.documents.agreement_facts import agreement_facts
from tests.documents.pdfcheck import problems
from tests.operator.test_files import at, png

pytestmark = pytest.mark.django_db


def paper() -> str:
    return html_of(Document(kind="agreements.trial", language="de", facts=agreement_facts("de")))


def test_a_paper_names_the_operator_on_its_first_page_and_loads_nothing() -> None:
    html = paper()
    opening = html.partition('<section class="opening">')[2].partition("</section>")[0]
    assert "Polizeibehörde Musterstadt" in opening and 'src="data:image/svg+xml;base64,' in opening
    data = render(html)
    assert problems(data) == []
    assert data == render(paper())


def test_a_png_is_drawn_as_well(settings, tmp_path: Path) -> None:
    settings.OPERATOR_LOGO = None
    without = paper()
    assert "<img" not in without.partition("</section>")[0]
    settings.OPERATOR_LOGO = read_logo(at(tmp_path / "logo", png()))
    assert 'src="data:image/png;base64,' in paper()


def test_without_a_name_a_paper_says_nothing_of_it(settings) -> None:
    settings.OPERATOR_NAME = ""
    assert 'class="operator"' not in paper()


def test_every_letter_ends_with_who_sends_it(cast, settings) -> None:
    letter = write(
        "operator/barrier", email=settings.OPERATOR_EMAIL, language="de", facts={"report": 0}
    )
    text = compose(letter).body
    end = "Polizeibehörde Musterstadt\nAm Anger 1, 00000 Musterstadt\nTelefon: +49 221 4710100\n"
    assert text.endswith(f"{end}E-Mail: {settings.OPERATOR_EMAIL}\n")
    settings.OPERATOR_NAME = ""
    assert "Am Anger" not in compose(letter).body


def test_so_do_the_codes_for_signing_in(cast, client) -> None:
    address = cast.account("partner").email
    client.post(reverse("account_request_login_code"), {"email": address})
    (message,) = mail.outbox
    assert message.body.rstrip().endswith("handschlag@polizei-musterstadt.example")
