"""Text made safe for the place it is written at: one function for each kind of place.

A page is Markdown with HTML in it. Python-Markdown reads it twice, tags first and marks later, and
the first reading knows neither code nor links. So what either could take for its own is written as
a character reference, which both let pass. Only on text that is Markdown for itself do apostrophes
turn by themselves; elsewhere they are turned here.
"""

import html
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

_MARKDOWN_CHARACTERS = re.compile(
    r"[\\`*_{}\[\]<>#|~&]"
    r"|^[-+=](?=[-=\s]|$)|^\d+[.)](?=\s|$)"  # such a beginning would be a list or a rule
)
_QUOTATION_MARKS = re.compile(r"[\"']")
# A single mark and a double one that open; all other single ones close or are apostrophes.
_OPENING_MARK = re.compile(r"(?<![^\s(\[“])'(?=[^\W\d])")
_INNER_OPENING = re.compile(r"“|(?<![^\s(\[])\"|(?<=[`*_])\"(?=[\w<&])")
_REFERENCE = re.compile(r"&#?\w+;")
_NOT_IN_YAML = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_PIECE = re.compile(
    r"(?P<ticks>`+)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    # In an address brackets close as they open.
    r"|\[(?P<words>[^\[\]]*)\]\((?P<target>(?:[^()\s]|\((?:[^()\s]|\([^()\s]*\))*\))+)\)",
    re.DOTALL,
)
"""Code or a link in the Markdown of a record."""
_MARKS = re.compile(r"\\([^\w\s])|\*|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\"'<>\\^`{|}\x7f]")


def text(plain: str) -> str:
    """Return plain text so that Markdown, and HTML as well, shows it to the letter, in one line."""
    return _MARKDOWN_CHARACTERS.sub(_referred, _line(plain))


def hypertext(plain: str) -> str:
    """Return plain text for the inside of a tag that is not read as Markdown."""
    return turned(text(plain))


def attribute(plain: str) -> str:
    """Return plain text for an attribute of a block's tag that has `markdown="1"`.

    There Python-Markdown reads references and writes new ones, but none for a `&` before what looks
    like one. So that sign is written twice over.
    """
    return theme(_line(plain).replace("&", "&amp;"))


def link_title(plain: str) -> str:
    """Return plain text for the title of a link or a label in braces, which quotes would end."""
    return re.sub(r'[()"]', _referred, turned(text(plain)))


def target(address: str) -> str:
    """Return an address as the target of a link."""
    safe = _NOT_IN_ADDRESSES.sub(lambda sign: quote(sign[0]), address)
    return f"<{_REFERENCE.sub(lambda found: f'&amp;{found[0][1:]}', safe)}>"


def code(plain: str) -> str:
    """Return plain text as code. Between backticks a tag would still be a tag."""
    line = _line(plain)
    if re.search(r"[<>`]", line):
        return f"<code>{_QUOTATION_MARKS.sub(_referred, text(line))}</code>"
    return f"`{line}`"


def theme(plain: str) -> str:
    """Return plain text for both engines' themes, which write it as it is, in tags and beside."""
    return html.escape(turned(plain), quote=False).replace('"', "&quot;")


def head(value: Any) -> str:
    """Return a value as JSON that is YAML, too, for the head of a page."""
    written = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)


def calendar(plain: str) -> str:
    """Return plain text for a value of iCalendar."""
    return re.sub(r"([\\;,])", r"\\\1", plain)


def plain(markdown: str) -> str:
    """Return the words of a claim without links, emphasis and marks of code, in one line."""
    words = _each(markdown, _bare, lambda piece: piece["code"] or plain(piece["words"]))
    return " ".join(words.split())


def relinked(markdown: str, seen: Callable[[str], str]) -> str:
    """Return the Markdown of a record with each target of a link as it is `seen` from the page."""

    def linked(piece: re.Match[str]) -> str:
        return piece[0] if piece["code"] else f"[{piece['words']}]({seen(piece['target'])})"

    return _PIECE.sub(linked, markdown)


def prose(markdown: str, words: Callable[[str], str] = str) -> str:
    """Return the Markdown of a record for a page, with what is no link or code made by `words`."""

    def written(piece: re.Match[str]) -> str:
        if piece["code"]:
            return code(piece["code"])
        return f"[{prose(piece['words'])}]({target(piece['target'])})"

    return _each(markdown, words, written)


def _each(markdown: str, words: Callable[[str], str], piece: Callable[[re.Match[str]], str]) -> str:
    """Return Markdown with its links and code made by `piece`, and what is between by `words`."""
    parts, end = [], 0
    for found in _PIECE.finditer(markdown):
        parts += [words(markdown[end : found.start()]), piece(found)]
        end = found.end()
    return "".join([*parts, words(markdown[end:])])


def _bare(words: str) -> str:
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), _MARKS.sub(r"\1", words))


def _line(plain: str) -> str:
    """Return text in one line: two of them, or an empty one, would begin a new block."""
    return " ".join(filter(None, map(str.strip, plain.splitlines())))


def turned(plain: str) -> str:
    """Return text with apostrophes and single quotation marks as a book has them."""
    return _OPENING_MARK.sub("‘", plain).replace("'", "’") if "'" in plain else plain


def inner(plain: str) -> str:
    """Return text for the inside of quotation marks: those that it has itself are single."""
    return re.sub('["”]', "’", _INNER_OPENING.sub("‘", plain))


def _referred(found: re.Match[str]) -> str:
    """Return a match with its last sign as a reference."""
    return f"{found[0][:-1]}&#{ord(found[0][-1])};"
