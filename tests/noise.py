"""Noise: the golden project with something put wrong in it, as often as one likes.

    python tests/noise.py 10000 [seed]

prints how many of so many mutations ended in problems, how many in rendered pages, and each
traceback with the mutation that led to it.
"""

from __future__ import annotations

import collections
import itertools
import random
import re
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
sys.path.insert(0, str(ROOT))

from generator import build  # noqa: E402

PIECES = (
    *("---\n", "\n\n", "\n", "\t", "\r", "\0", "\x07", "\x1b[31m", "\x85", "\u2028", "\ufeff"),
    *("\xa0", "\u200b", "\u202e", "\xad", "²", "٣", "۳", "½", "①", "：", "\U000e0041", "e\u0301"),
    *("<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "# ", " # ", "## ", "### ", "- ", "* ", "1. "),
    *("> ", "```\n", "| a | b |\n", "    ", "\\", "`", "“", "”", '"', "'", "«", "»", "…", "—"),
    *("[", "]", "[[", "{", "}", "{{ x }}", "{% x %}", "{#", "{#x}", "{: onclick=x}", "<b>", "&a "),
    *("*a ", "!!int ", "%YAML 1.1\n", ": ", ":", "~", "null", "", "true", "0", "-1", "1e999"),
    *("9" * 25, "99999999999", "2031-06-31", "0000", "9999", "2031~", "2031/2030", "[2031..2032]"),
    *("[@", "[@gazette-2031, para. 2]", "[@gazette-2031, para. 99999999]", "[@articles/03#x]"),
    *(
        "[see @gazette-2031]",
        "@gazette-2031",
        "[^1]",
        "[^1]: x\n",
        "[x](javascript:x)",
        "[x](y.md)",
    ),
    *("![x](y.png)", "<https://[x]/>", "https://[x]/", "https://herald.example：8080/", "http://"),
    *(" by=ada-quill", " on=2031-06-31", " on=²", ' about="treaty"', " discounts=x", " by="),
    *("Noted: ", "Set aside: ", "## para. 1–99999999\n", "## para. ²\n", "## art. 3\n", "treaty"),
    *("events/signing", "numbers/term-years", "gazette-2031", "none", "unknown", "x" * 300),
)
"""Texts that mean something to YAML, to Markdown, to a template, to a terminal or to us."""


def _lines(text: str, chance: random.Random) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, chance.randrange(len(lines))


def delete_line(text: str, chance: random.Random) -> str:
    lines, at = _lines(text, chance)
    return "\n".join(lines[:at] + lines[at + 1 :])


def double_line(text: str, chance: random.Random) -> str:
    lines, at = _lines(text, chance)
    return "\n".join([*lines[: at + 1], lines[at], *lines[at + 1 :]])


def swap_lines(text: str, chance: random.Random) -> str:
    lines, at = _lines(text, chance)
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def indent_line(text: str, chance: random.Random) -> str:
    lines, at = _lines(text, chance)
    lines[at] = chance.choice([" ", "  ", "    ", "\t"]) + lines[at]
    return "\n".join(lines)


def insert(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(PIECES) + text[at:]


def overwrite(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(PIECES) + text[at + chance.randrange(1, 12) :]


def cut(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randrange(1, 40) :]


def _change_value(text: str, chance: random.Random, make: Callable[[str], str]) -> str:
    """Replace the value of a key of front matter, or another value in it, by what `make` makes."""
    values = list(re.finditer(r"(?m)(?<=: ).+$|(?<=[\[{,] )[^\[\]{},\n]+|(?<=: )[^,}\n]+", text))
    if not values:
        return text
    value = chance.choice(values)
    return text[: value.start()] + make(value[0]) + text[value.end() :]


def replace_value(text: str, chance: random.Random) -> str:
    return _change_value(text, chance, lambda _: chance.choice(PIECES))


def swap_values(text: str, chance: random.Random) -> str:
    values = re.findall(r"(?m)(?<=: ).+$", text) or [""]
    return _change_value(text, chance, lambda _: chance.choice(values))


def wrap_value(text: str, chance: random.Random) -> str:
    wraps = ["[{}]", "{{a: {}}}", '"{}"', "'{}'", "|\n  {}\n  {}", ">\n  {}\n\n  {}", "[[[{}]]]"]
    wrap = chance.choice([*wraps, '"{}\\n"', "{}\n  {}", "{} # x", "- {}", "[" * 2000, '"\\x00{}"'])
    return _change_value(text, chance, lambda value: wrap.replace("{}", value))


def rename_key(text: str, chance: random.Random) -> str:
    keys = [*re.finditer(r"(?m)^[\w-]+(?=:)|(?<=[{,] )[\w-]+(?=:)", text)]
    if not keys:
        return text
    key = chance.choice(keys)
    other = chance.choice([*[one[0] for one in keys], "zzz", "URL", "held", "notes", "[key]", "?"])
    return text[: key.start()] + other + text[key.end() :]


CHANGES = (
    delete_line,
    double_line,
    swap_lines,
    indent_line,
    insert,
    overwrite,
    cut,
    replace_value,
    replace_value,
    swap_values,
    wrap_value,
    rename_key,
)


def mutate(content: bytes, chance: random.Random) -> tuple[bytes, list[str]]:
    """Return a file's content with one to three changes, and the names of these."""
    text, names = content.decode(), []
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        change = chance.choice(CHANGES)
        text = change(text, chance)
        names.append(change.__name__)
    changed = text.encode("utf-8", "surrogatepass")
    recode = chance.randrange(60)
    if recode == 0:
        changed = text.encode("utf-16")
    elif recode == 1:
        changed = changed.replace(b"\n", b"\r")
    elif recode == 2:
        at = chance.randrange(len(changed) + 1)
        changed = changed[:at] + bytes([chance.randrange(128, 256)]) + changed[at:]
    return changed, names


def projects(seed: int, root: Path) -> Iterator[tuple[str, bytes]]:
    """Mutate one to two files of the golden project, copied to `root`, again and again.

    Yields each time, while the files are mutated, the names of the changes and the last file.
    """
    shutil.copytree(GOLDEN / "seeds", root / "seeds")
    files = sorted(path for path in (root / "seeds").rglob("*") if path.is_file())
    contents = {path: path.read_bytes() for path in files}
    chance = random.Random(seed)  # noqa: S311  # the same noise for the same seed
    while True:
        what, changed = [], b""
        touched = chance.sample(files, chance.choice([1, 1, 1, 2]))
        for path in touched:
            changed, names = mutate(contents[path], chance)
            path.write_bytes(changed)
            what.append(f"{path.relative_to(root)}: {', '.join(names)}")
        yield "; ".join(what), changed
        for path in touched:
            path.write_bytes(contents[path])


def outcomes(count: int, seed: int, root: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield how so many mutated projects end: `problems`, `pages`, or a traceback.

    Each with the names of the changes and the last file as changed.
    """
    for what, changed in itertools.islice(projects(seed, root), count):
        try:
            end = "problems" if build.render(root)[1] else "pages"
        except Exception:  # noqa: BLE001  # whatever is raised is what is looked for
            end = traceback.format_exc()
        yield end, what, changed


def sites(count: int, seed: int, root: Path) -> Iterator[dict[str, bytes]]:
    """Yield the pages of so many mutated projects in which nothing is wrong."""
    rendered = (build.render(root) for _ in projects(seed, root))
    yield from itertools.islice((site for site, problems in rendered if not problems), count)


def main() -> int:
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    ends: collections.Counter[str] = collections.Counter()
    shown: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for end, what, content in outcomes(count, seed, Path(folder) / "project"):
            ends[end if end in ("problems", "pages") else "tracebacks"] += 1
            where = "\n".join(end.splitlines()[-5:])
            if end not in ("problems", "pages") and where not in shown:
                shown.add(where)
                print(f"{what}\n{content!r}\n{end}")
    print(f"{count} mutations: {', '.join(f'{number} {end}' for end, number in ends.items())}")
    return 1 if ends["tracebacks"] else 0


if __name__ == "__main__":
    sys.exit(main())
