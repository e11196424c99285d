"""Organisations that were entered before duplicates were looked for get the key that they share."""

from django.db import migrations

from partnerships.shared.sorting import match_key

AT_ONCE = 1000


def fill(apps, schema_editor):
    """`match_key` of every organisation that has none."""
    rows = apps.get_model("directory", "Organisation").objects.filter(match_key="")
    for row in rows.only("pk", "name").iterator(chunk_size=AT_ONCE):
        rows.model.objects.filter(pk=row.pk).update(match_key=match_key(row.name))


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_everyone")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
