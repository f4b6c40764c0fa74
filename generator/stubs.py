"""Stubs of new records, and what of them is still to be written."""

from collections.abc import Iterator
from functools import cache

from generator.dates import NO_DAY
from generator.front_matter import Location, read_front_matter
from generator.problems import Problem, shown
from generator.records import Event, Record, Words
from generator.seeds import Entry, values_of
from generator.values import keys_of, read_record


def stub(kind: str, key: str, day: str) -> str:
    """Return a record of a kind that can be read, with a comment above each key.

    `day` is its `reviewed`; a source is thought to copy none, so that its origin is its own `key`.
    """
    own: dict[str | int, str] = {"reviewed": day, "day": day, "origin": key}
    lines = []
    for name, (wish, example, needed) in keys_of(kind).items():
        lines.append(f"# {wish}" if needed else f"# {wish}; may be left out")
        lines.append(f"{'' if needed else '# '}{name}: {own.get(name, example)}")
    return "\n".join(["---", *lines, "---", ""])


def left_standing(entry: Entry) -> Iterator[Problem]:
    """Yield a problem for each text of a stub that stands in front matter."""
    for way, text in _texts(entry.record):
        if (way[0], text.strip()) in _placeholders(entry.kind):
            wish = keys_of(entry.kind)[way[0]].wish
            said = {"value": shown(text), "key": way[0], "wish": wish}
            yield Problem.of(entry.place_of(*way), "stub-text", **said)


@cache
def _placeholders(kind: str) -> frozenset[tuple[str | int, str]]:
    """Return the texts of a kind's stub that no record means, each with the key it stands below."""
    text = "".join(f"{name}: {key.example}\n" for name, key in keys_of(kind).items())
    record, _ = read_record(kind, read_front_matter("", f"---\n{text}---\n"))
    return frozenset((way[0], text) for way, text in _texts(record))


def _texts(record: Record | None) -> Iterator[tuple[Location, str]]:
    """Yield texts in words, and a day that is none: others, such as a key, may be meant."""
    yield from values_of(record, Words)
    if isinstance(record, Event) and record.date.text == NO_DAY:
        yield ("date",), NO_DAY
