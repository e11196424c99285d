"""Give, confirm, refuse, end, extend and review roles."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions.endings import end_what_hangs_on
from partnerships.directory.letters.roles import tell_of_role
from partnerships.directory.models import Account, Grant, Organisation, Person, Role
from partnerships.directory.rules.scopes import (
    AUTHORITIES,
    NOT_OF_POLICE,
    OF_AUTHORITIES,
    POLICE,
    SCOPES,
    scope_of,
)
from partnerships.shared.audit.actions import record


@transaction.atomic
def give_role(
    person: Person, *, by: Account, role: str, since: date | None = None, **values: object
) -> Grant:
    """A grant; it begins when a second person confirms it.

    `values`: organisation or partnership as the role needs it, `until_on`. Raises: PermissionDenied, ValidationError.
    """
    rules.can_give(by, role, person).enforce()
    Person.objects.select_for_update().get(pk=person.pk)  # the same role twice at once
    grant = Grant(
        person=person, role=role, given_by=by, since=since or timezone.localdate(), **values
    )
    grant.full_clean(validate_constraints=False)
    _refuse_nonsense(grant)
    grant.full_clean()
    grant.save()
    if grant.is_protected:  # an address that still waits to be proven would need no second person
        EmailAddress.objects.filter(user__person=person, verified=False).delete()
    record("directory.role_given", by=by, target=grant, facts=_facts(grant))
    tell_of_role(grant, "given")
    return grant


def _refuse_nonsense(grant: Grant) -> None:
    """Raises: ValidationError for a scope that means nothing for the role, nobody, or a role held already."""
    if grant.organisation_id and grant.partnership_id:
        raise ValidationError(_("Choose an organisation or a partnership, not both."))
    if scope_of(grant) not in SCOPES[grant.role]:
        raise ValidationError(
            _("“%(role)s” cannot be given for this scope.") % {"role": grant.get_role_display()}
        )
    if grant.person.account_id is None:
        # Whoever invites chooses the address, alone: the second person must know who signs in.
        raise ValidationError(
            {"person": _("This person has no account yet. A role comes after it.")}
        )
    if grant.organisation:
        _refuse_organisation(grant, grant.organisation)
    if grant.until_on and grant.until_on < timezone.localdate():
        raise ValidationError({"until_on": _("This day is past.")})
    if _is_there_already(grant):
        raise ValidationError(_("This person has this role there already."))


def _refuse_organisation(grant: Grant, organisation: Organisation) -> None:
    if organisation.merged_into_id:
        raise ValidationError(
            {"organisation": _("This entry was a duplicate. Choose the one that goes on.")}
        )
    if grant.role in OF_AUTHORITIES and organisation.kind not in AUTHORITIES:
        raise ValidationError({"organisation": _("This role is given for an authority.")})
    if grant.role in NOT_OF_POLICE and organisation.kind in POLICE:
        raise ValidationError(
            {
                "organisation": _(
                    "This role is given for a partner, never for the police or customs."
                )
            }
        )


def _is_there_already(grant: Grant) -> bool:
    """The same role in the same scope on any day of this one."""
    rows = Grant.objects.not_over().filter(
        person=grant.person,
        role=grant.role,
        organisation=grant.organisation,
        partnership=grant.partnership,
    )
    rows = rows.exclude(until_on__lt=grant.since).exclude(pk=grant.pk)
    return (rows.exclude(since__gt=grant.until_on) if grant.until_on else rows).exists()


def _facts(grant: Grant) -> dict[str, object]:
    scope = {"organisation": grant.organisation_id, "partnership": grant.partnership_id}
    facts = {"person": grant.person_id, "role": grant.role}
    return facts | {name: pk for name, pk in scope.items() if pk}


def _lock(grant: Grant) -> Grant:
    rows = Grant.objects.select_for_update(of=("self",)).select_related("person", "organisation")
    return rows.get(pk=grant.pk)


@transaction.atomic
def confirm_role(grant: Grant, *, by: Account) -> Grant:
    """The second person lets a grant begin. Raises: PermissionDenied."""
    locked = _lock(grant)
    rules.can_confirm(by, locked).enforce()
    locked.confirmed_by = by
    locked.save(update_fields=["confirmed_by"])
    record("directory.role_confirmed", by=by, target=locked, facts=_facts(locked))
    tell_of_role(locked, "confirmed")
    return locked


@transaction.atomic
def refuse_role(grant: Grant, *, by: Account) -> Grant:
    """The second person says no; it never begins. Raises: PermissionDenied."""
    hold_administrators()
    locked = _lock(grant)
    rules.can_refuse(by, locked).enforce()
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])
    record("directory.role_refused", by=by, target=locked, facts=_facts(locked))
    tell_of_role(locked, "refused")
    return locked


def hold_administrators() -> None:
    """Whoever may take away the last administrator waits here for the other. Needs a transaction."""
    rows = Grant.objects.select_for_update().filter(role=Role.ADMINISTRATOR, ended_at__isnull=True)
    list(rows.order_by("pk").values_list("pk"))


@transaction.atomic
def end_role(grant: Grant, *, by: Account, until_on: date | None = None) -> Grant:
    """Now, with the sessions that lived of it, or after a last day. Raises: PermissionDenied, ValidationError."""
    hold_administrators()
    locked = _lock(grant)
    rules.can_end(Account.objects.get(pk=by.pk), locked).enforce()  # read anew: who else just ended
    if until_on is None:
        _end_now(locked, by=by)
    else:
        _end_after(locked, until_on)
    record("directory.role_ended", by=by, target=locked, facts=_facts(locked) | _day(until_on))
    tell_of_role(locked, "ended")
    return locked


def _day(day: date | None) -> dict[str, str]:
    return {"until": day.isoformat()} if day else {}


def _end_now(grant: Grant, *, by: Account | None) -> None:
    grant.ended_at = timezone.now()
    grant.save(update_fields=["ended_at"])
    end_what_hangs_on(grant.person, by=by)


def _end_after(grant: Grant, day: date) -> None:
    if day < timezone.localdate():
        raise ValidationError({"until_on": _("This day is past.")})
    if grant.until_on and day >= grant.until_on:
        raise ValidationError(
            {"until_on": _("It ends before that already. Give the role anew from the day after.")}
        )
    grant.until_on = day
    grant.full_clean()
    grant.save(update_fields=["until_on"])


@transaction.atomic
def review_role(grant: Grant, *, by: Account) -> Grant:
    """Once a year somebody says that it is still needed. Raises: PermissionDenied."""
    locked = _lock(grant)
    rules.can_review(by, locked).enforce()
    locked.reviewed_on, locked.reviewed_by = timezone.localdate(), by
    locked.save(update_fields=["reviewed_on", "reviewed_by"])
    record("directory.role_reviewed", by=by, target=locked, facts=_facts(locked))
    return locked


GRACE = timedelta(days=30)


@transaction.atomic
def call_for_review(grant: Grant) -> bool:
    """By the clock, once a year: holder and administrators are asked whether it is still needed."""
    locked = _lock(grant)
    if not Grant.objects.to_review(timezone.localdate()).filter(pk=locked.pk).exists():
        return False
    record("directory.role_review_called", by=None, target=locked, facts=_facts(locked))
    tell_of_role(locked, "review_called")
    return True


@transaction.atomic
def end_unreviewed(grant: Grant) -> bool:
    """By the clock, GRACE after the call; never the last administrator's. False when it stays."""
    hold_administrators()
    locked = _lock(grant)
    due = Grant.objects.to_review(timezone.localdate()).filter(pk=locked.pk).exists()
    if not due or not rules.one_administrator_stays([locked.pk]):
        return False
    _end_now(locked, by=None)
    record("directory.role_review_missed", by=None, target=locked, facts=_facts(locked))
    tell_of_role(locked, "review_missed")
    tell_of_role(locked, "ended")
    return True
