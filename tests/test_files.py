"""The folder of seeds: every file in it is read, or named, or left by an editor or a system."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import GOLDEN

from generator import build
from generator.__main__ import main
from generator.lock import LOCK
from generator.problems import Problem


def named(root: Path, rule: str) -> list[Problem]:
    return [one for one in build.read(root)[1] if one.rule == rule]


@pytest.mark.parametrize(
    "name",
    [
        *(".#x.md", "x.md~", "#x.md#", ".x.md.swp", ".DS_Store", "._x.md", ".gitkeep"),
        *("Thumbs.db", "desktop.ini", "~$x.md", ".obsidian/app.json"),
    ],
)
def test_what_editors_and_systems_leave_is_passed_over(name: str, golden: Path) -> None:
    path = golden / "seeds" / "events" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("No record.\n")
    assert build.read(golden)[1] == []


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("x.md.txt", "rename it to x.md"),
        ("x.MD", "rename it to x.md"),
        ("X.Markdown", "rename it to x.md"),
        ("two words.txt", "move it out of this folder"),
        ("signing.txt", "signing.md is there already"),
        ("x.md.orig", "move it out of this folder"),
        ("x", "move it out of this folder"),
        ("x\x07.md", "rename it: small letters"),
        ("x\udce9.md", "rename it: small letters"),
    ],
)
def test_a_file_that_is_not_read_is_named(name: str, mend: str, golden: Path) -> None:
    (golden / "seeds" / "events" / name).write_text("No record.\n")
    [problem] = named(golden, "unread-file")
    assert mend in problem.mend
    assert problem.place.path.startswith("seeds/events/")
    assert problem.place.path.isprintable()


def test_what_is_no_file_is_named(golden: Path) -> None:
    seeds = golden / "seeds"
    (seeds / "events" / "nowhere.md").symlink_to("no-such-file")
    (seeds / "events" / "round.md").symlink_to("round.md")
    os.mkfifo(seeds / "events" / "pipe.md")
    (seeds / "events" / "folder.md").mkdir()
    (seeds / LOCK).unlink()
    (seeds / LOCK).mkdir()
    (seeds / "people" / "linked").symlink_to("../events")
    (seeds / "people" / "caf\udce9").mkdir()
    assert {one.place.path: one.what for one in named(golden, "unread-file")} == {
        "seeds/events/folder.md": "a folder is no record or list",
        "seeds/events/nowhere.md": "a link that leads nowhere",
        "seeds/events/pipe.md": "this is no file",
        "seeds/events/round.md": "a link that leads nowhere",
        "seeds/evidence.lock": "a folder is no record or list",
        "seeds/people/caf<U+DCE9>": "the folder's name is not written in UTF-8",
        "seeds/people/linked": "a link to a folder is not followed",
    }
    assert main(["verify", "archive"]) == 1


def test_what_may_not_be_read_is_named(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test may run as a user who may read everything, so that the system is made to refuse."""
    read, scan = Path.read_bytes, os.scandir

    def read_bytes(path: Path) -> bytes:
        if path.name == "signing.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "people":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(os, "scandir", scandir)
    assert {str(one.place): one.what for one in named(golden, "unread-file")} == {
        "seeds/events/signing.md:1:1": "the file cannot be read: Permission denied",
        "seeds/people:1:1": "the folder cannot be read: Permission denied",
    }
    assert all("events/signing" not in one.what for one in named(golden, "unknown-record"))


def test_an_empty_folder_names_what_must_be_there_and_the_commands(golden: Path) -> None:
    shutil.rmtree(golden / "seeds")
    (golden / "seeds").mkdir()
    assert [(str(one.place), one.mend) for one in build.read(golden)[1]] == [
        ("seeds/timeline.md:1:1", "run `python -m generator new pages timeline`"),
        ("seeds/treaty.md:1:1", "run `python -m generator new treaty`"),
    ]


INDEXES = sorted(
    path.relative_to(GOLDEN).as_posix()
    for path in [*GOLDEN.glob("seeds/*/index.md"), *GOLDEN.glob("seeds/[gt][li]*.md")]
    if path.parent.name not in ("about", "data")
)


@pytest.mark.parametrize("path", INDEXES)
def test_a_missing_page_that_lists_records_is_named_with_its_command(
    path: str, golden: Path
) -> None:
    (golden / path).unlink()
    [problem] = named(golden, "missing-record")
    assert problem.place.path == path
    command = problem.mend.removeprefix("run `python -m generator ").removesuffix("`")
    assert main(command.split()) == 0
    assert named(golden, "missing-record") == []


