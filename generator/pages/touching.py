"""What touches a record from elsewhere: disagreements about it, and records related to it."""

from __future__ import annotations

from dataclasses import replace

from generator.dossier import order
from generator.pages import views
from generator.pages.sheet import Sheet
from generator.records import Disagreement
from generator.seeds import Entry

KINDS: dict[str, str] = {
    "articles": "Articles",
    "themes": "Themes",
    "events": "Events",
    "people": "People",
    "organisations": "Organisations",
    "numbers": "Numbers",
    "terms": "Terms",
    "questions": "Questions",
    "disagreements": "Disagreements",
}
"""The kinds that a page lists under "Related", in this order."""
SHOWN_ANYWAY = {"articles": "themes", "themes": "articles"}
"""Which kind the pages of a kind show elsewhere."""
SHOWN_POSITIONS = {2: 3, 4: 2}
"""Up to how many disagreements on a page, how many positions of each are shown there."""


def disputes(sheet: Sheet, name: str) -> tuple[views.Link, ...]:
    """Return links to the disagreements that touch a record."""
    return sheet.links(entry.name for entry in sheet.catalogue.disagreements_on.get(name, []))


def brief(sheet: Sheet, entry: Entry) -> views.Item:
    """Return a record as most lists show it: its first statement, and where sources disagree."""
    statements = sheet.firsts(entry)
    return views.Item(
        sheet.link(entry.name), statements=statements, boxes=disputes(sheet, entry.name)
    )


def boxes(sheet: Sheet, name: str) -> tuple[views.Box, ...]:
    """Return the disagreements that touch a record, the more of them the shorter."""
    entries = sheet.catalogue.disagreements_on.get(name, [])
    limits = (shown for most, shown in SHOWN_POSITIONS.items() if len(entries) <= most)
    limit = next(limits, 0)
    return tuple(box(sheet, entry, limit) for entry in entries)


def box(sheet: Sheet, entry: Entry[Disagreement], limit: int | None = None) -> views.Box:
    """Return a disagreement as shown away from home, with its first positions."""
    found = positions(sheet, entry)
    shown = tuple(replace(one, id="", home=None) for one in found[:limit])
    more = len(found) - len(shown)
    link, touches = sheet.link(entry.name), sheet.links(entry.record.about)
    return views.Box(link, shown, more, found[0].leads, touches)


def positions(sheet: Sheet, entry: Entry[Disagreement]) -> tuple[views.Statement, ...]:
    """Return the positions of a disagreement: the leading one, those against it, its supports."""
    found = []
    for block in entry.body.blocks:
        if block.section == "Positions":
            slugs = {block.slug, block.citations[0].slug}
            record = entry.record
            leads, supports = record.leads in slugs, not slugs.isdisjoint(record.supports)
            (shown,) = sheet.statements(entry, [block])
            found.append(replace(shown, kind="", leads=leads, supports=supports))
    return tuple(sorted(found, key=lambda one: (not one.leads, one.supports)))


def related(sheet: Sheet, entry: Entry) -> tuple[tuple[str, tuple[views.Link, ...]], ...]:
    """Return links to the records that name this one or are named by it, by the titles of kinds.

    A plain page has none.
    """
    catalogue = sheet.catalogue
    names = catalogue.names_in(entry) - {entry.name}
    names.update(other.name for other in catalogue.named_by.get(entry.name, []))
    entries = sorted((catalogue.entries[name] for name in names), key=order)
    by_kind = {
        kind: sheet.links(one.name for one in entries if one.kind == kind)
        for kind in KINDS
        if kind != SHOWN_ANYWAY.get(entry.kind) and entry.kind != "pages"
    }
    return tuple((KINDS[kind], links) for kind, links in by_kind.items() if links)
