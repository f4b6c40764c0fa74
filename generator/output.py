"""The folder `docs/`: compared with what the records make, and written all or nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.problems import Place, Problem

FOLDER = "docs"
Site = dict[str, bytes]
"""All generated files: path below `docs/` to content."""
_MEND = "run `python -m generator build` and commit docs/"


def compare(site: Site, root: Path) -> list[Problem]:
    """Return what is missing, changed or stale in `docs/` below `root`."""
    present = _present(root)
    problems = []
    for path, content in site.items():
        if path not in present:
            problems.append(_problem(path, "missing-page", "the page is not there"))
        elif present[path].read_bytes() != content:
            what = "the page is not what the records say now"
            problems.append(_problem(path, "changed-page", what))
    stale = present.keys() - site.keys()
    return problems + [_problem(path, "stale-page", "no record makes this page") for path in stale]


def write(site: Site, root: Path) -> list[str]:
    """Write what changed and remove what is stale in `docs/` below `root`; return their paths.

    Every file is first written whole beside its place and then moved there, so that a failure
    leaves the old pages.
    """
    folder = root / FOLDER
    present = _present(root)
    changed = [
        path
        for path, content in sorted(site.items())
        if path not in present or present[path].read_bytes() != content
    ]
    stale = sorted(present.keys() - site.keys())
    moves = list(_write_beside(site, changed, folder))
    for temporary, target in moves:
        temporary.replace(target)
    for path in stale:
        present[path].unlink()
    for directory in sorted(folder.rglob("*/"), reverse=True):
        if not any(directory.iterdir()):
            directory.rmdir()
    return sorted([*changed, *stale])


def _write_beside(site: Site, paths: list[str], folder: Path) -> Iterator[tuple[Path, Path]]:
    for path in paths:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".new")
        with os.fdopen(descriptor, "wb") as file:
            file.write(site[path])
        path_beside = Path(temporary)
        path_beside.chmod(0o644)
        yield path_beside, target


def _present(root: Path) -> dict[str, Path]:
    folder = root / FOLDER
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in files}


def _problem(path: str, rule: str, what: str) -> Problem:
    return Problem(Place(f"{FOLDER}/{path}"), rule, what, _MEND)
