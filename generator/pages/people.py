"""Those who act and speak, people and organisations: their pages and their lists."""

from dataclasses import replace

from generator.catalogue import Claim, claim_of
from generator.dossier import offices
from generator.pages import views, words
from generator.pages.common import HOLDER_TYPES, list_item, make_page, plain_fact
from generator.pages.context import Context
from generator.records import Organisation, Person, Role
from generator.seeds import Entry, Title


def person_page(context: Context, entry: Entry[Person]) -> views.Page:
    """Return the page of a person: office at the time, what they did, what they said."""
    sides = {party.key: party.short_name for party in context.dossier.parties}
    facts = [plain_fact("Side", sides.get(entry.record.party or ""))]
    for office, roles in offices(entry.record).items():
        claim = context.dossier.claims[claim_of(entry, roles[0].claim)]
        footnote = context.footnote(context.dossier.statement(claim))
        facts.append(plain_fact("Role", office, footnote, _times(roles)))
    return _holder_page(context, entry, facts)


def organisation_page(context: Context, entry: Entry[Organisation]) -> views.Page:
    """Return the page of an organisation: what it is, what it did and said about the treaty."""
    record, footnote = entry.record, context.first_footnote(entry)
    page = _holder_page(context, entry, [plain_fact("Country", record.country, footnote)])
    title = Title("", f"{page.title} ({record.short_name})")
    return replace(page, title=title) if record.short_name else page


def _holder_page(
    context: Context, entry: Entry[Person | Organisation], facts: list[views.Fact]
) -> views.Page:
    record = entry.record
    data = {
        "@type": HOLDER_TYPES[entry.kind],
        "alternateName": [*record.names.values(), *record.variants],
        "jobTitle": list(offices(record)) if isinstance(record, Person) else [],
    }
    page = make_page(context, entry, "holder", data, facts)
    shown = {citation.claim for block in entry.body.blocks for citation in block.citations}
    boxed = [said.footnote for box in page.boxes for said in box.positions]
    found = [
        context.statement(context.dossier.statement(claim), True)
        for claim in sorted(context.dossier.said_by.get(entry.key, []), key=_day)
        if claim.entry is not entry
        and claim.name not in shown
        # What says again what a statement here says cites it.
        and not any(cited.slug and cited.target == entry.name for cited in claim.block.citations)
    ]
    own = {
        "variants": words.joined(record.variants),
        "elsewhere": [replace(said, form="item") for said in found if said.footnote not in boxed],
    }
    return replace(page, own=own)


def _day(claim: Claim) -> tuple[int, ...]:
    """Return what words are ordered by: their day, those whose day is not known first."""
    return claim.block.day.sort_key[:2] if claim.block.day else ()


def all_people(context: Context) -> dict[str, list[views.Item]]:
    """Return all people by side, in the order of the treaty's parties, then the others."""
    titles = {party.key: party.short_name for party in context.dossier.parties}
    sides: dict[str, list[views.Item]] = {title: [] for title in (*titles.values(), "Others")}
    for entry in context.dossier.prominent(Person):
        held = offices(entry.record).items()
        parts = [part for office, roles in held for part in (office, _times(roles)) if part]
        shown = replace(list_item(context, entry), gloss=", ".join(parts))
        sides[titles.get(entry.record.party or "", "Others")].append(shown)
    return sides


def all_organisations(context: Context) -> list[views.Item]:
    """Return all organisations with what they are."""
    return [
        replace(list_item(context, entry), gloss=entry.record.country or "")
        for entry in context.dossier.prominent(Organisation)
    ]


def _times(roles: list[Role]) -> str:
    """Return in words when an office was held: `in office at least on 8 April 2025; until 2026`.

    A source that names an office shows it for its day alone.
    """
    times = []
    for role in roles:
        spans = {"from": role.since, "until": role.until}
        parts = [f"{word} {date.words}" for word, date in spans.items() if date]
        times.append(" ".join(parts))
    seen = words.joined([words.dated(role.on) for role in roles if role.on])
    return "; ".join(filter(None, [f"in office at least {seen}" if seen else "", *times]))
