"""What ends a start: told to a person in a sentence, never as a stack trace."""


class Refused(Exception):
    """The start cannot go on; the message says why and what to do."""


class Stopped(Exception):
    """Somebody asked for the end (Ctrl-C, TERM) while we were waiting for something."""
