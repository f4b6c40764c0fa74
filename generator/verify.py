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
from generator.body import QUOTED
from generator.catalogue import Catalogue
from generator.notes import Note, paragraphs_of
from generator.problems import Place, Problem
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
        elif document.sha256 != source.held.sha256:
            mend = "restore the document, or read it again and correct notes and digest"
            what = f"the document's digest is {document.sha256}"
            place = entry.place_of("held", "sha256")
            problems.append(Problem(place, "document-changed", what, mend))
        else:
            documents[entry.key] = document
            lines.add(document_line(entry.key, document))
            for note in entry.notes.notes:
                if note.kind != "set aside":
                    line, problem = _verify_note(entry, note, document)
                    lines.update([line] if line else [])
                    problems += [problem] if problem else []
    problems += _copied_words(catalogue, documents)
    return sorted(lines), problems


def _verify_note(entry: Entry, note: Note, document: Document) -> tuple[str | None, Problem | None]:
    """Return the line of the lock for one note, or what is wrong with it."""
    by_paragraph = bool(paragraphs_of(note.locator))
    passage = document.passage(note.locator)
    if by_paragraph and passage is None:
        mend = f"the document has {len(document.paragraphs)} paragraphs; correct the heading"
        what = f"the document has no {note.locator}"
        return None, Problem(note.place, "excerpt-not-found", what, mend)
    if note.kind == "noted":
        return note_line(entry.key, note.locator, passage or ""), None
    found = document.paragraphs_with(note.text)
    if passage is None:
        if len(found) != 1:
            mend = "quote words that stand in the document once"
            what = f"the words stand {len(found)} times in the document"
            return None, Problem(note.place, "excerpt-not-found", what, mend)
        passage, number = document.paragraphs[found[0] - 1], found[0]
    elif not contains(passage, note.text):
        return None, Problem(note.place, "excerpt-not-found", *_not_there(note, document, found))
    else:
        number = paragraphs_of(note.locator)[0]
    whole = is_whole_sentence(document.paragraphs[number - 1], note.text)
    return excerpt_line(entry.key, note.locator, note.text, number, whole), None


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
    runs = {
        run: key
        for key, document in documents.items()
        if not _is_official(catalogue, key)
        for paragraph in document.paragraphs
        for run in _runs(paragraph)
    }
    for entry in catalogue.entries.values():
        for text, place in _own_texts(entry):
            run = next((run for run in _runs(text) if run in runs), None)
            if run:
                what = f'twelve words in a row are those of "{runs[run]}": "{run}"'
                mend = "say it in our own words, or put a short excerpt in quotation marks"
                yield Problem(place, "copied-words", what, mend)


def _is_official(catalogue: Catalogue, key: str) -> bool:
    record = catalogue.entries[f"sources/{key}"].record
    return isinstance(record, Source) and record.rights == "official_text"


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.casefold())
    for start in range(len(words) - COPIED_RUN + 1):
        yield " ".join(words[start : start + COPIED_RUN])


def _own_texts(entry: Entry) -> Iterator[tuple[str, Place]]:
    """Yield all prose of an entry outside excerpts and quotation marks, with its place."""
    for block in entry.body.blocks:
        yield QUOTED.sub(" | ", block.text), block.place
    for text, place in entry.own_texts():
        yield QUOTED.sub(" | ", text), place
