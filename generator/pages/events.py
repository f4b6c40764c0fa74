"""Events: their pages, and the timeline that lists them below its picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, get_args

from generator.pages import pictures, views, words
from generator.pages.boxes import item
from generator.pages.common import common, plain_fact
from generator.pages.context import Context
from generator.records import Event, EventKind
from generator.seeds import Entry
from generator.titles import Title


def event_page(context: Context, entry: Entry[Event]) -> views.Page:
    """Return the page of an event: when, where, who, and what the sources say."""
    record, footnote = entry.record, context.first_footnote(entry)
    precision = words.PRECISION[record.date.precision]
    facts = [
        plain_fact("Date", record.date.words, footnote, precision),
        plain_fact("Kind", words.capital(words.spoken(record.kind))),
    ]
    if record.place:
        facts.append(plain_fact("Place", record.place, footnote))
    for kind, keys in {"people": record.people, "organisations": record.organisations}.items():
        if keys:
            links = context.links(f"{kind}/{key}" for key in keys)
            facts.append(views.Fact(words.capital(kind), links))
    types = {"people": "Person", "organisations": "Organization"}
    there = [
        {"@type": types[kind], "name": context.dossier.entries[name].record.heading}
        for _, _, name, kind in record.named()
        if kind in types
    ]
    data: dict[str, Any] = {"@type": "Event", "attendee": there}
    if record.date.ends:
        data["startDate"], data["endDate"] = record.date.ends
    if record.place:
        data["location"] = {"@type": "Place", "name": record.place}
    title = Title(record.date.words, record.title)
    page = common(context, entry, "record", data)
    return replace(page, title=title, facts=tuple(facts))


@dataclass(frozen=True)
class Happening:
    """An event on the timeline."""

    item: views.Item
    kind: str
    day: str
    precision: str


@dataclass(frozen=True)
class Timeline:
    """What the timeline shows: the picture, the kinds that can be left out, the years."""

    picture: pictures.Timeline | None
    kinds: list[str]
    years: dict[int, list[Happening]]


def timeline(context: Context) -> Timeline:
    """Return all events in their order, years as headings."""
    years: dict[int, list[Happening]] = {}
    for entry in context.dossier.ordered(Event):
        date, kind = entry.record.date, entry.record.kind
        precision = words.PRECISION[date.precision]
        happening = Happening(item(context, entry), kind, date.words, precision)
        years.setdefault(date.earliest.year, []).append(happening)
    present = {one.kind for happenings in years.values() for one in happenings}
    kinds = [kind for kind in get_args(EventKind) if kind in present]
    picture = pictures.timeline(context, "timeline", axes=2) if years else None
    return Timeline(picture, kinds, years)
