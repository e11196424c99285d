"""What may be typed when a text is frozen, signed, refused, or signed outside."""

from collections.abc import Collection

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.actions import codes
from partnerships.agreements.forms.base import Files, Sent
from partnerships.agreements.models import (
    AfterDeadline,
    InForceRule,
    Means,
    Party,
    Signature,
    SigningRound,
)
from partnerships.agreements.models.limits import NOTE_LIMIT
from partnerships.agreements.todo import before_ready
from partnerships.directory.models import Account
from partnerships.shared.fields import CodeField, DayField, LineField, ProseField, follow
from partnerships.shared.marked.typed import PrintedLineField
from partnerships.shared.printed_name import PrintedNameField, only_where_needed
from partnerships.shared.uploads import FileField, Kind

DIGEST = 64
YES = {
    before_ready.Kind.OUTDATED: "outdated_accepted",
    before_ready.Kind.CONTRADICTION: "contradictions_accepted",
}


class ReadyForm(forms.Form):
    """The rules of a round. `needs_yes`: what is frozen only with an explicit yes."""

    outdated_accepted = forms.BooleanField(
        label=_("Freeze the outdated translations as they are; sign page and PDF say so."),
        error_messages={
            "required": _("Some translations are outdated. Correct them, or say yes."),
        },
    )
    contradictions_accepted = forms.BooleanField(
        label=_("Freeze the text although its numbers are not those of the terms."),
        error_messages={
            "required": _("Text and terms contradict each other. Correct one of them, or say yes."),
        },
    )
    deadline_on = follow(
        SigningRound,
        "deadline_on",
        DayField,
        required=False,
        help_text=_(
            "This day included. Whoever has not signed is reminded seven and two days before."
        ),
    )
    after_deadline = forms.ChoiceField(
        label=_("When the deadline has passed and signatures are missing"),
        choices=AfterDeadline,
        initial=AfterDeadline.WAIT,
        widget=forms.RadioSelect,
    )
    in_order = forms.BooleanField(
        label=_("The parties sign one after the other, in the order of the agreement"),
        required=False,
    )
    in_force_rule = forms.ChoiceField(
        label=_("In force when"),
        choices=InForceRule,
        initial=InForceRule.ALL,
        widget=forms.RadioSelect,
    )
    others_needed = forms.IntegerField(
        label=_("How many parties beside the founding ones"),
        required=False,
        min_value=0,
        max_value=500,
        help_text=_("Only where the founding parties and some others are enough."),
    )
    effective_on = follow(
        SigningRound,
        "effective_on",
        DayField,
        required=False,
        help_text=_("Leave empty for the day of the last signature that is needed."),
    )

    def __init__(self, data: Sent = None, *, needs_yes: Collection[str] = ()) -> None:
        super().__init__(data)
        for kind, name in YES.items():
            if kind not in needs_yes:
                del self.fields[name]

    def clean_others_needed(self) -> int:
        """The number of other parties that must sign; 0 where nothing was typed."""
        return self.cleaned_data["others_needed"] or 0


class ReasonForm(forms.Form):
    """The reason for a step; all parties read it."""

    reason = ProseField(
        label=_("Reason"),
        max_length=NOTE_LIMIT,
        help_text=_("All parties read it. At most 4,000 characters."),
    )


class Proof(forms.Form):
    """Base of the three ways to prove, for one signature, who gives it. `digest` is what the page showed."""

    means: Means
    digest = forms.CharField(widget=forms.HiddenInput, max_length=DIGEST, min_length=DIGEST)


class PasswordProof(ReauthenticateForm, Proof):
    """allauth's own question for the password, with its limits."""

    means = Means.PASSWORD

    def __init__(self, data: Sent = None, *, user: Account) -> None:
        super().__init__(data, auto_id="password_%s", user=user)  # type: ignore[call-arg]  # the library has no types
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


class CodeProof(Proof):
    """The code that was mailed for this signature."""

    means = Means.EMAIL_CODE
    code = CodeField(
        label=_("Code from the e-mail"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )

    def __init__(
        self, data: Sent = None, *, user: Account, party: Party, round: SigningRound
    ) -> None:
        super().__init__(data, auto_id="code_%s")
        self.user, self.party, self.round = user, party, round

    def clean_code(self) -> str:
        """Raises: ValidationError for a wrong, used or expired one."""
        code = self.cleaned_data["code"]
        if not codes.use_code(self.party, self.round, code, by=self.user):
            raise ValidationError(
                _(
                    "This code is wrong or no longer valid. After five tries or ten minutes ask for a new one."
                ),
                code="wrong",
            )
        return code


class PasskeyProof(AuthenticateWebAuthnForm, Proof):
    """allauth's own check of a passkey; the view has bound its challenge to this signature."""

    means = Means.PASSKEY

    def __init__(self, data: Sent = None, *, user: Account) -> None:
        super().__init__(data, auto_id="passkey_%s", user=user)  # type: ignore[call-arg]  # the library has no types

    def clean_credential(self) -> Authenticator:
        """Raises: ValidationError also for an answer of another shape, which the library lets through."""
        try:
            return super().clean_credential()
        except (KeyError, TypeError, AttributeError) as error:
            raise get_adapter().validation_error("incorrect_code") from error


class PaperSignatureForm(forms.Form):
    """One signature on paper, with its scan."""

    name = LineField(label=_("Name of the person who signed"), max_length=160)
    printed_name = PrintedNameField()
    function = follow(Signature, "function", PrintedLineField, required=False)
    signed_on = follow(Signature, "signed_on", DayField)
    place = follow(Signature, "place", PrintedLineField, required=False)
    scan = FileField(label=_("Scan of the signed page"))

    def __init__(self, data: Sent = None, files: Files = None) -> None:
        super().__init__(data, files)
        only_where_needed(self, "name")


class OutsidePdfForm(forms.Form):
    """The frozen PDF, signed outside with certificates."""

    file = FileField(label=_("Signed PDF"), kinds=(Kind.PDF,), untouched=True)
