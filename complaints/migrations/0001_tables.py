"""The tables of complaints; what one sees of them is said by the functions."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import partnerships.shared.files
import partnerships.shared.parts.once
import partnerships.shared.row_policies
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from complaints.migrations._functions import FUNCTIONS
from partnerships.shared.migrating import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("complaints", "0001_complaints"),
        ("complaints", "0002_files_of_complaints"),
        ("complaints", "0003_row_level_security"),
        ("complaints", "0004_going_live"),
        ("complaints", "0005_how_large_files_of_visits_are"),
        ("complaints", "0006_files_of_messages_and_letters_without_content"),
        ("complaints", "0007_voices"),
        ("complaints", "0008_partners_and_staff"),
        ("complaints", "0009_who_sees_what_helpers_wrote"),
        ("complaints", "0010_life_and_clocks"),
        ("complaints", "0011_sorting"),
        ("complaints", "0014_keeping_and_deleting"),
        ("complaints", "0015_year_notes"),
        ("complaints", "0016_answer_by_two"),
        ("complaints", "0017_lessons"),
    ]

    dependencies = [
        ("search", "0001_functions"),
        ('directory', '0002_links'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Complaint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='what the seals are bound to')),
                    ('number', models.CharField(editable=False, max_length=9, unique=True, verbose_name='number')),
                    ('channel', models.CharField(choices=[('web_form', 'form on this site'), ('letter', 'letter'), ('phone_recorded_by_staff', 'telephone call'), ('station_in_person', 'visit at the counter'), ('partner_organisation', 'partner organisation')], default='web_form', editable=False, max_length=30, verbose_name='came by')),
                    ('way', models.CharField(choices=[('anonymous', 'Without my name'), ('formal', 'With my name and how to reach me')], editable=False, max_length=10, verbose_name='way')),
                    ('kind', models.CharField(choices=[('complaint', 'I want to complain'), ('praise', 'I want to say thank you'), ('suggestion', 'I have an idea')], editable=False, max_length=12, verbose_name='what it is')),
                    ('language', models.CharField(choices=[('de', 'Deutsch'), ('de-simple', 'Einfache Sprache'), ('en', 'English'), ('ar', 'العربية'), ('bg', 'Български'), ('fr', 'Français'), ('pl', 'Polski'), ('ro', 'Română'), ('ru', 'Русский'), ('tr', 'Türkçe'), ('uk', 'Українська')], editable=False, max_length=12, verbose_name='language')),
                    ('stage', models.CharField(choices=[('received', 'received'), ('acknowledged', 'confirmed'), ('under_review', 'is being examined'), ('awaiting_person', 'waits for the person'), ('suspended', 'rests'), ('forwarded_external', 'handed to another body'), ('not_admissible', 'not admissible'), ('answered', 'answered'), ('reopened', 'opened again'), ('withdrawn', 'taken back'), ('closed', 'closed')], default='received', editable=False, max_length=20, verbose_name='stage')),
                    ('received_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='received')),
                    ('acknowledged_at', models.DateTimeField(editable=False, null=True, verbose_name='confirmed')),
                    ('asked_at', models.DateTimeField(editable=False, null=True, verbose_name='asked')),
                    ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='answered')),
                    ('ended_at', models.DateTimeField(editable=False, null=True, verbose_name='closed or taken back')),
                    ('heard_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='the person wrote')),
                    ('salt', models.BinaryField(verbose_name='salt of the code')),
                    ('mailbox_public', models.BinaryField(verbose_name='public key of the mailbox')),
                    ('told', models.BinaryField(verbose_name='what was told')),
                    ('identity', models.BinaryField(null=True, verbose_name='who told it')),
                    ('nudge', models.BinaryField(null=True, verbose_name='address for a letter without content')),
                    ('is_nudged', models.BooleanField(default=False, editable=False, verbose_name='a letter without content was sent')),
                    ('came_on', models.DateField(editable=False, null=True, verbose_name='came on')),
                    ('forwarded_at', models.DateTimeField(editable=False, null=True, verbose_name='forwarded')),
                    ('helper_ended_at', models.DateTimeField(editable=False, null=True, verbose_name='goes on without the partner')),
                    ('is_code_for_once', models.BooleanField(default=False, editable=False, verbose_name='the code opens once')),
                    ('reopened_at', models.DateTimeField(editable=False, null=True, verbose_name='opened again')),
                    ('outcome', models.CharField(blank=True, choices=[('founded', 'founded'), ('partly_founded', 'partly founded'), ('unfounded', 'unfounded'), ('not_clarifiable', 'cannot be cleared up'), ('settled_by_talk', 'settled by a talk'), ('withdrawn', 'taken back'), ('not_competent_forwarded', 'handed on'), ('inadmissible', 'inadmissible')], editable=False, max_length=30, verbose_name='what came of it')),
                    ('settled_by', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('written_answer', 'written answer'), ('conversation', 'talk'), ('mediation', 'mediation'), ('apology', 'apology'), ('correction_of_measure', 'measure corrected'), ('training_or_debrief', 'training or debriefing'), ('rule_or_process_changed', 'rule or procedure changed'), ('disciplinary_step', 'disciplinary step'), ('criminal_proceedings', 'criminal proceedings'), ('compensation_passed_on', 'compensation passed on')], max_length=30), blank=True, default=list, editable=False, size=None, verbose_name='how it was settled')),
                    ('entered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written down by')),
                    ('partner', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints_written', to='directory.organisation', verbose_name='written by the partner')),
                ],
                options={
                    'verbose_name': 'complaint',
                    'verbose_name_plural': 'complaints',
                    'ordering': ['-received_at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='OutsideBody',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=160, unique=True, verbose_name='name')),
                    ('place', models.PositiveSmallIntegerField(default=0, verbose_name='place in the list')),
                    ('for_whom', models.CharField(max_length=300, verbose_name='what it is for')),
                    ('for_whom_en', models.CharField(max_length=300, verbose_name='what it is for, in English')),
                    ('identity', models.CharField(max_length=300, verbose_name='with or without a name')),
                    ('identity_en', models.CharField(max_length=300, verbose_name='with or without a name, in English')),
                    ('time_limit', models.CharField(blank=True, max_length=300, verbose_name='time limit')),
                    ('time_limit_en', models.CharField(blank=True, max_length=300, verbose_name='time limit, in English')),
                    ('languages', models.CharField(blank=True, max_length=200, verbose_name='languages')),
                    ('contact', models.CharField(blank=True, max_length=200, verbose_name='address')),
                    ('url', models.URLField(blank=True, max_length=300, verbose_name='page')),
                ],
                options={
                    'verbose_name': 'body outside the police',
                    'verbose_name_plural': 'bodies outside the police',
                    'ordering': ['place', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Visit',
                fields=[
                    ('id', models.CharField(editable=False, max_length=64, primary_key=True, serialize=False)),
                    ('sealed', models.BinaryField()),
                    ('ends_at', models.DateTimeField(db_index=True, editable=False, verbose_name='ends')),
                ],
                options={
                    'verbose_name': 'visit',
                    'verbose_name_plural': 'visits',
                },
            ),
            migrations.CreateModel(
                name='VisitFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.FileField(storage=partnerships.shared.files.private_storage, unique=True, upload_to='', verbose_name='file')),
                    ('visit', models.CharField(db_index=True, editable=False, max_length=64)),
                    ('size', models.PositiveBigIntegerField(default=0, editable=False)),
                    ('ends_at', models.DateTimeField(db_index=True, editable=False, verbose_name='ends')),
                ],
                options={
                    'verbose_name': 'file of a visit',
                    'verbose_name_plural': 'files of visits',
                },
            ),
            migrations.CreateModel(
                name='CheckedLanguage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('language', models.CharField(choices=[('de', 'Deutsch'), ('de-simple', 'Einfache Sprache'), ('en', 'English'), ('ar', 'العربية'), ('bg', 'Български'), ('fr', 'Français'), ('pl', 'Polski'), ('ro', 'Română'), ('ru', 'Русский'), ('tr', 'Türkçe'), ('uk', 'Українська')], max_length=12, unique=True, verbose_name='language')),
                    ('checked_by', models.CharField(blank=True, max_length=120, verbose_name='checked by')),
                    ('checked_on', models.DateField(blank=True, null=True, verbose_name='checked on')),
                ],
                options={
                    'verbose_name': 'checked language',
                    'verbose_name_plural': 'checked languages',
                    'ordering': ['language'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('checked_by', ''), ('checked_on__isnull', True)), models.Q(models.Q(('checked_by', ''), _negated=True), ('checked_on__isnull', False)), _connector='OR'), name='checked_language_names_somebody')],
                },
            ),
            migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('story', 'what happened'), ('reply', 'from the person'), ('objection', 'somebody should not handle it'), ('helper', 'from the helper'), ('notice', 'from the office'), ('question', 'a question of the office'), ('answer', 'the answer of the office'), ('ruling', 'answer to the objection')], max_length=10)),
                    ('language', models.CharField(choices=[('de', 'Deutsch'), ('de-simple', 'Einfache Sprache'), ('en', 'English'), ('ar', 'العربية'), ('bg', 'Български'), ('fr', 'Français'), ('pl', 'Polski'), ('ro', 'Română'), ('ru', 'Русский'), ('tr', 'Türkçe'), ('uk', 'Українська')], max_length=12, verbose_name='language')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                    ('sealed', models.BinaryField()),
                    ('token', models.CharField(default=partnerships.shared.parts.once.new_token, editable=False, max_length=64, unique=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='complaints.complaint')),
                ],
                options={
                    'verbose_name': 'message about a complaint',
                    'verbose_name_plural': 'messages about complaints',
                    'ordering': ['at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Attachment',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('place', models.PositiveSmallIntegerField(editable=False)),
                    ('file', models.FileField(storage=partnerships.shared.files.private_storage, unique=True, upload_to='', verbose_name='file')),
                    ('sealed', models.BinaryField()),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='complaints.complaint')),
                    ('message', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='complaints.message')),
                ],
                options={
                    'verbose_name': 'file of a complaint',
                    'verbose_name_plural': 'files of complaints',
                    'ordering': ['complaint', 'place'],
                },
            ),
            migrations.CreateModel(
                name='AnswerDraft',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('writers', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None, verbose_name='who wrote it')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('state', models.CharField(choices=[('draft', 'draft'), ('submitted', 'waits for approval'), ('returned', 'returned'), ('approved', 'approved and sent')], default='draft', editable=False, max_length=10, verbose_name='state')),
                    ('language', models.CharField(choices=[('de', 'Deutsch'), ('de-simple', 'Einfache Sprache'), ('en', 'English'), ('ar', 'العربية'), ('bg', 'Български'), ('fr', 'Français'), ('pl', 'Polski'), ('ro', 'Română'), ('ru', 'Русский'), ('tr', 'Türkçe'), ('uk', 'Українська')], max_length=12, verbose_name='language')),
                    ('sealed', models.BinaryField()),
                    ('returned', models.BinaryField(null=True)),
                    ('submitted_at', models.DateTimeField(editable=False, null=True, verbose_name='submitted')),
                    ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='decided')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='drafted by')),
                    ('decided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='complaints.complaint', verbose_name='complaint')),
                    ('message', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='draft', to='complaints.message', verbose_name='what the person got')),
                ],
                options={
                    'verbose_name': 'draft of an answer',
                    'verbose_name_plural': 'drafts of answers',
                    'ordering': ['-version', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Objection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('outcome', models.CharField(choices=[('open', 'open'), ('upheld', 'right: somebody else goes on'), ('rejected', 'not followed')], default='open', editable=False, max_length=10, verbose_name='outcome')),
                    ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='objection', to='complaints.message')),
                    ('ruling', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='complaints.message')),
                ],
                options={
                    'verbose_name': 'objection to a handler',
                    'verbose_name_plural': 'objections to handlers',
                },
            ),
            migrations.CreateModel(
                name='Office',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                    ('opened_on', models.DateField(blank=True, null=True, verbose_name='receives since')),
                    ('authority', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='complaints_office', to='directory.organisation', verbose_name='authority')),
                    ('elsewhere', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='other place for complaints about the office itself')),
                    ('head', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='head who is told what takes long')),
                ],
                options={
                    'verbose_name': 'complaints office',
                    'verbose_name_plural': 'complaints offices',
                    'ordering': ['authority__sort_key', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Lesson',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('learned', models.TextField(max_length=2000, verbose_name='what was learned')),
                    ('measure', models.TextField(max_length=2000, verbose_name='what is done now')),
                    ('look_on', models.DateField(verbose_name='looked at again on')),
                    ('state', models.CharField(choices=[('open', 'under way'), ('done', 'carried out'), ('dropped', 'dropped')], default='open', max_length=10, verbose_name='state')),
                    ('result', models.TextField(blank=True, max_length=2000, verbose_name='what came of the lesson')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='noted')),
                    ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
                    ('complaint', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='lessons', to='complaints.complaint', verbose_name='complaint')),
                    ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ended by')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='carried out by')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='complaints.office', verbose_name='complaints office')),
                ],
                options={
                    'verbose_name': 'lesson from complaints',
                    'verbose_name_plural': 'lessons from complaints',
                    'ordering': ['-at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='KeepingTerm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('ordinary', 'complaint, from the end of the year in which it was closed'), ('proceedings', 'complaint with proceedings, from the end of the proceedings'), ('anonymous', 'without a name and nothing followed, from the day it was closed'), ('names', 'name of who praised, from the day it was closed'), ('files', 'photos and documents, from the decision')], max_length=12, verbose_name='what is kept')),
                    ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='number')),
                    ('unit', models.CharField(choices=[('months', 'months'), ('years', 'years')], max_length=6, verbose_name='counted in')),
                    ('reason', models.CharField(max_length=200, verbose_name='reason')),
                    ('law', models.CharField(max_length=200, verbose_name='law')),
                    ('set_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='set')),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keeping_terms', to='complaints.office')),
                ],
                options={
                    'verbose_name': 'term for keeping complaints',
                    'verbose_name_plural': 'terms for keeping complaints',
                    'ordering': ['-set_at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='KeepingMode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_by_person', models.BooleanField(default=True, verbose_name='a person confirms each deletion')),
                    ('wait_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(7), django.core.validators.MaxValueValidator(365)], verbose_name='days until the clock deletes')),
                    ('is_offered', models.BooleanField(default=True, verbose_name='is offered to the state archive first')),
                    ('reason', models.CharField(max_length=200, verbose_name='reason')),
                    ('set_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='set')),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keeping_modes', to='complaints.office')),
                ],
                options={
                    'verbose_name': 'way of deleting complaints',
                    'verbose_name_plural': 'ways of deleting complaints',
                    'ordering': ['-set_at', '-id'],
                },
            ),
            migrations.AddField(
                model_name='complaint',
                name='office',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='complaints.office', verbose_name='complaints office'),
            ),
            migrations.CreateModel(
                name='ArchiveOffer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='offered')),
                    ('answered_on', models.DateField(null=True, verbose_name='answered on')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='offered by')),
                    ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='archive_offers', to='complaints.office')),
                ],
                options={
                    'verbose_name': 'offer to the state archive',
                    'verbose_name_plural': 'offers to the state archive',
                    'ordering': ['-at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='OfficeClosure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('first_day', models.DateField(verbose_name='first day')),
                    ('last_day', models.DateField(verbose_name='last day')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closures', to='complaints.office')),
                ],
                options={
                    'verbose_name': 'days on which a complaints office is closed',
                    'verbose_name_plural': 'days on which complaints offices are closed',
                    'ordering': ['first_day', 'id'],
                },
            ),
            migrations.CreateModel(
                name='OfficeKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public', models.BinaryField(unique=True)),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                    ('retired_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retired')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keys', to='complaints.office')),
                ],
                options={
                    'verbose_name': 'key of a complaints office',
                    'verbose_name_plural': 'keys of complaints offices',
                    'ordering': ['-made_at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='Feedback',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('understood', models.PositiveSmallIntegerField(choices=[(4, 'Yes'), (3, 'Rather yes'), (2, 'Rather not'), (1, 'No')], verbose_name='was understandable')),
                    ('taken_seriously', models.PositiveSmallIntegerField(choices=[(4, 'Yes'), (3, 'Rather yes'), (2, 'Rather not'), (1, 'No')], verbose_name='was taken seriously')),
                    ('again', models.CharField(choices=[('yes', 'Yes'), ('maybe', 'Perhaps'), ('no', 'No')], max_length=5, verbose_name='would write again')),
                    ('shown', models.BooleanField(default=False, editable=False, verbose_name='shown')),
                    ('wrapped', models.BinaryField()),
                    ('sealed', models.BinaryField()),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='complaints.office', verbose_name='complaints office')),
                    ('office_key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='complaints.officekey')),
                ],
                options={
                    'verbose_name': 'feedback on a complaint',
                    'verbose_name_plural': 'feedback on complaints',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='CallBack',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='received')),
                    ('wrapped', models.BinaryField()),
                    ('sealed', models.BinaryField()),
                    ('token', models.CharField(default=partnerships.shared.parts.once.new_token, editable=False, max_length=64, unique=True)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='complaints.office', verbose_name='complaints office')),
                    ('office_key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='complaints.officekey')),
                ],
                options={
                    'verbose_name': 'request to be called back',
                    'verbose_name_plural': 'requests to be called back',
                    'ordering': ['at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='OfficeNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('requirement', models.CharField(choices=[('impact', 'data protection impact assessment'), ('council', 'staff council'), ('processing', 'record of processing'), ('recovery', 'recovery of the key tried')], max_length=20, verbose_name='requirement')),
                    ('person', models.CharField(max_length=120, verbose_name='who answers for it')),
                    ('second_person', models.CharField(blank=True, max_length=120, verbose_name='second keeper')),
                    ('on_day', models.DateField(verbose_name='day')),
                    ('reference', models.CharField(help_text='Where it is found, for example a file number.', max_length=200, verbose_name='reference')),
                    ('noted_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='noted')),
                    ('confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='confirmed')),
                    ('ended_at', models.DateTimeField(editable=False, null=True, verbose_name='ended')),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                    ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken back by')),
                    ('key', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='complaints.officekey')),
                    ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='complaints.office', verbose_name='complaints office')),
                ],
                options={
                    'verbose_name': 'note about a complaints office',
                    'verbose_name_plural': 'notes about complaints offices',
                    'ordering': ['office', 'requirement', 'noted_at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='PartnerKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('salt', models.BinaryField(verbose_name='salt of the code')),
                    ('public', models.BinaryField(unique=True, verbose_name='public key')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                    ('retired_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retired')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_keys', to='directory.organisation', verbose_name='organisation')),
                ],
                options={
                    'verbose_name': 'key of a partner',
                    'verbose_name_plural': 'keys of partners',
                    'ordering': ['-made_at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='Pause',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('stage', models.CharField(choices=[('received', 'received'), ('acknowledged', 'confirmed'), ('under_review', 'is being examined'), ('awaiting_person', 'waits for the person'), ('suspended', 'rests'), ('forwarded_external', 'handed to another body'), ('not_admissible', 'not admissible'), ('answered', 'answered'), ('reopened', 'opened again'), ('withdrawn', 'taken back'), ('closed', 'closed')], max_length=20, verbose_name='stage')),
                    ('reason', models.CharField(choices=[('question', 'a question to the person'), ('criminal', 'criminal proceedings elsewhere'), ('disciplinary', 'disciplinary proceedings elsewhere'), ('crime', 'it tells of a crime'), ('pattern', 'it shows a pattern')], max_length=20, verbose_name='reason')),
                    ('started_at', models.DateTimeField(verbose_name='since')),
                    ('ended_at', models.DateTimeField(null=True, verbose_name='until')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='complaints.complaint')),
                ],
                options={
                    'verbose_name': 'pause of a complaint',
                    'verbose_name_plural': 'pauses of complaints',
                    'ordering': ['started_at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Proposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('item', models.CharField(choices=[('complaint', 'everything'), ('names', 'the name'), ('files', 'photos and documents')], max_length=10, verbose_name='what is deleted')),
                    ('due_on', models.DateField(verbose_name='is to be deleted since')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='proposed')),
                    ('archive', models.CharField(blank=True, choices=[('waiting', 'has not answered'), ('taken', 'has taken it'), ('refused', 'does not want it')], max_length=8, verbose_name='state archive')),
                    ('decision', models.CharField(choices=[('open', 'open'), ('deleted', 'deleted'), ('kept', 'kept longer')], default='open', max_length=8, verbose_name='decision')),
                    ('kept_until', models.DateField(null=True, verbose_name='is kept until')),
                    ('reason', models.CharField(blank=True, choices=[('claim', 'a claim can still be raised'), ('review', 'a review of similar cases needs it'), ('archive', 'the state archive has not fetched it yet')], max_length=8, verbose_name='reason')),
                    ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='complaints.complaint')),
                    ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='complaints.archiveoffer')),
                ],
                options={
                    'verbose_name': 'proposal to delete',
                    'verbose_name_plural': 'proposals to delete',
                    'ordering': ['due_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Recusal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='said')),
                    ('reason', models.CharField(choices=[('kin', 'a relative of somebody involved'), ('friend', 'a friend or an adversary of somebody involved'), ('involved', 'was involved in it'), ('other', 'another reason')], max_length=10, verbose_name='reason')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='not free')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recusals', to='complaints.complaint', verbose_name='complaint')),
                ],
                options={
                    'verbose_name': 'officer who is not free',
                    'verbose_name_plural': 'officers who are not free',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Sorting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sort', models.CharField(choices=[('conduct', 'complaint about conduct'), ('measure', 'complaint about a measure'), ('both', 'complaint about conduct and a measure'), ('structural', 'structural concern')], max_length=12, verbose_name='kind of complaint')),
                    ('causes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('measure.legality', 'lawfulness'), ('measure.expediency', 'expediency'), ('measure.proportionality', 'proportionality'), ('measure.inaction', 'inaction'), ('conduct.communication', 'communication'), ('conduct.behaviour', 'behaviour'), ('conduct.appearance', 'outward appearance'), ('conduct.off_duty', 'conduct off duty')], max_length=30), default=list, size=None, verbose_name='causes')),
                    ('subjects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('use_of_force', 'use of force'), ('discrimination_or_profiling', 'discrimination, profiling'), ('identity_check_or_stop', 'identity check, stop'), ('search_of_person_or_home', 'search of a person or home'), ('custody_or_detention', 'custody'), ('refusal_to_take_report', 'report not taken'), ('victim_treatment', 'treatment of victims'), ('language_or_interpreting', 'language, interpreting'), ('child_or_youth', 'children and young people'), ('assembly_or_event', 'assembly, event'), ('traffic', 'traffic'), ('waiting_time_or_accessibility', 'waiting, accessibility'), ('property_damage_or_seizure', 'damage, seizure'), ('data_protection', 'data protection'), ('online_or_social_media', 'internet, social media'), ('right_wing_extremism_in_service', 'right-wing extremism in the service'), ('sexual_misconduct', 'sexual misconduct'), ('retaliation_after_complaint', 'retaliation after a complaint'), ('other', 'something else')], max_length=40), blank=True, default=list, size=None, verbose_name='subjects')),
                    ('signs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('perception', 'the person or a witness thinks that bias was the reason'), ('words', 'words, insults, writing or gestures that show bias'), ('symbols', 'drawings, symbols or objects'), ('difference', 'those involved differ in a protected trait'), ('visible_identity', 'clothing, signs or language showed belonging'), ('association', 'company with or support of a group'), ('place', 'a place linked to a group'), ('time', 'a date with meaning for the group or for haters'), ('pattern', 'similar events in the area or to the group'), ('organised_group', 'an organised hate group'), ('no_other_motive', 'no other motive to be seen'), ('severity', 'unusual cruelty or humiliation'), ('selection', 'only some were picked out although many did the same'), ('unequal_treatment', 'treated otherwise than comparable people, without a reason')], max_length=30), blank=True, default=list, size=None, verbose_name='signs of bias')),
                    ('area', models.CharField(blank=True, max_length=80, verbose_name='area')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sorted')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sorted by')),
                    ('complaint', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sorting', to='complaints.complaint', verbose_name='complaint')),
                ],
                options={
                    'verbose_name': 'sorting of a complaint',
                    'verbose_name_plural': 'sortings of complaints',
                    'ordering': ['complaint'],
                },
            ),
            migrations.CreateModel(
                name='Target',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('acknowledgement', 'confirm that it arrived'), ('triage', 'sort it and begin'), ('statement', 'statement of the unit'), ('interim', 'write to the person how it stands'), ('answer', 'answer'), ('escalation', 'tell the head that it takes long'), ('person', "the person's reply"), ('suspension', 'check whether it still rests')], max_length=20, verbose_name='what is to be done in time')),
                    ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(400)], verbose_name='number')),
                    ('unit', models.CharField(choices=[('working_days', 'working days'), ('days', 'days'), ('weeks', 'weeks'), ('months', 'months')], max_length=20, verbose_name='counted in')),
                    ('share', models.PositiveSmallIntegerField(blank=True, help_text='Of the complaints in which it is to be kept. Empty where no share is aimed at.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='share in percent')),
                    ('reason', models.CharField(max_length=200, verbose_name='reason')),
                    ('set_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='set')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='complaints.office')),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
                ],
                options={
                    'verbose_name': 'target',
                    'verbose_name_plural': 'targets',
                    'ordering': ['-set_at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='Trace',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('received_in', models.DateField(verbose_name='received in the month from')),
                    ('ended_in', models.DateField(verbose_name='ended in the month from')),
                    ('channel', models.CharField(choices=[('web_form', 'form on this site'), ('letter', 'letter'), ('phone_recorded_by_staff', 'telephone call'), ('station_in_person', 'visit at the counter'), ('partner_organisation', 'partner organisation')], max_length=30, verbose_name='came by')),
                    ('way', models.CharField(choices=[('anonymous', 'Without my name'), ('formal', 'With my name and how to reach me')], max_length=10, verbose_name='way')),
                    ('kind', models.CharField(choices=[('complaint', 'I want to complain'), ('praise', 'I want to say thank you'), ('suggestion', 'I have an idea')], max_length=12, verbose_name='what it is')),
                    ('language', models.CharField(choices=[('de', 'Deutsch'), ('de-simple', 'Einfache Sprache'), ('en', 'English'), ('ar', 'العربية'), ('bg', 'Български'), ('fr', 'Français'), ('pl', 'Polski'), ('ro', 'Română'), ('ru', 'Русский'), ('tr', 'Türkçe'), ('uk', 'Українська')], max_length=12, verbose_name='language')),
                    ('stage', models.CharField(choices=[('received', 'received'), ('acknowledged', 'confirmed'), ('under_review', 'is being examined'), ('awaiting_person', 'waits for the person'), ('suspended', 'rests'), ('forwarded_external', 'handed to another body'), ('not_admissible', 'not admissible'), ('answered', 'answered'), ('reopened', 'opened again'), ('withdrawn', 'taken back'), ('closed', 'closed')], max_length=20, verbose_name='stage')),
                    ('outcome', models.CharField(blank=True, choices=[('founded', 'founded'), ('partly_founded', 'partly founded'), ('unfounded', 'unfounded'), ('not_clarifiable', 'cannot be cleared up'), ('settled_by_talk', 'settled by a talk'), ('withdrawn', 'taken back'), ('not_competent_forwarded', 'handed on'), ('inadmissible', 'inadmissible')], max_length=30, verbose_name='what came of it')),
                    ('settled_by', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('written_answer', 'written answer'), ('conversation', 'talk'), ('mediation', 'mediation'), ('apology', 'apology'), ('correction_of_measure', 'measure corrected'), ('training_or_debrief', 'training or debriefing'), ('rule_or_process_changed', 'rule or procedure changed'), ('disciplinary_step', 'disciplinary step'), ('criminal_proceedings', 'criminal proceedings'), ('compensation_passed_on', 'compensation passed on')], max_length=30), size=None, verbose_name='how it was settled')),
                    ('confirmed_in', models.PositiveSmallIntegerField(null=True, verbose_name='confirmed in the year')),
                    ('answered_in', models.PositiveSmallIntegerField(null=True, verbose_name='answered in the year')),
                    ('reopened_in', models.PositiveSmallIntegerField(null=True, verbose_name='opened again in the year')),
                    ('days_to_acknowledgement', models.PositiveIntegerField(null=True, verbose_name='days until confirmed')),
                    ('days_to_answer', models.PositiveIntegerField(null=True, verbose_name='days until answered')),
                    ('days_at_rest', models.PositiveIntegerField(verbose_name='days at rest')),
                    ('in_time', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=26), size=None, verbose_name='was done in time')),
                    ('late', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=26), size=None, verbose_name='was done too late')),
                    ('sort', models.CharField(blank=True, choices=[('conduct', 'complaint about conduct'), ('measure', 'complaint about a measure'), ('both', 'complaint about conduct and a measure'), ('structural', 'structural concern')], max_length=12, verbose_name='kind of complaint')),
                    ('causes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('measure.legality', 'lawfulness'), ('measure.expediency', 'expediency'), ('measure.proportionality', 'proportionality'), ('measure.inaction', 'inaction'), ('conduct.communication', 'communication'), ('conduct.behaviour', 'behaviour'), ('conduct.appearance', 'outward appearance'), ('conduct.off_duty', 'conduct off duty')], max_length=30), size=None, verbose_name='causes')),
                    ('subjects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('use_of_force', 'use of force'), ('discrimination_or_profiling', 'discrimination, profiling'), ('identity_check_or_stop', 'identity check, stop'), ('search_of_person_or_home', 'search of a person or home'), ('custody_or_detention', 'custody'), ('refusal_to_take_report', 'report not taken'), ('victim_treatment', 'treatment of victims'), ('language_or_interpreting', 'language, interpreting'), ('child_or_youth', 'children and young people'), ('assembly_or_event', 'assembly, event'), ('traffic', 'traffic'), ('waiting_time_or_accessibility', 'waiting, accessibility'), ('property_damage_or_seizure', 'damage, seizure'), ('data_protection', 'data protection'), ('online_or_social_media', 'internet, social media'), ('right_wing_extremism_in_service', 'right-wing extremism in the service'), ('sexual_misconduct', 'sexual misconduct'), ('retaliation_after_complaint', 'retaliation after a complaint'), ('other', 'something else')], max_length=40), size=None, verbose_name='subjects')),
                    ('signs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('perception', 'the person or a witness thinks that bias was the reason'), ('words', 'words, insults, writing or gestures that show bias'), ('symbols', 'drawings, symbols or objects'), ('difference', 'those involved differ in a protected trait'), ('visible_identity', 'clothing, signs or language showed belonging'), ('association', 'company with or support of a group'), ('place', 'a place linked to a group'), ('time', 'a date with meaning for the group or for haters'), ('pattern', 'similar events in the area or to the group'), ('organised_group', 'an organised hate group'), ('no_other_motive', 'no other motive to be seen'), ('severity', 'unusual cruelty or humiliation'), ('selection', 'only some were picked out although many did the same'), ('unequal_treatment', 'treated otherwise than comparable people, without a reason')], max_length=30), size=None, verbose_name='signs of bias')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='traces', to='complaints.office')),
                ],
                options={
                    'verbose_name': 'trace of a deleted complaint',
                    'verbose_name_plural': 'traces of deleted complaints',
                    'ordering': ['received_in', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Translation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('language', models.CharField(choices=[('de', 'Deutsch'), ('de-simple', 'Einfache Sprache'), ('en', 'English'), ('ar', 'العربية'), ('bg', 'Български'), ('fr', 'Français'), ('pl', 'Polski'), ('ro', 'Română'), ('ru', 'Русский'), ('tr', 'Türkçe'), ('uk', 'Українська')], max_length=12, verbose_name='language')),
                    ('translator', models.CharField(choices=[('person', 'a person'), ('machine', 'a machine, unchecked'), ('checked', 'a machine, checked by a person')], default='person', max_length=10)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='translated')),
                    ('sealed', models.BinaryField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='translated by')),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='complaints.message')),
                ],
                options={
                    'verbose_name': 'translation of a message',
                    'verbose_name_plural': 'translations of messages',
                    'ordering': ['-at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='Wrap',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('opens', models.CharField(choices=[('told', 'what was told'), ('identity', 'who told it'), ('nudge', 'address for a letter without content')], max_length=10)),
                    ('holder', models.CharField(choices=[('office', 'the office'), ('mailbox', 'the mailbox secret'), ('partner', 'the partner that wrote it')], max_length=10)),
                    ('sealed', models.BinaryField()),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wraps', to='complaints.complaint')),
                    ('office_key', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='complaints.officekey')),
                    ('partner_key', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wraps', to='complaints.partnerkey')),
                ],
                options={
                    'verbose_name': 'wrapped key',
                    'verbose_name_plural': 'wrapped keys',
                },
            ),
            migrations.CreateModel(
                name='YearNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2200)], verbose_name='year')),
                    ('text', models.TextField(max_length=4000, verbose_name='text')),
                    ('breaks_method', models.BooleanField(default=False, help_text='For example after new software. Say in the text what changed.', verbose_name='counted otherwise than in the year before')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='year_notes', to='complaints.office')),
                ],
                options={
                    'verbose_name': 'note to the figures of a year',
                    'verbose_name_plural': 'notes to the figures of years',
                    'ordering': ['-year', 'office'],
                },
            ),
            migrations.CreateModel(
                name='FeedbackTicket',
                fields=[
                    ('complaint', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='feedback_ticket', serialize=False, to='complaints.complaint')),
                ],
                options={
                    'verbose_name': 'ticket for feedback',
                    'verbose_name_plural': 'tickets for feedback',
                    'constraints': [partnerships.shared.row_policies.RowPolicy(name='ticket_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)')],
                },
            ),
            migrations.CreateModel(
                name='Clock',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('acknowledgement', 'confirm that it arrived'), ('triage', 'sort it and begin'), ('statement', 'statement of the unit'), ('interim', 'write to the person how it stands'), ('answer', 'answer'), ('escalation', 'tell the head that it takes long'), ('person', "the person's reply"), ('suspension', 'check whether it still rests')], max_length=20, verbose_name='what is to be done in time')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                    ('unit', models.CharField(choices=[('working_days', 'working days'), ('days', 'days'), ('weeks', 'weeks'), ('months', 'months')], max_length=20, verbose_name='counted in')),
                    ('started_at', models.DateTimeField(verbose_name='started')),
                    ('due_on', models.DateField(null=True, verbose_name='last day')),
                    ('stopped_at', models.DateTimeField(null=True, verbose_name='stopped')),
                    ('told_at', models.DateTimeField(null=True, verbose_name='told to the head')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clocks', to='complaints.complaint')),
                ],
                options={
                    'verbose_name': 'clock of a complaint',
                    'verbose_name_plural': 'clocks of complaints',
                    'ordering': ['due_on', 'id'],
                    'indexes': [models.Index(condition=models.Q(('stopped_at__isnull', True)), fields=['due_on', 'id'], name='complaints_clock_due')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('stopped_at__isnull', True)), fields=('complaint', 'kind'), name='one_clock_of_a_kind_runs'), partnerships.shared.row_policies.RowPolicy(name='clock_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)')],
                },
            ),
            migrations.CreateModel(
                name='Concern',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='noted')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='concerns', to='complaints.complaint', verbose_name='complaint')),
                    ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='named')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='unit')),
                ],
                options={
                    'verbose_name': 'whom a complaint concerns',
                    'verbose_name_plural': 'whom complaints concern',
                    'ordering': ['id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('officer__isnull', True), ('unit__isnull', False)), models.Q(('officer__isnull', False), ('unit__isnull', True)), _connector='OR'), name='concern_is_a_unit_or_somebody'), models.UniqueConstraint(fields=('complaint', 'unit', 'officer'), name='one_concern_of_each', nulls_distinct=False), partnerships.shared.row_policies.RowPolicy(name='concern_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)')],
                },
            ),
            migrations.CreateModel(
                name='Consent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('forwarding', models.CharField(choices=[('now', 'to be forwarded at once'), ('later', 'to be forwarded later'), ('no', 'not to be forwarded')], max_length=10)),
                    ('is_named', models.BooleanField(default=False, verbose_name='with the name')),
                    ('given', models.CharField(choices=[('orally', 'orally'), ('in_writing', 'in writing'), ('mailbox', 'in the mailbox')], max_length=10)),
                    ('version', models.CharField(max_length=20, verbose_name='version of the text')),
                    ('language', models.CharField(choices=[('de', 'Deutsch'), ('de-simple', 'Einfache Sprache'), ('en', 'English'), ('ar', 'العربية'), ('bg', 'Български'), ('fr', 'Français'), ('pl', 'Polski'), ('ro', 'Română'), ('ru', 'Русский'), ('tr', 'Türkçe'), ('uk', 'Українська')], max_length=12, verbose_name='language')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='noted')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='complaints.complaint')),
                ],
                options={
                    'verbose_name': 'consent',
                    'verbose_name_plural': 'consents',
                    'ordering': ['at', 'id'],
                    'constraints': [partnerships.shared.row_policies.RowPolicy(name='consent_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)')],
                },
            ),
            migrations.CreateModel(
                name='EndOfCase',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ended_on', models.DateField(verbose_name='proceedings ended on')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='noted')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='case_ends', to='complaints.complaint')),
                ],
                options={
                    'verbose_name': 'end of proceedings about a complaint',
                    'verbose_name_plural': 'ends of proceedings about complaints',
                    'ordering': ['-at', '-id'],
                    'constraints': [partnerships.shared.row_policies.RowPolicy(name='end_of_case_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)')],
                },
            ),
            migrations.CreateModel(
                name='Evidence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('handed_over_on', models.DateField(verbose_name='handed over on')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='noted')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
                    ('complaint', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='complaints.complaint')),
                ],
                options={
                    'verbose_name': 'evidence handed over',
                    'verbose_name_plural': 'evidence handed over',
                    'constraints': [partnerships.shared.row_policies.RowPolicy(name='evidence_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)')],
                },
            ),
            migrations.CreateModel(
                name='Finding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('cause', models.CharField(choices=[('measure.legality', 'lawfulness'), ('measure.expediency', 'expediency'), ('measure.proportionality', 'proportionality'), ('measure.inaction', 'inaction'), ('conduct.communication', 'communication'), ('conduct.behaviour', 'behaviour'), ('conduct.appearance', 'outward appearance'), ('conduct.off_duty', 'conduct off duty')], max_length=30, verbose_name='cause')),
                    ('result', models.CharField(choices=[('founded', 'founded'), ('partly', 'partly founded'), ('unfounded', 'unfounded'), ('not_clarifiable', 'cannot be cleared up')], max_length=20, verbose_name='result')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='complaints.complaint', verbose_name='complaint')),
                ],
                options={
                    'verbose_name': 'finding of a complaint',
                    'verbose_name_plural': 'findings of complaints',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('complaint', 'cause'), name='one_finding_of_a_cause'), partnerships.shared.row_policies.RowPolicy(name='finding_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)')],
                },
            ),
            migrations.CreateModel(
                name='Hold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(choices=[('court', 'a court case runs or is to be expected'), ('prosecutor', 'the prosecutor needs it'), ('supervision', 'parliament, supervision or an ombudsperson has asked for it'), ('person', 'the person needs it for a claim of their own')], max_length=12, verbose_name='why nothing may be deleted')),
                    ('set_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='set')),
                    ('confirmed_at', models.DateTimeField(null=True, verbose_name='confirmed')),
                    ('lift_asked_at', models.DateTimeField(null=True, verbose_name='lifting asked')),
                    ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='complaints.complaint')),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                    ('lift_asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lifting asked by')),
                    ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lifted by')),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
                ],
                options={
                    'verbose_name': 'hold of a complaint',
                    'verbose_name_plural': 'holds of complaints',
                    'ordering': ['-set_at', '-id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('complaint',), name='one_hold_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('set_by')), _negated=True), _connector='OR'), models.Q(('lifted_by__isnull', True), models.Q(('lift_asked_by__isnull', False), models.Q(('lifted_by', models.F('lift_asked_by')), _negated=True)), _connector='OR')), name='complaint_hold_by_two_and_lifted_by_two'), partnerships.shared.row_policies.RowPolicy(name='complaint_hold_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)')],
                },
            ),
            migrations.AddConstraint(
                model_name='message',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', True), ('kind__in', ('story', 'reply', 'objection'))), models.Q(models.Q(('kind__in', ('story', 'reply', 'objection')), _negated=True), ('by__isnull', False)), _connector='OR'), name='message_of_the_office_has_writer'),
            ),
            migrations.AddConstraint(
                model_name='message',
                constraint=partnerships.shared.row_policies.RowPolicy(name='message_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)'),
            ),
            migrations.AddConstraint(
                model_name='attachment',
                constraint=partnerships.shared.row_policies.RowPolicy(name='attachment_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)'),
            ),
            migrations.AddConstraint(
                model_name='answerdraft',
                constraint=models.UniqueConstraint(condition=models.Q(('state', 'approved'), _negated=True), fields=('complaint',), name='one_draft_in_hand_of_a_complaint'),
            ),
            migrations.AddConstraint(
                model_name='answerdraft',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('message__isnull', False), models.Q(('decided_by', models.F('by')), _negated=True)), _connector='OR'), name='answer_is_approved_by_a_second_officer'),
            ),
            migrations.AddConstraint(
                model_name='answerdraft',
                constraint=partnerships.shared.row_policies.RowPolicy(name='answerdraft_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)'),
            ),
            migrations.AddConstraint(
                model_name='objection',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'open'), ('ruling__isnull', True)), models.Q(models.Q(('outcome', 'open'), _negated=True), ('ruling__isnull', False)), _connector='OR'), name='objection_is_decided_by_a_message'),
            ),
            migrations.AddConstraint(
                model_name='objection',
                constraint=partnerships.shared.row_policies.RowPolicy(name='objection_in_sight', using='EXISTS (SELECT FROM complaints_message m WHERE m.id = message_id)'),
            ),
            migrations.AddConstraint(
                model_name='lesson',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True), ('result', ''), ('state', 'open')), models.Q(models.Q(models.Q(('state', 'open'), _negated=True), models.Q(('result', ''), _negated=True)), ('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='what_ends_a_lesson_is_said_by_somebody'),
            ),
            migrations.AddConstraint(
                model_name='keepingterm',
                constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 120)), name='keeping_term_is_a_time'),
            ),
            migrations.AddIndex(
                model_name='complaint',
                index=models.Index(fields=['office', '-received_at', '-id'], name='complaint_latest'),
            ),
            migrations.AddConstraint(
                model_name='complaint',
                constraint=models.CheckConstraint(condition=models.Q(('number__regex', '^[0-9]{9}$')), name='complaint_number_is_digits'),
            ),
            migrations.AddConstraint(
                model_name='complaint',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('way', 'anonymous'), _negated=True), ('identity__isnull', True), _connector='OR'), name='complaint_without_name_has_no_identity'),
            ),
            migrations.AddConstraint(
                model_name='complaint',
                constraint=partnerships.shared.row_policies.RowPolicy(name='complaint_in_sight', using="CASE split_part(current_setting('handschlag.sight', true), ' ', 1) WHEN 'house' THEN true WHEN 'number' THEN number = split_part(current_setting('handschlag.sight', true), ' ', 2) WHEN 'account' THEN partner_id = ANY(ARRAY(SELECT complaints_helped_in_sight())) OR (office_id = ANY(ARRAY(SELECT complaints_offices_in_sight())) AND (partner_id IS NULL OR forwarded_at IS NOT NULL) AND id <> ALL(ARRAY(SELECT complaints_barred_in_sight()))) ELSE false END"),
            ),
            migrations.AddConstraint(
                model_name='complaint',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('came_on__isnull', True), ('channel', 'web_form'), ('entered_by__isnull', True), ('partner__isnull', True)), models.Q(('came_on__isnull', True), ('channel', 'partner_organisation'), ('entered_by__isnull', False), ('partner__isnull', False)), models.Q(('came_on__isnull', False), ('channel__in', ('letter', 'phone_recorded_by_staff', 'station_in_person')), ('entered_by__isnull', False), ('partner__isnull', True)), _connector='OR'), name='complaint_says_who_wrote_it_down'),
            ),
            migrations.AddConstraint(
                model_name='complaint',
                constraint=models.CheckConstraint(condition=models.Q(('partner__isnull', False), models.Q(('forwarded_at__isnull', True), ('helper_ended_at__isnull', True)), _connector='OR'), name='only_what_a_partner_wrote_is_forwarded'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='complaint',
                trigger=pgtrigger.compiler.Trigger(name='stage_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE was text;', func='IF TG_OP = \'UPDATE\' THEN was := OLD."stage"; IF was IS NOT DISTINCT FROM NEW."stage" THEN RETURN NEW; END IF; END IF; IF concat(was, \'>\', NEW."stage") <> ALL (\'{>received,acknowledged>answered,acknowledged>awaiting_person,acknowledged>forwarded_external,acknowledged>not_admissible,acknowledged>under_review,acknowledged>withdrawn,answered>closed,answered>reopened,awaiting_person>answered,awaiting_person>awaiting_person,awaiting_person>under_review,awaiting_person>withdrawn,closed>reopened,forwarded_external>closed,not_admissible>closed,received>acknowledged,received>withdrawn,reopened>under_review,reopened>withdrawn,suspended>under_review,suspended>withdrawn,under_review>answered,under_review>awaiting_person,under_review>forwarded_external,under_review>not_admissible,under_review>suspended,under_review>withdrawn,withdrawn>closed,withdrawn>under_review}\'::text[]) THEN RAISE EXCEPTION \'No move from "%" to "%"\', coalesce(was, \'\'), NEW."stage" USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'complaints_complaint_stage_moves\'; END IF; RETURN NEW;', hash='2e230d074ede7a36b9b70e4703b28feac9d17cb3', operation='INSERT OR UPDATE', pgid='pgtrigger_stage_moves_4515c', table='complaints_complaint', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='archiveoffer',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', True), ('noted_by__isnull', True)), models.Q(('answered_on__isnull', False), ('noted_by__isnull', False)), _connector='OR'), name='archive_offer_answer_is_noted_by_somebody'),
            ),
            migrations.AddConstraint(
                model_name='officeclosure',
                constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='office_closure_ends_after_it_begins'),
            ),
            migrations.AddConstraint(
                model_name='officekey',
                constraint=models.UniqueConstraint(condition=models.Q(('retired_at__isnull', True)), fields=('office',), name='one_key_of_an_office'),
            ),
            migrations.AddConstraint(
                model_name='officenote',
                constraint=models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', True), ('ended_at__isnull', True)), fields=('office', 'requirement'), name='one_office_note_waits'),
            ),
            migrations.AddConstraint(
                model_name='officenote',
                constraint=models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', False), ('ended_at__isnull', True)), fields=('office', 'requirement'), name='one_office_note_in_effect'),
            ),
            migrations.AddConstraint(
                model_name='officenote',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('key__isnull', False), ('noted_by__isnull', True), ('requirement', 'recovery'), models.Q(('second_person', ''), _negated=True)), models.Q(models.Q(('requirement', 'recovery'), _negated=True), ('key__isnull', True), ('noted_by__isnull', False), ('second_person', '')), _connector='OR'), name='office_note_of_a_recovery_names_key_and_keepers'),
            ),
            migrations.AddConstraint(
                model_name='officenote',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), models.Q(('noted_by__isnull', True), models.Q(('confirmed_by', models.F('noted_by')), _negated=True), _connector='OR')), _connector='OR'), name='office_note_confirmed_by_another_person'),
            ),
            migrations.AddConstraint(
                model_name='partnerkey',
                constraint=models.UniqueConstraint(condition=models.Q(('retired_at__isnull', True)), fields=('organisation',), name='one_key_of_a_partner'),
            ),
            migrations.AddConstraint(
                model_name='pause',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('complaint',), name='one_pause_of_a_complaint'),
            ),
            migrations.AddConstraint(
                model_name='pause',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', 'question'), ('stage', 'awaiting_person')), models.Q(('reason__in', ('criminal', 'disciplinary')), ('stage', 'suspended')), _connector='OR'), name='pause_has_its_reason'),
            ),
            migrations.AddConstraint(
                model_name='pause',
                constraint=partnerships.shared.row_policies.RowPolicy(name='pause_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)'),
            ),
            migrations.AddConstraint(
                model_name='proposal',
                constraint=models.UniqueConstraint(condition=models.Q(('decision', 'open')), fields=('complaint', 'item'), name='one_open_proposal_of_each'),
            ),
            migrations.AddConstraint(
                model_name='proposal',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', 'kept'), _negated=True), models.Q(('by__isnull', False), ('kept_until__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='what_is_kept_longer_has_day_reason_and_somebody'),
            ),
            migrations.AddConstraint(
                model_name='proposal',
                constraint=partnerships.shared.row_policies.RowPolicy(name='proposal_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)'),
            ),
            migrations.AddConstraint(
                model_name='recusal',
                constraint=models.UniqueConstraint(fields=('complaint', 'by'), name='one_recusal_of_each'),
            ),
            migrations.AddConstraint(
                model_name='recusal',
                constraint=partnerships.shared.row_policies.RowPolicy(name='recusal_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)'),
            ),
            migrations.AddConstraint(
                model_name='sorting',
                constraint=partnerships.shared.row_policies.RowPolicy(name='sorting_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)'),
            ),
            migrations.AddConstraint(
                model_name='target',
                constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1), models.Q(('share', None), models.Q(('share__gte', 1), ('share__lte', 100)), _connector='OR')), name='complaints_target_is_a_time'),
            ),
            migrations.AddConstraint(
                model_name='translation',
                constraint=models.UniqueConstraint(fields=('message', 'language'), name='one_translation_of_a_message'),
            ),
            migrations.AddConstraint(
                model_name='translation',
                constraint=partnerships.shared.row_policies.RowPolicy(name='translation_in_sight', using='EXISTS (SELECT FROM complaints_message m WHERE m.id = message_id)'),
            ),
            migrations.AddConstraint(
                model_name='wrap',
                constraint=models.UniqueConstraint(fields=('complaint', 'opens', 'holder', 'office_key', 'partner_key'), name='one_wrap_of_a_key_for_each_holder', nulls_distinct=False),
            ),
            migrations.AddConstraint(
                model_name='wrap',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('holder', 'office'), ('office_key__isnull', False)), models.Q(models.Q(('holder', 'office'), _negated=True), ('office_key__isnull', True)), _connector='OR'), name='wrap_of_the_office_names_its_key'),
            ),
            migrations.AddConstraint(
                model_name='wrap',
                constraint=partnerships.shared.row_policies.RowPolicy(name='wrap_in_sight', using='EXISTS (SELECT FROM complaints_complaint c WHERE c.id = complaint_id)'),
            ),
            migrations.AddConstraint(
                model_name='wrap',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('holder', 'partner'), ('partner_key__isnull', False)), models.Q(models.Q(('holder', 'partner'), _negated=True), ('partner_key__isnull', True)), _connector='OR'), name='wrap_of_a_partner_names_its_key'),
            ),
            migrations.AddConstraint(
                model_name='yearnote',
                constraint=models.UniqueConstraint(fields=('office', 'year'), name='one_note_to_a_year'),
            ),
            migrations.AddConstraint(
                model_name='yearnote',
                constraint=models.CheckConstraint(condition=models.Q(('year__gte', 2000), ('year__lte', 2200)), name='year_note_is_of_a_year'),
            ),
        ]),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
    ]
