"""The record that values of front matter make, or what is wrong with them; stubs of new ones."""

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from unicodedata import category

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.front_matter import FrontMatter, Location
from generator.kinds import MODELS
from generator.numerals import plain_digits
from generator.problems import Problem, did_you_mean, nearest, shown
from generator.quotations import one_line
from generator.records import MEND_OF, Record
from generator.tables import table
from generator.urls import escaped

_LONGEST = 200
"""How long a value may be for which a better one is looked for."""
_KEY_ITSELF = ("[key]",)
"""The end of the way to a key of a mapping, where pydantic finds fault with the key."""
_JOINERS = "\u200c\u200d"
"""Signs that are not seen and belong to words of some scripts."""
SYNONYMS = {word: row["key"] for row in table("synonyms") for word in row["synonyms"].split()}
"""What other programs, or other kinds of record, call a key of ours."""


class KeyHelp(NamedTuple):
    """What is told of a key: what it is for, an example, and whether it must stand."""

    wish: str
    example: str
    needed: bool


def read_record(kind: str, front: FrontMatter) -> tuple[Record | None, list[Problem]]:
    """Return the record that front matter makes, or what is wrong with its keys and values."""
    if front.problems:
        return None, []
    try:
        return MODELS[kind].model_validate(front.values), []
    except ValidationError as errors:
        return None, [_problem_of(error, front, kind) for error in errors.errors()]


def _problem_of(error: ErrorDetails, front: FrontMatter, kind: str) -> Problem:
    location: Location = error["loc"]
    if error["type"] == "missing":
        wish = f", {keys_of(kind)[location[0]].wish}" if len(location) == 1 else ""
        place = front.place_of(*location[:-1])
        return Problem.of(place, "missing-key", key=location[-1], wish=wish)
    if error["type"] == "extra_forbidden":
        key, mend = shown(f"{location[-1]}"), _mend_for_key(kind, front, location)
        return Problem.of(front.keys[location], "unknown-key", key=key, mend=mend)
    if error["type"] == "value_error" and len(error["ctx"]["error"].args) == 2:
        what, mend = error["ctx"]["error"].args
    else:
        what, mend = _value_problem(error, front, kind)
    is_key = location[-1:] == _KEY_ITSELF
    place = front.keys[location[:-1]] if is_key else front.place_of(*location)
    return Problem(place, "wrong-value", what, mend)


def _mend_for_key(kind: str, front: FrontMatter, location: Location) -> str:
    key, nested = str(location[-1]), len(location) > 1
    keys = [key for part in _schemas(kind, nested=nested) for key in part["properties"]]
    folded = key.casefold().replace("_", "-")
    meant = SYNONYMS.get(folded)
    meant = meant if meant in keys else nearest(key, keys)
    if meant:
        doubled = (*location[:-1], meant) in front.keys
        return f'did you mean "{meant}"?{" Then keep one of the two." if doubled else ""}'
    end = "" if nested else "; what has none is said in the body"
    return f"the keys are {', '.join(keys)}{end}"


def _value_problem(error: ErrorDetails, front: FrontMatter, kind: str) -> tuple[str, str]:
    """Return what is wrong with a value, and a mend that the value's key takes."""
    given, names_key = error["input"], error["loc"][-1:] == _KEY_ITSELF
    location: Location = error["loc"][:-1] if names_key else error["loc"]
    name = ".".join(shown(part) for part in location if isinstance(part, str))
    if not given or (isinstance(given, str) and not given.strip()):
        what = f"{name} has no value; ~ and null are none, too"
        mend = _mend_for_value(error, kind)
        parts = _schemas(kind, nested=len(location) > 1)
        is_needed = any(location[-1] in part.get("required", ()) for part in parts)
        return what, mend if is_needed else f"{mend}, or leave {name} out"
    sort = "a list" if isinstance(given, list) else "a mapping"
    said = f'"{shown(given)}"' if isinstance(given, str) else sort
    what = f"{said} is no value for {name}"
    for better in () if names_key else _better(given):
        if better != given and _is_taken(kind, front, location, better):
            return what, f"write {json.dumps(better, ensure_ascii=False)}"
    return what, _mend_for_value(error, kind)


def _mend_for_value(error: ErrorDetails, kind: str) -> str:
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context["error"])
    if error["type"] == "literal_error":
        allowed = re.findall(r"'([^']*)'", str(context["expected"]))
        question = did_you_mean(str(error["input"]), allowed)
        # A long list hides the word that was meant.
        every = "" if question and len(allowed) > 20 else f"Allowed: {', '.join(allowed)}"
        return f"{question} {every}".strip()
    if error["type"] == "string_pattern_mismatch":
        return MEND_OF[str(context["pattern"])]
    if error["type"] == "string_type":
        return "write one value, in quotation marks if it holds brackets or braces"
    example = keys_of(kind)[error["loc"][0]].example
    return f"write it like this: {'[one, two]' if example == '[]' else example}"


def _better(given: object) -> Iterator[str | list[str]]:
    """Yield what may have been meant, the likeliest first."""
    if isinstance(given, list) and all(isinstance(item, str) for item in given):
        yield f"[{', '.join(given)}]"
        yield given[0]
    if isinstance(given, str) and len(given) <= _LONGEST:
        seen = "".join(sign for sign in given if sign in _JOINERS or category(sign) != "Cf")
        plain = plain_digits(one_line(seen))
        yield plain
        yield plain.lower()
        yield re.sub(r"\b([0-9])\b", r"0\1", plain)
        yield escaped(plain)
        yield f"https://{plain}"
        yield re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")
        yield [plain]


def _is_taken(kind: str, front: FrontMatter, location: Location, value: object) -> bool:
    """Tell whether the record could be read at a place if another value stood there."""
    values: Any = copy.deepcopy(front.values)
    parent = values
    for part in location[:-1]:
        parent = parent[part]
    parent[location[-1]] = value
    try:
        MODELS[kind].model_validate(values)
    except ValidationError as errors:
        return all(error["loc"][: len(location)] != location for error in errors.errors())
    return True


@cache  # what pydantic makes of a model takes long, and a model does not change
def _schemas(kind: str, *, nested: bool) -> list[dict[str, Any]]:
    """Return the schema of a kind or, if `nested`, those of the mappings inside it."""
    schema = MODELS[kind].model_json_schema()
    return list(schema.get("$defs", {}).values()) if nested else [schema]


def keys_of(kind: str) -> dict[str | int, KeyHelp]:
    """Return the keys that records of a kind have, save those of mappings inside."""
    return {
        field.alias or name: KeyHelp(f"{field.description}", f"{example}", field.is_required())
        for name, field in MODELS[kind].model_fields.items()
        for example in field.examples or ()
    }


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
