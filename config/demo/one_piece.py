"""The load is one transaction: nothing of it is ever taken back alone."""

import contextlib
from collections.abc import Iterator

from django.db import connection, transaction

from partnerships.shared.checked import left_to_the_database


@contextlib.contextmanager
def in_one_piece() -> Iterator[None]:
    """All of the block or nothing, without savepoints: they would be two statements in five.

    An error inside, also one that an action catches, ends the whole load.
    """
    features, before = connection.features, connection.features.uses_savepoints
    with transaction.atomic(), left_to_the_database():
        features.uses_savepoints = False
        try:
            yield
        finally:
            features.uses_savepoints = before
