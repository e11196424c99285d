from django.db import migrations


class Migration(migrations.Migration):
    """What it added stands where the tables are made: a new database is there sooner."""

    dependencies = [
        ('directory', '0002_initial'),
    ]

    operations = []
