"""What changes an agreement: each verb an atomic function with `by=`, its rule, and its event."""

from partnerships.agreements.actions.versions import changing
from partnerships.shared.versions import Conflict

__all__ = ["Conflict", "changing"]
