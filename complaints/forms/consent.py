"""What somebody agrees to who has a partner write for them: asked of both, in the person's language."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.models import Forwarding, GivenBy

YES, NO = "yes", "no"


class Asked(models.TextChoices):
    """The answers of Forwarding, as one says them."""

    NOW = Forwarding.NOW.value, _("Yes, send it now")
    LATER = Forwarding.LATER.value, _("Yes, but later. Until then I can still say no")
    NO = Forwarding.NO.value, _("No, only my helpers keep it")


class Named(models.TextChoices):
    """Whether the office may open the name."""

    YES = YES, _("Yes, it may know my name")
    NO = NO, _("No, it gets everything without my name")


class Given(models.TextChoices):
    """The answers of GivenBy that helpers note."""

    WORD = GivenBy.WORD.value, _("I say it to my helpers")
    PAPER = GivenBy.PAPER.value, _("I sign it on paper")


class NamelessConsentForm(forms.Form):
    """Of somebody who gave no name."""

    forwarding = forms.ChoiceField(
        label=_("Shall the complaints office of the police get it?"),
        choices=Asked,
        widget=forms.RadioSelect,
    )
    given = forms.ChoiceField(
        label=_("How do you say this?"), choices=Given, widget=forms.RadioSelect
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django's
        for field in self.fields.values():
            field.error_messages["required"] = _("Please choose an answer.")


class ConsentForm(NamelessConsentForm):
    """Of somebody who gave one."""

    named = forms.ChoiceField(
        label=_("If it gets it: may it know your name?"),
        choices=Named,
        widget=forms.RadioSelect,
    )

    field_order = ("forwarding", "named", "given")
