"""People, organisations, partnerships and telephone numbers are found by their words."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_functions'),
        ('directory', '0009_import_reading'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='contactpoint',
            index=django.contrib.postgres.indexes.GinIndex(models.Func(models.Func('phone', function='search_digits', output_field=models.TextField()), function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='contact_point_number'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('name', 'printed_name', 'place', function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='organisation_words'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('name', 'printed_name', 'place', function='search_near', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)), name='organisation_near'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(models.Func(models.Func('phone', function='search_digits', output_field=models.TextField()), function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='organisation_number'),
        ),
        migrations.AddIndex(
            model_name='partnership',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('name', 'name_en', 'region', function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='partnership_words'),
        ),
        migrations.AddIndex(
            model_name='partnership',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('name', 'name_en', 'region', function='search_near', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)), name='partnership_near'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('given_name', 'family_name', 'printed_name', function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='person_words'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('given_name', 'family_name', 'printed_name', function='search_near', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)), name='person_near'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(models.Func(models.Func('phone', function='search_digits', output_field=models.TextField()), function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='person_number'),
        ),
    ]
