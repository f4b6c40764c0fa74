"""Reading notes: what we read in a document, place by place, and what we left out and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.body import LOCATOR
from generator.problems import Place, Problem
from generator.records import KEY

_RANGE = re.compile(r"para\. (\d+)[–-](\d+)")
NOTED, SET_ASIDE, ORIGIN = "Noted:", "Set aside:", "Origin:"


@dataclass(frozen=True)
class Note:
    """One note: `kind` is `excerpt`, `noted` or `set aside`; `locator` is `""` for the whole."""

    kind: str
    locator: str
    text: str
    place: Place


@dataclass(frozen=True)
class Notes:
    """The notes of one source in their order, and what is wrong with their form.

    `origins` says, by place, which text stands there, if not that of the rest of the document.
    """

    notes: tuple[Note, ...] = ()
    locators: tuple[str, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def at(self, locator: str) -> list[Note]:
        """Return the notes under the heading `locator`, and under those of its sentences.

        Those on the source as a whole, which stand before the first heading, are at `""`.
        """
        inside = f"{locator}."
        return [note for note in self.notes if f"{note.locator}.".startswith(inside)]

    def is_read(self, locator: str) -> bool:
        """Tell whether a place has an excerpt or a note, so that it can be cited."""
        return any(note.kind != "set aside" for note in self.at(locator))

    def origins_at(self, locator: str, rest: str) -> set[str]:
        """Return the origins of what is read at a place; `rest` is that of the whole document."""
        read = [note.locator for note in self.at(locator) if note.kind != "set aside"]
        return {self._origin(one, rest) for one in read or [locator]}

    def _origin(self, locator: str, rest: str) -> str:
        around = [one for one in self.origins if f"{locator}.".startswith(f"{one}.")]
        return self.origins[max(around, key=len)] if around else rest

    @property
    def paragraphs(self) -> set[int]:
        """Return the numbers of the paragraphs that are quoted, noted or set aside."""
        return {number for note in self.notes for number in paragraphs_of(note.locator)}


def read_notes(path: str, text: str, first_line: int) -> Notes:
    """Read the body of a source's record, which starts in line `first_line` of the file at `path`.

    Blocks before the first heading are notes on the whole source, in our words. Excerpts are plain
    text: nothing in them is markup. Never raises for bad input.
    """
    notes: list[Note] = []
    locators: list[str] = []
    origins: dict[str, str] = {}
    problems: list[Problem] = []
    locator = ""
    for place, block in _blocks(path, text, first_line):
        if block.startswith("#"):
            locator = block.lstrip("#").strip()
            problems += _heading_problems(place, block, locator, locators)
            locators.append(locator)
        elif block.startswith(">"):
            words = " ".join(re.sub(r"^>\s?", "", line) for line in block.split("\n"))
            notes.append(Note("excerpt", locator, words.strip(), place))
        elif block.startswith(ORIGIN):
            problems += _take_origin(place, block, locator, origins)
        elif not locator:
            notes.append(Note("noted", "", _one_line(block), place))
        elif block.startswith((NOTED, SET_ASIDE)):
            kind, _, words = block.partition(":")
            notes.append(Note(kind.lower(), locator, _one_line(words), place))
        else:
            mend = f"begin it with “{NOTED}”, “{SET_ASIDE}”, “{ORIGIN}” or, for an excerpt, with >"
            problems.append(Problem(place, "bad-note", f'"{block[:40]}" is no reading note', mend))
    return Notes(tuple(notes), tuple(locators), origins, problems)


def paragraphs_of(locator: str) -> range:
    """Return the numbers of the paragraphs that `locator` names; none if it names no paragraph."""
    if match := _RANGE.fullmatch(locator):
        return range(int(match[1]), int(match[2]) + 1)
    if match := re.fullmatch(r"para\. (\d+)(?:\.\d+)?", locator):
        return range(int(match[1]), int(match[1]) + 1)
    return range(0)


def _blocks(path: str, text: str, first_line: int) -> Iterator[tuple[Place, str]]:
    """Yield headings and blocks; a heading, a mark or an empty line begins a new one."""
    gathered: list[str] = []
    start = first_line
    for number, line in enumerate([*text.split("\n"), ""], first_line):
        quoted = gathered and gathered[0].startswith(">") == line.startswith(">")
        if gathered and (
            not line.strip() or line.startswith(("#", NOTED, SET_ASIDE, ORIGIN)) or not quoted
        ):
            yield Place(path, start), "\n".join(gathered)
            gathered = []
        if line.startswith("#"):
            yield Place(path, number), line
        elif line.strip():
            start = start if gathered else number
            gathered.append(line)


def _take_origin(
    place: Place, block: str, locator: str, origins: dict[str, str]
) -> Iterator[Problem]:
    """Put the origin of what stands at `locator` into `origins`; yield what is wrong with it."""
    origin = block.removeprefix(ORIGIN).strip()
    if not re.fullmatch(KEY, origin):
        what = f'"{_one_line(block)[:40]}" names no origin'
        mend = f"write “{ORIGIN} key” as a block of its own: small letters, digits, hyphens"
        yield Problem(place, "bad-note", what, mend)
    elif not LOCATOR.fullmatch(locator):
        what = f'"{block}" stands under no place that can be cited'
        mend = "put it under a heading such as `## para. 6`; the whole has `origin:` in the head"
        yield Problem(place, "bad-note", what, mend)
    elif locator in origins:
        what = f"a second origin of {locator}"
        mend = "keep one; a sentence has a heading of its own, such as `## para. 6.2`"
        yield Problem(place, "bad-note", what, mend)
    else:
        origins[locator] = origin


def _heading_problems(
    place: Place, block: str, locator: str, locators: list[str]
) -> Iterator[Problem]:
    mend = "write `## para. 6`, `## para. 6.2`, `## para. 65–89`, `## art. 3` or the like"
    form_is_right = LOCATOR.fullmatch(locator) or _RANGE.fullmatch(locator)
    if not block.startswith("## ") or not form_is_right:
        yield Problem(place, "bad-heading", f'heading "{block}" names no place', mend)
    elif locator in locators:
        mend = "put its notes under the first heading"
        yield Problem(place, "bad-heading", f'heading "{locator}" stands twice', mend)


def _one_line(text: str) -> str:
    return " ".join(text.split())
