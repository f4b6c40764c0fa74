"""Rules about words: quotations that were read, names spelled one way, nothing loaded."""

import re
from collections.abc import Iterator

from generator.body import Block
from generator.catalogue import NOTE, Catalogue
from generator.dossier import Dossier
from generator.problems import Place, Problem
from generator.quotations import one_line, whole_words
from generator.witnesses import Evidence, quoted


def check_marks(catalogue: Catalogue) -> Iterator[Problem]:
    """A quotation mark that opens is closed, and none closes what was not opened."""
    for _, block in catalogue.own_texts:
        lone = {"unclosed": block.marks.unclosed, "unopened": block.marks.unopened}
        for case, offsets in lone.items():
            for offset in offsets:
                place, mark = _place(block, offset), block.raw[offset]
                yield Problem.of(place, "unclosed-quotation", case, mark=mark)


def check_quotations(dossier: Dossier) -> Iterator[Problem]:
    """Words in quotation marks were read: they stand in what the claim cites.

    A heading, a value of front matter and a note rest on what the whole record rests on.
    """
    for entry, block in dossier.own_texts:
        if not all(dossier.source(at) or at.claim in dossier.claims for at in block.citations):
            continue
        of_record = block.form in (NOTE, "subheading")
        evidence = dossier.evidence_of(entry) if of_record else dossier.strength(block).evidence
        for passage, found in quoted(block, evidence):
            if not found:
                yield _unread(_place(block, passage.start), passage.words, evidence)


def _unread(place: Place, words: str, evidence: tuple[Evidence, ...]) -> Problem:
    words = one_line(words)
    found = [cited.source for cited in evidence if cited.has(words)]
    able = [cited.source for cited in evidence if cited.can_quote(words)]
    paths = dict.fromkeys(source.path for source in able if source.record.held is None)
    if found:
        case = "translated" if found[0].record.accessed else "no-day"
    elif paths:
        case = "no-note"
    elif able:
        case = "no-excerpt"
    else:
        case = "foreign" if evidence else "no-source"
    said = {"words": words, "source": next(iter(found), None), "paths": " or ".join(paths)}
    return Problem.of(place, "unread-quotation", case, **said)


def check_variants(catalogue: Catalogue) -> Iterator[Problem]:
    """A spelling that a record lists as a variant stands only inside quotation marks."""
    variants = {
        one_line(variant): record.name
        for record in catalogue.bearers_of_names
        for variant in record.variants
    }
    for match, place in _matches(catalogue, whole_words(variants)):
        yield Problem.of(place, "variant-spelling", words=match, name=variants[match])


def check_loaded_words(catalogue: Catalogue) -> Iterator[Problem]:
    """Our own text has no loaded word."""
    for match, place in _matches(catalogue, whole_words(catalogue.loaded_words, re.IGNORECASE)):
        yield Problem.of(place, "loaded-word", words=match)


def _matches(catalogue: Catalogue, pattern: re.Pattern[str]) -> Iterator[tuple[str, Place]]:
    """Yield what a pattern finds in our own text, on one line, with its place."""
    for _, block in catalogue.own_texts:
        for match in pattern.finditer(block.own_words):
            yield one_line(match[0]), _place(block, match.start())


def _place(block: Block, offset: int) -> Place:
    """Return a place in a text; in a value or a note, that at which it begins."""
    return block.place if block.form == NOTE else block.place_at(offset)
