"""Rules about words: quotations that were read, names spelled one way, nothing loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.body import Block, whole_words
from generator.catalogue import Catalogue
from generator.problems import Place, Problem
from generator.records import Organisation, Person


def check_quotations(catalogue: Catalogue) -> Iterator[Problem]:
    """Words in quotation marks stand in an excerpt that the claim cites.

    A source that we do not hold has no excerpts: its words are marked as read on a day instead.
    """
    for _, block in catalogue.blocks():
        evidence = catalogue.evidence(block)
        if not evidence or any(one.record.held is None and one.record.accessed for one in evidence):
            continue
        notes = [note for one in evidence for note in one.notes]
        excerpts = [_folded(note.text) for note in notes if note.kind == "excerpt"]
        for words, place in block.quotations():
            if not any(_folded(words) in excerpt for excerpt in excerpts):
                what = f"“{words}” stands in no excerpt that the claim cites"
                mend = "add the excerpt to the source's notes, or drop the quotation marks"
                yield Problem(place, "unread-quotation", what, mend)


def check_variants(catalogue: Catalogue) -> Iterator[Problem]:
    """A spelling that a record lists as a variant stands only inside quotation marks."""
    people, organisations = catalogue.records(Person), catalogue.records(Organisation)
    named = [record for _, record in people] + [record for _, record in organisations]
    variants = {
        " ".join(variant.split()): record.name for record in named for variant in record.variants
    }
    for match, place in _matches(catalogue, whole_words(variants)):
        mend = f'write "{variants[match]}" or the part of it that is meant'
        yield Problem(place, "variant-spelling", f'"{match}" is a variant spelling', mend)


def check_loaded_words(catalogue: Catalogue) -> Iterator[Problem]:
    """Our own text has no loaded word."""
    for match, place in _matches(catalogue, whole_words(catalogue.loaded_words, re.IGNORECASE)):
        mend = "say it plainly, or quote it with its holder"
        yield Problem(place, "loaded-word", f'"{match}" is a loaded word', mend)


def _matches(catalogue: Catalogue, pattern: re.Pattern[str]) -> Iterator[tuple[str, Place]]:
    """Yield what a pattern finds in our own text, on one line, with its place."""
    for entry in catalogue.entries.values():
        for block in entry.body.blocks:
            for match in pattern.finditer(block.own_words):
                yield " ".join(match[0].split()), block.place_at(match.start())
        headings = ((section.name, section.place) for section in entry.body.sections)
        for text, place in (*entry.own_texts(), *headings):
            for match in pattern.finditer(Block("note", "", text, place, text).own_words):
                yield " ".join(match[0].split()), place


def _folded(text: str) -> str:
    text = " ".join(text.translate(str.maketrans("‘’“”", "''\"\"")).split())
    return text.casefold().strip(" .,;:!?\"'")
