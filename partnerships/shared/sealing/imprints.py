"""By what a seal is known again, also in a copy whose other bytes were changed."""

import hashlib
import re

RANGES = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+\d+\s*\]")


def imprint(contents: bytes) -> str:
    """SHA-256 of the CMS as it stands in the file, filled up with zeros."""
    return hashlib.sha256(contents).hexdigest()


def last_contents(data: bytes) -> bytes:
    """The CMS of the last signature of a file that we have just signed."""
    *_, last = RANGES.finditer(data)
    before, after = int(last[1]), int(last[2])
    return bytes.fromhex(data[before + 1 : after - 1].decode("ascii"))
