"""What cameras and programs write into a JPEG beside the picture. Pure. Source: ITU-T T.81, annex B."""

import re

BEGIN, SCAN, END = 0xD8, 0xDA, 0xD9
COMMENT = 0xFE
# Of the application's segments: JFIF, the colours of Adobe; of APP2 the colour profile alone.
APPLICATIONS = range(0xE0, 0xF0)
KEPT, PROFILE = (0xE0, 0xEE), (0xE2, b"ICC_PROFILE\0")
NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # the marker behind the points of a scan


def without_marks(data: bytes) -> bytes:
    """The same picture without place, device, comments and what lies behind its end; as it is where it is no JPEG."""
    if data[:2] != bytes([0xFF, BEGIN]):
        return data
    kept, at = [data[:2]], 2
    while found := NEXT.search(data, at):
        at = found.start()
        marker = data[at + 1]
        if marker == END:
            return b"".join([*kept, data[at : at + 2]])
        behind = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == SCAN:
            following = NEXT.search(data, behind)
            behind = following.start() if following else len(data)
        if _stays(marker, data[at + 4 : at + 16]):
            kept.append(data[at:behind])
        at = behind
    return b"".join(kept)


def _stays(marker: int, beginning: bytes) -> bool:
    if marker in APPLICATIONS:
        return marker in KEPT or (marker == PROFILE[0] and beginning == PROFILE[1])
    return marker != COMMENT
