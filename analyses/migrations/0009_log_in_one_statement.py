from django.db import migrations

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


class Migration(migrations.Migration):

    dependencies = [
        ('analyses', '0008_enquiries'),
    ]

    operations = [
        migrations.RunSQL(WRITE, 'DROP FUNCTION analyses_log_write(jsonb)'),
    ]
