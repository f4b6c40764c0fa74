"""Characters that a text of ours may not have: what cannot be seen, or is seen as something else.

Also the lines that version control leaves in a file where a merge was not finished.
"""

import re
import unicodedata
from collections.abc import Iterator

from generator.problems import Place, Problem
from generator.tables import table

DELETE = "delete it"
"""The mend of a sign without which nothing is lost."""
_JOINED = "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
"""Scripts in whose words letters are joined or parted by signs that cannot be seen."""
_JOINER = re.compile(rf"\u200c(?<={_JOINED}\u200c)(?={_JOINED})|\u200d(?<={_JOINED}\u200d)")
_SUSPECT = re.compile(r"[^\n -~]")  # all else is ASCII that may stand
_HIDDEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffd"
    "\U000e0100-\U000e01ef]"
)
"""Signs without ink that Unicode counts among letters, marks and symbols; and a lost sign."""
_VISIBLE = re.compile("[\u0600-\u0605\u06dd\u0890\u0891\u08e2\U000110bd\U000110cd]")
"""Signs with ink that Unicode counts among those that only steer a line."""
_KINDS = {row["sign"]: row for row in table("signs")}
"""What signs are, by their category in Unicode or by names of ours, and the mend."""
# Seven signs of one sort, alone or before the name of a branch.
_MERGE = re.compile(r"([-+%<=>|])\1{6}(?:\s.*)?")


def forbidden_signs(text: str, start: Place) -> dict[int, Problem]:
    """Return by offset a problem for each sign of the text at `start` that no record may have."""
    found: dict[int, Problem] = {}
    fitting = {match.start() for match in _JOINER.finditer(text)}
    for match in _SUSPECT.finditer(text):
        sign, offset = match[0], match.start()
        turns = sign in "\u200e\u200f" and _is_by_right_to_left(text, offset)
        kind = None if turns or offset in fitting else _KINDS.get(_kind_of(sign))
        if kind:
            name = unicodedata.name(sign, "").lower() or kind["what"]
            what, place = f"U+{ord(sign):04X} {name}", start.after(text[:offset])
            found[offset] = Problem(place, "forbidden-sign", what, kind["mend"])
    return found


def read_signs(path: str, text: str) -> tuple[str, list[Problem]]:
    """Return the text of the file at `path` and a problem for each sign that may not stand in it.

    The text has a space in place of each, so that it can be read on.
    """
    wrong, kept = forbidden_signs(text, Place(path)), list(text)
    for offset in wrong:
        kept[offset] = " "
    return "".join(kept), [*wrong.values()]


def merge_problems(path: str, text: str) -> Iterator[Problem]:
    """Yield a problem for each line that version control left where two edits met."""
    for number, line in enumerate(text.split("\n"), 1):
        if _MERGE.fullmatch(line):
            yield Problem.of(Place(path, number), "unfinished-merge", mark=line[:7])


def _kind_of(sign: str) -> str:
    """Return the kind of a sign that may not stand in a record, nothing for others."""
    if sign in "\t\ufffd":
        return "tab" if sign == "\t" else "lost"
    if _HIDDEN.fullmatch(sign):
        return "hidden"
    category = unicodedata.category(sign)
    is_noncharacter = "\ufdd0" <= sign <= "\ufdef" or ord(sign) & 0xFFFE == 0xFFFE
    unassigned = category == "Cn" and not is_noncharacter
    is_seen = sign in " \u3000" or _VISIBLE.fullmatch(sign) or unassigned
    return "" if is_seen else category


def _is_by_right_to_left(text: str, offset: int) -> bool:
    """Tell whether the nearest letter on one side is written from right to left."""
    before = next((sign for sign in reversed(text[:offset]) if sign.isalpha()), "")
    after = next((sign for sign in text[offset:] if sign.isalpha()), "")
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in before + after)
