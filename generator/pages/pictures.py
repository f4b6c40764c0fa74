"""Pictures made from the records: where each sign, line and label of an SVG stands.

Templates print what stands here; shapes and colours are theirs. Lengths are pixels of a picture
that is `WIDTH` wide, as wide as the widest page leaves it room.
"""

from __future__ import annotations

import calendar
import datetime
import itertools
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.pages.context import Context
from generator.records import Event
from generator.seeds import Entry

WIDTH = 940
MARGIN = 6
STEPS = ("negotiation", "signature", "approval", "ratification", "entry_into_force")
"""The kinds of events that lead from the first talks to the treaty in force."""
_LETTER, _LINE, _GAP = 6.7, 16, 8
"""Width of a letter as the font has it on average, height of a line, room between two labels."""
_TITLE = 24
"""How many letters a line of a label holds: three or four words."""
_ROWS = 12
"""How many rows of labels are tried on each side: more than any year has events of note."""
_BOX_STEP, _BOX_WIDTH = 50, 340
"""How far below a box of a chain the next one begins, and how wide the first and last are."""


@dataclass(frozen=True)
class Text:
    """Words at a place."""

    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Sign:
    """The sign of an event: a square or a disc around its middle, a diamond below its tip."""

    kind: str
    form: str
    x: float
    y: float

    @classmethod
    def at(cls, kind: str, x: float, y: float) -> Sign:
        """Return the sign of a kind of event with its middle at a place."""
        if kind == "signature":
            return cls(kind, "square", x - 5.5, y - 5.5)
        if kind in ("approval", "ratification"):
            return cls(kind, "diamond", x, y - 7)
        return cls(kind, "disc", x, y)


@dataclass(frozen=True)
class Step:
    """An event as the list shows it that a phone has in a picture's stead."""

    kind: str
    day: str
    title: str
    target: str

    @classmethod
    def of(cls, context: Context, entry: Entry[Event]) -> Step:
        """Return an event as seen from a page."""
        record, link = entry.record, context.link(entry.name)
        return cls(record.kind, record.date.words, record.title, link.target)


@dataclass(frozen=True)
class Label:
    """The label of an event: lines of its title, its day, the line that leads to it.

    `within` is the stretch in which an event lies whose day is not known.
    """

    sign: Sign
    lines: tuple[Text, ...]
    day: Text
    anchor: str
    leader: str
    within: str


@dataclass(frozen=True)
class Axis:
    """A line of time: its path with ticks, the names of its steps, from where it is in force."""

    path: str
    names: tuple[Text, ...]
    labels: tuple[Label, ...]
    in_force: str


@dataclass(frozen=True)
class Timeline:
    """The years and, if two axes are shown, below them the year that holds the most steps."""

    id: str
    height: float
    axes: tuple[Axis, ...]
    year: Text | None
    steps: tuple[Step, ...]


@dataclass
class _Scale:
    """Turns days into places on a line from `first` to `last`, and finds room for labels."""

    first: datetime.date
    last: datetime.date
    rows: dict[tuple[int, int], list[tuple[float, float]]] = field(default_factory=dict)

    def x(self, day: datetime.date) -> float:
        part = (day - self.first).days / (self.last - self.first).days
        return round(MARGIN + part * (WIDTH - 2 * MARGIN), 1)

    def room(self, left: float, right: float, leader: float) -> tuple[int, int]:
        """Return side (-1 above, 1 below) and row of the best place for a label.

        It must be free; the line that leads to it should cross no label; and near is better.
        """
        line = (leader - 3, leader + 3)

        def cost(place: tuple[int, int]) -> tuple[int, int, int]:
            side, row = place
            crossed = sum(self._taken((side, low), line) for low in range(row))
            return self._taken(place, (left, right)), crossed, row

        side, row = min(((side, row) for row in range(_ROWS) for side in (-1, 1)), key=cost)
        self.rows.setdefault((side, row), []).append((left, right))
        for low in range(row):
            self.rows.setdefault((side, low), []).append(line)
        return side, row

    def _taken(self, place: tuple[int, int], span: tuple[float, float]) -> int:
        """Count what already stands at a place where `span` would go."""
        taken = self.rows.get(place, [])
        return sum(start <= span[1] and span[0] <= end for start, end in taken)


