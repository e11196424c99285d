"""What many tests begin from is made once and kept: each test gets a copy, and its changes are taken back.

The rows stand in one open transaction around the tests' own, in layers: everybody of the cast, and on them a scene.
Before a test that wants other layers, those that it does not want are rolled back. A test that commits, or travels
in time from the start, meets none of them and makes its own.
"""

import sys
from collections.abc import Callable, Generator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import override_settings
from django.utils import timezone, translation

from partnerships.shared.row_policies import EVERYTHING, sight

HOUSE = "house_scene"  # the layer of all that takes longest to make
Builder = Callable[..., Any]
_makers: dict[
    tuple[str, str], "_Maker"
] = {}  # by module ("": of a conftest) and name of the fixture
_fixtures: dict[int, "_Maker"] = {}  # by what a file gets that imports the fixture
_layers: list["_Layer"] = []
_copies: dict[Builder, Any] = {}  # for the test that runs


@dataclass(frozen=True)
class _Maker:
    builder: Builder
    after: str


@dataclass(frozen=True)
class _Layer:
    maker: _Maker
    values: dict[Builder, Any]  # of this layer and of those below, as this one left them
    atomic: transaction.Atomic
    session: object  # the database's connection in which it stands
    made_on: date


def kept(*, after: str = "") -> Callable[[Builder], Any]:
    """Make a fixture of a function that writes rows and gives what stands for them.

    `after` names the kept fixture that the function takes as its only argument. What it gives must be data that can
    be copied: rows and what holds them, no function that closes over them. The demo's switch is on, so that nobody
    needs a second factor.
    """

    def decorate(builder: Builder) -> Any:
        of_all = builder.__module__.rpartition(".")[2] in ("conftest", "cast")
        key = ("" if of_all else builder.__module__, builder.__name__)
        _makers[key] = _Maker(builder, after)

        def fixture(db: None, settings: Any, request: pytest.FixtureRequest) -> Any:
            settings.DEMO = True
            below = [request.getfixturevalue(after)] if after else []
            return _copies[builder] if builder in _copies else builder(*below)

        made = pytest.fixture(name=builder.__name__)(fixture)
        _fixtures[id(made)] = _makers[key]
        return made

    return decorate


def forget(below: int = 0) -> None:
    """Roll back all layers but so many of the lowest; needs access to the database where there are any."""
    while len(_layers) > below:
        layer = _layers.pop()
        transaction.set_rollback(True)
        layer.atomic.__exit__(None, None, None)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Before pytest-django begins a test's own transaction."""
    if fixturedef.argname == "_django_db_helper":
        with request.getfixturevalue("django_db_blocker").unblock():
            _stand_on(_wanted(request))
    return (yield)


@pytest.hookimpl(trylast=True)  # after pytest-django has put those that commit last
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that want the same layers stand together, so that each is made once: those of all files, then those of a file."""
    files = {module: place for place, module in enumerate(dict.fromkeys(map(_file, items)))}
    items.sort(
        key=lambda item: (
            _commits(item),
            _stands_in_house(item),
            files[_file(item)],
            _layers_of(item),
        )
    )


def _stands_in_house(item: pytest.Item) -> bool:
    makers = (
        maker for name in getattr(item, "fixturenames", ()) for maker in _chain(_module(item), name)
    )
    return any(maker.builder.__name__ == HOUSE for maker in makers)


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


def _layers_of(item: pytest.Item) -> list[str]:
    names = [name for name in getattr(item, "fixturenames", ()) if _chain(_module(item), name)]
    return sorted(names)


def _module(item: pytest.Item) -> str:
    return getattr(getattr(item, "module", None), "__name__", "")


def _wanted(request: pytest.FixtureRequest) -> list[_Maker]:
    """The layers of a test, each after the one that it rests on."""
    wanted: list[_Maker] = []
    if _commits(request.node) or time_machine.escape_hatch.is_travelling():
        return wanted
    for name in request.fixturenames:
        for maker in _chain(_module(request.node), name):
            if maker not in wanted:
                wanted.append(maker)
    return wanted


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    asked = bool(marker and marker.kwargs.get("transaction"))
    return asked or "transactional_db" in getattr(item, "fixturenames", ())


def _chain(module: str, name: str) -> list[_Maker]:
    """The maker of a fixture after those that it rests on; empty where the fixture is an ordinary one."""
    borrowed = _fixtures.get(id(getattr(sys.modules.get(module), name, None)))
    maker = _makers.get((module, name)) or borrowed or _makers.get(("", name))
    if not maker:
        return []
    return [*_chain(module, maker.after), maker]


def _stand_on(wanted: list[_Maker]) -> None:
    """Roll back what is not wanted, make what is missing, and copy the values for one test."""
    _copies.clear()
    same = 0
    for layer, maker in zip(_layers, wanted, strict=False):
        if layer.maker != maker or not _stands(layer):
            break
        same += 1
    forget(same)
    for maker in wanted[same:]:
        _add(maker)
    if _layers:
        _copies.update(deepcopy(_layers[-1].values))  # together: what they share stays shared


def _stands(layer: _Layer) -> bool:
    lost = connection.closed_in_transaction or layer.session is not connection.connection
    return not lost and layer.made_on == timezone.localdate()


def _add(maker: _Maker) -> None:
    values = deepcopy(_layers[-1].values) if _layers else {}
    below = [value for builder, value in values.items() if builder.__name__ == maker.after]
    atomic = transaction.atomic()
    atomic.__enter__()
    with override_settings(DEMO=True), translation.override("en"), sight(EVERYTHING):
        values[maker.builder] = maker.builder(*below)
    _layers.append(_Layer(maker, values, atomic, connection.connection, timezone.localdate()))
