"""Articles and themes: their pages, their lists, and the map of all articles by evidence."""

from collections import Counter
from dataclasses import dataclass, replace

from generator.catalogue import Wording, claim_of
from generator.dossier import Statement
from generator.pages import views, words
from generator.pages.addresses import heading_id, subject_id
from generator.pages.common import common, item, plain_fact
from generator.pages.context import Context
from generator.records import Article, Theme
from generator.seeds import Entry

OFFICIAL_TEXT = "about/official-text"
"""The page that says where the treaty itself can be read, if there is one."""
FINAL_CLAUSES = "articles/final-clauses"
"""The page with what lawyers ask of any treaty, if there is one."""

Texts = list[tuple[views.Link, Wording]]
"""The words of an article in each text, with a link to its source that says what it is."""

BOXES = "#sources-disagree"
"""Where on its page the disagreements that touch an article stand."""


def article_page(context: Context, entry: Entry[Article]) -> views.Page:
    """Return the page of an article: what it says, who says so, how it is read."""
    title, standing = words.title(entry), context.dossier.standing(entry)
    texts = _texts(context, entry)
    whole = {"@type": "Legislation", "name": context.dossier.entries["treaty"].record.heading}
    data = {"@type": "Legislation", "legislationIdentifier": title.number, "isPartOf": whole}
    page = common(context, entry, "article", data)
    count = words.counted(len(page.boxes), "point")
    disputed = views.Link(f"on {count}", BOXES) if page.boxes else views.Link("none known")
    facts = [
        plain_fact("Evidence", words.STANDING[standing], fill=standing),
        views.Fact("Disagreements", (disputed,)),
    ]
    if standing == "none":
        nothing = f"{title} of the treaty. We have found no source on it."
        page = replace(page, description=nothing)
    else:
        facts.append(plain_fact("Reviewed", page.reviewed.words, sub="against its sources"))
    titles = {wording.title for _, wording in texts}
    own = {
        "theme": _theme_link(context, entry),
        "what": "article" if entry.key.isdigit() else "part",
        "whose_title": "the treaty’s own" if title.words in titles else "ours",
        "texts": texts,
        "is_empty": standing == "none",
        "official_text": context.link_if_any(OFFICIAL_TEXT, "the official text"),
        "unnumbered": [link for theme in subjects(context, numbered=False) for link in theme.links],
    }
    return replace(page, facts=tuple(facts), own=own)


def _texts(context: Context, entry: Entry[Article]) -> Texts:
    treaty = context.dossier.treaty
    languages = treaty.record.languages if treaty else ()
    return [
        (context.link(text.source.name, words.text_label(text.source.record, languages)), text)
        for text in context.dossier.wordings(entry)
    ]


def whole_text(context: Context) -> list[tuple[views.Link, Texts]]:
    """Return a link to each article, by its number alone, with its words in each text."""
    return [
        (context.link(entry.name, words.title(entry).number), texts)
        for entry in context.dossier.ordered(Article)
        if (texts := _texts(context, entry))
    ]


@dataclass(frozen=True)
class ArticleRow:
    """An article on the map, in a table or on the page of its theme, with its standing."""

    link: views.Link
    number: str
    theme: views.Link | None
    fill: str
    standing: str
    statements: tuple[views.Statement, ...] = ()


def _row(context: Context, entry: Entry[Article]) -> ArticleRow:
    link, number = context.link(entry.name), words.capital(entry.title.number)
    standing = context.dossier.standing(entry)
    theme = _theme_link(context, entry)
    return ArticleRow(link, number, theme, standing, words.STANDING[standing])


def theme_page(context: Context, entry: Entry[Theme]) -> views.Page:
    """Return the page of a theme: its own claims and those of its articles."""
    rows = []
    for article in context.dossier.of(Article):
        if article.record.theme == entry.key:
            claims = context.dossier.claims_in.get(article.name, [])
            known = (context.dossier.statement(claim.entry, claim.block) for claim in claims)
            shown = tuple(replace(said, home=None) for said in context.statements(known, True))
            rows.append(replace(_row(context, article), statements=shown))
    return replace(common(context, entry, "theme", {"@type": "DefinedTerm"}), own=rows)


