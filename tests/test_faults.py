"""Every rule has a seeded fault, whose report is known to the letter."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mends import refused_forms
from project import contents

from generator.__main__ import main
from generator.problems import RULES

FAULTS = Path(__file__).parent / "faults"
TRANSCRIPT, DELETED = "problems.txt", "deleted.txt"


def test_every_rule_has_a_seeded_fault_and_every_fault_a_rule() -> None:
    assert {folder.name for folder in FAULTS.iterdir()} == set(RULES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_no_mend_names_a_form_that_is_refused(rule: str) -> None:
    transcript = (FAULTS / rule / TRANSCRIPT).read_text(encoding="utf-8")
    mends = [line for line in transcript.split("\n") if line.startswith("    mend: ")]
    assert [form for mend in mends for form in refused_forms(mend)] == []


@pytest.mark.parametrize(
    ("mend", "refused"),
    [
        ("write [@key, page 3]", ["[@key, page 3]"]),
        ("end the block with {#slug of=x}", ["{#slug of=x}"]),
        ("add by=… to its braces", ["by=…"]),
        ("write `## para 6`", []),
        ("write `## para. 0#`", ["## para. 0#"]),
        ("write https://[x]/", ["https://[x]/"]),
        ("write [@key, para. 6] and {#slug by=key on=2025-04-08}", []),
    ],
)
def test_a_form_that_is_refused_is_found_in_a_mend(mend: str, refused: list[str]) -> None:
    assert refused_forms(mend) == refused


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
