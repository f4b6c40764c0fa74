"""The settings that pages are made from: what a fork says of itself in three of its files."""

import re
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import yaml

from generator import urls
from generator.dates import Date, parse_day
from generator.problems import Place, Problem, shown
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
    `problems` are faults of the files; there are no other settings then.
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
    listed = root / CHANGES
    texts = {CHANGES: listed.read_text("utf-8", "replace") if listed.exists() else ""}
    for file in (CITATION, FILE):
        path = root / file
        try:
            texts[file] = path.read_text("utf-8") if path.exists() else ""
            # What a tag makes of a value is for the engine: this loader makes nothing but text.
            found = yaml.load(texts[file], Loader=yaml.CBaseLoader)  # noqa: S506
        except (UnicodeDecodeError, yaml.YAMLError) as error:
            line = mark.line + 1 if (mark := getattr(error, "problem_mark", None)) else 1
            return Settings(problems=(Problem.of(Place(file, line), "wrong-setting", "unread"),))
        known |= found if isinstance(found, dict) else {}
        known |= extra if isinstance(extra := known.get("extra"), dict) else {}
    if url := known.get("site_url"):
        known["site_url"] = f"{url}".rstrip("/") + "/"
    return _settings(known, texts)


def _settings(known: dict[str, Any], texts: dict[str, str]) -> Settings:
    """Return what the files say or, in its place, what is wrong with a value."""
    said: dict[str, Any] = {name: value for name, value in known.items() if isinstance(value, str)}
    taken = {field.name for field in fields(Settings) if field.type is str} & said.keys()
    day = said.get("date-released", "")
    try:
        released = parse_day(day) if day else None
        settings = Settings(**{name: said[name] for name in taken}, released=released)
    except ValueError as error:
        key = "date-released:"
        return _problem(CITATION, texts[CITATION], key, "day", day=shown(day), mend=error)
    contact = settings.contact
    if not contact or settings.contact_address != contact or urls.wrong_with(contact) is None:
        return _with_changes(settings, texts[CHANGES])
    return _problem(FILE, texts[FILE], "contact:", "contact", contact=shown(contact))


def _with_changes(settings: Settings, text: str) -> Settings:
    """Return the settings with the versions that a list tells of, the newest first."""
    versions = []
    for heading, below in _VERSION.findall(text):
        number, _, day = heading.strip().partition(" - ")
        changes = tuple(one_line(point) for point in _CHANGE.findall(below))
        try:
            versions.append(Version(number, parse_day(day), changes))
        except ValueError as error:
            return _problem(CHANGES, text, heading, "day", day=shown(day), mend=error)
    newest = [(first.number, first.day) for first in versions[:1] if first.changes]
    if text and settings.released and newest != [(settings.version, settings.released)]:
        return _problem(CHANGES, text, "## ", "changes", file=CITATION, settings=settings)
    return replace(settings, changes=tuple(versions))


def _problem(file: str, text: str, key: str, case: str, /, **said: object) -> Settings:
    place = Place(file, text[: text.find(key)].count("\n") + 1)
    return Settings(problems=(Problem.of(place, "wrong-setting", case, **said),))
