"""A round of signing: the wording is frozen, each party signs it, and the round ends in one of few ways.

Source: decisions 0005 (point 8: party, signatory and signature are three things) and 0010.
"""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models.limits import NOTE_LIMIT
from partnerships.agreements.models.triggers import (
    ConfirmedOnPaper,
    EndsOnce,
    FitsTheRound,
    RoundOfReady,
    Unchangeable,
    VoidWithTheRound,
)
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.on_paper import LONGEST_PRINTED
from partnerships.shared.privacy import fields

WORDING = (
    *("agreement", "number", "facts", "digest", "frozen_at", "frozen_by", "in_order"),
    *("in_force_rule", "others_needed", "deadline_on", "after_deadline", "effective_on"),
)
GIVEN = (
    *("round", "party", "place_no", "person", "name", "function", "means", "digest", "signed_on"),
    *("given_at", "by", "capacity", "rests_on", "file", "certificate", "place", "printed_name"),
)
SAID = ("round", "party", "person", "by", "capacity", "reason", "given_at")
ENDED = ("ended_by", "ending", "ending_note")


class InForceRule(models.TextChoices):
    """Whose signatures bring an agreement into force."""

    ALL = "all", _("all parties have signed")
    FOUNDERS = "founders", _("all founding parties and some others have signed")


class AfterDeadline(models.TextChoices):
    """What happens when the deadline has passed and signatures are missing."""

    WAIT = "wait", _("signing goes on; whoever has not signed is reminded")
    RECALL = "recall", _("the agreement goes back to consultation")
    DECLINE = "decline", _("the agreement has failed")


class Ending(models.TextChoices):
    """How a round ended."""

    IN_FORCE = "in_force", _("in force")
    ON_PAPER = "on_paper", _("signed on paper")
    RECALLED = "recalled", _("recalled")
    DECLINED = "declined", _("declined")
    DEADLINE = "deadline", _("deadline passed")


class RoundQuerySet(models.QuerySet["SigningRound"]):
    """Rounds of signing."""

    def open(self) -> Self:
        """Those in which may be signed."""
        return self.filter(ended_at__isnull=True)


@pghistory.track(exclude=["facts"])
@fields(
    personal="facts frozen_by ended_by",
    listed="facts",
    harmless="agreement number digest frozen_at in_order in_force_rule others_needed deadline_on after_deadline "
    "effective_on ended_at ending ending_note",
)
class SigningRound(models.Model):
    """`facts` is what is signed, word for word (text/frozen_text.py); `digest` its SHA-256 in hex.

    `effective_on` None: in force from the day of the last signature. `others_needed` counts parties that are
    not founding, with InForceRule.FOUNDERS.
    """

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("number"))
    facts = models.JSONField(_("frozen wording"))
    digest = models.CharField(_("fingerprint"), max_length=64)
    frozen_at = models.DateTimeField(_("frozen at"), auto_now_add=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    in_order = models.BooleanField(_("parties sign one after the other"), default=False)
    in_force_rule = models.CharField(
        _("in force when"), max_length=10, choices=InForceRule, default=InForceRule.ALL
    )
    others_needed = models.PositiveSmallIntegerField(_("other parties needed"), default=0)
    deadline_on = models.DateField(_("sign until"), null=True, blank=True)
    after_deadline = models.CharField(
        _("after the deadline"), max_length=10, choices=AfterDeadline, default=AfterDeadline.WAIT
    )
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ending = models.CharField(_("how it ended"), max_length=10, choices=Ending, blank=True)
    ending_note = models.TextField(_("why it ended"), max_length=NOTE_LIMIT, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of signing")
        verbose_name_plural = _("rounds of signing")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="round_number_once"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(ended_at__isnull=True), name="round_one_open"
            ),
            models.CheckConstraint(
                name="round_ending_whole",
                condition=Q(ended_at__isnull=True, ending="")
                | (Q(ended_at__isnull=False) & ~Q(ending="")),
            ),
        ]
        triggers = [
            Unchangeable(columns=WORDING),
            EndsOnce(at="ended_at", columns=ENDED),
            RoundOfReady(name="round_of_ready"),
            ConfirmedOnPaper(name="confirmed_on_paper"),
        ]

    def __str__(self) -> str:
        return numbered(self)


class Means(models.TextChoices):
    """How a signature was given, and with what the signer proved who they are."""

    PASSKEY = "passkey", _("signed here, confirmed with a passkey")
    PASSWORD = "password", _("signed here, confirmed with the password")
    EMAIL_CODE = "email_code", _("signed here, confirmed with a code by e-mail")
    PAPER = "paper", _("signed on paper")
    CERTIFICATE = "certificate", _("signed in the PDF with an own certificate")


