"""Both engines build the committed pages, strictly, into the same site."""

import base64
import hashlib
import html
import json
import posixpath
import re
import shutil
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import noise
import pytest
from conftest import ADDRESS, HOSTILE, OWN_SCRIPT, once
from project import PYTHON, build_site, contents, copy_house, run, settings

pytestmark = pytest.mark.site

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
    assert "articles/index.html" in mkdocs
    assert sorted(zensical) == sorted(mkdocs)


def test_both_engines_give_each_page_the_same_ids(zensical: Ids, mkdocs: Ids) -> None:
    assert max(map(len, mkdocs.values())) > 3
    assert zensical == mkdocs


def test_both_engines_give_each_paragraph_of_a_text_the_same_address(
    with_text: Path, tmp_path: Path
) -> None:
    tree = shutil.copytree(with_text, tmp_path / "tree", symlinks=True)
    shutil.rmtree(tree / "site")
    done = build_site(tree, "zensical")
    assert done.returncode == 0, done.stdout
    ids = ids_in(with_text / "site")
    assert ids == ids_in(tree / "site")
    assert {"text-en-1-1", "text-en-1-2"} < {*ids["articles/01/index.html"]}
    assert {"text-en-preamble-line-2", "text-en-1-1"} < {*ids["text/index.html"]}


@pytest.mark.parametrize("engine", ["built", "built_by_zensical"])
def test_every_page_has_the_tags_that_zotero_looks_for(
    engine: str, request: pytest.FixtureRequest
) -> None:
    """Its translator for embedded metadata takes these; a source's page is saved as the source."""
    tree: Path = request.getfixturevalue(engine)
    address, name = settings(tree)["site_url"], settings(tree)["site_name"]
    for path in (tree / "site").rglob("index.html"):
        tags = tags_of(path.read_text("utf-8"))
        here = path.parent.relative_to(tree / "site").as_posix().removeprefix(".")
        assert tags["citation_title"], path
        if not here.startswith("sources/") or here == "sources/coverage":
            assert tags["z:itemType"] == "webpage", path
            assert tags["citation_journal_title"] == tags["og:site_name"] == name, path
            assert tags["citation_public_url"] == address + (f"{here}/" if here else ""), path
            assert re.fullmatch(r"\d{4}/\d\d/\d\d", tags["citation_publication_date"]), path
        else:
            assert tags.get("citation_public_url", "") != address + f"{here}/", path


def tags_of(page: str) -> dict[str, str]:
    """Return the tags in the head of a page by their names."""
    found = re.findall(r'<meta (?:name|property)="?([\w:]+)"? content="?([^">]*)"?>', page)
    return {name: html.unescape(content) for name, content in found}


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


class Texts(HTMLParser):
    """Gathers the text inside each element of a class or of a name, idle space apart."""

    def __init__(self, page: str, wanted: str) -> None:
        super().__init__()
        self.wanted = wanted
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        begins = self.wanted in [tag, *(dict(attrs).get("class") or "").split()]
        if begins:
            self.found.append("")
        self.open.append((tag, begins))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            continue

    def handle_data(self, data: str) -> None:
        if any(begins for _, begins in self.open):
            self.found[-1] = " ".join(f"{self.found[-1]}{data}".split())


def texts(page: Path, wanted: str) -> list[str]:
    return Texts(page.read_text("utf-8"), wanted).found


def test_a_title_that_is_markup_shows_to_the_letter(hostile: Path) -> None:
    """In the window's title, header, navigation, headings, metadata and structured data."""
    site = hostile / "site"
    page = site / "events" / "x" / "index.html"
    title = f"May 2031: {HOSTILE}"
    assert texts(page, "title")[0].startswith(f"{title} - ")
    assert title in texts(page, "md-header__topic")
    cited = HOSTILE.replace('"</div>"', "‘</div>’")
    assert texts(page, "cite")[0].startswith(f"Cite this page:“{cited}.”")
    html = page.read_text("utf-8")
    data = json.loads(re.findall(r"ld\+json\">(.*?)</script>", html, re.DOTALL)[0])
    assert (data["name"], data["mainEntity"]["name"]) == (title, HOSTILE)
    assert (data["dateModified"], data["mainEntity"]["startDate"]) == ("2032-01-01", "2031-05")
    assert f'href="{CLT}"' in html
    navigation = texts(site / "articles" / "02" / "index.html", "md-nav__link")
    assert f"Article 2: {HOSTILE}" in navigation
    assert HOSTILE in texts(site / "about" / "method" / "index.html", "md-header__topic")
    for path in ("events/x", "articles/02", "themes/upkeep", "sources/herald-2031", "about/method"):
        [heading] = texts(site / path / "index.html", "h1")
        assert HOSTILE in heading.translate(PRINTED)
    labels = texts(site / "numbers" / "index.html", "md-nav__link")
    assert f"30 years: {HOSTILE}" in labels
    signing = (site / "events" / "signing" / "index.html").read_text("utf-8")
    attributes = Attributes(signing).found
    assert HOSTILE in attributes["aria-label"]
    method = Attributes((site / "about" / "method" / "index.html").read_text("utf-8")).found
    assert HOSTILE in method["content"]


