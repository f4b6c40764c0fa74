"""Bodies, line by line: which lines make a heading or a block, and of which form it is."""

import re
from collections.abc import Iterator

from generator import markup
from generator.problems import Place, Problem

Chunk = tuple[str, str, Place]
"""Form, text and place of a heading or a block, its text without the mark that begins it."""
_MARK = re.compile(
    r"\A(?:(?P<code>```)|(?P<heading>#+)(?=\s|$)|(?P<item>-\s+)|(?P<step>[0-9]{1,2}\.\s+)"
    r"|(?P<quotation>>\s?)|(?P<empty>\s*$)|(?P<paragraph>))"
)
"""What a line begins or goes on with: its form, and the mark that says so."""
_FENCE = re.compile(r"```[a-z0-9-]*\s*")
_LISTS = ("item", "step")


class Lines:
    """Reads the lines of the text that starts in line `first_line` of the file at `path`."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.lines = text.split("\n")
        matches = (match for line in self.lines for match in _MARK.finditer(line))
        self.forms = [(match.lastgroup or "", match[0]) for match in matches]
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []

    def chunks(self) -> Iterator[Chunk]:
        """Yield each heading and block.

        Blocks stand apart by an empty line, save after a heading and between the items of a list.
        """
        start, before, number = 0, "heading", 0
        while start < len(self.lines):
            form, mark = self.forms[start]
            end = start + 1
            if form == "empty":
                start = end
                continue
            number = number + 1 if form == before == "step" else 1
            self._look_back(start, before)
            if form == "step" and mark.rstrip(". \t") != str(number):
                self._add(start, "unknown-markup", "number", mark=mark.strip(), number=number)
            if form == "code":
                end = self._end_of_code(start)
                yield form, "\n".join(self.lines[start:end]), self._place(start)
            elif form == "heading":
                yield from self._heading(start, mark)
            else:
                further = "quotation" if form == "quotation" else "paragraph"
                while end < len(self.lines) and self.forms[end][0] == further:
                    end += 1
                yield form, self._text(start, end), self._place(start, len(mark) + 1)
            start, before = end, form

    def _look_back(self, start: int, before: str) -> None:
        """Find fault with a block that its place after another makes part of that one."""
        line, (form, _) = self.lines[start], self.forms[start]
        follows = start > 0 and bool(self.lines[start - 1].strip())
        if follows and before != "heading" and not (form == before and form in _LISTS):
            self._add(start, "unknown-markup", "follows", line=line[:20])
        elif form in _LISTS and before in _LISTS and form != before:
            self._add(start, "unknown-markup", "lists")

    def _end_of_code(self, start: int) -> int:
        if not _FENCE.fullmatch(self.lines[start]):
            self._add(start, "unknown-markup", "fence", line=self.lines[start][:40])
        for end in range(start + 1, len(self.lines)):
            if self.lines[end].rstrip() == "```":
                return end + 1
        self._add(start, "unknown-markup", "no-end")
        return len(self.lines)

    def _text(self, start: int, end: int) -> str:
        # Further lines keep their length, so that places in them can be told.
        lines = zip(self.forms[start:end], self.lines[start:end], strict=True)
        text = "\n".join(" " * len(mark) + line[len(mark) :] for (_, mark), line in lines)
        return text[len(self.forms[start][1]) :]

    def _heading(self, start: int, mark: str) -> Iterator[Chunk]:
        line = self.lines[start]
        form = {2: "heading", 3: "subheading"}.get(len(mark))
        words = line[len(mark) :].strip()
        if form is None:
            self._add(start, "bad-heading", "level", line=line.strip())
        elif not words:
            self._add(start, "bad-heading", "no-words")
        elif sign := markup.HEADING_SIGN.search(words):
            self._add(start, "bad-heading", "sign", words=words, sign=sign[0])
        else:
            yield form, line, self._place(start)

    def _place(self, index: int, column: int = 1) -> Place:
        return Place(self.path, self.first_line + index, column)

    def _add(self, index: int, rule: str, case: str, **said: object) -> None:
        self.problems.append(Problem.of(self._place(index), rule, case, **said))
