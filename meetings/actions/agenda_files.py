"""Papers of a point: add one, take one away, fetch one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions.agenda import acting_on, lock_item, take_away
from meetings.models import AgendaFile, AgendaItem
from meetings.rules import agenda as rules
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.uploads import Upload, keep

MOST = 10  # papers of one point


@transaction.atomic
def attach(item: AgendaItem, upload: Upload, *, by: Account) -> AgendaFile:
    """One more paper; the same one sent twice is one. Raises: PermissionDenied, ValidationError, AgendaItem.DoesNotExist."""
    item = lock_item(item)
    rules.can_attach(by, item).enforce()
    if there := item.files.filter(sha256=upload.sha256).first():
        return there
    if item.files.count() >= MOST:
        raise ValidationError({"file": _("A point has at most 10 papers.")})
    file = AgendaFile(
        item=item,
        name=upload.name,
        sha256=upload.sha256,
        size=len(upload.data),
        media_type=upload.content_type,
        uploaded_by=by,
    )
    file.full_clean(exclude=["file"])
    file.file = keep(upload, f"meetings/{item.partnership_id}")
    file.save()
    record("meetings.paper_added", **acting_on(item, by=by, agendafile=file.pk))
    return file


@transaction.atomic
def remove(file: AgendaFile, *, by: Account) -> None:
    """Row and bytes go. Raises: PermissionDenied, ObjectDoesNotExist."""
    item = lock_item(file.item)
    file = item.files.get(pk=file.pk)
    file.item = item
    rules.can_remove_file(by, file).enforce()
    record("meetings.paper_removed", **acting_on(item, by=by, agendafile=file.pk))
    take_away(file)


def record_fetch(file: AgendaFile, *, by: Account) -> None:
    """Note who read it."""
    record("meetings.paper_fetched", by=by, target=file.item, facts={"agendafile": file.pk})
