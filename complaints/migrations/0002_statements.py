"""Units are asked for statements; what one sees of that is said by the functions."""

import django.db.models.deletion
import django.utils.timezone
import partnerships.shared.row_policies
import uuid
from django.conf import settings
from django.db import migrations, models


FUNCTIONS = """
-- Organisations whose confirmed lead the account of the sight is on its day. The same as Access.vouches.
CREATE FUNCTION complaints_led_in_sight() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT r.organisation_id FROM directory_representation r JOIN directory_person p ON p.id = r.person_id
    WHERE p.account_id = nullif(split_part(current_setting('handschlag.sight', true), ' ', 2), '')::bigint AND r.role = 'lead' AND NOT r.is_provisional
        AND ((r.since <= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date OR (r.since IS NULL AND r.attested_on <= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date))
        AND (r.until_on IS NULL OR r.until_on >= nullif(split_part(current_setting('handschlag.sight', true), ' ', 3), '')::date) AND r.ended_at IS NULL)
$$;
-- Complaints that name the account of the sight. It runs as the owner of the tables, as complaints_barred_in_sight does.
CREATE FUNCTION complaints_named_in_sight() RETURNS SETOF bigint LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.complaint_id FROM complaints_concern c WHERE c.officer_id = nullif(split_part(current_setting('handschlag.sight', true), ' ', 2), '')::bigint
$$;
"""
GONE = "DROP FUNCTION complaints_named_in_sight(); DROP FUNCTION complaints_led_in_sight()"

# Made behind the table that it reads.
WANTED = """
-- Open requests to units whose confirmed lead an account is on a day, without those about complaints that name it. The same as `put_to`,
-- in one question for the home page: no text, no complaint. It runs as the owner of the tables.
CREATE FUNCTION complaints_statements_wanted(account bigint, today date) RETURNS TABLE (request uuid, unit text, due_on date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.id, o.name, s.due_on FROM complaints_statementrequest s JOIN directory_organisation o ON o.id = s.unit_id
    WHERE s.replied_at IS NULL AND s.withdrawn_at IS NULL
        AND EXISTS (
            SELECT FROM directory_representation r JOIN directory_person p ON p.id = r.person_id
            WHERE p.account_id = account AND r.organisation_id = s.unit_id AND r.role = 'lead' AND NOT r.is_provisional
            AND (r.since <= today OR (r.since IS NULL AND r.attested_on <= today))
            AND (r.until_on IS NULL OR r.until_on >= today) AND r.ended_at IS NULL)
        AND NOT EXISTS (SELECT FROM complaints_concern c WHERE c.complaint_id = s.complaint_id AND c.officer_id = account)
    ORDER BY s.due_on, s.id
$$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0001_tables'),
        ('directory', '0002_links'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, GONE),
        migrations.CreateModel(
            name='StatementRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked', models.BinaryField()),
                ('due_on', models.DateField(verbose_name='statement wanted by')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='asked')),
                ('reply', models.BinaryField(null=True)),
                ('replied_at', models.DateTimeField(editable=False, null=True, verbose_name='given')),
                ('read_at', models.DateTimeField(editable=False, null=True, verbose_name='read')),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='taken back')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statement_requests', to='complaints.complaint', verbose_name='complaint')),
                ('replied_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='statement by')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'request for a statement',
                'verbose_name_plural': 'requests for statements',
                'ordering': ['-asked_at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replied_at__isnull', True), ('withdrawn_at__isnull', True)), fields=('complaint', 'unit'), name='one_open_request_to_a_unit'), models.CheckConstraint(condition=models.Q(models.Q(('replied_at__isnull', True), ('replied_by__isnull', True), ('reply__isnull', True)), models.Q(('replied_at__isnull', False), ('replied_by__isnull', False), ('reply__isnull', False), ('withdrawn_at__isnull', True)), _connector='OR'), name='statement_is_given_by_somebody'), partnerships.shared.row_policies.RowPolicy(name='statement_request_in_sight', using="EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id) OR CASE split_part(current_setting('handschlag.sight', true), ' ', 1) WHEN 'account' THEN withdrawn_at IS NULL AND unit_id = ANY(ARRAY(SELECT complaints_led_in_sight())) AND complaint_id <> ALL(ARRAY(SELECT complaints_named_in_sight())) ELSE false END")],
            },
        ),
        migrations.RunSQL(WANTED, "DROP FUNCTION complaints_statements_wanted(bigint, date)"),
    ]
