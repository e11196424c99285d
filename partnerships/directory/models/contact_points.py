"""How an organisation is reached: by task, so that nobody has to know who is on duty."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.shared.checked import Checked
from partnerships.shared.columns import Address, Line, Telephone
from partnerships.shared.privacy import fields
from partnerships.shared.search.matching import number_words


@pghistory.track()
@fields(personal="email phone", listed="email phone", harmless="organisation label hours position")
class ContactPoint(Checked):
    """`label` says what for ("at the weekend", "press"), `hours` when. In the order of `position`."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="contact_points"
    )
    label = Line(_("what for"), max_length=120)
    email = Address(_("e-mail address"), blank=True)
    phone = Telephone(_("telephone"), max_length=40, blank=True)
    hours = Line(_("when"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ["organisation", "position", "id"]
        indexes = [GinIndex(number_words("phone"), name="contact_point_number")]
        constraints = [
            models.CheckConstraint(
                name="contact_point_has_a_way",
                condition=~models.Q(email="") | ~models.Q(phone=""),
                violation_error_message=_("Give an e-mail address or a telephone number."),
            )
        ]

    def __str__(self) -> str:
        return self.label
