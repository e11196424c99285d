"""Events get moment and actor from the database, see moments.py."""

from django.db import migrations, models

from partnerships.shared.audit.moments import (
    CLOCK_INSTALL,
    CLOCK_REMOVE,
    STAMP_INSTALL,
    STAMP_REMOVE,
    AuditNow,
)


class Migration(migrations.Migration):
    """The clock, the columns that lean on it, the triggers."""

    dependencies = [("audit", "0003_controller")]
    operations = [
        migrations.RunSQL(CLOCK_INSTALL, CLOCK_REMOVE),
        migrations.AlterField(
            model_name="auditevent",
            name="at",
            field=models.DateTimeField(db_default=AuditNow(), editable=False, verbose_name="at"),
        ),
        migrations.AlterField(
            model_name="auditseal",
            name="at",
            field=models.DateTimeField(db_default=AuditNow(), editable=False),
        ),
        migrations.RunSQL(STAMP_INSTALL, STAMP_REMOVE),
    ]
