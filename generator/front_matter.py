"""Front matter: read as YAML without guessing, every key and value with its place."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
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
_CUT = re.compile(r"[ \t]+#")  # a comment that follows a value in its line
_ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)", re.DOTALL)  # in a value in double quotation marks


@dataclass(frozen=True)
class FrontMatter:
    """The values of a file's front matter, all text, and where each key and value stands."""

    values: dict[str, Any]
    keys: dict[Location, Place]
    places: dict[Location, Place]
    body: str
    body_line: int
    problems: list[Problem]

    def place_of(self, *location: str | int) -> Place:
        """Return the place of a value, or of the nearest one around it."""
        lengths = range(len(location), -1, -1)
        return next(self.places[location[:n]] for n in lengths if location[:n] in self.places)


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
    # Further such lines belong to the body, unless nothing stands between two of the first three.
    if len(bounds) > 2 and not (header.strip() and text[end : bounds[2].start()].strip()):
        place = start.after(text[: bounds[2 if header.strip() else 1].start()])
        reader.problems.append(Problem.of(place, "missing-front-matter", "too-many"))
    return FrontMatter(values, reader.keys, reader.places, text[end:], body_line, reader.problems)


class _Reader:
    """Turns one YAML mapping into text values, noting places and problems."""

    def __init__(self, header: str, start: Place) -> None:
        self.header = header
        self.start = start
        self.events: Iterator[Any] = yaml.parse(header, Loader=yaml.CSafeLoader)
        self.keys: dict[Location, Place] = {}
        self.places: dict[Location, Place] = {(): Place(start.path)}
        self.problems: list[Problem] = []

    def read(self) -> dict[str, Any]:
        root, values = -1, None
        try:
            for event in self.events:
                at = event.start_mark.index
                if root >= 0 and isinstance(event, yaml.DocumentStartEvent):
                    self._add(at, "yaml-syntax", "unread")
                elif isinstance(event, yaml.NodeEvent):
                    root, values = at, self._value(event, ())
        except yaml.MarkedYAMLError as error:
            # What was read before may only seem so, save for what no record may have.
            self.problems = [found for found in self.problems if found.rule == "yaml-feature"]
            self._syntax(error)
            return {}
        if root >= 0 and not isinstance(values, dict):
            self._add_syntax(0, len(self.header), root, "no-mapping")
        return values if isinstance(values, dict) else {}

    def _value(self, event: Any, location: Location) -> Any:
        """Return the value that an event begins, after taking all events that belong to it."""
        mark, at = event.start_mark, event.start_mark.index
        if isinstance(event, yaml.CollectionStartEvent) and len(location) == DEEPEST:
            raise yaml.MarkedYAMLError(problem="deep", problem_mark=mark)
        for case, name in self._features(event):
            self._add(at, "yaml-feature", case, name=shown(name))
        self.places[location] = self._place(at)
        inside = takewhile(lambda one: not isinstance(one, yaml.CollectionEndEvent), self.events)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(inside, location)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._value(item, (*location, number)) for number, item in enumerate(inside)]
        value = getattr(event, "value", "").rstrip("\n")
        if "\n" in value:
            self._add(at, "wrong-value", "lines")
        return "" if value in _NOTHING and not event.style else value

    def _mapping(self, inside: Iterable[Any], location: Location) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in inside:
            at = event.start_mark.index
            # What has no key of its own is known by where it stands.
            way = (*location, getattr(event, "value", at))
            known = len(self.problems)
            self._value(event, way)
            if isinstance(event, yaml.CollectionStartEvent):
                self.problems[known:] = []
                self._add(at, "yaml-syntax", "key")
            elif first := self.keys.get(way):
                self._add(at, "doubled-key", key=shown(event.value), first=first)
                way = (*location, at)
            else:
                self.keys[way] = self._place(at)
            mapping[way[-1]] = self._value(next(self.events), way)
        return mapping

    def _features(self, event: Any) -> Iterator[tuple[str, str]]:
        """Yield what records do not need of an event, and how it is written."""
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.AliasEvent):
            yield "alias", f"{event.anchor}"
        elif event.anchor:
            yield "anchor", event.anchor
        elif event.tag:
            yield "tag", event.tag
        if not isinstance(event, yaml.ScalarEvent):
            return
        if not event.style and _CUT.match(self.header, end):
            yield "cut", ""
        for escape in _ESCAPE.finditer(self.header, start, end) if event.style == '"' else ():
            if escape[0] not in (r"\"", r"\\"):
                yield "escape", escape[0]

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark: Any = error.problem_mark or error.context_mark
        context: Any = error.context_mark or mark
        at, line = mark.index, self.header.rfind("\n", 0, mark.index) + 1
        inside = "mapping values are not allowed" in str(error.problem)
        # A line without a colon goes on in the next one, whose colon then is one too many.
        goes_on = line > 1 and re.fullmatch(r"[\w-]+", self.header[line:at])
        case = "deep" if error.problem == "deep" else "unread"
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
            self._add(at, "yaml-syntax", case, deepest=DEEPEST)
            return
        case, name = _NO_SPACES[sign[0]], unicodedata.name(sign[0]).lower()
        self._add(sign.start(), "yaml-syntax", case, name=name, number=ord(sign[0]))

    def _place(self, index: int) -> Place:
        # YAML ends lines at signs that editors do not, so lines are counted anew.
        return self.start.after(self.header[:index])

    def _add(self, index: int, rule: str, case: str = "", **said: object) -> None:
        self.problems.append(Problem.of(self._place(index), rule, case, **said))
