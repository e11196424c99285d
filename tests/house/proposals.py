"""Rows for addresses that the table does not know yet: the cast tries them, and somebody reads what came of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.test import Client

from tests.cast import NAMES
from tests.house.addresses import Address, addresses, arguments, path_with
from tests.house.scene import Scene
from tests.house.table import METHODS, SIGNS, Row, Table, Visit
from tests.house.walking import Visitor, said

WALKERS = ("liaison", "partner", "admin", "dpo")  # who walks in the browser, beside everybody
SIGN_OF = {answer: sign for sign, answer in SIGNS.items()}
Answers = tuple[str, ...]  # a column a person


def unknown(known: Table) -> list[str]:
    """Names of addresses without a row; the tables of the admin need none."""
    there = {row.address for row in known.rows}
    return [
        address.name
        for address in addresses()
        if address.name not in there and not address.name.startswith("admin:")
    ]


def propose(scene: Scene, known: Table, name: str, samples: Iterable[str] = ()) -> list[Row]:
    """A row for each pair of answers; only the first says how the page is walked and counted."""
    address = next(each for each in addresses() if each.name == name)
    kind = kind_of(address, known)
    samples = list(samples) or _samples(scene, kind, known)
    paths = {sample: path_with(name, arguments(scene, kind, name, sample)) for sample in samples}
    rows = list(_rows(Row(name, kind, ("-", "-")), known, _tried(scene, paths)))
    _add_visits(rows[0], paths, scene)
    return rows


def kind_of(address: Address, known: Table) -> str:
    """What most of its neighbours mean by their number: those whose paths begin like this one."""
    if not address.parameters:
        return "-"
    kinds, start = known.kinds(), address.route.partition(">")[0]
    beside = [
        kinds[each.name]
        for each in addresses()
        if each.name in kinds and each.route.partition(">")[0] == start
    ]
    assert beside, f"no other path begins with {start}>: the row must say what the number means"
    return Counter(beside).most_common(1)[0][0]


def _samples(scene: Scene, kind: str, known: Table) -> list[str]:
    """Every row of the scene of this kind; of what is none, the samples of the neighbours."""
    if kind == "-":
        return ["-"]
    if kind in scene.rows:
        return list(scene.rows[kind])
    rows = [row for row in known.rows if row.kind == kind]
    return sorted({sample for row in rows for group in row.samples.values() for sample in group})


def _tried(scene: Scene, paths: dict[str, str]) -> dict[str, dict[str, Answers]]:
    """By sample and method."""
    visitors = [Visitor(scene.cast, name) for name in NAMES]
    return {
        sample: {
            method: tuple(visitor.through_the_house(method, path) for visitor in visitors)
            for method in METHODS
        }
        for sample, path in paths.items()
    }


def _rows(row: Row, known: Table, tried: dict[str, dict[str, Answers]]) -> Iterator[Row]:
    """Samples with the same answers share a pattern; those that nobody may open join the first row."""
    usual = {method: _usual(given[method] for given in tried.values()) for method in METHODS}
    groups: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for sample, given in tried.items():
        done = {method: _usual([given[method]]) for method in METHODS}
        done = {
            method: usual[method] if answer == "-" else answer for method, answer in done.items()
        }
        signs = {method: _signs(given[method], done[method]) for method in METHODS}
        groups[done["GET"], done["POST"]][_pattern(signs, known)].append(sample)
    for pair, samples in groups.items():
        yield Row(row.address, row.kind, pair, dict(samples))


def _usual(given: Iterable[Answers]) -> str:
    """What whoever may gets most often; `-` where nobody may."""
    counted = Counter(
        each for answers in given for each in answers if each not in ("403", "404", "in")
    )
    return counted.most_common(1)[0][0] if counted else "-"


def _signs(answers: Answers, done: str) -> str:
    """Blank where the method is not taken: then it says nothing of who may."""
    if done == "405":
        return ""
    return "".join("+" if answer == done else SIGN_OF[answer] for answer in answers)


def _pattern(signs: dict[str, str], known: Table) -> str:
    """Its name, or both where the methods differ."""
    names = {signs: name for name, signs in known.patterns.items()}
    nowhere = "+" * (len(NAMES) - 1) + "i"  # 405 both ways
    get, post = signs["GET"] or signs["POST"] or nowhere, signs["POST"] or signs["GET"] or nowhere
    return names.get(get, get) if get == post else f"{names.get(get, get)}|{names.get(post, post)}"


def _add_visits(row: Row, paths: dict[str, str], scene: Scene) -> None:
    """Who walks the page and of whom its questions are counted: the first of the walkers to whom it is shown."""
    for who in ("anonymous", *WALKERS):
        client = scene.cast.client(who)
        for sample, path in paths.items():
            if _shows_a_page(client, path):
                row.axe = [Visit("everybody" if who == "anonymous" else who)]
                row.queries = [Visit(who, "" if sample == row.first else sample)]
                return
    row.not_walked = "takes a form, shows nothing" if row.done[0] == "405" else "a download"


def _shows_a_page(client: Client, path: str) -> bool:
    response = client.get(path)
    return said(response) == "200" and "attachment" not in response.get("Content-Disposition", "")
