"""Terms: found in a text, so that the first use on a page leads to the glossary."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.catalogue import Catalogue
from generator.pages import escape, words
from generator.records import Term

MEANING = 110
"""How many signs of a definition are shown in place."""
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class Terms:
    """All spellings of the terms, each with the name of its record and its meaning."""

    pattern: re.Pattern[str] = _NOTHING
    meanings: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue) -> Terms:
        """Return the terms of a catalogue."""
        meanings: dict[str, tuple[str, str]] = {}
        for entry, record in catalogue.records(Term):
            first = next((block.text for block in entry.body.blocks if block.text), "")
            meaning = record.expansion or words.shortened(escape.plain(first), MEANING)
            meanings |= dict.fromkeys(spellings(record), (entry.name, meaning))
        return cls(pattern_of(list(meanings)), meanings)

    def explained(self, text: str, seen: set[str], address: Callable[[str], str]) -> str:
        """Return Markdown in which terms not yet `seen` lead to the `address` of their record."""

        def linked(match: re.Match[str]) -> str:
            name, meaning = self.meanings[match[0]]
            if name in seen:
                return match[0]
            seen.add(name)
            return f'[{match[0]}]({address(name)} "{escape.link_title(meaning)}")'

        return escape.prose(text, lambda words: self.pattern.sub(linked, words))


def spellings(record: Term) -> list[str]:
    """Return how a term is written: as listed, and in small letters inside a sentence."""
    listed = [record.term, *record.aliases]
    small = [word[0].lower() + word[1:] for word in listed if word[1:2].islower()]
    return list(dict.fromkeys([*listed, *small]))


def pattern_of(found: list[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the spellings as a word, the longest first."""
    longest_first = sorted(found, key=lambda word: (-len(word), word))
    options = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?:{options})(?!\w)") if options else _NOTHING
