"""Addresses are written as they are mailed (A-labels), so that whoever types theirs is found. None is merged."""

from django.db import migrations

from partnerships.directory.tidying.spellings import settle


def write_as_mailed(apps, schema_editor):
    left = settle(apps)
    if left:
        print(f"\n  {len(left)} addresses stay as they are: run `manage.py check_addresses`.", end="")


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_match_keys"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(write_as_mailed, migrations.RunPython.noop)]
