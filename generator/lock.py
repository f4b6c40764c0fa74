"""The lock: a line for each document, place, excerpt and note that was held against the archive.

So anyone without the archive can tell whether one of them was changed after it was verified.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from generator.archive import Document
from generator.quotations import one_line
from generator.records import KEY

LOCK = "evidence.lock"
LINE = re.compile(
    rf"(?=(?P<subject>{KEY} (?:document|excerpt \S* [0-9a-f]{{16}}|(?:note|place) \S*)) )"
    rf"(?P<entry>{KEY} (?:document [0-9a-f]{{64}} [0-9]{{1,7}} [0-9]{{1,6}}"
    rf"|excerpt \S* [0-9a-f]{{16}} [0-9]{{1,6}} (?:part|whole)|(?:note|place) \S* [0-9a-f]{{16}}))"
)
"""What a line looks like, and what of it may stand there once."""


def digest(words: str) -> str:
    """Return 16 hexadecimal digits that stand for the words, white space aside."""
    return hashlib.sha256(one_line(words).encode()).hexdigest()[:16]


def document_line(key: str, document: Document) -> str:
    """Return the line of the lock for a document: digest, words, paragraphs."""
    words = sum(len(paragraph.split()) for paragraph in document.paragraphs)
    return f"{key} document {document.sha256} {words} {len(document.paragraphs)}"


def note_line(key: str, kind: str, locator: str, words: str, *more: str) -> str:
    """Return the line for an excerpt, a note or a place of a text: where, digest of the words.

    Of an excerpt there is `more`: the paragraph it was found in, and whether it is whole or a part.
    """
    return " ".join([key, kind, locator.replace(" ", ""), digest(words), *more])


@dataclass(frozen=True)
class Lock:
    """What the lock file says: one line for each document, place of a text, excerpt and note."""

    lines: tuple[str, ...] = ()

    @cached_property
    def _said(self) -> dict[str, list[str]]:
        """Return what is said of each document, place and note, and of each excerpt's words."""
        lines = [line.split() for line in self.lines]
        heads = [4 if words[1] == "excerpt" else 3 for words in lines]
        return {" ".join(words[:n]): words[n:] for n, words in zip(heads, lines, strict=True)}

    def size(self, key: str, sha256: str) -> tuple[int, int] | None:
        """Return words and paragraphs of the document with this digest, if it is locked."""
        said = self._said.get(f"{key} document {sha256}")
        return (int(said[0]), int(said[1])) if said else None

    def of(self, key: str) -> list[str]:
        """Return the lines on the source with this key."""
        return [line for line in self.lines if line.startswith(f"{key} ")]

    def places(self, key: str) -> list[str]:
        """Return the places of an official text in order: articles, their paragraphs and points."""
        found = [line.split()[2] for line in self.of(key) if line.split()[1] == "place"]
        found.sort(key=lambda place: ([*map(int, re.findall("[0-9]+", place))], place))
        return [place.replace(".", ". ") for place in found]

    def excerpt(self, key: str, locator: str, text: str) -> bool | None:
        """Tell whether an excerpt is a whole sentence; None if it is not locked."""
        said = self._said.get(note_line(key, "excerpt", locator, text))
        return said[-1] == "whole" if said else None

    def has_note(self, key: str, locator: str) -> bool:
        """Tell whether a note at this place is locked."""
        return f"{key} note {locator.replace(' ', '')}" in self._said
