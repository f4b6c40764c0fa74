"""Bodies: blocks of prose with citations and attributes, each with its place.

The grammar is in `about/how-to-write-a-record`: headings, paragraphs, list items and quotations;
citations are a subset of Pandoc's; braces at the end of a block hold its attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from generator.problems import Place, Problem
from generator.records import KEY

_CITATIONS = re.compile(r"\[\s*@[^\[\]]*\]?")
_CITATION = re.compile(
    rf"@(?P<target>treaty|[a-z]+/{KEY}|{KEY})(?:#(?P<slug>{KEY}))?(?:,\s*(?P<locator>.+))?"
)
_MARK = re.compile(
    r"(?P<code>```)|(?P<heading>#+)(?=\s|$)|(?P<item>(?:-|\d+\.)\s+)|(?P<quotation>>\s?)"
    r"|(?P<empty>\s*$)"
)
LOCATOR = re.compile(r"(para\.|art\.|sec\.|p\.) (\d+(?:\.\d+)*|preamble)")
_ATTRIBUTES = re.compile(r"\{(?P<inner>[^{}]*)\}\s*\Z")
_ATTRIBUTE = re.compile(
    r'\s*(?:#(?P<slug>\S+)|(?P<key>[a-z]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+)))'
)
_HTML = re.compile(r"<[A-Za-z/!?]")
_CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\[[^\[\]@][^\[\]]*\]\((?P<target>[^()\s]+)\)")
_TARGET = re.compile(r"(?<=\])\([^()\s]+\)")
QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"")
ATTRIBUTE_KEYS = ("by", "on", "about")
_FORM_MEND = (
    'end the block with {#slug}, or {#slug by=key on=2025-04-08 about="articles/04 articles/05"}'
)


@dataclass(frozen=True)
class Citation:
    """What a claim rests on: a source and perhaps a place in it, or another claim (`slug`)."""

    target: str
    slug: str | None
    locator: str | None
    place: Place

    @property
    def claim(self) -> str | None:
        """Return the full name of the claim that is cited, or None for a source."""
        return f"{self.target}#{self.slug}" if self.slug else None


@dataclass(frozen=True)
class Block:
    """One block: its words without citations and attributes, and what these say.

    `form` is `paragraph`, `item`, `quotation`, `subheading` or `code`. `raw` is the block as
    written at `place`, save its attributes, so that places inside it can be told.
    """

    form: str
    section: str
    text: str
    place: Place
    raw: str
    citations: tuple[Citation, ...] = ()
    slug: str | None = None
    slug_place: Place | None = None
    by: str | None = None
    on: str | None = None
    about: tuple[str, ...] = ()

    def place_at(self, offset: int) -> Place:
        """Return the place of the character at `offset` of `raw`."""
        path, line, column = self.place.path, self.place.line, self.place.column
        lines = self.raw.count("\n", 0, offset)
        if lines:
            return Place(path, line + lines, offset - self.raw.rindex("\n", 0, offset))
        return Place(path, line, column + offset)

    @property
    def own_words(self) -> str:
        """Return `raw` with all that is not in our words blanked, places kept.

        Blank are citations, code, targets of links, and words in quotation marks.
        """
        text = "" if self.form == "code" else self.raw
        text = _blanked(text, _CODE, _CITATIONS, _TARGET, QUOTED)
        return " " * len(text) if self.form == "quotation" else text

    @property
    def shown(self) -> str:
        """Return `raw` with code and the targets of links blanked, places kept."""
        return _blanked(self.raw, _CODE, _TARGET)

    def quotations(self) -> Iterator[tuple[str, Place]]:
        """Yield the words of each passage in quotation marks, with its place.

        A block that is a quotation is one passage as a whole, if it has no quotation marks.
        """
        found = list(QUOTED.finditer(self.raw)) if self.form != "code" else []
        for match in found:
            yield match[1] or match[2] or "", self.place_at(match.start())
        if self.form == "quotation" and not found:
            yield self.text, self.place

    def links(self) -> Iterator[tuple[str, Place]]:
        """Yield the target of each Markdown link, with its place."""
        for match in LINK.finditer(self.raw if self.form != "code" else ""):
            yield match["target"], self.place_at(match.start("target"))

    @property
    def is_transclusion(self) -> bool:
        """Tell whether the block is only the citation of one claim, which it then shows."""
        return not self.text and len(self.citations) == 1 and self.citations[0].slug is not None

    @property
    def is_navigation(self) -> bool:
        """Tell whether the block has links and no word beside them."""
        return not re.search(r"\w", LINK.sub("", self.raw))


@dataclass(frozen=True)
class Section:
    """A heading of the second level with its place; the lead has the name ``""``."""

    name: str
    place: Place


@dataclass(frozen=True)
class Body:
    """The sections and blocks of a body in their order, and what is wrong with its form."""

    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def read_body(path: str, text: str, first_line: int) -> Body:
    """Read `text`, which starts in line `first_line` of the file at `path`.

    Never raises for bad input: what is wrong stands in `problems`.
    """
    sections: list[Section] = []
    blocks: list[Block] = []
    problems: list[Problem] = []
    section = ""
    for form, raw, place in _chunks(path, text, first_line):
        if form == "heading":
            section = raw.removeprefix("## ").strip()
            sections.append(Section(section, place))
        elif form == "bad heading":
            mend = "write `## Section`; only plain pages have `###` headings, and none has `#`"
            problems.append(Problem(place, "bad-heading", f'heading "{raw.strip()}"', mend))
        elif form in ("code", "subheading"):
            blocks.append(Block(form, section, raw, place, raw))
        else:
            blocks.append(_read_block(form, section, raw, place, problems))
    return Body(tuple(sections), tuple(blocks), problems)


def _chunks(path: str, text: str, first_line: int) -> Iterator[tuple[str, str, Place]]:
    """Yield form, text and place of each heading and block, without its list or quotation mark."""
    lines, end = text.split("\n"), 0
    while end < len(lines):
        start, line = end, lines[end]
        form, mark = _form_of(line)
        end += 1
        if form == "code":
            while end < len(lines) and _form_of(lines[end])[0] != "code":
                end += 1
            end += 1
            yield form, "\n".join(lines[start:end]), Place(path, first_line + start)
        elif form == "heading":
            level = {2: "heading", 3: "subheading"}.get(len(mark), "bad heading")
            yield level, line, Place(path, first_line + start)
        elif form != "empty":
            further = "quotation" if form == "quotation" else "paragraph"
            while end < len(lines) and _form_of(lines[end])[0] == further:
                end += 1
            raw = "\n".join(one[len(_form_of(one)[1]) :] for one in lines[start:end])
            yield form, raw, Place(path, first_line + start, len(mark) + 1)


def _form_of(line: str) -> tuple[str, str]:
    """Return which form a line begins or continues, and the mark that says so."""
    match = _MARK.match(line)
    return (match.lastgroup or "", match[0]) if match else ("paragraph", "")


def _read_block(form: str, section: str, raw: str, place: Place, problems: list[Problem]) -> Block:
    # What stands between backticks is text: neither citation, brace nor tag.
    masked = _CODE.sub(lambda code: "`" + "x" * (len(code[0]) - 2) + "`", raw)
    bare = Block(form, section, "", place, raw)
    block, end = _read_attributes(bare, masked, problems)
    citations: list[Citation] = []
    kept, last = [], 0
    for match in _CITATIONS.finditer(masked, 0, end):
        citations += _read_citations(bare, match, problems)
        kept.append(raw[last : match.start()].rstrip())
        last = match.end()
    kept.append(raw[last:end])
    for match in _HTML.finditer(masked):
        mend = "write it in Markdown, or between backticks if it is meant as text"
        what = "HTML in a body"
        problems.append(Problem(bare.place_at(match.start()), "raw-html", what, mend))
    text = "".join(kept).strip()
    return replace(block, text=text, raw=raw[:end], citations=tuple(citations))


def _read_attributes(block: Block, masked: str, problems: list[Problem]) -> tuple[Block, int]:
    """Return the block with its attributes, and where the words before them end."""
    match = _ATTRIBUTES.search(masked)
    end = match.start() if match else len(masked)
    for brace in re.finditer(r"[{}]", masked[:end]):
        what = f'a brace that is no attribute: "{masked[brace.start() : brace.start() + 20]}"'
        place = block.place_at(brace.start())
        problems.append(Problem(place, "bad-attributes", what, _FORM_MEND))
    values: dict[str, str] = {}
    position = 0
    while match and match["inner"][position:].strip():
        rest = match["inner"][position:]
        here = block.place_at(match.end("inner") - len(rest.lstrip()))
        one = _ATTRIBUTE.match(match["inner"], position)
        wrong = _take_attribute(one, values) if one else "no attribute"
        if wrong or not one:
            what = f'{wrong}: "{rest.strip()}"'
            problems.append(Problem(here, "bad-attributes", what, _FORM_MEND))
            break
        position = one.end()
    if match and "slug" in values:
        block = replace(block, slug_place=block.place_at(masked.index("#", match.start())))
    slug, by, on = (values.get(key) for key in ("slug", "by", "on"))
    about = tuple(values.get("about", "").split())
    return replace(block, slug=slug, by=by, on=on, about=about), end


def _blanked(text: str, *patterns: re.Pattern[str]) -> str:
    """Return the text with spaces for whatever the patterns find, lines kept."""
    for pattern in patterns:
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text


def _take_attribute(one: re.Match[str], values: dict[str, str]) -> str | None:
    """Put one attribute into `values`; return what is wrong with it, or None."""
    key = "slug" if one["slug"] else one["key"]
    value = one["slug"] or one["quoted"] or one["bare"] or ""
    if key not in ("slug", *ATTRIBUTE_KEYS):
        return f'unknown attribute "{key}"'
    if key in values:
        return f'attribute "{key}" twice'
    if key in ("slug", "by") and not re.fullmatch(KEY, value):
        return "not small letters, digits and hyphens"
    if key == "on" and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return "not a day, month or year"
    values[key] = value
    return None


def _read_citations(
    block: Block, match: re.Match[str], problems: list[Problem]
) -> Iterator[Citation]:
    """Yield the citations between one pair of brackets."""
    inner = match[0].removeprefix("[").removesuffix("]")
    offset = match.start() + 1
    closed = match[0].endswith("]")
    for part in inner.split(";"):
        place = block.place_at(offset + len(part) - len(part.lstrip()))
        offset += len(part) + 1
        one = _CITATION.fullmatch(part.strip())
        locator = one["locator"] if one else None
        if not closed or not one or (locator and not LOCATOR.fullmatch(locator)):
            what = f'"{part.strip()}" is no citation'
            mend = "write [@key], [@key, para. 6], [@key, art. 3] or [@articles/03#slug]"
            problems.append(Problem(place, "bad-citation", what, mend))
        else:
            yield Citation(one["target"], one["slug"], locator, place)


def whole_words(words: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that finds any of the words or phrases, the longest first.

    A phrase is found across the end of a line, too; without words nothing is.
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    options = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{options or '(?!)'})(?!\w)", flags)
