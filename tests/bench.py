"""Measures `check` and `build` on an invented treaty of any size, beside a floor.

    python tests/bench.py [records ...]

The floor is what no generator of this kind goes below: it reads the same records, parses their
front matter with libyaml, validates it with the same models of pydantic, lets Jinja print the same
bytes and writes them. Each figure is the median of whole processes, and says nothing of another
machine; how they relate to each other does.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden" / "seeds"
SIZES = (100, 1_000, 10_000)
RUNS = {100: 5, 1_000: 3}
"""How often a size is measured; a larger one once."""
SHARES = {"sources": 50, "events": 25, "people": 15, "questions": 10}
"""Of a hundred records that are added to the golden ones, how many are of which kind."""
RECORDS = {
    "sources": """---
type: webpage
title: News of day {number}
short: News {number}
issued: 2031-05
URL: https://news.example/{number}
language: en
interest: independent
reliability: A paper with no tie to the towns.
origin: news-{number}
reviewed: 2032-01-01
---
Tells of the talks and of the light.
""",
    "events": """---
date: 20{year:02}-{month:02}-{day:02}
title: Round {number} of the talks
kind: {kind}
people: [{person}]
reviewed: 2032-01-01
---
The towns held talks of round {number}. [@source-{n}; @source-{m}] {{#talks-held}}

They spoke of the light and of the pier. [@source-{m}; @herald-2031] {{#spoke-of-the-light}}

## Statements

The mayor called the light of round {number} useful. [@source-{n}] {{#called-it-useful by={person}}}

## Background

See [the talks before](event-0.md). [@source-{n}; @source-{m}; @herald-2031] {{#talks-before}}
""",
    "people": """---
name: Ada Quill {number}
party: alder
roles:
- {{office: Mayor of Alder, on: 2031-05-04, claim: mayor-of-alder}}
reviewed: 2032-01-01
---
Ada Quill {number} was mayor of Alder. [@source-{n}; @source-{m}] {{#mayor-of-alder}}
""",
    "questions": """---
question: Who pays for the light of year {number}?
order: {number}
themes: [upkeep]
reviewed: 2032-01-01
---
[@articles/01#equal-shares]

The towns pay for year {number}. [@source-{n}; @source-{m}] {{#towns-pay}}
""",
}
NAMES = {"sources": "source", "events": "event", "people": "person", "questions": "question"}
KINDS = ("meeting", "negotiation", "statement", "context")
FLOOR = """
import sys
from pathlib import Path
import yaml
from jinja2 import Environment
from generator.kinds import MODELS, kind_of

class Loader(yaml.CSafeLoader):
    yaml_implicit_resolvers = {}

for path in sorted(Path("seeds").rglob("*.md")):
    text = path.read_bytes().decode()
    kind = kind_of(path.relative_to("seeds").as_posix().removesuffix(".md"))
    if kind and text.startswith("---\\n"):
        front, _, body = text[4:].partition("\\n---\\n")
        MODELS[kind].model_validate(yaml.load(front, Loader))
template = Environment().from_string(
    "{% for line in lines %}{{ line }}{% if not loop.last %}\\n{% endif %}{% endfor %}"
)
for path in sorted(Path("docs").rglob("*")):
    if path.is_file():
        new = "floor" / path.relative_to("docs")
        new.parent.mkdir(parents=True, exist_ok=True)
        content = path.read_bytes()
        if path.suffix == ".md":
            content = template.render(lines=content.decode().split("\\n")).encode()
        new.write_bytes(content)
"""


def main(sizes: list[int]) -> None:
    """Print a table, a row for each size."""
    print(
        f"{'records':>8}{'floor':>10}{'check':>10}{'build':>10}{'check':>10}{'build':>10}{'peak':>10}"
    )
    print(f"{'':>8}{'s':>10}{'s':>10}{'s':>10}{'floors':>10}{'floors':>10}{'MB':>10}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            floor, check, build, peak = _measure(Path(folder), size)
        print(
            f"{size:>8,}{floor:>10.2f}{check:>10.2f}{build:>10.2f}"
            f"{check / floor:>10.1f}{build / floor:>10.1f}{peak:>10.0f}",
            flush=True,
        )


def _measure(folder: Path, size: int) -> tuple[float, float, float, float]:
    """Return the seconds of the floor, of `check`, of `build` into no pages, and the most MB."""
    write_treaty(folder, size)
    rows = []
    for _ in range(RUNS.get(size, 1)):
        shutil.rmtree(folder / "docs", ignore_errors=True)
        build = _process(folder, "-m", "generator", "build")
        check = _process(folder, "-m", "generator", "check")
        shutil.rmtree(folder / "floor", ignore_errors=True)
        floor = _process(folder, "-c", FLOOR)
        rows.append((floor[0], check[0], build[0], max(check[1], build[1])))
    floors, checks, builds, peaks = zip(*rows, strict=True)
    return (
        statistics.median(floors),
        statistics.median(checks),
        statistics.median(builds),
        max(peaks),
    )


def write_treaty(folder: Path, size: int) -> None:
    """Write the golden records into `folder` and as many more as make up so many."""
    shutil.copytree(GOLDEN, folder / "seeds")
    more = size - sum(1 for _ in GOLDEN.rglob("*.md"))
    counts = {kind: more * share // 100 for kind, share in SHARES.items()}
    counts["sources"] = counts["events"] * 2  # each event cites two of its own
    for kind, count in counts.items():
        for number in range(count):
            record = RECORDS[kind].format(
                number=number,
                n=number * 2 % counts["sources"],
                m=(number * 2 + 1) % counts["sources"],
                person=f"person-{number % counts['people']}",
                kind=KINDS[number % len(KINDS)],
                year=number // 336 % 30,
                month=number // 28 % 12 + 1,
                day=number % 28 + 1,
            )
            (folder / "seeds" / kind / f"{NAMES[kind]}-{number}.md").write_text(record, "utf-8")


def _process(folder: Path, *arguments: str) -> tuple[float, float]:
    """Run Python to its end and return the seconds that it took and its peak of memory in MB."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(said.decode())
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
