"""An entry about a contribution or a record says which law rules it, and is kept as long as that law asks. Source: DOMAIN 5.6."""

import pytest
from django.urls import reverse

from analyses.actions import drafting, rights_of_people, submitting, terms, withdrawing
from analyses.actions import records as recording
from analyses.actions.erasing import erase_early
from analyses.actions.links import add_link, remove_link
from analyses.actions.log_chain import _term_of
from analyses.actions.logging import kept_longest
from analyses.models import seen_by
from analyses.stages import Stage
from tests.factories import analyses as make
from tests.factories import analyses_imports as files
from tests.factories import analyses_items as items
from tests.factories.analyses_log import entries, signed_in

CARRIED = ("contribution", "record", "link", "importrun")
PAGES = ("contribution", "change_contribution", "withdraw_contribution")


@pytest.fixture
def case(crew):
    return make.case_at(Stage.COLLECTING, crew)


def life_of_a_contribution(crew, case) -> set[str]:
    """Everything that is done to one; codes of the entries."""
    draft = items.begun(crew, case, regime="gdpr")
    person = items.record(draft, crew.lead)
    car = items.record(draft, crew.lead, "Vehicle", properties={"type": ["Pkw"]})
    client = signed_in(crew.lead)
    for name in PAGES:
        client.get(reverse(f"analyses:{name}", args=[case.pk, draft.pk]))
    for name in ("record", "change_record", "remove_record"):
        client.get(reverse(f"analyses:{name}", args=[case.pk, person.pk]))
    client.get(reverse("analyses:add_link", args=[case.pk, draft.pk, person.pk]))
    client.get(reverse("analyses:add_link", args=[case.pk, draft.pk, person.pk]), {"q": "pkw"})
    run = files.check(files.upload(draft, crew.lead), crew.lead)
    client.get(reverse("analyses:import", args=[run.pk]))
    client.get(reverse("analyses:import_faults", args=[run.pk]))
    files.work(files.confirm(run, crew.lead))
    with seen_by(crew.lead):
        link = add_link(
            draft, from_record=person, to_record=car, kind="uses", source_text="Akte", by=crew.lead
        )
        remove_link(link, by=crew.lead)
        recording.remove_record(car, by=crew.lead)
        given = submitting.submit(draft, by=crew.lead)
        again = drafting.correct(given, by=crew.lead)
        drafting.discard_draft(again, by=crew.lead)
        terms.ask_contribution(given, reason="Läuft noch.", until_on=make.day(80), by=crew.lead)
        [notice] = rights_of_people.tell_correction(given, text="Falsch.", by=crew.lead)
    with seen_by(crew.second):
        rights_of_people.acknowledge(notice, by=crew.second)
    for asked in ({}, {"words": "Beispiel"}, {"export": "csv"}):
        answer = client.get(reverse("analyses:records", args=[case.pk]), asked)
        assert answer.status_code == 200
    with seen_by(crew.lead):
        withdrawing.withdraw(given, reason="Irrtum", by=crew.lead)
    return {entry.what for entry in entries(regime="gdpr")}


def test_each_entry_about_a_contribution_says_the_law(crew, case):
    before = {entry.pk for entry in entries()}
    said = life_of_a_contribution(crew, case)
    silent = {
        entry.what
        for entry in entries(regime="")
        if entry.pk not in before and entry.object_type in CARRIED
    }
    assert silent == set()
    assert said >= {
        *("contribution.begun", "contribution.submitted", "contribution.withdrawn"),
        *("contribution.discarded", "contribution.read", "record.added", "record.removed"),
        *("record.read", "records.listed", "records.searched", "records.exported"),
        *("records.imported", "import.file_chosen", "import.read", "link.added", "link.removed"),
        *("correction.told", "correction.acknowledged", "term.asked_contribution"),
    }


def test_it_is_kept_as_long_as_the_law_asks(crew, case, settings):
    settings.ANALYSES_LOG_YEARS = {"": 1, "gdpr": 3, "dsg_nrw_3": 1, "bdsg_3": 2, "ao": 3}
    items.begun(crew, case, regime="gdpr")
    items.of_customs(crew, case)
    kept = {entry.regime: _term_of(entry) for entry in entries(what="contribution.begun")}
    assert {regime: last - year for regime, (year, last) in kept.items()} == {
        "gdpr": 3,
        "bdsg_3": 2,
    }


def test_of_several_laws_the_one_that_keeps_longest_counts(crew, case, settings):
    settings.ANALYSES_LOG_YEARS = {"": 1, "gdpr": 3, "dsg_nrw_3": 1, "bdsg_3": 2, "ao": 3}
    assert kept_longest(["dsg_nrw_3", "gdpr", "bdsg_3"]) == "gdpr"
    assert kept_longest([]) == ""
    items.given(crew, case)
    own = items.of_customs(crew, case)
    items.record(own, crew.second)
    with seen_by(crew.second):
        submitting.submit(own, by=crew.second)
    signed_in(crew.lead).get(reverse("analyses:records", args=[case.pk]))
    assert [entry.regime for entry in entries(what="records.listed")] == ["bdsg_3"]
    with seen_by(crew.lead):
        erase_early(stopped(crew, case), by=crew.lead)
    assert [entry.regime for entry in entries(what="case.deleted")] == ["bdsg_3"]


def stopped(crew, case):
    from analyses.actions.cases import stop

    with seen_by(crew.lead):
        return stop(case, reason="Fertig", by=crew.lead)
