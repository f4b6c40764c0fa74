"""The story on one screen: read, gather, check, render, compare or write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import checks, output, pages, seeds, text_import, verify
from generator.csl import Compilation
from generator.dossier import Dossier
from generator.pages import addresses, citations
from generator.problems import Problem, in_order


def read(root: Path) -> tuple[Dossier, list[Problem]]:
    """Read the records below `root` and return them with all that is wrong with them."""
    read = seeds.read_seeds(root)
    catalogue = Dossier.gather(read)
    return catalogue, in_order([*read.problems, *checks.check(catalogue)])


def render(root: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the pages of the records below `root`, or what is wrong with either."""
    catalogue, problems = read(root)
    if problems:
        return {}, problems
    site = pages.render(catalogue)
    return site, in_order(addresses.check_addresses(catalogue, site))


def check(root: Path) -> list[Problem]:
    """Return what is wrong with the records or, if nothing is, with the pages made of them."""
    site, problems = render(root)
    return problems or in_order(output.compare(site, root))


def build(root: Path) -> tuple[list[str], list[Problem]]:
    """Write the pages, if nothing is wrong with the records; return the paths that changed."""
    site, problems = render(root)
    return ([], problems) if problems else (output.write(site, root), [])


def cite(root: Path, site: Path, settings: dict[str, Any]) -> list[Problem]:
    """Write beside each page of a built site what programs and other styles cite it by."""
    dossier, problems = read(root)
    if not problems:
        release = str((settings.get("extra") or {}).get("release", ""))
        address = (settings.get("site_url") or "").rstrip("/")
        whole = Compilation(settings["site_name"], f"{address}/", release)
        output.write_all(site, citations.beside(dossier, whole))
    return problems


def bring_in(root: Path, key: str, file: Path, day: str) -> text_import.Import:
    """Read the official text in `file` into the notes of its source, and write what changed."""
    catalogue = Dossier.gather(seeds.read_seeds(root))
    found = text_import.import_text(catalogue, root, key, file, day)
    changed = {}
    for name, text in found.records.items():
        path = root / name
        if not path.exists() or path.read_bytes() != text.encode():
            path.parent.mkdir(parents=True, exist_ok=True)
            output.write_file(path, text.encode())
            changed[name] = text
    return replace(found, records=changed)


def lock(root: Path, archive: Path) -> verify.Verified:
    """Hold the notes against the documents in `archive`, write the lock and return what it has.

    Only the reading of the records and the documents count here, since `check` needs the lock.
    """
    read = seeds.read_seeds(root)
    verified = verify.verify(Dossier.gather(read), archive)
    # What is wrong with the lock itself is mended by writing it, if no part of it is to be kept.
    mended = () if verified.absent else ("not-utf-8", "unfinished-merge", "wrong-line")
    known = [
        one for one in read.problems if one.place.path != seeds.LOCK_PATH or one.rule not in mended
    ]
    problems = in_order([*known, *verified.problems])
    if not problems:
        text = "".join(f"{line}\n" for line in verified.lines)
        output.write_file(root / seeds.LOCK_PATH, text.encode())
    return replace(verified, problems=problems)
