"""Agreements for administrators, a file a subject: days, states and numbers. Their text is not theirs to read."""

from partnerships.agreements.admin import consultation, life, rounds, text

__all__ = ["consultation", "life", "rounds", "text"]
