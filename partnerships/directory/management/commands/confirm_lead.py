"""`manage.py confirm_lead`: where no witness exists, a document stands for the second person."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from partnerships.directory.actions.appointments import appoint_by_document
from partnerships.directory.models import Account, Organisation


class Command(BaseCommand):
    """Shown everywhere as "by document, no second person", and told to all leads of its partnerships."""

    help = (
        "Confirm the lead representative of an organisation by a document, such as a board resolution or a signed"
        " agreement. For installations in which no independent witness exists yet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, for whom, and on which paper it rests."""
        parser.add_argument("email", help="address with which the person signs in")
        parser.add_argument(
            "organisation", type=int, help="number of the organisation (in its address)"
        )
        parser.add_argument(
            "--document", required=True, help="title, day and place of the document"
        )
        parser.add_argument("--may-not-sign", action="store_true", help="leads, but does not sign")

    def handle(self, *args: object, **options: Any) -> None:
        """Raises: CommandError where somebody or something is not there."""
        account = Account.objects.filter(email__iexact=options["email"], is_active=True).first()
        if account is None or getattr(account, "person", None) is None:
            raise CommandError("No account has this address.")
        organisation = Organisation.objects.present().filter(pk=options["organisation"]).first()
        if organisation is None:
            raise CommandError("There is no organisation with this number.")
        try:
            appoint_by_document(
                account.person,
                organisation,
                document=options["document"],
                may_sign=not options["may_not_sign"],
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"{account.person} leads {organisation} (by document, no second person).")
