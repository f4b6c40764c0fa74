"""Plain pages and the pages that list records: indexes, timeline, glossary, numbers, coverage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from generator.body import whole_words
from generator.catalogue import R, anchor_of
from generator.pages import kinds, pictures, sources, touching, views, words
from generator.pages.common import common, strength_of
from generator.pages.overview import STATUS, article_map, questions_of
from generator.pages.sheet import Sheet, articles_by_theme, ordered
from generator.problems import RULES
from generator.records import (
    Article,
    Correction,
    Disagreement,
    Event,
    EventKind,
    Number,
    Organisation,
    Person,
    Term,
    Theme,
)
from generator.seeds import Entry

POSITIONS = 3
"""How many positions a card on the index of disagreements shows."""
USES = 6
"""How many pages that use a term are named."""


def page(sheet: Sheet, entry: Entry) -> views.Page:
    """Return a plain page, or the list that stands at its address."""
    prose = common(sheet, entry, "record", {"@type": "CollectionPage"})
    if entry.name not in LISTS:
        return prose
    template, wide, maker = LISTS[entry.name]
    return replace(prose, template=template, wide=wide, more=maker(sheet))


def articles(sheet: Sheet) -> views.Parts:
    """All articles by theme, with how well each is evidenced, and the same as a table."""
    rows = [
        (
            sheet.link(entry.name),
            sheet.link(f"themes/{record.theme}") if record.theme else views.Link("not known to us"),
            *strength_of(sheet.catalogue, entry),
        )
        for entry, record in ordered(sheet.catalogue, Article)
    ]
    return {"map": article_map(sheet), "rows": rows}


def themes(sheet: Sheet) -> views.Parts:
    """All themes with their first statement and their articles."""
    below = articles_by_theme(sheet.catalogue)
    items = []
    for entry, _ in ordered(sheet.catalogue, Theme):
        links = sheet.links(article.name for article in below.get(entry.key, []))
        items.append(replace(touching.brief(sheet, entry), links=links))
    return {"items": items}


def numbers(sheet: Sheet) -> views.Parts:
    """All numbers by status: in the text, reported, planned."""
    by_status: dict[str, list[views.Item]] = {status: [] for status in STATUS}
    for entry, record in prominent(sheet, Number):
        item = views.Item(
            views.Link(f"{record.value} {record.unit}"),
            id=anchor_of(entry.name),
            lines=(record.counts,),
            statements=statements_of(sheet, entry),
            links=sheet.links(f"themes/{key}" for key in record.themes),
            note=sheet.mark(entry),
            boxes=touching.disputes(sheet, entry.name),
        )
        by_status[record.status].append(item)
    return {"parts": {words.capital(STATUS[status]): by_status[status] for status in STATUS}}


def statements_of(sheet: Sheet, entry: Entry) -> tuple[views.Statement, ...]:
    """Return all statements of a record, without its headings."""
    below = (one for section in sheet.sections(entry) for one in section.statements)
    return (*sheet.lead(entry), *below)


def glossary(sheet: Sheet) -> views.Parts:
    """All terms with what they mean and where they are used."""
    items = []
    for entry, record in ordered(sheet.catalogue, Term):
        users = users_of(sheet, entry, record)
        rest = len(users[USES:])
        items.append(
            views.Item(
                views.Link(record.term),
                id=anchor_of(entry.name),
                lines=tuple(filter(None, (record.expansion, words.joined(record.aliases)))),
                statements=statements_of(sheet, entry),
                links=tuple(users[:USES]),
                boxes=touching.disputes(sheet, entry.name),
                note=f"and {words.counted(rest, 'other page')}" if rest else "",
            )
        )
    return {"items": items}


def users_of(sheet: Sheet, entry: Entry, record: Term) -> list[views.Link]:
    """Return links to the records whose words use a term."""
    found = whole_words(record.spellings)
    users = [
        other
        for other in sheet.catalogue.entries.values()
        if other is not entry and any(found.search(block.text) for block in other.body.blocks)
    ]
    return [sheet.link(other.name) for other in users if other.kind not in ("pages", "treaty")]


def timeline(sheet: Sheet) -> views.Parts:
    """All events in their order, years as headings."""
    years: dict[int, list[views.Item]] = {}
    for entry, record in ordered(sheet.catalogue, Event):
        lines = (record.date.words, words.PRECISION[record.date.precision])
        item = replace(touching.brief(sheet, entry), kind=record.kind, lines=lines)
        years.setdefault(record.date.earliest.year, []).append(item)
    present = {item.kind for items in years.values() for item in items}
    shown = [kind for kind in get_args(EventKind) if kind in present]
    picture = pictures.timeline(sheet.catalogue) if years else None
    return {"years": years, "kinds": shown, "picture": picture, "width": pictures.WIDTH}


def people(sheet: Sheet) -> views.Parts:
    """All people by side, in the order of the treaty's parties, then the others."""
    titles = {party.key: party.short_name for party in sheet.catalogue.parties}
    sides: dict[str, list[views.Item]] = {title: [] for title in (*titles.values(), "Others")}
    for entry, record in prominent(sheet, Person):
        shown = [
            ", ".join(filter(None, [office, kinds.times_of(roles)]))
            for office, roles in kinds.offices(record).items()
        ]
        item = holder(sheet, entry, record, *shown)
        sides[titles.get(record.party or "", "Others")].append(item)
    return {"sides": sides}


