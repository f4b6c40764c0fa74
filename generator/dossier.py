"""The dossier: which statements stand on a subject, what each rests on, and what belongs to it.

All of it is values, without an English word, an address or a sign of Markdown: pages are one way
of saying it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from operator import itemgetter
from typing import Any, Literal, get_args

from generator import records
from generator.body import Block, Citation
from generator.catalogue import Catalogue, Claim, M, claim_of, grouped
from generator.dates import Date
from generator.kinds import KINDS
from generator.locators import covers
from generator.notes import Note
from generator.quotations import whole_words
from generator.seeds import Entry
from generator.vocabularies import ALL_SECTIONS
from generator.witnesses import Evidence, Strength, outlet_of, read_on, weigh

Standing = Literal["text", "several", "one", "group", "none"]
"""How well an article is evidenced: by its own words, several witnesses, one, in a group, not."""
_RANKS = ("excerpt", "noted", "set aside")
"""Kinds of reading notes; of several on one paragraph the first says most."""


@dataclass(frozen=True)
class Statement:
    """A block of the record `home` as shown on some subject, with its evidence and its holder.

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
    read_on: tuple[Date, ...]

    @property
    def name(self) -> str:
        """Return the name of the claim, by which records cite it; what is no claim has none."""
        return f"{self.home.name}#{self.block.slug}"


@dataclass(frozen=True)
class Position:
    """A position of a disagreement; those that support the leading one agree with it."""

    statement: Statement
    leads: bool
    supports: bool


@dataclass(frozen=True)
class Ballot:
    """A count of votes: the event, the chamber, the figures, and the claim that has them."""

    event: Entry[records.Event]
    chamber: Entry[records.Organisation]
    vote: records.Vote
    statement: Statement


