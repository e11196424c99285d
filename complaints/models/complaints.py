"""A complaint: its shell in clear, what was said sealed; and what was written to and fro."""

from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.answers import Kind, Way
from complaints.languages import CHOICES
from complaints.models.concerning import concerning
from complaints.models.offices import Office, OfficeKey
from complaints.models.partners import PartnerKey
from complaints.models.sights import OF_COMPLAINT, OF_ITS_ROWS, OF_ROWS_OF_MESSAGE
from complaints.stages import LIFE, Outcome, Settling, Stage
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.labels import numbered
from partnerships.shared.parts.once import new_token
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy
from partnerships.shared.stages import StageTrigger
from partnerships.shared.step.models import TOKEN_LIMIT
from partnerships.shared.workdays import Days

if TYPE_CHECKING:
    from complaints.models.clocks import Clock
    from complaints.models.consents import Consent


class Channel(models.TextChoices):
    """How it came in. Source: DOMAIN 2.6."""

    WEB_FORM = "web_form", _("form on this site")
    LETTER = "letter", pgettext_lazy("a complaint came by", "letter")
    PHONE = "phone_recorded_by_staff", pgettext_lazy("a complaint came by", "telephone call")
    COUNTER = "station_in_person", pgettext_lazy("a complaint came by", "visit at the counter")
    PARTNER = "partner_organisation", _("partner organisation")


BY_STAFF = (Channel.LETTER, Channel.PHONE, Channel.COUNTER)


KEPT_BY_PARTNER = Q(partner__isnull=False, forwarded_at__isnull=True)


