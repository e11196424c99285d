"""Goals and pillars of a partnership, and the goals its partners brought in."""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from partnerships.directory.models import Goal
from partnerships.directory.requests import Request
from partnerships.directory.views.frame import partnership_frame
from partnerships.shared.keyset import page
from partnerships.shared.row_addresses import addresses


@dataclass(frozen=True)
class GoalLine:
    """What a page shows of a goal; `pk` is for the links of whoever keeps it."""

    pk: int
    kind: str
    number: int | None
    title: str
    text: str

    @classmethod
    def read(cls, goal: Goal) -> "GoalLine":
        """The words of a goal in the reader's language."""
        kind = capfirst(goal.get_kind_display())
        return cls(goal.pk, kind, goal.number, goal.title_in(), goal.text_in())


@dataclass
class Owner:
    """An organisation and its goals."""

    name: str
    href: str
    goals: list[GoalLine] = field(default_factory=list)


def goals(request: Request, pk: int) -> HttpResponse:
    """The partnership's own first, then by partner."""
    frame = partnership_frame(request, pk, "goals")
    rows = Goal.objects.visible_to(request.user).of_partnership(frame["partnership"])
    listing = page(
        rows.select_related("organisation"), by=["id"], cursor=request.GET.get("cursor", "")
    )
    in_order = sorted(listing.rows, key=lambda goal: (goal.number or 0, goal.pk))
    context = {
        "page": listing,
        "pillars": [
            GoalLine.read(goal)
            for goal in in_order
            if goal.partnership_id and goal.kind == "pillar"
        ],
        "own": [
            GoalLine.read(goal)
            for goal in in_order
            if goal.partnership_id and goal.kind != "pillar"
        ],
        "owners": _by_organisation([goal for goal in in_order if goal.organisation_id]),
    }
    return render(request, "directory/goals.html", frame | context)


def _by_organisation(goals: list[Goal]) -> list[Owner]:
    address = addresses("directory:organisation")
    pairs = [(goal.organisation, goal) for goal in goals if goal.organisation]
    owners: dict[int, Owner] = {}
    for organisation, goal in sorted(pairs, key=lambda pair: pair[0].sort_key):
        owner = owners.setdefault(
            organisation.pk, Owner(organisation.name, address(organisation.pk))
        )
        owner.goals.append(GoalLine.read(goal))
    return list(owners.values())
