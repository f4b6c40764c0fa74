"""Pictures made from the records: where each sign, line and label of an SVG stands.

Templates print what stands here; shapes and colours are theirs. Lengths are pixels of a picture
that is `WIDTH` wide.
"""

from __future__ import annotations

import calendar
import datetime
import itertools
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.catalogue import Catalogue
from generator.dossier import ordered
from generator.records import Event, Organisation, Person
from generator.seeds import Entry

WIDTH = 940
MARGIN = 6
SHOWN = ("negotiation", "signature", "approval", "ratification", "entry_into_force")
"""The kinds of events that lead from the first talks to the treaty in force."""
_LETTER, _LINE, _GAP = 6.7, 16, 8
_TITLE = 24
"""How many letters a line of a label holds."""
_ROWS = 12


@dataclass(frozen=True)
class Sign:
    """An event on an axis: its shape, its label, the line between them, its uncertain stretch."""

    kind: str
    lines: tuple[str, ...]
    day: str
    x: float
    text_x: float
    text_y: float
    anchor: str
    leader_y: float
    stretch: tuple[float, float] | None


@dataclass(frozen=True)
class Axis:
    """A line of time: its steps (where, middle, word), its signs, from where on it is in force."""

    y: float
    ticks: tuple[tuple[float, float, str], ...]
    signs: tuple[Sign, ...]
    lasting: float | None


@dataclass(frozen=True)
class Picture:
    """The timeline: years, and below them the year that holds the most steps.

    `steps` are all that it shows, `steps_by_year` those that stand on the axis of years.
    """

    heights: tuple[float, float]
    axes: tuple[Axis, ...]
    year: int
    steps: tuple[Entry, ...]
    steps_by_year: tuple[Entry, ...]


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


def timeline(catalogue: Catalogue) -> Picture:
    """Return the picture of the steps that made the treaty, or of all events if none is one."""
    known = ordered(catalogue, Event)
    shown = [entry for entry in known if entry.record.kind in SHOWN] or known
    records = [entry.record for entry in shown]
    year = Counter(one.date.earliest.year for one in records).most_common(1)[0][0]
    end = max(one.date.latest.year for one in records) + 2
    years = [datetime.date(one, 1, 1) for one in range(records[0].date.earliest.year, end + 1)]
    months = [datetime.date(year, month, 1) for month in range(1, 13)]
    outside = [
        entry
        for entry in shown
        if entry.record.date.earliest.year != year
        or entry.record.kind in ("signature", "entry_into_force")
    ]
    # On the axis of months only a day can be shown.
    exact = [one for one in records if one.date.precision == "day"]
    inside = [one for one in exact if one.date.earliest.year == year]
    force = next((one.date.earliest for one in records if one.kind == "entry_into_force"), None)
    upper, middle = _axis(
        years, [str(day.year) for day in years], [one.record for one in outside], force, 0
    )
    lower, bottom = _axis(
        [*months, datetime.date(year + 1, 1, 1)],
        calendar.month_abbr[1:],
        inside,
        force,
        middle + 12,
    )
    return Picture((middle, bottom), (upper, lower), year, tuple(shown), tuple(outside))


def _axis(
    days: list[datetime.date],
    names: Sequence[str],
    records: list[Event],
    force: datetime.date | None,
    top: float,
) -> tuple[Axis, float]:
    """Return an axis and where it ends; `names` are those of the times between its days.

    The last label is placed first: lines then cross less.
    """
    scale = _Scale(days[0], days[-1])
    placed = [(record, *_label(scale, record)) for record in reversed(records)]
    above = max((row + 1 for _, (side, row), *_ in placed if side < 0), default=0)
    below = max((row + 1 for _, (side, row), *_ in placed if side > 0), default=0)
    height = _LINE * (1 + max((len(one[-1]) for one in placed), default=0)) + 12
    y = top + above * height + 16
    signs = []
    for record, (side, row), x, anchor, lines in placed:
        edge = y + side * (14 + row * height) + (20 if side > 0 else 0)
        text_y = edge - len(lines) * _LINE if side < 0 else edge + 10
        leader = edge - len(lines) * _LINE - 10 if side < 0 else text_y + len(lines) * _LINE
        text_x = x + (5 if anchor == "start" else -5)
        stretch = (scale.x(record.date.earliest), scale.x(record.date.latest))
        unsure = stretch if record.date.precision != "day" else None
        day = record.date.words
        signs.append(Sign(record.kind, lines, day, x, text_x, text_y, anchor, leader, unsure))
    ticks = tuple(
        (scale.x(start), round((scale.x(start) + scale.x(end)) / 2, 1), name)
        for (start, end), name in zip(itertools.pairwise(days), names, strict=False)
    )
    lasting = scale.x(force) if force and days[0] <= force < days[-1] else None
    return Axis(y, ticks, tuple(signs), lasting), y + 26 + below * height


def _label(scale: _Scale, record: Event) -> tuple[tuple[int, int], float, str, tuple[str, ...]]:
    """Return row, place, side and lines of an event's label."""
    length = len(record.title)
    rows = -(-length // _TITLE)
    lines = tuple(textwrap.wrap(record.title, length // rows + 5))
    middle = record.date.earliest + (record.date.latest - record.date.earliest) / 2
    x = scale.x(middle)
    width = _LETTER * max(map(len, (*lines, record.date.words))) + _GAP
    anchor = "start" if x + width < WIDTH else "end"
    left = x if anchor == "start" else x - width
    return scale.room(left, left + width, x), x, anchor, lines


@dataclass(frozen=True)
class Chain:
    """The steps from signature to entry into force, those of each party in a column of its own.

    The longest column has as many steps as there are `rows`.
    """

    start: Entry
    columns: tuple[tuple[str, tuple[Entry, ...]], ...]
    end: Entry
    rows: int


def chain(catalogue: Catalogue, start: Entry, end: Entry) -> Chain:
    """Return the steps from `start` to `end`, each with the party that took it."""
    steps = [
        (entry, _sides(catalogue, entry.record))
        for entry in ordered(catalogue, Event)
        if entry.record.kind in ("approval", "ratification")
        and entry.record.date.precision == "day"
    ]
    columns = tuple(
        (party.short_name, tuple(entry for entry, sides in steps if sides == {party.key}))
        for party in catalogue.parties
    )
    return Chain(start, columns, end, max(len(events) for _, events in columns))


def _sides(catalogue: Catalogue, record: Event) -> set[str]:
    """Return the parties whose people or bodies took a step."""
    named = [catalogue.entries[name].record for _, _, name in record.named()]
    sides = {one.party for one in named if isinstance(one, Person)}
    countries = {one.country for one in named if isinstance(one, Organisation)}
    return {
        party.key
        for party in catalogue.parties
        if party.key in sides or {party.name, party.short_name} & countries
    }
