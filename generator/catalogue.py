"""The catalogue: all entries, indexed; what a claim is and rests on; addresses and look-ups."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from generator.archive import Lock
from generator.body import Block, Citation
from generator.dates import Date
from generator.problems import nearest
from generator.quotations import Passage, folded
from generator.records import (
    CORRECTION_SECTIONS,
    HOLDERS,
    MODELS,
    Number,
    PartyOfTreaty,
    Record,
    Role,
    Source,
    Treaty,
    kind_of,
)
from generator.seeds import FOLDER, Entry, Seeds
from generator.witnesses import Evidence, Strength, weigh

SHARED_PAGES = {
    "corrections": "about/corrections",
    "numbers": "numbers/index",
    "terms": "glossary",
}
"""Kinds whose records share a page, and that page's name."""
LISTED_AT = {"corrections": "about/corrections", "events": "timeline", "terms": "glossary"}
"""Where the records of a kind are listed, if not on the index page of their folder."""
UNCITED_SECTIONS = frozenset({"Weighing", "What would settle it", *CORRECTION_SECTIONS})
"""Sections of our own reasoning: their blocks need neither id nor citation."""
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Claim:
    """A statement of ours with its evidence; `entry` is the record it lives in."""

    entry: Entry
    block: Block

    @property
    def name(self) -> str:
        """Return the name by which other records cite it: `articles/03#slug`."""
        return f"{self.entry.name}#{self.block.slug}"


@dataclass(frozen=True)
class Catalogue:
    """All entries by name, with the look-ups that checks and pages share.

    `unread` names the records whose files are there but cannot be read.
    """

    entries: dict[str, Entry]
    unread: frozenset[str]
    retired: tuple[str, ...]
    loaded_words: tuple[str, ...]
    lock: Lock

    @classmethod
    def gather(cls, seeds: Seeds) -> Catalogue:
        """Return the catalogue of what was read."""
        entries = {entry.name: entry for entry in seeds.entries}
        return cls(entries, seeds.unread, seeds.retired, seeds.loaded_words, Lock(seeds.lock))

    def of_kind(self, kind: str) -> list[Entry]:
        """Return the entries of a kind, sorted by name."""
        return [entry for _, entry in sorted(self.entries.items()) if entry.kind == kind]

    def records(self, model: type[R]) -> list[tuple[Entry, R]]:
        """Return the entries of a model with their records, sorted by name."""
        found = [(entry, entry.record) for _, entry in sorted(self.entries.items())]
        return [(entry, record) for entry, record in found if isinstance(record, model)]

    @cached_property
    def treaty(self) -> tuple[Entry, Treaty] | None:
        """Return the treaty's own record, if there is one."""
        return next(iter(self.records(Treaty)), None)

    @property
    def parties(self) -> tuple[PartyOfTreaty, ...]:
        """Return the treaty's parties in its order."""
        return self.treaty[1].parties if self.treaty else ()

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Return every claim that has an id, by its full name."""
        claims = (Claim(entry, block) for entry, block in self.claim_blocks() if block.slug)
        return {claim.name: claim for claim in claims}

    def blocks(self) -> Iterator[tuple[Entry, Block]]:
        """Yield every block of every record."""
        return ((entry, block) for entry in self.entries.values() for block in entry.body.blocks)

    def claim_blocks(self) -> Iterator[tuple[Entry, Block]]:
        """Yield every block that is a claim, with an id or still without."""
        return ((entry, block) for entry, block in self.blocks() if is_claim(entry, block))

    def is_known(self, name: str, kinds: tuple[str, ...] = ()) -> bool:
        """Tell whether a record has this name or, within `kinds`, this key, even if unread."""
        return any(one in self.entries or one in self.unread for one in _names(name, kinds))

    def holder(self, key: str) -> Entry | None:
        """Return the person, organisation or source that `by` names."""
        found = (self.entries[name] for name in _names(key, HOLDERS) if name in self.entries)
        return next(found, None)

    def source(self, citation: Citation) -> Entry | None:
        """Return the source that a citation names, or None if it names a claim or nothing."""
        return None if citation.slug else self.entries.get(f"sources/{citation.target}")

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
                if source and isinstance(source.record, Source):
                    notes = tuple(source.notes.at(one.locator or ""))
                    evidence = Evidence(source, source.record, one.locator, notes)
                    found.setdefault((source.name, one.locator), evidence)
                    counted |= {source.name} - {f"sources/{key}" for key in discounts}
        return [replace(one, discounted=one.source.name not in counted) for one in found.values()]

    def resolves(self, citation: Citation) -> bool:
        """Tell whether a citation leads to a source or a claim that is there."""
        return self.source(citation) is not None or citation.claim in self.claims

    def evidence_of(self, entry: Entry) -> list[Evidence]:
        """Return what a record rests on: the evidence of its claims, or a source's own notes."""
        if isinstance(entry.record, Source):
            return [Evidence(entry, entry.record, None, entry.notes.notes)]
        return [one for block in entry.body.blocks for one in self.evidence(block)]

    def strength(self, block: Block) -> Strength:
        """Return how well a block is evidenced."""
        return weigh(self.evidence(block))

    @cached_property
    def number_of_articles(self) -> int | None:
        """Return how many articles the treaty has, as the number that its record names says."""
        entry = self.entries.get(self.treaty[1].articles) if self.treaty else None
        record = entry.record if entry else None
        value = record.value if isinstance(record, Number) else ""
        return int(value) if re.fullmatch("[1-9][0-9]{0,2}", value) else None

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
        names = {name for _, _, name in entry.record.named()}
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
    def disagreements_on(self) -> dict[str, list[Entry]]:
        """Return for each record's name the disagreements that touch it.

        First come those that name it first, then those that most records name.
        """
        found: dict[str, list[tuple[int, int, Entry]]] = defaultdict(list)
        for entry in self.of_kind("disagreements"):
            named = len(self.named_by.get(entry.name, []))
            names = [name for _, _, name in entry.record.named()]
            for name in dict.fromkeys(names):
                found[name].append((names.index(name), -named, entry))
        return {
            name: [entry for *_, entry in sorted(one, key=lambda each: each[:2])]
            for name, one in found.items()
        }

    def mend_for(self, name: str, kinds: tuple[str, ...] = ()) -> str:
        """Return a mend for a name that no record has, or for a key that none of `kinds` has.

        Keys are compared, and of two names with one key that in the folder which is named counts.
        """
        folder, _, key = name.rpartition("/")
        found = [
            one for one in self.entries.values() if one.kind in (kinds or MODELS.keys() - {"pages"})
        ]
        names = sorted(
            (one.name for one in found), key=lambda one: one.rpartition("/")[0] == folder
        )
        keys = {one.rpartition("/")[2]: one.rpartition("/")[2] if kinds else one for one in names}
        near = nearest(key, keys)
        paths = [f"{FOLDER}/{one}.md" for one in _names(name, kinds) if kind_of(one)]
        written = f"write {' or '.join(paths)}" if paths else f"name a folder of {FOLDER}/"
        return f'did you mean "{keys[near]}"? Or {written}.' if near else written

    def size(self, source: Entry) -> tuple[int, int] | None:
        """Return words and paragraphs of the document behind a source, if it is held and locked."""
        held = source.record.held if isinstance(source.record, Source) else None
        return self.lock.size(source.key, held.sha256) if held else None


