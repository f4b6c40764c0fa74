"""Pages about sources: what a document is, what we read in it, what rests on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.catalogue import Claim
from generator.locators import paragraphs_of
from generator.notes import Note
from generator.pages import escape, languages, views, words
from generator.pages.common import DESCRIPTION, claims_of, common, plain_fact
from generator.pages.sheet import Sheet, ordered, title_of
from generator.records import INTERESTS, Article, Source
from generator.seeds import Entry
from generator.witnesses import folded, outlet_of, weigh


def source(sheet: Sheet, entry: Entry, record: Source) -> views.Page:
    """A source: bibliography, who is behind it, what we read in it and what rests on it."""
    claims = sheet.catalogue.cited_in.get(entry.name, [])
    interest = words.capital(words.INTEREST[record.interest])
    facts = [
        plain_fact("Who is behind it", interest, sub=INTERESTS[record.interest]),
        plain_fact("Held by us", "Yes" if record.held else "No", sub=held(sheet, entry)),
        plain_fact("Statements resting on it", str(len(claims))),
    ]
    copies = sheet.links(copies_of(sheet, entry, record.origin))
    if copies:
        facts.append(views.Fact("One witness with", copies, sub="copies of one text"))
    outlet, reports = outlet_of_record(sheet, record)
    if outlet:
        sub = f"its {words.number(reports)} texts here count as one witness"
        facts.append(plain_fact("Outlet", outlet, sub=sub))
    more = {
        "source": record,
        "quoted": is_quoted(record),
        "bibliography": bibliography(record),
        "address": sheet.address(record),
        "accessed": words.dated(record.accessed),
        "strip": strip(sheet, entry),
        "readings": list(readings(sheet, entry, claims)),
        "own_notes": [note.text for note in entry.notes.at("")],
        "rests": [resting(sheet, entry, claim) for claim in claims],
    }
    about = f"{record.title}. {bibliography(record)}. {record.reliability}"
    return replace(
        common(sheet, entry, "source", data_of(record)),
        title=record.title,
        description=words.shortened(about, DESCRIPTION),
        facts=tuple(facts),
        wide=True,
        language=title_language(record),
        more=more,
    )


def copies_of(sheet: Sheet, entry: Entry, origin: str) -> list[str]:
    """Return the names of the other sources that carry the text called `origin`."""
    return [
        other.name
        for other, one in sheet.catalogue.records(Source)
        if other is not entry and origin in {one.origin, *other.notes.origins.values()}
    ]


def outlet_of_record(sheet: Sheet, record: Source) -> tuple[str, int]:
    """Return the name of the outlet whose text a source prints, and how many sources print it.

    The name is left out if the source is the only one.
    """
    outlet = outlet_of(record)
    found = [one for _, one in sheet.catalogue.records(Source) if outlet_of(one) == outlet]
    if not outlet or len(found) < 2:
        return "", len(found)
    names = [one.container_title or one.publisher or "" for one in found]
    own = [name for name in names if folded(name) == outlet]
    return (own or [words.capital(f"{record.outlet}".replace("-", " "))])[0], len(found)


def is_quoted(record: Source) -> bool:
    """Tell whether a title is the source's own: one in brackets is our description of it."""
    return not record.title.startswith("[")


def title_language(record: Source) -> str:
    """Return the language of a source's title: a description is in ours."""
    return record.language if is_quoted(record) else "en"


def data_of(record: Source) -> dict[str, Any]:
    """Return the bibliography in the words of schema.org."""
    data: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": record.title,
        "inLanguage": record.language,
    }
    if record.issued and record.issued.ends and "/" not in record.issued.text:
        data["datePublished"] = record.issued.text
    if record.URL and record.linked == "true":
        data["url"] = record.URL
    return data


def bibliography(record: Source) -> str:
    """Return authors, work, publisher and day of a source in a line."""
    day = record.issued.words if record.issued else "undated"
    if record.issued_note:
        day += f" ({record.issued_note.rstrip('.')})"
    parts = [
        words.joined(record.author),
        record.container_title or "",
        record.publisher or "",
        day,
        languages.language(record.language),
    ]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def held(sheet: Sheet, entry: Entry) -> str:
    """Say how long the document is and how much of it is read, if we hold it."""
    size = sheet.catalogue.size(entry)
    if size is None:
        return ""
    read = len(entry.notes.paragraphs)
    part = f"all {read}" if read == size[1] else f"{read} of {size[1]}"
    return f"{size[0]} words; {part} paragraphs accounted for"


MARKS = {
    "excerpt": ("several", "quoted"),
    "noted": ("one", "noted"),
    "set aside": ("none", "set aside"),
}


