"""Drafting together: comments, proposed wording, and the versions that came of it."""

from typing import Self
from zlib import crc32

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models.agreements import Agreement
from partnerships.agreements.models.formats import Format
from partnerships.agreements.models.limits import BODY_LIMIT, HEADING_LIMIT, NOTE_LIMIT
from partnerships.directory.models import Account
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.languages import ContentLanguage
from partnerships.shared.marked.checks import check_marked, check_printable
from partnerships.shared.privacy import fields


class SaidByParty(models.Model):
    """Base of what an organisation says of a clause.

    `about` is the heading that the clause had; empty: of the whole text, or a new clause. `clause` is None there,
    and where the clause has been removed since. `by` is who wrote it, `capacity` the representation through which they act; staff of an authority have none.
    """

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="%(class)ss")
    clause = models.ForeignKey(
        "agreements.Clause", models.SET_NULL, null=True, blank=True, related_name="%(class)ss"
    )
    about = Line(_("about the clause"), max_length=HEADING_LIMIT, blank=True)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    capacity = models.ForeignKey(
        "directory.Representation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def clause_removed(self) -> bool:
        """It spoke of a clause that no longer stands there."""
        return bool(self.about) and self.clause_id is None


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments."""

    def visible_to(self, account: Account) -> Self:
        """Those of the agreements one sees, as far as they are told to one."""
        return self.told_to(account).filter(agreement__in=Agreement.objects.visible_to(account))

    def told_to(self, account: Account) -> Self:
        """Released ones; of one's own organisations all. For an agreement that one is known to see."""
        own = Q(organisation__in=list(account.access.organisation_ids))
        return self.filter(own | Q(released_at__isnull=False))


@pghistory.track()
@fields(
    personal="organisation by capacity body released_by",
    listed="body",
    harmless="agreement clause about made_at released_at done_at",
)
class Comment(SaidByParty):
    """Stays inside the organisation until it is released; then all parties read it."""

    body = models.TextField(_("comment"), max_length=NOTE_LIMIT)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["agreement", "clause"], name="comment_of_clause")]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def version(self) -> int:
        """Another number as soon as its words change: nobody releases what they have not read."""
        return crc32(self.body.encode())


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals."""

    def visible_to(self, account: Account) -> Self:
        """Those of the agreements one sees."""
        return self.filter(agreement__in=Agreement.objects.visible_to(account))

    def open(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(answer=Answer.OPEN)


class Answer(models.TextChoices):
    """What became of a proposal."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


@pghistory.track()
@fields(
    personal="organisation by capacity answered_by reason answer_reason",
    listed="reason answer_reason",
    harmless="agreement clause about made_at language heading body format on_heading on_body on_format "
    "answer answered_at",
)
class Proposal(SaidByParty):
    """Other words for a clause in one language, or a new clause; read by all parties.

    `on_heading` and `on_body` are the words it was written against, so that it can be compared later.
    """

    language = models.CharField(_("language"), max_length=2, choices=ContentLanguage)
    heading = Line(_("heading"), max_length=HEADING_LIMIT)
    body = models.TextField(_("text"), max_length=BODY_LIMIT)
    format = models.PositiveSmallIntegerField(_("notation"), choices=Format, default=Format.MARKED)
    on_heading = Line(max_length=HEADING_LIMIT, blank=True)
    on_body = models.TextField(max_length=BODY_LIMIT, blank=True)
    on_format = models.PositiveSmallIntegerField(choices=Format, default=Format.MARKED)
    reason = models.TextField(_("why"), max_length=NOTE_LIMIT, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.OPEN)
    answer_reason = models.TextField(_("reason of the answer"), max_length=NOTE_LIMIT, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["agreement", "answer"], name="proposal_by_answer")]
        constraints = [
            models.CheckConstraint(
                name="proposal_answer_whole",
                condition=Q(answer=Answer.OPEN, answered_at__isnull=True, answered_by__isnull=True)
                | (
                    ~Q(answer=Answer.OPEN) & Q(answered_at__isnull=False, answered_by__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="proposal_declined_with_reason",
                condition=~Q(answer=Answer.DECLINED) | ~Q(answer_reason=""),
            ),
        ]

    def clean(self) -> None:
        """Raises: ValidationError where new words could not be shown or printed as typed."""
        if self._state.adding:
            check_marked(self.body)
            check_printable(self.heading)

    def __str__(self) -> str:
        return self.heading


@fields(personal="by", harmless="agreement number at cause facts digest")
class Version(models.Model):
    """The whole text as it stood; written once, never changed. `facts` as in agreements/text/frozen_text.py.

    `cause` is the verb that made it (drafted, clause_edited, proposal_accepted, make_ready …).
    """

    append_only = True

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cause = models.CharField(_("why"), max_length=40)
    facts = models.JSONField(_("text"))
    digest = models.CharField(_("fingerprint"), max_length=64)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return numbered(self)
