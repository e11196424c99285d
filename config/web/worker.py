"""gunicorn's worker whose requests are read by waitress."""

import logging
import resource
import socket
import time
from typing import Any

from gunicorn.workers.base import Worker
from waitress import buffers, wasyncore
from waitress.adjustments import Adjustments
from waitress.task import ThreadedTaskDispatcher

from config.web import limits
from config.web.channels import Server, TcpServer, UnixServer
from partnerships.shared.encrypted_file import EncryptedFile

LOOK_SECONDS = 1.0  # between two looks at the order to stop
TIDY_SECONDS = 2  # between two looks for connections that are too slow

Sockets = dict[int, Any]  # waitress' servers and channels, by the number of their file


class WholeRequests(Worker):
    """One loop reads and writes, so many threads work; what is large lies in encrypted files."""

    def run(self) -> None:
        """Until gunicorn says stop; then what runs is finished."""
        _open_many_files()
        # waitress knows no setting for it; tests/web/test_slow_visitors.py looks for clear text.
        buffers.TempfileBasedBuffer.newfile = lambda _buffer: EncryptedFile()
        # A queue is no fault: it says so at every request that waits.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        sockets: Sockets = {}
        servers = self._servers(sockets)
        while self.alive:
            self._turn(sockets)
        self._finish(servers, sockets)

    def _turn(self, sockets: Sockets, seconds: float = LOOK_SECONDS) -> None:
        self.notify()
        wasyncore.loop(timeout=seconds, use_poll=True, map=sockets, count=1)

    def _servers(self, sockets: Sockets) -> list[Server]:
        hands = ThreadedTaskDispatcher()
        hands.set_thread_count(limits.THREADS)
        made = []
        for listener in self.sockets:
            listening = listener.sock
            listening.setblocking(False)
            where = (listening.family, listening.type, listening.proto, listening.getsockname())
            kind = UnixServer if listening.family == socket.AF_UNIX else TcpServer
            made.append(
                kind(
                    self.wsgi,
                    sockets,
                    _sock=listening,
                    dispatcher=hands,
                    adj=_adjusted(),
                    sockinfo=where,
                    bind_socket=False,
                )
            )
        return made

    def _finish(self, servers: list[Server], sockets: Sockets) -> None:
        """No new connection; answers that are being made are sent."""
        for server in servers:
            server.accepting = False
            server.del_channel(sockets)
        until = time.monotonic() + self.cfg.graceful_timeout
        while time.monotonic() < until and any(_works(server) for server in servers):
            self._turn(sockets, 0.05)
        servers[0].task_dispatcher.shutdown(timeout=1)


def _works(server: Server) -> bool:
    return any(each.requests or each.total_outbufs_len for each in server.active_channels.values())


def _adjusted() -> Adjustments:
    return Adjustments(
        threads=limits.THREADS,
        connection_limit=limits.CONNECTIONS,
        channel_timeout=limits.IDLE_SECONDS,
        cleanup_interval=TIDY_SECONDS,
        max_request_body_size=limits.LARGEST_BODY,
        inbuf_overflow=limits.KEPT_IN_MEMORY,
        outbuf_overflow=limits.KEPT_IN_MEMORY,
        outbuf_high_watermark=limits.UNREAD,
        asyncore_use_poll=True,
        clear_untrusted_proxy_headers=False,  # the settings say whom we believe: BEHIND_PROXY
        log_socket_errors=False,
        ident="",
    )


def _open_many_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * limits.CONNECTIONS  # each may have a file for its body and one for its answer
    if 0 <= soft < wanted:
        most = wanted if hard < 0 else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
