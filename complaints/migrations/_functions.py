"""What the policies of complaints ask: whose complaints an account sees on its day. A sight without a day raises no error, see the first note."""

FUNCTIONS = """
-- nullif(…, ''): PostgreSQL evaluates every part of a policy once it has waited for a row that somebody else held (EvalPlanQual),
-- even where the sight names no account.

-- Offices whose complaints officer the account of the sight is on its day; all, for an officer of the installation.
-- The same as Access and Complaint.objects.visible_to.
CREATE FUNCTION complaints_offices_in_sight() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT o.id FROM complaints_office o WHERE EXISTS (
        SELECT FROM directory_grant s JOIN directory_person p ON p.id = s.person_id
        WHERE p.account_id = nullif(split_part(current_setting('handschlag.sight', true), ' ', 2), '')::bigint AND s.role = 'complaints'
        AND ((s.since <= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date OR (s.since IS NULL AND s.attested_on <= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date))
        AND (s.until_on IS NULL OR s.until_on >= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date) AND s.ended_at IS NULL)
        AND (s.confirmed_by_id IS NOT NULL OR s.given_by_id IS NULL OR s.before_rule)
        AND (s.organisation_id = o.authority_id OR (s.organisation_id IS NULL AND s.partnership_id IS NULL))
    )
$$;

-- Organisations whose helper the account of the sight is on its day: by a role for it, and standing for it.
-- The same as complaints.models.complaints.helps_for.
CREATE FUNCTION complaints_helped_in_sight() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT s.organisation_id FROM directory_grant s JOIN directory_person p ON p.id = s.person_id
    WHERE p.account_id = nullif(split_part(current_setting('handschlag.sight', true), ' ', 2), '')::bigint AND s.role = 'helper' AND s.organisation_id IS NOT NULL
        AND ((s.since <= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date OR (s.since IS NULL AND s.attested_on <= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date))
            AND (s.until_on IS NULL OR s.until_on >= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date) AND s.ended_at IS NULL)
        AND (s.confirmed_by_id IS NOT NULL OR s.given_by_id IS NULL OR s.before_rule)
        AND EXISTS (
            SELECT FROM directory_representation r WHERE r.person_id = p.id AND r.organisation_id = s.organisation_id
            AND ((r.since <= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date OR (r.since IS NULL AND r.attested_on <= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date))
            AND (r.until_on IS NULL OR r.until_on >= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date) AND r.ended_at IS NULL)
        )
$$;

-- Complaints that name the account of the sight, or concern a unit of its or above it, on its day. The same as complaints.models.concerning.
-- It runs as the owner of the tables, whom their policies do not bind: asked as the site, concerns would ask the policy of complaints, which asks this.
CREATE FUNCTION complaints_barred_in_sight() RETURNS SETOF bigint LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE own AS (
        SELECT r.organisation_id AS id FROM directory_representation r JOIN directory_person p ON p.id = r.person_id
        WHERE p.account_id = nullif(split_part(current_setting('handschlag.sight', true), ' ', 2), '')::bigint
        AND ((r.since <= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date OR (r.since IS NULL AND r.attested_on <= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date))
            AND (r.until_on IS NULL OR r.until_on >= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date) AND r.ended_at IS NULL)
        UNION
        SELECT s.organisation_id FROM directory_grant s JOIN directory_person p ON p.id = s.person_id
        WHERE p.account_id = nullif(split_part(current_setting('handschlag.sight', true), ' ', 2), '')::bigint AND s.role = 'liaison' AND s.organisation_id IS NOT NULL
        AND ((s.since <= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date OR (s.since IS NULL AND s.attested_on <= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date))
            AND (s.until_on IS NULL OR s.until_on >= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date) AND s.ended_at IS NULL)
        AND (s.confirmed_by_id IS NOT NULL OR s.given_by_id IS NULL OR s.before_rule)
    ), up AS (
        SELECT id FROM own
        UNION
        SELECT other.id FROM up JOIN directory_organisation o ON o.id = up.id
        JOIN directory_organisation other ON other.id IN (o.parent_id, o.merged_into_id) OR other.merged_into_id = o.id
    )
    SELECT c.complaint_id FROM complaints_concern c
    WHERE c.officer_id = nullif(split_part(current_setting('handschlag.sight', true), ' ', 2), '')::bigint OR c.unit_id IN (SELECT id FROM up)
$$;
"""
