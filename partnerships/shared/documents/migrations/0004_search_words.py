"""Documents are found by their titles."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_functions'),
        ('documents', '0003_flaws'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='document',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('title', function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='document_words'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('title', function='search_near', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)), name='document_near'),
        ),
    ]
