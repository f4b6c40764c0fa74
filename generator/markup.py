"""Markdown in bodies: what of it pages show, and what they would show as something else.

Pages show paragraphs, lists, quotations, `code`, *emphasis*, **strong emphasis** and links. All
else that Markdown or one of its dialects knows is found here, so that it can be refused.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.problems import Fault

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
_HTML = "HTML in a body"
_TO_THE_LETTER = "write it as words, or between backticks if it is meant to the letter"
_PLAIN_LIST = "begin list items with `- ` in the first column; lists have no lists inside"


_IN_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        r"\[\^[^\]\s]*\]",
        "the mark of a footnote",
        "write evidence as [@key], and a remark as a sentence",
    ),
    (r"!\[[^\]]*\](?:\([^)]*\)?)?", "an image", "pages have none; say in words what it shows"),
    (
        r"\[[^\[\]]*\](?:\([^)\n]*\)*|\[[^\]\n]*\]?)",
        "a link that cannot be read",
        "write [words](address), the words without brackets, the address without title and space",
    ),
    (r"\[TOC\]", "a table of contents", "delete it; pages have one anyway"),
    (r"<(?:https?:|[^\s<>@]+@)[^\s<>]*>", "an address in angle brackets", "write [words](address)"),
    (r"<[A-Za-z/!?]", _HTML, "write it in Markdown, or between backticks if it is meant as text"),
    (
        r"(?<!\w)(?:https?|ftp)://\S+",
        "an address that nobody can follow",
        "write [words](address), or put it between backticks",
    ),
    (
        r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);",
        "a name that HTML has for a sign",
        "write the sign itself, or put it between backticks",
    ),
    (r"`+", "a backtick without another", "put as many after the words"),
    (r"\\", "a backslash", "leave it out, or put the words between backticks"),
    (
        r"\*+",
        "a star that begins or ends no emphasis",
        "write *words* or **words**, no space inside at the edges, or put the star in backticks",
    ),
    (
        r"(?<!\w)_+|_+(?!\w)",
        "an underscore at the edge of a word",
        "write *words* for emphasis, or put it between backticks",
    ),
    (r"~~|==", "a mark that pages do not know", _TO_THE_LETTER),
    (r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])", "the name of a picture sign", _TO_THE_LETTER),
)
_AT_A_START: tuple[tuple[str, str, str], ...] = (
    (r"#", "a line that begins with #", "write `## Heading`, or begin the line with a word"),
    (r"(?:```|~~~)", "a fence that opens no block of code", "fence code with ```"),
    (r"(?:[-=*_:|~+]\s*)+(?:\n|$)", "a line of signs only", "delete it; headings begin with ##"),
    (r"\[[ xX]?\](?:\s|$)", "a box to tick", "write a plain list item"),
    (r"[-*+•·‣◦▪●○](?:\s|$)", "a list that pages do not show", _PLAIN_LIST),
    (
        r"(?:\d+[.)]|[a-zA-Z]\))\s+\S",
        "a line inside a block that begins as a numbered item does",
        "break the line elsewhere; items begin with 1., 2., 3. in the first column",
    ),
    (r">", "a line inside a block that begins with >", "break the line elsewhere"),
    (r"\|", "a table", "write a list, or a sentence"),
    (r"(?!\[@)\*?\[[^\]]*\]:", "a definition that no page shows", "write it as a sentence"),
    (r"(?:!!!|\?\?\?|:::|///|\$\$)", "a box of another program", "write a plain paragraph"),
    (r"[:~]\s", "a list of definitions", "write a plain list, or sentences"),
)
_STARTS = [(re.compile(pattern), what, mend) for pattern, what, mend in _AT_A_START]
_PATTERNS = [(re.compile(pattern), what, mend) for pattern, what, mend in _IN_WORDS]
_HEADING = re.compile(r"[\[\]{}<>`*_\\|@#~]|&[#\w]+;")


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
    for pattern, what, mend in _PATTERNS:
        rule = "raw-html" if what == _HTML else "unknown-markup"
        for match in pattern.finditer(words):
            yield Fault(match.start(), rule, what, mend)
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
    found = (start for start in _STARTS if start[0].match(line, offset))
    return [Fault(offset, "unknown-markup", what, mend) for _, what, mend in found][:1]


def heading_fault(words: str) -> tuple[str, str] | None:
    """Return what is wrong with the words of a heading, and the mend."""
    if not words:
        return "a heading without words", "write its words, or delete it"
    match = _HEADING.search(words)
    return (f'heading "{words}" has the sign {match[0]}', "write plain words") if match else None


def _linked(match: re.Match[str]) -> str:
    """Blank all of a link but its words, unless what stands before or after changes it."""
    image = match.string[: match.start()].endswith("!")
    after = re.sub(r"[^\n]", " ", match[0][len(match["words"]) + 1 :])
    return match[0] if image else f" {match['words']}{after}"
