"""Articles and themes: their pages, their lists, and the map of all articles by evidence."""

from collections import Counter
from dataclasses import replace

from generator.catalogue import Wording, claim_of
from generator.dossier import Statement
from generator.pages import views, words
from generator.pages.addresses import heading_id, subject_id
from generator.pages.common import list_item, make_page, plain_fact
from generator.pages.context import Context
from generator.records import Article, Theme, Treaty
from generator.seeds import Entry

FINAL_CLAUSES = "articles/final-clauses"
"""The page with what lawyers ask of any treaty, if there is one."""
Texts = list[tuple[views.Link, Wording]]
"""The words of an article in each text, with a link to its source that says what it is."""


def article_page(context: Context, entry: Entry[Article]) -> views.Page:
    """Return the page of an article: what it says, who says so, how it is read."""
    title, standing = words.title(entry), context.dossier.standing(entry)
    is_empty = standing == "none"
    texts, theme = _texts(context, entry), entry.record.theme
    points = len(context.dossier.disagreements_on.get(entry.name, []))
    on_points = views.Link(f"on {words.counted(points, 'point')}", "#sources-disagree")
    disputed = on_points if points else views.Link("none known")
    reviewed = None if is_empty else entry.record.reviewed.words
    sub = words.STANDING_OF.get(standing, "")
    facts = [
        views.Fact("Evidence", (views.Link(words.STANDING[standing]),), "", sub, standing),
        views.Fact("Disagreements", () if is_empty and not points else (disputed,)),
        plain_fact("Reviewed", reviewed, sub="against its sources"),
    ]
    whole = {"@type": "Legislation", "name": context.dossier.entries["treaty"].record.heading}
    data = {"@type": "Legislation", "legislationIdentifier": title.number, "isPartOf": whole}
    titles = {wording.title for _, wording in texts}
    own = {
        "theme": context.link(f"themes/{theme}") if theme else None,
        "what": "article" if entry.key.isdigit() else "part",
        "whose_title": "the treaty’s own" if title.words in titles else "ours",
        "texts": texts,
        "is_empty": is_empty,
        "official_text": context.link_if_any("about/official-text", "the official text"),
        "unnumbered": [link for theme in subjects(context, numbered=False) for link in theme.links],
    }
    page = make_page(context, entry, "article", data, facts, own=own)
    nothing = f"{title} of the treaty. We have found no source on it."
    return replace(page, description=nothing) if is_empty else page


def _texts(context: Context, entry: Entry[Article]) -> Texts:
    languages = context.dossier.of(Treaty)[0].record.languages
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


def _row(context: Context, entry: Entry[Article]) -> views.Item:
    standing, theme = context.dossier.standing(entry), entry.record.theme
    link = replace(context.link(entry.name), sub=words.capital(entry.title.number))
    themes = context.links([f"themes/{theme}"] if theme else [])
    return views.Item(link, (), words.STANDING[standing], standing, links=themes)


def theme_page(context: Context, entry: Entry[Theme]) -> views.Page:
    """Return the page of a theme: its own statements, and those of its articles."""
    dossier, rows = context.dossier, []
    for article in dossier.articles_by_theme().get(entry.key, []):
        claims = dossier.claims_in.get(article.name, [])
        known = context.statements(map(dossier.statement, claims), True)
        shown = tuple(replace(said, home=None) for said in known)
        # What is known of a group only is told once, where it lives.
        homes = [claim.entry for claim in dossier.group_claims.get(article.name, [])]
        links = () if claims else context.links(dict.fromkeys(home.name for home in homes))
        rows.append(replace(_row(context, article), statements=shown, links=links))
    page = make_page(context, entry, "theme", {"@type": "DefinedTerm"}, own=rows)
    return replace(page, sections=tuple(map(_beyond_the_articles, page.sections))) if rows else page


def _beyond_the_articles(section: views.Item) -> views.Item:
    is_of_text = section.title.text == "Provision"
    return replace(section, gloss=words.SAID["beyond"]) if is_of_text else section


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
            _provision(context, provision, numbered=numbered)
            for provision in dossier.provisions(key)
            if numbered or provision.home.kind != "articles"
        )
        theme = _theme(context, key)
        links = (views.Link(theme.text, f"#{subject_id(key)}"),)
        found += [views.Item(theme, shown, links=links)] if shown else []
    return found


def _provision(context: Context, provision: Statement, *, numbered: bool) -> views.Statement:
    entry = provision.home
    text = words.title(entry).number if entry.kind == "articles" else words.SAID["no_number"]
    # Where no article is known, the heading of the theme leads to its home.
    home = context.link(f"{entry.name}#{provision.block.slug}", text) if numbered else None
    return replace(context.statement(provision, is_listed=True), form="item", home=home)


def subjects(context: Context, *, numbered: bool = True) -> list[views.Item]:
    """Return the themes with links from keywords to what answers, or only without a number."""
    found = []
    for theme in context.dossier.ordered(Theme):
        keywords = ((key.word, claim_of(theme, key.claim)) for key in theme.record.keywords)
        links = tuple(
            context.link(claim, word)
            for word, claim in keywords
            if numbered or not claim.startswith("articles/")
        )
        found.append(views.Item(context.link(theme.name), links=links))
    return [theme for theme in found if theme.links]


def known(context: Context) -> str:
    """Say how many articles have a provision of their own, are known otherwise, or unknown."""
    articles = [entry for entry in context.dossier.of(Article) if entry.key.isdigit()]
    standings = map(context.dossier.standing, articles)
    counts = Counter(words.KNOWN.get(standing, words.KNOWN["own"]) for standing in standings)
    each = words.KNOWN.values()
    return words.joined([said.format(counts[said]) for said in each if counts[said]])


def final_clauses(context: Context) -> dict[str, object]:
    """Return the sections of the page as questions; where no evidence stands, that is said."""
    sections = context.dossier.sections(context.dossier.entries[FINAL_CLAUSES])
    questions, unanswered = [], []
    for title, statements in sections[1:]:
        shown = context.statements(statements)
        if not any(statement.footnote for statement in shown):
            anchor = heading_id(title)
            shown = (*shown, views.Statement("paragraph", words.SAID["no_source"]))
            unanswered.append(views.Link(title, anchor and f"#{anchor}"))
        questions.append(views.Item(views.Link(title), shown))
    return {"questions": questions, "unanswered": unanswered}


def all_themes(context: Context) -> list[views.Item]:
    """Return all themes with their first statement and their articles."""
    below = context.dossier.articles_by_theme()
    return [
        replace(list_item(context, entry), links=context.links(below.get(entry.key, [])))
        for entry in context.dossier.ordered(Theme)
    ]


def article_map(context: Context) -> list[tuple[views.Link, list[views.Item], str]]:
    """Return the articles by theme, those of none last, and how well they are evidenced."""
    rows = []
    for key, entries in context.dossier.articles_by_theme().items():
        articles = [_row(context, entry) for entry in entries]
        counts = Counter(article.gloss for article in articles)
        each = [f"{said}: {counts[said]}" for said in words.STANDING.values() if counts[said]]
        said = ", ".join(counts if len(counts) == 1 else each)
        rows.append((_theme(context, key), articles, said))
    return rows


def _theme(context: Context, key: str | None) -> views.Link:
    if key:
        return context.link(f"themes/{key}")
    if context.dossier.texts:
        return views.Link(words.SAID["other_articles"])
    return views.Link(words.SAID["no_theme"], sub=words.SAID["no_subject"])
