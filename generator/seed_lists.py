"""The lists in `seeds/` that are no records: withdrawn ids, loaded words, searches, the lock."""

import re

from generator import lock
from generator.characters import merge_problems
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
_ID = rf"{_RECORD}#{KEY}"
_FORMS = {
    RETIRED: re.compile(rf"- (?P<entry>(?P<subject>{_ID}) ?: ?\S.*)|(?!{_ID})(?:#+ |[^\W\d]).*"),
    LOADED_WORDS: re.compile(
        r"(?P<entry>(?P<subject>[^\W_](?:[^#,;:|/\"“”«»<>()\[\]{}*=]*[^\s#,;:|/\"“”«»<>()\[\]{}*=])?))"
        r"|#.*"
    ),
    SEARCHES: re.compile(rf"(?P<entry>(?P<subject>[^\s#].*): {_RECORD})|#.*"),
    LOCK: lock.LINE,
}
"""What a line looks like: what it enters into the list, and what of it may stand there once."""
_MENDS = {
    RETIRED: "write `- folder/key#id: reason` in one line, or begin prose with a letter",
    LOADED_WORDS: "write one word or phrase a line without marks, or # and a comment",
    SEARCHES: "write `words: folder/key` in one line, or # and a comment",
    LOCK: "run `python -m generator verify ARCHIVE`, which writes the list anew",
}


def read_list(path: str, text: str) -> tuple[tuple[str, ...], list[Problem]]:
    """Return what the lines of a list enter, and what is wrong with the other lines."""
    name = path.rpartition("/")[2]
    found: dict[str, str] = {}
    problems = list(merge_problems(path, text))
    marked = {one.place.line for one in problems}
    lines = text.removesuffix("\n").split("\n") if text else []
    for number, line in enumerate(lines, 1):
        match = _FORMS[name].fullmatch(line.rstrip())
        subject = match["subject"].casefold() if match and match["entry"] else ""
        what = ""
        if match is None and number not in marked and (line.strip() or name == LOCK):
            what = f'"{shown(line)}" is no line of this list'
        elif subject in found:
            what = f'"{shown(subject)}" stands twice'
        elif match and subject:
            if name == LOCK and found and match["entry"] < list(found.values())[-1]:
                what = "the line is not in its order"
            found[subject] = match["entry"]
        if not what and name == LOCK and number == len(lines) and not text.endswith("\n"):
            what = "the list ends within a line"
        if what:
            problems.append(Problem(Place(path, number), "wrong-line", what, _MENDS[name]))
    return tuple(found.values()), problems