HERE = (Means.PASSKEY, Means.PASSWORD, Means.EMAIL_CODE)


class SignatureQuerySet(models.QuerySet["Signature"]):
    """Signatures."""

    def valid(self) -> Self:
        """Those that count: not of a recalled round."""
        return self.filter(voided_at__isnull=True)


@pghistory.track()
@fields(
    personal="party person name printed_name function by capacity file certificate",
    listed="name printed_name function certificate",
    harmless="round place_no means digest given_at signed_on rests_on place voided_at",
)
class Signature(models.Model):
    """One signature for a party, bound to the frozen wording by `digest`.

    `place_no` is 1 or 2: which of the party's signatures it is. `given_at` is when the row was written;
    `signed_on` the day of the act itself, which differs on paper. `by` is the account that signed, or that
    recorded what was signed outside. `printed_name` is the printed form that the name had then. `rests_on` is the decision by which that person could sign on that day.
    `certificate` (means CERTIFICATE): subject, issuer, fingerprint, time.
    """

    round = models.ForeignKey(SigningRound, models.PROTECT, related_name="signatures")
    party = models.ForeignKey("agreements.Party", models.PROTECT, related_name="signatures")
    place_no = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = Line(_("name"), max_length=160)
    printed_name = Line(_("name in print"), max_length=LONGEST_PRINTED, blank=True)
    function = Line(_("function"), max_length=120, blank=True)
    means = models.CharField(_("how"), max_length=12, choices=Means)
    digest = models.CharField(_("fingerprint"), max_length=64)
    given_at = models.DateTimeField(_("signed at"), auto_now_add=True)
    signed_on = models.DateField(_("signed on"))
    place = Line(_("place"), max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    capacity = models.ForeignKey(
        "directory.Representation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    rests_on = models.ForeignKey(
        "directory.Appointment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey(
        "agreements.AgreementFile", models.PROTECT, null=True, blank=True, related_name="signatures"
    )
    certificate = models.JSONField(_("certificate"), default=dict, blank=True)
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "party", "place_no"],
                condition=Q(voided_at__isnull=True),
                name="signature_place_once",
            ),
            models.UniqueConstraint(
                fields=["round", "party", "person"],
                condition=Q(voided_at__isnull=True),
                name="signature_person_once",
            ),
            models.CheckConstraint(name="signature_one_or_two", condition=Q(place_no__in=[1, 2])),
            models.CheckConstraint(
                name="signature_here_has_person",
                condition=Q(means__in=[Means.PAPER, Means.CERTIFICATE]) | Q(person__isnull=False),
            ),
        ]
        triggers = [
            FitsTheRound(name="fits_the_round"),
            Unchangeable(columns=GIVEN),
            EndsOnce(at="voided_at"),
            VoidWithTheRound(name="void_with_the_round"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
@fields(
    personal="party person by capacity reason",
    listed="reason",
    harmless="round given_at withdrawn_at",
)
class Refusal(models.Model):
    """A party says in a round that it does not sign, and why. Signing later withdraws it."""

    round = models.ForeignKey(SigningRound, models.PROTECT, related_name="refusals")
    party = models.ForeignKey("agreements.Party", models.PROTECT, related_name="refusals")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    capacity = models.ForeignKey(
        "directory.Representation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=NOTE_LIMIT)
    given_at = models.DateTimeField(_("refused at"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("refusal")
        verbose_name_plural = _("refusals")
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "party"],
                condition=Q(withdrawn_at__isnull=True),
                name="refusal_once_at_a_time",
            )
        ]
        triggers = [Unchangeable(columns=SAID), EndsOnce(at="withdrawn_at")]

    def __str__(self) -> str:
        return numbered(self)


@fields(personal="account", harmless="round party code_hash made_at expires_at tries")
class SigningCode(models.Model):
    """A code by e-mail that proves, for one signature, who gives it: for this round, party and account only.

    `code_hash` is keyed (HMAC-SHA-256): the row alone lets nobody guess. Gone as soon as it was used.
    """

    round = models.ForeignKey(SigningRound, models.CASCADE, related_name="codes")
    party = models.ForeignKey("agreements.Party", models.CASCADE, related_name="+")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="signing_codes"
    )
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("valid until"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)

    class Meta:
        verbose_name = _("code for a signature")
        verbose_name_plural = _("codes for signatures")
        constraints = [
            models.UniqueConstraint(fields=["round", "party", "account"], name="code_once")
        ]

    def __str__(self) -> str:
        return numbered(self)
