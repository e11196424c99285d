"""Letters: a row now, posted after commit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    """The outbox of the mail."""

    name = "partnerships.shared.letters"
    label = "letters"
    verbose_name = _("Letters")

    def ready(self) -> None:
        """Offer the staff page of letters."""

        from partnerships.shared.chrome import Place
        from partnerships.shared.registry import navigation
        from partnerships.shared.staff import is_administrator

        place = Place(_("Letters"), "letters:list")
        navigation.add(
            "letters", lambda account: place if is_administrator(account) else None, order=90
        )
