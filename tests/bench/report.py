"""The table for people and the JSON for programs."""

import dataclasses
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from tests.bench import (
    analyses,
    compare,
    complaints,
    exports,
    feed,
    imports,
    lossless,
    pages,
    paper,
    sealing,
    search,
    start,
    visitors,
)
from tests.bench.limits import Limit

HEAD = f"{'page':<15}{'rows':>8}{'queries':>9}  {'database ms':<22}{'x memory':<20}{'cpu':>6}{'x empty':>9}  growth"


def say(*lines: str) -> None:
    """To standard output, at once."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def tell_pages(found: pages.Found) -> None:
    """Medians, with the middle half of the rounds in brackets."""
    say("", f"Pages; an empty signed-in page takes {found.empty:.1f} ms", HEAD)
    for row in found.rows:
        say(
            f"{row.page:<15}{row.rows:>8,}{row.queries:>9}  {format(row.database, '.1f'):<22}"
            f"{format(row.to_memory, '.2f'):<20}{row.to_memory_cpu.p50:>6.2f}"
            f"{row.to_empty.p50:>9.1f}  {format(row.growth, '.2f') if row.growth else ''}"
        )


def tell_analyses(found: analyses.Found) -> None:
    """As of pages; then the wizard, and what the wall costs."""
    say("", f"Analyses; an empty signed-in page takes {found.empty:.1f} ms", HEAD)
    for row in found.rows:
        say(
            f"{row.page:<15}{row.rows:>8,}{row.queries:>9}  {format(row.database, '.1f'):<22}"
            f"{format(row.to_memory, '.2f'):<20}{row.to_memory_cpu.p50:>6.2f}"
            f"{row.to_empty.p50:>9.1f}  {format(row.growth, '.2f') if row.growth else ''}"
        )
    say(
        f"May I share this?, with {analyses.PROVISIONS:,} legal bases: {format(found.wizard, '.2f')} x an empty page,"
        f" {found.wizard_queries} queries; fifty records behind the wall: {format(found.walled, '.2f')} x without",
    )


def tell_search(found: search.Found) -> None:
    """Medians, with the middle half of the rounds in brackets."""
    say(
        "",
        f"Search among {found.number:,} rows of each kind; an empty page takes {found.empty:.1f} ms",
    )
    for row in found.rows:
        say(
            f"{row.question.name:<24}{row.question.typed:<26}{row.queries:>3} queries  "
            f"{format(row.page, '.1f'):<22} x empty {format(row.to_empty, '.1f')}"
        )


def tell_feed(found: feed.Found) -> None:
    """The whole request against the bare library, and the answer that nothing has changed."""
    say(
        "",
        f"Calendar of {found.meetings} meetings ({found.kilobytes:.0f} kB, {found.queries} queries): "
        f"{found.ours:.0f} ms, bare icalendar {found.bare:.0f} ms: {found.ratio:.2f} x, cpu {found.ratio_cpu.p50:.2f} x; "
        f"unchanged (304) {found.unchanged:.1f} ms",
    )


def tell_imports(found: imports.Found) -> None:
    """Never asserted: it depends on the machine."""
    say(
        "",
        f"Import of {found.organisations:,} organisations: {found.first:.1f} s (read {found.read:.1f}, "
        f"shown {found.shown:.1f}, confirmed {found.confirmed:.1f}); with changes {found.changes:.1f} s; "
        f"the same again {found.again:.1f} s. Wanted: 5,000 in under 20 s",
    )


def tell_exports(found: exports.Found) -> None:
    """Memory beside what the process weighed before; time is never asserted."""
    say("", f"Spreadsheets of {found.wanted:,} rows")
    for file in found.files:
        say(
            f"{file.name:<15}{file.rows:>8,} rows, {file.megabytes:.1f} MB in {file.seconds:.1f} s (first byte after "
            f"{file.first:.1f} s); process {file.rest:.0f} MB at rest, {file.peak:.0f} MB at most "
            f"(+{file.peak - file.rest:.0f})"
        )


def tell_paper(found: paper.Found) -> None:
    """Ours against the bare call."""
    say(
        "",
        f"Agreement PDF: {found.ours:.0f} ms, bare WeasyPrint {found.bare:.0f} ms: "
        f"{found.ratio:.2f} x, cpu {found.ratio_cpu:.2f} x",
    )


def tell_sealing(found: sealing.Found) -> None:
    """The seal against the drawing, the file against the code, and the full analysis."""
    say(
        "",
        f"Seal: {found.sealed:.0f} ms, drawing {found.drawn:.0f} ms: {found.added:.2f} x",
        f"Verification page: own file {found.file:.1f} ms, code {found.page:.1f} ms: "
        f"{found.answered:.2f} x; full check of it {found.analysed:.0f} ms",
    )


def tell_sealed(found: lossless.FoundSealed) -> None:
    """How many came through although the worker was killed."""
    say("", f"Sealed: {found.documents - found.lost} of {found.documents} documents in "
        f"{found.seconds:.0f} s, worker killed {found.kills} times")  # fmt: skip
    if found.lost:
        say(found.said)


def tell_compare(found: compare.Found) -> None:
    """Never asserted: it depends on the machine."""
    say(
        "",
        f"Comparison of two versions of {found.pages} pages ({found.changes} of {found.clauses} clauses differ): "
        f"{found.compared:.0f} ms, with its HTML {found.shown:.0f} ms; the worst text we know "
        f"{found.hostile:.2f} s. Wanted: under 500 ms",
    )


def tell_worker(found: lossless.Found) -> None:
    """How many came through, how fast, and the largest child."""
    say("", f"Worker: {found.documents - found.lost} of {found.documents} documents in "
        f"{found.seconds:.0f} s, largest child {found.child_megabytes:.0f} MB")  # fmt: skip
    if found.lost:
        say(found.said)


def tell_start(found: start.Found) -> None:
    """Never asserted: it depends on the machine."""
    parts = sorted(found.processes.items(), key=lambda pair: -pair[1])
    say(
        "",
        f"script/server to READY: {found.cold_seconds:.1f} s cold, {found.warm_seconds:.1f} s warm",
        f"At rest: {found.megabytes:.0f} MB {found.kind} ("
        + ", ".join(f"{name} {weight:.0f}" for name, weight in parts)
        + ")",
    )


def tell_visitors(found: visitors.Found) -> None:
    """Medians of the rounds; against the quiet server of the same round."""
    say("", f"{'Beside':<18}{'page':<10}{'ms':<22}x quiet")
    for row in found.rows:
        say(
            f"{row.state:<18}{row.page:<10}{format(row.milliseconds, '.1f'):<22}"
            f"{format(row.to_quiet, '.2f')}"
        )


def tell_complaints(found: complaints.Found) -> None:
    """One at a time, then the server as people reach it; django-helpdesk beside it, never asserted."""
    helpdesk, guessed = found.helpdesk, found.guessed
    say(
        "",
        f"Complaint, last step without its hash: {found.last:.1f} ms, hash {found.hashed:.0f} ms; empty public page "
        f"{found.empty:.1f} ms: {found.to_empty:.2f} x",
        helpdesk.said
        or f"django-helpdesk, SQLite in memory: sending {helpdesk.sent:.1f} ms, its page {helpdesk.page:.1f} ms: "
        f"{helpdesk.sent / helpdesk.page:.2f} x",
        f"{complaints.AT_ONCE} sent at once: {found.stored} stored, {found.numbers} numbers, {found.errors} errors, "
        f"longest wait {found.longest:.1f} s, all after {found.all_at_once:.1f} s",
        f"A file of 25 MB: a web process grows by {found.grown:.1f} MB",
        f"Beside {complaints.SIGNING_IN} who sign in at once ({found.let_in} let in, {found.told_to_wait} told to wait): "
        f"a page {found.other_beside:.1f} ms, quiet {found.other_quiet:.1f} ms: {found.to_quiet:.2f} x",
        f"Guessing: wrong code {guessed.wrong:.0f} ms, unknown number {guessed.unknown:.0f} ms, the first takes longer in "
        f"{guessed.share:.0%} of pairs; {guessed.a_second:.1f} tries a second by {complaints.GUESSING} at once; of "
        f"{complaints.TRIES} at one number {guessed.let_through} let through, then one after 5 to 60 seconds each",
    )


def tell_limits(found: list[Limit]) -> None:
    """What was missed, or that nothing was."""
    missed = [f"  {limit}" for limit in found if not limit.kept]
    say("", "Missed:", *missed) if missed else say("", f"All {len(found)} limits are kept.")


def write(path: Path, results: dict[str, Any], limits: list[Limit]) -> None:
    """Everything measured, with the machine it was measured on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        **{name: _plain(found) for name, found in results.items()},
        "limits": [{**dataclasses.asdict(limit), "kept": limit.kept} for limit in limits],
    }
    path.write_text(json.dumps(whole, indent=1) + "\n")


def _plain(found: Any) -> Any:
    if dataclasses.is_dataclass(found) and not isinstance(found, type):
        return {f.name: _plain(getattr(found, f.name)) for f in dataclasses.fields(found)}
    if hasattr(found, "_asdict"):
        return found._asdict()
    return [_plain(each) for each in found] if isinstance(found, list) else found
