"""`manage.py invite_admin you@example.org "Family name"`: the first people of an installation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from partnerships.directory.actions.invitations import invite_first


class Command(BaseCommand):
    """Sends the invitations; a link works once, for fourteen days."""

    help = "Invite the first administrator, and the first data protection officer, of this installation."

    def add_arguments(self, parser: CommandParser) -> None:
        """Address and family name of the administrator, and of the second person."""
        parser.add_argument("email")
        parser.add_argument("family_name")
        parser.add_argument("--data-protection", nargs=2, metavar=("EMAIL", "FAMILY_NAME"))
        parser.add_argument("--language", default="de")

    @transaction.atomic
    def handle(self, *args: object, **options: Any) -> None:
        """Raises: CommandError when somebody holds the role already."""
        people = [("administrator", options["email"], options["family_name"])]
        if options["data_protection"]:
            people.append(("data_protection", *options["data_protection"]))
        for role, email, name in people:
            try:
                invite_first(role, email=email, family_name=name, language=options["language"])
            except ValueError as error:
                raise CommandError(f"{error}: administrators invite the next ones.") from error
            except ValidationError as error:
                raise CommandError(f"{email}: {' '.join(error.messages)}") from error
            self.stdout.write(f"The invitation to {email} is on its way.")
