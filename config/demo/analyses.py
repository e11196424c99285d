"""360° analyses in the demo: authorities of confirmed kind, cases by the actions people use, one full case, enquiries. Moments are set back afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from analyses.actions import cases as actions
from analyses.actions import enquiries
from analyses.actions.bases import load_legal_bases
from analyses.actions.cases import Named
from analyses.actions.draft_checks import MARKING
from analyses.actions.submitting import note_given
from analyses.clock import keep_terms
from analyses.kinds import Category, Initiative, Schema
from analyses.models import (
    Approval,
    Authority,
    Case,
    CaseRole,
    Contribution,
    Enquiry,
    Participation,
    ProvisionVersion,
    Record,
    seen_by,
    seen_by_house,
)
from analyses.stages import Stage
from config.demo import hired_cars
from config.demo.accounts import account
from config.demo.at_work import Desk, in_days
from config.demo.facts import Facts, read
from config.demo.registry import Loaded
from partnerships.directory.models import Account

NAMES = ("analyst", "police", "customs", "federal", "tax", "legal", "dpo")
HOME = {
    "analyst": "essen",
    "police": "polizei_dortmund",
    "customs": "zoll",
    "federal": "bundespolizei",
    "tax": "finanzamt_ruhrmitte",
}
GIVEN_BY = {
    "city": "analyst"
}  # whose account gives for the authority, where it is called otherwise
TOLD = ("purpose", "regime", "handling", "secrecy", *MARKING)
VALID_FOR = timedelta(days=400)
BUILT_WITH = "LB01"  # the basis for combining

Way = tuple[str, str, Facts]
WAY: tuple[Way, ...] = (
    ("legal", "take_check", {}),
    ("legal", "pass_check", {"speaks_of_conduct": True, "note_text": ""}),
    ("second", "approve", {"note_text": ""}),
    ("customs", "approve", {"note_text": ""}),
    ("lead", "note_impact", {"reference": ""}),
    ("dpo", "confirm_impact", {}),
    ("lead", "move", {"verb": "collect"}),
    ("lead", "name_combination", {"basis": None}),
    ("legal", "confirm_combination", {}),
    ("lead", "move", {"verb": "analyse"}),
)


def load(loaded: Loaded) -> None:
    """After everything else: roles are in effect."""
    facts = read("analyses")
    crew = {name: account(name) for name in NAMES}
    confirm_kinds(facts["authorities"], loaded, crew)
    name_kinds(facts["waiting_authorities"], loaded, crew["legal"])
    load_legal_bases()
    bases = review_bases(facts["bases"]["reviewed"], reviewed_by=crew["legal"])
    place = Loading(facts, loaded, crew, bases)
    numbers = place.load_shells()
    case = place.load_hired_cars()
    Desk(numbers, crew, place.homes, bases).fill()
    load_enquiries(facts, loaded, crew["analyst"], bases, case)
    keep_terms()  # as after every midnight: what has come to its term is certified as deleted


def confirm_kinds(kinds: Facts, loaded: Loaded, crew: dict[str, Account]) -> None:
    """Named by the legal service, confirmed by data protection."""
    Authority.objects.bulk_create(
        Authority(
            organisation=loaded.organisations[key],
            kind=kind,
            named_by=crew["legal"],
            confirmed_by=crew["dpo"],
            confirmed_at=timezone.now(),
        )
        for key, kind in kinds.items()
    )


def name_kinds(kinds: Facts, loaded: Loaded, by: Account) -> None:
    """Named; nobody has confirmed them yet."""
    for key, kind in kinds.items():
        Authority.objects.create(organisation=loaded.organisations[key], kind=kind, named_by=by)


def review_bases(codes: Iterable[str], *, reviewed_by: Account) -> dict[str, ProvisionVersion]:
    """Entries of the catalogue as they stand there; from now on they can be chosen."""
    today = timezone.localdate()
    found = {}
    for code in codes:
        version = ProvisionVersion.objects.current().get(provision__code=code)
        if not version.is_selectable(today):
            version.reviewed_by, version.reviewed_at = reviewed_by, timezone.now()
            version.valid_until, version.written_by = today + VALID_FOR, None
            version.save(update_fields=["reviewed_by", "reviewed_at", "valid_until", "written_by"])
        found[code] = version
    return found


# How many days after the request.
LATER = {
    "checked_at": 3,
    "impact_noted_at": 6,
    "impact_confirmed_at": 8,
    "collecting_at": 9,
    "combination_noted_at": 10,
    "combination_confirmed_at": 12,
    "delivered_at": 45,
    "ended_at": 45,
}


@dataclass(frozen=True)
class Shell:
    """A case, the stage it is brought to, and how many days ago it was requested."""

    case: Case
    stage: Stage
    days_ago: int
    result: str = ""

    def after(self, days: int) -> datetime:
        """So many days after the request, not past now."""
        now = timezone.now()
        return min(now - timedelta(days=self.days_ago) + timedelta(days=days), now)


class Loading:
    """What every case of the load rests on."""

    def __init__(
        self,
        facts: Facts,
        loaded: Loaded,
        crew: dict[str, Account],
        bases: dict[str, ProvisionVersion],
    ) -> None:
        self.facts, self.crew, self.bases = facts, crew, bases
        self.homes = {name: loaded.organisations[key] for name, key in HOME.items()}

    def load_shells(self) -> dict[str, int]:
        """Eighteen that are completed, the topics that are known first, each with what came of it; and those that are running.

        Gives the numbers of those that have a key.
        """
        completed, running = self._request_completed(), self._request_running()
        self._advance([*completed, *running])
        keys = self.facts["completed"]["keys"].items()
        named = {key: completed[number - 1].case.pk for key, number in keys}
        topics = zip(self.facts["running"]["topics"], running, strict=True)
        return named | {topic["key"]: shell.case.pk for topic, shell in topics if "key" in topic}

    def _request_completed(self) -> list["Shell"]:
        done, results = self.facts["completed"], self.facts["completed"]["results"]
        topics: list[str] = done["topics"]
        shells = []
        for number in range(1, done["count"] + 1):
            known = number <= len(topics)
            title = topics[number - 1] if known else done["without_topic"] % number
            result = results[number % len(results)]
            shell = Shell(self.request(title, "analyst"), Stage.FOLLOW_UP, 60 + 18 * number, result)
            shells.append(shell)
        return shells

    def _request_running(self) -> list["Shell"]:
        running, shells = self.facts["running"], []
        for number, topic in enumerate(running["topics"]):
            case = self.request(
                topic["title"],
                "analyst",
                others=topic.get("others", running["others"]),
                **_days_of(topic),
            )
            shells.append(
                Shell(case, Stage(topic["stage"]), topic.get("days_ago", 5 + 15 * number))
            )
        return shells

    def _advance(self, shells: list["Shell"]) -> None:
        """All of them together, a statement a step: three hundred steps one by one would take a third of the whole load."""
        now, crew = timezone.now(), self.crew
        steps: dict[Stage, Facts] = {
            Stage.LEGALITY_CHECK: {"checked_by": crew["legal"], "checked_at": now},
            Stage.APPROVED: {},
            Stage.COLLECTING: {
                "impact_reference": self.facts["shell"]["impact"],
                "impact_noted_by": crew["analyst"],
                "impact_noted_at": now,
                "impact_confirmed_by": crew["dpo"],
                "impact_confirmed_at": now,
                "collecting_at": now,
            },
            Stage.ANALYSING: {
                "combination": self.bases[BUILT_WITH],
                "combination_noted_by": crew["analyst"],
                "combination_noted_at": now,
                "combination_confirmed_by": crew["legal"],
                "combination_confirmed_at": now,
            },
            Stage.QUALITY_CHECK: {},
            Stage.CONFERENCE: {},
            Stage.DELIVERED: {"delivered_at": now, "ended_at": now},
            Stage.FOLLOW_UP: {},
        }
        order = [Stage.REQUESTED, *steps]
        with seen_by_house():
            for stage, values in steps.items():
                there = [s.case.pk for s in shells if order.index(s.stage) >= order.index(stage)]
                Case.objects.filter(pk__in=there).update(stage=stage, **values)
                if stage == Stage.APPROVED:
                    self._approve(there)
            set_back({shell.case.pk: shell for shell in shells})

    def _approve(self, cases: list[int]) -> None:
        Approval.objects.bulk_create(
            Approval(case_id=case, authority=self.homes[name], by=self.crew[name])
            for case in cases
            for name in ("police", "customs")
        )

    def request(
        self,
        title: str,
        lead: str,
        others: Iterable[str] = ("police", "customs"),
        **values: object,
    ) -> Case:
        """By the lead; the others contribute."""
        shell = self.facts["shell"]
        today = timezone.localdate()
        standard = {
            "issue": shell["issue"],
            "purpose": shell["purpose"],
            "necessity": shell["necessity"],
            "people": [
                self.name(lead, CaseRole.LEAD),
                *(self.name(name, CaseRole.CONTRIBUTOR) for name in others),
            ],
            "recipients": [self.homes["police"]],
            "review_on": today + timedelta(days=100),
            "delete_on": today + timedelta(days=500),
        }
        with seen_by(self.crew[lead]):
            return actions.request_case(
                title=title,
                requested_for=self.homes[lead],
                by=self.crew[lead],
                **(standard | values),  # type: ignore[arg-type]  # as request_case takes them
            )

    def name(self, name: str, role: str) -> Named:
        """Somebody for their own authority."""
        return Named(self.crew[name], self.homes[name], role)

    def follow(self, case: Case, *, lead: str, second: str, impact: str) -> Case:
        """Through the whole WAY. `second` approves beside customs."""
        known = {"reference": impact, "basis": self.bases[BUILT_WITH]}
        for who, verb, how in WAY:
            by = self.crew[{"lead": lead, "second": second}.get(who, who)]
            with seen_by(by):
                case = getattr(actions, verb)(
                    case, by=by, **{name: known.get(name, value) for name, value in how.items()}
                )
        return case

    def load_hired_cars(self) -> Case:
        """Led by the police, with records of five authorities, at the stage of analysing."""
        facts = self.facts["hired_cars"]
        today = timezone.localdate()
        roles = {"police": CaseRole.LEAD, "analyst": CaseRole.ANALYST}
        case = self.request(
            facts["title"],
            "police",
            issue=facts["issue"],
            purpose=facts["purpose"],
            necessity=facts["necessity"],
            people=[self.name(name, roles.get(name, CaseRole.CONTRIBUTOR)) for name in self.homes],
            recipients=[self.homes[name] for name in ("police", "tax", "customs")],
            review_on=today + timedelta(days=facts["review_in_days"]),
            delete_on=today + timedelta(days=facts["delete_in_days"]),
        )
        case = self.follow(case, lead="police", second="federal", impact=facts["impact"])
        self._contribute(case, facts["contributions"])
        with seen_by_house():
            set_back({case.pk: Shell(case, Stage.ANALYSING, 75)})
        return case

    def _contribute(self, case: Case, contributions: list[Facts]) -> None:
        """Submitted a month ago, each released as far as its legal basis leads."""
        left = hired_cars.records()
        for values in contributions:
            mine = [each for each in left if _stands_in(each, values)]
            left = [each for each in left if each not in mine]
            self._give(case, values, mine)

    def _give(self, case: Case, facts: Facts, found: list[hired_cars.HiredCar]) -> None:
        at, who = timezone.now() - timedelta(days=30), GIVEN_BY.get(facts["authority"], "")
        who = who or facts["authority"]
        names = [GIVEN_BY.get(name, name) for name in facts["released_to"]]
        recipients = [self.homes[name] for name in names]
        with seen_by_house():
            contribution = Contribution.objects.create(
                case=case,
                authority=self.homes[who],
                by=self.crew[who],
                basis=self.bases[facts["basis"]],
                initiative=facts.get("initiative", Initiative.REQUEST),
                released_to=[each.pk for each in recipients],
                received_on=timezone.localdate(at),
                review_on=case.review_on,
                created_at=at,
                **{name: value for name, value in facts.items() if name in TOLD},
            )
            _enter_records(contribution, found, at)
            contribution.submitted_at = at
            contribution.save(update_fields=["submitted_at"])
        with seen_by(self.crew[who]):
            note_given(contribution, recipients, self.crew[who])


def _stands_in(record: hired_cars.HiredCar, facts: Facts) -> bool:
    """Whether a record of the load is of the authority and of the kind that a contribution names."""
    return (
        record.authority == facts["authority"]
        and record.schema in facts.get("schemas", Schema.values)
        and record.category in facts.get("categories", Category.values)
    )


def _days_of(topic: Facts) -> dict[str, date]:
    """Other days than the usual ones, where the facts say some."""
    said = {"review_on": topic.get("review_in_days"), "delete_on": topic.get("delete_in_days")}
    return {name: in_days(days) for name, days in said.items() if days}


def _enter_records(
    contribution: Contribution, found: Iterable[hired_cars.HiredCar], at: datetime
) -> None:
    Record.objects.bulk_create(
        Record(
            case_id=contribution.case_id,
            contribution=contribution,
            key=each.key,
            schema=each.schema,
            caption=each.caption,
            properties=each.properties,
            category=each.category,
            is_assessment=each.is_assessment,
            source=each.source,
            information=each.information,
            handling=each.handling,
            created_at=at,
        )
        for each in found
    )


def set_back(shells: dict[int, Shell]) -> None:
    """Each moment to its day, none past the day of the load. In the house's sight."""
    cases = list(Case.objects.filter(pk__in=shells))
    for case in cases:
        shell = shells[case.pk]
        case.requested_at = shell.after(0)
        case.result = shell.result
        for name, days in LATER.items():
            if getattr(case, name):
                setattr(case, name, shell.after(days))
        for one in case.passes.values():
            one["from"] = timezone.localdate(case.requested_at).isoformat()
    Case.objects.bulk_update(cases, ["requested_at", "result", "passes", *LATER])
    named = list(Participation.objects.filter(case__in=shells))
    for row in named:
        row.added_at = row.agreed_at = shells[row.case_id].after(0)
        row.since = timezone.localdate(row.added_at)
    Participation.objects.bulk_update(named, ["added_at", "agreed_at", "since"])
    approvals = list(Approval.objects.filter(case__in=shells))
    for yes in approvals:
        yes.at = shells[yes.case_id].after(5)
    Approval.objects.bulk_update(approvals, ["at"])


