"""The house's settings with the app of tests, for a worker beside a test."""

from pathlib import Path

from config.settings import *  # noqa: F403, TID251
from config.settings import INSTALLED_APPS, TEMPLATES  # noqa: TID251

INSTALLED_APPS = [*INSTALLED_APPS, "tests.sealing.house.HouseConfig"]
TEMPLATES = [{**TEMPLATES[0], "DIRS": [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]}]
