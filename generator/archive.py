"""The archive: documents by paragraph and sentence.

A paragraph is a line with a character that is no space, counted from 1.
"""

import hashlib
import itertools
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from generator.quotations import MARKS, marks_of, nfc, occurrences

_SENTENCE_END = re.compile(rf"[.!?][{MARKS})\]]*\s+(?=[{MARKS}(\[]*[A-Z0-9])")
_SHORTEST_SPEECH = 6
"""Words from which on a quoted passage counts as a sentence that somebody spoke."""


@dataclass(frozen=True)
class Document:
    """An archived document."""

    content: bytes

    @classmethod
    def read(cls, archive: Path, file: str) -> Self | None:
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
            for _ in range(occurrences(one_line(paragraph), one_line(words)))
        ]


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph, found by full stops before capital letters."""
    ends = [match.end() for match in _SENTENCE_END.finditer(paragraph)]
    bounds = [0, *ends, len(paragraph)]
    return [paragraph[start:end].strip() for start, end in itertools.pairwise(bounds)]


def contains(passage: str, words: str) -> bool:
    """Tell whether a passage has the words to the letter, none cut, white space aside."""
    return occurrences(one_line(passage), one_line(words)) > 0


def is_whole_sentence(passage: str, words: str) -> bool:
    """Tell whether the words are all of a sentence of the passage, or of what is spoken in it."""
    spoken = [speech.words for speech in marks_of(passage).passages]
    spoken = [part for speech in spoken for part in [speech, *sentences(speech)]]
    long = [speech for speech in spoken if len(speech.split()) >= _SHORTEST_SPEECH]
    return _bare(words) in {_bare(sentence) for sentence in [*sentences(passage), *long]}


def one_line(text: str) -> str:
    """Return a text in one line, each sign in its one form: what words are compared by."""
    return " ".join(nfc(text).split())


def _bare(text: str) -> str:
    return one_line(text).strip(f" .,;:!?{MARKS}").casefold()
