"""The draft of an answer, its approval, and whoever is not free."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.forms.office import Sent
from complaints.languages import name_of
from complaints.lists import Cause
from complaints.models import RecusalReason, Result
from partnerships.shared.fields import ProseField

LONGEST_PART = 4000


def _part(label: Any, help_text: Any = "") -> ProseField:
    widget = forms.Textarea({"rows": 5})
    return ProseField(
        label=label, required=False, max_length=LONGEST_PART, widget=widget, help_text=help_text
    )


class DraftForm(forms.Form):
    """Its parts; for each cause of the sorting a result and reasons. What is missing may come later."""

    about = _part(_("What was complained about"), _("In your own words, as the person means it."))
    checked = _part(_("What was checked"), _("Whom you asked, what you read."))
    follows = _part(_("Apology or measure"), _("If there is none: why."))
    language = forms.ChoiceField(label=_("Language of this text"))

    def __init__(
        self, data: Sent = None, *, causes: Sequence[str], languages: list[str], parts: dict
    ) -> None:
        super().__init__(data, initial=_initial(parts))
        self.causes = causes
        language = cast(forms.ChoiceField, self.fields["language"])
        language.choices = [(code, name_of(code)) for code in dict.fromkeys(languages)]
        for place, cause in enumerate(causes):
            label = Cause(cause).label
            self.fields[f"result_{place}"] = forms.ChoiceField(
                label=_("Finding: %(cause)s") % {"cause": label},
                required=False,
                choices=Result.choices,
                widget=forms.RadioSelect,
                initial=_found(parts, cause).get("result"),
            )
            reasons = _part(_("Reasons: %(cause)s") % {"cause": label})
            reasons.initial = _found(parts, cause).get("reasons")
            self.fields[f"reasons_{place}"] = reasons
        self.order_fields(["about", "checked", *self._findings(), "follows", "language"])

    def _findings(self) -> list[str]:
        return [
            f"{name}_{place}" for place in range(len(self.causes)) for name in ("result", "reasons")
        ]

    def parts(self) -> dict[str, Any]:
        """What was typed, as it is sealed."""
        typed = self.cleaned_data
        findings = {
            cause: {name: typed[f"{name}_{place}"] for name in ("result", "reasons")}
            for place, cause in enumerate(self.causes)
        }
        return {name: typed[name] for name in ("about", "checked", "follows")} | {
            "findings": findings
        }


def _initial(parts: dict) -> dict[str, Any]:
    return {name: parts.get(name, "") for name in ("about", "checked", "follows", "language")}


def _found(parts: dict, cause: str) -> dict[str, str]:
    findings: dict[str, dict[str, str]] = parts.get("findings", {})
    return findings.get(cause, {})


class ApproveForm(forms.Form):
    """Sent or returned; whoever returns it says why."""

    decision = forms.ChoiceField(
        label=_("Your decision on the answer"),
        choices=[
            ("approve", pgettext_lazy("an answer", "Approve it: the person gets it at once")),
            ("return", pgettext_lazy("an answer", "Return it")),
        ],
        widget=forms.RadioSelect,
    )
    reason = ProseField(
        label=_("What is to be changed"),
        required=False,
        max_length=LONGEST_PART,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("If you return it."),
    )

    def clean(self) -> dict[str, Any]:
        """Raises: ValidationError where it is returned without a word."""
        typed = super().clean() or {}
        if typed.get("decision") == "return" and not typed.get("reason"):
            self.add_error("reason", _("Say what is to be changed."))
        return typed


class RecuseForm(forms.Form):
    """Why one is not free: a code, no story."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=RecusalReason.choices, widget=forms.RadioSelect
    )


class ElsewhereForm(forms.Form):
    """An organisation of the police or of the authorities above it, or nobody."""

    place = forms.TypedChoiceField(
        label=_("Other place"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Officers of this office hand on to it what concerns the office itself."),
    )

    def __init__(self, data: Sent = None, *, places: dict[int, str], initial: dict) -> None:
        super().__init__(data, initial=initial)
        field = cast(forms.ChoiceField, self.fields["place"])
        field.choices = [("", pgettext_lazy("a place", "none")), *places.items()]
