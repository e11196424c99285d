"""Give into a case: begin a draft, fill it, submit it, correct it, take it back. What was submitted is never changed, see `models.kept`."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.logging import Reason, note
from analyses.actions.notes import withdraw_resting_notes
from analyses.actions.questions import reopen_parts
from analyses.kinds import Category, Schema, Secrecy
from analyses.links import is_possible
from analyses.models import (
    Case,
    Contribution,
    Link,
    Operation,
    ProvisionVersion,
    ReasonCode,
    Record,
    links_for,
    records_for,
    seen_by_house,
)
from analyses.models.cases import LONGEST_TEXT
from analyses.models.kept import EMPTIED
from analyses.properties import LONGEST, caption_of
from analyses.strictness import ORDER, Limits, is_laxer, strictest
from analyses.values import clean_properties
from partnerships.directory.models import Account, Organisation
from partnerships.shared.lines import clean_line

GIVING = Reason(ReasonCode.CONTRIBUTION)
MARKING = ("means_of_collection", "police_category", "protected_interest", "first_storing_body")
MOST_RECORDS = 20_000  # of one contribution
COPIED = 1000  # rows that a new version copies at once


def _about(contribution: Contribution) -> tuple[str, int]:
    return ("contribution", contribution.pk)


def _lock(contribution: Contribution) -> Contribution:
    """Read anew under the lock of its case. Raises: DoesNotExist for whoever does not see it."""
    case = Case.objects.lock(contribution.case)
    rows = Contribution.objects.select_related("authority", "basis__provision")
    found = rows.select_for_update(of=("self",), no_key=True).get(pk=contribution.pk)
    found.case = case
    return found


@transaction.atomic
def begin_contribution(
    case: Case,
    *,
    basis: ProvisionVersion,
    purpose: str,
    initiative: str,
    regime: str,
    released_to: Iterable[Organisation],
    handling: str,
    review_on: date,
    received_on: date | None = None,
    handling_text: str = "",
    secrecy: str = Secrecy.NONE,
    release_note: str = "",
    marking: Mapping[str, str] | None = None,
    file_name: str = "",
    file_sha256: str = "",
    by: Account,
) -> Contribution:
    """A draft, seen by one's own authority alone. `marking`: PolG NRW § 22b, by MARKING.

    Raises: PermissionDenied, ValidationError.
    """
    case = Case.objects.lock(case)
    rules.can_contribute(by, case).enforce()
    own = rules.giver_in(by, case)
    assert own is not None  # noqa: S101  the rule says so
    contribution = Contribution(case=case, authority=own.authority, by=by)
    contribution.file_name, contribution.file_sha256 = file_name, file_sha256
    _fill(
        contribution,
        {
            "basis": basis,
            "purpose": purpose,
            "initiative": initiative,
            "regime": regime,
            "handling": handling,
            "handling_text": handling_text,
            "secrecy": secrecy,
            "release_note": release_note,
            "received_on": received_on or timezone.localdate(),
            "review_on": review_on,
            **(marking or {}),
        },
        released_to,
    )
    note(
        Operation.COLLECT,
        "contribution.begun",
        by=by,
        case=case,
        about=_about(contribution),
        reason=GIVING,
        basis_id=basis.pk,
    )
    return contribution


def _fill(
    contribution: Contribution, values: Mapping[str, object], released_to: Iterable[Organisation]
) -> None:
    """Raises: ValidationError."""
    recipients = list(released_to)
    for name, value in values.items():
        setattr(contribution, name, value)
    contribution.released_to = sorted(each.pk for each in recipients)
    _check(contribution, recipients)
    contribution.full_clean()
    contribution.save()


def _check(contribution: Contribution, recipients: list[Organisation]) -> None:
    """What must hold of a draft, and once more when it is submitted. Raises: ValidationError."""
    if len(contribution.purpose) > LONGEST_TEXT:
        raise ValidationError(
            {
                "purpose": _("At most %(most)s characters; these are %(length)s.")
                % {"most": LONGEST_TEXT, "length": len(contribution.purpose)}
            }
        )
    _check_recipients(contribution, recipients)
    gaps = rules.find_gaps(
        contribution.basis,
        authority=contribution.authority,
        recipients=recipients,
        initiative=contribution.initiative,
        day=timezone.localdate(),
    )
    if gaps:
        raise ValidationError({"basis": gaps})
    _check_days(contribution)
    if rules.kind_of(contribution.authority_id) in rules.POLICE:
        missing = [name for name in MARKING if not clean_line(getattr(contribution, name))]
        if missing:
            said = _("Data of the police are not passed on without this mark (PolG NRW § 22b).")
            raise ValidationError({name: [said] for name in missing})


def _check_recipients(contribution: Contribution, recipients: list[Organisation]) -> None:
    if not recipients:
        raise ValidationError({"released_to": _("Say which authorities may see it.")})
    possible = set(rules.recipients_for(contribution.case, contribution.authority_id))
    for each in recipients:
        if each not in possible:
            raise ValidationError(
                {
                    "released_to": _("%(authority)s does not work on the contents of this case.")
                    % {"authority": each}
                }
            )


def _check_days(contribution: Contribution) -> None:
    today = timezone.localdate()
    last = min(
        contribution.case.delete_on, today + timedelta(days=settings.ANALYSES_LONGEST_CASE_DAYS)
    )
    if contribution.received_on > today:
        raise ValidationError({"received_on": _("This day is still to come.")})
    if not today < contribution.review_on <= last:
        raise ValidationError(
            {"review_on": _("This day lies after today, and not after the deletion of the case.")}
        )


@transaction.atomic
def change_draft(
    contribution: Contribution,
    *,
    released_to: Iterable[Organisation],
    by: Account,
    **values: object,
) -> Contribution:
    """What the draft says of itself. `values`: fields as `begin_contribution`, the marking by its names.

    Raises: PermissionDenied, ValidationError.
    """
    contribution = _lock(contribution)
    rules.can_change_draft(by, contribution).enforce()
    _fill(contribution, values, released_to)
    laxer = [code for code in ORDER if is_laxer(code, contribution.handling)]
    if Record.objects.filter(contribution=contribution, handling__in=laxer).exists():
        raise ValidationError(
            {"handling": _("Records in it allow more. Change them first, or delete them.")}
        )
    note(
        Operation.ALTER,
        "contribution.changed",
        by=by,
        case=contribution.case,
        about=_about(contribution),
        reason=GIVING,
        basis_id=contribution.basis_id,
    )
    return contribution


def build_record(
    contribution: Contribution,
    *,
    schema: str,
    properties: Mapping[str, Iterable[object]],
    category: str,
    source: str,
    information: str,
    is_assessment: bool = False,
    handling: str = "",
    handling_text: str = "",
    key: str = "",
    is_minor: bool = False,
    needs_protection: bool = False,
) -> Record:
    """Checked but not saved; asks the database nothing, for many rows. An empty handling code is the contribution's.

    Raises: ValidationError; of properties by their names.
    """
    if schema not in Schema.values:
        raise ValidationError({"schema": _("This is none of the kinds of records.")})
    if schema != Schema.PERSON and not category:
        category = Category.NO_PERSON
    if not handling:
        handling, handling_text = contribution.handling, handling_text or contribution.handling_text
    known = clean_properties(schema, properties)
    record = Record(
        case=contribution.case,
        contribution=contribution,
        key=clean_line(key),
        schema=schema,
        caption=caption_of(schema, known)[:LONGEST],
        properties=known,
        category=category,
        is_assessment=is_assessment,
        source=source,
        information=information,
        handling=handling,
        handling_text=clean_line(handling_text),
        is_minor=is_minor,
        needs_protection=needs_protection,
    )
    record.clean_fields(exclude={"case", "contribution"})
    _check_record(record, contribution)
    return record


def _check_record(record: Record, contribution: Contribution) -> None:
    if is_laxer(record.handling, contribution.handling):
        raise ValidationError(
            {
                "handling": _("The contribution has %(code)s; a record may not allow more.")
                % {"code": contribution.handling}
            }
        )
    if record.handling == "H3" and not record.handling_text:
        raise ValidationError({"handling_text": _("Say which other limits there are.")})
    if (record.schema == Schema.PERSON) == (record.category == Category.NO_PERSON):
        said = (
            _("A person has a category.")
            if record.schema == Schema.PERSON
            else _("Only a person has a category.")
        )
        raise ValidationError({"category": said})
    if record.schema != Schema.PERSON and record.is_minor:
        raise ValidationError({"is_minor": _("Only a person can be a minor.")})


def _note_record(what: str, operation: Operation, record: Record, by: Account) -> None:
    note(
        operation,
        what,
        by=by,
        case=record.case,
        about=("record", record.pk),
        reason=GIVING,
        basis_id=record.contribution.basis_id,
        fields=sorted(record.properties),
        rows=1,
    )


@transaction.atomic
def add_record(contribution: Contribution, *, by: Account, **values: object) -> Record:
    """One more in a draft; `values` as `build_record`. Raises: PermissionDenied, ValidationError."""
    contribution = _lock(contribution)
    rules.can_change_draft(by, contribution).enforce()
    record = build_record(contribution, **values)  # type: ignore[arg-type]  # as the caller says
    if Record.objects.filter(contribution=contribution)[MOST_RECORDS - 1 :].exists():
        raise ValidationError(
            _("A contribution holds at most %(most)s records.") % {"most": MOST_RECORDS}
        )
    record.validate_constraints(exclude={"case"})
    record.save()
    _note_record("record.added", Operation.COLLECT, record, by)
    return record


@transaction.atomic
def change_record(record: Record, *, by: Account, **values: object) -> Record:
    """In a draft. Raises: PermissionDenied, ValidationError."""
    contribution = _lock(record.contribution)
    rules.can_change_draft(by, contribution).enforce()
    changed = build_record(contribution, **values)  # type: ignore[arg-type]  # as the caller says
    changed.pk, changed.created_at = record.pk, record.created_at
    changed._state.adding = False
    changed.validate_constraints(exclude={"case"})
    changed.save(force_update=True)
    _note_record("record.changed", Operation.ALTER, changed, by)
    return changed


@transaction.atomic
def remove_record(record: Record, *, by: Account) -> Contribution:
    """Out of a draft, with its links. Raises: PermissionDenied."""
    contribution = _lock(record.contribution)
    rules.can_change_draft(by, contribution).enforce()
    _note_record("record.removed", Operation.ERASE, record, by)
    with seen_by_house():
        Link.objects.filter(from_record=record).delete()
        Link.objects.filter(to_record=record).delete()
        Record.objects.filter(pk=record.pk).delete()
    return contribution


def limits_of(contribution: Contribution, *records: Record) -> Limits:
    """What recipients of something that rests on these may do."""
    rows: list[Contribution | Record] = [contribution, *records]
    rows += [record.contribution for record in records]
    return strictest(Limits(each.handling, each.handling_text) for each in rows)


@transaction.atomic
def add_link(
    contribution: Contribution,
    *,
    from_record: Record,
    to_record: Record,
    kind: str,
    source_text: str,
    since: date | None = None,
    until_on: date | None = None,
    by: Account,
) -> Link:
    """Two records hang together; carried by a draft. It is combining where they are of different contributions.

    Raises: PermissionDenied, ValidationError; DoesNotExist for records that one does not see.
    """
    contribution = _lock(contribution)
    case = contribution.case
    rules.can_change_draft(by, contribution).enforce()
    rows = records_for(by, case).select_related("contribution")
    ends = [rows.get(pk=each.pk) for each in (from_record, to_record)]
    is_combining = {each.contribution_id for each in ends} != {contribution.pk}
    if is_combining:
        rules.can_combine(by, contribution).enforce()
    if not is_possible(kind, ends[0].schema, ends[1].schema):
        raise ValidationError({"kind": _("These two kinds of records do not hang together so.")})
    limits = limits_of(contribution, *ends)
    link = Link(
        case=case,
        contribution=contribution,
        from_record=ends[0],
        to_record=ends[1],
        kind=kind,
        since=since,
        until_on=until_on,
        source_text=source_text,
        handling=limits.code,
        handling_text=limits.text,
    )
    link.full_clean()
    link.save()
    basis = case.combination_id if is_combining else contribution.basis_id
    note(
        Operation.COMBINE if is_combining else Operation.COLLECT,
        "link.added",
        by=by,
        case=case,
        about=("link", link.pk),
        basis_id=basis,
        rows=2,
    )
    return link


@transaction.atomic
def remove_link(link: Link, *, by: Account) -> Contribution:
    """Out of a draft. Raises: PermissionDenied."""
    contribution = _lock(link.contribution)
    rules.can_change_draft(by, contribution).enforce()
    note(
        Operation.ERASE,
        "link.removed",
        by=by,
        case=contribution.case,
        about=("link", link.pk),
        basis_id=contribution.basis_id,
        rows=1,
    )
    links_for(by, contribution.case).filter(pk=link.pk).delete()
    return contribution


@transaction.atomic
def submit(contribution: Contribution, *, by: Account) -> Contribution:
    """From now on the recipients see it, and nobody changes it. The legal basis is asked again, today.

    Raises: PermissionDenied; ValidationError, and the draft stays.
    """
    contribution = _lock(contribution)
    rules.can_submit(by, contribution).enforce()
    recipients = list(Organisation.objects.filter(pk__in=contribution.released_to))
    _check(contribution, recipients)
    _derive_again(contribution)
    contribution.by, contribution.submitted_at = by, timezone.now()
    contribution.save(update_fields=["by", "submitted_at"])
    rows = _erase_former(contribution)
    note_given(contribution, recipients, by)
    if contribution.replaces_id:
        _note_end("contribution.replaced", contribution, contribution.replaces_id, rows, by)
    return contribution


def _derive_again(contribution: Contribution) -> None:
    """Codes of the links, after what they rest on may have changed in the draft."""
    ends = ("from_record__contribution", "to_record__contribution")
    links = list(Link.objects.filter(contribution=contribution).select_related(*ends))
    for link in links:
        limits = limits_of(contribution, link.from_record, link.to_record)
        link.handling, link.handling_text = limits.code, limits.text
    Link.objects.bulk_update(links, ["handling", "handling_text"], batch_size=COPIED)


def note_given(contribution: Contribution, recipients: Iterable[Organisation], by: Account) -> None:
    """One entry for each authority that sees it from now on."""
    rows = Record.objects.filter(contribution=contribution).count()
    for each in recipients:
        note(
            Operation.DISCLOSE,
            "contribution.submitted",
            by=by,
            case=contribution.case,
            about=_about(contribution),
            reason=GIVING,
            recipient_id=each.pk,
            basis_id=contribution.basis_id,
            rows=rows,
        )


def _note_end(what: str, contribution: Contribution, number: int, rows: int, by: Account) -> None:
    for recipient in contribution.released_to:
        note(
            Operation.ERASE,
            what,
            by=by,
            case=contribution.case,
            about=("contribution", number),
            reason=GIVING,
            recipient_id=recipient,
            basis_id=contribution.basis_id,
            rows=rows,
        )


def _erase_former(contribution: Contribution) -> int:
    """The version that this one replaces: it is marked, and its contents go."""
    if contribution.replaces_id is None:
        return 0
    rows = Contribution.objects.select_for_update(of=("self",), no_key=True)
    former = rows.get(pk=contribution.replaces_id)
    if former.withdrawn_at:
        raise ValidationError(
            _("The version that this one corrects was taken back. Delete this draft.")
        )
    former.replaced_at = contribution.submitted_at
    return _end(former, ["replaced_at"])


def _end(contribution: Contribution, changed: list[str]) -> int:
    """The end as it is written, the texts emptied, everything that rests on it gone. Gives the number of records."""
    for name in EMPTIED:
        setattr(contribution, name, "")
    contribution.save(update_fields=[*changed, *EMPTIED])
    return erase_contents(contribution)


def erase_contents(contribution: Contribution) -> int:
    """Records and whatever is derived from them, whoever carries it. Gives the number of records. What else comes to rest on records goes here."""
    with seen_by_house():  # links of others that one does not see rest on these records as well
        records = Record.objects.filter(contribution=contribution)
        Link.objects.filter(contribution=contribution).delete()
        Link.objects.filter(from_record__in=records).delete()
        Link.objects.filter(to_record__in=records).delete()
        return records._raw_delete(records.db)


@transaction.atomic
def withdraw(contribution: Contribution, *, reason: str, by: Account) -> Contribution:
    """Taken back: contents and what rests on them are gone at once; who gave it, when, on which basis and why it went stays.

    Raises: PermissionDenied, ValidationError.
    """
    contribution = _lock(contribution)
    rules.can_withdraw(by, contribution).enforce()
    contribution.withdrawn_by, contribution.withdrawn_at = by, timezone.now()
    contribution.withdraw_reason = clean_line(reason)
    if not contribution.withdraw_reason:
        raise ValidationError({"withdraw_reason": _("Say why.")})
    contribution.clean_fields(exclude={*EMPTIED, "case"})
    for draft in Contribution.objects.drafts().filter(replaces=contribution):
        _discard(draft)
    rows = _end(contribution, ["withdrawn_by", "withdrawn_at", "withdraw_reason"])
    withdraw_resting_notes(contribution, by=by)
    reopen_parts(contribution, by=by)
    _note_end("contribution.withdrawn", contribution, contribution.pk, rows, by)
    return contribution


def _discard(draft: Contribution) -> None:
    erase_contents(draft)
    draft.delete()


@transaction.atomic
def discard_draft(contribution: Contribution, *, by: Account) -> None:
    """Nobody but one's own authority has ever seen it. Raises: PermissionDenied."""
    contribution = _lock(contribution)
    rules.can_discard_draft(by, contribution).enforce()
    note(
        Operation.ERASE,
        "contribution.discarded",
        by=by,
        case=contribution.case,
        about=_about(contribution),
        reason=GIVING,
        basis_id=contribution.basis_id,
    )
    _discard(contribution)


