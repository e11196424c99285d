"""How long texts may be, in characters."""

TITLE_LIMIT = 200
NOTE_LIMIT = 4000
HEADING_LIMIT = 200
BODY_LIMIT = 20_000
