"""The tables of analyses; what one sees of them is said by the functions. Their log cannot be changed."""

import analyses.places
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import partnerships.shared.audit.moments
import partnerships.shared.row_policies
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from analyses.migrations._functions import FUNCTIONS
from analyses.migrations._log import PROTECTED, WRITE
from partnerships.shared.migrating import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("analyses", "0001_cases_and_legal_bases"),
        ("analyses", "0002_catalogue_keeps_what_it_says"),
        ("analyses", "0003_links_and_what_stays_submitted"),
        ("analyses", "0004_imports_of_records"),
        ("analyses", "0005_questions_tasks_notes"),
        ("analyses", "0006_log_sealed_and_sampled"),
        ("analyses", "0007_terms_and_rights_of_people"),
        ("analyses", "0008_enquiries"),
        ("analyses", "0009_log_in_one_statement"),
        ("analyses", "0010_wall_in_functions"),
        ("analyses", "0011_withdrawals_noted"),
    ]

    dependencies = [
        ("audit", "0001_tables"),
        ('directory', '0002_links'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Case',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(editable=False, max_length=12, unique=True, verbose_name='number')),
                    ('title', models.CharField(help_text='Name the conduct and the place. No person, no family, no origin.', max_length=120, verbose_name='title')),
                    ('issue', models.TextField(max_length=4000, verbose_name='what it is about')),
                    ('purpose', models.TextField(max_length=4000, verbose_name='purpose')),
                    ('necessity', models.TextField(max_length=4000, verbose_name='why one authority alone cannot do it')),
                    ('stage', models.CharField(choices=[('requested', 'requested'), ('legality_check', 'legality check'), ('approved', 'approved'), ('collecting', 'collecting'), ('analysing', 'analysing'), ('quality_check', 'quality check'), ('conference', 'case conference'), ('delivered', 'delivered'), ('follow_up', 'follow-up'), ('rejected', 'rejected'), ('stopped', 'stopped'), ('deleted', 'deleted')], default='requested', editable=False, max_length=20, verbose_name='stage')),
                    ('passes', models.JSONField(default=dict, editable=False, verbose_name='who sees it')),
                    ('requested_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='requested')),
                    ('checked_at', models.DateTimeField(editable=False, null=True, verbose_name='legality checked')),
                    ('check_note', models.TextField(blank=True, max_length=4000, verbose_name='what the check found')),
                    ('impact_reference', models.CharField(blank=True, help_text='Where it is found, for example a file number.', max_length=200, verbose_name='impact assessment')),
                    ('impact_noted_at', models.DateTimeField(editable=False, null=True, verbose_name='impact assessment noted')),
                    ('impact_confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='impact assessment confirmed')),
                    ('combination_noted_at', models.DateTimeField(editable=False, null=True, verbose_name='basis for combining named')),
                    ('combination_confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='basis for combining confirmed')),
                    ('reason', models.TextField(blank=True, max_length=4000, verbose_name='why it was rejected or stopped')),
                    ('review_on', models.DateField(verbose_name='need is checked by')),
                    ('delete_on', models.DateField(verbose_name='is deleted on')),
                    ('collecting_at', models.DateTimeField(editable=False, null=True, verbose_name='collecting since')),
                    ('delivered_at', models.DateTimeField(editable=False, null=True, verbose_name='delivered')),
                    ('ended_at', models.DateTimeField(editable=False, null=True, verbose_name='ended')),
                    ('deleted_at', models.DateTimeField(editable=False, null=True, verbose_name='contents deleted')),
                    ('result', models.CharField(blank=True, choices=[('investigation', 'investigation opened'), ('supported', 'ongoing investigation supported'), ('structure', 'local structure across authorities set up'), ('measure', 'administrative measure'), ('none', 'no result'), ('unknown', 'unknown')], max_length=20, verbose_name='what came of it')),
                    ('checked_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='legality checked by')),
                    ('combination_confirmed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('combination_noted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('impact_confirmed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('impact_noted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('requested_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='requested by')),
                    ('requested_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='requested for')),
                ],
                options={
                    'verbose_name': 'case',
                    'verbose_name_plural': 'cases',
                    'ordering': ['-requested_at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='LogEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(db_default=partnerships.shared.audit.moments.AuditNow(), editable=False, verbose_name='at')),
                    ('zone', models.CharField(default='Europe/Berlin', max_length=40, verbose_name='time zone')),
                    ('operation', models.CharField(choices=[('collect', 'collected'), ('alter', 'changed'), ('consult', 'read'), ('search', 'searched'), ('disclose', 'given out'), ('combine', 'combined'), ('erase', 'deleted')], max_length=10, verbose_name='what was done')),
                    ('what', models.CharField(max_length=40, verbose_name='code')),
                    ('object_type', models.CharField(blank=True, max_length=40, verbose_name='kind of thing')),
                    ('object_id', models.BigIntegerField(null=True, verbose_name='number of the thing')),
                    ('case_id', models.BigIntegerField(null=True, verbose_name='number of the case in the database')),
                    ('case_number', models.CharField(blank=True, max_length=12, verbose_name='case')),
                    ('account_id', models.BigIntegerField(null=True, verbose_name='who')),
                    ('authority_id', models.BigIntegerField(null=True, verbose_name='authority')),
                    ('reason_code', models.CharField(blank=True, choices=[('work', 'work on this case'), ('contribution', 'contribution of my authority'), ('decision', 'decision on this case'), ('quality', 'check of the quality'), ('data_subject', 'request of a person concerned'), ('supervision', 'data protection supervision'), ('clock', 'by the clock')], max_length=15, verbose_name='reason')),
                    ('reason_text', models.CharField(blank=True, max_length=200, verbose_name='reason in words')),
                    ('recipient_id', models.BigIntegerField(null=True, verbose_name='recipient')),
                    ('basis_id', models.BigIntegerField(null=True, verbose_name='legal basis')),
                    ('fields', models.JSONField(default=list, verbose_name='fields')),
                    ('rows', models.PositiveIntegerField(null=True, verbose_name='records')),
                    ('search_hash', models.CharField(blank=True, max_length=64, verbose_name='checksum of the search')),
                    ('request_id', models.CharField(blank=True, max_length=40, verbose_name='request')),
                    ('regime', models.CharField(blank=True, choices=[('gdpr', 'GDPR'), ('dsg_nrw_3', 'DSG NRW part 3'), ('bdsg_3', 'BDSG part 3'), ('ao', 'tax code (AO) with GDPR')], default='', max_length=10, verbose_name='which law rules it')),
                    ('ip', models.GenericIPAddressField(null=True, verbose_name='network address')),
                ],
                options={
                    'verbose_name': 'entry of the log of analyses',
                    'verbose_name_plural': 'entries of the log of analyses',
                    'ordering': ['-at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='LogSeal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(db_default=partnerships.shared.audit.moments.AuditNow(), editable=False)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('kept_through', models.PositiveSmallIntegerField()),
                    ('events', models.PositiveIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('previous_digest', models.CharField(blank=True, max_length=64)),
                ],
                options={
                    'verbose_name': 'seal over the log of analyses',
                    'verbose_name_plural': 'seals over the log of analyses',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='LogWalk',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(db_default=partnerships.shared.audit.moments.AuditNow(), editable=False)),
                    ('seals', models.PositiveIntegerField()),
                    ('events', models.PositiveIntegerField()),
                    ('unsealed', models.PositiveIntegerField()),
                    ('dropped', models.PositiveIntegerField()),
                    ('wrong', models.JSONField(default=list)),
                    ('broken_links', models.JSONField(default=list)),
                    ('wrong_anchors', models.JSONField(default=list)),
                    ('last_seal', models.BigIntegerField(null=True)),
                    ('digest', models.CharField(blank=True, max_length=64)),
                ],
                options={
                    'verbose_name': 'check of the log of analyses',
                    'verbose_name_plural': 'checks of the log of analyses',
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='NoteBasis',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ],
                options={
                    'verbose_name': 'contribution that a note rests on',
                    'verbose_name_plural': 'contributions that notes rest on',
                    'ordering': ['note', 'contribution'],
                },
            ),
            migrations.CreateModel(
                name='Participation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('lead', 'leads the case'), ('contributor', 'contributes'), ('analyst', 'analyses'), ('approver', 'decides only')], max_length=12, verbose_name='role')),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='why this person')),
                    ('since', models.DateField(default=django.utils.timezone.localdate, verbose_name='since')),
                    ('until_on', models.DateField(blank=True, null=True, verbose_name='until and including')),
                    ('added_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='added')),
                    ('agreed_at', models.DateTimeField(editable=False, null=True, verbose_name='agreed')),
                    ('ended_at', models.DateTimeField(editable=False, null=True, verbose_name='ended')),
                    ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='why it ended')),
                ],
                options={
                    'verbose_name': 'participation in a case',
                    'verbose_name_plural': 'participations in cases',
                    'ordering': ['case', 'authority__sort_key', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='PersonRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('right', models.CharField(choices=[('access', 'access'), ('correction', 'correction'), ('deletion', 'deletion'), ('restriction', 'restriction')], max_length=12, verbose_name='what is asked for')),
                    ('file_reference', models.CharField(help_text='The file number alone. The name of the person stays in the paper file.', max_length=60, verbose_name='paper file')),
                    ('received_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='received on')),
                    ('due_on', models.DateField(editable=False, verbose_name='to be answered by')),
                    ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='entered')),
                    ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ],
                options={
                    'verbose_name': 'request of a person concerned',
                    'verbose_name_plural': 'requests of persons concerned',
                    'ordering': ['-received_on', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='Provision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12, unique=True, verbose_name='code')),
                ],
                options={
                    'verbose_name': 'legal basis',
                    'verbose_name_plural': 'legal bases',
                    'ordering': ['code'],
                },
            ),
            migrations.CreateModel(
                name='ProvisionVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                    ('from_kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('state_police', 'state police'), ('federal_police', 'federal police'), ('customs', 'customs'), ('tax', 'tax authority'), ('job_centre', 'job centre or employment agency'), ('youth_welfare', 'youth welfare office'), ('education', 'education authority'), ('foreigners', 'foreigners authority'), ('trade', 'trade office'), ('municipal_accounting', 'municipal accounting'), ('traffic', 'traffic office'), ('regulatory', 'regulatory agency'), ('registration', 'registration office'), ('prosecution', 'public prosecutor or court'), ('social', 'other social security body'), ('civil_registry', 'civil registry or notary'), ('vehicle_register', 'vehicle register'), ('land_register', 'land registry'), ('company_register', 'company or transparency register'), ('aml_supervision', 'supervision against money laundering'), ('fiu', 'financial intelligence unit'), ('prison', 'prison'), ('criminal_register', 'central criminal register'), ('coordination', 'coordination office for analyses'), ('other', 'other public body'), ('private', 'private person or company'), ('abroad', 'authority in another state, EU or not'), ('open_source', 'open source')], max_length=30), size=None, verbose_name='who holds it')),
                    ('to_kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('state_police', 'state police'), ('federal_police', 'federal police'), ('customs', 'customs'), ('tax', 'tax authority'), ('job_centre', 'job centre or employment agency'), ('youth_welfare', 'youth welfare office'), ('education', 'education authority'), ('foreigners', 'foreigners authority'), ('trade', 'trade office'), ('municipal_accounting', 'municipal accounting'), ('traffic', 'traffic office'), ('regulatory', 'regulatory agency'), ('registration', 'registration office'), ('prosecution', 'public prosecutor or court'), ('social', 'other social security body'), ('civil_registry', 'civil registry or notary'), ('vehicle_register', 'vehicle register'), ('land_register', 'land registry'), ('company_register', 'company or transparency register'), ('aml_supervision', 'supervision against money laundering'), ('fiu', 'financial intelligence unit'), ('prison', 'prison'), ('criminal_register', 'central criminal register'), ('coordination', 'coordination office for analyses'), ('other', 'other public body'), ('private', 'private person or company'), ('abroad', 'authority in another state, EU or not'), ('open_source', 'open source')], max_length=30), size=None, verbose_name='who receives it')),
                    ('citation', models.CharField(max_length=200, verbose_name='provision')),
                    ('what', models.CharField(max_length=300, verbose_name='what may be given')),
                    ('conditions', models.TextField(blank=True, max_length=2000, verbose_name='conditions')),
                    ('tasks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('hazard', 'prevent dangers'), ('crime', 'prosecute crimes'), ('offence', 'prosecute regulatory offences'), ('tax', 'assess and collect taxes'), ('laundering', 'act against money laundering and terrorist finance'), ('work', 'act against illegal work and benefit fraud'), ('social', 'grant social benefits and check them'), ('residence', 'decide by residence law'), ('trade', 'supervise trades'), ('child', 'protect children and young people'), ('register', 'keep a register'), ('analysis', 'analyse in an approved case'), ('other', 'another task')], max_length=15), blank=True, default=list, size=None, verbose_name='for which tasks')),
                    ('covers_secrecies', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('none', 'none'), ('tax', 'tax secrecy (AO § 30)'), ('social', 'social secrecy (SGB X § 78)'), ('youth', 'youth welfare (SGB VIII §§ 64, 65)'), ('medical', 'medical secrecy'), ('telecom', 'secrecy of telecommunication'), ('criminal_file', 'criminal file: released by the prosecutor')], max_length=15), blank=True, default=list, size=None, verbose_name='made for which secrecy')),
                    ('not_for_categories', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('suspect', 'suspect'), ('convicted', 'convicted person'), ('victim_or_presumed', 'victim or presumed victim'), ('witness', 'witness'), ('informant', 'informant'), ('contact_or_associate', 'contact or companion'), ('other_party', 'other person concerned'), ('undetermined', 'not determined yet'), ('no_person', 'no natural person')], max_length=25), blank=True, default=list, size=None, verbose_name='not for these categories')),
                    ('may_begin', models.CharField(choices=[('either', 'on request or own initiative'), ('request', 'only on request'), ('own', 'only on its own initiative'), ('regular', 'regularly, by law')], max_length=10, verbose_name='who begins')),
                    ('is_duty', models.BooleanField(default=False, verbose_name='duty, not only a power')),
                    ('is_mutual', models.BooleanField(default=False, verbose_name='in both directions')),
                    ('evidence', models.CharField(choices=[('found', 'read in a published text'), ('general', 'general knowledge, not read'), ('proposal', 'our proposal')], max_length=10, verbose_name='how sure the entry is')),
                    ('blocked_because', models.CharField(blank=True, max_length=300, verbose_name='blocked because')),
                    ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
                    ('reviewed_at', models.DateTimeField(editable=False, null=True, verbose_name='reviewed')),
                    ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                    ('replaced_at', models.DateTimeField(editable=False, null=True, verbose_name='replaced')),
                ],
                options={
                    'verbose_name': 'version of a legal basis',
                    'verbose_name_plural': 'versions of legal bases',
                    'ordering': ['provision__code', '-number'],
                },
            ),
            migrations.CreateModel(
                name='QuestionPart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('due_on', models.DateField(verbose_name='answer by')),
                    ('due_reason', models.CharField(blank=True, max_length=300, verbose_name='why the day was changed')),
                    ('answer', models.CharField(choices=[('open', 'not answered yet'), ('contributed', 'contributed'), ('nothing', 'nothing held'), ('refused', 'may not share'), ('longer', 'asks for more time')], default='open', editable=False, max_length=12, verbose_name='answer')),
                    ('refusal_secrecy', models.CharField(choices=[('none', 'none'), ('tax', 'tax secrecy (AO § 30)'), ('social', 'social secrecy (SGB X § 78)'), ('youth', 'youth welfare (SGB VIII §§ 64, 65)'), ('medical', 'medical secrecy'), ('telecom', 'secrecy of telecommunication'), ('criminal_file', 'criminal file: released by the prosecutor')], default='none', max_length=15, verbose_name='secrecy that stands against it')),
                    ('words', models.TextField(blank=True, max_length=4000, verbose_name='in your own words')),
                    ('wanted_on', models.DateField(blank=True, null=True, verbose_name='answer possible by')),
                    ('longer_reason', models.CharField(blank=True, max_length=300, verbose_name='why more time was not granted')),
                    ('notice', models.CharField(blank=True, choices=[('taken_back', 'The contribution was taken back. Please answer again.'), ('granted', 'More time was granted.'), ('not_granted', 'More time was not granted.')], editable=False, max_length=12)),
                    ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='answered')),
                ],
                options={
                    'verbose_name': 'part of a request for contributions',
                    'verbose_name_plural': 'parts of requests for contributions',
                    'ordering': ['due_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Recipient',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ],
                options={
                    'verbose_name': 'recipient of a result',
                    'verbose_name_plural': 'recipients of results',
                    'ordering': ['case', 'organisation__sort_key', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Record',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(blank=True, max_length=60, verbose_name='own mark')),
                    ('schema', models.CharField(choices=[('Person', 'person'), ('Company', 'company'), ('Vehicle', 'vehicle'), ('Address', 'address'), ('Phone', 'telephone'), ('BankAccount', 'bank account'), ('Event', 'event'), ('Document', 'document')], max_length=12, verbose_name='what it is')),
                    ('caption', models.CharField(max_length=200, verbose_name='called')),
                    ('properties', models.JSONField(default=dict, verbose_name='what is known')),
                    ('category', models.CharField(choices=[('suspect', 'suspect'), ('convicted', 'convicted person'), ('victim_or_presumed', 'victim or presumed victim'), ('witness', 'witness'), ('informant', 'informant'), ('contact_or_associate', 'contact or companion'), ('other_party', 'other person concerned'), ('undetermined', 'not determined yet'), ('no_person', 'no natural person')], max_length=20, verbose_name='category of the person')),
                    ('is_assessment', models.BooleanField(default=False, verbose_name='assessment, not a fact')),
                    ('source', models.CharField(choices=[('A', 'A: no doubt, or always reliable'), ('B', 'B: mostly reliable'), ('C', 'C: mostly unreliable'), ('X', 'X: cannot be assessed')], max_length=1, verbose_name='source')),
                    ('information', models.CharField(choices=[('1', '1: accuracy beyond doubt'), ('2', '2: known to the source itself'), ('3', '3: backed by other information'), ('4', '4: neither known nor backed')], max_length=1, verbose_name='information')),
                    ('handling', models.CharField(choices=[('H0', 'H0: to prevent and fight crime only'), ('H1', 'H1: not in court without consent'), ('H2', 'H2: not passed on without consent'), ('H3', 'H3: other limits')], max_length=2, verbose_name='handling code')),
                    ('handling_text', models.CharField(blank=True, max_length=300, verbose_name='other limits')),
                    ('is_minor', models.BooleanField(default=False, verbose_name='minor')),
                    ('needs_protection', models.BooleanField(default=False, verbose_name='needs special protection')),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='entered')),
                ],
                options={
                    'verbose_name': 'record',
                    'verbose_name_plural': 'records',
                    'ordering': ['caption', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Sample',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('entry_id', models.BigIntegerField(editable=False, unique=True)),
                    ('month', models.DateField(editable=False, verbose_name='month')),
                    ('drawn_at', models.DateTimeField(auto_now_add=True, verbose_name='drawn')),
                    ('at', models.DateTimeField(editable=False, verbose_name='at')),
                    ('what', models.CharField(editable=False, max_length=40, verbose_name='code')),
                    ('case_number', models.CharField(editable=False, max_length=12, verbose_name='case')),
                    ('authority_id', models.BigIntegerField(editable=False, null=True, verbose_name='authority')),
                    ('reason_code', models.CharField(blank=True, choices=[('work', 'work on this case'), ('contribution', 'contribution of my authority'), ('decision', 'decision on this case'), ('quality', 'check of the quality'), ('data_subject', 'request of a person concerned'), ('supervision', 'data protection supervision'), ('clock', 'by the clock')], editable=False, max_length=15, verbose_name='reason')),
                    ('reason_text', models.CharField(blank=True, editable=False, max_length=200, verbose_name='reason in words')),
                    ('question', models.CharField(blank=True, max_length=300, verbose_name='your question')),
                    ('asked_at', models.DateTimeField(editable=False, null=True, verbose_name='asked')),
                    ('explanation', models.TextField(blank=True, max_length=1000, verbose_name='why you read there')),
                    ('explained_at', models.DateTimeField(editable=False, null=True, verbose_name='explained')),
                    ('answer', models.CharField(blank=True, choices=[('plausible', 'plausible'), ('unlawful', 'not lawful')], max_length=10, verbose_name='what you find')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                    ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='answered')),
                ],
                options={
                    'verbose_name': 'consultation drawn by lot',
                    'verbose_name_plural': 'consultations drawn by lot',
                    'ordering': ['-month', '-id'],
                },
            ),
            migrations.CreateModel(
                name='WithdrawalNoted',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='noted')),
                ],
                options={
                    'verbose_name': 'note that a contribution was taken back',
                    'verbose_name_plural': 'notes that contributions were taken back',
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='Activity',
                fields=[
                    ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='activity', serialize=False, to='analyses.case')),
                    ('last_on', models.DateField(verbose_name='last worked on')),
                ],
                options={
                    'verbose_name': 'last activity in a case',
                    'verbose_name_plural': 'last activities in cases',
                    'ordering': ['case'],
                },
            ),
            migrations.CreateModel(
                name='Approval',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='analyses.case')),
                ],
                options={
                    'verbose_name': 'approval of a case',
                    'verbose_name_plural': 'approvals of cases',
                    'ordering': ['case', 'at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Authority',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('state_police', 'state police'), ('federal_police', 'federal police'), ('customs', 'customs'), ('tax', 'tax authority'), ('job_centre', 'job centre or employment agency'), ('youth_welfare', 'youth welfare office'), ('education', 'education authority'), ('foreigners', 'foreigners authority'), ('trade', 'trade office'), ('municipal_accounting', 'municipal accounting'), ('traffic', 'traffic office'), ('regulatory', 'regulatory agency'), ('registration', 'registration office'), ('prosecution', 'public prosecutor or court'), ('social', 'other social security body'), ('civil_registry', 'civil registry or notary'), ('vehicle_register', 'vehicle register'), ('land_register', 'land registry'), ('company_register', 'company or transparency register'), ('aml_supervision', 'supervision against money laundering'), ('fiu', 'financial intelligence unit'), ('prison', 'prison'), ('criminal_register', 'central criminal register'), ('coordination', 'coordination office for analyses'), ('other', 'other public body')], max_length=30, verbose_name='kind of authority')),
                    ('named_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='named')),
                    ('confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='confirmed')),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                    ('named_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='named by')),
                    ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='authority', to='directory.organisation', verbose_name='organisation')),
                ],
                options={
                    'verbose_name': 'authority',
                    'verbose_name_plural': 'authorities',
                    'ordering': ['organisation__sort_key', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='CaseNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(blank=True, max_length=4000, verbose_name='text')),
                    ('is_assessment', models.BooleanField(default=False, verbose_name='assessment, not a fact')),
                    ('source', models.CharField(blank=True, choices=[('A', 'A: no doubt, or always reliable'), ('B', 'B: mostly reliable'), ('C', 'C: mostly unreliable'), ('X', 'X: cannot be assessed')], max_length=1, verbose_name='source')),
                    ('information', models.CharField(blank=True, choices=[('1', '1: accuracy beyond doubt'), ('2', '2: known to the source itself'), ('3', '3: backed by other information'), ('4', '4: neither known nor backed')], max_length=1, verbose_name='information')),
                    ('handling', models.CharField(choices=[('H0', 'H0: to prevent and fight crime only'), ('H1', 'H1: not in court without consent'), ('H2', 'H2: not passed on without consent'), ('H3', 'H3: other limits')], default='H0', max_length=2, verbose_name='handling code')),
                    ('handling_text', models.TextField(blank=True, max_length=2000, verbose_name='other limits')),
                    ('own_handling', models.CharField(choices=[('H0', 'H0: to prevent and fight crime only'), ('H1', 'H1: not in court without consent'), ('H2', 'H2: not passed on without consent'), ('H3', 'H3: other limits')], default='H0', max_length=2, verbose_name='own handling code')),
                    ('own_limits', models.CharField(blank=True, max_length=300, verbose_name='own limits')),
                    ('secrecies', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('none', 'none'), ('tax', 'tax secrecy (AO § 30)'), ('social', 'social secrecy (SGB X § 78)'), ('youth', 'youth welfare (SGB VIII §§ 64, 65)'), ('medical', 'medical secrecy'), ('telecom', 'secrecy of telecommunication'), ('criminal_file', 'criminal file: released by the prosecutor')], max_length=15), blank=True, default=list, size=None, verbose_name='special secrecy')),
                    ('released_to', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name='released to')),
                    ('is_for_all', models.BooleanField(default=False, verbose_name='for the whole case')),
                    ('review_on', models.DateField(verbose_name='need is checked by')),
                    ('version', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='version')),
                    ('replaced_at', models.DateTimeField(editable=False, null=True, verbose_name='replaced')),
                    ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
                    ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='taken back')),
                    ('withdraw_reason', models.CharField(blank=True, max_length=300, verbose_name='why it was taken back')),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='authority')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='analyses.case')),
                    ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='analyses.casenote')),
                    ('withdrawn_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'note',
                    'verbose_name_plural': 'notes',
                    'ordering': ['-written_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='CaseQuestion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='asked')),
                    ('needed', models.TextField(max_length=4000, verbose_name='what is needed')),
                    ('task', models.TextField(max_length=4000, verbose_name='for which task')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='asked by')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='analyses.case')),
                ],
                options={
                    'verbose_name': 'request for contributions',
                    'verbose_name_plural': 'requests for contributions',
                    'ordering': ['-asked_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='CaseSearch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('finding', models.CharField(blank=True, choices=[('nothing', 'nothing held'), ('held', 'held, and may be told'), ('refused', 'held, but refused')], max_length=10, verbose_name='what was found')),
                    ('provision', models.CharField(blank=True, help_text='By which provision it is refused, for example BDSG § 57 (4).', max_length=120, verbose_name='provision')),
                    ('at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='searches', to='analyses.case')),
                ],
                options={
                    'verbose_name': 'search in a case for a person concerned',
                    'verbose_name_plural': 'searches in cases for persons concerned',
                    'ordering': ['request', 'case', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='CaseTask',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(max_length=300, verbose_name='what is to be done')),
                    ('due_on', models.DateField(verbose_name='by when')),
                    ('set_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='set')),
                    ('done_at', models.DateTimeField(editable=False, null=True, verbose_name='done')),
                    ('done_note', models.TextField(blank=True, max_length=4000, verbose_name='what came of the task')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='analyses.case')),
                    ('done_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='done by')),
                    ('for_whom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who does it')),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
                ],
                options={
                    'verbose_name': 'task in a case',
                    'verbose_name_plural': 'tasks in cases',
                    'ordering': ['due_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Certificate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rule', models.CharField(choices=[('day', 'the day of the case had come'), ('result', 'longest term after completion'), ('contributions', 'term of contributions after completion'), ('rejected', 'term of rejected requests'), ('lead', 'earlier, by the lead'), ('record', 'term of the record, by its authority'), ('leftover', 'found in a case that was deleted already')], max_length=15, verbose_name='by which rule')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='deleted')),
                    ('counts', models.JSONField(default=list, verbose_name='what and how many')),
                    ('is_whole', models.BooleanField(default=False, verbose_name='the whole case')),
                    ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 checksum')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deleted by')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='analyses.case')),
                ],
                options={
                    'verbose_name': 'certificate of deletion',
                    'verbose_name_plural': 'certificates of deletion',
                    'ordering': ['case', '-at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='Contribution',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('purpose', models.TextField(max_length=4000, verbose_name='purpose')),
                    ('initiative', models.CharField(choices=[('request', 'on request'), ('own', 'on its own initiative')], max_length=10, verbose_name='how it began')),
                    ('regime', models.CharField(choices=[('gdpr', 'GDPR'), ('dsg_nrw_3', 'DSG NRW part 3'), ('bdsg_3', 'BDSG part 3'), ('ao', 'tax code (AO) with GDPR')], max_length=10, verbose_name='which law rules it')),
                    ('secrecy', models.CharField(choices=[('none', 'none'), ('tax', 'tax secrecy (AO § 30)'), ('social', 'social secrecy (SGB X § 78)'), ('youth', 'youth welfare (SGB VIII §§ 64, 65)'), ('medical', 'medical secrecy'), ('telecom', 'secrecy of telecommunication'), ('criminal_file', 'criminal file: released by the prosecutor')], default='none', max_length=15, verbose_name='special secrecy')),
                    ('release_note', models.CharField(blank=True, max_length=200, verbose_name='release by the prosecutor')),
                    ('released_to', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name='released to')),
                    ('handling', models.CharField(choices=[('H0', 'H0: to prevent and fight crime only'), ('H1', 'H1: not in court without consent'), ('H2', 'H2: not passed on without consent'), ('H3', 'H3: other limits')], default='H0', max_length=2, verbose_name='handling code')),
                    ('handling_text', models.CharField(blank=True, max_length=300, verbose_name='other limits')),
                    ('means_of_collection', models.CharField(blank=True, max_length=120, verbose_name='means of collection')),
                    ('police_category', models.CharField(blank=True, max_length=120, verbose_name='category of the person')),
                    ('protected_interest', models.CharField(blank=True, max_length=120, verbose_name='protected interest')),
                    ('first_storing_body', models.CharField(blank=True, max_length=120, verbose_name='body that stored it first')),
                    ('received_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='received on')),
                    ('review_on', models.DateField(verbose_name='need is checked by')),
                    ('file_name', models.CharField(blank=True, max_length=200, verbose_name='file')),
                    ('file_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 checksum')),
                    ('version', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='version')),
                    ('replaced_at', models.DateTimeField(editable=False, null=True, verbose_name='replaced')),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='begun')),
                    ('submitted_at', models.DateTimeField(editable=False, null=True, verbose_name='submitted')),
                    ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='taken back')),
                    ('withdraw_reason', models.CharField(blank=True, max_length=300, verbose_name='why it was taken back')),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='authority')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='analyses.case')),
                    ('replaces', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='analyses.contribution')),
                    ('withdrawn_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'contribution to a case',
                    'verbose_name_plural': 'contributions to cases',
                    'ordering': ['case', '-created_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='CorrectionNotice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(max_length=1000, verbose_name='what is corrected')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='told')),
                    ('acknowledged_at', models.DateTimeField(blank=True, null=True, verbose_name='acknowledged')),
                    ('acknowledged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='acknowledged by')),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='recipient')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='analyses.case')),
                    ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='analyses.contribution')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='told by')),
                ],
                options={
                    'verbose_name': 'notice of a correction',
                    'verbose_name_plural': 'notices of corrections',
                    'ordering': ['-made_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='Enquiry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(editable=False, max_length=12, unique=True, verbose_name='number')),
                    ('received_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='received on')),
                    ('from_kind', models.CharField(choices=[('state_police', 'state police'), ('federal_police', 'federal police'), ('customs', 'customs'), ('tax', 'tax authority'), ('job_centre', 'job centre or employment agency'), ('youth_welfare', 'youth welfare office'), ('education', 'education authority'), ('foreigners', 'foreigners authority'), ('trade', 'trade office'), ('municipal_accounting', 'municipal accounting'), ('traffic', 'traffic office'), ('regulatory', 'regulatory agency'), ('registration', 'registration office'), ('prosecution', 'public prosecutor or court'), ('social', 'other social security body'), ('civil_registry', 'civil registry or notary'), ('vehicle_register', 'vehicle register'), ('land_register', 'land registry'), ('company_register', 'company or transparency register'), ('aml_supervision', 'supervision against money laundering'), ('fiu', 'financial intelligence unit'), ('prison', 'prison'), ('criminal_register', 'central criminal register'), ('coordination', 'coordination office for analyses'), ('other', 'other public body')], max_length=30, verbose_name='kind of authority')),
                    ('place', models.CharField(max_length=5, validators=[analyses.places.check_place], verbose_name='state or country')),
                    ('authority', models.CharField(help_text='The authority and its unit, not the person who wrote.', max_length=120, verbose_name='authority that asks')),
                    ('topic', models.CharField(help_text='In a few words: the conduct, the place, the law. No name, no plate, no file of a person.', max_length=200, verbose_name='topic')),
                    ('is_person_related', models.BooleanField(default=False, verbose_name='about certain persons')),
                    ('outcome', models.CharField(choices=[('open', 'open'), ('answered', 'answered'), ('referred', 'passed on'), ('analysis', 'became an analysis'), ('refused', 'refused')], default='open', editable=False, max_length=10, verbose_name='what became of it')),
                    ('answer', models.TextField(blank=True, max_length=2000, verbose_name='answer')),
                    ('referred_to', models.CharField(blank=True, max_length=120, verbose_name='passed on to')),
                    ('refused_because', models.CharField(blank=True, choices=[('no_basis', 'no legal basis'), ('not_competent', 'not our task, and nobody known whose it is'), ('by_origin', 'asks by origin, family or belief, not by conduct'), ('unclear', 'not clear what is asked, also after asking back'), ('other', 'another reason')], max_length=15, verbose_name='refused because')),
                    ('refused_text', models.CharField(blank=True, max_length=200, verbose_name='reason in words')),
                    ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                    ('letters', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None, verbose_name='letters')),
                    ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='entered')),
                    ('answered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                    ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='analyses.case', verbose_name='case')),
                    ('entered_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                    ('partnership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.partnership', verbose_name='coordination office of')),
                ],
                options={
                    'verbose_name': 'enquiry of an authority',
                    'verbose_name_plural': 'enquiries of authorities',
                    'ordering': ['-received_on', '-id'],
                },
            ),
            migrations.CreateModel(
                name='EnquiryCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                    ('from_kind', models.CharField(blank=True, choices=[('state_police', 'state police'), ('federal_police', 'federal police'), ('customs', 'customs'), ('tax', 'tax authority'), ('job_centre', 'job centre or employment agency'), ('youth_welfare', 'youth welfare office'), ('education', 'education authority'), ('foreigners', 'foreigners authority'), ('trade', 'trade office'), ('municipal_accounting', 'municipal accounting'), ('traffic', 'traffic office'), ('regulatory', 'regulatory agency'), ('registration', 'registration office'), ('prosecution', 'public prosecutor or court'), ('social', 'other social security body'), ('civil_registry', 'civil registry or notary'), ('vehicle_register', 'vehicle register'), ('land_register', 'land registry'), ('company_register', 'company or transparency register'), ('aml_supervision', 'supervision against money laundering'), ('fiu', 'financial intelligence unit'), ('prison', 'prison'), ('criminal_register', 'central criminal register'), ('coordination', 'coordination office for analyses'), ('other', 'other public body')], max_length=30, verbose_name='kind of authority')),
                    ('place', models.CharField(blank=True, max_length=5, verbose_name='state or country')),
                    ('outcome', models.CharField(blank=True, choices=[('open', 'open'), ('answered', 'answered'), ('referred', 'passed on'), ('analysis', 'became an analysis'), ('refused', 'refused')], max_length=10, verbose_name='what became of it')),
                    ('is_person_related', models.BooleanField(null=True, verbose_name='about certain persons')),
                    ('count', models.PositiveIntegerField(verbose_name='number of enquiries')),
                    ('partnership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.partnership')),
                ],
                options={
                    'verbose_name': 'number of enquiries',
                    'verbose_name_plural': 'numbers of enquiries',
                    'ordering': ['year', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='EnquiryDays',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                    ('days', models.PositiveIntegerField(verbose_name='days until the answer')),
                    ('count', models.PositiveIntegerField(verbose_name='number of enquiries')),
                    ('partnership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.partnership')),
                ],
                options={
                    'verbose_name': 'days until enquiries were answered',
                    'verbose_name_plural': 'days until enquiries were answered',
                    'ordering': ['year', 'days'],
                },
            ),
            migrations.CreateModel(
                name='Extension',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('term', models.CharField(choices=[('need', 'check of the need'), ('deletion', 'deletion of the case'), ('contribution', 'check of a contribution'), ('record', 'term of a contact person')], max_length=12, verbose_name='what is extended')),
                    ('reason', models.TextField(help_text='Name no person: those who only decide read it, too.', max_length=1000, verbose_name='why it is still needed')),
                    ('was_on', models.DateField(verbose_name='ended on')),
                    ('until_on', models.DateField(verbose_name='is extended until')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='asked')),
                    ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                    ('is_agreed', models.BooleanField(blank=True, null=True, verbose_name='agreed to')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                    ('asked_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='analyses.case')),
                    ('contribution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='analyses.contribution')),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                    ('decided_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ],
                options={
                    'verbose_name': 'extension of a term',
                    'verbose_name_plural': 'extensions of terms',
                    'ordering': ['case', '-asked_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='Hold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.TextField(help_text='Name no person: everybody in the case reads it.', max_length=1000, verbose_name='why nothing may be deleted')),
                    ('set_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='set')),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
                    ('lift_asked_at', models.DateTimeField(blank=True, null=True, verbose_name='lifting asked')),
                    ('lift_reason', models.TextField(blank=True, max_length=1000, verbose_name='why it is lifted')),
                    ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='analyses.case')),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                    ('lift_asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lifting asked by')),
                    ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lifted by')),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
                ],
                options={
                    'verbose_name': 'legal hold',
                    'verbose_name_plural': 'legal holds',
                    'ordering': ['case', '-set_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='ImportMapping',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=64)),
                    ('header_rows', models.PositiveSmallIntegerField(default=1, verbose_name='rows with headings')),
                    ('columns', models.JSONField(default=list, verbose_name='what each column means')),
                    ('fixed', models.JSONField(default=dict, verbose_name='what counts for every row')),
                    ('used_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='used')),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.organisation', verbose_name='authority')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'meaning of columns',
                    'verbose_name_plural': 'meanings of columns',
                    'ordering': ['authority', '-used_at'],
                },
            ),
            migrations.CreateModel(
                name='ImportRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('status', models.CharField(choices=[('queued', 'waiting'), ('running', 'in progress'), ('done', 'done'), ('failed', 'failed'), ('cancelled', 'cancelled')], default='queued', max_length=10, verbose_name='status')),
                    ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                    ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('holder', models.CharField(blank=True, editable=False, max_length=40)),
                    ('kicked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('error_code', models.CharField(blank=True, max_length=40, verbose_name='error')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='requested at')),
                    ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                    ('file_name', models.CharField(max_length=200, verbose_name='file')),
                    ('file', models.BinaryField(default=bytes)),
                    ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256 checksum')),
                    ('read_as', models.JSONField(default=dict, verbose_name='how it is read')),
                    ('chosen', models.JSONField(default=dict, verbose_name='what was chosen')),
                    ('head', models.JSONField(default=list, verbose_name='first lines')),
                    ('lines', models.PositiveIntegerField(default=0, verbose_name='lines')),
                    ('header_rows', models.PositiveSmallIntegerField(default=1, verbose_name='rows with headings')),
                    ('columns', models.JSONField(default=list, verbose_name='what each column means')),
                    ('fixed', models.JSONField(default=dict, verbose_name='what counts for every row')),
                    ('stage', models.CharField(choices=[('reading', 'its columns are named'), ('checking', 'is being checked'), ('checked', 'checked, waits for confirmation'), ('entering', 'is being entered'), ('done', 'entered'), ('ended', 'nothing was entered')], default='reading', max_length=10, verbose_name='stage')),
                    ('progress', models.PositiveSmallIntegerField(default=0, verbose_name='percent done')),
                    ('counts', models.JSONField(default=dict, verbose_name='records by what they are')),
                    ('records', models.PositiveIntegerField(default=0, verbose_name='records')),
                    ('left_out', models.PositiveIntegerField(default=0, verbose_name='lines with faults')),
                    ('sample', models.JSONField(default=list, verbose_name='first records')),
                    ('digest', models.CharField(blank=True, max_length=64)),
                    ('ended_because', models.CharField(blank=True, max_length=20, verbose_name='why nothing was entered')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='imported by')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='analyses.case')),
                    ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='analyses.contribution')),
                ],
                options={
                    'verbose_name': 'import of records',
                    'verbose_name_plural': 'imports of records',
                    'ordering': ['-created_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='ImportFault',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('line', models.PositiveIntegerField(verbose_name='line')),
                    ('column', models.CharField(blank=True, max_length=120, verbose_name='column')),
                    ('typed', models.CharField(blank=True, max_length=120, verbose_name='typed')),
                    ('wrong', models.CharField(max_length=500, verbose_name='what is wrong')),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='faults', to='analyses.importrun')),
                ],
                options={
                    'verbose_name': 'fault of an import',
                    'verbose_name_plural': 'faults of an import',
                    'ordering': ['line', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Link',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('owns', 'owns or keeps'), ('uses', 'uses'), ('directs', 'directs'), ('works_for', 'works for'), ('situated', 'lives at or is found at'), ('took_part', 'took part in'), ('named_in', 'is named in'), ('in_contact', 'was in contact with'), ('paid', 'paid')], max_length=12, verbose_name='how they hang together')),
                    ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                    ('until_on', models.DateField(blank=True, null=True, verbose_name='until and including')),
                    ('source_text', models.CharField(max_length=200, verbose_name='where it is known from')),
                    ('handling', models.CharField(choices=[('H0', 'H0: to prevent and fight crime only'), ('H1', 'H1: not in court without consent'), ('H2', 'H2: not passed on without consent'), ('H3', 'H3: other limits')], max_length=2, verbose_name='handling code')),
                    ('handling_text', models.CharField(blank=True, max_length=1000, verbose_name='other limits')),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='entered')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='analyses.case')),
                    ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='analyses.contribution')),
                ],
                options={
                    'verbose_name': 'link',
                    'verbose_name_plural': 'links',
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='LogAnchor',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(db_default=partnerships.shared.audit.moments.AuditNow(), editable=False)),
                    ('year', models.PositiveSmallIntegerField(unique=True)),
                    ('seals', models.PositiveIntegerField()),
                    ('events', models.PositiveIntegerField()),
                    ('last_seal', models.BigIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('signature', models.CharField(max_length=64)),
                ],
                options={
                    'verbose_name': 'closed year of the log of analyses',
                    'verbose_name_plural': 'closed years of the log of analyses',
                    'ordering': ['year'],
                    'constraints': [partnerships.shared.row_policies.RowPolicy(is_forced=True, name='log_anchor_in_sight', using="CASE WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) THEN true WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'account', false) THEN cardinality(ARRAY(SELECT analyses_scopes_in_sight('data_protection'))) > 0 ELSE false END")],
                },
            ),
            migrations.CreateModel(
                name='SealedEntry',
                fields=[
                    ('entry', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='sealed', serialize=False, to='analyses.logentry')),
                ],
                options={
                    'verbose_name': 'sealed entry of the log of analyses',
                    'verbose_name_plural': 'sealed entries of the log of analyses',
                },
            ),
            migrations.AddIndex(
                model_name='logentry',
                index=models.Index(fields=['-at', '-id'], name='analysis_log_newest'),
            ),
            migrations.AddIndex(
                model_name='logentry',
                index=models.Index(fields=['case_id', '-at', '-id'], name='analysis_log_by_case'),
            ),
            migrations.AddIndex(
                model_name='logentry',
                index=models.Index(fields=['case_number', '-at', '-id'], name='analysis_log_by_number'),
            ),
            migrations.AddIndex(
                model_name='logentry',
                index=models.Index(fields=['account_id', '-at', '-id'], name='analysis_log_by_account'),
            ),
            migrations.AddIndex(
                model_name='logentry',
                index=models.Index(fields=['authority_id', '-at', '-id'], name='analysis_log_by_authority'),
            ),
            migrations.AddConstraint(
                model_name='logentry',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='log_entry_in_sight', using="CASE WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) OR coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'log', false) THEN true WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'account', false) THEN 0 = ANY(ARRAY(SELECT analyses_scopes_in_sight('data_protection'))) OR authority_id = ANY(ARRAY(SELECT analyses_scopes_in_sight('data_protection'))) ELSE false END"),
            ),
            migrations.AddConstraint(
                model_name='logseal',
                constraint=models.CheckConstraint(condition=models.Q(('kept_through__gte', models.F('year'))), name='log_seal_kept_at_least_through_its_year'),
            ),
            migrations.AddConstraint(
                model_name='logseal',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='log_seal_in_sight', using="CASE WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) THEN true WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'account', false) THEN cardinality(ARRAY(SELECT analyses_scopes_in_sight('data_protection'))) > 0 ELSE false END"),
            ),
            migrations.AddConstraint(
                model_name='logwalk',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='log_walk_in_sight', using="CASE WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) THEN true WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'account', false) THEN cardinality(ARRAY(SELECT analyses_scopes_in_sight('data_protection'))) > 0 ELSE false END"),
            ),
            migrations.AddField(
                model_name='notebasis',
                name='contribution',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='analyses.contribution'),
            ),
            migrations.AddField(
                model_name='notebasis',
                name='note',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bases', to='analyses.casenote'),
            ),
            migrations.AddField(
                model_name='casenote',
                name='rests_on',
                field=models.ManyToManyField(related_name='+', through='analyses.NoteBasis', to='analyses.contribution', verbose_name='rests on'),
            ),
            migrations.AddField(
                model_name='participation',
                name='account',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='officer'),
            ),
            migrations.AddField(
                model_name='participation',
                name='added_by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by'),
            ),
            migrations.AddField(
                model_name='participation',
                name='agreed_by',
                field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed by'),
            ),
            migrations.AddField(
                model_name='participation',
                name='authority',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='authority'),
            ),
            migrations.AddField(
                model_name='participation',
                name='case',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='analyses.case'),
            ),
            migrations.AddField(
                model_name='participation',
                name='ended_by',
                field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ended by'),
            ),
            migrations.AddField(
                model_name='personrequest',
                name='answered_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by'),
            ),
            migrations.AddField(
                model_name='personrequest',
                name='authority',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='authority'),
            ),
            migrations.AddField(
                model_name='personrequest',
                name='entered_by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
            ),
            migrations.AddField(
                model_name='casesearch',
                name='request',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='searches', to='analyses.personrequest'),
            ),
            migrations.AddField(
                model_name='provisionversion',
                name='provision',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='analyses.provision', verbose_name='legal basis'),
            ),
            migrations.AddField(
                model_name='provisionversion',
                name='reviewed_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reviewed by'),
            ),
            migrations.AddField(
                model_name='provisionversion',
                name='written_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
            ),
            migrations.AddField(
                model_name='enquiry',
                name='basis',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='analyses.provisionversion', verbose_name='legal basis'),
            ),
            migrations.AddField(
                model_name='contribution',
                name='basis',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='analyses.provisionversion', verbose_name='legal basis'),
            ),
            migrations.AddField(
                model_name='casequestion',
                name='basis',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='analyses.provisionversion', verbose_name='suggested legal basis'),
            ),
            migrations.AddField(
                model_name='case',
                name='combination',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='analyses.provisionversion', verbose_name='basis for combining'),
            ),
            migrations.AddField(
                model_name='questionpart',
                name='answered_by',
                field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by'),
            ),
            migrations.AddField(
                model_name='questionpart',
                name='authority',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='authority'),
            ),
            migrations.AddField(
                model_name='questionpart',
                name='case',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='analyses.case'),
            ),
            migrations.AddField(
                model_name='questionpart',
                name='contribution',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='analyses.contribution', verbose_name='contribution'),
            ),
            migrations.AddField(
                model_name='questionpart',
                name='handed_to',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who answers'),
            ),
            migrations.AddField(
                model_name='questionpart',
                name='question',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='analyses.casequestion'),
            ),
            migrations.AddField(
                model_name='questionpart',
                name='refusal_basis',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='analyses.provisionversion', verbose_name='provision that stands against it'),
            ),
            migrations.AddField(
                model_name='recipient',
                name='case',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='analyses.case'),
            ),
            migrations.AddField(
                model_name='recipient',
                name='organisation',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
            ),
            migrations.AddField(
                model_name='record',
                name='case',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='analyses.case'),
            ),
            migrations.AddField(
                model_name='record',
                name='contribution',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='analyses.contribution'),
            ),
            migrations.AddField(
                model_name='link',
                name='from_record',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_from', to='analyses.record', verbose_name='from'),
            ),
            migrations.AddField(
                model_name='link',
                name='to_record',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_to', to='analyses.record', verbose_name='to'),
            ),
            migrations.AddField(
                model_name='extension',
                name='record',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='analyses.record'),
            ),
            migrations.AddField(
                model_name='sample',
                name='account',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who'),
            ),
            migrations.AddField(
                model_name='sample',
                name='answered_by',
                field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='sample',
                name='asked_by',
                field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='withdrawalnoted',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by'),
            ),
            migrations.AddField(
                model_name='withdrawalnoted',
                name='case',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='analyses.case'),
            ),
            migrations.AddField(
                model_name='withdrawalnoted',
                name='contribution',
                field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal_noted', to='analyses.contribution'),
            ),
            migrations.AddConstraint(
                model_name='activity',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='activity_in_sight', using='EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id)'),
            ),
            migrations.AddConstraint(
                model_name='approval',
                constraint=models.UniqueConstraint(fields=('case', 'authority'), name='approval_once_an_authority'),
            ),
            migrations.AddConstraint(
                model_name='approval',
                constraint=models.UniqueConstraint(fields=('case', 'by'), name='approval_once_a_person'),
            ),
            migrations.AddConstraint(
                model_name='approval',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='approval_in_sight', using='EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id)'),
            ),
            migrations.AddConstraint(
                model_name='authority',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), models.Q(('confirmed_by', models.F('named_by')), _negated=True)), _connector='OR'), name='authority_confirmed_by_another_person'),
            ),
            migrations.AddIndex(
                model_name='casetask',
                index=models.Index(fields=['case', 'due_on'], name='analysis_task_by_day'),
            ),
            migrations.AddConstraint(
                model_name='casetask',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='case_task_in_sight', using="EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id AND (coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) OR analyses_works_for((SELECT analyses_sight_now()), c.passes) IS NOT NULL))"),
            ),
            migrations.AddConstraint(
                model_name='casetask',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='case_task_done_by_somebody'),
            ),
            migrations.AddConstraint(
                model_name='certificate',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='certificate_in_sight', using='EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id)'),
            ),
            migrations.AddIndex(
                model_name='correctionnotice',
                index=models.Index(condition=models.Q(('acknowledged_at__isnull', True)), fields=['case'], name='correction_not_acknowledged'),
            ),
            migrations.AddConstraint(
                model_name='correctionnotice',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='correction_notice_in_sight', using="(coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) OR contribution_id = ANY((SELECT analyses_contributions_in_sight())::bigint[]))"),
            ),
            migrations.AddConstraint(
                model_name='enquirycount',
                constraint=models.UniqueConstraint(fields=('partnership', 'year', 'from_kind', 'place', 'outcome', 'is_person_related'), name='enquiry_count_once', nulls_distinct=False),
            ),
            migrations.AddConstraint(
                model_name='enquirycount',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='enquiry_count_in_sight', using="CASE WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) THEN true WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'account', false) THEN ARRAY[0, partnership_id] && (ARRAY(SELECT analyses_offices_in_sight('analyst')) || ARRAY(SELECT analyses_offices_in_sight('data_protection'))) ELSE false END"),
            ),
            migrations.AddConstraint(
                model_name='enquirydays',
                constraint=models.UniqueConstraint(fields=('partnership', 'year', 'days'), name='enquiry_days_once', nulls_distinct=False),
            ),
            migrations.AddConstraint(
                model_name='enquirydays',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='enquiry_days_in_sight', using="CASE WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) THEN true WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'account', false) THEN ARRAY[0, partnership_id] && (ARRAY(SELECT analyses_offices_in_sight('analyst')) || ARRAY(SELECT analyses_offices_in_sight('data_protection'))) ELSE false END"),
            ),
            migrations.AddConstraint(
                model_name='hold',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='hold_in_sight', using='EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id)'),
            ),
            migrations.AddConstraint(
                model_name='hold',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('case',), name='hold_one_at_a_time'),
            ),
            migrations.AddConstraint(
                model_name='hold',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('set_by')), _negated=True), _connector='OR'), models.Q(('lifted_by__isnull', True), models.Q(('lifted_by', models.F('lift_asked_by')), _negated=True), _connector='OR')), name='hold_confirmed_and_lifted_by_another_person'),
            ),
            migrations.AddConstraint(
                model_name='importmapping',
                constraint=models.UniqueConstraint(fields=('authority', 'key'), name='import_mapping_once_for_headings'),
            ),
            migrations.AddConstraint(
                model_name='importmapping',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='import_mapping_in_sight', using="coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) OR authority_id = ANY((SELECT analyses_own_authorities())::bigint[])"),
            ),
            migrations.AddIndex(
                model_name='importrun',
                index=models.Index(condition=models.Q(('status__in', ['queued', 'running'])), fields=['created_at'], name='analysis_import_open'),
            ),
            migrations.AddIndex(
                model_name='importrun',
                index=models.Index(fields=['contribution', '-created_at'], name='analysis_import_by_draft'),
            ),
            migrations.AddConstraint(
                model_name='importrun',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='import_run_in_sight', using="coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) OR EXISTS (SELECT FROM analyses_contribution k JOIN analyses_case c ON c.id = k.case_id WHERE k.id = contribution_id AND k.authority_id = analyses_works_for((SELECT analyses_sight_now()), c.passes))"),
            ),
            migrations.AddConstraint(
                model_name='importfault',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='import_fault_in_sight', using='run_id = ANY(ARRAY(SELECT r.id FROM analyses_importrun r))'),
            ),
            migrations.AddField(
                model_name='sealedentry',
                name='seal',
                field=models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='members', to='analyses.logseal'),
            ),
            migrations.AddConstraint(
                model_name='notebasis',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='note_basis_in_sight', using='note_id = ANY(ARRAY(SELECT n.id FROM analyses_casenote n))'),
            ),
            migrations.AddConstraint(
                model_name='notebasis',
                constraint=models.UniqueConstraint(fields=('note', 'contribution'), name='note_rests_on_it_once'),
            ),
            migrations.AddIndex(
                model_name='casenote',
                index=models.Index(fields=['case', '-written_at', '-id'], name='analysis_note_newest'),
            ),
            migrations.AddIndex(
                model_name='casenote',
                index=models.Index(fields=['review_on'], name='analysis_note_to_review'),
            ),
            migrations.AddConstraint(
                model_name='casenote',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='case_note_in_sight', using='EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id AND analyses_may_read((SELECT analyses_sight_now()), c.passes, authority_id, replaced_at IS NULL, CASE WHEN is_for_all THEN NULL ELSE released_to END))'),
            ),
            migrations.AddConstraint(
                model_name='casenote',
                constraint=models.CheckConstraint(condition=models.Q(('is_assessment', True), models.Q(models.Q(('source', ''), _negated=True), models.Q(('information', ''), _negated=True)), _connector='OR'), name='case_note_fact_has_its_codes', violation_error_message='A fact has a code for its source and one for itself.'),
            ),
            migrations.AddConstraint(
                model_name='casenote',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('withdrawn_at__isnull', False), _connector='OR'), name='case_note_says_something_or_is_taken_back', violation_error_message='Write what is to be noted.'),
            ),
            migrations.AddConstraint(
                model_name='casenote',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('handling', 'H3'), _negated=True), models.Q(('handling_text', ''), _negated=True), ('withdrawn_at__isnull', False), _connector='OR'), name='case_note_h3_says_its_limits', violation_error_message='Say which other limits there are.'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='casenote',
                trigger=pgtrigger.compiler.Trigger(name='note_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF (NEW.text || NEW.handling_text || NEW.own_limits <> '' OR NEW.withdrawn_at IS NULL)\n            AND ROW(NEW.text, NEW.handling_text, NEW.own_limits) IS DISTINCT FROM ROW(OLD.text, OLD.handling_text, OLD.own_limits)\n            OR ROW(\n                NEW.case_id, NEW.authority_id, NEW.by_id, NEW.is_assessment, NEW.source, NEW.information, NEW.handling,\n                NEW.own_handling, NEW.secrecies, NEW.released_to, NEW.is_for_all, NEW.review_on, NEW.version, NEW.replaces_id,\n                NEW.written_at)\n            IS DISTINCT FROM ROW(\n                OLD.case_id, OLD.authority_id, OLD.by_id, OLD.is_assessment, OLD.source, OLD.information, OLD.handling,\n                OLD.own_handling, OLD.secrecies, OLD.released_to, OLD.is_for_all, OLD.review_on, OLD.version, OLD.replaces_id,\n                OLD.written_at)\n        THEN\n            RAISE EXCEPTION 'A note is not changed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,\n                CONSTRAINT = 'analyses_casenote_stays';\n        END IF;\n        RETURN NEW;", hash='90c12e8f743945cac5979bd0bdd1e12a15962749', operation='UPDATE', pgid='pgtrigger_note_stays_3df01', table='analyses_casenote', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='participation',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('case', 'account'), name='participation_once_at_a_time'),
            ),
            migrations.AddConstraint(
                model_name='participation',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('role', 'lead')), fields=('case',), name='one_lead_of_a_case'),
            ),
            migrations.AddConstraint(
                model_name='participation',
                constraint=models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('since')), _connector='OR'), name='participation_until_after_since', violation_error_message='The end must not be before the beginning.'),
            ),
            migrations.AddConstraint(
                model_name='participation',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='participation_in_sight', using='EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id)'),
            ),
            migrations.AddConstraint(
                model_name='personrequest',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='person_request_in_sight', using="CASE WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) THEN true WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'account', false) THEN 0 = ANY(ARRAY(SELECT analyses_scopes_in_sight('data_protection'))) OR authority_id = ANY(ARRAY(SELECT analyses_scopes_in_sight('data_protection'))) OR id = ANY(ARRAY(SELECT s.request_id FROM analyses_casesearch s)) ELSE false END"),
            ),
            migrations.AddConstraint(
                model_name='casesearch',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='case_search_in_sight', using='EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id)'),
            ),
            migrations.AddConstraint(
                model_name='casesearch',
                constraint=models.UniqueConstraint(fields=('request', 'case'), name='case_search_once'),
            ),
            migrations.AddConstraint(
                model_name='provisionversion',
                constraint=models.UniqueConstraint(fields=('provision', 'number'), name='provision_version_has_its_number'),
            ),
            migrations.AddConstraint(
                model_name='provisionversion',
                constraint=models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True), ('reviewed_at__isnull', True)), fields=('provision',), name='provision_version_one_waits'),
            ),
            migrations.AddConstraint(
                model_name='provisionversion',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('covers_secrecies__contains', ['tax']), _negated=True), ('citation__regex', '\\mAO\\M'), _connector='OR'), name='provision_version_tax_secrecy_by_its_law', violation_error_message='Only provisions of the tax code (AO) open tax secrecy.'),
            ),
            migrations.AddConstraint(
                model_name='provisionversion',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('covers_secrecies__contains', ['social']), _negated=True), ('citation__regex', '\\mSGB X\\M'), _connector='OR'), name='provision_version_social_secrecy_by_its_law', violation_error_message='Only provisions of SGB X open social secrecy.'),
            ),
            migrations.AddConstraint(
                model_name='provisionversion',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True), ('valid_until__isnull', True)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False), ('valid_until__isnull', False)), _connector='OR'), name='provision_version_review_is_whole'),
            ),
            migrations.AddConstraint(
                model_name='provisionversion',
                constraint=models.CheckConstraint(condition=models.Q(('reviewed_by__isnull', True), ('written_by__isnull', True), models.Q(('reviewed_by', models.F('written_by')), _negated=True), _connector='OR'), name='provision_version_reviewed_by_another_person'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='provisionversion',
                trigger=pgtrigger.compiler.Trigger(name='reviewed_once', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NOT (OLD.reviewed_at IS NULL) AND (NEW."reviewed_by_id" IS DISTINCT FROM OLD."reviewed_by_id" OR NEW."reviewed_at" IS DISTINCT FROM OLD."reviewed_at" OR NEW."valid_until" IS DISTINCT FROM OLD."valid_until") THEN RAISE EXCEPTION \'This row is kept as it is\' USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'analyses_provisionversion_reviewed_once\'; END IF; RETURN NEW;', hash='bb50e299f09bc04884c3f0c305bd9a2778ed24cd', operation='UPDATE', pgid='pgtrigger_reviewed_once_e200b', table='analyses_provisionversion', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='provisionversion',
                trigger=pgtrigger.compiler.Trigger(name='replaced_once', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NOT (OLD.replaced_at IS NULL) AND (NEW."replaced_at" IS DISTINCT FROM OLD."replaced_at") THEN RAISE EXCEPTION \'This row is kept as it is\' USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'analyses_provisionversion_replaced_once\'; END IF; RETURN NEW;', hash='c37530cd49d5272b218f1a290883af27fb80cf9b', operation='UPDATE', pgid='pgtrigger_replaced_once_88943', table='analyses_provisionversion', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='provisionversion',
                trigger=pgtrigger.compiler.Trigger(name='blocked_once', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NOT (OLD.blocked_because = \'\') AND (NEW."blocked_because" IS DISTINCT FROM OLD."blocked_because") THEN RAISE EXCEPTION \'This row is kept as it is\' USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'analyses_provisionversion_blocked_once\'; END IF; RETURN NEW;', hash='42de49900a82e324eb6b0b97123dc50254659ca4', operation='UPDATE', pgid='pgtrigger_blocked_once_a5d15', table='analyses_provisionversion', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='provisionversion',
                trigger=pgtrigger.compiler.Trigger(name='unchangeable', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF TG_OP = \'DELETE\' OR (NEW."provision_id" IS DISTINCT FROM OLD."provision_id" OR NEW."number" IS DISTINCT FROM OLD."number" OR NEW."from_kinds" IS DISTINCT FROM OLD."from_kinds" OR NEW."to_kinds" IS DISTINCT FROM OLD."to_kinds" OR NEW."citation" IS DISTINCT FROM OLD."citation" OR NEW."what" IS DISTINCT FROM OLD."what" OR NEW."conditions" IS DISTINCT FROM OLD."conditions" OR NEW."tasks" IS DISTINCT FROM OLD."tasks" OR NEW."covers_secrecies" IS DISTINCT FROM OLD."covers_secrecies" OR NEW."not_for_categories" IS DISTINCT FROM OLD."not_for_categories" OR NEW."may_begin" IS DISTINCT FROM OLD."may_begin" OR NEW."is_duty" IS DISTINCT FROM OLD."is_duty" OR NEW."is_mutual" IS DISTINCT FROM OLD."is_mutual" OR NEW."evidence" IS DISTINCT FROM OLD."evidence" OR NEW."written_by_id" IS DISTINCT FROM OLD."written_by_id" OR NEW."written_at" IS DISTINCT FROM OLD."written_at") THEN RAISE EXCEPTION \'This row is kept as it is\' USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'analyses_provisionversion_unchangeable\'; END IF; RETURN NEW;', hash='653612f75f26a61a64ca31c6e885274b3a582934', operation='UPDATE OR DELETE', pgid='pgtrigger_unchangeable_730fa', table='analyses_provisionversion', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='enquiry',
                index=models.Index(fields=['-received_on', '-id'], name='enquiry_latest'),
            ),
            migrations.AddIndex(
                model_name='enquiry',
                index=models.Index(fields=['answered_on'], name='enquiry_by_answer'),
            ),
            migrations.AddConstraint(
                model_name='enquiry',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='enquiry_in_sight', using="CASE WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) THEN true WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'account', false) THEN ARRAY[0, partnership_id] && (ARRAY(SELECT analyses_offices_in_sight('analyst')) || ARRAY(SELECT analyses_offices_in_sight('data_protection'))) ELSE false END"),
            ),
            migrations.AddConstraint(
                model_name='enquiry',
                constraint=models.CheckConstraint(condition=models.Q(('is_person_related', False), ('basis__isnull', False), ('refused_because', 'no_basis'), _connector='OR'), name='enquiry_about_persons_names_its_basis', violation_error_message='An enquiry about persons needs its legal basis. Where there is none, it is refused.'),
            ),
            migrations.AddConstraint(
                model_name='enquiry',
                constraint=models.CheckConstraint(condition=models.Q(('is_person_related', False), ('outcome__in', ('open', 'referred', 'refused')), _connector='OR'), name='enquiry_about_persons_is_passed_on', violation_error_message='An enquiry about persons is passed on or refused, never answered here.'),
            ),
            migrations.AddConstraint(
                model_name='enquiry',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', True), ('outcome', 'open')), models.Q(models.Q(('outcome', 'open'), _negated=True), ('answered_on__gte', models.F('received_on')), ('answered_on__isnull', False)), _connector='OR'), name='enquiry_answered_has_its_day', violation_error_message='The answer cannot come before the enquiry.'),
            ),
            migrations.AddConstraint(
                model_name='enquiry',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'referred'), ('referred_to', ''), _connector='OR'), models.Q(models.Q(('outcome', 'referred'), _negated=True), models.Q(('referred_to', ''), _negated=True), _connector='OR'), models.Q(('outcome', 'refused'), ('refused_because', ''), _connector='OR'), models.Q(models.Q(('outcome', 'refused'), _negated=True), models.Q(('refused_because', ''), _negated=True), _connector='OR'), models.Q(('outcome', 'analysis'), ('case__isnull', True), _connector='OR')), name='enquiry_outcome_is_whole'),
            ),
            migrations.AddConstraint(
                model_name='enquiry',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('refused_because', 'other'), _negated=True), models.Q(('refused_text', ''), _negated=True), _connector='OR'), name='enquiry_another_reason_has_words', violation_error_message='Say which other reason there is.'),
            ),
            migrations.AddIndex(
                model_name='contribution',
                index=models.Index(fields=['case', '-created_at'], name='contribution_of_case'),
            ),
            migrations.AddConstraint(
                model_name='contribution',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='contribution_in_sight', using='EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id AND analyses_may_read((SELECT analyses_sight_now()), c.passes, authority_id, submitted_at IS NOT NULL, released_to))'),
            ),
            migrations.AddConstraint(
                model_name='contribution',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('handling', 'H3'), _negated=True), models.Q(('handling_text', ''), _negated=True), ('withdrawn_at__isnull', False), ('replaced_at__isnull', False), _connector='OR'), name='contribution_h3_says_its_limits', violation_error_message='Say which other limits there are.'),
            ),
            migrations.AddConstraint(
                model_name='contribution',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('secrecy', 'criminal_file'), _negated=True), models.Q(('release_note', ''), _negated=True), ('withdrawn_at__isnull', False), ('replaced_at__isnull', False), _connector='OR'), name='contribution_criminal_file_names_its_release', violation_error_message='Say who released it, when, and the file number.'),
            ),
            migrations.AddConstraint(
                model_name='contribution',
                constraint=models.UniqueConstraint(condition=models.Q(('submitted_at__isnull', True)), fields=('replaces',), name='contribution_corrected_by_one_draft'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contribution',
                trigger=pgtrigger.compiler.Trigger(name='kept_when_submitted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE ends boolean; was jsonb; becomes jsonb; each text;', func="\n            IF OLD.submitted_at IS NULL THEN\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            END IF;\n            IF TG_OP = 'DELETE' THEN\n                IF coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) THEN RETURN OLD; END IF;\n                RAISE EXCEPTION 'A submitted contribution is kept' USING ERRCODE = 'check_violation';\n            END IF;\n            was := to_jsonb(OLD);\n            becomes := to_jsonb(NEW);\n            ends := OLD.withdrawn_at IS NULL AND OLD.replaced_at IS NULL\n                AND (NEW.withdrawn_at IS NOT NULL OR NEW.replaced_at IS NOT NULL);\n            IF ends OR coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) THEN\n                FOREACH each IN ARRAY ARRAY['purpose', 'release_note', 'handling_text', 'means_of_collection', 'police_category', 'protected_interest', 'first_storing_body', 'file_name', 'file_sha256'] LOOP\n                    IF becomes ->> each = '' THEN was := was - each; becomes := becomes - each; END IF;\n                END LOOP;\n            END IF;\n            IF ends THEN\n                was := was - ARRAY['withdrawn_at', 'withdrawn_by_id', 'withdraw_reason', 'replaced_at'];\n                becomes := becomes - ARRAY['withdrawn_at', 'withdrawn_by_id', 'withdraw_reason', 'replaced_at'];\n            END IF;\n            IF (was - 'review_on') IS DISTINCT FROM (becomes - 'review_on') THEN\n                RAISE EXCEPTION 'A submitted contribution is not changed' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;", hash='1014d12a5b7722142dfe6e4256d3c98e981b6c45', operation='UPDATE OR DELETE', pgid='pgtrigger_kept_when_submitted_d2b90', table='analyses_contribution', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='casequestion',
                index=models.Index(fields=['case', '-asked_at', '-id'], name='analysis_question_new'),
            ),
            migrations.AddConstraint(
                model_name='casequestion',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='question_in_sight', using='EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id AND analyses_asks((SELECT analyses_sight_now()), c.passes)) OR id = ANY(ARRAY(SELECT q.question_id FROM analyses_questionpart q))'),
            ),
            migrations.AddIndex(
                model_name='case',
                index=models.Index(fields=['-requested_at', '-id'], name='analysis_case_latest'),
            ),
            migrations.AddIndex(
                model_name='case',
                index=models.Index(fields=['stage', 'delete_on'], name='analysis_case_by_stage'),
            ),
            migrations.AddConstraint(
                model_name='case',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='analysis_case_in_sight', using='analyses_sees_case((SELECT analyses_sight_now()), passes, stage, combination_id, combination_confirmed_at)'),
            ),
            migrations.AddConstraint(
                model_name='case',
                constraint=models.CheckConstraint(condition=models.Q(('review_on__lte', models.F('delete_on'))), name='analysis_case_reviewed_before_it_is_deleted', violation_error_message='The check of the need comes before the deletion.'),
            ),
            migrations.AddConstraint(
                model_name='case',
                constraint=models.CheckConstraint(condition=models.Q(('checked_by__isnull', True), models.Q(('checked_by', models.F('requested_by')), _negated=True), _connector='OR'), name='analysis_case_not_checked_by_who_requests'),
            ),
            migrations.AddConstraint(
                model_name='case',
                constraint=models.CheckConstraint(condition=models.Q(('collecting_at__isnull', True), ('impact_confirmed_at__isnull', False), _connector='OR'), name='analysis_case_collects_behind_its_impact_assessment'),
            ),
            migrations.AddConstraint(
                model_name='case',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage__in', ['analysing', 'quality_check', 'conference', 'delivered', 'follow_up']), _negated=True), models.Q(('combination__isnull', False), ('combination_confirmed_at__isnull', False)), _connector='OR'), name='analysis_case_analyses_on_a_confirmed_basis'),
            ),
            migrations.AddConstraint(
                model_name='case',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('impact_confirmed_by__isnull', True), models.Q(('impact_confirmed_by', models.F('impact_noted_by')), _negated=True), _connector='OR'), models.Q(('combination_confirmed_by__isnull', True), models.Q(('combination_confirmed_by', models.F('combination_noted_by')), _negated=True), _connector='OR')), name='analysis_case_gates_confirmed_by_another_person'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='case',
                trigger=pgtrigger.compiler.Trigger(name='stage_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE was text;', func='IF TG_OP = \'UPDATE\' THEN was := OLD."stage"; IF was IS NOT DISTINCT FROM NEW."stage" THEN RETURN NEW; END IF; END IF; IF concat(was, \'>\', NEW."stage") <> ALL (\'{>requested,analysing>collecting,analysing>quality_check,analysing>stopped,approved>collecting,approved>stopped,collecting>analysing,collecting>stopped,conference>delivered,conference>stopped,delivered>deleted,delivered>follow_up,follow_up>deleted,legality_check>approved,legality_check>rejected,legality_check>stopped,quality_check>analysing,quality_check>conference,quality_check>delivered,quality_check>stopped,rejected>deleted,requested>legality_check,requested>rejected,requested>stopped,stopped>deleted}\'::text[]) THEN RAISE EXCEPTION \'No move from "%" to "%"\', coalesce(was, \'\'), NEW."stage" USING ERRCODE = \'check_violation\', TABLE = TG_TABLE_NAME, CONSTRAINT = \'analyses_case_stage_moves\'; END IF; RETURN NEW;', hash='3394d3188f236bd00adc58f98b9a8ee7cd576db4', operation='INSERT OR UPDATE', pgid='pgtrigger_stage_moves_a6bb7', table='analyses_case', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='questionpart',
                index=models.Index(fields=['case', 'authority'], name='analysis_part_of_authority'),
            ),
            migrations.AddConstraint(
                model_name='questionpart',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='question_part_in_sight', using='EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id AND (analyses_may_read((SELECT analyses_sight_now()), c.passes, authority_id, false, NULL) OR analyses_asks((SELECT analyses_sight_now()), c.passes)))'),
            ),
            migrations.AddConstraint(
                model_name='questionpart',
                constraint=models.UniqueConstraint(fields=('question', 'authority'), name='question_part_once_an_authority'),
            ),
            migrations.AddConstraint(
                model_name='questionpart',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'contributed'), ('contribution__isnull', False)), models.Q(models.Q(('answer', 'contributed'), _negated=True), ('contribution__isnull', True)), _connector='OR'), name='question_part_contributed_names_its_contribution', violation_error_message='Choose the contribution.'),
            ),
            migrations.AddConstraint(
                model_name='questionpart',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'refused'), _negated=True), ('refusal_basis__isnull', False), models.Q(('refusal_secrecy', 'none'), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='question_part_refused_says_why', violation_error_message='Say why: a provision, a secrecy, or your own words. One of them is enough.'),
            ),
            migrations.AddConstraint(
                model_name='questionpart',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'longer'), _negated=True), ('wanted_on__isnull', False), _connector='OR'), name='question_part_longer_says_until_when', violation_error_message='Say by which day you can answer.'),
            ),
            migrations.AddConstraint(
                model_name='questionpart',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'open'), ('answered_at__isnull', True)), models.Q(models.Q(('answer', 'open'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='question_part_answer_has_its_moment'),
            ),
            migrations.AddConstraint(
                model_name='recipient',
                constraint=models.UniqueConstraint(fields=('case', 'organisation'), name='recipient_once_in_a_case'),
            ),
            migrations.AddConstraint(
                model_name='recipient',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='recipient_in_sight', using='EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id)'),
            ),
            migrations.AddIndex(
                model_name='record',
                index=models.Index(fields=['case', 'caption', 'id'], name='analysis_record_by_caption'),
            ),
            migrations.AddIndex(
                model_name='record',
                index=models.Index(fields=['contribution', 'schema'], name='analysis_record_by_schema'),
            ),
            migrations.AddConstraint(
                model_name='record',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='record_in_sight', using="(coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) OR contribution_id = ANY((SELECT analyses_contributions_in_sight())::bigint[]))"),
            ),
            migrations.AddConstraint(
                model_name='record',
                constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('contribution', 'key'), name='record_key_once_in_a_contribution'),
            ),
            migrations.AddConstraint(
                model_name='record',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('schema', 'Person'), models.Q(('category', 'no_person'), _negated=True)), models.Q(('schema', 'Person'), _negated=True), _connector='OR'), name='record_category_fits_what_it_is', violation_error_message='A person has a category.'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='record',
                trigger=pgtrigger.compiler.Trigger(name='kept_when_submitted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (\n                SELECT FROM (SELECT DISTINCT r.contribution_id FROM (SELECT contribution_id FROM new_rows) r) t\n                LEFT JOIN analyses_contribution k ON k.id = t.contribution_id\n                WHERE NOT coalesce(k.submitted_at IS NULL AND k.id IS NOT NULL , false)\n            ) THEN\n                RAISE EXCEPTION 'What belongs to a submitted contribution is not changed' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NULL;", hash='a6bd9e3c0d10025bc69fbba87e2fc9f1e18d90af', level='STATEMENT', operation='INSERT', pgid='pgtrigger_kept_when_submitted_insert_85e67', referencing='REFERENCING NEW TABLE AS new_rows ', table='analyses_record', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='record',
                trigger=pgtrigger.compiler.Trigger(name='kept_when_submitted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (\n                SELECT FROM (SELECT DISTINCT r.contribution_id FROM (SELECT contribution_id FROM old_rows UNION SELECT contribution_id FROM new_rows) r) t\n                LEFT JOIN analyses_contribution k ON k.id = t.contribution_id\n                WHERE NOT coalesce(k.submitted_at IS NULL AND k.id IS NOT NULL , false)\n            ) THEN\n                RAISE EXCEPTION 'What belongs to a submitted contribution is not changed' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NULL;", hash='302684d910485ffee2f50eca7d55ca5604b8dfbe', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_kept_when_submitted_update_06c8e', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='analyses_record', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='record',
                trigger=pgtrigger.compiler.Trigger(name='kept_when_submitted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (\n                SELECT FROM (SELECT DISTINCT r.contribution_id FROM (SELECT contribution_id FROM old_rows) r) t\n                LEFT JOIN analyses_contribution k ON k.id = t.contribution_id\n                WHERE NOT coalesce(k.submitted_at IS NULL AND k.id IS NOT NULL OR k.withdrawn_at IS NOT NULL OR k.replaced_at IS NOT NULL OR coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false), false)\n            ) THEN\n                RAISE EXCEPTION 'What belongs to a submitted contribution is not changed' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NULL;", hash='6215c196af9d338e700c42f6f685b26da59db61c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_kept_when_submitted_delete_6df14', referencing='REFERENCING OLD TABLE AS old_rows ', table='analyses_record', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='link',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='link_in_sight', using="(coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) OR contribution_id = ANY((SELECT analyses_contributions_in_sight())::bigint[])) AND EXISTS (SELECT FROM analyses_record a WHERE a.id = from_record_id) AND EXISTS (SELECT FROM analyses_record z WHERE z.id = to_record_id)"),
            ),
            migrations.AddConstraint(
                model_name='link',
                constraint=models.UniqueConstraint(fields=('contribution', 'from_record', 'to_record', 'kind'), name='link_once_in_a_contribution', violation_error_message='This link stands in the contribution already.'),
            ),
            migrations.AddConstraint(
                model_name='link',
                constraint=models.CheckConstraint(condition=models.Q(('from_record', models.F('to_record')), _negated=True), name='link_has_two_ends', violation_error_message='A record is not linked with itself.'),
            ),
            migrations.AddConstraint(
                model_name='link',
                constraint=models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until_on__isnull', True), ('until_on__gte', models.F('since')), _connector='OR'), name='link_until_after_since', violation_error_message='The end must not be before the beginning.'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='link',
                trigger=pgtrigger.compiler.Trigger(name='kept_when_submitted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (\n                SELECT FROM (SELECT DISTINCT r.contribution_id FROM (SELECT contribution_id FROM new_rows) r) t\n                LEFT JOIN analyses_contribution k ON k.id = t.contribution_id\n                WHERE NOT coalesce(k.submitted_at IS NULL AND k.id IS NOT NULL , false)\n            ) THEN\n                RAISE EXCEPTION 'What belongs to a submitted contribution is not changed' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NULL;", hash='a1bb4a8dfc036b5c26a05d69b3922690fa956f26', level='STATEMENT', operation='INSERT', pgid='pgtrigger_kept_when_submitted_insert_f2542', referencing='REFERENCING NEW TABLE AS new_rows ', table='analyses_link', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='link',
                trigger=pgtrigger.compiler.Trigger(name='kept_when_submitted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (\n                SELECT FROM (SELECT DISTINCT r.contribution_id FROM (SELECT contribution_id FROM old_rows UNION SELECT contribution_id FROM new_rows) r) t\n                LEFT JOIN analyses_contribution k ON k.id = t.contribution_id\n                WHERE NOT coalesce(k.submitted_at IS NULL AND k.id IS NOT NULL , false)\n            ) THEN\n                RAISE EXCEPTION 'What belongs to a submitted contribution is not changed' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NULL;", hash='3d2b7f3eda6f2dc964f46f695c8de9df7fd2db70', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_kept_when_submitted_update_22679', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='analyses_link', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='link',
                trigger=pgtrigger.compiler.Trigger(name='kept_when_submitted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (\n                SELECT FROM (SELECT DISTINCT r.contribution_id FROM (SELECT contribution_id FROM old_rows) r) t\n                LEFT JOIN analyses_contribution k ON k.id = t.contribution_id\n                WHERE NOT coalesce(k.submitted_at IS NULL AND k.id IS NOT NULL OR k.withdrawn_at IS NOT NULL OR k.replaced_at IS NOT NULL OR coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false), false)\n            ) THEN\n                RAISE EXCEPTION 'What belongs to a submitted contribution is not changed' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NULL;", hash='9b675c92bd93ca565ede64ff6ace038f2c76a294', level='STATEMENT', operation='DELETE', pgid='pgtrigger_kept_when_submitted_delete_d181b', referencing='REFERENCING OLD TABLE AS old_rows ', table='analyses_link', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='extension',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='extension_in_sight', using='EXISTS (SELECT FROM analyses_case c WHERE c.id = case_id)'),
            ),
            migrations.AddConstraint(
                model_name='extension',
                constraint=models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('case', 'term', 'contribution', 'record'), name='extension_one_waits_at_a_time', nulls_distinct=False),
            ),
            migrations.AddConstraint(
                model_name='extension',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('is_agreed__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('is_agreed__isnull', False), models.Q(('decided_by', models.F('asked_by')), _negated=True), models.Q(('decided_for', models.F('asked_for')), _negated=True)), _connector='OR'), name='extension_decided_by_another_person_and_authority'),
            ),
            migrations.AddConstraint(
                model_name='extension',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('contribution__isnull', True), ('record__isnull', True), ('term__in', ['need', 'deletion'])), models.Q(('contribution__isnull', False), ('record__isnull', True), ('term', 'contribution')), models.Q(('contribution__isnull', True), ('record__isnull', False), ('term', 'record')), _connector='OR'), name='extension_names_what_it_extends'),
            ),
            migrations.AddIndex(
                model_name='sample',
                index=models.Index(fields=['-at', '-id'], name='analysis_sample_latest'),
            ),
            migrations.AddConstraint(
                model_name='sample',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='sample_answer_is_whole'),
            ),
            migrations.AddConstraint(
                model_name='sample',
                constraint=models.CheckConstraint(condition=models.Q(('answered_by__isnull', True), models.Q(('answered_by', models.F('account')), _negated=True), _connector='OR'), name='sample_not_answered_by_who_read'),
            ),
            migrations.AddConstraint(
                model_name='sample',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='log_sample_in_sight', using="CASE WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'account', false) AND asked_at IS NOT NULL AND account_id::text = split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 2) THEN true ELSE (CASE WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) OR coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'log', false) THEN true WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'account', false) THEN 0 = ANY(ARRAY(SELECT analyses_scopes_in_sight('data_protection'))) OR authority_id = ANY(ARRAY(SELECT analyses_scopes_in_sight('data_protection'))) ELSE false END) END"),
            ),
            migrations.AddConstraint(
                model_name='withdrawalnoted',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='withdrawal_noted_in_sight', using="(coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) OR contribution_id = ANY((SELECT analyses_contributions_in_sight())::bigint[]))"),
            ),
            migrations.AddConstraint(
                model_name='withdrawalnoted',
                constraint=models.UniqueConstraint(fields=('contribution', 'by'), name='withdrawal_noted_once'),
            ),
            migrations.AddConstraint(
                model_name='sealedentry',
                constraint=partnerships.shared.row_policies.RowPolicy(is_forced=True, name='sealed_entry_in_sight', using="CASE WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'all', false) THEN true WHEN coalesce(split_part(nullif(current_setting('handschlag.analyses', true), ''), ' ', 1) = 'account', false) THEN cardinality(ARRAY(SELECT analyses_scopes_in_sight('data_protection'))) > 0 ELSE false END"),
            ),
        ]),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(WRITE, migrations.RunSQL.noop),
        migrations.RunSQL(PROTECTED, migrations.RunSQL.noop),
    ]
