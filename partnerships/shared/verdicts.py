"""The answer a rule gives: yes, or no and why."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


@dataclass(frozen=True)
class Verdict:
    """True when allowed; otherwise `reason` says why not, ready to show to the person."""

    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return not self.reason

    def enforce(self) -> None:
        """Raises: PermissionDenied with the reason when refused."""
        if self.reason:
            raise PermissionDenied(self.reason)


ALLOWED = Verdict()


def refused(reason: str | Promise) -> Verdict:
    """No, and why."""
    return Verdict(reason)


def allowed_if(condition: object, otherwise: str | Promise) -> Verdict:
    """ALLOWED when the condition holds, otherwise refused with the sentence."""
    return ALLOWED if condition else refused(otherwise)
