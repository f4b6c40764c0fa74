"""The built site for programs: every format says the same, and every link leads somewhere."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import sqlite_utils
from conftest import ADDRESS
from project import ROOT, contents, settings
from published import V1, Forbidden, rows, rows_of_csv

from generator.__main__ import main
from generator.export import DATABASE
from generator.pages.rows import FILES

Statements = dict[str, set[tuple[str, frozenset[tuple[str, str | None]]]]]
"""By address, the words of each statement and the places that it rests on, as they are told."""
NAMED = {"sources": "title", "corrections": "now"}
"""What pages say of a record at its place, where it is not its label."""
TABLE = V1 / "statements.csv"
TEXT = "The towns keep a single lighthouse"
PAGE = "articles/01/index"


def folded(text: str) -> str:
    """Return the words of a text, as a typesetter's quotation marks do not change them."""
    plain = html.unescape(re.sub(r"<[^>]*>", "", text))
    return " ".join(re.sub("[’‘'“”\"]", "'", plain).split())


def of_rows(found: list[dict[str, object]]) -> Statements:
    """Return statements from rows as JSON has them."""
    read: Statements = defaultdict(set)
    for row in found:
        citations = row["citations"]
        assert isinstance(citations, list)
        places = frozenset((one["source"], one["locator"]) for one in citations)
        read[f"{row['address']}"].add((folded(html.escape(f"{row['text']}")), places))
    return read


def from_html(site: Path) -> Statements:
    """Return the statements that pages have at home: those with an address of their own."""
    read: Statements = defaultdict(set)
    for path in site.rglob("index.html"):
        page, address = path.read_text("utf-8"), path.parent.relative_to(site).as_posix()
        for anchor in re.findall(r'class="permalink" href="#([^"]+)"', page):
            text, label = re.findall(
                rf'\bid="{anchor}"[^>]*>(.*?)<sup id="fnref\d*:([^"]+)"', page, re.DOTALL
            )[0]
            text = re.sub(r'<p class="label">.*?</p>', "", text)
            note = page.split(f'<li id="fn:{label}">')[1].split("</li>")[0]
            places = frozenset(place for part in note.split("<p>")[1:] for place in places_of(part))
            read[f"{address}/#{anchor}".removeprefix("./")].add((folded(text), places))
    return read


def places_of(witness: str) -> Iterator[tuple[str, str | None]]:
    """Yield the places in a source that a part of a footnote names."""
    links = re.findall(r'<a href="[^"#]*?(sources/[^/"]+)/([^"]*)"[^>]*>(.*?)</a>', witness)
    locators = [html.unescape(text) for _, anchor, text in links if anchor.startswith("#")]
    yield from ((links[0][0], locator or None) for locator in locators or [""])


def from_json(site: Path) -> Statements:
    pages = [json.loads(path.read_text("utf-8")) for path in site.rglob("index.json")]
    records = [record for page in pages for record in page["records"]]
    said = [one for record in records for part in record["sections"] for one in part["statements"]]
    return of_rows([one for one in said if "id" in one])


def from_lines(site: Path) -> Statements:
    return of_rows(rows(site / V1, "statements"))


def from_csv(site: Path) -> Statements:
    return of_rows(rows_of_csv(site / V1, "statements"))


def from_sqlite(site: Path) -> Statements:
    found = sqlite_utils.Database(site / DATABASE)["statements"].rows
    return of_rows([{**row, "citations": json.loads(row["citations"])} for row in found])


def from_markdown(site: Path) -> Statements:
    read: Statements = defaultdict(set)
    line = re.compile(r"^(.*) \[§\]\((\S+)\) \((\[.*\]\(\S+\))\)", re.MULTILINE)
    cited = re.compile(r"\[(sources/[^\],]+)(?:, ([^\]]+))?\]\(")
    for path in site.rglob("index.md"):
        for text, url, places in line.findall(path.read_text("utf-8")):
            address = url.removeprefix(address_of(site))
            found = (
                (source, html.unescape(place) or None) for source, place in cited.findall(places)
            )
            read[address].add((folded(text), frozenset(found)))
    return read


