"""Clauses and annexes, a row per text and language. Source: decision 0009."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models.formats import Format
from partnerships.agreements.models.limits import BODY_LIMIT, HEADING_LIMIT
from partnerships.agreements.models.triggers import FrozenAfterDrafting
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.languages import TextInLanguage
from partnerships.shared.marked.checks import check_marked, check_printable
from partnerships.shared.privacy import fields
from partnerships.shared.search.matching import prose_words


class ClauseKind(models.TextChoices):
    """Clauses are numbered 1, 2, 3; annexes A, B, C."""

    CLAUSE = "clause", _("clause")
    ANNEX = "annex", _("annex")


@pghistory.track()
@fields(harmless="agreement kind position key numbered version")
class Clause(models.Model):
    """One place in the text. `key` names the clause of the original template it came from."""

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="clauses")
    kind = models.CharField(_("kind"), max_length=10, choices=ClauseKind, default=ClauseKind.CLAUSE)
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40, blank=True)
    numbered = models.BooleanField(
        _("numbered"), default=True
    )  # a preamble stands before the first number
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["-kind", "position", "id"]  # clauses stand before annexes
        indexes = [models.Index(fields=["agreement", "-kind", "position"], name="clause_in_order")]
        triggers = [FrozenAfterDrafting(agreement="ROW.agreement_id")]

    def __str__(self) -> str:
        return numbered(self)


SEARCHED_TEXT = ("heading", "body")


@pghistory.track()
@fields(harmless="clause language origin outdated heading body format")
class ClauseText(TextInLanguage):
    """The words of a clause in one language; `format` says in which notation `body` was typed."""

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="texts")
    heading = Line(_("heading"), max_length=HEADING_LIMIT)
    body = models.TextField(_("text"), max_length=BODY_LIMIT, blank=True)
    format = models.PositiveSmallIntegerField(_("notation"), choices=Format, default=Format.MARKED)

    class Meta:
        verbose_name = _("text of a clause")
        verbose_name_plural = _("texts of clauses")
        constraints = [
            models.UniqueConstraint(fields=["clause", "language"], name="clause_text_once")
        ]
        indexes = [GinIndex(prose_words(*SEARCHED_TEXT), name="clause_text_words")]
        triggers = [
            FrozenAfterDrafting(
                agreement="SELECT agreement_id FROM agreements_clause WHERE agreements_clause.id = ROW.clause_id"
            )
        ]

    def __str__(self) -> str:
        return self.heading

    def clean(self) -> None:
        """Raises: ValidationError where the text could not be shown or printed as typed."""
        if self.format == Format.MARKED:
            check_marked(self.body)
            check_printable(self.heading)