def organisations(sheet: Sheet) -> views.Parts:
    """All organisations with what they are."""
    found = prominent(sheet, Organisation)
    return {"items": [holder(sheet, entry, one, one.country or "") for entry, one in found]}


def prominent(sheet: Sheet, model: type[R]) -> list[tuple[Entry, R]]:
    """Return the records of a model, those first that most others name."""
    named_by = sheet.catalogue.named_by
    found = sheet.catalogue.records(model)
    return sorted(found, key=lambda one: -len(named_by.get(one[0].name, [])))


def holder(sheet: Sheet, entry: Entry, record: Person | Organisation, *lines: str) -> views.Item:
    """Return a person or an organisation as a list shows it."""
    names, shown = tuple(record.names.items()), tuple(line for line in lines if line)
    return replace(touching.brief(sheet, entry), names=names, lines=shown)


def questions(sheet: Sheet) -> views.Parts:
    """All questions with their short answers."""
    return {"items": questions_of(sheet)}


def disagreements(sheet: Sheet) -> views.Parts:
    """A card for each disagreement: what it touches and the positions side by side."""
    entries = ordered(sheet.catalogue, Disagreement)
    return {"cards": [touching.box(sheet, entry, POSITIONS) for entry, _ in entries]}


def corrections(sheet: Sheet) -> views.Parts:
    """All corrections, the newest first, each with the statements that it concerns."""
    found = sorted(
        sheet.catalogue.records(Correction), key=lambda one: one[1].day.sort_key, reverse=True
    )
    items = []
    for entry, record in found:
        early = ("before the first publication",) if record.before_publication == "true" else ()
        concerned = [sheet.link_to_claim(name) for name in record.concerns]
        items.append(
            views.Item(
                views.Link(concerned[0].text),
                id=anchor_of(entry.name),
                lines=(record.day.words, *early),
                links=tuple(concerned),
                sections=sheet.sections(entry),
            )
        )
    return {"items": items}


def rules(sheet: Sheet) -> views.Parts:
    """The rules that every record is held against, as the checks state them."""
    del sheet
    return {"rules": list(RULES.items())}


LISTS: dict[str, tuple[str, bool, Callable[[Sheet], views.Parts]]] = {
    "articles/index": ("articles", True, articles),
    "themes/index": ("items", False, themes),
    "numbers/index": ("numbers", False, numbers),
    "glossary": ("glossary", False, glossary),
    "timeline": ("timeline", True, timeline),
    "people/index": ("people", True, people),
    "organisations/index": ("items", False, organisations),
    "questions/index": ("items", False, questions),
    "disagreements/index": ("disagreements", True, disagreements),
    "sources/index": ("sources", False, sources.all_sources),
    "sources/coverage": ("coverage", True, sources.coverage),
    "about/corrections": ("corrections", False, corrections),
    "about/rules": ("rules", False, rules),
}
"""Which template, whether it takes all of the width, and what the list holds."""
