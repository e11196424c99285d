"""So do signatories with a typed name; a signature keeps the form that the name had."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from partnerships.shared.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0006_marked_text'),
    ]

    operations = [
        Together([
        pgtrigger.migrations.RemoveTrigger(
            model_name='signatory',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='signatory',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='signatory',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='signature',
            name='unchangeable',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='signature',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='signature',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='signature',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='signatory',
            name='printed_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in print'),
        ),
        migrations.AddField(
            model_name='signatoryevent',
            name='printed_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in print'),
        ),
        migrations.AddField(
            model_name='signature',
            name='printed_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in print'),
        ),
        migrations.AddField(
            model_name='signatureevent',
            name='printed_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in print'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signatory',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_signatoryevent" ("function", "id", "name", "party_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "printed_name") VALUES (NEW."function", NEW."id", NEW."name", NEW."party_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."printed_name"); RETURN NULL;', hash='7b3860a151167f69296eb2dc9293f6d513499d62', operation='INSERT', pgid='pgtrigger_insert_insert_3029c', table='agreements_signatory', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signatory',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "agreements_signatoryevent" ("function", "id", "name", "party_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "printed_name") VALUES (NEW."function", NEW."id", NEW."name", NEW."party_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."printed_name"); RETURN NULL;', hash='f1eb998a4bf3d7b6c6c55b87e43f2246855852cb', operation='UPDATE', pgid='pgtrigger_update_update_00c7a', table='agreements_signatory', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signatory',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_signatoryevent" ("function", "id", "name", "party_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "printed_name") VALUES (OLD."function", OLD."id", OLD."name", OLD."party_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."printed_name"); RETURN NULL;', hash='f45a052b010c5d3add571423a12e6fc67f0407c2', operation='DELETE', pgid='pgtrigger_delete_delete_03946', table='agreements_signatory', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='unchangeable', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF TG_OP = \'DELETE\' OR (NEW."round_id" IS DISTINCT FROM OLD."round_id" OR NEW."party_id" IS DISTINCT FROM OLD."party_id" OR NEW."place_no" IS DISTINCT FROM OLD."place_no" OR NEW."person_id" IS DISTINCT FROM OLD."person_id" OR NEW."name" IS DISTINCT FROM OLD."name" OR NEW."function" IS DISTINCT FROM OLD."function" OR NEW."means" IS DISTINCT FROM OLD."means" OR NEW."digest" IS DISTINCT FROM OLD."digest" OR NEW."signed_on" IS DISTINCT FROM OLD."signed_on" OR NEW."given_at" IS DISTINCT FROM OLD."given_at" OR NEW."by_id" IS DISTINCT FROM OLD."by_id" OR NEW."capacity_id" IS DISTINCT FROM OLD."capacity_id" OR NEW."rests_on_id" IS DISTINCT FROM OLD."rests_on_id" OR NEW."file_id" IS DISTINCT FROM OLD."file_id" OR NEW."certificate" IS DISTINCT FROM OLD."certificate" OR NEW."place" IS DISTINCT FROM OLD."place" OR NEW."printed_name" IS DISTINCT FROM OLD."printed_name") THEN RAISE EXCEPTION \'This row is kept as it is\' USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'agreements_signature_unchangeable\'; END IF; RETURN NEW;', hash='818d60b5f55b6656f534d2cc942c2f15039430e7', operation='UPDATE OR DELETE', pgid='pgtrigger_unchangeable_f537d', table='agreements_signature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_signatureevent" ("by_id", "capacity_id", "certificate", "digest", "file_id", "function", "given_at", "id", "means", "name", "party_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_no", "printed_name", "rests_on_id", "round_id", "signed_on", "voided_at") VALUES (NEW."by_id", NEW."capacity_id", NEW."certificate", NEW."digest", NEW."file_id", NEW."function", NEW."given_at", NEW."id", NEW."means", NEW."name", NEW."party_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."place_no", NEW."printed_name", NEW."rests_on_id", NEW."round_id", NEW."signed_on", NEW."voided_at"); RETURN NULL;', hash='55edb2700329667d03fb8cd91c2f2b7c27f115ad', operation='INSERT', pgid='pgtrigger_insert_insert_6d3e4', table='agreements_signature', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "agreements_signatureevent" ("by_id", "capacity_id", "certificate", "digest", "file_id", "function", "given_at", "id", "means", "name", "party_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_no", "printed_name", "rests_on_id", "round_id", "signed_on", "voided_at") VALUES (NEW."by_id", NEW."capacity_id", NEW."certificate", NEW."digest", NEW."file_id", NEW."function", NEW."given_at", NEW."id", NEW."means", NEW."name", NEW."party_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."place_no", NEW."printed_name", NEW."rests_on_id", NEW."round_id", NEW."signed_on", NEW."voided_at"); RETURN NULL;', hash='d6b3a4afb40400a4b6a05e76dea894b47de3f99e', operation='UPDATE', pgid='pgtrigger_update_update_fcdd6', table='agreements_signature', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_signatureevent" ("by_id", "capacity_id", "certificate", "digest", "file_id", "function", "given_at", "id", "means", "name", "party_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_no", "printed_name", "rests_on_id", "round_id", "signed_on", "voided_at") VALUES (OLD."by_id", OLD."capacity_id", OLD."certificate", OLD."digest", OLD."file_id", OLD."function", OLD."given_at", OLD."id", OLD."means", OLD."name", OLD."party_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."place_no", OLD."printed_name", OLD."rests_on_id", OLD."round_id", OLD."signed_on", OLD."voided_at"); RETURN NULL;', hash='22bed7a182a93d5125228315b6b0a786dd61759c', operation='DELETE', pgid='pgtrigger_delete_delete_403e6', table='agreements_signature', when='AFTER')),
        ),
        ])
    ]
