"""Changes of the history as a table: moment, who, what, which field, before, after."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.directory.models import Account, Grant, Person
from partnerships.shared.history import Change, Changes, Difference
from partnerships.shared.templatetags.parts import Column, missing, when, words

COLUMNS = [
    Column(gettext_lazy("When")),
    Column(gettext_lazy("Who")),
    Column(gettext_lazy("What")),
    Column(gettext_lazy("Field")),
    Column(gettext_lazy("Before")),
    Column(gettext_lazy("After")),
]
DEEDS: dict[str, str | Promise] = {
    "insert": gettext_lazy("newly entered"),
    "update": gettext_lazy("changed"),
    "delete": gettext_lazy("removed"),
}


def describe_changes(account: Account, changes: Changes) -> dict[str, object]:
    """What templates/parts/history.html needs: columns, rows, and the cursor for older ones."""
    doers = names_of_accounts(account, {change.by for change in changes.rows if change.by})
    rows = [
        row
        for change in changes.rows
        for row in _lines(
            change, doers.get(change.by, _("the system")) if change.by else _("the system")
        )
    ]
    return {"columns": COLUMNS, "rows": rows, "older": changes.following}


def names_of_accounts(account: Account, ids: Iterable[int]) -> dict[int, str]:
    """Who acted, as the reader may know it: a person one sees, an administrator, or somebody else."""
    wanted = set(ids)
    if not wanted:
        return {}
    people = Person.objects.visible_to(account).filter(account__in=wanted)
    known = {row.account_id: str(row) for row in people}
    rest = wanted - known.keys()
    keeping = (
        Grant.objects.in_effect().filter(role="administrator", person__account__in=rest)
        if rest
        else Grant.objects.none()
    )
    administrators = set(keeping.values_list("person__account", flat=True))
    return {
        pk: known.get(pk) or (_("an administrator") if pk in administrators else _("somebody else"))
        for pk in wanted
    }


def _lines(change: Change, doer: str) -> list[tuple]:
    """One line a field; what is new or gone is one line with all its fields."""
    what = format_html("{}, {}", change.label, DEEDS.get(change.deed, change.deed))
    first = (when(change.at), words(doer), what)
    if change.deed == "update":
        return [
            (*first, row.label, _side(row.before), _side(row.after)) for row in change.differences
        ]
    whole = _whole(change.differences, change.deed)
    nothing = missing(_("nothing"))
    sides = (nothing, whole) if change.deed == "insert" else (whole, nothing)
    return [(*first, missing(_("all")), *sides)]


def _side(text: str) -> SafeString:
    return words(text) if text else missing(_("nothing"))


def _whole(differences: Iterable[Difference], deed: str) -> SafeString:
    sides = [(row.label, row.after if deed == "insert" else row.before) for row in differences]
    return format_html_join("; ", "{}: {}", [(label, words(side)) for label, side in sides if side])
