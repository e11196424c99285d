"""A requested document: frozen facts, the state of its making, the file in the private storage."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.deletion import Collector
from django.utils.translation import gettext_lazy as _

from partnerships.shared.accounts import Account
from partnerships.shared.columns import Line
from partnerships.shared.files import private_storage
from partnerships.shared.outbox import OUTBOX_HARMLESS, OutboxRow, Status, open_index
from partnerships.shared.privacy import fields
from partnerships.shared.registry import document_kinds
from partnerships.shared.search.matching import name_words, near_words
from partnerships.shared.staff import is_administrator


def file_path(document: "Document", name: str) -> str:
    """Two digits of the number as a folder, so that no folder grows too long."""
    return f"documents/{document.pk % 100:02d}/{name}"


class DocumentQuerySet(models.QuerySet):
    """Documents."""

    def visible_to(self, account: Account) -> "DocumentQuerySet":
        """One's own and those kept for everybody, as long as one may still see what they are about."""
        readable = Q(pk__in=[])
        for kind in document_kinds:
            readable |= Q(kind=kind.slug) & kind.readable(account)
        return self.filter(readable, Q(requested_by=account) | Q(kept=True))

    def own(self, account: Account) -> "DocumentQuerySet":
        """Those that one asked for and may see."""
        return self.visible_to(account).filter(requested_by=account)

    def to_retry_by(self, account: Account) -> "DocumentQuerySet":
        """One's own, and for administrators every one that failed."""
        own = self.visible_to(account)
        if not is_administrator(account):
            return own
        return self.filter(Q(pk__in=own.values("pk")) | Q(status=Status.FAILED))

    def failed(self) -> "DocumentQuerySet":
        """Documents that could not be made, so that somebody must act."""
        return self.filter(status=Status.FAILED)


def keep_or_forget(
    collector: Collector, field: models.Field, rows: models.QuerySet, using: str
) -> None:
    """Who goes takes along what they asked for, but not what is kept for everybody."""
    models.SET_NULL(collector, field, rows.filter(kept=True), using)
    models.CASCADE(collector, field, rows.filter(kept=False), using)


@fields(
    personal="requested_by title facts flaws file",
    listed="title",
    harmless=f"kept kind language progress sha256 size {OUTBOX_HARMLESS}",
)
class Document(OutboxRow):
    """One PDF. `progress` in percent; `facts` hold everything the paper says, so it can be drawn again.

    `flaws`: what the check of its kind found, see kinds.Flaw. `kept`: sealed, for everybody who may read it; neither time nor the end of an account deletes it.
    """

    kind = models.CharField(_("kind"), max_length=60)
    title = Line(_("title"), max_length=250)
    language = models.CharField(_("language"), max_length=7)
    facts = models.JSONField(_("facts"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, keep_or_forget, null=True, blank=True, related_name="documents"
    )
    kept = models.BooleanField(_("kept"), default=False)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    file = models.FileField(_("file"), storage=private_storage, upload_to=file_path, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(_("size"), default=0)
    flaws = models.JSONField(_("flaws"), default=list, blank=True)

    objects = DocumentQuerySet.as_manager()  # type: ignore[misc]  # a narrower manager

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [
            open_index("document_open"),
            models.Index(fields=["requested_by", "-created_at", "-id"], name="document_own"),
            GinIndex(name_words("title"), name="document_words"),
            GinIndex(near_words("title"), name="document_near"),
        ]
        constraints = [
            models.CheckConstraint(
                name="document_done_has_file",
                condition=~Q(status=Status.DONE) | (~Q(file="") & ~Q(sha256="")),
            ),
            models.CheckConstraint(
                name="document_progress_percent", condition=Q(progress__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """What the kind is called."""
        known = self.kind in document_kinds
        return str(document_kinds.get(self.kind).label) if known else self.kind
