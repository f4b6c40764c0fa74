"""The workflow on links: which addresses it looks at, and how it tells what it found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import yaml
from project import PYTHON, ROOT

SCRIPT = ROOT / ".ci" / "links.py"
WORKFLOW = ROOT / ".github" / "workflows" / "links.yml"
POST, TREATY = "https://post.example/treaty", "https://alder.example/acts?year=2031&no=4"
COPY, HERALD = "https://archive.example/gazette", "https://herald.example/"


def links(verb: str, told: object = None) -> str:
    done = subprocess.run(
        (PYTHON, SCRIPT, verb), input=json.dumps(told), check=True, capture_output=True, text=True
    )
    return done.stdout


def entry(url: str, text: str, code: int | None = None) -> dict[str, object]:
    return {"url": url, "status": {"text": text} | ({"code": code} if code else {})}


def test_addresses_that_are_linked_are_listed(golden: Path) -> None:
    """An address that must not be a link is not looked at, but the copy of its page is."""
    assert golden == Path.cwd()
    assert links("list").split() == [f"<{url}>" for url in (COPY, POST, HERALD, TREATY)]


def test_what_is_gone_is_told_apart_from_what_is_blocked(golden: Path) -> None:
    assert golden.is_dir()
    errors = [
        entry("https://post.example/treaty/", "404 Not Found", 404),
        entry(COPY, "Network error:\n no such host"),
        entry(TREATY, "403 Forbidden", 403),
    ]
    told = {"error_map": {"addresses.md": errors}, "timeout_map": {}}
    assert links("report", told) == (
        "Of 4 addresses of sources 1 are alive.\n\n"
        "## Gone: 2\n\nNo such page, or no such host: name a stored copy in the record, or another "
        "address.\n\n"
        f"- `seeds/sources/gazette-2031.md`: <{COPY}> `Network error: no such host`\n"
        f"- `seeds/sources/harbour-post-2032.md`: <{POST}/> `404 Not Found`\n\n"
        "## Blocked: 1\n\nSomething answers, but not to a program, or not in time: look "
        "yourself.\n\n"
        f"- `seeds/sources/lighthouse-treaty.md`: <{TREATY}> `403 Forbidden`\n"
    )


def test_one_that_is_late_is_no_proof_and_all_alive_is_one_sentence(golden: Path) -> None:
    assert golden.is_dir()
    late = {"error_map": {}, "timeout_map": {"a": [entry("https://moved.example/", "Timeout")]}}
    assert "## Gone" not in links("report", late)
    assert "- `another record`: <https://moved.example/> `Timeout`" in links("report", late)
    alive = links("report", {"error_map": {}, "timeout_map": {}})
    assert alive == "Of 4 addresses of sources 4 are alive.\n"


def test_the_one_issue_is_opened_once_and_then_written_anew(tmp_path: Path) -> None:
    """The step runs with a stand-in for `gh`, which knows no issue at first."""
    shell = shutil.which("bash")
    assert shell
    steps = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["tell"]["steps"]
    gh = tmp_path / "gh"
    gh.write_text('#!/bin/sh\necho "$1 $2 $3 $5" >> asked\n[ "$2" = list ] && cat number\n:\n')
    gh.chmod(0o755)
    for number in ("", "7\n"):
        (tmp_path / "number").write_text(number)
        environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "REPORT": "All alive."}
        subprocess.run(
            (shell, "-e", "-c", steps[0]["run"]), cwd=tmp_path, env=environment, check=True
        )
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert [line.split()[1] for line in asked] == ["list", "create", "list", "edit"]
    assert asked[3] == "issue edit 7 All alive."
