"""Pages that their records share: numbers by status, the glossary, corrections."""

from dataclasses import dataclass

from generator.pages import views, words
from generator.pages.addresses import anchor_of
from generator.pages.common import disputes
from generator.pages.context import Context
from generator.pages.events import votes
from generator.records import Correction, Event, Number, Term
from generator.seeds import Entry
from generator.titles import Title, title_of

USES = 6
"""How many pages that use a term are named."""
SINCE, BEFORE = "Since the first publication", "Before the first publication"
"""What stands above corrections: those of what readers saw are open, the others folded."""


@dataclass(frozen=True)
class Part:
    """A record on a page that it shares, with the gloss below its title and links at its end."""

    record: str
    id: str
    title: Title
    footnote: views.Footnote | None
    sections: list[tuple[str, tuple[views.Statement, ...]]]
    disputes: views.Links
    links: views.Links
    more: str


def _part(context: Context, entry: Entry, title: Title, links: views.Links, more: str = "") -> Part:
    sections = context.dossier.subject(entry).sections
    return Part(
        entry.path,
        anchor_of(entry.name),
        title,
        context.first_footnote(entry),
        [(name, context.statements(shown)) for name, shown in sections],
        disputes(context, entry),
        links,
        more,
    )


def all_numbers(context: Context) -> dict[str, object]:
    """Return all numbers by status: in the text, reported, planned."""
    found: dict[str, list[Part]] = {words.capital(said): [] for said in words.STATUS.values()}
    for entry in context.dossier.prominent(Number):
        links = context.links(f"themes/{key}" for key in entry.record.themes)
        part = _part(context, entry, title_of(entry), links)
        found[words.capital(words.STATUS[entry.record.status])].append(part)
    return {"parts": found, "votes": votes(context, context.dossier.ordered(Event))}


def all_terms(context: Context) -> list[Part]:
    """Return all terms with what they mean and where they are used."""
    parts = []
    for entry in context.dossier.ordered(Term):
        record = entry.record
        gloss = "; ".join(filter(None, (record.expansion, words.joined(record.aliases))))
        users = context.dossier.users(entry)
        links = context.links(user for user in users if user.kind not in ("pages", "treaty"))
        rest = len(links[USES:])
        more = f"and {words.counted(rest, 'other page')}" if rest else ""
        parts.append(_part(context, entry, Title(record.term, gloss), links[:USES], more))
    return parts


def all_corrections(context: Context) -> list[tuple[str, bool, list[Part]]]:
    """Return the corrections, the newest first, below what they are called together."""
    found = context.dossier.of(Correction)
    groups: dict[str, list[Part]] = {SINCE: [], BEFORE: []}
    for entry in sorted(found, key=lambda entry: entry.record.day.sort_key, reverse=True):
        record, links = entry.record, context.links(entry.record.concerns)
        group = groups[BEFORE if record.before_publication == "true" else SINCE]
        group.append(_part(context, entry, Title(links[0].text, record.day.words), links))
    return [(title, title == SINCE, parts) for title, parts in groups.items() if parts]
