"""Agreements are found by their titles, clauses by their words."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_functions'),
        ('agreements', '0010_file_names'),
        ('directory', '0010_search_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='agreement',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('title', 'title_en', function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='agreement_words'),
        ),
        migrations.AddIndex(
            model_name='agreement',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('title', 'title_en', function='search_near', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)), name='agreement_near'),
        ),
        migrations.AddIndex(
            model_name='clausetext',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('heading', 'body', function='search_prose', output_field=django.contrib.postgres.search.SearchVectorField()), name='clause_text_words'),
        ),
    ]
