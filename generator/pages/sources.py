"""Sources: what a document is, what we read in it, what rests on it; the lists of all."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from generator import csl
from generator.catalogue import Claim, grouped
from generator.pages import citations, escape, views, words
from generator.pages.common import DESCRIPTION, filters, make_page, plain_fact
from generator.pages.context import Context
from generator.records import Article, Source
from generator.seeds import Entry, Title
from generator.vocabularies import INTERESTS, TYPES
from generator.witnesses import folded, outlet_of

Row = dict[str, Any]
FILLS = {"excerpt": "several", "noted": "one", "set aside": "none", "open": "open"}
"""How a paragraph was read, by the kind of its note: the fill of its cell."""


def source_page(context: Context, entry: Entry[Source]) -> views.Page:
    """Return the page of a source: bibliography, who is behind it, what rests on it."""
    record, claims = entry.record, context.dossier.cited_in.get(entry.name, [])
    interest = words.capital(words.INTEREST[record.interest])
    copies = context.links(context.dossier.copies(entry, record.origin))
    facts = [
        plain_fact("Short name", record.short, sub="used in lines of evidence"),
        plain_fact("Who is behind it", interest, sub=INTERESTS[record.interest]),
        plain_fact("We keep a copy", "Yes" if record.held else "No", sub=_extent(context, entry)),
        plain_fact("Statements resting on it", str(len(claims))),
        views.Fact("Counted as one source with", copies, sub="one text, whole or in part"),
    ]
    reports = context.dossier.of_outlet[outlet_of(record)]
    if outlet_of(record) and len(reports) > 1:
        count = words.number(len(reports))
        sub = f"{count} of its texts are listed here; those cited together count as one source"
        facts.append(plain_fact("Outlet", _outlet(record, reports), sub=sub))
    bibliography = _bibliography(record)
    own = {
        "kind": TYPES[record.type]["name"],
        "is_quoted": not record.title.startswith("["),
        "bibliography": bibliography,
        "address": context.source_address(record),
        "archived": _archived(record),
        "read_on": words.dated(record.accessed),
        "strip": _strip(context, entry),
        "readings": list(_readings(context, entry, claims)),
        "own_notes": [note.text for note in entry.notes.at("")],
        "resting": [_resting(context, entry, claim) for claim in claims],
    }
    more = {"is_wide": True, "own": own, "language": _title_language(record)}
    about = words.shortened(f"{record.title}. {bibliography}. {record.reliability}", DESCRIPTION)
    data, title = _data(record), Title("", record.title)
    return make_page(context, entry, "source", data, facts, title=title, description=about, **more)


def _outlet(record: Source, reports: list[Source]) -> str:
    """Return the name of the outlet whose text a source prints: as one of its own texts has it."""
    names = [report.container_title or report.publisher or "" for report in reports]
    own = [name for name in names if folded(name) == outlet_of(record)]
    return (own or [words.capital(f"{record.outlet}".replace("-", " "))])[0]


def _title_language(record: Source) -> str:
    """Return the language of a title: one in brackets is our description of the source."""
    return "en" if record.title.startswith("[") else record.language


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
    says["language"] = words.language(record.language)
    return citations.cited("line", says).removesuffix(".")


def _archived(record: Source) -> views.Link | None:
    """Return a link to a stored copy or, if none is known, to where one may be, as it was read."""
    if record.archived_url:
        return views.Link("Archived copy", record.archived_url)
    if record.URL is None or record.linked == "false":
        return None
    read = record.accessed or record.issued
    day = f"{read.earliest}".replace("-", "") if read else "*"
    address = f"https://web.archive.org/web/{day}/{record.URL}"
    return views.Link("Look for an archived copy", address)


def _extent(context: Context, entry: Entry[Source]) -> str:
    """Say how long the document is and how much of it is read, if we hold it."""
    size, notes = context.dossier.size(entry), context.dossier.reading(entry).values()
    read = sum(note is not None for note in notes)
    part = f"all {read}" if read == len(notes) else f"{read} of {len(notes)}"
    return f"{size[0]} words; {part} paragraphs accounted for" if size else ""


def _strip(context: Context, entry: Entry[Source]) -> list[views.Item]:
    """Return a cell for each paragraph of a held document: quoted, noted, set aside or open."""
    cells = []
    for place, note in context.dossier.reading(entry).items():
        kind = note.kind if note else "open"
        target = f"#{words.anchor(note.locator)}" if note else ""
        link = views.Link(place.partition(" ")[2], target)
        cells.append(views.Item(link, gloss=words.READ[kind], fill=FILLS[kind]))
    return cells


def _readings(context: Context, entry: Entry[Source], claims: list[Claim]) -> Iterator[Row]:
    """Yield each place with its notes and where their words would stand, and the pages that use it.

    `copies` are the other sources of the text that stands there, None if it is that of the rest.
    """
    printed = (*entry.notes.titles.values(), *entry.notes.notes)
    notes_at = grouped((note.locator, note) for note in printed)
    cited = grouped(
        (citation.locator, claim.entry.name)
        for claim in claims
        for citation in claim.block.citations
        if (citation.target, citation.slug) == (entry.key, None)
    )
    for place in entry.notes.headings:
        found = notes_at.get(place, [])
        notes = [(note, context.source_address(entry.record, [note.text])) for note in found]
        users = context.links(dict.fromkeys(cited.get(place, [])))
        origin = entry.notes.origins.get(place)
        copies = context.links(context.dossier.copies(entry, origin)) if origin else None
        yield {"place": place, "notes": notes, "users": users, "copies": copies}


def _resting(context: Context, source: Entry, claim: Claim) -> Row:
    """Return the words of a claim, of what kind it is, on which page, and what else it rests on."""
    strength = context.dossier.strength(claim.block)
    others = len(strength.witnesses) - 1
    if source.name in {evidence.source.name for evidence in strength.discounted}:
        company = "not counted there as a source"
    elif others:
        company = f"with {words.counted(others, 'other source')}"
    elif len(strength.sources) > 1:
        company = "counted there as one source with others"
    else:
        company = "this source alone"
    text = words.shortened(escape.plain(claim.block.text), DESCRIPTION)
    link, page = context.link(claim.name, text), str(words.title(claim.entry))
    kind = words.STATEMENT.get(claim.block.section, "")
    return {"link": link, "kind": kind, "page": page, "company": company}


def all_sources(context: Context) -> dict[str, object]:
    """Return all sources: those that we hold, the others by who is behind them."""
    titles = {"": "documents of which we keep a copy", **words.INTEREST}
    glosses = {"": "read paragraph by paragraph, each with its reading notes", **INTERESTS}
    groups: dict[str, list[Row]] = {key: [] for key in glosses}
    known = sorted(context.dossier.of(Source), key=lambda entry: entry.record.short.casefold())
    for entry in known:
        record, cited = entry.record, context.dossier.cited_in.get(entry.name, [])
        row = {
            "link": context.link(entry.name, record.title),
            "source": record,
            "title_language": _title_language(record),
            "bibliography": _bibliography(record),
            "uses": words.counted(len(cited), "statement"),
            "narrowed": {
                "language": record.language,
                "kind": record.type,
                "interest": record.interest,
                "year": str(record.issued.earliest.year) if record.issued else "undated",
            },
        }
        groups["" if record.held else record.interest].append(row)
    named: dict[str, Callable[[str], str]] = {
        "language": words.language,
        "kind": lambda type_: TYPES[type_]["name"],
        "interest": lambda interest: words.capital(words.INTEREST[interest]),
        "year": words.capital,
    }
    shown = [(titles[key], glosses[key], rows) for key, rows in groups.items() if rows]
    keys = (row["narrowed"] for rows in groups.values() for row in rows)
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
            (words.INTEREST[interest], gloss, counts[interest])
            for interest, gloss in INTERESTS.items()
            if counts[interest]
        ],
    }


def _held_row(context: Context, entry: Entry[Source]) -> Row:
    """Return a held document with its figures and why paragraphs of it were set aside."""
    cells = _strip(context, entry)
    counts = Counter(cell.gloss for cell in cells)
    size = context.dossier.size(entry)
    figures = {
        "words": size[0] if size else "not counted",
        "paragraphs": len(cells),
        **{said: counts[said] for said in words.READ.values()},
        "statements resting on it": len(context.dossier.cited_in.get(entry.name, [])),
    }
    reasons = dict.fromkeys(note.text for note in entry.notes.notes if note.kind == "set aside")
    return {"source": context.link(entry.name), "figures": figures, "reasons": list(reasons)}
