"""Why a document cannot be sealed; apart from what loads pyHanko."""


class CannotSeal(Exception):
    """Trying again will not help before somebody has set it right; `code` says what."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


class NoTimeStamp(Exception):
    """The time-stamp service does not answer: worth trying again."""


# `code` of CannotSeal. Pages explain them: templates/documents/seal_failure.html.
NO_CERTIFICATE = "seal_missing"
UNREADABLE = "seal_unreadable"
NOT_A_PAIR = "seal_not_a_pair"
EXPIRED = "seal_expired"
NOT_YET = "seal_not_yet"
WRONG_PURPOSE = "seal_purpose"
