"""How a complaint is sorted, in words."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from complaints.lists import Cause, Sign, Sort, Subject
from complaints.models import Complaint, Concern


def with_sorting(rows: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """Complaints with how they are sorted and names of whom they concern, in the question that reads them."""
    here = Concern.objects.filter(complaint=OuterRef("pk"))
    units = here.filter(unit__isnull=False).values(row=JSONObject(name="unit__name"))
    people = here.filter(officer__isnull=False).values(
        row=JSONObject(given="officer__person__given_name", family="officer__person__family_name")
    )
    return rows.select_related("sorting").annotate(
        units_read=ArraySubquery(units), people_read=ArraySubquery(people)
    )


def show_sorting(complaint: Complaint) -> list[tuple[str, str]]:
    """In words, for the page of a complaint; it came `with_sorting`. Nothing where it is not sorted."""
    row = getattr(complaint, "sorting", None)
    if row is None:
        return []
    read = vars(complaint)
    people = [f"{each['given']} {each['family']}".strip() for each in read["people_read"]]
    lines = [
        (_("Kind of complaint"), capfirst(str(Sort(row.sort).label))),
        (_("Causes"), _join([str(Cause(each).label) for each in row.causes])),
        (_("Subjects"), _join([str(Subject(each).label) for each in row.subjects])),
        (_("Signs of bias"), _join([str(Sign(each).label) for each in row.signs])),
        (capfirst(_("area")), row.area),
        (_("Units concerned"), "\n".join(each["name"] for each in read["units_read"])),
        (_("Named"), "\n".join(people)),
    ]
    return [(label, value) for label, value in lines if value]


def _join(labels: list[str]) -> str:
    return "\n".join(capfirst(each) for each in labels)
