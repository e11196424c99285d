"""Offered languages, and content in languages: one row per text and language.

Source: decision 0009 (content in languages).
"""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """How a text came into its language."""

    WRITTEN = "written", _("written")
    TRANSLATED = "translated", _("translated")
    MACHINE = "machine", _("translated by machine")


class ContentLanguage(models.TextChoices):
    """Languages in which agreements and goals are written today."""

    GERMAN = "de", _("German")
    ENGLISH = "en", _("English")


def content_language(language: str | None = None) -> str:
    """The wanted language if content is kept in it, otherwise German, which governs."""
    wanted = (language or get_language() or settings.LANGUAGE_CODE)[:2]
    return wanted if wanted in ContentLanguage.values else ContentLanguage.GERMAN.value


def text_in(row: object, field: str, language: str | None = None) -> str:
    """A short text that a row keeps as `field` and `field_en`: in the language, or as it was given."""
    english = getattr(row, f"{field}_en") if content_language(language) == "en" else ""
    return english or getattr(row, field)


class TextInLanguage(models.Model):
    """Base of a text's row in one language. `outdated` says that the governing text changed since."""

    language = models.CharField(_("language"), max_length=2, choices=ContentLanguage)
    origin = models.CharField(_("origin"), max_length=12, choices=Origin, default=Origin.WRITTEN)
    outdated = models.BooleanField(_("outdated"), default=False)

    class Meta:
        abstract = True
