"""`manage.py new_key`: prints a fresh key for HANDSCHLAG_ENCRYPTION_KEYS."""

from django.core.management.base import BaseCommand

from partnerships.shared.secrets import new_key


class Command(BaseCommand):
    """Prints one key; nothing is stored."""

    help = "Print a fresh key for HANDSCHLAG_ENCRYPTION_KEYS."

    def handle(self, *args: object, **options: object) -> None:
        """Prints a new key."""
        self.stdout.write(new_key())
