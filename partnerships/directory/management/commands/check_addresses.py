"""`manage.py check_addresses`: addresses that are not written as they are mailed, and those that two people have."""

from django.core.management.base import BaseCommand

from partnerships.directory.models import Account
from partnerships.directory.tidying.spellings import other_spellings


class Command(BaseCommand):
    """Only reads. Whose address it is, people must say; an administrator then changes it."""

    help = "List e-mail addresses that no letter reaches, or that another account has already."

    def handle(self, *args: object, **options: object) -> None:
        """A line each, and their number."""
        spellings = list(other_spellings())
        for one in spellings:
            why = one.wrong or f"is mailed as {one.becomes}"
            if holder := Account.objects.filter(email=one.becomes).values_list("pk").first():
                why += f", which account {holder[0]} has"
            self.stdout.write(f"{one.label} {one.pk}: {one.stored!r} {why}")
        self.stdout.write(f"{len(spellings)} addresses are not written as they are mailed.")
