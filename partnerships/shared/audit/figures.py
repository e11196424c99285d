"""The arithmetic of the seals. Pure: events in, digests and findings out."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol


def year_of(moment: datetime) -> int:
    """The year whose closing lets an event be dropped: UTC, as the trigger in the database counts."""
    return moment.astimezone(UTC).year


class Event(Protocol):
    """What of an event is sealed."""

    id: int
    what: str
    at: datetime
    by_id: int | None
    capacity: str
    target_label: str
    target_id: int
    facts: dict[str, object]
    controller_id: int | None


class Seal(Protocol):
    """What of a seal is compared; `events`: how many it covers."""

    pk: int
    digest: str
    previous_digest: str
    events: int


def line_of(event: Event) -> bytes:
    """What of an event is sealed. Without a controller it is the line from before there was one."""
    values = [
        event.id,
        event.what,
        event.at.isoformat(),
        event.by_id,
        event.capacity,
        event.target_label,
        event.target_id,
        event.facts,
    ]
    if event.controller_id is not None:
        values.append(event.controller_id)
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(previous: str, events: Iterable[Any], line: Callable[[Any], bytes] = line_of) -> str:
    """SHA-256 over the former digest and every event, one line each, in the order of their numbers.

    `line`: what of an event is sealed, for logs of other rooms.
    """
    total = hashlib.sha256(previous.encode())
    for event in events:
        total.update(b"\n" + line(event))
    return total.hexdigest()


@dataclass
class Finding:
    """What a check of the chain found. Shape: `wrong` and `dropped` list numbers of seals."""

    seals: int = 0
    events: int = 0
    unsealed: int = 0
    wrong: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    broken_links: list[int] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Nothing was altered and no link is missing; dropped closed years are no fault."""
        return not (self.wrong or self.broken_links)


def check_seal(
    finding: Finding,
    seal: Seal,
    previous: str,
    events: Sequence[Any],
    closed: bool,
    line: Callable[[Any], bytes] = line_of,
) -> None:
    """Add one seal to the finding. `closed`: every event of it lies in a closed year that may be dropped."""
    finding.seals += 1
    finding.events += len(events)
    if seal.previous_digest != previous:
        finding.broken_links.append(seal.pk)
    if digest_of(seal.previous_digest, events, line) == seal.digest and len(events) == seal.events:
        return
    (finding.dropped if not events and closed else finding.wrong).append(seal.pk)
