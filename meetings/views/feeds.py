"""One's meetings in one's own calendar: the page where the address is made, and what calendars read."""

from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meetings.actions import feeds
from meetings.calendar import write_feed
from meetings.models import CalendarFeed, Meeting
from meetings.models.meetings import MeetingQuerySet
from meetings.stages import Stage
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.calendar_days import CalendarDays
from partnerships.shared.registry import calendar_days

KEPT = timedelta(days=90)  # meetings that are over or off stay so long
AHEAD = timedelta(days=3 * 366)  # days of agreements that lie further away are not in it yet
MOST = 2000
WRITTEN = (  # what of a meeting stands in its event
    "uid", "sequence", "changed_at", "zone", "starts_at", "ends_at", "title", "title_en", "place", "online_url", "directions",
    "note", "stage",
)  # fmt: skip


@never_cache
def own(request: Request) -> HttpResponse:
    """Make the address, see it once, end it."""
    address = ""
    if request.method == "POST" and "end" in request.POST:
        feeds.end_feed(by=request.user)
        messages.success(request, _("The address is over. Calendars get nothing more."))
        return redirect("meetings:feed")
    if request.method == "POST":
        token = feeds.make_feed(by=request.user)
        address = settings.SITE_URL + reverse("meetings:read_feed", args=[token])
    feed = CalendarFeed.objects.filter(account=request.user.pk).first()
    left_out = [source.left_out for source in _other_days(request.user) if source.left_out]
    context = {"feed": feed, "address": address, "left_out": left_out}
    return render(request, "meetings/feed.html", context)


@login_not_required
@require_safe
def read(request: HttpRequest, token: str) -> HttpResponse:
    """What the account may see today; 304 where nothing has changed."""
    account = feeds.account_of(token)
    if account is None:
        raise Http404
    rows = meetings_of(account)
    days = [day for source in _other_days(account) for day in source.days]
    state = (
        account.language,
        list(rows.values_list("pk", "sequence", "stage", "changed_at")),
        days,
    )
    tag = f'W/"{sha256(repr(state).encode()).hexdigest()[:32]}"'
    if tag in [part.strip() for part in request.headers.get("If-None-Match", "").split(",")]:
        response: HttpResponse = HttpResponseNotModified()
    else:
        content = write_feed(rows.only(*WRITTEN), language=account.language, days=days)
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


def _other_days(account: Account) -> list[CalendarDays]:
    """What other apps put into calendars, in the account's language: from 90 days ago, for three years."""
    today = timezone.localdate()
    with override(account.language):
        return [list_days(account, today - KEPT, today + AHEAD) for list_days in calendar_days]


def meetings_of(account: Account) -> MeetingQuerySet:
    """Those one sees and of which others know; what is over or off, for 90 days."""
    since = timezone.now() - KEPT
    rows = Meeting.objects.visible_to(account).exclude(stage=Stage.PLANNED)
    return rows.filter(ends_at__gte=since, only_period=False).order_by("starts_at", "pk")[:MOST]
