"""What is written is written all or none, whatever the disk, the reader or a key does."""

from __future__ import annotations

import errno
import os
import subprocess
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from project import PYTHON, ROOT, contents, run

from generator import output
from generator.__main__ import main

OLD = {"a.md": b"old", "b/c.md": b"old", "gone/d.md": b"old", "same.md": b"same"}
NEW = {"a.md": b"new", "b/c.md": b"new", "e/f.md": b"new", "same.md": b"same"}
CHANGED = ["a.md", "b/c.md", "e/f.md", "gone/d.md"]
STEPS = ("open", "fdopen", "chmod", "unlink", "mkdir", "replace")
"""What `os` does to write, to move and to remove."""
KILLED = """
    import os, sys
    from pathlib import Path
    from generator import output

    left = int(sys.argv[1])

    def deadly(step):
        def stepped(*arguments, **more):
            global left
            done = step(*arguments, **more)
            left -= 1
            if not left:
                os._exit(9)
            return done
        return stepped

    for name in {steps}:
        setattr(os, name, deadly(getattr(os, name)))
    output.write({site}, Path())
"""
Step = Callable[..., object]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder `docs/` of old pages, in a folder which becomes the current one."""
    monkeypatch.chdir(tmp_path)
    for path, content in OLD.items():
        lay(tmp_path / "docs" / path, content)
    return tmp_path


def lay(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def refuse(monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException) -> list[str]:
    """Let the step of this number fail, and no other; return the list of steps to come."""
    taken: list[str] = []

    def refused(name: str, step: Step) -> Step:
        def stepped(*arguments: object, **more: object) -> object:
            taken.append(name)
            if len(taken) == number:
                raise error
            return step(*arguments, **more)

        return stepped

    for name in STEPS:
        monkeypatch.setattr(os, name, refused(name, getattr(os, name)))
    return taken


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError("the disk is gone"),
        KeyboardInterrupt(),
        RuntimeError("our own"),
    ],
    ids=["full", "gone", "key", "ours"],
)
def test_whichever_step_fails_the_old_pages_stand_and_nothing_else(
    error: BaseException, project: Path
) -> None:
    """Each page is written and moved in turn; what was done before the failure is undone."""
    failed: list[str] = []
    for number in range(1, 100):
        with pytest.MonkeyPatch.context() as patch:
            taken = refuse(patch, number, error)
            try:
                changed = output.write(NEW, project)
            except type(error):
                failed.append(taken[number - 1])
                assert contents(project) == {f"docs/{path}": OLD[path] for path in OLD}
                continue
        assert changed == CHANGED
        assert contents(project / "docs") == NEW
        if number > len(taken):
            break
        output.write(OLD, project)  # a folder was refused that was there already
    assert set(failed) == set(STEPS)
    assert failed.count("fdopen") == failed.count("replace") == 3


def test_a_disk_that_stays_refused_leaves_whole_pages(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even undoing works here, so a page may be the new one; it is a page all the same."""
    moves: list[object] = []
    move = os.replace

    def refused(*arguments: object) -> None:
        moves.append(arguments)
        if len(moves) > 1:
            raise OSError(errno.EIO, "Input/output error")
        move(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(OSError, match="Input/output error"):
        output.write(NEW, project)
    stands = contents(project / "docs")
    assert stands.keys() <= OLD.keys() | NEW.keys()
    assert {"a.md", "b/c.md", "same.md"} <= stands.keys()
    assert set(stands.values()) <= {b"old", b"new", b"same"}


def test_killed_after_any_step_the_next_build_makes_the_pages_whole(project: Path) -> None:
    script = textwrap.dedent(KILLED.format(steps=STEPS, site=NEW))
    command = ("env", "-u", "COVERAGE_PROCESS_CONFIG", PYTHON, "-c", script)
    for number in range(1, 100):
        if not run(*command, str(number), cwd=project, PYTHONPATH=str(ROOT)).returncode:
            break
        output.write(NEW, project)
        assert contents(project) == {f"docs/{path}": NEW[path] for path in NEW}
        output.write(OLD, project)
    assert number > len(STEPS) * 2
    assert contents(project / "docs") == NEW


def test_what_a_killed_run_left_beside_the_records_goes_with_the_next(project: Path) -> None:
    lay(project / ".generator-left.new", b"half a lo")
    output.write_all(project, {"seeds/evidence.lock": b"one\n"})
    assert contents(project / "seeds") == {"evidence.lock": b"one\n"}


def test_what_stands_in_the_way_of_a_page_goes(project: Path) -> None:
    """A folder, a file and links, also ones out of `docs/`, whose ends are left as they are."""
    docs, elsewhere = project / "docs", project / "elsewhere"
    for path in ("a.md", "b/c.md", "same.md"):
        (docs / path).unlink()
    lay(docs / "a.md" / "deep" / "page.md", b"a page below a page")
    lay(docs / "e", b"a file where a folder must be")
    lay(elsewhere / "c.md", NEW["b/c.md"])
    lay(elsewhere / "same.md", NEW["same.md"])
    (docs / "b").rmdir()
    (docs / "b").symlink_to(elsewhere)
    (docs / "same.md").symlink_to(elsewhere / "same.md")
    (docs / "nowhere").symlink_to(project / "nothing")
    before = contents(elsewhere)

    rules = {problem.place.path: problem.rule for problem in output.compare(NEW, project)}
    assert rules == {
        "docs/a.md": "missing-page",
        "docs/a.md/deep/page.md": "stale-page",
        "docs/b": "stale-page",
        "docs/b/c.md": "missing-page",
        "docs/e": "stale-page",
        "docs/e/f.md": "missing-page",
        "docs/gone/d.md": "stale-page",
        "docs/nowhere": "stale-page",
        "docs/same.md": "changed-page",
    }
    output.write(NEW, project)
    assert output.compare(NEW, project) == []
    assert contents(docs) == NEW
    assert not [path for path in docs.rglob("*") if path.is_symlink()]
    assert contents(elsewhere) == before


def test_links_that_were_undone_are_pages(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that was a link is a page still when a later step fails."""
    page = project / "docs" / "a.md"
    page.rename(project / "page.md")
    page.symlink_to(project / "page.md")
    refuse(monkeypatch, 13, OSError(errno.EIO, "Input/output error"))
    with pytest.raises(OSError, match="Input/output error"):
        output.write(NEW, project)
    assert contents(project / "docs") == OLD


def test_a_key_after_the_last_move_brings_the_only_page_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder stands empty for a moment, when the new page has gone and the old is to come."""
    lay(tmp_path / "docs" / "old.md", b"old")
    move = os.replace

    def stopped(one: Path, other: Path) -> None:
        monkeypatch.setattr(os, "replace", move)
        move(one, other)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        output.write({"new.md": b"new"}, tmp_path)
    assert contents(tmp_path) == {"docs/old.md": b"old"}


def test_many_pages_that_differ_are_one_problem_with_their_number(project: Path) -> None:
    few = {f"{number:02}.md": b"" for number in range(output.NAMED)}
    assert len(output.compare(OLD | few, project)) == output.NAMED
    many = few | {"10.md": b""}
    [problem] = output.compare(OLD | many, project)
    assert (str(problem.place), problem.rule) == ("docs:1:1", "missing-page")
    assert problem.what == ("11 pages are not there: docs/00.md, docs/01.md, docs/02.md and 8 more")


def refused_at(path: str, reason: str) -> str:
    return f"stopped at {path}: {reason}; run this again when that is mended\n"


def test_a_folder_of_pages_that_is_a_file_ends_in_one_sentence(
    golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (golden / "docs").rename(golden / "aside")
    lay(golden / "docs", b"notes of mine")
    assert main(["build"]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", refused_at("docs", "File exists"))
    assert (golden / "docs").read_bytes() == b"notes of mine"


@pytest.mark.parametrize(
    ("verb", "path"),
    [
        ("build", "docs/articles/01.md"),
        ("verify archive", "seeds/evidence.lock"),
        ("new themes fresh", "seeds/themes/fresh.md"),
    ],
)
def test_a_full_disk_ends_a_verb_in_one_sentence(verb: str, path: str, golden: Path) -> None:
    """No file may hold a byte, which is how full disks behave."""
    (golden / path).unlink(missing_ok=True)
    before = contents(golden)
    done = in_shell(f"unset COVERAGE_PROCESS_CONFIG; ulimit -f 0; {GENERATOR} {verb}", golden)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == refused_at(path, "File too large")
    assert contents(golden) == before


GENERATOR = f"{PYTHON} -m generator"


def in_shell(
    script: str, folder: Path, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """Run a script of Bash and return what it printed and its errors, apart."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", script],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding},
        check=False,
        capture_output=True,
        encoding=encoding,
    )


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_words_that_a_terminal_cannot_show_are_shown_by_their_numbers(
    encoding: str, golden: Path
) -> None:
    """The German letter is in one of the two; Persian is in none."""
    key = "schlüssel-کلید"
    theme = golden / "seeds" / "themes" / "fresh.md"
    lay(theme, f"---\ntitle: Fresh\norder: 9\n{key}: x\nreviewed: 2032-01-01\n---\n".encode())
    done = in_shell(f"{GENERATOR} check", golden, encoding)
    assert (done.returncode, done.stderr) == (1, "")
    shown = key.encode(encoding, "backslashreplace").decode(encoding)
    assert f'unknown key "{shown}"' in done.stdout
    assert "\\u06a9" in shown


def test_a_reader_that_stops_changes_neither_status_nor_work(golden: Path) -> None:
    for path in (golden / "docs" / "articles").iterdir():
        path.unlink()
    assert in_shell(f"{GENERATOR} check | true", golden).returncode == 1
    done = in_shell(f"{GENERATOR} build | true", golden)
    assert (done.returncode, done.stderr) == (0, "")
    done = in_shell(f"{GENERATOR} check >&-", golden)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_full_disk_behind_the_output_is_told(golden: Path) -> None:
    done = in_shell(f"{GENERATOR} check > /dev/full", golden)
    assert done.returncode == 2
    assert done.stderr == "stopped: No space left on device; run this again when that is mended\n"


VERBS = ("check", "build", "verify archive", "new themes fresh", "seal archive")
WORK = ("generator.pages.render", "generator.verify.verify", "generator.seeds.read_seed")


def let_all_work_raise(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def raising(*_: object) -> None:
        raise error

    for name in (*WORK, "generator.seal.seal"):
        monkeypatch.setattr(name, raising)


@pytest.mark.parametrize("verb", VERBS)
def test_a_key_that_stops_it_leaves_one_word(
    verb: str, golden: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(golden)
    let_all_work_raise(monkeypatch, KeyboardInterrupt())
    assert main(verb.split()) == 130
    assert capsys.readouterr() == ("", "stopped\n")
    assert contents(golden) == before


@pytest.mark.parametrize("verb", VERBS)
def test_a_fault_of_the_generator_is_owned_in_one_sentence(
    verb: str, golden: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says how to see the place, and shows it when it is asked."""
    before = contents(golden)
    let_all_work_raise(monkeypatch, KeyError("one\ntwo"))
    assert main(verb.split()) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        "this is a fault of the generator and not of your records (KeyError: 'one\\ntwo'); please "
        "report it, where `repository` in mkdocs.yml leads, with what "
        f"`python -m generator --traceback {verb}` prints\n"
    )
    assert main(["--traceback", *verb.split()]) == 2
    traced = capsys.readouterr().err
    assert traced.startswith("Traceback (most recent call last):\n")
    assert traced.count("\nthis is a fault of the generator") == 1
    assert contents(golden) == before
