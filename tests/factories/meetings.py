"""Meetings at any stage, with people on their list."""

from datetime import date, time, timedelta
from importlib import import_module

import factory
from django.apps import apps
from django.utils import timezone

from meetings import models
from meetings.stages import Stage
from tests.factories.directory import AccountFactory, PartnershipFactory

FAR = date(2099, 3, 5)


class MeetingFactory(factory.django.DjangoModelFactory):
    """A plan for an evening in 2099."""

    class Meta:
        model = models.Meeting

    partnership = factory.SubFactory(PartnershipFactory)
    format = factory.LazyFunction(lambda: _format("ag_dialog"))
    title = factory.Sequence(lambda n: f"Treffen {n}")
    first_day = FAR
    last_day = factory.SelfAttribute("first_day")
    from_time = time(18, 0)
    until_time = time(20, 0)
    place = "Bürgerhaus"
    planned_by = factory.SubFactory(AccountFactory)


def load_formats() -> None:
    """The rows of the migration, where tests that commit have emptied the tables."""
    if not models.MeetingFormat.objects.exists():
        import_module("meetings.migrations.0002_formats").load(apps, None)


def _format(code: str) -> models.MeetingFormat:
    load_formats()
    return models.MeetingFormat.objects.get(code=code)


class AttendeeFactory(factory.django.DjangoModelFactory):
    """A guest; `person` and no name makes it somebody of the directory."""

    class Meta:
        model = models.Attendee

    meeting = factory.SubFactory(MeetingFactory)
    name = factory.LazyAttribute(lambda row: "" if row.person else "Gast Beispiel")
    person = None
    invited_at = factory.LazyFunction(timezone.now)


def at_stage(stage: Stage, **values) -> models.Meeting:
    """A meeting at this stage, as if it had gone there; called off and moved ones say why."""
    meeting = MeetingFactory(**values)
    meeting.stage = stage
    if stage in (Stage.CANCELLED, Stage.MOVED):
        meeting.reason = models.CancelReason.PANDEMIC
    if stage == Stage.MOVED:
        new = MeetingFactory(**values | {"first_day": meeting.first_day + timedelta(days=7)})
        meeting.moved_to = new
    if stage != Stage.PLANNED:
        meeting.invited_at = timezone.now()
    meeting.save()
    return meeting
