"""A case: what is asked and why, who takes part, who decided. Its contents rest on contributions. Source: DOMAIN 5.5, decision 0055."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.models.provisions import ProvisionVersion
from analyses.models.sights import OF_CASE, OF_SHELL
from analyses.stages import LIFE, UNDECIDED, Stage
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy
from partnerships.shared.stages import StageTrigger

LONGEST_TEXT = 4000  # characters of issue, purpose, necessity


class CaseRole(models.TextChoices):
    """What somebody does in a case."""

    LEAD = "lead", pgettext_lazy("in a case", "leads the case")
    CONTRIBUTOR = "contributor", pgettext_lazy("in a case", "contributes")
    ANALYST = "analyst", pgettext_lazy("in a case", "analyses")
    APPROVER = "approver", pgettext_lazy("in a case", "decides only")


SEES_NO_CONTENTS = (CaseRole.APPROVER,)


class Result(models.TextChoices):
    """What came of a delivered case. Source: SiKo Ruhr 2020/21 (the first three), DOMAIN 5.5."""

    INVESTIGATION = "investigation", _("investigation opened")
    SUPPORTED = "supported", _("ongoing investigation supported")
    STRUCTURE = "structure", _("local structure across authorities set up")
    MEASURE = "measure", _("administrative measure")
    NONE = "none", _("no result")
    UNKNOWN = "unknown", pgettext_lazy("a result", "unknown")


def scopes_of(account: Account, *roles: str) -> set[int]:
    """Organisations for which somebody holds one of the roles today; 0 stands for the installation or a partnership."""
    return {grant.organisation or 0 for grant in account.access.grants if grant.role in roles}


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases."""

    def visible_to(self, account: Account) -> Self:
        """Those in which somebody is named, requests the legal service decides on, shells for data protection. Others: none."""
        visible = Q(pk__in=Participation.objects.held_by(account).values("case"))
        if scopes_of(account, "legal"):
            visible |= Q(stage__in=UNDECIDED)
            visible |= Q(combination__isnull=False, combination_confirmed_at__isnull=True)
        if guarded := scopes_of(account, "data_protection"):
            own = Participation.objects.current().filter(authority__in=guarded)
            visible |= Q() if 0 in guarded else Q(pk__in=own.values("case"))
            if 0 in guarded:
                return self
        return self.filter(visible)

    def lock(self, case: "Case") -> "Case":
        """Read anew, for the action that changes it. Raises: DoesNotExist for whoever no longer sees it."""
        return self.select_for_update(of=("self",), no_key=True).get(pk=case.pk)


