"""What one web process and one worker process carry: `python -m tests.bench.growing VAR PORT`, beside a running script/server.

In seconds of processor time, not of the clock: so the figures hold on a machine that does other things too. VAR is the data folder of
that server, PORT its port. The figures of docs/operations.md, "Growing", come from here.
"""

import json
import os
import re
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import psutil

from config.embedded.welcome import DOMAIN, PASSWORD

PAGES = {
    "list of organisations": "/organisations/",
    "list of agreements": "/agreements/",
    "home": "/home/",
}
REQUESTS, DOCUMENTS = 100, 12
# Asked for as through the page: an agreement of thirteen parties, drawn anew each time.
ASK = f"""
from partnerships.agreements.actions.printing import request_document
from partnerships.agreements.models import Agreement
from partnerships.directory.models import Account
by = Account.objects.get(email="liaison@{DOMAIN}")
found = Agreement.objects.visible_to(by).get(title__startswith="Vereinbarung über gegenseitige")
print([request_document(found, by=by, language=("de", "en")[n % 2]).pk for n in range({DOCUMENTS})])
"""
LEFT = """
from partnerships.shared.documents.models import Document
from partnerships.shared.outbox import OPEN
print(Document.objects.filter(status__in=OPEN).count())
"""


def family(var: Path, name: str) -> list[psutil.Process]:
    """A program of the server, and what it started."""
    first = psutil.Process(int((var / "processes" / name).read_text().split()[0]))
    return [first, *first.children(recursive=True)]


def seconds(processes: list[psutil.Process]) -> float:
    """Of the processor, so far."""
    return sum(sum(each.cpu_times()[:2]) for each in processes if each.is_running())


def memory(processes: list[psutil.Process]) -> list[int]:
    """MB that each has of its own, a share of what they share included."""
    return sorted(round(each.memory_full_info().pss / 2**20) for each in processes)


def signed_in(port: str):
    """A browser of the first account."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    address = f"http://localhost:{port}/accounts/login/"
    token = re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"', browser.open(address).read().decode()
    )
    if token is None:
        sys.exit("There is no form to sign in.")
    said = {"csrfmiddlewaretoken": token[1], "login": f"liaison@{DOMAIN}", "password": PASSWORD}
    browser.addheaders = [("Referer", address)]
    browser.open(address, urlencode(said).encode())
    return browser


def pages(var: Path, port: str) -> None:
    """Processor time of web and database for each page."""
    browser = signed_in(port)
    web, base = family(var, "web"), family(var, "postgres")
    for name, path in PAGES.items():
        for _ in range(5):
            browser.open(f"http://localhost:{port}{path}").read()
        before, below = seconds(web), seconds(base)
        for _ in range(REQUESTS):
            browser.open(f"http://localhost:{port}{path}").read()
        each, base_each = (
            (seconds(web) - before) / REQUESTS,
            (seconds(family(var, "postgres")) - below) / REQUESTS,
        )
        print(
            f"{name:<24} web {each * 1000:5.1f} ms, database {base_each * 1000:4.1f} ms: {1 / each:4.0f} a second and process"
        )
    print("web, MB each:", memory(web))


def documents(var: Path) -> None:
    """Processor time of the worker for each document."""
    worker = family(var, "worker")
    before = seconds(worker)
    asked = json.loads(shell(var, ASK))
    while int(shell(var, LEFT)):
        time.sleep(1)
    each = (seconds(family(var, "worker")) - before) / len(asked)
    print(f"{'agreement on paper':<24} worker {each:4.2f} s: {60 / each:4.0f} a minute and process")
    print("worker, MB each:", memory(family(var, "worker")))


def shell(var: Path, code: str) -> str:
    """What code says that runs in the server's own surroundings."""
    environ = psutil.Process(int((var / "processes" / "worker").read_text().split()[0])).environ()
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    return subprocess.run(
        command, check=True, env=os.environ | environ, capture_output=True, text=True
    ).stdout.strip()


if __name__ == "__main__":
    pages(Path(sys.argv[1]), sys.argv[2])
    documents(Path(sys.argv[1]))
