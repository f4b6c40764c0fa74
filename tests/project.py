"""The project as the tests meet it: where it lies, a copy to change, a command to run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.utils.yaml import yaml_load

ROOT = Path(__file__).parents[1]
PATIENCE = 1800
"""Seconds after which a command hangs; on a busy machine a site takes some minutes to build."""
PYTHON = sys.executable
TOOLS = Path(sys.executable).parent
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".cache", ".*_cache", "__pycache__", ".coverage*"
)


def copy_project(to: Path) -> Path:
    """Copy the working tree, without what is installed or built, into the new folder `to`."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        built = {"site", "dist"} if Path(folder) == ROOT else set()
        return built | LEFT_OUT(folder, names)

    shutil.copytree(ROOT, to, ignore=left_out)
    return to


def copy_house(to: Path, records: str = "golden") -> Path:
    """Copy the working tree with records of the tests, which are few, and their pages.

    The generator is not copied but linked, so that coverage sees what runs there.
    """
    tree = copy_project(to)
    for folder in ("seeds", "docs", "generator"):
        shutil.rmtree(tree / folder)
    (tree / "generator").symlink_to(ROOT / "generator")
    shutil.copytree(ROOT / "tests" / records / "seeds", tree / "seeds")
    built = run(PYTHON, "-m", "generator", "build", cwd=tree)
    assert built.returncode == 0, built.stdout
    return tree


def settings(tree: Path = ROOT) -> dict[str, Any]:
    """Return what `mkdocs.yml` says, with the navigation that it takes in."""
    with (tree / "mkdocs.yml").open("rb") as file:
        return yaml_load(file)


def markdown() -> Markdown:
    """Return a reader of Markdown with the extensions of the site, as both engines have it."""
    extensions = settings()["markdown_extensions"]
    named = [one if isinstance(one, dict) else {one: {}} for one in extensions]
    configs = {name: config or {} for one in named for name, config in one.items()}
    builtin = ["toc", "tables", "fenced_code"]  # the engines add these
    return Markdown(extensions=[*builtin, *configs], extension_configs=configs)


def run(
    *command: str | Path, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end and return its status and what it printed, errors included."""
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=PATIENCE,
    )


def build_site(
    tree: Path, engine: str = "mkdocs", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Build the site of the project in `tree` strictly, and unmeasured, which is far quicker."""
    strictly = (PYTHON, "-m", engine, "build", "--strict")
    return run("env", "-u", "COVERAGE_PROCESS_CONFIG", *strictly, cwd=tree, **environment)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file under `folder`, by its path in it."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
