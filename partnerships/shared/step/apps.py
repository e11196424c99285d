"""Steps: how every form of the house is asked, and that it counts once."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StepConfig(AppConfig):
    """Holds what was done by which form, for a day."""

    name = "partnerships.shared.step"
    label = "step"
    verbose_name = _("Forms that were sent")
