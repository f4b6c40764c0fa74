"""Passages in quotation marks, of any language, in a text; how words are compared and found.

A single mark opens after a space, a bracket or another mark and closes before one or before
punctuation; else it is an apostrophe, as in `rock ’n’ roll` and `the ’30s`.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import category

_PAIRS = (
    *("“”", "””", "‟”", "„“", "„”", "„‟", '""', "＂＂", "«»", "»«", "»»", "‹›", "›‹", "››"),
    *("‘’", "’’", "‛’", "‚‘", "‚’", "‚‛", "''", "＇＇"),
    *("「」", "『』", "｢｣", "﹁﹂", "﹃﹄", "〝〞", "〝〟", "《》", "〈〉"),
)
_OPENERS = frozenset(pair[0] for pair in _PAIRS)
MARKS = "".join(sorted(set("".join(_PAIRS))))
_SINGLE = "'’‘‛‚＇"
"""Marks that can be apostrophes."""
_PLACED = f'{_SINGLE}"”＂»›'
"""Marks that open only where a passage can begin."""
# Apostrophes that stand where a mark could: the ’30s, rock ’n’ roll, ’tis, and “it”’s.
_ELISION = r"(?<!\w)['’‘](?:\d0s|n['’]|t(?:is|was)|em)(?!\w)|(?<=[^\w\s])['’]s(?!\w)"
_MARK = re.compile(rf"{_ELISION}|&#?\w+;|[{MARKS}]", re.IGNORECASE)
_DRESS = "*_\\"
"""Signs of Markdown that do not show."""
_UNSPACED = "[\u0e00-\u0eff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]"
"""Scripts that set no space beside a mark, and often none between words."""
_JOINED = re.compile(rf"[,:;=/&…]|{_UNSPACED}")
"""What a mark may open after, though neither space nor bracket."""
_BOUND = re.compile(rf"(?<!\w)|(?!\w)|(?<={_UNSPACED})|(?={_UNSPACED})")
"""A place where no word is cut."""
_ALIKE = str.maketrans(dict.fromkeys(MARKS, "'") | dict.fromkeys(f"{_DRESS}[]"))


@dataclass(frozen=True)
class Passage:
    """Words in quotation marks; `start` and `end` take in the marks."""

    start: int
    end: int
    words: str


def nfc(text: str) -> str:
    """Return a text with each letter and its accents as one sign, so that it can be compared."""
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Return a text in one line, each sign in its one form: what is shown or held to the letter."""
    return " ".join(nfc(text).split())


def comparable(text: str) -> str:
    """Return a text so that kinds of marks, markup, white space and case make no difference."""
    text = nfc(html.unescape(text)).translate(_ALIKE)
    return one_line(text).casefold().strip(" .,;:!?'")


def occurrences(text: str, words: str) -> int:
    """Return how many times a text has the words, none of them cut; never if there are none."""
    found = (match.span() for match in re.finditer(re.escape(words), text) if words)
    return sum(all(_BOUND.match(text, end) for end in span) for span in found)


def whole_words(words: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that finds any of the words or phrases, the longest first.

    A phrase is found across the end of a line, too; without words nothing is.
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    options = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{options or '(?!)'})(?!\w)", flags)


def is_latin(text: str) -> bool:
    """Tell whether all letters of a text are Latin ones, as those of a rendering are."""
    return all(unicodedata.name(sign, "").startswith("LATIN ") for sign in text if sign.isalpha())


@dataclass(frozen=True)
class _Opener:
    """A mark that waits for the one that closes it; a weak one may be an apostrophe as well."""

    sign: str
    start: int
    end: int
    weak: bool


@dataclass
class Marks:
    """The quotation marks of a text: what they hold, and where one opens or closes nothing.

    Passages stand in their order, outer before inner.
    """

    text: str
    passages: list[Passage] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)
    unopened: list[int] = field(default_factory=list)
    waiting: list[_Opener] = field(default_factory=list)
    opened: int = 0  # where the last opening mark ends; a text's start is like one
    closed: int = -1  # where the last closing mark ends

    def __post_init__(self) -> None:
        for match in _MARK.finditer(self.text):
            sign = html.unescape(match[0])
            if len(sign) == 1 and sign in MARKS:
                self._take(sign, *match.span())
        self._give_up(0)
        self.passages.sort(key=lambda passage: (passage.start, -passage.end))
        self.unclosed.sort()

    @property
    def unquoted(self) -> str:
        """Return the text with its passages blanked, places and lines kept."""
        kept = list(self.text)
        for start, end in ((passage.start, passage.end) for passage in self.passages):
            kept[start:end] = re.sub(r"[^\n]", " ", self.text[start:end])
        return "".join(kept)

    def _take(self, sign: str, start: int, end: int) -> None:
        """Let a mark close the passage that it can close, or open one."""
        at = len(self.text[:start].rstrip(_DRESS))
        after = self.text[end:].lstrip(_DRESS)[:1] or " "
        before = self.text[at - 1]
        is_free = at == self.opened or before.isspace() or category(before) in ("Ps", "Pd")
        opens = sign in _OPENERS and (is_free or self._may_open(sign, at))
        begins = opens and is_free and (after.isalnum() or category(after) == "Ps")
        partner = None if begins else self._partner(sign, after)
        is_awaited = sign == "’" and any(mark.sign + sign in _PAIRS for mark in self.waiting)
        if partner is not None:
            opener = self.waiting[partner]
            self._give_up(partner + 1)
            self.waiting.pop()
            self.passages.append(Passage(opener.start, end, self.text[opener.end : start]))
            self.closed = end
        elif opens and not is_awaited:
            weak = sign == "’" or (sign in _SINGLE and after.isdigit())
            self.waiting.append(_Opener(sign, start, end, weak))
            self.opened = end
        elif sign not in _SINGLE:
            self.unopened.append(start)

    def _give_up(self, kept: int) -> None:
        """Wait no longer for what closes the marks after the first `kept`."""
        self.unclosed += [mark.start for mark in self.waiting[kept:] if not mark.weak]
        del self.waiting[kept:]

    def _may_open(self, sign: str, at: int) -> bool:
        """Tell whether a mark opens though neither space, bracket nor opening mark is before it."""
        after_closing = at == self.closed and sign in "‘‚‛"
        return sign not in _PLACED or after_closing or bool(_JOINED.match(self.text, at - 1))

    def _partner(self, sign: str, after: str) -> int | None:
        """Return the position of the waiting mark that a mark closes, if there is one."""
        if sign in _SINGLE and after.isalnum() and not re.match(_UNSPACED, after):
            return None
        for position, opener in reversed(list(enumerate(self.waiting))):
            if opener.sign + sign in _PAIRS:
                return position
            if sign in _SINGLE and not opener.weak:
                return None
        return None
