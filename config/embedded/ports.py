"""The port of the web server: read, tried, waited for."""

import http.client
import os
import socket

from config.embedded.trouble import Refused


def chosen() -> int:
    """PORT, or 8000. Raises: Refused when it is no port."""
    wanted = os.environ.get("PORT") or "8000"
    if not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise Refused(f"PORT is {wanted!r}: write a number from 1 to 65535.")
    return int(wanted)


def must_be_free(port: int) -> None:
    """Raises: Refused when another program listens there."""
    with socket.socket() as probe:
        # As the web server does: connections that are just closing do not count as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Refused(
                f"Port {port} cannot be used ({error.strerror}): another program may hold it.\n"
                f"Stop that program, or choose another port: PORT={port % 65535 + 1} script/server"
            ) from error


def answer(port: int, path: str, host: str) -> tuple[int, str]:
    """Status and text of one request; (0, reason) when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": host})
        got = connection.getresponse()
        return got.status, got.read(2000).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)
    finally:
        connection.close()
