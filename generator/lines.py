"""Bodies, line by line: which lines make a heading or a block, and of which form it is."""

import re
from collections.abc import Iterator

from generator.markup import HEADING_SIGN, blanked
from generator.problems import Place, Problem

Chunk = tuple[str, str, Place]
"""Form, text and place of a heading or a block, its text without the mark that begins it."""
_SPACE = r"[^\S\n]"
_OTHER = rf"```|#+(?:\s|$)|-{_SPACE}|[0-9]{{1,2}}\.{_SPACE}|>|{_SPACE}*$"
"""What begins another block, or is an empty line."""
_CHUNK = re.compile(
    rf"^(?:(?P<code>```).*(?:\n(?!```{_SPACE}*$).*)*(?:\n.*)?|(?P<heading>#+)(?=\s|$).*"
    rf"|(?P<quotation>>{_SPACE}?).*(?:\n>.*)*"
    rf"|(?:(?P<item>-{_SPACE}+)|(?P<step>[0-9]{{1,2}}\.{_SPACE}+)|(?P<paragraph>)(?!{_SPACE}*$))"
    rf".*(?:\n(?!{_OTHER}).*)*)",
    re.MULTILINE,
)
"""A heading or a block: in the group of its form, the mark that begins it."""
_QUOTED = re.compile(rf"^>{_SPACE}?", re.MULTILINE)
_FENCE = re.compile(r"```[a-z0-9-]*\s*")
_LISTS = ("item", "step")


def chunks(text: str, start: Place) -> Iterator[Chunk | Problem]:
    """Yield each heading and block of the text that begins at `start`, and what is wrong there.

    Blocks stand apart by an empty line, save after a heading and between the items of a list.
    """
    before, end, number = "heading", -2, 0
    for match in _CHUNK.finditer(text):
        form = match.lastgroup or ""
        mark, line = match[form], match[0].partition("\n")[0]
        place = start.after(text[: match.start()])
        number = number + 1 if form == before == "step" else 1
        is_next = match.start() == end + 1 and before != "heading"
        goes_on = form == before and form in _LISTS
        wrong = {
            "follows": is_next and not goes_on,
            "lists": not is_next and form in _LISTS and before in _LISTS and not goes_on,
            "number": form == "step" and mark.rstrip(". \t") != str(number),
            "fence": form == "code" and not _FENCE.fullmatch(line),
            "no-end": form == "code" and not match[0].rstrip().endswith("\n```"),
        }
        for case in (case for case, is_so in wrong.items() if is_so):
            said = {"line": line, "mark": mark.strip(), "number": number}
            yield Problem.of(place, "unknown-markup", case, **said)
        if form == "heading":
            yield _heading(line, mark, place)
        elif form == "code":
            yield form, match[0], place
        else:
            # Further lines keep their length, so that places in them can be told.
            yield form, blanked(_QUOTED, match[0])[len(mark) :], place.after(mark)
        before, end = form, match.end()


def _heading(line: str, mark: str, place: Place) -> Chunk | Problem:
    words, form = line[len(mark) :].strip(), {2: "heading", 3: "subheading"}.get(len(mark), "")
    sign = HEADING_SIGN.search(words)
    case = "level" if not form else "no-words" if not words else "sign" if sign else ""
    if case:
        said = {"line": line.strip(), "words": words, "sign": sign and sign[0]}
        return Problem.of(place, "bad-heading", case, **said)
    return form, line, place
