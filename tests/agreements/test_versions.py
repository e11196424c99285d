"""Each change of the text is kept, and any two versions can be compared."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from partnerships.agreements.actions import (
    Conflict,
    annexes,
    clauses,
    drafting,
    rounds,
    stages,
)
from partnerships.agreements.models import Agreement, Version
from partnerships.agreements.stages import Stage
from partnerships.agreements.text import frozen_text
from partnerships.shared.uploads import Kind, Upload
from tests.cast import Cast
from tests.factories import directory as make
from tests.factories.agreements import lead_to, tried, whole_agreement
from tests.journeys.forms import browser, words
from tests.kept import kept
from tests.uploads.files import pdf


@pytest.fixture
def chair(cast):
    return cast.account("chair")


@kept(after="cast")
def agreement(cast: Cast) -> Agreement:
    """Drafted through the action: its first version is there."""
    both = [cast.police, cast.association]
    return drafting.draft(cast.north, by=cast.account("chair"), title="Vertrag", organisations=both)


def causes(agreement: Agreement) -> list[str]:
    """Oldest first."""
    return list(agreement.versions.order_by("number").values_list("cause", flat=True))


def test_every_change_makes_a_version_and_nothing_else_does(agreement, cast, chair) -> None:
    first, second = agreement.clauses.all()[:2]
    annex = agreement.clauses.filter(kind="annex").first()
    texts = {"de": {"heading": "Neu", "body": "Neu."}}
    clauses.edit_clause(first, by=chair, version=1, texts=texts)
    clauses.edit_clause(first, by=chair, version=2, texts=texts)  # the same words
    added = clauses.add_clause(agreement, by=chair, kind="clause", texts=texts)
    clauses.move_clause(second, by=chair, up=False)
    clauses.move_clause(first, by=chair, up=True)  # already at the top
    clauses.remove_clause(added, by=chair)
    drafting.edit_details(agreement, by=chair, version=1, title="Anders")
    party = drafting.add_party(agreement, make.OrganisationFactory(), by=chair)
    drafting.edit_party(
        party, by=chair, signatures_needed=1, signatories=[{"name": "Jemand", "function": ""}]
    )
    drafting.remove_party(party, by=chair)
    file = annexes.attach(annex, Upload(Kind.PDF, "Karte.pdf", pdf()), by=chair)
    annexes.remove_file(file, by=chair)
    stages.take_step(agreement, "consult", by=chair)
    tried(agreement)
    rounds.make_ready(agreement, by=chair, outdated_accepted=True, contradictions_accepted=True)
    # The added clause had the words of another one: the same words sent twice are one.
    assert causes(agreement) == [
        "drafted",
        "clause_edited",
        "clause_moved",
        "clause_removed",
        "details_edited",
        "party_added",
        "party_edited",
        "party_removed",
        "file_attached",
        "file_removed",
    ]
    last, agreement = agreement.versions.first(), Agreement.objects.get(pk=agreement.pk)
    assert last.digest == frozen_text.digest_of(frozen_text.read(agreement)) and last.by == chair


def test_what_was_drafted_before_versions_were_kept_is_not_lost(cast, chair) -> None:
    old = whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    first = old.clauses.first()
    clauses.edit_clause(first, by=chair, version=1, texts={"de": {"heading": "N", "body": "N."}})
    before, after = old.versions.order_by("number")
    assert before.facts["clauses"][0]["texts"]["de"]["body"] == "Wir arbeiten zusammen."
    assert (before.cause, before.by) == ("drafted", cast.account("liaison"))
    assert after.facts["clauses"][0]["texts"]["de"]["body"] == "N."


def test_to_go_back_to_earlier_words_is_a_version_of_its_own(agreement, chair) -> None:
    first = agreement.clauses.first()
    was = {
        text.language: {"heading": text.heading, "body": text.body} for text in first.texts.all()
    }
    new = {language: {"heading": "N", "body": "N."} for language in was}
    clauses.edit_clause(first, by=chair, version=1, texts=new)
    clauses.edit_clause(first, by=chair, version=2, texts=was)
    one, _two, three = agreement.versions.order_by("number")
    assert one.digest == three.digest


def test_a_refused_change_leaves_none(agreement, chair) -> None:
    with pytest.raises(Conflict):
        clauses.edit_clause(agreement.clauses.first(), by=chair, version=9, texts={})
    assert agreement.versions.count() == 1


def test_a_version_is_written_once(agreement) -> None:
    for change in (
        lambda: Version.objects.update(cause="x"),
        lambda: Version.objects.all().delete(),
    ):
        with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
            change()
    with connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute("UPDATE agreements_version SET facts = '{}'")


class TestPages:
    """The list, one version, two versions."""

    @pytest.fixture
    def changed(self, agreement, chair) -> Agreement:
        first = agreement.clauses.first()
        texts = {"de": {"heading": "<b>Neu</b>", "body": "Ganz <i>andere</i> Worte."}}
        clauses.edit_clause(first, by=chair, version=1, texts=texts)
        return agreement

    def test_the_list_says_who_when_and_why(self, cast, changed) -> None:
        page = words(browser(cast, "partner").get(f"/agreements/{changed.pk}/versions/").content)
        for there in ("Version 2", "Clause changed", "Chair Beispiel", "Version 1", "Drafted"):
            assert there in page

    def test_the_comparison_marks_words_without_colour(self, cast, changed) -> None:
        path = f"/agreements/{changed.pk}/versions/compare/?from=1&to=2"
        answer = browser(cast, "partner").get(path)
        html, page = answer.content.decode(), words(answer.content)
        assert "<ins>" in html and "<del>" in html
        assert "[inserted:" in page and "[deleted:" in page
        assert "<b>Neu" not in html and "<i>andere" not in html
        unchanged = changed.clauses.count() - 1
        assert f"{unchanged} unchanged clauses" in page
        assert '<details class="agr-contents agr-unchanged">' in html

    def test_backwards_is_forwards_and_nonsense_is_the_last_two(self, cast, changed) -> None:
        client, own = browser(cast, "partner"), f"/agreements/{changed.pk}/versions/compare/"
        page = client.get(f"{own}?from=1&to=2").context
        for asked in ("?from=2&to=1", "", "?from=x&to=\x00", "?from=99999999999&to=-1", "?to=0"):
            shown = client.get(own + asked).context
            assert (shown["before"], shown["after"]) == (page["before"], page["after"]), asked
        assert "Nothing differs" in words(client.get(f"{own}?from=2&to=2").content)

    def test_without_versions_the_pages_say_what_will_be(self, cast) -> None:
        old = whole_agreement(partnership=cast.north)
        client, own = browser(cast, "partner"), f"/agreements/{old.pk}/versions/"
        assert "No version yet" in words(client.get(own).content)
        assert "Nothing to compare yet" in words(client.get(f"{own}compare/").content)
        assert client.get(f"{own}1/").status_code == 404

    def test_an_old_version_is_read_as_it_stood(self, cast, changed) -> None:
        own = f"/agreements/{changed.pk}/versions/"
        heading = changed.versions.last().facts["clauses"][0]["texts"]["de"]["heading"]
        assert heading in words(browser(cast, "partner").get(f"{own}1/").content)
        assert "&lt;b&gt;Neu" in browser(cast, "partner").get(f"{own}2/").content.decode()

    def test_everything_that_can_differ_has_words(self, cast, agreement, chair) -> None:
        """Each field of the terms, and parties that come, change and go."""
        facts = agreement.versions.get().facts
        other = facts | {
            "title": {"de": "Neu", "en": "New"},
            "governing_language": "en",
            "terms": {"term_months": 36, "notice_months": 6, "renewal": "automatic",
                      "renewal_months": 6, "evaluation_months": 0},
            "parties": facts["parties"][:1] + [facts["parties"][1] | {"party": 0, "name": "Andere"}],
        }  # fmt: skip
        agreement.versions.create(number=2, by=chair, cause="unheard_of", facts=other, digest="x")
        page = browser(cast, "partner").get(f"/agreements/{agreement.pk}/versions/compare/")
        assert page.status_code == 200
        for there in ("Governing language", "it is renewed by itself", "36", "Andere"):
            assert there in words(page.content)


def test_frozen_the_versions_stay_readable(cast, agreement) -> None:
    lead_to(agreement, Stage.READY)
    client, own = browser(cast, "partner"), f"/agreements/{agreement.pk}/versions/"
    assert client.get(own).status_code == client.get(f"{own}1/").status_code == 200
