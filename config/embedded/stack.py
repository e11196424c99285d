"""Everything that is started, in order; and everything that is stopped, in its own order."""

import shutil
from typing import Self

from config.embedded import environment, leftovers, places, postgres, redis, roles
from config.embedded.children import Child
from config.embedded.passwords import load_or_make
from config.embedded.terminal import say
from config.embedded.trouble import Refused


class Stack:
    """The children of one data folder; as a context, its end stops every child that was started."""

    def __init__(self) -> None:
        self.places = places.prepare()
        self.lock = places.lock(self.places)
        self.children: list[Child] = []
        ended = leftovers.end_all(self.places)
        if ended:
            say(f"Ended what an earlier start had left running: {', '.join(ended)}.")
        self.secrets = load_or_make(self.places)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def add(self, child: Child) -> Child:
        """From now on the child is ours to stop."""
        self.children.append(child)
        leftovers.record(self.places, child)
        return child

    def start_services(self, *, throwaway: bool = False) -> None:
        """PostgreSQL with its roles, and Redis. Raises: Refused, Stopped."""
        places.prepare_sockets(self.places)
        broker = self.add(redis.start(self.places))
        password = self.secrets["postgres"]
        database = self.add(postgres.start(self.places, password, throwaway=throwaway))
        redis.wait(self.places, broker)
        with postgres.wait(self.places, database, password) as connection:
            roles.ensure(connection, self.secrets)

    def for_site(self) -> dict[str, str]:
        """The variables of web, worker and clock."""
        return environment.for_site(self.places, self.secrets)

    def for_owner(self) -> dict[str, str]:
        """The variables of migrations and of the demo's load."""
        return environment.for_owner(self.places, self.secrets)

    def check(self) -> None:
        """Raises: Refused when a child has ended by itself."""
        for child in self.children:
            if child.ended:
                raise Refused(
                    f"The {child.name} ended by itself (code {child.process.returncode}), "
                    f"so everything is stopped. The end of {child.log}:\n{child.last_words()}"
                )

    def stop(self) -> None:
        """Web, clock, worker, PostgreSQL, Redis: who needs a service goes before it."""
        for child in sorted(self.children, key=lambda child: leftovers.ORDER.index(child.name)):
            child.stop()
            leftovers.forget(self.places, child)
        self.children = []
        shutil.rmtree(self.places.sockets, ignore_errors=True)  # may lie outside the data folder
        self.lock.close()
