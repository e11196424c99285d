"""Meetings: planned, answered, moved, held."""
