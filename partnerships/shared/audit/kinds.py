"""What an app lays on the shelf so that the log knows who is responsible. Source: decision 0013."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q


@dataclass(frozen=True)
class LogScope:
    """The audit knows no subject; whoever knows organisations answers five questions.

    `controller(by, capacity, target)`: number of the organisation in whose name something is done, or None.
    `controller_in_sql`: the same as a number or an expression, without a question to the database.
    `readable(account)`: narrows events to those the account may read; nothing for most.
    `reads_all(account)`: reads every event; only they are told numbers about the whole log.
    `in_words(codes)`: words for "directory.Representation:12", "controller:7" and the like, by code.
    """

    controller: Callable[[Any, Model | None, Any], int | None]
    controller_in_sql: Callable[[Any, Model | None, Any], Any]
    readable: Callable[[Any], Q]
    reads_all: Callable[[Any], bool]
    in_words: Callable[[Iterable[str]], dict[str, str]]
