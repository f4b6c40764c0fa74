"""The verb `text`: brings an official text, article by article, into the notes of its source.

What it wrote it writes anew when it is run again: the keys on the file, and the titles and excerpts
under articles. All else in a record is its curator's and stays.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from generator.archive import Document, check_encoding
from generator.catalogue import Catalogue
from generator.front_matter import read_front_matter
from generator.kinds import TEXT
from generator.locators import ARTICLE, read_locator
from generator.notes import TITLE, blocks_of
from generator.official_text import LANGUAGES, OfficialText, read_official_text
from generator.problems import Place, Problem
from generator.records import Source
from generator.seeds import FOLDER, read_seed
from generator.stubs import stub


@dataclass
class Import:
    """The records to write, by path, what of the text has no place in them, and what is wrong."""

    records: dict[str, str] = field(default_factory=dict)
    unplaced: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def import_text(catalogue: Catalogue, root: Path, key: str, file: Path, day: str) -> Import:
    """Return the records that the text in `file` makes or changes; none if something is wrong.

    `day` is the day on which records that are new are reviewed.
    """
    path = f"{FOLDER}/sources/{key}.md"
    document = Document(file.read_bytes())
    if problem := check_encoding(Place(file.as_posix()), document.content, ()):
        return Import(problems=[problem])
    is_new = not (root / path).exists()
    content = stub("sources", key, day).encode() if is_new else (root / path).read_bytes()
    before = content.decode("utf-8-sig", "replace")
    entry, problems = read_seed(path, before.encode())
    source = entry.record if entry else None
    if problems or not isinstance(source, Source):
        return Import(problems=problems)
    text = read_official_text(file.as_posix(), document.text, source.headings)
    if text.problems:
        return Import(problems=text.problems)
    held = {"file": file.name, "sha256": document.sha256}
    keys = {"rights": "official_text"}
    if not source.notes:
        keys |= {"notes": "complete", "authentic": _quoted(source.authentic or "false")}
    if held != (source.held and source.held.model_dump()):
        keys["held"] = f"{{file: {_quoted(file.name)}, sha256: {document.sha256}}}"
    after = _with_keys(before, keys | (_of_new(document, text) if is_new else {}))
    records = {path: with_notes(after, text)}
    for name in _articles_without_record(catalogue, text):
        records[f"{FOLDER}/articles/{name}.md"] = stub("articles", name, day)
    if not catalogue.is_known(TEXT):
        records[f"{FOLDER}/{TEXT}.md"] = _with_keys(stub("pages", TEXT, day), {"title": "Text"})
    found = (read_seed(name, record.encode())[1] for name, record in records.items())
    problems = [problem for those in found for problem in those]
    return Import({} if problems else records, text.unplaced, problems)


def _of_new(document: Document, text: OfficialText) -> dict[str, str]:
    found = {"type": "treaty"}
    if text.unplaced[:1] == tuple(document.paragraphs[:1]):
        found["title"] = _quoted(text.unplaced[0])
    for row in LANGUAGES:
        if row["first"] and re.search(rf"(?im)^[\s#*]*{row['first']}", document.text):
            return found | {"language": row["language"]}
    return found


def _quoted(text: str) -> str:
    """Return a text as YAML takes it whatever signs it has."""
    return text if re.fullmatch(r"\w[\w.-]*", text) else "'" + text.replace("'", "''") + "'"


def _with_keys(record: str, keys: dict[str, str]) -> str:
    """Return a record with values in its front matter, in place of those of the same keys.

    A key that is there only in a comment, as in a stub, takes the place of the comment.
    """
    lines = record.replace("\r\n", "\n").split("\n")
    for key, value in keys.items():
        end = next(at for at, line in enumerate(lines) if at and re.fullmatch(r"-{3,}\s*", line))
        marks = (f"{key}:", f"# {key}:")
        found = (at for mark in marks for at in range(end) if lines[at].startswith(mark))
        start = after = next(found, end)
        if start < end:
            after += 1
            while lines[after].startswith((" ", "- ")):
                after += 1
        lines[start:after] = [f"{key}: {value}"]
    return "\n".join(lines)


def with_notes(record: str, text: OfficialText) -> str:
    """Return a record with the whole text in its notes, each before those of its curator."""
    front = read_front_matter("", record)
    head = record.removesuffix(front.body)
    kept = _notes_of_curator(front.body)
    parts = kept.pop("", [])
    for article in text.articles:
        name = f"{ARTICLE}{article.key}"
        written = {name: [f"{TITLE} {article.title}"] if article.title else []}
        for paragraph in article.paragraphs:
            blocks = written.setdefault(f"{name}{paragraph.number}", [])
            blocks += [f"> {line}" for line in paragraph.lines]
        parts += [_under(place, [*new, *kept.pop(place, [])]) for place, new in written.items()]
    parts += [_under(place, blocks) for place, blocks in kept.items()]
    return head.rstrip("\n") + "\n" + "\n\n".join(filter(None, parts)) + "\n"


def _notes_of_curator(body: str) -> dict[str, list[str]]:
    """Return the blocks of a body that this verb did not write, by the heading they stand under."""
    kept: dict[str, list[str]] = {"": []}
    place = ""
    for _, block in blocks_of(body, Place("")):
        if block.startswith("#"):
            words = block.lstrip("#").strip()
            place = read_locator(words) or words
            kept.setdefault(place, [])
        elif not (place.startswith(ARTICLE) and block.startswith((">", TITLE))):
            kept[place].append(block)
    return kept


def _under(place: str, blocks: list[str]) -> str:
    return f"## {place}\n" + "\n\n".join(blocks) if blocks else ""


def _articles_without_record(catalogue: Catalogue, text: OfficialText) -> list[str]:
    names = [*catalogue.entries, *catalogue.unread]
    known = {re.sub("^articles/0*", "", name) for name in names}
    last = catalogue.number_of_articles or len(text.articles)
    lacking = [article.key for article in text.articles if article.key not in known]
    return [key.zfill(2) for key in lacking if not key.isdecimal() or int(key) <= last]
