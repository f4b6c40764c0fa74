"""Pages of single records: one function for each kind that has pages of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from generator.catalogue import claim_of_role
from generator.pages import escape, overview, sources, touching, views, words
from generator.pages.common import claims_of, common, plain_fact, strength_of
from generator.pages.sheet import Sheet, title_of
from generator.records import (
    Article,
    Disagreement,
    Event,
    Organisation,
    Person,
    Question,
    Role,
    Theme,
)
from generator.seeds import Entry


def article(sheet: Sheet, entry: Entry, record: Article) -> views.Page:
    """An article: what it says, who says so, how it is read."""
    number, _, title = title_of(entry).partition(": ")
    data = {"@type": "Legislation", "legislationIdentifier": number}
    page = common(sheet, entry, "article", data)
    mark, evidence = strength_of(sheet.catalogue, entry)
    nothing = f"{page.title} of the treaty. No source known to us says what it lays down."
    disputed = words.number(len(page.boxes)) if page.boxes else ""
    return replace(
        page,
        number=number if title else "",
        description=nothing if mark == "none" else page.description,
        facts=(
            plain_fact("Evidence", evidence, mark=mark),
            plain_fact("Disagreements", disputed or "none known"),
            plain_fact("Reviewed", page.reviewed.words, sub="against its sources"),
        ),
        more={
            "theme": sheet.link(f"themes/{record.theme}") if record.theme else None,
            "empty": mark == "none",
            "official": sheet.link_if_any(overview.OFFICIAL_TEXT),
        },
    )


def theme(sheet: Sheet, entry: Entry, record: Theme) -> views.Page:
    """A theme: its own claims, those of its articles, its numbers, events and questions."""
    del record
    page = common(sheet, entry, "theme", {"@type": "DefinedTerm"})
    articles = []
    for other, one in sheet.catalogue.records(Article):
        if one.theme == entry.key:
            mark, evidence = strength_of(sheet.catalogue, other)
            claims = map(sheet.claim, claims_of(sheet.catalogue, other))
            statements = tuple(replace(one, home=None) for one in claims)
            link = sheet.link(other.name)
            articles.append(views.Item(link, kind=mark, lines=(evidence,), statements=statements))
    return replace(page, more={"articles": articles})


def event(sheet: Sheet, entry: Entry, record: Event) -> views.Page:
    """An event: when, where, who, and what the sources say."""
    mark = sheet.mark(entry)
    precision = words.PRECISION[record.date.precision]
    facts = [
        plain_fact("Date", record.date.words, mark, precision),
        plain_fact("Kind", words.capital(words.spoken(record.kind))),
    ]
    if record.place:
        facts.append(plain_fact("Place", record.place, mark))
    for label, keys in {"people": record.people, "organisations": record.organisations}.items():
        if keys:
            links = sheet.links(f"{label}/{key}" for key in keys)
            facts.append(views.Fact(words.capital(label), links))
    data: dict[str, Any] = {"@type": "Event"}
    if record.date.ends:
        data["startDate"], data["endDate"] = record.date.ends
    if record.place:
        data["location"] = {"@type": "Place", "name": record.place}
    return replace(
        common(sheet, entry, "record", data),
        number=record.date.words,
        title=f"{record.date.words}: {record.title}",
        facts=tuple(facts),
    )


def person(sheet: Sheet, entry: Entry, record: Person) -> views.Page:
    """A person: office at the time, what they did, what they said."""
    sides = {party.key: party.short_name for party in sheet.catalogue.parties}
    facts = [plain_fact("Side", sides[record.party])] if record.party in sides else []
    for office, roles in offices(record).items():
        claim = sheet.catalogue.claims[claim_of_role(entry, roles[0])]
        mark = sheet.note(claim.entry, claim.block)
        facts.append(plain_fact("Office", office, mark, times_of(roles)))
    return _holder(sheet, entry, record, "Person", facts)


def offices(record: Person) -> dict[str, list[Role]]:
    """Return the offices of a person, each once, with the roles that show it."""
    found: dict[str, list[Role]] = {}
    for role in record.roles:
        found.setdefault(role.office, []).append(role)
    return found


def times_of(roles: list[Role]) -> str:
    """Return in words when an office was held: `on 8 April 2025; from 2019 until 2025`."""
    times = []
    for role in roles:
        spans = {"from": role.since, "until": role.until}
        parts = [f"{word} {date.words}" for word, date in spans.items() if date]
        times.append(" ".join(filter(None, [words.dated(role.on), *parts])))
    return "; ".join(filter(None, times))


def organisation(sheet: Sheet, entry: Entry, record: Organisation) -> views.Page:
    """An organisation: what it is, what it did and said about the treaty."""
    mark = sheet.mark(entry)
    values = {"Country": record.country, "Short name": record.short_name}
    facts = [plain_fact(label, value, mark) for label, value in values.items() if value]
    page = _holder(sheet, entry, record, "Organization", facts)
    return replace(page, title=f"{page.title} ({record.short_name})") if record.short_name else page


def _holder(
    sheet: Sheet, entry: Entry, record: Person | Organisation, type_: str, facts: list[views.Fact]
) -> views.Page:
    """Return the page of one who acts and speaks, with their words on other pages."""
    data = {"@type": type_, "alternateName": list(record.names.values())}
    page = common(sheet, entry, "holder", data)
    shown = {citation.claim for block in entry.body.blocks for citation in block.citations}
    boxed = {position.label for box in page.boxes for position in box.positions}
    found = [
        sheet.claim(claim)
        for claim in sheet.catalogue.claims.values()
        if claim.block.by == entry.key and claim.entry is not entry and claim.name not in shown
    ]
    elsewhere = [replace(one, form="item") for one in found if one.label not in boxed]
    variants = words.joined(record.variants)
    more = {"names": record.names.items(), "variants": variants, "elsewhere": elsewhere}
    return replace(page, facts=tuple(facts), more=more)


def question(sheet: Sheet, entry: Entry, record: Question) -> views.Page:
    """A question: the short answer first, evidence after."""
    answers = [escape.plain(statement.text) for statement in sheet.firsts(entry)]
    accepted = [{"@type": "Answer", "text": answer} for answer in answers]
    data = {"@type": "Question", "text": record.question, "acceptedAnswer": accepted}
    return common(sheet, entry, "record", data)


def disagreement(sheet: Sheet, entry: Entry, record: Disagreement) -> views.Page:
    """A disagreement: every position with its evidence, which one we lead with and why."""
    page = common(sheet, entry, "disagreement", {"@type": "Question", "text": record.question})
    positions = touching.positions(sheet, entry, record)
    touches = sheet.links(record.about)
    more = {"positions": positions, "leading": positions[0].leads, "touches": touches}
    ours = tuple(section for section in page.sections if section.title != "Positions")
    return replace(page, sections=ours, wide=True, more=more)


MAKERS: dict[str, Callable[[Sheet, Entry, Any], views.Page]] = {
    "treaty": overview.treaty,
    "articles": article,
    "themes": theme,
    "events": event,
    "people": person,
    "organisations": organisation,
    "questions": question,
    "disagreements": disagreement,
    "sources": sources.source,
}
