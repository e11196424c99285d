"""How things stand, for administrators (does everything run?) and data protection officers (what happened to data?)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Expression, Min, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Grant, Invitation
from partnerships.directory.models.counting import LIMIT, count_to_limit
from partnerships.shared.audit.models import AuditEvent, AuditSeal, LogCheck
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status
from partnerships.shared.parts.figures import number, quantity, when

DAYS = 30  # how far back reading and exporting is counted
TOO_LONG = timedelta(minutes=15)  # no single document takes so long: then nobody works on the queue
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # before every event


@dataclass(frozen=True)
class StateFact:
    """One thing that is counted or dated: `value` in words, `href` where the rows are, `trouble` what is wrong."""

    label: str | Promise
    value: object
    href: str = ""
    trouble: str = ""


@dataclass(frozen=True)
class State:
    """What an account may know of the whole, in the order of the page; empty lists where it may know nothing."""

    installation: list[StateFact]
    data: list[StateFact]


def state_for(account: Account) -> State:
    """One query where the account looks after something, none for everybody else."""
    runs, guards = account.is_administrator(), account.access.has("data_protection")
    if not (runs or guards):
        return State([], [])
    asked = (_installation() if runs else {}) | (_data(account) if guards else {})
    row = Account.objects.filter(pk=account.pk).annotate(**asked).values(*asked).get()
    return State(
        list(_installation_facts(row)) if runs else [], list(_data_facts(row)) if guards else []
    )


def _installation() -> dict[str, Expression | Subquery]:
    """What administrators keep running; none of it shows what people wrote."""
    return {
        "accounts": count_to_limit(Account.objects.filter(is_active=True)),
        "invited": count_to_limit(Invitation.objects.open()),
        "letters_waiting": count_to_limit(Letter.objects.filter(status=Status.QUEUED)),
        "documents_waiting": count_to_limit(Document.objects.filter(status=Status.QUEUED)),
        "letters_since": _oldest(Letter.objects.all()),
        "documents_since": _oldest(Document.objects.all()),
        "sealed_at": _last_seal(),
        "unsealed_since": _first_unsealed(),
    }


def _data(account: Account) -> dict[str, Expression | Subquery]:
    """Counted over what this officer may read of the log."""
    events = AuditEvent.objects.visible_to(account)
    lately = events.filter(at__gte=timezone.now() - timedelta(days=DAYS))
    checks = LogCheck.objects.filter(status=Status.DONE).order_by("-finished_at")
    return {
        "entries": count_to_limit(events),
        "unsealed": count_to_limit(events.unsealed()),
        "exported": count_to_limit(lately.filter(what="lists.exported")),
        "protected_roles": count_to_limit(Grant.objects.visible_to(account).in_effect()),
        "sealed_at": _last_seal(),
        "unsealed_since": _first_unsealed(),
        "checked_at": Subquery(checks.values("finished_at")[:1]),
    }


def _oldest(rows: QuerySet) -> Subquery:
    waiting = rows.filter(status=Status.QUEUED).order_by().values("status")
    return Subquery(waiting.annotate(since=Min("created_at")).values("since"))


def _last_seal() -> Subquery:
    return Subquery(AuditSeal.objects.order_by("-id").values("at")[:1])


def _first_unsealed() -> Subquery:
    later = AuditEvent.objects.filter(at__gt=Coalesce(_last_seal(), LONG_AGO))
    return Subquery(later.order_by("at", "id").values("at")[:1])


def _installation_facts(row: dict) -> Iterator[StateFact]:
    yield StateFact(_("Accounts"), _count(row["accounts"]), reverse("directory:people"))
    yield StateFact(_("Invitations without an answer"), _count(row["invited"]))
    waiting = {
        "letters": (_("Letters that wait"), reverse("letters:list") + "?status=queued"),
        "documents": (_("Documents that wait"), ""),
    }
    for name, (label, href) in waiting.items():
        trouble = _standing_still(row[f"{name}_since"])
        yield StateFact(label, _count(row[f"{name}_waiting"]), href, trouble)
    yield _sealed(row)


def _data_facts(row: dict) -> Iterator[StateFact]:
    log, since = reverse("audit:log"), timezone.localdate() - timedelta(days=DAYS)
    yield StateFact(_("Entries in the log"), _count(row["entries"]), log)
    exported = _("Lists exported in the last %(days)s days") % {"days": DAYS}
    href = f"{log}?what=lists.exported&since={since.isoformat()}" if row["exported"] else ""
    yield StateFact(exported, _count(row["exported"]), href)
    yield StateFact(
        _("Protected roles in effect"), _count(row["protected_roles"]), reverse("directory:roles")
    )
    checked = when(row["checked_at"], "long") if row["checked_at"] else _("not yet")
    yield StateFact(_("Log last checked"), checked, reverse("audit:verify"))
    yield _sealed(row)
    yield StateFact(_("Waiting for the next seal"), _count(row["unsealed"]))


def _sealed(row: dict) -> StateFact:
    value = when(row["sealed_at"], "long") if row["sealed_at"] else _("not yet")
    return StateFact(
        _("Last seal of the log"), value, trouble=_standing_still(row["unsealed_since"])
    )


def _standing_still(since: datetime | None) -> str:
    """Nobody took what waits since then: in words, or nothing while it waits for no longer than TOO_LONG."""
    if since is None or timezone.now() - since < TOO_LONG:
        return ""
    words = _("Something waits since {when}: worker or clock may have stopped.")
    return format_html(words, when=when(since))


def _count(count: int) -> str:
    return number(count) if count <= LIMIT else quantity(LIMIT, "more_than")