@dataclass(frozen=True)
class MapRow:
    """A theme with its articles and, in words, how well they are evidenced."""

    theme: views.Link
    articles: list[ArticleRow]
    counts: str


def all_articles(context: Context) -> dict[str, object]:
    """Return what the articles say, and all of them by theme with how well each is evidenced."""
    return {
        "provisions": provisions(context),
        "known": known(context),
        "map": article_map(context),
        "rows": [_row(context, entry) for entry in context.dossier.ordered(Article)],
    }


def provisions(context: Context, *, numbered: bool = True) -> list[views.Item]:
    """Return the provisions by theme, articles first, or only those without a number."""
    dossier, found = context.dossier, []
    for key in (*(theme.key for theme in dossier.ordered(Theme)), None):
        shown = tuple(
            _provision(context, provision)
            for provision in dossier.provisions(key)
            if numbered or provision.home.kind != "articles"
        )
        theme, anchor = _theme(context, key), subject_id(key)
        if shown:
            found.append(views.Item(theme, shown, links=(views.Link(theme.text, f"#{anchor}"),)))
    return found


def _provision(context: Context, provision: Statement) -> views.Statement:
    entry = provision.home
    text = words.title(entry).number if entry.kind == "articles" else words.NO_NUMBER
    home = context.link(f"{entry.name}#{provision.block.slug}", text)
    return replace(context.statement(provision), form="item", id="", at="", kind="", home=home)


def subjects(context: Context, *, numbered: bool = True) -> list[views.Item]:
    """Return the themes with links from keywords to what answers, or only without a number."""
    found = []
    for theme in context.dossier.ordered(Theme):
        keywords = ((key.word, claim_of(theme, key.claim)) for key in theme.record.keywords)
        links = [
            context.link(claim, word)
            for word, claim in keywords
            if numbered or not claim.startswith("articles/")
        ]
        if links:
            found.append(views.Item(context.link(theme.name), (), links=tuple(links)))
    return found


def known(context: Context) -> str:
    """Say how many articles have a provision of their own, are known otherwise, or unknown."""
    articles = [entry for entry in context.dossier.of(Article) if entry.key.isdigit()]
    standings = map(context.dossier.standing, articles)
    counts = Counter(words.NOT_KNOWN.get(standing, words.KNOWN) for standing in standings)
    each = (words.KNOWN, *words.NOT_KNOWN.values())
    return words.joined([said.format(counts[said]) for said in each if counts[said]])


def final_clauses(context: Context) -> dict[str, object]:
    """Return the sections of the page as questions; where no evidence stands, that is said."""
    subject = context.dossier.subject(context.dossier.entries[FINAL_CLAUSES])
    questions, unanswered = [], []
    for title, statements in subject.sections[1:]:
        shown = context.statements(statements)
        if not any(statement.footnote for statement in shown):
            anchor = heading_id(title)
            shown = (*shown, views.Statement("paragraph", words.NO_SOURCE))
            unanswered.append(views.Link(title, anchor and f"#{anchor}"))
        questions.append(views.Section(title, "", shown))
    return {"questions": questions, "unanswered": unanswered}


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
        articles = [_row(context, entry) for entry in entries]
        counts = Counter(article.standing for article in articles)
        each = [f"{said}: {counts[said]}" for said in words.STANDING.values() if counts[said]]
        said = ", ".join(counts if len(counts) == 1 else each)
        rows.append(MapRow(_theme(context, key), articles, said))
    return rows


def _theme(context: Context, key: str | None) -> views.Link:
    if key:
        return context.link(f"themes/{key}")
    has_text = bool(context.dossier.texts)
    sub = (
        ""
        if has_text
        else "the text has these articles; our sources do not say what they are about"
    )
    return views.Link(words.UNKNOWN_THEME[has_text], sub=sub)


def _theme_link(context: Context, entry: Entry[Article]) -> views.Link | None:
    return context.link(f"themes/{entry.record.theme}") if entry.record.theme else None
