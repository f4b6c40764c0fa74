"""The navigation: section pages and articles; everything else is listed by its index page."""

from __future__ import annotations

from generator.catalogue import Catalogue, page_of
from generator.dossier import articles_by_theme
from generator.pages import words
from generator.records import Page
from generator.seeds import Entry

Tree = list[tuple[str, "str | Tree"]]
"""Titles with a page or with a tree below them; an empty title leaves the naming to the page."""

TABS: dict[str, tuple[str, ...]] = {
    "Articles": ("articles/index", "themes/index", "articles/unnumbered"),
    "History": ("timeline", "people/index", "organisations/index", "numbers/index"),
    "Questions": ("questions/index", "disagreements/index", "glossary"),
    "Sources": ("sources/index", "sources/coverage"),
}
"""The tabs beside the overview and the pages that stand below each, in order."""
OVERVIEW = "Overview"
WHOLE_THEME = "The theme as a whole"
UNKNOWN_THEME = "Subject not known to us"
WITH_ARTICLES, WITH_PROSE = "Articles", "Sources"


def navigation(catalogue: Catalogue) -> Tree:
    """Return the tabs with those of their pages that there are."""
    tabs: dict[str, Tree] = {
        title: [("", page_of(name)) for name in names if name in catalogue.entries]
        for title, names in TABS.items()
    }
    tabs[WITH_ARTICLES][1:1] = _articles(catalogue)
    prose = [one for one in catalogue.of(Page) if one.name.startswith("about/")]
    tabs[WITH_PROSE] += [("", page_of(one.name)) for one in sorted(prose, key=_prose_order)]
    return [(OVERVIEW, page_of("treaty")), *((title, tree) for title, tree in tabs.items() if tree)]


def tab_of(index: str) -> str:
    """Return the tab below which an index page stands, or nothing."""
    return next((title for title, names in TABS.items() if index in names), "")


def _prose_order(entry: Entry) -> tuple[bool, str]:
    return entry.key != "index", entry.record.heading


def _articles(catalogue: Catalogue) -> Tree:
    """Return the articles below their themes, those without a theme last."""
    tree: Tree = []
    for key, entries in articles_by_theme(catalogue).items():
        pages: Tree = [(str(words.title(entry)), page_of(entry.name)) for entry in entries]
        theme = catalogue.entries.get(f"themes/{key}")
        if theme:
            # A theme's own page comes first, so that its name in the navigation leads there.
            pages.insert(0, (WHOLE_THEME, page_of(theme.name)))
        tree.append((theme.record.heading if theme else UNKNOWN_THEME, pages))
    return tree
