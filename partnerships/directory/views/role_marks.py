"""The state of a grant in labels."""

from datetime import date

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.directory.models import GrantState
from partnerships.shared.templatetags.parts import badge, when


def marks(grant: GrantState, today: date | None = None) -> list[SafeString]:
    """What one must know about it at a glance."""
    today = today or timezone.localdate()
    if grant.is_over:
        return [badge(_("ended"), "neutral")]
    found = []
    if grant.is_waiting:
        found.append(badge(_("waits for a second person"), "warning"))
    if grant.since and grant.since > today:
        found.append(badge(format_html(_("begins on {}"), when(grant.since)), "info"))
    if grant.until_on:
        found.append(badge(format_html(_("ends on {}"), when(grant.until_on)), "info"))
    due = grant.review_due_on
    if due and due <= today and not grant.is_waiting:
        found.append(badge(_("to be confirmed"), "warning"))
    return found
