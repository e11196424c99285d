"""The log of events: the database says when and by whom (moments.py), and nothing in it is changed (protection.py)."""

import django.db.models.deletion
import partnerships.shared.audit.moments
from django.conf import settings
from django.db import migrations, models

from partnerships.shared.audit import protection
from partnerships.shared.audit.moments import CLOCK_INSTALL, CLOCK_REMOVE, STAMP_INSTALL, STAMP_REMOVE
from partnerships.shared.migrating import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("audit", "0001_initial"),
        ("audit", "0002_append_only"),
        ("audit", "0003_controller"),
        ("audit", "0004_moment_and_actor"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(CLOCK_INSTALL, CLOCK_REMOVE),
        Together([
            migrations.CreateModel(
                name='AuditEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(max_length=80, verbose_name='what')),
                    ('at', models.DateTimeField(db_default=partnerships.shared.audit.moments.AuditNow(), editable=False, verbose_name='at')),
                    ('capacity', models.CharField(blank=True, max_length=80, verbose_name='acting for')),
                    ('target_label', models.CharField(max_length=80, verbose_name='kind of thing')),
                    ('target_id', models.BigIntegerField(blank=True, null=True, verbose_name='number of the thing')),
                    ('facts', models.JSONField(default=dict, verbose_name='facts')),
                    ('controller_id', models.BigIntegerField(blank=True, editable=False, null=True, verbose_name='controller')),
                    ('by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'event',
                    'verbose_name_plural': 'events',
                },
            ),
            migrations.CreateModel(
                name='AuditSeal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(db_default=partnerships.shared.audit.moments.AuditNow(), editable=False)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('events', models.PositiveIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('previous_digest', models.CharField(blank=True, max_length=64)),
                ],
                options={
                    'verbose_name': 'seal',
                    'verbose_name_plural': 'seals',
                },
            ),
            migrations.CreateModel(
                name='LogCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('status', models.CharField(choices=[('queued', 'waiting'), ('running', 'in progress'), ('done', 'done'), ('failed', 'failed'), ('cancelled', 'cancelled')], default='queued', max_length=10, verbose_name='status')),
                    ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                    ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('holder', models.CharField(blank=True, editable=False, max_length=40)),
                    ('kicked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('error_code', models.CharField(blank=True, max_length=40, verbose_name='error')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='requested at')),
                    ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                    ('progress', models.PositiveSmallIntegerField(default=0, verbose_name='progress')),
                    ('seals', models.PositiveIntegerField(default=0, verbose_name='seals')),
                    ('events', models.PositiveIntegerField(default=0, verbose_name='events')),
                    ('unsealed', models.PositiveIntegerField(default=0, verbose_name='not sealed yet')),
                    ('dropped', models.PositiveIntegerField(default=0, verbose_name='seals of dropped years')),
                    ('wrong', models.JSONField(blank=True, default=list, verbose_name='seals that do not hold')),
                    ('broken_links', models.JSONField(blank=True, default=list, verbose_name='broken links')),
                    ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'check of the log',
                    'verbose_name_plural': 'checks of the log',
                },
            ),
            migrations.CreateModel(
                name='SealedEvent',
                fields=[
                    ('event', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='sealed', serialize=False, to='audit.auditevent')),
                    ('seal', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='members', to='audit.auditseal')),
                ],
            ),
            migrations.AddIndex(
                model_name='auditevent',
                index=models.Index(fields=['target_label', 'target_id', '-at'], name='audit_by_target'),
            ),
            migrations.AddIndex(
                model_name='auditevent',
                index=models.Index(fields=['by', '-at'], name='audit_by_person'),
            ),
            migrations.AddIndex(
                model_name='auditevent',
                index=models.Index(fields=['-at', '-id'], name='audit_newest'),
            ),
            migrations.AddIndex(
                model_name='auditevent',
                index=models.Index(fields=['what', '-at', '-id'], name='audit_by_what'),
            ),
            migrations.AddIndex(
                model_name='auditevent',
                index=models.Index(fields=['controller_id', '-at', '-id'], name='audit_by_controller'),
            ),
            migrations.AddConstraint(
                model_name='auditevent',
                constraint=models.CheckConstraint(condition=models.Q(('what__regex', '^[a-z_]+\\.[a-z_]+$')), name='audit_what_is_label_and_verb'),
            ),
            migrations.AddIndex(
                model_name='logcheck',
                index=models.Index(condition=models.Q(('status__in', ['queued', 'running'])), fields=['created_at'], name='log_check_open'),
            ),
            migrations.AddConstraint(
                model_name='logcheck',
                constraint=models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='log_check_progress_percent'),
            ),
        ]),
        migrations.RunSQL(protection.INSTALL, protection.REMOVE),
        migrations.RunSQL(STAMP_INSTALL, STAMP_REMOVE),
    ]
