"""Complaints, praise and suggestions: sealed on arrival, answered in the language they came in."""
