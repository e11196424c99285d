import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0002_initial'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='grant',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='grant',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='grant',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='partner',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='partner',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='partner',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='representation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='representation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='representation',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='grant',
            name='reviewed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='grant',
            name='reviewed_on',
            field=models.DateField(blank=True, null=True, verbose_name='last confirmed on'),
        ),
        migrations.AddField(
            model_name='grantevent',
            name='reviewed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='grantevent',
            name='reviewed_on',
            field=models.DateField(blank=True, null=True, verbose_name='last confirmed on'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='areas',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='areas'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='entered_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='languages',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=7), blank=True, default=list, size=None, verbose_name='languages'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='match_key',
            field=models.CharField(default='', editable=False, max_length=250),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='areas',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='areas'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='entered_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='languages',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=7), blank=True, default=list, size=None, verbose_name='languages'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='match_key',
            field=models.CharField(default='', editable=False, max_length=250),
        ),
        migrations.AddField(
            model_name='partner',
            name='decided_on',
            field=models.DateField(blank=True, null=True, verbose_name='decided on'),
        ),
        migrations.AddField(
            model_name='partner',
            name='decision',
            field=models.CharField(blank=True, max_length=250, verbose_name='decision'),
        ),
        migrations.AddField(
            model_name='partner',
            name='leaving_decided_on',
            field=models.DateField(blank=True, null=True, verbose_name='leaving decided on'),
        ),
        migrations.AddField(
            model_name='partner',
            name='leaving_decision',
            field=models.CharField(blank=True, max_length=250, verbose_name='decision on leaving'),
        ),
        migrations.AddField(
            model_name='partnerevent',
            name='decided_on',
            field=models.DateField(blank=True, null=True, verbose_name='decided on'),
        ),
        migrations.AddField(
            model_name='partnerevent',
            name='decision',
            field=models.CharField(blank=True, max_length=250, verbose_name='decision'),
        ),
        migrations.AddField(
            model_name='partnerevent',
            name='leaving_decided_on',
            field=models.DateField(blank=True, null=True, verbose_name='leaving decided on'),
        ),
        migrations.AddField(
            model_name='partnerevent',
            name='leaving_decision',
            field=models.CharField(blank=True, max_length=250, verbose_name='decision on leaving'),
        ),
        migrations.AddField(
            model_name='person',
            name='entered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='directory.person'),
        ),
        migrations.AddField(
            model_name='person',
            name='phone_shown_to',
            field=models.CharField(choices=[('nobody', 'only me'), ('organisation', 'my organisation'), ('liaison', 'my organisation and police liaison staff'), ('partnership', 'everybody in my partnerships')], default='partnership', max_length=20, verbose_name='telephone shown to'),
        ),
        migrations.AddField(
            model_name='person',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='personevent',
            name='entered_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='personevent',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='phone_shown_to',
            field=models.CharField(choices=[('nobody', 'only me'), ('organisation', 'my organisation'), ('liaison', 'my organisation and police liaison staff'), ('partnership', 'everybody in my partnerships')], default='partnership', max_length=20, verbose_name='telephone shown to'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='representation',
            name='ending_reason',
            field=models.CharField(blank=True, max_length=250, verbose_name='reason of the ending'),
        ),
        migrations.AddField(
            model_name='representation',
            name='handover_note',
            field=models.TextField(blank=True, max_length=4000, verbose_name='handover note'),
        ),
        migrations.AddField(
            model_name='representation',
            name='replaces',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='directory.representation'),
        ),
        migrations.AddField(
            model_name='representation',
            name='signs_since',
            field=models.DateField(blank=True, null=True, verbose_name='may sign since'),
        ),
        migrations.AddField(
            model_name='representation',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='representationevent',
            name='ending_reason',
            field=models.CharField(blank=True, max_length=250, verbose_name='reason of the ending'),
        ),
        migrations.AddField(
            model_name='representationevent',
            name='handover_note',
            field=models.TextField(blank=True, max_length=4000, verbose_name='handover note'),
        ),
        migrations.AddField(
            model_name='representationevent',
            name='replaces',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.representation'),
        ),
        migrations.AddField(
            model_name='representationevent',
            name='signs_since',
            field=models.DateField(blank=True, null=True, verbose_name='may sign since'),
        ),
        migrations.AddField(
            model_name='representationevent',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='hosted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hosts', to='directory.organisation', verbose_name='reached through'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='directory.organisation', verbose_name='merged into'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='directory.organisation', verbose_name='part of'),
        ),
        migrations.AlterField(
            model_name='organisationevent',
            name='hosted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation', verbose_name='reached through'),
        ),
        migrations.AlterField(
            model_name='organisationevent',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation', verbose_name='merged into'),
        ),
        migrations.AlterField(
            model_name='organisationevent',
            name='parent',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation', verbose_name='part of'),
        ),
        migrations.AlterField(
            model_name='person',
            name='languages',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=7), blank=True, default=list, size=None, verbose_name='languages'),
        ),
        migrations.AlterField(
            model_name='person',
            name='sort_key',
            field=models.CharField(editable=False, max_length=250),
        ),
        migrations.AlterField(
            model_name='personevent',
            name='languages',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=7), blank=True, default=list, size=None, verbose_name='languages'),
        ),
        migrations.AddIndex(
            model_name='grant',
            index=models.Index(fields=['role'], name='grant_by_role'),
        ),
        migrations.AddIndex(
            model_name='grant',
            index=models.Index(condition=models.Q(('confirmed_by__isnull', True), ('given_by__isnull', False)), fields=['created_at', 'id'], name='grant_unconfirmed'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['match_key'], name='organisation_by_match'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(models.Func(models.F('match_key'), models.Value(' '), function='string_to_array', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)), name='organisation_by_word'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['sort_key', 'id'], name='person_by_name'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='person_not_in_itself'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), ('account__isnull', True), _connector='OR'), name='person_merged_has_no_account'),
        ),
        migrations.AddConstraint(
            model_name='representation',
            constraint=models.CheckConstraint(condition=models.Q(('signs_since__isnull', True), ('may_sign', True), _connector='OR'), name='representation_signs_since_if_it_may'),
        ),
        migrations.AlterConstraint(
            model_name='representation',
            name='representation_once_at_a_time',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('until_on__isnull', True)), fields=('person', 'organisation'), name='representation_once_at_a_time', violation_error_message='This person stands for the organisation already.'),
        ),
        migrations.CreateModel(
            name='AccountChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('email', 'another e-mail address'), ('factors', 'take away the second step and the password')], max_length=10, verbose_name='kind')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='new e-mail address')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='asked at')),
                ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='made at')),
                ('refused_at', models.DateTimeField(blank=True, null=True, verbose_name='refused at')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked_changes', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'change of an account',
                'verbose_name_plural': 'changes of accounts',
                'constraints': [models.CheckConstraint(condition=models.Q(('made_at__isnull', True), ('refused_at__isnull', True), _connector='OR'), name='account_change_made_or_refused'), models.UniqueConstraint(condition=models.Q(('made_at__isnull', True), ('refused_at__isnull', True)), fields=('account', 'kind'), name='account_change_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('sort_key', models.CharField(editable=False, max_length=250)),
                ('answer', models.CharField(choices=[('asked', 'asked'), ('agreed', 'agreed'), ('declined', 'declined')], default='asked', max_length=10, verbose_name='answer')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='directory.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='directory.project')),
            ],
            options={
                'verbose_name': 'commitment',
                'verbose_name_plural': 'commitments',
                'indexes': [models.Index(fields=['project', 'sort_key', 'id'], name='commitment_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('organisation__isnull', False)), models.Q(('organisation__isnull', True), models.Q(('name', ''), _negated=True)), _connector='OR'), name='commitment_of_one', violation_error_message='Choose an organisation or type a name.'), models.UniqueConstraint(condition=models.Q(('organisation__isnull', False)), fields=('project', 'organisation'), name='commitment_once_a_project')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('talk', 'talk'), ('visit', 'visit'), ('call', 'call'), ('message', 'message'), ('other', 'other')], max_length=10, verbose_name='kind')),
                ('on_day', models.DateField(verbose_name='on')),
                ('subject', models.CharField(max_length=200, verbose_name='what about')),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='what was said')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='entered')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='directory.organisation')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='directory.partnership')),
            ],
            options={
                'verbose_name': 'contact',
                'verbose_name_plural': 'contacts',
                'indexes': [models.Index(fields=['organisation', '-on_day', '-id'], name='contact_by_organisation')],
            },
        ),
        migrations.CreateModel(
            name='ContactPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='what for')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('hours', models.CharField(blank=True, max_length=120, verbose_name='when')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_points', to='directory.organisation')),
            ],
            options={
                'verbose_name': 'contact point',
                'verbose_name_plural': 'contact points',
                'ordering': ['organisation', 'position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('email', ''), _negated=True), models.Q(('phone', ''), _negated=True), _connector='OR'), name='contact_point_has_a_way', violation_error_message='Give an e-mail address or a telephone number.')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(max_length=200, verbose_name='what is wrong')),
                ('wish', models.TextField(max_length=2000, verbose_name='what should stand there')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='asked at')),
                ('due_on', models.DateField(verbose_name='answer due on')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('made', models.BooleanField(blank=True, null=True, verbose_name='corrected')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='answer')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='directory.person')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'indexes': [models.Index(fields=['due_on', 'id'], name='correction_by_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('made__isnull', True)), models.Q(('answered_at__isnull', False), ('made__isnull', False)), _connector='OR'), name='correction_answered_whole')],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('sha256', models.CharField(max_length=64)),
                ('columns', models.JSONField(default=list)),
                ('rows', models.JSONField(default=list)),
                ('defaults', models.JSONField(default=dict)),
                ('ignored', models.JSONField(default=list)),
                ('read_as', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('waiting', 'waiting for confirmation'), ('done', 'imported')], default='waiting', max_length=10, verbose_name='state')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='read at')),
                ('imported_at', models.DateTimeField(blank=True, null=True, verbose_name='imported at')),
                ('created', models.PositiveIntegerField(default=0, verbose_name='new')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='changed')),
                ('unchanged', models.PositiveIntegerField(default=0, verbose_name='unchanged')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.partnership')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'indexes': [models.Index(fields=['made_at'], name='import_by_moment')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationNameEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('attested_on', models.DateField(blank=True, null=True, verbose_name='attested on')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until and including')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended at')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.organisationname')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProjectFigureEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('label', models.CharField(max_length=200, verbose_name='figure')),
                ('label_en', models.CharField(blank=True, max_length=200, verbose_name='figure in English')),
                ('value', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='value')),
                ('unit', models.CharField(blank=True, max_length=60, verbose_name='unit')),
                ('unit_en', models.CharField(blank=True, max_length=60, verbose_name='unit in English')),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('about', 'about'), ('more_than', 'more than'), ('fewer_than', 'fewer than')], default='exact', max_length=10, verbose_name='exactness')),
                ('on_day', models.DateField(blank=True, null=True, verbose_name='as of')),
                ('source_note', models.CharField(blank=True, max_length=250, verbose_name='source')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.projectfigure')),
                ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.project')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StandingChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.CharField(choices=[('full', 'full partner'), ('advisory', 'advisory partner'), ('observer', 'observer')], max_length=10, verbose_name='before')),
                ('after', models.CharField(choices=[('full', 'full partner'), ('advisory', 'advisory partner'), ('observer', 'observer')], max_length=10, verbose_name='after')),
                ('on_day', models.DateField(blank=True, null=True, verbose_name='on')),
                ('attested_on', models.DateField(blank=True, null=True, verbose_name='attested on')),
                ('decision', models.CharField(blank=True, max_length=250, verbose_name='decision')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='entered')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standing_changes', to='directory.partner')),
            ],
            options={
                'verbose_name': 'change of standing',
                'verbose_name_plural': 'changes of standing',
                'constraints': [models.CheckConstraint(condition=models.Q(('on_day__isnull', False), ('attested_on__isnull', False), _connector='OR'), name='standing_change_has_day', violation_error_message='Say since when, or on which day it is attested.'), models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='standing_changes')],
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merger', 'merger'), ('division', 'division'), ('transfer', 'transfer of its tasks'), ('change_of_form', 'change of legal form')], max_length=20, verbose_name='kind')),
                ('on_day', models.DateField(blank=True, null=True, verbose_name='on')),
                ('attested_on', models.DateField(blank=True, null=True, verbose_name='attested on')),
                ('source_note', models.CharField(blank=True, max_length=250, verbose_name='source')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='entered')),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='directory.organisation')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='directory.organisation')),
            ],
            options={
                'verbose_name': 'legal succession',
                'verbose_name_plural': 'legal successions',
                'constraints': [models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='succession_of_another'), models.CheckConstraint(condition=models.Q(('on_day__isnull', False), ('attested_on__isnull', False), _connector='OR'), name='succession_has_day', violation_error_message='Say on which day, or on which day it is attested.'), models.UniqueConstraint(fields=('predecessor', 'successor'), name='succession_once_a_pair')],
            },
        ),
        migrations.CreateModel(
            name='CommitmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('sort_key', models.CharField(editable=False, max_length=250)),
                ('answer', models.CharField(choices=[('asked', 'asked'), ('agreed', 'agreed'), ('declined', 'declined')], default='asked', max_length=10, verbose_name='answer')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
                ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.commitment')),
                ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.project')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('talk', 'talk'), ('visit', 'visit'), ('call', 'call'), ('message', 'message'), ('other', 'other')], max_length=10, verbose_name='kind')),
                ('on_day', models.DateField(verbose_name='on')),
                ('subject', models.CharField(max_length=200, verbose_name='what about')),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='what was said')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='entered')),
                ('noted_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person')),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.contact')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactPointEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('label', models.CharField(max_length=120, verbose_name='what for')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('hours', models.CharField(blank=True, max_length=120, verbose_name='when')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.contactpoint')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CorrectionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('about', models.CharField(max_length=200, verbose_name='what is wrong')),
                ('wish', models.TextField(max_length=2000, verbose_name='what should stand there')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='asked at')),
                ('due_on', models.DateField(verbose_name='answer due on')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('made', models.BooleanField(blank=True, null=True, verbose_name='corrected')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='answer')),
                ('answered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.correction')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StandingChangeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('before', models.CharField(choices=[('full', 'full partner'), ('advisory', 'advisory partner'), ('observer', 'observer')], max_length=10, verbose_name='before')),
                ('after', models.CharField(choices=[('full', 'full partner'), ('advisory', 'advisory partner'), ('observer', 'observer')], max_length=10, verbose_name='after')),
                ('on_day', models.DateField(blank=True, null=True, verbose_name='on')),
                ('attested_on', models.DateField(blank=True, null=True, verbose_name='attested on')),
                ('decision', models.CharField(blank=True, max_length=250, verbose_name='decision')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='entered')),
                ('partner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partner')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.standingchange')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SuccessionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('merger', 'merger'), ('division', 'division'), ('transfer', 'transfer of its tasks'), ('change_of_form', 'change of legal form')], max_length=20, verbose_name='kind')),
                ('on_day', models.DateField(blank=True, null=True, verbose_name='on')),
                ('attested_on', models.DateField(blank=True, null=True, verbose_name='attested on')),
                ('source_note', models.CharField(blank=True, max_length=250, verbose_name='source')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='entered')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.succession')),
                ('predecessor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation')),
                ('successor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_grantevent" ("attested_on", "confirmed_by_id", "created_at", "ended_at", "given_by_id", "id", "organisation_id", "partnership_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_by_id", "reviewed_on", "role", "since", "until_on") VALUES (NEW."attested_on", NEW."confirmed_by_id", NEW."created_at", NEW."ended_at", NEW."given_by_id", NEW."id", NEW."organisation_id", NEW."partnership_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reviewed_by_id", NEW."reviewed_on", NEW."role", NEW."since", NEW."until_on"); RETURN NULL;', hash='8c2e5645652cedeedf1b24b20ce02fbd17473948', operation='INSERT', pgid='pgtrigger_insert_insert_a9b77', table='directory_grant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_grantevent" ("attested_on", "confirmed_by_id", "created_at", "ended_at", "given_by_id", "id", "organisation_id", "partnership_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_by_id", "reviewed_on", "role", "since", "until_on") VALUES (NEW."attested_on", NEW."confirmed_by_id", NEW."created_at", NEW."ended_at", NEW."given_by_id", NEW."id", NEW."organisation_id", NEW."partnership_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reviewed_by_id", NEW."reviewed_on", NEW."role", NEW."since", NEW."until_on"); RETURN NULL;', hash='dd6d0ec48b6421c87299572addb066c308575862', operation='UPDATE', pgid='pgtrigger_update_update_a41a3', table='directory_grant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grant',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_grantevent" ("attested_on", "confirmed_by_id", "created_at", "ended_at", "given_by_id", "id", "organisation_id", "partnership_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_by_id", "reviewed_on", "role", "since", "until_on") VALUES (OLD."attested_on", OLD."confirmed_by_id", OLD."created_at", OLD."ended_at", OLD."given_by_id", OLD."id", OLD."organisation_id", OLD."partnership_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reviewed_by_id", OLD."reviewed_on", OLD."role", OLD."since", OLD."until_on"); RETURN NULL;', hash='3e465fbc348ae49241a34f2413b5d9acb8079350', operation='DELETE', pgid='pgtrigger_delete_delete_05666', table='directory_grant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_organisationevent" ("areas", "created_at", "email", "entered_by_id", "hosted_by_id", "id", "kind", "languages", "legal_form", "match_key", "merged_into_id", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "sort_key", "version", "website") VALUES (NEW."areas", NEW."created_at", NEW."email", NEW."entered_by_id", NEW."hosted_by_id", NEW."id", NEW."kind", NEW."languages", NEW."legal_form", NEW."match_key", NEW."merged_into_id", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."place", NEW."sort_key", NEW."version", NEW."website"); RETURN NULL;', hash='d91a85af2eea003e1f50d6848c4f7dc0f7823a4d', operation='INSERT', pgid='pgtrigger_insert_insert_fd0fd', table='directory_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_organisationevent" ("areas", "created_at", "email", "entered_by_id", "hosted_by_id", "id", "kind", "languages", "legal_form", "match_key", "merged_into_id", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "sort_key", "version", "website") VALUES (NEW."areas", NEW."created_at", NEW."email", NEW."entered_by_id", NEW."hosted_by_id", NEW."id", NEW."kind", NEW."languages", NEW."legal_form", NEW."match_key", NEW."merged_into_id", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."place", NEW."sort_key", NEW."version", NEW."website"); RETURN NULL;', hash='749249df29dfdd9ab7ccc20ca577e0430b9bae33', operation='UPDATE', pgid='pgtrigger_update_update_17175', table='directory_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_organisationevent" ("areas", "created_at", "email", "entered_by_id", "hosted_by_id", "id", "kind", "languages", "legal_form", "match_key", "merged_into_id", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "sort_key", "version", "website") VALUES (OLD."areas", OLD."created_at", OLD."email", OLD."entered_by_id", OLD."hosted_by_id", OLD."id", OLD."kind", OLD."languages", OLD."legal_form", OLD."match_key", OLD."merged_into_id", OLD."name", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."place", OLD."sort_key", OLD."version", OLD."website"); RETURN NULL;', hash='ee63ed897b4f1b80814e80a786a04b8d66af8847', operation='DELETE', pgid='pgtrigger_delete_delete_d686f', table='directory_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationname',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_organisationnameevent" ("attested_on", "ended_at", "id", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until_on") VALUES (NEW."attested_on", NEW."ended_at", NEW."id", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."until_on"); RETURN NULL;', hash='ee72761021055df84014895cf84b722d35f9670d', operation='INSERT', pgid='pgtrigger_insert_insert_1e5e4', table='directory_organisationname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationname',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_organisationnameevent" ("attested_on", "ended_at", "id", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until_on") VALUES (NEW."attested_on", NEW."ended_at", NEW."id", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."until_on"); RETURN NULL;', hash='97b70abaca16801be0da39d4812826546a7a1319', operation='UPDATE', pgid='pgtrigger_update_update_70a82', table='directory_organisationname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationname',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_organisationnameevent" ("attested_on", "ended_at", "id", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until_on") VALUES (OLD."attested_on", OLD."ended_at", OLD."id", OLD."name", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."until_on"); RETURN NULL;', hash='34bf1aae83314d058fff906db688961dd50f89b6', operation='DELETE', pgid='pgtrigger_delete_delete_bf6e0', table='directory_organisationname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_partnerevent" ("attested_on", "decided_on", "decision", "ended_at", "entry", "id", "leaving_decided_on", "leaving_decision", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "since", "sort_key", "standing", "until_on") VALUES (NEW."attested_on", NEW."decided_on", NEW."decision", NEW."ended_at", NEW."entry", NEW."id", NEW."leaving_decided_on", NEW."leaving_decision", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."side", NEW."since", NEW."sort_key", NEW."standing", NEW."until_on"); RETURN NULL;', hash='34059c2198a5b506517c43e41a0b3e4d6354ed1a', operation='INSERT', pgid='pgtrigger_insert_insert_01e37', table='directory_partner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_partnerevent" ("attested_on", "decided_on", "decision", "ended_at", "entry", "id", "leaving_decided_on", "leaving_decision", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "since", "sort_key", "standing", "until_on") VALUES (NEW."attested_on", NEW."decided_on", NEW."decision", NEW."ended_at", NEW."entry", NEW."id", NEW."leaving_decided_on", NEW."leaving_decision", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."side", NEW."since", NEW."sort_key", NEW."standing", NEW."until_on"); RETURN NULL;', hash='5da8ea506c67051ec28ff27bcc5decd21fe67a4e', operation='UPDATE', pgid='pgtrigger_update_update_3c5a3', table='directory_partner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_partnerevent" ("attested_on", "decided_on", "decision", "ended_at", "entry", "id", "leaving_decided_on", "leaving_decision", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "since", "sort_key", "standing", "until_on") VALUES (OLD."attested_on", OLD."decided_on", OLD."decision", OLD."ended_at", OLD."entry", OLD."id", OLD."leaving_decided_on", OLD."leaving_decision", OLD."organisation_id", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."side", OLD."since", OLD."sort_key", OLD."standing", OLD."until_on"); RETURN NULL;', hash='eb382670c3be1260f48379a92576d004c22f8ca6', operation='DELETE', pgid='pgtrigger_delete_delete_50376', table='directory_partner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_personevent" ("account_id", "created_at", "email", "entered_by_id", "family_name", "given_name", "id", "is_invented", "languages", "merged_into_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_shown_to", "sort_key", "version") VALUES (NEW."account_id", NEW."created_at", NEW."email", NEW."entered_by_id", NEW."family_name", NEW."given_name", NEW."id", NEW."is_invented", NEW."languages", NEW."merged_into_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."phone_shown_to", NEW."sort_key", NEW."version"); RETURN NULL;', hash='e1fce98fd1b0d84968b50a1c4d1335f747c24522', operation='INSERT', pgid='pgtrigger_insert_insert_f1db5', table='directory_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_personevent" ("account_id", "created_at", "email", "entered_by_id", "family_name", "given_name", "id", "is_invented", "languages", "merged_into_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_shown_to", "sort_key", "version") VALUES (NEW."account_id", NEW."created_at", NEW."email", NEW."entered_by_id", NEW."family_name", NEW."given_name", NEW."id", NEW."is_invented", NEW."languages", NEW."merged_into_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."phone_shown_to", NEW."sort_key", NEW."version"); RETURN NULL;', hash='96bee9c46df1e31892e6f3b7708a454c507ff2be', operation='UPDATE', pgid='pgtrigger_update_update_45f75', table='directory_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_personevent" ("account_id", "created_at", "email", "entered_by_id", "family_name", "given_name", "id", "is_invented", "languages", "merged_into_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_shown_to", "sort_key", "version") VALUES (OLD."account_id", OLD."created_at", OLD."email", OLD."entered_by_id", OLD."family_name", OLD."given_name", OLD."id", OLD."is_invented", OLD."languages", OLD."merged_into_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."phone_shown_to", OLD."sort_key", OLD."version"); RETURN NULL;', hash='4863a0392f8afeec1c368037eef5496cf7842605', operation='DELETE', pgid='pgtrigger_delete_delete_395d8', table='directory_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='projectfigure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_projectfigureevent" ("id", "label", "label_en", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "qualifier", "source_note", "unit", "unit_en", "value") VALUES (NEW."id", NEW."label", NEW."label_en", NEW."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."project_id", NEW."qualifier", NEW."source_note", NEW."unit", NEW."unit_en", NEW."value"); RETURN NULL;', hash='a31cf6d5932cb6d7cdf5d7efe9bb3df3d9daac02', operation='INSERT', pgid='pgtrigger_insert_insert_aa1c3', table='directory_projectfigure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='projectfigure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_projectfigureevent" ("id", "label", "label_en", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "qualifier", "source_note", "unit", "unit_en", "value") VALUES (NEW."id", NEW."label", NEW."label_en", NEW."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."project_id", NEW."qualifier", NEW."source_note", NEW."unit", NEW."unit_en", NEW."value"); RETURN NULL;', hash='32fdc20f6ee761b7587a1077995f16a7fa337042', operation='UPDATE', pgid='pgtrigger_update_update_534fb', table='directory_projectfigure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='projectfigure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_projectfigureevent" ("id", "label", "label_en", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "qualifier", "source_note", "unit", "unit_en", "value") VALUES (OLD."id", OLD."label", OLD."label_en", OLD."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."project_id", OLD."qualifier", OLD."source_note", OLD."unit", OLD."unit_en", OLD."value"); RETURN NULL;', hash='47f738afe5a092f37f9d7e2158c73e319ffb4728', operation='DELETE', pgid='pgtrigger_delete_delete_d4c7d', table='directory_projectfigure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='representation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_representationevent" ("attested_on", "ended_at", "ending_reason", "function", "handover_note", "id", "may_sign", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "role", "signs_since", "since", "until_on", "version") VALUES (NEW."attested_on", NEW."ended_at", NEW."ending_reason", NEW."function", NEW."handover_note", NEW."id", NEW."may_sign", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."replaces_id", NEW."role", NEW."signs_since", NEW."since", NEW."until_on", NEW."version"); RETURN NULL;', hash='e51ebf6e3f1a3251a05d96ceb32f86b263939888', operation='INSERT', pgid='pgtrigger_insert_insert_ed12b', table='directory_representation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='representation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_representationevent" ("attested_on", "ended_at", "ending_reason", "function", "handover_note", "id", "may_sign", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "role", "signs_since", "since", "until_on", "version") VALUES (NEW."attested_on", NEW."ended_at", NEW."ending_reason", NEW."function", NEW."handover_note", NEW."id", NEW."may_sign", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."replaces_id", NEW."role", NEW."signs_since", NEW."since", NEW."until_on", NEW."version"); RETURN NULL;', hash='03845917933d1ae350a98fd36202280c248420c9', operation='UPDATE', pgid='pgtrigger_update_update_70f15', table='directory_representation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='representation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_representationevent" ("attested_on", "ended_at", "ending_reason", "function", "handover_note", "id", "may_sign", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "role", "signs_since", "since", "until_on", "version") VALUES (OLD."attested_on", OLD."ended_at", OLD."ending_reason", OLD."function", OLD."handover_note", OLD."id", OLD."may_sign", OLD."organisation_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."replaces_id", OLD."role", OLD."signs_since", OLD."since", OLD."until_on", OLD."version"); RETURN NULL;', hash='56a6edc6d639d9079ecc42baa2db88a9554f9a8c', operation='DELETE', pgid='pgtrigger_delete_delete_8c4cf', table='directory_representation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_commitmentevent" ("answer", "answered_on", "asked_on", "id", "name", "note", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "sort_key") VALUES (NEW."answer", NEW."answered_on", NEW."asked_on", NEW."id", NEW."name", NEW."note", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."project_id", NEW."sort_key"); RETURN NULL;', hash='dfa88e74b6fbfe5b0cbcc8c2e7e4d7221e18a17d', operation='INSERT', pgid='pgtrigger_insert_insert_591e3', table='directory_commitment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_commitmentevent" ("answer", "answered_on", "asked_on", "id", "name", "note", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "sort_key") VALUES (NEW."answer", NEW."answered_on", NEW."asked_on", NEW."id", NEW."name", NEW."note", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."project_id", NEW."sort_key"); RETURN NULL;', hash='31a108a267ebd447de2869701aebd181f53ed369', operation='UPDATE', pgid='pgtrigger_update_update_ec365', table='directory_commitment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_commitmentevent" ("answer", "answered_on", "asked_on", "id", "name", "note", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "sort_key") VALUES (OLD."answer", OLD."answered_on", OLD."asked_on", OLD."id", OLD."name", OLD."note", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."project_id", OLD."sort_key"); RETURN NULL;', hash='c0213a4432bbf53616367d9fb96a24d57b7a76c2', operation='DELETE', pgid='pgtrigger_delete_delete_f8431', table='directory_commitment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_contactevent" ("created_at", "id", "kind", "noted_by_id", "on_day", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "text") VALUES (NEW."created_at", NEW."id", NEW."kind", NEW."noted_by_id", NEW."on_day", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."subject", NEW."text"); RETURN NULL;', hash='2272a35f7e0e9463c537675edeab866ebf58638d', operation='INSERT', pgid='pgtrigger_insert_insert_b1fdf', table='directory_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_contactevent" ("created_at", "id", "kind", "noted_by_id", "on_day", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "text") VALUES (NEW."created_at", NEW."id", NEW."kind", NEW."noted_by_id", NEW."on_day", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."subject", NEW."text"); RETURN NULL;', hash='a6babd0d0d7e1f2f6201158bc046a8491135628b', operation='UPDATE', pgid='pgtrigger_update_update_190bf', table='directory_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_contactevent" ("created_at", "id", "kind", "noted_by_id", "on_day", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "text") VALUES (OLD."created_at", OLD."id", OLD."kind", OLD."noted_by_id", OLD."on_day", OLD."organisation_id", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."subject", OLD."text"); RETURN NULL;', hash='dd4250369075eadf91925552e3a9e81670147335', operation='DELETE', pgid='pgtrigger_delete_delete_319e0', table='directory_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactpoint',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_contactpointevent" ("email", "hours", "id", "label", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position") VALUES (NEW."email", NEW."hours", NEW."id", NEW."label", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."position"); RETURN NULL;', hash='5332dc92aae5878286775f5741551759f0372f90', operation='INSERT', pgid='pgtrigger_insert_insert_f2d78', table='directory_contactpoint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactpoint',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_contactpointevent" ("email", "hours", "id", "label", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position") VALUES (NEW."email", NEW."hours", NEW."id", NEW."label", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."position"); RETURN NULL;', hash='57639e388fc932394a7fb668858d323195024c3d', operation='UPDATE', pgid='pgtrigger_update_update_ba5b4', table='directory_contactpoint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactpoint',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_contactpointevent" ("email", "hours", "id", "label", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position") VALUES (OLD."email", OLD."hours", OLD."id", OLD."label", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."position"); RETURN NULL;', hash='9f8b08a26eee506cb801af432213392a68cb0558', operation='DELETE', pgid='pgtrigger_delete_delete_2e2cb', table='directory_contactpoint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_correctionevent" ("about", "answer", "answered_at", "answered_by_id", "asked_at", "due_on", "id", "made", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wish") VALUES (NEW."about", NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."due_on", NEW."id", NEW."made", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."wish"); RETURN NULL;', hash='7342967c2816d6297415f147f175c9f36601e76f', operation='INSERT', pgid='pgtrigger_insert_insert_590ee', table='directory_correction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_correctionevent" ("about", "answer", "answered_at", "answered_by_id", "asked_at", "due_on", "id", "made", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wish") VALUES (NEW."about", NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."due_on", NEW."id", NEW."made", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."wish"); RETURN NULL;', hash='a7a5c301b472dd7f5ae96afc60f959148b963b6b', operation='UPDATE', pgid='pgtrigger_update_update_4e990', table='directory_correction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_correctionevent" ("about", "answer", "answered_at", "answered_by_id", "asked_at", "due_on", "id", "made", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wish") VALUES (OLD."about", OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."due_on", OLD."id", OLD."made", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."wish"); RETURN NULL;', hash='bb3867148b18762b8226def6ca9626fa3a10d376', operation='DELETE', pgid='pgtrigger_delete_delete_ae092', table='directory_correction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standingchange',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_standingchangeevent" ("after", "attested_on", "before", "created_at", "decided_on", "decision", "id", "on_day", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."after", NEW."attested_on", NEW."before", NEW."created_at", NEW."decided_on", NEW."decision", NEW."id", NEW."on_day", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='19cb5371b015d1ae5d836c856544db31de5584fa', operation='INSERT', pgid='pgtrigger_insert_insert_dd322', table='directory_standingchange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standingchange',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_standingchangeevent" ("after", "attested_on", "before", "created_at", "decided_on", "decision", "id", "on_day", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."after", NEW."attested_on", NEW."before", NEW."created_at", NEW."decided_on", NEW."decision", NEW."id", NEW."on_day", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='d25084c2cc2363b817725f6e6cab2a7b0d3f1ea1', operation='UPDATE', pgid='pgtrigger_update_update_17d86', table='directory_standingchange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standingchange',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_standingchangeevent" ("after", "attested_on", "before", "created_at", "decided_on", "decision", "id", "on_day", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."after", OLD."attested_on", OLD."before", OLD."created_at", OLD."decided_on", OLD."decision", OLD."id", OLD."on_day", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='f116dea1aebcc7d631b67b8eafd1624a309a42c9', operation='DELETE', pgid='pgtrigger_delete_delete_a1362', table='directory_standingchange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='succession',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_successionevent" ("attested_on", "created_at", "id", "kind", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "source_note", "successor_id") VALUES (NEW."attested_on", NEW."created_at", NEW."id", NEW."kind", NEW."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."predecessor_id", NEW."source_note", NEW."successor_id"); RETURN NULL;', hash='7e88da2cc2ef317d08c91e759f5af4bb2c0dec5c', operation='INSERT', pgid='pgtrigger_insert_insert_c939e', table='directory_succession', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='succession',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_successionevent" ("attested_on", "created_at", "id", "kind", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "source_note", "successor_id") VALUES (NEW."attested_on", NEW."created_at", NEW."id", NEW."kind", NEW."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."predecessor_id", NEW."source_note", NEW."successor_id"); RETURN NULL;', hash='b22df0d89ca13a946a2c7e99f6c079b94ecd204b', operation='UPDATE', pgid='pgtrigger_update_update_07344', table='directory_succession', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='succession',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_successionevent" ("attested_on", "created_at", "id", "kind", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "source_note", "successor_id") VALUES (OLD."attested_on", OLD."created_at", OLD."id", OLD."kind", OLD."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."predecessor_id", OLD."source_note", OLD."successor_id"); RETURN NULL;', hash='c56f322143b6c6bf7b18182cfa7705568ea045f9', operation='DELETE', pgid='pgtrigger_delete_delete_37366', table='directory_succession', when='AFTER')),
        ),
    ]
