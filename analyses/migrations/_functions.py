"""What the policies of analyses ask: which cases, contributions and records an account sees on its day."""

FUNCTIONS = """
-- Who looks, on which day, with which roles: organisations for which they work, whether they are of the legal service, whose data they guard;
-- 0 stands for the installation.
CREATE TYPE analyses_sight AS (is_house boolean, me text, today text, works bigint[], checks boolean, guards bigint[]);
-- Adds to "account NUMBER DAY" the roles of that day, so that no policy has to look them up.
CREATE FUNCTION analyses_complete(said text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    who bigint := nullif(split_part(said, ' ', 2), '')::bigint;
    today date := nullif(split_part(said, ' ', 3), '')::date;
    works bigint[];
    checks boolean;
    guards bigint[];
BEGIN
    IF split_part(said, ' ', 1) <> 'account' THEN RETURN said; END IF;
    SELECT array_agg(coalesce(g.organisation_id, 0)) FILTER (WHERE g.role IN ('officer', 'analyst')),
        count(*) FILTER (WHERE g.role = 'legal') > 0,
        array_agg(coalesce(g.organisation_id, 0)) FILTER (WHERE g.role = 'data_protection')
    INTO works, checks, guards
    FROM directory_grant g JOIN directory_person p ON p.id = g.person_id
    WHERE p.account_id = who AND g.role IN ('officer', 'analyst', 'legal', 'data_protection')
    AND (g.since <= today OR (g.since IS NULL AND g.attested_on <= today))
    AND (g.until_on IS NULL OR g.until_on >= today) AND g.ended_at IS NULL
    AND (g.confirmed_by_id IS NOT NULL OR g.given_by_id IS NULL OR g.before_rule);
    RETURN concat_ws(' ', 'account', who, today, coalesce(works, '{}'), coalesce(checks, false), coalesce(guards, '{}'));
END $$;
-- The sight that is set, in whichever of the two forms; of nobody where none is set.
CREATE FUNCTION analyses_sight_now() RETURNS analyses_sight LANGUAGE plpgsql STABLE AS $$
DECLARE said text[] := string_to_array(nullif(current_setting('handschlag.analyses', true), ''), ' ');
BEGIN
    IF said[1] = 'account' THEN
        IF cardinality(said) = 3 THEN said := string_to_array(analyses_complete(array_to_string(said, ' ')), ' '); END IF;
        RETURN ROW(false, said[2], said[3], said[4], said[5], said[6])::analyses_sight;
    END IF;
    RETURN ROW(coalesce(said[1] = 'all', false), '', '', '{}', false, '{}')::analyses_sight;
END $$;
-- The pass of who looks, if it holds on the day for an authority whose officer or analyst they are; NULL otherwise.
CREATE FUNCTION analyses_pass(sight analyses_sight, passes jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE mine jsonb := passes -> sight.me;
BEGIN
    IF mine IS NULL OR mine ->> 'from' > sight.today OR coalesce(mine ->> 'until', '9999-12-31') < sight.today THEN RETURN NULL; END IF;
    IF ARRAY[0, (mine ->> 'authority')::bigint] && sight.works THEN RETURN mine; END IF;
    RETURN NULL;
END $$;
-- The authority for which they work on the contents of a case; NULL where for none.
CREATE FUNCTION analyses_works_for(sight analyses_sight, passes jsonb) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE mine jsonb := analyses_pass(sight, passes);
BEGIN
    IF (mine ->> 'contents')::boolean THEN RETURN (mine ->> 'authority')::bigint; END IF;
    RETURN NULL;
END $$;
-- By a pass; requests and bases for combining as long as the legal service decides; shells for data protection.
CREATE FUNCTION analyses_sees_case(sight analyses_sight, passes jsonb, stage text, combination bigint, confirmed timestamptz)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF sight.is_house THEN RETURN true; END IF;
    IF sight.me = '' THEN RETURN false; END IF;
    IF analyses_pass(sight, passes) IS NOT NULL THEN RETURN true; END IF;
    IF sight.checks AND (stage IN ('requested', 'legality_check') OR (combination IS NOT NULL AND confirmed IS NULL)) THEN RETURN true; END IF;
    IF cardinality(sight.guards) = 0 THEN RETURN false; END IF;
    RETURN 0 = ANY(sight.guards) OR EXISTS (SELECT FROM jsonb_each(passes) p WHERE (p.value ->> 'authority')::bigint = ANY(sight.guards));
END $$;
-- Of one's own authority always; of others what is out and released to one's own, or to all where released_to is NULL.
CREATE FUNCTION analyses_may_read(sight analyses_sight, passes jsonb, authority bigint, is_out boolean, released_to bigint[])
RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE own bigint;
BEGIN
    IF sight.is_house THEN RETURN true; END IF;
    own := analyses_works_for(sight, passes);
    RETURN own IS NOT NULL AND (own = authority OR (is_out AND (released_to IS NULL OR own = ANY(released_to))));
END $$;
-- Leads the case, or analyses in it.
CREATE FUNCTION analyses_asks(sight analyses_sight, passes jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN sight.is_house OR coalesce((analyses_pass(sight, passes) ->> 'asks')::boolean, false);
END $$;
-- Numbers of the contributions that are seen, looked for in one's own cases alone.
CREATE FUNCTION analyses_contributions_in_sight() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN ARRAY(SELECT k.id FROM analyses_contribution k WHERE k.case_id = ANY(ARRAY(
        SELECT p.case_id FROM analyses_participation p
        WHERE p.account_id = nullif(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 2), '')::bigint)));
END $$;
-- For which they hold a role, or work on the contents of a case.
CREATE FUNCTION analyses_own_authorities() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE sight analyses_sight := analyses_sight_now();
BEGIN
    RETURN sight.works || ARRAY(SELECT w.id FROM analyses_participation p JOIN analyses_case c ON c.id = p.case_id,
        LATERAL (SELECT analyses_works_for(sight, c.passes) AS id) w
        WHERE p.account_id = nullif(sight.me, '')::bigint AND w.id IS NOT NULL);
END $$;
-- Organisations for which the account of the sight holds a role on its day; 0 stands for the installation or a partnership.
-- The same as Access and `models.cases.scopes_of`. No error in a sight without a day: for a row that a transaction had to wait
-- for, every part of a policy is evaluated.
CREATE FUNCTION analyses_scopes_in_sight(asked text) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(s.organisation_id, 0) FROM directory_grant s JOIN directory_person p ON p.id = s.person_id
    WHERE p.account_id = nullif(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 2), '')::bigint
    AND s.role = asked
    AND (s.since <= nullif(split_part(current_setting('handschlag.analyses', true), ' ', 3), '')::date
        OR (s.since IS NULL AND s.attested_on <= nullif(split_part(current_setting('handschlag.analyses', true), ' ', 3), '')::date))
    AND (s.until_on IS NULL OR s.until_on >= nullif(split_part(current_setting('handschlag.analyses', true), ' ', 3), '')::date)
    AND s.ended_at IS NULL
    AND (s.confirmed_by_id IS NOT NULL OR s.given_by_id IS NULL OR s.before_rule)
$$;
-- Partnerships for whose coordination office the account of the sight holds a role on its day; 0 stands for the installation.
-- The same as `models.enquiries.offices_of`.
CREATE FUNCTION analyses_offices_in_sight(asked text) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(s.partnership_id, 0) FROM directory_grant s JOIN directory_person p ON p.id = s.person_id
    WHERE p.account_id = nullif(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 2), '')::bigint
    AND s.role = asked AND s.organisation_id IS NULL
    AND (s.since <= nullif(split_part(current_setting('handschlag.analyses', true), ' ', 3), '')::date
        OR (s.since IS NULL AND s.attested_on <= nullif(split_part(current_setting('handschlag.analyses', true), ' ', 3), '')::date))
    AND (s.until_on IS NULL OR s.until_on >= nullif(split_part(current_setting('handschlag.analyses', true), ' ', 3), '')::date)
    AND s.ended_at IS NULL
    AND (s.confirmed_by_id IS NOT NULL OR s.given_by_id IS NULL OR s.before_rule)
$$;
"""
