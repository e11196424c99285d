"""What the mailbox says of keeping: the day of the planned deletion, and until when it lies in backups."""

from datetime import timedelta

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from complaints import rules
from complaints.keeping import Item
from complaints.models import Complaint


def say_kept(complaint: Complaint) -> list[str]:
    """Sentences for the person. What a partner keeps has no day of its own here: it is shown once the office has it."""
    if complaint.is_kept:
        return []
    read = rules.with_keeping(Complaint.objects.select_related("office")).get(pk=complaint.pk)
    days = rules.due_of(read)
    if rules.find_stops(read):
        if days:
            return [_("At the moment we must not delete it.")]
        return [_("We delete it some time after it is closed. Then you read the day here.")]
    last = {
        item: day + timedelta(days=settings.COMPLAINTS_BACKUP_DAYS) for item, day in days.items()
    }
    return [
        text % {"day": date_format(day), "last": date_format(last[item])}
        for item, text in _words().items()
        if (day := days.get(item))
    ]


def _words() -> dict[Item, str]:
    return {
        Item.NAMES: _(
            "We delete your name from %(day)s on. In backup copies it is until %(last)s."
        ),
        Item.FILES: _(
            "We delete your photos and documents from %(day)s on. In backup copies they are until %(last)s."
        ),
        Item.COMPLAINT: _(
            "We delete everything from %(day)s on. In backup copies it is until %(last)s."
        ),
    }
