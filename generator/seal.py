"""Finishes the built site: no script runs but the theme's and ours, no style is without use.

GitHub Pages sends no headers of ours, so the policy stands in each page, as the first thing that a
browser reads. The theme writes scripts into its pages; each is allowed by its digest, as the
Content Security Policy Level 3 has it. Which these are shows a site with the same settings and
without records, built by the same engine: what else is found came from a record.

The theme styles far more than we have. A class or tag counts as used if a page has it or a script
may give it, since the theme's script gives many; a variable, if a rule or a script that stays
reads it.
"""

import hashlib
import itertools
import re
import shutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from generator.output import write_all
from generator.problems import MisuseError, Place, Problem
from generator.settings import FILE

ENGINES = {"mkdocs": "'self'", "zensical": "'self' 'unsafe-inline'"}
"""Which styles an engine's pages need: Zensical's window for search brings its own."""
_ENGINE = re.compile(rf"<meta name=\"?generator\"? content=\"?({'|'.join(ENGINES)})-")
_SCRIPT = re.compile(
    r"(?P<tag><script(?=[\s/>])[^>]*>)(?P<text>.*?)</script", re.DOTALL | re.IGNORECASE
)
_DATA = ("application/json", "application/ld+json")
_IDLE_SPACE = re.compile(r"\n\s+")  # empty lines and indents
_CHARSET = re.compile(r"<meta charset=[\"']?utf-8[\"']?\s*/?>", re.IGNORECASE)  # must come first
_META = '<meta http-equiv="Content-Security-Policy"'
_POLICY = (
    "default-src 'self'; script-src {scripts}; style-src {styles}; img-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)
# In a style sheet, what no browser reads; a rule; what stands in brackets; in a selector, that of
# which not all must be there; a class; a tag, and what only looks like one.
_IDLE = re.compile(r"/\*.*?\*/|\n\s*", re.DOTALL)
_RULE = re.compile(r"([^{}]+)(\{[^{}]*\})")
_INSIDE = re.compile(r"\([^()]*\)")
_CHOICE = re.compile(r":(?:is|not|where)\([^()]*\)")
_CLASS = re.compile(r"\.([\w-]+)")
_TAG_OF_RULE = re.compile(r"(?:^|[\s>+~])([a-z][\w-]*)")
_NO_TAG = re.compile(r"^\s*(?:@.*|(?:from|to)\s*)$|\[[^\]]*\]|\([^()]*\)", re.DOTALL)
# In a page, its classes and tags, and in both the colours of the theme; in a script, each name that
# it may give: what stands behind a dot is only looked for, and one or two letters are a variable of
# a script made small, if no quotation marks say otherwise.
_CLASSES = re.compile(r"\bclass=\"?([^\">]+)")
_COLOUR = re.compile(r"(data-md-color-\w+=)\"?([\w-]+)")
_TAGS = re.compile(r"<([a-z][\w-]*)")
_GIVEN = re.compile(r"(?<![.\w-])[\w-]{3,}|(?<=[\"'`])[\w-]+(?=[\"'`])")
# Where a variable is set, and where one is read; a line of a script that is only a comment.
_VARIABLE = re.compile(r"(--[\w-]+)\s*:(?:url\([^)]*\)|\"[^\"]*\"|'[^']*'|[^;{}\"'])*(?:;|(?=\}))")
_READ = re.compile(r"(?:var\(|[\"'])(--[\w-]+)")
_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
_PAGE = Path(__file__).with_name("templates") / "reference.md"
"""A page of no record, with all that the theme makes scripts for."""


def seal(site: Path, root: Path) -> tuple[int, list[Problem]]:
    """Write the policy into every page of `site` that has none; return their number.

    What the pages do not use of the styles goes, now that all are there. `root` has the settings
    that the site was built with. A script that is not of the site is a problem, and then no page is
    written.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    engine = next((found[1] for page in pages.values() if (found := _ENGINE.search(page))), None)
    if engine is None:
        raise MisuseError(f"no page there names its engine: {' or '.join(ENGINES)}")
    depth = max(len(path.relative_to(site).parts) for path in pages)
    known = _known_scripts(engine, root, depth)
    if problems := [found for path in pages for found in unknown_scripts(path, pages[path], known)]:
        return 0, problems
    sealed = {
        path.relative_to(site).as_posix(): with_policy(page, ENGINES[engine]).encode()
        for path, page in pages.items()
        if _META not in page
    }
    write_all(site, sealed | (lean(site, pages.values()) if sealed else {}))
    return len(sealed), []


def unknown_scripts(path: Path, page: str, known: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each script of a page that is not one of those `known`."""
    for script in _SCRIPT.finditer(page):
        name = _name_of(script)
        if name is not None and name not in known:
            place = Place(path.as_posix()).after(page[: script.start()])
            yield Problem.of(place, "unknown-script", words=" ".join(name.split())[:60])


def with_policy(page: str, styles: str) -> str:
    """Return the page with the policy that allows its own scripts and no others.

    Empty lines and indents of the templates go, if the page shows no code.
    """
    page = page if "<pre" in page else _IDLE_SPACE.sub("\n", page)
    codes = {code["text"].encode() for code in _SCRIPT.finditer(page) if _is_code(code)}
    digests = sorted(b64encode(hashlib.sha256(code).digest()).decode() for code in codes)
    scripts = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in digests)])
    meta = f'{_META} content="{_POLICY.format(scripts=scripts, styles=styles)}">'
    return _CHARSET.sub(lambda charset: f"{charset[0]}\n{meta}", page, count=1)


