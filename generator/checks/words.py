"""Rules about words: quotations that were read, names spelled one way, nothing loaded, no stubs."""

import re
from collections.abc import Iterator
from functools import cache

from generator.body import Block
from generator.catalogue import NOTE, Catalogue
from generator.dates import NO_DAY
from generator.dossier import Dossier
from generator.front_matter import Location, read_front_matter
from generator.problems import Place, Problem, shown
from generator.quotations import one_line, whole_words
from generator.records import Event, Record, Words
from generator.seeds import values_of
from generator.values import keys_of, read_record
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
                yield _unread_quotation(_place(block, passage.start), passage.words, evidence)


def _unread_quotation(place: Place, words: str, evidence: tuple[Evidence, ...]) -> Problem:
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


def check_stubs(catalogue: Catalogue) -> Iterator[Problem]:
    """What a stub says is replaced by what is meant."""
    for entry in catalogue.entries.values():
        for way, text in _texts(entry.record):
            if (way[0], text.strip()) in _placeholders(entry.kind):
                wish = keys_of(entry.kind)[way[0]].wish
                said = {"value": shown(text), "key": way[0], "wish": wish}
                yield Problem.of(entry.place_of(*way), "stub-text", **said)


@cache
def _placeholders(kind: str) -> frozenset[tuple[str | int, str]]:
    """Return the texts of a kind's stub that no record means, each with the key it stands below."""
    text = "".join(f"{name}: {key.example}\n" for name, key in keys_of(kind).items())
    record, _ = read_record(kind, read_front_matter("", f"---\n{text}---\n"))
    return frozenset((way[0], text) for way, text in _texts(record))


def _texts(record: Record | None) -> Iterator[tuple[Location, str]]:
    """Yield texts in words, and a day that is none: others, such as a key, may be meant."""
    yield from values_of(record, Words)
    if isinstance(record, Event) and record.date.text == NO_DAY:
        yield ("date",), NO_DAY


def _matches(catalogue: Catalogue, pattern: re.Pattern[str]) -> Iterator[tuple[str, Place]]:
    """Yield what a pattern finds in our own text, on one line, with its place."""
    for _, block in catalogue.own_texts:
        for match in pattern.finditer(block.own_words):
            yield one_line(match[0]), _place(block, match.start())


def _place(block: Block, offset: int) -> Place:
    """Return a place in a text; in a value or a note, that at which it begins."""
    return block.place if block.form == NOTE else block.place_at(offset)
