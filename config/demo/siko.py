"""Sicherheitskooperation Ruhr: 22 partners, a committee of 8 seats, an office, seven expert groups."""

from config.demo import partnerships
from config.demo.registry import Loaded
from partnerships.directory.models import Account


def load(loaded: Loaded, *, by: Account) -> None:
    """The partnership as its report for 2020/2021 shows it; it has no agreement that is public."""
    partnerships.load("siko", loaded, by=by)
