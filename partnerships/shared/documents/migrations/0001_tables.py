"""Documents that are made in the background."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import partnerships.shared.documents.models
import partnerships.shared.files
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("documents", "0001_initial"),
        ("documents", "0002_document_kept_alter_document_requested_by"),
        ("documents", "0003_flaws"),
        ("documents", "0004_search_words"),
    ]

    dependencies = [
        ("search", "0001_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
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
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('language', models.CharField(max_length=7, verbose_name='language')),
                ('facts', models.JSONField(verbose_name='facts')),
                ('kept', models.BooleanField(default=False, verbose_name='kept')),
                ('progress', models.PositiveSmallIntegerField(default=0, verbose_name='progress')),
                ('file', models.FileField(blank=True, storage=partnerships.shared.files.private_storage, upload_to=partnerships.shared.documents.models.file_path, verbose_name='file')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size', models.PositiveIntegerField(default=0, verbose_name='size')),
                ('flaws', models.JSONField(blank=True, default=list, verbose_name='flaws')),
                ('requested_by', models.ForeignKey(blank=True, null=True, on_delete=partnerships.shared.documents.models.keep_or_forget, related_name='documents', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'indexes': [models.Index(condition=models.Q(('status__in', ['queued', 'running'])), fields=['created_at'], name='document_open'), models.Index(fields=['requested_by', '-created_at', '-id'], name='document_own'), django.contrib.postgres.indexes.GinIndex(models.Func('title', function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='document_words'), django.contrib.postgres.indexes.GinIndex(models.Func('title', function='search_near', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)), name='document_near')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'done'), _negated=True), models.Q(models.Q(('file', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='document_done_has_file'), models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='document_progress_percent')],
            },
        ),
    ]
