"""A file that is imported can be read in another way, and rows with faults can be left out."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0008_printed_names'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='chosen',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='importrun',
            name='file',
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name='importrun',
            name='left_out',
            field=models.JSONField(default=list, verbose_name='left out'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='named',
            field=models.PositiveIntegerField(default=0, verbose_name='contact persons'),
        ),
    ]
