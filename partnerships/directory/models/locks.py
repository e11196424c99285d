"""Locks that have no row: one transaction at a time, until it ends."""

from enum import IntEnum

from django.db import connection


class Lock(IntEnum):
    """What only one transaction at a time may do; the numbers are known to the database alone."""

    TREE = 20_260_601  # put organisations below others: two at a time could close a circle together
    SUCCESSION = 20_260_602  # say what came after what: the same
    IMPORT = 20_261_122  # import: two files with the same new organisation must not enter it twice


def wait_for(lock: Lock) -> None:
    """Waits until no other transaction has it, and keeps it until one's own ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock.value])
