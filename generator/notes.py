"""Reading notes: what we read in a document, place by place, and what we left out and why."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from generator import locators, markup
from generator.numerals import plain_digits
from generator.problems import Place, Problem
from generator.records import KEY

NOTED, SET_ASIDE, ORIGIN, TITLE = "Noted:", "Set aside:", "Origin:", "Title:"
_MARKS = (NOTED, SET_ASIDE, ORIGIN, TITLE)
_BLOCK = re.compile(
    rf"^(?:#.*|>.*(?:\n>.*)*|(?=.*\S).*(?:\n(?!{'|'.join(['#', '>', *_MARKS])}).*\S.*)*)",
    re.MULTILINE,
)
"""A heading or a block: a heading, a mark or an empty line begins a new one."""


@dataclass(frozen=True)
class Note:
    """One note: `kind` is `excerpt`, `noted`, `set aside` or `title`.

    `locator` is `""` for the whole.
    """

    kind: str
    locator: str
    text: str
    place: Place

    @property
    def is_printed(self) -> bool:
        """Tell whether the document itself says it."""
        return self.kind in ("excerpt", "title")


@dataclass(frozen=True)
class Notes:
    """The notes of one source in their order, and what is wrong with their form.

    `headings` are the places that have a heading, in their order, and where each stands. `origins`
    says, by place, which text stands there, if not that of the rest of the document; `titles` are
    the articles' own, by place.
    """

    notes: tuple[Note, ...] = ()
    headings: dict[str, Place] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    titles: dict[str, Note] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def with_titles(self) -> list[Note]:
        """Return the notes and, at the end, the own titles of articles."""
        return [*self.notes, *self.titles.values()]

    @cached_property
    def at(self) -> Callable[[str], list[Note]]:
        """Return what finds the notes under a heading, and under those of its sentences.

        Those on the source as a whole, which stand before the first heading, are at `""`.
        """
        # Each statement that cites a place asks for it.
        return cache(
            lambda place: [note for note in self.notes if locators.is_in(note.locator, place)]
        )

    def is_read(self, locator: str) -> bool:
        """Tell whether a place has an excerpt or a note, so that it can be cited."""
        return any(note.kind != "set aside" for note in self.at(locator))

    def origins_at(self, locator: str, rest: str) -> set[str]:
        """Return the origins of what is read at a place; `rest` is that of the whole document."""
        read = [note.locator for note in self.at(locator) if note.kind != "set aside"]
        return {self._origin(place, rest) for place in read or [locator]}

    def _origin(self, locator: str, rest: str) -> str:
        around = [place for place in self.origins if locators.is_in(locator, place)]
        return self.origins[max(around, key=len)] if around else rest

    def beyond(self, count: int) -> Iterator[Problem]:
        """Yield a problem for each heading that names a paragraph after the last of `count`."""
        for locator, place in self.headings.items():
            if max(locators.paragraphs_of(locator), default=0) > count:
                yield Problem.of(place, "no-such-paragraph", "beyond", count=count, locator=locator)


def read_notes(path: str, text: str, first_line: int) -> Notes:
    """Read the body of a source's record, which starts in line `first_line` of the file at `path`.

    Blocks before the first heading are notes on the whole source, in our words. Notes and excerpts
    are plain text: nothing in them is markup. Never raises for bad input.
    """
    read = Notes()
    notes: list[Note] = []
    filled: set[str] = set()
    locator = ""
    for place, block in blocks_of(text, Place(path, first_line)):
        if block.startswith("#"):
            locator = _read_heading(place, block, read)
            continue
        if not block.startswith(ORIGIN):
            filled.add(locator)
        if block.startswith(">"):
            words = " ".join(re.sub(r"^>\s?", "", line) for line in block.split("\n"))
            notes.append(Note("excerpt", locator, words.strip(), place))
        elif block.startswith((ORIGIN, TITLE)):
            take = _take_origin if block.startswith(ORIGIN) else _take_title
            if case := take(place, block, locator, read):
                said = {"block": block, "words": _one_line(block)[:40], "locator": locator}
                read.problems.append(Problem.of(place, "bad-note", case, **said))
        elif not locator or block.startswith((NOTED, SET_ASIDE)):
            kind, _, words = block.partition(":") if locator else ("noted", "", block)
            notes.append(Note(kind.lower(), locator, _one_line(words), place))
            read.problems.extend(_markup_problems(place, block))
        else:
            marks = ", ".join(f"“{mark}”" for mark in _MARKS)
            said = {"words": block[:40], "marks": marks}
            read.problems.append(Problem.of(place, "bad-note", "form", **said))
    read = replace(read, notes=tuple(notes))
    read.problems.extend(found for note in read.with_titles for found in _note_problems(note))
    read.problems.extend(_heading_problems(read.headings, filled))
    return read


def blocks_of(text: str, start: Place) -> Iterator[tuple[Place, str]]:
    """Yield headings and blocks of the text that begins at `start`, each with its place."""
    return ((start.after(text[: match.start()]), match[0]) for match in _BLOCK.finditer(text))


def _take_origin(_: Place, block: str, locator: str, read: Notes) -> str:
    """Enter the origin of what stands at `locator`; return what is wrong with it, if anything."""
    origin = block.removeprefix(ORIGIN).strip()
    if not re.fullmatch(KEY, origin):
        return "origin"
    if not locators.read_locator(locator):
        return "origin-nowhere"
    if locator in read.origins:
        return "origin-twice"
    read.origins[locator] = origin
    return ""


def _take_title(place: Place, block: str, locator: str, read: Notes) -> str:
    """Enter the own title of an article; return what is wrong with it, if anything."""
    if not locator.startswith(locators.ARTICLE) or "(" in locator:
        return "title"
    if locator in read.titles:
        return "title-twice"
    read.titles[locator] = Note("title", locator, _one_line(block.removeprefix(TITLE)), place)
    return ""


def _read_heading(place: Place, block: str, read: Notes) -> str:
    """Return the locator that a heading names, in its one form, and enter it."""
    words = block.lstrip("#").strip()
    bounds = locators.read_range(words)
    known = f"para. {bounds[0]}–{bounds[1]}" if bounds else locators.read_locator(words)
    locator = known or words or "#"
    wrong = None
    if known is None or not block.startswith("## "):
        said = {"words": block[:60], "mend": _heading_mend(words)}
        wrong = Problem.of(place, "bad-heading", "place", **said)
    elif bounds and bounds[1] < bounds[0]:
        wrong = Problem.of(place, "bad-heading", "range", words=words, bounds=bounds)
    elif first := read.headings.get(locator):
        wrong = Problem.of(place, "bad-heading", "place-twice", locator=locator, first=first)
    if wrong:
        read.problems.append(wrong)
    else:
        read.headings[locator] = place
    return locator


def _heading_mend(words: str) -> str:
    plain = plain_digits(words)
    if re.search(r"[0-9]{6}", plain):
        return "write the number of a paragraph that the document has: 99999 at most"
    near = [plain] if locators.read_range(plain) else locators.near_locators(words)
    if len(near) == 1:
        return f"write `## {near[0]}`"
    return "write `## para. 6`, `## para. 6.2`, `## para. 65–89`, `## art. 3` or the like"


def _heading_problems(headings: dict[str, Place], filled: set[str]) -> Iterator[Problem]:
    """Yield a problem for each heading without notes, and for each that a range names, too."""
    for locator, place in headings.items():
        if locator not in filled:
            yield Problem.of(place, "bad-heading", "no-notes", locator=locator)
    found = [
        (locators.paragraphs_of(locator), locators.read_range(locator), locator)
        for locator in headings
    ]
    spans = sorted((span[0], not bounds, span[-1], name) for span, bounds, name in found if span)
    reach, before = 0, ""
    for first, single, last, locator in spans:
        if first <= reach:
            said = {"locator": locator, "before": before}
            yield Problem.of(headings[locator], "bad-heading", "overlap", **said)
        if not single and last > reach:
            reach, before = last, locator


def _note_problems(note: Note) -> Iterator[Problem]:
    if not note.text:
        kind = "an excerpt" if note.kind == "excerpt" else "a note"
        yield Problem.of(note.place, "bad-note", "no-words", kind=kind)
    elif locators.read_range(note.locator) and note.kind != "set aside":
        yield Problem.of(note.place, "bad-note", "in-a-row")
    elif not note.locator and note.text.startswith((NOTED, SET_ASIDE)):
        yield Problem.of(note.place, "bad-note", "whole")


def _markup_problems(place: Place, text: str) -> Iterator[Problem]:
    """Yield a problem for each piece of Markdown in a note of ours, which is plain text."""
    marked = markup.problems_in(text, text, place, plain=True)
    cited = {match.start() for match in re.finditer(r"\[[^\[\]]*@\w", text)}
    for offset in sorted(cited | marked.keys()):
        words = re.sub(r"\s+", " ", text[offset : offset + 20])
        yield Problem.of(place.after(text[:offset]), "bad-note", "markup", words=words)


def _one_line(text: str) -> str:
    return " ".join(text.split())
