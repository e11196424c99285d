"""`script/server`: from nothing to READY, and back."""

import time

from config.embedded import children, ports, signals, static
from config.embedded.programs import PREPARE, start_clock, start_web, start_worker
from config.embedded.stack import Stack
from config.embedded.terminal import say, step
from config.embedded.trouble import Refused, Stopped
from config.embedded.welcome import welcome


def serve() -> None:
    """Start everything, say so, and stay until the end is asked for.

    Raises: Refused when something cannot start or ends by itself.
    """
    began = time.monotonic()
    port = ports.chosen()
    with Stack() as stack:
        ports.must_be_free(port)
        try:
            _start(stack, port)
            say(welcome(time.monotonic() - began, port, _demo(stack)))
            _watch(stack)
        except Stopped:
            say("Stopping …")
    say("Stopped.")


def _start(stack: Stack, port: int) -> None:
    logs, site = stack.places.logs, stack.for_site()
    with static.collecting(site, logs):
        with step("Services"):
            stack.start_services()
        say(children.run("prepare", PREPARE, environment=stack.for_owner(), logs=logs).strip())
    # The clock comes last: nobody waits for it, and the first two have a core each.
    with step("Pages"):
        stack.add(start_web(site, logs, port))
        stack.add(start_worker(site, logs))
        _wait_until_ready(stack, port)
    stack.add(start_clock(site, logs))


def _wait_until_ready(stack: Stack, port: int, seconds: float = 180) -> None:
    host = stack.for_site()["ALLOWED_HOSTS"].split(",")[0] if not _demo(stack) else "localhost"
    last = (0, "")

    def ready() -> bool:
        nonlocal last
        stack.check()
        last = ports.answer(port, "/readyz", host)
        return last[0] == 200

    if not signals.wait_for(ready, seconds):
        raise Refused(
            f"The site is not ready after {seconds:.0f} seconds. "
            f"/readyz says ({last[0]}):\n{last[1]}"
        )


def _watch(stack: Stack) -> None:
    while not signals.asked:
        stack.check()
        time.sleep(0.2)
    raise Stopped


def _demo(stack: Stack) -> bool:
    return stack.for_site()["HANDSCHLAG_DEMO"].lower() in ("1", "true", "yes", "on")
