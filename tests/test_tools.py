"""The tests' own tools: what finds a browser, and what accepts new output."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import browser
import pytest
import test_faults
import test_golden
from conftest import Accept
from project import run

RUNS = "#!/bin/sh\n"
BUSY = """#!/bin/sh
echo "$@" >> asked
case "$(/usr/bin/wc -l < asked)" in
  1 | 3) echo 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 1'; exit 100;;
  4) cp runs chromium; /bin/chmod +x chromium;;
esac
"""
FAILS = """#!/bin/sh
for line in 1 2 3 4 5 6 7 8; do echo "line $line"; done
echo "E: $0 cannot" >&2
exit 100
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the one folder of programs of a machine that has none, and has root for its user."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(browser, "PAUSE", 0)
    monkeypatch.setattr(browser, "_PLAYWRIGHT", (lay(tmp_path / "playwright", FAILS),))
    asks = lay(tmp_path / "asks", f"#!/bin/sh\necho {tmp_path}/browsers/chromium\n")
    monkeypatch.setattr(browser, "_WHERE_PLAYWRIGHT_HAS_IT", (asks,))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lay(program: Path, text: str) -> str:
    program.write_text(text)
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize("name", ["chromium-browser", "google-chrome", "msedge"])
def test_a_browser_is_looked_for_by_its_names(name: str, machine: Path) -> None:
    """One that stands there and does not run, as a stub does, is passed over."""
    lay(machine / "chromium", FAILS)
    path = lay(machine / name, RUNS)
    assert browser.find_chromium() == path


def test_playwright_s_own_browser_is_found_before_one_is_installed(machine: Path) -> None:
    lay(machine / "apt-get", "#!/bin/sh\necho asked > asked\n")
    (machine / "browsers").mkdir()
    path = lay(machine / "browsers" / "chromium", RUNS)
    assert browser.find_chromium() == path
    assert not (machine / "asked").exists()


def test_playwright_tells_where_it_has_a_browser() -> None:
    done = run(*browser._WHERE_PLAYWRIGHT_HAS_IT, PLAYWRIGHT_BROWSERS_PATH="/its/folder")  # noqa: SLF001
    assert done.stdout.startswith("/its/folder/chromium-")


def test_the_browser_that_is_named_is_taken_or_nothing(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(machine / "chromium", RUNS)
    monkeypatch.setenv("CHROMIUM", lay(machine / "mine", RUNS))
    assert browser.find_chromium() == str(machine / "mine")
    monkeypatch.setenv("CHROMIUM", str(machine / "theirs"))
    with pytest.raises(RuntimeError, match=r"CHROMIUM names .*theirs, which does not run"):
        browser.find_chromium()


def test_a_package_manager_that_is_busy_is_waited_for(machine: Path) -> None:
    lay(machine / "runs", RUNS)
    lay(machine / "apt-get", BUSY.replace("cp ", f"{shutil.which('cp', path='/bin:/usr/bin')} "))
    assert browser.find_chromium() == str(machine / "chromium")
    asked = (machine / "asked").read_text().splitlines()
    assert [line.split()[3] for line in asked] == ["update", "update", "install", "install"]
    assert all("DPkg::Lock::Timeout=600" in line for line in asked)


def test_when_none_can_be_had_the_installers_last_words_are_told(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(machine / "apt-get", FAILS)
    with pytest.raises(RuntimeError) as raised:
        browser.find_chromium()
    said = str(raised.value)
    assert "Looked for chromium, chromium-browser, google-chrome" in said
    for installer in ("apt-get -qq", f"{machine}/playwright"):
        assert f"\n{installer}" in said
        assert (
            f"line 8\n    E: {installer.split()[0]}".replace("E: apt", f"E: {machine}/apt") in said
        )
    assert "line 3" not in said
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(RuntimeError) as raised:
        browser.find_chromium()
    assert "apt-get" not in str(raised.value)


@pytest.mark.parametrize("bless", [True])
@pytest.mark.parametrize("before", [None, "$ python -m generator check\nanother fault\n"])
def test_a_transcript_that_is_new_or_changed_is_accepted_and_fails_once(
    before: str | None,
    golden: Path,
    accept: Accept,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    faults = golden / "faults"
    rule, transcript = "stale-page", faults / "stale-page" / "problems.txt"
    shutil.copytree(test_faults.FAULTS / rule, faults / rule)
    meant = transcript.read_text("utf-8")
    transcript.unlink()
    if before:
        transcript.write_text(before, "utf-8")
    monkeypatch.setattr(test_faults, "FAULTS", faults)
    test = test_faults.test_a_fault_is_reported_to_the_letter_and_nothing_is_written
    with pytest.raises(pytest.fail.Exception, match="accepted, read it: "):
        test(rule, golden, capsys, accept)
    assert transcript.read_text("utf-8") == meant
    test(rule, golden, capsys, accept)


def test_without_being_blessed_nothing_is_accepted(accept: Accept, tmp_path: Path) -> None:
    for path in (tmp_path / "new.txt", tmp_path / "old.txt"):
        (tmp_path / "old.txt").write_text("old")
        with pytest.raises(AssertionError, match="accept with: pytest --bless"):
            accept(path, "made now")
    assert not (tmp_path / "new.txt").exists()


def test_pages_that_are_accepted_fail_once(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(test_golden, "GOLDEN", golden)
    page = golden / "docs" / "index.md"
    test, meant = test_golden.test_the_records_make_exactly_these_pages, page.read_bytes()
    page.unlink()
    with pytest.raises(AssertionError, match="accept with: pytest --bless"):
        test(bless=False)
    with pytest.raises(pytest.fail.Exception, match=r"accepted, read them: index\.md"):
        test(bless=True)
    assert page.read_bytes() == meant
    test(bless=True)