@pytest.mark.parametrize("value", ["fourteen", "0", '"²"', "3 or 4", "9" * 5000, "1000", '"٣"'])
def test_a_number_of_articles_that_is_no_number_is_refused(value: str, golden: Path) -> None:
    """Otherwise nobody would notice an article that is missing."""
    path = golden / "seeds" / "numbers" / "articles-total.md"
    path.write_text(path.read_text("utf-8").replace('"3"', value), "utf-8")
    (golden / "seeds" / "articles" / "02.md").unlink()
    assert [one.place.line for one in named(golden, "wrong-value")] == [2]


@pytest.mark.parametrize("name", ["3.md", "003.md"])
def test_an_article_has_one_file(name: str, golden: Path) -> None:
    """Both files are named."""
    articles = golden / "seeds" / "articles"
    shutil.copy(articles / "03.md", articles / name)
    [problem] = named(golden, "doubled-article")
    assert problem.place.path == f"seeds/articles/{name}"
    assert "seeds/articles/03.md" in problem.what


LOCKS: dict[str, Callable[[bytes], bytes]] = {
    "a merge": lambda lock: b"<<<<<<< HEAD\n" + lock,
    "another encoding": lambda lock: lock + b"\xff",
    "a cut line": lambda lock: lock[:-5],
    "a cut end": lambda lock: lock[:-1],
    "two lines in one": lambda lock: lock.replace(b" 71 5\n", b" 71 5"),
    "other digits": lambda lock: lock.replace(b"71 5", "71 ٥".encode()),
    "another order": lambda lock: b"\n".join(reversed(lock.split(b"\n"))),
    "empty lines": lambda lock: lock.replace(b"\n", b"\n\n"),
    "another document": lambda lock: (
        lock[:22] + b"0" * 64 + lock[86:].split(b"\n")[0] + b"\n" + lock
    ),
    "UTF-16": lambda _: b"\xff\xfe",
}


@pytest.mark.parametrize("fault", LOCKS)
def test_verify_mends_a_lock_of_any_form(
    fault: str, golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = golden / "seeds" / LOCK
    before = lock.read_bytes()
    lock.write_bytes(LOCKS[fault](before))
    assert main(["check"]) == 1
    assert f"seeds/{LOCK}:" in capsys.readouterr().out
    assert main(["verify", "archive"]) == 0
    assert lock.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "line", "is_taken"),
    [
        ("retired.md", "- 2025-04-08 treaty#x: reason", True),
        ("retired.md", "- 2025-04-08 sources/coverage#x: reason", True),
        ("retired.md", "- 2025-04-08 about/method#x : reason: another", True),
        ("retired.md", "- 2025-04-08 articles/02: reason", True),
        ("retired.md", "- 2025-04-08 articles/02#x -> articles/03: reason", True),
        ("retired.md", "## A heading", True),
        ("retired.md", "Prose on `- articles/02#x: reason`.", True),
        ("retired.md", "- 2025-04-08 articles/02#X: reason", False),
        ("retired.md", "- 2025-04-08 articles/٢#x: reason", False),
        ("retired.md", "- 2025-04-08 articles/02#x -> boats/one: reason", False),
        ("retired.md", "- 2025-04-31 articles/02#x: reason", False),
        ("retired.md", "- 2025-04 articles/02#x: reason", False),
        ("retired.md", "- articles/02#x: reason", False),
        ("retired.md", "treaty#x: reason", False),
        ("retired.md", "-2025-04-08 articles/02#x: reason", False),
        ("retired.md", "1. 2025-04-08 articles/02#x: reason", False),
        ("retired.md", "  - 2025-04-08 articles/02#x: reason", False),
        ("retired.md", "- 2025-04-08 articles/02#old-toll: twice", False),
        ("loaded-words.txt", "anti-Alder", True),
        ("loaded-words.txt", "needless to say", True),
        ("loaded-words.txt", "so-called  ", True),
        ("loaded-words.txt", "don’t", True),
        ("loaded-words.txt", "#comment", True),
        ("loaded-words.txt", "brave # comment", False),
        ("loaded-words.txt", "brave, bold", False),
        ("loaded-words.txt", "* brave", False),
        ("loaded-words.txt", "…", False),
        ("loaded-words.txt", "Glorious", False),
    ],
)
def test_a_line_of_a_list_has_its_form(name: str, line: str, is_taken: bool, golden: Path) -> None:
    path = golden / "seeds" / name
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    assert len(named(golden, "wrong-line")) == (0 if is_taken else 1)
