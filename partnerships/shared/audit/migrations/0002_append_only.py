"""The log cannot be changed: own triggers, see protection.py."""

from django.db import migrations

from partnerships.shared.audit.protection import INSTALL, REMOVE


class Migration(migrations.Migration):
    """Installs the triggers."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(INSTALL, REMOVE)]
