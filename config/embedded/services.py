"""`--services`: only PostgreSQL and Redis, for tests, benches and single commands."""

import os
import select
import shlex
import subprocess
import sys
import time

from config.embedded import environment, signals
from config.embedded.stack import Stack
from config.embedded.terminal import say


def run_services(*, throwaway: bool, until_eof: bool) -> None:
    """Start both, print the variables as shell lines and `# ready`, and stay.

    `until_eof`: also end when standard input closes, so that a killed caller leaves nothing behind.
    Raises: Refused, Stopped.
    """
    with Stack() as stack:
        stack.start_services(throwaway=throwaway)
        for name, value in _variables(stack).items():
            say(f"export {name}={shlex.quote(value)}")
        say("# ready")
        while not signals.asked and not (until_eof and _closed()):
            stack.check()
            if not until_eof:
                time.sleep(0.2)


def run_command(command: list[str], *, throwaway: bool) -> int:
    """Run `command` with both services behind it; its exit code.

    Raises: Refused, Stopped.
    """
    with Stack() as stack:
        stack.start_services(throwaway=throwaway)
        # In our process group: Ctrl-C reaches it from the terminal, and we only wait for its end.
        environ = {**os.environ, **_variables(stack)}
        with subprocess.Popen(command, env=environ) as process:
            while process.poll() is None:
                if signals.asked:
                    process.terminate()
                    process.wait(30)
                time.sleep(0.05)
        return process.returncode


def _variables(stack: Stack) -> dict[str, str]:
    return environment.services(stack.places, stack.secrets) | environment.owner(
        stack.places, stack.secrets
    )


def _closed() -> bool:
    """Wait up to a fifth of a second for the end of standard input."""
    readable, _, _ = select.select([sys.stdin], [], [], 0.2)
    return bool(readable) and not os.read(sys.stdin.fileno(), 1024)
