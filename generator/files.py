"""The files in `seeds/`: those that are read, those that are named because they are not; lists.

Lists are no records: withdrawn ids, loaded words, searches, the lock.
"""

import os
import re
from collections.abc import Mapping
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
_ENDINGS = re.compile(r"(?:\.(?:md|markdown|mdown|mkd|txt|text))+$", re.IGNORECASE)
_ELSEWHERE = "move it out of this folder, which is for records and lists"
RETIRED, LOADED_WORDS, SEARCHES = "retired.md", "loaded-words.txt", "searches.txt"
LISTS = (RETIRED, LOCK, LOADED_WORDS, SEARCHES)
_FOLDERS = "|".join(["about", *sorted(FOLDERS)])
_RECORD = rf"(?:treaty|{'|'.join(sorted(PLAIN_PAGES))}|(?:{_FOLDERS})/{KEY})"
_NAME = rf"{_RECORD}(?:#{KEY})?"
_RETIRED = re.compile(
    rf"(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}) (?P<subject>{_NAME})"
    rf"(?: -> (?P<successor>{_NAME}))? ?: ?(?P<reason>\S.*)"
)
_FORMS = {
    RETIRED: re.compile(rf"- (?P<entry>{_RETIRED.pattern})|(?:#+ |(?!\S*[/#])[^\W\d]).*"),
    LOADED_WORDS: re.compile(
        r"(?P<entry>(?P<subject>[^\W_](?:[^#,;:|/\"“”«»<>()\[\]{}*=]*[^\s#,;:|/\"“”«»<>()\[\]{}*=])?))"
        r"|#.*"
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


def retired(path: str, lines: Mapping[int, str]) -> dict[str, Retired]:
    """Return by name what the lines of the list of what is gone say."""
    found = {}
    for number, line in lines.items():
        match = _RETIRED.fullmatch(line)
        assert match  # `read_list` took it
        day, name, successor, reason = match.groups("")
        place = Place(path, number)
        found[name] = Retired(name, Date.parse(day), reason.rstrip("."), successor, place)
    return found


class Folder:
    """A folder with records and lists: `contents` by path below `root`, None if unreadable."""

    def __init__(self, root: Path, folder: str) -> None:
        self.root = root
        self.contents: dict[str, bytes | None] = {}
        self.problems: list[Problem] = []
        for directory, folders, files in os.walk(root / folder, onerror=self._closed):
            here = Path(directory)
            is_top = here == root / folder
            folders[:] = [name for name in folders if self._is_open(here / name, is_top)]
            for name in files:
                if not _PASSED_OVER.fullmatch(name):
                    self._take(here / name, is_list=is_top and name in LISTS)
        self.contents = dict(sorted(self.contents.items()))

    def _closed(self, error: OSError) -> None:
        self._add(Path(error.filename), "closed", error=error.strerror)

    def _is_open(self, path: Path, is_top: bool) -> bool:
        if path.name.startswith("."):
            return False
        if not path.name.isprintable():
            self._add(path, "folder-name")
        elif path.is_symlink():
            self._add(path, "linked-folder")
        elif path.name.endswith(".md") or (is_top and path.name in LISTS):
            self._add(path, "folder")
        else:
            return True
        return False

    def _take(self, path: Path, *, is_list: bool) -> None:
        if not path.name.isprintable():
            self._add(path, "name")
        elif is_list or path.name.endswith(".md"):
            content = None
            try:
                if path.is_file():
                    content = path.read_bytes()
                else:
                    self._add(path, "linked" if path.is_symlink() else "no-file")
            except OSError as error:
                self._add(path, "closed-file", error=error.strerror)
            self.contents[path.relative_to(self.root).as_posix()] = content
        else:
            self._add(path, "other", mend=_name_for(path))

    def _add(self, path: Path, case: str, **said: object) -> None:
        place = Place("/".join(map(shown, path.relative_to(self.root).parts)))
        self.problems.append(Problem.of(place, "unread-file", case, **said))


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
        subject = match["subject"].casefold() if match and match["entry"] else ""
        case = ""
        if match is None and number not in marked and (line.strip() or name == LOCK):
            case = "form"
        elif subject in found:
            case = "twice"
        elif match and subject:
            if name == LOCK and found and match["entry"] < next(reversed(entered.values())):
                case = "order"
            found.add(subject)
            entered[number] = match["entry"]
        if not case and name == LOCK and number == len(lines) and not text.endswith("\n"):
            case = "end"
        if case:
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
