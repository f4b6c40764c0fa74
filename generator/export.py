"""What is made after the engine: each page as JSON and Markdown, all tables as SQLite, llms.txt.

The files lie beside the pages of the built site, whichever engine made it, and are never committed.
What is released is the site for reading from disk, with all data, in one zip, and its digest.
"""

import hashlib
import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

from generator import output
from generator.catalogue import grouped
from generator.dossier import Dossier
from generator.pages import citations, filled, words
from generator.pages.addresses import page_of, site_path
from generator.pages.data import FOLDER, LICENCE, RIGHTS, pretty, release_name
from generator.pages.rows import FILES, columns_of, rows_of, text_of
from generator.seeds import Entry
from generator.settings import CITATION, Settings

RELEASED = "dist"
_OF_ALL = ("LICENSE", CITATION)
_EARLIEST = (1980, 1, 1)
"""The first day that a zip can name."""
DATABASE = f"{FOLDER}/treaty.sqlite"
_CITATIONS = """CREATE VIEW citations AS
SELECT statements.id AS statement, value ->> 'source' AS source, value ->> 'locator' AS locator,
    value -> 'excerpts' AS excerpts, value ->> 'counts' AS counts
FROM statements, json_each(statements.citations)"""
_LINKS = (  # The space keeps the theme from taking them for the page in other languages.
    '<link rel="alternate " type="application/json" href="{name}.json">'
    '<link rel="alternate " type="text/markdown" href="{name}.md">'
)

Row = dict[str, Any]


def export(site: Path, dossier: Dossier, settings: Settings) -> int:
    """Write all that belongs beside the pages of `site`; return how many pages have it."""
    rows = list(rows_of(dossier))
    known = {row["id"]: row for name, row in rows if name != "votes"}
    # A page that records share may have a record of its own, which comes first.
    order = sorted((entry.kind != "pages", name) for name, entry in dossier.entries.items())
    entries = grouped((page_of(name), dossier.entries[name]) for _, name in order)
    files, listed = {DATABASE: _database(rows, settings)}, list[tuple[str, tuple[str, str]]]()
    for path, found in entries.items():
        stem = path.removesuffix(".md")
        # An engine makes of a file in `docs/` a page in a folder, or beside it.
        places = (site / stem / "index.html", site / f"{stem}.html")
        if html := next(filter(Path.is_file, places), None):
            title, address = str(words.title(found[0])), site_path(path).removeprefix("/")
            page: Row = {"title": title, "address": address, "licence": LICENCE["path"]}
            page |= {"rights": RIGHTS, "records": [_record(dossier, known, one) for one in found]}
            text = filled("plain.md", page=page, settings=settings)
            name = html.relative_to(site).as_posix().removesuffix(".html")
            files[f"{name}.json"] = pretty(page).encode()
            files[f"{name}.md"] = re.sub(r"\n{3,}", "\n\n", text).encode()
            whole, links = html.read_text("utf-8"), _LINKS.format(name=html.stem)
            with_links = whole if links in whole else whole.replace("</head>", f"{links}</head>", 1)
            files[f"{name}.html"] = with_links.encode()
            listed.append((found[0].kind, (title, f"{name}.md")))
    index = filled("llms.txt", kinds=grouped(listed), files=FILES, settings=settings)
    files |= citations.beside(dossier, settings)
    output.write_all(site, {**files, "llms.txt": index.encode()})
    return len(listed)


def _record(dossier: Dossier, known: dict[str, Row], entry: Entry) -> Row:
    """Return a record with the statements that it shows; what is no claim has only its words."""
    sections = [
        {
            "title": title,
            "statements": [known.get(one.name) or {"text": text_of(one)} for one in shown],
        }
        for title, shown in dossier.sections(entry)
        if shown
    ]
    return {"label": str(words.title(entry)), "record": known.get(entry.name), "sections": sections}


def _database(rows: list[tuple[str, Row]], settings: Settings) -> bytes:
    """Return all tables as one file of SQLite: what is a list or a group is JSON in its cell."""
    with closing(sqlite3.connect(":memory:")) as base:
        for name in FILES:
            columns = ", ".join(f'"{column}"' for column, *_ in columns_of(name))
            base.execute(f'CREATE TABLE "{name}" ({columns}, PRIMARY KEY (id))')
        for name, row in rows:
            values = [
                json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
                for value in row.values()
            ]
            marks = ", ".join("?" * len(values))
            base.execute(f'INSERT INTO "{name}" VALUES ({marks})', values)  # noqa: S608
        base.execute(_CITATIONS)
        base.execute("CREATE TABLE about (name PRIMARY KEY, value)")
        about = {"title": settings.site_name, "version": settings.version}
        about |= {"rights": RIGHTS, "licence": LICENCE["path"]}
        base.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        base.commit()
        return base.serialize()


def pack(root: Path, site: Path, settings: Settings) -> dict[str, bytes]:
    """Return the zip of the project in `root` and the file of its digest, by name.

    Names are sorted, and all files have the day of the version and the same permissions: the same
    files make the same bytes, whoever packs them, and whenever.
    """
    name = release_name(settings)
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    found |= {name: root / name for name in _OF_ALL if (root / name).is_file()}
    day = settings.released.earliest.timetuple()[:3] if settings.released else _EARLIEST
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(found):
            info = zipfile.ZipInfo(f"{name}/{path}", (*max(day, _EARLIEST), 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100644 << 16  # Unix, read by all
            archive.writestr(info, found[path].read_bytes(), zipfile.ZIP_DEFLATED)
    content = packed.getvalue()
    said = f"{hashlib.sha256(content).hexdigest()}  {name}.zip\n"
    return {f"{name}.zip": content, f"{name}.zip.sha256": said.encode()}
