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
_WHAT = {
    "missing-page": "the page is not there",
    "changed-page": "the page is not what the records say now",
    "stale-page": "no record makes this page",
}
_MEND = "run `python -m generator build` and commit docs/"


def compare(site: Site, root: Path) -> list[Problem]:
    """Return what is missing, changed or stale in `docs/` below `root`."""
    return [
        Problem(Place(f"{FOLDER}/{path}"), rule, _WHAT[rule], _MEND)
        for path, rule in _differences(site, _present(root)).items()
    ]


def write(site: Site, root: Path) -> list[str]:
    """Write what changed and remove what is stale in `docs/` below `root`; return their paths.

    Every file is first written whole beside its place and then moved there, so that a failure
    leaves the old pages.
    """
    folder, present = root / FOLDER, _present(root)
    differences = _differences(site, present)
    moves = list(_write_beside(site, sorted(differences.keys() & site.keys()), folder))
    for temporary, target in moves:
        temporary.replace(target)
    for path in differences.keys() - site.keys():
        present[path].unlink()
    for directory in sorted(folder.rglob("*/"), reverse=True):
        if not any(directory.iterdir()):
            directory.rmdir()
    return sorted(differences)


def _differences(site: Site, present: dict[str, Path]) -> dict[str, str]:
    """Return the paths at which `docs/` is not the site, each with the rule that it breaks."""
    rules = dict.fromkeys(present.keys() - site.keys(), "stale-page")
    for path, content in site.items():
        if path not in present:
            rules[path] = "missing-page"
        elif present[path].read_bytes() != content:
            rules[path] = "changed-page"
    return rules


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
