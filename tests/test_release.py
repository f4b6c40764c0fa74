"""What is released: one zip that is the same each time, and its digest beside it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from project import ROOT, TOOLS, contents, copy_house, run

from generator.__main__ import main
from generator.export import pack
from generator.pages.data import release_name
from generator.settings import NONE, read_settings

NAME = "the-lighthouse-treaty-1.2.0"


@pytest.fixture
def made(golden: Path) -> Path:
    """Return a project with a site that an engine might have made of some of its pages."""
    for name in ("index", "data/index", "articles/02"):
        path = golden / "site" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<html><head><title>x</title></head></html>", "utf-8")
    shutil.copytree(golden / "docs" / "data", golden / "site" / "data", dirs_exist_ok=True)
    assert main(["export", "site"]) == 0
    return golden


def test_a_release_has_the_site_its_data_and_how_to_cite_it(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["release", "site"]) == 0
    assert capsys.readouterr().out == f"dist/{NAME}.zip\ndist/{NAME}.zip.sha256\n"
    with zipfile.ZipFile(made / "dist" / f"{NAME}.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "opened")
    citation = (made / "CITATION.cff").read_bytes()
    opened = contents(tmp_path / "opened" / NAME)
    assert opened == {**contents(made / "site"), "CITATION.cff": citation}
    assert {"index.html", "articles/02.json", "data/v1/treaty.sqlite"} <= opened.keys()
    assert {f"data/v1/{name}" for name in contents(made / "docs" / "data" / "v1")} <= opened.keys()


def test_the_same_files_make_the_same_bytes_whoever_packs_them_and_whenever(made: Path) -> None:
    assert main(["release", "site"]) == 0
    once = contents(made / "dist")
    shutil.copytree(made / "site", made / "again", copy_function=shutil.copyfile)
    for path in sorted((made / "again").rglob("*.html"), reverse=True):
        path.chmod(0o600)
        os.utime(path, (10**9, 10**9))
    assert main(["release", "again"]) == 0
    assert contents(made / "dist") == once
    page = made / "again" / "index.html"
    page.write_text(page.read_text("utf-8") + " ", "utf-8")
    assert main(["release", "again"]) == 0
    assert contents(made / "dist") != once


def test_files_in_a_release_have_the_day_of_the_version(made: Path, tmp_path: Path) -> None:
    for settings, day in ((read_settings(made), (2032, 4, 2)), (NONE, (1980, 1, 1))):
        files = pack(made, made / "site", settings)
        name = release_name(settings)
        (tmp_path / "one.zip").write_bytes(files[f"{name}.zip"])
        with zipfile.ZipFile(tmp_path / "one.zip") as archive:
            infos = archive.infolist()
        assert [one.filename for one in infos] == sorted(one.filename for one in infos)
        assert {one.date_time for one in infos} == {(*day, 0, 0, 0)}
        assert {one.external_attr >> 16 for one in infos} == {0o100644}
    assert name == "data"


def test_the_page_about_the_data_tells_how_to_check_the_digest(made: Path) -> None:
    """The command on the page is run: it sees a zip that came whole, and one that did not."""
    assert main(["build"]) == 0
    page = (made / "docs" / "data" / "index.md").read_text("utf-8")
    assert "[released](<https://code.example/lighthouse/treaty/releases>)" in page
    assert "<small>of 2 April 2032</small>" in page
    command = re.findall(r"(?m)^sha256sum .*$", page)
    assert main(["release", "site"]) == 0
    packed = made / "dist" / f"{NAME}.zip"
    said = packed.with_suffix(".zip.sha256").read_text("utf-8")
    assert said == f"{hashlib.sha256(packed.read_bytes()).hexdigest()}  {NAME}.zip\n"
    assert run("bash", "-c", *command, cwd=made / "dist").returncode == 0
    packed.write_bytes(packed.read_bytes() + b"x")
    assert run("bash", "-c", *command, cwd=made / "dist").returncode != 0


@pytest.mark.parametrize("day", ["soon", "2032-04", "2032-02-30"])
def test_a_version_of_no_day_is_a_problem_and_nothing_is_packed(
    day: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    citation = made / "CITATION.cff"
    citation.write_text(citation.read_text("utf-8").replace("2032-04-02", day), "utf-8")
    capsys.readouterr()
    assert main(["release", "site"]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f'CITATION.cff:10:1: "{day}" is no day [wrong-setting]\n')
    assert "write a whole day, such as 2025-04-08" in said
    assert not (made / "dist").exists()
    assert main(["release", "nowhere"]) == 2
    assert capsys.readouterr().err == "there is no folder nowhere\n"


def test_what_is_packed_is_not_committed() -> None:
    assert "/dist/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


@pytest.mark.site
def test_make_packs_the_site_for_reading_from_disk(tmp_path: Path) -> None:
    """All pages are there and lead to each other by file, and a second run has the same bytes."""
    tree = copy_house(tmp_path / "tree")
    (tree / ".venv").symlink_to(TOOLS.parent)
    packed = []
    for _ in range(2):
        done = run("make", "release", cwd=tree)
        assert done.returncode == 0, done.stdout
        packed.append(contents(tree / "dist"))
    assert packed[0] == packed[1]
    [name] = [name for name in packed[0] if name.endswith(".zip")]
    with zipfile.ZipFile(tree / "dist" / name) as archive:
        archive.extractall(tmp_path / "opened")
    [folder] = (tmp_path / "opened").iterdir()
    opened = contents(folder)
    assert {"LICENSE", "CITATION.cff", "llms.txt", "data/v1/treaty.sqlite"} <= opened.keys()
    assert b'href="articles/index.html"' in opened["index.html"]
    pages = {name for name in contents(tree / "docs") if name.endswith(".md")}
    assert {f"{name.removesuffix('.md')}.html" for name in pages} <= opened.keys()
