"""A function of the database: numbers of the agreements to which something happens between two days.

Exactly those of which `listing.days_between` has an entry. Each statement walks along an index of days, so what is read does not
grow with agreements that have none between the two; the database plans them once for a connection, not once for a page.
Months are counted as in life/term.py: where the last month has no such day, it is its last one.
"""

from partnerships.agreements.life.term import DECIDE_WEEKS, REMIND_MONTHS
from partnerships.agreements.stages import BINDING

STAGES = ", ".join(f"'{stage}'" for stage in BINDING)
BINDS = f"a.stage IN ({STAGES})"
WITHIN = "BETWEEN since AND until"
REMINDED = ", ".join(str(months) for months in (0, *REMIND_MONTHS))  # 0: the end itself
MONTHS = "make_interval(months => months)"
WAIT = 7 * DECIDE_WEEKS  # days
FEBRUARY = 3  # days that it lacks: so much later may lie what falls on its last one

# Whose term ends so many months after one of the days, unless notice was given.
ENDING = f"""
    SELECT a.id FROM agreements_agreement a WHERE {BINDS}
    AND a.until_on >= (since + {MONTHS})::date AND a.until_on < (until + 1 + {MONTHS})::date
    AND NOT EXISTS (SELECT FROM agreements_termination t WHERE t.agreement_id = a.id AND t.withdrawn_at IS NULL)"""


def _followed(day: str) -> str:
    """One of the days comes so many months after `day`; the index looks between the rough bounds."""
    return f"""{day} BETWEEN (since - {MONTHS})::date AND (until - {MONTHS})::date + {FEBRUARY}
        AND ({day} + {MONTHS})::date {WITHIN}"""


def _of_binding(table: str, condition: str) -> str:
    return f"""SELECT a.id FROM agreements_{table} b JOIN agreements_agreement a ON a.id = b.agreement_id
        WHERE {BINDS} AND {condition}"""


NEVER_EVALUATED = f"""
    SELECT a.id FROM agreements_agreement a
    WHERE {BINDS} AND a.evaluation_months = months AND {_followed("a.effective_on")}
    AND NOT EXISTS (SELECT FROM agreements_evaluation e WHERE e.agreement_id = a.id)"""
LAST_EVALUATED = f"""
    {_of_binding("evaluation", f"a.evaluation_months = months AND {_followed('b.held_on')}")}
    AND NOT EXISTS (SELECT FROM agreements_evaluation e WHERE e.agreement_id = a.id AND e.held_on > b.held_on)"""


def _for_each(column: str, *statements: str) -> str:
    """Once for each number of months that is agreed anywhere: a look into the index finds the next one."""
    following = f"""months := (SELECT min(a.{column}) FROM agreements_agreement a
        WHERE {BINDS} AND a.{column} > months);"""
    body = "".join(f"RETURN QUERY {statement};\n" for statement in statements)
    return (
        f"months := 0; {following}\nWHILE months IS NOT NULL LOOP\n{body}{following}\nEND LOOP;\n"
    )


INSTALL = f"""
CREATE FUNCTION agreements_with_day(since date, until date, zone text) RETURNS SETOF bigint LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE months integer;
BEGIN
RETURN QUERY SELECT c.agreement_id FROM agreements_ceremony c
    WHERE c.at >= since::timestamp AT TIME ZONE zone AND c.at < (until + 1)::timestamp AT TIME ZONE zone;
RETURN QUERY SELECT a.id FROM agreements_agreement a WHERE a.ended_on {WITHIN};
FOREACH months IN ARRAY ARRAY[{REMINDED}] LOOP RETURN QUERY {ENDING};
END LOOP;
{_for_each("notice_months", f"{ENDING} AND a.notice_months = months")}
{_for_each("evaluation_months", NEVER_EVALUATED, LAST_EVALUATED)}
RETURN QUERY {_of_binding("exit", f"b.withdrawn_at IS NULL AND b.last_on {WITHIN}")};
RETURN QUERY {_of_binding("termination", f"b.withdrawn_at IS NULL AND b.last_on {WITHIN}")};
RETURN QUERY {_of_binding("accession", f"b.decision = 'waiting' AND b.declared_on BETWEEN since - {WAIT} AND until - {WAIT}")};
END $$;
COMMENT ON FUNCTION agreements_with_day(date, date, text) IS 'Agreements with a day from since to until, where the zone has it';
"""
REMOVE = "DROP FUNCTION agreements_with_day(date, date, text);"
