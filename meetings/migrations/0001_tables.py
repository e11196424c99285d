"""The tables of meetings and their history."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import meetings.models.agenda
import partnerships.shared.files
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from partnerships.shared.migrating import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("meetings", "0001_initial"),
        ("meetings", "0003_agenda_and_minutes"),
        ("meetings", "0004_series_polls_feeds"),
        ("meetings", "0005_search"),
        ("meetings", "0006_signals_feedback_holidays"),
        ("meetings", "0007_my_tasks_index"),
        ("meetings", "0008_votes_and_redactions"),
        ("meetings", "0009_replies"),
        ("meetings", "0010_polls_and_papers"),
        ("meetings", "0011_month_index"),
    ]

    dependencies = [
        ("search", "0001_functions"),
        ('directory', '0002_links'),
        ('documents', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='AgendaNotice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('points', models.JSONField(verbose_name='points of the agenda')),
                    ('told_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='told')),
                ],
                options={
                    'verbose_name': 'agenda told to the invited',
                    'verbose_name_plural': 'agendas told to the invited',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='ClosureDaysEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('first_day', models.DateField(verbose_name='first day')),
                    ('last_day', models.DateField(verbose_name='last day')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Feedback',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('trust_before', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'not at all'), (2, 'a little'), (3, 'partly'), (4, 'quite'), (5, 'very much')], null=True, verbose_name='trust before')),
                    ('trust_after', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'not at all'), (2, 'a little'), (3, 'partly'), (4, 'quite'), (5, 'very much')], null=True, verbose_name='trust after')),
                    ('was_heard', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'not at all'), (2, 'a little'), (3, 'partly'), (4, 'quite'), (5, 'very much')], null=True, verbose_name='was heard')),
                    ('come_again', models.CharField(blank=True, choices=[('yes', 'yes'), ('maybe', 'perhaps'), ('no', 'no')], max_length=5, verbose_name='would come again')),
                    ('text', models.TextField(blank=True, max_length=1000, verbose_name='in your own words')),
                ],
                options={
                    'verbose_name': 'feedback on a meeting',
                    'verbose_name_plural': 'feedback on meetings',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='FeedbackLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ],
                options={
                    'verbose_name': 'link for feedback',
                    'verbose_name_plural': 'links for feedback',
                },
            ),
            migrations.CreateModel(
                name='MailedReply',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sender', models.EmailField(blank=True, max_length=254, verbose_name='sender')),
                    ('said', models.CharField(choices=[('ACCEPTED', 'comes'), ('DECLINED', 'does not come'), ('TENTATIVE', 'comes perhaps'), ('DELEGATED', 'sends somebody else'), ('NEEDS-ACTION', 'no answer yet'), ('COUNTER', 'proposes another time'), ('UNCLEAR', 'cannot be read')], max_length=12, verbose_name='answer')),
                    ('comment', models.CharField(blank=True, max_length=500, verbose_name='words with it')),
                    ('outcome', models.CharField(choices=[('noted', 'noted'), ('same', 'said nothing new'), ('perhaps', 'perhaps: stays open'), ('older', 'older than the answer that is noted'), ('former', 'was about the former day'), ('unnamed', 'does not say who comes instead'), ('late', 'came after the last day to answer'), ('over', 'the meeting is over, off or moved'), ('foreign', 'sent by somebody else'), ('unlisted', 'from an address that is not on the list'), ('counter', 'proposes another time'), ('unclear', 'cannot be read')], max_length=10, verbose_name='what became of it')),
                    ('sequence', models.PositiveIntegerField(default=0, verbose_name='changes told to calendars')),
                    ('stamped_at', models.DateTimeField(verbose_name='made')),
                    ('digest', models.CharField(editable=False, max_length=64, unique=True, verbose_name='fingerprint')),
                    ('came_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='came')),
                ],
                options={
                    'verbose_name': 'answer by mail',
                    'verbose_name_plural': 'answers by mail',
                },
            ),
            migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                    ('first_day', models.DateField(verbose_name='day')),
                    ('from_time', models.TimeField(verbose_name='from')),
                    ('last_day', models.DateField(verbose_name='last day')),
                    ('until_time', models.TimeField(verbose_name='until')),
                    ('only_period', models.BooleanField(default=False, verbose_name='only the period is known')),
                    ('zone', models.CharField(default='Europe/Berlin', editable=False, max_length=40, verbose_name='time zone')),
                    ('starts_at', models.DateTimeField(editable=False, verbose_name='begins')),
                    ('ends_at', models.DateTimeField(editable=False, verbose_name='ends')),
                    ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                    ('directions', models.TextField(blank=True, max_length=1000, verbose_name='how to get there')),
                    ('online_url', models.URLField(blank=True, max_length=500, verbose_name='link for taking part online')),
                    ('has_meal', models.BooleanField(default=False, verbose_name='with a meal')),
                    ('relation_only', models.BooleanField(default=False, verbose_name='to get to know each other')),
                    ('after_incident', models.BooleanField(default=False, verbose_name='called because of an incident')),
                    ('note', models.TextField(blank=True, max_length=2000, verbose_name='words to the invited')),
                    ('answer_until', models.DateField(blank=True, null=True, verbose_name='answer by')),
                    ('stage', models.CharField(choices=[('planned', 'planned'), ('invited', 'invitations sent'), ('held', 'took place'), ('cancelled', 'called off'), ('moved', 'moved to another day')], default='planned', editable=False, max_length=10, verbose_name='stage')),
                    ('reason', models.CharField(blank=True, choices=[('pandemic', 'pandemic'), ('illness', 'illness'), ('incident', 'an incident'), ('low_response', 'too few could come'), ('other', 'another reason')], editable=False, max_length=20, verbose_name='reason')),
                    ('reason_text', models.CharField(blank=True, editable=False, max_length=250, verbose_name='reason in words')),
                    ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='number in calendars')),
                    ('sequence', models.PositiveIntegerField(default=0, editable=False, verbose_name='changes told to calendars')),
                    ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed')),
                    ('invited_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='invited')),
                ],
                options={
                    'verbose_name': 'meeting',
                    'verbose_name_plural': 'meetings',
                    'ordering': ['-starts_at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='MeetingEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                    ('first_day', models.DateField(verbose_name='day')),
                    ('from_time', models.TimeField(verbose_name='from')),
                    ('last_day', models.DateField(verbose_name='last day')),
                    ('until_time', models.TimeField(verbose_name='until')),
                    ('only_period', models.BooleanField(default=False, verbose_name='only the period is known')),
                    ('zone', models.CharField(default='Europe/Berlin', editable=False, max_length=40, verbose_name='time zone')),
                    ('starts_at', models.DateTimeField(editable=False, verbose_name='begins')),
                    ('ends_at', models.DateTimeField(editable=False, verbose_name='ends')),
                    ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                    ('directions', models.TextField(blank=True, max_length=1000, verbose_name='how to get there')),
                    ('online_url', models.URLField(blank=True, max_length=500, verbose_name='link for taking part online')),
                    ('has_meal', models.BooleanField(default=False, verbose_name='with a meal')),
                    ('relation_only', models.BooleanField(default=False, verbose_name='to get to know each other')),
                    ('after_incident', models.BooleanField(default=False, verbose_name='called because of an incident')),
                    ('note', models.TextField(blank=True, max_length=2000, verbose_name='words to the invited')),
                    ('answer_until', models.DateField(blank=True, null=True, verbose_name='answer by')),
                    ('stage', models.CharField(choices=[('planned', 'planned'), ('invited', 'invitations sent'), ('held', 'took place'), ('cancelled', 'called off'), ('moved', 'moved to another day')], default='planned', editable=False, max_length=10, verbose_name='stage')),
                    ('reason', models.CharField(blank=True, choices=[('pandemic', 'pandemic'), ('illness', 'illness'), ('incident', 'an incident'), ('low_response', 'too few could come'), ('other', 'another reason')], editable=False, max_length=20, verbose_name='reason')),
                    ('reason_text', models.CharField(blank=True, editable=False, max_length=250, verbose_name='reason in words')),
                    ('uid', models.UUIDField(default=uuid.uuid4, editable=False, verbose_name='number in calendars')),
                    ('sequence', models.PositiveIntegerField(default=0, editable=False, verbose_name='changes told to calendars')),
                    ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed')),
                    ('invited_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='invited')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='MeetingFormat',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=30, unique=True, verbose_name='code')),
                    ('name', models.CharField(max_length=120, verbose_name='name')),
                    ('name_en', models.CharField(blank=True, max_length=120, verbose_name='name in English')),
                    ('rhythm', models.CharField(blank=True, max_length=120, verbose_name='rhythm')),
                    ('rhythm_en', models.CharField(blank=True, max_length=120, verbose_name='rhythm in English')),
                    ('per_year', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='meetings a year')),
                    ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes')),
                    ('most_people', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='most people')),
                    ('relation_first', models.PositiveSmallIntegerField(default=0, verbose_name='first meetings without agenda')),
                    ('has_meal', models.BooleanField(default=False, verbose_name='with a meal')),
                    ('is_public', models.BooleanField(default=False, verbose_name='open to everybody')),
                    ('case_data', models.CharField(choices=[('never', 'never'), ('authorities', 'among authorities only')], default='never', max_length=20, verbose_name='single cases')),
                    ('asks_feedback', models.BooleanField(default=False, verbose_name='asks for feedback')),
                    ('balanced', models.BooleanField(default=False, help_text='Keepers are warned where authorities are less than 40 or more than 60 percent of the people.', verbose_name='both sides in about equal numbers')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place in the list')),
                    ('in_use', models.BooleanField(default=True, verbose_name='can be chosen')),
                ],
                options={
                    'verbose_name': 'format of meetings',
                    'verbose_name_plural': 'formats of meetings',
                    'ordering': ['position', 'id'],
                },
            ),
            migrations.CreateModel(
                name='MeetingFormatEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.SlugField(db_index=False, max_length=30, verbose_name='code')),
                    ('name', models.CharField(max_length=120, verbose_name='name')),
                    ('name_en', models.CharField(blank=True, max_length=120, verbose_name='name in English')),
                    ('rhythm', models.CharField(blank=True, max_length=120, verbose_name='rhythm')),
                    ('rhythm_en', models.CharField(blank=True, max_length=120, verbose_name='rhythm in English')),
                    ('per_year', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='meetings a year')),
                    ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes')),
                    ('most_people', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='most people')),
                    ('relation_first', models.PositiveSmallIntegerField(default=0, verbose_name='first meetings without agenda')),
                    ('has_meal', models.BooleanField(default=False, verbose_name='with a meal')),
                    ('is_public', models.BooleanField(default=False, verbose_name='open to everybody')),
                    ('case_data', models.CharField(choices=[('never', 'never'), ('authorities', 'among authorities only')], default='never', max_length=20, verbose_name='single cases')),
                    ('asks_feedback', models.BooleanField(default=False, verbose_name='asks for feedback')),
                    ('balanced', models.BooleanField(default=False, help_text='Keepers are warned where authorities are less than 40 or more than 60 percent of the people.', verbose_name='both sides in about equal numbers')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place in the list')),
                    ('in_use', models.BooleanField(default=True, verbose_name='can be chosen')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='MeetingUpdate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('before', models.JSONField(verbose_name='before')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='changed')),
                    ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='told')),
                ],
                options={
                    'verbose_name': 'change of a meeting',
                    'verbose_name_plural': 'changes of meetings',
                },
            ),
            migrations.CreateModel(
                name='Minutes',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('stage', models.CharField(choices=[('draft', 'being written'), ('shared', 'laid before those who were there'), ('closed', 'closed')], default='draft', editable=False, max_length=10, verbose_name='stage')),
                    ('note', models.TextField(blank=True, max_length=5000, verbose_name='what else is to be kept')),
                    ('shared_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='laid before')),
                    ('answer_until', models.DateField(blank=True, editable=False, null=True, verbose_name='answer by')),
                    ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed')),
                ],
                options={
                    'verbose_name': 'minutes',
                    'verbose_name_plural': 'minutes of meetings',
                },
            ),
            migrations.CreateModel(
                name='MinutesAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('agrees', models.BooleanField(verbose_name='agrees')),
                    ('dissent', models.TextField(blank=True, max_length=2000, verbose_name='what you see differently')),
                    ('answered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='answered')),
                ],
                options={
                    'verbose_name': 'answer to minutes',
                    'verbose_name_plural': 'answers to minutes',
                },
            ),
            migrations.CreateModel(
                name='MinutesAnswerEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('agrees', models.BooleanField(verbose_name='agrees')),
                    ('dissent', models.TextField(blank=True, max_length=2000, verbose_name='what you see differently')),
                    ('answered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='answered')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='MinutesComment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(max_length=2000, verbose_name='comment')),
                    ('addendum', models.BooleanField(default=False, editable=False, verbose_name='addendum')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
                ],
                options={
                    'verbose_name': 'comment on minutes',
                    'verbose_name_plural': 'comments on minutes',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='MinutesEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('discussion', models.TextField(blank=True, max_length=10000, verbose_name='what was said')),
                    ('decision', models.TextField(blank=True, max_length=2000, verbose_name='what was decided')),
                ],
                options={
                    'verbose_name': 'words of the minutes',
                    'verbose_name_plural': 'words of the minutes',
                },
            ),
            migrations.CreateModel(
                name='MinutesEntryEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('discussion', models.TextField(blank=True, max_length=10000, verbose_name='what was said')),
                    ('decision', models.TextField(blank=True, max_length=2000, verbose_name='what was decided')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='MinutesEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('stage', models.CharField(choices=[('draft', 'being written'), ('shared', 'laid before those who were there'), ('closed', 'closed')], default='draft', editable=False, max_length=10, verbose_name='stage')),
                    ('note', models.TextField(blank=True, max_length=5000, verbose_name='what else is to be kept')),
                    ('shared_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='laid before')),
                    ('answer_until', models.DateField(blank=True, editable=False, null=True, verbose_name='answer by')),
                    ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Poll',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                    ('text', models.TextField(blank=True, max_length=2000, verbose_name='words to those who are asked')),
                    ('answer_until', models.DateField(verbose_name='answer by')),
                    ('stage', models.CharField(choices=[('open', 'open'), ('decided', 'a day is chosen'), ('dropped', 'dropped')], default='open', editable=False, max_length=10, verbose_name='stage')),
                    ('open_digest', models.CharField(blank=True, editable=False, max_length=64, verbose_name='fingerprint of the open link')),
                    ('most_open', models.PositiveSmallIntegerField(default=50, verbose_name='most answers by the open link')),
                    ('may_propose', models.BooleanField(default=False, verbose_name='those who answer may propose further days')),
                ],
                options={
                    'verbose_name': 'date poll',
                    'verbose_name_plural': 'date polls',
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='PollDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField(verbose_name='day')),
                    ('from_time', models.TimeField(blank=True, null=True, verbose_name='from')),
                    ('until_time', models.TimeField(blank=True, null=True, verbose_name='until')),
                ],
                options={
                    'verbose_name': 'day of a poll',
                    'verbose_name_plural': 'days of polls',
                    'ordering': ['day', 'from_time', 'id'],
                },
            ),
            migrations.CreateModel(
                name='PollEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                    ('text', models.TextField(blank=True, max_length=2000, verbose_name='words to those who are asked')),
                    ('answer_until', models.DateField(verbose_name='answer by')),
                    ('stage', models.CharField(choices=[('open', 'open'), ('decided', 'a day is chosen'), ('dropped', 'dropped')], default='open', editable=False, max_length=10, verbose_name='stage')),
                    ('open_digest', models.CharField(blank=True, editable=False, max_length=64, verbose_name='fingerprint of the open link')),
                    ('most_open', models.PositiveSmallIntegerField(default=50, verbose_name='most answers by the open link')),
                    ('may_propose', models.BooleanField(default=False, verbose_name='those who answer may propose further days')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PollLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(editable=False, max_length=64, unique=True, verbose_name='fingerprint')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ],
                options={
                    'verbose_name': 'link of a poll',
                    'verbose_name_plural': 'links of polls',
                },
            ),
            migrations.CreateModel(
                name='PollVote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('choice', models.CharField(choices=[('yes', 'yes'), ('maybe', 'if need be'), ('no', 'no')], max_length=5, verbose_name='answer')),
                ],
                options={
                    'verbose_name': 'answer to a day',
                    'verbose_name_plural': 'answers to days',
                },
            ),
            migrations.CreateModel(
                name='PollVoter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(blank=True, max_length=160, verbose_name='name')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                    ('language', models.CharField(default='de', max_length=7, verbose_name='language of letters')),
                    ('asked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='asked')),
                    ('answered_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='answered')),
                ],
                options={
                    'verbose_name': 'person asked by a poll',
                    'verbose_name_plural': 'people asked by polls',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Redaction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('passage', models.TextField(blank=True, max_length=2000, verbose_name='the exact words')),
                    ('why', models.CharField(choices=[('confidence', 'was said in confidence'), ('third_person', 'is about somebody who was not there'), ('too_much', 'says more about somebody than minutes need'), ('danger', 'can put somebody in danger')], max_length=12, verbose_name='why they are taken out')),
                    ('stage', models.CharField(choices=[('proposed', 'proposed'), ('agreed', 'agreed'), ('declined', 'declined'), ('withdrawn', 'taken back')], default='proposed', editable=False, max_length=10, verbose_name='stage')),
                    ('proposed_side', models.CharField(choices=[('authority', 'authority'), ('civil', 'civil society'), ('other', 'other')], editable=False, max_length=10, verbose_name='side')),
                    ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='proposed')),
                    ('decided_side', models.CharField(blank=True, choices=[('authority', 'authority'), ('civil', 'civil society'), ('other', 'other')], editable=False, max_length=10, verbose_name='side')),
                    ('decided_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='decided')),
                    ('replaced', models.CharField(blank=True, editable=False, max_length=64)),
                ],
                options={
                    'verbose_name': 'redaction of minutes',
                    'verbose_name_plural': 'redactions of minutes',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='SeatVote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('label', models.CharField(max_length=120, verbose_name='seat')),
                    ('side', models.CharField(choices=[('authority', 'authority'), ('civil', 'civil society'), ('other', 'other')], max_length=10, verbose_name='side')),
                    ('ballot', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('abstained', 'abstained'), ('absent', 'not there')], max_length=10, verbose_name='vote')),
                    ('reason', models.TextField(blank=True, max_length=500, verbose_name='reason')),
                ],
                options={
                    'verbose_name': 'vote of a seat',
                    'verbose_name_plural': 'votes of seats',
                    'ordering': ['item', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Series',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                    ('rule', models.CharField(editable=False, max_length=60, verbose_name='how often')),
                    ('first_day', models.DateField(verbose_name='first day')),
                    ('from_time', models.TimeField(verbose_name='from')),
                    ('until_time', models.TimeField(verbose_name='until')),
                    ('zone', models.CharField(default='Europe/Berlin', editable=False, max_length=40, verbose_name='time zone')),
                    ('places', models.TextField(blank=True, max_length=2000, verbose_name='places')),
                    ('points', models.TextField(blank=True, max_length=2000, verbose_name='points of each agenda')),
                    ('has_meal', models.BooleanField(default=False, verbose_name='with a meal')),
                    ('on_holidays', models.CharField(choices=[('later', 'A week later instead'), ('leave_out', 'Leave this date out'), ('keep', 'Meet all the same')], default='later', max_length=10, verbose_name='on holidays')),
                    ('ended_on', models.DateField(blank=True, editable=False, null=True, verbose_name='ended')),
                ],
                options={
                    'verbose_name': 'series of meetings',
                    'verbose_name_plural': 'series of meetings',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='SeriesEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                    ('rule', models.CharField(editable=False, max_length=60, verbose_name='how often')),
                    ('first_day', models.DateField(verbose_name='first day')),
                    ('from_time', models.TimeField(verbose_name='from')),
                    ('until_time', models.TimeField(verbose_name='until')),
                    ('zone', models.CharField(default='Europe/Berlin', editable=False, max_length=40, verbose_name='time zone')),
                    ('places', models.TextField(blank=True, max_length=2000, verbose_name='places')),
                    ('points', models.TextField(blank=True, max_length=2000, verbose_name='points of each agenda')),
                    ('has_meal', models.BooleanField(default=False, verbose_name='with a meal')),
                    ('on_holidays', models.CharField(choices=[('later', 'A week later instead'), ('leave_out', 'Leave this date out'), ('keep', 'Meet all the same')], default='later', max_length=10, verbose_name='on holidays')),
                    ('ended_on', models.DateField(blank=True, editable=False, null=True, verbose_name='ended')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Signal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('tension', 'People are tense or afraid'), ('rumour', 'A rumour is going round'), ('happened', 'Something has happened'), ('planned', 'Something is planned')], max_length=10, verbose_name='what it is about')),
                    ('meant_for', models.CharField(choices=[('both', 'The chairs of both sides'), ('own', 'Only the chair of my side')], max_length=5, verbose_name='who reads it')),
                    ('side', models.CharField(blank=True, choices=[('authority', 'authority'), ('civil', 'civil society'), ('other', 'other')], max_length=10, verbose_name='side')),
                    ('place', models.CharField(blank=True, max_length=120, verbose_name='where')),
                    ('text', models.TextField(max_length=1000, verbose_name='what you see or hear')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sent')),
                    ('token', models.CharField(editable=False, max_length=64, unique=True)),
                ],
                options={
                    'verbose_name': 'signal',
                    'verbose_name_plural': 'signals',
                    'ordering': ['-made_at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='ActionItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=250, verbose_name='what is to be done')),
                    ('due_on', models.DateField(verbose_name='until when')),
                    ('postponed_to', models.DateField(blank=True, null=True, verbose_name='postponed to')),
                    ('stage', models.CharField(choices=[('open', 'open'), ('done', 'done'), ('dropped', 'dropped')], default='open', editable=False, max_length=10, verbose_name='stage')),
                    ('result', models.TextField(blank=True, max_length=1000, verbose_name='what came of it')),
                    ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='finished')),
                    ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='action_items', to='directory.organisation')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='action_items', to='directory.person')),
                ],
                options={
                    'verbose_name': 'action item',
                    'verbose_name_plural': 'action items',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='AgendaItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=200, verbose_name='what it is about')),
                    ('text', models.TextField(blank=True, max_length=2000, verbose_name='why, and what you want to reach')),
                    ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='minutes needed')),
                    ('presenter', models.CharField(blank=True, max_length=160, verbose_name='who introduces it')),
                    ('confidential', models.BooleanField(default=False, verbose_name='only for the invited')),
                    ('position', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='place in the list')),
                    ('stage', models.CharField(choices=[('proposed', 'proposed'), ('accepted', 'on the agenda'), ('deferred', 'put back'), ('declined', 'declined'), ('withdrawn', 'taken back')], default='proposed', editable=False, max_length=10, verbose_name='stage')),
                    ('reason', models.CharField(blank=True, editable=False, max_length=250, verbose_name='reason')),
                    ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='proposed')),
                    ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='directory.partnership')),
                    ('proposed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
                ],
                options={
                    'verbose_name': 'point of the agenda',
                    'verbose_name_plural': 'points of the agenda',
                    'ordering': ['position', 'id'],
                },
            ),
            migrations.CreateModel(
                name='AgendaFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=255, verbose_name='name')),
                    ('file', models.FileField(storage=partnerships.shared.files.private_storage, upload_to=meetings.models.agenda.file_path, verbose_name='file')),
                    ('sha256', models.CharField(max_length=64, verbose_name='fingerprint')),
                    ('size', models.PositiveIntegerField(verbose_name='size')),
                    ('media_type', models.CharField(max_length=60, verbose_name='type')),
                    ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded at')),
                    ('uploaded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='meetings.agendaitem', verbose_name='point of the agenda')),
                ],
                options={
                    'verbose_name': 'paper of a point',
                    'verbose_name_plural': 'papers of points',
                    'ordering': ['uploaded_at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='ActionItemEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('title', models.CharField(max_length=250, verbose_name='what is to be done')),
                    ('due_on', models.DateField(verbose_name='until when')),
                    ('postponed_to', models.DateField(blank=True, null=True, verbose_name='postponed to')),
                    ('stage', models.CharField(choices=[('open', 'open'), ('done', 'done'), ('dropped', 'dropped')], default='open', editable=False, max_length=10, verbose_name='stage')),
                    ('result', models.TextField(blank=True, max_length=1000, verbose_name='what came of it')),
                    ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='finished')),
                    ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation')),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.actionitem')),
                    ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.agendaitem', verbose_name='point of the agenda')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='actionitem',
                name='item',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='action_items', to='meetings.agendaitem', verbose_name='point of the agenda'),
            ),
            migrations.CreateModel(
                name='AgendaItemEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('title', models.CharField(max_length=200, verbose_name='what it is about')),
                    ('text', models.TextField(blank=True, max_length=2000, verbose_name='why, and what you want to reach')),
                    ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='minutes needed')),
                    ('presenter', models.CharField(blank=True, max_length=160, verbose_name='who introduces it')),
                    ('confidential', models.BooleanField(default=False, verbose_name='only for the invited')),
                    ('position', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='place in the list')),
                    ('stage', models.CharField(choices=[('proposed', 'proposed'), ('accepted', 'on the agenda'), ('deferred', 'put back'), ('declined', 'declined'), ('withdrawn', 'taken back')], default='proposed', editable=False, max_length=10, verbose_name='stage')),
                    ('reason', models.CharField(blank=True, editable=False, max_length=250, verbose_name='reason')),
                    ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='proposed')),
                    ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation')),
                    ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partnership')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.agendaitem')),
                    ('proposed_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='AgendaPrint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='agenda_print', to='documents.document')),
                    ('items', models.ManyToManyField(related_name='+', to='meetings.agendaitem', verbose_name='points of the agenda')),
                ],
                options={
                    'verbose_name': 'print of an agenda',
                    'verbose_name_plural': 'prints of agendas',
                },
            ),
            migrations.CreateModel(
                name='Attendee',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(blank=True, max_length=160, verbose_name='name')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                    ('organisation_name', models.CharField(blank=True, max_length=200, verbose_name='organisation')),
                    ('side', models.CharField(choices=[('authority', 'authority'), ('civil', 'civil society'), ('other', 'other')], default='other', max_length=10, verbose_name='side')),
                    ('language', models.CharField(default='de', max_length=7, verbose_name='language of letters')),
                    ('reply', models.CharField(choices=[('open', 'no answer yet'), ('coming', 'comes'), ('not_coming', 'does not come'), ('substitute', 'sends somebody else')], default='open', max_length=12, verbose_name='answer')),
                    ('replied_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                    ('substitute', models.CharField(blank=True, max_length=160, verbose_name='who comes instead')),
                    ('eats', models.BooleanField(blank=True, null=True, verbose_name='eats with us')),
                    ('diet', models.CharField(blank=True, max_length=200, verbose_name='what you do not eat')),
                    ('interpreter', models.CharField(blank=True, max_length=7, verbose_name='interpreter for')),
                    ('access_needs', models.CharField(blank=True, max_length=250, verbose_name='what you need to take part')),
                    ('travel', models.CharField(blank=True, max_length=250, verbose_name='how you get there')),
                    ('presence', models.CharField(choices=[('unknown', 'not noted'), ('present', 'was there'), ('substitute', 'somebody else came'), ('excused', 'excused'), ('absent', 'was missing')], default='unknown', max_length=12, verbose_name='attendance')),
                    ('invited_at', models.DateTimeField(blank=True, null=True, verbose_name='invited')),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='taken off the list')),
                    ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='directory.person')),
                ],
                options={
                    'verbose_name': 'invited person',
                    'verbose_name_plural': 'invited people',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='AnswerLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                    ('attendee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='meetings.attendee', verbose_name='invited person')),
                ],
                options={
                    'verbose_name': 'link of an invited person',
                    'verbose_name_plural': 'links of invited people',
                },
            ),
            migrations.CreateModel(
                name='AttendeeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(blank=True, max_length=160, verbose_name='name')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                    ('organisation_name', models.CharField(blank=True, max_length=200, verbose_name='organisation')),
                    ('side', models.CharField(choices=[('authority', 'authority'), ('civil', 'civil society'), ('other', 'other')], default='other', max_length=10, verbose_name='side')),
                    ('language', models.CharField(default='de', max_length=7, verbose_name='language of letters')),
                    ('reply', models.CharField(choices=[('open', 'no answer yet'), ('coming', 'comes'), ('not_coming', 'does not come'), ('substitute', 'sends somebody else')], default='open', max_length=12, verbose_name='answer')),
                    ('replied_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                    ('substitute', models.CharField(blank=True, max_length=160, verbose_name='who comes instead')),
                    ('presence', models.CharField(choices=[('unknown', 'not noted'), ('present', 'was there'), ('substitute', 'somebody else came'), ('excused', 'excused'), ('absent', 'was missing')], default='unknown', max_length=12, verbose_name='attendance')),
                    ('invited_at', models.DateTimeField(blank=True, null=True, verbose_name='invited')),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='taken off the list')),
                    ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation')),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.attendee')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CalendarFeed',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(editable=False, max_length=64, unique=True, verbose_name='fingerprint')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                    ('fetched_on', models.DateField(blank=True, null=True, verbose_name='last read by a calendar')),
                    ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feed', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ],
                options={
                    'verbose_name': 'calendar address',
                    'verbose_name_plural': 'calendar addresses',
                },
            ),
            migrations.CreateModel(
                name='ClosureDays',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('first_day', models.DateField(verbose_name='first day')),
                    ('last_day', models.DateField(verbose_name='last day')),
                ],
                options={
                    'verbose_name': 'days on which people are away',
                    'verbose_name_plural': 'days on which people are away',
                    'ordering': ['-first_day', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='closure_ends_after_it_begins')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='closuredays',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_closuredaysevent" ("first_day", "id", "last_day", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."first_day", NEW."id", NEW."last_day", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='292a0c8a34dd62dcafdcc2f8c3fdbf397a505dd7', operation='INSERT', pgid='pgtrigger_insert_insert_57785', table='meetings_closuredays', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='closuredays',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_closuredaysevent" ("first_day", "id", "last_day", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."first_day", NEW."id", NEW."last_day", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='74b20d5f5e8c8bbdafbb72626883df7779679d49', operation='UPDATE', pgid='pgtrigger_update_update_ca0ae', table='meetings_closuredays', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='closuredays',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_closuredaysevent" ("first_day", "id", "last_day", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."first_day", OLD."id", OLD."last_day", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='15b6267afc0495dbb40a33605aeb9f63d31c40b8', operation='DELETE', pgid='pgtrigger_delete_delete_cd225', table='meetings_closuredays', when='AFTER')),
            ),
            migrations.AddField(
                model_name='closuredaysevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.closuredays'),
            ),
            migrations.AddField(
                model_name='feedbacklink',
                name='attendee',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback_links', to='meetings.attendee', verbose_name='invited person'),
            ),
            migrations.AddField(
                model_name='mailedreply',
                name='attendee',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mailed_replies', to='meetings.attendee', verbose_name='invited person'),
            ),
            migrations.AddField(
                model_name='mailedreply',
                name='person',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
            ),
            migrations.AddField(
                model_name='meeting',
                name='body',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='directory.body'),
            ),
            migrations.AddField(
                model_name='meeting',
                name='moved_to',
                field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_from', to='meetings.meeting', verbose_name='moved to'),
            ),
            migrations.AddField(
                model_name='meeting',
                name='partnership',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='meeting',
                name='planned_by',
                field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='planned by'),
            ),
            migrations.AddField(
                model_name='mailedreply',
                name='meeting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mailed_replies', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='feedback',
                name='meeting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='attendeeevent',
                name='meeting',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='attendee',
                name='meeting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='agendaprint',
                name='meeting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda_prints', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='agendanotice',
                name='meeting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda_notices', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='agendaitemevent',
                name='meeting',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='agendaitem',
                name='meeting',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='actionitemevent',
                name='meeting',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='actionitem',
                name='meeting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='action_items', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='meetingevent',
                name='body',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.body'),
            ),
            migrations.AddField(
                model_name='meetingevent',
                name='moved_to',
                field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='moved to'),
            ),
            migrations.AddField(
                model_name='meetingevent',
                name='partnership',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='meetingevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.meeting'),
            ),
            migrations.AddField(
                model_name='meetingevent',
                name='planned_by',
                field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='planned by'),
            ),
            migrations.AddField(
                model_name='meetingevent',
                name='format',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meetingformat', verbose_name='format'),
            ),
            migrations.AddField(
                model_name='meeting',
                name='format',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.meetingformat', verbose_name='format'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='meetingformat',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingformatevent" ("asks_feedback", "balanced", "case_data", "code", "has_meal", "id", "in_use", "is_public", "minutes", "most_people", "name", "name_en", "per_year", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "relation_first", "rhythm", "rhythm_en") VALUES (NEW."asks_feedback", NEW."balanced", NEW."case_data", NEW."code", NEW."has_meal", NEW."id", NEW."in_use", NEW."is_public", NEW."minutes", NEW."most_people", NEW."name", NEW."name_en", NEW."per_year", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."relation_first", NEW."rhythm", NEW."rhythm_en"); RETURN NULL;', hash='f85faae102129009f69b60166661c7c27b2533e8', operation='INSERT', pgid='pgtrigger_insert_insert_3d576', table='meetings_meetingformat', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='meetingformat',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingformatevent" ("asks_feedback", "balanced", "case_data", "code", "has_meal", "id", "in_use", "is_public", "minutes", "most_people", "name", "name_en", "per_year", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "relation_first", "rhythm", "rhythm_en") VALUES (NEW."asks_feedback", NEW."balanced", NEW."case_data", NEW."code", NEW."has_meal", NEW."id", NEW."in_use", NEW."is_public", NEW."minutes", NEW."most_people", NEW."name", NEW."name_en", NEW."per_year", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."relation_first", NEW."rhythm", NEW."rhythm_en"); RETURN NULL;', hash='35b32713225260bbb08df61988963e4ad70739be', operation='UPDATE', pgid='pgtrigger_update_update_6663e', table='meetings_meetingformat', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='meetingformat',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingformatevent" ("asks_feedback", "balanced", "case_data", "code", "has_meal", "id", "in_use", "is_public", "minutes", "most_people", "name", "name_en", "per_year", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "relation_first", "rhythm", "rhythm_en") VALUES (OLD."asks_feedback", OLD."balanced", OLD."case_data", OLD."code", OLD."has_meal", OLD."id", OLD."in_use", OLD."is_public", OLD."minutes", OLD."most_people", OLD."name", OLD."name_en", OLD."per_year", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."relation_first", OLD."rhythm", OLD."rhythm_en"); RETURN NULL;', hash='207b459a64320511f477bfc0987527ae3021d926', operation='DELETE', pgid='pgtrigger_delete_delete_907de', table='meetings_meetingformat', when='AFTER')),
            ),
            migrations.AddField(
                model_name='meetingformatevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.meetingformat'),
            ),
            migrations.AddField(
                model_name='meetingupdate',
                name='meeting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='minutes',
                name='document',
                field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='documents.document', verbose_name='sealed paper'),
            ),
            migrations.AddField(
                model_name='minutes',
                name='meeting',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='minutesanswer',
                name='by',
                field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by'),
            ),
            migrations.AddField(
                model_name='minutesanswer',
                name='minutes',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='meetings.minutes', verbose_name='minutes'),
            ),
            migrations.AddField(
                model_name='minutesanswer',
                name='organisation',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='minutesanswerevent',
                name='by',
                field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by'),
            ),
            migrations.AddField(
                model_name='minutesanswerevent',
                name='minutes',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.minutes', verbose_name='minutes'),
            ),
            migrations.AddField(
                model_name='minutesanswerevent',
                name='organisation',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='minutesanswerevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.minutesanswer'),
            ),
            migrations.AddField(
                model_name='minutescomment',
                name='by',
                field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
            ),
            migrations.AddField(
                model_name='minutescomment',
                name='item',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.agendaitem', verbose_name='point of the agenda'),
            ),
            migrations.AddField(
                model_name='minutescomment',
                name='minutes',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='meetings.minutes', verbose_name='minutes'),
            ),
            migrations.AddField(
                model_name='minutescomment',
                name='organisation',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='minutesentry',
                name='item',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='entry', to='meetings.agendaitem', verbose_name='point of the agenda'),
            ),
            migrations.AddField(
                model_name='minutesentryevent',
                name='item',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.agendaitem', verbose_name='point of the agenda'),
            ),
            migrations.AddField(
                model_name='minutesentryevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.minutesentry'),
            ),
            migrations.AddField(
                model_name='minutesevent',
                name='document',
                field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document', verbose_name='sealed paper'),
            ),
            migrations.AddField(
                model_name='minutesevent',
                name='meeting',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='minutesevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.minutes'),
            ),
            migrations.AddField(
                model_name='poll',
                name='body',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='directory.body'),
            ),
            migrations.AddField(
                model_name='poll',
                name='format',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='meetings.meetingformat', verbose_name='format'),
            ),
            migrations.AddField(
                model_name='poll',
                name='made_by',
                field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by'),
            ),
            migrations.AddField(
                model_name='poll',
                name='meeting',
                field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='poll', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='poll',
                name='partnership',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='pollday',
                name='poll',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='meetings.poll', verbose_name='date poll'),
            ),
            migrations.AddField(
                model_name='pollevent',
                name='body',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.body'),
            ),
            migrations.AddField(
                model_name='pollevent',
                name='format',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meetingformat', verbose_name='format'),
            ),
            migrations.AddField(
                model_name='pollevent',
                name='made_by',
                field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by'),
            ),
            migrations.AddField(
                model_name='pollevent',
                name='meeting',
                field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='meeting'),
            ),
            migrations.AddField(
                model_name='pollevent',
                name='partnership',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='pollevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.poll'),
            ),
            migrations.AddField(
                model_name='pollvote',
                name='day',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='meetings.pollday', verbose_name='day of a poll'),
            ),
            migrations.AddField(
                model_name='pollvoter',
                name='person',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='directory.person'),
            ),
            migrations.AddField(
                model_name='pollvoter',
                name='poll',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voters', to='meetings.poll', verbose_name='date poll'),
            ),
            migrations.AddField(
                model_name='pollvote',
                name='voter',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='meetings.pollvoter', verbose_name='person asked by a poll'),
            ),
            migrations.AddField(
                model_name='polllink',
                name='voter',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='meetings.pollvoter', verbose_name='person asked by a poll'),
            ),
            migrations.AddField(
                model_name='pollday',
                name='proposed_by',
                field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to='meetings.pollvoter', verbose_name='proposed by'),
            ),
            migrations.AddField(
                model_name='redaction',
                name='decided_by',
                field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
            ),
            migrations.AddField(
                model_name='redaction',
                name='item',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.agendaitem', verbose_name='point of the agenda'),
            ),
            migrations.AddField(
                model_name='redaction',
                name='minutes',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to='meetings.minutes', verbose_name='minutes'),
            ),
            migrations.AddField(
                model_name='redaction',
                name='proposed_by',
                field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
            ),
            migrations.AddField(
                model_name='seatvote',
                name='item',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='meetings.agendaitem', verbose_name='point of the agenda'),
            ),
            migrations.AddField(
                model_name='seatvote',
                name='organisation',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='seatvote',
                name='seat',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.seat', verbose_name='seat'),
            ),
            migrations.AddField(
                model_name='series',
                name='begun_by',
                field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begun by'),
            ),
            migrations.AddField(
                model_name='series',
                name='body',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='series', to='directory.body'),
            ),
            migrations.AddField(
                model_name='series',
                name='format',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='series', to='meetings.meetingformat', verbose_name='format'),
            ),
            migrations.AddField(
                model_name='series',
                name='partnership',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='series', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='meetingevent',
                name='series',
                field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.series', verbose_name='series of meetings'),
            ),
            migrations.AddField(
                model_name='meeting',
                name='series',
                field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.series', verbose_name='series of meetings'),
            ),
            migrations.AddField(
                model_name='seriesevent',
                name='begun_by',
                field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begun by'),
            ),
            migrations.AddField(
                model_name='seriesevent',
                name='body',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.body'),
            ),
            migrations.AddField(
                model_name='seriesevent',
                name='format',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meetingformat', verbose_name='format'),
            ),
            migrations.AddField(
                model_name='seriesevent',
                name='partnership',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.partnership'),
            ),
            migrations.AddField(
                model_name='seriesevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.series'),
            ),
            migrations.AddField(
                model_name='signal',
                name='by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by'),
            ),
            migrations.AddField(
                model_name='signal',
                name='partnership',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signals', to='directory.partnership'),
            ),
            migrations.AddConstraint(
                model_name='agendafile',
                constraint=models.UniqueConstraint(fields=('item', 'sha256'), name='agenda_file_once'),
            ),
            migrations.AddConstraint(
                model_name='feedback',
                constraint=models.CheckConstraint(condition=models.Q(('trust_before__isnull', False), ('trust_after__isnull', False), ('was_heard__isnull', False), models.Q(('come_again', ''), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='feedback_says_something'),
            ),
            migrations.AddIndex(
                model_name='attendee',
                index=models.Index(condition=models.Q(('reply', 'open'), ('withdrawn_at__isnull', True)), fields=['person', 'meeting'], name='attendee_unanswered'),
            ),
            migrations.AddConstraint(
                model_name='attendee',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('person__isnull', False)), models.Q(('person__isnull', True), models.Q(('name', ''), _negated=True)), _connector='OR'), name='attendee_is_somebody'),
            ),
            migrations.AddConstraint(
                model_name='attendee',
                constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('meeting', 'person'), name='attendee_once_a_meeting'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='attendee',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_attendeeevent" ("email", "id", "invited_at", "language", "meeting_id", "name", "organisation_id", "organisation_name", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "replied_at", "reply", "side", "substitute", "withdrawn_at") VALUES (NEW."email", NEW."id", NEW."invited_at", NEW."language", NEW."meeting_id", NEW."name", NEW."organisation_id", NEW."organisation_name", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."presence", NEW."replied_at", NEW."reply", NEW."side", NEW."substitute", NEW."withdrawn_at"); RETURN NULL;', hash='3ce544ab1eddfe37d070dd6024cdc9fa7a8f5910', operation='INSERT', pgid='pgtrigger_insert_insert_f29a5', table='meetings_attendee', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='attendee',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_at" IS DISTINCT FROM (NEW."invited_at") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."organisation_name" IS DISTINCT FROM (NEW."organisation_name") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."presence" IS DISTINCT FROM (NEW."presence") OR OLD."replied_at" IS DISTINCT FROM (NEW."replied_at") OR OLD."reply" IS DISTINCT FROM (NEW."reply") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."substitute" IS DISTINCT FROM (NEW."substitute") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))', func='INSERT INTO "meetings_attendeeevent" ("email", "id", "invited_at", "language", "meeting_id", "name", "organisation_id", "organisation_name", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "replied_at", "reply", "side", "substitute", "withdrawn_at") VALUES (NEW."email", NEW."id", NEW."invited_at", NEW."language", NEW."meeting_id", NEW."name", NEW."organisation_id", NEW."organisation_name", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."presence", NEW."replied_at", NEW."reply", NEW."side", NEW."substitute", NEW."withdrawn_at"); RETURN NULL;', hash='69618d07acbc784615a74ef53fb7bd4d778fb461', operation='UPDATE', pgid='pgtrigger_update_update_52b70', table='meetings_attendee', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='attendee',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_attendeeevent" ("email", "id", "invited_at", "language", "meeting_id", "name", "organisation_id", "organisation_name", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "replied_at", "reply", "side", "substitute", "withdrawn_at") VALUES (OLD."email", OLD."id", OLD."invited_at", OLD."language", OLD."meeting_id", OLD."name", OLD."organisation_id", OLD."organisation_name", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."presence", OLD."replied_at", OLD."reply", OLD."side", OLD."substitute", OLD."withdrawn_at"); RETURN NULL;', hash='cafdd119470f82df1b801fade04b1d2fabb4de70', operation='DELETE', pgid='pgtrigger_delete_delete_42b9c', table='meetings_attendee', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='agendaitem',
                index=models.Index(condition=models.Q(('stage__in', ('proposed', 'deferred'))), fields=['partnership'], name='agenda_item_waiting'),
            ),
            migrations.AddConstraint(
                model_name='agendaitem',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'accepted'), _negated=True), ('meeting__isnull', False), _connector='OR'), name='agenda_item_has_meeting'),
            ),
            migrations.AddConstraint(
                model_name='agendaitem',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'deferred'), _negated=True), ('meeting__isnull', True), _connector='OR'), name='agenda_item_put_back_waits'),
            ),
            migrations.AddConstraint(
                model_name='agendaitem',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='agenda_item_declined_says_why'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agendaitem',
                trigger=pgtrigger.compiler.Trigger(name='stage_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE was text;', func='IF TG_OP = \'UPDATE\' THEN was := OLD."stage"; IF was IS NOT DISTINCT FROM NEW."stage" THEN RETURN NEW; END IF; END IF; IF concat(was, \'>\', NEW."stage") <> ALL (\'{>proposed,accepted>declined,accepted>deferred,declined>accepted,deferred>accepted,deferred>declined,deferred>withdrawn,proposed>accepted,proposed>declined,proposed>deferred,proposed>withdrawn}\'::text[]) THEN RAISE EXCEPTION \'No move from "%" to "%"\', coalesce(was, \'\'), NEW."stage" USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'meetings_agendaitem_stage_moves\'; END IF; RETURN NEW;', hash='d32e7f868b75950032c37cfc093c70418736c74a', operation='INSERT OR UPDATE', pgid='pgtrigger_stage_moves_83c71', table='meetings_agendaitem', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agendaitem',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_agendaitemevent" ("confidential", "id", "meeting_id", "minutes", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenter", "proposed_at", "proposed_by_id", "reason", "stage", "text", "title") VALUES (NEW."confidential", NEW."id", NEW."meeting_id", NEW."minutes", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."presenter", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."stage", NEW."text", NEW."title"); RETURN NULL;', hash='6a9f1eba3cfd1d35ecd2b4534be18e8a4fc5dee1', operation='INSERT', pgid='pgtrigger_insert_insert_f98e2', table='meetings_agendaitem', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agendaitem',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_agendaitemevent" ("confidential", "id", "meeting_id", "minutes", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenter", "proposed_at", "proposed_by_id", "reason", "stage", "text", "title") VALUES (NEW."confidential", NEW."id", NEW."meeting_id", NEW."minutes", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."presenter", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."stage", NEW."text", NEW."title"); RETURN NULL;', hash='a421edf17fca6132017170844c0004724b6d4273', operation='UPDATE', pgid='pgtrigger_update_update_ca6ee', table='meetings_agendaitem', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agendaitem',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_agendaitemevent" ("confidential", "id", "meeting_id", "minutes", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenter", "proposed_at", "proposed_by_id", "reason", "stage", "text", "title") VALUES (OLD."confidential", OLD."id", OLD."meeting_id", OLD."minutes", OLD."organisation_id", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."presenter", OLD."proposed_at", OLD."proposed_by_id", OLD."reason", OLD."stage", OLD."text", OLD."title"); RETURN NULL;', hash='0e884a687d2750a5c8b7f06e0f954892ab65f09f', operation='DELETE', pgid='pgtrigger_delete_delete_2c12a', table='meetings_agendaitem', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='actionitem',
                index=models.Index(condition=models.Q(('stage', 'open')), fields=['person'], name='action_item_of_person'),
            ),
            migrations.AddIndex(
                model_name='actionitem',
                index=models.Index(condition=models.Q(('stage', 'open')), fields=['meeting'], name='action_item_open'),
            ),
            migrations.AddIndex(
                model_name='actionitem',
                index=models.Index(django.db.models.functions.comparison.Coalesce('postponed_to', 'due_on'), models.F('id'), name='action_item_by_last_day'),
            ),
            migrations.AddConstraint(
                model_name='actionitem',
                constraint=models.CheckConstraint(condition=models.Q(('person__isnull', False), ('organisation__isnull', False), _connector='OR'), name='action_item_has_somebody'),
            ),
            migrations.AddConstraint(
                model_name='actionitem',
                constraint=models.CheckConstraint(condition=models.Q(('postponed_to__isnull', True), ('postponed_to__gt', models.F('due_on')), _connector='OR'), name='action_item_postponed_is_later'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='actionitem',
                trigger=pgtrigger.compiler.Trigger(name='stage_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE was text;', func='IF TG_OP = \'UPDATE\' THEN was := OLD."stage"; IF was IS NOT DISTINCT FROM NEW."stage" THEN RETURN NEW; END IF; END IF; IF concat(was, \'>\', NEW."stage") <> ALL (\'{>open,done>open,dropped>open,open>done,open>dropped}\'::text[]) THEN RAISE EXCEPTION \'No move from "%" to "%"\', coalesce(was, \'\'), NEW."stage" USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'meetings_actionitem_stage_moves\'; END IF; RETURN NEW;', hash='84bf3daecfb4edec844bfd2c6cf833dcba899eda', operation='INSERT OR UPDATE', pgid='pgtrigger_stage_moves_cb1f6', table='meetings_actionitem', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='actionitem',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_actionitemevent" ("closed_at", "due_on", "id", "item_id", "meeting_id", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postponed_to", "result", "stage", "title") VALUES (NEW."closed_at", NEW."due_on", NEW."id", NEW."item_id", NEW."meeting_id", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."postponed_to", NEW."result", NEW."stage", NEW."title"); RETURN NULL;', hash='1e816d4e4e55897ba46045c01187b112ae3396a3', operation='INSERT', pgid='pgtrigger_insert_insert_e0d21', table='meetings_actionitem', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='actionitem',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_actionitemevent" ("closed_at", "due_on", "id", "item_id", "meeting_id", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postponed_to", "result", "stage", "title") VALUES (NEW."closed_at", NEW."due_on", NEW."id", NEW."item_id", NEW."meeting_id", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."postponed_to", NEW."result", NEW."stage", NEW."title"); RETURN NULL;', hash='7a8e1977bb1ecc3cf97b63b9d42aae5cce5577f0', operation='UPDATE', pgid='pgtrigger_update_update_bd1ee', table='meetings_actionitem', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='actionitem',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_actionitemevent" ("closed_at", "due_on", "id", "item_id", "meeting_id", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postponed_to", "result", "stage", "title") VALUES (OLD."closed_at", OLD."due_on", OLD."id", OLD."item_id", OLD."meeting_id", OLD."organisation_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."postponed_to", OLD."result", OLD."stage", OLD."title"); RETURN NULL;', hash='14cb0c58b0f5164ab95153a9793c02ded6b20420', operation='DELETE', pgid='pgtrigger_delete_delete_b3522', table='meetings_actionitem', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='meetingupdate',
                constraint=models.UniqueConstraint(condition=models.Q(('told_at__isnull', True)), fields=('meeting',), name='meeting_update_one_to_tell'),
            ),
            migrations.AddConstraint(
                model_name='minutes',
                constraint=models.CheckConstraint(condition=models.Q(('stage', 'draft'), ('answer_until__isnull', False), _connector='OR'), name='minutes_shared_have_last_day'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutes',
                trigger=pgtrigger.compiler.Trigger(name='stage_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE was text;', func='IF TG_OP = \'UPDATE\' THEN was := OLD."stage"; IF was IS NOT DISTINCT FROM NEW."stage" THEN RETURN NEW; END IF; END IF; IF concat(was, \'>\', NEW."stage") <> ALL (\'{>draft,draft>shared,shared>closed,shared>draft}\'::text[]) THEN RAISE EXCEPTION \'No move from "%" to "%"\', coalesce(was, \'\'), NEW."stage" USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'meetings_minutes_stage_moves\'; END IF; RETURN NEW;', hash='9833e21abcebc7416c6cef95cd4504d247dced80', operation='INSERT OR UPDATE', pgid='pgtrigger_stage_moves_41c11', table='meetings_minutes', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutes',
                trigger=pgtrigger.compiler.Trigger(name='closed_note_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF OLD.stage = 'closed' AND NEW.note IS DISTINCT FROM OLD.note AND NOT EXISTS (SELECT FROM meetings_redaction r WHERE r.minutes_id = OLD.id AND r.item_id IS NULL AND r.stage = 'agreed' AND r.passage <> '' AND to_jsonb(NEW) = to_jsonb(OLD) || jsonb_build_object('note', replace(OLD.note, r.passage, '[geschwärzt am ' || to_char(r.decided_at AT TIME ZONE 'Europe/Berlin', 'DD.MM.YYYY') || ' auf Beschluss beider Seiten]'))) THEN RAISE EXCEPTION 'These minutes are closed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'minutes_closed'; END IF; RETURN NEW;", hash='6cd5ce5b2eafab90f6919cf6ae2a8d8a127f90ae', operation='UPDATE', pgid='pgtrigger_closed_note_stays_6244b', table='meetings_minutes', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutes',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_minutesevent" ("answer_until", "closed_at", "document_id", "id", "meeting_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_at", "stage") VALUES (NEW."answer_until", NEW."closed_at", NEW."document_id", NEW."id", NEW."meeting_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."shared_at", NEW."stage"); RETURN NULL;', hash='1b8f217f3f7463b757c5227a62309c011a1c710f', operation='INSERT', pgid='pgtrigger_insert_insert_61343', table='meetings_minutes', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutes',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_minutesevent" ("answer_until", "closed_at", "document_id", "id", "meeting_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_at", "stage") VALUES (NEW."answer_until", NEW."closed_at", NEW."document_id", NEW."id", NEW."meeting_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."shared_at", NEW."stage"); RETURN NULL;', hash='21ed032977f38aba68ca2d0879ffa7bb5d8f5f8c', operation='UPDATE', pgid='pgtrigger_update_update_324d9', table='meetings_minutes', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutes',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_minutesevent" ("answer_until", "closed_at", "document_id", "id", "meeting_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_at", "stage") VALUES (OLD."answer_until", OLD."closed_at", OLD."document_id", OLD."id", OLD."meeting_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."shared_at", OLD."stage"); RETURN NULL;', hash='537ada3b54c2871b1b00eeb2971b9e1b73a757a5', operation='DELETE', pgid='pgtrigger_delete_delete_f9949', table='meetings_minutes', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='minutesanswer',
                constraint=models.UniqueConstraint(fields=('minutes', 'organisation'), name='minutes_answer_once_an_organisation'),
            ),
            migrations.AddConstraint(
                model_name='minutesanswer',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('agrees', True), ('dissent', '')), models.Q(('agrees', False), models.Q(('dissent', ''), _negated=True)), _connector='OR'), name='minutes_dissent_has_words'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutesanswer',
                trigger=pgtrigger.compiler.Trigger(name='closed_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' THEN IF EXISTS (SELECT FROM meetings_redaction r WHERE r.minutes_id = OLD.minutes_id AND r.item_id IS NULL AND r.stage = 'agreed' AND r.passage <> '' AND to_jsonb(NEW) = to_jsonb(OLD) || jsonb_build_object('dissent', replace(OLD.dissent, r.passage, '[geschwärzt am ' || to_char(r.decided_at AT TIME ZONE 'Europe/Berlin', 'DD.MM.YYYY') || ' auf Beschluss beider Seiten]'))) THEN RETURN NEW; END IF; END IF; IF TG_OP <> 'INSERT' THEN IF EXISTS (SELECT FROM meetings_minutes m WHERE m.id = OLD.minutes_id AND m.stage = 'closed') THEN RAISE EXCEPTION 'These minutes are closed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'minutes_closed'; END IF; END IF; IF TG_OP <> 'DELETE' THEN IF EXISTS (SELECT FROM meetings_minutes m WHERE m.id = NEW.minutes_id AND m.stage = 'closed') THEN RAISE EXCEPTION 'These minutes are closed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'minutes_closed'; END IF; RETURN NEW; END IF; RETURN OLD;", hash='3fef37a0c8c66d97dcf798f88b8b2be694710abd', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_closed_stays_8bd33', table='meetings_minutesanswer', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutesanswer',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_minutesanswerevent" ("agrees", "answered_at", "by_id", "dissent", "id", "minutes_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agrees", NEW."answered_at", NEW."by_id", NEW."dissent", NEW."id", NEW."minutes_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='cfee84c7af64834398089471f87e32e63d8ff142', operation='INSERT', pgid='pgtrigger_insert_insert_c6a27', table='meetings_minutesanswer', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutesanswer',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_minutesanswerevent" ("agrees", "answered_at", "by_id", "dissent", "id", "minutes_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agrees", NEW."answered_at", NEW."by_id", NEW."dissent", NEW."id", NEW."minutes_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='9d90bb038cab4d9fc1bb6e9b99cfb6a916bfe882', operation='UPDATE', pgid='pgtrigger_update_update_7af61', table='meetings_minutesanswer', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutesanswer',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_minutesanswerevent" ("agrees", "answered_at", "by_id", "dissent", "id", "minutes_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."agrees", OLD."answered_at", OLD."by_id", OLD."dissent", OLD."id", OLD."minutes_id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='0f54946c05e92cb71557a6a7627af6d22637b0a1', operation='DELETE', pgid='pgtrigger_delete_delete_ea633', table='meetings_minutesanswer', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutescomment',
                trigger=pgtrigger.compiler.Trigger(name='comment_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' THEN IF EXISTS (SELECT FROM meetings_redaction r WHERE r.minutes_id = OLD.minutes_id AND r.item_id IS NOT DISTINCT FROM OLD.item_id AND r.stage = 'agreed' AND r.passage <> '' AND to_jsonb(NEW) = to_jsonb(OLD) || jsonb_build_object('text', replace(OLD.text, r.passage, '[geschwärzt am ' || to_char(r.decided_at AT TIME ZONE 'Europe/Berlin', 'DD.MM.YYYY') || ' auf Beschluss beider Seiten]'))) THEN RETURN NEW; END IF; END IF; IF TG_OP <> 'INSERT' THEN IF EXISTS (SELECT) THEN RAISE EXCEPTION 'These minutes are closed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'minutes_closed'; END IF; END IF; IF TG_OP <> 'DELETE' THEN IF EXISTS (SELECT) THEN RAISE EXCEPTION 'These minutes are closed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'minutes_closed'; END IF; RETURN NEW; END IF; RETURN OLD;", hash='48837104fb2f665f25ae142879843e3962acdf08', operation='UPDATE', pgid='pgtrigger_comment_stays_ba2c1', table='meetings_minutescomment', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='minutesentry',
                index=django.contrib.postgres.indexes.GinIndex(models.Func('decision', 'discussion', function='search_prose', output_field=django.contrib.postgres.search.SearchVectorField()), name='minutes_entry_words'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutesentry',
                trigger=pgtrigger.compiler.Trigger(name='closed_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' THEN IF EXISTS (SELECT FROM meetings_redaction r WHERE r.item_id = OLD.item_id AND r.stage = 'agreed' AND r.passage <> '' AND to_jsonb(NEW) = to_jsonb(OLD) || jsonb_build_object('discussion', replace(OLD.discussion, r.passage, '[geschwärzt am ' || to_char(r.decided_at AT TIME ZONE 'Europe/Berlin', 'DD.MM.YYYY') || ' auf Beschluss beider Seiten]'), 'decision', replace(OLD.decision, r.passage, '[geschwärzt am ' || to_char(r.decided_at AT TIME ZONE 'Europe/Berlin', 'DD.MM.YYYY') || ' auf Beschluss beider Seiten]'))) THEN RETURN NEW; END IF; END IF; IF TG_OP <> 'INSERT' THEN IF EXISTS (SELECT FROM meetings_minutes m JOIN meetings_agendaitem i ON i.meeting_id = m.meeting_id WHERE i.id = OLD.item_id AND m.stage = 'closed') THEN RAISE EXCEPTION 'These minutes are closed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'minutes_closed'; END IF; END IF; IF TG_OP <> 'DELETE' THEN IF EXISTS (SELECT FROM meetings_minutes m JOIN meetings_agendaitem i ON i.meeting_id = m.meeting_id WHERE i.id = NEW.item_id AND m.stage = 'closed') THEN RAISE EXCEPTION 'These minutes are closed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'minutes_closed'; END IF; RETURN NEW; END IF; RETURN OLD;", hash='6d78be693ddd6936c4b39ff2817fa5f878b5edbf', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_closed_stays_e692d', table='meetings_minutesentry', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutesentry',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_minutesentryevent" ("decision", "discussion", "id", "item_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."decision", NEW."discussion", NEW."id", NEW."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='f309cd640c1949cfdadf9938b5cc861be4b6ccca', operation='INSERT', pgid='pgtrigger_insert_insert_e8968', table='meetings_minutesentry', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutesentry',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_minutesentryevent" ("decision", "discussion", "id", "item_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."decision", NEW."discussion", NEW."id", NEW."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='5c117108dbd35c3afa1ad74c5287ec4031a508ce', operation='UPDATE', pgid='pgtrigger_update_update_e6ddb', table='meetings_minutesentry', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='minutesentry',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_minutesentryevent" ("decision", "discussion", "id", "item_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."decision", OLD."discussion", OLD."id", OLD."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='daeb1322996c8a1570c5497b6755a443def3b672', operation='DELETE', pgid='pgtrigger_delete_delete_17d8d', table='meetings_minutesentry', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='poll',
                trigger=pgtrigger.compiler.Trigger(name='stage_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE was text;', func='IF TG_OP = \'UPDATE\' THEN was := OLD."stage"; IF was IS NOT DISTINCT FROM NEW."stage" THEN RETURN NEW; END IF; END IF; IF concat(was, \'>\', NEW."stage") <> ALL (\'{>open,open>decided,open>dropped}\'::text[]) THEN RAISE EXCEPTION \'No move from "%" to "%"\', coalesce(was, \'\'), NEW."stage" USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'meetings_poll_stage_moves\'; END IF; RETURN NEW;', hash='7cc978c8d510b45558690616c4e842c1a82a0002', operation='INSERT OR UPDATE', pgid='pgtrigger_stage_moves_69d05', table='meetings_poll', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='poll',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_pollevent" ("answer_until", "body_id", "format_id", "id", "made_by_id", "may_propose", "meeting_id", "most_open", "open_digest", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "text", "title", "title_en") VALUES (NEW."answer_until", NEW."body_id", NEW."format_id", NEW."id", NEW."made_by_id", NEW."may_propose", NEW."meeting_id", NEW."most_open", NEW."open_digest", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."stage", NEW."text", NEW."title", NEW."title_en"); RETURN NULL;', hash='789e99f71fb2d2978e9eb73703cc3f77cb609603', operation='INSERT', pgid='pgtrigger_insert_insert_bce23', table='meetings_poll', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='poll',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_pollevent" ("answer_until", "body_id", "format_id", "id", "made_by_id", "may_propose", "meeting_id", "most_open", "open_digest", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "text", "title", "title_en") VALUES (NEW."answer_until", NEW."body_id", NEW."format_id", NEW."id", NEW."made_by_id", NEW."may_propose", NEW."meeting_id", NEW."most_open", NEW."open_digest", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."stage", NEW."text", NEW."title", NEW."title_en"); RETURN NULL;', hash='d001dd5a28e676203187af65220401a477d7a527', operation='UPDATE', pgid='pgtrigger_update_update_d4a2f', table='meetings_poll', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='poll',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_pollevent" ("answer_until", "body_id", "format_id", "id", "made_by_id", "may_propose", "meeting_id", "most_open", "open_digest", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "text", "title", "title_en") VALUES (OLD."answer_until", OLD."body_id", OLD."format_id", OLD."id", OLD."made_by_id", OLD."may_propose", OLD."meeting_id", OLD."most_open", OLD."open_digest", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."stage", OLD."text", OLD."title", OLD."title_en"); RETURN NULL;', hash='e475458f5461322b8c2b5f4997068c50efac76d5', operation='DELETE', pgid='pgtrigger_delete_delete_94104', table='meetings_poll', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='pollvoter',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('person__isnull', False)), models.Q(('person__isnull', True), models.Q(('name', ''), _negated=True)), _connector='OR'), name='poll_voter_is_somebody'),
            ),
            migrations.AddConstraint(
                model_name='pollvoter',
                constraint=models.UniqueConstraint(fields=('poll', 'person'), name='poll_voter_once', nulls_distinct=True),
            ),
            migrations.AddConstraint(
                model_name='pollvote',
                constraint=models.UniqueConstraint(fields=('voter', 'day'), name='poll_vote_once'),
            ),
            migrations.AddConstraint(
                model_name='pollday',
                constraint=models.UniqueConstraint(fields=('poll', 'day', 'from_time'), name='poll_day_once', nulls_distinct=False),
            ),
            migrations.AddConstraint(
                model_name='pollday',
                constraint=models.CheckConstraint(condition=models.Q(('until_time__gt', models.F('from_time')), models.Q(('from_time__isnull', True), ('until_time__isnull', True)), _connector='OR'), name='poll_day_ends_later'),
            ),
            migrations.AddConstraint(
                model_name='redaction',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'agreed'), _negated=True), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('decided_side', ''), _negated=True), models.Q(('decided_side', models.F('proposed_side')), _negated=True), models.Q(('decided_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='redaction_by_both_sides'),
            ),
            migrations.AddConstraint(
                model_name='redaction',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'proposed'), _negated=True), models.Q(('passage', ''), _negated=True), _connector='OR'), name='redaction_open_has_words'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='redaction',
                trigger=pgtrigger.compiler.Trigger(name='stage_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE was text;', func='IF TG_OP = \'UPDATE\' THEN was := OLD."stage"; IF was IS NOT DISTINCT FROM NEW."stage" THEN RETURN NEW; END IF; END IF; IF concat(was, \'>\', NEW."stage") <> ALL (\'{>proposed,proposed>agreed,proposed>declined,proposed>withdrawn}\'::text[]) THEN RAISE EXCEPTION \'No move from "%" to "%"\', coalesce(was, \'\'), NEW."stage" USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'meetings_redaction_stage_moves\'; END IF; RETURN NEW;', hash='b3820b37b658c8983b461cd2e9864715a6912bdc', operation='INSERT OR UPDATE', pgid='pgtrigger_stage_moves_90e2d', table='meetings_redaction', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='redaction',
                trigger=pgtrigger.compiler.Trigger(name='carried_out', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."stage" = \'proposed\' AND NOT (NEW."stage" = \'proposed\'))', declare='DECLARE r meetings_redaction; mark text; w record;', func='r := NEW; mark := \'[geschwärzt am \' || to_char(r.decided_at AT TIME ZONE \'Europe/Berlin\', \'DD.MM.YYYY\') || \' auf Beschluss beider Seiten]\'; IF r.stage = \'agreed\' THEN FOR w IN UPDATE meetings_minutesentry SET discussion = replace(discussion, r.passage, mark), decision = replace(decision, r.passage, mark) WHERE item_id = r.item_id AND (position(r.passage IN discussion) > 0 OR position(r.passage IN decision) > 0) RETURNING * LOOP UPDATE "meetings_minutesentryevent" SET discussion = CASE WHEN discussion = \'\' OR replace(discussion, r.passage, mark) = w.discussion THEN replace(discussion, r.passage, mark) ELSE mark END, decision = CASE WHEN decision = \'\' OR replace(decision, r.passage, mark) = w.decision THEN replace(decision, r.passage, mark) ELSE mark END WHERE pgh_obj_id = w.id; END LOOP; UPDATE meetings_seatvote SET reason = replace(reason, r.passage, mark) WHERE item_id = r.item_id AND position(r.passage IN reason) > 0; IF r.item_id IS NULL THEN FOR w IN UPDATE meetings_minutes SET note = replace(note, r.passage, mark) WHERE id = r.minutes_id AND (position(r.passage IN note) > 0) RETURNING * LOOP UPDATE "meetings_minutesevent" SET note = CASE WHEN note = \'\' OR replace(note, r.passage, mark) = w.note THEN replace(note, r.passage, mark) ELSE mark END WHERE pgh_obj_id = w.id; END LOOP; FOR w IN UPDATE meetings_minutesanswer SET dissent = replace(dissent, r.passage, mark) WHERE minutes_id = r.minutes_id AND (position(r.passage IN dissent) > 0) RETURNING * LOOP UPDATE "meetings_minutesanswerevent" SET dissent = CASE WHEN dissent = \'\' OR replace(dissent, r.passage, mark) = w.dissent THEN replace(dissent, r.passage, mark) ELSE mark END WHERE pgh_obj_id = w.id; END LOOP; END IF; UPDATE meetings_minutescomment SET text = replace(text, r.passage, mark) WHERE minutes_id = r.minutes_id AND item_id IS NOT DISTINCT FROM r.item_id AND position(r.passage IN text) > 0; END IF; UPDATE meetings_redaction SET passage = \'\' WHERE id = r.id; RETURN NULL;', hash='132d6876a996b76af40761f238ba578e7d398073', operation='UPDATE', pgid='pgtrigger_carried_out_7ad2e', table='meetings_redaction', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='redaction',
                trigger=pgtrigger.compiler.Trigger(name='trace_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'DELETE' THEN IF OLD.stage <> 'agreed' THEN RETURN OLD; END IF; ELSIF OLD.stage <> 'proposed' THEN IF to_jsonb(NEW) = to_jsonb(OLD) || jsonb_build_object('passage', '') THEN RETURN NEW; END IF; ELSIF to_jsonb(NEW) - '{stage,decided_by_id,decided_side,decided_at,replaced}'::text[] = to_jsonb(OLD) - '{stage,decided_by_id,decided_side,decided_at,replaced}'::text[] THEN RETURN NEW; END IF; RAISE EXCEPTION 'What became of a proposal stays' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'redaction_trace_stays';", hash='790ef5757b95dd256553bb323a1f584c8b57fae0', operation='UPDATE OR DELETE', pgid='pgtrigger_trace_stays_45bab', table='meetings_redaction', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='seatvote',
                constraint=models.UniqueConstraint(fields=('item', 'seat'), name='seat_votes_once_a_point'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='seatvote',
                trigger=pgtrigger.compiler.Trigger(name='closed_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' THEN IF EXISTS (SELECT FROM meetings_redaction r WHERE r.item_id = OLD.item_id AND r.stage = 'agreed' AND r.passage <> '' AND to_jsonb(NEW) = to_jsonb(OLD) || jsonb_build_object('reason', replace(OLD.reason, r.passage, '[geschwärzt am ' || to_char(r.decided_at AT TIME ZONE 'Europe/Berlin', 'DD.MM.YYYY') || ' auf Beschluss beider Seiten]'))) THEN RETURN NEW; END IF; END IF; IF TG_OP <> 'INSERT' THEN IF EXISTS (SELECT FROM meetings_minutes m JOIN meetings_agendaitem i ON i.meeting_id = m.meeting_id WHERE i.id = OLD.item_id AND m.stage = 'closed') THEN RAISE EXCEPTION 'These minutes are closed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'minutes_closed'; END IF; END IF; IF TG_OP <> 'DELETE' THEN IF EXISTS (SELECT FROM meetings_minutes m JOIN meetings_agendaitem i ON i.meeting_id = m.meeting_id WHERE i.id = NEW.item_id AND m.stage = 'closed') THEN RAISE EXCEPTION 'These minutes are closed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'minutes_closed'; END IF; RETURN NEW; END IF; RETURN OLD;", hash='d4a8de23042ced807fc93bf785ae7e84ae1b51b8', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_closed_stays_7b5de', table='meetings_seatvote', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='series',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_seriesevent" ("begun_by_id", "body_id", "ended_on", "first_day", "format_id", "from_time", "has_meal", "id", "on_holidays", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "points", "rule", "title", "title_en", "until_time", "zone") VALUES (NEW."begun_by_id", NEW."body_id", NEW."ended_on", NEW."first_day", NEW."format_id", NEW."from_time", NEW."has_meal", NEW."id", NEW."on_holidays", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."places", NEW."points", NEW."rule", NEW."title", NEW."title_en", NEW."until_time", NEW."zone"); RETURN NULL;', hash='4ab7add8683b96006492f7dac3b0349c9667703d', operation='INSERT', pgid='pgtrigger_insert_insert_b03bb', table='meetings_series', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='series',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_seriesevent" ("begun_by_id", "body_id", "ended_on", "first_day", "format_id", "from_time", "has_meal", "id", "on_holidays", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "points", "rule", "title", "title_en", "until_time", "zone") VALUES (NEW."begun_by_id", NEW."body_id", NEW."ended_on", NEW."first_day", NEW."format_id", NEW."from_time", NEW."has_meal", NEW."id", NEW."on_holidays", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."places", NEW."points", NEW."rule", NEW."title", NEW."title_en", NEW."until_time", NEW."zone"); RETURN NULL;', hash='e69d250e2c86824c3093a4552baa2ebaad99f069', operation='UPDATE', pgid='pgtrigger_update_update_353a3', table='meetings_series', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='series',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_seriesevent" ("begun_by_id", "body_id", "ended_on", "first_day", "format_id", "from_time", "has_meal", "id", "on_holidays", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "points", "rule", "title", "title_en", "until_time", "zone") VALUES (OLD."begun_by_id", OLD."body_id", OLD."ended_on", OLD."first_day", OLD."format_id", OLD."from_time", OLD."has_meal", OLD."id", OLD."on_holidays", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."places", OLD."points", OLD."rule", OLD."title", OLD."title_en", OLD."until_time", OLD."zone"); RETURN NULL;', hash='56c2753e6385d0aa5157a1d19dc1228ffffedc31', operation='DELETE', pgid='pgtrigger_delete_delete_90d56', table='meetings_series', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='meeting',
                index=models.Index(fields=['-starts_at', '-id'], name='meeting_latest'),
            ),
            migrations.AddIndex(
                model_name='meeting',
                index=models.Index(fields=['partnership', '-starts_at', '-id'], name='meeting_of_partnership'),
            ),
            migrations.AddIndex(
                model_name='meeting',
                index=django.contrib.postgres.indexes.GinIndex(models.Func('title', 'title_en', 'place', function='search_words', output_field=django.contrib.postgres.search.SearchVectorField()), name='meeting_words'),
            ),
            migrations.AddIndex(
                model_name='meeting',
                index=django.contrib.postgres.indexes.GinIndex(models.Func('title', 'title_en', 'place', function='search_near', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)), name='meeting_near'),
            ),
            migrations.AddIndex(
                model_name='meeting',
                index=models.Index(condition=models.Q(('stage__in', ('planned', 'invited'))), fields=['starts_at', 'id'], name='meeting_to_come'),
            ),
            migrations.AddIndex(
                model_name='meeting',
                index=models.Index(fields=['first_day'], name='meeting_first_day'),
            ),
            migrations.AddIndex(
                model_name='meeting',
                index=models.Index(condition=models.Q(('last_day__gt', models.F('first_day'))), fields=['last_day'], name='meeting_of_more_days'),
            ),
            migrations.AddConstraint(
                model_name='meeting',
                constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_ends_after_it_begins'),
            ),
            migrations.AddConstraint(
                model_name='meeting',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage__in', ['cancelled', 'moved']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='meeting_off_has_reason'),
            ),
            migrations.AddConstraint(
                model_name='meeting',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('moved_to__isnull', False), ('stage', 'moved')), models.Q(models.Q(('stage', 'moved'), _negated=True), ('moved_to__isnull', True)), _connector='OR'), name='meeting_moved_has_new_day'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='meeting',
                trigger=pgtrigger.compiler.Trigger(name='stage_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE was text;', func='IF TG_OP = \'UPDATE\' THEN was := OLD."stage"; IF was IS NOT DISTINCT FROM NEW."stage" THEN RETURN NEW; END IF; END IF; IF concat(was, \'>\', NEW."stage") <> ALL (\'{>planned,invited>cancelled,invited>held,invited>moved,planned>cancelled,planned>held,planned>invited,planned>moved}\'::text[]) THEN RAISE EXCEPTION \'No move from "%" to "%"\', coalesce(was, \'\'), NEW."stage" USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'meetings_meeting_stage_moves\'; END IF; RETURN NEW;', hash='ffa1ee806a1db21070f5f2242bc9ff28c28d45dd', operation='INSERT OR UPDATE', pgid='pgtrigger_stage_moves_8c931', table='meetings_meeting', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='meeting',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingevent" ("after_incident", "answer_until", "body_id", "changed_at", "directions", "ends_at", "first_day", "format_id", "from_time", "has_meal", "id", "invited_at", "last_day", "moved_to_id", "note", "online_url", "only_period", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_by_id", "reason", "reason_text", "relation_only", "sequence", "series_id", "stage", "starts_at", "title", "title_en", "uid", "until_time", "zone") VALUES (NEW."after_incident", NEW."answer_until", NEW."body_id", NEW."changed_at", NEW."directions", NEW."ends_at", NEW."first_day", NEW."format_id", NEW."from_time", NEW."has_meal", NEW."id", NEW."invited_at", NEW."last_day", NEW."moved_to_id", NEW."note", NEW."online_url", NEW."only_period", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."planned_by_id", NEW."reason", NEW."reason_text", NEW."relation_only", NEW."sequence", NEW."series_id", NEW."stage", NEW."starts_at", NEW."title", NEW."title_en", NEW."uid", NEW."until_time", NEW."zone"); RETURN NULL;', hash='b9114c738571d950812a41bc5a0961d4e823b08f', operation='INSERT', pgid='pgtrigger_insert_insert_61d9e', table='meetings_meeting', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='meeting',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingevent" ("after_incident", "answer_until", "body_id", "changed_at", "directions", "ends_at", "first_day", "format_id", "from_time", "has_meal", "id", "invited_at", "last_day", "moved_to_id", "note", "online_url", "only_period", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_by_id", "reason", "reason_text", "relation_only", "sequence", "series_id", "stage", "starts_at", "title", "title_en", "uid", "until_time", "zone") VALUES (NEW."after_incident", NEW."answer_until", NEW."body_id", NEW."changed_at", NEW."directions", NEW."ends_at", NEW."first_day", NEW."format_id", NEW."from_time", NEW."has_meal", NEW."id", NEW."invited_at", NEW."last_day", NEW."moved_to_id", NEW."note", NEW."online_url", NEW."only_period", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."planned_by_id", NEW."reason", NEW."reason_text", NEW."relation_only", NEW."sequence", NEW."series_id", NEW."stage", NEW."starts_at", NEW."title", NEW."title_en", NEW."uid", NEW."until_time", NEW."zone"); RETURN NULL;', hash='4eab41821fff71a0773494214751117d59cbe645', operation='UPDATE', pgid='pgtrigger_update_update_495b8', table='meetings_meeting', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='meeting',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingevent" ("after_incident", "answer_until", "body_id", "changed_at", "directions", "ends_at", "first_day", "format_id", "from_time", "has_meal", "id", "invited_at", "last_day", "moved_to_id", "note", "online_url", "only_period", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_by_id", "reason", "reason_text", "relation_only", "sequence", "series_id", "stage", "starts_at", "title", "title_en", "uid", "until_time", "zone") VALUES (OLD."after_incident", OLD."answer_until", OLD."body_id", OLD."changed_at", OLD."directions", OLD."ends_at", OLD."first_day", OLD."format_id", OLD."from_time", OLD."has_meal", OLD."id", OLD."invited_at", OLD."last_day", OLD."moved_to_id", OLD."note", OLD."online_url", OLD."only_period", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."planned_by_id", OLD."reason", OLD."reason_text", OLD."relation_only", OLD."sequence", OLD."series_id", OLD."stage", OLD."starts_at", OLD."title", OLD."title_en", OLD."uid", OLD."until_time", OLD."zone"); RETURN NULL;', hash='fa7057b6dea70701ee2c1c5d292ce3052e5b1370', operation='DELETE', pgid='pgtrigger_delete_delete_4bf26', table='meetings_meeting', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='signal',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('meant_for', 'own'), _negated=True), models.Q(('side', ''), _negated=True), _connector='OR'), name='signal_to_own_side_has_side'),
            ),
        ]),
    ]
