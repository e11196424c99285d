"""In which grammar a text was typed: 1 is the former Markdown, 2 is marked text (decision 0027)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Format(models.IntegerChoices):
    """The number stands with each text, also in a frozen wording, where its absence means FORMER."""

    FORMER = 1, _("former notation")
    MARKED = 2, _("as typed")
