"""The text of an agreement: how it is typed, counted, filled in, frozen and shown."""