@transaction.atomic
def correct(contribution: Contribution, *, by: Account) -> Contribution:
    """A draft with the same contents, which replaces this one once it is submitted. Raises: PermissionDenied."""
    former = _lock(contribution)
    rules.can_correct(by, former).enforce()
    names = [field.attname for field in Contribution._meta.concrete_fields]
    left_out = {"id", "created_at", "submitted_at", "by_id"}
    values = {name: getattr(former, name) for name in names if name not in left_out}
    draft = Contribution(**values)
    draft.by, draft.version, draft.replaces = by, former.version + 1, former
    draft.case, draft.authority = former.case, former.authority
    draft.save(force_insert=True)
    rows = _copy_contents(former, draft)
    note(
        Operation.COLLECT,
        "contribution.begun",
        by=by,
        case=former.case,
        about=_about(draft),
        reason=GIVING,
        basis_id=draft.basis_id,
        rows=rows,
    )
    return draft


def _copy_contents(former: Contribution, draft: Contribution) -> int:
    """Records, and the links that the former version carries."""
    anew: dict[int, Record] = {}
    for record in Record.objects.filter(contribution=former).order_by("pk").iterator(COPIED):
        number, record.pk = record.pk, None
        record._state.adding = True
        record.contribution = draft
        anew[number] = record
    Record.objects.bulk_create(anew.values(), batch_size=COPIED)
    links = []
    for link in Link.objects.filter(contribution=former).order_by("pk"):
        link.pk = None
        link._state.adding = True
        link.contribution = draft
        for end in ("from_record", "to_record"):
            if copy := anew.get(getattr(link, f"{end}_id")):
                setattr(link, end, copy)
        links.append(link)
    Link.objects.bulk_create(links, batch_size=COPIED)
    return len(anew)
