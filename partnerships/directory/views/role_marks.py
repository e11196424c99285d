"""The state of a grant in labels."""

from datetime import date
from typing import Protocol

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.shared.templatetags.parts import badge, when


class Marked(Protocol):
    """What of a grant its labels show."""

    @property
    def since(self) -> date | None: ...
    @property
    def until_on(self) -> date | None: ...
    @property
    def is_over(self) -> bool: ...
    @property
    def is_waiting(self) -> bool: ...
    @property
    def review_due_on(self) -> date | None: ...


def marks(grant: Marked, today: date | None = None) -> list[SafeString]:
    """Labels that say at a glance how a grant stands."""
    today = today or timezone.localdate()
    if grant.is_over:
        return [badge(_("ended"), "neutral")]
    labels = []
    if grant.is_waiting:
        labels.append(badge(_("waits for a second person"), "warning"))
    if grant.since and grant.since > today:
        labels.append(badge(format_html(_("begins on {}"), when(grant.since)), "info"))
    if grant.until_on:
        labels.append(badge(format_html(_("ends on {}"), when(grant.until_on)), "info"))
    due = grant.review_due_on
    if due and due <= today and not grant.is_waiting:
        labels.append(badge(_("to be confirmed"), "warning"))
    return labels
