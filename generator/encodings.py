"""What a document that is not UTF-8 looks like, so that whoever keeps it knows what to convert."""

import codecs
import unicodedata
from collections.abc import Iterable

from generator.problems import Place, Problem
from generator.quotations import folded, occurrences

UTF_8 = "UTF-8"
_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""Encodings by the bytes with which a text in them can begin, longer ones first."""
_OLDER = (
    *("windows-1252", "windows-1251", "koi8-r", "windows-1256", "windows-1250", "windows-1254"),
    *("windows-1253", "windows-1255", "iso-8859-5", "ibm866", "gb18030", "shift_jis", "euc-kr"),
)
_FEWEST_ZEROS = 0.01
"""Share of the bytes of a text in UTF-16 that are zero, at least: half of each space is."""


def encoding_of(content: bytes, excerpts: Iterable[str]) -> str | None:
    """Return the encoding that a text most likely has, or None if its bytes are damaged or no text.

    It is the one in which most of the excerpts stand, then the one with most words that can be.
    Where UTF-8 makes letters of most bytes above ASCII, the text is in UTF-8 and damaged.
    """
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return name
    zeros = content[::2].count(0), content[1::2].count(0)
    if sum(zeros):
        is_wide = max(zeros) > len(content) * _FEWEST_ZEROS and max(zeros) > 4 * min(zeros)
        return ("UTF-16BE" if zeros[0] > zeros[1] else "UTF-16LE") if is_wide else None
    try:
        content.decode()
    except UnicodeDecodeError:
        text = content.decode(errors="replace")
    else:
        return UTF_8
    if 2 * text.count("\ufffd") < sum(not sign.isascii() for sign in text):
        return None
    wanted = [folded(excerpt) for excerpt in excerpts]

    def likeness(encoding: str) -> tuple[int, int]:
        text = content.decode(encoding, errors="replace")
        known = folded(text)
        return sum(occurrences(known, words) > 0 for words in wanted), _plausibility(text)

    return max(_OLDER, key=likeness)


def check_encoding(place: Place, content: bytes, excerpts: Iterable[str]) -> Problem | None:
    """Return what is wrong with a document whose bytes are not text in UTF-8."""
    encoding = encoding_of(content, excerpts)
    if encoding == UTF_8:
        return None
    what, mend = "the document is no plain text in UTF-8", "save it as plain text in UTF-8"
    if encoding:
        what = f"the document is not UTF-8; it looks like {encoding}"
        mend = f"convert it (`iconv -f {encoding} -t UTF-8`)"
    return Problem(
        place, "document-not-utf-8", what, f"{mend}, and correct `sha256` where a record states it"
    )


def _plausibility(text: str) -> int:
    """Return how many more words look like words of a language than do not."""
    words = [word for word in text.split() if not word.isascii()]
    return sum(1 if _is_plausible(word) else -1 for word in words)


def _is_plausible(word: str) -> bool:
    """Tell whether a word has letters of one script, none large inside and few Latin ones odd."""
    word = "".join(sign for sign in word if unicodedata.category(sign)[0] != "P")
    scripts = {unicodedata.name(sign, "").split(" ")[0] for sign in word}
    is_plain = scripts != {"LATIN"} or 2 * sum(map(str.isascii, word)) >= len(word)
    return word.isalpha() and len(scripts) == 1 and is_plain and word[1:] == word[1:].lower()
