"""Front matter: read as YAML without guessing, every key and value with its place."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from generator.problems import Place, Problem, shown

Location = tuple[str | int, ...]
"""The way to a value: keys of mappings, positions in lists."""
DEEPEST = 6
"""How many lists and mappings may lie in one another: twice as many as any key takes."""
_NOTHING = ("~", "null", "Null", "NULL")
"""What YAML reads as no value, if it stands without quotation marks."""
_NO_SPACES = {"\u3000": "no-space", "\uff1a": "no-colon"}
_NO_SPACE = re.compile(f"[{''.join(_NO_SPACES)}]")
"""Signs that look like a space or a colon, and are none for YAML; others no record may have."""
_CUT = re.compile(r"[ \t]+#")
_ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)", re.DOTALL)


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
    is_closed = len(bounds) > 1 and bounds[0].start() == 0
    start = Place(path)
    if not is_closed:
        case = "open" if bounds and bounds[0].start() == 0 else "none"
        problems = [Problem.of(start, "missing-front-matter", case)]
        return FrontMatter({}, {}, {(): start}, "", 1, problems)
    header, end = text[bounds[0].end() : bounds[1].start()], bounds[1].end()
    reader = _Reader(header, start.after(text[: bounds[0].end()]))
    values = reader.read()
    body_line = start.after(text[:end]).line
    if len(bounds) > 2 and not (header.strip() and text[end : bounds[2].start()].strip()):
        place = start.after(text[: bounds[2 if header.strip() else 1].start()])
        reader.problems.append(Problem.of(place, "missing-front-matter", "too-many"))
    return FrontMatter(values, reader.keys, reader.places, text[end:], body_line, reader.problems)


def _span(read: Any) -> tuple[int, int]:
    """Return where an event or node of YAML begins and ends; what the C parser reads has marks."""
    return read.start_mark.index, read.end_mark.index


class _Reader:
    """Turns one YAML mapping into text values, noting places and problems."""

    def __init__(self, header: str, start: Place) -> None:
        self.header = header
        self.start = start
        self.keys: dict[Location, Place] = {}
        self.places: dict[Location, Place] = {(): Place(start.path)}
        self.problems: list[Problem] = []

    def read(self) -> dict[str, Any]:
        try:
            self._refuse_features()
            node = None if self.problems else yaml.compose(self.header, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            return {}
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            self._add_syntax(*_span(node), _span(node)[0], "no-mapping")
            return {}
        self.places[()] = self._place(_span(node)[0])
        values: dict[str, Any] = self._value(node, ())
        return values

    def _refuse_features(self) -> None:
        """Refuse what YAML has and records do not need.

        Composing recurses, so that it may only see what is not deep.
        """
        depth = 0
        for event in yaml.parse(self.header, Loader=yaml.CSafeLoader):
            at = _span(event)[0]
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > DEEPEST:
                self._add(at, "yaml-syntax", "deep", deepest=DEEPEST)
                return
            for case, name in self._features(event):
                self._add(at, "yaml-feature", case, name=shown(name))

    def _features(self, event: yaml.Event) -> Iterator[tuple[str, str]]:
        """Yield what records do not need of an event, and how it is written."""
        anchor, tag = getattr(event, "anchor", ""), getattr(event, "tag", "")
        if isinstance(event, yaml.AliasEvent):
            yield "alias", f"{anchor}"
        elif anchor:
            yield "anchor", anchor
        elif tag:
            yield "tag", tag
        if not isinstance(event, yaml.ScalarEvent):
            return
        if not event.style and _CUT.match(self.header, _span(event)[1]):
            yield "cut", ""
        written = self.header[slice(*_span(event))]
        for escape in _ESCAPE.finditer(written if event.style == '"' else ""):
            if escape[0] not in (r"\"", r"\\"):
                yield "escape", escape[0]

    def _value(self, node: yaml.Node, location: Location) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return self._text(node)
        if isinstance(node, yaml.SequenceNode):
            items = []
            for position, child in enumerate(node.value):
                self.places[(*location, position)] = self._place(_span(child)[0])
                items.append(self._value(child, (*location, position)))
            return items
        mapping: dict[str, Any] = {}
        for key_node, child in node.value:
            at = _span(key_node)[0]
            if not isinstance(key_node, yaml.ScalarNode):
                self._add(at, "yaml-syntax", "key")
                continue
            key = key_node.value
            if first := self.keys.get((*location, key)):
                self._add(at, "doubled-key", key=shown(key), first=first)
                continue
            self.keys[(*location, key)] = self._place(at)
            self.places[(*location, key)] = self._place(_span(child)[0])
            mapping[key] = self._value(child, (*location, key))
        return mapping

    def _text(self, node: yaml.ScalarNode) -> str:
        """Return a value as text: nothing for what YAML reads as nothing."""
        value = str(node.value).rstrip("\n")
        if "\n" in value:
            self._add(_span(node)[0], "wrong-value", "lines")
        return "" if not node.style and value in _NOTHING else value

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark: Any = error.problem_mark or error.context_mark
        context: Any = error.context_mark or mark
        at, line = mark.index, self.header.rfind("\n", 0, mark.index) + 1
        inside = "mapping values are not allowed" in str(error.problem)
        # A line without a colon goes on in the next one, whose colon then is one too many.
        goes_on = line > 1 and re.fullmatch(r"[\w-]+", self.header[line:at])
        case = "unread"
        if inside and not goes_on:
            case = "colon"
        elif inside or "could not find expected ':'" in str(error.problem):
            case = "line"
            at = self.header.rfind("\n", 0, line - 1) + 1 if inside else context.index
        self._add_syntax(context.index, mark.index + 1, at, case)

    def _add_syntax(self, start: int, end: int, at: int, case: str) -> None:
        """Say what is wrong, or that a sign from `start` on only looks like a space or a colon."""
        sign = _NO_SPACE.search(self.header, start, end)
        if sign is None:
            self._add(at, "yaml-syntax", case)
            return
        case, name = _NO_SPACES[sign[0]], unicodedata.name(sign[0]).lower()
        self._add(sign.start(), "yaml-syntax", case, name=name, number=ord(sign[0]))

    def _place(self, index: int) -> Place:
        # YAML ends lines at signs that editors do not, so lines are counted anew.
        return self.start.after(self.header[:index])

    def _add(self, index: int, rule: str, case: str = "", **said: object) -> None:
        self.problems.append(Problem.of(self._place(index), rule, case, **said))
