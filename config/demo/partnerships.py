"""One partnership with its organisations, people, bodies, goals and projects; the shape of data/*.toml."""

from config.demo import changes, people
from config.demo.changes.place import Place
from config.demo.facts import Facts, read
from config.demo.registry import Loaded
from partnerships.directory.actions.bodies import add_seat, set_up_body
from partnerships.directory.actions.goals import set_goal
from partnerships.directory.actions.organisations import enter_organisation
from partnerships.directory.actions.partners import admit_partner
from partnerships.directory.actions.partnerships import found_partnership
from partnerships.directory.actions.projects import begin_project, note_figure
from partnerships.directory.models import Account, Partnership


def load(name: str, loaded: Loaded, *, by: Account) -> Facts:
    """What data/`name`.toml says of its beginning; returns the facts, for what comes later."""
    facts = read(name)
    partnership = found_partnership(by=by, **facts["partnership"])
    loaded.partnerships[name] = partnership
    for key, values in facts["organisations"].items():
        _enter(key, values, partnership, loaded, by)
    for key, values in facts["people"].items():
        loaded.people[key] = people.enter(values, loaded, by=by)
    for values in facts["bodies"]:
        _set_up(values, partnership, loaded, by)
    for values in facts["goals"]:
        owner = loaded.organisations.get(values.pop("organisation", ""), partnership)
        set_goal(owner, by=by, **values)
    for values in facts["projects"]:
        _begin(values, facts["source"], partnership, loaded, by)
    return facts


def change(name: str, facts: Facts, loaded: Loaded, *, by: Account) -> None:
    """Makes the changes that the facts list, in their order."""
    changes.make(facts.get("changes", []), Place(loaded.partnerships[name], loaded, by))


def _enter(key: str, values: Facts, partnership: Partnership, loaded: Loaded, by: Account) -> None:
    partner = values.pop("partner", None)
    above: Facts = {
        name: loaded.organisations[values.pop(name)]
        for name in ("hosted_by", "parent")
        if name in values
    }
    organisation = enter_organisation(by=by, **above, **values)
    loaded.organisations[key] = organisation
    if partner:
        admit_partner(partnership, organisation, by=by, **partner)


def _set_up(values: Facts, partnership: Partnership, loaded: Loaded, by: Account) -> None:
    seats = values.pop("seats", ())
    body = set_up_body(partnership, by=by, **values)
    for position, seat in enumerate(seats):
        organisation = loaded.organisations.get(seat.pop("organisation", ""))
        person = loaded.people.get(seat.pop("person", ""))
        add_seat(body, by=by, position=position, organisation=organisation, person=person, **seat)


def _begin(
    values: Facts, source: str, partnership: Partnership, loaded: Loaded, by: Account
) -> None:
    figures, lead = values.pop("figures", ()), loaded.organisations.get(values.pop("lead", ""))
    project = begin_project(partnership, by=by, lead=lead, **values)
    for position, figure in enumerate(figures):
        note_figure(
            project,
            by=by,
            position=position,
            **{"on_day": project.attested_on, "source_note": source} | figure,
        )
