"""What lies in the demo's analyses on an ordinary day: begun, asked, due, held. By the actions people use; moments are set back afterwards."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Model
from django.utils import timezone

from analyses.actions import (
    cases,
    drafting,
    importing,
    links,
    notes,
    questions,
    records,
    rights_of_people,
    samples,
    submitting,
    taking_part,
    terms,
)
from analyses.actions.logging import note
from analyses.kinds import Handling
from analyses.models import (
    Case,
    CaseRole,
    CaseSearch,
    Contribution,
    LogEntry,
    Operation,
    PersonRequest,
    ProvisionVersion,
    QuestionPart,
    Sample,
    seen_by,
    seen_by_house,
)
from config.demo.facts import Facts, read
from partnerships.directory.models import Account, Organisation

FIXED = {
    "source": "B",
    "information": "2",
    "handling": "",
    "handling_text": "",
    "fact": "fact",
    "codes": "europol",
}
EVERY = "*"


def in_days(days: int) -> date:
    """So many days after the load."""
    return timezone.localdate() + timedelta(days=days)


def days_ago(days: int) -> datetime:
    """So many days before the load."""
    return timezone.now() - timedelta(days=days)


def set_moment(row: Model, **values: datetime) -> None:
    """Set these moments of a row to their days."""
    with seen_by_house():
        type(row)._default_manager.filter(pk=row.pk).update(**values)


class Desk:
    """The cases by their keys, who works on them, for which authority, on which legal bases."""

    def __init__(
        self,
        numbers: Mapping[str, int],
        crew: Mapping[str, Account],
        homes: Mapping[str, Organisation],
        bases: Mapping[str, ProvisionVersion],
    ) -> None:
        self.numbers, self.crew, self.bases = numbers, crew, bases
        self.homes = {**homes, "city": homes["analyst"]}
        self.facts = read("at_work")

    def case(self, key: str) -> Case:
        """As it stands now."""
        with seen_by_house():
            return Case.objects.get(pk=self.numbers[key])

    def fill(self) -> None:
        """All of it."""
        facts = self.facts
        self._begin_draft(facts["draft"])
        self._ask(facts["question"])
        self._set_task(facts["task"])
        for values in facts["notes"]:
            self._write_note(values)
        self._change_cases()
        given = [self._give(values) for values in facts["contributions"]]
        self._tell_correction(given[0], facts["correction"])
        self._ask_extension(facts["extension"])
        for values in facts["holds"]:
            self._hold(values)
        for values in facts["requests"]:
            self._enter_request(values)
        for number, values in enumerate(facts["samples"]):
            self._draw(values, day=12 + number)

    def _begin_draft(self, facts: Facts) -> None:
        by = self.crew[facts["by"]]
        with seen_by(by):
            draft = drafting.begin_contribution(
                self.case(facts["case"]),
                basis=self.bases[facts["basis"]],
                purpose=facts["purpose"],
                initiative=facts["initiative"],
                regime=facts["regime"],
                released_to=[self.homes[name] for name in facts["released_to"]],
                handling=facts["handling"],
                review_on=in_days(facts["review_in_days"]),
                by=by,
            )
            ends = [
                records.add_record(draft, category="", source="A", information="2", by=by, **values)
                for values in facts["records"]
            ]
            links.add_link(draft, from_record=ends[0], to_record=ends[1], by=by, **facts["link"])
            self._choose_file(draft, facts["file"], by)

    def _choose_file(self, draft: Contribution, facts: Facts, by: Account) -> None:
        """The worker checks it once the load is there."""
        text = "\r\n".join(";".join(line) for line in facts["lines"])
        run = importing.read_file(
            draft, data=text.encode("utf-8-sig"), file_name=facts["name"], by=by
        )
        importing.check_file(run, header_rows=1, columns=facts["columns"], fixed=FIXED, by=by)

    def _ask(self, facts: Facts) -> None:
        by, parts = self.crew[facts["by"]], facts["parts"]
        with seen_by(by):
            question = questions.ask(
                self.case(facts["case"]),
                needed=facts["needed"],
                task=facts["task"],
                basis=self.bases[facts["basis"]],
                due_on=in_days(facts["due_in_days"]),
                authorities=[self.homes[values["authority"]] for values in parts],
                by=by,
            )
        asked = facts["asked_days_ago"]
        set_moment(question, asked_at=days_ago(asked))
        for number, values in enumerate(parts, start=1):
            if "answer" in values:
                self._answer(question.pk, values, days_ago(asked - 2 * number))

    def _answer(self, question: int, values: Facts, at: datetime) -> None:
        who = values["authority"]
        by = self.crew[who]
        with seen_by(by):
            part = QuestionPart.objects.select_related("case").get(
                question=question, authority=self.homes[who]
            )
            days = values.get("wanted_in_days")
            part = questions.answer_part(
                part,
                answer=values["answer"],
                words=values["words"],
                wanted_on=in_days(days) if days else None,
                by=by,
            )
        set_moment(part, answered_at=at)

    def _set_task(self, facts: Facts) -> None:
        by = self.crew[facts["by"]]
        with seen_by(by):
            questions.set_task(
                self.case(facts["case"]),
                what=facts["what"],
                for_whom=self.crew[facts["for_whom"]],
                due_on=in_days(facts["due_in_days"]),
                by=by,
            )

    def _write_note(self, facts: Facts) -> None:
        by = self.crew[facts["by"]]
        with seen_by(by):
            notes.write_note(
                self.case(facts["case"]),
                text=facts["text"],
                is_assessment=facts.get("is_assessment", False),
                source=facts.get("source", ""),
                information=facts.get("information", ""),
                handling=Handling.H0,
                review_on=in_days(facts["review_in_days"]),
                is_for_all=facts.get("is_for_all", False),
                released_to=[self.homes[name] for name in facts.get("released_to", ())],
                by=by,
            )

    def _change_cases(self) -> None:
        """Somebody is to join, an assessment and a legal basis wait for their second person, a check is taken up."""
        self._propose(self.facts["newcomer"])
        impact, combination, check = (self.facts[n] for n in ("impact", "combination", "check"))
        by = self.crew[impact["by"]]
        with seen_by(by):
            cases.note_impact(self.case(impact["case"]), reference=impact["reference"], by=by)
        by = self.crew[combination["by"]]
        with seen_by(by):
            basis = self.bases[combination["basis"]]
            cases.name_combination(self.case(combination["case"]), basis=basis, by=by)
        by = self.crew[check["by"]]
        with seen_by(by):
            cases.take_check(self.case(check["case"]), by=by)

    def _propose(self, facts: Facts) -> None:
        by = self.crew[facts["by"]]
        with seen_by(by):
            taking_part.add_participant(
                self.case(facts["case"]),
                account=self.crew[facts["account"]],
                authority=self.homes[facts["account"]],
                role=CaseRole.CONTRIBUTOR,
                reason=facts["reason"],
                until_on=None,
                by=by,
            )

    def _give(self, facts: Facts) -> Contribution:
        """Submitted on its day, with its records."""
        at, who = days_ago(facts["days_ago"]), facts["by"]
        with seen_by_house():
            given = Contribution.objects.create(
                case=self.case(facts["case"]),
                authority=self.homes[who],
                by=self.crew[who],
                basis=self.bases[facts["basis"]],
                purpose=facts["purpose"],
                initiative=facts["initiative"],
                regime=facts["regime"],
                handling=facts["handling"],
                released_to=[self.homes[name].pk for name in facts["released_to"]],
                received_on=timezone.localdate(at),
                review_on=in_days(facts["review_in_days"]),
                created_at=at,
            )
            for values in facts["records"]:
                words = {"category": "", "source": "A", "information": "2", **values}
                record = records.build_record(given, **words)
                record.created_at = at
                record.save()
            given.submitted_at = at
            given.save(update_fields=["submitted_at"])
        with seen_by(self.crew[who]):
            recipients = [self.homes[name] for name in facts["released_to"]]
            submitting.note_given(given, recipients, self.crew[who])
        return given

    def _tell_correction(self, given: Contribution, facts: Facts) -> None:
        by = self.crew[facts["by"]]
        with seen_by(by):
            rights_of_people.tell_correction(given, text=facts["text"], by=by)

    def _ask_extension(self, facts: Facts) -> None:
        by = self.crew[facts["by"]]
        with seen_by(by):
            extension = terms.ask_need(
                self.case(facts["case"]),
                reason=facts["reason"],
                until_on=in_days(facts["in_days"]),
                by=by,
            )
        set_moment(extension, asked_at=days_ago(facts["asked_days_ago"]))

    def _hold(self, facts: Facts) -> None:
        by, at = self.crew[facts["by"]], days_ago(facts["days_ago"])
        with seen_by(by):
            hold = terms.set_hold(self.case(facts["case"]), reason=facts["reason"], by=by)
        set_moment(hold, set_at=at)
        if "confirmed_by" in facts:
            second, third = self.crew[facts["confirmed_by"]], self.crew[facts["lifting_by"]]
            with seen_by(second):
                terms.confirm_hold(hold, by=second)
            with seen_by(third):
                terms.ask_lifting(hold, reason=facts["lifting"], by=third)
            set_moment(hold, confirmed_at=at + timedelta(days=1))

    def _enter_request(self, facts: Facts) -> None:
        guard = self.crew["dpo"]
        with seen_by(guard):
            request = rights_of_people.enter_request(
                right=facts["right"],
                authority=self.homes[facts["authority"]],
                file_reference=facts["file_reference"],
                received_on=in_days(-facts["days_ago"]),
                by=guard,
            )
        set_moment(request, entered_at=days_ago(facts["days_ago"]))
        self._answer_searches(request, facts["found"])

    def _answer_searches(self, request: PersonRequest, found: Mapping[str, str]) -> None:
        """By the leads. `found` by the key of a case; that of EVERY holds for all others."""
        keys = {number: key for key, number in self.numbers.items()}
        leads = {account.pk: account for account in self.crew.values()}
        with seen_by_house():
            waiting = list(CaseSearch.objects.filter(request=request).select_related("case"))
        for search in waiting:
            finding = found.get(keys.get(search.case_id, ""), found.get(EVERY, ""))
            lead = leads[search.case.requested_by_id]
            if finding:
                with seen_by(lead):
                    rights_of_people.answer_search(search, finding=finding, provision="", by=lead)

    def _draw(self, facts: Facts, day: int) -> None:
        """Drawn by lot from last month's reading: an entry of the log bears its own moment, so the sample alone tells that day."""
        case, by, guard = self.case(facts["case"]), self.crew[facts["account"]], self.crew["dpo"]
        month = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
        note(Operation.CONSULT, "case.read", by=by, case=case)
        with seen_by_house():
            entry = LogEntry.objects.latest("pk")
            sample = Sample.objects.create(
                entry_id=entry.pk,
                month=month,
                at=timezone.make_aware(datetime(month.year, month.month, day, 9, 40)),  # noqa: DTZ001  made aware
                what=entry.what,
                case_number=entry.case_number,
                account=by,
                authority_id=entry.authority_id,
                reason_code=entry.reason_code,
            )
        with seen_by(guard):
            if "question" in facts:
                samples.ask_about_sample(sample, question=facts["question"], by=guard)
            if "answer" in facts:
                words = {"answer": facts["answer"], "note_text": facts["note"]}
                samples.answer_sample(sample, by=guard, **words)
