"""The log of analyses: written in one statement, stamped by the database, never changed."""

COLUMNS = (
    "zone, operation, what, object_type, object_id, case_id, case_number, account_id, authority_id, reason_code, reason_text,"
    " recipient_id, basis_id, fields, rows, search_hash, request_id, regime, ip"
)
# One entry, in the sight in which entries are written; afterwards the sight is as it was. With the rights of whoever calls it.
WRITE = f"""
CREATE FUNCTION analyses_log_write(entry jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE before text := coalesce(current_setting('handschlag.analyses', true), '');
BEGIN
    PERFORM set_config('handschlag.analyses', 'log', false);
    INSERT INTO analyses_logentry ({COLUMNS})
    SELECT {COLUMNS} FROM jsonb_populate_record(NULL::analyses_logentry, entry);
    PERFORM set_config('handschlag.analyses', before, false);
END $$"""
STAMPED = ("analyses_logentry", "analyses_logseal", "analyses_loganchor", "analyses_logwalk")
KEPT = ("analyses_logseal", "analyses_sealedentry", "analyses_loganchor", "analyses_logwalk", "analyses_certificate")
# Source: decision 0059. The archivist alone may delete, and only entries that are sealed, of a closed year, whose term is over.
PROTECTED = """
CREATE FUNCTION analyses_log_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND session_user = 'handschlag_archivist' AND EXISTS (
        SELECT FROM public.analyses_sealedentry e
        JOIN public.analyses_logseal s ON s.id = e.seal_id
        JOIN public.analyses_loganchor a ON a.year = s.year
        WHERE e.entry_id = OLD.id AND s.year = date_part('year', OLD.at AT TIME ZONE 'UTC')
        AND s.kept_through < date_part('year', public.audit_now() AT TIME ZONE 'UTC')
    ) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'The log is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON analyses_logentry
    FOR EACH ROW EXECUTE FUNCTION analyses_log_append_only();
CREATE TRIGGER never_truncate BEFORE TRUNCATE ON analyses_logentry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
""" + "".join(
    f"CREATE TRIGGER stamp BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION audit_stamp();" for table in STAMPED
) + "".join(
    f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_append_only();"
    f"CREATE TRIGGER never_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();"
    for table in KEPT
)
