"""Witnesses: which of the places that a claim rests on bear witness on their own.

What one text, one outlet or one address gives is one witness. That is transitive, but only among
the sources of one claim: what ties two of them must itself be cited.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from generator import quotations
from generator.body import Block
from generator.dates import Date
from generator.notes import Note
from generator.quotations import Passage, is_latin, marks_of, occurrences
from generator.records import WEAK_INTERESTS, Source
from generator.seeds import Entry
from generator.urls import address_of


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
                quoted += [passage.words for passage in marks_of(note.text).passages]
        return any(occurrences(quotations.folded(one), quotations.folded(words)) for one in quoted)

    def can_quote(self, words: str) -> bool:
        """Tell whether words that stand here were read on a day that we know, in their language."""
        is_original = self.source.record.is_english or not is_latin(words)
        return self.source.record.held is not None or (
            self.source.record.accessed is not None and is_original
        )

    @property
    def texts(self) -> set[str]:
        """Return the origins of what stands at the place."""
        return self.source.notes.origins_at(self.locator or "", self.source.record.origin)

    @property
    def ties(self) -> set[tuple[str, str]]:
        """Return what makes this one witness with other evidence that has one of the same."""
        return {
            ("source", self.source.name),
            *(("text", text) for text in self.texts),
            *(("outlet", outlet) for outlet in filter(None, [outlet_of(self.source.record)])),
            *(("address", address_of(url)) for url in filter(None, [self.source.record.URL])),
        }


@dataclass(frozen=True)
class Strength:
    """How well a claim is evidenced: its evidence by witness, and what it discounts.

    The strongest witness comes first, and so does the strongest source of each: those that belong
    to no side before the weak, then as cited.
    """

    witnesses: tuple[tuple[Evidence, ...], ...]
    discounted: tuple[Evidence, ...] = ()

    @property
    def several(self) -> bool:
        """Tell whether witnesses of different origin agree."""
        return len(self.witnesses) > 1

    @property
    def weak(self) -> bool:
        """Tell whether all rests on one witness that is partisan, a party's own or unknown."""
        return not self.several and all(map(_is_weak, self.sources))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the sources that count, each once, copies included."""
        found = {
            one.source.name: one.source.record for witness in self.witnesses for one in witness
        }
        return tuple(found.values())

    @property
    def names(self) -> list[str]:
        """Return the name of each witness: that of its strongest source."""
        return [witness[0].source.record.short for witness in self.witnesses]


def weigh(evidence: Iterable[Evidence]) -> Strength:
    """Return how well these places together show something."""
    found = list(evidence)
    counted = sorted(
        (one for one in found if not one.discounted), key=lambda one: _is_weak(one.source.record)
    )
    groups: list[tuple[set[tuple[str, str]], list[int]]] = []
    for place, one in enumerate(counted):
        ties, members = one.ties, [place]
        for group in [group for group in groups if group[0] & ties]:
            groups.remove(group)
            ties, members = ties | group[0], members + group[1]
        groups.append((ties, sorted(members)))
    witnesses = sorted(members for _, members in groups)
    return Strength(
        tuple(tuple(counted[place] for place in members) for members in witnesses),
        tuple(one for one in found if one.discounted),
    )


def quoted(block: Block, evidence: Iterable[Evidence]) -> Iterator[tuple[Passage, list[Evidence]]]:
    """Yield each passage in quotation marks with the places where its words were read.

    What stands inside a passage that was read was read with it.
    """
    outer, is_read = Passage(0, 0, ""), False
    for passage in block.passages:
        is_inside = passage.end <= outer.end
        if is_inside and (
            is_read or quotations.folded(passage.words) == quotations.folded(outer.words)
        ):
            continue
        words = passage.words
        found = [one for one in evidence if one.has(words) and one.can_quote(words)]
        outer, is_read = passage, bool(found)
        yield passage, found


def read_on(block: Block, evidence: Iterable[Evidence]) -> list[Date]:
    """Return on which days quoted words were read that stand only in sources that are not held."""
    resting = (
        found
        for _, found in quoted(block, evidence)
        if not any(one.source.record.held for one in found)
    )
    days = {one.source.record.accessed for found in resting for one in found}
    return sorted(filter(None, days), key=lambda day: day.sort_key)


def outlet_of(source: Source) -> str:
    """Return what stands for the outlet whose text a source prints; nothing if none is named."""
    return folded(source.outlet or source.container_title or source.publisher or "")


@cache
def folded(text: str) -> str:
    """Return a name's letters and figures, without case, accents, spaces and punctuation."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def _is_weak(source: Source) -> bool:
    return source.interest in WEAK_INTERESTS and source.authentic != "true"
