"""Notes in a case: facts or assessments, released to named authorities, never changed. Source: DOMAIN 5.5 (LED Art. 7), decision 0062."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.kinds import Handling, Information, Secrecy, Source
from analyses.models.cases import LONGEST_TEXT, Case, Participation
from analyses.models.contributions import Contribution
from analyses.models.questions import with_contents
from analyses.models.sights import OF_NOTE, OF_ROWS_OF_NOTE
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy

LONGEST_LIMITS = 2000  # characters of the other limits that a note inherits


class NoteStays(pgtrigger.Trigger):
    """A note says what it said, or, taken back, nothing."""

    name = "note_stays"
    when = pgtrigger.Before
    operation = pgtrigger.Update
    func = """
        IF (NEW.text || NEW.handling_text || NEW.own_limits <> '' OR NEW.withdrawn_at IS NULL)
            AND ROW(NEW.text, NEW.handling_text, NEW.own_limits) IS DISTINCT FROM ROW(OLD.text, OLD.handling_text, OLD.own_limits)
            OR ROW(
                NEW.case_id, NEW.authority_id, NEW.by_id, NEW.is_assessment, NEW.source, NEW.information, NEW.handling,
                NEW.own_handling, NEW.secrecies, NEW.released_to, NEW.is_for_all, NEW.review_on, NEW.version, NEW.replaces_id,
                NEW.written_at)
            IS DISTINCT FROM ROW(
                OLD.case_id, OLD.authority_id, OLD.by_id, OLD.is_assessment, OLD.source, OLD.information, OLD.handling,
                OLD.own_handling, OLD.secrecies, OLD.released_to, OLD.is_for_all, OLD.review_on, OLD.version, OLD.replaces_id,
                OLD.written_at)
        THEN
            RAISE EXCEPTION 'A note is not changed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                CONSTRAINT = 'analyses_casenote_stays';
        END IF;
        RETURN NEW;"""


class IsAmong(models.Func):
    """The first is one of the elements of the second."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()


class CaseNoteQuerySet(models.QuerySet["CaseNote"]):
    """Notes."""

    def visible_to(self, account: Account) -> Self:
        """Of one's own authority; the version in effect also where it is released to it, or for the whole case."""
        own = with_contents(account).filter(case=OuterRef("case"))
        mine = own.filter(authority=OuterRef("authority"))
        released = own.filter(IsAmong(F("authority_id"), OuterRef("released_to")))
        shared = Q(is_for_all=True) & Exists(own) | Exists(released)
        return self.filter(Exists(mine) | Q(replaced_at__isnull=True) & shared)

    def in_case(self, case: int, own: Participation | None) -> Self:
        """As `visible_to`, in one case of which it is known how somebody works on its contents."""
        if own is None:
            return self.none()
        shared = Q(is_for_all=True) | Q(released_to__contains=[own.authority_id])
        seen = Q(authority=own.authority_id) | Q(replaced_at__isnull=True) & shared
        return self.filter(seen, case=case)

    def current(self) -> Self:
        """Not taken back, not followed by another version."""
        return self.filter(withdrawn_at__isnull=True, replaced_at__isnull=True)

    def to_review(self) -> Self:
        """Current, and its review date has come."""
        return self.current().filter(review_on__lte=timezone.localdate())


