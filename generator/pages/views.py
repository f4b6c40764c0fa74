"""What templates receive: small frozen values. Text is plain unless it says Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Parts = dict[str, Any]
"""What the template of one kind of page receives beyond the page itself."""


@dataclass(frozen=True)
class Link:
    """Words and the address they lead to from the page; without `target`, only words."""

    text: str
    target: str = ""
    sub: str = ""


@dataclass(frozen=True)
class Place:
    """A place in a source with the words that a claim rests on."""

    locator: Link
    excerpts: tuple[str, ...]


@dataclass(frozen=True)
class Witness:
    """A source in an evidence note."""

    source: Link
    interest: str
    day: str
    language: str
    places: tuple[Place, ...]
    address: Link | None
    held: bool


@dataclass(frozen=True)
class Note:
    """The footnote called `label`: all that one claim rests on."""

    label: str
    witnesses: tuple[Witness, ...]


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
class Group:
    """Links under one heading."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Name:
    """A name in another language."""

    language: str
    direction: str
    text: str


@dataclass(frozen=True)
class Cell:
    """An article on the map or a paragraph on a strip: number, fill, the words for the fill."""

    link: Link
    mark: str
    words: str


@dataclass(frozen=True)
class MapRow:
    """A theme with its articles and how well they are evidenced."""

    theme: Link
    cells: tuple[Cell, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What we read at one place of a source, and the pages that use it."""

    id: str
    locator: str
    notes: tuple[tuple[str, str], ...]
    used_in: tuple[Link, ...]


@dataclass(frozen=True)
class Item:
    """A record in a list of several: its title, lines about it, its statements."""

    title: Link
    id: str = ""
    kind: str = ""
    names: tuple[Name, ...] = ()
    lines: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
    boxes: tuple[Link, ...] = ()
    note: str = ""
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of a page with a heading and items: a year, a party, a letter."""

    title: str
    items: tuple[Item, ...]
    gloss: str = ""


@dataclass(frozen=True)
class Page:
    """A page: what its front matter says and what every kind of page has."""

    path: str
    template: str
    title: str
    description: str
    record: str
    reviewed: str
    trail: tuple[Link, ...]
    data: dict[str, Any]
    number: str = ""
    boost: float = 1
    wide: bool = False
    lead: tuple[Statement, ...] = ()
    sections: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    boxes: tuple[Box, ...] = ()
    related: tuple[Group, ...] = ()
    retired: tuple[Link, ...] = ()
    previous: Link | None = None
    following: Link | None = None
    crumbs: tuple[tuple[str, str], ...] = ()
    tab: str = ""
    more: Parts = field(default_factory=dict)
