"""Holds every excerpt and note against the archived documents, and makes the lock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.archive import (
    Document,
    contains,
    document_line,
    excerpt_line,
    is_whole_sentence,
    note_line,
    sentences,
)
from generator.catalogue import Catalogue
from generator.encodings import UTF_8, encoding_of
from generator.locators import paragraphs_of, read_range
from generator.notes import Note
from generator.problems import Problem
from generator.quotations import nfc, unquoted
from generator.records import Source
from generator.seeds import Entry

COPIED_RUN = 12
"""Words in a row that count as copied."""


def verify(catalogue: Catalogue, archive: Path) -> tuple[list[str], list[Problem]]:
    """Return the lines of the lock, sorted, and what does not agree with the documents."""
    lines: set[str] = set()
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    for entry, source in catalogue.records(Source):
        if source.held is None:
            continue
        document = Document.read(archive, source.held.file)
        place = entry.place_of("held", "file")
        if document is None:
            mend = "put the document there, or correct the file name"
            what = f'the archive has no "{source.held.file}"'
            problems.append(Problem(place, "document-missing", what, mend))
        elif problem := _unreadable(entry, document):
            problems.append(problem)
        elif document.sha256 != source.held.sha256:
            mend = "restore the document, or read it again and correct notes and digest"
            what = f"the document's digest is {document.sha256}"
            place = entry.place_of("held", "sha256")
            problems.append(Problem(place, "document-changed", what, mend))
        else:
            if source.rights != "official_text":
                documents[entry.key] = document
            lines.add(document_line(entry.key, document))
            problems += entry.notes.beyond(len(document.paragraphs))
            problems += _missing_sentences(entry, document)
            for note in entry.notes.notes:
                found = _verify_note(entry, note, document)
                if isinstance(found, Problem):
                    problems.append(found)
                elif found:
                    lines.add(found)
    problems += _copied_words(catalogue, documents)
    return sorted(lines), problems


def _unreadable(entry: Entry, document: Document) -> Problem | None:
    """Return what is wrong with a document whose bytes are not text in UTF-8."""
    excerpts = [note.text for note in entry.notes.notes if note.kind == "excerpt"]
    encoding = encoding_of(document.content, excerpts)
    if encoding == UTF_8:
        return None
    mend = "save it as plain text in UTF-8, and correct `sha256`"
    what = "the document is no plain text in UTF-8"
    if encoding:
        mend = f"convert it (`iconv -f {encoding} -t UTF-8`), and correct `sha256`"
        what = f"the document is not UTF-8; it looks like {encoding}"
    return Problem(entry.place_of("held", "file"), "document-not-utf-8", what, mend)


def _missing_sentences(entry: Entry, document: Document) -> Iterator[Problem]:
    """Yield a problem for each heading that names a sentence that its paragraph does not have."""
    for locator, place in entry.notes.headings.items():
        number = next(iter(paragraphs_of(locator)), 0)
        is_there = 0 < number <= len(document.paragraphs)
        if is_there and not read_range(locator) and document.passage(locator) is None:
            count = len(sentences(document.paragraphs[number - 1]))
            mend = f"name a sentence that it has: we count {count} in paragraph {number}"
            what = f"the document has no {locator}"
            yield Problem(place, "no-such-paragraph", what, mend)


def _verify_note(entry: Entry, note: Note, document: Document) -> str | Problem | None:
    """Return the line of the lock for one note, if it needs one, or what is wrong with it."""
    numbers, passage = paragraphs_of(note.locator), document.passage(note.locator)
    if note.kind == "set aside" or (numbers and passage is None):
        return None
    if note.kind == "noted":
        return note_line(entry.key, note.locator, passage or "")
    found = document.paragraphs_with(note.text)
    if passage is None and len(found) != 1:
        mend = "quote words that stand in the document once"
        what = f"the words stand {len(found)} times in the document"
        return Problem(note.place, "excerpt-not-found", what, mend)
    if passage is not None and not contains(passage, note.text):
        return Problem(note.place, "excerpt-not-found", *_not_there(note, document, found))
    number = found[0] if passage is None else numbers[0]
    whole = is_whole_sentence(document.paragraphs[number - 1], note.text)
    return excerpt_line(entry.key, note.locator, note.text, number, whole)


def _not_there(note: Note, document: Document, found: list[int]) -> tuple[str, str]:
    """Return what is wrong with an excerpt that is not at its place, and the mend."""
    places = [
        f"para. {number}.{position}"
        for number in sorted(set(found))
        for position, sentence in enumerate(sentences(document.paragraphs[number - 1]), 1)
        if contains(sentence, note.text)
    ] or [f"para. {number}" for number in sorted(set(found))]
    mend = f"they stand at {', '.join(places)}" if places else "copy the words to the letter"
    return f"the words do not stand at {note.locator}", mend


def _copied_words(catalogue: Catalogue, documents: dict[str, Document]) -> Iterator[Problem]:
    """Yield each place at which our own prose has a run of words that one of the documents has."""
    runs = {
        run: key
        for key, document in documents.items()
        for paragraph in document.paragraphs
        for run in _runs(paragraph)
    }
    for entry in catalogue.entries.values():
        prose = [(block.text, block.place) for block in entry.body.blocks]
        for text, place in [*prose, *entry.own_texts()]:
            run = next((run for run in _runs(unquoted(text)) if run in runs), None)
            if run:
                what = f'twelve words in a row are those of "{runs[run]}": "{run}"'
                mend = "say it in our own words, or put a short excerpt in quotation marks"
                yield Problem(place, "copied-words", what, mend)


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", nfc(text).casefold())
    for start in range(len(words) - COPIED_RUN + 1):
        yield " ".join(words[start : start + COPIED_RUN])
