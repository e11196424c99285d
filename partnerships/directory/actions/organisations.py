"""Enter, edit and rename organisations."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.letters.naming import tell_the_leads
from partnerships.directory.models import Account, Organisation, OrganisationName
from partnerships.directory.models.locks import Lock, wait_for
from partnerships.directory.rules import capacity
from partnerships.shared.audit.actions import record
from partnerships.shared.versions import Conflict

DETAILS = (
    "name", "printed_name", "legal_form", "kind", "place", "areas", "languages", "email", "phone", "website",
    "parent", "hosted_by",
)  # fmt: skip
ABOVE = ("parent", "hosted_by")


@transaction.atomic
def enter_organisation(*, by: Account, name: str, kind: str, **values: object) -> Organisation:
    """A new organisation under its present name. Raises: PermissionDenied, ValidationError."""
    rules.can_enter_organisation(by).enforce()
    organisation = Organisation(
        name=name, kind=kind, entered_by=by, kept_by_id=rules.keeping_organisation(by), **values
    )
    organisation.full_clean()
    organisation.save()
    record("directory.organisation_entered", by=by, target=organisation, facts={"kind": kind})
    return organisation


def hold(organisation: Organisation, *, by: Account) -> Organisation:
    """Lock an organisation that is about to change, and ask again whether `by` keeps it.

    Needs a transaction. Raises: PermissionDenied, also when it was merged meanwhile.
    """
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.can_keep_organisation(by, locked).enforce()
    return locked


@transaction.atomic
def edit_organisation(
    organisation: Organisation, *, by: Account, version: int, **values: object
) -> Organisation:
    """New details; another spelling of the name is a correction and leaves no former name.

    Raises: PermissionDenied, ValidationError, Conflict when `version` is not the present one.
    """
    rules.can_edit_organisation(by, organisation).enforce()
    if any(values.get(relation) for relation in ABOVE):
        wait_for(Lock.TREE)
    locked = hold(organisation, by=by)
    if locked.version != version:
        raise Conflict("stale")
    changed = [
        name for name in DETAILS if values.get(name, _NONE) not in (_NONE, getattr(locked, name))
    ]
    before = locked.name
    if "name" in changed and "printed_name" not in values:
        locked.printed_name = ""  # it was the form of another name
    for name in changed:
        setattr(locked, name, values[name])
    if not changed:
        return locked
    _refuse_circles(locked, changed)
    _save(locked)
    if locked.name != before:
        locked.names.filter(name=before, until_on=None, ended_at=None).update(name=locked.name)
        _carry_order(locked)
    acting = capacity.for_organisation(by, locked)
    facts = {"fields": changed}
    record("directory.organisation_edited", by=by, target=locked, capacity=acting, facts=facts)
    tell_the_leads(locked, by=by)
    return locked


_NONE: object = object()


def _refuse_circles(organisation: Organisation, changed: list[str]) -> None:
    for relation in set(ABOVE) & set(changed):
        above = getattr(organisation, relation)
        if above and (above.pk == organisation.pk or above.is_below(organisation, relation)):
            raise ValidationError({relation: _("This would be a circle: it belongs to this one.")})


def _save(organisation: Organisation) -> None:
    organisation.version += 1
    organisation.full_clean()
    organisation.save()


def _carry_order(organisation: Organisation) -> None:
    """Partner rows and commitments keep a copy of the sort key."""
    for rows in (organisation.partners, organisation.commitments):
        rows.exclude(sort_key=organisation.sort_key).update(sort_key=organisation.sort_key)


@transaction.atomic
def rename_organisation(
    organisation: Organisation,
    *,
    by: Account,
    name: str,
    printed_name: str = "",
    since: date | None = None,
    attested_on: date | None = None,
) -> Organisation:
    """A new name from a day on, or known to be in use on one. The former name ends the day before.

    Raises: PermissionDenied, ValidationError for the same name, a future day, or one before the former name began.
    """
    rules.can_rename_organisation(by, organisation).enforce()
    locked = hold(organisation, by=by)
    day = since or attested_on
    if day is None:
        raise ValidationError({"since": _("Say since when, or on which day it is attested.")})
    field = "since" if since else "attested_on"
    if day > timezone.localdate():
        raise ValidationError({field: _("This day is still to come. Enter the new name then.")})
    if name == locked.name:
        raise ValidationError({"name": _("It has this name already.")})
    _close_name(locked, day, field)
    locked.name, locked.printed_name = name, printed_name
    _save(locked)
    now = OrganisationName(
        organisation=locked, name=name, since=since, attested_on=None if since else attested_on
    )
    now.full_clean()
    now.save()
    _carry_order(locked)
    acting = capacity.for_organisation(by, locked)
    facts = {"name": now.pk}
    record("directory.organisation_renamed", by=by, target=locked, capacity=acting, facts=facts)
    tell_the_leads(locked, by=by)
    return locked


def _close_name(organisation: Organisation, day: date, field: str) -> None:
    """The present name becomes a former one; where nobody noted its beginning, it is attested on its last day."""
    last = day - timedelta(days=1)
    present = organisation.names.filter(until_on=None, ended_at=None).order_by("-id").first()
    if present is None:
        present = OrganisationName(
            organisation=organisation, name=organisation.name, attested_on=last
        )
    began = present.since or present.attested_on
    latest = organisation.names.order_by(F("until_on").desc(nulls_last=True)).first()
    ended = latest.until_on if latest else None
    if (began and began > last) or (ended and ended > last):
        raise ValidationError({field: _("On this day it still carried an earlier name.")})
    present.name, present.until_on = organisation.name, last
    present.full_clean()
    present.save()
