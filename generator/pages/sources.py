"""Sources: what a document is, what we read in it, what rests on it; the lists of all."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator import csl
from generator.catalogue import Claim
from generator.notes import Note
from generator.pages import citations, escape, languages, views, words
from generator.pages.common import DESCRIPTION, common, filters, plain_fact
from generator.pages.context import Context
from generator.records import Article, Source
from generator.seeds import Entry, Title
from generator.vocabularies import INTERESTS
from generator.witnesses import folded, outlet_of

READ = {
    "excerpt": ("several", "quoted"),
    "noted": ("one", "noted"),
    "set aside": ("none", "set aside"),
}
"""How a paragraph was read, by the kind of its note: the fill of its cell and the words."""


@dataclass(frozen=True)
class Reading:
    """A place of a source with its reading notes and the pages that use it.

    Each note comes with the address at which its words would stand.
    `carriers` are the other sources of the text that stands there, None if it is that of the rest.
    """

    place: str
    notes: list[tuple[Note, views.Link | None]]
    users: views.Links
    carriers: views.Links | None


@dataclass(frozen=True)
class Resting:
    """A claim that rests on a source: its words, where it stands, and what else it rests on."""

    link: views.Link
    kind: str
    page: str
    company: str


def source_page(context: Context, entry: Entry[Source]) -> views.Page:
    """Return the page of a source: bibliography, who is behind it, what rests on it."""
    record, claims = entry.record, context.dossier.cited_in.get(entry.name, [])
    interest = words.capital(words.INTEREST_NAMES[record.interest])
    facts = [
        plain_fact("Named here", record.short, sub="in lines of evidence"),
        plain_fact("Who is behind it", interest, sub=INTERESTS[record.interest]),
        plain_fact("Copy kept by us", "Yes" if record.held else "No", sub=_extent(context, entry)),
        plain_fact("Statements resting on it", str(len(claims))),
    ]
    copies = context.links(context.dossier.carriers(entry, record.origin))
    if copies:
        facts.append(
            views.Fact("Counted as one source with", copies, sub="one text, whole or in part")
        )
    reports = context.dossier.of_outlet[outlet_of(record)]
    if outlet_of(record) and len(reports) > 1:
        sub = f"its {words.number(len(reports))} texts here count as one witness"
        facts.append(plain_fact("Outlet", _outlet(record, reports), sub=sub))
    bibliography = _bibliography(record)
    about = f"{record.title}. {bibliography}. {record.reliability}"
    return replace(
        common(context, entry, "source", _data(record)),
        title=Title("", record.title),
        description=words.shortened(about, DESCRIPTION),
        facts=tuple(facts),
        is_wide=True,
        language=_title_language(record),
        own={
            "source": record,
            "kind": _kind(record.type),
            "is_quoted": _is_quoted(record),
            "bibliography": bibliography,
            "address": context.source_address(record),
            "archived": _archived(record),
            "read_on": words.dated(record.accessed),
            "strip": _strip(context, entry),
            "readings": list(_readings(context, entry, claims)),
            "own_notes": [note.text for note in entry.notes.at("")],
            "resting": [_resting(context, entry, claim) for claim in claims],
        },
    )


def _outlet(record: Source, reports: list[Source]) -> str:
    """Return the name of the outlet whose text a source prints: as one of its own texts has it."""
    names = [report.container_title or report.publisher or "" for report in reports]
    own = [name for name in names if folded(name) == outlet_of(record)]
    return (own or [words.capital(f"{record.outlet}".replace("-", " "))])[0]


def _is_quoted(record: Source) -> bool:
    """Tell whether a title is the source's own: one in brackets is our description of it."""
    return not record.title.startswith("[")


def _title_language(record: Source) -> str:
    return record.language if _is_quoted(record) else "en"


def _kind(type_: str) -> str:
    """Return a type of CSL in words: of `article-newspaper`, that is a newspaper article."""
    return words.capital(" ".join(reversed(words.spoken(type_).split("-"))))


def _data(record: Source) -> dict[str, Any]:
    """Return the bibliography in the words of schema.org."""
    day = record.issued.text if record.issued and record.issued.ends else ""
    return {
        "@type": "CreativeWork",
        "name": record.title,
        "inLanguage": record.language,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name in ("DOI", "ISBN", "ISSN")
            if (value := getattr(record, name))
        ],
        "datePublished": "" if "/" in day else day,
        "url": record.URL if record.linked == "true" else "",
    }


def _bibliography(record: Source) -> str:
    """Return in a line all that is known of a source beside its title, type and address."""
    says = citations.says_of(csl.of_source("", record))
    note = f" ({record.issued_note.rstrip('.')})" if record.issued_note else ""
    says["day"] = (record.issued.words if record.issued else "undated") + note
    says["language"] = languages.language(record.language)
    return citations.cited("line", says).removesuffix(".")


def _archived(record: Source) -> views.Link | None:
    """Return a link to a stored copy or, if none is known, to where one may be, as it was read."""
    if record.archived_url:
        return views.Link("Archived copy", record.archived_url)
    if record.URL is None or record.linked == "false":
        return None
    read = record.accessed or record.issued
    day = f"{read.earliest:%Y%m%d}" if read else "*"
    address = f"https://web.archive.org/web/{day}/{record.URL}"
    return views.Link("Look for an archived copy", address)


