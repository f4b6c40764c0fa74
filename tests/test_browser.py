"""The built site in a real browser: by mouse and keyboard, on a phone, in print, from disk."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import FLAGS, find_chromium, serve
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from project import PYTHON, TOOLS, copy_project, run

from generator.catalogue import Catalogue, anchor_of, page_of
from generator.seeds import read_seeds

PREFIX = "/iran-russia-treaty/"
WIDE, PHONE, NARROW = (1280, 800), (360, 740), (320, 640)
FIRST_LOAD = 90_000
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
DATA = re.compile(r'<script type="?application/ld\+json"?>(.*?)</script>', re.DOTALL)
SEARCHES = {
    "article 3": "articles/03/",
    "2 October 2025": "events/entry-into-force/",
    "Pezeshkian": "people/masoud-pezeshkian/",
    "Пезешкиан": "people/masoud-pezeshkian/",
    "پزشکیان": "people/masoud-pezeshkian/",
    "SCO": "glossary/",
    "is it a military alliance": "questions/is-it-a-mutual-defence-pact/",
}


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site, and the offline site, from a copy of the project."""
    tree = copy_project(tmp_path_factory.mktemp("project") / "tree")
    for folder, offline in (("site", "false"), ("offline", "true")):
        command = (TOOLS / "mkdocs", "build", "--strict", "--site-dir", folder)
        done = run(*command, cwd=tree, OFFLINE=offline)
        assert done.returncode == 0, done.stdout
        assert run(PYTHON, "-m", "generator", "seal", folder, cwd=tree).returncode == 0
    return tree


@pytest.fixture(scope="session")
def catalogue(tree: Path) -> Catalogue:
    return Catalogue.gather(read_seeds(tree))


@pytest.fixture(scope="session")
def address(tree: Path) -> Iterator[str]:
    """Serve the site under a path of its own, as GitHub Pages does."""
    with serve(tree / "site", PREFIX) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def kinds(tree: Path) -> list[str]:
    """Return the longest page of each folder, its index, and all pages of the first level."""
    site = tree / "site"
    pages = [path for path in site.rglob("index.html") if path.parent != site]
    chosen = [path for path in pages if len(path.relative_to(site).parts) == 2]
    for folder in {path.parent.parent for path in pages} - {site}:
        inside = [path for path in pages if path.parent.parent == folder]
        chosen.append(max(inside, key=lambda path: path.stat().st_size))
    return ["", *sorted(f"{path.parent.relative_to(site).as_posix()}/" for path in chosen)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_every_kind_of_page_is_accessible_quiet_and_at_home(
    browser: Browser, address: str, kinds: list[str], scheme: Any, size: tuple[int, int]
) -> None:
    """No finding of axe, no word in the console, no request to another host."""
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": size[0], "height": size[1]}
    )
    page = context.new_page()
    heard = _listen(page)
    found = []
    for path in [*kinds, "no-such-page/"]:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        for violation in Axe().run(page, options=AXE).response["violations"]:
            nodes = [node["target"] for node in violation["nodes"]][:3]
            found.append(f"{path or '/'}: {violation['id']}: {nodes}")
    context.close()
    assert found == []
    assert [one for one in heard if "404" not in one] == []


