"""Renders the pages: each record becomes a view, each view Markdown through its template."""

import html
import re
from collections import defaultdict
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import csl
from generator.dossier import Dossier
from generator.output import REGISTER, Site
from generator.pages import citations, escape, tables, views, words
from generator.pages.addresses import page_of
from generator.pages.common import corrections, related, trail
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
        *("attribute", "calendar", "code", "head", "inner"),
        *("link_title", "prose", "target", "theme"),
    ),
    words: ("anchor", "capital", "label", "language", "tongue"),
}
"""Functions that templates know by their own names."""


def render(dossier: Dossier, settings: Settings = NONE, register: Register | None = None) -> Site:
    """Return all files of `docs/`: path to content. Without a register nothing is published yet."""
    terms, register = Terms.of(dossier), register or Register(dossier)
    names = Terms.of(dossier, are_explained=False)
    aliases: dict[str, list[str]] = defaultdict(list)
    for entry in dossier.entries.values():
        aliases[page_of(entry.name)] += entry.search_terms
    site: Site = {}
    for entry in dossier.entries.values():
        if make := tables.KIND_PAGES[entry.kind][0]:
            path = page_of(entry.name)
            # The glossary explains each term itself.
            known = names if entry.name == "glossary" else terms
            context = Context(register, settings, known, path)
            site[path] = _page(context, entry, make(context, entry), aliases[path])
    for path in sorted(set(map(page_of, dossier.retired)) - site.keys()):
        gone = Context(register, settings, terms, path).withdrawn()
        site[path] = _without_gaps(filled("withdrawn.md", withdrawn=gone))
    site[REGISTER] = register.file()
    site["nav.yml"] = filled("nav.yml", nav=tables.navigation(dossier)).encode()
    for asset in sorted((_HOME / "assets").iterdir()):
        site[f"assets/{asset.name}"] = asset.read_bytes()
    return site


def filled(template: str, **values: object) -> str:
    """Return a template with values in it."""
    return environment().get_template(f"{template}.j2").render(values)


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
    environment.globals |= {"licence": words.LICENCE, "rights": words.SAID["rights"]}
    environment.filters |= {"md": escape.text, "html": escape.hypertext}
    environment.filters["xml"] = partial(html.escape, quote=False)
    for module, names in _FILTERS.items():
        environment.filters |= {name: getattr(module, name) for name in names}
    return environment


def _page(context: Context, entry: Entry, page: views.Page, aliases: list[str]) -> bytes:
    dossier, cited = context.dossier, citations.of_page(entry, context.settings)
    around = dossier.neighbours(entry)
    previous, following = (other and context.link(other.name) for other in around)
    text = filled(
        f"{page.template}.md",
        entry=entry,
        page=page,
        own=page.own,
        settings=context.settings,
        data=structured(context, entry, page),
        cite=citations.shown(cited),
        citation=csl.tags(cited[0]),
        weight=tables.weight_of(entry),
        aliases=aliases,
        tab=tables.tab_of(entry),
        near=tables.near(dossier, entry),
        has_text=bool(dossier.texts),
        has_about=tables.ABOUT in dossier.entries,
        has_corrections=tables.CORRECTIONS in dossier.entries,
        has_data=tables.DATA in dossier.entries,
        trail=trail(context, entry),
        withdrawn=context.withdrawn(),
        corrections=corrections(context),
        related=related(context, entry),
        previous=previous,
        following=following,
        explain=context.explain,
        mark=context.mark,
    )
    if context.footnotes:
        text += filled("evidence.md", notes=context.printed())
    return _without_gaps(text)


def _without_gaps(text: str) -> bytes:
    return (_EMPTY_LINES.sub(lambda found: found[1] or "\n\n", text).rstrip() + "\n").encode()
