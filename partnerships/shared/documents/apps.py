"""Documents: freeze the facts, make the PDF in the background."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """The outbox of the printer."""

    name = "partnerships.shared.documents"
    label = "documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        """Offer the own documents, and the failed ones to administrators."""

        from partnerships.shared.chrome import Place
        from partnerships.shared.documents.search import KIND
        from partnerships.shared.registry import navigation, search_kinds
        from partnerships.shared.staff import is_administrator

        own, failed = (
            Place(_("Documents"), "documents:list"),
            Place(_("Failed documents"), "documents:failed"),
        )
        search_kinds.add(KIND.slug, KIND, order=60)
        navigation.add("documents", lambda account: own, order=60)
        navigation.add(
            "documents.failed",
            lambda account: failed if is_administrator(account) else None,
            order=91,
        )