def helps_for(account: Account) -> set[int]:
    """Organisations whose helper somebody is today: by a role that was given, and standing for them."""
    access = account.access
    given = {grant.organisation for grant in access.grants if grant.role == "helper"}
    return {number for number in given if number and access.stands_for(number)}


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Complaints."""

    def visible_to(self, account: Account) -> Self:
        """Of the offices whose complaints officer somebody is today; of all, for an officer of the installation.

        What a partner keeps has reached no office, and is seen by none. Nobody sees what names them or concerns their unit.
        """
        grants = [grant for grant in account.access.grants if grant.role == "complaints"]
        rows = self.reached()._apart_from(account)
        if any(grant.organisation is None and grant.partnership is None for grant in grants):
            return rows
        return rows.filter(office__authority__in=[grant.organisation for grant in grants])

    def _apart_from(self, account: Account) -> Self:
        """Without those that name somebody or concern a unit of theirs."""
        return self.exclude(Exists(concerning(account).filter(complaint=OuterRef("pk"))))

    def reached(self) -> Self:
        """What came to an office: all but what a partner keeps."""
        return self.exclude(KEPT_BY_PARTNER)

    def kept(self) -> Self:
        """What a partner wrote for somebody and nobody has forwarded."""
        return self.filter(KEPT_BY_PARTNER)

    def helped_by(self, account: Account) -> Self:
        """What partners wrote for whom somebody is a helper today, forwarded or not."""
        return self.filter(partner__in=helps_for(account))

    def lock(self, complaint: "Complaint") -> "Complaint":
        """Read anew, for the action that changes it."""
        rows = self.select_related("office").select_for_update(of=("self",), no_key=True)
        return rows.get(pk=complaint.pk)


@fields(
    personal="told identity nudge entered_by",
    listed="entered_by",
    harmless="uid number office channel way kind language stage received_at acknowledged_at asked_at answered_at ended_at"
    " salt mailbox_public heard_at is_nudged partner forwarded_at helper_ended_at came_on is_code_for_once"
    " reopened_at outcome settled_by",
)
class Complaint(Checked):
    """`told` and `identity` are sealed with two keys that lie in `Wrap`; `salt` and `mailbox_public` belong to the mailbox secret.

    Praise and suggestions are complaints of another kind: the same way in, the same mailbox.
    `uid` is what the seals are bound to. `heard_at`: when the person wrote last. `nudge`: the address for a letter
    without content, sealed with a third key; `is_nudged`: one was sent since the mailbox was opened last.
    `partner`: the organisation that wrote it for somebody; until `forwarded_at` it is kept by them and nobody else sees it.
    `received_at`: when it came to the office, or as long as it is kept, when it was written. `is_code_for_once`: somebody else
    has seen the code; the mailbox asks for another before it shows anything. `reopened_at`: the last time; `outcome` and
    `settled_by` say what came of it once it is closed, and stay when it is opened again until it is closed anew.
    """

    uid = models.UUIDField(
        _("what the seals are bound to"), unique=True, default=uuid4, editable=False
    )
    number = models.CharField(_("number"), max_length=9, unique=True, editable=False)
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="complaints", verbose_name=_("complaints office")
    )
    channel = models.CharField(
        _("came by"), max_length=30, choices=Channel, default=Channel.WEB_FORM, editable=False
    )
    way = models.CharField(_("way"), max_length=10, choices=Way, editable=False)
    kind = models.CharField(_("what it is"), max_length=12, choices=Kind, editable=False)
    language = models.CharField(_("language"), max_length=12, choices=CHOICES, editable=False)
    stage = models.CharField(
        pgettext_lazy("a complaint", "stage"),
        max_length=20,
        choices=Stage,
        default=Stage.RECEIVED,
        editable=False,
    )
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    acknowledged_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), null=True, editable=False)
    answered_at = models.DateTimeField(
        pgettext_lazy("a complaint", "answered"), null=True, editable=False
    )
    ended_at = models.DateTimeField(_("closed or taken back"), null=True, editable=False)
    heard_at = models.DateTimeField(_("the person wrote"), default=timezone.now, editable=False)
    salt = models.BinaryField(_("salt of the code"), editable=False)
    mailbox_public = models.BinaryField(_("public key of the mailbox"), editable=False)
    told = models.BinaryField(_("what was told"), editable=False)
    identity = models.BinaryField(_("who told it"), null=True, editable=False)
    nudge = models.BinaryField(_("address for a letter without content"), null=True, editable=False)
    is_nudged = models.BooleanField(
        _("a letter without content was sent"), default=False, editable=False
    )
    partner = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="complaints_written",
        verbose_name=_("written by the partner"),
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written down by"),
    )
    came_on = models.DateField(_("came on"), null=True, editable=False)
    forwarded_at = models.DateTimeField(_("forwarded"), null=True, editable=False)
    helper_ended_at = models.DateTimeField(
        _("goes on without the partner"), null=True, editable=False
    )
    is_code_for_once = models.BooleanField(_("the code opens once"), default=False, editable=False)
    reopened_at = models.DateTimeField(_("opened again"), null=True, editable=False)
    outcome = models.CharField(
        _("what came of it"), max_length=30, choices=Outcome, blank=True, editable=False
    )
    settled_by = ArrayField(
        models.CharField(max_length=30, choices=Settling),
        verbose_name=_("how it was settled"),
        default=list,
        blank=True,
        editable=False,
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one thing", "complaint")
        verbose_name_plural = _("complaints")
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["office", "-received_at", "-id"], name="complaint_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="complaint_number_is_digits", condition=Q(number__regex=r"^[0-9]{9}$")
            ),
            models.CheckConstraint(
                name="complaint_without_name_has_no_identity",
                condition=~Q(way=Way.ANONYMOUS) | Q(identity__isnull=True),
            ),
            RowPolicy(name="complaint_in_sight", using=OF_COMPLAINT),
            models.CheckConstraint(
                name="complaint_says_who_wrote_it_down",
                condition=Q(
                    channel=Channel.WEB_FORM,
                    partner__isnull=True,
                    entered_by__isnull=True,
                    came_on__isnull=True,
                )
                | Q(
                    channel=Channel.PARTNER,
                    partner__isnull=False,
                    entered_by__isnull=False,
                    came_on__isnull=True,
                )
                | Q(
                    channel__in=BY_STAFF,
                    partner__isnull=True,
                    entered_by__isnull=False,
                    came_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="only_what_a_partner_wrote_is_forwarded",
                condition=Q(partner__isnull=False)
                | Q(forwarded_at__isnull=True, helper_ended_at__isnull=True),
            ),
        ]
        triggers = [StageTrigger(lifecycle=LIFE)]

    def __str__(self) -> str:
        return self.spaced_number

    @property
    def spaced_number(self) -> str:
        """As it is read aloud: three times three digits."""
        return space_number(self.number)

    @cached_property
    def running_clocks(self) -> list["Clock"]:
        """Of all kinds; asked for once a row."""
        return list(self.clocks.running())

    @cached_property
    def closed_days(self) -> list[Days]:
        """Of its office; asked for once a row."""
        rows = self.office.closures.values_list("first_day", "last_day")
        return [Days(first, last) for first, last in rows]

    @cached_property
    def answered_before(self) -> frozenset[int]:
        """Accounts that gave or approved the answer with which the person did not agree: another one handles it."""
        if self.reopened_at is None:
            return frozenset()
        answers = self.messages.filter(kind=MessageKind.ANSWER, at__lte=self.reopened_at)
        pairs = answers.values_list("by", "draft__decided_by")
        return frozenset(number for pair in pairs for number in pair if number)

    @cached_property
    def objections(self) -> list["Message"]:
        """Those messages with which the person objects to a handler, each with its `objection`; asked for once a row."""
        return list(self.messages.filter(objection__isnull=False).select_related("objection"))

    @cached_property
    def objected_to(self) -> frozenset[int]:
        """Accounts that had written when the person objected, as long as that is open or was found right."""
        moments = [each.at for each in self.objections if each.objection.outcome != "rejected"]
        if not moments:
            return frozenset()
        writers = self.messages.filter(at__lte=max(moments), by__isnull=False)
        return frozenset(writers.values_list("by", flat=True))

    @cached_property
    def proposed_on(self) -> date | None:
        """Since when all of it is to be deleted, if the clock proposes it; asked for once a row."""
        rows = self.proposals.filter(decision="open", item="complaint")
        return rows.values_list("due_on", flat=True).first()

    @property
    def is_kept(self) -> bool:
        """By the partner that wrote it: nobody has forwarded it."""
        return self.partner_id is not None and self.forwarded_at is None

    @property
    def has_helper(self) -> bool:
        """The partner still reads and writes."""
        return self.partner_id is not None and self.helper_ended_at is None

    @property
    def consent(self) -> "Consent | None":
        """What the person said last, of what a partner wrote for them."""
        return self.consents.last() if self.partner_id else None


def space_number(number: str) -> str:
    """123456789 as 123 456 789."""
    return " ".join(number[start : start + 3] for start in (0, 3, 6))


class Opens(models.TextChoices):
    """Which of the keys of a complaint: what was told, who told it, or where a letter without content goes."""

    TOLD = "told", _("what was told")
    IDENTITY = "identity", _("who told it")
    NUDGE = "nudge", _("address for a letter without content")


class Holder(models.TextChoices):
    """Who can open a wrap."""

    OFFICE = "office", _("the office")
    MAILBOX = "mailbox", _("the mailbox secret")
    PARTNER = "partner", _("the partner that wrote it")


class WrapQuerySet(models.QuerySet["Wrap"]):
    """Wrapped keys."""

    def of_former_keys(self, office: Office) -> Self:
        """Those that another key of the office opens than the newest one."""
        return self.filter(office_key__office=office, office_key__retired_at__isnull=False)

    def count_complaints(self) -> int:
        """A complaint has one or two for each holder."""
        return self.values("complaint").distinct().count()


@fields(harmless="complaint opens holder office_key partner_key sealed")
class Wrap(models.Model):
    """A key of a complaint, sealed to somebody who may have it (HPKE). With its wraps gone, a complaint is gone.

    A table of its own, so that its backups can be kept for 30 days only. Source: decision 0047.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="wraps")
    opens = models.CharField(max_length=10, choices=Opens)
    holder = models.CharField(max_length=10, choices=Holder)
    office_key = models.ForeignKey(OfficeKey, models.PROTECT, null=True, related_name="+")
    partner_key = models.ForeignKey(PartnerKey, models.PROTECT, null=True, related_name="wraps")
    sealed = models.BinaryField()

    objects = WrapQuerySet.as_manager()

    class Meta:
        verbose_name = _("wrapped key")
        verbose_name_plural = _("wrapped keys")
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "opens", "holder", "office_key", "partner_key"],
                nulls_distinct=False,
                name="one_wrap_of_a_key_for_each_holder",
            ),
            models.CheckConstraint(
                name="wrap_of_the_office_names_its_key",
                condition=Q(holder=Holder.OFFICE, office_key__isnull=False)
                | Q(~Q(holder=Holder.OFFICE), office_key__isnull=True),
            ),
            RowPolicy(name="wrap_in_sight", using=OF_ITS_ROWS),
            models.CheckConstraint(
                name="wrap_of_a_partner_names_its_key",
                condition=Q(holder=Holder.PARTNER, partner_key__isnull=False)
                | Q(~Q(holder=Holder.PARTNER), partner_key__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)


class MessageKind(models.TextChoices):
    """What a message is, and whose."""

    STORY = "story", pgettext_lazy("a message", "what happened")
    REPLY = "reply", pgettext_lazy("a message", "from the person")
    OBJECTION = "objection", pgettext_lazy("a message", "somebody should not handle it")
    HELPER = "helper", pgettext_lazy("a message", "from the helper")
    NOTICE = "notice", pgettext_lazy("a message", "from the office")
    QUESTION = "question", pgettext_lazy("a message", "a question of the office")
    ANSWER = "answer", pgettext_lazy("a message", "the answer of the office")
    RULING = "ruling", pgettext_lazy("a message", "answer to the objection")


FROM_PERSON = (MessageKind.STORY, MessageKind.REPLY, MessageKind.OBJECTION)
TO_OFFICE = (*FROM_PERSON, MessageKind.HELPER)  # what waits for an answer of the office


@fields(personal="by sealed", listed="by", harmless="complaint kind language at token")
class Message(Checked):
    """One text, sealed under the key of what was told. `by`: the officer or the helper; the person never sees who.

    `token`: of the form it was sent with, so that sent twice it is one.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=MessageKind)
    language = models.CharField(_("language"), max_length=12, choices=CHOICES)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    at = models.DateTimeField(pgettext_lazy("a message", "written"), default=timezone.now)
    sealed = models.BinaryField()
    token = models.CharField(max_length=TOKEN_LIMIT, unique=True, default=new_token, editable=False)

    class Meta:
        verbose_name = _("message about a complaint")
        verbose_name_plural = _("messages about complaints")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="message_of_the_office_has_writer",
                condition=Q(kind__in=FROM_PERSON, by__isnull=True)
                | Q(~Q(kind__in=FROM_PERSON), by__isnull=False),
            ),
            RowPolicy(name="message_in_sight", using=OF_ITS_ROWS),
        ]

    def __str__(self) -> str:
        return numbered(self)


class Translator(models.TextChoices):
    """Who translated. What a machine made is checked once a person has kept it, changed or as it is."""

    PERSON = "person", pgettext_lazy("translated by", "a person")
    MACHINE = "machine", pgettext_lazy("translated by", "a machine, unchecked")
    CHECKED = "checked", pgettext_lazy("translated by", "a machine, checked by a person")


@fields(personal="by sealed", listed="by", harmless="message language translator at")
class Translation(Checked):
    """A message in another language, sealed under the same key as the message. The original stays beside it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    message = models.ForeignKey(Message, models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=12, choices=CHOICES)
    translator = models.CharField(max_length=10, choices=Translator, default=Translator.PERSON)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("translated by"),
    )
    at = models.DateTimeField(_("translated"), default=timezone.now)
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("translation of a message")
        verbose_name_plural = _("translations of messages")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "language"], name="one_translation_of_a_message"
            ),
            RowPolicy(name="translation_in_sight", using=OF_ROWS_OF_MESSAGE),
        ]

    def __str__(self) -> str:
        return numbered(self)
