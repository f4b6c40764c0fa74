"""Events: their pages, the steps that made the treaty, and the timeline that lists them all."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.pages import views, words
from generator.pages.common import HOLDER_TYPES, common, filters, item, plain_fact
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
        plain_fact("Kind", words.capital(words.spoken(record.kind))),
    ]
    if record.place:
        facts.append(plain_fact("Place", record.place, footnote))
    there = []
    for kind, type_ in HOLDER_TYPES.items():
        names = [name for _, _, name, of in record.named if of == kind]
        there += [{"@type": type_, "name": dossier.entries[name].record.heading} for name in names]
        if names:
            facts.append(views.Fact(words.capital(kind), context.links(names)))
    begins, ends = record.date.ends or ("", "")
    data = {
        "@type": "Event",
        "attendee": there,
        "startDate": begins,
        "endDate": ends,
        "location": record.place and {"@type": "Place", "name": record.place},
    }
    title = Title(record.date.words, record.title)
    page = common(context, entry, "event", data)
    return replace(page, title=title, facts=tuple(facts), own=votes(context, [entry]))


def votes(context: Context, events: Iterable[Entry[Event]]) -> list[views.Ballot]:
    """Return the counts of the votes of some events, as a table has them."""
    rows = []
    for ballot in context.dossier.ballots(events):
        chamber, event, vote, why = ballot.chamber, ballot.event, ballot.vote, ballot.weighed_in
        counts = vote.model_dump(include={"in_favour", "against", "abstained"}, by_alias=True)
        row = views.Ballot(
            context.link(chamber.name, chamber.record.short_name or ""),
            context.link(event.name, event.record.date.words),
            words.capital(vote.matter),
            {name: words.UNKNOWN_COUNT if it is None else str(it) for name, it in counts.items()},
            context.statement(ballot.statement),
            context.link(f"{why.name}#weighing", "why") if why else None,
        )
        rows.append(row)
    return rows


@dataclass(frozen=True)
class Step:
    """An event on the way to the treaty in force, and the party that took it alone."""

    kind: str
    side: str
    link: views.Link


def steps(context: Context) -> list[Step]:
    """Return the events that lead from the first talks to the treaty in force, in their order."""
    found = []
    for entry in context.dossier.ordered(Event):
        if entry.record.kind in STEPS:
            takers = context.dossier.takers(entry.record)
            side = [party.short_name for party in context.dossier.parties if takers == {party.key}]
            found.append(Step(entry.record.kind, "".join(side), context.link(entry.name)))
    return found


@dataclass(frozen=True)
class Happening:
    """An event on the timeline; `keys` are the values by which the list is narrowed."""

    item: views.Item
    kind: str
    precision: str
    articles: views.Links
    keys: dict[str, str]


def timeline(context: Context) -> dict[str, object]:
    """Return all events in their order, years as headings."""
    dossier = context.dossier
    years: dict[int, list[Happening]] = {}
    for entry in dossier.ordered(Event):
        record = entry.record
        happening = Happening(
            item(context, entry),
            record.kind,
            words.PRECISION.get(record.date.precision, ""),
            context.links(other for other in dossier.related(entry) if other.kind == "articles"),
            {"kind": record.kind, "subject": " ".join(record.themes)},
        )
        years.setdefault(record.date.earliest.year, []).append(happening)
    said = {entry.key: entry.record.title for entry in dossier.of(Theme)}
    keys = (happening.keys for happenings in years.values() for happening in happenings)
    named = {"kind": lambda kind: words.capital(words.spoken(kind)), "subject": said.__getitem__}
    return {"filters": filters(keys, named), "years": years}
