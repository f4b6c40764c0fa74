"""The catalogue: all entries, with typed look-ups; what a claim is."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from generator import records
from generator.body import Block, Citation
from generator.kinds import HOLDERS, KINDS, kind_of
from generator.locators import ARTICLE
from generator.problems import nearest
from generator.seeds import FOLDER, Entry, Seeds
from generator.vocabularies import OUR_FORMER_WORDS, SECTIONS_OF

UNCITED_SECTIONS = frozenset({"Weighing", "What would settle it", *SECTIONS_OF["corrections"]})
"""Sections of our own reasoning: their blocks need neither id nor citation."""
NOTE = "note"
"""The form of a text of ours that is no block of a body."""
M = TypeVar("M", bound=records.Record)
K = TypeVar("K")
V = TypeVar("V")


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Return the values of each key, in their order."""
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def doubled(pairs: Iterable[tuple[K, V]]) -> Iterator[tuple[V, V]]:
    """Yield each value whose key another has before it, after the first that has it."""
    for first, *others in grouped(pairs).values():
        yield from ((first, other) for other in others)


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
class Wording:
    """An article as the text called `name` has it: own title, lines at each place such as 3(1)."""

    name: str
    source: Entry[records.Source]
    title: str
    places: dict[str, list[str]]


class Catalogue(Seeds):
    """The look-ups in what was read that checks and pages share."""

    @cached_property
    def _by_model(self) -> dict[type[records.Record], list[Entry[Any]]]:
        return grouped((type(entry.record), entry) for _, entry in sorted(self.entries.items()))

    def of(self, model: type[M]) -> list[Entry[M]]:
        """Return the entries whose records are of a model, sorted by name."""
        return self._by_model.get(model, [])

    def find(self, model: type[M], name: str) -> Entry[M] | None:
        """Return the entry of that name, if its record is of the model."""
        entry: Entry[Any] | None = self.entries.get(name)
        return entry if entry and isinstance(entry.record, model) else None

    @cached_property
    def treaty(self) -> Entry[records.Treaty] | None:
        """Return the treaty's own record, if there is one."""
        return self.find(records.Treaty, "treaty")

    @property
    def parties(self) -> tuple[records.PartyOfTreaty, ...]:
        """Return the treaty's parties in its order."""
        return self.treaty.record.parties if self.treaty else ()

    @property
    def bearers_of_names(self) -> list[records.Person | records.Organisation]:
        """Return the people and organisations, whose names may be spelled in several ways."""
        organisations = [entry.record for entry in self.of(records.Organisation)]
        return [*(entry.record for entry in self.of(records.Person)), *organisations]

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Return every claim that has an id, by its full name."""
        claims = (Claim(entry, block) for entry, block in self.claim_blocks() if block.slug)
        return {claim.name: claim for claim in claims}

    @cached_property
    def claims_in(self) -> dict[str, list[Claim]]:
        """Return for each record's name the claims that live in it."""
        return grouped((claim.entry.name, claim) for claim in self.claims.values())

    @cached_property
    def said_by(self) -> dict[str, list[Claim]]:
        """Return for the key of each person or body the claims said to be held by it."""
        return grouped((claim.block.by or "", claim) for claim in self.claims.values())

    @cached_property
    def cited_in(self) -> dict[str, list[Claim]]:
        """Return for each source's name the claims that cite it directly."""
        return grouped(
            (f"sources/{key}", claim)
            for claim in self.claims.values()
            for key in {cited.target for cited in claim.block.citations if not cited.slug}
        )

    @cached_property
    def group_claims(self) -> dict[str, list[Claim]]:
        """Return for each record's name the claims from elsewhere that are about it and others."""
        claims = self.claims.values()
        names = ((name, claim) for claim in claims for name in claim.block.about)
        return grouped((name, claim) for name, claim in names if name != claim.entry.name)

    def blocks(self) -> Iterator[tuple[Entry, Block]]:
        """Yield every block of every record."""
        return ((entry, block) for entry in self.entries.values() for block in entry.body.blocks)

    @cached_property
    def own_texts(self) -> list[tuple[Entry, Block]]:
        """Return every text of ours: blocks, and headings, values and notes as such."""
        found = []
        for entry in self.entries.values():
            headings = ((section.text, section.place) for section in entry.body.sections)
            own = (*headings, *entry.own_texts())
            found += [(entry, Block(NOTE, "", text, place, text)) for text, place in own]
            blocks = (block for block in entry.body.blocks if block.section not in OUR_FORMER_WORDS)
            found += [(entry, block) for block in blocks]
        return found

    def claim_blocks(self) -> Iterator[tuple[Entry, Block]]:
        """Yield every block that is a claim, with an id or still without."""
        return ((entry, block) for entry, block in self.blocks() if is_claim(entry, block))

    def is_known(self, name: str, kinds: tuple[str, ...] = ()) -> bool:
        """Tell whether a record has this name or, within `kinds`, this key, even if unread."""
        return any(full in self.entries or full in self.unread for full in _names(name, kinds))

    def holder(self, key: str) -> Entry | None:
        """Return the person, organisation or source that `by` names."""
        found = (self.entries[name] for name in _names(key, HOLDERS) if name in self.entries)
        return next(found, None)

    def source(self, citation: Citation) -> Entry[records.Source] | None:
        """Return the source that a citation names, or None if it names a claim or nothing."""
        return None if citation.slug else self.find(records.Source, f"sources/{citation.target}")

    @cached_property
    def number_of_articles(self) -> int | None:
        """Return how many articles the treaty has, as the number that its record names says."""
        entry = self.find(records.Number, self.treaty.record.articles) if self.treaty else None
        value = entry.record.value if entry else ""
        return int(value) if re.fullmatch("[1-9][0-9]{0,2}", value) else None

    def mend_for(self, name: str, kinds: tuple[str, ...] = ()) -> str:
        """Return a mend for a name that no record has, or for a key that none of `kinds` has.

        Keys are compared, and of two names with one key that in the folder which is named counts.
        """
        folder, _, key = name.rpartition("/")
        able = kinds or KINDS.keys() - {"pages"}
        found = [entry for entry in self.entries.values() if entry.kind in able]
        found.sort(key=lambda entry: entry.name.rpartition("/")[0] == folder)
        keys = {entry.key: entry.key if kinds else entry.name for entry in found}
        near = nearest(key, keys)
        paths = [f"{FOLDER}/{full}.md" for full in _names(name, kinds) if kind_of(full)]
        written = f"write {' or '.join(paths)}" if paths else f"name a folder of {FOLDER}/"
        return f'did you mean "{keys[near]}"? Or {written}.' if near else written

    def size(self, source: Entry[records.Source]) -> tuple[int, int] | None:
        """Return words and paragraphs of the document behind a source, if it is held and locked."""
        held = source.record.held
        return self.lock.size(source.key, held.sha256) if held else None

    def is_text(self, entry: Entry[records.Source]) -> bool:
        """Tell whether a source is an official text that is held and read by article."""
        source = entry.record
        is_official = source.held is not None and source.rights == "official_text"
        return is_official and any(place.startswith(ARTICLE) for place in entry.notes.headings)

    @cached_property
    def texts(self) -> dict[str, str]:
        """Return what the treaty's texts are called, by source, authentic ones and English first.

        It is the language or, if another text has it, the key.
        """
        found = [text for text in self.of(records.Source) if text.record.authentic]
        found.sort(key=lambda text: (text.record.authentic, text.record.is_english), reverse=True)
        texts: dict[str, str] = {}
        for entry in filter(self.is_text, found):
            is_taken = entry.record.language in texts.values()
            texts[entry.key] = entry.key if is_taken else entry.record.language
        return texts

    def wordings(self, article: Entry) -> Iterator[Wording]:
        """Yield the words of an article in each text of the treaty that has it."""
        number = article.title.number
        for key, name in self.texts.items():
            source: Entry[Any] = self.entries[f"sources/{key}"]
            title = source.notes.titles.get(f"{ARTICLE}{number}")
            notes = source.notes.at(f"{ARTICLE}{number}")
            excerpts = (note for note in notes if note.kind == "excerpt")
            if places := grouped((note.locator[len(ARTICLE) :], note.text) for note in excerpts):
                yield Wording(name, source, title.text if title else "", places)

    def article_at(self, locator: str) -> Entry[records.Article] | None:
        """Return the record of the article in which a place of a text lies, if there is one."""
        number = locator.removeprefix(ARTICLE).partition("(")[0]
        articles = self.of(records.Article)
        return next((entry for entry in articles if entry.title.number == number), None)


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


def claim_of(entry: Entry, claim: str) -> str:
    """Return the full name of a claim that the front matter of an entry names."""
    return claim if "#" in claim else f"{entry.name}#{claim}"
