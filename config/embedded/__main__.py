"""The command line: `python -m config.embedded [--services] [COMMAND …]`; see --help."""

import argparse
import sys

from config.embedded import signals
from config.embedded.server import serve
from config.embedded.services import run_command, run_services
from config.embedded.terminal import complain
from config.embedded.trouble import Refused, Stopped


def main() -> int:
    """Exit code 0 after an asked-for end, 1 with a sentence when something was in the way."""
    options = _options()
    signals.remember()
    try:
        if options.command:
            return run_command(options.command, throwaway=options.throwaway)
        if options.services:
            run_services(throwaway=options.throwaway, until_eof=options.until_eof)
        else:
            serve()
    except Refused as refused:
        complain(str(refused))
        return 1
    except Stopped:
        pass
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m config.embedded", description="Start Handschlag on this machine."
    )
    parser.add_argument(
        "--services", action="store_true", help="only PostgreSQL and Redis; print their variables"
    )
    parser.add_argument(
        "--throwaway",
        action="store_true",
        help="with --services: fast, not safe against a power cut",
    )
    parser.add_argument(
        "--until-eof", action="store_true", help="with --services: end when standard input closes"
    )
    parser.add_argument(
        "command", nargs=argparse.REMAINDER, help="run this with the services, then stop them"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
