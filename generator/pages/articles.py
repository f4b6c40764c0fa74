"""Articles and themes: their pages, their lists, and the map of all articles by evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from generator.pages import views, words
from generator.pages.boxes import item
from generator.pages.common import common, plain_fact
from generator.pages.context import Context
from generator.records import Article, Theme
from generator.seeds import Entry
from generator.titles import title_of

OFFICIAL_TEXT = "about/official-text"
"""The page that says where the treaty itself can be read, if there is one."""


@dataclass(frozen=True)
class ArticleParts:
    """What only the page of an article has; `what` it is: an article, or another part."""

    theme: views.Link | None
    what: str
    is_empty: bool
    official_text: views.Link | None


def article_page(context: Context, entry: Entry[Article]) -> views.Page:
    """Return the page of an article: what it says, who says so, how it is read."""
    title, standing = words.title(entry), context.dossier.standing(entry)
    whole = {"@type": "Legislation", "name": context.dossier.entries["treaty"].record.heading}
    data = {"@type": "Legislation", "legislationIdentifier": title.number, "isPartOf": whole}
    page = common(context, entry, "article", data)
    nothing = f"{title} of the treaty. We have found no source on it."
    reviewed = [plain_fact("Reviewed", page.reviewed.words, sub="against its sources")]
    if standing == "none":
        reviewed = []
    disputed = words.number(len(page.boxes)) if page.boxes else "none known"
    return replace(
        page,
        description=nothing if standing == "none" else page.description,
        facts=(
            plain_fact("Evidence", words.STANDING[standing], fill=standing),
            plain_fact("Disagreements", disputed),
            *reviewed,
        ),
        own=ArticleParts(
            _theme_link(context, entry),
            "article" if entry.key.isdigit() else "part",
            standing == "none",
            context.link_if_any(OFFICIAL_TEXT),
        ),
    )


@dataclass(frozen=True)
class ArticleRow:
    """An article in a table or on the page of its theme."""

    link: views.Link
    theme: views.Link | None
    fill: str
    standing: str
    statements: tuple[views.Statement, ...] = ()


def theme_page(context: Context, entry: Entry[Theme]) -> views.Page:
    """Return the page of a theme: its own claims and those of its articles."""
    rows = []
    for article in context.dossier.of(Article):
        if article.record.theme == entry.key:
            claims = context.dossier.claims_in.get(article.name, [])
            known = (context.dossier.statement(one.entry, one.block) for one in claims)
            shown = tuple(replace(one, home=None) for one in context.statements(known))
            rows.append(replace(_row(context, article), statements=shown))
    return replace(common(context, entry, "theme", {"@type": "DefinedTerm"}), own=rows)


@dataclass(frozen=True)
class MapRow:
    """A theme with its articles and, in words, how well they are evidenced."""

    theme: views.Link
    cells: tuple[views.Cell, ...]
    counts: str


@dataclass(frozen=True)
class AllArticles:
    """What the list of articles shows: the map, and the same as a table."""

    map: list[MapRow]
    rows: list[ArticleRow]


def all_articles(context: Context) -> AllArticles:
    """Return all articles by theme, with how well each is evidenced."""
    rows = [_row(context, entry) for entry in context.dossier.ordered(Article)]
    return AllArticles(article_map(context), rows)


def all_themes(context: Context) -> list[views.Item]:
    """Return all themes with their first statement and their articles."""
    below = context.dossier.articles_by_theme()
    return [
        replace(item(context, entry), links=context.links(below.get(entry.key, [])))
        for entry in context.dossier.ordered(Theme)
    ]


def article_map(context: Context) -> list[MapRow]:
    """Return the articles by theme, last those whose subject no source tells."""
    rows = []
    for key, entries in context.dossier.articles_by_theme().items():
        theme = views.Link(words.UNKNOWN_THEME, sub="the text has them; our sources do not")
        cells = tuple(_cell(context, entry) for entry in entries)
        counts = Counter(cell.words for cell in cells)
        each = [f"{said}: {counts[said]}" for said in words.STANDING.values() if counts[said]]
        said = ", ".join(counts if len(counts) == 1 else each)
        rows.append(MapRow(context.link(f"themes/{key}") if key else theme, cells, said))
    return rows


def _cell(context: Context, entry: Entry[Article]) -> views.Cell:
    number, link = words.capital(title_of(entry).number), context.link(entry.name)
    standing = context.dossier.standing(entry)
    short = views.Link(number, link.target, link.text)
    return views.Cell(short, standing, words.STANDING[standing])


def _row(context: Context, entry: Entry[Article]) -> ArticleRow:
    standing, theme = context.dossier.standing(entry), _theme_link(context, entry)
    return ArticleRow(context.link(entry.name), theme, standing, words.STANDING[standing])


def _theme_link(context: Context, entry: Entry[Article]) -> views.Link | None:
    return context.link(f"themes/{entry.record.theme}") if entry.record.theme else None
