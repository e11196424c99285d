"""Meetings at any stage, with people on their list."""

from datetime import date, time, timedelta
from hashlib import sha256
from importlib import import_module

import factory
from django.apps import apps
from django.core.files.base import ContentFile
from django.utils import timezone

from meetings import models
from meetings.stages import ItemStage, Stage
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


class ItemFactory(factory.django.DjangoModelFactory):
    """A point that somebody proposes for a meeting."""

    class Meta:
        model = models.AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    partnership = factory.SelfAttribute("meeting.partnership")
    title = factory.Sequence(lambda n: f"Punkt {n}")
    proposed_by = factory.SubFactory(AccountFactory)


def on_agenda(meeting: models.Meeting, **values) -> models.AgendaItem:
    """A point that was accepted."""
    item = ItemFactory(meeting=meeting, **values)
    item.stage, item.position = ItemStage.ACCEPTED, meeting.agenda_items.count()
    item.save()
    return item


def minutes_at(meeting: models.Meeting, stage: str, **values) -> models.Minutes:
    """Minutes at this stage, as if they had gone there, with words on the meeting's first point."""
    minutes = models.Minutes.objects.create(meeting=meeting, note="Gut besucht.")
    item = meeting.agenda_items.on_agenda().first()
    if item:
        models.MinutesEntry.objects.create(item=item, discussion="Gesprochen.", decision="So.")
    for step in ("draft", "shared", "closed"):
        minutes.stage = step
        for name, value in values.items():
            setattr(minutes, name, value)
        minutes.closed_at = timezone.now() if step == "closed" else None
        minutes.save()
        if step == stage:
            break
    return minutes


def redaction_of(minutes: models.Minutes, by, side: str) -> models.Redaction:
    """Words of the note are to go; the other side is asked."""
    return models.Redaction.objects.create(
        minutes=minutes, passage="besucht", why="confidence", proposed_by=by, proposed_side=side
    )


class ActionFactory(factory.django.DjangoModelFactory):
    """A task, to be done by spring 2099."""

    class Meta:
        model = models.ActionItem

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence(lambda n: f"Aufgabe {n}")
    due_on = FAR


def action_at(stage: str, **values) -> models.ActionItem:
    """A task that is done, or dropped."""
    action = ActionFactory(**values)
    action.stage, action.closed_at = stage, timezone.now()
    action.save()
    return action


def paper_of(item: models.AgendaItem, *, by, data: bytes = b"%PDF-1.7 paper") -> models.AgendaFile:
    """A paper of a point, kept in the private storage."""
    file = models.AgendaFile(
        item=item,
        name="Karte.pdf",
        sha256=sha256(data).hexdigest(),
        size=len(data),
        media_type="application/pdf",
        uploaded_by=by,
    )
    file.file.save("file.pdf", ContentFile(data))
    return file


class SeriesFactory(factory.django.DjangoModelFactory):
    """Every six weeks on Thursday, from spring 2099."""

    class Meta:
        model = models.Series

    partnership = factory.SubFactory(PartnershipFactory)
    format = factory.LazyFunction(lambda: _format("ag_dialog"))
    title = factory.Sequence(lambda n: f"Reihe {n}")
    rule = "FREQ=WEEKLY;INTERVAL=6;BYDAY=TH"
    first_day = FAR
    from_time = time(18, 0)
    until_time = time(20, 0)
    begun_by = factory.SubFactory(AccountFactory)


def poll_of(partnership, keeper, person, stage: str = "open") -> models.Poll:
    """Two days, asked of a person and of a guest; the person has answered."""
    poll = models.Poll.objects.create(
        partnership=partnership,
        format=_format("ag_dialog"),
        title="Umfrage",
        answer_until=FAR,
        made_by=keeper,
    )
    first, _second = (
        models.PollDay.objects.create(poll=poll, day=day, from_time=time(18), until_time=time(20))
        for day in (FAR, FAR + timedelta(days=7))
    )
    poll.voters.create(name="Gast Beispiel", asked_at=timezone.now())
    voter = poll.voters.create(person=person, answered_at=timezone.now())
    voter.votes.create(day=first, choice="yes")
    if stage != "open":
        poll.stage = stage
        poll.save()
    return poll
