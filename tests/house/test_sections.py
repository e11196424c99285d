"""The menu marks where one is, also on the pages below a section. Source: issue 13, point 1."""

import re

import pytest

from tests.house.addresses import path_of
from tests.house.scene import Scene

MARKED = re.compile(r'<a href="([^"]+)" aria-current="page"')
TABS = re.compile(r'<nav class="app-tabs".*?</nav>', re.DOTALL)
NAV = re.compile(r'<nav class="app-nav".*?</nav>', re.DOTALL)


@pytest.mark.parametrize(
    ("address", "sample", "section"),
    [
        ("directory:home", "", "/home/"),
        ("directory:partnerships", "", "/partnerships/"),
        ("directory:partnership", "north", "/partnerships/"),
        ("directory:body", "north", "/partnerships/"),
        ("directory:commitments", "north", "/partnerships/"),
        ("directory:organisations", "", "/organisations/"),
        ("directory:people", "", "/people/"),
        ("directory:invitations", "", "/people/"),
        ("agreements:list", "", "/agreements/"),
        ("agreements:detail", "draft", "/agreements/"),
        ("documents:list", "", "/documents/"),
    ],
)
def test_one_section_is_marked(scene: Scene, address: str, sample: str, section: str) -> None:
    page = scene.cast.client("liaison").get(path_of(scene, address, sample or "-")).content.decode()
    found = NAV.search(page)
    assert found is not None
    assert MARKED.findall(found[0]) == [section]


@pytest.mark.parametrize(
    ("address", "tab"),
    [
        ("directory:partnership", "/partnerships/{}/"),
        ("directory:partners", "/partnerships/{}/partners/"),
        ("directory:partner", "/partnerships/{}/partners/"),
        ("directory:body", "/partnerships/{}/bodies/"),
        ("directory:project", "/partnerships/{}/projects/"),
        ("directory:commitments", "/partnerships/{}/projects/"),
        ("agreements:of_partnership", "/agreements/of/{}/"),
    ],
)
def test_the_tabs_of_the_partnership_stay(scene: Scene, address: str, tab: str) -> None:
    page = scene.cast.client("liaison").get(path_of(scene, address, "north")).content.decode()
    found = TABS.search(page)
    assert found is not None
    assert MARKED.findall(found[0]) == [tab.format(scene.cast.north.pk)]
