import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from partnerships.shared.migrating import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('documents', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('stage', models.CharField(choices=[('draft', 'draft'), ('under_consultation', 'under consultation'), ('ready_to_sign', 'ready to sign'), ('partly_signed', 'partly signed'), ('in_force', 'in force'), ('in_renewal', 'in renewal'), ('expired', 'expired'), ('terminated', 'terminated'), ('superseded', 'superseded'), ('declined', 'declined')], default='draft', max_length=20, verbose_name='stage')),
                ('governing_language', models.CharField(choices=[('de', 'German'), ('en', 'English')], default='de', max_length=2, verbose_name='governing language')),
                ('effective_on', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('notice_months', models.PositiveSmallIntegerField(default=3, verbose_name='notice in months')),
                ('paper_signed_on', models.DateField(blank=True, null=True, verbose_name='signed on paper on')),
                ('paper_place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('paper_recorded_at', models.DateTimeField(blank=True, null=True)),
                ('submission', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='drafted at')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='drafted by')),
                ('paper_recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='directory.partnership')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
                'indexes': [models.Index(fields=['-created_at', '-id'], name='agreement_newest'), models.Index(fields=['partnership', '-created_at', '-id'], name='agreement_of_partnership')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('paper_recorded_at__isnull', True), ('paper_recorded_by__isnull', True), ('paper_signed_on__isnull', True)), models.Q(('paper_recorded_at__isnull', False), ('paper_recorded_by__isnull', False), ('paper_signed_on__isnull', False)), _connector='OR'), name='agreement_paper_record_whole'), models.CheckConstraint(condition=models.Q(models.Q(('stage__in', ['in_force', 'in_renewal', 'expired', 'terminated', 'superseded']), _negated=True), ('effective_on__isnull', False), _connector='OR'), name='agreement_in_force_has_date'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('effective_on__isnull', True), ('until_on__gte', models.F('effective_on')), _connector='OR'), name='agreement_until_after_effective')],
                'triggers': [pgtrigger.compiler.Trigger(name='stage_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE was text;', func='IF TG_OP = \'UPDATE\' THEN was := OLD."stage"; IF was IS NOT DISTINCT FROM NEW."stage" THEN RETURN NEW; END IF; END IF; IF concat(was, \'>\', NEW."stage") <> ALL (\'{>draft,draft>under_consultation,in_force>expired,in_force>in_renewal,in_force>superseded,in_force>terminated,in_renewal>expired,in_renewal>in_force,in_renewal>superseded,in_renewal>terminated,partly_signed>declined,partly_signed>in_force,partly_signed>under_consultation,ready_to_sign>declined,ready_to_sign>in_force,ready_to_sign>partly_signed,ready_to_sign>under_consultation,under_consultation>declined,under_consultation>draft,under_consultation>ready_to_sign}\'::text[]) THEN RAISE EXCEPTION \'No move from "%" to "%"\', coalesce(was, \'\'), NEW."stage" USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'agreements_agreement_stage_moves\'; END IF; RETURN NEW;', hash='5285af2837248fd7853da60a27b010984953380d', operation='INSERT OR UPDATE', pgid='pgtrigger_stage_moves_65136', table='agreements_agreement', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_agreementevent" ("changed_at", "created_at", "drafted_by_id", "effective_on", "governing_language", "id", "notice_months", "paper_place", "paper_recorded_at", "paper_recorded_by_id", "paper_signed_on", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "submission", "title", "title_en", "until_on", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."drafted_by_id", NEW."effective_on", NEW."governing_language", NEW."id", NEW."notice_months", NEW."paper_place", NEW."paper_recorded_at", NEW."paper_recorded_by_id", NEW."paper_signed_on", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."stage", NEW."submission", NEW."title", NEW."title_en", NEW."until_on", NEW."version"); RETURN NULL;', hash='2e5941ca256223ad1311a2eb8bff38cb6f4d5a1c', operation='INSERT', pgid='pgtrigger_insert_insert_13a93', table='agreements_agreement', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "agreements_agreementevent" ("changed_at", "created_at", "drafted_by_id", "effective_on", "governing_language", "id", "notice_months", "paper_place", "paper_recorded_at", "paper_recorded_by_id", "paper_signed_on", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "submission", "title", "title_en", "until_on", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."drafted_by_id", NEW."effective_on", NEW."governing_language", NEW."id", NEW."notice_months", NEW."paper_place", NEW."paper_recorded_at", NEW."paper_recorded_by_id", NEW."paper_signed_on", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."stage", NEW."submission", NEW."title", NEW."title_en", NEW."until_on", NEW."version"); RETURN NULL;', hash='c1ef6594110171d145de919d38d109f8305a345a', operation='UPDATE', pgid='pgtrigger_update_update_36fdd', table='agreements_agreement', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_agreementevent" ("changed_at", "created_at", "drafted_by_id", "effective_on", "governing_language", "id", "notice_months", "paper_place", "paper_recorded_at", "paper_recorded_by_id", "paper_signed_on", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "submission", "title", "title_en", "until_on", "version") VALUES (OLD."changed_at", OLD."created_at", OLD."drafted_by_id", OLD."effective_on", OLD."governing_language", OLD."id", OLD."notice_months", OLD."paper_place", OLD."paper_recorded_at", OLD."paper_recorded_by_id", OLD."paper_signed_on", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."stage", OLD."submission", OLD."title", OLD."title_en", OLD."until_on", OLD."version"); RETURN NULL;', hash='131bbc6491f52d45136a9ce13eb1b1b291729368', operation='DELETE', pgid='pgtrigger_delete_delete_a07e3', table='agreements_agreement', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='AgreementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('stage', models.CharField(choices=[('draft', 'draft'), ('under_consultation', 'under consultation'), ('ready_to_sign', 'ready to sign'), ('partly_signed', 'partly signed'), ('in_force', 'in force'), ('in_renewal', 'in renewal'), ('expired', 'expired'), ('terminated', 'terminated'), ('superseded', 'superseded'), ('declined', 'declined')], default='draft', max_length=20, verbose_name='stage')),
                ('governing_language', models.CharField(choices=[('de', 'German'), ('en', 'English')], default='de', max_length=2, verbose_name='governing language')),
                ('effective_on', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('notice_months', models.PositiveSmallIntegerField(default=3, verbose_name='notice in months')),
                ('paper_signed_on', models.DateField(blank=True, null=True, verbose_name='signed on paper on')),
                ('paper_place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('paper_recorded_at', models.DateTimeField(blank=True, null=True)),
                ('submission', models.UUIDField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='drafted at')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('drafted_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='drafted by')),
                ('paper_recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='agreements.agreement')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgreementPrint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prints', to='agreements.agreement')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='agreement_print', to='documents.document')),
            ],
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('clause', 'clause'), ('annex', 'annex')], default='clause', max_length=10, verbose_name='kind')),
                ('position', models.PositiveSmallIntegerField()),
                ('key', models.CharField(blank=True, max_length=40)),
                ('numbered', models.BooleanField(default=True, verbose_name='numbered')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clauses', to='agreements.agreement')),
            ],
            options={
                'verbose_name': 'clause',
                'verbose_name_plural': 'clauses',
                'ordering': ['-kind', 'position', 'id'],
                'indexes': [models.Index(fields=['agreement', '-kind', 'position'], name='clause_in_order')],
                'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE now_at text;', func="IF TG_OP <> 'INSERT' THEN SELECT stage INTO now_at FROM agreements_agreement WHERE id = (OLD.agreement_id); IF now_at IS NOT NULL AND now_at NOT IN ('draft', 'under_consultation') THEN RAISE EXCEPTION 'The text is frozen: the agreement is %', now_at USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'agreements_text_frozen'; END IF; END IF; IF TG_OP <> 'DELETE' THEN SELECT stage INTO now_at FROM agreements_agreement WHERE id = (NEW.agreement_id); IF now_at IS NOT NULL AND now_at NOT IN ('draft', 'under_consultation') THEN RAISE EXCEPTION 'The text is frozen: the agreement is %', now_at USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'agreements_text_frozen'; END IF; RETURN NEW; END IF; RETURN OLD;", hash='46af8db0c5c13c65a8c247c07e4e535a1ae6f742', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_frozen_0fdf0', table='agreements_clause', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_clauseevent" ("agreement_id", "id", "key", "kind", "numbered", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version") VALUES (NEW."agreement_id", NEW."id", NEW."key", NEW."kind", NEW."numbered", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."version"); RETURN NULL;', hash='27ea0f32b5755cbe2ec0068174040cef9f35b069', operation='INSERT', pgid='pgtrigger_insert_insert_0fd2d', table='agreements_clause', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "agreements_clauseevent" ("agreement_id", "id", "key", "kind", "numbered", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version") VALUES (NEW."agreement_id", NEW."id", NEW."key", NEW."kind", NEW."numbered", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."version"); RETURN NULL;', hash='ce724c0014fb36f4e183f62eb8b9c16f6bb1441d', operation='UPDATE', pgid='pgtrigger_update_update_2ea46', table='agreements_clause', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_clauseevent" ("agreement_id", "id", "key", "kind", "numbered", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version") VALUES (OLD."agreement_id", OLD."id", OLD."key", OLD."kind", OLD."numbered", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."version"); RETURN NULL;', hash='e46fdc62a7b4820615b21001a762a3ddd89e4d0e', operation='DELETE', pgid='pgtrigger_delete_delete_9df45', table='agreements_clause', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ClauseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('clause', 'clause'), ('annex', 'annex')], default='clause', max_length=10, verbose_name='kind')),
                ('position', models.PositiveSmallIntegerField()),
                ('key', models.CharField(blank=True, max_length=40)),
                ('numbered', models.BooleanField(default=True, verbose_name='numbered')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agreements.agreement')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='agreements.clause')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClauseText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('de', 'German'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('origin', models.CharField(choices=[('written', 'written'), ('translated', 'translated'), ('machine', 'translated by machine')], default='written', max_length=12, verbose_name='origin')),
                ('outdated', models.BooleanField(default=False, verbose_name='outdated')),
                ('heading', models.CharField(max_length=200, verbose_name='heading')),
                ('body', models.TextField(blank=True, max_length=20000, verbose_name='text')),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='agreements.clause')),
            ],
            options={
                'verbose_name': 'text of a clause',
                'verbose_name_plural': 'texts of clauses',
                'constraints': [models.UniqueConstraint(fields=('clause', 'language'), name='clause_text_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE now_at text;', func="IF TG_OP <> 'INSERT' THEN SELECT stage INTO now_at FROM agreements_agreement WHERE id = (SELECT agreement_id FROM agreements_clause WHERE agreements_clause.id = OLD.clause_id); IF now_at IS NOT NULL AND now_at NOT IN ('draft', 'under_consultation') THEN RAISE EXCEPTION 'The text is frozen: the agreement is %', now_at USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'agreements_text_frozen'; END IF; END IF; IF TG_OP <> 'DELETE' THEN SELECT stage INTO now_at FROM agreements_agreement WHERE id = (SELECT agreement_id FROM agreements_clause WHERE agreements_clause.id = NEW.clause_id); IF now_at IS NOT NULL AND now_at NOT IN ('draft', 'under_consultation') THEN RAISE EXCEPTION 'The text is frozen: the agreement is %', now_at USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'agreements_text_frozen'; END IF; RETURN NEW; END IF; RETURN OLD;", hash='ec2c14a78b0eac395543fe59a7c97ccdcf1d6c8f', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_frozen_a7dcd', table='agreements_clausetext', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_clausetextevent" ("body", "clause_id", "heading", "id", "language", "origin", "outdated", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."body", NEW."clause_id", NEW."heading", NEW."id", NEW."language", NEW."origin", NEW."outdated", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='667faa2329e9b3844ac71c6ada55df85a637ea6c', operation='INSERT', pgid='pgtrigger_insert_insert_390a0', table='agreements_clausetext', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "agreements_clausetextevent" ("body", "clause_id", "heading", "id", "language", "origin", "outdated", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."body", NEW."clause_id", NEW."heading", NEW."id", NEW."language", NEW."origin", NEW."outdated", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='51191f00adfba39df7e1b77844e268071b8d0e49', operation='UPDATE', pgid='pgtrigger_update_update_6d7e6', table='agreements_clausetext', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_clausetextevent" ("body", "clause_id", "heading", "id", "language", "origin", "outdated", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."body", OLD."clause_id", OLD."heading", OLD."id", OLD."language", OLD."origin", OLD."outdated", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='b5c062b3a2658fafad7ff5cc66ae5b48c75e88ba', operation='DELETE', pgid='pgtrigger_delete_delete_7418b', table='agreements_clausetext', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ClauseTextEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('language', models.CharField(choices=[('de', 'German'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('origin', models.CharField(choices=[('written', 'written'), ('translated', 'translated'), ('machine', 'translated by machine')], default='written', max_length=12, verbose_name='origin')),
                ('outdated', models.BooleanField(default=False, verbose_name='outdated')),
                ('heading', models.CharField(max_length=200, verbose_name='heading')),
                ('body', models.TextField(blank=True, max_length=20000, verbose_name='text')),
                ('clause', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agreements.clause')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='agreements.clausetext')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('side', models.CharField(max_length=10, verbose_name='side')),
                ('signatures_needed', models.PositiveSmallIntegerField(choices=[(1, 'one'), (2, 'two')], default=1, verbose_name='signatures needed')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='agreements.agreement')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='directory.organisation')),
            ],
            options={
                'verbose_name': 'party',
                'verbose_name_plural': 'parties',
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'organisation'), name='party_once'), models.CheckConstraint(condition=models.Q(('signatures_needed__in', [1, 2])), name='party_one_or_two')],
                'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE now_at text;', func="IF TG_OP <> 'INSERT' THEN SELECT stage INTO now_at FROM agreements_agreement WHERE id = (OLD.agreement_id); IF now_at IS NOT NULL AND now_at NOT IN ('draft', 'under_consultation') THEN RAISE EXCEPTION 'The text is frozen: the agreement is %', now_at USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'agreements_text_frozen'; END IF; END IF; IF TG_OP <> 'DELETE' THEN SELECT stage INTO now_at FROM agreements_agreement WHERE id = (NEW.agreement_id); IF now_at IS NOT NULL AND now_at NOT IN ('draft', 'under_consultation') THEN RAISE EXCEPTION 'The text is frozen: the agreement is %', now_at USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'agreements_text_frozen'; END IF; RETURN NEW; END IF; RETURN OLD;", hash='893167b6bfcadaeec0a8f6c6daca5b75a3f00e7e', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_frozen_1a6cb', table='agreements_party', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_partyevent" ("agreement_id", "id", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "side", "signatures_needed") VALUES (NEW."agreement_id", NEW."id", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."side", NEW."signatures_needed"); RETURN NULL;', hash='7655a61e880ca8a3f6ea3866b9f61f3d67f7027e', operation='INSERT', pgid='pgtrigger_insert_insert_783c4', table='agreements_party', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "agreements_partyevent" ("agreement_id", "id", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "side", "signatures_needed") VALUES (NEW."agreement_id", NEW."id", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."side", NEW."signatures_needed"); RETURN NULL;', hash='635e59fcd70c1aeb331a0844d775168ae211ac17', operation='UPDATE', pgid='pgtrigger_update_update_83158', table='agreements_party', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_partyevent" ("agreement_id", "id", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "side", "signatures_needed") VALUES (OLD."agreement_id", OLD."id", OLD."name", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."side", OLD."signatures_needed"); RETURN NULL;', hash='2fadf07aa63fb29f9628401b5a8b75d46fbf012f', operation='DELETE', pgid='pgtrigger_delete_delete_048bd', table='agreements_party', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PartyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('side', models.CharField(max_length=10, verbose_name='side')),
                ('signatures_needed', models.PositiveSmallIntegerField(choices=[(1, 'one'), (2, 'two')], default=1, verbose_name='signatures needed')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agreements.agreement')),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='agreements.party')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Signatory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('function', models.CharField(blank=True, max_length=120, verbose_name='function')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatories', to='agreements.party')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
            ],
            options={
                'verbose_name': 'signatory',
                'verbose_name_plural': 'signatories',
                'ordering': ['position', 'id'],
                'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE now_at text;', func="IF TG_OP <> 'INSERT' THEN SELECT stage INTO now_at FROM agreements_agreement WHERE id = (SELECT agreement_id FROM agreements_party WHERE agreements_party.id = OLD.party_id); IF now_at IS NOT NULL AND now_at NOT IN ('draft', 'under_consultation') THEN RAISE EXCEPTION 'The text is frozen: the agreement is %', now_at USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'agreements_text_frozen'; END IF; END IF; IF TG_OP <> 'DELETE' THEN SELECT stage INTO now_at FROM agreements_agreement WHERE id = (SELECT agreement_id FROM agreements_party WHERE agreements_party.id = NEW.party_id); IF now_at IS NOT NULL AND now_at NOT IN ('draft', 'under_consultation') THEN RAISE EXCEPTION 'The text is frozen: the agreement is %', now_at USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'agreements_text_frozen'; END IF; RETURN NEW; END IF; RETURN OLD;", hash='1bb6aeac0e368ec2b2d0545393ba7cef868a7c52', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_frozen_f64cf', table='agreements_signatory', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_signatoryevent" ("function", "id", "name", "party_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."function", NEW."id", NEW."name", NEW."party_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;', hash='1ba2b8dc2b99ee3c8612184e368d7c7b79f89c91', operation='INSERT', pgid='pgtrigger_insert_insert_3029c', table='agreements_signatory', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "agreements_signatoryevent" ("function", "id", "name", "party_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."function", NEW."id", NEW."name", NEW."party_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;', hash='b439937c59c9674b66f569424c5f4f09723ee9df', operation='UPDATE', pgid='pgtrigger_update_update_00c7a', table='agreements_signatory', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_signatoryevent" ("function", "id", "name", "party_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."function", OLD."id", OLD."name", OLD."party_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;', hash='dd4b1f94a72cb73d6b76e377b761031469008139', operation='DELETE', pgid='pgtrigger_delete_delete_03946', table='agreements_signatory', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SignatoryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('function', models.CharField(blank=True, max_length=120, verbose_name='function')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agreements.party')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='agreements.signatory')),
            ],
            options={
                'abstract': False,
            },
        ),
        ])
    ]
