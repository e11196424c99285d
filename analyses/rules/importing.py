"""Who brings records into a draft by a file. Seeing is row-level security: one's own authority, in the case, with sight of contents."""

from django.utils.translation import gettext as _

from analyses.models import CaseRole, Contribution, ImportRun, ImportStage, own_participation
from analyses.stages import Stage
from partnerships.directory.models import Account
from partnerships.shared.outbox import Status
from partnerships.shared.verdicts import Verdict, allowed_if, refused

GIVING = (Stage.COLLECTING, Stage.ANALYSING)


def can_import_records(by: Account, contribution: Contribution) -> Verdict:
    """Officers of the authority whose draft it is, with sight of contents, while the case collects or analyses."""
    own = own_participation(by, contribution.case)
    if own is None or own.role == CaseRole.APPROVER:
        return refused(_("Only officers who work on the contents of this case contribute."))
    if own.authority_id != contribution.authority_id:
        return refused(_("Only the authority that gave it does that."))
    if contribution.submitted_at or contribution.withdrawn_at:
        return refused(_("Records are imported into a draft; this contribution is one no longer."))
    return allowed_if(
        contribution.case.stage in GIVING,
        _("Contributions are given while the case collects or analyses, not at this stage."),
    )


def _own(by: Account, run: ImportRun) -> Verdict:
    return allowed_if(
        run.by_id == by.pk, _("Whoever chose the file goes on with it.")
    ) and can_import_records(by, run.contribution)


def can_map_import(by: Account, run: ImportRun) -> Verdict:
    """Whoever chose the file says how it is read and what its columns mean, until it is entered."""
    return _own(by, run) and allowed_if(
        run.stage in (ImportStage.READING, ImportStage.CHECKED)
        or (run.is_on_its_way and run.status == Status.FAILED),
        _("This file is being worked on, or is entered already."),
    )


def can_confirm_import(by: Account, run: ImportRun) -> Verdict:
    """Whoever chose the file, once it is checked and something can be entered."""
    return _own(by, run) and allowed_if(
        run.stage == ImportStage.CHECKED and run.records > 0,
        _("There is nothing to enter."),
    )


def can_cancel_import(by: Account, run: ImportRun) -> Verdict:
    """Anybody of the own authority who works on the contents of the case, until it is entered."""
    own = own_participation(by, run.case)
    mine = own is not None and own.authority_id == run.contribution.authority_id
    return allowed_if(mine, _("Only the authority that gave it does that.")) and allowed_if(
        run.is_on_its_way, _("It is over already.")
    )
