"""Texts say in which notation they were typed. Drafts change to the new one where every word stays (decision 0027)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from partnerships.agreements.models.formats import Format
from partnerships.agreements.text.formats import agreeing

from partnerships.shared.migrating import Together

EDITABLE = ("draft", "under_consultation")


def change_drafts(apps, _editor):
    """A text that would lose or gain a word stays in the former notation until its keepers have read both."""
    for text in apps.get_model("agreements", "ClauseText").objects.filter(
        clause__agreement__stage__in=EDITABLE
    ):
        if agreeing(text.body) == Format.MARKED:
            text.format = Format.MARKED
            text.save(update_fields=["format"])
    for proposal in apps.get_model("agreements", "Proposal").objects.filter(
        agreement__stage__in=EDITABLE, answer="open"
    ):
        proposal.format, proposal.on_format = agreeing(proposal.body), agreeing(proposal.on_body)
        proposal.save(update_fields=["format", "on_format"])


def _columns(step, default):
    """Two columns of proposals and one of texts, and the same of their history."""
    for model in ("clausetext", "clausetextevent", "proposal", "proposalevent"):
        for name in ("format",) if model.startswith("clause") else ("format", "on_format"):
            kind = {"choices": Format.choices}
            if name == "format":
                kind["verbose_name"] = "notation"
            column = models.PositiveSmallIntegerField(default=default.value, **kind)
            yield step(model_name=model, name=name, field=column)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0005_without_submission")]

    operations = [
        Together([
        pgtrigger.migrations.RemoveTrigger(
            model_name='clausetext',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='clausetext',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='clausetext',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proposal',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proposal',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proposal',
            name='delete_delete',
        ),
        # What is there was typed in the former notation; what comes is not.
        *_columns(migrations.AddField, Format.FORMER),
        ]),
        Together([
        *_columns(migrations.AlterField, Format.MARKED),
        pgtrigger.migrations.AddTrigger(
            model_name='clausetext',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_clausetextevent" ("body", "clause_id", "format", "heading", "id", "language", "origin", "outdated", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."body", NEW."clause_id", NEW."format", NEW."heading", NEW."id", NEW."language", NEW."origin", NEW."outdated", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='970f54b163e04e03f8759f259d1002b90525f11b', operation='INSERT', pgid='pgtrigger_insert_insert_390a0', table='agreements_clausetext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clausetext',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "agreements_clausetextevent" ("body", "clause_id", "format", "heading", "id", "language", "origin", "outdated", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."body", NEW."clause_id", NEW."format", NEW."heading", NEW."id", NEW."language", NEW."origin", NEW."outdated", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='bbd033b7d6e6b96b7f2c895e716cbd8382ba174e', operation='UPDATE', pgid='pgtrigger_update_update_6d7e6', table='agreements_clausetext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clausetext',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_clausetextevent" ("body", "clause_id", "format", "heading", "id", "language", "origin", "outdated", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."body", OLD."clause_id", OLD."format", OLD."heading", OLD."id", OLD."language", OLD."origin", OLD."outdated", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='977ec0881643201d95205172154cc4f9ac31d716', operation='DELETE', pgid='pgtrigger_delete_delete_7418b', table='agreements_clausetext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_proposalevent" ("about", "agreement_id", "answer", "answer_reason", "answered_at", "answered_by_id", "body", "by_id", "capacity_id", "clause_id", "format", "heading", "id", "language", "made_at", "on_body", "on_format", "on_heading", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."about", NEW."agreement_id", NEW."answer", NEW."answer_reason", NEW."answered_at", NEW."answered_by_id", NEW."body", NEW."by_id", NEW."capacity_id", NEW."clause_id", NEW."format", NEW."heading", NEW."id", NEW."language", NEW."made_at", NEW."on_body", NEW."on_format", NEW."on_heading", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;', hash='7a448c2afdd37b2fc51f22367ee9ee603edc63df', operation='INSERT', pgid='pgtrigger_insert_insert_8f1b5', table='agreements_proposal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "agreements_proposalevent" ("about", "agreement_id", "answer", "answer_reason", "answered_at", "answered_by_id", "body", "by_id", "capacity_id", "clause_id", "format", "heading", "id", "language", "made_at", "on_body", "on_format", "on_heading", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."about", NEW."agreement_id", NEW."answer", NEW."answer_reason", NEW."answered_at", NEW."answered_by_id", NEW."body", NEW."by_id", NEW."capacity_id", NEW."clause_id", NEW."format", NEW."heading", NEW."id", NEW."language", NEW."made_at", NEW."on_body", NEW."on_format", NEW."on_heading", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;', hash='91af6c2874b5f74cdd77c31e6d60e4c14730b87f', operation='UPDATE', pgid='pgtrigger_update_update_3d27b', table='agreements_proposal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_proposalevent" ("about", "agreement_id", "answer", "answer_reason", "answered_at", "answered_by_id", "body", "by_id", "capacity_id", "clause_id", "format", "heading", "id", "language", "made_at", "on_body", "on_format", "on_heading", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."about", OLD."agreement_id", OLD."answer", OLD."answer_reason", OLD."answered_at", OLD."answered_by_id", OLD."body", OLD."by_id", OLD."capacity_id", OLD."clause_id", OLD."format", OLD."heading", OLD."id", OLD."language", OLD."made_at", OLD."on_body", OLD."on_format", OLD."on_heading", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;', hash='20526132c1de5e0e1de1a81701088703a5fb07bc', operation='DELETE', pgid='pgtrigger_delete_delete_1f732', table='agreements_proposal', when='AFTER')),
        ),
        ]),
        migrations.RunPython(change_drafts, migrations.RunPython.noop),
    ]
