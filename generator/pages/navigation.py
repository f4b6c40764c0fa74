"""The navigation: section pages and articles; everything else is listed by its index page."""

from generator.dossier import Dossier
from generator.kinds import index_of
from generator.pages import escape, words
from generator.pages.addresses import page_of
from generator.pages.tables import LISTS
from generator.records import Page
from generator.seeds import Entry

Tree = list[tuple[str, "str | Tree"]]
"""Titles with a page or with a tree below them; an empty title leaves the naming to the page."""

MENU = ("events", "people", "organisations", "questions", "disagreements")
"""The kinds of which a page has a menu of its neighbours: they are too many for the navigation."""
AROUND = 4
"""How many neighbours a page names on each side."""
WITH_ARTICLES, WITH_PROSE = "Articles", "Sources"


def navigation(dossier: Dossier) -> Tree:
    """Return the tabs with those of their pages that there are."""
    tabs: dict[str, Tree] = {listed.tab: [] for listed in LISTS.values() if listed.tab}
    for name, listed in LISTS.items():
        if listed.tab and name in dossier.entries:
            tabs[listed.tab].append(("", page_of(name)))
    tabs[WITH_ARTICLES][1:1] = _articles(dossier)
    prose = [page for page in dossier.of(Page) if page.name.startswith("about/")]
    prose.sort(key=lambda page: (page.key != "index", page.record.heading))
    tabs[WITH_PROSE] += [("", page_of(page.name)) for page in prose]
    filled = ((title, tree) for title, tree in tabs.items() if tree)
    return [(words.SAID["overview"], page_of("treaty")), *filled]


def tab_of(entry: Entry) -> str:
    """Return the tab below which a page stands, or nothing."""
    index = index_of(entry.name.rpartition("/")[0])
    return LISTS[index].tab if index in LISTS else ""


def near(dossier: Dossier, entry: Entry) -> list[tuple[str, str]]:
    """Return the list of a record and those around it there with their pages, its own left out."""
    if entry.kind not in MENU:
        return []
    found: list[Entry] = dossier.ordered(type(entry.record))
    first = max(0, min(found.index(entry) - AROUND, len(found) - 2 * AROUND - 1))
    menu = [(f"All {entry.kind}", page_of(index_of(entry.kind)))]
    for other in found[first : first + 2 * AROUND + 1]:
        title = escape.theme(str(words.title(other)))
        menu.append((title, "" if other is entry else page_of(other.name)))
    return menu


def _articles(dossier: Dossier) -> Tree:
    """Return the articles below their themes, those without a theme last."""
    tree: Tree = []
    unknown = "other_articles" if dossier.texts else "no_theme"
    for key, entries in dossier.articles_by_theme().items():
        pages: Tree = [(str(words.title(entry)), page_of(entry.name)) for entry in entries]
        theme = dossier.entries.get(f"themes/{key}")
        if theme:
            # A theme's own page comes first, so that its name in the navigation leads there.
            pages.insert(0, (words.SAID["whole_theme"], page_of(theme.name)))
        tree.append((theme.record.heading if theme else words.SAID[unknown], pages))
    return tree
