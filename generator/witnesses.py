"""Witnesses: which of the places that a claim rests on bear witness on their own.

What one text, one outlet or one address gives is one witness. That is transitive, but only among
the sources of one claim: what ties two of them must itself be cited.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Literal

from generator.body import Block
from generator.dates import Date
from generator.notes import Note
from generator.quotations import Marks, Passage, comparable, is_latin, occurrences
from generator.records import Source
from generator.seeds import Entry
from generator.urls import address_of
from generator.vocabularies import WEAK_INTERESTS


@dataclass(frozen=True)
class Evidence:
    """One place in one source that a claim rests on, with the notes that stand there.

    It is `discounted` where a position of a disagreement says that it is no witness of its own.
    """

    source: Entry[Source]
    locator: str | None
    notes: tuple[Note, ...]
    discounted: bool = False

    def has(self, words: str) -> bool:
        """Tell whether the words stand here: in an excerpt or, if the source is not held, quoted.

        The note on a source that is not held has in quotation marks what was read there.
        """
        quoted = [note.text for note in self.notes if note.kind == "excerpt"]
        for note in self.notes:
            if note.kind == "noted" and self.source.record.held is None:
                quoted += [passage.words for passage in Marks(note.text).passages]
        wanted = comparable(words)
        return any(occurrences(comparable(text), wanted) for text in quoted)

    def can_quote(self, words: str) -> bool:
        """Tell whether words that stand here were read on a day that we know, in their language."""
        source = self.source.record
        is_original = source.is_english or not is_latin(words)
        return source.held is not None or (source.accessed is not None and is_original)

    @cached_property
    def ties(self) -> set[tuple[str, str]]:
        """Return what makes this one witness with other evidence that has one of the same."""
        record = self.source.record
        origins = self.source.notes.origins_at(self.locator or "", record.origin)
        ties = {("outlet", outlet_of(record)), ("address", address_of(record.URL or ""))}
        ties |= {("source", self.source.name), *(("text", origin) for origin in origins)}
        return {tie for tie in ties if tie[1]}


@dataclass(frozen=True)
class Strength:
    """How well a claim is evidenced: its evidence as cited and, of what counts, by witness.

    The strongest witness comes first, and so does the strongest source of each: the treaty's own
    text, those that belong to no side, the weak; then as cited.
    """

    evidence: tuple[Evidence, ...]
    witnesses: tuple[tuple[Evidence, ...], ...]

    @property
    def discounted(self) -> tuple[Evidence, ...]:
        """Return the places that do not count."""
        return tuple(cited for cited in self.evidence if cited.discounted)

    @property
    def of_text(self) -> list[Evidence]:
        """Return the places in the treaty's own text, which stands above all witnesses."""
        return [at for at in chain(*self.witnesses) if at.source.record.authentic == "true"]

    @property
    def level(self) -> Literal["text", "several", "one"]:
        """Tell what says it: the treaty's own text, witnesses of different origin, or one."""
        if self.of_text:
            return "text"
        return "several" if len(self.witnesses) > 1 else "one"

    @property
    def weak(self) -> bool:
        """Tell whether all rests on one witness that is partisan, a party's own or unknown."""
        return self.level == "one" and all(all(rank(cited)[:2]) for cited in chain(*self.witnesses))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the sources that count, each once, copies included."""
        sources = [cited.source for witness in self.witnesses for cited in witness]
        return tuple({source.name: source.record for source in sources}.values())

    @property
    def names(self) -> list[str]:
        """Return the name of each witness: that of its strongest source."""
        return [witness[0].source.record.short for witness in self.witnesses]


def weigh(evidence: Iterable[Evidence]) -> Strength:
    """Return how well these places together show something."""
    found = tuple(evidence)
    counted = [cited for cited in found if not cited.discounted]
    counted.sort(key=lambda cited: rank(cited)[:2])
    groups: list[tuple[set[tuple[str, str]], list[int]]] = []
    for place, cited in enumerate(counted):
        ties, members = cited.ties, [place]
        for group in [group for group in groups if group[0] & ties]:
            groups.remove(group)
            ties, members = ties | group[0], members + group[1]
        groups.append((ties, sorted(members)))
    witnesses = sorted(members for _, members in groups)
    return Strength(found, tuple(tuple(counted[at] for at in members) for members in witnesses))


def quoted(block: Block, evidence: Iterable[Evidence]) -> Iterator[tuple[Passage, list[Evidence]]]:
    """Yield each passage in quotation marks with the places where its words were read.

    What stands inside a passage that was read was read with it.
    """
    outer, is_read = Passage(0, 0, ""), False
    for passage in block.passages:
        words = passage.words
        is_same = comparable(words) == comparable(outer.words)
        if passage.end <= outer.end and (is_read or is_same):
            continue
        found = [cited for cited in evidence if cited.has(words) and cited.can_quote(words)]
        outer, is_read = passage, bool(found)
        yield passage, found


def read_on(block: Block, evidence: Iterable[Evidence]) -> list[Date]:
    """Return on which days quoted words were read that stand only in sources that are not held."""
    resting = (
        found
        for _, found in quoted(block, evidence)
        if not any(cited.source.record.held for cited in found)
    )
    days = {cited.source.record.accessed for found in resting for cited in found}
    return sorted(filter(None, days), key=lambda day: day.sort_key)


def outlet_of(source: Source) -> str:
    """Return what stands for the outlet whose text a source prints; nothing if none is named."""
    return folded(source.outlet or source.container_title or source.publisher or "")


@cache
def folded(text: str) -> str:
    """Return a name's letters and figures, without case, accents, spaces and punctuation."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def rank(cited: Evidence) -> tuple[bool, bool, bool]:
    """Return how a source stands: the treaty's own text, those of no side, of equals in English."""
    source = cited.source.record
    return source.authentic != "true", source.interest in WEAK_INTERESTS, not source.is_english
