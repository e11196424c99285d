"""One's own calendar address: made, shown once, ended."""

import secrets
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from meetings.models import CalendarFeed
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(*, by: Account) -> str:
    """The secret part of a new address; the one before is over."""
    token = secrets.token_urlsafe(24)
    values = {"digest": _digest(token), "made_at": timezone.now(), "fetched_on": None}
    CalendarFeed.objects.update_or_create(account=by, defaults=values)
    record("meetings.feed_made", by=by, target=by, facts={})
    return token


@transaction.atomic
def end_feed(*, by: Account) -> None:
    """Calendars that know the address get nothing more."""
    number, _by_model = CalendarFeed.objects.filter(account=by.pk).delete()
    if number:
        record("meetings.feed_ended", by=by, target=by, facts={})


def account_of(token: str) -> Account | None:
    """Whose address it is; None for one that nobody made, that is over, or whose account is closed."""
    feeds = CalendarFeed.objects.filter(digest=_digest(token), account__is_active=True)
    feed = feeds.select_related("account").first()
    if feed is None:
        return None
    if feed.fetched_on != timezone.localdate():
        CalendarFeed.objects.filter(pk=feed.pk).update(fetched_on=timezone.localdate())
    return feed.account
