"""Pages of single records: one function for each kind that has pages of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.catalogue import Catalogue
from generator.pages import overview, sources, views, words
from generator.pages.common import common, neighbours, parties, strength_of
from generator.pages.sheet import KINDS, Sheet, order, title_of
from generator.records import (
    Article,
    Disagreement,
    Event,
    Organisation,
    Person,
    Question,
    Record,
    Source,
    Theme,
    Treaty,
)
from generator.seeds import Entry


def article(sheet: Sheet, entry: Entry, record: Article) -> views.Page:
    """An article: what it says, who says so, how it is read."""
    data = {"@type": "Legislation", "legislationIdentifier": title_of(entry).partition(":")[0]}
    parts = common(sheet, entry, "article", data)
    parts["boxes"] = sheet.boxes(entry.name)
    mark, evidence = strength_of(sheet.catalogue, entry)
    count = len(parts["boxes"])
    facts = [
        views.Fact("Evidence", (views.Link(evidence),), mark=mark),
        views.Fact("Disagreements", (views.Link(words.number(count) if count else "none known"),)),
        views.Fact("Reviewed", (views.Link(parts["reviewed"]),), sub="against its sources"),
    ]
    official = "about/official-text"
    more = {
        "theme": sheet.link(f"themes/{record.theme}") if record.theme else None,
        "titled": bool(record.title),
        "empty": mark == "none",
        "official": sheet.link(official) if official in sheet.catalogue.entries else None,
    }
    if more["empty"]:
        about = "No source known to us says what it lays down."
        parts["description"] = f"{parts['title']} of the treaty. {about}"
    number, _, title = parts["title"].partition(": ")
    parts |= {"number": number if title else "", "title": parts["title"]}
    related = sheet.related(entry, [kind for kind in KINDS if kind != "themes"])
    return views.Page(
        **{**parts, "related": related, "facts": tuple(facts), "more": more},
        **neighbours(sheet, entry),
    )


def theme(sheet: Sheet, entry: Entry, record: Theme) -> views.Page:
    """A theme: its own claims, those of its articles, its numbers, events and questions."""
    del record
    parts = common(sheet, entry, "theme", {"@type": "WebPage"})
    of_theme = [
        other for other, article in sheet.catalogue.records(Article) if article.theme == entry.key
    ]
    items = []
    for other in of_theme:
        claims = [claim for claim in sheet.catalogue.claims.values() if claim.entry is other]
        mark, evidence = strength_of(sheet.catalogue, other)
        items.append(
            views.Item(
                sheet.link(other.name),
                kind=mark,
                lines=(evidence,),
                statements=tuple(map(sheet.claim, claims)),
            )
        )
    related = sheet.related(entry, [kind for kind in KINDS if kind != "articles"])
    return views.Page(**{**parts, "related": related, "more": {"articles": items}})


def event(sheet: Sheet, entry: Entry, record: Event) -> views.Page:
    """An event: when, where, who, and what the sources say."""
    data = {"@type": "Event", "startDate": record.date.earliest.isoformat()}
    if record.date.latest != record.date.earliest:
        data["endDate"] = record.date.latest.isoformat()
    if record.place:
        data |= {"location": {"@type": "Place", "name": record.place}}
    mark = sheet.mark(entry)
    precision = words.PRECISION[record.date.precision]
    facts = [
        views.Fact("Date", (views.Link(record.date.words),), mark, precision),
        views.Fact("Kind", (views.Link(words.capital(words.spoken(record.kind))),)),
    ]
    if record.place:
        facts.append(views.Fact("Place", (views.Link(record.place),), mark))
    for label, keys in {"people": record.people, "organisations": record.organisations}.items():
        if keys:
            names = sheet.links(f"{label}/{key}" for key in keys)
            facts.append(views.Fact(words.capital(label), names))
    parts = common(sheet, entry, "event", data)
    boxes = sheet.boxes(entry.name)
    return views.Page(
        **{**parts, "facts": tuple(facts), "boxes": boxes}, **neighbours(sheet, entry)
    )


def names(record: Person | Organisation) -> tuple[views.Name, ...]:
    """Return a record's names in other languages."""
    return tuple(
        views.Name(code, "rtl" if code in words.RIGHT_TO_LEFT else "ltr", text)
        for code, text in record.names.items()
    )


