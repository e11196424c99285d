"""A complaint can tell of a crime: noted, given to the prosecutor, decided, lifted."""

import django.db.models.deletion
import django.utils.timezone
import partnerships.shared.row_policies
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0002_statements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Suspicion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='noted')),
                ('referred_to', models.CharField(blank=True, choices=[('prosecutor', 'public prosecutor'), ('neutral', 'another police authority, for the prosecutor')], max_length=12, verbose_name='given to')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='office that got it')),
                ('referred_on', models.DateField(blank=True, null=True, verbose_name='given on')),
                ('reference', models.CharField(blank=True, max_length=80, verbose_name='their file number')),
                ('decision', models.CharField(blank=True, choices=[('no_suspicion', 'no proceedings were begun'), ('dropped', 'proceedings were dropped'), ('charged', 'it went to court')], max_length=12, verbose_name='what the prosecutor decided')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('lifted_at', models.DateTimeField(editable=False, null=True, verbose_name='lifted')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suspicions', to='complaints.complaint', verbose_name='complaint')),
                ('decided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decision noted by')),
                ('lifted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lifted by')),
                ('noted_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
                ('referred_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by')),
            ],
            options={
                'verbose_name': 'suspicion of a crime',
                'verbose_name_plural': 'suspicions of crimes',
                'ordering': ['-noted_at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('complaint',), name='one_open_suspicion_of_a_complaint'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True)), models.Q(('decided_on__isnull', False), ('lifted_at__isnull', False), ('lifted_by__isnull', False), ('referred_on__isnull', False), models.Q(('lifted_by', models.F('decided_by')), _negated=True)), _connector='OR'), name='suspicion_is_lifted_by_a_second_officer_after_the_decision'), partnerships.shared.row_policies.RowPolicy(name='suspicion_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)')],
            },
        ),
    ]
