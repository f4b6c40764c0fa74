"""Terms and names: found in a text, so that the first use on a page leads to their record."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from generator.body import whole_words
from generator.catalogue import Catalogue
from generator.pages import escape, words
from generator.records import Organisation, Person, Term

MEANING = 155
"""How many signs of a definition are shown in place."""


@dataclass(frozen=True)
class Terms:
    """All spellings of terms and names, each with its record's name and, of a term, its meaning."""

    pattern: re.Pattern[str] = field(default_factory=lambda: whole_words(()))
    meanings: dict[str, tuple[str, str]] = field(default_factory=dict)

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
        return cls(whole_words(meanings), meanings)

    def explained(self, text: str, seen: set[str], address: Callable[[str], str]) -> str:
        """Return Markdown in which terms not yet `seen` lead to the `address` of their record."""

        def linked(match: re.Match[str]) -> str:
            name, meaning = self.meanings[" ".join(match[0].split())]
            if name in seen:
                return match[0]
            seen.add(name)
            title = f' "{escape.link_title(meaning)}"' if meaning else ""
            return f"[{match[0]}]({address(name)}{title})"

        return escape.prose(text, lambda words: self.pattern.sub(linked, words))
