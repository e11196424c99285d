"""SQL for the overview of a partnership, a value each: how many agreements it has, and which are the latest.

Source of the parameters: shared/panels.py.
"""

COUNT = """
    SELECT count(*) FROM (SELECT FROM agreements_agreement
        WHERE partnership_id = %(partnership)s LIMIT %(limit)s) a
"""
LATEST = """
    SELECT coalesce(json_agg(json_build_array(id, title, title_en, stage, effective_on)
        ORDER BY created_at DESC, id DESC), '[]') FROM (
        SELECT id, title, title_en, stage, effective_on, created_at FROM agreements_agreement
        WHERE partnership_id = %(partnership)s ORDER BY created_at DESC, id DESC LIMIT %(latest)s) l
"""
