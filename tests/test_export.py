"""The built site for programs: every format says the same, and every link leads somewhere."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import sqlite_utils
from conftest import ADDRESS
from project import ROOT, contents, settings
from published import V1, Forbidden, rows, rows_of_csv

from generator.__main__ import main
from generator.dates import Date
from generator.export import DATABASE, pack
from generator.output import REGISTER
from generator.pages.data import RIGHTS
from generator.pages.rows import FILES
from generator.settings import NONE

Places = frozenset[tuple[str, str | None]]
Statements = dict[str, set[tuple[str, Places, str, str, str]]]
"""By address, the words of each statement, the places that it rests on, day, holder, standing."""
LEAST = 3
"""How many of these a page tells in so many words."""
NAMED = {"sources": "title", "corrections": "now"}
"""What pages say of a record at its place, where it is not its label."""
COUNTS = ("for", "against", "abstained")
TYPES = {"articles": "Legislation", "events": "Event", "people": "Person"}
LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
WITH_ADDRESSES = (".html", ".md", ".txt", ".xml", ".ics", ".json")
"""How files end that have addresses among their words; in the index of a search they are broken."""
TABLE = V1 / "statements.csv"
PAGE = "articles/01/index"
EVENT = "events/signing"
SAID, SAID_ON = f"{EVENT}#one-light", f"{EVENT}/index"
ADDRESSES = {"id", "key", "label", "address", "URL"}
"""Columns that a page in Markdown has elsewhere, or as code."""
TEXT = ("We will keep one light", "We will keep no light")
TAMPERED: dict[str, list[tuple[str, str]]] = {
    "html": [TEXT, ("<span>4 May 2031.", "<span>5 May 2031."), (">para. 3<", ">para. 4<")],
    "json": [
        TEXT,
        ('"day": "2031-05-04"', '"day": "2031-05-05"'),
        ('"holder": "people/ada-quill"', '"holder": null'),
        ('"standing": "weak"', '"standing": "one"'),
        ('"locator": "para. 3"', '"locator": null'),
    ],
    "csv": [
        TEXT,
        ("ada-quill,2031-05-04", "ada-quill,2031-05-05"),
        ("people/ada-quill,2031-05-04", ",2031-05-04"),
        (",weak,events/signing/#one-light", ",one,events/signing/#one-light"),
    ],
    "sqlite": [
        ("text", "No."),
        ("day", ""),
        ("holder", ""),
        ("standing", ""),
        ("citations", "[]"),
    ],
    "md": [
        TEXT,
        (", 2031-05-04.", "."),
        (" by people/", " by "),
        ("Standing: weak", "Standing: one"),
    ],
}
"""By format, what it says of a statement, and otherwise; of SQLite, a column and its value."""


def folded(text: str) -> str:
    """Return the words of a text, as a typesetter's quotation marks do not change them."""
    plain = html.unescape(re.sub(r"<[^>]*>", "", text))
    return " ".join(re.sub("[’‘'“”\"]", "'", plain).split())


def spoken(day: object) -> str:
    """Return a day of data as pages have it."""
    return Date.parse(f"{day}").words if day else ""


def of_rows(found: list[dict[str, object]]) -> Statements:
    """Return statements from rows as JSON has them."""
    read: Statements = defaultdict(set)
    for row in found:
        citations = row["citations"]
        assert isinstance(citations, list)
        places = frozenset((one["source"], one["locator"]) for one in citations)
        values = (spoken(row["day"]), f"{row['holder']}", f"{row['standing']}")
        read[f"{row['address']}"].add((folded(html.escape(f"{row['text']}")), places, *values))
    return read


def from_html(site: Path) -> Statements:
    """Return the statements that pages have at home: those with an address of their own."""
    read: Statements = defaultdict(set)
    for path in site.rglob("index.html"):
        page, address = path.read_text("utf-8"), path.parent.relative_to(site).as_posix()
        for anchor in re.findall(r'class="permalink" href="#([^"]+)"', page):
            found = re.search(
                rf'\bid="{anchor}"[^>]*>(.*?)<sup id="fnref\d*:([^"]+)"'
                r'.*?<small class="ev"(.*?)</small>',
                page,
                re.DOTALL,
            )
            assert found
            text, label, evidence = found.groups()
            day = "".join(re.findall(r"<span>([^<]*)\.</span>", evidence))
            text = re.sub(r'<p class="label">.*?</p>', "", text)
            note = page.split(f'<li id="fn:{label}">')[1].split("</li>")[0]
            places = frozenset(place for part in note.split("<p>")[1:] for place in places_of(part))
            at = f"{address}/#{anchor}".removeprefix("./")
            read[at].add((folded(text), places, day, "", ""))
    return read


