"""The functions of the database with which names and texts are compared."""

from django.db import migrations

from partnerships.shared.search.functions import INSTALL, REMOVE


class Migration(migrations.Migration):
    initial = True
    dependencies: list = []
    operations = [migrations.RunSQL(INSTALL, REMOVE)]
