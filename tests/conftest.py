"""What the tests share: copies of the golden project, and the option that accepts new output."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept what the generator makes now")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Tell whether new output is to be accepted."""
    return bool(request.config.getoption("--bless"))


def run_generator(verb: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the generator as a program in a folder, with more variables in its environment."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "generator", *verb.split()]
    return subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, check=False
    )


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the content of each file below a folder, by its path there."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the golden project into an empty folder, which becomes the current one."""
    root = tmp_path / "golden"
    shutil.copytree(GOLDEN, root)
    monkeypatch.chdir(root)
    return root
