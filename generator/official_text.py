"""An official text read by article: its headings, its paragraphs, and what has no place in it.

A line such as `Article 3`, «ماده سوم» or «第三条» begins an article if its number is one more than
the last; a line that begins with the next number, `2.` or `(2)`, begins a paragraph of it, and one
with the next letter, `(a)`, a point of the paragraph. Wrapped lines are joined.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from string import ascii_lowercase
from typing import NamedTuple

from generator.characters import DELETE, forbidden_signs
from generator.locators import ARTICLE
from generator.numerals import number_of
from generator.problems import Place, Problem, parted
from generator.quotations import one_line
from generator.tables import table

LANGUAGES = table("languages")
"""By language: what heads an article, the first article, if that tells the language, and the
preamble; the words with which a closing formula or an annex begins; the letters of points.
"""


def _any_of(column: str) -> str:
    return "|".join(filter(None, (row[column] for row in LANGUAGES)))


_WORDS = _any_of("article")
_HEADING = re.compile(
    rf"(?:(?:{_WORDS})\b\.?\s*(?P<rest>\S.*)|第\s*(?P<chinese>[^\s条條]+)\s*[条條]\s*(?P<after>.*))",
    re.IGNORECASE,
)
# What may follow a heading's first word: figures as 1er and 2º are written, or number words, and
# a title after a stop or dash.
_FIGURES = r"\d+|[IVXL]+(?!\w)"
_NUMBER = re.compile(rf"[(\[]?\s*(?P<figures>{_FIGURES})\s*[)\]]?(?:er|re|ère|\.?º|°|ª)?(?!\w)")
_WORD = r"[^\s.:．。：—–]+"
_TITLE = re.compile(r"\s*[.:．。：—–-]\s*(?P<title>\S.*)?")
_PREAMBLES = re.compile(_any_of("preamble"), re.IGNORECASE)
_CLOSING = re.compile(_any_of("closing"), re.IGNORECASE)
# The number or letter of a paragraph or point, in brackets or before a stop, and its text.
_POINT = re.compile(r"(?:\((?P<both>\w{1,3})\)|(?P<one>\w{1,3})[.)\-–．、])\s+(?P<text>\S.*)")
_ALPHABETS = _any_of("letters").split("|")
_MARKDOWN = "#* "
"""Signs that a heading copied from Markdown has around it."""
# A stop that ends a sentence or a part of one, with marks that close.
_ENDS = re.compile(r"[.;:!?…。；：！？؟؛,،][\"”»’)\]]*$")
_TITLE_WORDS = 15
"""Words up to which a line without a stop, alone below a heading, is the article's own title."""
_CHAPTER_WORDS = 8
"""Words up to which a line without a stop, at the end of an article, heads a chapter instead."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a text: its locator is `art. preamble`, `art. 3(2)` or, for a point, more.

    Points are `(a)`, `(b)` and so on in every language, so that one place has one name in all.
    What is not numbered of its own is a further line of the paragraph that it follows. `start` is
    the paragraph of the document, a line that is not empty, in which it begins.
    """

    locator: str
    lines: tuple[str, ...]
    start: int

    @property
    def words(self) -> str:
        """Return the paragraph in one line."""
        return " ".join(self.lines)


@dataclass(frozen=True)
class OfficialText:
    """The paragraphs in order, and the own title of each article, perhaps empty, by its locator.

    `unplaced` are lines that belong to no article, and `problems` tell what is ambiguous.
    """

    paragraphs: tuple[Paragraph, ...]
    titles: dict[str, str]
    unplaced: tuple[str, ...]
    problems: list[Problem]

    @cached_property
    def passages(self) -> dict[str, tuple[str, int]]:
        """Return the words of each article, paragraph and point, and the place they begin at."""
        found: dict[str, tuple[str, int]] = {}
        for paragraph in self.paragraphs:
            for locator in itertools.accumulate(re.split(r"(?=\()", paragraph.locator)):
                before, start = found.get(locator, ("", paragraph.start))
                found[locator] = f"{before} {paragraph.words}".lstrip(), start
        return found


@dataclass(frozen=True)
class _Line:
    """A line that is not empty: its place, and its number among the lines that are not empty.

    `apart` tells whether an empty line precedes it.
    """

    place: Place
    paragraph: int
    text: str
    apart: bool

    @property
    def ends(self) -> bool:
        """Tell whether a sentence or a part of one ends with this line."""
        return bool(_ENDS.search(self.text))


