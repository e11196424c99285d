"""Why a file is not taken, as a code."""


class Refused(Exception):
    """The file is not taken; `code` is a key of `uploads.REFUSALS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
