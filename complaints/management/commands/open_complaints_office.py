"""`manage.py open_complaints_office NUMBER`: the office of an authority, with a key of its own."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from complaints.actions.offices import enter_first_rows, make_key, set_up_office
from complaints.models import Office
from partnerships.directory.models import Organisation


class Command(BaseCommand):
    """Makes the key once; a second call changes telephone and day alone."""

    help = (
        "Opens the complaints office of an authority (its number in the directory) from today on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The authority, and the telephone number on the pages."""
        parser.add_argument("authority", type=int, help="number of the organisation")
        parser.add_argument("--phone", default="", help="whom people call who cannot write")
        parser.add_argument(
            "--new-key", action="store_true", help="make a new key although there is one"
        )

    def handle(self, *args: object, **options: Any) -> None:
        """Prints the two halves of the private key, once."""
        authority = Organisation.objects.filter(pk=options["authority"]).first()
        if authority is None:
            raise CommandError(f"There is no organisation with the number {options['authority']}.")
        office = set_up_office(
            authority, phone=str(options["phone"]), opened_on=timezone.localdate()
        )
        enter_first_rows()
        if office.newest_key() is None or options["new_key"]:
            one, two = make_key(office)
            self.stdout.write("Two people keep one half each, sealed, apart from each other:\n")
            self.stdout.write(f"{one}\n\n{two}\n")
        if Office.objects.receiving().filter(pk=office.pk).exists():
            self.stdout.write(f"The complaints office of {authority} receives.")
            return
        self.stdout.write(
            f"The complaints office of {authority} is set up. It receives as soon as all that is noted which the page"
            f" {settings.SITE_URL}{reverse('complaints:readiness')} names."
        )