class _Heading(NamedTuple):
    """The number of an article, its title and its first words, if they stand in its heading."""

    number: int
    title: str
    words: str


def read_official_text(path: str, text: str, pattern: str | None = None) -> OfficialText:
    """Read the text of the document at `path` by article.

    `pattern` finds headings where they are of no form known here: its group `number` holds the
    number, and its group `title`, if it has one, the title. Never raises for a text.
    """
    lines, problems = parted(_lines(path, text))
    headings, wrong = parted(_headings(lines, pattern))
    problems += wrong
    starts = dict(headings)
    if not starts:
        problems.append(Problem.of(Place(path), "text-order", "none"))
        return OfficialText((), {}, tuple(line.text for line in lines), problems)
    spaced = _is_spaced(lines)
    unplaced, preamble = _preamble(lines[: min(starts)])
    titles = {f"{ARTICLE}preamble": ""} if preamble else {}
    paragraphs = [_paragraph(locator, preamble, spaced) for locator in titles]
    for start, end in itertools.pairwise([*starts, len(lines)]):
        number, title, words = starts[start]
        body = lines[start + 1 : end]
        if words:
            body.insert(0, replace(lines[start], text=words, apart=True))
        elif not title and _is_title(body, spaced):
            title = body.pop(0).text
        body, after = _without_what_follows(body, last=end == len(lines))
        unplaced += [line.text for line in after]
        if not body:
            problems.append(Problem.of(lines[start].place, "text-order", "empty", number=number))
        titles[f"{ARTICLE}{number}"] = title
        read, wrong = parted(_paragraphs(f"{ARTICLE}{number}", body, spaced))
        paragraphs += read
        problems += wrong
    return OfficialText(tuple(paragraphs), titles, tuple(unplaced), problems)


def _lines(path: str, text: str) -> Iterator[_Line | Problem]:
    """Yield the lines with words, without the signs that a record may not have."""
    apart, paragraph = True, 0
    for number, line in enumerate(text.splitlines(), 1):
        words = one_line(line)
        wrong = forbidden_signs(words, Place(path, number))
        yield from (problem for problem in wrong.values() if problem.mend != DELETE)
        words = "".join(sign for at, sign in enumerate(words) if at not in wrong).strip()
        paragraph += bool(line.strip())
        if words:
            yield _Line(Place(path, number), paragraph, words, apart)
        apart = not words


def _heading(text: str, pattern: str | None) -> _Heading | None:
    """Return what a line says as the heading of an article, if it may be one."""
    match = re.match(pattern, text) if pattern else _HEADING.fullmatch(text.strip(_MARKDOWN))
    if not match:
        return None
    said = match.groupdict("")
    title = said.get("title", "").strip()
    if pattern:
        number, rest = number_of(said["number"]), text[match.end() :]
    elif said["chinese"]:
        number, rest = number_of(said["chinese"]), said["after"] and f". {said['after']}"
    else:
        number, rest = _leading_number(said["rest"])
    after = _TITLE.fullmatch(rest)
    if number is None or not (pattern or after or not rest.strip()):
        return None
    words = (after["title"] or "" if after else rest).strip()
    is_title = not title and len(words.split()) <= _TITLE_WORDS and not _ENDS.search(words)
    return _Heading(number, words, "") if is_title else _Heading(number, title, words)


def _leading_number(text: str) -> tuple[int | None, str]:
    """Return the number that a text begins with and what follows it."""
    if match := _NUMBER.match(text):
        return number_of(match["figures"].upper()), text[match.end() :]
    for more in (2, 1, 0):
        words = re.match(rf"{_WORD}(?:[\s-]+{_WORD}){{{more}}}", text)
        if words and (number := number_of(words[0])):
            return number, text[words.end() :]
    return None, text


def _headings(lines: list[_Line], pattern: str | None) -> Iterator[tuple[int, _Heading] | Problem]:
    """Yield the position of each line that heads an article, and what it says."""
    expected = 1
    for position, line in enumerate(lines):
        heading = _heading(line.text, pattern)
        if not heading:
            continue
        # In the midst of a sentence a line may begin with "Article 3" and head nothing.
        inside = position > 0 and not line.apart and not lines[position - 1].ends
        following = lines[position + 1].text[:1] if position + 1 < len(lines) else ""
        if inside and following.islower():
            continue
        number = heading.number
        wrapped = inside and len(lines[position - 1].text.split()) > _TITLE_WORDS
        if number != expected or wrapped:
            said = {"words": line.text[:40], "expected": expected}
            yield Problem.of(line.place, "text-order", "heading", **said)
        if number >= expected and not (inside and number != expected):
            yield position, heading
            expected = number + 1


