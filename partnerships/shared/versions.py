"""Two people with the same form open: the second one is told, and nothing is overwritten silently."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class Conflict(ValidationError):
    """Somebody else changed the same thing since the form was opened; nothing was overwritten."""


class VersionedForm(forms.Form):
    """Carries the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def conflict(self, version: int) -> None:
        """Say so, keep what was typed, and let a deliberate second save through."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        self.data["version"] = str(version)  # type: ignore[index]
        self.add_error(
            None,
            _(
                "Somebody changed this while you were writing. Nothing was overwritten: your words are in the form,"
                " theirs below it. Compare them, then save again."
            ),
        )
