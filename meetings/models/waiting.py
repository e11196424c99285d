"""SQL for what waits for a person at home: one statement, because building it anew for each look costs more than asking it.

Parameters: `person`, numbers of partnerships `mine` and `kept` (those one keeps), moments `now`, `send_before`, `recent`,
days `today` and `soon`, `most` rows. Rows: kind, number, title, title in English, last day or NULL, names of the partnership.
"""

from collections.abc import Mapping
from datetime import date

from django.db import connection

WAITING = """
    SELECT w.kind, w.id, w.title, w.title_en, w.due, p.name, p.name_en FROM (
        SELECT 'vote' AS kind, q.id, q.title, q.title_en, q.answer_until AS due, q.partnership_id
        FROM meetings_poll q
        WHERE q.partnership_id = ANY(%(mine)s) AND q.stage = 'open' AND q.answer_until >= %(today)s
            AND EXISTS (SELECT FROM meetings_pollvoter v
                WHERE v.poll_id = q.id AND v.person_id = %(person)s AND v.answered_at IS NULL)
        UNION ALL
        SELECT 'reply', m.id, m.title, m.title_en, coalesce(m.answer_until, m.first_day), m.partnership_id
        FROM meetings_meeting m
        WHERE m.partnership_id = ANY(%(mine)s) AND m.stage = 'invited' AND m.starts_at > %(now)s
            AND (m.answer_until IS NULL OR m.answer_until >= %(today)s)
            AND EXISTS (SELECT FROM meetings_attendee a WHERE a.meeting_id = m.id AND a.person_id = %(person)s
                AND a.reply = 'open' AND a.withdrawn_at IS NULL AND a.invited_at IS NOT NULL)
        UNION ALL
        SELECT 'agree', m.id, m.title, m.title_en, n.answer_until, m.partnership_id
        FROM meetings_minutes n JOIN meetings_meeting m ON m.id = n.meeting_id
        WHERE m.partnership_id = ANY(%(mine)s) AND n.stage = 'shared' AND n.answer_until >= %(today)s
            AND EXISTS (SELECT FROM meetings_attendee a WHERE a.meeting_id = m.id AND a.person_id = %(person)s
                AND a.withdrawn_at IS NULL AND a.presence IN ('present', 'substitute')
                AND a.organisation_id IS NOT NULL
                AND NOT EXISTS (SELECT FROM meetings_minutesanswer s
                    WHERE s.minutes_id = n.id AND s.organisation_id = a.organisation_id))
        UNION ALL
        SELECT 'do', i.id, i.title, i.title, coalesce(i.postponed_to, i.due_on), m.partnership_id
        FROM meetings_actionitem i JOIN meetings_meeting m ON m.id = i.meeting_id
        WHERE i.person_id = %(person)s AND i.stage = 'open' AND m.partnership_id = ANY(%(mine)s)
            AND coalesce(i.postponed_to, i.due_on) <= %(soon)s
        UNION ALL
        SELECT 'send', m.id, m.title, m.title_en, m.first_day, m.partnership_id FROM meetings_meeting m
        WHERE m.partnership_id = ANY(%(kept)s) AND m.stage = 'planned'
            AND m.starts_at BETWEEN %(now)s AND %(send_before)s
        UNION ALL
        SELECT 'hold', m.id, m.title, m.title_en, NULL, m.partnership_id FROM meetings_meeting m
        WHERE m.partnership_id = ANY(%(kept)s) AND m.stage IN ('planned', 'invited')
            AND m.starts_at <= %(now)s
        UNION ALL
        SELECT 'write', m.id, m.title, m.title_en, NULL, m.partnership_id FROM meetings_meeting m
        WHERE m.partnership_id = ANY(%(kept)s) AND m.stage = 'held' AND NOT m.relation_only
            AND m.starts_at > %(recent)s
            AND NOT EXISTS (SELECT FROM meetings_minutes n
                WHERE n.meeting_id = m.id AND n.stage <> 'draft')
        UNION ALL
        SELECT 'decide', m.id, m.title, m.title_en, m.first_day, m.partnership_id FROM meetings_meeting m
        WHERE m.partnership_id = ANY(%(kept)s) AND m.stage IN ('planned', 'invited')
            AND m.starts_at > %(now)s
            AND EXISTS (SELECT FROM meetings_agendaitem i
                WHERE i.meeting_id = m.id AND i.stage IN ('proposed', 'deferred'))
        UNION ALL
        SELECT 'next', s.id, s.title, s.title_en, NULL, s.partnership_id FROM meetings_series s
        WHERE s.partnership_id = ANY(%(kept)s) AND s.ended_on IS NULL
            AND NOT EXISTS (SELECT FROM meetings_meeting m
                WHERE m.series_id = s.id AND m.stage IN ('planned', 'invited') AND m.starts_at > %(now)s)
    ) w JOIN directory_partnership p ON p.id = w.partnership_id
    ORDER BY w.due NULLS LAST, w.id LIMIT %(most)s
"""


def read_waiting(parameters: Mapping[str, int | date | list[int]]) -> list[tuple]:
    """The rows, what is due first."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, parameters)
        return list(cursor.fetchall())
