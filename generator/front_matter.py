"""Front matter: read as YAML without guessing, every key and value with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from generator.problems import Place, Problem

Location = tuple[str | int, ...]
"""The way to a value: keys of mappings, positions in lists."""


@dataclass(frozen=True)
class FrontMatter:
    """The values of a file's front matter, all text, and where each key and value stands."""

    values: dict[str, Any]
    keys: dict[Location, Place]
    places: dict[Location, Place]
    body: str
    body_line: int
    problems: list[Problem]


def read_front_matter(path: str, text: str) -> FrontMatter:
    """Split `text`, the content of the file at `path`, and read what stands before the body.

    Line ends are single line feeds. Never raises for bad input: what is wrong stands in `problems`.
    """
    bounds = list(YAMLHandler.FM_BOUNDARY.finditer(text))
    if len(bounds) < 2 or bounds[0].start() != 0:
        what = "the file has no front matter"
        mend = "begin the file with a line of three hyphens, the keys, and such a line again"
        if bounds and bounds[0].start() == 0:
            what = "front matter is opened and never closed"
            mend = "end the front matter with a line of three hyphens"
        problem = Problem(Place(path), "missing-front-matter", what, mend)
        return FrontMatter({}, {}, {(): problem.place}, "", 1, [problem])
    header, end = text[bounds[0].end() : bounds[1].start()], bounds[1].end()
    first_line = text.count("\n", 0, bounds[0].end()) + 1
    reader = _Reader(path, header, first_line)
    values = reader.read()
    body_line = text.count("\n", 0, end) + 1
    return FrontMatter(values, reader.keys, reader.places, text[end:], body_line, reader.problems)


class _Reader:
    """Turns one YAML mapping into text values, noting places and problems."""

    def __init__(self, path: str, header: str, first_line: int) -> None:
        self.path = path
        self.header = header
        self.first_line = first_line
        self.keys: dict[Location, Place] = {}
        self.places: dict[Location, Place] = {(): Place(path)}
        self.problems: list[Problem] = []

    def read(self) -> dict[str, Any]:
        header = self.header
        try:
            self._refuse_features(header)
            node = yaml.compose(header, Loader=yaml.CSafeLoader) if not self.problems else None
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            return {}
        except yaml.reader.ReaderError as error:
            line = header.count("\n", 0, error.position)
            place = Place(self.path, self.first_line + line)
            self._add(place, "yaml-syntax", "a character that YAML does not allow", "delete it")
            return {}
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            what = "front matter is not a mapping of keys to values"
            self._add(self._place(node.start_mark), "yaml-syntax", what, "write `key: value` lines")
            return {}
        self.places[()] = self._place(node.start_mark)
        values: dict[str, Any] = self._value(node, ())
        return values

    def _refuse_features(self, header: str) -> None:
        for event in yaml.parse(header, Loader=yaml.CSafeLoader):
            anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
            if isinstance(event, yaml.AliasEvent):
                feature = f"the alias *{anchor}"
            elif anchor is not None:
                feature = f"the anchor &{anchor}"
            elif tag is not None:
                feature = f"the tag {tag}"
            else:
                continue
            what = f"front matter uses {feature}"
            mend = "write the value itself, in quotation marks if it begins with *, & or !"
            self._add(self._place(event.start_mark), "yaml-feature", what, mend)

    def _value(self, node: yaml.Node, location: Location) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if isinstance(node, yaml.SequenceNode):
            items = []
            for position, child in enumerate(node.value):
                self.places[(*location, position)] = self._place(child.start_mark)
                items.append(self._value(child, (*location, position)))
            return items
        mapping: dict[str, Any] = {}
        for key_node, child in node.value:
            key, place = str(key_node.value), self._place(key_node.start_mark)
            if key in mapping:
                first = self.keys[(*location, key)]
                mend = f"keep one of them; the first stands in line {first.line}"
                self._add(place, "doubled-key", f'key "{key}" stands twice', mend)
                continue
            self.keys[(*location, key)] = place
            self.places[(*location, key)] = self._place(child.start_mark)
            mapping[key] = self._value(child, (*location, key))
        return mapping

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        place = self._place(mark) if mark else Place(self.path, self.first_line)
        if "mapping values are not allowed" in str(error.problem):
            what, mend = "a colon and a space inside a value", "put it in quotation marks"
        else:
            what = "front matter cannot be read as YAML from here on"
            mend = "put the value in quotation marks, or close the bracket or quotation mark"
        self._add(place, "yaml-syntax", what, mend)

    def _place(self, mark: Any) -> Place:
        # YAML ends lines at signs that editors do not, so lines are counted anew.
        line = self.header.count("\n", 0, mark.index)
        column = mark.index - self.header.rfind("\n", 0, mark.index)
        return Place(self.path, self.first_line + line, column)

    def _add(self, place: Place, rule: str, what: str, mend: str) -> None:
        self.problems.append(Problem(place, rule, what, mend))
