"""An agreement of a partnership."""

from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import DateField, Exists, Field, IntegerField, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.agreements.models.life import Accession
from partnerships.agreements.models.limits import LONGEST_WAIT, NOTE_LIMIT, TITLE_LIMIT
from partnerships.agreements.models.parties import Party
from partnerships.agreements.models.triggers import FrozenTerms, PaperAsConfirmed, RoundEndsFirst
from partnerships.agreements.stages import BINDING, LIFE, TONES, UNSIGNED, Stage
from partnerships.directory.models import Account
from partnerships.directory.models.conditions import Condition
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.languages import ContentLanguage, text_in
from partnerships.shared.privacy import fields
from partnerships.shared.search.matching import name_words, near_words
from partnerships.shared.stages import StageTrigger

# What the parties sign beside the text; changed only while drafting.
TERMS: tuple[str, ...] = (
    *("title", "title_en", "governing_language", "term_months", "notice_months", "renewal"),
    *("renewal_months", "evaluation_months", "incident_hours", "partnership", "supersedes"),
)

SEARCHED_TITLES = ("title", "title_en")
FEW = 1000
PAPER = ("paper_signed_on", "paper_place", "paper_recorded_by", "paper_recorded_at")


class RenewalRule(models.TextChoices):
    """What happens at the end of the term."""

    ENDS = "ends", _("it ends")
    BY_DECISION = "by_decision", _("it is renewed by a decision of the parties")
    AUTOMATIC = "automatic", _("it is renewed by itself unless notice is given")


class Number(Condition):
    """SQL that gives a number about the row from other tables; for `annotate`."""

    output_field: Field = IntegerField()


class Day(Condition):
    """SQL that gives a day about the row from other tables; for `annotate`."""

    output_field: Field = DateField()


# The database answers these for the rows of a page only, and asks no second time.
OTHER_TABLES = {
    "total": (
        Number,
        """SELECT count(*) FROM agreements_party p
        WHERE p.agreement_id = outer_id AND p.removed_at IS NULL""",
    ),
    "signed": (
        Number,
        """SELECT count(*) FROM agreements_party p
        WHERE p.agreement_id = outer_id AND p.removed_at IS NULL AND p.signatures_needed <=
        (SELECT count(*) FROM agreements_signature s WHERE s.party_id = p.id AND s.voided_at IS NULL)""",
    ),
    "evaluated": (
        Day,
        "SELECT max(e.held_on) FROM agreements_evaluation e WHERE e.agreement_id = outer_id",
    ),
    "deadline": (
        Day,
        """SELECT r.deadline_on FROM agreements_signinground r
        WHERE r.agreement_id = outer_id AND r.ended_at IS NULL""",
    ),
}


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements."""

    def visible_to(self, account: Account) -> Self:
        """Of one's partnerships, and those that an organisation one stands for is a party of or acceded to."""
        own = {
            "agreement": OuterRef("pk"),
            "organisation_id__in": list(account.access.organisation_ids),
        }
        return self.filter(
            Q(partnership_id__in=list(account.access.partnership_ids))
            | Exists(Party.objects.filter(**own))
            | Exists(Accession.objects.filter(**own, decision="admitted"))
        )

    def near_ids(self, account: Account) -> list[int] | None:
        """Numbers of the agreements that an organisation one stands for is a party of or acceded to; None where many."""
        own = {"organisation_id__in": list(account.access.organisation_ids)}
        of_parties = Party.objects.filter(**own).values_list("agreement_id")
        acceded = Accession.objects.filter(**own, decision="admitted").values_list("agreement_id")
        ids = [pk for (pk,) in of_parties[: FEW + 1].union(acceded[: FEW + 1])]
        return None if len(ids) > FEW else ids

    def binding(self) -> Self:
        """In force or in renewal."""
        return self.filter(stage__in=BINDING)

    def with_register_figures(self) -> Self:
        """With `total` and `signed` (parties), `evaluated` and `deadline` (days or None), as the register shows them."""
        return self.annotate(**{name: kind(text) for name, (kind, text) in OTHER_TABLES.items()})


