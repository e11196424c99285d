"""What changes an agreement: each verb an atomic function with `by=`, its rule, and its event."""

from django.core.exceptions import ValidationError


class Conflict(ValidationError):
    """Somebody else changed the same thing since the form was opened; nothing was overwritten."""
