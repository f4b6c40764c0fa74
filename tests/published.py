"""What is published, read back: a cell, a row, and the words in a file of any kind."""

from __future__ import annotations

import csv
import functools
import gzip
import hashlib
import html
import io
import json
import re
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from project import contents

V1 = Path("data", "v1")
REPEATED = 40
"""How long a line is that, if pages repeat it, is their frame; a short one may stand in a run."""
PLANTED = "one two three"
"""Words that a test says must never be published."""


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table from its JSON lines."""
    lines = (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def rows_of_csv(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table from its CSV, values as its schema has them."""
    types = json.loads((folder / f"{name}.schema.json").read_text("utf-8"))["properties"]
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [
            {column: value_of(text, types[column]) for column, text in row.items()}
            for row in csv.DictReader(file)
        ]


def value_of(text: str, schema: dict[str, Any]) -> object:
    """Return what a cell holds."""
    if not text and "anyOf" in schema:
        return None
    if schema.get("anyOf", [schema])[0].get("type") == "string":
        return re.sub(r"^'(?='*[=+\-@\t\r])", "", text)
    return json.loads(text)


def texts(content: bytes) -> Iterator[str]:
    """Yield the texts in a file: packed or folded, a table or a page, with what signs stand for."""
    if content.startswith(b"\x1f\x8b"):
        yield from texts(gzip.decompress(content))
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from texts(archive.read(name))
    elif content.startswith(b"SQLite format 3"):
        with sqlite3.connect(":memory:") as tables:
            tables.deserialize(content)
            yield "\n".join(tables.iterdump())
    else:
        text = content.decode("utf-8", "replace").replace("\r\n ", "")
        yield html.unescape(text)
        if "\\" in text:
            escaped = r"\\(?:u([0-9a-fA-F]{4})|.)"
            yield re.sub(escaped, lambda one: chr(int(one[1], 16)) if one[1] else " ", text)


def planted(words: str) -> dict[str, bytes]:
    """Return files of every kind that we publish, each with the same words in it."""
    tables = sqlite3.connect(":memory:")
    tables.execute("CREATE TABLE one (text)")
    tables.execute("INSERT INTO one VALUES (?)", (f"{'x ' * 5000}{words}{' x' * 5000}",))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/page.html", words)
    first, second, *rest = words.split()
    return {
        "page.md": f"**{first} {second}** {' '.join(rest)}".encode(),
        "page.html": f"<p>{first}&nbsp;{second}\n{' '.join(rest)}".encode(),
        "page.json": json.dumps({"text": f"\u2028{words}\u2028"}).encode(),
        "rows.jsonl": f'{{"excerpts": ["{words}"]}}\n'.encode(),
        "rows.csv": f'a,"[""{words}""]"\n'.encode(),
        "feed.xml": f"<summary>{words.replace(' ', '&#10;')}</summary>".encode(),
        "days.ics": f"SUMMARY:x\\,{words[:5]}\r\n {words[5:]}\r\n".encode(),
        "llms.txt": words.encode(),
        "page.bib": f"title = {{{first} {{{second}}} {' '.join(rest)}}},\n".encode(),
        "page.ris": f"TI  - {words}\n".encode(),
        "sitemap.xml.gz": gzip.compress(words.encode()),
        "data.sqlite": tables.serialize(),
        "release.zip": packed.getvalue(),
        "picture.svg": f"<title>{words}</title>".encode(),
        "no-ending": words.upper().encode(),
    }


@dataclass(frozen=True)
class Forbidden:
    """Runs of words that must never be published, known by digests alone.

    Digests of whole runs stand under how the digest of their first word begins and under their
    length in words, so that few runs of a text need a digest.
    """

    digests: dict[str, dict[int, set[str]]]

    @classmethod
    def read(cls, path: Path) -> Forbidden:
        """Return what a list of digests forbids."""
        found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                length, first, digest = line.split(" ")
                found[first][int(length)].add(digest)
        return cls(found)

    @classmethod
    def of(cls, words: str) -> Forbidden:
        """Return what forbids these words."""
        first, *rest = words.split()
        return cls({beginning_of(first): {1 + len(rest): {digest_of(words)}}})

    def runs_of(self, text: str) -> set[str]:
        """Return the runs of words in a text that are forbidden."""
        words = re.findall(r"\w+", text.casefold())
        found: set[str] = set()
        for start, first in enumerate(words):
            for length, digests in self.digests.get(beginning_of(first), {}).items():
                run = " ".join(words[start : start + length])
                if digest_of(run) in digests:
                    found.add(run)
        return found

    def within(self, *folders: Path) -> list[str]:
        """Return the files in folders with forbidden words; what pages repeat is read once."""
        seen: set[str] = set()
        found: dict[str, None] = {}
        for path, content in (one for folder in folders for one in contents(folder).items()):
            for text in texts(content):
                lines = dict.fromkeys(text.splitlines())
                if self.runs_of("\n".join(line for line in lines if line not in seen)):
                    found[path] = None
                seen.update(line for line in lines if len(line) > REPEATED)
        return list(found)


@functools.cache  # the same words stand on many pages
def beginning_of(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()[:3]


def digest_of(run: str) -> str:
    return hashlib.sha256(run.encode()).hexdigest()[:12]