def _is_spaced(lines: list[_Line]) -> bool:
    """Tell whether empty lines part the paragraphs: most sentences that end a line precede one."""
    pairs = list(itertools.pairwise(lines))
    pairs = [pair for pair in pairs if pair[0].ends] or pairs
    return 2 * sum(second.apart for _, second in pairs) >= len(pairs)


def _preamble(lines: list[_Line]) -> tuple[list[str], list[_Line]]:
    """Return the lines of the title, and those of the preamble, its heading left out."""
    for position, line in enumerate(lines):
        if _PREAMBLES.fullmatch(line.text.strip(f"{_MARKDOWN}:.")):
            return [line.text for line in lines[:position]], lines[position + 1 :]
    titles = list(itertools.takewhile(lambda line: not line.ends and line.apart, lines))
    return [line.text for line in titles], lines[len(titles) :]


def _is_title(body: list[_Line], spaced: bool) -> bool:
    """Tell whether the line below a heading is the article's own title."""
    if len(body) < 2 or body[0].ends or _POINT.fullmatch(body[0].text):
        return False
    # Where no empty line parts them, only a first paragraph with its number tells.
    match = _POINT.fullmatch(body[1].text)
    first = match is not None and number_of(match["both"] or match["one"]) == 1
    is_short = len(body[0].text.split()) <= _TITLE_WORDS
    return is_short and (first or (spaced and body[1].apart))


def _without_what_follows(body: list[_Line], *, last: bool) -> tuple[list[_Line], list[_Line]]:
    """Return the lines of an article, and those that stand between it and what comes next.

    After the last article these are the closing formula and annexes, else headings of a chapter.
    """
    end = len(body)
    if last:
        closing = (at for at, line in enumerate(body) if at and _CLOSING.match(line.text))
        end = next(closing, end)
    while end > 1 and not body[end - 1].ends and len(body[end - 1].text.split()) <= _CHAPTER_WORDS:
        if not body[end - 1].apart and not body[end - 2].ends:
            break
        end -= 1
    return body[:end], body[end:]


def _paragraph(locator: str, lines: list[_Line], spaced: bool) -> Paragraph:
    """Return a paragraph with lines that were wrapped joined."""
    found = [lines[0].text]
    for before, line in itertools.pairwise(lines):
        is_new = line.apart if spaced else before.ends
        if is_new and (before.ends or not line.text[0].islower()):
            found.append(line.text)
        else:
            found[-1] += f" {line.text}"
    return Paragraph(locator, tuple(found), lines[0].paragraph)


def _paragraphs(article: str, body: list[_Line], spaced: bool) -> Iterator[Paragraph | Problem]:
    number, letters, locator = 0, "", article
    gathered: list[_Line] = []
    waiting = body[::-1]
    while waiting:
        line = waiting.pop()
        match = _POINT.fullmatch(line.text)
        token = (match["both"] or match["one"]).casefold() if match else ""
        value = number_of(token) or 0 if token.isdecimal() else 0
        letter = _next_letter(letters, token)
        if not match or (value != number + 1 and not letter):
            if 0 < value <= number + 3:
                said = {"value": value, "expected": number + 1}
                yield Problem.of(line.place, "text-order", "paragraph", **said)
            gathered.append(line)
            continue
        if gathered:
            yield _paragraph(locator, gathered, spaced)
        number, letters = (number, letters + letter) if letter else (value, "")
        locator = f"{article}({number})" if number else article
        locator += f"({ascii_lowercase[len(letters) - 1]})" if letters else ""
        # Behind a number may stand the first letter: `1. (a) …`.
        gathered = []
        waiting.append(replace(line, text=match["text"]))
    if gathered:
        yield _paragraph(locator, gathered, spaced)


def _next_letter(letters: str, token: str) -> str:
    """Return the letter that a token is, if it continues the letters of an alphabet."""
    sign = "ا" if token in ("الف", "أ") else token
    follows = any(alphabet.startswith(letters + sign) for alphabet in _ALPHABETS)
    return sign if len(sign) == 1 and follows else ""
