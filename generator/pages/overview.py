"""The overview: what the treaty is, whether it is in force, what is asked, where sources disagree."""

from __future__ import annotations

from collections import Counter

from generator.catalogue import Catalogue
from generator.pages import pictures, views, words
from generator.pages.common import common, strength_of
from generator.pages.sheet import Sheet, order
from generator.records import Article, Event, Number, Theme, Treaty
from generator.seeds import Entry

CLOSE = 3
"""How many disagreements, questions or figures the overview shows."""
CELL = 24
"""How many signs fit a cell of the facts line."""
STATUS: dict[str, str] = {
    "provision": "in the text",
    "reported": "reported",
    "planned": "planned",
}


def treaty(sheet: Sheet, entry: Entry, record: Treaty) -> views.Page:
    """The overview: what it is, whether it is in force, what is asked most."""
    catalogue = sheet.catalogue
    data = {"@type": "Legislation", "alternateName": record.short_title}
    events = {"In force since": record.in_force, "Signed": record.signed}
    facts = [event_fact(sheet, label, name) for label, name in events.items() if name]
    facts += [
        number_fact(sheet, label, name)
        for label, name in {"Term": record.term, "Text": record.articles}.items()
        if name
    ]
    questions = questions_of(sheet, CLOSE)
    if questions:
        facts.append(answer_fact(questions[0]))
    if record.in_force:
        data["legislationLegalForce"] = "https://schema.org/InForce"
    data["legislationDate"] = date_of(catalogue, record.signed)
    parts = common(sheet, entry, "treaty", data)
    disagreements = sorted(catalogue.of_kind("disagreements"), key=order)
    more = {
        "full_title": record.title,
        "map": article_map(sheet),
        "picture": pictures.timeline(catalogue),
        "chain": pictures.chain(catalogue),
        "width": pictures.WIDTH,
        "parties": record.parties,
        "predecessor": sheet.link(record.predecessor) if record.predecessor else None,
        "questions": questions,
        "disagreements": [sheet.box(one, 0) for one in disagreements[:CLOSE]],
        "counts": {
            "disagreements": words.number(len(disagreements)),
            "sources": len(catalogue.of_kind("sources")),
            "claims": len(catalogue.claims),
        },
    }
    return views.Page(**{**parts, "facts": tuple(facts), "wide": True, "more": more})


def event_fact(sheet: Sheet, label: str, name: str) -> views.Fact:
    """Return the date of an event as a fact, with its evidence."""
    event = sheet.catalogue.entries[name]
    assert isinstance(event.record, Event)
    link = views.Link(event.record.date.words, sheet.link(name).target)
    return views.Fact(label, (link,), sheet.mark(event), event.record.place or "")


def number_fact(sheet: Sheet, label: str, name: str) -> views.Fact:
    """Return a number as a fact, with its evidence."""
    entry = sheet.catalogue.entries[name]
    assert isinstance(entry.record, Number)
    value = f"{entry.record.value} {entry.record.unit}"
    link = views.Link(value, sheet.link(name).target)
    return views.Fact(label, (link,), sheet.mark(entry), STATUS[entry.record.status])


def answer_fact(question: views.Item) -> views.Fact:
    """Return the question asked most with the first sentence of its answer."""
    answer = question.statements[0]
    short = words.first_sentence(words.plain(answer.text))
    value = views.Link(words.shortened(short, CELL), question.title.target)
    return views.Fact(question.title.text, (value,), answer.label)


def date_of(catalogue: Catalogue, name: str) -> str:
    """Return the date of an event as its record writes it."""
    record = catalogue.entries[name].record
    assert isinstance(record, Event)
    return record.date.earliest.isoformat()


def questions_of(sheet: Sheet, limit: int | None = None) -> list[views.Item]:
    """Return the first questions in their order, each with its short answer."""
    items = []
    for entry in sorted(sheet.catalogue.of_kind("questions"), key=order)[:limit]:
        first = sheet.first(entry)
        items.append(views.Item(sheet.link(entry.name), statements=(first,) if first else ()))
    return items


def article_map(sheet: Sheet) -> tuple[views.MapRow, ...]:
    """Return the articles by theme, last those whose subject no source tells."""
    themes = sorted(sheet.catalogue.records(Theme), key=lambda one: order(one[0]))
    by_theme: dict[str | None, list[Entry]] = {entry.key: [] for entry, _ in themes}
    for entry, record in sheet.catalogue.records(Article):
        by_theme.setdefault(record.theme, []).append(entry)
    rows = []
    for key, entries in by_theme.items():
        if entries:
            link = sheet.link(f"themes/{key}") if key else views.Link("Subject not known to us")
            gloss = "" if key else "the text has them; our sources do not"
            rows.append(map_row(sheet, link, gloss, sorted(entries, key=order)))
    return tuple(rows)


def map_row(sheet: Sheet, theme: views.Link, gloss: str, entries: list[Entry]) -> views.MapRow:
    """Return one row of the map: a cell for each article, and a count of each strength in words."""
    cells = []
    for entry in entries:
        mark, evidence = strength_of(sheet.catalogue, entry)
        number = str(int(entry.key)) if entry.key.isdigit() else words.capital(entry.key)
        link = sheet.link(entry.name)
        cells.append(views.Cell(views.Link(number, link.target, link.text), mark, evidence))
    counts = Counter(cell.words for cell in cells)
    each = (f"{said}: {count}" for said, count in counts.items())
    return views.MapRow(theme, gloss, tuple(cells), tuple(counts if len(counts) == 1 else each))
