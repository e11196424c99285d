"""Who may install does so without being asked; who may not is told in one sentence what an administrator has to run.

The machine around the script is made of a few small programs in a folder: nothing is installed on this one.
"""

import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.services import ROOT

FROM_HERE = ("bash", "sh", "env", "cat", "cut", "sha256sum", "dirname", "basename", "grep", "date")
NOT_THERE = "libpango-1.0-0"


class Machine:
    """`user` 0 is root. apt-get writes down how it was called, and fails: so the script ends there."""

    def __init__(self, folder: Path, user: int, sudo: str | None) -> None:
        self.folder, self.called = folder, folder / "called"
        for name in (*FROM_HERE, "python3"):
            found = subprocess.run(["which", name], check=True, capture_output=True, text=True)
            (folder / name).symlink_to(os.path.realpath(found.stdout.strip()))
        self.program("id", f"echo {user}")
        self.program("dpkg-query", "exit 1")
        self.program("apt-get", f'echo "apt-get $*" >> {self.called}; exit 100')
        if sudo is not None:
            self.program("sudo", f'echo "sudo $*" >> {self.called}; {sudo}')

    def program(self, name: str, body: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def run(self, script: str = "script/bootstrap", *words: str, stdin: int = subprocess.DEVNULL):
        return subprocess.run(
            [f"{self.folder}/bash", script, *words],
            check=False,
            cwd=ROOT,
            env={"PATH": str(self.folder), "HOME": "/nonexistent"},
            stdin=stdin,
            capture_output=True,
            text=True,
            timeout=60,
        )

    @property
    def calls(self) -> str:
        return self.called.read_text() if self.called.exists() else ""


NO_QUESTIONS = '[ "$1" = -n ] && [ "$2" = true ] && exit 0; [ "$1" = -v ] && exit 1; exec "$@"'
WITH_PROMPT = '[ "$1" = -n ] && exit 1; [ "$1" = -v ] && exit 0; exec "$@"'
NEVER = "exit 1"


@pytest.mark.parametrize("words", [(), ("--yes",), ("--dev",)])
def test_root_installs_without_a_question(tmp_path: Path, words: tuple[str, ...]) -> None:
    machine = Machine(tmp_path, 0, None)
    done = machine.run("script/bootstrap", *words)
    installs = [line for line in machine.calls.splitlines() if " install " in line]
    assert installs and NOT_THERE in installs[0]
    assert "apt-get update" in machine.calls  # the lists that are there did not do
    assert (
        done.returncode == 1 and "could not be installed" in done.stderr
    )  # this apt-get never does


@pytest.mark.parametrize(
    "script", ["script/server", "script/test", "script/bench", "script/conformance"]
)
def test_every_command_sets_itself_up(tmp_path: Path, script: str) -> None:
    machine = Machine(tmp_path, 0, None)
    done = machine.run(script)
    assert "apt-get install" in machine.calls.replace("apt-get -", "apt-get ")
    assert done.returncode == 1 and "Traceback" not in done.stderr


def test_an_ordinary_user_installs_where_sudo_asks_nothing(tmp_path: Path) -> None:
    machine = Machine(tmp_path, 1000, NO_QUESTIONS)
    machine.run()
    assert NOT_THERE in machine.calls


def test_at_a_terminal_sudo_may_ask(tmp_path: Path) -> None:
    machine = Machine(tmp_path, 1000, WITH_PROMPT)
    ours, theirs = pty.openpty()
    try:
        machine.run(stdin=theirs)
    finally:
        os.close(ours)
        os.close(theirs)
    assert NOT_THERE in machine.calls


@pytest.mark.parametrize("sudo", [None, NEVER, WITH_PROMPT])
def test_without_a_terminal_and_rights_one_sentence_says_what_to_run(
    tmp_path: Path, sudo: str | None
) -> None:
    machine = Machine(tmp_path, 1000, sudo)
    done = machine.run()
    assert done.returncode == 1 and "apt-get" not in machine.calls.replace("sudo", "")
    sentence = done.stderr.strip()
    assert len(sentence.splitlines()) == 1
    assert "an administrator has to run once: apt-get update && apt-get install" in sentence
    assert NOT_THERE in sentence
