"""What templates receive: small frozen values. Text is plain unless it says Markdown."""

from dataclasses import dataclass, field
from typing import Any

from generator.seeds import Title


@dataclass(frozen=True)
class Link:
    """Words and the address they lead to from the page; without `target`, only words."""

    text: str
    target: str = ""
    sub: str = ""


Links = tuple[Link, ...]


@dataclass(frozen=True)
class Statement:
    """A block of prose as shown on a page: a claim with its evidence, or our own text.

    `text` is Markdown, and `footnote` the label of its evidence. Away from home a claim has no
    `id`, and `home` leads to where it lives.
    `at` is its address, where readers are to cite, keep and report it from here, and `label` says
    what a position is to the others beside it.
    """

    form: str
    text: str
    id: str = ""
    footnote: str = ""
    fill: str = ""
    evidence: str = ""
    kind: str = ""
    holder: Link | None = None
    day: str = ""
    home: Link | None = None
    about: Links = ()
    at: str = ""
    label: str = ""
    cite: tuple[str, ...] = ()


Statements = tuple[Statement, ...]


@dataclass(frozen=True)
class Item:
    """What stands below a title in a list or on a page: statements and what else there is to it.

    `disputes` lead to what sources dispute about it, and `keys` are what a list is narrowed by.
    """

    title: Link
    statements: Statements = ()
    gloss: str = ""
    fill: str = ""
    disputes: Links = ()
    links: Links = ()
    names: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fact:
    """One cell of the line of facts: label, values, footnote, small print, disagreements."""

    label: str
    values: Links
    footnote: str = ""
    sub: str = ""
    fill: str = ""
    disputes: Links = ()


@dataclass(frozen=True)
class Box:
    """A disagreement as shown on a page that it touches, or on the index.

    `leads` tells whether the first position leads; `more` counts those that are not shown.
    """

    question: Link
    positions: Statements
    more: int
    leads: bool
    touches: Links = ()


@dataclass(frozen=True)
class Page:
    """What sets the page of a record apart from others.

    `data` is what it is about, in the words of schema.org. Where its title is that of a source,
    `language` is the title's. `own` is what only the template of its kind prints.
    """

    template: str
    title: Title
    description: str
    data: dict[str, Any]
    lead: Statements
    sections: tuple[Item, ...]
    boxes: tuple[Box, ...]
    facts: tuple[Fact, ...] = ()
    is_wide: bool = False
    language: str = "en"
    own: object = None
