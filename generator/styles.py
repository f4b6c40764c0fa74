"""The style sheets of the built site, without what no page uses, and its scripts without comments.

The theme styles far more than we have. A class counts as used if a page has it or a script names
it, since the theme's script gives many; a variable, if a rule or a script that stays reads it.
"""

import re
from collections.abc import Iterable
from pathlib import Path

_IDLE = re.compile(r"/\*.*?\*/|\n\s*", re.DOTALL)
_CLASSES = re.compile(r"\bclass=\"?([^\">]+)")
_WORD = re.compile(r"[\w-]+")
_RULE = re.compile(r"([^{}]+)(\{[^{}]*\})")
_COMMA = re.compile(r",(?![^()]*\))")
_CHOICE = re.compile(r":(?:is|not|where)\([^()]*\)")
_CLASS = re.compile(r"\.([\w-]+)")
_COLOUR = re.compile(r"(data-md-color-\w+=)\"?([\w-]+)")
_VARIABLE = re.compile(r"(--[\w-]+)\s*:(?:url\([^)]*\)|\"[^\"]*\"|'[^']*'|[^;{}\"'])*(?:;|(?=\}))")
_REMARK = re.compile(r"^ *//.*\n", re.MULTILINE)
_READ = re.compile(r"(?:var\(|[\"'])(--[\w-]+)")


def lean(site: Path, pages: Iterable[str]) -> dict[str, bytes]:
    """Return the style sheets and our scripts, by their paths, without what pages do not use."""
    scripts = "".join(path.read_text("utf-8") for path in site.glob("assets/**/*.js"))
    ours = {path: path.read_text("utf-8") for path in site.glob("assets/*.js")}
    used = set(_WORD.findall(scripts))
    for page in pages:
        used.update(*map(str.split, set(_CLASSES.findall(page))))
        used.update(map("".join, _COLOUR.findall(page)))
    sheets = {path: path.read_text("utf-8") for path in site.glob("assets/**/*.css")}
    kept = {path: _with_rules_for(used, sheet) for path, sheet in sheets.items()}
    read = {*_READ.findall("".join([scripts, *kept.values()]))}
    shipped = {path: _REMARK.sub("", script) for path, script in ours.items()}
    for path, sheet in kept.items():
        shipped[path] = _VARIABLE.sub(lambda found: found[0] if found[1] in read else "", sheet)
    return {path.relative_to(site).as_posix(): text.encode() for path, text in shipped.items()}


def _with_rules_for(used: set[str], sheet: str) -> str:
    def is_used(selector: str) -> bool:
        while (fewer := _CHOICE.sub("", selector)) != selector:
            selector = fewer
        return used.issuperset(
            [*_CLASS.findall(selector), *map("".join, _COLOUR.findall(selector))]
        )

    def rule(found: re.Match[str]) -> str:
        selectors = list(filter(is_used, _COMMA.split(found[1])))
        return ",".join(selectors) + found[2] if selectors else ""

    return _RULE.sub(rule, _IDLE.sub("", sheet))
