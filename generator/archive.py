"""The archive: documents by paragraph and sentence, and the lock of what was held against them.

A paragraph is a line with a character that is no space, counted from 1.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.quotations import MARKS, marks_of, nfc, occurrences

_SENTENCE_END = re.compile(rf"[.!?][{MARKS})\]]*\s+(?=[{MARKS}(\[]*[A-Z0-9])")
_SHORTEST_SPEECH = 6
"""Words from which on a quoted passage counts as a sentence that somebody spoke."""


@dataclass(frozen=True)
class Document:
    """An archived document."""

    content: bytes

    @classmethod
    def read(cls, archive: Path, file: str) -> Document | None:
        """Return the document called `file`, or None if the archive has no such file."""
        path = archive / file
        return cls(path.read_bytes()) if path.is_file() else None

    @cached_property
    def sha256(self) -> str:
        """Return the digest of the document's bytes."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def text(self) -> str:
        """Return the document's text, with signs in place of what is not UTF-8."""
        return self.content.decode("utf-8-sig", errors="replace")

    @cached_property
    def paragraphs(self) -> list[str]:
        """Return the paragraphs in their order."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]

    @cached_property
    def words(self) -> int:
        """Return the number of words, as white space parts them."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)

    def passage(self, locator: str) -> str | None:
        """Return the paragraph or sentence that `para. 6` or `para. 6.2` names, if there is one."""
        match = re.fullmatch(r"para\. (\d+)(?:\.(\d+))?", locator)
        if not match or not 1 <= int(match[1]) <= len(self.paragraphs):
            return None
        paragraph = self.paragraphs[int(match[1]) - 1]
        if match[2] is None:
            return paragraph
        parts = sentences(paragraph)
        return parts[int(match[2]) - 1] if 1 <= int(match[2]) <= len(parts) else None

    def paragraphs_with(self, words: str) -> list[int]:
        """Return the number of a paragraph for each time that it has `words`."""
        return [
            number
            for number, paragraph in enumerate(self.paragraphs, 1)
            for _ in range(occurrences(_folded(paragraph), _folded(words)))
        ]


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph, found by full stops before capital letters."""
    ends = [match.end() for match in _SENTENCE_END.finditer(paragraph)]
    bounds = [0, *ends, len(paragraph)]
    return [paragraph[start:end].strip() for start, end in itertools.pairwise(bounds)]


def contains(passage: str, words: str) -> bool:
    """Tell whether a passage has the words to the letter, none cut, white space aside."""
    return occurrences(_folded(passage), _folded(words)) > 0


def is_whole_sentence(passage: str, words: str) -> bool:
    """Tell whether the words are all of a sentence of the passage, or of what is spoken in it."""
    spoken = [speech.words for speech in marks_of(passage).passages]
    spoken = [part for speech in spoken for part in [speech, *sentences(speech)]]
    long = [speech for speech in spoken if len(speech.split()) >= _SHORTEST_SPEECH]
    return _bare(words) in {_bare(sentence) for sentence in [*sentences(passage), *long]}


def digest(words: str) -> str:
    """Return 16 hexadecimal digits that stand for the words, white space aside."""
    return hashlib.sha256(_folded(words).encode()).hexdigest()[:16]


def document_line(key: str, document: Document) -> str:
    """Return the line of the lock for a document: digest, words, paragraphs."""
    return f"{key} document {document.sha256} {document.words} {len(document.paragraphs)}"


def excerpt_line(key: str, locator: str, words: str, paragraph: int, whole: bool) -> str:
    """Return the line of the lock for an excerpt: place, digest, paragraph found, whole or part."""
    part = "whole" if whole else "part"
    return f"{key} excerpt {_one_word(locator)} {digest(words)} {paragraph} {part}"


def note_line(key: str, locator: str, passage: str) -> str:
    """Return the line of the lock for a note: place, digest of the passage that it is a note on."""
    return f"{key} note {_one_word(locator)} {digest(passage)}"


def place_line(key: str, locator: str, passage: str) -> str:
    """Return the line of the lock for a paragraph of an official text: place, digest."""
    return f"{key} place {_one_word(locator)} {digest(passage)}"


@dataclass(frozen=True)
class Lock:
    """What the lock file says: one line for each document, place of a text, excerpt and note."""

    lines: tuple[str, ...]

    @cached_property
    def _by_subject(self) -> dict[str, list[str]]:
        return {" ".join(words[:3]): words for words in map(str.split, self.lines)}

    def size(self, key: str, sha256: str) -> tuple[int, int] | None:
        """Return words and paragraphs of the document with this digest, if it is locked."""
        words = self._by_subject.get(f"{key} document {sha256}")
        return (int(words[3]), int(words[4])) if words else None

    def of(self, key: str) -> list[str]:
        """Return the lines on the source with this key."""
        return [line for line in self.lines if line.startswith(f"{key} ")]

    def places(self, key: str) -> list[str]:
        """Return the places of an official text: its articles, their paragraphs and points."""
        found = [line.split()[2] for line in self.of(key) if line.split()[1] == "place"]
        return [place.replace(".", ". ") for place in found]

    def excerpt(self, key: str, locator: str, text: str) -> bool | None:
        """Tell whether an excerpt is a whole sentence; None if it is not locked."""
        start = f"{key} excerpt {_one_word(locator)} {digest(text)} "
        found = [line for line in self.lines if line.startswith(start)]
        return found[0].endswith(" whole") if found else None

    def has_note(self, key: str, locator: str) -> bool:
        """Tell whether a note at this place is locked."""
        return f"{key} note {_one_word(locator)}" in self._by_subject


def _one_word(locator: str) -> str:
    return locator.replace(" ", "")


def _folded(text: str) -> str:
    return " ".join(nfc(text).split())


def _bare(text: str) -> str:
    return _folded(text).strip(f" .,;:!?{MARKS}").casefold()
