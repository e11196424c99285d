"""Texts of both notations: what was signed stays as it was, drafts change only where no word does, terms stand once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from partnerships.agreements.actions import clauses, drafting, rounds
from partnerships.agreements.document import signed_document
from partnerships.agreements.models import Agreement, ClauseText, Format, Means, Proposal
from partnerships.agreements.text import frozen_text
from partnerships.agreements.text.formats import agreeing
from tests.cast import Cast
from tests.factories.agreements import ClauseFactory, tried, whole_agreement
from tests.journeys.forms import browser, typed, words
from tests.kept import kept

STARS = "Die Bürger*innen und Vertreter*innen."


@kept(after="cast")
def agreement(cast: Cast) -> Agreement:
    """Under consultation."""
    return whole_agreement(
        "under_consultation",
        partnership=cast.north,
        drafted_by=cast.account("chair"),
        term_months=24,
    )


def former(agreement: Agreement, body: str) -> ClauseText:
    """The first clause's German text, as it was typed in the former notation."""
    text = agreement.clauses.first().texts.get(language="de")
    text.body, text.format = body, Format.FORMER
    text.save()
    return text


def form_of(agreement: Agreement) -> str:
    """Where the first clause is edited."""
    return reverse("agreements:edit_clause", args=[agreement.pk, agreement.clauses.first().pk])


def edit(agreement: Agreement, body: str, *, by: object) -> ClauseText:
    clause = agreement.clauses.first()
    texts = {"de": {"heading": "Zweck", "body": body}}
    clauses.edit_clause(clause, by=by, version=clause.version, texts=texts)
    return clause.texts.get(language="de")


@pytest.mark.parametrize(
    ("body", "becomes"),
    [
        ("1. Eins\n2. Zwei\n\n**Ja**", Format.MARKED),
        (STARS, Format.FORMER),
        ("1. a\n3. b", Format.FORMER),
    ],
)
def test_drafts_change_where_every_word_stays(body: str, becomes: Format) -> None:
    assert agreeing(body) == becomes


def test_what_was_signed_in_the_former_notation_stays_as_it_was(signing, cast) -> None:
    text = former(signing.agreement, "1. a\n2. b\n\n*kursiv*")
    ClauseText.objects.exclude(pk=text.pk).filter(clause__agreement=signing.agreement).update(
        format=Format.FORMER
    )
    facts = frozen_text.read(signing.agreement)
    assert all("format" not in t for clause in facts["clauses"] for t in clause["texts"].values())
    html = cast.client("chair").get(f"/agreements/{signing.agreement.pk}/").content.decode()
    assert "<ol>\n<li>a</li>" in html and "<em>kursiv</em>" in html


def test_ready_waits_until_keepers_have_read_both(agreement, cast) -> None:
    former(agreement, STARS)
    chair = cast.account("chair")
    with pytest.raises(PermissionDenied, match="Zweck"):
        rounds.make_ready(agreement, by=chair)
    client = browser(cast, "chair")
    path = form_of(agreement)
    page = client.get(path)
    assert "Die Bürgerinnen und Vertreterinnen." in words(page.content)
    assert STARS in words(page.content)
    assert (
        client.post(path, typed(client, path) | {"once": page.context["once"]}).status_code == 302
    )
    text = agreement.clauses.first().texts.get(language="de")
    assert (text.body, text.format) == (STARS, Format.MARKED)
    tried(agreement)
    rounds.make_ready(agreement, by=chair, outdated_accepted=True)


def test_a_new_version_keeps_the_former_notation_only_where_words_would_change(
    agreement, cast
) -> None:
    from partnerships.agreements.actions.life import amend
    from tests.factories.agreements import put_in_force

    former(agreement, STARS)
    second = agreement.clauses.all()[1].texts.get(language="de")
    second.format = Format.FORMER
    second.save()
    put_in_force(agreement, "2026-03-05")
    made = amend(agreement, by=cast.account("chair"))
    formats = [clause.texts.get(language="de").format for clause in made.clauses.all()]
    assert formats[:2] == [Format.FORMER, Format.MARKED]


@pytest.mark.parametrize("body", ["|A|B|\n|---|---|\n|1|", "{{frist}}", "山田太郎"])
def test_what_cannot_be_shown_is_refused_by_the_action_too(agreement, cast, body: str) -> None:
    with pytest.raises(ValidationError):
        edit(agreement, body, by=cast.account("chair"))


