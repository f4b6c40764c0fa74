"""The dossier: which statements stand on a subject, what each rests on, and what belongs to it.

All of it is values, without an English word, an address or a sign of Markdown: pages are one way
of saying it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from generator.body import Block, whole_words
from generator.catalogue import Catalogue, Claim, M
from generator.dates import Date
from generator.kinds import KINDS
from generator.locators import paragraphs_of
from generator.notes import Note
from generator.records import (
    ALL_SECTIONS,
    Article,
    Disagreement,
    Event,
    Organisation,
    Person,
    Role,
    Source,
    Term,
    Theme,
)
from generator.seeds import Entry
from generator.titles import Title, order, title_of
from generator.witnesses import Evidence, Strength, outlet_of, read_on, weigh

Standing = Literal["several", "one", "group", "none"]
"""How well an article is evidenced: by several witnesses, by one, only in a group, not at all."""
_RANKS = ("excerpt", "noted", "set aside")
"""Kinds of reading notes; of several on one paragraph the first says most."""


@dataclass(frozen=True)
class Statement:
    """A block of the record `home` as shown on some subject: its evidence, its holder, its day.

    `section` is that below which it is shown, and `is_away` tells whether another record shows it.
    `read_on` are the days on which words were read that it quotes from sources we do not hold.
    """

    home: Entry
    block: Block
    form: str
    section: str
    is_away: bool
    strength: Strength
    holder: Entry | None
    day: Date | None
    read_on: tuple[Date, ...]


@dataclass(frozen=True)
class Position:
    """A position of a disagreement; those that support the leading one agree with it."""

    statement: Statement
    leads: bool
    supports: bool


@dataclass(frozen=True)
class Subject:
    """A record with all that belongs to it: statements by section, neighbours, what touches it.

    The first section is the lead, which has no name. `related` are the records that it names or
    that name it, in their order.
    """

    entry: Entry
    title: Title
    sections: tuple[tuple[str, tuple[Statement, ...]], ...]
    disagreements: tuple[Entry[Disagreement], ...]
    related: tuple[Entry, ...]
    previous: Entry | None
    following: Entry | None


class Dossier(Catalogue):
    """The catalogue with all that follows from it."""

    # Evidence.

    def evidence(self, block: Block) -> list[Evidence]:
        """Return what a block rests on, through a cited claim too, in order and each once.

        A source is discounted if each block that cites it here says so.
        """
        found: dict[tuple[str, str | None], Evidence] = {}
        counted: set[str] = set()
        for citation in block.citations:
            claim = self.claims.get(citation.claim or "")
            discounts = block.discounts + (claim.block.discounts if claim else ())
            for one in claim.block.citations if claim else [citation]:
                source = self.source(one)
                if source:
                    notes = tuple(source.notes.at(one.locator or ""))
                    evidence = Evidence(source, one.locator, notes)
                    found.setdefault((source.name, one.locator), evidence)
                    counted |= {source.name} - {f"sources/{key}" for key in discounts}
        return [replace(one, discounted=one.source.name not in counted) for one in found.values()]

    def evidence_of(self, entry: Entry) -> list[Evidence]:
        """Return what a record rests on: the evidence of its claims, or a source's own notes."""
        if source := self.find(Source, entry.name):
            return [Evidence(source, None, source.notes.notes)]
        return [one for block in entry.body.blocks for one in self.evidence(block)]

    def strength(self, block: Block) -> Strength:
        """Return how well a block is evidenced."""
        return weigh(self.evidence(block))

    # Statements.

    def statement(
        self, entry: Entry, block: Block, shown: Block | None = None, *, is_away: bool = True
    ) -> Statement:
        """Return a block of a record; `shown` is the block at whose place it is shown."""
        evidence = tuple(self.evidence(block))
        return Statement(
            entry,
            block,
            shown.form if shown else block.form,
            shown.section if shown else "",
            is_away,
            weigh(evidence),
            self.holder(block.by) if block.by else None,
            Date.parse(block.on) if block.on else None,
            tuple(read_on(block, evidence)),
        )

    def statements(self, entry: Entry, blocks: Iterable[Block]) -> Iterator[Statement]:
        """Yield the blocks of a record, cited claims in their places."""
        for block in blocks:
            if block.is_transclusion:
                claim = self.claims[f"{block.citations[0].claim}"]
                discounts = claim.block.discounts + block.discounts
                yield self.statement(claim.entry, replace(claim.block, discounts=discounts), block)
            else:
                yield self.statement(entry, block, block, is_away=False)

    def first(self, entry: Entry) -> tuple[Statement, ...]:
        """Return the first statement of a record, if it has one."""
        return tuple(
            self.statements(entry, [block for block in entry.body.blocks if block.citations][:1])
        )

    def shown_by(self, entry: Entry) -> Statement | None:
        """Return the first claim of a record: the evidence for its front matter."""
        block = next((block for block in entry.body.blocks if block.slug), None)
        return self.statement(entry, block, block, is_away=False) if block else None

    def below(self, entry: Entry, section: str) -> tuple[Statement, ...]:
        """Return the statements in a section, those of a group that the record is of at the end."""
        own = [block for block in entry.body.blocks if block.section == section]
        groups = self.group_claims.get(entry.name, [])
        blocks = ((one.entry, one.block) for one in groups if one.block.section == section)
        others = (self.statement(other, block, block) for other, block in blocks)
        return (*self.statements(entry, own), *others)

    def subject(self, entry: Entry) -> Subject:
        """Return a record with all that belongs to it."""
        present = [section.name for section in entry.body.sections]
        found = {*present, *(one.block.section for one in self.group_claims.get(entry.name, []))}
        known = [one for one in ALL_SECTIONS if one in found]
        sections = present if entry.kind == "pages" else known
        previous, following = self.neighbours(entry)
        return Subject(
            entry,
            title_of(entry),
            tuple((section, self.below(entry, section)) for section in ("", *sections)),
            tuple(self.disagreements_on.get(entry.name, [])),
            tuple(self.related(entry)),
            previous,
            following,
        )

    def positions(self, entry: Entry[Disagreement]) -> tuple[Position, ...]:
        """Return the positions: the leading one, those against it, those that agree with it."""
        record, found = entry.record, []
        for block in entry.body.blocks:
            if block.section == "Positions":
                ids = {block.slug, block.citations[0].slug}
                (statement,) = self.statements(entry, [block])
                leads, supports = record.leads in ids, not ids.isdisjoint(record.supports)
                found.append(Position(statement, leads, supports))
        return tuple(sorted(found, key=lambda one: (not one.leads, one.supports)))

    # Claims by what they belong to.

    @cached_property
    def claims_in(self) -> dict[str, list[Claim]]:
        """Return for each record's name the claims that live in it."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            found[claim.entry.name].append(claim)
        return found

    def standing(self, entry: Entry) -> Standing:
        """Return how well an article is evidenced.

        What counts is what is said of the provisions of this article alone.
        """
        claims = self.claims_in.get(entry.name, [])
        provisions = (claim for claim in claims if claim.block.section == "Provision")
        own = [claim for claim in provisions if not set(claim.block.about) - {entry.name}]
        if any(self.strength(claim.block).several for claim in own):
            return "several"
        if own:
            return "one"
        return "group" if claims or self.group_claims.get(entry.name) else "none"

    def coverage(self, entry: Entry) -> tuple[int, int, int]:
        """Count an article's statements, the sources they rest on, and the witnesses in these."""
        claims = [*self.claims_in.get(entry.name, []), *self.group_claims.get(entry.name, [])]
        evidence = [one for claim in claims for one in self.evidence(claim.block)]
        return (
            len(claims),
            len({one.source.name for one in evidence}),
            len(weigh(evidence).witnesses),
        )

    @cached_property
    def named_by(self) -> dict[str, list[Entry]]:
        """Return for each record's name the entries that name it, in front matter or in a claim."""
        named: dict[str, list[Entry]] = defaultdict(list)
        for name, entry in sorted(self.entries.items()):
            for other in self.names_in(entry) - {name}:
                named[other].append(entry)
        return named

    def names_in(self, entry: Entry) -> set[str]:
        """Return the full names of all records that an entry names, sources left out."""
        names = {name for _, _, name, _ in entry.record.named()}
        for block in entry.body.blocks:
            names.update(block.about)
            names.update(citation.target for citation in block.citations if citation.slug)
            holder = self.holder(block.by) if block.by else None
            if holder and holder.kind != "sources":
                names.add(holder.name)
        return names

    @cached_property
    def cited_in(self) -> dict[str, list[Claim]]:
        """Return for each source's name the claims that cite it directly."""
        cited: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            for key in {one.target for one in claim.block.citations if not one.slug}:
                cited[f"sources/{key}"].append(claim)
        return cited

    @cached_property
    def group_claims(self) -> dict[str, list[Claim]]:
        """Return for each record's name the claims from elsewhere that are about it and others."""
        groups: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            for name in claim.block.about:
                if name != claim.entry.name:
                    groups[name].append(claim)
        return groups

    @cached_property
    def disagreements_on(self) -> dict[str, list[Entry[Disagreement]]]:
        """Return for each record's name the disagreements that touch it.

        First come those that name it first, then those that most records name.
        """
        found: dict[str, list[tuple[int, int, Entry[Disagreement]]]] = defaultdict(list)
        for entry in self.of(Disagreement):
            named = len(self.named_by.get(entry.name, []))
            names = [name for _, _, name, _ in entry.record.named()]
            for name in dict.fromkeys(names):
                found[name].append((names.index(name), -named, entry))
        return {
            name: [entry for *_, entry in sorted(one, key=lambda each: each[:2])]
            for name, one in found.items()
        }

    # Relations.

    def related(self, entry: Entry) -> list[Entry]:
        """Return the records that this one names or that name it, in their order."""
        names = self.names_in(entry) - {entry.name}
        names.update(other.name for other in self.named_by.get(entry.name, []))
        return sorted((self.entries[name] for name in names), key=order)

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Return the records before and after this one, if its kind is read in order."""
        if not KINDS[entry.kind].in_order:
            return None, None
        found = self.ordered(type(entry.record))
        place = [one.name for one in found].index(entry.name)
        return found[place - 1] if place else None, next(iter(found[place + 1 :]), None)

    def ordered(self, model: type[M]) -> list[Entry[M]]:
        """Return the entries of a model in the order in which they are read."""
        return sorted(self.of(model), key=order)

    def prominent(self, model: type[M]) -> list[Entry[M]]:
        """Return the entries of a model, those first that most others name."""
        return sorted(self.of(model), key=lambda one: -len(self.named_by.get(one.name, [])))

    def articles_by_theme(self) -> dict[str | None, list[Entry[Article]]]:
        """Return the articles below the keys of their themes, those of no known theme last."""
        groups: dict[str | None, list[Entry[Article]]]
        groups = {theme.key: [] for theme in self.ordered(Theme)}
        for entry in self.ordered(Article):
            groups.setdefault(entry.record.theme, []).append(entry)
        return {key: entries for key, entries in groups.items() if entries}

    def users(self, term: Entry[Term]) -> list[Entry]:
        """Return the records in whose blocks a term stands, itself left out."""
        spelled = whole_words(term.record.spellings)
        return [
            entry
            for entry in self.entries.values()
            if entry is not term and any(spelled.search(one.text) for one in entry.body.blocks)
        ]

    def takers(self, event: Event) -> set[str]:
        """Return the keys of the parties whose people or bodies took a step."""
        named = [self.entries[name].record for _, _, name, _ in event.named()]
        sides = {one.party for one in named if isinstance(one, Person)}
        countries = {one.country for one in named if isinstance(one, Organisation)}
        return {
            party.key
            for party in self.parties
            if party.key in sides or {party.name, party.short_name} & countries
        }

    # Sources.

    def carriers(self, entry: Entry, origin: str) -> list[Entry[Source]]:
        """Return the other sources that carry the text called `origin`."""
        return [
            other
            for other in self.of(Source)
            if other is not entry and origin in {other.record.origin, *other.notes.origins.values()}
        ]

    def of_outlet(self, outlet: str) -> list[Source]:
        """Return the sources whose text is that of an outlet."""
        return [one.record for one in self.of(Source) if outlet_of(one.record) == outlet]

    def reading(self, entry: Entry[Source]) -> list[Note | None]:
        """Return for each paragraph of a held document the note that says most of it, if any."""
        best: dict[int, Note] = {}
        for note in sorted(
            entry.notes.notes, key=lambda one: (_RANKS.index(one.kind), one.locator)
        ):
            for number in paragraphs_of(note.locator):
                best.setdefault(number, note)
        size = self.size(entry)
        return [best.get(number) for number in range(1, size[1] + 1 if size else 0)]


def offices(person: Person) -> dict[str, list[Role]]:
    """Return the offices of a person, each once, with the roles that show it."""
    found: dict[str, list[Role]] = {}
    for role in person.roles:
        found.setdefault(role.office, []).append(role)
    return found
