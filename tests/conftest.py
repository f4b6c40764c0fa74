"""What the tests share: copies of the golden project, and the option that accepts new output."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from project import PYTHON, ROOT, build_site, copy_house, copy_project, run

GOLDEN = ROOT / "tests" / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept what the generator makes now")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Tell whether new output is to be accepted."""
    return bool(request.config.getoption("--bless"))


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


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site with MkDocs, once for all tests, and return the project it lies in."""
    tree = copy_project(tmp_path_factory.mktemp("built") / "tree")
    done = build_site(tree)
    assert done.returncode == 0, done.stdout
    return tree


HOSTILE = '<script>alert(1)</script> Talks & "more" <b>of</b> [it](x) `</div>` _z_ &lt;'
"""A title that a page may show only to the letter."""
ADDRESS = "https://example.org/other/path/"
OWN_SCRIPT = "document.documentElement.dataset.own = 'yes'"


@pytest.fixture(scope="session", params=["mkdocs", "zensical"])
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a project whose titles are markup, with a theme of its own, below another path."""
    tree = copy_house(tmp_path_factory.mktemp(request.param) / request.param)
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
    done = build_site(tree, request.param)
    assert done.returncode == 0, done.stdout
    sealed = run(PYTHON, "-m", "generator", "seal", "site", cwd=tree)
    assert sealed.returncode == 0, sealed.stdout
    return tree
