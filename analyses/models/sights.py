"""Whose cases the database shows: held by row-level security under every query, and once more by querysets. Source: decision 0055.

Analyses read a setting of their own: no sight of another room opens them.
"""

from contextlib import AbstractContextManager

from django.utils import timezone

from partnerships.directory.models import Account
from partnerships.shared.row_policies import sight

SETTING = "handschlag.analyses"
ALL = "all"


def seen_by(account: Account) -> AbstractContextManager[None]:
    """What this account may see today: cases in which it is named, requests it may check, shells for data protection."""
    return sight(f"account {account.pk} {timezone.localdate()}", SETTING)


def seen_by_nobody() -> AbstractContextManager[None]:
    """Nothing."""
    return sight("", SETTING)


def seen_by_house() -> AbstractContextManager[None]:
    """All: for what the clock reviews and deletes, and for the numbers that a new case must not repeat. Never for a page."""
    return sight(ALL, SETTING)


_SAID = f"nullif(current_setting('{SETTING}', true), '')"
WORD = f"split_part({_SAID}, ' ', 1)"
ME = f"split_part({_SAID}, ' ', 2)"
_DAY = f"split_part({_SAID}, ' ', 3)"
IS_HOUSE = f"coalesce({WORD} = '{ALL}', false)"
IS_ACCOUNT = f"coalesce({WORD} = 'account', false)"


def held_for(role: str) -> str:
    """Organisations for which the account of the sight holds the role on its day; 0 is the installation (or a partnership)."""
    return f"ARRAY(SELECT analyses_scopes_in_sight('{role}'))"


def _pass_holds(case: str) -> str:
    """A pass (`Case.passes`) of the account of the sight holds on its day, for an authority whose officer or analyst it is."""
    mine = f"{case}passes -> {ME}"
    return (
        f"({case}passes ? {ME} AND {mine} ->> 'from' <= {_DAY}"
        f" AND coalesce({mine} ->> 'until', '9999-12-31') >= {_DAY}"
        f" AND ARRAY[0, ({mine} ->> 'authority')::bigint] && ({held_for('officer')} || {held_for('analyst')}))"
    )


def _is_guarded(case: str) -> str:
    """Seen as a shell by data protection: of the installation, or of an authority that takes part."""
    own = f"(SELECT array_agg((p.value ->> 'authority')::bigint) FROM jsonb_each({case}passes) p)"
    return f"(0 = ANY({held_for('data_protection')}) OR {held_for('data_protection')} && {own})"


def _is_to_check(case: str) -> str:
    """Seen as a shell by the legal service as long as it has something to decide there."""
    return (
        f"(cardinality({held_for('legal')}) > 0 AND ({case}stage IN ('requested', 'legality_check')"
        f" OR ({case}combination_id IS NOT NULL AND {case}combination_confirmed_at IS NULL)))"
    )


OF_CASE = (
    f"CASE WHEN {IS_HOUSE} THEN true WHEN {IS_ACCOUNT}"
    f" THEN {_pass_holds('')} OR {_is_to_check('')} OR {_is_guarded('')} ELSE false END"
)
# Rows of the shell: whoever sees the case sees them.
OF_SHELL = "EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id)"
_MINE = f"(c.passes -> {ME} ->> 'authority')::bigint"
# Contents of a case that belong to no contribution (notes, tasks): those named with sight of contents.
OF_CONTENTS = (
    f"{IS_HOUSE} OR case_id = ANY(ARRAY(SELECT c.id FROM analyses_case c"
    f" WHERE {_pass_holds('c.')} AND (c.passes -> {ME} ->> 'contents')::boolean))"
)
# A contribution: whoever has sight of contents, of one's own authority always, of others what they released and submitted.
OF_CONTRIBUTION = (
    f"{IS_HOUSE} OR EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id AND {_pass_holds('c.')}"
    f" AND (c.passes -> {ME} ->> 'contents')::boolean"
    f" AND (authority_id = {_MINE} OR (submitted_at IS NOT NULL AND {_MINE} = ANY(released_to))))"
)
OF_ROWS_OF_CONTRIBUTION = "contribution_id = ANY(ARRAY(SELECT k.id FROM analyses_contribution k))"
_SEES_CONTENTS = (
    f"c.id = case_id AND {_pass_holds('c.')} AND (c.passes -> {ME} ->> 'contents')::boolean"
)
# The account of the sight leads the case or analyses in it, on its day.
_ASKS = (
    "EXISTS (SELECT FROM analyses_participation p WHERE p.case_id = c.id"
    f" AND p.account_id = nullif({ME}, '')::bigint AND p.role IN ('lead', 'analyst')"
    " AND p.ended_at IS NULL AND p.agreed_at IS NOT NULL"
    f" AND p.since <= nullif({_DAY}, '')::date"
    f" AND (p.until_on IS NULL OR p.until_on >= nullif({_DAY}, '')::date))"
)
# What one authority is asked, and what it answers: itself, the lead and the analysts. No other authority reads it.
OF_PART = (
    f"{IS_HOUSE} OR EXISTS (SELECT FROM analyses_case c WHERE {_SEES_CONTENTS}"
    f" AND (authority_id = {_MINE} OR {_ASKS}))"
)
# A question: lead and analysts, and whoever is asked.
OF_QUESTION = (
    f"{IS_HOUSE} OR EXISTS (SELECT FROM analyses_case c WHERE {_SEES_CONTENTS} AND {_ASKS})"
    " OR id = ANY(ARRAY(SELECT q.question_id FROM analyses_questionpart q))"
)
# A note: one's own authority; the version in effect also those to whom it is released, and all with sight of contents where it is for
# the whole case.
OF_NOTE = (
    f"{IS_HOUSE} OR EXISTS (SELECT FROM analyses_case c WHERE {_SEES_CONTENTS}"
    f" AND (authority_id = {_MINE} OR (replaced_at IS NULL AND (is_for_all OR {_MINE} = ANY(released_to)))))"
)
OF_ROWS_OF_NOTE = "note_id = ANY(ARRAY(SELECT n.id FROM analyses_casenote n))"
# Rows of a contribution that its own authority alone sees, also once others see the contribution.
OF_OWN_CONTRIBUTION = (
    f"{IS_HOUSE} OR contribution_id = ANY(ARRAY(SELECT k.id FROM analyses_contribution k"
    f" JOIN analyses_case c ON c.id = k.case_id WHERE k.authority_id = {_MINE}))"
)
# What an authority keeps for itself: its officers and analysts, and whoever is named today for it with sight of contents.
OF_OWN_AUTHORITY = (
    f"CASE WHEN {IS_HOUSE} THEN true WHEN {IS_ACCOUNT}"
    f" THEN authority_id = ANY({held_for('officer')} || {held_for('analyst')}"
    f" || ARRAY(SELECT {_MINE} FROM analyses_case c WHERE {_pass_holds('c.')}"
    f" AND (c.passes -> {ME} ->> 'contents')::boolean)) ELSE false END"
)
