"""Every rule has a seeded fault, whose report is known to the letter."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from project import contents

from generator.__main__ import main
from generator.problems import RULES

FAULTS = Path(__file__).parent / "faults"
TRANSCRIPT, DELETED = "problems.txt", "deleted.txt"


def test_every_rule_has_a_seeded_fault_and_every_fault_a_rule() -> None:
    assert {folder.name for folder in FAULTS.iterdir()} == set(RULES)


@pytest.mark.usefixtures("golden")
def test_the_golden_project_has_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0, capsys.readouterr().out
    assert main(["verify", "archive"]) == 0


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_fault_is_reported_to_the_letter_and_nothing_is_written(
    rule: str, golden: Path, capsys: pytest.CaptureFixture[str], bless: bool
) -> None:
    """A fault lies over the golden project; its transcript names the command and what it prints."""
    fault = FAULTS / rule
    shutil.copytree(fault, golden, dirs_exist_ok=True)
    for path in (fault / DELETED).read_text().split() if (fault / DELETED).exists() else []:
        (golden / path).unlink()
    before = contents(golden)
    transcript = (fault / TRANSCRIPT).read_text(encoding="utf-8")
    command = transcript.split("\n", 1)[0]

    status = main(command.removeprefix("$ python -m generator ").split())

    printed = f"{command}\n{capsys.readouterr().out}"
    if bless:
        (fault / TRANSCRIPT).write_text(printed, encoding="utf-8")
    assert status == 1
    assert f"[{rule}]" in printed
    assert (fault / TRANSCRIPT).read_text(encoding="utf-8") == printed
    assert contents(golden) == before
    if not rule.endswith("-page") and command.endswith(" check"):
        assert main(["build"]) == 1
        assert contents(golden) == before
