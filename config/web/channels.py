"""One visitor's connection: how much came and went, and whether it is too slow to be kept."""

import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, TcpWSGIServer, UnixWSGIServer

from config.web import limits


class Channel(HTTPChannel):
    """A connection that counts its bytes. `moved`: bytes in and out since `since`."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.moved, self.since = 0, time.monotonic()
        self.asked_since: float | None = None  # when the request that is coming in began
        super().__init__(*given, **named)

    def received(self, data: bytes) -> bool:
        """Takes some bytes of a request."""
        self.moved += len(data)
        if self.asked_since is None:
            self.asked_since = self.since = time.monotonic()
            self.moved = len(data)
        done: bool = super().received(data)
        if self.request is None:
            self.asked_since = None  # whole
        return done

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Some bytes of an answer; how many the visitor took."""
        sent: int = super().send(data, do_close)
        self.moved += sent
        return sent

    @property
    def held(self) -> int:
        """Bytes of the body that is coming in."""
        return self.request.body_bytes_received if self.request else 0

    def is_too_slow(self, now: float) -> bool:
        """Begins a new window where one is over."""
        if self._waits_for_us():
            self.moved, self.since = 0, now
            return False
        if self._owes_a_header() and self.asked_since is not None:
            return now - self.asked_since > limits.HEADER_SECONDS
        if now - self.since < limits.WINDOW:
            return False
        slow = self.moved < limits.SLOWEST * (now - self.since)
        self.moved, self.since = 0, now
        return slow

    def _waits_for_us(self) -> bool:
        """Nothing is expected of the visitor: a thread works on the request, or there is none (IDLE_SECONDS)."""
        return not self.total_outbufs_len and (bool(self.requests) or self.request is None)

    def _owes_a_header(self) -> bool:
        return self.request is not None and not self.request.headers_finished


class Server(BaseWSGIServer):
    """Lets go of connections that are idle or too slow, and of the largest when all together hold too much."""

    channel_class = Channel

    def maintenance(self, now: float) -> None:
        """Called every few seconds."""
        super().maintenance(now)
        here, there = time.monotonic(), list(self.active_channels.values())
        for channel in there:
            if channel.is_too_slow(here):
                channel.will_close = True
        open_channels = sum(channel.held for channel in there)
        for channel in sorted(there, key=lambda one: -one.held):
            if open_channels <= limits.MOST_HELD:
                return
            open_channels -= channel.held
            channel.will_close = True


class TcpServer(Server, TcpWSGIServer):
    """At an address of the network."""


class UnixServer(Server, UnixWSGIServer):
    """At a socket in the file system."""
