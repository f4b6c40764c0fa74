"""Pages that their records share: numbers by status, the glossary, corrections."""

from dataclasses import dataclass, replace

from generator.catalogue import grouped
from generator.pages import views, words
from generator.pages.addresses import anchor_of, corrected_id, page_of
from generator.pages.common import disputes
from generator.pages.context import Context
from generator.pages.events import votes
from generator.records import Correction, Event, Number, Term
from generator.seeds import Entry
from generator.titles import Title, order, title_of

USES = 6
"""How many pages that use a term are named."""
TIMES = {False: "Since the first publication", True: "Before the first publication"}
"""What stands above corrections: those of what readers saw are open, the others folded."""
HERE = "the statement"
"""What a correction calls a statement of the page below whose title it stands."""


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


@dataclass(frozen=True)
class Corrected:
    """A page with its corrections, the newest first, and the id of their list."""

    page: views.Link
    id: str
    parts: list[Part]

    @property
    def count(self) -> int:
        """Count the corrections."""
        return len(self.parts)


def all_corrections(context: Context) -> list[tuple[str, bool, dict[str, list[Corrected]]]]:
    """Return the corrections by page, the pages by kind, those since the publication first."""
    dossier, times = context.dossier, []
    newest = sorted(
        dossier.of(Correction), key=lambda entry: entry.record.day.sort_key, reverse=True
    )
    alone = (entry for entry in dossier.entries.values() if not anchor_of(entry.name))
    known = {page_of(entry.name): entry.kind for entry in sorted(alone, key=order)}
    for is_before, title in TIMES.items():
        found = grouped(
            (page, entry)
            for entry in newest
            if (entry.record.before_publication == "true") is is_before
            for page in dict.fromkeys(map(page_of, entry.record.concerns))
        )
        kinds: dict[str, list[Corrected]] = {}
        for page in dict.fromkeys([*known, *found]):
            if page in found:
                kind = words.capital(known.get(page) or page.partition("/")[0])
                kinds.setdefault(kind, []).append(_corrected(context, page, found[page], is_before))
        if kinds:
            times.append((title, not is_before, kinds))
    return times


def _corrected(
    context: Context, page: str, entries: list[Entry[Correction]], is_before: bool
) -> Corrected:
    """Return a page with its corrections; what concerns two pages has its id at the first."""
    parts = []
    for entry in entries:
        names = entry.record.concerns
        # Below the title of its page a statement is not called by that title once more.
        own = {f"{page.removesuffix('.md')}#{anchor_of(name)}" for name in names}
        links = tuple(context.link(name, HERE if name in own else "") for name in names)
        part = _part(context, entry, Title("", entry.record.day.words), links)
        parts.append(part if page_of(names[0]) == page else replace(part, id=""))
    link = context.link("treaty" if page == page_of("treaty") else page.removesuffix(".md"))
    return Corrected(link, corrected_id(page, is_before=is_before), parts)
