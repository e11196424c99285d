"""`manage.py sweep`: hint again at late documents, letters and checks of the log, for hosts whose own scheduler is the clock."""

from django.core.management.base import BaseCommand

from partnerships.shared.audit.tasks import sweep as sweep_checks
from partnerships.shared.documents.tasks import sweep as sweep_documents
from partnerships.shared.letters.tasks import sweep as sweep_letters


class Command(BaseCommand):
    """Does once what the clock does every twenty seconds; harmless beside it."""

    help = "Hint again at documents, letters and checks of the log that wait too long."

    def handle(self, *args: object, **options: object) -> None:
        """Says how many hints went out."""
        self.stdout.write(
            f"documents: {sweep_documents()}, letters: {sweep_letters()}, checks: {sweep_checks()}"
        )
