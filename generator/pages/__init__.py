"""Renders the pages: each record becomes a view, each view Markdown through its template."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.catalogue import SHARED_PAGES, Catalogue, page_of
from generator.pages import card, escape, kinds, languages, lists, words
from generator.pages.navigation import navigation
from generator.pages.sheet import Sheet
from generator.pages.terms import Terms
from generator.seeds import Entry

_MARK = re.compile(r"\[\^([a-z0-9-]+)\]")
_EMPTY_LINES = re.compile(r"\n{3,}")
_HOME = Path(__file__).parent.parent
ASSETS = "assets"
GLOSSARY = f"{SHARED_PAGES['terms']}.md"


def render(catalogue: Catalogue) -> dict[str, bytes]:
    """Return all files of `docs/`: path to content."""
    templates, terms = environment(), Terms.of(catalogue)
    site = {
        page_of(entry.name): _page(catalogue, terms, entry, templates).encode()
        for entry in catalogue.entries.values()
        if entry.kind not in SHARED_PAGES
    }
    nav = templates.get_template("nav.yml.j2").render(nav=navigation(catalogue))
    site["nav.yml"] = nav.encode()
    site[card.PATH] = card.card(catalogue)
    for path in sorted((_HOME / ASSETS).iterdir()):
        slim = _SLIM.get(path.suffix, bytes)
        site[f"{ASSETS}/{path.name}"] = slim(path.read_bytes())
    return site


def _slim_styles(styles: bytes) -> bytes:
    """Return styles without comments and idle white space: every reader waits for them."""
    text = re.sub(rb"/\*.*?\*/|\s+", b" ", styles, flags=re.DOTALL)
    return re.sub(rb"\s*([{};,])\s*|(:)\s+", rb"\1\2", text).strip() + b"\n"


def _slim_script(script: bytes) -> bytes:
    """Return a script without the lines that are comments."""
    return re.sub(rb"^\s*//.*\n", b"", script, flags=re.MULTILINE)


_SLIM = {".css": _slim_styles, ".js": _slim_script}


@cache
def environment() -> Environment:
    """Return what reads the templates, with a filter for each place that text is written at."""
    # Markdown is written, not HTML: a filter escapes what is plain text.
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(_HOME / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "md": escape.text,
        "html": escape.hypertext,
        "attribute": escape.attribute,
        "link_title": escape.link_title,
        "target": escape.target,
        "code": escape.code,
        "prose": escape.prose,
        "theme": escape.theme,
        "head": escape.head,
        "language": languages.language,
        "tongue": languages.attributes,
        "capital": words.capital,
        "spoken": words.spoken,
        "anchor": words.anchor,
    }
    return environment


def _page(catalogue: Catalogue, terms: Terms, entry: Entry, templates: Environment) -> str:
    path = page_of(entry.name)
    sheet = Sheet(catalogue, Terms() if path == GLOSSARY else terms, path)
    if entry.kind == "pages":
        view = lists.page(sheet, entry)
    else:
        view = kinds.MAKERS[entry.kind](sheet, entry, entry.record)
    text = templates.get_template(f"{view.template}.md.j2").render(
        page=view, explain=sheet.explain, **view.more
    )
    # What a record shows as code may look like a mark.
    notes = {label: sheet.notes[label] for label in _MARK.findall(text) if label in sheet.notes}
    if notes:
        text += templates.get_template("evidence.md.j2").render(notes=notes, explain=sheet.explain)
    return _EMPTY_LINES.sub("\n\n", text).rstrip() + "\n"
