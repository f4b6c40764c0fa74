"""Pages that their records share: numbers by status, the glossary, corrections."""

from dataclasses import dataclass, replace

from generator.pages import views, words
from generator.pages.addresses import anchor_of
from generator.pages.boxes import disputes
from generator.pages.context import Context
from generator.pages.events import votes
from generator.records import Correction, Event, Number, Term
from generator.seeds import Entry
from generator.titles import Title, title_of

USES = 6
"""How many pages that use a term are named."""


@dataclass(frozen=True)
class Part:
    """A record on a page that it shares, with the gloss below its title and links at its end."""

    record: str
    id: str
    title: str
    gloss: str
    footnote: views.Footnote | None
    statements: tuple[views.Statement, ...]
    disputes: views.Links
    links: views.Links
    more: str = ""


@dataclass(frozen=True)
class Numbers:
    """What the page of numbers shows: all by status, and the counts of all votes."""

    parts: dict[str, list[Part]]
    votes: list[views.Ballot]


def all_numbers(context: Context) -> Numbers:
    """Return all numbers by status: in the text, reported, planned."""
    found: dict[str, list[Part]] = {words.capital(said): [] for said in words.STATUS.values()}
    for entry in context.dossier.prominent(Number):
        links = context.links(f"themes/{key}" for key in entry.record.themes)
        part = _part(context, entry, title_of(entry), links)
        found[words.capital(words.STATUS[entry.record.status])].append(part)
    return Numbers(found, votes(context, context.dossier.ordered(Event)))


def all_terms(context: Context) -> list[Part]:
    """Return all terms with what they mean and where they are used."""
    parts = []
    for entry in context.dossier.ordered(Term):
        record = entry.record
        gloss = "; ".join(filter(None, (record.expansion, words.joined(record.aliases))))
        users = context.dossier.users(entry)
        links = context.links(one for one in users if one.kind not in ("pages", "treaty"))
        rest = len(links[USES:])
        more = f"and {words.counted(rest, 'other page')}" if rest else ""
        part = _part(context, entry, Title(record.term, gloss), links[:USES])
        parts.append(replace(part, more=more))
    return parts


SINCE, BEFORE = "Since the first publication", "Before the first publication"
"""What stands above corrections: those of what readers saw are open, the others folded."""


@dataclass(frozen=True)
class CorrectionRow:
    """A correction: the statements that it concerns, its day, what was and is said, and why."""

    record: str
    id: str
    title: str
    gloss: str
    links: list[views.Link]
    sections: list[tuple[str, tuple[views.Statement, ...]]]


def all_corrections(context: Context) -> list[tuple[str, bool, list[CorrectionRow]]]:
    """Return the corrections, the newest first, below what they are called together."""
    found = context.dossier.of(Correction)
    rows: dict[str, list[CorrectionRow]] = {SINCE: [], BEFORE: []}
    for entry in sorted(found, key=lambda one: one.record.day.sort_key, reverse=True):
        record, sections = entry.record, context.dossier.subject(entry).sections
        group = BEFORE if record.before_publication == "true" else SINCE
        links = [context.link(name) for name in record.concerns]
        shown = [(name, context.statements(one)) for name, one in sections if name]
        target, day = anchor_of(entry.name), record.day.words
        row = CorrectionRow(entry.path, target, links[0].text, day, links, shown)
        rows[group].append(row)
    return [(title, title == SINCE, group) for title, group in rows.items() if group]


def _part(context: Context, entry: Entry, title: Title, links: views.Links) -> Part:
    sections = context.dossier.subject(entry).sections
    return Part(
        entry.path,
        anchor_of(entry.name),
        title.number,
        title.words,
        context.first_footnote(entry),
        tuple(one for _, shown in sections for one in context.statements(shown)),
        disputes(context, entry),
        links,
    )