def _extent(context: Context, entry: Entry[Source]) -> str:
    """Say how long the document is and how much of it is read, if we hold it."""
    size, notes = context.dossier.size(entry), context.dossier.reading(entry).values()
    read = sum(note is not None for note in notes)
    part = f"all {read}" if read == len(notes) else f"{read} of {len(notes)}"
    return f"{size[0]} words; {part} paragraphs accounted for" if size else ""


def _strip(context: Context, entry: Entry[Source]) -> list[views.Cell]:
    """Return a cell for each paragraph of a held document: quoted, noted, set aside or open."""
    cells = []
    for place, note in context.dossier.reading(entry).items():
        fill, said = READ[note.kind] if note else ("open", "not read yet")
        target = f"#{words.anchor(note.locator)}" if note else ""
        cells.append(views.Cell(views.Link(place.partition(" ")[2], target), fill, said))
    return cells


def _readings(context: Context, entry: Entry[Source], claims: list[Claim]) -> Iterator[Reading]:
    for locator in entry.notes.headings:
        users = {
            claim.entry.name: None
            for claim in claims
            for citation in claim.block.citations
            if (citation.target, citation.slug, citation.locator) == (entry.key, None, locator)
        }
        printed = [*entry.notes.titles.values(), *entry.notes.notes]
        notes = [
            (note, context.source_address(entry.record, [note.text]))
            for note in printed
            if note.locator == locator
        ]
        origin = entry.notes.origins.get(locator)
        carriers = context.links(context.dossier.carriers(entry, origin)) if origin else None
        yield Reading(locator, notes, context.links(users), carriers)


def _resting(context: Context, source: Entry, claim: Claim) -> Resting:
    strength = context.dossier.strength(claim.block)
    others = len(strength.witnesses) - 1
    if source.name in {evidence.source.name for evidence in strength.discounted}:
        company = "not counted there as a witness"
    elif others:
        company = f"with {words.counted(others, 'other source')}"
    else:
        company = "this source alone" if len(strength.sources) == 1 else "one witness with others"
    text = words.shortened(escape.plain(claim.block.text), DESCRIPTION)
    link = context.link(claim.name, text)
    kind = words.STATEMENT.get(claim.block.section, "")
    return Resting(link, kind, str(words.title(claim.entry)), company)


@dataclass(frozen=True)
class SourceRow:
    """A source in the list of all; `keys` are the values by which the list is narrowed."""

    link: views.Link
    source: Source
    title_language: str
    bibliography: str
    uses: str
    keys: dict[str, str]


def all_sources(context: Context) -> dict[str, object]:
    """Return all sources: those that we hold, the others by who is behind them."""
    titles = {"": "documents that we hold", **words.INTEREST_NAMES}
    glosses = {"": "read paragraph by paragraph, each with its reading notes", **INTERESTS}
    groups: dict[str, list[SourceRow]] = {key: [] for key in glosses}
    for entry in sorted(
        context.dossier.of(Source), key=lambda entry: entry.record.short.casefold()
    ):
        record, cited = entry.record, context.dossier.cited_in.get(entry.name, [])
        row = SourceRow(
            context.link(entry.name, record.title),
            record,
            _title_language(record),
            _bibliography(record),
            words.counted(len(cited), "statement"),
            {
                "language": record.language,
                "kind": record.type,
                "interest": record.interest,
                "year": str(record.issued.earliest.year) if record.issued else "undated",
            },
        )
        groups["" if record.held else record.interest].append(row)
    named: dict[str, Callable[[str], str]] = {
        "language": languages.language,
        "kind": _kind,
        "interest": lambda interest: words.capital(words.INTEREST_NAMES[interest]),
        "year": words.capital,
    }
    shown = [(titles[key], glosses[key], rows) for key, rows in groups.items() if rows]
    keys = (row.keys for rows in groups.values() for row in rows)
    return {"filters": filters(keys, named), "groups": shown}


def coverage(context: Context) -> dict[str, object]:
    """Return what of each held document is quoted, noted, set aside or open, and the rest."""
    dossier = context.dossier
    known = dossier.of(Source)
    counts = Counter[str](entry.record.interest for entry in known if not entry.record.held)
    articles = dossier.ordered(Article)
    return {
        "articles": [(context.link(entry.name), *dossier.coverage(entry)) for entry in articles],
        "held": [_held_row(context, entry) for entry in known if entry.record.held],
        "others": [
            (words.INTEREST_NAMES[interest], gloss, counts[interest])
            for interest, gloss in INTERESTS.items()
            if counts[interest]
        ],
    }


def _held_row(
    context: Context, entry: Entry[Source]
) -> tuple[views.Link, dict[str, int | str], list[str]]:
    """Return a held document with its figures and why paragraphs of it were set aside."""
    cells = _strip(context, entry)
    counts = Counter(cell.words for cell in cells)
    size = context.dossier.size(entry)
    figures: dict[str, int | str] = {
        "words": size[0] if size else "not counted",
        "paragraphs": len(cells),
        **{said: counts[said] for said in ("quoted", "noted", "set aside", "not read yet")},
        "statements resting on it": len(context.dossier.cited_in.get(entry.name, [])),
    }
    reasons = dict.fromkeys(note.text for note in entry.notes.notes if note.kind == "set aside")
    return context.link(entry.name), figures, list(reasons)
