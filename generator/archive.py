"""The archive: documents by paragraph and sentence, and what one that is not UTF-8 looks like.

A paragraph is a line with a character that is no space, counted from 1.
"""

import codecs
import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.problems import Place, Problem
from generator.quotations import MARKS, Marks, comparable, occurrences, one_line

# A full stop or the like, with marks that close, before a capital letter, with marks that open.
_SENTENCE_END = re.compile(rf"[.!?][{MARKS})\]]*\s+(?=[{MARKS}(\[]*[A-Z0-9])")
_SHORTEST_SPEECH = 6
"""Words from which on a quoted passage counts as a sentence that somebody spoke."""
UTF_8 = "UTF-8"
_BYTE_ORDER_MARKS = {
    "UTF-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
    "UTF-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
}
"""The bytes with which a text in an encoding can begin, longer ones first."""
_OLDER = (  # of equals the first is thought likelier
    *("windows-1252", "windows-1251", "koi8-r", "windows-1256", "windows-1250", "windows-1254"),
    *("windows-1253", "windows-1255", "iso-8859-5", "ibm866", "gb18030", "shift_jis", "euc-kr"),
)
_FEWEST_ZEROS = 0.01
"""Share of the bytes of a text in UTF-16 that are zero, at least: half of each space is."""


@dataclass(frozen=True)
class Document:
    """An archived document."""

    content: bytes

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
    def passages(self) -> dict[str, tuple[str, int]]:
        """Return each paragraph and sentence by its locator, with the paragraph's number."""
        return {
            f"para. {number}.{at}".removesuffix(".0"): (words, number)
            for number, paragraph in enumerate(self.paragraphs, 1)
            for at, words in enumerate([paragraph, *sentences(paragraph)])
        }

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
    spoken = [speech.words for speech in Marks(passage).passages]
    spoken = [part for speech in spoken for part in [speech, *sentences(speech)]]
    long = [speech for speech in spoken if len(speech.split()) >= _SHORTEST_SPEECH]
    return _bare(words) in {_bare(sentence) for sentence in [*sentences(passage), *long]}


def _bare(text: str) -> str:
    return one_line(text).strip(f" .,;:!?{MARKS}").casefold()


def encoding_of(content: bytes, excerpts: Iterable[str]) -> str | None:
    """Return the encoding that a text most likely has, or None if its bytes are damaged or no text.

    It is the one in which most of the excerpts stand, then the one with most words that can be.
    Where UTF-8 makes letters of most bytes above ASCII, the text is in UTF-8 and damaged.
    """
    for name, marks in _BYTE_ORDER_MARKS.items():
        if content.startswith(marks):
            return name
    zeros = content[::2].count(0), content[1::2].count(0)
    if sum(zeros):
        is_wide = max(zeros) > len(content) * _FEWEST_ZEROS and max(zeros) > 4 * min(zeros)
        return ("UTF-16BE" if zeros[0] > zeros[1] else "UTF-16LE") if is_wide else None
    text = content.decode(errors="replace")
    if text.encode() == content:
        return UTF_8
    if 2 * text.count("\ufffd") < sum(not sign.isascii() for sign in text):
        return None
    wanted = [comparable(excerpt) for excerpt in excerpts]

    def likeness(encoding: str) -> tuple[int, int]:
        text = content.decode(encoding, errors="replace")
        known = comparable(text)
        words = [word for word in text.split() if not word.isascii()]
        return (
            sum(occurrences(known, excerpt) > 0 for excerpt in wanted),
            sum(1 if _is_plausible(word) else -1 for word in words),
        )

    return max(_OLDER, key=likeness)


def check_encoding(place: Place, content: bytes, excerpts: Iterable[str]) -> Problem | None:
    """Return what is wrong with a document whose bytes are not text in UTF-8."""
    encoding = encoding_of(content, excerpts)
    if encoding == UTF_8:
        return None
    case = "encoding" if encoding else ""
    return Problem.of(place, "document-not-utf-8", case, encoding=encoding)


def _is_plausible(word: str) -> bool:
    """Tell whether a word has letters of one script, none large inside and few Latin ones odd."""
    word = "".join(sign for sign in word if unicodedata.category(sign)[0] != "P")
    scripts = {unicodedata.name(sign, "").split(" ")[0] for sign in word}
    is_plain = scripts != {"LATIN"} or 2 * sum(map(str.isascii, word)) >= len(word)
    return word.isalpha() and len(scripts) == 1 and is_plain and word[1:] == word[1:].lower()
