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
    ]
