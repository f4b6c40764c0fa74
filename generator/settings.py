"""The settings that pages are made from: what each fork says of itself in `mkdocs.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator import urls
from generator.problems import Place, Problem, shown

FILE = "mkdocs.yml"
_SAID = ("site_name", "site_url", "repository", "keeper", "contact")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True)
class Settings:
    """What the pages say of their site; what is empty goes unsaid.

    `contact` is a mail address or that of a form. `problems` are faults of the file.
    """

    site_name: str = ""
    site_url: str = ""
    repository: str = ""
    keeper: str = ""
    contact: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def contact_address(self) -> str:
        """Return the address that a link to the keeper leads to."""
        return f"mailto:{self.contact}" if _MAIL.fullmatch(self.contact) else self.contact


NONE = Settings()


def read_settings(root: Path) -> Settings:
    """Read the settings of the project in `root`; without a file there are none."""
    path, text = root / FILE, ""
    try:
        text = path.read_text("utf-8") if path.exists() else ""
        # What a tag makes of a value is for the engine: this loader makes nothing but text.
        found = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        line = mark.line + 1 if (mark := getattr(error, "problem_mark", None)) else 1
        return _problem(line, "this cannot be read", "write YAML in UTF-8 that MkDocs can read")
    known: dict[str, Any] = found if isinstance(found, dict) else {}
    known |= extra if isinstance(extra := known.get("extra"), dict) else {}
    settings = Settings(**{one: known[one] for one in _SAID if isinstance(known.get(one), str)})
    contact = settings.contact
    if not contact or settings.contact_address != contact or urls.wrong_with(contact) is None:
        return settings
    line = text[: text.find("contact:")].count("\n") + 1
    what = f'"{shown(contact)}" is no address at which a reader reaches somebody'
    return _problem(line, what, "write a mail address, or that of a form; or nothing")


def _problem(line: int, what: str, mend: str) -> Settings:
    return Settings(problems=(Problem(Place(FILE, line), "wrong-setting", what, mend),))
