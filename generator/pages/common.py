"""What the pages of all kinds have: title, way down, neighbours, evidence of articles, questions."""

from __future__ import annotations

from typing import Any

from generator.catalogue import Catalogue, anchor_of, page_of
from generator.pages import views, words
from generator.pages.sheet import Sheet, order, title_of
from generator.records import PartyOfTreaty
from generator.seeds import Entry

DESCRIPTION = 160
"""How many signs a page's description has at most."""
LISTED_AT = {"events": "timeline", "terms": "glossary"}
"""Where the records of a kind are listed, if not on the index page of their folder."""


def common(sheet: Sheet, entry: Entry, template: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return what the page of any record has."""
    lead, sections = sheet.lead(entry), sheet.sections(entry)
    shown = [*lead, *(statement for section in sections for statement in section.statements)]
    summary = " ".join(words.plain(statement.text) for statement in shown if statement.text)
    title = title_of(entry)
    return {
        "path": sheet.path,
        "template": template,
        "title": title,
        "description": words.shortened(summary or title, DESCRIPTION),
        "record": entry.path,
        "reviewed": entry.record.reviewed.words,
        "trail": trail(sheet, entry),
        "data": {**data, "name": title},
        "lead": lead,
        "sections": sections,
        "related": sheet.related(entry),
        "retired": retired(sheet.catalogue, entry),
    }


def trail(sheet: Sheet, entry: Entry) -> tuple[views.Link, ...]:
    """Return the way from the overview down to a page, the page itself left out."""
    folder = entry.name.rpartition("/")[0]
    index = LISTED_AT.get(folder, f"{folder}/index")
    above = ["treaty"] if entry.kind != "treaty" else []
    if index in sheet.catalogue.entries and index != entry.name:
        above.append(index)
    return tuple(sheet.link(name, "Overview" if name == "treaty" else "") for name in above)


def retired(catalogue: Catalogue, entry: Entry) -> tuple[views.Link, ...]:
    """Return the ids that were withdrawn from a page, each with the reason."""
    found = []
    for line in catalogue.retired:
        name, _, reason = line.text.partition(":")
        record, _, slug = name.partition("#")
        if page_of(record) == page_of(entry.name):
            found.append(views.Link(reason.strip(), anchor_of(record, slug.strip())))
    return tuple(found)


def neighbours(sheet: Sheet, entry: Entry) -> dict[str, views.Link | None]:
    """Return links to the records before and after this one of its kind."""
    entries = sorted(sheet.catalogue.of_kind(entry.kind), key=order)
    place = entries.index(entry)
    before, after = entries[:place][-1:], entries[place + 1 :][:1]
    return {
        "previous": sheet.link(before[0].name) if before else None,
        "following": sheet.link(after[0].name) if after else None,
    }


def strength_of(catalogue: Catalogue, entry: Entry) -> tuple[str, str]:
    """Return how well an article is evidenced, as the name of a fill and in words."""
    own = [claim.block for claim in catalogue.claims.values() if claim.entry is entry]
    if any(catalogue.strength(block).origins > 1 for block in own):
        return "several", "several sources"
    if own:
        return "one", "one source"
    if catalogue.group_claims.get(entry.name):
        return "group", "only in a group"
    return "none", "no source yet"


def parties(catalogue: Catalogue) -> tuple[PartyOfTreaty, ...]:
    """Return the treaty's parties in its order."""
    return catalogue.treaty[1].parties if catalogue.treaty else ()