def strip(sheet: Sheet, entry: Entry) -> tuple[views.Cell, ...]:
    """Return a cell for each paragraph of a held document: quoted, noted, set aside or open."""
    best: dict[int, Note] = {}
    rank = list(MARKS).index
    for note in sorted(entry.notes.notes, key=lambda note: (rank(note.kind), note.locator)):
        for number in paragraphs_of(note.locator):
            best.setdefault(number, note)
    size = sheet.catalogue.size(entry)
    cells = []
    for number in range(1, size[1] + 1 if size else 0):
        shown = best.get(number)
        mark, said = MARKS[shown.kind] if shown else ("open", "not read yet")
        target = f"#{words.anchor(shown.locator)}" if shown else ""
        cells.append(views.Cell(views.Link(str(number), target), mark, said))
    return tuple(cells)


def readings(
    sheet: Sheet, entry: Entry, claims: list[Claim]
) -> Iterator[tuple[str, list[Note], tuple[views.Link, ...], tuple[views.Link, ...] | None]]:
    """Yield each place of a source with its reading notes and links to the pages that use it.

    Where another text than in the rest of it stands, the other sources of that text come last.
    """
    for locator in entry.notes.locators:
        users = {
            claim.entry.name: None
            for claim in claims
            for citation in claim.block.citations
            if (citation.target, citation.slug, citation.locator) == (entry.key, None, locator)
        }
        notes = [note for note in entry.notes.notes if note.locator == locator]
        origin = entry.notes.origins.get(locator)
        carriers = sheet.links(copies_of(sheet, entry, origin)) if origin else None
        yield locator, notes, sheet.links(users), carriers


def resting(sheet: Sheet, source: Entry, claim: Claim) -> views.Item:
    """Return a claim that rests on a source, and whether on others too."""
    strength = sheet.catalogue.strength(claim.block)
    others = len(strength.witnesses) - 1
    if source.name in {one.source.name for one in strength.discounted}:
        company = "not counted there as a witness"
    elif others:
        company = f"with {words.counted(others, 'other source')}"
    else:
        company = "this source alone" if len(strength.sources) == 1 else "one witness with others"
    text = words.shortened(escape.plain(claim.block.text), DESCRIPTION)
    link = sheet.link(claim.entry.name, text, claim.block.slug)
    page = title_of(claim.entry)
    return views.Item(
        link, kind=words.STATEMENT.get(claim.block.section, ""), lines=(page, company)
    )


def all_sources(sheet: Sheet) -> views.Parts:
    """All sources, with how far to trust each: those that we hold, others by who is behind them."""
    titles = {"": "documents that we hold", **words.INTEREST}
    glosses = {"": "read paragraph by paragraph, each with its reading notes", **INTERESTS}
    groups: dict[str, list[views.Parts]] = {key: [] for key in glosses}
    for entry, record in sheet.catalogue.records(Source):
        row = {
            "link": sheet.link(entry.name, record.title),
            "language": title_language(record),
            "bibliography": bibliography(record),
            "source": record,
            "uses": words.counted(len(sheet.catalogue.cited_in.get(entry.name, [])), "statement"),
        }
        groups["" if record.held else record.interest].append(row)
    return {"parts": [(titles[key], glosses[key], rows) for key, rows in groups.items()]}


def coverage(sheet: Sheet) -> views.Parts:
    """What of each held document is quoted, noted, set aside or open; how many others we cite."""
    found = sheet.catalogue.records(Source)
    held = [coverage_of(sheet, entry) for entry, record in found if record.held]
    interests = Counter[str](record.interest for _, record in found if not record.held)
    others = [
        (words.INTEREST[key], gloss, interests[key])
        for key, gloss in INTERESTS.items()
        if interests[key]
    ]
    articles = [
        (sheet.link(entry.name), *figures_of(sheet, entry))
        for entry, _ in ordered(sheet.catalogue, Article)
    ]
    return {"held": held, "others": others, "articles": articles}


def figures_of(sheet: Sheet, entry: Entry) -> tuple[int, int, int]:
    """Count an article's statements, the sources that they rest on, and the witnesses in these."""
    claims = [*claims_of(sheet.catalogue, entry), *sheet.catalogue.group_claims.get(entry.name, [])]
    evidence = [one for claim in claims for one in sheet.catalogue.evidence(claim.block)]
    names = {one.source.name for one in evidence}
    return len(claims), len(names), len(weigh(evidence).witnesses)


def coverage_of(sheet: Sheet, entry: Entry) -> tuple[views.Link, dict[str, int | str], list[str]]:
    """Return a held source, its figures and the reasons why paragraphs were set aside."""
    cells = strip(sheet, entry)
    counts = Counter(cell.words for cell in cells)
    size = sheet.catalogue.size(entry)
    figures = {
        "words": size[0] if size else "not counted",
        "paragraphs": len(cells),
        **{said: counts[said] for said in ("quoted", "noted", "set aside", "not read yet")},
        "statements resting on it": len(sheet.catalogue.cited_in.get(entry.name, [])),
    }
    reasons = dict.fromkeys(note.text for note in entry.notes.notes if note.kind == "set aside")
    return sheet.link(entry.name), figures, list(reasons)
