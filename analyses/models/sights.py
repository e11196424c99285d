"""Whose cases the database shows: held by row-level security under every query, and once more by querysets. Source: decision 0055.

Analyses read a setting of their own: no sight of another room opens them.
"""

from contextlib import AbstractContextManager

from django.utils import timezone

from partnerships.directory.models import Account
from partnerships.shared.row_policies import sight

SETTING = "handschlag.analyses"
ALL = "all"
COMPLETE = "analyses_complete"  # SQL: adds to "account NUMBER DAY" the roles of that day


def seen_by(account: Account) -> AbstractContextManager[None]:
    """What this account may see today: cases in which it is named, requests it may check, shells for data protection."""
    return sight(f"account {account.pk} {timezone.localdate()}", SETTING, COMPLETE)


def seen_by_nobody() -> AbstractContextManager[None]:
    """Nothing."""
    return sight("", SETTING)


def seen_by_house() -> AbstractContextManager[None]:
    """All: for what the clock reviews and deletes, and for the numbers that a new case must not repeat. Never for a page."""
    return sight(ALL, SETTING)


_SAID = f"nullif(current_setting('{SETTING}', true), '')"
WORD = f"split_part({_SAID}, ' ', 1)"
ME = f"split_part({_SAID}, ' ', 2)"
IS_HOUSE = f"coalesce({WORD} = '{ALL}', false)"
IS_ACCOUNT = f"coalesce({WORD} = 'account', false)"

# The sight read once a statement: who, on which day, with which roles. The SQL functions of this file stand in migration 0010; they work with the
# rights of whoever asks, so that what they read is walled as well.
_SIGHT = "(SELECT analyses_sight_now())"


def held_for(role: str) -> str:
    """Organisations for which the account of the sight holds the role on its day; 0 is the installation (or a partnership)."""
    return f"ARRAY(SELECT analyses_scopes_in_sight('{role}'))"


def _of_case(condition: str) -> str:
    """True of the case, which is seen itself."""
    return f"EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id AND {condition})"


def _may_read(is_out: str, released_to: str) -> str:
    """One's own authority's always; of others what is out and released to one's authority, to all where `released_to` is NULL."""
    return f"analyses_may_read({_SIGHT}, c.passes, authority_id, {is_out}, {released_to})"


# A pass (`Case.passes`) that holds on the day, for an authority whose officer or analyst one is; requests that the legal service has to decide on;
# shells for data protection, of the installation or of an authority that takes part.
OF_CASE = f"analyses_sees_case({_SIGHT}, passes, stage, combination_id, combination_confirmed_at)"
# Rows of the shell: whoever sees the case sees them.
OF_SHELL = "EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id)"
# Contents of a case that belong to no contribution (tasks): those named with sight of contents.
OF_CONTENTS = _of_case(f"({IS_HOUSE} OR analyses_works_for({_SIGHT}, c.passes) IS NOT NULL)")
# A contribution: whoever has sight of contents, of one's own authority always, of others what they released and submitted.
OF_CONTRIBUTION = _of_case(_may_read("submitted_at IS NOT NULL", "released_to"))
OF_ROWS_OF_CONTRIBUTION = (
    f"({IS_HOUSE} OR contribution_id = ANY((SELECT analyses_contributions_in_sight())::bigint[]))"
)
_ASKS = f"analyses_asks({_SIGHT}, c.passes)"  # leads the case or analyses in it
# What one authority is asked, and what it answers: itself, the lead and the analysts. No other authority reads it.
OF_PART = _of_case(f"({_may_read('false', 'NULL')} OR {_ASKS})")
# A question: lead and analysts, and whoever is asked.
OF_QUESTION = (
    f"{_of_case(_ASKS)} OR id = ANY(ARRAY(SELECT q.question_id FROM analyses_questionpart q))"
)
# A note: one's own authority; the version in effect also those to whom it is released, and all with sight of contents where it is for
# the whole case.
OF_NOTE = _of_case(
    _may_read("replaced_at IS NULL", "CASE WHEN is_for_all THEN NULL ELSE released_to END")
)
OF_ROWS_OF_NOTE = "note_id = ANY(ARRAY(SELECT n.id FROM analyses_casenote n))"
# Rows of a contribution that its own authority alone sees, also once others see the contribution.
OF_OWN_CONTRIBUTION = (
    f"{IS_HOUSE} OR EXISTS (SELECT FROM analyses_contribution k JOIN analyses_case c ON c.id = k.case_id"
    f" WHERE k.id = contribution_id AND k.authority_id = analyses_works_for({_SIGHT}, c.passes))"
)
# What an authority keeps for itself: its officers and analysts, and whoever is named today for it with sight of contents.
OF_OWN_AUTHORITY = (
    f"{IS_HOUSE} OR authority_id = ANY((SELECT analyses_own_authorities())::bigint[])"
)
