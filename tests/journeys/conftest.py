"""Journeys refuse a lot on purpose: nobody reads that log."""

import logging

import pytest


@pytest.fixture(autouse=True)
def quiet():
    """Refusals are meant."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)