def _known_scripts(engine: str, root: Path, depth: int) -> frozenset[str]:
    """Return the scripts of a site without records, as `_name_of` tells them apart."""
    with tempfile.TemporaryDirectory() as folder:
        _write_reference(Path(folder), root, depth)
        command = (sys.executable, "-m", engine, "build")  # one of `ENGINES`
        done = subprocess.run(command, cwd=folder, check=False, capture_output=True)  # noqa: S603
        if done.returncode:
            said = (done.stdout + done.stderr).decode(errors="replace").strip()
            raise MisuseError(f"a site without records cannot be built: {said[-200:]}")
        pages = [path.read_text(encoding="utf-8") for path in Path(folder, "site").rglob("*.html")]
    names = (_name_of(script) for page in pages for script in _SCRIPT.finditer(page))
    return frozenset(filter(None, names))


def _write_reference(folder: Path, root: Path, depth: int) -> None:
    """Write a project of one page at each depth, with the settings and the theme of that in `root`.

    It lacks what would lead to records: the navigation, and the hook that builds the pages.
    """
    try:
        with (root / FILE).open("rb") as file:
            settings = yaml_load(file)
    except (OSError, ConfigurationError) as error:
        raise MisuseError(f"{FILE} cannot be read: {error}") from error
    settings |= {"docs_dir": "docs", "site_dir": "site", "nav": ["index.md"], "hooks": []}
    theme = settings.get("theme")
    if isinstance(theme, dict) and "custom_dir" in theme:
        theme["custom_dir"] = str(root.resolve() / theme["custom_dir"])
    (folder / FILE).write_text(yaml.dump(settings), encoding="utf-8")
    for level in range(depth):
        page = folder.joinpath("docs", *["page"] * level, "page.md")
        page.parent.mkdir()
        shutil.copy(_PAGE, page)
    shutil.copy(_PAGE, folder / "docs" / "index.md")


def _name_of(script: re.Match[str]) -> str | None:
    """Return what tells a script from others: its file or, idle space apart, its text.

    Data is no script.
    """
    if _is_code(script):
        return _IDLE_SPACE.sub("\n", script["text"])
    return _Tag(script["tag"]).attributes.get("src")


def _is_code(script: re.Match[str]) -> bool:
    """Tell whether a script is code in the page: neither a file of its own nor data."""
    attributes = _Tag(script["tag"]).attributes
    return "src" not in attributes and attributes.get("type") not in _DATA


class _Tag(HTMLParser):
    """The attributes of one tag, read as a browser reads them."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.attributes: dict[str, str | None] = {}
        self.feed(tag)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = dict(reversed(attrs))  # of two alike, the first counts


def lean(site: Path, pages: Iterable[str]) -> dict[str, bytes]:
    """Return by path the style sheets without what no page uses, our scripts without comments."""
    scripts = "".join(path.read_text("utf-8") for path in site.glob("assets/**/*.js"))
    ours = {path: path.read_text("utf-8") for path in site.glob("assets/*.js")}
    used = {*_GIVEN.findall(scripts), *_TAGS.findall(scripts)}
    for page in pages:
        used.update(*map(str.split, set(_CLASSES.findall(page))))
        used.update(_TAGS.findall(page), map("".join, _COLOUR.findall(page)))
    sheets = {path: path.read_text("utf-8") for path in site.glob("assets/**/*.css")}
    kept = {path: _with_rules_for(used, sheet) for path, sheet in sheets.items()}
    read = {*_READ.findall("".join([scripts, *kept.values()]))}
    shipped = {path: _COMMENT.sub("", script) for path, script in ours.items()}
    for path, sheet in kept.items():
        shipped[path] = _VARIABLE.sub(lambda found: found[0] if found[1] in read else "", sheet)
    return {path.relative_to(site).as_posix(): text.encode() for path, text in shipped.items()}


def _with_rules_for(used: set[str], sheet: str) -> str:
    def is_used(selector: str) -> bool:
        while (fewer := _CHOICE.sub("", selector)) != selector:
            selector = fewer
        names = _CLASS.findall(selector) + _TAG_OF_RULE.findall(_NO_TAG.sub("", selector))
        return used.issuperset([*names, *map("".join, _COLOUR.findall(selector))])

    def rule(found: re.Match[str]) -> str:
        outside = found[1]
        while (fewer := _INSIDE.sub(lambda inside: "_" * len(inside[0]), outside)) != outside:
            outside = fewer
        commas = [at for at, sign in enumerate(outside) if sign == ","]
        parts = itertools.pairwise([-1, *commas, len(outside)])
        selectors = list(filter(is_used, (found[1][start + 1 : end] for start, end in parts)))
        return ",".join(selectors) + found[2] if selectors else ""

    return _RULE.sub(rule, _IDLE.sub("", sheet))
