"""The golden project: an invented treaty between three parties, and exactly the pages it makes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import GOLDEN, generate
from project import ROOT, contents

from generator import build
from generator.output import write
from generator.settings import CHANGES, CITATION, FILE, read_settings


def test_the_records_make_exactly_these_pages(bless: bool) -> None:
    site, problems = build.render(GOLDEN, read_settings(GOLDEN))
    assert problems == []
    if bless and (changed := write(site, GOLDEN)):
        pytest.fail("accepted, read them: " + ", ".join(changed), pytrace=False)
    expected = contents(GOLDEN / "docs")
    assert sorted(site) == sorted(expected), "accept with: pytest --bless"
    for path, content in site.items():
        assert content == expected[path], f"{path}; accept with: pytest --bless"


@pytest.mark.parametrize(
    ("zone", "seed"), [("UTC", "0"), ("Pacific/Kiritimati", "1"), ("America/Adak", "2")]
)
def test_folder_time_zone_hash_seed_and_file_order_do_not_show(
    zone: str, seed: str, tmp_path: Path
) -> None:
    """A project written in another order, in another folder, gives the same bytes."""
    assert pages_built(tmp_path, zone, seed) == contents(GOLDEN / "docs")


def test_a_template_that_depends_on_the_hash_seed_shows(tmp_path: Path) -> None:
    """A generator that lies in the project is the one that runs there."""
    shutil.copytree(ROOT / "generator", tmp_path / "generator")
    template = tmp_path / "generator" / "templates" / "nav.yml.j2"
    template.write_text(template.read_text("utf-8") + "# {{ 'light'.__hash__() }}\n", "utf-8")
    one, other = (pages_built(tmp_path, "UTC", seed) for seed in "12")
    assert one.keys() == other.keys() == contents(GOLDEN / "docs").keys()
    assert [path for path in one if one[path] != other[path]] == ["nav.yml"]


def pages_built(folder: Path, zone: str, seed: str) -> dict[str, bytes]:
    """Return the pages that a copy of the golden records makes in another place and time."""
    paths = [path for path in (GOLDEN / "seeds").rglob("*") if path.is_file()]
    settings = [GOLDEN / name for name in (FILE, CITATION, CHANGES)]
    for path in sorted([*paths, *settings], reverse=seed == "1"):
        copy = folder / path.relative_to(GOLDEN)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    assert generate("build", folder, TZ=zone, PYTHONHASHSEED=seed).returncode == 0
    return contents(folder / "docs")
