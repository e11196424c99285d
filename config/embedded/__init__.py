"""Handschlag in one command: PostgreSQL and Redis from wheels, worker, clock and web server.

`python -m config.embedded` starts everything and stops everything; `--services` starts only the
two services and prints the environment that reaches them. Only `prepare`, a child of its
own, imports Django.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