CLT = "https://clt.example/CLT_(treaty)"
PRINTED = str.maketrans("“”", '""')
"""Print turns quotation marks."""


class Attributes(HTMLParser):
    """Gathers the values of attributes by their names."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[str | None]] = {}
        self.feed(page)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.found.setdefault(name, []).append(value)


def test_the_policy_allows_the_scripts_of_the_theme_that_the_site_has(hostile: Path) -> None:
    own = base64.b64encode(hashlib.sha256(OWN_SCRIPT.encode()).digest()).decode()
    styles = {"mkdocs": "style-src 'self';", "zensical": "style-src 'self' 'unsafe-inline';"}
    for page in (hostile / "site").rglob("*.html"):
        html = page.read_text("utf-8")
        assert f"'sha256-{own}'" in html
        assert styles[hostile.name.removeprefix("hostile-")] in html
        assert html.count("sha256-") <= 4
    assert ADDRESS.removeprefix("https://example.org") in (
        (hostile / "site" / "404.html").read_text("utf-8")
    )


def test_a_script_of_a_record_stops_the_seal(hostile: Path, tmp_path: Path) -> None:
    """No template writes one, so it is put into a page by hand."""
    spoilt = tmp_path / "site"
    shutil.copytree(hostile / "site", spoilt)
    page = spoilt / "events" / "x" / "index.html"
    page.write_text(
        page.read_text("utf-8").replace("<article", "<script>alert(3)</script>\n<article")
    )
    before = contents(spoilt)
    done = run(PYTHON, "-m", "generator", "seal", spoilt, cwd=hostile)
    assert done.returncode == 1
    assert re.match(rf"{spoilt}/events/x/index\.html:\d+:\d+: .*alert\(3\)", done.stdout)
    assert "1 problem in 1 file" in done.stdout
    assert contents(spoilt) == before


def test_the_sitemap_gives_the_day_of_the_record(hostile: Path) -> None:
    sitemap = (hostile / "site" / "sitemap.xml").read_text("utf-8")
    assert f"<loc>{ADDRESS}events/x/</loc>\n    <lastmod>2032-01-01</lastmod>" in sitemap


LINK = re.compile(r"(?<=\]\()(?P<path>[^()#:\s]+\.md)(?=[#)])|(?<=href=\")(?P<raw>[^\"#:]+\.md)")


@pytest.fixture(scope="module")
def mutated(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Lay the pages of projects in which noise passed beside the golden ones, each with a number.

    How many projects there are `--mutated` says.
    """
    count = request.config.getoption("--mutated")

    def make(tree: Path) -> None:
        docs = copy_house(tree) / "docs"
        golden = contents(docs)
        for number, site in enumerate(noise.sites(count, 5, tree.parent / "noise")):
            changed = {path for path, page in site.items() if page != golden.get(path)}
            changed = {path for path in changed if path.endswith(".md")}
            for path in changed:
                page = LINK.sub(partial(led_to, path, changed, number), site[path].decode())
                (docs / numbered(path, number)).write_text(page, "utf-8")
        settings = tree / "mkdocs.yml"
        text = settings.read_text("utf-8").replace("hooks: [generator/hook.py]\n", "")
        text = re.sub(r"(?m)^not_in_nav: \|\n(?:  .*\n)+", "not_in_nav: '*'\n", text)
        settings.write_text(text, "utf-8")

    return once(tmp_path_factory, "mutated", make)


def numbered(path: str, number: int) -> str:
    """Return the path of a page as the mutation of this number has it."""
    return f"{path.removesuffix('.md')}-{number}.md"


def led_to(path: str, changed: set[str], number: int, link: re.Match[str]) -> str:
    """Return the target of a link on the page at `path`, among pages of the same mutation."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link[0]))
    return numbered(link[0], number) if target in changed else link[0]


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_pages_of_mutated_projects_that_pass_are_built_strictly(
    engine: str, mutated: Path, tmp_path: Path
) -> None:
    tree = tmp_path / "tree"
    shutil.copytree(mutated, tree, symlinks=True)
    done = build_site(tree, engine)
    assert done.returncode == 0, done.stdout[-3000:]
