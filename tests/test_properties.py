"""What holds for any input: the reader never raises, places lie inside files, builds are stable."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import markdown
import noise
from conftest import GOLDEN
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mends import refused_forms

from generator import build, checks, markup, output, pages
from generator.body import read_body
from generator.dossier import Dossier
from generator.problems import Problem
from generator.quotations import nfc
from generator.seeds import read_seed

# How long one example takes depends on what else the machine does.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
GOLDEN_DOSSIER = Dossier.read(GOLDEN)
RECORDS = sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("seeds/*/*.md"))
MARKUP = st.sampled_from(
    ["---\n", "\n\n", "## ", "- ", "> ", "[@", "]", "; ", "{#", "}", "by=", "“", "”", '"', "`"]
)
QUOTES = st.sampled_from([" ‘", "’ ", " '", "' ", "„", " »", "« ", "&quot;", "e\u0301"])
WORDS = st.sampled_from(["<b>", "[", "&a ", "*a ", "!!int ", ": ", "Noted: ", "para. 3", "title: "])
SIGNS = st.sampled_from(
    [
        *("*", "**", "_", "``", "[a](", "[a](b)", "![", "](x.md)", "<", "&amp;", "\\", "  \n", "{"),
        *("#", "1. ", "2. ", "2031. ", "٣. ", "  - ", "* ", "===\n", "---", "~~", "|", "```", "\t"),
        *("[x]: ", "[TOC]", "[^1]", "@", "[see @a]", "[@a, para. ٣]", "art. 1.2", "]:", "'", "*a*"),
        *(
            "https://[x]/",
            "(https://x.org/a_(b))",
            "{#x on=2031-06-31}",
            "\u202e",
            "\u200c",
            "\xad",
        ),
        *(
            "<<<<<<< a\n",
            "## para. 1–99999999\n",
            "## para. 9-2\n",
            "## art. 1(2)\n",
            "Set aside: ",
        ),
        *("`a`", "a", "b c", " "),
    ]
)
MARKS = {"item": ["- ", "ul", "li"], "step": ["1. ", "ol", "li"], "quotation": ["> ", "blockquote"]}
# Quotation marks and dashes are turned by one extension, which would hide what stands there.
EXTENSIONS = ["attr_list", "fenced_code", "footnotes", "md_in_html", "tables", "toc"]
TEXTS = st.lists(st.one_of(MARKUP, QUOTES, WORDS, SIGNS, st.text(max_size=8)), max_size=30).map(
    "".join
)


@given(path=st.sampled_from(RECORDS), text=TEXTS)
def test_no_text_makes_the_reader_raise(path: str, text: str) -> None:
    _read(path, text)


@given(path=st.sampled_from(RECORDS), content=st.binary(max_size=60))
def test_no_bytes_make_the_reader_raise(path: str, content: bytes) -> None:
    read_seed(path, content)


@given(path=st.sampled_from(RECORDS), at=st.floats(0, 1), noise=TEXTS)
@example(path=RECORDS[0], at=0.05, noise="\x85" * 15 + "\n]")
@example(path="seeds/sources/herald-2031.md", at=0.3984375, noise="## ---\n")
@example(path="seeds/sources/herald-2031.md", at=0.375, noise="##  ‘")
@example(path="seeds/sources/herald-2031.md", at=0.3984375, noise="[@a, para. ٣]")
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


@settings(max_examples=15)  # pages of a whole project take a while
@given(path=st.sampled_from(RECORDS), at=st.floats(0, 1), noise=TEXTS)
def test_noise_in_the_body_of_any_record_ends_in_problems_or_in_pages(
    path: str, at: float, noise: str
) -> None:
    """The whole golden project is checked with it and, if nothing is wrong, rendered."""
    text = (GOLDEN / path).read_text(encoding="utf-8")
    start = text.index("\n---\n") + 5
    cut = start + int(at * (len(text) - start))
    entry, problems = read_seed(path, (text[:cut] + noise + text[cut:]).encode(errors="replace"))
    # A line of hyphens at the start of a body may be one of the front matter's.
    assert entry or problems
    entries = {entry.name: entry} if entry else {}
    catalogue = replace(GOLDEN_DOSSIER, entries=GOLDEN_DOSSIER.entries | entries)
    if not [*problems, *checks.check(catalogue)]:
        pages.render(catalogue)


@given(text=st.lists(SIGNS, min_size=1, max_size=12).map("".join))
@example(text="*[TOC]*")
@example(text="*a*[@k]*a*")
@example(text="[@k] # a")
@example(text="[a](`b`)")
def test_the_reader_and_markdown_understand_a_body_alike(text: str) -> None:
    """Where the reader finds nothing wrong, Markdown sees emphasis, code and links as it does."""
    body = read_body("body.md", text, 1)
    for block in body.blocks if not body.problems else ():
        if block.form not in ("code", "subheading") and block.text:
            _assert_shown_as_read(block.form, " ".join(block.text.split()))


def _assert_shown_as_read(form: str, text: str) -> None:
    # Signs of HTML between backticks are the matter of the pages, which write them in another way.
    text = markup.CODE.sub(lambda code: re.sub("[<>&]", "x", code[0]), text)
    mark, *frame = MARKS.get(form, [""])
    html = markdown.markdown(f"Before.\n\n{mark}{text}\n\nAfter.", extensions=EXTENSIONS)
    assert set(re.findall(r"<(\w+)", html)) <= {"p", "em", "strong", "code", "a", *frame}
    targets = [link["target"] for link in markup.LINK.finditer(markup.without_code(text))]
    assert re.findall(r'<a href="([^"]*)">', html) == targets
    assert html.count("<code>") == len(markup.CODE.findall(text))
    shown = unescape(re.sub(r"<[^<>]+>", "", html))
    assert shown.split() == ["Before.", *_words(text).split(), "After."]


def _words(text: str) -> str:
    """Return what the reader takes for words: no marks of code, links and emphasis."""
    codes = [code["code"].strip() for code in markup.CODE.finditer(text)]
    text = markup.LINK.sub("\x01\\g<words>\x01", markup.CODE.sub("\0", text))
    text = markup.EMPHASIS.sub(r"\g<words>", text).replace("\x01", "")
    return re.sub("\0", lambda _: codes.pop(0), text)


def _read(path: str, text: str) -> None:
    content = text.encode("utf-8", errors="surrogatepass")
    entry, problems = read_seed(path, content)
    found = checks.check(Dossier({entry.name: entry} if entry else {}))
    for problem in [*problems, *found]:
        _assert_inside(problem, text)


def _assert_inside(problem: Problem, text: str) -> None:
    lines = re.split(r"\r\n|\r|\n", nfc(text))
    assert problem.mend
    assert refused_forms(problem.mend) == []
    assert 1 <= problem.place.line <= len(lines)
    assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
