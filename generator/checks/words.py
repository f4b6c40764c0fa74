"""Rules about words: quotations that were read, names spelled one way, nothing loaded."""

import re
from collections.abc import Iterator

from generator.body import Block, whole_words
from generator.catalogue import Catalogue
from generator.dossier import Dossier
from generator.problems import Place, Problem
from generator.seeds import Entry
from generator.vocabularies import OUR_FORMER_WORDS
from generator.witnesses import Evidence, quoted

_NOTE = "note"
"""The form of a text of ours that is no block of a body."""


_CLOSE = "close it, or write ’ if it is an apostrophe"
_OPEN = "set the mark that opens the quotation, or drop this one"


def check_marks(catalogue: Catalogue) -> Iterator[Problem]:
    """A quotation mark that opens is closed, and none closes what was not opened."""
    for _, block in _texts(catalogue):
        for lone, does, mend in (
            (block.marks.unclosed, "opens and is never closed", _CLOSE),
            (block.marks.unopened, "closes what was never opened", _OPEN),
        ):
            for offset in lone:
                what = f"the quotation mark {block.raw[offset]} {does}"
                yield Problem(_place(block, offset), "unclosed-quotation", what, mend)


def check_quotations(dossier: Dossier) -> Iterator[Problem]:
    """Words in quotation marks were read: they stand in what the claim cites.

    A heading, a value of front matter and a note rest on what the whole record rests on.
    """
    for entry, block in _texts(dossier):
        if not all(map(dossier.resolves, block.citations)):
            continue
        of_record = block.form in (_NOTE, "subheading")
        evidence = dossier.evidence_of(entry) if of_record else dossier.evidence(block)
        for passage, found in quoted(block, evidence):
            if not found:
                words = " ".join(passage.words.split())
                what, mend = _unread(words, evidence)
                place = _place(block, passage.start)
                yield Problem(place, "unread-quotation", f"“{words}” {what}", mend)


def _unread(words: str, evidence: list[Evidence]) -> tuple[str, str]:
    drop = "or drop the quotation marks"
    in_english = f"cite a source in English that has the words, {drop}"
    for source in [cited.source for cited in evidence if cited.has(words)]:
        if source.record.accessed is None:
            mend = f"add `accessed`, the day on which it was read, to {source.path}"
            return f'was read in "{source.key}" on a day that its record does not give', mend
        return f'translates "{source.key}", which is not in English', in_english
    if not evidence:
        return "is quoted from no source", f"cite the source that has the words, {drop}"
    able = [cited for cited in evidence if cited.can_quote(words)]
    paths = dict.fromkeys(cited.source.path for cited in able if cited.source.record.held is None)
    if paths:
        mend = f"if it was read so, quote it in the note in {' or '.join(paths)}, {drop}"
        return "stands in no excerpt that is cited, nor in quotation marks in a note", mend
    mend = f"add the excerpt to the source's notes, {drop}" if able else in_english
    return "stands in no excerpt that is cited", mend


def check_variants(catalogue: Catalogue) -> Iterator[Problem]:
    """A spelling that a record lists as a variant stands only inside quotation marks."""
    variants = {
        " ".join(variant.split()): record.name
        for record in catalogue.bearers_of_names
        for variant in record.variants
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
    for _, block in _texts(catalogue):
        for match in pattern.finditer(block.own_words):
            yield " ".join(match[0].split()), _place(block, match.start())


def _texts(catalogue: Catalogue) -> Iterator[tuple[Entry, Block]]:
    """Yield every text of ours: blocks, and headings, values and notes in the form of blocks."""
    for entry in catalogue.entries.values():
        headings = ((section.name, section.place) for section in entry.body.sections)
        for text, place in (*headings, *entry.own_texts()):
            yield entry, Block(_NOTE, "", text, place, text)
        for block in entry.body.blocks:
            if block.section not in OUR_FORMER_WORDS:
                yield entry, block


def _place(block: Block, offset: int) -> Place:
    """Return a place in a text; in a value or a note, that at which it begins."""
    return block.place if block.form == _NOTE else block.place_at(offset)
