"""A page in the making: links and terms as seen from it, statements in words, its footnotes."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Self
from urllib.parse import urlsplit

from generator.catalogue import Catalogue
from generator.dossier import Statement
from generator.files import Retired
from generator.locators import ARTICLE
from generator.notes import Note
from generator.pages import citations, escape, views, words
from generator.pages.addresses import anchor_of, page_of, site_path
from generator.pages.register import Register
from generator.quotations import whole_words
from generator.records import Event, Organisation, Person, Record, Source, Term, Treaty
from generator.seeds import FOLDER, Entry
from generator.settings import Settings
from generator.urls import to_words
from generator.witnesses import Evidence

MEANING = 155
"""How many signs of a definition are shown in place."""
PASSAGE = 1200
"""How many signs of the treaty's text a footnote has: a paragraph, rarely a whole article."""
Row = dict[str, object]


@dataclass(frozen=True)
class Terms:
    """All spellings of terms and names, each with its record's name and, of a term, its meaning."""

    pattern: re.Pattern[str]
    meanings: dict[str, tuple[str, str]]

    @classmethod
    def of(cls, catalogue: Catalogue, *, are_explained: bool = True) -> Self:
        """Return the names of people and bodies and, if they are to be explained, the terms."""
        meanings = {entry.record.name: (entry.name, "") for entry in catalogue.of(Person)}
        for body in catalogue.of(Organisation):
            named = filter(None, (body.record.name, body.record.short_name))
            meanings |= dict.fromkeys(named, (body.name, ""))
        for entry in catalogue.of(Term) if are_explained else ():
            record = entry.record
            first = next((block.text for block in entry.body.blocks if block.text), "")
            meaning = record.expansion or words.shortened(escape.plain(first), MEANING)
            meanings |= dict.fromkeys(record.spellings, (entry.name, meaning))
        meanings = {" ".join(spelling.split()): said for spelling, said in meanings.items()}
        return cls(whole_words(meanings), meanings)


