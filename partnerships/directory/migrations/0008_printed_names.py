"""People and organisations whose names paper cannot print get a printed form."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from partnerships.shared.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0007_from_before_the_rule'),
    ]

    operations = [
        Together([
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='organisation',
            name='printed_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in print'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='printed_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in print'),
        ),
        migrations.AddField(
            model_name='person',
            name='printed_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in print'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='printed_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='name in print'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_organisationevent" ("areas", "created_at", "email", "entered_by_id", "hosted_by_id", "id", "kept_by_id", "kind", "languages", "legal_form", "match_key", "merged_into_id", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "printed_name", "sort_key", "version", "website") VALUES (NEW."areas", NEW."created_at", NEW."email", NEW."entered_by_id", NEW."hosted_by_id", NEW."id", NEW."kept_by_id", NEW."kind", NEW."languages", NEW."legal_form", NEW."match_key", NEW."merged_into_id", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."place", NEW."printed_name", NEW."sort_key", NEW."version", NEW."website"); RETURN NULL;', hash='e71abf0e9b75b0105e8fefb83973b5324f7715a8', operation='INSERT', pgid='pgtrigger_insert_insert_fd0fd', table='directory_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_organisationevent" ("areas", "created_at", "email", "entered_by_id", "hosted_by_id", "id", "kept_by_id", "kind", "languages", "legal_form", "match_key", "merged_into_id", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "printed_name", "sort_key", "version", "website") VALUES (NEW."areas", NEW."created_at", NEW."email", NEW."entered_by_id", NEW."hosted_by_id", NEW."id", NEW."kept_by_id", NEW."kind", NEW."languages", NEW."legal_form", NEW."match_key", NEW."merged_into_id", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."place", NEW."printed_name", NEW."sort_key", NEW."version", NEW."website"); RETURN NULL;', hash='7c23e142a2b1357e1f00e6b7642d81e3d255b1b7', operation='UPDATE', pgid='pgtrigger_update_update_17175', table='directory_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_organisationevent" ("areas", "created_at", "email", "entered_by_id", "hosted_by_id", "id", "kept_by_id", "kind", "languages", "legal_form", "match_key", "merged_into_id", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "printed_name", "sort_key", "version", "website") VALUES (OLD."areas", OLD."created_at", OLD."email", OLD."entered_by_id", OLD."hosted_by_id", OLD."id", OLD."kept_by_id", OLD."kind", OLD."languages", OLD."legal_form", OLD."match_key", OLD."merged_into_id", OLD."name", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."place", OLD."printed_name", OLD."sort_key", OLD."version", OLD."website"); RETURN NULL;', hash='45b51edb3ede290a28d6f782a9dc951905954e33', operation='DELETE', pgid='pgtrigger_delete_delete_d686f', table='directory_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_personevent" ("account_id", "created_at", "email", "entered_by_id", "family_name", "given_name", "id", "is_invented", "kept_by_id", "languages", "merged_into_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_shown_to", "printed_name", "sort_key", "version") VALUES (NEW."account_id", NEW."created_at", NEW."email", NEW."entered_by_id", NEW."family_name", NEW."given_name", NEW."id", NEW."is_invented", NEW."kept_by_id", NEW."languages", NEW."merged_into_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."phone_shown_to", NEW."printed_name", NEW."sort_key", NEW."version"); RETURN NULL;', hash='06a25577866634826390ad1d19b86fc2c2d1dcc2', operation='INSERT', pgid='pgtrigger_insert_insert_f1db5', table='directory_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_personevent" ("account_id", "created_at", "email", "entered_by_id", "family_name", "given_name", "id", "is_invented", "kept_by_id", "languages", "merged_into_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_shown_to", "printed_name", "sort_key", "version") VALUES (NEW."account_id", NEW."created_at", NEW."email", NEW."entered_by_id", NEW."family_name", NEW."given_name", NEW."id", NEW."is_invented", NEW."kept_by_id", NEW."languages", NEW."merged_into_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."phone_shown_to", NEW."printed_name", NEW."sort_key", NEW."version"); RETURN NULL;', hash='f4b0bfa9299de231062fe533e70fa5d22ef855d7', operation='UPDATE', pgid='pgtrigger_update_update_45f75', table='directory_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_personevent" ("account_id", "created_at", "email", "entered_by_id", "family_name", "given_name", "id", "is_invented", "kept_by_id", "languages", "merged_into_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_shown_to", "printed_name", "sort_key", "version") VALUES (OLD."account_id", OLD."created_at", OLD."email", OLD."entered_by_id", OLD."family_name", OLD."given_name", OLD."id", OLD."is_invented", OLD."kept_by_id", OLD."languages", OLD."merged_into_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."phone_shown_to", OLD."printed_name", OLD."sort_key", OLD."version"); RETURN NULL;', hash='d325a164c54fa86e2f5bd02df9bfd5b5a81ca8b1', operation='DELETE', pgid='pgtrigger_delete_delete_395d8', table='directory_person', when='AFTER')),
        ),
        ])
    ]
