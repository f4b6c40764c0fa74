"""The published data: the same as the records, whole, readable by others, and mergeable."""

from __future__ import annotations

import codecs
import json
import os
import re
import shutil
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import duckdb
import feedparser
import frictionless
import icalendar
import pandas as pd
import pytest
import yaml
from jsonschema import Draft202012Validator
from project import PYTHON, ROOT, TOOLS, run
from published import V1, rows, rows_of_csv

from generator import build, pages
from generator.__main__ import main
from generator.dates import Date
from generator.dossier import Dossier
from generator.pages import data, escape, feeds
from generator.pages.rows import FILES, rows_of
from generator.records import Correction, Disagreement, Event, Source
from generator.settings import NONE, read_settings

DOCS = ROOT / "docs"
LARGEST = 15_000_000
"""How many bytes the folder of pages and data may have."""


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier.read(ROOT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, dossier: Dossier) -> Path:
    """Return the folder with the data that the records make now."""
    folder, settings = tmp_path_factory.mktemp("data"), read_settings(ROOT)
    for path, content in (data.render(dossier, settings) | feeds.render(dossier, settings)).items():
        (folder / Path(path).name).write_bytes(content)
    return folder


def test_statements_are_the_claims_of_the_records(folder: Path, dossier: Dossier) -> None:
    found = {row["id"]: row for row in rows(folder, "statements")}
    assert list(found) == sorted(dossier.claims)
    for name, claim in dossier.claims.items():
        row, holder = found[name], dossier.holder(claim.block.by or "")
        assert escape.plain(claim.block.text) in row["text"]
        assert row["holder"] == (holder.name if holder else None)
        assert row["day"] == (claim.block.day.text if claim.block.day else None)
        assert [(one["source"], one["locator"]) for one in row["citations"]] == [
            (one.source.name, one.locator) for one in dossier.strength(claim.block).evidence
        ]
        assert len(row["witnesses"]) == len(dossier.strength(claim.block).witnesses)


def test_an_address_names_the_page_and_the_statement_on_it(dossier: Dossier) -> None:
    found = {row["record"]: row["address"] for name, row in rows_of(dossier) if "record" in row}
    assert found["treaty"].startswith("#")
    articles = {name: one for name, one in found.items() if name.startswith("articles/")}
    for name, address in articles.items():
        assert address.startswith(f"{name.removesuffix('/index')}/#")


def test_each_record_has_its_row(folder: Path, dossier: Dossier) -> None:
    tables = FILES.keys() - {"statements", "votes"}
    ids = [row["id"] for name in tables for row in rows(folder, name)]
    named = [name for name, entry in dossier.entries.items() if entry.kind != "pages"]
    assert sorted(ids) == sorted(named)


def test_a_count_of_votes_has_a_row_of_its_own(golden: Path) -> None:
    """The same as the front matter of its event and the table on the pages have it."""
    assert main(["build"]) == 0
    council, event = "council-of-birk", "events/birk-approves"
    first, second = rows(golden / "docs" / V1, "votes")
    assert (first["chamber"], first["for"], first["weighed_in"]) == (council, None, None)
    assert second == {
        "id": f"{event}#five-to-two",
        "event": event,
        "date": "2031-06-09",
        "address": f"{event}/#five-to-two",
        "claim": f"{event}#five-to-two",
        "chamber": council,
        "matter": "the treaty",
        "for": 5,
        "against": 2,
        "abstained": 0,
        "weighed_in": "disagreements/size-of-the-crowd",
    }
    change(golden, event, "for: 5, against: 2", "against: 2")
    change(golden, event, "whether to vote at all", "=1+1")
    assert main(["build"]) == 0
    first, second = rows_of_csv(golden / "docs" / V1, "votes")
    assert (first["matter"], second["for"]) == ("=1+1", None)
    for page in ("numbers/index.md", f"{event}.md"):
        text = (golden / "docs" / page).read_text("utf-8")
        assert "=1+1" in text
        assert '<span class="th">for:</span> not known |' in text


