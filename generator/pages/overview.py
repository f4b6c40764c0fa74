"""The overview: what the treaty is, whether it is in force, what is asked, who disagrees."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from generator.pages import escape, pictures, touching, views, words
from generator.pages.common import STRENGTHS, common, strength_of
from generator.pages.navigation import UNKNOWN_THEME
from generator.pages.sheet import Sheet, articles_by_theme, ordered
from generator.records import Event, Number, Question, Treaty
from generator.seeds import Entry

CLOSE = 3
"""How many questions the overview answers."""
OFFICIAL_TEXT = "about/official-text"
"""The page that says where the treaty itself can be read, if there is one."""
METHOD = "about/method"
"""The page that says how the records are made, if there is one."""
CELL = 24
"""How many signs fit a cell of the facts line."""
STATUS = {"provision": "in the text", "reported": "reported", "planned": "planned"}
"""What a number is: laid down, counted by somebody, or hoped for."""


def treaty(sheet: Sheet, entry: Entry, record: Treaty) -> views.Page:
    """Return the page of the treaty itself."""
    catalogue = sheet.catalogue
    named = {
        "In force since": record.in_force,
        "Signed": record.signed,
        "Term": record.term,
        "Text": record.articles,
    }
    facts = [fact(sheet, label, catalogue.entries[name]) for label, name in named.items() if name]
    questions = questions_of(sheet, CLOSE)
    facts += [answer for one in questions[:1] for answer in answers(one)]
    force = {"legislationLegalForce": "https://schema.org/InForce"} if record.in_force else {}
    data = {"@type": "Legislation", "alternateName": record.short_title, **force}
    signed = catalogue.entries[record.signed]
    disagreements = catalogue.disagreements_on.get(entry.name, [])
    more = {
        "map": article_map(sheet),
        "picture": pictures.timeline(catalogue),
        "chain": pictures.chain(catalogue, signed, catalogue.entries[record.in_force])
        if record.in_force
        else None,
        "width": pictures.WIDTH,
        "to": sheet.link,
        "official": sheet.link_if_any(OFFICIAL_TEXT, "where to read it"),
        "predecessor": sheet.link(record.predecessor) if record.predecessor else None,
        "questions": questions,
        "disagreements": [touching.box(sheet, one, 0) for one in disagreements],
        "method": sheet.link_if_any(METHOD, "how we work"),
        "all_questions": sheet.link_if_any("questions/index", "All questions"),
        "all_disagreements": sheet.link_if_any("disagreements/index", "All disagreements"),
        "points": words.counted(len(catalogue.of_kind("disagreements")), "question"),
    }
    page = common(sheet, entry, "treaty", data)
    return replace(page, facts=tuple(facts), wide=True, more=more)


def fact(sheet: Sheet, label: str, entry: Entry) -> views.Fact:
    """Return the date of an event or a number as a fact, with its evidence."""
    record, target = entry.record, sheet.link(entry.name).target
    text, sub = record.heading, ""
    if isinstance(record, Event):
        text, sub = record.date.words, record.place or ""
    if isinstance(record, Number):
        text, sub = f"{record.value} {record.unit}", STATUS[record.status]
    value, disputes = (views.Link(text, target),), touching.disputes(sheet, entry.name)[:1]
    return views.Fact(label, value, sheet.mark(entry), sub, disputes=disputes)


def answers(question: views.Item) -> list[views.Fact]:
    """Return a question as a fact, with the first sentence of its answer."""
    facts = []
    for answer in question.statements:
        short = words.shortened(words.first_sentence(escape.plain(answer.text)), CELL)
        value, disputes = (views.Link(short, question.title.target),), question.boxes[:1]
        facts.append(views.Fact(question.title.text, value, answer.label, disputes=disputes))
    return facts


def questions_of(sheet: Sheet, limit: int | None = None) -> list[views.Item]:
    """Return the first questions in their order, each with its short answer and disputes."""
    found = ordered(sheet.catalogue, Question)[:limit]
    return [touching.brief(sheet, entry) for entry, _ in found]


MapRow = tuple[views.Link, tuple[views.Cell, ...], tuple[str, ...]]
"""A theme with its articles and, in words, how well they are evidenced."""


def article_map(sheet: Sheet) -> tuple[MapRow, ...]:
    """Return the articles by theme, last those whose subject no source tells."""
    unknown = views.Link(UNKNOWN_THEME, sub="the text has them; our sources do not")
    return tuple(
        map_row(sheet, sheet.link(f"themes/{key}") if key else unknown, entries)
        for key, entries in articles_by_theme(sheet.catalogue).items()
    )


def map_row(sheet: Sheet, theme: views.Link, entries: list[Entry]) -> MapRow:
    """Return a row of the map: a cell for each article, and a count of each strength in words."""
    cells = []
    for entry in entries:
        number = str(int(entry.key)) if entry.key.isdigit() else words.capital(entry.key)
        link = sheet.link(entry.name)
        fill = strength_of(sheet.catalogue, entry)
        cells.append(views.Cell(views.Link(number, link.target, link.text), *fill))
    counts = Counter(cell.words for cell in cells)
    each = [f"{said}: {counts[said]}" for said in STRENGTHS.values() if counts[said]]
    return theme, tuple(cells), tuple(counts if len(counts) == 1 else each)
