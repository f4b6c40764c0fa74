"""A page in the making: links as seen from it, its claims, and the notes that they need."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from generator.body import Block
from generator.catalogue import Catalogue, Claim, R, anchor_of, page_of, read_on
from generator.dates import Date
from generator.pages import escape, views, words
from generator.pages.terms import Terms
from generator.records import (
    CORRECTION_SECTIONS,
    DISAGREEMENT_SECTIONS,
    SECTIONS,
    Article,
    Event,
    Number,
    Record,
    Source,
    Theme,
    Treaty,
)
from generator.seeds import FOLDER, Entry
from generator.witnesses import Evidence, Strength


def title_of(entry: Entry) -> str:
    """Return the words that stand for a record in lists and links."""
    record = entry.record
    if isinstance(record, Article):
        number = f"Article {int(entry.key)}" if entry.key.isdigit() else words.capital(entry.key)
        return f"{number}: {record.title}" if record.title else number
    if isinstance(record, Number):
        return f"{record.value} {record.unit}: {record.counts}"
    return record.heading


class Sheet:
    """One page in the making. It gathers the evidence notes of all claims shown on it."""

    def __init__(self, catalogue: Catalogue, terms: Terms, path: str) -> None:
        self.catalogue = catalogue
        self.terms = terms
        self.path = path
        self.notes: dict[str, tuple[views.Witness, ...]] = {}
        self.explained: set[str] = set()

    # Links.

    def to(self, path: str, anchor: str = "") -> str:
        """Return the address of a page in `docs/` as seen from this one."""
        fragment = f"#{anchor}" if anchor else ""
        if path == self.path and anchor:
            return fragment
        return posixpath.relpath(path, posixpath.dirname(self.path) or ".") + fragment

    def link(self, name: str, text: str = "", slug: str | None = None) -> views.Link:
        """Return a link to a record or one of its claims."""
        entry = self.catalogue.entries[name]
        day = entry.record.date.words if isinstance(entry.record, Event) else ""
        target = self.to(page_of(name), anchor_of(name, slug))
        title = entry.record.short_title if isinstance(entry.record, Treaty) else title_of(entry)
        return views.Link(text or title, target, day)

    def link_to_claim(self, claim: str) -> views.Link:
        """Return a link, with the title of its record, to a claim or to where it was withdrawn."""
        name, _, slug = claim.partition("#")
        return self.link(name, slug=slug) if name in self.catalogue.entries else views.Link(claim)

    def link_if_any(self, name: str, text: str = "") -> views.Link | None:
        """Return a link to a record, or None if there is none of that name."""
        return self.link(name, text) if name in self.catalogue.entries else None

    def links(self, names: Iterable[str]) -> tuple[views.Link, ...]:
        """Return a link to each record."""
        return tuple(self.link(name) for name in names)

    def relinked(self, text: str, entry: Entry) -> str:
        """Return the Markdown of a record with its links to records as seen from this page."""

        def seen_from_here(target: str) -> str:
            if "://" in target:
                return target
            path, _, fragment = target.partition("#")
            seed = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), path))
            name = seed.removeprefix(f"{FOLDER}/").removesuffix(".md")
            return self.to(page_of(name), anchor_of(name, fragment or None))

        return escape.relinked(text, seen_from_here)

    def explain(self, text: str) -> str:
        """Return Markdown in which a term leads to the glossary where the page first prints it."""
        return self.terms.explained(text, self.explained, lambda name: self.link(name).target)

    # Claims.

    def statement(self, entry: Entry, block: Block, *, away: bool = False) -> views.Statement:
        """Return a block as shown here; `away` from home it has a link to its home and no id."""
        if block.form in ("code", "subheading"):
            return views.Statement(block.form, block.text.removeprefix("### "))
        text = " ".join(self.relinked(block.text, entry).split())
        if block.form == "quotation" and not any(mark in text for mark in '“"'):
            text = f"“{text}”"
        if not block.citations:
            return views.Statement(block.form, text)
        strength = self.catalogue.strength(block)
        home = self.link(entry.name, slug=block.slug) if away else None
        holder = self._holder(entry, block)
        return views.Statement(
            block.form,
            text,
            id="" if away or not block.slug else anchor_of(entry.name, block.slug),
            label=self.note(entry, block),
            mark="several" if strength.several else "one",
            evidence=self._evidence_line(block, strength),
            kind=words.STATEMENT.get(block.section, "") if away else "",
            holder=home if holder is entry else self.link(holder.name) if holder else None,
            day=Date.parse(block.on).words if block.on else "",
            home=None if holder is entry else home,
            about=tuple(self._short(name) for name in block.about),
        )

    def _short(self, name: str) -> views.Link:
        return self.link(name, self.link(name).text.partition(":")[0])

    def _holder(self, entry: Entry, block: Block) -> Entry | None:
        """Return who said or thinks it, unless this page or the evidence names them anyway."""
        holder = self.catalogue.holder(block.by) if block.by else None
        if holder is None or holder.kind == "sources":
            return None
        return holder if holder is entry or page_of(holder.name) != self.path else None

    def claim(self, claim: Claim) -> views.Statement:
        """Return a claim of another page as shown here."""
        return self.statement(claim.entry, claim.block, away=True)

    def statements(self, entry: Entry, blocks: Iterable[Block]) -> Iterator[views.Statement]:
        """Yield the blocks of a record on its own page, cited claims in their places."""
        for block in blocks:
            if block.is_transclusion:
                claim = self.catalogue.claims[f"{block.citations[0].claim}"]
                discounts = claim.block.discounts + block.discounts
                as_here = replace(claim.block, discounts=discounts)
                shown = self.statement(claim.entry, as_here, away=True)
                kind = "" if claim.block.section == block.section else shown.kind
                yield replace(shown, form=block.form, kind=kind)
            else:
                yield self.statement(entry, block)

    def firsts(self, entry: Entry) -> tuple[views.Statement, ...]:
        """Return the first statement of a record, if it has one, as shown under its title."""
        blocks = [block for block in entry.body.blocks if block.citations][:1]
        return tuple(
            replace(shown, id="", home=None, kind="") for shown in self.statements(entry, blocks)
        )

    def mark(self, entry: Entry) -> str:
        """Return the footnote of the first claim of a record: the evidence for its front matter."""
        return next((self.note(entry, block) for block in entry.body.blocks if block.slug), "")

    def lead(self, entry: Entry) -> tuple[views.Statement, ...]:
        """Return what stands before the first heading, and what other records say of it there."""
        return self._section(entry, "")

    def sections(self, entry: Entry) -> tuple[views.Section, ...]:
        """Return the sections of a record, claims about it as one of a group among them."""
        plain = entry.kind == "pages"
        glosses = {} if plain else {**SECTIONS, **DISAGREEMENT_SECTIONS, **CORRECTION_SECTIONS}
        groups = self.catalogue.group_claims.get(entry.name, [])
        present = [section.name for section in entry.body.sections]
        found = {*present, *(claim.block.section for claim in groups)}
        titles = present if plain else [title for title in glosses if title in found]
        return tuple(
            views.Section(title, words.capital(glosses.get(title, "")), self._section(entry, title))
            for title in titles
        )

    def _section(self, entry: Entry, title: str) -> tuple[views.Statement, ...]:
        own = (block for block in entry.body.blocks if block.section == title)
        groups = self.catalogue.group_claims.get(entry.name, [])
        claims = (claim for claim in groups if claim.block.section == title)
        others = (replace(self.claim(claim), kind="") for claim in claims)
        return (*self.statements(entry, own), *others)

    def _evidence_line(self, block: Block, strength: Strength) -> str:
        held = words.held(strength.sources)
        days = [words.dated(day) for day in read_on(block, self.catalogue.evidence(block))]
        if days:
            held += f", words as read {words.joined(days)}"
        said = [words.evidence_line(strength), held, words.discounted(strength)]
        return ". ".join(words.capital(one) for one in said if one)

    # Evidence notes.

    def note(self, entry: Entry, block: Block) -> str:
        """Return the label of the footnote with the evidence of a block, and take the note up."""
        # No id and no key has two hyphens side by side, so no two blocks have one label.
        slug = block.slug or f"line--{block.place.line}"
        alone = page_of(entry.name) == self.path and not anchor_of(entry.name)
        label = slug if alone else f"{entry.name.replace('/', '-')}--{slug}"
        # A position that shows a claim may count fewer of its sources than the claim at home.
        own = self.catalogue.claims.get(f"{entry.name}#{block.slug}")
        if own and block.discounts != own.block.discounts:
            label = "--".join([label, *block.discounts])
        if label not in self.notes:
            found: dict[str, list[Evidence]] = {}
            for evidence in self.catalogue.evidence(block):
                found.setdefault(evidence.source.name, []).append(evidence)
            self.notes[label] = tuple(map(self._witness, found.values()))
        return label

    def _witness(self, places: list[Evidence]) -> views.Witness:
        entry, record = places[0].source, places[0].record
        return views.Witness(
            source=self.link(entry.name, record.short),
            interest=words.INTEREST[record.interest],
            day=record.issued.words if record.issued else "undated",
            language=record.language,
            places=tuple(self._place(one, one.locator) for one in places if one.locator),
            address=self.address(record),
            held=record.held is not None,
            discounted=places[0].discounted,
        )

    def _place(self, evidence: Evidence, locator: str) -> tuple[views.Link, tuple[str, ...]]:
        target = self.to(page_of(evidence.source.name), words.anchor(locator))
        excerpts = tuple(note.text for note in evidence.notes if note.kind == "excerpt")
        return views.Link(locator, target), excerpts

    def address(self, record: Source) -> views.Link | None:
        """Return a link with the name of its host, or only the address if it must not be a link."""
        if record.URL is None:
            return None
        if record.linked == "false":
            return views.Link(record.URL)
        return views.Link(urlsplit(record.URL).netloc.removeprefix("www."), record.URL)


def ordered(catalogue: Catalogue, model: type[R]) -> list[tuple[Entry, R]]:
    """Return the entries of a model with their records, in the order in which pages list them."""
    return sorted(catalogue.records(model), key=lambda one: order(one[0]))


def articles_by_theme(catalogue: Catalogue) -> dict[str | None, list[Entry]]:
    """Return the articles below the keys of their themes, those of no known theme last."""
    groups: dict[str | None, list[Entry]] = {one.key: [] for one, _ in ordered(catalogue, Theme)}
    for entry, record in ordered(catalogue, Article):
        groups.setdefault(record.theme, []).append(entry)
    return {key: entries for key, entries in groups.items() if entries}


def order(entry: Entry) -> tuple[str, tuple[object, ...]]:
    """Return what entries are ordered by: their kind, then what orders entries of that kind."""
    record: Record = entry.record
    if isinstance(record, Event):
        return entry.kind, (*record.date.sort_key, record.order, entry.key)
    if isinstance(record, Article):
        return entry.kind, (entry.key.isdigit(), entry.key)
    title = title_of(entry).casefold()
    return entry.kind, (getattr(record, "order", 0), title, entry.key)