class Dossier(Catalogue):
    """The catalogue with all that follows from it."""

    # Evidence.

    def strength(self, block: Block) -> Strength:
        """Return how well a block is evidenced, through a cited claim too, each place once.

        A source is discounted if each block that cites it here says so.
        """
        return self._weighed(block.citations, block.discounts)

    @cached_property
    def _weighed(self) -> Callable[..., Strength]:
        """Return what weighs the evidence of citations once: a page, its list and the data ask."""
        return cache(self._weigh)

    def _weigh(self, citations: tuple[Citation, ...], discounted: tuple[str, ...]) -> Strength:
        found: dict[tuple[str, str | None], Evidence] = {}
        counts: set[str] = set()
        for citation in citations:
            claim = self.claims.get(citation.claim or "")
            discounts = discounted + (claim.block.discounts if claim else ())
            for cited in claim.block.citations if claim else [citation]:
                if source := self.source(cited):
                    notes = tuple(source.notes.at(cited.locator or ""))
                    place = Evidence(source, cited.locator, notes)
                    found.setdefault((source.name, cited.locator), place)
                    counts |= {source.name} - {f"sources/{key}" for key in discounts}
        return weigh(
            replace(place, discounted=place.source.name not in counts) for place in found.values()
        )

    def evidence_of(self, entry: Entry) -> tuple[Evidence, ...]:
        """Return what a record rests on: the evidence of its claims, or a source's own notes."""
        if source := self.find(records.Source, entry.name):
            return (Evidence(source, None, source.notes.notes),)
        return tuple(
            found for block in entry.body.blocks for found in self.strength(block).evidence
        )

    # Statements.

    def statement(self, claim: Claim, at: Block | None = None) -> Statement:
        """Return a claim as it is shown away from home: in the place of a block, or by itself."""
        form, section = (at.form, at.section) if at else (claim.block.form, "")
        return self._statement(claim.entry, claim.block, form, section, is_away=True)

    def _statement(
        self, home: Entry, block: Block, form: str, section: str, *, is_away: bool
    ) -> Statement:
        strength, holder = self.strength(block), self.holder(block.by) if block.by else None
        days = tuple(read_on(block, strength.evidence))
        return Statement(home, block, form, section, is_away, strength, holder, days)

    def statements(self, entry: Entry, blocks: Iterable[Block]) -> Iterator[Statement]:
        """Yield the blocks of a record, cited claims in their places."""
        for block in blocks:
            if block.is_transclusion:
                claim = self.claims[f"{block.citations[0].claim}"]
                discounts = claim.block.discounts + block.discounts
                shown = replace(claim, block=replace(claim.block, discounts=discounts))
                yield self.statement(shown, block)
            else:
                yield self._statement(entry, block, block.form, block.section, is_away=False)

    def first_statement(self, entry: Entry) -> tuple[Statement, ...]:
        """Return the first statement of a record, if it has one."""
        cited = [block for block in entry.body.blocks if block.citations]
        return tuple(self.statements(entry, cited[:1]))

    def below(self, entry: Entry, section: str) -> tuple[Statement, ...]:
        """Return the statements in a section, those of a group that the record is of at the end."""
        own = [block for block in entry.body.blocks if block.section == section]
        others = (
            self.statement(claim, claim.block)
            for claim in self.group_claims.get(entry.name, [])
            if claim.block.section == section
        )
        return (*self.statements(entry, own), *others)

    def sections(self, entry: Entry) -> list[tuple[str, tuple[Statement, ...]]]:
        """Return the statements of a record by section; the first is the lead, without a name."""
        names = [section.text for section in entry.body.sections]
        if entry.kind != "pages":
            groups = self.group_claims.get(entry.name, [])
            found = {*names, *(claim.block.section for claim in groups)}
            names = [section for section in ALL_SECTIONS if section in found]
        return [(name, self.below(entry, name)) for name in ("", *names)]

    def positions(self, entry: Entry[records.Disagreement]) -> tuple[Position, ...]:
        """Return the positions: the leading one, those against it, those that agree with it."""
        record = entry.record
        blocks = [block for block in entry.body.blocks if block.section == "Positions"]
        found = [
            Position(said, said.block.slug == record.leads, said.block.slug in record.supports)
            for said in self.statements(entry, blocks)
        ]
        return tuple(sorted(found, key=lambda position: (not position.leads, position.supports)))

    # What bears on a record.

    def standing(self, entry: Entry) -> Standing:
        """Return how well an article is evidenced.

        What counts is what is said of the provisions of this article alone, and its text.
        """
        claims = self.claims_in.get(entry.name, [])
        provisions = (claim for claim in claims if claim.block.section == "Provision")
        own = [claim for claim in provisions if not set(claim.block.about) - {entry.name}]
        found = {self.strength(claim.block).level for claim in own}
        texts = [wording.source.record.authentic for wording in self.wordings(entry)]
        found |= {"text" if authentic == "true" else "one" for authentic in texts}
        rest: Standing = "group" if claims or self.group_claims.get(entry.name) else "none"
        return min(found, key=get_args(Standing).index, default=rest)

    def coverage(self, entry: Entry) -> tuple[int, int, int]:
        """Count an article's statements, the sources they rest on, and the witnesses in these."""
        claims = [*self.claims_in.get(entry.name, []), *self.group_claims.get(entry.name, [])]
        evidence = [found for claim in claims for found in self.strength(claim.block).evidence]
        sources = {found.source.name for found in evidence}
        return len(claims), len(sources), len(weigh(evidence).witnesses)

    @cached_property
    def named_by(self) -> dict[str, list[Entry]]:
        """Return for each record's name the entries that name it, in front matter or in a claim."""
        return grouped(
            (other, entry)
            for name, entry in sorted(self.entries.items())
            for other in self.names_in(entry) - {name}
        )

    def names_in(self, entry: Entry) -> set[str]:
        """Return the full names of all records that an entry names, sources left out."""
        names = set(entry.record.named_records)
        for block in entry.body.blocks:
            names.update(block.about)
            names.update(citation.target for citation in block.citations if citation.slug)
            holder = self.holder(block.by) if block.by else None
            if holder and holder.kind != "sources":
                names.add(holder.name)
        return names

    @cached_property
    def disagreements_on(self) -> dict[str, list[Entry[records.Disagreement]]]:
        """Return for each record's name the disagreements that touch it.

        First come those that name it first, then those that most records name.
        """
        found = [
            (place, name, entry)
            for entry in self.prominent(records.Disagreement)
            for place, name in enumerate(dict.fromkeys(entry.record.named_records))
        ]
        found.sort(key=itemgetter(0))
        return grouped((name, entry) for _, name, entry in found)

    # Relations.

    def related(self, entry: Entry) -> list[Entry]:
        """Return the records that this one names or that name it, in their order."""
        names = self.names_in(entry) - {entry.name}
        names.update(other.name for other in self.named_by.get(entry.name, []))
        return sorted((self.entries[name] for name in names), key=lambda entry: entry.order)

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Return what stands before and after a record, if its kind is read in order."""
        if not KINDS[entry.kind].in_order:
            return None, None
        row, at = self.ordered(type(entry.record)), self.place_in_order[entry.name]
        return row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None

    @cached_property
    def place_in_order(self) -> dict[str, int]:
        """Return by name how many of its model stand before a record where they are read."""
        rows = self._ordered.values()
        return {entry.name: place for row in rows for place, entry in enumerate(row)}

    def ordered(self, model: type[M]) -> list[Entry[M]]:
        """Return the entries of a model in the order in which they are read."""
        return self._ordered.get(model, [])

    @cached_property
    def _ordered(self) -> dict[type[records.Record], list[Entry[Any]]]:
        of_all = self._by_model.items()
        return {model: sorted(found, key=lambda entry: entry.order) for model, found in of_all}

    def prominent(self, model: type[M]) -> list[Entry[M]]:
        """Return the entries of a model, those first that most others name."""
        return sorted(self.of(model), key=lambda entry: -len(self.named_by.get(entry.name, [])))

    def articles_by_theme(self) -> dict[str | None, list[Entry[records.Article]]]:
        """Return the articles below the keys of their themes, those of no known theme last."""
        found = grouped((entry.record.theme, entry) for entry in self.ordered(records.Article))
        order = {theme.key: place for place, theme in enumerate(self.ordered(records.Theme))}
        return dict(sorted(found.items(), key=lambda item: order.get(item[0] or "", len(order))))

    def provisions(self, theme: str | None) -> list[Statement]:
        """Return what the treaty lays down on a theme, its articles' first, each where it lives.

        A figure has no theme to live in, and stands where one shows it.
        """
        homes: list[Entry] = [*self.articles_by_theme().get(theme, [])]
        homes += [entry for entry in self.of(records.Theme) if entry.key == theme]
        found = (shown for home in homes for shown in self.below(home, "Provision"))
        return [shown for shown in found if not shown.is_away or shown.home.kind == "numbers"]

    def users(self, term: Entry[records.Term]) -> list[Entry]:
        """Return in their order the records in whose blocks a term stands, itself left out."""
        spelled = whole_words(term.record.spellings)
        found = [
            entry
            for entry in self.entries.values()
            if entry is not term
            and entry.kind != "corrections"
            and any(spelled.search(block.text) for block in entry.body.blocks)
        ]
        return sorted(found, key=lambda entry: entry.order)

    def acting_parties(self, event: records.Event) -> set[str]:
        """Return the keys of the parties whose people or bodies took a step."""
        named = [self.entries[name].record for name in event.named_records]
        sides = {record.party for record in named if isinstance(record, records.Person)}
        countries = {record.country for record in named if isinstance(record, records.Organisation)}
        return {
            party.key
            for party in self.parties
            if party.key in sides or {party.name, party.short_name} & countries
        }

    def ballots(self, events: Iterable[Entry[records.Event]]) -> list[Ballot]:
        """Return the counts of the votes of some events."""
        bodies = {body.key: body for body in self.of(records.Organisation)}
        found = []
        for entry in events:
            for vote in entry.record.votes:
                statement = self.statement(self.claims[claim_of(entry, vote.claim)])
                found.append(Ballot(entry, bodies[vote.chamber], vote, statement))
        return found

    # Sources.

    def copies(self, entry: Entry, origin: str) -> list[Entry[records.Source]]:
        """Return the other sources that carry the text called `origin`."""
        return [other for other in self._by_origin.get(origin, []) if other is not entry]

    @cached_property
    def _by_origin(self) -> dict[str, list[Entry[records.Source]]]:
        return grouped(
            (origin, entry)
            for entry in self.of(records.Source)
            for origin in {entry.record.origin, *entry.notes.origins.values()}
        )

    @property
    def last_issued(self) -> Date | None:
        """Return the last day that our sources reach: no source is surely younger."""
        days = (entry.record.issued for entry in self.of(records.Source))
        return max(filter(None, days), key=lambda day: day.earliest, default=None)

    @cached_property
    def of_outlet(self) -> dict[str, list[records.Source]]:
        """Return for each outlet the sources whose text is its own."""
        found = (entry.record for entry in self.of(records.Source))
        return grouped((outlet_of(record), record) for record in found)

    def reading(self, entry: Entry[records.Source]) -> dict[str, Note | None]:
        """Return for each paragraph of a held document the note that says most of it, if any."""
        size, is_text = self.size(entry), self.is_text(entry)
        counted = [f"para. {number}" for number in range(1, size[1] + 1 if size else 0)]
        ranked = sorted(entry.notes.notes, key=lambda note: note.locator, reverse=is_text)
        ranked.sort(key=lambda note: _RANKS.index(note.kind))
        return {
            place: next((note for note in ranked if covers(note.locator, place)), None)
            for place in (self.lock.places(entry.key) if is_text else counted)
        }


def offices(person: records.Person) -> dict[str, list[records.Role]]:
    """Return the offices of a person, each once, with the roles that show it."""
    return grouped((role.office, role) for role in person.roles)
