"""The published data: all that we know, row by row, as JSON lines and as CSV, with its schemas.

Beside it, what programs read in the head of a page, in the words of schema.org (JSON-LD).
"""

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from generator.catalogue import grouped
from generator.csl import of_source
from generator.dossier import Dossier
from generator.pages import views, words
from generator.pages.addresses import site_path
from generator.pages.common import trail
from generator.pages.context import Context
from generator.pages.rows import FILES, columns_of, rows_of, schema_of
from generator.records import Source
from generator.seeds import Entry
from generator.settings import Settings

FOLDER = "data/v1"
LICENCE, RIGHTS = words.LICENCE, words.SAID["rights"]
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would run, and one that is kept from it already."""


def render(dossier: Dossier, settings: Settings) -> dict[str, bytes]:
    """Return the files of the data: path in `docs/` to content."""
    rows = grouped(rows_of(dossier))
    files = {
        "bibliography.json": _bibliography(dossier),
        "datapackage.json": pretty(_package(settings)),
    }
    for name in FILES:
        found = rows.get(name, [])
        lines = (f"{json.dumps(row, ensure_ascii=False)}\n" for row in found)
        files[f"{name}.jsonl"] = "".join(lines)
        files[f"{name}.csv"] = _csv([column for column, *_ in columns_of(name)], found)
        files[f"{name}.schema.json"] = pretty({**schema_of(name), "$comment": RIGHTS})
    return {f"{FOLDER}/{name}": content.encode() for name, content in files.items()}


def _bibliography(dossier: Dossier) -> str:
    """Return the sources as CSL-JSON, one a line, without addresses that may not be links."""
    items = []
    for entry in dossier.of(Source):
        items.append(of_source(entry.key, entry.record))
        if entry.record.linked == "false":
            items[-1].pop("URL", None)
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"[\n{lines}\n]\n"


def pretty(value: object) -> str:
    """Return JSON to be read by people, too."""
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n"


def release_name(settings: Settings) -> str:
    """Return what the zip of a version is called, without its ending."""
    name = words.anchor(settings.site_name) or "data"
    return f"{name}-{settings.version}" if settings.version else name


def _package(settings: Settings) -> dict[str, Any]:
    """Return the description of all tables, as Frictionless has it."""
    whole = {
        "name": words.anchor(settings.site_name) or "data",
        "title": settings.site_name,
        "description": settings.abstract,
        "version": settings.version,
        "created": f"{settings.released.text}T00:00:00Z" if settings.released else "",
        "homepage": settings.site_url,
    }
    fields = ("name", "type", "description")
    resources = [
        {
            "name": name,
            "path": f"{name}.csv",
            "profile": "tabular-data-resource",
            "title": words.capital(name),
            "description": model.__doc__ or "",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8-sig",
            "schema": {
                "fields": [dict(zip(fields, column, strict=True)) for column in columns_of(name)],
                "primaryKey": ["id"],
            },
        }
        for name, model in FILES.items()
    ]
    said = {key: value for key, value in whole.items() if value}
    return {**said, "licenses": [LICENCE], "rights": RIGHTS, "resources": resources}


def _csv(columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> str:
    """Return rows as CSV; the sign at its beginning tells spreadsheets that it is UTF-8."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(columns)
    table.writerows(map(cell, row.values()) for row in rows)
    return f"\ufeff{text.getvalue()}"


def cell(value: object) -> str:
    """Return a value as a cell: a list as JSON, none as nothing, and no text as a formula."""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def all_files(context: Context) -> dict[str, object]:
    """Return all files with what is in them."""
    files = [
        (name, model.__doc__ or "", list(columns_of(name, nested=True)))
        for name, model in FILES.items()
    ]
    return {"release": release_name(context.settings), "files": files}


def structured(context: Context, entry: Entry, page: views.Page) -> dict[str, Any]:
    """Return what a page is, what it is part of and what it is about."""
    site = context.settings
    way = [
        {"@type": "ListItem", "position": place, "name": to.text, "item": _url(context, to.target)}
        for place, to in enumerate([*trail(context, entry), views.Link(str(page.title))], 1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": _url(context),
        "name": str(page.title),
        "description": page.description,
        "dateModified": entry.record.reviewed.text,
        "inLanguage": "en",
        "license": LICENCE["path"],
        "isPartOf": {"@type": "WebSite", "name": site.site_name, "url": site.site_url},
        "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": way},
        "mainEntity": {key: value for key, value in page.data.items() if value},
    }


def dataset(context: Context) -> dict[str, Any]:
    """Return what the data is as a whole, and where each table lies."""
    site, folder = context.settings, f"{context.settings.site_url}{FOLDER}"
    return {
        "@type": "Dataset",
        "name": site.site_name,
        "description": site.abstract,
        "version": site.version,
        "datePublished": site.released and site.released.text,
        "license": LICENCE["path"],
        "copyrightNotice": RIGHTS,
        "url": _url(context),
        "distribution": [
            {"@type": "DataDownload", "name": name, "encodingFormat": type_, "contentUrl": url}
            for name in FILES
            for type_, ending in (("text/csv", "csv"), ("application/jsonl", "jsonl"))
            for url in [f"{folder}/{name}.{ending}"]
        ],
    }


def _url(context: Context, target: str = "") -> str:
    path = site_path(urljoin(context.path, target))
    return f"{context.settings.site_url}{path.removeprefix('/')}"
