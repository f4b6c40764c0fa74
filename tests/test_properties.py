"""What holds for any input: the reader never raises, places lie inside files, builds are stable."""

from __future__ import annotations

import re
from pathlib import Path

import noise
from conftest import GOLDEN
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator import build, checks, output, pages
from generator.catalogue import Catalogue
from generator.problems import Problem
from generator.seeds import Seeds, read_seed

# How long one example takes depends on what else the machine does.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
RECORDS = sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("seeds/*/*.md"))
MARKUP = st.sampled_from(
    ["---\n", "\n\n", "## ", "- ", "> ", "[@", "]", "; ", "{#", "}", "by=", "“", "”", '"', "`"]
)
WORDS = st.sampled_from(["<b>", "[", "&a ", "*a ", "!!int ", ": ", "Noted: ", "para. 3", "title: "])
TEXTS = st.lists(st.one_of(MARKUP, WORDS, st.text(max_size=8)), max_size=30).map("".join)


@given(path=st.sampled_from(RECORDS), text=TEXTS)
def test_no_text_makes_the_reader_raise(path: str, text: str) -> None:
    _read(path, text)


@given(path=st.sampled_from(RECORDS), content=st.binary(max_size=60))
def test_no_bytes_make_the_reader_raise(path: str, content: bytes) -> None:
    read_seed(path, content)


@given(path=st.sampled_from(RECORDS), at=st.floats(0, 1), noise=TEXTS)
@example(path=RECORDS[0], at=0.05, noise="\x85" * 15 + "\n]")
def test_noise_in_a_record_is_reported_inside_its_file(path: str, at: float, noise: str) -> None:
    """Noise laid into a good record makes neither reader nor checks raise, and places are real."""
    text = (GOLDEN / path).read_text(encoding="utf-8")
    cut = int(at * len(text))
    _read(path, text[:cut] + noise + text[cut:])


@given(path=st.sampled_from(RECORDS), number=st.integers(0, 20))
def test_a_renamed_key_is_reported_on_its_line(path: str, number: int) -> None:
    lines = (GOLDEN / path).read_text(encoding="utf-8").split("\n")
    keys = [line for line in range(lines.index("---", 1)) if re.match(r"\w[\w-]*:", lines[line])]
    line = keys[number % len(keys)]
    lines[line] = f"zz{lines[line]}"
    _, problems = read_seed(path, "\n".join(lines).encode())
    assert (line + 1, "unknown-key") in {(one.place.line, one.rule) for one in problems}


def test_noise_in_the_whole_project_ends_in_problems_or_in_pages(tmp_path: Path) -> None:
    """The same noise each time; `python tests/noise.py 10000` makes more of it."""
    ends = {"problems": 0, "pages": 0}
    for end, what, content in noise.outcomes(60, 3, tmp_path / "project"):
        assert end in ends, f"{what}\n{content!r}\n{end}"
        ends[end] += 1
    assert all(ends.values())


def test_a_build_after_a_build_changes_nothing(tmp_path: Path) -> None:
    site = pages.render(build.read(GOLDEN)[0])
    assert output.write(site, tmp_path) == sorted(site)
    assert output.write(site, tmp_path) == []
    assert output.compare(site, tmp_path) == []


def _read(path: str, text: str) -> None:
    content = text.encode("utf-8", errors="surrogatepass")
    entry, problems = read_seed(path, content)
    entries = (entry,) if entry else ()
    found = checks.check(Catalogue.gather(Seeds(entries, frozenset(), (), (), (), [])))
    for problem in [*problems, *found]:
        _assert_inside(problem, text)


def _assert_inside(problem: Problem, text: str) -> None:
    lines = re.split(r"\r\n|\r|\n", text)
    assert problem.mend
    assert 1 <= problem.place.line <= len(lines)
    assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
