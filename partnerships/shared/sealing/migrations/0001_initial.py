import django.db.models.deletion
import partnerships.shared.files
import partnerships.shared.sealing.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Check',
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
                ('token', models.CharField(default=partnerships.shared.sealing.models.new_token, max_length=40, unique=True)),
                ('file', models.FileField(blank=True, storage=partnerships.shared.files.private_storage, upload_to='', verbose_name='file')),
                ('result', models.JSONField(blank=True, null=True, verbose_name='result')),
            ],
            options={
                'verbose_name': 'check of a file',
                'verbose_name_plural': 'checks of files',
                'indexes': [models.Index(condition=models.Q(('status__in', ['queued', 'running'])), fields=['created_at'], name='check_open')],
            },
        ),
        migrations.CreateModel(
            name='SealedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=28, unique=True, verbose_name='code')),
                ('listed', models.JSONField(verbose_name='public facts')),
                ('sha256', models.CharField(blank=True, db_index=True, max_length=64)),
                ('size', models.PositiveIntegerField(default=0, verbose_name='size')),
                ('level', models.CharField(blank=True, max_length=5, verbose_name='level of the seal')),
                ('certificate', models.CharField(blank=True, max_length=64, verbose_name='certificate')),
                ('imprint', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='imprint of the seal')),
                ('sealed_at', models.DateTimeField(blank=True, null=True, verbose_name='sealed at')),
                ('remark', models.CharField(blank=True, choices=[('', 'nothing to add'), ('ended', 'ended'), ('superseded', 'replaced by a newer version'), ('withdrawn', 'withdrawn')], default='', max_length=20, verbose_name='remark')),
                ('remarked_on', models.DateField(blank=True, null=True, verbose_name='remark holds since')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sealed_file', to='documents.document')),
            ],
            options={
                'verbose_name': 'sealed file',
                'verbose_name_plural': 'sealed files',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sealed_at__isnull', True), ('sha256', '')), models.Q(('sealed_at__isnull', False), models.Q(('sha256', ''), _negated=True), models.Q(('certificate', ''), _negated=True)), _connector='OR'), name='sealed_file_whole')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sealedfile',
            trigger=pgtrigger.compiler.Trigger(name='kept_as_sealed', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'DELETE' THEN IF OLD.sealed_at IS NULL THEN RETURN OLD; END IF; ELSIF OLD.sealed_at IS NULL OR (OLD.document_id, OLD.code, OLD.listed, OLD.sha256, OLD.size, OLD.level, OLD.certificate, OLD.imprint, OLD.sealed_at) IS NOT DISTINCT FROM (NEW.document_id, NEW.code, NEW.listed, NEW.sha256, NEW.size, NEW.level, NEW.certificate, NEW.imprint, NEW.sealed_at) THEN RETURN NEW; END IF; RAISE EXCEPTION 'What was sealed stays as it is' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'sealing_kept_as_sealed';", hash='804a12ba66cd8092c76f56faf3c12a6284afd583', operation='UPDATE OR DELETE', pgid='pgtrigger_kept_as_sealed_5830e', table='sealing_sealedfile', when='BEFORE')),
        ),
    ]
