"""The lists in `seeds/` that are no records: withdrawn ids, loaded words, searches, the lock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import lock
from generator.characters import merge_problems
from generator.dates import Date
from generator.kinds import FOLDERS, PLAIN_PAGES
from generator.problems import Place, Problem, shown
from generator.records import KEY

LISTS = RETIRED, LOCK, LOADED_WORDS, SEARCHES = (
    "retired.md",
    lock.LOCK,
    "loaded-words.txt",
    "searches.txt",
)
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
    LOCK: lock.LINE,
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


def retired(path: str, lines: Mapping[int, str]) -> Iterator[Retired]:
    """Yield what the lines of the list of what is gone say."""
    for number, line in lines.items():
        if match := _RETIRED.fullmatch(line):
            day, name, successor, reason = match.groups("")
            yield Retired(name, Date.parse(day), reason.rstrip("."), successor, Place(path, number))


def read_list(path: str, text: str) -> tuple[dict[int, str], list[Problem]]:
    """Return what each line of a list enters, and what is wrong with the other lines."""
    name = path.rpartition("/")[2]
    found: set[str] = set()
    entered: dict[int, str] = {}
    problems = list(merge_problems(path, text))
    marked = {one.place.line for one in problems}
    lines = text.removesuffix("\n").split("\n") if text else []
    for number, line in enumerate(lines, 1):
        match = _match(name, line.rstrip())
        subject = match["subject"].casefold() if match and match["entry"] else ""
        what = ""
        if match is None and number not in marked and (line.strip() or name == LOCK):
            what = f'"{shown(line)}" is no line of this list'
        elif subject in found:
            what = f'"{shown(subject)}" stands twice'
        elif match and subject:
            if name == LOCK and found and match["entry"] < entered[max(entered)]:
                what = "the line is not in its order"
            found.add(subject)
            entered[number] = match["entry"]
        if not what and name == LOCK and number == len(lines) and not text.endswith("\n"):
            what = "the list ends within a line"
        if what:
            problems.append(Problem(Place(path, number), "wrong-line", what, _MENDS[name]))
    return entered, problems


def _match(name: str, line: str) -> re.Match[str] | None:
    """Return what a line of a list enters, unless that is of a day which the calendar has not."""
    match = _FORMS[name].fullmatch(line)
    try:
        Date.parse((match and match.groupdict().get("day")) or "2025")
    except ValueError:
        return None
    return match