def quoted(block: Block, evidence: list[Evidence]) -> Iterator[tuple[Passage, list[Evidence]]]:
    """Yield each passage in quotation marks with the places where its words were read.

    What stands inside a passage that was read was read with it.
    """
    outer, is_read = Passage(0, 0, ""), False
    for passage in block.passages:
        is_inside = passage.end <= outer.end
        if is_inside and (is_read or folded(passage.words) == folded(outer.words)):
            continue
        words = passage.words
        found = [one for one in evidence if one.has(words) and one.can_quote(words)]
        outer, is_read = passage, bool(found)
        yield passage, found


def read_on(block: Block, evidence: list[Evidence]) -> list[Date]:
    """Return on which days quoted words were read that stand only in sources that are not held."""
    resting = (
        found for _, found in quoted(block, evidence) if not any(one.record.held for one in found)
    )
    days = {one.record.accessed for found in resting for one in found if one.record.accessed}
    return sorted(days, key=lambda day: day.sort_key)


def _names(name: str, kinds: tuple[str, ...]) -> list[str]:
    """Return the full names that a bare key has within `kinds`; without kinds, the name itself."""
    return [f"{kind}/{name}" for kind in kinds] or [name]


def is_claim(entry: Entry, block: Block) -> bool:
    """Tell whether a block of an entry is a claim and so needs an id and evidence.

    On plain pages only blocks with a citation are claims: the rest is our own text about the site.
    """
    prose = block.form in ("code", "subheading") or block.section in UNCITED_SECTIONS
    uncited = entry.kind == "pages" and not block.citations
    return not (prose or uncited or block.is_transclusion)


def claim_of_role(entry: Entry, role: Role) -> str:
    """Return the full name of the claim that shows an office."""
    return role.claim if "#" in role.claim else f"{entry.name}#{role.claim}"


def page_of(name: str) -> str:
    """Return the path in `docs/` of the page on which the record called `name` is shown."""
    kind, _, key = name.partition("/")
    if name == "treaty":
        return "index.md"
    if kind in SHARED_PAGES and key != "index":
        return f"{SHARED_PAGES[kind]}.md"
    return f"{name}.md"


def anchor_of(name: str, slug: str | None = None) -> str:
    """Return the id of a record or claim on its page; `""` where the page itself is meant.

    On a page that several records share, an id begins with the key of its record.
    """
    kind, _, key = name.partition("/")
    if kind in SHARED_PAGES and key != "index":
        return f"{key}-{slug}" if slug else key
    return slug or ""
