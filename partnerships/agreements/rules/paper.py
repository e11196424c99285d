"""Who records that all have signed on paper, and who of another organisation confirms it. Source: decision 0026."""

from django.utils.translation import gettext as _

from partnerships.agreements.models import Agreement, PaperRecord
from partnerships.agreements.rules.signing import can_record
from partnerships.agreements.rules.steps import can_keep
from partnerships.directory.models import Account
from partnerships.directory.rules.witnesses import leads_apart_from
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused


def can_record_on_paper(by: Account, agreement: Agreement) -> Verdict:
    """Keepers, while a round is open, once at a time, where somebody of another organisation could confirm it."""
    verdict = can_record(by, agreement)
    if not verdict:
        return verdict
    if PaperRecord.objects.waiting().filter(round__agreement=agreement).exists():
        return refused(_("This is recorded already and waits for its confirmation."))
    return allowed_if(
        leads_apart_from(by.pk, _organisations(agreement)),
        _(
            "Nobody could confirm it: no party outside your own organisation has a confirmed lead representative with an"
            " account who is independent of you. Record each party’s signature with its scan instead."
        ),
    )


def _organisations(agreement: Agreement) -> list[int]:
    return list(agreement.parties.values_list("organisation_id", flat=True))


def confirmers_of(record: PaperRecord) -> dict[int, int]:
    """Accounts that may confirm it today, each with the number of the party's organisation that it leads."""
    among = _organisations(record.round.agreement)
    return leads_apart_from(record.recorded_by_id, among, also=record.recorder_of)


def can_confirm_paper(
    by: Account, record: PaperRecord, confirmers: dict[int, int] | None = None
) -> Verdict:
    """A confirmed lead of a party outside all that the recorder belongs or belonged to, independent of the recorder.

    `confirmers`: where somebody has read them already.
    """
    waiting = _waits(record)
    if not waiting:
        return waiting
    if by.pk == record.recorded_by_id:
        return refused(
            _("Somebody of another organisation confirms this: nobody brings it into force alone.")
        )
    return allowed_if(
        by.pk in (confirmers_of(record) if confirmers is None else confirmers),
        _(
            "Only a confirmed lead representative of a party can confirm this, who does not belong to the organisation of"
            " the person who recorded it, and whose account that person did not open."
        ),
    )


def can_reject_paper(by: Account, record: PaperRecord) -> Verdict:
    """Whoever may confirm it may also say that it is not so."""
    return can_confirm_paper(by, record)


def can_withdraw_paper(by: Account, record: PaperRecord) -> Verdict:
    """The recorder, or another keeper, as long as nobody has answered."""
    waiting = _waits(record)
    if not waiting or by.pk == record.recorded_by_id:
        return waiting
    return can_keep(by, record.round.agreement.partnership_id)


def _waits(record: PaperRecord) -> Verdict:
    if record.is_waiting:
        return ALLOWED
    return refused(
        _("This is answered already: %(answer)s.") % {"answer": record.get_answer_display()}
    )
