"""Files written all or none, and the folder `docs/`, compared with what the records make."""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.problems import Place, Problem

FOLDER = "docs"
Site = dict[str, bytes]
"""All generated files: path below `docs/` to content."""
NAMED = 10
"""Pages that are reported one by one; more that break the same rule are counted."""
REGISTER = "data/v1/ids.csv"
"""The register of addresses, which is built from what stands in it, too."""
# What mends a register that a branch has changed.
TAKE_BACK = f"type `git checkout origin/main -- {FOLDER}/{REGISTER}`"
_PREFIX, _SUFFIX = ".generator-", ".new"
"""What the name of a file begins and ends with that is not in its place yet."""


def compare(site: Site, root: Path) -> list[Problem]:
    """Return what is missing, changed or stale in `docs/` below `root`."""
    problems, present = [], _present(root / FOLDER)
    both = present & site.keys()
    rules = {
        "missing-page": site.keys() - present,
        "changed-page": {path for path in both if not _has(root / FOLDER, path, site[path])},
        "stale-page": present - site.keys(),
    }
    for rule, found in rules.items():
        paths = [f"{FOLDER}/{path}" for path in sorted(found)]
        if len(paths) > NAMED:
            said = {"count": len(paths), "some": ", ".join(paths[:3]), "more": len(paths) - 3}
            problems.append(Problem.of(Place(FOLDER), rule, "many", **said))
            continue
        for path in paths:
            case = "register" if path == f"{FOLDER}/{REGISTER}" else ""
            problems.append(Problem.of(Place(path), rule, case, take_back=TAKE_BACK))
    return problems


def text(root: Path, path: str) -> str:
    """Return what a file in `docs/` below `root` holds; nothing if there is none."""
    return (_read(root / FOLDER / path) or b"").decode("utf-8", "replace")


def write(site: Site, root: Path) -> list[str]:
    """Write what changed and remove what is stale in `docs/` below `root`; return their paths."""
    return sorted(write_all(root / FOLDER, dict.fromkeys(_present(root / FOLDER)) | site))


def write_all(folder: Path, contents: Mapping[str, bytes | None]) -> list[str]:
    """Write what changed of files below `folder`, and remove those that have no content.

    It is all of them or none: when one step fails, those before it are undone. What is left behind
    by a run that was killed is taken away by the next. Returns the paths of what changed.
    """
    changed = {path: new for path, new in contents.items() if not _has(folder, path, new)}
    before = {path: _read(folder / path) for path in changed}
    try:
        _change(folder, changed)
    except BaseException:
        _undo(folder, before)
        raise
    finally:
        with contextlib.suppress(OSError):
            for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
                left.unlink()
        _prune(folder, changed)
    return list(changed)


def _change(folder: Path, contents: Mapping[str, bytes | None]) -> None:
    """Write every file whole under another name, remove the others, then move each to its place.

    So a disk that is full is found out before anything changed, and no page is ever half a page.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [(path, content) for path, content in contents.items() if content is not None]
    staged = {path: _stage(folder, path, content) for path, content in sorted(written)}
    for path in sorted(contents.keys() - staged.keys()):
        (folder / path).unlink(missing_ok=True)
    _prune(folder, contents)
    for path, temporary in staged.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(folder / path)


def _stage(folder: Path, path: str, content: bytes) -> Path:
    try:
        descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=_PREFIX, suffix=_SUFFIX)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
    except OSError as error:
        # It names the file by a name that nobody knows, or not at all.
        raise OSError(error.errno, error.strerror or str(error), str(folder / path)) from error
    return Path(temporary)


def _undo(folder: Path, before: dict[str, bytes | None]) -> None:
    """Bring back what stood there; one file that cannot come back keeps no other from it."""
    for path in sorted(before, key=lambda path: before[path] is not None):
        with contextlib.suppress(OSError):
            if _read(folder / path) != before[path]:
                _change(folder, {path: before[path]})


def _prune(folder: Path, paths: Iterable[str]) -> None:
    """Remove the folders that stand empty where a file is to be, or from which the last went."""
    for path in paths:
        for directory in (Path(path), *Path(path).parents):
            with contextlib.suppress(OSError):
                (folder / directory).rmdir()


def _present(folder: Path) -> set[str]:
    """Return the paths of all that stands in a folder, links as such."""
    files = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix() for path in files}


def _has(folder: Path, path: str, content: bytes | None) -> bool:
    """Tell whether a file to which no link leads has this content."""
    is_own = Path(os.path.realpath(folder / path)) == Path(os.path.realpath(folder), path)
    return is_own and _read(folder / path) == content


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
