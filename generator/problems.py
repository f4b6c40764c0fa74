"""What can be wrong with a record or a page: places, problems and the table of rules."""

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: path from the project's root, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def after(self, text: str) -> Self:
        """Return the place behind a text that begins here."""
        lines = text.count("\n")
        column = len(text) - text.rindex("\n") if lines else self.column + len(text)
        return replace(self, line=self.line + lines, column=column)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One finding: the place to change, the rule, what is wrong there, and how to mend it."""

    place: Place
    rule: str
    what: str
    mend: str

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise KeyError(self.rule)


@dataclass(frozen=True)
class Fault:
    """What is wrong at an offset of a text, by which rule, and how to mend it."""

    offset: int
    rule: str
    what: str
    mend: str

    def at(self, place: Place) -> Problem:
        """Return the finding of this fault at a place."""
        return Problem(place, self.rule, self.what, self.mend)


RULES: dict[str, str] = {
    # Reading a file.
    "not-utf-8": "A record, like a list, is a text file in UTF-8.",
    "unread-file": "A file in seeds/ is a record or one of the lists, and can be read.",
    "forbidden-sign": "A record has only characters that a reader sees and means.",
    "unfinished-merge": "A file has no marks of an unfinished merge.",
    "wrong-line": "A line of a list has the form that the list gives, and stands once.",
    "unknown-folder": "A record lies in the folder of its kind.",
    "bad-file-name": "A record's file name is its key: small letters, digits and hyphens.",
    "missing-front-matter": "A record begins with front matter between two lines of three hyphens.",
    "yaml-syntax": "Front matter is YAML that can be read.",
    "yaml-feature": "Front matter has no anchors, aliases, tags, escapes or cut values.",
    "doubled-key": "A key stands once in front matter.",
    "unknown-key": "Front matter has only the keys of its kind.",
    "missing-key": "Front matter has every key that its kind needs.",
    "wrong-value": "A value is of the type, form or vocabulary of its key.",
    "stub-text": "No text of a stub is left standing.",
    # Reading a body.
    "raw-html": "A body has no HTML.",
    "unknown-markup": "A body has only the Markdown that pages show as it is meant.",
    "bad-heading": "A heading is of the level and form that its kind of record has.",
    "unknown-section": "A section's heading is a word of the vocabulary.",
    "section-order": "Sections stand once each, in the order of the vocabulary.",
    "bad-citation": "A citation has the form [@key, locator].",
    "bad-attributes": "Braces end a block and hold its attributes: {#slug by=… on=… about=…}.",
    "bad-note": "A reading note is quoted or follows Noted:, Set aside:, Origin: or Title:.",
    # Claims and their evidence.
    "claim-without-citation": "A claim has evidence.",
    "claim-without-id": "A claim has an id of its own.",
    "duplicate-id": "An id stands once in a record.",
    "retired-id": "An id or a key that was retired is not used again.",
    "lost-id": "What was published and is gone stands in seeds/retired.md.",
    "bad-retirement": "What is retired was published, and what took its place is there.",
    "uncited-fact": "Outside claims, too, a person, a body, a day or a figure has its evidence.",
    "vote-mismatch": "A vote is of a body of its event, and a claim of its own says the figures.",
    "missing-by": "A statement, a reading or an expectation says whose it is.",
    "unknown-by": "A statement's holder is a person, an organisation or a source with a record.",
    "missing-lead": "A record whose front matter states facts begins with their evidence.",
    "forecast-in-record": "What is yet to come is an expectation, not a record of events.",
    "unknown-record": "A name leads to a record.",
    "ambiguous-key": "People, organisations and sources have different keys.",
    "unknown-source": "A citation names a source that has a record.",
    "unknown-claim": "A citation names a claim that stands in its record.",
    "unknown-locator": "A citation names a place that the source's reading notes have.",
    "missing-locator": "A citation of a source with notes by place names the place.",
    "nested-claim": "A claim that is cited has sources of its own, not claims.",
    "unread-quotation": "Words in quotation marks were read: they stand in what is cited.",
    "unclosed-quotation": "A quotation mark that opens is closed, and none closes out of nothing.",
    "source-before-event": "A source that reports an event is not older than the event.",
    "order-of-acts": "Signature, ratification and entry into force follow each other.",
    "words-before-event": "What was said at an event was not said before it.",
    "words-after-source": "Words are not later than every source that reports them.",
    "read-before-issued": "A source is read after it was issued, not before.",
    "after-review": "Nothing in a record is later than the day on which it was reviewed.",
    "same-day-order": "Events of one day say in which order they happened.",
    "role-mismatch": "An office ends after it began; an event that shows it lies in its time.",
    "missing-record": "The treaty has a record, and so has each page that lists records.",
    "doubled-article": "An article of the treaty has one record.",
    "missing-article": "Every article of the treaty has a record.",
    "article-out-of-range": "An article's number is one that the treaty has.",
    "unknown-lead": "A disagreement leads with one of its positions, or with none.",
    "unknown-support": "What supports the leading position is another position beside it.",
    "too-few-positions": "A disagreement has two positions at least.",
    "bad-discount": "A position may discount some of its sources, and no other claim may.",
    "same-name": "Two witnesses of one claim have names that tell them apart.",
    # Words.
    "variant-spelling": "A name is spelled in one way, except inside quotation marks.",
    "loaded-word": "Our own text has none of the words listed in seeds/loaded-words.txt.",
    "broken-link": "A link leads to a record or to another site.",
    # Sources, reading notes and their lock.
    "empty-theme": "A theme has statements, or a record that names it.",
    "unused-term": "A term that is explained is used somewhere.",
    "same-address": "Two sources have two addresses.",
    "uncited-source": "A source is cited, or has no record.",
    "unread-paragraph": "Complete notes quote, note or set aside every paragraph.",
    "no-such-paragraph": "Notes name only paragraphs and sentences that the document has.",
    "long-excerpt": "An excerpt has at most 15 words.",
    "whole-sentence": "An excerpt is part of a sentence, never all of it.",
    "quoting-budget": "The excerpts of a source are a quarter of its words at most, or 200 words.",
    "not-authentic": "The treaty's own text is held, official and in one of its languages.",
    "incomplete-text": "The treaty's text has each article of the treaty, to the letter and whole.",
    "not-in-lock": "Every excerpt and note was held against its document, as the lock shows.",
    # The documents themselves (verify).
    "document-missing": "What the archive has not was verified before, as the lock shows.",
    "document-not-utf-8": "An archived document is plain text in UTF-8.",
    "document-changed": "An archived document has the digest that its source's record states.",
    "excerpt-not-found": "An excerpt stands in its document, at its place, to the letter.",
    "copied-words": "No twelve words in a row of a document stand outside excerpts.",
    "text-order": "An official text has every article once, each headed by the next number.",
    # Pages.
    "wrong-setting": "A setting that pages are made from can be read and is of its form.",
    "missing-page": "Every page that the records make is in docs/.",
    "changed-page": "A page in docs/ says what the records say.",
    "stale-page": "docs/ has only pages that the records make.",
    "same-anchor": "Two things on one page have different addresses.",
    # The built site (seal).
    "unknown-script": "A built page has only scripts that the theme or the project ships.",
}


LONGEST_SHOWN = 60
"""How many signs of a value a message shows at most."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is nearest to one, capitals aside, or None if none is near.

    If none is, the only one that begins with it is.
    """
    folded = {other.casefold(): other for other in known}
    start = word[: 2 * LONGEST_SHOWN].casefold()
    near = difflib.get_close_matches(start, folded, 1)
    longer = [other for other in folded if other.startswith(f"{start}-")]
    near = near or (longer if len(longer) == 1 else [])
    return folded[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the question whether the nearest known word was meant, or nothing if none is near."""
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else ""


def shown(text: str) -> str:
    """Return a text as a message shows it: in one line, cut, signs that are not seen by number."""
    cut = text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
    return "".join(
        sign if sign == " " or unicodedata.category(sign)[0] not in "CZ" else f"<U+{ord(sign):04X}>"
        for sign in cut
    )


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems sorted by place, each once."""
    return sorted(set(problems))


def report(problems: list[Problem], annotations: bool = False) -> str:
    """Return the problems as text, with a count at the end.

    With `annotations`, each is also given in the form that GitHub Actions shows beside the line.
    """
    lines = []
    for problem in problems:
        place = problem.place
        lines += [f"{place}: {problem.what} [{problem.rule}]", f"    mend: {problem.mend}"]
        if annotations:
            # These three characters would end an annotation.
            message = f"{problem.what} (mend: {problem.mend})".replace("%", "%25")
            message = message.replace("\r", "%0D").replace("\n", "%0A")
            where = f"file={place.path},line={place.line},col={place.column}"
            lines.append(f"::error {where},title={problem.rule}::{message}")
    files = len({problem.place.path for problem in problems})
    lines += ["", f"{_count(len(problems), 'problem')} in {_count(files, 'file')}"]
    return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
