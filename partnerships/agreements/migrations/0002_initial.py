from django.db import migrations


class Migration(migrations.Migration):
    """Its columns stand where their tables are made: a new database is there sooner."""

    initial = True

    dependencies = [
        ('agreements', '0001_initial'),
    ]

    operations = []
