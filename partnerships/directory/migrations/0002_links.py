"""Their links to one another and to letters, indexes, history."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from partnerships.shared.migrating import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("directory", "0012_legal_service"),
    ]

    dependencies = [
        ("search", "0001_functions"),
        ('directory', '0001_tables'),
        ('letters', '0001_initial'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='invitation',
                name='letter',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='letters.letter'),
            ),
            migrations.AddField(
                model_name='organisation',
                name='entered_by',
                field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
            ),
            migrations.AddField(
                model_name='organisation',
                name='hosted_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hosts', to='directory.organisation', verbose_name='reached through'),
            ),
            migrations.AddField(
                model_name='organisation',
                name='kept_by',
                field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='keeps', to='directory.organisation', verbose_name='kept by'),
            ),
            migrations.AddField(
                model_name='organisation',
                name='merged_into',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='directory.organisation', verbose_name='merged into'),
            ),
            migrations.AddField(
                model_name='organisation',
                name='parent',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='directory.organisation', verbose_name='part of'),
            ),
            migrations.AddField(
                model_name='grantevent',
                name='organisation',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='grant',
                name='organisation',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='goalevent',
                name='organisation',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='goal',
                name='organisation',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='contactpointevent',
                name='organisation',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='contactpoint',
                name='organisation',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_points', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='contactevent',
                name='organisation',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='contact',
                name='organisation',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='commitmentevent',
                name='organisation',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='commitment',
                name='organisation',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='appointmentevent',
                name='asked_for',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='appointmentevent',
                name='organisation',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='appointmentevent',
                name='seconded_for',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='appointment',
                name='asked_for',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='appointment',
                name='organisation',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='appointment',
                name='seconded_for',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='organisationevent',
                name='entered_by',
                field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
            ),
            migrations.AddField(
                model_name='organisationevent',
                name='hosted_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation', verbose_name='reached through'),
            ),
            migrations.AddField(
                model_name='organisationevent',
                name='kept_by',
                field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation', verbose_name='kept by'),
            ),
            migrations.AddField(
                model_name='organisationevent',
                name='merged_into',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation', verbose_name='merged into'),
            ),
            migrations.AddField(
                model_name='organisationevent',
                name='parent',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation', verbose_name='part of'),
            ),
            migrations.AddField(
                model_name='organisationevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='organisationname',
                name='organisation',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='organisationnameevent',
                name='organisation',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='organisationnameevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.organisationname'),
            ),
            migrations.AddField(
                model_name='partner',
                name='organisation',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='partnerevent',
                name='organisation',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='partnerevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.partner'),
            ),
            migrations.AddIndex(
                model_name='partnership',
                index=models.Index(fields=['sort_key', 'id'], name='partnership_by_name'),
            ),
            migrations.AddIndex(
                model_name='partnership',
                index=django.contrib.postgres.indexes.GinIndex(models.Func('name', 'name_en', 'region', function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='partnership_words'),
            ),
            migrations.AddIndex(
                model_name='partnership',
                index=django.contrib.postgres.indexes.GinIndex(models.Func('name', 'name_en', 'region', function='search_near', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)), name='partnership_near'),
            ),
            migrations.AddField(
                model_name='partnerevent',
                name='partnership',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='partner',
                name='partnership',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='importrun',
                name='partnership',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='grantevent',
                name='partnership',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='grant',
                name='partnership',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='goalevent',
                name='partnership',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='goal',
                name='partnership',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='contactevent',
                name='partnership',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='contact',
                name='partnership',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='bodyevent',
                name='partnership',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='body',
                name='partnership',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='directory.partnership'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='partnership',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_partnershipevent" ("created_at", "founded_on", "id", "name", "name_en", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "purpose", "purpose_en", "region", "sort_key", "source_note") VALUES (NEW."created_at", NEW."founded_on", NEW."id", NEW."name", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."population", NEW."purpose", NEW."purpose_en", NEW."region", NEW."sort_key", NEW."source_note"); RETURN NULL;', hash='6d56f805a98769d59cbd1940dba46e1bc2c3dcce', operation='INSERT', pgid='pgtrigger_insert_insert_30ba4', table='directory_partnership', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='partnership',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_partnershipevent" ("created_at", "founded_on", "id", "name", "name_en", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "purpose", "purpose_en", "region", "sort_key", "source_note") VALUES (NEW."created_at", NEW."founded_on", NEW."id", NEW."name", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."population", NEW."purpose", NEW."purpose_en", NEW."region", NEW."sort_key", NEW."source_note"); RETURN NULL;', hash='7a14c2e0b3c5b383c12f86dd8a21b08ca10c71f8', operation='UPDATE', pgid='pgtrigger_update_update_47611', table='directory_partnership', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='partnership',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_partnershipevent" ("created_at", "founded_on", "id", "name", "name_en", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "purpose", "purpose_en", "region", "sort_key", "source_note") VALUES (OLD."created_at", OLD."founded_on", OLD."id", OLD."name", OLD."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."population", OLD."purpose", OLD."purpose_en", OLD."region", OLD."sort_key", OLD."source_note"); RETURN NULL;', hash='85777530777205c183293f519c8ff378986da0c0', operation='DELETE', pgid='pgtrigger_delete_delete_25d4c', table='directory_partnership', when='AFTER')),
            ),
            migrations.AddField(
                model_name='partnershipevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='person',
                name='account',
                field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='person', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='person',
                name='entered_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='person',
                name='kept_by',
                field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='keeps_people', to='directory.organisation', verbose_name='kept by'),
            ),
            migrations.AddField(
                model_name='person',
                name='merged_into',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='directory.person'),
            ),
            migrations.AddField(
                model_name='invitation',
                name='person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='directory.person'),
            ),
            migrations.AddField(
                model_name='grantevent',
                name='person',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person'),
            ),
            migrations.AddField(
                model_name='grant',
                name='person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='directory.person'),
            ),
            migrations.AddField(
                model_name='correctionevent',
                name='person',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person'),
            ),
            migrations.AddField(
                model_name='correction',
                name='person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='directory.person'),
            ),
            migrations.AddField(
                model_name='contactevent',
                name='noted_by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person'),
            ),
            migrations.AddField(
                model_name='contact',
                name='noted_by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
            ),
            migrations.AddField(
                model_name='appointmentevent',
                name='person',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person'),
            ),
            migrations.AddField(
                model_name='appointment',
                name='person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='directory.person'),
            ),
            migrations.AddField(
                model_name='personevent',
                name='account',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='personevent',
                name='entered_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='personevent',
                name='kept_by',
                field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation', verbose_name='kept by'),
            ),
            migrations.AddField(
                model_name='personevent',
                name='merged_into',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person'),
            ),
            migrations.AddField(
                model_name='personevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.person'),
            ),
            migrations.AddField(
                model_name='project',
                name='lead',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='led_projects', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='project',
                name='partnership',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='commitmentevent',
                name='project',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.project'),
            ),
            migrations.AddField(
                model_name='commitment',
                name='project',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='directory.project'),
            ),
            migrations.AddField(
                model_name='projectevent',
                name='lead',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='projectevent',
                name='partnership',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='projectevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.project'),
            ),
            migrations.AddField(
                model_name='projectfigure',
                name='project',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='directory.project'),
            ),
            migrations.AddField(
                model_name='projectfigureevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.projectfigure'),
            ),
            migrations.AddField(
                model_name='projectfigureevent',
                name='project',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.project'),
            ),
            migrations.AddField(
                model_name='representation',
                name='organisation',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='representations', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='representation',
                name='person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='representations', to='directory.person'),
            ),
            migrations.AddField(
                model_name='representation',
                name='replaces',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='directory.representation'),
            ),
            migrations.AddField(
                model_name='representation',
                name='rests_on',
                field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.appointment', verbose_name='rests on'),
            ),
            migrations.AddField(
                model_name='appointmentevent',
                name='replaces',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.representation'),
            ),
            migrations.AddField(
                model_name='appointmentevent',
                name='representation',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.representation'),
            ),
            migrations.AddField(
                model_name='appointment',
                name='replaces',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.representation'),
            ),
            migrations.AddField(
                model_name='appointment',
                name='representation',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='directory.representation'),
            ),
            migrations.AddField(
                model_name='representationevent',
                name='organisation',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='representationevent',
                name='person',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person'),
            ),
            migrations.AddField(
                model_name='representationevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.representation'),
            ),
            migrations.AddField(
                model_name='representationevent',
                name='replaces',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.representation'),
            ),
            migrations.AddField(
                model_name='representationevent',
                name='rests_on',
                field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.appointment', verbose_name='rests on'),
            ),
            migrations.AddField(
                model_name='seat',
                name='body',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='directory.body'),
            ),
            migrations.AddField(
                model_name='seat',
                name='organisation',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='seat',
                name='person',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='directory.person'),
            ),
            migrations.AddField(
                model_name='seat',
                name='taken_by',
                field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='seatevent',
                name='body',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.body'),
            ),
            migrations.AddField(
                model_name='seatevent',
                name='organisation',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='seatevent',
                name='person',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person'),
            ),
            migrations.AddField(
                model_name='seatevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.seat'),
            ),
            migrations.AddField(
                model_name='seatevent',
                name='taken_by',
                field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='standingchange',
                name='partner',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standing_changes', to='directory.partner'),
            ),
            migrations.AddField(
                model_name='standingchangeevent',
                name='partner',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partner'),
            ),
            migrations.AddField(
                model_name='standingchangeevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.standingchange'),
            ),
            migrations.AddField(
                model_name='succession',
                name='predecessor',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='succession',
                name='successor',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='successionevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.succession'),
            ),
            migrations.AddField(
                model_name='successionevent',
                name='predecessor',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='successionevent',
                name='successor',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddConstraint(
                model_name='accountchange',
                constraint=models.CheckConstraint(condition=models.Q(('made_at__isnull', True), ('refused_at__isnull', True), _connector='OR'), name='account_change_made_or_refused'),
            ),
            migrations.AddConstraint(
                model_name='accountchange',
                constraint=models.UniqueConstraint(condition=models.Q(('made_at__isnull', True), ('refused_at__isnull', True)), fields=('account', 'kind'), name='account_change_once_at_a_time'),
            ),
            migrations.AddIndex(
                model_name='organisation',
                index=models.Index(fields=['sort_key', 'id'], name='organisation_by_name'),
            ),
            migrations.AddIndex(
                model_name='organisation',
                index=models.Index(fields=['match_key'], name='organisation_by_match'),
            ),
            migrations.AddIndex(
                model_name='organisation',
                index=django.contrib.postgres.indexes.GinIndex(models.Func(models.F('match_key'), models.Value(' '), function='string_to_array', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)), name='organisation_by_word'),
            ),
            migrations.AddIndex(
                model_name='organisation',
                index=django.contrib.postgres.indexes.GinIndex(models.Func('name', 'printed_name', 'place', function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='organisation_words'),
            ),
            migrations.AddIndex(
                model_name='organisation',
                index=django.contrib.postgres.indexes.GinIndex(models.Func('name', 'printed_name', 'place', function='search_near', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)), name='organisation_near'),
            ),
            migrations.AddIndex(
                model_name='organisation',
                index=django.contrib.postgres.indexes.GinIndex(models.Func(models.Func('phone', function='search_digits', output_field=models.TextField()), function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='organisation_number'),
            ),
            migrations.AddConstraint(
                model_name='organisation',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR')), name='organisation_not_in_itself'),
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
            migrations.AddIndex(
                model_name='contactpoint',
                index=django.contrib.postgres.indexes.GinIndex(models.Func(models.Func('phone', function='search_digits', output_field=models.TextField()), function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='contact_point_number'),
            ),
            migrations.AddConstraint(
                model_name='contactpoint',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('email', ''), _negated=True), models.Q(('phone', ''), _negated=True), _connector='OR'), name='contact_point_has_a_way', violation_error_message='Give an e-mail address or a telephone number.'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contactpoint',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_contactpointevent" ("email", "hours", "id", "label", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position") VALUES (NEW."email", NEW."hours", NEW."id", NEW."label", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."position"); RETURN NULL;', hash='5332dc92aae5878286775f5741551759f0372f90', operation='INSERT', pgid='pgtrigger_insert_insert_f2d78', table='directory_contactpoint', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contactpoint',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_contactpointevent" ("email", "hours", "id", "label", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position") VALUES (NEW."email", NEW."hours", NEW."id", NEW."label", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."position"); RETURN NULL;', hash='57639e388fc932394a7fb668858d323195024c3d', operation='UPDATE', pgid='pgtrigger_update_update_ba5b4', table='directory_contactpoint', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contactpoint',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_contactpointevent" ("email", "hours", "id", "label", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position") VALUES (OLD."email", OLD."hours", OLD."id", OLD."label", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."position"); RETURN NULL;', hash='9f8b08a26eee506cb801af432213392a68cb0558', operation='DELETE', pgid='pgtrigger_delete_delete_2e2cb', table='directory_contactpoint', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='organisationname',
                constraint=models.CheckConstraint(condition=models.Q(('since__isnull', False), ('attested_on__isnull', False), _connector='OR'), name='organisation_name_has_beginning', violation_error_message='Say since when, or on which day it is attested.'),
            ),
            migrations.AddConstraint(
                model_name='organisationname',
                constraint=models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until_on__isnull', True), ('until_on__gte', models.F('since')), _connector='OR'), name='organisation_name_until_after_since', violation_error_message='The end must not be before the beginning.'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='organisationname',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_organisationnameevent" ("attested_on", "ended_at", "id", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until_on") VALUES (NEW."attested_on", NEW."ended_at", NEW."id", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."until_on"); RETURN NULL;', hash='ee72761021055df84014895cf84b722d35f9670d', operation='INSERT', pgid='pgtrigger_insert_insert_1e5e4', table='directory_organisationname', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='organisationname',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_organisationnameevent" ("attested_on", "ended_at", "id", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until_on") VALUES (NEW."attested_on", NEW."ended_at", NEW."id", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."until_on"); RETURN NULL;', hash='97b70abaca16801be0da39d4812826546a7a1319', operation='UPDATE', pgid='pgtrigger_update_update_70a82', table='directory_organisationname', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='organisationname',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_organisationnameevent" ("attested_on", "ended_at", "id", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until_on") VALUES (OLD."attested_on", OLD."ended_at", OLD."id", OLD."name", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."until_on"); RETURN NULL;', hash='34bf1aae83314d058fff906db688961dd50f89b6', operation='DELETE', pgid='pgtrigger_delete_delete_bf6e0', table='directory_organisationname', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='partner',
                index=models.Index(fields=['partnership', 'sort_key', 'id'], name='partner_by_name'),
            ),
            migrations.AddConstraint(
                model_name='partner',
                constraint=models.CheckConstraint(condition=models.Q(('since__isnull', False), ('attested_on__isnull', False), _connector='OR'), name='partner_has_beginning', violation_error_message='Say since when, or on which day it is attested.'),
            ),
            migrations.AddConstraint(
                model_name='partner',
                constraint=models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until_on__isnull', True), ('until_on__gte', models.F('since')), _connector='OR'), name='partner_until_after_since', violation_error_message='The end must not be before the beginning.'),
            ),
            migrations.AddConstraint(
                model_name='partner',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('until_on__isnull', True)), fields=('partnership', 'organisation'), name='partner_once_at_a_time'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='partner',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_partnerevent" ("attested_on", "decided_on", "decision", "ended_at", "entry", "id", "leaving_decided_on", "leaving_decision", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "since", "sort_key", "standing", "until_on") VALUES (NEW."attested_on", NEW."decided_on", NEW."decision", NEW."ended_at", NEW."entry", NEW."id", NEW."leaving_decided_on", NEW."leaving_decision", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."side", NEW."since", NEW."sort_key", NEW."standing", NEW."until_on"); RETURN NULL;', hash='34059c2198a5b506517c43e41a0b3e4d6354ed1a', operation='INSERT', pgid='pgtrigger_insert_insert_01e37', table='directory_partner', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='partner',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_partnerevent" ("attested_on", "decided_on", "decision", "ended_at", "entry", "id", "leaving_decided_on", "leaving_decision", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "since", "sort_key", "standing", "until_on") VALUES (NEW."attested_on", NEW."decided_on", NEW."decision", NEW."ended_at", NEW."entry", NEW."id", NEW."leaving_decided_on", NEW."leaving_decision", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."side", NEW."since", NEW."sort_key", NEW."standing", NEW."until_on"); RETURN NULL;', hash='5da8ea506c67051ec28ff27bcc5decd21fe67a4e', operation='UPDATE', pgid='pgtrigger_update_update_3c5a3', table='directory_partner', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='partner',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_partnerevent" ("attested_on", "decided_on", "decision", "ended_at", "entry", "id", "leaving_decided_on", "leaving_decision", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "since", "sort_key", "standing", "until_on") VALUES (OLD."attested_on", OLD."decided_on", OLD."decision", OLD."ended_at", OLD."entry", OLD."id", OLD."leaving_decided_on", OLD."leaving_decision", OLD."organisation_id", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."side", OLD."since", OLD."sort_key", OLD."standing", OLD."until_on"); RETURN NULL;', hash='eb382670c3be1260f48379a92576d004c22f8ca6', operation='DELETE', pgid='pgtrigger_delete_delete_50376', table='directory_partner', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='importrun',
                index=models.Index(fields=['made_at'], name='import_by_moment'),
            ),
            migrations.AddConstraint(
                model_name='goal',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', False), ('partnership__isnull', True)), models.Q(('organisation__isnull', True), ('partnership__isnull', False)), _connector='OR'), name='goal_has_one_owner'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='goal',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_goalevent" ("id", "kind", "number", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "text_en", "title", "title_en") VALUES (NEW."id", NEW."kind", NEW."number", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."text", NEW."text_en", NEW."title", NEW."title_en"); RETURN NULL;', hash='15b9b4f5ddce69099aa1703a2cb1206cd97440f5', operation='INSERT', pgid='pgtrigger_insert_insert_f1bb1', table='directory_goal', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='goal',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_goalevent" ("id", "kind", "number", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "text_en", "title", "title_en") VALUES (NEW."id", NEW."kind", NEW."number", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."text", NEW."text_en", NEW."title", NEW."title_en"); RETURN NULL;', hash='3b2d402e7adef0894da99e407e5f2d30e2968b16', operation='UPDATE', pgid='pgtrigger_update_update_de987', table='directory_goal', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='goal',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_goalevent" ("id", "kind", "number", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "text_en", "title", "title_en") VALUES (OLD."id", OLD."kind", OLD."number", OLD."organisation_id", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."text", OLD."text_en", OLD."title", OLD."title_en"); RETURN NULL;', hash='d13152133924cc2b455a176c52f9935c5f5f91c6', operation='DELETE', pgid='pgtrigger_delete_delete_03d1f', table='directory_goal', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='body',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_bodyevent" ("attested_on", "closed_on", "founded_on", "id", "kind", "meetings_per_year", "name", "name_en", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "purpose", "purpose_en") VALUES (NEW."attested_on", NEW."closed_on", NEW."founded_on", NEW."id", NEW."kind", NEW."meetings_per_year", NEW."name", NEW."name_en", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."purpose", NEW."purpose_en"); RETURN NULL;', hash='9a2698b8060a592a9d6c47442129907d723e594d', operation='INSERT', pgid='pgtrigger_insert_insert_f43dd', table='directory_body', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='body',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_bodyevent" ("attested_on", "closed_on", "founded_on", "id", "kind", "meetings_per_year", "name", "name_en", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "purpose", "purpose_en") VALUES (NEW."attested_on", NEW."closed_on", NEW."founded_on", NEW."id", NEW."kind", NEW."meetings_per_year", NEW."name", NEW."name_en", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."purpose", NEW."purpose_en"); RETURN NULL;', hash='37fff0d40c7df2c570d322f512116cf1e8220fc0', operation='UPDATE', pgid='pgtrigger_update_update_2b71b', table='directory_body', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='body',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_bodyevent" ("attested_on", "closed_on", "founded_on", "id", "kind", "meetings_per_year", "name", "name_en", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "purpose", "purpose_en") VALUES (OLD."attested_on", OLD."closed_on", OLD."founded_on", OLD."id", OLD."kind", OLD."meetings_per_year", OLD."name", OLD."name_en", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."purpose", OLD."purpose_en"); RETURN NULL;', hash='3e63d5a27c4354b84970f55daf5dd01a1d7fb108', operation='DELETE', pgid='pgtrigger_delete_delete_f5a8a', table='directory_body', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='person',
                index=models.Index(fields=['sort_key', 'id'], name='person_by_name'),
            ),
            migrations.AddIndex(
                model_name='person',
                index=django.contrib.postgres.indexes.GinIndex(models.Func('given_name', 'family_name', 'printed_name', function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='person_words'),
            ),
            migrations.AddIndex(
                model_name='person',
                index=django.contrib.postgres.indexes.GinIndex(models.Func('given_name', 'family_name', 'printed_name', function='search_near', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)), name='person_near'),
            ),
            migrations.AddIndex(
                model_name='person',
                index=django.contrib.postgres.indexes.GinIndex(models.Func(models.Func('phone', function='search_digits', output_field=models.TextField()), function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='person_number'),
            ),
            migrations.AddConstraint(
                model_name='person',
                constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='person_not_in_itself'),
            ),
            migrations.AddConstraint(
                model_name='person',
                constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), ('account__isnull', True), _connector='OR'), name='person_merged_has_no_account'),
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
            migrations.AddConstraint(
                model_name='invitation',
                constraint=models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='invitation_accepted_or_withdrawn'),
            ),
            migrations.AddIndex(
                model_name='grant',
                index=models.Index(fields=['role'], name='grant_by_role'),
            ),
            migrations.AddIndex(
                model_name='grant',
                index=models.Index(condition=models.Q(('confirmed_by__isnull', True), ('given_by__isnull', False)), fields=['created_at', 'id'], name='grant_unconfirmed'),
            ),
            migrations.AddConstraint(
                model_name='grant',
                constraint=models.CheckConstraint(condition=models.Q(('since__isnull', False), ('attested_on__isnull', False), _connector='OR'), name='grant_has_beginning', violation_error_message='Say since when, or on which day it is attested.'),
            ),
            migrations.AddConstraint(
                model_name='grant',
                constraint=models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until_on__isnull', True), ('until_on__gte', models.F('since')), _connector='OR'), name='grant_until_after_since', violation_error_message='The end must not be before the beginning.'),
            ),
            migrations.AddConstraint(
                model_name='grant',
                constraint=models.CheckConstraint(condition=models.Q(('organisation__isnull', True), ('partnership__isnull', True), _connector='OR'), name='grant_has_one_scope'),
            ),
            migrations.AddConstraint(
                model_name='grant',
                constraint=models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('given_by')), _negated=True), _connector='OR'), name='grant_not_confirmed_by_giver'),
            ),
            migrations.AddConstraint(
                model_name='grant',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('until_on__isnull', True)), fields=('person', 'role', 'organisation', 'partnership'), name='grant_once_at_a_time', nulls_distinct=False),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='grant',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_grantevent" ("attested_on", "before_rule", "confirmed_by_id", "created_at", "ended_at", "given_by_id", "id", "organisation_id", "partnership_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_by_id", "reviewed_on", "role", "since", "until_on") VALUES (NEW."attested_on", NEW."before_rule", NEW."confirmed_by_id", NEW."created_at", NEW."ended_at", NEW."given_by_id", NEW."id", NEW."organisation_id", NEW."partnership_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reviewed_by_id", NEW."reviewed_on", NEW."role", NEW."since", NEW."until_on"); RETURN NULL;', hash='58eb3f05f6481218072747d9332a4b6c0d7b880d', operation='INSERT', pgid='pgtrigger_insert_insert_a9b77', table='directory_grant', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='grant',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_grantevent" ("attested_on", "before_rule", "confirmed_by_id", "created_at", "ended_at", "given_by_id", "id", "organisation_id", "partnership_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_by_id", "reviewed_on", "role", "since", "until_on") VALUES (NEW."attested_on", NEW."before_rule", NEW."confirmed_by_id", NEW."created_at", NEW."ended_at", NEW."given_by_id", NEW."id", NEW."organisation_id", NEW."partnership_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reviewed_by_id", NEW."reviewed_on", NEW."role", NEW."since", NEW."until_on"); RETURN NULL;', hash='fc54b3f9ce558cb81225b81e3ab2ec96f856528d', operation='UPDATE', pgid='pgtrigger_update_update_a41a3', table='directory_grant', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='grant',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_grantevent" ("attested_on", "before_rule", "confirmed_by_id", "created_at", "ended_at", "given_by_id", "id", "organisation_id", "partnership_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_by_id", "reviewed_on", "role", "since", "until_on") VALUES (OLD."attested_on", OLD."before_rule", OLD."confirmed_by_id", OLD."created_at", OLD."ended_at", OLD."given_by_id", OLD."id", OLD."organisation_id", OLD."partnership_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reviewed_by_id", OLD."reviewed_on", OLD."role", OLD."since", OLD."until_on"); RETURN NULL;', hash='f2722019043e8ee37ee02cfd7dad28cbfb2fb9ab', operation='DELETE', pgid='pgtrigger_delete_delete_05666', table='directory_grant', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='correction',
                index=models.Index(fields=['due_on', 'id'], name='correction_by_day'),
            ),
            migrations.AddConstraint(
                model_name='correction',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('made__isnull', True)), models.Q(('answered_at__isnull', False), ('made__isnull', False)), _connector='OR'), name='correction_answered_whole'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='correction',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_correctionevent" ("about", "answer", "answered_at", "answered_by_id", "asked_at", "due_on", "id", "made", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wish") VALUES (NEW."about", NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."due_on", NEW."id", NEW."made", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."wish"); RETURN NULL;', hash='7342967c2816d6297415f147f175c9f36601e76f', operation='INSERT', pgid='pgtrigger_insert_insert_590ee', table='directory_correction', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='correction',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_correctionevent" ("about", "answer", "answered_at", "answered_by_id", "asked_at", "due_on", "id", "made", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wish") VALUES (NEW."about", NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."due_on", NEW."id", NEW."made", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."wish"); RETURN NULL;', hash='a7a5c301b472dd7f5ae96afc60f959148b963b6b', operation='UPDATE', pgid='pgtrigger_update_update_4e990', table='directory_correction', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='correction',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_correctionevent" ("about", "answer", "answered_at", "answered_by_id", "asked_at", "due_on", "id", "made", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wish") VALUES (OLD."about", OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."due_on", OLD."id", OLD."made", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."wish"); RETURN NULL;', hash='bb3867148b18762b8226def6ca9626fa3a10d376', operation='DELETE', pgid='pgtrigger_delete_delete_ae092', table='directory_correction', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='contact',
                index=models.Index(fields=['organisation', '-on_day', '-id'], name='contact_by_organisation'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contact',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_contactevent" ("created_at", "id", "kind", "noted_by_id", "on_day", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "text") VALUES (NEW."created_at", NEW."id", NEW."kind", NEW."noted_by_id", NEW."on_day", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."subject", NEW."text"); RETURN NULL;', hash='2272a35f7e0e9463c537675edeab866ebf58638d', operation='INSERT', pgid='pgtrigger_insert_insert_b1fdf', table='directory_contact', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contact',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_contactevent" ("created_at", "id", "kind", "noted_by_id", "on_day", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "text") VALUES (NEW."created_at", NEW."id", NEW."kind", NEW."noted_by_id", NEW."on_day", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."subject", NEW."text"); RETURN NULL;', hash='a6babd0d0d7e1f2f6201158bc046a8491135628b', operation='UPDATE', pgid='pgtrigger_update_update_190bf', table='directory_contact', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contact',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_contactevent" ("created_at", "id", "kind", "noted_by_id", "on_day", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "text") VALUES (OLD."created_at", OLD."id", OLD."kind", OLD."noted_by_id", OLD."on_day", OLD."organisation_id", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."subject", OLD."text"); RETURN NULL;', hash='dd4250369075eadf91925552e3a9e81670147335', operation='DELETE', pgid='pgtrigger_delete_delete_319e0', table='directory_contact', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='project',
                constraint=models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until_on__isnull', True), ('until_on__gte', models.F('since')), _connector='OR'), name='project_until_after_since'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='project',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_projectevent" ("attested_on", "id", "lead_id", "name", "name_en", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "result_en", "since", "state", "text", "text_en", "until_on") VALUES (NEW."attested_on", NEW."id", NEW."lead_id", NEW."name", NEW."name_en", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."result", NEW."result_en", NEW."since", NEW."state", NEW."text", NEW."text_en", NEW."until_on"); RETURN NULL;', hash='4752e505e33da7094d34fa2f2cab97d9fa7db0c4', operation='INSERT', pgid='pgtrigger_insert_insert_3f62d', table='directory_project', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='project',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_projectevent" ("attested_on", "id", "lead_id", "name", "name_en", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "result_en", "since", "state", "text", "text_en", "until_on") VALUES (NEW."attested_on", NEW."id", NEW."lead_id", NEW."name", NEW."name_en", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."result", NEW."result_en", NEW."since", NEW."state", NEW."text", NEW."text_en", NEW."until_on"); RETURN NULL;', hash='1f233af6c232c4b08946323ba69b8bd20559e38b', operation='UPDATE', pgid='pgtrigger_update_update_29f25', table='directory_project', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='project',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_projectevent" ("attested_on", "id", "lead_id", "name", "name_en", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "result_en", "since", "state", "text", "text_en", "until_on") VALUES (OLD."attested_on", OLD."id", OLD."lead_id", OLD."name", OLD."name_en", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."result", OLD."result_en", OLD."since", OLD."state", OLD."text", OLD."text_en", OLD."until_on"); RETURN NULL;', hash='fb06d8ca010c480a990726c33d679e8f781b009c', operation='DELETE', pgid='pgtrigger_delete_delete_46f26', table='directory_project', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='commitment',
                index=models.Index(fields=['project', 'sort_key', 'id'], name='commitment_by_name'),
            ),
            migrations.AddConstraint(
                model_name='commitment',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('organisation__isnull', False)), models.Q(('organisation__isnull', True), models.Q(('name', ''), _negated=True)), _connector='OR'), name='commitment_of_one', violation_error_message='Choose an organisation or type a name.'),
            ),
            migrations.AddConstraint(
                model_name='commitment',
                constraint=models.UniqueConstraint(condition=models.Q(('organisation__isnull', False)), fields=('project', 'organisation'), name='commitment_once_a_project'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='commitment',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_commitmentevent" ("answer", "answered_on", "asked_on", "id", "name", "note", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "sort_key") VALUES (NEW."answer", NEW."answered_on", NEW."asked_on", NEW."id", NEW."name", NEW."note", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."project_id", NEW."sort_key"); RETURN NULL;', hash='dfa88e74b6fbfe5b0cbcc8c2e7e4d7221e18a17d', operation='INSERT', pgid='pgtrigger_insert_insert_591e3', table='directory_commitment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='commitment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_commitmentevent" ("answer", "answered_on", "asked_on", "id", "name", "note", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "sort_key") VALUES (NEW."answer", NEW."answered_on", NEW."asked_on", NEW."id", NEW."name", NEW."note", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."project_id", NEW."sort_key"); RETURN NULL;', hash='31a108a267ebd447de2869701aebd181f53ed369', operation='UPDATE', pgid='pgtrigger_update_update_ec365', table='directory_commitment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='commitment',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_commitmentevent" ("answer", "answered_on", "asked_on", "id", "name", "note", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "sort_key") VALUES (OLD."answer", OLD."answered_on", OLD."asked_on", OLD."id", OLD."name", OLD."note", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."project_id", OLD."sort_key"); RETURN NULL;', hash='c0213a4432bbf53616367d9fb96a24d57b7a76c2', operation='DELETE', pgid='pgtrigger_delete_delete_f8431', table='directory_commitment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='projectfigure',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_projectfigureevent" ("id", "label", "label_en", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "qualifier", "source_note", "unit", "unit_en", "value") VALUES (NEW."id", NEW."label", NEW."label_en", NEW."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."project_id", NEW."qualifier", NEW."source_note", NEW."unit", NEW."unit_en", NEW."value"); RETURN NULL;', hash='a31cf6d5932cb6d7cdf5d7efe9bb3df3d9daac02', operation='INSERT', pgid='pgtrigger_insert_insert_aa1c3', table='directory_projectfigure', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='projectfigure',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_projectfigureevent" ("id", "label", "label_en", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "qualifier", "source_note", "unit", "unit_en", "value") VALUES (NEW."id", NEW."label", NEW."label_en", NEW."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."project_id", NEW."qualifier", NEW."source_note", NEW."unit", NEW."unit_en", NEW."value"); RETURN NULL;', hash='32fdc20f6ee761b7587a1077995f16a7fa337042', operation='UPDATE', pgid='pgtrigger_update_update_534fb', table='directory_projectfigure', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='projectfigure',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_projectfigureevent" ("id", "label", "label_en", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "qualifier", "source_note", "unit", "unit_en", "value") VALUES (OLD."id", OLD."label", OLD."label_en", OLD."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."project_id", OLD."qualifier", OLD."source_note", OLD."unit", OLD."unit_en", OLD."value"); RETURN NULL;', hash='47f738afe5a092f37f9d7e2158c73e319ffb4728', operation='DELETE', pgid='pgtrigger_delete_delete_d4c7d', table='directory_projectfigure', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='representation',
                index=models.Index(fields=['organisation', 'role'], name='representation_by_org'),
            ),
            migrations.AddConstraint(
                model_name='representation',
                constraint=models.CheckConstraint(condition=models.Q(('since__isnull', False), ('attested_on__isnull', False), _connector='OR'), name='representation_has_beginning', violation_error_message='Say since when, or on which day it is attested.'),
            ),
            migrations.AddConstraint(
                model_name='representation',
                constraint=models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until_on__isnull', True), ('until_on__gte', models.F('since')), _connector='OR'), name='representation_until_after_since', violation_error_message='The end must not be before the beginning.'),
            ),
            migrations.AddConstraint(
                model_name='representation',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('until_on__isnull', True)), fields=('person', 'organisation'), name='representation_once_at_a_time', violation_error_message='This person stands for the organisation already.'),
            ),
            migrations.AddConstraint(
                model_name='representation',
                constraint=models.CheckConstraint(condition=models.Q(('is_provisional', False), models.Q(('may_sign', False), ('role', 'lead')), _connector='OR'), name='representation_provisional_does_not_sign'),
            ),
            migrations.AddConstraint(
                model_name='representation',
                constraint=models.CheckConstraint(condition=models.Q(('signs_since__isnull', True), ('may_sign', True), _connector='OR'), name='representation_signs_since_if_it_may'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='representation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_representationevent" ("attested_on", "ended_at", "ending_reason", "function", "handover_note", "id", "is_provisional", "may_sign", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "rests_on_id", "role", "signs_since", "since", "until_on", "version") VALUES (NEW."attested_on", NEW."ended_at", NEW."ending_reason", NEW."function", NEW."handover_note", NEW."id", NEW."is_provisional", NEW."may_sign", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."replaces_id", NEW."rests_on_id", NEW."role", NEW."signs_since", NEW."since", NEW."until_on", NEW."version"); RETURN NULL;', hash='8b0adff9c70132c6791184c651d4e5a4171cb699', operation='INSERT', pgid='pgtrigger_insert_insert_ed12b', table='directory_representation', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='representation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_representationevent" ("attested_on", "ended_at", "ending_reason", "function", "handover_note", "id", "is_provisional", "may_sign", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "rests_on_id", "role", "signs_since", "since", "until_on", "version") VALUES (NEW."attested_on", NEW."ended_at", NEW."ending_reason", NEW."function", NEW."handover_note", NEW."id", NEW."is_provisional", NEW."may_sign", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."replaces_id", NEW."rests_on_id", NEW."role", NEW."signs_since", NEW."since", NEW."until_on", NEW."version"); RETURN NULL;', hash='9e8673f483d8a24674c3315ccb4e1255176af65f', operation='UPDATE', pgid='pgtrigger_update_update_70f15', table='directory_representation', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='representation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_representationevent" ("attested_on", "ended_at", "ending_reason", "function", "handover_note", "id", "is_provisional", "may_sign", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "rests_on_id", "role", "signs_since", "since", "until_on", "version") VALUES (OLD."attested_on", OLD."ended_at", OLD."ending_reason", OLD."function", OLD."handover_note", OLD."id", OLD."is_provisional", OLD."may_sign", OLD."organisation_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."replaces_id", OLD."rests_on_id", OLD."role", OLD."signs_since", OLD."since", OLD."until_on", OLD."version"); RETURN NULL;', hash='4a2f9cfe36c7e5a9a2035e70f2543e579b015609', operation='DELETE', pgid='pgtrigger_delete_delete_8c4cf', table='directory_representation', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='appointment',
                constraint=models.UniqueConstraint(condition=models.Q(('completed_at', None), ('refused_at', None), ('withdrawn_at', None)), fields=('person', 'organisation'), name='appointment_once_at_a_time', violation_error_message='This waits for an answer already.'),
            ),
            migrations.AddConstraint(
                model_name='appointment',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('completed_at', None), ('refused_at', None)), models.Q(('completed_at', None), ('withdrawn_at', None)), models.Q(('refused_at', None), ('withdrawn_at', None)), _connector='OR'), name='appointment_decided_once'),
            ),
            migrations.AddConstraint(
                model_name='appointment',
                constraint=models.CheckConstraint(condition=models.Q(('seconded_by', None), models.Q(models.Q(models.Q(('seconded_by', models.F('asked_by')), _negated=True), ('asked_by', None), _connector='OR'), models.Q(models.Q(('seconded_by', models.F('agreed_by')), _negated=True), ('agreed_by', None), _connector='OR')), _connector='OR'), name='appointment_not_seconded_by_those_who_gain'),
            ),
            migrations.AddConstraint(
                model_name='appointment',
                constraint=models.CheckConstraint(condition=models.Q(('completed_at', None), models.Q(('document', ''), _negated=True), models.Q(('agreed_at__isnull', False), models.Q(('second', 'nobody'), ('seconded_at__isnull', False), _connector='OR')), _connector='OR'), name='appointment_complete_with_every_yes'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='appointment',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_appointmentevent" ("agreed_at", "agreed_by_id", "asked_accounts", "asked_at", "asked_by_id", "asked_for_id", "attested_on", "completed_at", "decided_by_id", "document", "function", "id", "may_sign", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_at", "replaces_id", "representation_id", "role", "second", "seconded_at", "seconded_by_id", "seconded_for_id", "signs_since", "since", "until_on", "version", "withdrawn_at") VALUES (NEW."agreed_at", NEW."agreed_by_id", NEW."asked_accounts", NEW."asked_at", NEW."asked_by_id", NEW."asked_for_id", NEW."attested_on", NEW."completed_at", NEW."decided_by_id", NEW."document", NEW."function", NEW."id", NEW."may_sign", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."refused_at", NEW."replaces_id", NEW."representation_id", NEW."role", NEW."second", NEW."seconded_at", NEW."seconded_by_id", NEW."seconded_for_id", NEW."signs_since", NEW."since", NEW."until_on", NEW."version", NEW."withdrawn_at"); RETURN NULL;', hash='13ec0f34ce3175eb01ec2801b5437110250dc934', operation='INSERT', pgid='pgtrigger_insert_insert_b247a', table='directory_appointment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='appointment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_appointmentevent" ("agreed_at", "agreed_by_id", "asked_accounts", "asked_at", "asked_by_id", "asked_for_id", "attested_on", "completed_at", "decided_by_id", "document", "function", "id", "may_sign", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_at", "replaces_id", "representation_id", "role", "second", "seconded_at", "seconded_by_id", "seconded_for_id", "signs_since", "since", "until_on", "version", "withdrawn_at") VALUES (NEW."agreed_at", NEW."agreed_by_id", NEW."asked_accounts", NEW."asked_at", NEW."asked_by_id", NEW."asked_for_id", NEW."attested_on", NEW."completed_at", NEW."decided_by_id", NEW."document", NEW."function", NEW."id", NEW."may_sign", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."refused_at", NEW."replaces_id", NEW."representation_id", NEW."role", NEW."second", NEW."seconded_at", NEW."seconded_by_id", NEW."seconded_for_id", NEW."signs_since", NEW."since", NEW."until_on", NEW."version", NEW."withdrawn_at"); RETURN NULL;', hash='b1f61ab39786d25e154a7a608b85e42468a8d738', operation='UPDATE', pgid='pgtrigger_update_update_8128a', table='directory_appointment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='appointment',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_appointmentevent" ("agreed_at", "agreed_by_id", "asked_accounts", "asked_at", "asked_by_id", "asked_for_id", "attested_on", "completed_at", "decided_by_id", "document", "function", "id", "may_sign", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_at", "replaces_id", "representation_id", "role", "second", "seconded_at", "seconded_by_id", "seconded_for_id", "signs_since", "since", "until_on", "version", "withdrawn_at") VALUES (OLD."agreed_at", OLD."agreed_by_id", OLD."asked_accounts", OLD."asked_at", OLD."asked_by_id", OLD."asked_for_id", OLD."attested_on", OLD."completed_at", OLD."decided_by_id", OLD."document", OLD."function", OLD."id", OLD."may_sign", OLD."organisation_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."refused_at", OLD."replaces_id", OLD."representation_id", OLD."role", OLD."second", OLD."seconded_at", OLD."seconded_by_id", OLD."seconded_for_id", OLD."signs_since", OLD."since", OLD."until_on", OLD."version", OLD."withdrawn_at"); RETURN NULL;', hash='2c398c94af2f1bc173ce7643fa8a4e19df226ec4', operation='DELETE', pgid='pgtrigger_delete_delete_a770e', table='directory_appointment', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='seat',
                constraint=models.CheckConstraint(condition=models.Q(('since__isnull', False), ('attested_on__isnull', False), _connector='OR'), name='seat_has_beginning', violation_error_message='Say since when, or on which day it is attested.'),
            ),
            migrations.AddConstraint(
                model_name='seat',
                constraint=models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until_on__isnull', True), ('until_on__gte', models.F('since')), _connector='OR'), name='seat_until_after_since', violation_error_message='The end must not be before the beginning.'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='seat',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_seatevent" ("attested_on", "body_id", "ended_at", "id", "label", "label_en", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "taken_at", "taken_by_id", "until_on", "voting") VALUES (NEW."attested_on", NEW."body_id", NEW."ended_at", NEW."id", NEW."label", NEW."label_en", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."since", NEW."taken_at", NEW."taken_by_id", NEW."until_on", NEW."voting"); RETURN NULL;', hash='e58797d0b3461341c3b16610c0427c6eabe26eaa', operation='INSERT', pgid='pgtrigger_insert_insert_054b0', table='directory_seat', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='seat',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_seatevent" ("attested_on", "body_id", "ended_at", "id", "label", "label_en", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "taken_at", "taken_by_id", "until_on", "voting") VALUES (NEW."attested_on", NEW."body_id", NEW."ended_at", NEW."id", NEW."label", NEW."label_en", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."since", NEW."taken_at", NEW."taken_by_id", NEW."until_on", NEW."voting"); RETURN NULL;', hash='be4c6094998c48758199a6ef03cf4f8826becf14', operation='UPDATE', pgid='pgtrigger_update_update_7d1c4', table='directory_seat', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='seat',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_seatevent" ("attested_on", "body_id", "ended_at", "id", "label", "label_en", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "taken_at", "taken_by_id", "until_on", "voting") VALUES (OLD."attested_on", OLD."body_id", OLD."ended_at", OLD."id", OLD."label", OLD."label_en", OLD."organisation_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."since", OLD."taken_at", OLD."taken_by_id", OLD."until_on", OLD."voting"); RETURN NULL;', hash='09d31005bb332cddc353b33ce43a37d9290f1fab', operation='DELETE', pgid='pgtrigger_delete_delete_fbc36', table='directory_seat', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='standingchange',
                constraint=models.CheckConstraint(condition=models.Q(('on_day__isnull', False), ('attested_on__isnull', False), _connector='OR'), name='standing_change_has_day', violation_error_message='Say since when, or on which day it is attested.'),
            ),
            migrations.AddConstraint(
                model_name='standingchange',
                constraint=models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='standing_changes'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='standingchange',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_standingchangeevent" ("after", "attested_on", "before", "created_at", "decided_on", "decision", "id", "on_day", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."after", NEW."attested_on", NEW."before", NEW."created_at", NEW."decided_on", NEW."decision", NEW."id", NEW."on_day", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='19cb5371b015d1ae5d836c856544db31de5584fa', operation='INSERT', pgid='pgtrigger_insert_insert_dd322', table='directory_standingchange', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='standingchange',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_standingchangeevent" ("after", "attested_on", "before", "created_at", "decided_on", "decision", "id", "on_day", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."after", NEW."attested_on", NEW."before", NEW."created_at", NEW."decided_on", NEW."decision", NEW."id", NEW."on_day", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='d25084c2cc2363b817725f6e6cab2a7b0d3f1ea1', operation='UPDATE', pgid='pgtrigger_update_update_17d86', table='directory_standingchange', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='standingchange',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_standingchangeevent" ("after", "attested_on", "before", "created_at", "decided_on", "decision", "id", "on_day", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."after", OLD."attested_on", OLD."before", OLD."created_at", OLD."decided_on", OLD."decision", OLD."id", OLD."on_day", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='f116dea1aebcc7d631b67b8eafd1624a309a42c9', operation='DELETE', pgid='pgtrigger_delete_delete_a1362', table='directory_standingchange', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='succession',
                constraint=models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='succession_of_another'),
            ),
            migrations.AddConstraint(
                model_name='succession',
                constraint=models.CheckConstraint(condition=models.Q(('on_day__isnull', False), ('attested_on__isnull', False), _connector='OR'), name='succession_has_day', violation_error_message='Say on which day, or on which day it is attested.'),
            ),
            migrations.AddConstraint(
                model_name='succession',
                constraint=models.UniqueConstraint(fields=('predecessor', 'successor'), name='succession_once_a_pair'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='succession',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_successionevent" ("attested_on", "created_at", "id", "kind", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "source_note", "successor_id") VALUES (NEW."attested_on", NEW."created_at", NEW."id", NEW."kind", NEW."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."predecessor_id", NEW."source_note", NEW."successor_id"); RETURN NULL;', hash='7e88da2cc2ef317d08c91e759f5af4bb2c0dec5c', operation='INSERT', pgid='pgtrigger_insert_insert_c939e', table='directory_succession', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='succession',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_successionevent" ("attested_on", "created_at", "id", "kind", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "source_note", "successor_id") VALUES (NEW."attested_on", NEW."created_at", NEW."id", NEW."kind", NEW."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."predecessor_id", NEW."source_note", NEW."successor_id"); RETURN NULL;', hash='b22df0d89ca13a946a2c7e99f6c079b94ecd204b', operation='UPDATE', pgid='pgtrigger_update_update_07344', table='directory_succession', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='succession',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_successionevent" ("attested_on", "created_at", "id", "kind", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "source_note", "successor_id") VALUES (OLD."attested_on", OLD."created_at", OLD."id", OLD."kind", OLD."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."predecessor_id", OLD."source_note", OLD."successor_id"); RETURN NULL;', hash='c56f322143b6c6bf7b18182cfa7705568ea045f9', operation='DELETE', pgid='pgtrigger_delete_delete_37366', table='directory_succession', when='AFTER')),
            ),
        ]),
    ]
