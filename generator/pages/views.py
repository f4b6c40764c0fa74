"""What templates receive: small frozen values. Text is plain unless it says Markdown."""

from dataclasses import dataclass, field
from typing import Any

from generator.dates import Date
from generator.files import Retired
from generator.seeds import Title
from generator.witnesses import Strength


@dataclass(frozen=True)
class Link:
    """Words and the address they lead to from the page; without `target`, only words."""

    text: str
    target: str = ""
    sub: str = ""


Links = tuple[Link, ...]


@dataclass(frozen=True)
class Footnote:
    """The evidence of a statement under its label on the page.

    `quoted` are the words that the statement quotes, and `read` says when they were read.
    """

    label: str
    strength: Strength
    quoted: tuple[str, ...]
    read: str


@dataclass(frozen=True)
class Witness:
    """A source in a footnote, with its places, their words, and with what it counts as one."""

    source: Link
    interest: str
    day: str
    language: str
    places: tuple[tuple[Link, tuple[str, ...]], ...]
    address: Link | None
    is_held: bool
    is_discounted: bool
    one_with: str


@dataclass(frozen=True)
class Statement:
    """A block of prose as shown on a page: a claim with its evidence, or our own text.

    `text` is Markdown. Away from home a claim has no `id`, and `home` leads to where it lives.
    `at` is its address, where readers are to cite, keep and report it from here.
    """

    form: str
    text: str
    id: str = ""
    footnote: Footnote | None = None
    fill: str = ""
    evidence: str = ""
    kind: str = ""
    holder: Link | None = None
    day: str = ""
    home: Link | None = None
    about: Links = ()
    at: str = ""
    cite: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return the label of the footnote."""
        return self.footnote.label if self.footnote else ""


@dataclass(frozen=True)
class Section:
    """A heading of the vocabulary, what it means, and the statements below it."""

    title: str
    gloss: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Fact:
    """One cell of the line of facts: label, values, footnote, small print, disagreements."""

    label: str
    values: Links
    footnote: Footnote | None = None
    sub: str = ""
    fill: str = ""
    disputes: Links = ()


@dataclass(frozen=True)
class Position:
    """A position of a disagreement, and what it is to the others in a few words."""

    statement: Statement
    label: str
    leads: bool


@dataclass(frozen=True)
class Box:
    """A disagreement as shown on a page that it touches, or on the index."""

    question: Link
    positions: tuple[Position, ...]
    more: int
    leads: bool
    touches: Links = ()


@dataclass(frozen=True)
class Cell:
    """A paragraph on the strip of a source: its number, its fill, the words for the fill."""

    link: Link
    fill: str
    words: str


@dataclass(frozen=True)
class Item:
    """A record in a list of several: its title, its statements, what sources dispute about it."""

    title: Link
    statements: tuple[Statement, ...]
    disputes: Links = ()
    names: dict[str, str] = field(default_factory=dict)
    gloss: str = ""
    links: Links = ()


@dataclass(frozen=True)
class Ballot:
    """A count of votes in a table: whose, when, on what, the figures by name, who reports them.

    `why` leads to what says that this is the count to quote.
    """

    chamber: Link
    day: Link
    matter: str
    figures: dict[str, str]
    statement: Statement
    why: Link | None


@dataclass(frozen=True)
class Page:
    """A page: what its front matter says and what every kind of page has.

    `cite` has as HTML what one cites, and `citation` the tags in which programs find it.
    `related` holds titles with links, and `data` what the page is about, in the words of
    schema.org. Where its title is that of a source, `language` is the title's. `own` is what only
    the template of its kind prints.
    """

    template: str
    title: Title
    description: str
    record: str
    reviewed: Date
    trail: Links
    data: dict[str, Any]
    cite: tuple[str, ...]
    citation: list[tuple[str, str]]
    lead: tuple[Statement, ...]
    sections: tuple[Section, ...]
    boxes: tuple[Box, ...]
    related: tuple[tuple[str, Links], ...]
    withdrawn: list[tuple[str, Retired, Link | None]]
    corrections: Links
    previous: Link | None
    following: Link | None
    facts: tuple[Fact, ...] = ()
    is_wide: bool = False
    language: str = "en"
    own: object = None
