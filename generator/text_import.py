"""The verb `text`: brings an official text, article by article, into the notes of its source.

What it wrote it writes anew when it is run again: the keys on the file, and the titles and excerpts
under articles. All else in a record is its curator's and stays.
"""

import re
from pathlib import Path

from frontmatter.default_handlers import YAMLHandler

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
from generator.values import stub


def import_text(
    catalogue: Catalogue, root: Path, key: str, file: Path, day: str
) -> tuple[dict[str, bytes], tuple[str, ...], list[Problem]]:
    """Return the records to write, by path, what of the text in `file` has no place, what is wrong.

    There are no records if something is. `day` is the day on which those that are new are reviewed.
    """
    path = f"{FOLDER}/sources/{key}.md"
    document = Document(file.read_bytes())
    if problem := check_encoding(Place(file.as_posix()), document.content, ()):
        return {}, (), [problem]
    is_new = not (root / path).exists()
    content = stub("sources", key, day).encode() if is_new else (root / path).read_bytes()
    before = content.decode("utf-8-sig", "replace")
    entry, problems = read_seed(path, before.encode())
    source = entry.record if entry else None
    if problems or not isinstance(source, Source):
        return {}, (), problems
    text = read_official_text(file.as_posix(), document.text, source.headings)
    if text.problems:
        return {}, (), text.problems
    held = {"file": file.name, "sha256": document.sha256}
    keys = {"rights": "official_text"}
    if not source.notes:
        keys |= {"notes": "complete", "authentic": _quoted(source.authentic or "false")}
    if held != (source.held and source.held.model_dump()):
        keys["held"] = f"{{file: {_quoted(file.name)}, sha256: {document.sha256}}}"
    after = _with_keys(before, keys | (_keys_of_new(document, text) if is_new else {}))
    records = {path: with_notes(after, text).encode()}
    for name in _articles_without_record(catalogue, text):
        records[f"{FOLDER}/articles/{name}.md"] = stub("articles", name, day).encode()
    if not catalogue.is_known(TEXT):
        page = _with_keys(stub("pages", TEXT, day), {"title": "Text"})
        records[f"{FOLDER}/{TEXT}.md"] = page.encode()
    problems = [found for name in records for found in read_seed(name, records[name])[1]]
    return {} if problems else records, text.unplaced, problems


def _keys_of_new(document: Document, text: OfficialText) -> dict[str, str]:
    """Return what a document tells of itself to a record that is new."""
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
    record = record.replace("\r\n", "\n")
    for key, value in keys.items():
        end = list(YAMLHandler.FM_BOUNDARY.finditer(record))[1].start()
        forms = (rf"^{mark}{key}:.*\n(?:(?: |- ).*\n)*" for mark in ("", "# "))
        found = (re.compile(form, re.MULTILINE).search(record, 0, end) for form in forms)
        start, after = next((match.span() for match in found if match), (end, end))
        record = f"{record[:start]}{key}: {value}\n{record[after:]}"
    return record


def with_notes(record: str, text: OfficialText) -> str:
    """Return a record with the whole text in its notes, each before those of its curator."""
    front = read_front_matter("", record)
    head = record.removesuffix(front.body)
    kept = _notes_of_curator(front.body)
    parts = kept.pop("", [])
    written: dict[str, list[str]] = {}
    for paragraph in text.paragraphs:
        article = paragraph.locator.partition("(")[0]
        title = text.titles[article]
        written.setdefault(article, [f"{TITLE} {title}"] if title else [])
        blocks = written.setdefault(paragraph.locator, [])
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
    last = catalogue.number_of_articles or len(text.titles)
    lacking = [key for name in text.titles if (key := name.removeprefix(ARTICLE)) not in known]
    return [key.zfill(2) for key in lacking if not key.isdecimal() or int(key) <= last]
