"""A fork: the same tests pass with other records, another address and people of any name."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import GOLDEN
from project import PYTHON, copy_project, run

pytestmark = pytest.mark.site
OF_THIS_RUN = ("COVERAGE_PROCESS_CONFIG", "PYTEST_XDIST_WORKER", "PYTEST_XDIST_TESTRUNUID")
"""What the environment says of the tests that run here, and the fork is to know nothing of."""


def test_the_quick_tests_of_a_fork_pass(tmp_path: Path) -> None:
    """They leave this test out, as all that need a site."""
    tree = copy_project(tmp_path / "fork")
    for folder in ("seeds", "docs"):
        shutil.rmtree(tree / folder)
    shutil.copytree(GOLDEN / "seeds", tree / "seeds")
    for key, name in (("ann-may", "Ann May"), ("bo-page", "Bo Page")):
        record = (
            f"---\nname: {name}\nparty: alder\nreviewed: 2032-01-01\n---\n"
            f"{name} keeps the light. [@herald-2031] {{#keeps-the-light}}\n"
        )
        (tree / "seeds" / "people" / f"{key}.md").write_text(record, "utf-8")
    settings = tree / "mkdocs.yml"
    address = "site_url: https://example.org/below/a/path/"
    settings.write_text(re.sub(r"(?m)^site_url: .*", address, settings.read_text("utf-8")), "utf-8")
    built = run(PYTHON, "-m", "generator", "build", cwd=tree)
    assert built.returncode == 0, built.stdout
    run("git", "init", "--quiet", cwd=tree)
    unset = [argument for name in OF_THIS_RUN for argument in ("-u", name)]
    quick = (PYTHON, "-m", "pytest", "-q", "-m", "not site", "-p", "no:cacheprovider")
    done = run("env", *unset, *quick, f"--basetemp={tmp_path / 'of-the-fork'}", cwd=tree)
    assert done.returncode == 0, done.stdout
