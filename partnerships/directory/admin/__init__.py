"""The directory's tables for administrators. What is hidden and why: decision 0012."""

from partnerships.directory.admin import organisations, partnerships, people

__all__ = ["organisations", "partnerships", "people"]