def timeline(context: Context, id_: str, axes: int) -> Timeline:
    """Return the steps that made the treaty, or all events if none is one, on one axis or two."""
    known = context.dossier.ordered(Event)
    shown = [entry for entry in known if entry.record.kind in STEPS] or known
    records = [entry.record for entry in shown]
    year = Counter(one.date.earliest.year for one in records).most_common(1)[0][0]
    end = max(one.date.latest.year for one in records) + 2
    years = [datetime.date(one, 1, 1) for one in range(records[0].date.earliest.year, end + 1)]
    # The acts that bind stand on the axis of years even if their year is opened below.
    of_years = [
        entry
        for entry in shown
        if entry.record.date.earliest.year != year
        or entry.record.kind in ("signature", "entry_into_force")
    ]
    force = next((one.date.earliest for one in records if one.kind == "entry_into_force"), None)
    names = [str(day.year) for day in years]
    upper, height, _ = _axis(years, names, [entry.record for entry in of_years], force, 0)
    if axes == 1:
        steps = tuple(Step.of(context, entry) for entry in of_years)
        return Timeline(id_, height, (upper,), None, steps)
    # On the axis of months only a day can be shown.
    exact = [one for one in records if one.date.precision == "day"]
    inside = [one for one in exact if one.date.earliest.year == year]
    months = [datetime.date(year + month // 12, month % 12 + 1, 1) for month in range(13)]
    lower, height, y = _axis(months, calendar.month_abbr[1:], inside, force, height + 12)
    title = Text(MARGIN, y + 36, f"The year {year}")
    return Timeline(
        id_, height, (upper, lower), title, tuple(Step.of(context, entry) for entry in shown)
    )


def _axis(
    days: list[datetime.date],
    names: Sequence[str],
    records: list[Event],
    force: datetime.date | None,
    top: float,
) -> tuple[Axis, float, float]:
    """Return an axis, where it ends and where its line is; `names` are of the times between days.

    The last label is placed first: lines then cross less.
    """
    scale = _Scale(days[0], days[-1])
    placed = [_place(scale, record) for record in reversed(records)]
    above = max((one.row + 1 for one in placed if one.side < 0), default=0)
    below = max((one.row + 1 for one in placed if one.side > 0), default=0)
    # A row is as high as its longest label, with a line for the day.
    height = _LINE * (1 + max((len(one.lines) for one in placed), default=0)) + 12
    y = top + above * height + 16
    labels = [_label(scale, one, y, height) for one in placed]
    spans = [(scale.x(start), scale.x(end)) for start, end in itertools.pairwise(days)]
    ticks = "".join(f"M{start} {y - 4}v8" for start, _ in spans[: len(names)])
    middles = [
        Text(round((start + end) / 2, 1), y + 18, name)
        for (start, end), name in zip(spans, names, strict=False)
    ]
    is_in_force = force is not None and days[0] <= force < days[-1]
    lasting = f"M{scale.x(force)} {y}H{WIDTH - MARGIN}" if force and is_in_force else ""
    path = f"M{MARGIN} {y}H{WIDTH - MARGIN}{ticks}"
    return Axis(path, tuple(middles), tuple(labels), lasting), y + 26 + below * height, y


@dataclass(frozen=True)
class _Placed:
    """An event at its place on an axis, with the side and row of its label and the lines of it."""

    record: Event
    x: float
    side: int
    row: int
    anchor: str
    lines: tuple[str, ...]


def _place(scale: _Scale, record: Event) -> _Placed:
    length = len(record.title)
    rows = -(-length // _TITLE)
    # Lines of even length, with five letters to spare for words that do not part.
    lines = tuple(textwrap.wrap(record.title, length // rows + 5))
    middle = record.date.earliest + (record.date.latest - record.date.earliest) / 2
    x = scale.x(middle)
    width = _LETTER * max(map(len, (*lines, record.date.words))) + _GAP
    anchor = "start" if x + width < WIDTH else "end"
    left = x if anchor == "start" else x - width
    return _Placed(record, x, *scale.room(left, left + width, x), anchor, lines)


def _label(scale: _Scale, placed: _Placed, y: float, height: float) -> Label:
    """Return the label of an event on the axis at `y`, whose rows of labels have one `height`."""
    record, x, side, lines = placed.record, placed.x, placed.side, placed.lines
    # Below, labels keep clear of the names of the years or months, which are 20 high.
    edge = y + side * (14 + placed.row * height) + (20 if side > 0 else 0)
    text_y = edge - len(lines) * _LINE if side < 0 else edge + 10
    leader = edge - len(lines) * _LINE - 10 if side < 0 else text_y + len(lines) * _LINE
    text_x = x + (5 if placed.anchor == "start" else -5)
    heights = [text_y + number * _LINE for number in range(len(lines) + 1)]
    *titles, day = map(Text, itertools.repeat(text_x), heights, (*lines, record.date.words))
    first, last = scale.x(record.date.earliest), scale.x(record.date.latest)
    within = f"M{first} {y}H{last}" if record.date.precision != "day" else ""
    sign = Sign.at(record.kind, x, y)
    return Label(sign, tuple(titles), day, placed.anchor, f"M{x} {y}V{leader}", within)


@dataclass(frozen=True)
class Box:
    """A step in a box: the box, its sign, its title and its day."""

    x: float
    y: float
    width: float
    sign: Sign
    title: Text
    day: Text

    @classmethod
    def at(cls, step: Step, x: float, y: float, width: float) -> Box:
        """Return the box of a step with its corner at a place."""
        title, day = Text(x + 32, y + 17, step.title), Text(x + 32, y + 33, step.day)
        return cls(x, y, width, Sign.at(step.kind, x + 16, y + 20), title, day)


@dataclass(frozen=True)
class Column:
    """The steps of one party, with the veil behind its name and the line that leads through."""

    name: str
    flow: str
    left: float
    width: float
    steps: tuple[Step, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Chain:
    """The steps from signature to entry into force, those of each party in a column of its own."""

    height: float
    start: Step
    columns: tuple[Column, ...]
    end: Step
    ends: tuple[Box, Box]


def chain(context: Context, start: str, end: str | None) -> Chain | None:
    """Return the steps between two events, each with the party that took it; None without end."""
    dossier = context.dossier
    first, last = dossier.find(Event, start), dossier.find(Event, end or "")
    if first is None or last is None:
        return None
    taken = [
        (Step.of(context, entry), dossier.takers(entry.record))
        for entry in dossier.ordered(Event)
        if entry.record.kind in ("approval", "ratification")
        and entry.record.date.precision == "day"
    ]
    by_party = [
        (party.short_name, tuple(step for step, takers in taken if takers == {party.key}))
        for party in dossier.parties
    ]
    width, middle = WIDTH / len(by_party), WIDTH / 2
    bottom = 92 + max(len(steps) for _, steps in by_party) * _BOX_STEP
    columns = []
    for number, (name, steps) in enumerate(by_party):
        left = number * width
        flow = f"M{middle} 42V54H{left + width / 2}V{bottom - 12}H{middle}V{bottom + 2}"
        boxes = tuple(
            Box.at(step, left + 20, 86 + row * _BOX_STEP, width - 40)
            for row, step in enumerate(steps)
        )
        columns.append(Column(name, flow, left + 20, width - 40, steps, boxes))
    steps = Step.of(context, first), Step.of(context, last)
    places = zip(steps, (2, bottom + 2), strict=True)
    top, foot = (Box.at(one, middle - _BOX_WIDTH / 2, y, _BOX_WIDTH) for one, y in places)
    return Chain(bottom + 44, steps[0], tuple(columns), steps[1], (top, foot))
