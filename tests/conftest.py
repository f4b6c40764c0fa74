"""What the tests share: copies of the golden project, and the option that accepts new output."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from project import PYTHON, ROOT, build_site, copy_house, copy_project, run

GOLDEN = ROOT / "tests" / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutated", type=int, default=10, help="mutated projects that are built")
    parser.addoption("--bless", action="store_true", help="accept what the generator makes now")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what needs a site, and there with the engines: the longest may not be the last.

    Workers begin at parts of the list and then help each other out: one builds while one is quick.
    """
    names = ("test_fork", "test_engines", "test_serve", "test_browser")
    items.sort(key=lambda item: names.index(item.path.stem) if item.path.stem in names else 9)


class FailuresAtOnce:
    """Tells of each failure when it happens: a run that is cut off never comes to its summary."""

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self.terminal = terminal

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            *_, last = report.longreprtext.splitlines() or [""]
            self.terminal.write_line(f"\n{report.nodeid}: {last}")


def pytest_sessionstart(session: pytest.Session) -> None:
    if terminal := session.config.pluginmanager.get_plugin("terminalreporter"):
        session.config.pluginmanager.register(FailuresAtOnce(terminal))


Accept = Callable[[Path, str], None]


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Tell whether new output is to be accepted."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture
def accept(bless: bool) -> Accept:
    """Return what compares a text with the file that holds it.

    With `--bless` a file that is new or differs is written, and the test fails that once: what
    was accepted is to be read.
    """

    def compare(path: Path, text: str) -> None:
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if bless and text != expected:
            path.write_text(text, encoding="utf-8")
            pytest.fail(f"accepted, read it: {path}\n{text}", pytrace=False)
        assert text == expected, "accept with: pytest --bless"

    return compare


def generate(verb: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the generator as a program in a folder, with more variables in its environment."""
    command = (PYTHON, "-m", "generator", *verb.split())
    return run(*command, cwd=folder, PYTHONPATH=str(ROOT), **environment)


@pytest.fixture
def golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the golden project into an empty folder, which becomes the current one."""
    root = tmp_path / "golden"
    shutil.copytree(GOLDEN, root)
    monkeypatch.chdir(root)
    return root


def without_text(root: Path, authentic: str = "") -> None:
    """Let the golden treaty's texts be no longer authentic, or no texts of it at all."""
    for record in (root / "seeds" / "sources").glob("lighthouse-treaty*.md"):
        text = record.read_text("utf-8")
        assert 'authentic: "true"\n' in text
        record.write_text(text.replace('authentic: "true"\n', authentic), "utf-8")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that `make` makes, once for all workers: one makes it, the others wait."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = factory.mktemp(name) / name
            make(unfinished)
            unfinished.rename(folder)
    return folder


def _build(tree: Path, engine: str) -> None:
    done = build_site(copy_project(tree), engine)
    assert done.returncode == 0, done.stdout
    assert run(PYTHON, "-m", "generator", "export", "site", cwd=tree).returncode == 0


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site with MkDocs, write its policy and return the project it lies in."""

    def make(tree: Path) -> None:
        _build(tree, "mkdocs")
        assert run(PYTHON, "-m", "generator", "seal", "site", cwd=tree).returncode == 0

    return once(tmp_path_factory, "mkdocs", make)


@pytest.fixture(scope="session")
def built_by_zensical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site with Zensical and return the project it lies in."""
    return once(tmp_path_factory, "zensical", lambda tree: _build(tree, "zensical"))


@pytest.fixture(scope="session", params=["golden", "antarctic"])
def with_text(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of a treaty whose text is held: in two languages, or of twelve states."""

    def make(tree: Path) -> None:
        done = build_site(copy_house(tree, request.param))
        assert done.returncode == 0, done.stdout

    return once(tmp_path_factory, f"text-{request.param}", make)


HOSTILE = '<script>alert(1)</script> Talks & more <b>of</b> [it](x) `"</div>"` _z_ &lt;'
"""A title that a page may show only to the letter; its quotation marks quote nothing."""
ADDRESS = "https://example.org/other/path/"
OWN_SCRIPT = "document.documentElement.dataset.own = 'yes'"


@pytest.fixture(scope="session", params=["mkdocs", "zensical"])
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a project whose titles are markup, with a theme of its own, below another path."""
    name = f"hostile-{request.param}"
    return once(tmp_path_factory, name, lambda tree: _build_hostile(tree, request.param))


def _build_hostile(tree: Path, engine: str) -> None:
    copy_house(tree)
    quoted = HOSTILE.replace("'", "''")
    for path, key in {
        "articles/02.md": "title",
        "themes/upkeep.md": "title",
        "about/method.md": "title",
        "disagreements/size-of-the-crowd.md": "question",
        "numbers/term-years.md": "counts",
        "sources/herald-2031.md": "title",
    }.items():
        record = tree / "seeds" / path
        lines = record.read_text("utf-8").splitlines(keepends=True)
        [at] = [number for number, line in enumerate(lines) if line.startswith(f"{key}:")]
        lines[at] = f"{key}: '{quoted}'\n"
        record.write_text("".join(lines), "utf-8")
    (tree / "seeds" / "events" / "x.md").write_text(
        f"---\ndate: 2031-05\ntitle: '{quoted}'\nkind: meeting\nreviewed: 2032-01-01\n---\n"
        "The page has `</div>` and `<script>alert(2)</script>` in it, as [the CLT page]"
        "(https://clt.example/CLT_(treaty)) has. [@herald-2031] {#it}\n",
        "utf-8",
    )
    shutil.copytree(ROOT / "generator" / "theme", tree / "theme")
    main = tree / "theme" / "main.html"
    head = "{% block extrahead %}\n"
    main.write_text(
        main.read_text("utf-8").replace(head, f"{head}<script>{OWN_SCRIPT}</script>"), "utf-8"
    )
    settings = tree / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("hooks: [generator/hook.py]\n", "")
    text = text.replace("custom_dir: generator/theme", "custom_dir: theme")
    settings.write_text(re.sub(r"(?m)^site_url: .*", f"site_url: {ADDRESS}", text), "utf-8")
    assert run(PYTHON, "-m", "generator", "build", cwd=tree).returncode == 0
    done = build_site(tree, engine)
    assert done.returncode == 0, done.stdout
    assert run(PYTHON, "-m", "generator", "export", "site", cwd=tree).returncode == 0
    sealed = run(PYTHON, "-m", "generator", "seal", "site", cwd=tree)
    assert sealed.returncode == 0, sealed.stdout
