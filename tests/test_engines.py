"""Both engines build the committed pages, strictly, into the same site."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from project import build_site, copy_house

Ids = dict[str, list[str]]
"""The ids that stand inside the article of each page, in order, by the page's path."""


class ArticleIds(HTMLParser):
    """Gathers the ids inside `<article>`, but for the theme's own, which begin with `__`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.depth = 0
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "article"
        name = dict(attrs).get("id")
        if self.depth and name and not name.startswith("__"):
            self.ids.append(name)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "article"


def ids_in(site: Path) -> Ids:
    """Return the ids of all pages of a built site."""
    pages = sorted(site.rglob("*.html"))
    return {
        page.relative_to(site).as_posix(): ArticleIds(page.read_text("utf-8")).ids for page in pages
    }


@pytest.fixture(scope="module")
def mkdocs(built: Path) -> Ids:
    return ids_in(built / "site")


@pytest.fixture(scope="module")
def zensical(built_by_zensical: Path) -> Ids:
    return ids_in(built_by_zensical / "site")


def test_both_engines_make_the_same_pages(zensical: Ids, mkdocs: Ids) -> None:
    assert "articles/03/index.html" in mkdocs
    assert sorted(zensical) == sorted(mkdocs)


def test_both_engines_give_each_page_the_same_ids(zensical: Ids, mkdocs: Ids) -> None:
    assert len(mkdocs["articles/03/index.html"]) > 3
    assert zensical == mkdocs


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_strict_build_refuses_a_link_to_nothing(engine: str, tmp_path: Path) -> None:
    """Nothing runs the generator here, so what is put into the page stays."""
    tree = copy_house(tmp_path / "tree")
    settings = tree / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("hooks: [generator/hook.py]\n", ""), "utf-8"
    )
    page = tree / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + "\n[nothing](nothing.md)\n", "utf-8")
    assert build_site(tree, engine).returncode != 0
