"""What templates receive: small frozen values. Text is plain unless it says Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.dates import Date

Parts = dict[str, Any]
"""What the template of one kind of page receives beyond the page itself."""


@dataclass(frozen=True)
class Link:
    """Words and the address they lead to from the page; without `target`, only words."""

    text: str
    target: str = ""
    sub: str = ""


@dataclass(frozen=True)
class Witness:
    """A source in an evidence note, with the places in it and the words there that it gives."""

    source: Link
    interest: str
    day: str
    language: str
    places: tuple[tuple[Link, tuple[str, ...]], ...]
    address: Link | None
    held: bool
    discounted: bool


@dataclass(frozen=True)
class Statement:
    """A block of prose as shown on a page: a claim with its evidence, or our own text.

    `text` is Markdown. Away from home a claim has no `id`, and `home` leads to where it lives.
    """

    form: str
    text: str
    id: str = ""
    label: str = ""
    mark: str = ""
    evidence: str = ""
    kind: str = ""
    holder: Link | None = None
    day: str = ""
    home: Link | None = None
    about: tuple[Link, ...] = ()
    leads: bool = False
    supports: bool = False


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
    values: tuple[Link, ...]
    note: str = ""
    sub: str = ""
    mark: str = ""
    disputes: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Box:
    """A disagreement as shown on a page that it touches, or on the index."""

    question: Link
    positions: tuple[Statement, ...]
    more: int
    leads: bool
    touches: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Cell:
    """An article on the map or a paragraph on a strip: number, fill, the words for the fill."""

    link: Link
    mark: str
    words: str


@dataclass(frozen=True)
class Item:
    """A record in a list of several: its title, its names by language, lines, its statements."""

    title: Link
    id: str = ""
    kind: str = ""
    names: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
    boxes: tuple[Link, ...] = ()
    note: str = ""
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page: what its front matter says and what every kind of page has.

    `related` holds titles with links, `crumbs` titles with addresses below that of the site, and
    `data` what the page is about, in the words of schema.org. Where its title is that of a source,
    `language` is the title's.
    """

    template: str
    title: str
    description: str
    record: str
    reviewed: Date
    trail: tuple[Link, ...]
    data: dict[str, Any]
    number: str = ""
    boost: float = 1
    wide: bool = False
    lead: tuple[Statement, ...] = ()
    sections: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    boxes: tuple[Box, ...] = ()
    related: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    retired: tuple[Link, ...] = ()
    corrected: tuple[Link, ...] = ()
    previous: Link | None = None
    following: Link | None = None
    crumbs: tuple[tuple[str, str], ...] = ()
    tab: str = ""
    language: str = "en"
    more: Parts = field(default_factory=dict)

    @property
    def structured(self) -> dict[str, Any]:
        """Return what programs read of the page, save its address, which only the engine knows."""
        return {
            "name": self.title,
            "description": self.description,
            "dateModified": self.reviewed.text,
            "mainEntity": self.data,
        }
