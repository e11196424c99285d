"""Runs the programs of the built image until a document is sealed; called by script/image-trial with the services behind it."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from partnerships.shared.sealing import test_authority  # noqa: E402
from partnerships.shared.secrets import new_key  # noqa: E402

WEB, DATABASE, BROKER = 8471, 8472, 8473  # ports on loopback
HOST = "handschlag.example.org"
VAR = Path(os.environ["HANDSCHLAG_VAR"])
BUILDAH = ["buildah", "--root", VAR / "storage", "--runroot", VAR / "run"]
SEAL = "/var/lib/handschlag/seal"
# Waits for the paper of the demo that everybody has signed, and has its seal checked as the public page does.
SEALED = """
import time
from partnerships.shared.sealing.models import SealedFile
for _ in range(240):
    found = SealedFile.objects.filter(sealed_at__isnull=False).select_related("document").first()
    if found: break
    time.sleep(1)
print(found.level, found.size, "bytes", found.document.file)
"""


class Image:
    """The container made of the image; `environment` is that of docker-compose.yml."""

    def __init__(self, container: str, environment: dict[str, str]) -> None:
        self.container, self.environment = container, environment

    def command(self, words: list[str], **more: str) -> list[str]:
        """As the container engine would start it, as user 10001."""
        said = [f"--env={k}={v}" for k, v in (self.environment | more).items()]
        how = ["run", "--isolation", "chroot", "--user", "10001:10001", *said]
        return [str(word) for word in (*BUILDAH, *how, self.container, "--", *words)]

    def run(self, *words: str, **more: str) -> str:
        """A program that ends. Raises: CalledProcessError."""
        done = subprocess.run(
            self.command(list(words), **more), check=False, capture_output=True, text=True
        )
        if done.returncode:
            sys.exit(f"{' '.join(words)[:80]} failed:\n{done.stdout[-1000:]}{done.stderr[-3000:]}")
        return done.stdout.strip()

    @contextlib.contextmanager
    def running(self, name: str, words: list[str]) -> Iterator[None]:
        """A program that stays; ended afterwards, and with it what it started."""
        log = (VAR / f"{name}.log").open("wb")
        process = subprocess.Popen(
            self.command(words), stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield
            if process.poll() is not None:
                sys.exit(f"{name} ended by itself:\n{(VAR / f'{name}.log').read_text()[-2000:]}")
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(30)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def main(container: str) -> None:
    """Each program in the order of docker-compose.yml, and what it says at the end."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    image = Image(container, environment())
    owner = loopback(os.environ["DATABASE_OWNER_URL"])
    with contextlib.ExitStack() as stack:
        stack.enter_context(forwarded(DATABASE, postgres_socket()))
        stack.enter_context(forwarded(BROKER, urlsplit(os.environ["REDIS_URL"]).path))
        seal_for(container)
        step("user", lambda: image.run("id", "-u"))
        step("check --deploy", lambda: image.run("python", "manage.py", "check", "--deploy"))
        step(
            "migrate", lambda: image.run(*services["migrate"]["command"], DATABASE_OWNER_URL=owner)
        )
        step(
            "demo rows", lambda: image.run("python", "manage.py", "load_demo", HANDSCHLAG_DEMO="1")
        )
        stack.enter_context(image.running("web", web_command(container)))
        stack.enter_context(image.running("worker", services["worker"]["command"]))
        stack.enter_context(image.running("clock", services["clock"]["command"]))
        step("/readyz", lambda: answer("/readyz", 60))
        step("sign-in page", lambda: answer("/accounts/login/", 5)[:15])
        step("sealed", lambda: image.run("python", "manage.py", "shell", "-v0", "-c", SEALED))
    print("All of the image's programs ran.")


def environment() -> dict[str, str]:
    """What docker-compose.yml passes, with invented values."""
    return {
        "SECRET_KEY": "only-for-this-trial-0123456789-abcdefghijklmnopqrstuvwxyz",
        "HANDSCHLAG_ENCRYPTION_KEYS": new_key(),
        "DATABASE_URL": loopback(os.environ["DATABASE_URL"]),
        "REDIS_URL": f"redis://127.0.0.1:{BROKER}/0",
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "BEHIND_PROXY": "1",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": "9",  # nobody answers: letters wait
        **{f"SEAL_{name}": f"{SEAL}/{name}" for name in ("CERTIFICATE", "KEY", "TRUST_ROOTS")},
    }


def loopback(url: str) -> str:
    """The address of a database behind a socket, as one of a port."""
    found = urlsplit(url)
    return f"postgresql://{found.username}:{found.password}@127.0.0.1:{DATABASE}{found.path}"


def postgres_socket() -> str:
    """The path of the socket behind DATABASE_URL."""
    folder = unquote(os.environ["DATABASE_URL"].rpartition("@")[2].partition("/")[0])
    return f"{folder}/.s.PGSQL.5432"


@contextlib.contextmanager
def forwarded(port: int, socket: str) -> Iterator[None]:
    """A port of loopback that leads to a socket."""
    words = ["socat", f"TCP-LISTEN:{port},bind=127.0.0.1,fork,reuseaddr", f"UNIX-CONNECT:{socket}"]
    with subprocess.Popen(words) as process:
        try:
            yield
        finally:
            process.terminate()


def seal_for(container: str) -> None:
    """A certificate that proves nothing, readable by user 10001 alone, as deploy/seal is mounted."""
    authority = test_authority.new_authority("Trial")
    pair = test_authority.issue(authority, "Trial seal")
    files = {
        "CERTIFICATE": test_authority.pem(pair.certificate),
        "KEY": test_authority.key_pem(pair.key),
        "TRUST_ROOTS": test_authority.pem(authority.certificate),
    }
    folder = VAR / "trial-seal"
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    said = ["copy", "--quiet", "--chown", "10001:10001", "--chmod", "0600", container, folder, SEAL]
    subprocess.run([*BUILDAH, *said], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(
        [
            *BUILDAH,
            "run",
            "--isolation",
            "chroot",
            "--user",
            "0",
            container,
            "--",
            "chmod",
            "755",
            SEAL,
        ],
        check=True,
    )


def web_command(container: str) -> list[str]:
    """The image's own, on our port."""
    said = subprocess.run(
        [*BUILDAH, "inspect", "--type", "container", container],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    command = json.loads(said)["OCIv1"]["config"]["Cmd"]
    return [word.replace("8000", str(WEB)) for word in command]


def answer(path: str, seconds: float) -> str:
    """The body once it answers 200, asked as the proxy does."""
    ends = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError):
            asked = http.client.HTTPConnection("127.0.0.1", WEB, timeout=10)
            asked.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
            found = asked.getresponse()
            body = found.read().decode()
            if found.status == 200:
                return body
        if time.monotonic() > ends:
            sys.exit(f"{path} does not answer: {(VAR / 'web.log').read_text()[-2000:]}")
        time.sleep(0.5)


def step(name: str, work) -> None:
    """Says how long it took, and its last line."""
    began = time.monotonic()
    found = work()
    print(
        f"{name:<16} {time.monotonic() - began:5.1f} s  {found.splitlines()[-1] if found else ''}",
        flush=True,
    )


if __name__ == "__main__":
    main(sys.argv[1])
