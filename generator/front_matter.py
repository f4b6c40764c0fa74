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
_NO_SPACE = re.compile("[\u3000\uff1a]")
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
    if not is_closed:
        what = "the file has no front matter"
        mend = "begin the file with a line of three hyphens, the keys, and such a line again"
        if bounds and bounds[0].start() == 0:
            what = "front matter is opened and never closed"
            mend = "end the front matter with a line of three hyphens"
        problems = [Problem(Place(path), "missing-front-matter", what, mend)]
        return FrontMatter({}, {}, {(): Place(path)}, "", 1, problems)
    start = Place(path)
    header, end = text[bounds[0].end() : bounds[1].start()], bounds[1].end()
    reader = _Reader(header, start.after(text[: bounds[0].end()]))
    values = reader.read()
    body_line = start.after(text[:end]).line
    if len(bounds) > 2 and not (header.strip() and text[end : bounds[2].start()].strip()):
        what = "a line of three hyphens too many"
        mend = "put all keys between the first two such lines, and delete this one"
        place = start.after(text[: bounds[2 if header.strip() else 1].start()])
        reader.problems.append(Problem(place, "missing-front-matter", what, mend))
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
        header = self.header
        try:
            self._refuse_features(header)
            node = yaml.compose(header, Loader=yaml.CSafeLoader) if not self.problems else None
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            return {}
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            what = "front matter is not a mapping of keys to values"
            mend = "write `key: value` lines"
            sign = self._no_space(*_span(node))
            self._add(*(sign or (self._place(_span(node)[0]), "yaml-syntax", what, mend)))
            return {}
        self.places[()] = self._place(_span(node)[0])
        values: dict[str, Any] = self._value(node, ())
        return values

    def _refuse_features(self, header: str) -> None:
        """Refuse what YAML has and records do not need.

        Composing recurses, so that it may only see what is not deep.
        """
        depth = 0
        for event in yaml.parse(header, Loader=yaml.CSafeLoader):
            place = self._place(_span(event)[0])
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > DEEPEST:
                what = f"more than {DEEPEST} lists and mappings in one another"
                self._add(place, "yaml-syntax", what, "close the brackets, or indent less")
                return
            for what, mend in self._features(event):
                self._add(place, "yaml-feature", what, mend)

    def _features(self, event: yaml.Event) -> Iterator[tuple[str, str]]:
        anchor, tag = getattr(event, "anchor", ""), getattr(event, "tag", "")
        mend = "write the value itself, in quotation marks if it begins with *, & or !"
        if isinstance(event, yaml.AliasEvent):
            yield f"front matter uses the alias *{shown(str(anchor))}", mend
        elif anchor:
            yield f"front matter uses the anchor &{shown(str(anchor))}", mend
        elif tag:
            yield f"front matter uses the tag {shown(str(tag))}", mend
        if not isinstance(event, yaml.ScalarEvent):
            return
        if not event.style and _CUT.match(self.header, _span(event)[1]):
            mend = "put the value in quotation marks, or the comment on a line of its own"
            yield "YAML ends this value before #, and takes the rest for a comment", mend
        written = self.header[slice(*_span(event))]
        for escape in _ESCAPE.finditer(written if event.style == '"' else ""):
            if escape[0] not in (r"\"", r"\\"):
                mend = r"write the sign itself, or leave it out; a backslash is written \\"
                yield f"front matter uses the escape {shown(escape[0])}", mend

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
            place = self._place(_span(key_node)[0])
            if not isinstance(key_node, yaml.ScalarNode):
                what, mend = "a key that is a list or mapping", "put it in quotation marks"
                self._add(place, "yaml-syntax", what, mend)
                continue
            key = key_node.value
            if key in mapping:
                first = self.keys[(*location, key)]
                mend = f"keep one of them; the first stands in line {first.line}"
                self._add(place, "doubled-key", f'key "{shown(key)}" stands twice', mend)
                continue
            self.keys[(*location, key)] = place
            self.places[(*location, key)] = self._place(_span(child)[0])
            mapping[key] = self._value(child, (*location, key))
        return mapping

    def _text(self, node: yaml.ScalarNode) -> str:
        """Return a value as text: nothing for what YAML reads as nothing."""
        value = str(node.value).rstrip("\n")
        if "\n" in value:
            place = self._place(_span(node)[0])
            mend = "write it in one line; more belongs into the body"
            self._add(place, "wrong-value", "a value of several lines", mend)
        return "" if not node.style and value in _NOTHING else value

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark: Any = error.problem_mark or error.context_mark
        context: Any = error.context_mark or mark
        at, line = mark.index, self.header.rfind("\n", 0, mark.index) + 1
        inside = "mapping values are not allowed" in str(error.problem)
        # A line without a colon goes on in the next one, whose colon then is one too many.
        goes_on = line > 1 and re.fullmatch(r"[\w-]+", self.header[line:at])
        what = "front matter cannot be read as YAML from here on"
        mend = "put the value in quotation marks, or close the bracket or quotation mark"
        if inside and not goes_on:
            what, mend = "a colon and a space inside a value", "put it in quotation marks"
        elif inside or "could not find expected ':'" in str(error.problem):
            what, mend = "a line that is no `key: value`", "write a colon and a space after the key"
            at = self.header.rfind("\n", 0, line - 1) + 1 if inside else context.index
        sign = self._no_space(context.index, mark.index + 1)
        self._add(*(sign or (self._place(at), "yaml-syntax", what, mend)))

    def _no_space(self, start: int, end: int) -> tuple[Place, str, str, str] | None:
        """Return what to say of the first sign that only looks like a space or colon."""
        match = _NO_SPACE.search(self.header, start, end)
        if match is None:
            return None
        name = unicodedata.name(match[0]).lower()
        what = f"YAML cannot read this sign here: {name} (U+{ord(match[0]):04X})"
        mend = "write a colon and a space" if match[0] == "\uff1a" else "write a space"
        return self._place(match.start()), "yaml-syntax", what, mend

    def _place(self, index: int) -> Place:
        # YAML ends lines at signs that editors do not, so lines are counted anew.
        return self.start.after(self.header[:index])

    def _add(self, place: Place, rule: str, what: str, mend: str) -> None:
        self.problems.append(Problem(place, rule, what, mend))