def address_of(site: Path) -> str:
    return f"{settings(site.parent)['site_url']}"


READERS: dict[str, Callable[[Path], Statements]] = {
    "html": from_html,
    "json": from_json,
    "csv": from_csv,
    "sqlite": from_sqlite,
    "md": from_markdown,
}


def differences(site: Path) -> set[tuple[str, str]]:
    """Return what a format says otherwise than the lines: its name, and where the statement is."""
    lines = from_lines(site)
    found = set()
    for name, read in READERS.items():
        other = read(site)
        changed = {one for one in lines.keys() & other.keys() if lines[one] != other[one]}
        found |= {(name, one) for one in changed | (lines.keys() ^ other.keys())}
    return found


@pytest.fixture(params=["built", "built_by_zensical"])
def site(request: pytest.FixtureRequest) -> Path:
    """Return a site that an engine has made of the real records."""
    tree: Path = request.getfixturevalue(request.param)
    return tree / "site"


@pytest.mark.site
def test_every_format_says_the_same(site: Path) -> None:
    assert len(from_lines(site)) > 10
    assert differences(site) == set()


@pytest.mark.site
def test_what_is_markup_is_said_the_same_and_leads_somewhere(hostile: Path) -> None:
    assert differences(hostile / "site") == set()
    assert list(broken(hostile / "site", ADDRESS)) == []


@pytest.mark.site
@pytest.mark.parametrize("format_", READERS)
def test_a_format_that_says_otherwise_is_found(format_: str, hostile: Path, tmp_path: Path) -> None:
    shutil.copytree(hostile, tmp_path / "x", ignore=shutil.ignore_patterns("generator"))
    site = tmp_path / "x" / "site"
    if format_ == "sqlite":
        sqlite_utils.Database(site / DATABASE).table("statements").update(
            "articles/01#equal-shares", {"text": "No."}
        )
    else:
        path = site / (TABLE if format_ == "csv" else f"{PAGE}.{format_}")
        text = path.read_text("utf-8")
        assert TEXT in text
        path.write_text(text.replace(TEXT, "The towns keep no lighthouse"), "utf-8")
    found = differences(site)
    assert found
    assert {name for name, _ in found} == {format_}


@pytest.mark.site
def test_records_have_the_same_values_in_every_format(site: Path) -> None:
    pages = [path for path in site.rglob("index.json") if path.parent != site / V1]
    records = {
        record["record"]["id"]: record["record"]
        for path in pages
        for record in json.loads(path.read_text("utf-8"))["records"]
        if record["record"]
    }
    base, seen = sqlite_utils.Database(site / DATABASE), 0
    for name in FILES:
        lines = rows(site / V1, name)
        assert rows_of_csv(site / V1, name) == lines
        assert [row["id"] for row in base[name].rows] == [row["id"] for row in lines]
        for row, cells in zip(lines, base[name].rows, strict=True):
            lists = {key: json.loads(one) for key, one in cells.items() if is_list(row[key])}
            assert {**cells, **lists} == row
            if name != "statements":
                seen += 1
                assert records[row["id"]] == row
                page = site / row["address"].partition("#")[0]
                said = row[NAMED[name]] if name in NAMED else row["label"].split(": ")[-1]
                assert folded(html.escape(said)) in folded((page / "index.html").read_text("utf-8"))
                markdown = html.unescape((page / "index.md").read_text("utf-8"))
                assert f"- reviewed: {row['reviewed']}" in markdown
    assert seen == len(records)


def is_list(value: object) -> bool:
    return isinstance(value, list | dict)


