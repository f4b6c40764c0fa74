"""Events: their pages, the steps that made the treaty, and the timeline that lists them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from generator.pages import views, words
from generator.pages.boxes import filters, item
from generator.pages.common import common, plain_fact
from generator.pages.context import Context
from generator.records import Event, Theme
from generator.seeds import Entry
from generator.titles import Title

STEPS = ("negotiation", "signature", "approval", "ratification", "entry_into_force")
"""The kinds of events that lead from the first talks to the treaty in force."""


def event_page(context: Context, entry: Entry[Event]) -> views.Page:
    """Return the page of an event: when, where, who, and what the sources say."""
    record, footnote = entry.record, context.first_footnote(entry)
    precision = words.PRECISION.get(record.date.precision, "")
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
    page = common(context, entry, "event", data)
    return replace(page, title=title, facts=tuple(facts), own=votes(context, [entry]))


def votes(context: Context, events: Iterable[Entry[Event]]) -> list[views.Ballot]:
    """Return the counts of the votes of some events, as a table has them."""
    rows = []
    for one in context.dossier.ballots(events):
        counts = {
            "for": one.vote.in_favour,
            "against": one.vote.against,
            "abstained": one.vote.abstained,
        }
        row = views.Ballot(
            context.link(one.chamber.name, one.chamber.record.short_name or ""),
            context.link(one.event.name, one.event.record.date.words),
            words.capital(one.vote.matter),
            {name: words.UNKNOWN_COUNT if it is None else str(it) for name, it in counts.items()},
            context.statement(one.statement),
            context.link(one.weighed_in.name, "why", "weighing") if one.weighed_in else None,
        )
        rows.append(row)
    return rows


@dataclass(frozen=True)
class Step:
    """An event on the way to the treaty in force, and the party that took it alone."""

    kind: str
    day: str
    side: str
    link: views.Link


def steps(context: Context) -> list[Step]:
    """Return the events that lead from the first talks to the treaty in force, in their order."""
    found = []
    for entry in context.dossier.ordered(Event):
        record, takers = entry.record, context.dossier.takers(entry.record)
        sides = [one.short_name for one in context.dossier.parties if takers == {one.key}]
        if record.kind in STEPS:
            link = context.link(entry.name)
            found.append(Step(record.kind, record.date.words, "".join(sides), link))
    return found


@dataclass(frozen=True)
class Happening:
    """An event on the timeline; `keys` are the values by which the list is narrowed."""

    item: views.Item
    kind: str
    day: str
    precision: str
    articles: views.Links
    keys: dict[str, str]


@dataclass(frozen=True)
class Timeline:
    """What the timeline shows: what narrows it, and the events by year."""

    filters: list[views.Filter]
    years: dict[int, list[Happening]]


def timeline(context: Context) -> Timeline:
    """Return all events in their order, years as headings."""
    dossier = context.dossier
    years: dict[int, list[Happening]] = {}
    for entry in dossier.ordered(Event):
        record = entry.record
        happening = Happening(
            item(context, entry),
            record.kind,
            record.date.words,
            words.PRECISION.get(record.date.precision, ""),
            context.links(one for one in dossier.related(entry) if one.kind == "articles"),
            {"kind": record.kind, "subject": " ".join(record.themes)},
        )
        years.setdefault(record.date.earliest.year, []).append(happening)
    said = {entry.key: entry.record.title for entry in dossier.of(Theme)}
    keys = [one.keys for happenings in years.values() for one in happenings]
    named = {"kind": lambda kind: words.capital(words.spoken(kind)), "subject": said.__getitem__}
    return Timeline(filters(keys, named), years)
