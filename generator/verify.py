"""Holds every excerpt and note against the archived documents, and makes the lock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.archive import Document, contains, is_whole_sentence, sentences
from generator.catalogue import Catalogue
from generator.encodings import check_encoding
from generator.locators import ARTICLE, paragraphs_of, read_range
from generator.lock import digest, document_line, excerpt_line, note_line, place_line
from generator.notes import Note
from generator.official_text import OfficialText, read_official_text
from generator.problems import Problem
from generator.quotations import nfc, unquoted
from generator.records import Source
from generator.seeds import Entry

COPIED_RUN = 12
"""Words in a row that count as copied."""
_UNKNOWN = ", nor the lock its digest"


@dataclass(frozen=True)
class Verified:
    """The lines of the lock, sorted, and what does not agree with the documents.

    Of these lines `kept` are as they were, on as many as `absent` documents that are not there.
    """

    lines: list[str]
    kept: int
    absent: int
    problems: list[Problem]


def verify(catalogue: Catalogue, archive: Path) -> Verified:
    """Hold the notes on each document that the archive has against it; keep the lock's others."""
    lines: set[str] = set()
    kept: list[str] = []
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    missing: list[Problem] = []
    for entry in catalogue.of(Source):
        source = entry.record
        if source.held is None:
            continue
        document = Document.read(archive, source.held.file)
        if document is None:
            kept += catalogue.lock.of(entry.key)
            missing.append(_missing(catalogue, entry, source.held.file))
        elif problem := _unusable(entry, source.held.sha256, document):
            problems.append(problem)
        else:
            if source.rights != "official_text":
                documents[entry.key] = document
            more, found = _verify_source(entry, source, document)
            lines |= more
            problems += found
    # A folder without any of the documents is not the archive.
    is_archive = lines or problems
    problems += [one for one in missing if not is_archive or one.what.endswith(_UNKNOWN)]
    problems += _copied_words(catalogue, documents)
    return Verified(sorted(lines | set(kept)), len(kept), len(missing), problems)


def _missing(catalogue: Catalogue, entry: Entry[Source], file: str) -> Problem:
    """Return the finding of a document that the archive does not have."""
    mend = "put the document there, or correct the file name"
    what = f'the archive has no "{file}"{"" if catalogue.size(entry) else _UNKNOWN}'
    return Problem(entry.place_of("held", "file"), "document-missing", what, mend)


def _unusable(entry: Entry, sha256: str, document: Document) -> Problem | None:
    """Return what is wrong with a document that is not the one that its record means."""
    excerpts = [note.text for note in entry.notes.printed]
    problem = check_encoding(entry.place_of("held", "file"), document.content, excerpts)
    if problem is None and document.sha256 != sha256:
        mend = "restore the document, or read it again and correct notes and digest"
        what = f"the document's digest is {document.sha256}"
        problem = Problem(entry.place_of("held", "sha256"), "document-changed", what, mend)
    return problem


def _verify_source(
    entry: Entry, source: Source, document: Document
) -> tuple[set[str], list[Problem]]:
    """Return the lines of the lock for one source, and what does not agree with its document."""
    text = read_official_text(source.short, document.text, source.headings)
    lines = {document_line(entry.key, document)}
    problems = [
        *entry.notes.beyond(len(document.paragraphs)),
        *_missing_places(entry, document, text),
    ]
    if source.rights == "official_text":
        lines |= {
            place_line(entry.key, locator, " ".join(paragraph.lines))
            for locator, paragraph in text.places()
        }
        problems += _text_problems(entry, text)
    for note in [*entry.notes.notes, *entry.notes.titles.values()]:
        found = _verify_note(entry, note, document, text)
        if isinstance(found, Problem):
            problems.append(found)
        elif found:
            lines.add(found)
    return lines, problems


def _text_problems(entry: Entry, text: OfficialText) -> Iterator[Problem]:
    """Yield what is ambiguous in an official text, at the record of its source."""
    for problem in text.problems:
        what = f"in line {problem.place.line} of the document: {problem.what}"
        yield replace(problem, place=entry.place_of("held", "file"), what=what)


def _missing_places(entry: Entry, document: Document, text: OfficialText) -> Iterator[Problem]:
    """Yield a problem for each heading that names a sentence or an article that is not there."""
    for locator, place in entry.notes.headings.items():
        number = next(iter(paragraphs_of(locator)), 0)
        is_there = 0 < number <= len(document.paragraphs)
        if is_there and not read_range(locator) and document.passage(locator) is None:
            count = len(sentences(document.paragraphs[number - 1]))
            mend = f"name a sentence that it has: we count {count} in paragraph {number}"
            what = f"the document has no {locator}"
            yield Problem(place, "no-such-paragraph", what, mend)
        if locator.startswith(ARTICLE) and text.passage(locator) is None:
            last = text.articles[-1].key if text.articles else "none"
            mend = f"name a place that it has; its last article is {last}"
            what = f"the document has no {locator}"
            yield Problem(place, "no-such-paragraph", what, mend)


def _verify_note(
    entry: Entry, note: Note, document: Document, text: OfficialText
) -> str | Problem | None:
    """Return the line of the lock for one note, if it needs one, or what is wrong with it."""
    numbers, passage = paragraphs_of(note.locator), document.passage(note.locator)
    start = numbers[0] if numbers else 0
    is_in_article = note.locator.startswith(ARTICLE)
    if is_in_article:
        passage, start = text.passage(note.locator) or (None, 0)
    if note.kind == "title" and passage is not None:
        passage = text.title(note.locator)
    if note.kind == "set aside" or ((numbers or is_in_article) and passage is None):
        return None
    if note.kind == "noted":
        # What is no paragraph or article may be anywhere in the document.
        return note_line(entry.key, note.locator, passage or document.text)
    found = document.paragraphs_with(note.text)
    if passage is None and len(found) != 1:
        mend = "quote words that stand in the document once"
        what = f"the words stand {len(found)} times in the document"
        return Problem(note.place, "excerpt-not-found", what, mend)
    is_cut = note.kind == "title" and digest(passage or "") != digest(note.text)
    if is_cut or (passage is not None and not contains(passage, note.text)):
        return Problem(note.place, "excerpt-not-found", *_not_there(note, document, text))
    number = found[0] if passage is None else start
    whole = is_whole_sentence(passage or document.paragraphs[number - 1], note.text)
    return excerpt_line(entry.key, note.locator, note.text, number, whole)


def _not_there(note: Note, document: Document, text: OfficialText) -> tuple[str, str]:
    """Return what is wrong with an excerpt that is not at its place, and the mend."""
    if note.locator.startswith(ARTICLE):
        words = ((name, " ".join(paragraph.lines)) for name, paragraph in text.places())
        places = [name for name, passage in words if contains(passage, note.text)]
    else:
        numbers = sorted(set(document.paragraphs_with(note.text)))
        places = [
            f"para. {number}.{position}"
            for number in numbers
            for position, sentence in enumerate(sentences(document.paragraphs[number - 1]), 1)
            if contains(sentence, note.text)
        ] or [f"para. {number}" for number in numbers]
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
