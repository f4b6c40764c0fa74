"""Reading notes: what we read in a document, place by place, and what we left out and why."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from generator import locators, markup
from generator.numerals import plain_digits
from generator.problems import Place, Problem
from generator.quotations import one_line
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
    """One note: `kind` is `excerpt`, `noted`, `set aside`, `title`, `origin` or, if unknown, empty.

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
    notes: list[Note] = []
    headings: dict[str, Place] = {}
    problems: list[Problem] = []
    filled: set[str] = set()
    known: set[tuple[str, str]] = set()
    locator = ""
    for place, block in blocks_of(text, Place(path, first_line)):
        if block.startswith("#"):
            locator, wrong = _read_heading(place, block, headings)
            if wrong:
                problems.append(wrong)
            else:
                headings[locator] = place
            continue
        note = _read_note(place, block, locator)
        if note.kind != "origin":
            filled.add(locator)
        if case := _wrong_with(note, known):
            said = {"block": block, "words": one_line(block)[:40], "locator": locator}
            marks = ", ".join(f"“{mark}”" for mark in _MARKS)
            problems.append(Problem.of(place, "bad-note", case, **said, marks=marks))
        else:
            notes.append(note)
            known.add((note.kind, locator))
            problems += _note_problems(note, block)
    problems += _heading_problems(headings, filled)
    origins = {note.locator: note.text for note in notes if note.kind == "origin"}
    titles = {note.locator: note for note in notes if note.kind == "title"}
    rest = tuple(note for note in notes if note.kind not in ("origin", "title"))
    return Notes(rest, headings, origins, titles, problems)


def blocks_of(text: str, start: Place) -> Iterator[tuple[Place, str]]:
    """Yield headings and blocks of the text that begins at `start`, each with its place."""
    return ((start.after(text[: match.start()]), match[0]) for match in _BLOCK.finditer(text))


def _read_note(place: Place, block: str, locator: str) -> Note:
    """Return what a block says of the place that it stands under; what is no note has no kind."""
    if block.startswith(">"):
        words = " ".join(re.sub(r"^>\s?", "", line) for line in block.split("\n"))
        return Note("excerpt", locator, words.strip(), place)
    mark = next(filter(block.startswith, _MARKS), "")
    if not locator and mark not in (ORIGIN, TITLE):
        return Note("noted", locator, one_line(block), place)
    kind, words = mark.removesuffix(":").lower(), block.removeprefix(mark)
    return Note(kind, locator, one_line(words), place)


def _wrong_with(note: Note, before: set[tuple[str, str]]) -> str:
    """Return why a note cannot stand after those `before` it, known by kind and place, if so."""
    place, is_origin, is_title = note.locator, note.kind == "origin", note.kind == "title"
    is_second = (note.kind, place) in before
    wrong = {
        "form": not note.kind,
        "origin": is_origin and not re.fullmatch(KEY, note.text),
        "origin-nowhere": is_origin and not locators.read_locator(place),
        "title": is_title and (not place.startswith(locators.ARTICLE) or "(" in place),
        "origin-twice": is_origin and is_second,
        "title-twice": is_title and is_second,
    }
    return next(filter(wrong.get, wrong), "")


def _read_heading(place: Place, block: str, known: dict[str, Place]) -> tuple[str, Problem | None]:
    """Return the locator that a heading names, in its one form, and what is wrong with it."""
    words = block.lstrip("#").strip()
    bounds = locators.read_range(words)
    named = f"para. {bounds[0]}–{bounds[1]}" if bounds else locators.read_locator(words)
    locator, wrong = named or words or "#", None
    if named is None or not block.startswith("## "):
        said = {"words": block[:60], "mend": _heading_mend(words)}
        wrong = Problem.of(place, "bad-heading", "place", **said)
    elif bounds and bounds[1] < bounds[0]:
        wrong = Problem.of(place, "bad-heading", "range", words=words, bounds=bounds)
    elif first := known.get(locator):
        wrong = Problem.of(place, "bad-heading", "place-twice", locator=locator, first=first)
    return locator, wrong


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

    def order(locator: str) -> tuple[int, bool, int]:
        span = locators.paragraphs_of(locator)
        return span[0], not locators.read_range(locator), span[-1]  # a range before what it names

    reach, before = 0, ""
    for locator in sorted(filter(locators.paragraphs_of, headings), key=order):
        span = locators.paragraphs_of(locator)
        if span[0] <= reach:
            said = {"locator": locator, "before": before}
            yield Problem.of(headings[locator], "bad-heading", "overlap", **said)
        if locators.read_range(locator) and span[-1] > reach:
            reach, before = span[-1], locator


def _note_problems(note: Note, block: str) -> Iterator[Problem]:
    """Yield what is wrong with a note's words; Markdown is, since a note is plain text."""
    if not note.text:
        kind = "an excerpt" if note.kind == "excerpt" else "a note"
        yield Problem.of(note.place, "bad-note", "no-words", kind=kind)
    elif locators.read_range(note.locator) and note.kind != "set aside":
        yield Problem.of(note.place, "bad-note", "in-a-row")
    elif not note.locator and note.text.startswith((NOTED, SET_ASIDE)):
        yield Problem.of(note.place, "bad-note", "whole")
    if note.kind in ("noted", "set aside"):
        marked = markup.problems_in(block, block, note.place, plain=True)
        cited = {match.start() for match in re.finditer(r"\[[^\[\]]*@\w", block)}
        for offset in sorted(cited | marked.keys()):
            words = re.sub(r"\s+", " ", block[offset : offset + 20])
            place = note.place.after(block[:offset])
            yield Problem.of(place, "bad-note", "markup", words=words)
