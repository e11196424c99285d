"""What the commands about complaints offices share."""

from django.core.management.base import CommandError

from complaints.models import Office


def find_office(authority: int) -> Office:
    """By the number of its authority in the directory. Raises: CommandError."""
    office = Office.objects.filter(authority=authority).select_related("authority").first()
    if office is None:
        raise CommandError(
            f"The organisation with the number {authority} has no complaints office."
        )
    return office
