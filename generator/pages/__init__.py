"""Renders the pages: each record becomes a view, each view Markdown through its template."""

import html
import re
from collections import defaultdict
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.dossier import Dossier
from generator.output import REGISTER
from generator.pages import escape, tables, views, words
from generator.pages.addresses import page_of
from generator.pages.context import Context, Terms
from generator.pages.data import structured
from generator.pages.register import Register
from generator.seeds import Entry
from generator.settings import NONE, Settings

_EMPTY_LINES = re.compile(r"(^```.*?^```$)|\n{3,}", re.DOTALL | re.MULTILINE)
"""Fenced code, which stays as it is, and empty lines that templates leave, where one is enough."""
_HOME = Path(__file__).parent.parent
_FILTERS = {
    escape: (
        "attribute",
        "calendar",
        "code",
        "head",
        "inner",
        "link_title",
        "prose",
        "target",
        "theme",
    ),
    words: ("anchor", "capital", "language", "spoken", "tongue"),
}
"""Functions that templates know by their own names."""


def render(
    dossier: Dossier, settings: Settings = NONE, register: Register | None = None
) -> dict[str, bytes]:
    """Return all files of `docs/`: path to content. Without a register nothing is published yet."""
    terms, register = Terms.of(dossier), register or Register(dossier)
    names = Terms.of(dossier, are_explained=False)
    aliases: dict[str, list[str]] = defaultdict(list)
    for entry in dossier.entries.values():
        aliases[page_of(entry.name)] += entry.search_terms
    site: dict[str, bytes] = {}
    for entry in dossier.entries.values():
        if make := tables.KIND_PAGES[entry.kind][0]:
            path = page_of(entry.name)
            # The glossary explains each term itself.
            known = names if entry.name == "glossary" else terms
            context = Context(register, settings, known, path)
            site[path] = _page(context, entry, make(context, entry), aliases[path])
    for path in sorted(set(map(page_of, dossier.retired)) - site.keys()):
        gone = Context(register, settings, terms, path).withdrawn()
        text = environment().get_template("withdrawn.md.j2").render(withdrawn=gone)
        site[path] = _without_gaps(text)
    site[REGISTER] = register.file()
    nav = environment().get_template("nav.yml.j2").render(nav=tables.navigation(dossier))
    site["nav.yml"] = nav.encode()
    for asset in sorted((_HOME / "assets").iterdir()):
        site[f"assets/{asset.name}"] = asset.read_bytes()
    return site


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
    environment.filters |= {"md": escape.text, "html": escape.hypertext}
    environment.filters["xml"] = partial(html.escape, quote=False)
    for module, names in _FILTERS.items():
        environment.filters |= {name: getattr(module, name) for name in names}
    return environment


def _page(context: Context, entry: Entry, page: views.Page, aliases: list[str]) -> bytes:
    templates = environment()
    text = templates.get_template(f"{page.template}.md.j2").render(
        page=page,
        own=page.own,
        data=structured(context, page),
        weight=tables.weight_of(entry),
        aliases=aliases,
        tab=tables.tab_of(entry),
        has_text=bool(context.dossier.texts),
        near=tables.near(context.dossier, entry),
        has_about=tables.ABOUT in context.dossier.entries,
        has_corrections=tables.CORRECTIONS in context.dossier.entries,
        has_data=tables.DATA in context.dossier.entries,
        explain=context.explain,
        mark=context.mark,
    )
    if context.footnotes:
        evidence = templates.get_template("evidence.md.j2")
        text += evidence.render(notes=context.printed(), explain=context.explain, mark=context.mark)
    return _without_gaps(text)


def _without_gaps(text: str) -> bytes:
    return (_EMPTY_LINES.sub(lambda found: found[1] or "\n\n", text).rstrip() + "\n").encode()
