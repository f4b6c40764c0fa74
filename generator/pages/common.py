"""What pages of all kinds have: title, description, the way down, neighbours, withdrawn ids."""

from __future__ import annotations

import posixpath
from typing import Any

from generator.catalogue import LISTED_AT, Catalogue, Claim, anchor_of, page_of
from generator.pages import escape, touching, views, words
from generator.pages.navigation import OVERVIEW, tab_of
from generator.pages.sheet import Sheet, ordered, title_of
from generator.records import Article, Correction, Event
from generator.seeds import Entry

DESCRIPTION = 160
"""How many signs a page's description has at most."""
BOOST = {
    "articles": 3,
    "events": 2,
    "glossary": 12,
    "organisations": 3,
    "people": 4,
    "questions": 8,
    "sources": 0.1,
    "treaty": 6,
}
"""How much a page of a kind, or of a name, counts in search, where it is not 1."""
SOUGHT = 3
"""How much more a page counts that a search by number or date would else rank below others."""
ACTS = ("signature", "approval", "ratification", "entry_into_force")
"""The events that make the treaty bind."""
STRENGTHS = {
    "several": "several sources",
    "one": "one source",
    "group": "only in a group",
    "none": "no source yet",
}
"""How well an article can be evidenced, from best to worst: the name of a fill and the words."""
IN_ORDER = frozenset({"articles", "themes", "events", "questions", "disagreements"})
"""Kinds whose pages lead to the record before and to the one after."""


def common(sheet: Sheet, entry: Entry, template: str, data: dict[str, Any]) -> views.Page:
    """Return what the page of any record has; `data` says in schema.org's words what it is."""
    lead, sections = sheet.lead(entry), sheet.sections(entry)
    shown = [*lead, *(statement for section in sections for statement in section.statements)]
    prose = [statement.text for statement in shown if statement.form not in ("code", "subheading")]
    summary = " ".join(map(escape.plain, prose))
    title, above = title_of(entry), trail(sheet, entry)
    previous, following = neighbours(sheet, entry)
    return views.Page(
        template,
        title,
        words.shortened(summary or title, DESCRIPTION),
        entry.path,
        entry.record.reviewed,
        above,
        {"name": title, **data},
        lead=lead,
        sections=sections,
        boxes=touching.boxes(sheet, entry.name),
        related=touching.related(sheet, entry),
        retired=retired(sheet.catalogue, entry),
        corrected=corrected(sheet, entry),
        previous=previous,
        following=following,
        boost=boost_of(entry),
        crumbs=tuple((one.text, _address(sheet, one)) for one in above),
        tab=tab_of(index_of(entry)),
    )


def boost_of(entry: Entry) -> float:
    """Return how much a page counts in search.

    The search finds 3 in 37 and 2 in 25, and thinks more of what is rarer: so the acts that bind,
    and the articles with one figure, count more.
    """
    record = entry.record
    sought = isinstance(record, Event) and record.kind in ACTS
    sought = sought or (isinstance(record, Article) and entry.key.startswith("0"))
    return BOOST.get(entry.name, BOOST.get(entry.kind, 1)) * (SOUGHT if sought else 1)


def _address(sheet: Sheet, link: views.Link) -> str:
    """Return the address of a page below that of the site, as a browser shows it."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(sheet.path), link.target))
    return path.removesuffix("index.md").replace(".md", "/")


def trail(sheet: Sheet, entry: Entry) -> tuple[views.Link, ...]:
    """Return the way from the overview down to a page, the page itself left out."""
    index = index_of(entry)
    above = [sheet.link("treaty", OVERVIEW)] if entry.kind != "treaty" else []
    if index in sheet.catalogue.entries and index != entry.name:
        above.append(sheet.link(index))
    return tuple(above)


def index_of(entry: Entry) -> str:
    """Return the name of the page that lists the records of an entry's folder."""
    folder = entry.name.rpartition("/")[0]
    return LISTED_AT.get(folder, f"{folder}/index")


def retired(catalogue: Catalogue, entry: Entry) -> tuple[views.Link, ...]:
    """Return the ids that were withdrawn from a page, each with the reason."""
    found = []
    for line in catalogue.retired:
        claim, _, reason = line.partition(":")
        name, _, slug = claim.strip().partition("#")
        if page_of(name) == page_of(entry.name):
            found.append(views.Link(reason.strip(), anchor_of(name, slug)))
    return tuple(found)


def corrected(sheet: Sheet, entry: Entry) -> tuple[views.Link, ...]:
    """Return links to the corrections of statements that the page of an entry has at home."""
    page = page_of(entry.name)
    return tuple(
        sheet.link(other.name)
        for other, record in sheet.catalogue.records(Correction)
        if any(page_of(name.partition("#")[0]) == page for name in record.concerns)
    )


def neighbours(sheet: Sheet, entry: Entry) -> tuple[views.Link | None, views.Link | None]:
    """Return links to the records before and after this one, if its kind is read in order."""
    if entry.kind not in IN_ORDER:
        return None, None
    names = [one.name for one, _ in ordered(sheet.catalogue, type(entry.record))]
    place = names.index(entry.name)
    previous = sheet.link(names[place - 1]) if place else None
    return previous, sheet.link(names[place + 1]) if place + 1 < len(names) else None


def claims_of(catalogue: Catalogue, entry: Entry) -> list[Claim]:
    """Return the claims that live in a record."""
    return [claim for claim in catalogue.claims.values() if claim.entry is entry]


def strength_of(catalogue: Catalogue, entry: Entry) -> tuple[str, str]:
    """Return how well an article is evidenced: one of `STRENGTHS`.

    What counts is what is said of the provisions of this article alone.
    """
    provisions = (c for c in claims_of(catalogue, entry) if c.block.section == "Provision")
    own = [claim for claim in provisions if not set(claim.block.about) - {entry.name}]
    if any(catalogue.strength(claim.block).several for claim in own):
        fill = "several"
    elif own:
        fill = "one"
    elif claims_of(catalogue, entry) or catalogue.group_claims.get(entry.name):
        fill = "group"
    else:
        fill = "none"
    return fill, STRENGTHS[fill]


def plain_fact(label: str, text: str, note: str = "", sub: str = "", mark: str = "") -> views.Fact:
    """Return a fact whose value is only words."""
    return views.Fact(label, (views.Link(text),), note, sub, mark)
