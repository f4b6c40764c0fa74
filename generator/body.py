"""Bodies: blocks of prose with citations and attributes, each with its place.

The grammar is in `about/how-to-write-a-record`: headings, paragraphs, list items and quotations;
citations are a subset of Pandoc's; braces at the end of a block hold its attributes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from generator import locators, markup
from generator.dates import Date
from generator.numerals import plain_digits
from generator.problems import Place, Problem, parted
from generator.quotations import Marks, Passage, comparable, one_line
from generator.records import KEY

_SPACE = r"[^\S\n]"
_OTHER = rf"```|#+(?:\s|$)|-{_SPACE}|[0-9]{{1,2}}\.{_SPACE}|>|{_SPACE}*$"
"""What begins another block, or is an empty line."""
_BLOCK = re.compile(
    rf"^(?:(?P<code>```).*(?:\n(?!```{_SPACE}*$).*)*(?:\n.*)?|(?P<heading>#+)(?=\s|$).*"
    rf"|(?P<quotation>>{_SPACE}?).*(?:\n>.*)*"
    rf"|(?:(?P<item>-{_SPACE}+)|(?P<step>[0-9]{{1,2}}\.{_SPACE}+)|(?P<paragraph>)(?!{_SPACE}*$))"
    rf".*(?:\n(?!{_OTHER}).*)*)",
    re.MULTILINE,
)
"""A heading or a block: in the group of its form, the mark that begins it."""
_QUOTED = re.compile(rf"^>{_SPACE}?", re.MULTILINE)
_FENCE = re.compile(r"```[a-z0-9-]*\s*")
_LISTS = ("item", "step")
_CITATIONS = re.compile(r"\[\s*@[^\[\]]*\]?")
"""One or more citations in brackets, which may lack their end: `[@key, para. 6; @other]`."""
_CITATION = re.compile(
    rf"@(?:(?P<record>treaty|[a-z]+/{KEY})#(?P<slug>{KEY})"
    rf"|(?P<source>{KEY})(?:, ?(?P<locator>.+))?)"
)
"""A single citation, as it has to be written."""
_NO_CITATION = re.compile(
    r"\[[^\[\]@]*@(?=\w)[^\[\]]*\]|(?P<mail>[\w.+-]+@\w[\w.-]*)|-?@\w[\w/#-]*"
)
"""What stands elsewhere with an @: brackets that do not begin with it, a mail address, a key."""
_MEANT = re.compile(
    r"[^@]*@(?:sources/)?(?P<name>[\w/-]+)(?:#(?P<slug>[\w-]+))?\s*[,:]?\s*(?P<place>.*)"
)
"""What a citation that is none may have been meant to be: a name, an id, a place."""
_ATTRIBUTES = re.compile(r"\{(?P<inner>[^{}]*)\}\s*\Z")
_ATTRIBUTE = re.compile(
    r'\s*(?:#(?P<slug>\S+)|(?P<key>[a-z]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+)))(?=\s|$)'
    r"|\s*\S.*",
    re.DOTALL,
)
"""An attribute or, where none begins, all that is left."""
_KEYS = rf"[\s,]*{KEY}(?:[\s,]+{KEY})*[\s,]*"
_VALUES = {"slug": KEY, "by": KEY, "on": "(?s:.*)", "about": r"\s*\S(?s:.*)", "discounts": _KEYS}
"""The form of an attribute's value; that of `on` is a date."""


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

    def __str__(self) -> str:
        slug, locator = f"#{self.slug}" if self.slug else "", self.locator
        return f"[@{self.target}{slug}{f', {locator}' if locator else ''}]"


@dataclass(frozen=True)
class Block:
    """One block: its words without citations and attributes, and what these say.

    `form` is `paragraph`, `item`, `step` (an item with a number), `quotation`, `code`, `subheading`
    or `heading`, whose `section` is its own; the lead has the section `""`. `raw` is the block as
    written at `place`, save its attributes, with spaces for the marks of its further lines, so that
    places inside it can be told. `by` is the key of who said it, `day` that of the words.
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
    day: Date | None = None
    about: tuple[str, ...] = ()
    discounts: tuple[str, ...] = ()

    @property
    def id_place(self) -> Place:
        """Return the place of the block's id or, without one, of the block."""
        return self.slug_place or self.place

    def place_at(self, offset: int) -> Place:
        """Return the place of the character at `offset` of `raw`."""
        return self.place.after(self.raw[:offset])

    @cached_property
    def prose(self) -> str:
        """Return `raw` with citations, code and targets of links blanked, places kept.

        A full stop stands for each sign of code: no quotation mark opens after one.
        """
        text = "" if self.form == "code" else markup.blanked(markup.CODE, self.raw, ".")
        return markup.blanked(markup.TARGET, markup.blanked(_CITATIONS, text))

    @cached_property
    def own_words(self) -> str:
        """Return what of `prose` is in our words: words in quotation marks are blanked, too."""
        return " " * len(self.raw) if self.form == "quotation" else self.marks.unquoted

    @cached_property
    def marks(self) -> Marks:
        """Return what the block's quotation marks hold, with places in `raw`."""
        return Marks(self.prose)

    @property
    def passages(self) -> list[Passage]:
        """Return the passages in quotation marks; a block that is a quotation is one as a whole."""
        marked = self.marks.passages
        whole = comparable(self.text)
        if self.form != "quotation" or whole in {comparable(each.words) for each in marked}:
            return marked
        return [Passage(0, len(self.raw), self.text), *marked]

    def links(self) -> Iterator[tuple[str, Place]]:
        """Yield the target of each Markdown link, with its place."""
        for match in markup.LINK.finditer(self.markdown):
            yield match["target"], self.place_at(match.start("target"))

    @property
    def markdown(self) -> str:
        """Return `raw` with code and citations, which are no Markdown, blanked, places kept."""
        text = "" if self.form == "code" else self.raw
        return markup.blanked(_CITATIONS, markup.without_code(text))

    @property
    def is_transclusion(self) -> bool:
        """Tell whether the block is only the citation of one claim, which it then shows."""
        return not self.text and len(self.citations) == 1 and self.citations[0].slug is not None

    @property
    def is_navigation(self) -> bool:
        """Tell whether the block has links and no word beside them."""
        return not re.search(r"\w", markup.LINK.sub("", self.raw))


