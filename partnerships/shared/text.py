"""Text that people typed, cleaned of invisible characters."""

import re
import unicodedata

# Invisible characters that change what a reader sees without showing themselves: controls (but
# line feed and tab), embeddings, overrides and isolates of direction, annotation and tag
# characters, byte order marks, lone surrogates, noncharacters. The joiners (200C, 200D) and the
# two plain direction marks (200E, 200F) stay: Persian and Arabic need them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def clean_text(value: str) -> str:
    """The text in composed Unicode, lines ended by a line feed, invisible characters taken out.

    Markup is not touched: it is text like any other and is escaped where it is shown.
    """
    lines = LINE_ENDS.sub("\n", str(value))
    return INVISIBLE.sub("", unicodedata.normalize("NFC", lines))
