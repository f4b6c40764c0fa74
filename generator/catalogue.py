"""The catalogue: all entries, with typed look-ups; what a claim is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self, TypeVar

from generator.body import Block, Citation
from generator.kinds import HOLDERS, KINDS, kind_of
from generator.lock import Lock
from generator.problems import nearest
from generator.records import (
    CORRECTION_SECTIONS,
    Number,
    Organisation,
    PartyOfTreaty,
    Person,
    Record,
    Role,
    Source,
    Treaty,
)
from generator.seed_lists import Retired
from generator.seeds import FOLDER, Entry, Seeds

UNCITED_SECTIONS = frozenset({"Weighing", "What would settle it", *CORRECTION_SECTIONS})
"""Sections of our own reasoning: their blocks need neither id nor citation."""
M = TypeVar("M", bound=Record)


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

    `unread` names the records whose files are there but cannot be read; `retired` has by their
    names the records and claims that are gone.
    """

    entries: dict[str, Entry]
    unread: frozenset[str]
    retired: dict[str, Retired]
    loaded_words: tuple[str, ...]
    lock: Lock

    @classmethod
    def gather(cls, seeds: Seeds) -> Self:
        """Return the catalogue of what was read."""
        entries = {entry.name: entry for entry in seeds.entries}
        retired = {one.name: one for one in seeds.retired}
        return cls(entries, seeds.unread, retired, seeds.loaded_words, Lock(seeds.lock))

    @cached_property
    def _by_model(self) -> dict[type[Record], list[Entry[Any]]]:
        found: dict[type[Record], list[Entry[Any]]] = defaultdict(list)
        for _, entry in sorted(self.entries.items()):
            found[type(entry.record)].append(entry)
        return found

    def of(self, model: type[M]) -> list[Entry[M]]:
        """Return the entries whose records are of a model, sorted by name."""
        return self._by_model.get(model, [])

    def find(self, model: type[M], name: str) -> Entry[M] | None:
        """Return the entry of that name, if its record is of the model."""
        return next((entry for entry in self.of(model) if entry.name == name), None)

    @cached_property
    def treaty(self) -> Entry[Treaty] | None:
        """Return the treaty's own record, if there is one."""
        return next(iter(self.of(Treaty)), None)

    @property
    def parties(self) -> tuple[PartyOfTreaty, ...]:
        """Return the treaty's parties in its order."""
        return self.treaty.record.parties if self.treaty else ()

    @property
    def bearers_of_names(self) -> list[Person | Organisation]:
        """Return the people and organisations, whose names may be spelled in several ways."""
        organisations = [entry.record for entry in self.of(Organisation)]
        return [*(entry.record for entry in self.of(Person)), *organisations]

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

    @cached_property
    def _sources(self) -> dict[str, Entry[Source]]:
        return {entry.key: entry for entry in self.of(Source)}

    def source(self, citation: Citation) -> Entry[Source] | None:
        """Return the source that a citation names, or None if it names a claim or nothing."""
        return None if citation.slug else self._sources.get(citation.target)

    def resolves(self, citation: Citation) -> bool:
        """Tell whether a citation leads to a source or a claim that is there."""
        return self.source(citation) is not None or citation.claim in self.claims

    @cached_property
    def number_of_articles(self) -> int | None:
        """Return how many articles the treaty has, as the number that its record names says."""
        entry = self.find(Number, self.treaty.record.articles) if self.treaty else None
        value = entry.record.value if entry else ""
        return int(value) if re.fullmatch("[1-9][0-9]{0,2}", value) else None

    def mend_for(self, name: str, kinds: tuple[str, ...] = ()) -> str:
        """Return a mend for a name that no record has, or for a key that none of `kinds` has.

        Keys are compared, and of two names with one key that in the folder which is named counts.
        """
        folder, _, key = name.rpartition("/")
        found = [
            one for one in self.entries.values() if one.kind in (kinds or KINDS.keys() - {"pages"})
        ]
        names = sorted(
            (one.name for one in found), key=lambda one: one.rpartition("/")[0] == folder
        )
        keys = {one.rpartition("/")[2]: one.rpartition("/")[2] if kinds else one for one in names}
        near = nearest(key, keys)
        paths = [f"{FOLDER}/{one}.md" for one in _names(name, kinds) if kind_of(one)]
        written = f"write {' or '.join(paths)}" if paths else f"name a folder of {FOLDER}/"
        return f'did you mean "{keys[near]}"? Or {written}.' if near else written

    def size(self, source: Entry[Source]) -> tuple[int, int] | None:
        """Return words and paragraphs of the document behind a source, if it is held and locked."""
        held = source.record.held
        return self.lock.size(source.key, held.sha256) if held else None


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
