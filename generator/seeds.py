"""Seeds: the files of `seeds/`, each read into an entry with its record, its body and places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.body import Body, read_body
from generator.dates import FORMS
from generator.front_matter import FrontMatter, Location, read_front_matter
from generator.notes import Notes, read_notes
from generator.problems import Place, Problem, did_you_mean
from generator.records import FORM_OF, KEY, MODELS, OwnWords, Part, Record, kind_of

FOLDER = "seeds"
RETIRED, LOCK, LOADED_WORDS = "retired.md", "evidence.lock", "loaded-words.txt"
"""The files of `seeds/` that are lists and not records."""


@dataclass(frozen=True)
class Entry:
    """A record with the file it was read from."""

    kind: str
    name: str
    path: str
    record: Record
    front: FrontMatter
    body: Body
    notes: Notes

    @property
    def key(self) -> str:
        """Return the file's stem, by which the record is cited."""
        return self.name.rpartition("/")[2]

    def own_texts(self) -> Iterator[tuple[str, Place]]:
        """Yield what front matter and reading notes say in our words, each with its place."""
        for way, text in own_texts(self.record):
            yield text, self.place_of(*way)
        for note in self.notes.notes:
            if note.kind != "excerpt":
                yield note.text, note.place

    def place_of(self, *location: str | int) -> Place:
        """Return the place of a value in front matter, or of the nearest one around it."""
        return _nearest_place(self.front, location)


