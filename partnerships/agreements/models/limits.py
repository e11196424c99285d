"""How long texts may be, in characters; and how long a meeting after an incident may wait."""

TITLE_LIMIT = 200
NOTE_LIMIT = 4000
HEADING_LIMIT = 200
BODY_LIMIT = 20_000
LONGEST_WAIT = 720  # hours from an incident to the meeting: 30 days