class Context:
    """One page in the making. Each footnote that a template prints is kept for its end."""

    def __init__(self, register: Register, settings: Settings, terms: Terms, path: str) -> None:
        self.register, self.dossier = register, register.dossier
        self.settings, self.terms, self.path = settings, terms, path
        # By their labels, what footnotes tell of: all that were made, and those that are printed.
        self.made: dict[str, Statement] = {}
        self.footnotes: dict[str, Statement] = {}
        # A page does not lead to itself.
        self.explained = {path.removesuffix(".md")}

    # Links.

    def to(self, name: str) -> str:
        """Return the address, as seen from this page, of a record or of something on its page."""
        path, anchor = page_of(name), anchor_of(name)
        fragment = f"#{anchor}" if anchor else ""
        if path == self.path and anchor:
            return fragment
        return _relative(path, posixpath.dirname(self.path) or ".") + fragment

    def link(self, name: str, text: str = "") -> views.Link:
        """Return a link to a record or a claim, or to where it was withdrawn, by its full name."""
        entry, day = self.dossier.entries.get(name.partition("#")[0]), ""
        if entry:
            record: Record = entry.record
            title = record.short_title if isinstance(record, Treaty) else words.title(entry)
            text = text or str(title)
            day = record.date.words if isinstance(record, Event) else ""
        return views.Link(text or name, self.to(name), day)

    def link_if_any(self, name: str | None, text: str = "") -> views.Link | None:
        """Return a link to a record, or None if there is none of that name."""
        return self.link(name, text) if name and name in self.dossier.entries else None

    def links(self, entries: Iterable[Entry | str]) -> views.Links:
        """Return a link to each record, given as such or by its name."""
        names = (entry if isinstance(entry, str) else entry.name for entry in entries)
        return tuple(map(self.link, names))

    def withdrawn(self) -> list[tuple[str, Retired, views.Link | None]]:
        """Return by its id what is gone from this page, with a link to what took its place."""
        return [
            (anchor, gone, self.link(gone.successor) if gone.successor else None)
            for (page, anchor), gone in self.register.gone.items()
            if page == site_path(self.path)
        ]

    def source_address(self, source: Source, read: Iterable[str] = ()) -> views.Link | None:
        """Return a link to what was read in a source, or only the address if none may be."""
        if source.URL is None:
            return None
        if source.linked == "false":
            return views.Link(source.URL)
        host = urlsplit(source.URL).netloc.removeprefix("www.").rstrip(".")
        return views.Link(host, to_words(source.URL, read), source.URL if read else "")

    def _relinked(self, text: str, entry: Entry) -> str:
        """Return the Markdown of a record with its links to records as seen from this page."""

        def seen_from_here(target: str) -> str:
            if "://" in target:
                return target
            path, _, fragment = target.partition("#")
            seed = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), path))
            return self.to(f"{seed.removeprefix(f'{FOLDER}/').removesuffix('.md')}#{fragment}")

        return escape.relinked(text, seen_from_here)

    def explain(self, text: str) -> str:
        """Return Markdown in which a term or name leads to its record where it is first printed."""

        def linked(match: re.Match[str]) -> str:
            name, meaning = self.terms.meanings[" ".join(match[0].split())]
            if name in self.explained:
                return match[0]
            self.explained.add(name)
            title = f' "{escape.link_title(meaning)}"' if meaning else ""
            return f"[{match[0]}]({self.to(name)}{title})"

        return escape.prose(text, lambda words: self.terms.pattern.sub(linked, words))

    # Statements.

    def statement(
        self, said: Statement, is_cited: bool = False, *, is_listed: bool = False
    ) -> views.Statement:
        """Return a statement in words; away from home it has a link there, unless a list has it."""
        block, entry, known = said.block, said.home, self.dossier.entries
        if said.form in ("code", "subheading"):
            return views.Statement(said.form, block.text.removeprefix("### "))
        text = words.as_quoted(block.form, " ".join(self._relinked(block.text, entry).split()))
        if not block.citations:
            return views.Statement(said.form, text)
        home = self.link(said.name) if said.is_away else None
        # Nobody is named whom this page or the evidence names anyway.
        holder = said.holder
        if holder and (
            holder.kind == "sources"
            or said.strength.names == [holder.record.heading]
            or (holder is not entry and page_of(holder.name) == self.path)
        ):
            holder = None
        is_elsewhere = said.is_away and said.section != block.section and not is_listed
        is_here = block.slug and not is_listed and not said.is_away
        at = self.to(said.name) if is_here or (block.slug and is_cited) else ""
        cited = citations.of_statement(said, self.settings) if at else []
        return views.Statement(
            said.form,
            text,
            id=anchor_of(said.name) if is_here else "",
            footnote=self.footnote(said),
            fill=said.strength.level,
            evidence=words.evidence(said.strength, len(escape.plain(text))),
            kind=words.STATEMENT.get(block.section, "") if is_elsewhere else "",
            holder=home if holder is entry else self.link(holder.name) if holder else None,
            day=block.day.words if block.day else "",
            home=None if holder is entry or is_listed else home,
            about=tuple(self.link(one, words.title(known[one]).number) for one in block.about),
            at=at,
            cite=citations.shown(cited),
        )

    def statements(self, all_: Iterable[Statement], are_cited: bool = False) -> views.Statements:
        """Return each statement in words."""
        return tuple(self.statement(said, are_cited) for said in all_)

    # Footnotes.

    def footnote(self, said: Statement) -> str:
        """Return the label of the evidence of a statement, which no other has on this page."""
        entry, block = said.home, said.block
        # No id and no key has two hyphens side by side, so no two blocks have one label.
        slug = block.slug or f"line--{block.place.line}"
        is_alone = page_of(entry.name) == self.path and not anchor_of(entry.name)
        label = slug if is_alone else f"{entry.name.replace('/', '-')}--{slug}"
        # A position that shows a claim may count fewer of its sources than the claim at home.
        own = self.dossier.claims.get(said.name)
        if own and block.discounts != own.block.discounts:
            label = "--".join([label, *block.discounts])
        self.made.setdefault(label, said)
        return label

    def first_footnote(self, entry: Entry) -> str:
        """Return the label of the evidence for what the front matter of a record states."""
        claims = self.dossier.claims_in.get(entry.name)
        return self.footnote(self.dossier.statement(claims[0])) if claims else ""

    def mark(self, footnote: str) -> str:
        """Return the mark of a footnote, which the page then has at its end."""
        self.footnotes[footnote] = self.made[footnote]
        return f"[^{footnote}]"

    def printed(self) -> list[tuple[str, list[Row], str]]:
        """Return each footnote of the page: label, the strongest sources first, days of reading."""
        notes = []
        for label, said in self.footnotes.items():
            found: dict[str, tuple[Evidence, list[Evidence]]] = {}
            for witness in (*said.strength.witnesses, said.strength.discounted):
                for place in witness:
                    found.setdefault(place.source.name, (witness[0], []))[1].append(place)
            quoted = [passage.words for passage in said.block.passages]
            shown = [self._witness(places, first, quoted) for first, places in found.values()]
            days = words.joined([words.dated(day) for day in said.read_on])
            notes.append((label, shown, f"Words as read {days}." if days else ""))
        return notes

    def _witness(self, places: list[Evidence], first: Evidence, quoted: list[str]) -> Row:
        """Return a source in a footnote: its places, their words, with what it counts as one."""
        entry, record = places[0].source, places[0].source.record
        interest = words.INTEREST[record.interest]
        read = [note.text for place in places for note in _excerpts(place)]
        if not record.held:
            read += [text for text in quoted if any(place.has(text) for place in places)]
        is_one = first.discounted or first.source is entry
        return {
            "source": self.link(entry.name, record.short),
            "interest": words.OWN_TEXT if record.authentic == "true" else interest,
            "day": record.issued.words if record.issued else "undated",
            "language": record.language,
            "places": [self._place(place, place.locator) for place in places if place.locator],
            "address": self.source_address(record, read),
            "is_held": record.held is not None,
            "is_discounted": first.discounted,
            "one_with": "" if is_one else first.source.record.short,
        }

    def _place(self, evidence: Evidence, locator: str) -> tuple[views.Link, tuple[str, ...]]:
        source, notes = evidence.source, _excerpts(evidence)
        texts = tuple(note.text for note in notes)
        name = self.dossier.texts.get(source.key)
        article = self.dossier.article_at(locator) if name else None
        if article and notes:
            anchor = words.anchor(f"text {name} {notes[0].locator.removeprefix(ARTICLE)}")
            target = self.to(f"{article.name}#{anchor}")
            return views.Link(locator, target), (words.shortened(" ".join(texts), PASSAGE),)
        return views.Link(locator, self.to(f"{source.name}#{words.anchor(locator)}")), texts


_relative = cache(posixpath.relpath)
"""The way from a folder to a page: all pages of a folder have the same."""


def _excerpts(evidence: Evidence) -> list[Note]:
    return [note for note in evidence.notes if note.kind == "excerpt"]