def places_of(witness: str) -> Iterator[tuple[str, str | None]]:
    """Yield the places in a source that a part of a footnote names."""
    source = re.search(r'<a href="[^"#]*?(sources/[^/"]+)/', witness)
    assert source
    # They lead to a note on the page of the source, or to the treaty's own words.
    locators = re.findall(r'<a href="[^":]*#[^":]+"[^>]*>(.*?)</a>', witness)
    yield from ((source[1], html.unescape(one) or None) for one in locators or [""])


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


def from_markdown(site: Path, site_url: str) -> Statements:
    read: Statements = defaultdict(set)
    line = re.compile(
        r"^(.*) \[§\]\((\S+)\) \((\[.*\]\(\S+\))\)"
        r"(?: Held by ([^\s,]+)(?:, (\S+))?\.)? Standing: (\w+) ",
        re.MULTILINE,
    )
    cited = re.compile(r"\[(sources/[^\],]+)(?:, ([^\]]+))?\]\(")
    for path in site.rglob("index.md"):
        for text, url, places, holder, day, standing in line.findall(path.read_text("utf-8")):
            address = url.removeprefix(site_url)
            found = (
                (source, html.unescape(place) or None) for source, place in cited.findall(places)
            )
            values = (spoken(day), holder or "None", standing)
            read[address].add((folded(text), frozenset(found), *values))
    return read


def address_of(site: Path) -> str:
    return f"{settings(site.parent)['site_url']}"


READERS: dict[str, Callable[[Path], Statements]] = {
    "html": from_html,
    "json": from_json,
    "csv": from_csv,
    "sqlite": from_sqlite,
}


def differences(site: Path, address: str) -> set[tuple[str, str]]:
    """Return what a format says otherwise than the lines: its name, and where the statement is."""
    all_lines = from_lines(site)
    found = set()
    readers = READERS | {"md": partial(from_markdown, site_url=address)}
    for name, read in readers.items():
        told = LEAST if name == "html" else None
        lines, other = (
            {at: {one[:told] for one in several} for at, several in statements.items()}
            for statements in (all_lines, read(site))
        )
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
    assert differences(site, address_of(site)) == set()


@pytest.mark.site
def test_what_is_markup_is_said_the_same_and_leads_somewhere(hostile: Path) -> None:
    assert differences(hostile / "site", ADDRESS) == set()
    assert list(changed_records(hostile / "site")) == []
    assert list(broken(hostile / "site", ADDRESS)) == []


@pytest.mark.site
@pytest.mark.parametrize("format_", TAMPERED)
def test_a_format_that_says_otherwise_is_found(format_: str, hostile: Path, tmp_path: Path) -> None:
    """Be it the words, the day, who said them, or how sure they are."""
    site = shutil.copytree(hostile / "site", tmp_path / "site")
    for said, otherwise in TAMPERED[format_]:
        path = site / {"csv": f"{TABLE}", "sqlite": DATABASE}.get(format_, f"{SAID_ON}.{format_}")
        before = path.read_bytes()
        if format_ == "sqlite":
            sqlite_utils.Database(path).table("statements").update(SAID, {said: otherwise})
        else:
            text = before.decode()
            assert said in text, said
            path.write_text(text.replace(said, otherwise), "utf-8")
        found = differences(site, ADDRESS)
        assert found, said
        assert {name for name, _ in found} == {format_}
        path.write_bytes(before)


