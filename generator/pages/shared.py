"""Pages that their records share: numbers by status, the glossary, corrections."""

from generator.catalogue import grouped
from generator.pages import views, words
from generator.pages.addresses import anchor_of, corrected_when
from generator.pages.common import TIMES, disputes
from generator.pages.context import Context
from generator.pages.events import votes
from generator.records import Correction, Event, Number, Term
from generator.seeds import Entry, Title

USES = 6
"""How many pages that use a term are named."""
Part = dict[str, object]


def _part(context: Context, entry: Entry, title: Title, links: views.Links, more: str = "") -> Part:
    """Return a record on a page that it shares: gloss below its title, links at its end."""
    sections = context.dossier.sections(entry)
    return {
        "record": entry.path,
        "id": anchor_of(entry.name),
        "title": title,
        "footnote": context.first_footnote(entry),
        "sections": [(name, context.statements(shown)) for name, shown in sections],
        "disputes": disputes(context, entry),
        "links": links,
        "more": more,
    }


def all_numbers(context: Context) -> dict[str, object]:
    """Return all numbers by status: in the text, reported, planned."""
    found: dict[str, list[Part]] = {words.capital(said): [] for said in words.STATUS.values()}
    for entry in context.dossier.prominent(Number):
        links = context.links(f"themes/{key}" for key in entry.record.themes)
        part = _part(context, entry, entry.title, links)
        found[words.capital(words.STATUS[entry.record.status])].append(part)
    return {"parts": found, "votes": votes(context, context.dossier.ordered(Event))}


def all_terms(context: Context) -> list[Part]:
    """Return all terms with what they mean and where they are used."""
    parts = []
    for entry in context.dossier.ordered(Term):
        record = entry.record
        users = context.dossier.users(entry)
        links = context.links(user for user in users if user.kind not in ("pages", "treaty"))
        rest = len(links[USES:])
        more = f"and {words.counted(rest, 'other page')}" if rest else ""
        parts.append(
            _part(context, entry, Title(record.term, record.expansion or ""), links[:USES], more)
        )
    return parts


def all_corrections(context: Context) -> list[tuple[str, bool, dict[str, list[Part]]]]:
    """Return the corrections, the newest first, by page; what concerns two stands at the first."""
    found = context.dossier.of(Correction)
    newest = sorted(found, key=lambda entry: entry.record.day.sort_key, reverse=True)
    times: dict[str, dict[str, list[Part]]] = {when: {} for when in TIMES}
    lists = grouped((corrected_when(entry.record), entry) for entry in newest)
    for (when, page), entries in sorted(lists.items()):
        parts = []
        for entry in entries:
            day, links = entry.record.day, context.links(entry.record.concerns)
            parts.append(_part(context, entry, Title("", day.words), links))
        name = "treaty" if page == "index" else page
        anchor = words.anchor(f"{when} {page}")
        row: Part = {"link": context.link(name), "id": anchor, "parts": parts}
        times[when].setdefault(words.capital(name.partition("/")[0]), []).append(row)
    return [(TIMES[when], when == "since", kinds) for when, kinds in times.items() if kinds]
