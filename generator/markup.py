"""Markdown in bodies: what of it pages show, and what they would show as something else.

Pages show paragraphs, lists, quotations, `code`, *emphasis*, **strong emphasis** and links. All
else that Markdown or one of its dialects knows is found here, so that it can be refused.
"""

import re

from generator.problems import Place, Problem
from generator.tables import table

CODE = re.compile(r"(?<!`)(`+)(?!`)(?P<code>.+?)(?<!`)\1(?!`)", re.DOTALL)
"""Words between backticks: as many after them as before."""
_FILLING = "\ue000"
"""What stands for each sign of code: no letter, no mark, and nothing that a record may have."""
_SIGN = rf"[^()\s<>{_FILLING}]"
_ADDRESS = rf"(?:{_SIGN}|\({_SIGN}*\))+"
LINK = re.compile(rf"\[(?P<words>[^\[\]@][^\[\]]*)\]\((?P<target>{_ADDRESS})\)")
"""A link: its words have no brackets, its address has them in pairs."""
TARGET = re.compile(rf"(?<=\])\({_ADDRESS}\)")
EMPHASIS = re.compile(
    r"(?<![\w*])(?P<stars>\*\*?)(?=[^\s*])(?P<words>[^*]+)(?<=[^\s*])(?P=stars)(?![\w*])"
)
_IN_WORDS, _AT_A_START, _AT_AN_END = (
    [(re.compile(row["pattern"]), row) for row in table("markup") if row["at"] == at]
    for at in ("words", "start", "end")
)
"""What pages do not show, in the words of a block, and at the start or the end of a line."""
_FURTHER = re.compile(r"\n(?!\s*[0-9]{3,}\.)\s*(?P<line>[^\n]*)")
"""A further line that may begin something.

One that begins with a year and a full stop goes on with the sentence, for Markdown too.
"""
HEADING_SIGN = re.compile(r"[\[\]{}<>`*_\\|@#~]|&[#\w]+;")
"""What the words of a heading may not have."""


def blanked(pattern: re.Pattern[str], text: str, filling: str = " ") -> str:
    """Return the text with all that a pattern finds filled up, line ends and places kept."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", filling, match[0]), text)


def without_code(text: str) -> str:
    """Return the text with all that stands between backticks filled up, places kept."""
    return blanked(CODE, text, _FILLING)


def problems_in(words: str, lines: str, start: Place, *, plain: bool = False) -> dict[int, Problem]:
    """Return by offset what pages cannot show of the block at `start`: what is found there first.

    Code and citations are blanked in its `words`, only code in its `lines`. In `plain` text pages
    show no Markdown at all.
    """
    further = ((lines, *match.span("line")) for match in _FURTHER.finditer(lines))
    starts = [(words, len(words) - len(words.lstrip()), len(words)), *further]
    found: dict[int, dict[str, str]] = {}
    for pattern, row in _AT_A_START:
        found = {at: row for text, at, end in starts if pattern.match(text, at, end)} | found
    for pattern, row in _AT_AN_END:
        found |= {match.start(): row for match in pattern.finditer(lines)}
    if not plain:
        words = EMPHASIS.sub(lambda match: match[0].replace("*", " "), LINK.sub(_linked, words))
    for pattern, row in _IN_WORDS:
        here = {match.start(): row for match in pattern.finditer(words)}
        found, words = here | found, blanked(pattern, words) if here else words
    return {
        at: Problem(start.after(lines[:at]), row["rule"], row["what"], row["mend"])
        for at, row in found.items()
    }


def _linked(match: re.Match[str]) -> str:
    """Blank all of a link but its words, unless what stands before or after changes it."""
    image = match.string[: match.start()].endswith("!")
    after = re.sub(r"[^\n]", " ", match[0][len(match["words"]) + 1 :])
    return match[0] if image else f" {match['words']}{after}"
