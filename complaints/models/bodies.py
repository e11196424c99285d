"""Bodies outside the police to which somebody can turn as well, or instead."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.privacy import fields


@fields(
    harmless="name place for_whom for_whom_en identity identity_en time_limit time_limit_en languages contact url"
)
class OutsideBody(Checked):
    """Kept by administrators. Where a text is one of those that we ship, pages show it in their language, else in German."""

    name = Line(_("name"), max_length=160, unique=True)
    place = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    for_whom = Line(_("what it is for"), max_length=300)
    for_whom_en = Line(_("what it is for, in English"), max_length=300)
    identity = Line(_("with or without a name"), max_length=300)
    identity_en = Line(_("with or without a name, in English"), max_length=300)
    time_limit = Line(_("time limit"), max_length=300, blank=True)
    time_limit_en = Line(_("time limit, in English"), max_length=300, blank=True)
    languages = Line(_("languages"), max_length=200, blank=True)
    contact = Line(_("address"), max_length=200, blank=True)
    url = models.URLField(_("page"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("body outside the police")
        verbose_name_plural = _("bodies outside the police")
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.name
