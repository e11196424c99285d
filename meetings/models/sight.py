"""Who sees meetings and their points, as conditions in SQL: a list that stops after fifty rows asks fifty times.

Values: the numbers `account` and `person`, numbers of partnerships `mine` and `kept` (those one keeps).
"""

from partnerships.directory.models import Account
from partnerships.directory.models.conditions import Condition


def _meeting_seen(partnership: str, stage: str) -> str:
    """Of one's partnerships; what is only planned, to those who keep the partnership. SQL over these columns."""
    return f"""{partnership} = ANY (%(mine)s::bigint[])
        AND ({stage} <> 'planned' OR {partnership} = ANY (%(kept)s::bigint[]))"""


def _meeting_of(row: str) -> str:
    """The meeting with this number is seen."""
    return f"""(SELECT m.id FROM meetings_meeting m WHERE m.id = {row}
        AND {_meeting_seen("m.partnership_id", "m.stage")} LIMIT 1) IS NOT NULL"""


def _item_seen(partnership: str, meeting: str, confidential: str, proposed_by: str) -> str:
    """Of a meeting that one sees, or of none yet; confidential ones: keepers, the invited, and whoever proposed them."""
    return f"""{partnership} = ANY (%(mine)s::bigint[])
        AND ({meeting} IS NULL OR {_meeting_of(meeting)})
        AND (NOT {confidential} OR {partnership} = ANY (%(kept)s::bigint[]) OR {proposed_by} = %(account)s
            OR (SELECT a.id FROM meetings_attendee a
                WHERE a.meeting_id = {meeting} AND a.person_id = %(person)s AND a.withdrawn_at IS NULL
                AND (a.invited_at IS NOT NULL OR a.presence <> 'unknown') LIMIT 1) IS NOT NULL)"""


MEETING = _meeting_seen("outer_partnership", "outer_stage")
ITEM = _item_seen("outer_partnership", "outer_meeting", "outer_confidential", "outer_proposed_by")
OF_ITEM = _item_seen("i.partnership_id", "i.meeting_id", "i.confidential", "i.proposed_by_id")
ACTION = f"""{_meeting_of("outer_meeting")}
    AND (outer_item IS NULL OR outer_person = %(person)s
        OR (SELECT i.id FROM meetings_agendaitem i WHERE i.id = outer_item AND {OF_ITEM} LIMIT 1) IS NOT NULL)"""


def seen_by(account: Account, sight: str) -> Condition:
    """For `filter`: what the account sees; `sight` is one of MEETING, ITEM, ACTION."""
    access = account.access
    mine = list(access.partnership_ids)
    kept = [pk for pk in mine if access.is_liaison_in(pk) or access.co_manages(pk)]
    return Condition(sight, account=account.pk, person=access.person_id or 0, mine=mine, kept=kept)