@pghistory.track()
@fields(
    personal="drafted_by paper_recorded_by",
    harmless="partnership title title_en stage governing_language effective_on until_on notice_months "
    "term_months renewal renewal_months evaluation_months incident_hours supersedes ended_on ending_note "
    "paper_signed_on paper_place paper_recorded_at created_at changed_at version",
)
class Agreement(models.Model):
    """`version` counts changes of its own fields.

    Units: months. `term_months` None: no end is agreed. `evaluation_months` 0: no evaluation is agreed. `incident_hours`: within
    how many hours after an incident both sides meet; None: nothing is agreed.
    `supersedes` is the agreement that this one takes the place of when it takes effect.
    """

    partnership = models.ForeignKey(
        "directory.Partnership", models.PROTECT, related_name="agreements"
    )
    title = Line(_("title"), max_length=TITLE_LIMIT)
    title_en = Line(_("title in English"), max_length=TITLE_LIMIT, blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAFT)
    governing_language = models.CharField(
        _("governing language"),
        max_length=2,
        choices=ContentLanguage,
        default=ContentLanguage.GERMAN,
    )
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    until_on = models.DateField(_("in force until"), null=True, blank=True)
    term_months = models.PositiveSmallIntegerField(_("term in months"), null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(_("notice in months"), default=3)
    renewal = models.CharField(
        _("at the end of the term"), max_length=12, choices=RenewalRule, default=RenewalRule.ENDS
    )
    renewal_months = models.PositiveSmallIntegerField(_("renewed for months"), default=12)
    evaluation_months = models.PositiveSmallIntegerField(_("evaluation every months"), default=12)
    incident_hours = models.PositiveSmallIntegerField(
        _("hours to the meeting after an incident"), null=True, blank=True
    )
    supersedes = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("takes the place of"),
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ending_note = models.TextField(_("why it ended"), max_length=NOTE_LIMIT, blank=True)
    paper_signed_on = models.DateField(_("signed on paper on"), null=True, blank=True)
    paper_place = Line(_("place"), max_length=120, blank=True)
    paper_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    paper_recorded_at = models.DateTimeField(null=True, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drafted by")
    )
    created_at = models.DateTimeField(_("drafted at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one thing", "agreement")
        verbose_name_plural = _("agreements")
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="agreement_newest"),
            models.Index(
                fields=["partnership", "-created_at", "-id"], name="agreement_of_partnership"
            ),
            models.Index(
                fields=["partnership", "-changed_at"],
                condition=Q(stage__in=UNSIGNED),
                name="agreement_unsigned",
            ),
            models.Index(
                fields=["until_on", "id"], condition=Q(stage__in=BINDING), name="agreement_ending"
            ),
            # Those with a day in a month: days/function.py.
            models.Index(
                fields=["notice_months", "until_on"],
                condition=Q(stage__in=BINDING),
                name="agreement_noticed",
            ),
            models.Index(
                fields=["evaluation_months", "effective_on"],
                condition=Q(stage__in=BINDING),
                name="agreement_evaluated",
            ),
            models.Index(
                fields=["ended_on"], condition=Q(ended_on__isnull=False), name="agreement_ended"
            ),
            GinIndex(name_words(*SEARCHED_TITLES), name="agreement_words"),
            GinIndex(near_words(*SEARCHED_TITLES), name="agreement_near"),
        ]
        triggers = [
            StageTrigger(lifecycle=LIFE),
            FrozenTerms(columns=TERMS),
            RoundEndsFirst(name="round_ends_first"),
            PaperAsConfirmed(columns=PAPER),
        ]
        constraints = [
            models.CheckConstraint(
                name="agreement_paper_record_whole",
                condition=Q(
                    paper_signed_on__isnull=True,
                    paper_recorded_by__isnull=True,
                    paper_recorded_at__isnull=True,
                )
                | Q(
                    paper_signed_on__isnull=False,
                    paper_recorded_by__isnull=False,
                    paper_recorded_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="agreement_in_force_has_date",
                condition=~Q(
                    stage__in=[*BINDING, Stage.EXPIRED, Stage.TERMINATED, Stage.SUPERSEDED]
                )
                | Q(effective_on__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_terms_last",
                condition=Q(renewal_months__gte=1)
                & (Q(term_months__isnull=True) | Q(term_months__gte=1)),
            ),
            models.CheckConstraint(
                name="agreement_incident_hours",
                condition=Q(incident_hours__isnull=True)
                | Q(incident_hours__gte=1, incident_hours__lte=LONGEST_WAIT),
            ),
            models.CheckConstraint(
                name="agreement_until_after_effective",
                condition=Q(until_on__isnull=True)
                | Q(effective_on__isnull=True)
                | Q(until_on__gte=models.F("effective_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title_in()

    def title_in(self, language: str | None = None) -> str:
        """The title in a language, or as it was given."""
        return text_in(self, "title", language)

    @property
    def tone(self) -> str:
        """How its stage is coloured."""
        return TONES[Stage(self.stage)]

    @property
    def is_draft(self) -> bool:
        """Its paper carries the watermark: it is not in force, and never was."""
        return self.stage not in (*BINDING, Stage.EXPIRED, Stage.TERMINATED, Stage.SUPERSEDED)


class PrintKind(models.TextChoices):
    """What was printed of an agreement."""

    READING = "reading", _("for reading")
    FROZEN = "frozen", _("frozen text, for signatures outside")
    FINAL = "final", _("signed and sealed")
    TRIAL = "trial", _("tried before it is frozen")


@fields(personal="", harmless="agreement document kind round digest")
class AgreementPrint(models.Model):
    """The subject holds the key to its document: who sees the agreement may see what was printed of it.

    `digest`: of a trial, the wording that was tried (wording.digest_of). Trials are for keepers alone.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="prints")
    kind = models.CharField(_("kind"), max_length=10, choices=PrintKind, default=PrintKind.READING)
    round = models.ForeignKey(
        "agreements.SigningRound", models.PROTECT, null=True, blank=True, related_name="prints"
    )
    document = models.OneToOneField(
        "documents.Document", models.CASCADE, related_name="agreement_print"
    )
    digest = models.CharField(_("fingerprint"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("print of an agreement")
        verbose_name_plural = _("prints of agreements")

    def __str__(self) -> str:
        return numbered(self)
