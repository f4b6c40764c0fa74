"""The golden project: an invented treaty between three parties, and exactly the pages it makes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import GOLDEN, generate
from project import contents

from generator import build, pages
from generator.output import write


def test_the_records_make_exactly_these_pages(bless: bool) -> None:
    catalogue, problems = build.read(GOLDEN)
    assert problems == []
    site = pages.render(catalogue)
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
    paths = [path for path in (GOLDEN / "seeds").rglob("*") if path.is_file()]
    for path in sorted(paths, reverse=seed == "1"):
        copy = tmp_path / path.relative_to(GOLDEN)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    assert generate("build", tmp_path, TZ=zone, PYTHONHASHSEED=seed).returncode == 0
    assert contents(tmp_path / "docs") == contents(GOLDEN / "docs")
