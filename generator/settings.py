"""The settings that pages are made from: what each fork says of itself in its two files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator import urls
from generator.problems import Place, Problem, shown

FILE, CITATION = "mkdocs.yml", "CITATION.cff"
_NAMED = {
    **{one: one for one in ("site_name", "site_url", "repository", "keeper", "contact", "tag")},
    "version": "version",
    "date-released": "released",
    "abstract": "abstract",
}
"""The values that we take from the files, by their names there, and what we call them."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True)
class Settings:
    """What the pages say of their site; what is empty goes unsaid.

    `contact` is a mail address or that of a form, and `tag` what ids begin with that stay when the
    address moves. `problems` are faults of the files.
    """

    site_name: str = ""
    site_url: str = ""
    repository: str = ""
    keeper: str = ""
    contact: str = ""
    tag: str = ""
    version: str = ""
    released: str = ""
    abstract: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def is_mail(self) -> bool:
        """Tell whether the keeper is reached by mail."""
        return _MAIL.fullmatch(self.contact) is not None

    @property
    def contact_address(self) -> str:
        """Return the address that a link to the keeper leads to."""
        return f"mailto:{self.contact}" if self.is_mail else self.contact


NONE = Settings()


def read_settings(root: Path) -> Settings:
    """Read the settings of the project in `root`; without a file there are none."""
    found: dict[str, yaml.ScalarNode] = {}
    for file in (CITATION, FILE):
        try:
            text = (root / file).read_text("utf-8")
            # Only composed, since what a tag makes of a value is for the engine.
            top = yaml.compose(text, Loader=yaml.CSafeLoader)
        except FileNotFoundError:
            continue
        except (UnicodeDecodeError, yaml.YAMLError) as error:
            line = mark.line + 1 if (mark := getattr(error, "problem_mark", None)) else 1
            mend = "write YAML in UTF-8 that others can read, too"
            problem = Problem(Place(file, line), "wrong-setting", "no YAML", mend)
            return Settings(problems=(problem,))
        found |= {**_values(top), **_values(dict(_pairs(top)).get("extra"))}
    said = {ours: found[theirs].value for theirs, ours in _NAMED.items() if theirs in found}
    if "site_url" in said:
        said["site_url"] = f"{said['site_url'].rstrip('/')}/"
    contact = said.get("contact", "")
    if not contact or Settings(contact=contact).is_mail or urls.wrong_with(contact) is None:
        return Settings(**said)
    mark = found["contact"].start_mark
    what = f'"{shown(contact)}" is no address at which a reader reaches somebody'
    mend = "write a mail address, or that of a form such as https://example.org/page; or nothing"
    place = Place(FILE, mark.line + 1, mark.column + 1)
    return Settings(problems=(Problem(place, "wrong-setting", what, mend),))


def _pairs(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return [(str(key.value), value) for key, value in pairs]


def _values(node: yaml.Node | None) -> dict[str, yaml.ScalarNode]:
    return {key: one for key, one in _pairs(node) if isinstance(one, yaml.ScalarNode)}
