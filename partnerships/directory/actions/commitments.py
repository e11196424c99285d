"""Campaigns of a project: ask organisations, note what they answer."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions.partnerships import acting, apply, hold
from partnerships.directory.models import Account, Answer, Commitment, Organisation, Project
from partnerships.shared.audit.actions import record
from partnerships.shared.sorting import sort_key


@transaction.atomic
def ask_commitments(
    project: Project,
    *,
    by: Account,
    organisations: Iterable[Organisation] = (),
    names: Iterable[str] = (),
    asked_on: date | None = None,
) -> list[Commitment]:
    """Several at once; whoever was asked already is not asked twice. Returns the new ones.

    Raises: PermissionDenied, ValidationError when nobody is left to ask.
    """
    hold(project.partnership, by=by)
    there, called = _asked_already(project)
    made = [
        Commitment(project=project, organisation=organisation, asked_on=asked_on)
        for organisation in organisations
        if organisation.pk not in there
    ]
    for name in names:
        if (key := sort_key(name)) not in called:
            called.add(key)
            made.append(Commitment(project=project, name=name, asked_on=asked_on))
    if not made:
        raise ValidationError(_("Choose or name somebody who has not been asked yet."))
    for commitment in made:
        commitment.full_clean(exclude=["sort_key"])
        commitment.save()
    record(
        "directory.commitments_asked",
        **acting(by=by, target=project, inside=project.partnership, number=len(made)),
    )
    return made


def _asked_already(project: Project) -> tuple[set[int], set[str]]:
    rows = list(project.commitments.values_list("organisation_id", "name", "sort_key"))
    return {pk for pk, _name, _key in rows if pk}, {key for _pk, name, key in rows if name}


def _lock(commitment: Commitment) -> Commitment:
    """Raises: Commitment.DoesNotExist when somebody removed it meanwhile."""
    rows = Commitment.objects.select_for_update(of=("self",))
    return rows.select_related("project__partnership", "organisation").get(pk=commitment.pk)


@transaction.atomic
def answer_commitment(
    commitment: Commitment, *, by: Account, answer: str, **values: object
) -> Commitment:
    """What it said and when; a changed mind is one more answer, the history keeps the former.

    Raises: PermissionDenied, ValidationError, Commitment.DoesNotExist.
    """
    locked = _lock(commitment)
    rules.can_answer_commitment(by, locked).enforce()
    apply(locked, {"answer": answer, **values})
    if answer == Answer.ASKED:
        locked.answered_on = None
    if locked.answered_on and locked.answered_on > timezone.localdate():
        raise ValidationError({"answered_on": _("This day has not come yet.")})
    if locked.asked_on and locked.answered_on and locked.answered_on < locked.asked_on:
        raise ValidationError({"answered_on": _("The answer cannot come before the question.")})
    locked.full_clean(exclude=["sort_key"])
    locked.save()
    record(
        "directory.commitment_answered",
        **acting(
            by=by,
            target=locked,
            inside=locked.project.partnership,
            answer=answer,
        ),
    )
    return locked


@transaction.atomic
def remove_commitment(commitment: Commitment, *, by: Account) -> None:
    """Asked by mistake; it stays in the history. Raises: PermissionDenied, Commitment.DoesNotExist."""
    locked = _lock(commitment)
    hold(locked.project.partnership, by=by)
    record(
        "directory.commitment_removed",
        **acting(
            by=by,
            target=locked,
            inside=locked.project.partnership,
            project=locked.project_id,
        ),
    )
    locked.delete()