def test_no_page_scrolls_sideways_on_a_narrow_phone(
    browser: Browser, address: str, kinds: list[str]
) -> None:
    context = browser.new_context(viewport={"width": NARROW[0], "height": NARROW[1]})
    page = context.new_page()
    wide = []
    for path in kinds:
        page.goto(address + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        wide += [(path, width)] if width > NARROW[0] else []
    context.close()
    assert wide == []


def test_every_claim_has_a_link_that_leads_to_itself(
    tree: Path, address: str, page: Page, catalogue: Catalogue
) -> None:
    """Every claim's id stands once on its page, with a link to it; one is followed on each page."""
    ids: dict[str, list[str]] = {}
    for claim in catalogue.claims.values():
        anchor = anchor_of(claim.entry.name, claim.block.slug)
        ids.setdefault(_path(page_of(claim.entry.name)), []).append(anchor)
    for path, anchors in ids.items():
        html = (tree / "site" / path / "index.html").read_text(encoding="utf-8")
        for anchor in anchors:
            assert len(re.findall(rf'\bid="?{re.escape(anchor)}"?[\s>]', html)) == 1, (path, anchor)
            assert re.search(rf'href="?#{re.escape(anchor)}"?[\s>]', html), (path, anchor)
    for path, anchors in list(ids.items())[::10]:
        page.goto(f"{address}{path}#{anchors[-1]}")
        assert page.evaluate("document.querySelector(':target') !== null"), (path, anchors[-1])


def test_the_text_is_the_same_without_script(
    browser: Browser, address: str, kinds: list[str], page: Page
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    for path in kinds:
        page.goto(address + path)
        plain.goto(address + path)
        read = "article.md-content__inner"
        assert _words(plain.locator(read).inner_text()) == _words(page.locator(read).inner_text())
    context.close()


@pytest.mark.parametrize("words", SEARCHES)
def test_search_puts_the_page_that_is_meant_first(address: str, page: Page, words: str) -> None:
    page.goto(address)
    assert _first_result(page, words).partition("#")[0] == f"{address}{SEARCHES[words]}"


def test_nothing_of_the_search_index_is_fetched_before_search_is_opened(
    address: str, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}articles/03/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search_index" in url]
    _first_result(page, "aggressor")
    assert [url for url in asked if "search_index" in url]


def test_the_first_load_of_an_article_is_light_and_still(
    tree: Path, address: str, page: Page
) -> None:
    """At most 90 kB with gzip, counted file by file; and nothing moves while the page loads."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.partition("?")[0]))
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => window.shift += entry.value)).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{address}articles/03/")
    page.wait_for_load_state("networkidle")
    weight = 0
    for url in asked:
        path = tree / "site" / url.removeprefix(address)
        file = path / "index.html" if path.is_dir() else path
        weight += len(gzip.compress(file.read_bytes())) if file.suffix != ".png" else 0
    assert weight <= FIRST_LOAD
    assert page.evaluate("window.shift") == 0


def test_the_theme_can_be_switched_by_keyboard(address: str, page: Page) -> None:
    page.goto(address)
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    before = page.evaluate(scheme)
    page.locator("label[for^=__palette]:visible").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(scheme) != before


def test_evidence_opens_on_focus_and_closes_on_escape(address: str, page: Page) -> None:
    page.goto(f"{address}articles/03/")
    page.locator("a.footnote-ref").first.focus()
    tooltip = page.locator(".md-tooltip2--active")
    tooltip.wait_for()
    assert "Al-Ahed" in tooltip.inner_text() or tooltip.inner_text().strip()
    page.keyboard.press("Escape")
    tooltip.wait_for(state="detached")


def test_print_has_every_claim_and_no_navigation(
    address: str, page: Page, catalogue: Catalogue
) -> None:
    page.goto(f"{address}articles/03/")
    page.emulate_media(media="print")
    assert page.pdf().startswith(b"%PDF")
    for claim in catalogue.claims.values():
        if claim.entry.name == "articles/03":
            assert page.locator(f"[id='{claim.block.slug}']").is_visible()
    for gone in (".md-header", ".md-sidebar", ".md-footer", ".md-tabs"):
        assert not page.locator(gone).first.is_visible()


def test_the_offline_site_searches_from_disk(tree: Path, page: Page) -> None:
    start = (tree / "offline" / "index.html").as_uri()
    heard = _listen(page)
    page.goto(start)
    assert (
        _first_result(page, "Пезешкиан").partition("#")[0].endswith("people/masoud-pezeshkian.html")
    )
    assert heard == []


def test_an_address_that_does_not_exist_gets_a_page_that_helps(address: str, page: Page) -> None:
    page.goto(f"{address}articles/99/")
    links = page.locator("article a").evaluate_all("all => all.map(one => one.href)")
    assert f"{address}articles/" in links
    assert page.locator("link[rel=stylesheet]").first.evaluate("link => link.sheet !== null")


def test_structured_data_says_what_the_records_say(tree: Path, catalogue: Catalogue) -> None:
    """Each page's JSON-LD is read back; titles and dates are those of the records."""
    found = 0
    for entry in catalogue.entries.values():
        path = _path(page_of(entry.name))
        html = (tree / "site" / path / "index.html").read_text(encoding="utf-8")
        for text in DATA.findall(html):
            data = json.loads(text)
            found += 1
            nodes = {node["@type"]: node for node in data.get("@graph", [data])}
            if entry.kind == "events":
                assert nodes["Event"]["name"] == entry.record.heading
            if entry.kind == "people":
                assert nodes["Person"]["name"] == entry.record.heading
    assert found >= len(catalogue.of_kind("articles"))


def _listen(page: Page) -> list[str]:
    """Note what the page says in the console and what it asks of other hosts."""
    heard: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            heard.append(f"{page.url}: {message.text}")

    page.on("console", note)
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    page.on(
        "request",
        lambda request: (
            None
            if re.match(r"(http://127\.0\.0\.1:|file:|data:|blob:)", request.url)
            else heard.append(f"{page.url} asks {request.url}")
        ),
    )
    return heard


def _first_result(page: Page, words: str) -> str:
    page.locator("[data-md-component=search-query]").click()
    page.locator("[data-md-component=search-query]").fill(words)
    result = page.locator(".md-search-result__link").first
    result.wait_for(timeout=20_000)
    page.wait_for_timeout(300)
    href: str = result.evaluate("link => link.href")
    return href.partition("?")[0] + ("#" + href.partition("#")[2] if "#" in href else "")


def _path(markdown: str) -> str:
    stem = markdown.removesuffix(".md")
    return "" if stem == "index" else f"{stem.removesuffix('/index')}/"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
