"""The settings that pages are made from: what a fork says of itself in three of its files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import yaml

from generator import urls
from generator.dates import Date, parse_day
from generator.problems import Place, Problem, parted, shown
from generator.quotations import one_line

FILE, CITATION, CHANGES = "mkdocs.yml", "CITATION.cff", ".github/CHANGELOG.md"
# A heading with number and day, and the text below it; a point of the list there.
_VERSION = re.compile(r"^## (.*?)\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_CHANGE = re.compile(r"^- (.*?)(?=^- |\Z)", re.DOTALL | re.MULTILINE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True)
class Version:
    """A version of the whole: its number, its day, and what changed in it, point by point."""

    number: str
    day: Date
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    """What the pages say of their site; what is empty goes unsaid.

    `contact` is a mail address or that of a form. `tag` begins ids that stay when the site moves.
    `problems` are faults of the files.
    """

    site_name: str = ""
    site_url: str = ""
    repository: str = ""
    keeper: str = ""
    contact: str = ""
    tag: str = ""
    version: str = ""
    released: Date | None = None
    abstract: str = ""
    changes: tuple[Version, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def contact_address(self) -> str:
        """Return the address that a link to the keeper leads to."""
        return f"mailto:{self.contact}" if _MAIL.fullmatch(self.contact) else self.contact


NONE = Settings()


def read_settings(root: Path) -> Settings:
    """Read the settings of the project in `root`; without a file there are none."""
    known: dict[str, Any] = {}
    problems: list[Problem] = []
    listed = root / CHANGES
    texts = dict.fromkeys((CITATION, FILE), "")
    texts |= {CHANGES: listed.read_text("utf-8", "replace") if listed.exists() else ""}
    for file in (CITATION, FILE):
        path = root / file
        try:
            texts[file] = path.read_text("utf-8") if path.exists() else ""
            # What a tag makes of a value is for the engine: this loader makes nothing but text.
            found = yaml.load(texts[file], Loader=yaml.CBaseLoader)  # noqa: S506
        except (UnicodeDecodeError, yaml.YAMLError) as error:
            line = mark.line + 1 if (mark := getattr(error, "problem_mark", None)) else 1
            problems.append(Problem.of(Place(file, line), "wrong-setting", "unread"))
            continue
        known |= found if isinstance(found, dict) else {}
        known |= extra if isinstance(extra := known.get("extra"), dict) else {}
    if url := known.get("site_url"):
        known["site_url"] = f"{url}".rstrip("/") + "/"
    settings = _settings(known, texts)
    return replace(settings, problems=(*problems, *settings.problems))


def _settings(known: dict[str, Any], texts: dict[str, str]) -> Settings:
    """Return what the files say, and what is wrong with their values."""
    said: dict[str, Any] = {name: value for name, value in known.items() if isinstance(value, str)}
    taken = {field.name for field in fields(Settings) if field.type is str} & said.keys()
    day = said.get("date-released")
    days, wrong = parted([_day(CITATION, texts[CITATION], "date-released:", day)] if day else [])
    versions, problems = parted(_versions(texts[CHANGES]))
    settings = Settings(**{name: said[name] for name in taken}, released=next(iter(days), None))
    newest = [(first.number, first.day) for first in versions[:1] if first.changes]
    is_told = newest == [(settings.version, settings.released)]
    if texts[CHANGES] and settings.released and not (problems or is_told):
        told = {"file": CITATION, "settings": settings}
        problems.append(_problem(CHANGES, texts[CHANGES], "## ", "changes", **told))
    contact = settings.contact
    if contact and settings.contact_address == contact and urls.wrong_with(contact):
        problems.append(_problem(FILE, texts[FILE], "contact:", "contact", contact=shown(contact)))
    return replace(settings, changes=tuple(versions), problems=(*wrong, *problems))


def _versions(text: str) -> Iterator[Version | Problem]:
    """Yield the versions that a list tells of, the newest first."""
    for heading, below in _VERSION.findall(text):
        number, _, day = heading.strip().partition(" - ")
        changes = tuple(one_line(point) for point in _CHANGE.findall(below))
        found = _day(CHANGES, text, heading, day)
        yield found if isinstance(found, Problem) else Version(number, found, changes)


def _day(file: str, text: str, key: str, day: str) -> Date | Problem:
    try:
        return parse_day(day)
    except ValueError as error:
        return _problem(file, text, key, "day", day=shown(day), mend=error)


def _problem(file: str, text: str, key: str, case: str, /, **said: object) -> Problem:
    place = Place(file, text[: text.find(key)].count("\n") + 1)
    return Problem.of(place, "wrong-setting", case, **said)