def changed_records(site: Path) -> Iterator[tuple[str, str]]:
    """Yield what a format says of a record otherwise than the lines: its name, and which record."""
    pages = [path for path in site.rglob("index.json") if path.parent != site / V1]
    records = {
        record["record"]["id"]: record["record"]
        for path in pages
        for record in json.loads(path.read_text("utf-8"))["records"]
        if record["record"]
    }
    base = sqlite_utils.Database(site / DATABASE)
    lines_of = cache(folded_lines)  # records may share a page
    for name in FILES:
        lines = rows(site / V1, name)
        pairs = zip(base[name].rows, lines, strict=True)
        tables = {
            "csv": rows_of_csv(site / V1, name),
            "sqlite": [unpacked(cells, row) for cells, row in pairs],
        }
        yield from ((form, name) for form, table in tables.items() if table != lines)
        for row in lines if name not in ("statements", "votes") else ():
            page, told = site / row["address"].partition("#")[0], row["label"].split(": ")[-1]
            shown = folded(html.escape(row[NAMED[name]] if name in NAMED else told))
            if records.pop(row["id"], None) != row:
                yield "json", row["id"]
            if shown not in " ".join(lines_of(page / "index.html")):
                yield "html", row["id"]
            if not said(row) <= lines_of(page / "index.md").keys():
                yield "md", row["id"]
    yield from (("json", name) for name in records)


def unpacked(cells: dict[str, Any], row: dict[str, Any]) -> dict[str, object]:
    """Return the cells of a database, those read as JSON in which a row has lists."""
    lists = {key for key, value in row.items() if isinstance(value, list | dict)}
    return {key: json.loads(one) if key in lists else one for key, one in cells.items()}


def said(row: dict[str, Any]) -> set[str]:
    """Return the lines in which a page in Markdown tells the values of a record."""
    plain = {key: value for key, value in row.items() if key not in ADDRESSES and value is not None}
    told = {key: value for key, value in plain.items() if isinstance(value, str)}
    return {folded(html.escape(f"- {key}: {value}")) for key, value in told.items()}


def folded_lines(path: Path) -> dict[str, None]:
    return {folded(line): None for line in path.read_text("utf-8").splitlines()}


@pytest.mark.site
def test_records_have_the_same_values_in_every_format(site: Path) -> None:
    assert list(changed_records(site)) == []


@pytest.mark.site
@pytest.mark.parametrize("format_", TAMPERED)
def test_a_record_that_a_format_tells_otherwise_is_found(
    format_: str, hostile: Path, tmp_path: Path
) -> None:
    site = shutil.copytree(hostile / "site", tmp_path / "site")
    if format_ == "sqlite":
        sqlite_utils.Database(site / DATABASE).table("events").update(
            EVENT, {"place": "a new pier"}
        )
    else:
        path = site / (V1 / "events.csv" if format_ == "csv" else f"{EVENT}/index.{format_}")
        old, new = ("Signature", "Seal") if format_ == "html" else ("the old pier", "a new pier")
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
    assert {form for form, _ in changed_records(site)} == {format_}


@pytest.mark.site
def test_the_table_of_votes_is_that_of_the_data(site: Path) -> None:
    page = (site / "numbers" / "index.html").read_text("utf-8")
    told = []
    for row in page.split("<tr>")[1:]:
        cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
        figures = [folded(cell.split("</span>")[1]) for cell in cells if 'class="th"' in cell]
        if figures:
            events = re.findall(r'href="\.\./(events/[^"]+)/"', cells[0])
            told.append([*events, folded(cells[1]).casefold(), *figures])
    votes = [
        [
            row["event"],
            folded(html.escape(row["matter"])).casefold(),
            *("not known" if row[one] is None else f"{row[one]}" for one in COUNTS),
        ]
        for row in rows(site / V1, "votes")
    ]
    assert votes
    assert sorted(told) == sorted(votes)


@pytest.mark.site
def test_structured_data_says_what_the_records_say(site: Path) -> None:
    """The JSON-LD of pages is read back; titles and days are those of the records."""
    for name, type_ in TYPES.items():
        for row in rows(site / V1, name):
            page = (site / row["address"] / "index.html").read_text("utf-8")
            [text] = LD.findall(page)
            data = json.loads(text)
            named = row["label"] if name == "articles" else row.get("title") or row["name"]
            assert data["@id"] == f"{address_of(site)}{row['address']}"
            assert data["dateModified"] == row["reviewed"]
            assert (data["mainEntity"]["@type"], data["mainEntity"]["name"]) == (type_, named)


