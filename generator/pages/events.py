"""Events: their pages, the steps that made the treaty, and the timeline that lists them all."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from generator.catalogue import grouped
from generator.pages import views, words
from generator.pages.common import HOLDER_TYPES, filters, list_item, make_page, plain_fact
from generator.pages.context import Context
from generator.records import Event, Theme
from generator.seeds import Entry, Title

STEPS = ("negotiation", "signature", "approval", "ratification", "entry_into_force")
"""The kinds of events that lead from the first talks to the treaty in force."""


def event_page(context: Context, entry: Entry[Event]) -> views.Page:
    """Return the page of an event: when, where, who, and what the sources say."""
    dossier, record, footnote = context.dossier, entry.record, context.first_footnote(entry)
    precision = words.PRECISION.get(record.date.precision, "")
    facts = [
        plain_fact("Date", record.date.words, footnote, precision),
        plain_fact("Kind", words.label(record.kind)),
        plain_fact("Place", record.place, footnote),
    ]
    there = []
    for kind, type_ in HOLDER_TYPES.items():
        names = [named.name for named in record.named if named.kind == kind]
        there += [{"@type": type_, "name": dossier.entries[name].record.heading} for name in names]
        facts.append(views.Fact(words.capital(kind), context.links(names)))
    begins, ends = record.date.ends or ("", "")
    data = {
        "@type": "Event",
        "attendee": there,
        "startDate": begins,
        "endDate": ends,
        "location": record.place and {"@type": "Place", "name": record.place},
    }
    title, own = Title(record.date.words, record.title), votes(context, [entry])
    return make_page(context, entry, "event", data, facts, title=title, own=own)


def votes(context: Context, events: Iterable[Entry[Event]]) -> list[dict[str, Any]]:
    """Return the counts of the votes of some events: whose, when, on what, who reports them.

    `why` leads to what says that this is the count to quote.
    """
    rows, unknown = [], words.SAID["no_count"]
    for ballot in context.dossier.ballots(events):
        chamber, event, vote = ballot.chamber, ballot.event, ballot.vote
        counts = {"for": vote.in_favour, "against": vote.against, "abstained": vote.abstained}
        row = {
            "chamber": context.link(chamber.name, chamber.record.short_name or ""),
            "day": context.link(event.name, event.record.date.words),
            "matter": words.capital(vote.matter),
            "counts": {on: unknown if votes is None else votes for on, votes in counts.items()},
            "statement": context.statement(ballot.statement),
            "why": context.link(f"{vote.weighed_in}#weighing", "why") if vote.weighed_in else None,
        }
        rows.append(row)
    return rows


def steps(context: Context) -> list[tuple[str, str, views.Link]]:
    """Return the events that lead to the treaty in force, in order: kind, who acted alone, link."""
    found: list[tuple[str, str, views.Link]] = []
    for entry in context.dossier.ordered(Event):
        if entry.record.kind in STEPS:
            acting = context.dossier.acting_parties(entry.record)
            side = [party.short_name for party in context.dossier.parties if acting == {party.key}]
            found.append((entry.record.kind, "".join(side), context.link(entry.name)))
    return found


def timeline(context: Context) -> dict[str, object]:
    """Return all events in their order, years as headings."""
    dossier, rows = context.dossier, []
    for entry in dossier.ordered(Event):
        record = entry.record
        articles = (other for other in dossier.related(entry) if other.kind == "articles")
        event = replace(
            list_item(context, entry),
            gloss=words.PRECISION.get(record.date.precision, ""),
            links=context.links(articles),
            keys={"kind": record.kind, "subject": " ".join(record.themes)},
        )
        rows.append((record.date.earliest.year, event))
    subjects = {entry.key: entry.record.title for entry in dossier.of(Theme)}
    named = {"kind": words.label, "subject": subjects.__getitem__}
    return {"filters": filters((event.keys for _, event in rows), named), "years": grouped(rows)}