@dataclass(frozen=True)
class Body:
    """The sections (their headings) and blocks of a body, and what is wrong with its form."""

    sections: tuple[Block, ...] = ()
    blocks: tuple[Block, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def read_body(path: str, text: str, first_line: int) -> Body:
    """Read `text`, which starts in line `first_line` of the file at `path`.

    Never raises for bad input: what is wrong stands in `problems`.
    """
    bare_blocks, problems = parted(_bare_blocks(text, Place(path, first_line)))
    sections = tuple(bare for bare in bare_blocks if bare.form == "heading")
    blocks = []
    for bare in bare_blocks:
        if bare.form in ("code", "subheading"):
            blocks.append(bare)
        elif bare.form != "heading":
            block, wrong = _read_block(bare)
            blocks.append(block)
            problems += wrong
    return Body(sections, tuple(blocks), problems)


def _bare_blocks(text: str, start: Place) -> Iterator[Block | Problem]:
    """Yield each heading and block of the text at `start` as written, and what is wrong there.

    Blocks stand apart by an empty line, save after a heading and between the items of a list.
    """
    before, end, number, section = "heading", -2, 0, ""
    for match in _BLOCK.finditer(text):
        form = match.lastgroup or ""
        mark, line = match[form], match[0].partition("\n")[0]
        place = start.after(text[: match.start()])
        number = number + 1 if form == before == "step" else 1
        is_next = match.start() == end + 1 and before != "heading"
        goes_on = form == before and form in _LISTS
        wrong = {
            "follows": is_next and not goes_on,
            "lists": not is_next and form in _LISTS and before in _LISTS and not goes_on,
            "number": form == "step" and mark.rstrip(". \t") != str(number),
            "fence": form == "code" and not _FENCE.fullmatch(line),
            "no-end": form == "code" and not match[0].rstrip().endswith("\n```"),
        }
        for case in filter(wrong.get, wrong):
            said = {"line": line, "mark": mark.strip(), "number": number}
            yield Problem.of(place, "unknown-markup", case, **said)
        if form == "heading":
            heading = _heading(line, mark, section, place)
            section = heading.section if isinstance(heading, Block) else section
            yield heading
        elif form == "code":
            yield Block(form, section, match[0], place, match[0])
        else:
            # Further lines keep their length, so that places in them can be told.
            raw = markup.blanked(_QUOTED, match[0])[len(mark) :]
            yield Block(form, section, "", place.after(mark), raw)
        before, end = form, match.end()


def _heading(line: str, mark: str, section: str, place: Place) -> Block | Problem:
    words, sign = line[len(mark) :].strip(), markup.HEADING_SIGN.search(line, len(mark))
    case = "level" if len(mark) not in (2, 3) else "" if words else "no-words"
    if case or sign:
        said = {"line": line.strip(), "words": words, "sign": sign and sign[0]}
        return Problem.of(place, "bad-heading", case or "sign", **said)
    if len(mark) == 2:
        return Block("heading", words, words, place, line)
    return Block("subheading", section, line, place, line)


def _read_block(bare: Block) -> tuple[Block, list[Problem]]:
    """Read the words, citations and attributes of a block that has only `raw`, and their faults."""
    # What stands between backticks is text: neither citation, brace nor tag.
    masked = markup.without_code(bare.raw)
    braces = _ATTRIBUTES.search(masked)
    end = braces.start() if braces else len(masked)
    matches = list(_CITATIONS.finditer(masked, 0, end))
    citations, problems = parted(one for match in matches for one in _read_citations(bare, match))
    starts, ends = [0, *(match.end() for match in matches)], [match.start() for match in matches]
    parts = (bare.raw[at:to].rstrip() for at, to in zip(starts, [*ends, end], strict=True))
    text = "".join(parts).strip()
    attributes, wrong = _attributes_of(bare, braces) if braces else ({}, [])
    block = replace(bare, text=text, raw=bare.raw[:end], citations=tuple(citations), **attributes)
    return block, [*problems, *wrong, *_words_problems(block, masked[:end])]


def _words_problems(block: Block, masked: str) -> Iterator[Problem]:
    words = block.markdown
    if block.form == "paragraph" and masked[:1].isspace():
        yield Problem.of(block.place, "unknown-markup", "column")
    for brace in re.finditer(r"[{}]", masked):
        place, rest = block.place_at(brace.start()), block.raw[brace.start() :][:20]
        yield Problem.of(place, "bad-attributes", "brace", rest=rest)
    yield from markup.problems_in(words, masked, block.place).values()
    for match in _NO_CITATION.finditer(markup.blanked(markup.TARGET, words)):
        place, case = block.place_at(match.start()), "mail" if match["mail"] else "sign"
        said = {"words": block.raw[slice(*match.span())], "meant": _meant(match[0]) or "[@key]"}
        yield Problem.of(place, "bad-citation", case, **said)
    if not block.text and not block.is_transclusion:
        yield Problem.of(block.place, "unknown-markup", "no-words")
    if block.is_transclusion and (block.slug or block.by or block.day or block.about):
        yield Problem.of(block.place, "bad-attributes", "alone", citation=block.citations[0])


def _attributes_of(block: Block, braces: re.Match[str]) -> tuple[dict[str, Any], list[Problem]]:
    """Return the attributes by the names that blocks have for them, up to the first wrong one."""
    masked, last = braces.string, braces.end("inner")
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for attribute in _ATTRIBUTE.finditer(masked, *braces.span("inner")):
        key = "slug" if attribute["slug"] else attribute["key"] or ""
        value = attribute["slug"] or attribute["quoted"] or attribute["bare"] or ""
        if case := _wrong_with(key, value, values):
            rest = masked[attribute.start() : last].lstrip()
            place, plain = block.place_at(last - len(rest)), plain_digits(value)
            day = plain if _is_day(plain) else "2025-04-08, on=2025-04 or on=2025"
            said = {"key": key, "rest": rest.strip(), "day": day}
            problems.append(Problem.of(place, "bad-attributes", case, **said))
            break
        values[key] = value
    if "slug" in values:
        values["slug_place"] = block.place_at(masked.index("#", braces.start()))
    values["day"] = Date.parse(day) if (day := values.pop("on", "")) else None
    values["about"] = tuple(values.get("about", "").split())
    values["discounts"] = tuple(values.get("discounts", "").replace(",", " ").split())
    return values, problems


def _wrong_with(key: str, value: str, values: dict[str, str]) -> str:
    """Return what is wrong with an attribute beside those before it, if anything."""
    if key not in _VALUES:
        return "unknown" if key else "form"
    if key in values:
        return "twice"
    is_wrong = key == "on" and not _is_day(value)
    return key if is_wrong or not re.fullmatch(_VALUES[key], value) else ""


def _is_day(text: str) -> bool:
    try:
        return Date.parse(text).precision in ("day", "month", "year")
    except ValueError:
        return False


def _read_citations(block: Block, match: re.Match[str]) -> Iterator[Citation | Problem]:
    at, source = match.start(), ""
    if not match[0].endswith("]"):
        words = one_line(block.raw[at : match.end()])
        yield Problem.of(block.place_at(at), "bad-citation", "no-end", words=words)
        return
    if not re.match(r"[\s.,;:!?)”’\"'{]|\[@|\Z", match.string[match.end() :]):
        place = block.place_at(match.end())
        yield Problem.of(place, "bad-citation", "stuck", words=match[0])
    for part in re.finditer(r"[\[;]\s*([^;\]]*)", match[0]):
        place = block.place_at(at + part.start(1))
        words = one_line(block.raw[at + part.start(1) : at + part.end()])
        if citation := _read_citation(words, place):
            source = citation.target
            yield citation
        else:
            meant = _meant(words if "@" in words else f"@{source} {words}")
            said = {"words": words, "meant": meant}
            yield Problem.of(place, "bad-citation", "meant" if meant else "", **said)


def _read_citation(words: str, place: Place) -> Citation | None:
    match = _CITATION.fullmatch(words)
    if not match:
        return None
    if match["slug"]:
        return Citation(match["record"], match["slug"], None, place)
    locator = locators.read_locator(match["locator"] or "")
    if match["locator"] and not locator:
        return None
    return Citation(match["source"], None, locator, place)


def _meant(words: str) -> str:
    """Return the citation that was probably meant by words that are none, or nothing."""
    match = _MEANT.fullmatch(words.strip("[]-"))
    if not match:
        return ""
    name = match["name"].lower().replace("_", "-")
    if match["slug"]:
        forms = [f"@{name}#{match['slug'].lower().replace('_', '-')}"]
    elif match["place"]:
        locator = locators.read_locator(match["place"])
        near = [locator] if locator else locators.near_locators(match["place"])
        forms = [f"@{name}, {locator}" for locator in near]
    else:
        forms = [f"@{name}"]
    read = all(_read_citation(form, Place("")) for form in forms)
    return f"[{'; '.join(forms)}]" if forms and read else ""
