"""Renders the pages: each record becomes a view, each view Markdown through its template."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.dossier import Dossier
from generator.output import REGISTER
from generator.pages import escape, languages, views, words
from generator.pages.addresses import page_of
from generator.pages.context import Context
from generator.pages.navigation import navigation, near, tab_of
from generator.pages.register import Register
from generator.pages.structured import structured
from generator.pages.tables import ABOUT, DATA, KIND_PAGES, weight_of
from generator.pages.terms import Terms
from generator.pages.treaty import CORRECTIONS
from generator.seeds import Entry
from generator.settings import NONE, Settings

_EMPTY_LINES = re.compile(r"(^```.*?^```$)|\n{3,}", re.DOTALL | re.MULTILINE)
"""Fenced code, which stays as it is, and empty lines that templates leave, where one is enough."""
_HOME = Path(__file__).parent.parent
ASSETS = "assets"
GLOSSARY = "glossary"


def render(
    dossier: Dossier, settings: Settings = NONE, register: Register | None = None
) -> dict[str, bytes]:
    """Return all files of `docs/`: path to content. Without a register nothing is published yet."""
    terms, register = Terms.of(dossier), register or Register(dossier)
    names = Terms.of(dossier, are_explained=False)
    aliases: dict[str, list[str]] = defaultdict(list)
    for entry in dossier.entries.values():
        aliases[page_of(entry.name)] += entry.sought
    site: dict[str, bytes] = {}
    for entry in dossier.entries.values():
        if make := KIND_PAGES[entry.kind].make:
            path = page_of(entry.name)
            # The glossary explains each term itself.
            known = names if entry.name == GLOSSARY else terms
            context = Context(register, settings, known, path)
            site[path] = _page(context, entry, make(context, entry), aliases[path])
    for path in sorted(set(map(page_of, dossier.retired)) - site.keys()):
        gone = Context(register, settings, terms, path).withdrawn()
        text = environment().get_template("withdrawn.md.j2").render(withdrawn=gone)
        site[path] = _without_gaps(text)
    site[REGISTER] = register.file()
    nav = environment().get_template("nav.yml.j2").render(nav=navigation(dossier))
    site["nav.yml"] = nav.encode()
    for asset in sorted((_HOME / ASSETS).iterdir()):
        site[f"{ASSETS}/{asset.name}"] = asset.read_bytes()
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


def _page(context: Context, entry: Entry, page: views.Page, aliases: list[str]) -> bytes:
    templates = environment()
    text = templates.get_template(f"{page.template}.md.j2").render(
        page=page,
        own=page.own,
        data=structured(context, page),
        weight=weight_of(entry),
        aliases=aliases,
        tab=tab_of(entry),
        has_text=bool(context.dossier.texts),
        near=near(context.dossier, entry),
        has_about=ABOUT in context.dossier.entries,
        has_corrections=CORRECTIONS in context.dossier.entries,
        has_data=DATA in context.dossier.entries,
        explain=context.explain,
        mark=context.mark,
    )
    if context.footnotes:
        evidence = templates.get_template("evidence.md.j2")
        text += evidence.render(notes=context.printed(), explain=context.explain, mark=context.mark)
    return _without_gaps(text)


def _without_gaps(text: str) -> bytes:
    return (_EMPTY_LINES.sub(lambda found: found[1] or "\n\n", text).rstrip() + "\n").encode()
