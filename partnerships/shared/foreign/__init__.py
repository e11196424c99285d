"""Files of strangers are taken apart here, in the bounded child alone: nothing of Django, no settings, no texts."""

MOST_POINTS = 40_000_000  # of a picture; A4 at 600 dots an inch has 35 million
MOST_PACKED_POINTS = (
    25_000_000  # of HEIF and WebP: their libraries need more memory; a telephone makes 24 million
)
