"""The trial: the paper of today's wording, drawn by the worker before the text is frozen."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from partnerships.agreements.models import Agreement, Clause, PrintKind
from partnerships.agreements.text import frozen_text
from partnerships.shared.documents.models import Document
from partnerships.shared.outbox import Status
from partnerships.shared.verdicts import ALLOWED, Verdict, refused


@dataclass(frozen=True)
class Trial:
    """`document` is the newest that was drawn of a wording, or None.

    `flaws` as in documents.kinds.Flaw: what stands in the way of freezing.
    """

    document: Document | None
    flaws: list[dict[str, str]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """The worker has not finished it."""
        return bool(self.document and self.document.open)

    @property
    def is_done(self) -> bool:
        """It was drawn, with or without flaws."""
        return bool(self.document and self.document.status == Status.DONE)

    @property
    def has_failed(self) -> bool:
        """It could not be drawn."""
        return bool(self.document and self.document.status == Status.FAILED)

    @property
    def verdict(self) -> Verdict:
        """Whether the wording may be frozen as far as its paper goes, or what is missing."""
        if self.is_open:
            return refused(_("The paper is being tried out; this takes a moment."))
        if self.has_failed:
            return refused(_("The paper could not be made. Change the text, or try it again."))
        if not self.is_done:
            return refused(_("The paper of this text was not tried yet."))
        if self.flaws:
            return refused(
                _("Not everything can be printed as it stands: %(words)s")
                % {"words": ", ".join(flaw["words"] for flaw in self.flaws)}
            )
        return ALLOWED


def trial_of(agreement: Agreement, digest: str = "") -> Trial:
    """The newest trial of the text with this digest; without one of today's text."""
    digest = digest or frozen_text.digest_of(frozen_text.read(agreement))
    rows = agreement.prints.filter(kind=PrintKind.TRIAL, digest=digest)
    newest = rows.select_related("document").defer("document__facts").order_by("-pk").first()
    document = newest.document if newest else None
    if document is None or document.status != Status.DONE:
        return Trial(document)
    return Trial(document, document.flaws)


def with_words(agreement: Agreement, words: str) -> QuerySet[Clause]:
    """Clauses that contain these words in any language."""
    inside = Q(texts__body__contains=words) | Q(texts__heading__contains=words)
    return agreement.clauses.filter(inside).distinct()