def load_enquiries(
    facts: Facts,
    loaded: Loaded,
    by: Account,
    bases: dict[str, ProvisionVersion],
    case: Case,
) -> None:
    """Numbers of the report's years; those of now by the steps of the register."""
    office = loaded.partnerships["siko"]
    with seen_by(by):
        for year, count in facts["enquiry_counts"].items():
            enquiries.enter_count(partnership=office, year=int(year), count=count, by=by)
        for values in facts["enquiries"]:
            basis = bases.get(values.get("persons", ""))
            received = timezone.localdate() - timedelta(days=values["days_ago"])
            enquiry = enquiries.enter_enquiry(
                partnership=office,
                received_on=received,
                from_kind=values["from_kind"],
                place=values["place"],
                authority=values["authority"],
                topic=values["topic"],
                is_person_related="persons" in values,
                basis=basis,
                has_no_basis="persons" in values and basis is None,
                by=by,
            )
            if "days" in values:
                day = received + timedelta(days=values["days"])
                _decide(enquiry, values, day, case, by)


def _decide(enquiry: Enquiry, values: Facts, day: date, case: Case, by: Account) -> None:
    if "answer" in values:
        enquiries.answer_enquiry(enquiry, answer=values["answer"], answered_on=day, by=by)
    elif "referred_to" in values:
        enquiries.refer_enquiry(enquiry, referred_to=values["referred_to"], answered_on=day, by=by)
    elif "refused_because" in values:
        enquiries.refuse_enquiry(
            enquiry,
            refused_because=values["refused_because"],
            refused_text="",
            answered_on=day,
            by=by,
        )
    else:
        enquiries.make_analysis(enquiry, case=case, answered_on=day, by=by)
