"""Cases with terms behind the doors: what is extended, held, deleted, asked by people concerned and corrected."""

from typing import Any

from django.utils import timezone

from analyses.actions import cases as actions
from analyses.actions import rights_of_people, terms
from analyses.actions.erasing import erase_early
from analyses.models import CaseSearch, CorrectionNotice, seen_by, seen_by_house
from analyses.stages import Stage
from partnerships.directory.models import Organisation
from tests.cast import Cast
from tests.factories import analyses as analyse
from tests.factories import analyses_clocks as clocks


def _crew(cast: Cast) -> analyse.Crew:
    """Those of `scene_analyses`."""
    customs, city = (Organisation.objects.get(name=f"{word} Weitweg") for word in ("Zoll", "Stadt"))
    return analyse.Crew(
        police=Organisation.objects.get(name="Polizei Weitweg"),
        customs=customs,
        city=city,
        lead=cast.account("analyst"),
        second=cast.account("customs"),
        third=analyse.officer(city),
        legal=cast.account("legal"),
        guard=cast.account("dpo"),
        basis=analyse.basis(),
    )


def terms_of(cast: Cast) -> dict[str, dict[str, Any]]:
    """Rows by kind and word."""
    crew = _crew(cast)
    cases = {
        word: analyse.case_at(Stage.COLLECTING, crew)
        for word in ("running", "ended", "held", "confirmed", "lifting", "deleted")
    }
    for word in ("ended", "deleted"):
        with seen_by(crew.lead):
            actions.stop(cases[word], reason="Erledigt.", by=crew.lead)
    holds = {word: _hold(crew, cases[word]) for word in ("held", "confirmed", "lifting")}
    with seen_by(crew.second):
        for word in ("confirmed", "lifting"):
            terms.confirm_hold(holds[word], by=crew.second)
    with seen_by(crew.guard):
        terms.ask_lifting(holds["lifting"], reason="Das Urteil ist da.", by=crew.guard)
    given = clocks.contribution(cases["running"], crew, [clocks.unknown(), clocks.contact()])
    records = {
        "unknown": clocks.called("Unbestimmt, Uli"),
        "contact": clocks.called("Kontakt, Kim"),
    }
    with seen_by(crew.lead):
        extension = terms.ask_need(
            cases["running"],
            reason="Zwei Tatorte fehlen.",
            until_on=analyse.day(150),
            by=crew.lead,
        )
        certificate = erase_early(cases["deleted"], by=crew.lead)
    cast.reasons |= {str(case.pk): ["work", ""] for case in cases.values()}
    rows: dict[str, dict[str, Any]] = {
        "term_case": {word: analyse.refreshed(case) for word, case in cases.items()},
        "due_contribution": {"due": given},
        "due_record": records,
        "extension": {"waiting": extension},
        "certificate": {"early": certificate},
        **_people(crew, given),
    }
    return rows


def _hold(crew: analyse.Crew, case: Any) -> Any:
    with seen_by(crew.guard):
        return terms.set_hold(case, reason="Eine Klage ist anhängig.", by=crew.guard)


def _people(crew: analyse.Crew, given: Any) -> dict[str, dict[str, Any]]:
    """A request that is searched, one in which nothing is to be searched, a correction that customs tells."""
    with seen_by(crew.guard):
        asked, ready = (
            rights_of_people.enter_request(
                right="access",
                authority=authority,
                file_reference=f"DS {number}/2026",
                received_on=timezone.localdate(),
                by=crew.guard,
            )
            for number, authority in ((1, crew.police), (2, analyse.authority("Polizei Weitweg")))
        )
    with seen_by(crew.second):
        rights_of_people.tell_correction(given, text="Das Kennzeichen war falsch.", by=crew.second)
    with seen_by_house():
        search = CaseSearch.objects.get(request=asked, case=given.case_id)
        notice = CorrectionNotice.objects.get()
    return {
        "person_request": {"asked": asked, "ready": ready},
        "case_search": {"open": search},
        "correction_notice": {"told": notice},
    }