def test_terms_stand_once_and_are_written_out_when_frozen(signing) -> None:
    agreement = signing.agreement
    drafting.edit_details(agreement, by=signing.keeper, version=agreement.version, term_months=24)
    edit(
        agreement,
        "Laufzeit {{term}}, Frist {{notice}}, ab {{effective}} bis {{end}}.",
        by=signing.keeper,
    )
    frozen = signing.ready(outdated_accepted=True).facts
    body = frozen["clauses"][0]["texts"]["de"]["body"]
    assert body == (
        "Laufzeit 24\u00a0Monate, Frist 3\u00a0Monate, ab der Tag der letzten erforderlichen Unterschrift bis der letzte "
        "Tag der Laufzeit."
    )
    assert frozen["fields"]["en"]["term"] == "24\u00a0months"
    page = words(signing.client("mayor").get(f"/agreements/{agreement.pk}/?language=de").content)
    assert " ".join(body.split()) in page


def test_the_first_day_stands_in_the_text_where_it_is_known(signing) -> None:
    agreement = signing.agreement
    drafting.edit_details(agreement, by=signing.keeper, version=agreement.version, term_months=24)
    edit(agreement, "{{effective}}\n{{end}}", by=signing.keeper)
    facts = signing.ready(outdated_accepted=True, effective_on=date(2027, 6, 4)).facts
    assert (
        facts["clauses"][0]["texts"]["de"]["body"]
        == "4.\u00a0Juni\u00a02027\n3.\u00a0Juni\u00a02029"
    )


def test_the_signed_paper_has_the_frozen_words(signing) -> None:
    edit(signing.agreement, "Laufzeit: {{term}}", by=signing.keeper)
    round = signing.ready(outdated_accepted=True)
    for name in ("mayor", "chairwoman", "treasurer", "deputy"):
        signing.sign(name, Means.PASSWORD)
    round.refresh_from_db()
    printed = signed_document.collect(round)
    assert "Laufzeit: unbestimmte Zeit" in printed["clauses"][0]["body_html"]


def test_another_legal_form_changes_nothing_that_was_frozen(signing) -> None:
    organisation = signing.parties["club"].organisation
    organisation.legal_form = "e. V."
    organisation.save()
    round = signing.ready()
    organisation.legal_form = "gGmbH"
    organisation.save()
    for name in ("mayor", "chairwoman", "treasurer", "deputy"):
        signing.sign(name, Means.PASSWORD)
    round.refresh_from_db()
    assert "e. V." in [party["legal_form"] for party in signed_document.collect(round)["parties"]]


def test_what_is_too_long_is_refused_and_survives(agreement, cast) -> None:
    client = browser(cast, "chair")
    path = form_of(agreement)
    page = client.get(path)
    assert "maxlength" not in page.content.decode()
    assert 'data-limit="20000"' in page.content.decode()
    sent = typed(client, path, body_de="x" * 20_001) | {"once": page.context["once"]}
    answer = client.post(path, sent)
    assert answer.status_code == 200 and "x" * 20_001 in answer.content.decode()
    assert agreement.clauses.first().texts.get(language="de").body != "x" * 20_001


def test_a_clause_keeps_its_indent_and_its_lines(agreement, cast) -> None:
    client = browser(cast, "chair")
    path = form_of(agreement)
    body = "   - eingerückt\nnächste Zeile\n\n\\ und &copy;"
    sent = typed(client, path, body_de=body) | {"once": client.get(path).context["once"]}
    assert client.post(path, sent).status_code == 302
    assert agreement.clauses.first().texts.get(language="de").body == body


def test_a_proposal_is_shown_as_it_would_stand(agreement, cast) -> None:
    clause = ClauseFactory(agreement=agreement)
    said = {
        "agreement": agreement,
        "organisation": cast.association,
        "by": cast.account("partner"),
        "language": "de",
    }
    made = Proposal.objects.create(
        clause=clause, about="Zweck", heading="Zweck", body="Wir **gemeinsam**: {{notice}}", on_heading="Zweck",
        on_body="Wir gemeinsam: {{notice}}", **said,
    )  # fmt: skip
    html = (
        browser(cast, "chair")
        .get(f"/agreements/{agreement.pk}/proposals/{made.pk}/")
        .content.decode()
    )
    assert "<strong>gemeinsam</strong>" in html and "3\u00a0Monate" in html and "**gem" not in html