def own_texts(value: object, way: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield the way to each text of ours in a record, by keys and positions, and the text."""
    if isinstance(value, OwnWords):
        yield way, value
    inside: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, Part):
        fields = type(value).model_fields.items()
        inside = ((field.alias or name, getattr(value, name)) for name, field in fields)
    elif isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, tuple):
        inside = enumerate(value)
    for step, one in inside:
        yield from own_texts(one, (*way, step))


@dataclass(frozen=True)
class Seeds:
    """All that `seeds/` holds, and what is wrong with single files."""

    entries: tuple[Entry, ...]
    unread: frozenset[str]
    retired: tuple[str, ...]
    loaded_words: tuple[str, ...]
    lock: tuple[str, ...]
    problems: list[Problem]


def read_seeds(root: Path) -> Seeds:
    """Read the folder `seeds/` below `root`. Never raises for bad content."""
    entries: list[Entry] = []
    unread: set[str] = set()
    problems: list[Problem] = []
    folder = root / FOLDER
    for path in sorted(folder.rglob("*.md"), key=lambda path: path.as_posix()):
        relative = path.relative_to(root).as_posix()
        if path == folder / RETIRED:
            continue
        entry, found = read_seed(relative, path.read_bytes())
        problems += found
        if entry:
            entries.append(entry)
        else:
            unread.add(relative.removeprefix(f"{FOLDER}/").removesuffix(".md"))
    retired = (line[2:] for line in _lines_of(root, RETIRED) if line.startswith("- "))
    words = (line for line in _lines_of(root, LOADED_WORDS) if not line.startswith("#"))
    lists = tuple(retired), tuple(words), tuple(_lines_of(root, LOCK))
    return Seeds(tuple(entries), frozenset(unread), *lists, problems)


def _lines_of(root: Path, name: str) -> list[str]:
    path = root / FOLDER / name
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [line.strip() for line in text.splitlines() if line.strip()]


def read_seed(path: str, content: bytes) -> tuple[Entry | None, list[Problem]]:
    """Read one record, given its path from the project's root and its bytes.

    Returns no entry if its front matter does not make a record. Never raises for bad content.
    """
    stem = path.removeprefix(f"{FOLDER}/").removesuffix(".md")
    kind = kind_of(stem)
    if kind is None:
        folders = ", ".join(sorted(MODELS.keys() - {"treaty", "pages"}))
        mend = f"put it into about/ or the folder of its kind: {folders}"
        return None, [Problem(Place(path), "unknown-folder", "no kind of record lies here", mend)]
    if not all(re.fullmatch(KEY, part) for part in stem.split("/")):
        mend = "rename the file: small letters, digits and single hyphens, then .md"
        return None, [Problem(Place(path), "bad-file-name", "the file name is no key", mend)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(path, content.count(b"\n", 0, error.start) + 1)
        return None, [Problem(place, "not-utf-8", "a byte that is not UTF-8", "save it as UTF-8")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = read_front_matter(path, text)
    record, problems = _validate(kind, front)
    body, notes = Body(), Notes()
    if kind == "sources":
        notes = read_notes(path, front.body, front.body_line)
    else:
        body = read_body(path, front.body, front.body_line)
    problems = [*front.problems, *problems, *body.problems, *notes.problems]
    if record is None:
        return None, problems
    return Entry(kind, stem, path, record, front, body, notes), problems


def _validate(kind: str, front: FrontMatter) -> tuple[Record | None, list[Problem]]:
    if front.problems:
        return None, []
    model = MODELS[kind]
    try:
        return model.model_validate(front.values), []
    except ValidationError as errors:
        return None, [_problem_of(error, front, model) for error in errors.errors()]


def _problem_of(error: ErrorDetails, front: FrontMatter, model: type[Record]) -> Problem:
    """Say in our words what pydantic found."""
    location: Location = tuple(part for part in error["loc"] if part != "[key]")
    key = str(location[-1]) if location else ""
    if error["type"] == "missing":
        place = _nearest_place(front, location[:-1])
        return Problem(place, "missing-key", f'key "{key}" is missing', f"add a line `{key}: …`")
    if error["type"] == "extra_forbidden":
        question = did_you_mean(key, _fields(model, nested=len(location) > 1))
        mend = f"{question} Or delete the line." if question else "delete the line"
        return Problem(front.keys[location], "unknown-key", f'unknown key "{key}"', mend)
    what, mend = _value_problem(error)
    return Problem(_nearest_place(front, location), "wrong-value", what, mend)


def _fields(model: type[Record], *, nested: bool) -> list[str]:
    """Return the keys that a model has, or those of the mappings inside it."""
    schema = model.model_json_schema()
    parts = schema.get("$defs", {}).values() if nested else [schema]
    return [key for part in parts for key in part["properties"]]


def _value_problem(error: ErrorDetails) -> tuple[str, str]:
    given, context = error["input"], error.get("ctx", {})
    location = [str(part) for part in error["loc"] if isinstance(part, str) and part != "[key]"]
    value = f'"{given}"' if isinstance(given, str) else "a list or mapping"
    what = f"{value} is no value for {'.'.join(location) or 'front matter'}"
    if error["type"] == "value_error" and not location:
        return str(context["error"]), "add the missing one, or delete the other"
    if error["type"] == "literal_error":
        allowed = re.findall(r"'([^']*)'", str(context["expected"]))
        mend = f"{did_you_mean(str(given), allowed)} Allowed: {', '.join(allowed)}."
        return what, mend.lstrip()
    mends = {
        "string_pattern_mismatch": FORM_OF.get(str(context.get("pattern")), ""),
        "int_parsing": "write a whole number",
        "value_error": f"write a date of one of the forms {FORMS} ({context.get('error')})",
        "tuple_type": "write a list, such as [one, two]",
        "string_type": "write one value; in quotation marks if it holds brackets or braces",
    }
    return what, mends.get(error["type"], "see what it takes with `python -m generator schema`")


def _nearest_place(front: FrontMatter, location: Location) -> Place:
    lengths = range(len(location), -1, -1)
    return next(front.places[location[:n]] for n in lengths if location[:n] in front.places)


def write_lock(root: Path, lines: list[str]) -> None:
    """Write the lock of `seeds/` below `root`, one line each, if it changed."""
    path = root / FOLDER / LOCK
    text = "".join(f"{line}\n" for line in lines)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


def stub(kind: str, day: str) -> str:
    """Return a valid record of a kind, with a comment for each key; `day` is its `reviewed`."""
    lines = []
    for name, field in MODELS[kind].model_fields.items():
        examples = field.examples or [""]
        example = day if name == "reviewed" else examples[0]
        line = f"{field.alias or name}: {example}  # {field.description}"
        lines.append(line if field.is_required() else f"# {line}")
    return "\n".join(["---", *lines, "---", ""])
