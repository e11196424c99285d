"""What stood before decision 0021 stays, and is marked: who keeps an entry, who holds a role, who sits at a table."""

from django.db import migrations
from django.utils import timezone

CONFIRMED_ALONE = ("liaison", "officer")


def keepers(apps):
    """For each account the organisation in whose name it enters: its authority, or the one it leads."""
    grants = apps.get_model("directory", "Grant").objects.filter(
        role="liaison", organisation__isnull=False, person__account__isnull=False
    )
    leads = apps.get_model("directory", "Representation").objects.filter(
        role="lead", person__account__isnull=False
    )
    found = {}
    for rows in (leads, grants):  # the authority wins
        for account, organisation in rows.order_by("-pk").values_list(
            "person__account_id", "organisation_id"
        ):
            found[account] = organisation
    return found


def own_people(apps):
    """Who stands for one organisation alone, which has a lead with an account, is kept by it."""
    stands = apps.get_model("directory", "Representation").objects.filter(ended_at=None, until_on=None)
    led = stands.filter(role="lead", person__account__isnull=False).values("organisation")
    people = apps.get_model("directory", "Person").objects.filter(account__isnull=True)
    for person in people.filter(representations__in=stands.filter(organisation__in=led)).distinct():
        organisations = set(
            stands.filter(person=person).values_list("organisation_id", flat=True)
        )
        if len(organisations) == 1:
            people.filter(pk=person.pk).update(kept_by_id=organisations.pop())


def mark(apps, schema_editor):
    """Entries get their keeper; roles and seats go on as they were."""
    known = keepers(apps)
    for name in ("Organisation", "Person"):
        rows = apps.get_model("directory", name).objects
        for account, organisation in known.items():
            mine = rows.filter(entered_by_id=account, kept_by__isnull=True)
            if name == "Organisation":
                mine = mine.exclude(pk=organisation)
            mine.update(kept_by_id=organisation)
    own_people(apps)
    grants = apps.get_model("directory", "Grant").objects
    grants.filter(
        role__in=CONFIRMED_ALONE, given_by__isnull=False, confirmed_by__isnull=True
    ).update(before_rule=True)
    seats = apps.get_model("directory", "Seat").objects.filter(person__isnull=False)
    seats.update(taken_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("directory", "0006_rights")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
