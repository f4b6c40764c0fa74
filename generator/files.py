"""The files in `seeds/`: those that are read, those that are named because they are not; lists.

Lists are no records: withdrawn ids, loaded words, searches, the lock.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.characters import merge_problems
from generator.dates import Date
from generator.kinds import FOLDERS, PLAIN_PAGES
from generator.lock import LINE, LOCK
from generator.problems import Place, Problem, shown
from generator.records import KEY

_PASSED_OVER = re.compile(r"\..*(?<!\.md)|\.[#_].*|#.*#|.*~|~\$.*|Thumbs\.db|desktop\.ini")
"""Names of what editors and systems put beside our files."""
# What the names of texts end with.
_ENDINGS = re.compile(r"(?:\.(?:md|markdown|mdown|mkd|txt|text))+$", re.IGNORECASE)
_ELSEWHERE = "move it out of this folder, which is for records and lists"
RETIRED, LOADED_WORDS, SEARCHES = "retired.md", "loaded-words.txt", "searches.txt"
LISTS = (RETIRED, LOCK, LOADED_WORDS, SEARCHES)
_FOLDERS = "|".join(["about", *sorted(FOLDERS)])
_RECORD = rf"(?:treaty|{'|'.join(sorted(PLAIN_PAGES))}|(?:{_FOLDERS})/{KEY})"
_NAME = rf"{_RECORD}(?:#{KEY})?"
_NO_WORD = r"#,;:|/\"“”«»<>()\[\]{}*="
_RETIRED = re.compile(
    rf"(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}) (?P<subject>{_NAME})"
    rf"(?: -> (?P<successor>{_NAME}))? ?: ?(?P<reason>\S.*)"
)
_FORMS = {
    RETIRED: re.compile(rf"- (?P<entry>{_RETIRED.pattern})|(?:#+ |(?!\S*[/#])[^\W\d]).*"),
    LOADED_WORDS: re.compile(
        rf"(?P<entry>(?P<subject>[^\W_](?:[^{_NO_WORD}]*[^\s{_NO_WORD}])?))|#.*"
    ),
    SEARCHES: re.compile(rf"(?P<entry>(?P<subject>[^\s#].*): {_RECORD})|#.*"),
    LOCK: LINE,
}
"""What a line looks like: what it enters into the list, and what of it may stand there once."""
_MENDS = {
    RETIRED: "write `- 2025-04-08 folder/key#id: reason` in one line, or begin prose with a letter",
    LOADED_WORDS: "write one word or phrase a line without marks, or # and a comment",
    SEARCHES: "write `words: folder/key` in one line, or # and a comment",
    LOCK: "run `python -m generator verify ARCHIVE`, which writes the list anew",
}


@dataclass(frozen=True)
class Retired:
    """A record or claim that is gone: since when, why, and what took its place, if anything."""

    name: str
    day: Date
    reason: str
    successor: str
    place: Place


def read_retired(path: str, lines: Mapping[int, str]) -> dict[str, Retired]:
    """Return by name what the lines of the list of what is gone say."""
    found = {}
    for number, line in lines.items():
        match = _RETIRED.fullmatch(line)
        assert match  # `read_list` took it
        day, name, successor, reason = match.groups("")
        place = Place(path, number)
        found[name] = Retired(name, Date.parse(day), reason.rstrip("."), successor, place)
    return found


def read_folder(root: Path, folder: str) -> Iterator[tuple[str, bytes | None] | Problem]:
    """Yield the records and lists in a folder by path below `root`, and what is not read there.

    What should be read and cannot be has no content.
    """
    closed: list[OSError] = []
    for directory, folders, files in os.walk(root / folder, onerror=closed.append):
        here = Path(directory)
        lists = LISTS if here == root / folder else ()
        seen = [here / name for name in folders if not name.startswith(".")]
        wrong = {path: case for path in seen if (case := _wrong_with_folder(path, lists))}
        yield from (_unread(root, path, case) for path, case in wrong.items())
        folders[:] = [path.name for path in seen if path not in wrong]
        for name in files:
            if not _PASSED_OVER.fullmatch(name):
                yield from _read_file(root, here / name, is_list=name in lists)
    for error in closed:
        yield _unread(root, Path(error.filename), "closed", error=error.strerror)


def _wrong_with_folder(path: Path, lists: tuple[str, ...]) -> str:
    wrong = {
        "folder-name": not path.name.isprintable(),
        "linked-folder": path.is_symlink(),
        "folder": path.name.endswith(".md") or path.name in lists,
    }
    return next(filter(wrong.get, wrong), "")


def _read_file(
    root: Path, path: Path, *, is_list: bool
) -> Iterator[tuple[str, bytes | None] | Problem]:
    if not path.name.isprintable():
        yield _unread(root, path, "name")
    elif not is_list and not path.name.endswith(".md"):
        yield _unread(root, path, "other", mend=_name_for(path))
    else:
        content = None
        try:
            if path.is_file():
                content = path.read_bytes()
            else:
                yield _unread(root, path, "linked" if path.is_symlink() else "no-file")
        except OSError as error:
            yield _unread(root, path, "closed-file", error=error.strerror)
        yield path.relative_to(root).as_posix(), content


def _unread(root: Path, path: Path, case: str, **said: object) -> Problem:
    place = Place("/".join(map(shown, path.relative_to(root).parts)))
    return Problem.of(place, "unread-file", case, **said)


def _name_for(path: Path) -> str:
    stem = _ENDINGS.sub("", path.name).lower()
    name = f"{stem}.md"
    if stem == path.name.lower() or not re.fullmatch(KEY, stem):
        return _ELSEWHERE
    if path.with_name(name).exists():
        return f"{_ELSEWHERE}; {name} is there already"
    return f"rename it to {name}"


def read_list(path: str, text: str) -> tuple[dict[int, str], list[Problem]]:
    """Return what each line of a list enters, and what is wrong with the other lines."""
    name = path.rpartition("/")[2]
    found: set[str] = set()
    entered: dict[int, str] = {}
    problems = list(merge_problems(path, text))
    marked = {problem.place.line for problem in problems}
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        match = _match(name, line.rstrip())
        entry, subject = (match["entry"] or "", match["subject"] or "") if match else ("", "")
        wrong = {
            "form": match is None and number not in marked and (name == LOCK or line.strip()),
            "twice": subject.casefold() in found,
            "order": name == LOCK and entry and entry < next(reversed(entered.values()), ""),
            "end": name == LOCK and number == len(lines) and not text.endswith("\n"),
        }
        if entry and not wrong["twice"]:
            found.add(subject.casefold())
            entered[number] = entry
        if case := next(filter(wrong.get, wrong), ""):
            said = {"line": shown(line), "subject": shown(subject), "mend": _MENDS[name]}
            problems.append(Problem.of(Place(path, number), "wrong-line", case, **said))
    return entered, problems


def _match(name: str, line: str) -> re.Match[str] | None:
    """Return what a line of a list enters, unless that is of a day which the calendar has not."""
    match = _FORMS[name].fullmatch(line)
    try:
        Date.parse((match and match.groupdict().get("day")) or "2025")
    except ValueError:
        return None
    return match