def links_in(path: str, text: str, address: str) -> list[str]:
    """Return the links of a file of a built site: on a page, or among data."""
    links = []
    if path.endswith(".html"):
        links = re.findall(r'<[a-z][^<>]*?\s(?:href|src)="?([^" >]*)', text)
        text = "".join(LD.findall(text))
    if path.endswith(WITH_ADDRESSES) and not path.endswith(("search_index.json", "search.json")):
        # A citation ends with a full stop.
        found = re.findall(rf"{re.escape(address)}[^)\s\"<>]*", text.replace("\r\n ", ""))
        return [*links, *(one.rstrip(".") for one in found)]
    if path.endswith(".jsonl"):
        return [f"{address}{json.loads(line)['address']}" for line in text.splitlines()]
    if path == REGISTER:
        published = (line.split(",") for line in text.splitlines()[1:])
        parts = [one for page, anchor, _, new in published for one in (f"{page}#{anchor}", new)]
        return [f"{address.removesuffix('/')}{one}" for one in parts if one]
    return []


def broken(site: Path, address: str) -> Iterator[str]:
    """Yield every link of a built site, in pages and files for programs, that leads nowhere."""
    files = contents(site)
    ids = {
        path: {*re.findall(rb'\b(?:id|name)="?([^" >]+)', content)}
        for path, content in files.items()
        if path.endswith(".html")
    }
    for path, content in files.items():
        for link in links_in(path, content.decode("utf-8", "replace"), address):
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
def test_nothing_that_is_never_published_stands_in_a_site_or_in_what_is_released(
    built: Path, built_by_zensical: Path, tmp_path: Path
) -> None:
    """The zip has every file of the other site."""
    for name, content in pack(built, built / "site", NONE).items():
        (tmp_path / name).write_bytes(content)
    never = Forbidden.read(ROOT / "tests" / "never-published.digests")
    assert never.within(tmp_path, built_by_zensical / "site") == []


@pytest.mark.site
def test_every_link_leads_somewhere(site: Path) -> None:
    assert sorted(set(broken(site, address_of(site)))) == []


@pytest.mark.site
def test_a_link_to_nothing_is_found(hostile: Path, tmp_path: Path) -> None:
    site = shutil.copytree(hostile / "site", tmp_path / "site")
    for path, text, _ in LOST:
        content = (site / path).read_text("utf-8")
        (site / path).write_text(content.replace("\n", f"\n{text}", 1), "utf-8")
    (site / V1 / "votes.csv").unlink()
    gone = ["datapackage.json: votes.csv", *(f"{path}: {link}" for path, _, link in LOST)]
    found = [one for one in broken(site, ADDRESS) if "/votes.csv" not in one]
    assert sorted(found) == sorted(gone)


LOST = [
    (f"{PAGE}.html", '<a href="../99/">', "../99/"),
    (f"{PAGE}.html", '<a href="../02/#no-such-statement">', "../02/#no-such-statement"),
    (f"{PAGE}.md", f"[x]({ADDRESS}articles/99/)", f"{ADDRESS}articles/99/"),
    (f"{PAGE}.json", f'"{ADDRESS}articles/98/"', f"{ADDRESS}articles/98/"),
    ("llms.txt", f"{ADDRESS}data/v2/", f"{ADDRESS}data/v2/"),
    (f"{V1}/feed.xml", f'<link href="{ADDRESS}events/none/"/>', f"{ADDRESS}events/none/"),
    (f"{V1}/events.jsonl", '{"address": "events/no/"}\n', f"{ADDRESS}events/no/"),
    (REGISTER, "/events/signing/,none,live,\n", f"{ADDRESS}events/signing/#none"),
    (REGISTER, "/events/signing/,,2032-01-01,/events/none/\n", f"{ADDRESS}events/none/"),
]
"""By file, what leads nowhere there, and how that is told."""


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


def test_every_format_says_that_words_of_others_are_not_under_our_licence(made: Path) -> None:
    assert main(["build"]) == main(["export", "site"]) == 0
    files = contents(made.parent / "docs") | contents(made)
    tables = [f"{V1}/{name}.schema.json" for name in FILES]
    whole = ["data/index.md", f"{V1}/feed.xml", f"{V1}/datapackage.json", "llms.txt", DATABASE]
    for path in (*tables, *whole, "articles/02.json", "articles/02.md"):
        assert RIGHTS in files[path].decode("utf-8", "replace"), path


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
