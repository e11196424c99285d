"""SQL for the overview of a partnership, a value each. What is only planned is not counted: members do not see it.

Source of the parameters: shared/panels.py.
"""

COUNT = """
    SELECT count(*) FROM (SELECT FROM meetings_meeting
        WHERE partnership_id = %(partnership)s AND stage <> 'planned' LIMIT %(limit)s) m
"""
LATEST = """
    SELECT coalesce(json_agg(json_build_array(id, title, title_en, stage, first_day)
        ORDER BY starts_at DESC, id DESC), '[]') FROM (
        SELECT id, title, title_en, stage, first_day, starts_at FROM meetings_meeting
        WHERE partnership_id = %(partnership)s AND stage <> 'planned'
        ORDER BY starts_at DESC, id DESC LIMIT %(latest)s) l
"""
