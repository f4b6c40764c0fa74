"""The command line: what it prints, what it writes and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import generate
from project import contents

from generator import build
from generator.__main__ import main
from generator.kinds import MODELS
from generator.problems import Place, Problem
from generator.seeds import read_seed


def test_build_writes_what_changed_and_then_nothing(
    golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = golden / "docs" / "articles" / "01.md"
    before = page.read_bytes()
    page.write_text("An edit by hand.\n")
    (golden / "docs" / "old").mkdir()
    (golden / "docs" / "old" / "page.md").write_text("A page of no record.\n")

    assert main(["build"]) == 0
    assert capsys.readouterr().out == "docs/articles/01.md\ndocs/old/page.md\n"
    assert page.read_bytes() == before
    assert not (golden / "docs" / "old").exists()

    assert main(["build"]) == 0
    assert capsys.readouterr().out == "no change\n"


def test_build_makes_all_pages_where_there_are_none(golden: Path) -> None:
    docs = {path: path.read_bytes() for path in (golden / "docs").rglob("*") if path.is_file()}
    for path in docs:
        path.unlink()
    assert main(["build"]) == 0
    assert {path: path.read_bytes() for path in docs} == docs


def test_a_windows_file_with_a_byte_order_mark_makes_the_same_page(golden: Path) -> None:
    for path in (golden / "seeds").rglob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["check"]) == 0


def test_yaml_does_not_guess_types(golden: Path) -> None:
    """`NO`, `yes` and `1e3` are words, and a date is what is written."""
    for value in ("NO", "yes", "1e3", "off", "0x1F", "12:30"):
        page = golden / "seeds" / "about" / "value.md"
        page.write_text(f"---\ntitle: {value}\nreviewed: 2032-01-01\n---\n")
        entry, problems = read_seed("seeds/about/value.md", page.read_bytes())
        assert entry is not None
        assert not problems
        assert entry.record.heading == value


def test_under_github_actions_each_problem_is_an_annotation(
    golden: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (golden / "docs" / "articles" / "03.md").unlink()
    assert main(["check"]) == 1
    assert (
        "::error file=docs/articles/03.md,line=1,col=1,title=missing-page::the page is not there "
        "(mend: run `python -m generator build` and commit docs/)\n"
    ) in capsys.readouterr().out


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_new_writes_a_stub_that_can_be_read(
    kind: str, golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = "about/fresh" if kind == "pages" else "fresh"
    path = (
        f"seeds/{'treaty' if kind == 'treaty' else key if kind == 'pages' else f'{kind}/fresh'}.md"
    )
    (golden / "seeds" / "treaty.md").unlink()
    assert main(["new", kind, *([] if kind == "treaty" else [key])]) == 0
    assert capsys.readouterr().out == f"wrote {path}\n"
    entry, problems = read_seed(path, (golden / path).read_bytes())
    assert entry is not None
    assert entry.kind == kind
    assert problems == []
    left = [one.rule for one in build.read(golden)[1] if one.place.path == path]
    assert ("stub-text" in left) == (kind not in ("articles", "corrections"))


def test_new_overwrites_nothing_and_refuses_a_bad_key(
    golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (golden / "seeds" / "articles" / "01.md").read_bytes()
    assert main(["new", "articles", "01"]) == 2
    assert capsys.readouterr().err == "seeds/articles/01.md is there already\n"
    assert (golden / "seeds" / "articles" / "01.md").read_bytes() == before
    assert main(["new", "articles", "Two Words"]) == 1
    assert not (golden / "seeds" / "articles" / "Two Words.md").exists()
    assert main(["new", "articles", "1"]) == 2
    assert capsys.readouterr().err == "seeds/articles/01.md is there already\n"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("treaty lighthouse", "`new treaty` takes no key"),
        ("events", "`new events` takes a key"),
        ("articles index", "seeds/articles/index.md would be a record of the kind pages"),
        ("pages events/one", "seeds/events/one.md would be a record of the kind events"),
        ("pages treaty", "seeds/treaty.md would be a record of the kind treaty"),
    ],
)
def test_new_says_what_it_takes(
    command: str, sentence: str, golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(golden)
    assert main(["new", *command.split()]) == 2
    assert capsys.readouterr().err == f"{sentence}\n"
    assert contents(golden) == before


@pytest.mark.usefixtures("golden")
def test_schema_gives_the_schema_of_each_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    schemas = json.loads(capsys.readouterr().out)
    assert schemas.keys() == MODELS.keys()
    assert schemas["events"]["properties"]["date"]["type"] == "string"
    assert "signature" in schemas["events"]["properties"]["kind"]["enum"]


def test_misuse_ends_with_two(
    golden: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "no-such-folder"]) == 2
    assert capsys.readouterr().err == "there is no folder no-such-folder\n"
    monkeypatch.chdir(golden / "archive")
    assert main(["check"]) == 2
    assert "run this from the project's root" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["bake"])
    assert ended.value.code == 2


def test_verify_writes_the_lock_once(golden: Path) -> None:
    lock = golden / "seeds" / "evidence.lock"
    before = lock.read_bytes()
    lock.unlink()
    assert main(["verify", "archive"]) == 0
    assert lock.read_bytes() == before
    stamp = lock.stat().st_mtime_ns
    assert main(["verify", "archive"]) == 0
    assert lock.stat().st_mtime_ns == stamp


def test_a_problem_of_no_rule_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        Problem(Place("seeds/treaty.md"), "no-such-rule", "what", "mend")


def test_the_module_runs_as_a_program(golden: Path) -> None:
    done = generate("check", golden)
    assert (done.returncode, done.stdout) == (0, "all records and pages are clean\n")