def broken(site: Path, address: str) -> Iterator[str]:
    """Yield every link of a built site, in pages and files for programs, that leads nowhere."""
    files = contents(site)
    ids = {
        path: {*re.findall(rb'\b(?:id|name)="?([^" >]+)', content)}
        for path, content in files.items()
        if path.endswith(".html")
    }
    for path, content in files.items():
        text = content.decode("utf-8", "replace")
        links: list[str] = []
        if path.endswith(".html"):
            links = re.findall(r'<[a-z][^<>]*?\s(?:href|src)="?([^" >]*)', text)
        elif path.endswith((".md", ".txt", ".xml", ".ics")):
            text = text.replace("\r\n ", "")
            found = re.findall(rf"{re.escape(address)}[^)\s\"<>]*", text)
            links = [link.rstrip(".") for link in found]  # a citation ends with a full stop
        for link in links:
            url = urlsplit(urljoin(f"{address}{path}", html.unescape(link)))
            if url.geturl().startswith(address):
                target = unquote(url.geturl().removeprefix(address).partition("#")[0])
                target = f"{target}index.html" if target.endswith("/") or not target else target
                anchor = unquote(url.fragment).partition(":~:")[0].encode()
                if target not in files or (anchor and anchor not in ids.get(target, {anchor})):
                    yield f"{path}: {link}"
    package = json.loads(files[f"{V1}/datapackage.json"])
    for one in package["resources"]:
        if f"{V1}/{one['path']}" not in files:
            yield f"datapackage.json: {one['path']}"


@pytest.mark.site
def test_nothing_that_is_never_published_stands_in_a_built_site(site: Path) -> None:
    assert Forbidden.read(ROOT / "tests" / "never-published.digests").within(site) == []


@pytest.mark.site
def test_every_link_leads_somewhere(site: Path) -> None:
    assert sorted(set(broken(site, address_of(site)))) == []


@pytest.mark.site
@pytest.mark.parametrize(
    ("path", "link"),
    [
        (f"{PAGE}.html", '<a href="../99/">'),
        (f"{PAGE}.html", '<a href="../02/#no-such-statement">'),
        (f"{PAGE}.md", f"[x]({ADDRESS}articles/99/)"),
        ("llms.txt", f"{ADDRESS}data/v2/"),
        (f"{V1}/feed.xml", f'<link href="{ADDRESS}events/none/"/>'),
    ],
)
def test_a_link_to_nothing_is_found(path: str, link: str, hostile: Path, tmp_path: Path) -> None:
    site = shutil.copytree(hostile / "site", tmp_path / "site")
    page = site / path
    page.write_text(page.read_text("utf-8").replace("\n", f"\n{link}", 1), "utf-8")
    assert len(list(broken(site, ADDRESS))) == 1


@pytest.fixture
def made(golden: Path) -> Path:
    """Return a site that an engine might have made of two pages, one in a folder of its own."""
    for name in ("articles/01/index", "articles/02", "404"):
        path = golden / "site" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<html><head><title>x</title></head></html>", "utf-8")
    return golden / "site"


def test_a_page_has_its_data_beside_it_and_leads_there(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "site"]) == 0
    assert capsys.readouterr().out == "pages that are data, too: 2\n"
    once = contents(made)
    for name in ("articles/01/index", "articles/02"):
        page = once[f"{name}.html"].decode()
        for ending, type_ in {"json": "application/json", "md": "text/markdown"}.items():
            file = f"{Path(name).name}.{ending}"
            assert f'<link rel="alternate " type="{type_}" href="{file}">' in page
            assert f"{name}.{ending}" in once
    assert b"alternate" not in once["404.html"]
    assert (
        b"[Article 2: No toll](https://lighthouse.example/treaty/articles/02.md)"
        in once["llms.txt"]
    )
    assert main(["export", "site"]) == 0
    assert contents(made) == once


def test_an_address_that_is_not_to_be_linked_is_code(golden: Path) -> None:
    page = golden / "site" / "sources" / "gazette-2031.html"
    page.parent.mkdir(parents=True)
    page.write_text("<head></head>")
    assert main(["export", "site"]) == 0
    assert "- URL: `https://gazette.example/lighthouse`\n" in page.with_suffix(".md").read_text()


def test_records_with_problems_and_no_site_make_nothing(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (made.parent / "seeds" / "articles" / "02.md").write_text("x", "utf-8")
    before = contents(made)
    assert main(["export", "site"]) == 1
    assert main(["export", "nowhere"]) == 2
    assert "there is no folder nowhere" in capsys.readouterr().err
    assert contents(made) == before


def test_what_is_made_after_the_engine_is_not_committed() -> None:
    assert not [path for path in (ROOT / "docs").rglob("*") if path.suffix == ".sqlite"]
    assert "/site/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