def roles(sheet: Sheet, entry: Entry, record: Person) -> tuple[views.Fact, ...]:
    """Return a person's offices, each with the time for which a source shows it."""
    facts = []
    for role in record.roles:
        times = {"on": role.on, "from": role.since, "until": role.until}
        sub = " ".join(f"{word} {date.words}" for word, date in times.items() if date)
        note = ""
        if role.claim:
            name = role.claim if "/" in role.claim else f"{entry.name}#{role.claim}"
            claim = sheet.catalogue.claims[name]
            note = sheet.note(claim.entry, claim.block)
        facts.append(views.Fact("Office", (views.Link(role.office),), note, sub))
    return tuple(facts)


def elsewhere(sheet: Sheet, entry: Entry) -> tuple[views.Statement, ...]:
    """Return the claims of other records that give this person's or body's words or views."""
    return tuple(
        sheet.claim(claim)
        for claim in sheet.catalogue.claims.values()
        if claim.block.by == entry.key and claim.entry is not entry
    )


def person(sheet: Sheet, entry: Entry, record: Person) -> views.Page:
    """A person: office at the time, what they did, what they said."""
    data: dict[str, Any] = {"@type": "Person", "alternateName": list(record.names.values())}
    facts = list(roles(sheet, entry, record))
    side = [party for party in parties(sheet.catalogue) if party.key == record.party]
    facts = [views.Fact("Side", (views.Link(party.short_name),)) for party in side] + facts
    more = {
        "names": names(record),
        "variants": words.joined(record.variants),
        "elsewhere": elsewhere(sheet, entry),
    }
    parts = common(sheet, entry, "person", data)
    boxes = sheet.boxes(entry.name)
    return views.Page(**{**parts, "facts": tuple(facts), "boxes": boxes, "more": more})


def organisation(sheet: Sheet, entry: Entry, record: Organisation) -> views.Page:
    """An organisation: what it is, what it did and said about the treaty."""
    data: dict[str, Any] = {"@type": "Organization", "alternateName": list(record.names.values())}
    facts = []
    if record.country:
        facts.append(views.Fact("Country", (views.Link(record.country),), sheet.mark(entry)))
    if record.short_name:
        facts.append(views.Fact("Short name", (views.Link(record.short_name),)))
    more = {
        "names": names(record),
        "variants": words.joined(record.variants),
        "elsewhere": elsewhere(sheet, entry),
    }
    parts = common(sheet, entry, "person", data)
    boxes = sheet.boxes(entry.name)
    return views.Page(**{**parts, "facts": tuple(facts), "boxes": boxes, "more": more})


def question(sheet: Sheet, entry: Entry, record: Question) -> views.Page:
    """A question: the short answer first, evidence after."""
    del record
    return views.Page(
        **common(sheet, entry, "record", {"@type": "WebPage"}), **neighbours(sheet, entry)
    )


def disagreement(sheet: Sheet, entry: Entry, record: Disagreement) -> views.Page:
    """A disagreement: every position with its evidence, which one we lead with and why."""
    parts = common(sheet, entry, "disagreement", {"@type": "WebPage"})
    positions = sheet.positions(entry, record)
    leading = any(position.leads for position in positions)
    ours = tuple(section for section in parts["sections"] if section.title != "Positions")
    more = {"positions": positions, "leading": leading, "touches": sheet.links(record.about)}
    return views.Page(**{**parts, "sections": ours, "wide": True, "more": more})


PageMaker = Callable[[Sheet, Entry, Any], views.Page]
MAKERS: dict[type[Record], PageMaker] = {
    Treaty: overview.treaty,
    Article: article,
    Theme: theme,
    Event: event,
    Person: person,
    Organisation: organisation,
    Question: question,
    Disagreement: disagreement,
    Source: sources.source,
}
