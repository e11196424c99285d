"""`manage.py audit_verify`: is the log what it was when it was sealed?"""

from django.core.management.base import BaseCommand, CommandError

from partnerships.shared.audit.verification import verify


class Command(BaseCommand):
    """Prints the finding; exit code 1 when a seal does not hold."""

    help = "Check the chain of seals over the log."

    def handle(self, *args: object, **options: object) -> None:
        """Raises: CommandError with the numbers of the seals that do not hold."""
        finding = verify()
        self.stdout.write(
            f"{finding.seals} seals over {finding.events} events, {finding.unsealed} events not sealed yet, "
            f"{len(finding.dropped)} seals of dropped years."
        )
        if not finding.holds:
            raise CommandError(
                f"Altered or incomplete: seals {finding.wrong or '-'}; broken links at {finding.broken_links or '-'}"
            )
