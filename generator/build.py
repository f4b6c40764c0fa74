"""The story on one screen: read, gather, check, render, compare or write."""

from dataclasses import replace
from pathlib import Path

from generator import checks, output, pages, seeds, verify
from generator.dossier import Dossier
from generator.pages import addresses, data, feeds
from generator.pages.register import Register
from generator.problems import Problem, in_order
from generator.settings import NONE, Settings

OUTPUTS = (data.render, feeds.render)
"""What is made beside the pages: each returns files of `docs/`, path to content."""


def read(root: Path) -> tuple[Dossier, list[Problem]]:
    """Read the records below `root` and return them with all that is wrong with them."""
    dossier = Dossier.read(root)
    return dossier, in_order([*dossier.problems, *checks.check(dossier)])


def render(
    root: Path, settings: Settings = NONE, published: str | None = None
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the pages of the records below `root`, or what is wrong with either.

    `published` is the register of what was published; if none is given, the one in `docs/` is.
    """
    catalogue, problems = read(root)
    if problems or settings.problems:
        return {}, in_order([*problems, *settings.problems])
    standing = output.text(root, output.REGISTER)
    known = Register(catalogue, standing if published is None else published)
    if problems := in_order(known.problems()):
        return {}, problems
    site = pages.render(catalogue, settings, known)
    for make in OUTPUTS:
        site |= make(catalogue, settings)
    return site, in_order(addresses.check_addresses(catalogue, known.gone, site))


def check(root: Path, settings: Settings = NONE, published: str | None = None) -> list[Problem]:
    """Return what is wrong with the records or, if nothing is, with the pages made of them."""
    site, problems = render(root, settings, published)
    return problems or in_order(output.compare(site, root))


def build(root: Path, settings: Settings = NONE) -> tuple[list[str], list[Problem]]:
    """Write the pages, if nothing is wrong with the records; return the paths that changed."""
    site, problems = render(root, settings)
    return ([], problems) if problems else (output.write(site, root), [])


def lock(root: Path, archive: Path) -> verify.Verified:
    """Hold the notes against the documents in `archive`, write the lock and return what it has.

    Only the reading of the records and the documents count here, since `check` needs the lock.
    """
    dossier = Dossier.read(root)
    verified = verify.verify(dossier, archive)
    # What is wrong with the lock itself is mended by writing it, if no part of it is to be kept.
    mended = () if verified.absent else ("not-utf-8", "unfinished-merge", "wrong-line")
    found = in_order([*dossier.problems, *verified.problems])
    problems = [one for one in found if one.place.path != seeds.LOCK_PATH or one.rule not in mended]
    if not problems:
        text = "".join(f"{line}\n" for line in verified.lines)
        output.write_all(root, {seeds.LOCK_PATH: text.encode()})
    return replace(verified, problems=problems)
