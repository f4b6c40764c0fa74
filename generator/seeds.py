"""Seeds: the files of `seeds/`, each read into an entry with its record, its body and places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Self

from typing_extensions import TypeVar

from generator import files, records
from generator.body import Body, read_body
from generator.characters import merge_problems, read_signs
from generator.front_matter import FrontMatter, Location, read_front_matter
from generator.kinds import FOLDERS, PLAIN_PAGES, kind_of
from generator.lock import LOCK, Lock
from generator.notes import Notes, read_notes
from generator.problems import Place, Problem, did_you_mean, parted
from generator.quotations import nfc
from generator.records import KEY, OwnWords, Part, Record
from generator.values import read_record

FOLDER = "seeds"
LOCK_PATH = f"{FOLDER}/{LOCK}"
R_co = TypeVar("R_co", bound=Record, default=Record, covariant=True)


@dataclass(frozen=True)
class Title:
    """What a subject is called: its number, which says little without its words, and these."""

    number: str
    words: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.number, self.words)))


@dataclass(frozen=True)
class Entry(Generic[R_co]):
    """A record with the file it was read from."""

    kind: str
    name: str
    path: str
    record: R_co
    front: FrontMatter
    body: Body
    notes: Notes

    @property
    def key(self) -> str:
        """Return the file's stem, by which the record is cited."""
        return self.name.rpartition("/")[2]

    @property
    def title(self) -> Title:
        """Return what the record is called; an article's number is its key without zeros before."""
        record: Record = self.record
        if isinstance(record, records.Article):
            return Title(self.key.lstrip("0"), record.title or "")
        if isinstance(record, records.Number):
            return Title(f"{record.value} {record.unit}", record.counts)
        return Title("", record.heading)

    @property
    def search_terms(self) -> list[str]:
        """Return what readers type for it beside what it is called."""
        record: Record = self.record
        words = [*record.aliases]
        if isinstance(record, records.Treaty):
            words += record.names.values()
        if isinstance(record, records.Person | records.Organisation):
            words += record.variants
        if isinstance(record, records.Person):
            words += (role.office for role in record.roles)
        return list(dict.fromkeys(words))

    @property
    def order(self) -> tuple[str, tuple[object, ...]]:
        """Return what entries are ordered by: their kind, then what orders entries of that kind."""
        record: Record = self.record
        if isinstance(record, records.Event):
            return self.kind, (*record.date.sort_key, record.order, self.key)
        if isinstance(record, records.Article):
            return self.kind, (self.key.isdigit(), self.key)
        title = str(self.title).casefold()
        return self.kind, (getattr(record, "order", 0), title, self.key)

    def own_texts(self) -> Iterator[tuple[str, Place]]:
        """Yield what front matter and reading notes say in our words, each with its place."""
        for way, text in values_of(self.record, OwnWords):
            yield text, self.place_of(*way)
        for note in self.notes.notes:
            if note.kind != "excerpt":
                yield note.text, note.place

    def place_of(self, *location: str | int) -> Place:
        """Return the place of a value in front matter, or of the nearest one around it."""
        return self.front.place_of(*location)


def values_of(value: object, type_: Any, way: Location = ()) -> Iterator[tuple[Location, Any]]:
    """Yield the way to each value of a type in a record, by keys and positions, and the value.

    A text of ours has the type `OwnWords`.
    """
    if isinstance(value, type_):
        yield way, value
    inside: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, Part):
        fields = type(value).model_fields.items()
        inside = ((field.alias or name, getattr(value, name)) for name, field in fields)
    elif isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, tuple):
        inside = enumerate(value)
    for step, inner in inside:
        yield from values_of(inner, type_, (*way, step))


@dataclass(frozen=True)
class Seeds:
    """All that `seeds/` holds by name, and what is wrong with single files.

    `unread` names the records whose files are there but cannot be read; `retired` has by their
    names the records and claims that are gone.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    retired: dict[str, files.Retired] = field(default_factory=dict)
    loaded_words: tuple[str, ...] = ()
    lock: Lock = field(default_factory=Lock)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def read(cls, root: Path) -> Self:
        """Read the folder `seeds/` below `root`. Never raises for bad content."""
        contents, problems = parted(files.read_folder(root, FOLDER))
        entries: dict[str, Entry] = {}
        unread: set[str] = set()
        lists: dict[str, dict[int, str]] = {}
        for path, content in sorted(contents):
            name = path.removeprefix(f"{FOLDER}/")
            if name in files.LISTS:
                text, found = _read_text(path, content or b"")
                lists[name], more = files.read_list(path, text or "")
                problems += [*found, *more]
                continue
            entry, found = read_seed(path, content) if content is not None else (None, [])
            problems += found
            if entry:
                entries[entry.name] = entry
            else:
                unread.add(name.removesuffix(".md"))
        gone = files.read_retired(f"{FOLDER}/{files.RETIRED}", lists.get(files.RETIRED, {}))
        words, lock = (tuple(lists.get(name, {}).values()) for name in (files.LOADED_WORDS, LOCK))
        return cls(entries, frozenset(unread), gone, words, Lock(lock), problems)


def read_seed(path: str, content: bytes) -> tuple[Entry | None, list[Problem]]:
    """Read one record, given its path from the project's root and its bytes.

    Returns no entry if its front matter does not make a record. Never raises for bad content.
    """
    stem = path.removeprefix(f"{FOLDER}/").removesuffix(".md")
    kind = kind_of(stem)
    if kind is None:
        known = ["treaty", "retired", *PLAIN_PAGES, *sorted(FOLDERS)]
        near = did_you_mean(stem.partition("/")[0], known)
        said = {"near": near, "folders": ", ".join(sorted(FOLDERS))}
        case = "near" if near else ""
        return None, [Problem.of(Place(path), "unknown-folder", case, **said)]
    if not all(re.fullmatch(KEY, part) for part in stem.split("/")):
        return None, [Problem.of(Place(path), "bad-file-name")]
    text, signs = _read_text(path, content)
    if text is None:
        return None, signs
    if merges := list(merge_problems(path, text)):
        return None, merges
    front = read_front_matter(path, text)
    record, problems = read_record(kind, front)
    is_source, below = kind == "sources", (path, front.body, front.body_line)
    body = Body() if is_source else read_body(*below)
    notes = read_notes(*below) if is_source else Notes()
    problems = [*front.problems, *problems, *body.problems, *notes.problems]
    # What else is wrong in a line may only be what a sign there made of it.
    marred = {sign.place.line for sign in signs}
    problems = [*signs, *(problem for problem in problems if problem.place.line not in marred)]
    if record is None:
        return None, problems
    return Entry(kind, stem, path, record, front, body, notes), problems


def _read_text(path: str, content: bytes) -> tuple[str | None, list[Problem]]:
    """Return a file's text with single line feeds and its forbidden signs; None if not in UTF-8."""
    try:
        return read_signs(path, nfc(_with_line_feeds(content.decode("utf-8-sig"))))
    except UnicodeDecodeError as error:
        before = _with_line_feeds(error.object[: error.start].decode())
        case = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ""
        place, byte = Place(path).after(before), error.object[error.start]
        return None, [Problem.of(place, "not-utf-8", case, byte=byte)]


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