@fields(
    personal="title issue purpose necessity passes reason check_note requested_by checked_by impact_noted_by impact_confirmed_by"
    " combination_noted_by combination_confirmed_by",
    listed="requested_by checked_by impact_noted_by impact_confirmed_by combination_noted_by combination_confirmed_by",
    harmless="number stage requested_at requested_for checked_at impact_reference impact_noted_at impact_confirmed_at combination"
    " combination_noted_at combination_confirmed_at review_on delete_on collecting_at delivered_at ended_at deleted_at result",
)
class Case(Checked):
    """`passes` says who sees it: `{"<account>": {"authority": 7, "from": "2026-11-27", "until": null, "contents": true}}`, kept in step
    with its participations by `actions.taking_part.renew_passes`; row-level security reads it.

    `requested_for`: the authority in whose name it was requested. `impact_…` and `combination_…` are the two gates: the impact
    assessment before anything is collected, the basis for combining before anything is analysed; each noted by one person, confirmed by another.
    """

    number = models.CharField(_("number"), max_length=12, unique=True, editable=False)
    title = Line(
        pgettext_lazy("a case", "title"),
        max_length=120,
        help_text=_("Name the conduct and the place. No person, no family, no origin."),
    )
    issue = models.TextField(_("what it is about"), max_length=LONGEST_TEXT)
    purpose = models.TextField(_("purpose"), max_length=LONGEST_TEXT)
    necessity = models.TextField(_("why one authority alone cannot do it"), max_length=LONGEST_TEXT)
    stage = models.CharField(
        pgettext_lazy("a case", "stage"),
        max_length=20,
        choices=Stage,
        default=Stage.REQUESTED,
        editable=False,
    )
    passes = models.JSONField(_("who sees it"), default=dict, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("requested by"),
    )
    requested_for = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("requested for"),
    )
    requested_at = models.DateTimeField(_("requested"), default=timezone.now, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("legality checked by"),
    )
    checked_at = models.DateTimeField(_("legality checked"), null=True, editable=False)
    check_note = models.TextField(_("what the check found"), max_length=LONGEST_TEXT, blank=True)
    impact_reference = Line(
        _("impact assessment"),
        max_length=200,
        blank=True,
        help_text=_("Where it is found, for example a file number."),
    )
    impact_noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    impact_noted_at = models.DateTimeField(_("impact assessment noted"), null=True, editable=False)
    impact_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    impact_confirmed_at = models.DateTimeField(
        _("impact assessment confirmed"), null=True, editable=False
    )
    combination = models.ForeignKey(
        ProvisionVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("basis for combining"),
    )
    combination_noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    combination_noted_at = models.DateTimeField(
        _("basis for combining named"), null=True, editable=False
    )
    combination_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    combination_confirmed_at = models.DateTimeField(
        _("basis for combining confirmed"), null=True, editable=False
    )
    reason = models.TextField(
        _("why it was rejected or stopped"), max_length=LONGEST_TEXT, blank=True
    )
    review_on = models.DateField(_("need is checked by"))
    delete_on = models.DateField(_("is deleted on"))
    collecting_at = models.DateTimeField(_("collecting since"), null=True, editable=False)
    delivered_at = models.DateTimeField(
        pgettext_lazy("a case", "delivered"), null=True, editable=False
    )
    ended_at = models.DateTimeField(pgettext_lazy("a case", "ended"), null=True, editable=False)
    deleted_at = models.DateTimeField(_("contents deleted"), null=True, editable=False)
    result = models.CharField(_("what came of it"), max_length=20, choices=Result, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("an analysis", "case")
        verbose_name_plural = pgettext_lazy("an analysis", "cases")
        ordering = ["-requested_at", "-id"]
        indexes = [
            models.Index(fields=["-requested_at", "-id"], name="analysis_case_latest"),
            models.Index(fields=["stage", "delete_on"], name="analysis_case_by_stage"),
        ]
        constraints = [
            RowPolicy(name="analysis_case_in_sight", using=OF_CASE, is_forced=True),
            models.CheckConstraint(
                name="analysis_case_reviewed_before_it_is_deleted",
                condition=Q(review_on__lte=F("delete_on")),
                violation_error_message=_("The check of the need comes before the deletion."),
            ),
            models.CheckConstraint(
                name="analysis_case_not_checked_by_who_requests",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("requested_by")),
            ),
            models.CheckConstraint(
                name="analysis_case_collects_behind_its_impact_assessment",
                condition=Q(collecting_at__isnull=True) | Q(impact_confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="analysis_case_analyses_on_a_confirmed_basis",
                condition=~Q(
                    stage__in=[
                        Stage.ANALYSING,
                        Stage.QUALITY_CHECK,
                        Stage.CONFERENCE,
                        Stage.DELIVERED,
                        Stage.FOLLOW_UP,
                    ]
                )
                | Q(combination__isnull=False, combination_confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="analysis_case_gates_confirmed_by_another_person",
                condition=(
                    Q(impact_confirmed_by__isnull=True)
                    | ~Q(impact_confirmed_by=F("impact_noted_by"))
                )
                & (
                    Q(combination_confirmed_by__isnull=True)
                    | ~Q(combination_confirmed_by=F("combination_noted_by"))
                ),
            ),
        ]
        triggers = [StageTrigger(lifecycle=LIFE)]

    def __str__(self) -> str:
        return self.number


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Participations."""

    def on(self, day: date) -> Self:
        """Agreed, and holding on this day."""
        running = Q(until_on__isnull=True) | Q(until_on__gte=day)
        return self.filter(running, since__lte=day, ended_at__isnull=True, agreed_at__isnull=False)

    def current(self) -> Self:
        """Agreed, and holding today."""
        return self.on(timezone.localdate())

    def held_by(self, account: Account) -> Self:
        """Somebody's own today, of authorities whose officer or analyst they are today."""
        rows = self.current().filter(account=account)
        scopes = scopes_of(account, "officer", "analyst")
        return rows if 0 in scopes else rows.filter(authority__in=scopes)


@fields(
    personal="account reason added_by agreed_by ended_by end_reason",
    listed="account added_by agreed_by ended_by",
    harmless="case authority role since until_on added_at agreed_at ended_at",
)
class Participation(Checked):
    """A named officer of an authority in a case, from when until when and why. In effect once somebody of another authority agreed;
    those named in the request are agreed with it, by the check and the two approvals.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="participations")
    authority = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", verbose_name=_("authority")
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("officer")
    )
    role = models.CharField(pgettext_lazy("in a case", "role"), max_length=12, choices=CaseRole)
    reason = Line(_("why this person"), max_length=300, blank=True)
    since = models.DateField(_("since"), default=timezone.localdate)
    until_on = models.DateField(_("until and including"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("agreed by"),
    )
    agreed_at = models.DateTimeField(
        pgettext_lazy("a participation", "agreed"), null=True, editable=False
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("ended by"),
    )
    ended_at = models.DateTimeField(
        pgettext_lazy("a participation", "ended"), null=True, editable=False
    )
    end_reason = Line(_("why it ended"), max_length=300, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation in a case")
        verbose_name_plural = _("participations in cases")
        ordering = ["case", "authority__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "account"],
                condition=Q(ended_at__isnull=True),
                name="participation_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(role=CaseRole.LEAD, ended_at__isnull=True),
                name="one_lead_of_a_case",
            ),
            models.CheckConstraint(
                name="participation_until_after_since",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since")),
                violation_error_message=_("The end must not be before the beginning."),
            ),
            RowPolicy(name="participation_in_sight", using=OF_SHELL, is_forced=True),
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def is_current(self) -> bool:
        """As `ParticipationQuerySet.current`."""
        today = timezone.localdate()
        if self.ended_at or self.agreed_at is None or self.since > today:
            return False
        return self.until_on is None or self.until_on >= today


def own_participation(account: Account, case: Case) -> Participation | None:
    """How somebody takes part today, with the kind of their authority; asked once for this reading of the case."""
    known: dict[int, Participation | None] = case.__dict__.setdefault("_own_participations", {})
    if account.pk not in known:
        rows = Participation.objects.held_by(account).filter(case=case)
        known[account.pk] = rows.select_related("authority__authority").first()
    return known[account.pk]


def keep_own(account: Account, case: Case, own: Participation | None) -> None:
    """What `own_participation` would find, read already."""
    case.__dict__.setdefault("_own_participations", {})[account.pk] = own


def choose_own(account: Account, people: Iterable[Participation]) -> Participation | None:
    """How somebody takes part today, among all who do or did in one case."""
    scopes = scopes_of(account, "officer", "analyst")
    own = (
        each
        for each in people
        if each.account_id == account.pk
        and each.is_current
        and (0 in scopes or each.authority_id in scopes)
    )
    return next(own, None)


def keep_people(account: Account, case: Case, people: list[Participation]) -> None:
    """All who take part or did, read already: see `own_participation` and `find_named`."""
    keep_own(account, case, choose_own(account, people))
    case.__dict__["_people"] = people


def find_named(case: Case, account_id: int) -> Participation | None:
    """The participation of an account that has not ended; asked of the database unless all were read with the case."""
    if "_people" in vars(case):
        people: list[Participation] = vars(case)["_people"]
        return next((p for p in people if p.account_id == account_id and not p.ended_at), None)
    return Participation.objects.filter(case=case, account=account_id, ended_at=None).first()


@fields(harmless="case organisation")
class Recipient(Checked):
    """An authority that is to receive the result."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="recipients")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("recipient of a result")
        verbose_name_plural = _("recipients of results")
        ordering = ["case", "organisation__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"], name="recipient_once_in_a_case"
            ),
            RowPolicy(name="recipient_in_sight", using=OF_SHELL, is_forced=True),
        ]

    def __str__(self) -> str:
        return numbered(self)


@fields(personal="by note", listed="by", harmless="case authority at")
class Approval(Checked):
    """A yes to a checked request, in the name of an authority. Two of different authorities let a case begin."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="approvals")
    authority = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    note = Line(pgettext_lazy("an approval", "note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("approval of a case")
        verbose_name_plural = _("approvals of cases")
        ordering = ["case", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "authority"], name="approval_once_an_authority"
            ),
            models.UniqueConstraint(fields=["case", "by"], name="approval_once_a_person"),
            RowPolicy(name="approval_in_sight", using=OF_SHELL, is_forced=True),
        ]

    def __str__(self) -> str:
        return numbered(self)
