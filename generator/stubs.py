"""Stubs of new records, and what of them is still to be written."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from generator.dates import NO_DAY
from generator.front_matter import FrontMatter, Location, read_front_matter
from generator.kinds import MODELS
from generator.problems import Problem, shown
from generator.values import field_of, schemas


def stub(kind: str, key: str, day: str) -> str:
    """Return a record of a kind that can be read, with a comment above each key.

    `day` is its `reviewed`; a source is thought to copy none, so that its origin is its own `key`.
    """
    own = {"reviewed": day, "day": day, "origin": key}
    lines = []
    for name, example, needed in _examples(kind):
        wish = field_of(kind, (name,)).description
        lines.append(f"# {wish}" if needed else f"# {wish}; may be left out")
        lines.append(f"{'' if needed else '# '}{name}: {own.get(name, example)}")
    return "\n".join(["---", *lines, "---", ""])


def left_standing(kind: str, front: FrontMatter) -> Iterator[Problem]:
    """Yield a problem for each text of a stub that stands in front matter."""
    for location, value in _texts(front.values):
        if (location[0], value.strip()) in _placeholders(kind):
            wish = field_of(kind, location).description
            said = {"value": shown(value), "key": location[0], "wish": wish}
            yield Problem.of(front.places[location], "stub-text", **said)


def _examples(kind: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the keys of a kind, each with its example and whether it must stand."""
    for name, field in MODELS[kind].model_fields.items():
        yield field.alias or name, str((field.examples or [""])[0]), field.is_required()


@cache
def _placeholders(kind: str) -> frozenset[tuple[str, str]]:
    """Return the texts of a kind's stub that no record means, each with the key it stands below.

    They are those of keys that hold prose, and the day that is none: another key, a word of the
    vocabulary or the name of a record may be meant.
    """
    text = "".join(f"{name}: {example}\n" for name, example, _ in _examples(kind))
    values = read_front_matter("", f"---\n{text}---\n").values
    return frozenset(
        (str(location[0]), value)
        for location, value in _texts(values)
        if value == NO_DAY or _is_prose(kind, location)
    )


def _is_prose(kind: str, location: Location) -> bool:
    key = [part for part in location if isinstance(part, str)][-1]
    parts = [*schemas(kind, nested=False), *schemas(kind, nested=True)]
    own = [part["properties"][key] for part in parts if key in part["properties"]]
    return json.dumps(r"\S") in json.dumps(own or parts[0]["properties"][location[0]])


def _texts(values: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:
    if isinstance(values, str):
        yield location, values
        return
    for part, value in values.items() if isinstance(values, dict) else enumerate(values):
        yield from _texts(value, (*location, part))
