"""What can be wrong with a record or a page: places, problems and the table of rules."""

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, TypeVar

from generator.tables import table

T = TypeVar("T")


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
        return type(self)(self.path, self.line + lines, column)

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

    @classmethod
    def of(cls, place: Place, rule: str, case: str = "", /, **said: object) -> Self:
        """Return the finding of a rule, in the words that the table of messages has for a case."""
        what, mend = MESSAGES[rule, case]
        return cls(place, rule, what.format(**said), mend.format(**said))


class MisuseError(Exception):
    """What was asked for cannot be done; the message says why."""


RULES = {row["rule"]: row["sentence"] for row in table("rules")}
"""Every rule by its id, in the order in which a record meets them."""
MESSAGES = {(row["rule"], row["case"]): (row["what"], row["mend"]) for row in table("messages")}
"""What checks say when a rule is broken, and how to mend it; a rule can be broken in many ways."""


LONGEST_SHOWN = 60
"""How many signs of a value a message shows at most."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is nearest to one, capitals aside, or None if none is near.

    Where none is like it, the only one that goes on from it after a hyphen is near.
    """
    folded = {other.casefold(): other for other in known}
    start = word[: 2 * LONGEST_SHOWN].casefold()  # what is longer is like nothing
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


def parted(found: Iterable[T | Problem]) -> tuple[list[T], list[Problem]]:
    """Return what a reader yields by what it is: what was read, and what is wrong."""
    all_ = list(found)
    problems = [one for one in all_ if isinstance(one, Problem)]
    return [one for one in all_ if not isinstance(one, Problem)], problems


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