@pytest.mark.parametrize("name", FILES)
def test_both_forms_of_a_table_say_the_same_and_are_as_their_schema_says(
    name: str, folder: Path
) -> None:
    schema = json.loads((folder / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    found = rows(folder, name)
    for row in found:
        Draft202012Validator(schema).validate(row)
    assert rows_of_csv(folder, name) == found
    # What tells a spreadsheet how the letters are written.
    assert (folder / f"{name}.csv").read_bytes().startswith(codecs.BOM_UTF8)


def test_a_row_that_the_schema_does_not_know_is_refused(folder: Path) -> None:
    schema = json.loads((folder / "statements.schema.json").read_text("utf-8"))
    row = rows(folder, "statements")[0]
    for wrong in ({**row, "standing": "sure"}, {**row, "more": 1}, {"id": row["id"]}):
        assert not Draft202012Validator(schema).is_valid(wrong)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+7", "'+7"),
        ("-7", "'-7"),
        ("@name", "'@name"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("1 = 1", "1 = 1"),
        (None, ""),
        (True, "true"),
        (["=1"], '["=1"]'),
    ],
)
def test_no_cell_is_a_formula(value: object, cell: str) -> None:
    assert data.cell(value) == cell


def test_pandas_reads_every_table(folder: Path) -> None:
    for name in FILES:
        frame = pd.read_csv(folder / f"{name}.csv")
        assert list(frame["id"]) == [row["id"] for row in rows(folder, name)]


def test_duckdb_reads_every_table_in_both_forms(folder: Path) -> None:
    for name in FILES:
        expected = [row["id"] for row in rows(folder, name)]
        for table in (
            duckdb.read_csv(f"{folder / name}.csv"),
            duckdb.read_json(f"{folder / name}.jsonl", format="newline_delimited"),
        ):
            if expected:
                assert [one for (one,) in table.project("id").fetchall()] == expected


def test_the_code_on_the_page_does_what_it_says(golden: Path, tmp_path: Path) -> None:
    """Each block is run as a reader would; only the files lie here, in place of the site."""
    assert main(["build"]) == main(["export", "docs"]) == 0
    folder, page = golden / "docs" / V1, (golden / "docs" / "data" / "index.md").read_text("utf-8")
    page = page.replace(read_settings(golden).site_url, f"{(golden / 'docs').as_uri()}/")
    blocks = re.findall(r"^```(\w+)\n(.*?)\n^```", page, re.DOTALL | re.MULTILINE)
    # The one of the release is run in the tests of it.
    assert [language for language, _ in blocks] == ["python", "sql", "sh", "sh"]
    [(_, python), (_, sql), (_, shell), _] = blocks
    statements = rows(folder, "statements")

    cited = Counter(one["source"] for row in statements for one in row["citations"])
    printed = run(PYTHON, "-c", python, cwd=tmp_path).stdout
    found = re.findall(r"^(sources/\S+) +(\d+)$", printed, re.MULTILINE)
    assert {name: int(count) for name, count in found} == cited, printed

    said = Counter(row["holder"] for row in statements if row["kind"] == "Statements")
    answer = duckdb.sql(sql)
    assert answer
    assert answer.fetchall() == said.most_common()

    path = f"{TOOLS}:{os.environ['PATH']}"
    each = (f"select '{name}', count(*) from {name}" for name in FILES)  # noqa: S608 (our names)
    asked = urlencode({"sql": " union all ".join(each)})
    # Its own counts are given up after ten milliseconds.
    get = f"--setting sql_time_limit_ms 600000 --get '/treaty.json?{asked}'"
    shown = run("bash", "-ec", f"{shell} {get}", cwd=tmp_path, PATH=path)
    counts = dict(json.loads(shown.stdout.splitlines()[-1])["rows"])
    assert counts == {name: len(rows(folder, name)) for name in FILES}


def test_the_data_package_is_valid_and_reads_each_cell(folder: Path) -> None:
    report = frictionless.validate(folder / "datapackage.json")
    assert report.valid, report.flatten(["message"])
    package = frictionless.Package(str(folder / "datapackage.json"))
    assert package.resource_names == list(FILES)
    for name in FILES:
        found = [row["id"] for row in package.get_table_resource(name).read_rows()]
        assert found == [row["id"] for row in rows(folder, name)]


def test_the_bibliography_has_every_source_and_no_address_that_is_not_to_be_linked(
    folder: Path, dossier: Dossier
) -> None:
    text = (folder / "bibliography.json").read_text("utf-8")
    items = {item["id"]: item for item in json.loads(text)}
    sources = {entry.key: entry.record for entry in dossier.of(Source)}
    assert items.keys() == sources.keys()
    assert len(text.splitlines()) == len(items) + 2
    for key, item in items.items():
        record = sources[key]
        assert (item["type"], item["title"]) == (record.type, record.title)
        assert item.get("URL") == (record.URL if record.linked == "true" else None)


def test_the_whole_is_described_alike_everywhere(folder: Path) -> None:
    """Version, day and licence: of the project, of the citation, of the package."""
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert cited["version"] == package["version"] == project["version"]
    assert package["created"] == f"{cited['date-released']}T00:00:00Z"
    assert package["licenses"][0]["name"] in cited["license"]
    assert package["description"] == cited["abstract"].strip()


def test_without_settings_there_is_data_and_no_feed(dossier: Dossier) -> None:
    assert feeds.render(dossier, NONE) == {}
    package = json.loads(data.render(dossier, NONE)["data/v1/datapackage.json"])
    assert package["name"] == "data"
    assert "version" not in package


def test_the_feed_tells_of_corrections_disagreements_and_events(
    folder: Path, dossier: Dossier
) -> None:
    feed = feedparser.parse((folder / "feed.xml").read_bytes())
    assert not feed.bozo
    told = [entry for model in (Correction, Disagreement, Event) for entry in dossier.of(model)]
    tag = f"tag:{read_settings(ROOT).tag}:"
    assert {one.id for one in feed.entries} == {f"{tag}{entry.name}" for entry in told}
    days = [one.updated for one in feed.entries]
    assert days == sorted(days, reverse=True)
    assert days[0] == feed.feed.updated
    for one in feed.entries:
        record: Any = dossier.entries[one.id.removeprefix(tag)].record
        day = record.day if isinstance(record, Correction) else record.reviewed
        assert one.updated == f"{day.text}T00:00:00Z"
        assert one.link.startswith(read_settings(ROOT).site_url)


def test_the_calendar_has_the_events_whose_day_is_known(folder: Path, dossier: Dossier) -> None:
    content = (folder / "events.ics").read_bytes()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(content)
    tag = f"tag:{read_settings(ROOT).tag}:"
    found = {f"{one['UID']}".removeprefix(tag): one for one in calendar.walk("VEVENT")}
    events = {entry.name: entry.record for entry in dossier.of(Event)}
    assert found.keys() == {name for name, one in events.items() if has_days(one.date)}
    for name, one in found.items():
        record = events[name]
        assert one.decoded("DTSTART") == record.date.earliest
        assert (one.decoded("DTEND") - record.date.latest).days == 1
        assert f"{one['SUMMARY']}" == record.title
        assert f"{one.get('LOCATION', '')}" == (record.place or "")


def has_days(date: Date) -> bool:
    return re.fullmatch(r"[0-9-]{10}(/[0-9-]{10})?", date.text) is not None


@pytest.mark.parametrize(
    ("text", "known"),
    [
        *(("2031-05-04", 1), ("2031-05-04/2031-05-06", 1), ("2031-05", 0), ("2031-05-04~", 0)),
        ("9999-12-31", 0),  # no day comes after it
    ],
)
def test_what_has_no_day_is_not_in_the_calendar(text: str, known: int, golden: Path) -> None:
    record = golden / "seeds" / "events" / "signing.md"
    record.write_text(record.read_text("utf-8").replace("date: 2031-05-04", f"date: {text}"))
    site = feeds.render(Dossier.read(golden), read_settings(golden))
    [calendar] = [content for path, content in site.items() if path.endswith(".ics")]
    assert calendar.count(b":events/signing\r\n") == known


def test_a_year_has_four_figures_in_the_calendar_and_in_the_address_of_a_copy(golden: Path) -> None:
    for name, key in (("events/signing", "date"), ("sources/herald-2031", "issued")):
        record = golden / "seeds" / f"{name}.md"
        text = re.sub(f"{key}: .*", f"{key}: 0631-05-04", record.read_text("utf-8"))
        record.write_text(text, "utf-8")
    dossier = Dossier.read(golden)
    calendar = feeds.render(dossier, read_settings(golden))["data/v1/events.ics"]
    assert b"DTSTART;VALUE=DATE:06310504\r\nDTEND;VALUE=DATE:06310505\r\n" in calendar
    page = pages.render(dossier)["sources/herald-2031.md"].decode()
    assert "https://web.archive.org/web/06310504/https://herald.example/" in page


def test_ids_in_feeds_stay_when_the_address_moves(golden: Path) -> None:
    before = build.render(golden, read_settings(golden))[0]
    settings = golden / "mkdocs.yml"
    moved = settings.read_text("utf-8").replace("https://lighthouse.example/treaty/", "https://x.y")
    settings.write_text(moved, "utf-8")
    after = build.render(golden, read_settings(golden))[0]
    for path, pattern in ((feeds.ATOM, rb"<id>.*?</id>"), (feeds.CALENDAR, rb"UID.*")):
        assert before[path] != after[path]
        assert b"https://x.y/events/signing/" in after[path]
        assert re.findall(pattern, before[path]) == re.findall(pattern, after[path])


def test_a_claim_that_changes_is_one_line_in_each_file(golden: Path) -> None:
    before = build.render(golden)[0]
    change(golden, "articles/02", "No town takes a toll", "No town ever takes a toll")
    after = build.render(golden)[0]
    changed = {path for path in after if after[path] != before[path]}
    assert {path for path in changed if path.startswith(data.FOLDER)} == {
        f"{V1}/statements.csv",
        f"{V1}/statements.jsonl",
    }
    for path in changed - {path for path in changed if path.endswith(".md")}:
        lines = zip(before[path].splitlines(), after[path].splitlines(), strict=True)
        assert sum(old != new for old, new in lines) == 1, path


def change(tree: Path, name: str, old: str, new: str) -> None:
    record = tree / "seeds" / f"{name}.md"
    text = record.read_text("utf-8")
    assert old in text
    record.write_text(text.replace(old, new), "utf-8")


def test_two_branches_that_change_the_data_merge(golden: Path) -> None:
    """One mends a statement, another adds an event; what git merges is what the records make."""
    shutil.copyfile(ROOT / ".gitattributes", golden / ".gitattributes")
    git = ("git", "-c", "user.name=x", "-c", "user.email=x@y.example", "-c", "core.hooksPath=")

    def commit(branch: str) -> None:
        assert run(*git, "checkout", "-qb", branch, cwd=golden).returncode == 0
        assert main(["build"]) == 0
        run(*git, "add", "-A", cwd=golden)
        assert run(*git, "commit", "-qm", "x", cwd=golden).returncode == 0

    run(*git, "init", "-q", cwd=golden)
    commit("first")
    change(golden, "articles/02", "No town takes a toll", "No town ever takes a toll")
    commit("one")
    run(*git, "checkout", "-q", "first", cwd=golden)
    event = (golden / "seeds" / "events" / "talks-third.md").read_text("utf-8")
    later = event.replace("2031-03-15", "2031-12-24").replace("Third", "Late")
    (golden / "seeds" / "events" / "talks-late.md").write_text(later, "utf-8")
    commit("other")
    merged = run(*git, "merge", "-q", "--no-edit", "one", cwd=golden)
    assert not re.findall("CONFLICT.*data/v1.*", merged.stdout)
    assert b"<<<" not in (golden / "docs" / V1 / "statements.csv").read_bytes()
    for path, content in build.render(golden, read_settings(golden))[0].items():
        if path.startswith(data.FOLDER):
            assert (golden / "docs" / path).read_bytes() == content, path


def test_the_folder_is_small_enough() -> None:
    assert sum(path.stat().st_size for path in DOCS.rglob("*") if path.is_file()) < LARGEST