@fields(
    personal="text handling_text own_limits withdraw_reason by withdrawn_by",
    listed="by withdrawn_by",
    harmless="case authority is_assessment source information handling own_handling secrecies released_to is_for_all review_on version replaces"
    " replaced_at written_at withdrawn_at",
)
class CaseNote(Checked):
    """What somebody notes in a case; a correction is a new version, a mistake is taken back and loses its words.

    `released_to`: numbers of the organisations that may read it, apart from its own; `is_for_all`: whoever sees the contents of the case.
    `handling`, `handling_text`, `secrecies`: the strictest of what it rests on and of the author's own (`own_handling`, `own_limits`). A fact has `source` and `information`.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    authority = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", verbose_name=_("authority")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    text = models.TextField(pgettext_lazy("a note", "text"), max_length=LONGEST_TEXT, blank=True)
    is_assessment = models.BooleanField(_("assessment, not a fact"), default=False)
    source = models.CharField(
        pgettext_lazy("a record", "source"), max_length=1, choices=Source, blank=True
    )
    information = models.CharField(_("information"), max_length=1, choices=Information, blank=True)
    handling = models.CharField(
        _("handling code"), max_length=2, choices=Handling, default=Handling.H0
    )
    handling_text = models.TextField(_("other limits"), max_length=LONGEST_LIMITS, blank=True)
    own_handling = models.CharField(
        _("own handling code"), max_length=2, choices=Handling, default=Handling.H0
    )
    own_limits = Line(_("own limits"), max_length=300, blank=True)
    secrecies = ArrayField(
        models.CharField(max_length=15, choices=Secrecy),
        verbose_name=_("special secrecy"),
        default=list,
        blank=True,
    )
    released_to = ArrayField(
        models.BigIntegerField(), verbose_name=_("released to"), default=list, blank=True
    )
    is_for_all = models.BooleanField(_("for the whole case"), default=False)
    review_on = models.DateField(_("need is checked by"))
    version = models.PositiveSmallIntegerField(
        pgettext_lazy("a note", "version"), default=1, editable=False
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="next", editable=False
    )
    replaced_at = models.DateTimeField(_("replaced"), null=True, editable=False)
    written_at = models.DateTimeField(
        pgettext_lazy("a note", "written"), default=timezone.now, editable=False
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(
        pgettext_lazy("a note", "taken back"), null=True, editable=False
    )
    withdraw_reason = Line(_("why it was taken back"), max_length=300, blank=True)
    rests_on: models.ManyToManyField = models.ManyToManyField(
        Contribution, through="NoteBasis", related_name="+", verbose_name=_("rests on")
    )

    objects = CaseNoteQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("an analysis", "note")
        verbose_name_plural = pgettext_lazy("an analysis", "notes")
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["case", "-written_at", "-id"], name="analysis_note_newest"),
            models.Index(fields=["review_on"], name="analysis_note_to_review"),
        ]
        constraints = [
            RowPolicy(name="case_note_in_sight", using=OF_NOTE, is_forced=True),
            models.CheckConstraint(
                name="case_note_fact_has_its_codes",
                condition=Q(is_assessment=True) | ~Q(source="") & ~Q(information=""),
                violation_error_message=_("A fact has a code for its source and one for itself."),
            ),
            models.CheckConstraint(
                name="case_note_says_something_or_is_taken_back",
                condition=~Q(text="") | Q(withdrawn_at__isnull=False),
                violation_error_message=_("Write what is to be noted."),
            ),
            models.CheckConstraint(
                name="case_note_h3_says_its_limits",
                condition=~Q(handling=Handling.H3)
                | ~Q(handling_text="")
                | Q(withdrawn_at__isnull=False),
                violation_error_message=_("Say which other limits there are."),
            ),
        ]
        triggers = [NoteStays()]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def is_current(self) -> bool:
        """As `CaseNoteQuerySet.current`."""
        return self.withdrawn_at is None and self.replaced_at is None

    @property
    def is_to_review(self) -> bool:
        """As `CaseNoteQuerySet.to_review`."""
        return self.is_current and self.review_on <= timezone.localdate()


@fields(harmless="note contribution")
class NoteBasis(Checked):
    """A note rests on a contribution, and goes with it."""

    note = models.ForeignKey(CaseNote, models.CASCADE, related_name="bases")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("contribution that a note rests on")
        verbose_name_plural = _("contributions that notes rest on")
        ordering = ["note", "contribution"]
        constraints = [
            RowPolicy(name="note_basis_in_sight", using=OF_ROWS_OF_NOTE, is_forced=True),
            models.UniqueConstraint(fields=["note", "contribution"], name="note_rests_on_it_once"),
        ]

    def __str__(self) -> str:
        return numbered(self)
