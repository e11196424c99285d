"""An app for workers beside a test: a sealed kind that draws whole agreements."""

from typing import Any

from django.apps import AppConfig
from django.db.models import Q

SLUG = "sealing_tests.agreement"


class HouseConfig(AppConfig):
    """Lays the kind on the shelf."""

    name = "tests.sealing"
    label = "sealing_tests"

    def ready(self) -> None:
        """In the worker and in the test's own process."""
        lay_down()


def lay_down() -> None:
    """Once a process."""
    from partnerships.shared.documents.kinds import DocumentKind
    from partnerships.shared.registry import document_kinds

    if SLUG not in document_kinds:
        kind = DocumentKind(
            SLUG, "Agreement", "sealing_tests/agreement.html", _nobody, True, _evidence
        )
        document_kinds.add(SLUG, kind)


def _nobody(account: Any) -> Q:
    return Q(pk__in=[])


def _evidence(document: Any) -> list[Any]:
    from tests.sealing.scenes import AT, EVIDENCE, Enclosure

    return [Enclosure("evidence.json", EVIDENCE, "Evidence", AT)]
