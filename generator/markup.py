"""Markdown in bodies: what of it pages show, and what they would show as something else.

Pages show paragraphs, lists, quotations, `code`, *emphasis*, **strong emphasis** and links. All
else that Markdown or one of its dialects knows is found here, so that it can be refused.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.problems import Fault
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
_IN_WORDS, _AT_A_START = (
    [(re.compile(row["pattern"]), row) for row in table("markup") if row["at"] == at]
    for at in ("words", "start")
)
"""What pages do not show, in the words of a block and at the start of a line."""
HEADING_SIGN = re.compile(r"[\[\]{}<>`*_\\|@#~]|&[#\w]+;")
"""What the words of a heading may not have."""


def blanked(pattern: re.Pattern[str], text: str, filling: str = " ") -> str:
    """Return the text with all that a pattern finds filled up, line ends and places kept."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", filling, match[0]), text)


def without_code(text: str) -> str:
    """Return the text with all that stands between backticks filled up, places kept."""
    return blanked(CODE, text, _FILLING)


def faults_of(words: str, lines: str, *, plain: bool = False) -> Iterable[Fault]:
    """Return what pages cannot show of a block, at each place what is found first.

    Code and citations are blanked in its `words`, only code in its `lines`. In `plain` text pages
    show no Markdown at all.
    """
    found = [*_fault_at_start(words), *_faults_of_lines(lines), *_faults_in(words, plain)]
    return {fault.offset: fault for fault in reversed(found)}.values()


def _faults_in(words: str, plain: bool) -> Iterator[Fault]:
    if not plain:
        words = EMPHASIS.sub(lambda match: match[0].replace("*", " "), LINK.sub(_linked, words))
    for pattern, row in _IN_WORDS:
        for match in pattern.finditer(words):
            yield Fault(match.start(), row["rule"], row["what"], row["mend"])
        words = blanked(pattern, words)


def _faults_of_lines(text: str) -> Iterator[Fault]:
    """Yield what the lines of a block after its first would begin, and line breaks by spaces."""
    for match in re.finditer(r"(?<=\S) {2,}(?=\n)", text):
        what, mend = "a line break by two spaces", "delete the spaces at the end of the line"
        yield Fault(match.start(), "unknown-markup", what, mend)
    # A line that begins with a year and a full stop goes on with the sentence, for Markdown too.
    for match in re.finditer(r"(?<=\n)(?!\s*[0-9]{3,}\.)[^\n]+", text):
        for fault in _fault_at_start(match[0]):
            yield replace(fault, offset=match.start() + fault.offset)


def _fault_at_start(line: str) -> list[Fault]:
    """Return what Markdown would begin with the first signs of a line, if it is none of ours."""
    offset = len(line) - len(line.lstrip())
    starts = (row for pattern, row in _AT_A_START if pattern.match(line, offset))
    return [Fault(offset, row["rule"], row["what"], row["mend"]) for row in starts][:1]


def _linked(match: re.Match[str]) -> str:
    """Blank all of a link but its words, unless what stands before or after changes it."""
    image = match.string[: match.start()].endswith("!")
    after = re.sub(r"[^\n]", " ", match[0][len(match["words"]) + 1 :])
    return match[0] if image else f" {match['words']}{after}"
