"""Whose complaints the database shows: those of an officer's offices, the one whose number was told, or all for the house's own work.

The same rule as `Complaint.objects.visible_to`, held once more by row-level security under every query. Source: decision 0054.
"""

from contextlib import AbstractContextManager

from django.utils import timezone

from partnerships.directory.models import Account
from partnerships.shared.row_policies import EVERYTHING, SIGHT, sight


def seen_by(account: Account) -> AbstractContextManager[None]:
    """Complaints of the offices whose complaints officer somebody is today, and those that organisations wrote whose helper they are."""
    return sight(f"account {account.pk} {timezone.localdate()}")


def seen_by_number(number: str) -> AbstractContextManager[None]:
    """The one complaint with this number: for who files it, and for its mailbox."""
    return sight(f"number {number}")


def seen_by_nobody() -> AbstractContextManager[None]:
    """None: for public pages, until a number was told."""
    return sight("")


def seen_by_house() -> AbstractContextManager[None]:
    """All: for what is deleted by the clock, posted by the worker, and done at the machine."""
    return sight(EVERYTHING)


def _part(number: int) -> str:
    return f"split_part({SIGHT}, ' ', {number})"


# complaints_offices_in_sight: offices whose complaints officer the account of the sight is on its day.
# complaints_barred_in_sight: complaints that name it or concern its unit; runs as the owner of the tables, whom no policy binds.
# complaints_helped_in_sight: organisations for which it helps people on that day.
OF_COMPLAINT = (
    f"CASE {_part(1)} WHEN '{EVERYTHING}' THEN true WHEN 'number' THEN number = {_part(2)}"
    " WHEN 'account' THEN partner_id = ANY(ARRAY(SELECT complaints_helped_in_sight()))"
    " OR (office_id = ANY(ARRAY(SELECT complaints_offices_in_sight()))"
    " AND (partner_id IS NULL OR forwarded_at IS NOT NULL)"
    " AND id <> ALL(ARRAY(SELECT complaints_barred_in_sight()))) ELSE false END"
)
OF_ITS_ROWS = "EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)"
OF_ROWS_OF_MESSAGE = "EXISTS (SELECT FROM complaints_message m WHERE m.id = message_id)"
# complaints_led_in_sight: units whose confirmed lead the account of the sight is on its day.
# complaints_named_in_sight: complaints that name it; runs as the owner of the tables.
OF_STATEMENTS = (
    f"{OF_ITS_ROWS} OR CASE {_part(1)} WHEN 'account' THEN withdrawn_at IS NULL"
    " AND unit_id = ANY(ARRAY(SELECT complaints_led_in_sight()))"
    " AND complaint_id <> ALL(ARRAY(SELECT complaints_named_in_sight())) ELSE false END"
)
